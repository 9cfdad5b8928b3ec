"""Bounds of paused and extended limits against every schedule that may be announced.

The schedules of 2027 are those that `test_bounds_enumerated` writes out by hand; in
each of them days are counted on one's fingers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telcorules.evaluation.results import Deadline
from telcorules.evaluation.rulebook import Rulebook
from tests.differential.test_bounds_enumerated import WORLDS_2027, World
from tests.unit.evaluation.test_counting import book

RULE = """
        within_earliest_of: {limits}
        excluding:
          - {{from: claim.paused_on, until: claim.resumed_on}}
          - {{from: claim.tested_on, until: claim.tested_until}}
        {extended}
"""
EXTENDED = "extended_by: {event: claim.granted_on, period: 7 working days}"
LIMITS: dict[tuple[str, ...], str] = {
    ("3 working days", "3 working days"): EXTENDED,
    ("20 working days", "30 working days"): EXTENDED,
    ("20 working days", "28 days"): "",
    ("10 working days", "15 days"): "",
}
FIRST = date(2027, 1, 4)
NEVER = date.max

STARTS = st.integers(0, 120)
SPANS = st.tuples(st.integers(-5, 40), st.integers(0, 25) | st.none())


@dataclass(frozen=True)
class Asked:
    """A limit's event, the spans that don't count, and the day of an extension."""

    start: date
    spans: tuple[tuple[date, date], ...]
    granted: date

    @property
    def facts(self) -> dict[str, Any]:
        names = ("paused_on", "resumed_on", "tested_on", "tested_until")
        days = [*chain.from_iterable(self.spans), self.granted, self.start]
        told = (day if day < NEVER else "not-yet" for day in days)
        return dict(zip((*names, "granted_on", "filed_on"), told, strict=True))

    def end(self, limits: tuple[str, ...], world: frozenset[int]) -> date:
        """Return the last day in a world, `NEVER` where a pause isn't over."""
        more = 7 if LIMITS[limits] else 0
        return min(self._extended(one, more, world) for one in limits)

    def _extended(self, limit: str, more: int, world: frozenset[int]) -> date:
        count, unit = limit.split(" ", 1)
        last = self._counted(int(count), unit, world)
        if self.granted > last:
            return last
        return self._counted(int(count) + more, unit, world)

    def _counted(self, left: int, unit: str, world: frozenset[int]) -> date:
        for day in self._days():
            works = day.toordinal() in world
            left -= unit == "days" or works
            if left <= 0 and works:
                return day
            if left <= 0:
                return next(d for d in _after(day) if d.toordinal() in world)
        return NEVER

    def _days(self) -> Iterator[date]:
        """Yield the days after the event that count, as long as any does."""
        for day in _after(self.start):
            holding = [last for first, last in self.spans if first <= day <= last]
            if NEVER in holding:
                return
            if not holding:
                yield day


def _after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day


@cache
def worlds() -> list[frozenset[int]]:
    return [frozenset(world) for world in _unlike(WORLDS_2027)]


def _unlike(many: list[World]) -> list[tuple[int, ...]]:
    return list(dict.fromkeys(map(tuple, many)))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Rulebook]:
    return {
        limits: book(
            tmp_path_factory.mktemp("pack"),
            RULE.format(limits=list(limits), extended=extended).replace("'", ""),
        )
        for limits, extended in LIMITS.items()
    }


class TestInEveryWorld:
    """Whatever is announced, the last day lies in the bounds, and so the status."""

    @given(
        st.sampled_from(sorted(LIMITS)),
        STARTS,
        st.tuples(SPANS, SPANS),
        st.integers(0, 60) | st.none(),
        st.integers(-3, 3),
    )
    def test_the_last_day_lies_between_the_bounds(  # noqa: PLR0913, PLR0917 - a case
        self,
        books: dict[tuple[str, ...], Rulebook],
        limits: tuple[str, ...],
        start: int,
        spans: tuple[tuple[int, int | None], ...],
        granted: int | None,
        off: int,
    ) -> None:
        began = FIRST + timedelta(days=start)
        asked = Asked(
            began,
            tuple(
                (began + timedelta(days=first), _end(began, first, length))
                for first, length in spans
            ),
            NEVER if granted is None else began + timedelta(days=granted),
        )
        ends = [asked.end(limits, world) for world in worlds()]
        as_of = min(ends, default=began)
        as_of = began if as_of == NEVER else as_of + timedelta(days=off)
        case = {"claim": {**asked.facts, "done_on": "not-yet"}}
        result = books[limits].evaluate("claim.answer", case, as_of=as_of)
        check(result, ends, as_of)


def _end(began: date, first: int, length: int | None) -> date:
    return NEVER if length is None else began + timedelta(days=first + length)


def check(result: Deadline, ends: list[date], as_of: date) -> None:
    if result.dates is None:
        assert (result.status.value, set(ends)) == ("suspended", {NEVER})
        return
    assert result.earliest is not None
    assert result.earliest <= min(ends)
    assert max(ends) <= (result.latest or NEVER)
    truths = {"running" if as_of <= end else "overdue" for end in ends}
    assert result.status.value == "unknown" or {result.status.value} == truths
