"""Where the truth of a comparison of days turns, solved from the trees.

A condition compares days: events, the day asked about, dates as written, each moved
by periods or not. Every move keeps the order of days, so that a comparison turns on
one day: the least on which one side reaches, or passes, the other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product

from telcorules.evaluation.context import Context
from telcorules.foundation.periods import Period, Unit
from telcorules.language import nodes
from telcorules.language.limits import BEYOND, KEPT, LastDays, Limit
from telcorules.language.nodes import DatedValue, Node, Parameter, walk
from telcorules.language.scope import DAYS

FAR_PAST = date(1900, 1, 1).toordinal()
"""A day before all that rules tell apart; it stands for any such day."""

FAR_FUTURE = date(2999, 12, 31).toordinal()
"""The last day that is looked at."""

LONGEST = 100_000
"""The longest distance of days that is looked at."""

_END = date.max.toordinal()
_NEAR = 45
_MIDDLE = date(2020, 1, 1).toordinal()

Key = int | str
"""What a term hangs on: the slot of an event, or ``at`` or ``as_of``."""


class Term:
    """A day that a condition compares: an event or a day, moved by periods.

    Attributes:
        key: What it hangs on; None for a day as written.
        day: The ordinal of a day as written; 0 where it hangs on something.
        moves: The tables that move it, the first to be applied first.
    """

    def __init__(
        self, key: Key | None, day: int = 0, moves: tuple[LastDays, ...] = ()
    ) -> None:
        self.key = key
        self.day = day
        self.moves = moves
        self._least: dict[tuple[int, int], int | None] = {}

    def moved(self, table: LastDays) -> "Term":
        """Return the same, moved once more."""
        return Term(self.key, self.day, (*self.moves, table))

    def value(self, day: int, end: int) -> int | None:
        """Return where a day comes to lie: the earliest at end 0, the latest at 1."""
        found: int | None = day
        for table in self.moves:
            if found is None or found >= BEYOND:
                return found
            found = table[found][end]
        return found

    def least(self, goal: int, end: int) -> int | None:
        """Return the first day that comes to lie on a goal or after it.

        Returns:
            Its ordinal; None where none does, for a day that is moved from `FAR_PAST`
            to `FAR_FUTURE`.
        """
        if not self.moves:
            return goal if 0 < goal < _END else None
        key = (goal, end)
        if key not in self._least:
            if len(self._least) >= KEPT:
                self._least.clear()
            self._least[key] = self._solved(goal, end)
        return self._least[key]

    def _solved(self, goal: int, end: int) -> int | None:
        """Double the step from a guess until the day lies between, then halve."""
        guess = min(max(2 * goal - self._placed(goal, end), FAR_PAST), FAR_FUTURE)
        low, high, step = guess, guess, 1
        while low >= FAR_PAST and self._placed(low, end) >= goal:
            low, step = low - step, step * 2
        step = 1
        while high <= FAR_FUTURE and self._placed(high, end) < goal:
            high, step = high + step, step * 2
        low, high = max(low, FAR_PAST - 1), min(high, FAR_FUTURE + 1)
        while high - low > 1:
            middle = (low + high) // 2
            if self._placed(middle, end) >= goal:
                high = middle
            else:
                low = middle
        return high if FAR_PAST <= high <= FAR_FUTURE else None

    def _placed(self, day: int, end: int) -> int:
        """Return where a day comes to lie; itself where that isn't known."""
        if not FAR_PAST <= day <= FAR_FUTURE:
            return day
        found = self.value(day, end)
        return day if found is None else found

    @cached_property
    def edges(self) -> tuple[int, ...]:
        """The first day from which it is known where it lies, and the first after."""
        in_working_days = any(
            isinstance(table.limit.period, Period)
            and table.limit.period.unit is Unit.WORKING_DAYS
            for table in self.moves
        )
        if not in_working_days or self.value(_MIDDLE, 0) is None:
            return ()
        return (
            self._turn(FAR_PAST, _MIDDLE, known=True),
            self._turn(_MIDDLE, FAR_FUTURE, known=False),
        )

    def _turn(self, low: int, high: int, *, known: bool) -> int:
        while high - low > 1:
            middle = (low + high) // 2
            if (self.value(middle, 0) is not None) is known:
                high = middle
            else:
                low = middle
        return high


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """Two days compared.

    Attributes:
        left: The one.
        right: The other.
        reaching: Whether it matters that the left one reaches the right one.
        passing: Whether it matters that it passes it.
    """

    left: Term
    right: Term
    reaching: bool
    passing: bool

    def turns_of_left(self, right: int) -> Iterator[int]:
        """Yield the days of what the left hangs on where the comparison turns."""
        for goal in self._goals(right, reached=self.reaching, passed=self.passing):
            yield from self._least(self.left, goal)

    def turns_of_right(self, left: int) -> Iterator[int]:
        """Yield the days of what the right hangs on where the comparison turns."""
        for goal in self._goals(left, reached=self.passing, passed=self.reaching):
            yield from self._least(self.right, goal)

    def turns_near(self, day: int) -> Iterator[int]:
        """Yield the days near one on which it turns, where both hang on one event.

        What two periods make of the same day crosses back and forth with the holidays:
        so every day of some weeks is looked at. The first of them is told where the
        sides lie otherwise long ago, when the calendar wasn't known.
        """
        before = self._lies(FAR_PAST)
        for near in range(day - _NEAR, day + _NEAR):
            after = self._lies(near)
            if after != before:
                yield near
            before = after

    def _lies(self, day: int) -> tuple[int | None, ...]:
        """Return how the left one lies to the right one, by the ends of both."""
        lefts, rights = (
            [term.value(day, end) for end in (0, 1)] for term in (self.left, self.right)
        )
        return tuple(
            None if left is None or right is None else (left > right) - (left < right)
            for left in lefts
            for right in rights
        )

    def _goals(self, day: int, *, reached: bool, passed: bool) -> Iterator[int]:
        if reached:
            yield day
        if passed:
            yield day + 1

    def _least(self, term: Term, goal: int) -> Iterator[int]:
        found = (term.least(goal, end) for end in (0, 1))
        yield from (day for day in found if day is not None)


