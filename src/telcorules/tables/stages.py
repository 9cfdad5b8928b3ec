"""The stages in which a table is decided, each one projection over the one before.

What cells say; which day is asked about; where periods end, joined from the
calendar; the days that conditions reckon; what rules say; what follows from that.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Protocol

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from telcorules.language.vocabulary import Vocabulary
from telcorules.tables.calendars import PARTS, Count, rows
from telcorules.tables.cells import Cells
from telcorules.tables.days import NEVER, day
from telcorules.tables.lastdays import Days, Lookup
from telcorules.tables.needs import Event, Needs
from telcorules.tables.terms import Terms

CALENDAR: Final = "telcorules_calendar"
"""What the calendar's table is called where it isn't held in memory."""

_TODAY: Final = Event(None)
Ends = dict[tuple[Event, Count], str]


class Columns(Protocol):
    """What a kind of rule adds to a table."""

    def need(self, needs: Needs) -> None:
        """Note what it reads and counts, and what columns can't express of it."""

    def first(self, terms: Terms) -> Mapping[str, Any]:
        """Return the columns that facts and days give."""

    def then(self, terms: Terms) -> Mapping[str, Any]:
        """Return the columns that those give."""

    def parts(self) -> Sequence[str]:
        """Return the names of the columns of the answer, in their order."""


class Stages:
    """A table, and what is needed of it.

    Args:
        table: The table.
        vocabulary: The facts that its columns can state.
        needs: What rules need.
        as_of: The day of the question.
    """

    def __init__(
        self, table: ir.Table, vocabulary: Vocabulary, needs: Needs, as_of: Any
    ) -> None:
        self._given, self._needs = table, needs
        self._cells = Cells(table, vocabulary)
        self._prefix = _unused(table)
        self._as_of = day(as_of) if isinstance(as_of, date) else as_of
        events = (*map(Event, needs.facts), _TODAY, *needs.asked)
        self._columns = {one: self._inner(one.name) for one in events}
        self._spans = {
            one: (f"{name}__first", f"{name}__last")
            for one in needs.moments
            for name in [self._columns[Event(one)]]
        }
        self._days: dict[Any, tuple[str, ...]] = {}

    def answered(
        self, kinds: Sequence[Columns], calendar: ir.Table, unreadable: str | None
    ) -> ir.Table:
        """Return the table with the answers of some rules.

        Args:
            kinds: The rules.
            calendar: The calendar's table, from `calendar_of`.
            unreadable: The column that is to list cells that can't be read.
        """
        table, ends = self._joined(self._asked(self._facts(unreadable)), calendar)
        table = self._reckoned(table, ends)
        for stage in ("first", "then"):
            terms = self._terms(table, ends)
            said = [getattr(one, stage)(terms) for one in kinds]
            table = table.mutate(**{n: v for one in said for n, v in one.items()})
        parts = [name for one in kinds for name in one.parts()]
        parts += [unreadable] if unreadable else []
        return table.select(*self._given.columns, *parts)

    def _inner(self, name: str) -> str:
        return self._prefix + name

    def _facts(self, unreadable: str | None) -> ir.Table:
        facts = self._needs.facts
        values = {self._columns[Event(one)]: self._cells.value(one) for one in facts}
        values[self._columns[_TODAY]] = self._as_of
        for fact, names in self._spans.items():
            values |= dict(zip(names, self._cells.moments(fact), strict=True))
        if unreadable:
            values[unreadable] = self._cells.unreadable(facts)
        return self._given.mutate(**values)

    def _asked(self, table: ir.Table) -> ir.Table:
        """Add the days asked about: of what governs a rule, else of the question."""
        today = table[self._columns[_TODAY]]
        asked = {}
        for one in self._needs.asked:
            own = table[self._columns[Event(one.fact)]]
            asked[self._columns[one]] = ibis.ifelse(own < day(NEVER), own, today)
        return table.mutate(**asked) if asked else table

    def _joined(self, table: ir.Table, calendar: ir.Table) -> tuple[ir.Table, Ends]:
        """Join the calendar's table on every event from which periods run."""
        ends: Ends = {}
        for event, counts in self._needs.counted.items():
            if not counts:
                continue
            column = self._columns[event]
            picked = {f"{column}__day": calendar["day"]}
            for count in counts:
                ends[event, count] = self._inner(f"c{len(ends)}")
                picked |= {
                    f"{ends[event, count]}_{part}": calendar[f"{count.name}_{part}"]
                    for part in PARTS
                }
            right = calendar.select(**picked)
            table = table.left_join(right, table[column] == right[f"{column}__day"])
        return table, ends

    def _reckoned(self, table: ir.Table, ends: Ends) -> ir.Table:
        terms = self._terms(table, ends)
        columns: dict[str, Any] = {}
        for key, (node, governed) in self._needs.reckoned.items():
            days = terms.of(governed).days(node)
            name = self._inner(f"d{len(self._days)}")
            names = (name,) if days.exact else (f"{name}_low", f"{name}_high")
            columns |= dict(zip(names, (days.low, days.high), strict=False))
            self._days[key] = names
        return table.mutate(**columns) if columns else table

    def _terms(self, table: ir.Table, ends: Ends) -> Terms:
        lookup = Lookup(table, self._columns, ends, self._spans, self._needs.calendar)
        memo = {key: _days(table, names) for key, names in self._days.items()}
        return Terms(self._needs, lookup, None, memo, self._prefix)


def calendar_of(needs: Needs) -> pa.Table:
    """Return the calendar as a table: a row for each day from which periods run."""
    days, columns = rows(needs.counts, needs.calendar)
    return pa.table({"day": days, **columns})


def _days(table: ir.Table, names: tuple[str, ...]) -> Any:
    first, last = table[names[0]], table[names[-1]]
    return first if len(names) == 1 else Days(first, last)


def _unused(table: ir.Table) -> str:
    """Return what no column of a table begins with."""
    prefix = "_"
    while any(name.startswith(prefix) for name in table.columns):
        prefix += "_"
    return prefix
