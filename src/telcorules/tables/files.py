"""A file of cases decided into another file, in constant memory.

DuckDB streams one Parquet file into the other. Rows in which something can't be read
go to a file of their own, with the reason for each.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter
from typing import Any, Final

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from telcorules.errors import CaseError, Problem, RequestError
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.columns import Columns, column
from telcorules.language.vocabulary import Fact
from telcorules.tables.asking import decide_table
from telcorules.tables.days import LAST, NEVER
from telcorules.tables.sources import opened

UNREADABLE: Final = "unreadable"
"""The column of the side file that says why a row can't be read."""

_BLOCK: Final = 10_000
_SECONDS: Final = 0.1
Told = Callable[[float, int], None]


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a file.

    Attributes:
        rows: How many rows were decided.
        seconds: How long that took.
        bad: How many rows can't be read.
        aside: The file in which they are; None where there are none.
    """

    rows: int
    seconds: float
    bad: int
    aside: Path | None


def answer_file(  # noqa: PLR0913 - as many as there is to say
    book: Rulebook,
    source: Path,
    target: Path,
    *,
    as_of: date,
    rules: Iterable[str] | str | None = None,
    skipped: Iterable[str] = (),
    told: Told = lambda _part, _rows: None,
) -> Answered:
    """Decide every row of a Parquet or CSV file, and write a Parquet file.

    Args:
        book: The rules.
        source: The cases, a fact a column ``section__fact``.
        target: The file to write: the columns of the source, and the answers.
        as_of: The day of the question.
        rules: Ids or globs, as `decide_table` takes them.
        skipped: Columns of the source to leave out.
        told: Is told the part that is done, from 0 to 1, and how many rows that is.

    Raises:
        RequestError: As for `decide_table`; or the file can't be written.
    """
    connection = ibis.duckdb.connect()
    given = opened(source, connection)
    cases = given.drop(*(name for name in skipped if name in given.columns))
    asked = decide_table(book, cases, as_of=as_of, rules=rules, unreadable=UNREADABLE)
    start, total = perf_counter(), connection.to_pyarrow(cases.count()).as_py()
    is_bad = asked[UNREADABLE].length() > 0
    with _writing(target):
        bad = asked.filter(is_bad).select(*cases.columns, UNREADABLE)
        aside = target.with_suffix(f".{UNREADABLE}.parquet")
        failed = _set_aside(book, connection, bad, aside)
        kept = [name for name in asked.columns if name != UNREADABLE]
        good = asked.filter(asked[UNREADABLE].length() == 0).select(*kept)
        with _watched(connection.con, total, told):
            connection.to_parquet(good, target)
    seconds = perf_counter() - start
    return Answered(total - failed, seconds, failed, aside if failed else None)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        why = str(error).partition("\n")[0]
        what = f"`{target}` can't be written: {why}"
        raise RequestError(Problem("TR634", what, "name another file")) from None


def _set_aside(book: Rulebook, connection: Any, bad: ir.Table, aside: Path) -> int:
    """Write the rows that can't be read, each with the reasons; return how many."""
    with TemporaryDirectory() as folder:
        found = Path(folder) / "bad.parquet"
        connection.to_parquet(bad, found)
        with pq.ParquetFile(found) as file:
            if count := int(file.metadata.num_rows):
                _with_reasons(book, file, aside)
    return count


def _with_reasons(book: Rulebook, file: pq.ParquetFile, aside: Path) -> None:
    place = file.schema_arrow.get_field_index(UNREADABLE)
    schema = file.schema_arrow.set(place, pa.field(UNREADABLE, pa.string()))
    with pq.ParquetWriter(aside, schema) as writer:
        for batch in file.iter_batches(_BLOCK):
            reasons = [_reason(book, row) for row in batch.to_pylist()]
            columns = [*batch.columns]
            columns[place] = pa.array(reasons, pa.string())
            writer.write_batch(pa.record_batch(columns, schema=schema))


def _reason(book: Rulebook, row: dict[str, Any]) -> str:
    """Return why a row can't be read, in the words in which a case is refused."""
    vocabulary = book.program.vocabulary
    facts = {column(name): fact for name, fact in vocabulary.by_name.items()}
    reasons = []
    for name in row[UNREADABLE]:
        value, fact = row[name], facts[name]
        try:
            _, stated = Columns(vocabulary, [name]).case([_stated(value)])
            book.case(stated)
            reasons.append(_past(fact, value))
        except CaseError as error:
            reasons.extend(f"{fact.name}: {one.message}" for one in error.problems)
    return "; ".join(reasons)


def _stated(value: Any) -> Any:
    return "；".join(map(str, value)) if isinstance(value, list) else value


def _past(fact: Fact, value: Any) -> str:
    return (
        f"{fact.name}: `{value}` is past {LAST}, the last day that a table tells;"
        f" {NEVER} says not yet"
    )


@contextmanager
def _watched(connection: Any, total: int, told: Told) -> Iterator[None]:
    """Tell how far a query has come while it runs."""
    over = Event()

    def watch() -> None:
        while not over.wait(_SECONDS):
            part = max(connection.query_progress(), 0.0) / 100
            told(part, round(part * total))

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
    told(1.0, total)