_NUMERIC = nodes.Compare | nodes.Arithmetic | nodes.Extreme | nodes.DaysBetween
_TURNS = {
    "<": (True, False),
    ">=": (True, False),
    "<=": (False, True),
    ">": (False, True),
    "==": (True, True),
    "!=": (True, True),
}


class Terms:
    """Reads the terms and relations of trees, under one set of readings.

    Attributes:
        context: The calendar and the readings.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self._tables: dict[tuple[Period, bool, bool, bool], LastDays] = {}

    def table(
        self,
        period: Period,
        *,
        roll: bool,
        back: bool = False,
        off_holidays: bool = False,
    ) -> LastDays:
        """Return the table of a period, one for all terms; hours as whole days."""
        key = (period, roll, back, off_holidays)
        if key not in self._tables:
            self._tables[key] = LastDays(
                Limit(
                    _in_days(period),
                    self.context.calendar,
                    readings={},
                    roll=roll,
                    back=back,
                    off_holidays=off_holidays,
                )
            )
        return self._tables[key]

    def lengths(self, period: Period | Parameter) -> tuple[Period, ...]:
        """Return the periods that may run: one, or those of a parameter."""
        if isinstance(period, Period):
            return (period,)
        return tuple(dict.fromkeys(one.value for one in self._dated(period)))

    def steps(self, term: Term, period: Period | Parameter) -> list[Relation]:
        """Return where a parameter that runs from a term changes."""
        if isinstance(period, Period):
            return []
        starts = {one.start.toordinal() for one in self._dated(period)}
        ends = {one.until.toordinal() + 1 for one in self._dated(period) if one.until}
        days = sorted(starts | ends)
        return [Relation(term, Term(None, day), True, False) for day in days]  # noqa: FBT003

    def _dated(self, parameter: Parameter) -> list[DatedValue]:
        local = parameter.in_play(self.context.readings)
        return [*parameter.values, *(one.dated for one in local)]

    def of(self, node: Node) -> list[Term]:
        """Return what a day may be: one term, or several where facts choose."""
        match node:
            case nodes.Constant():
                return [Term(None, int(node.value))]
            case nodes.FactOf():
                return [Term(node.fact.slot)]
            case nodes.Moment():
                return [Term(node.name)]
            case nodes.Named():
                return self.of(node.body)
            case nodes.If():
                return [*self.of(node.then), *self.of(node.other)]
            case nodes.LastDay():
                return self._last_days(node)
            case nodes.Shift():
                table = self.table(node.period, roll=False, back=node.back)
                return [term.moved(table) for term in self.of(node.event)]
            case _:  # an item of a list of events
                return []

    def _last_days(self, node: nodes.LastDay) -> list[Term]:
        roll = self._rolls(node.roll)
        tables = [self.table(one, roll=roll) for one in self.lengths(node.period)]
        events = self.of(node.event)
        return [term.moved(table) for term, table in product(events, tables)]

    def _rolls(self, node: nodes.Constant | nodes.ReadingOf) -> bool:
        if isinstance(node, nodes.Constant):
            return node.value == "roll"
        return self.context.readings[node.reading] == "roll"

    def relations(self, roots: Iterable[Node]) -> list[Relation]:
        """Return every comparison of days in some trees, and every step in them."""
        inner = {id(node): node for root in roots for node in walk(root)}
        return [one for node in inner.values() for one in self._relations(node)]

    def _relations(self, node: Node) -> Iterator[Relation]:
        if isinstance(node, nodes.Compare) and node.left.type.kind in DAYS:
            reaching, passing = _TURNS[node.operator]
            for left, right in product(self.of(node.left), self.of(node.right)):
                yield Relation(left, right, reaching, passing)
        if isinstance(node, nodes.LastDay):
            for term in self.of(node.event):
                yield from self.steps(term, node.period)
        if isinstance(node, _NUMERIC):
            yield from self._distances(node)

    def _distances(self, node: Node) -> Iterator[Relation]:
        """Yield where the days from one event to another reach a number."""
        inner = list(walk(node))
        counts = {
            int(one.value)
            for one in inner
            if isinstance(one, nodes.Constant) and type(one.value) is int
            if 0 <= one.value <= LONGEST
        }
        for one in inner:
            if isinstance(one, nodes.DaysBetween):
                yield from self.apart(one, counts)

    def apart(self, node: nodes.DaysBetween, counts: set[int]) -> Iterator[Relation]:
        """Yield where two events come to lie so many days apart."""
        for left, right in product(self.of(node.first), self.of(node.second)):
            for count in sorted({0, *counts}):
                moved = left
                if count > 0:
                    table = self.table(Period(count, Unit.DAYS), roll=False)
                    moved = left.moved(table)
                yield Relation(moved, right, reaching=True, passing=True)


def _in_days(period: Period) -> Period:
    """Return a period that tables of days can count; hours as whole days."""
    if period.unit is not Unit.HOURS:
        return period
    return Period(-(-period.count // 24), Unit.DAYS)
