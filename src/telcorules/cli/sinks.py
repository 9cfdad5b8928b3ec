"""A work list written for other programs: JSON lines, CSV or Excel, row by row."""

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any, Final

from telcorules.cli import excel
from telcorules.cli.batch_options import Listing
from telcorules.cli.outputs import emit
from telcorules.errors import Problem, RequestError
from telcorules.foundation.law import Wording
from telcorules.language.program import Program
from telcorules.render.bilingual import Language
from telcorules.review.worklist import Task

BLOCK: Final = 500
"""How many rows are written at once."""

FIELDS: Final = (
    *("urgency", "line", "id", "rule", "title", "actor", "status", "as_of"),
    *("trigger", "due", "safe_due", "firm", "earliest", "latest", "settled_by"),
)
"""The columns of a work list."""


_SUFFIXES: Final = {
    ".jsonl": Listing.JSON,
    ".ndjson": Listing.JSON,
    ".json": Listing.JSON,
    ".csv": Listing.CSV,
    ".xlsx": Listing.EXCEL,
}


def form_of(path: Path) -> Listing:
    """Return what a file is written as, by its suffix.

    Raises:
        RequestError: Its suffix says nothing, or what it needs isn't installed.
    """
    form = _SUFFIXES.get(path.suffix.lower())
    if form is None:
        what = f"`{path.name}` doesn't say what to write"
        hint = f"end its name in {', '.join(_SUFFIXES)}"
        raise RequestError(Problem("TR632", what, hint))
    if form is Listing.EXCEL:
        excel.check()
    return form


class Sink:
    """Writes tasks in one form, with the names that a pack gives its rules.

    Args:
        form: JSON lines, CSV or Excel.
        program: The pack.
        language: The language of titles in tables; JSON has both.
    """

    def __init__(self, form: Listing, program: Program, language: Language) -> None:
        self._form, self._program, self._language = form, program, language

    def to_file(self, path: Path, tasks: Iterable[Task]) -> None:
        """Write a file; CSV with the mark by which Excel knows UTF-8.

        Raises:
            RequestError: The file can't be written.
        """
        try:
            if self._form is Listing.EXCEL:
                excel.write_rows(path, "worklist", FIELDS, map(self._cells, tasks))
                return
            encoding = "utf-8-sig" if self._form is Listing.CSV else "utf-8"
            with path.open("w", encoding=encoding, newline="") as file:
                file.writelines(self._lines(tasks))
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            what = f"`{path}` can't be written: {why}"
            raise RequestError(Problem("TR634", what, "name another file")) from None

    def to_output(self, tasks: Iterable[Task]) -> None:
        """Write to standard output."""
        lines = self._lines(tasks)
        while block := "".join(islice(lines, BLOCK)):
            emit(block)

    def _lines(self, tasks: Iterable[Task]) -> Iterator[str]:
        if self._form is Listing.CSV:
            yield _csv_line(FIELDS)
            yield from (_csv_line(map(_text, self._cells(one))) for one in tasks)
        else:
            yield from (f"{_json(self._row(one))}\n" for one in tasks)

    def _title(self, task: Task) -> Wording:
        return self._program.rules[task.rule].title

    def _row(self, task: Task) -> dict[str, Any]:
        found = {**task.to_dict(), "title": self._title(task).to_dict()}
        return {name: found[name] for name in FIELDS}

    def _cells(self, task: Task) -> list[Any]:
        title = self._language.of(self._title(task))
        return [*{**self._row(task), "title": title}.values()]


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _csv_line(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
