"""The cells into which expressions divide what facts can be, and days to ask on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from math import prod
from random import Random
from typing import Any, Final

from telcorules.evaluation.candidates import (
    UNSTATED,
    Turns,
    Used,
    Way,
    turning_numbers,
    uses,
    ways,
)
from telcorules.evaluation.context import Context
from telcorules.evaluation.event_days import event_days
from telcorules.evaluation.supposing import Supposition
from telcorules.evaluation.terms import FAR_PAST, Relation
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.nodes import Node
from telcorules.language.values import NOT_YET
from telcorules.language.versions import Version
from telcorules.language.vocabulary import NEVER, Case, Fact, Kind

_INTO: Final = timedelta(days=400)
_BEFORE_THE_END: Final = timedelta(days=60)
_COURSE: Final = 4 * 365 + 1
_IN_A_YEAR: Final = ((10, 3), (3, 31), (5, 31))
_NEARER: Final = (30, 400, 4_000)
NOT_HAPPENED: Final = Way(NEVER, NOT_YET)
"""What is known of an event that hasn't happened."""

Cell = tuple[Way, ...]
"""One value for each of some facts; a fact may be left unknown."""


class Cells:
    """What some facts can be, as far as expressions tell it apart.

    Args:
        facts: The facts.
        roots: The expressions.
        relations: The comparisons of days in them.
        context: The readings and the calendar.
        within: How many days from the day asked about events may lie; None for any.

    Attributes:
        facts: The facts.
        exhausted: Whether all combinations were given, on every day so far.
        most: How many there were on the day that had most.
    """

    def __init__(
        self,
        facts: Sequence[Fact],
        roots: Sequence[Node],
        relations: Sequence[Relation],
        context: Context,
        within: int | None = None,
    ) -> None:
        self.exhausted = within is None
        self.most = 1
        self._within = within
        self.facts = facts
        self._roots = roots
        self._relations = relations
        self._count = len(context.program.vocabulary.facts)
        self._uses = uses(roots)

    def on(self, day: date, most: int) -> Iterator[Cell]:
        """Yield combinations for a day: all, or where they are many, so many."""
        each = self.ways(day)
        count = prod(map(len, each))
        self.most = max(self.most, count)
        if count <= most:
            yield from product(*each)
            return
        self.exhausted = False
        pick = Random(day.isoformat())  # noqa: S311 - reproducible
        for _ in range(most):
            yield tuple(pick.choice(one) for one in each)

    def ways(self, day: date) -> list[tuple[Way, ...]]:
        """Return the values of each fact for a day, that it is unknown the last."""
        about = day.toordinal()
        events = {one.slot for one in self.facts if one.type.kind is Kind.EVENT}
        known: dict[Any, Any] = dict.fromkeys(range(self._count))
        turning = event_days(
            self._relations, events, known | {"at": about, "as_of": about}
        )
        return [self._ways_of(fact, about, turning) for fact in self.facts]

    def _ways_of(
        self, fact: Fact, about: int, turning: Mapping[Any, set[int]]
    ) -> tuple[Way, ...]:
        numbers: list[Any] = []
        if fact.type.kind in (Kind.INT, Kind.MONEY):
            numbers = turning_numbers(fact, self._roots, lambda _one: None)
        turns = Turns(about, turning.get(fact.slot, ()), numbers)
        found = ways(fact, self._uses.get(fact.slot, Used()), turns)
        kept = [one for one in found if one is not UNSTATED]
        if fact.type.kind is Kind.EVENT and self._within is not None:
            kept = [one for one in kept if self._is_near(one, about)]
        return (*kept, UNSTATED)

    def _is_near(self, way: Way, about: int) -> bool:
        return bool(way.value == NEVER or abs(way.value - about) <= (self._within or 0))


def suppose(case: Supposition, facts: Sequence[Fact], cell: Cell) -> None:
    """Suppose one value for each of some facts."""
    for fact, way in zip(facts, cell, strict=True):
        case.suppose(fact, way)


def nearer(
    case: Supposition,
    facts: Iterable[Fact],
    day: date,
    seen: Callable[[], Any],
) -> None:
    """Move events that stand for any day long ago to a nearer one of these.

    Args:
        case: The case.
        facts: The facts to look at.
        day: The day asked about.
        seen: Tells what the case comes to; it stays the same.
    """
    for fact in facts:
        if fact.type.kind is Kind.EVENT and case.slots[fact.slot] == FAR_PAST:
            before = seen()
            for back in _NEARER:
                case.on(fact, day.toordinal() - back)
                if seen() == before:
                    break
            else:
                case.on(fact, FAR_PAST)


def case_of(case: Case) -> Case:
    """Return what a case states, with what is supposed, as a case of its own."""
    facts: dict[str, dict[str, Any]] = {}
    for fact in case.vocabulary.facts:
        if case.slots[fact.slot] is not None:
            section, _, name = fact.name.partition(".")
            value = case[fact.name]
            plain = list(value) if isinstance(value, tuple) else value
            facts.setdefault(section, {})[name] = plain
    return case.vocabulary.case(facts)


def days_of(versions: Iterable[Version], calendar: WorkCalendar) -> list[date]:
    """Return days of work and of rest on which one of some versions is in force."""
    found: dict[date, None] = {}
    for version in versions:
        until = min(version.until or date.max, calendar.firm_through - _BEFORE_THE_END)
        first = max(version.start, min(version.start + _INTO, until))
        if first < calendar.first <= until:
            first = calendar.first
        found |= dict.fromkeys(one for one in _kinds(first) if one <= until)
        found[first] = None
    return list(found)


def course_of(
    versions: Iterable[Version], calendar: WorkCalendar, most: int
) -> list[date]:
    """Return days in a row on which one of some versions is in force.

    The last four years that notices settle, or the first four of a version that began
    since, so that a 29 February is among them; where these are more than `most`, as
    many of them, spread at random.
    """
    settled = (calendar.firm_through - _BEFORE_THE_END).toordinal()
    found: set[int] = set()
    for version in versions:
        start = version.start.toordinal()
        until = (version.until or date.max).toordinal()
        last = min(until, max(settled, start + _COURSE - 1))
        found |= {*range(max(start, last - _COURSE + 1), last + 1)}
    spread = sorted(found)
    if len(spread) > most:
        pick = Random(most)  # noqa: S311 - reproducible
        spread = sorted(pick.sample(spread, most))
    return [date.fromordinal(day) for day in spread]


def _kinds(first: date) -> Iterator[date]:
    """Yield a Wednesday, a Sunday, a Monday, a day of holidays, ends of months."""
    for weekday in (2, 6, 0):
        yield first + timedelta(days=(weekday - first.weekday()) % 7)
    for month, day in _IN_A_YEAR:
        one = date(first.year, month, day)
        yield one if one >= first else date(first.year + 1, month, day)
    leap = first.year + -first.year % 4
    yield date(leap if first <= date(leap, 2, 29) else leap + 4, 2, 29)
