"""Rules as the text of SQL, for databases that Python doesn't run in.

The text reads two tables: that of the cases, and the calendar, which is loaded once.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.sql.compilers import (
    DuckDBCompiler,
    PostgresCompiler,
    PySparkCompiler,
)

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.grounds import pick
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.columns import column
from telcorules.language.vocabulary import Fact, Kind
from telcorules.tables.asking import kinds_of, needs_of
from telcorules.tables.stages import CALENDAR, Stages, calendar_of

_COMPILERS: Final[Mapping[str, Any]] = {
    "duckdb": DuckDBCompiler,
    "spark": PySparkCompiler,
    "postgres": PostgresCompiler,
}
_KEYLESS: Final = frozenset({"spark"})
"""The dialects in which a table can't have a key."""

_ROWS_AT_ONCE: Final = 500
_TYPES: Final[Mapping[Kind, str]] = {
    Kind.BOOL: "boolean",
    Kind.EVENT: "date",
    Kind.INT: "int64",
    Kind.LIST: "array<string>",
}


class RulesInSql:
    """Some rules as SQL.

    Args:
        book: The rules.
        rules: Their ids or globs.
        dialect: ``duckdb``, ``spark`` or ``postgres``.

    Raises:
        RequestError: There is no such rule or dialect, or columns can't express it.
    """

    def __init__(
        self, book: Rulebook, rules: Iterable[str] | str, dialect: str
    ) -> None:
        self._compiler = pick(_COMPILERS, dialect, "dialect")()
        self._keyed = dialect not in _KEYLESS
        self._book = book
        self._kinds = kinds_of(book, rules)
        self._needs = needs_of(book, self._kinds)

    @property
    def columns(self) -> dict[str, str]:
        """The columns of facts that the query reads, with their types as Ibis has them.

        A table that lacks one is to have it as NULL.
        """
        return {column(fact.name): self._type(fact) for fact in self._needs.facts}

    def query(
        self, *, as_of: date | None = None, table: str = "cases", key: str = "id"
    ) -> str:
        """Return a query that gives the answers for every row of a table.

        Args:
            as_of: The day of the question; the database's current day where left out,
                so that the query can be a view.
            table: What the table of cases is called. It has a column for every fact.
            key: Its column that tells cases apart, a text.
        """
        types = {key: "string", **self.columns}
        cases = ibis.table(types, name=table)
        stages = Stages(
            cases, self._book.program.vocabulary, self._needs, as_of or ibis.today()
        )
        calendar = calendar_of(self._needs)
        unbound = ibis.table(ibis.Schema.from_pyarrow(calendar.schema), name=CALENDAR)
        answered = stages.answered(self._kinds, unbound, None)
        parts = [name for one in self._kinds for name in one.parts()]
        return self._text(answered.select(key, *parts))

    def write_calendar(self, path: Path) -> None:
        """Write the calendar that the query joins: as statements, or as Parquet.

        The statements make the table anew. Its day is a key, where the dialect has
        keys, so that a calendar that is there already isn't loaded a second time.

        Raises:
            RequestError: The name ends in neither ``.sql`` nor ``.parquet``, or the
                file can't be written.
        """
        calendar, suffix = calendar_of(self._needs), path.suffix.lower()
        if suffix not in {".sql", ".parquet"}:
            what = f"`{path.name}` doesn't say how to write a calendar"
            hint = "end its name in .sql or .parquet"
            raise RequestError(Problem("TR632", what, hint))
        try:
            if suffix == ".parquet":
                pq.write_table(calendar, path)
            else:
                with path.open("w", encoding="utf-8") as file:
                    file.writelines(_statements(calendar, keyed=self._keyed))
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            what = f"`{path}` can't be written: {why}"
            raise RequestError(Problem("TR634", what, "name another file")) from None

    def _type(self, fact: Fact) -> str:
        if fact in self._needs.moments:
            return "timestamp"
        return _TYPES.get(fact.type.kind, "string")

    def _text(self, answers: ir.Table) -> str:
        tree = self._compiler.to_sqlglot(answers)
        return str(tree.sql(dialect=self._compiler.dialect, pretty=True))


def _statements(calendar: pa.Table, *, keyed: bool) -> Iterator[str]:
    """Yield statements that make the calendar's table."""
    types = {pa.bool_(): "BOOLEAN"}
    columns = [f"{one.name} {types.get(one.type, 'DATE')}" for one in calendar.schema]
    listed = ",\n  ".join([*columns, *(["PRIMARY KEY (day)"] if keyed else [])])
    yield f"CREATE TABLE {CALENDAR} (\n  {listed}\n);\n"
    rows = zip(*(one.to_pylist() for one in calendar.columns), strict=True)
    while several := [*islice(rows, _ROWS_AT_ONCE)]:
        values = ",\n".join(
            "(" + ", ".join(map(_literal, one)) + ")" for one in several
        )
        yield f"INSERT INTO {CALENDAR} VALUES\n{values};\n"


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return str(value).upper() if isinstance(value, bool) else f"DATE '{value}'"
