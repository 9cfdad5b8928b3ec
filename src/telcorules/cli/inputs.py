"""What comes in: cases from files or standard input, packs, days, readings."""

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Final, NoReturn

from telcorules.errors import CaseError, PackError, Problem, RequestError, Span
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.moments import CHINA_TIME
from telcorules.foundation.source import MAX_BYTES, Document, read
from telcorules.language.vocabulary import Case

STANDARD_INPUT: Final = "-"
_JSON = re.compile(rb'(\xef\xbb\xbf)?\s*(\{\s*["}]|\[)')
_BLANK: Final = b"\xef\xbb\xbf \t\r\n"
_ONE: Final = (
    "name one case; many, each on a line of its own, are for `telcorules batch`"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def open_book(
    pack: Path | None,
    extend: Iterable[Path] | None,
    reading: Iterable[str] | None,
    notice: Iterable[Path] | None,
    unannounced: str,
    *,
    known_at: str | None = None,
) -> Rulebook:
    """Load the packs, readings and notices that were asked for, as known on a day."""
    return load(
        pack,
        extend=list(extend or ()),
        readings=dict(_reading(one) for one in reading or ()),
        notices=list(notice or ()),
        unannounced=unannounced,
        known_at=parse_day(known_at),
    )


def _reading(text: str) -> tuple[str, str]:
    name, equals, choice = text.partition("=")
    if equals:
        return name, choice
    hint = "write --reading local-regulation=local"
    what = f"`{text}` doesn't say which choice of a reading to take"
    raise RequestError(Problem("TR616", what, hint))


def parse_day(text: str | None) -> date | None:
    """Read a day as it is typed, None where none was.

    Raises:
        RequestError: It is no day.
    """
    return None if text is None else required_day(text)


def required_day(text: str) -> date:
    """Read a day as it is typed.

    Raises:
        RequestError: It is none, or there is no such day.
    """
    if not _DAY.fullmatch(text):
        what, hint = f"`{text}` is not a day", "write it as 2026-11-21"
        raise RequestError(Problem("TR617", what, hint))
    try:
        return date.fromisoformat(text)
    except ValueError:
        what, hint = f"there is no day `{text}`", "check the month and the day"
        raise RequestError(Problem("TR617", what, hint)) from None


def read_case(book: Rulebook, name: str) -> Case:
    """Read a case from a file, JSON or YAML, or from standard input for ``-``.

    Text that begins as a JSON object or list is read as JSON, else as YAML.

    Raises:
        CaseError: Every mistake, with its file, and for YAML with its place.
    """
    shown = "standard input" if name == STANDARD_INPUT else name
    data = _bytes(name, shown)
    if not data.strip():
        refuse(shown, "the file is empty", "state a fact, or {} for a case without any")
    if name.endswith(".json") or _JSON.match(data):
        return _from_json(book, data, shown)
    return _from_yaml(book, data, shown)


def key_of(name: str) -> str:
    """Return what tells a case from others, by the name of its file.

    Raises:
        RequestError: It has none, as it comes from standard input.
    """
    if name != STANDARD_INPUT:
        return Path(name).stem
    what = "a case from standard input has no name that a calendar could know it by"
    raise RequestError(Problem("TR655", what, "give --case-id, such as its number"))


def read_small(path: Path) -> bytes:
    """Read a file of a size that can be borne.

    Raises:
        CaseError: It can't be read, or is too long.
    """
    return _bytes(str(path), str(path))


def _bytes(name: str, shown: str) -> bytes:
    if name == STANDARD_INPUT:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return _of_bearable_size(data, len(data), shown)
    path = Path(name)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        return _of_bearable_size(data, path.stat().st_size, shown)
    except (OSError, ValueError) as error:
        refuse_unread(shown, error, "a case")


def _of_bearable_size(data: bytes, size: int, shown: str) -> bytes:
    if len(data) <= MAX_BYTES:
        return data
    about = f"{size:,} bytes" if size > len(data) else "too"
    what = f"the case is {about} long; at most {MAX_BYTES:,} bytes are read"
    raise CaseError(Problem("TR516", f"{shown}: {what}", "state facts, not documents"))


def refuse_unread(shown: str, error: Exception, holds: str) -> NoReturn:
    """Tell why a file can't be read.

    Args:
        shown: What the file is called.
        error: What came of opening it.
        holds: What it should hold: ``a case`` or ``cases``.

    Raises:
        CaseError: Always.
    """
    match error:
        case FileNotFoundError():
            refuse(shown, "there is no such file", "check the name")
        case IsADirectoryError():
            refuse(shown, "is a folder, not a file", f"name the file of {holds}")
        case _:
            why = getattr(error, "strerror", None) or str(error)
            refuse(shown, f"can't be read: {why.lower()}", "check who may read it")


def refuse(shown: str, what: str, hint: str) -> NoReturn:
    """Refuse a file that should hold a case, or cases.

    Raises:
        CaseError: Always.
    """
    raise CaseError(Problem("TR520", f"{shown}: {what}", hint))


def _from_json(book: Rulebook, data: bytes, shown: str) -> Case:
    try:
        return book.case(data)
    except CaseError as error:
        problems = [named(one, shown) for one in error.problems]
        if problems[0].code == "TR517" and data.lstrip(_BLANK).startswith(b"["):
            problems = [replace(problems[0], hint=_ONE)]
        raise CaseError(problems) from None


def named(problem: Problem, shown: str) -> Problem:
    """Return a problem of a case with the name of its file, and its fact."""
    fact = f"{problem.fact}: " if problem.fact else ""
    return replace(problem, message=f"{shown}: {fact}{problem.message}", fact="")


def _from_yaml(book: Rulebook, data: bytes, shown: str) -> Case:
    try:
        document = read(data, shown)
    except PackError as error:
        raise CaseError(error.problems) from None
    if not isinstance(document.value, dict):
        what, hint = "a case is a mapping of sections", "write {section: {fact: value}}"
        hint = _ONE if isinstance(document.value, list) else hint
        raise CaseError(Problem("TR517", what, hint, span=document.span(())))
    try:
        return book.case(document.value)
    except CaseError as error:
        placed = [(_place(one, document), one) for one in error.problems]
        in_order = sorted(placed, key=itemgetter(0))
        problems = [replace(one, span=span) for span, one in in_order]
        raise CaseError(problems) from None


def _place(problem: Problem, document: Document) -> Span:
    path = tuple(problem.fact.split("."))
    unknown = problem.code == "TR510"
    return document.key_span(path) if unknown else document.span(path)


def today() -> date:
    """Return today in China."""
    return datetime.now(CHINA_TIME).date()  # noqa: TID251 - where a user asks now
