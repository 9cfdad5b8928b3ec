"""Paused and extended limits against counting on one's fingers, day by day."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telcorules.evaluation.rulebook import Rulebook
from tests.unit.evaluation.test_counting import book

PLAIN = """
        within: {n} {unit}
        excluding:
          - {{from: claim.paused_on, until: claim.resumed_on}}
          - {{from: claim.tested_on, until: claim.tested_until}}
        extended_by: {{event: claim.granted_on, period: 7 {unit}}}
"""
A_DAY = timedelta(days=1)
STARTS = st.dates(date(2020, 1, 1), date(2025, 9, 1))
SPANS = st.tuples(st.integers(-20, 90), st.integers(0, 40))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, str], Rulebook]:
    found = {}
    for n, unit in product((1, 15, 45), ("days", "working days")):
        folder = tmp_path_factory.mktemp(f"{n}-{unit[0]}")
        found[n, unit] = book(folder, PLAIN.format(n=n, unit=unit))
    return found


def by_days(
    found: Rulebook, start: date, n: int, unit: str, spans: list[tuple[date, date]]
) -> date:
    """Return the last day: the n-th that counts, then the next working day."""
    day, left = start, n
    while left:
        day += A_DAY
        excluded = any(first <= day <= last for first, last in spans)
        counts = unit == "days" or found.calendar.is_working_day(day)
        left -= counts and not excluded
    while not found.calendar.is_working_day(day):
        day += A_DAY
    return day


class TestPausedAndExtended:
    """The n-th day that counts is the last one, whatever lies between."""

    @given(st.data(), STARTS, SPANS, SPANS, st.integers(-5, 80))
    def test_on_random_spans(  # noqa: PLR0913, PLR0917 - as many as a limit hangs on
        self,
        books: dict[tuple[int, str], Rulebook],
        data: Any,
        start: date,
        one: tuple[int, int],
        other: tuple[int, int],
        granted: int,
    ) -> None:
        n, unit = data.draw(st.sampled_from(list(books)))
        found = books[n, unit]
        spans = [
            (start + A_DAY * first, start + A_DAY * (first + length))
            for first, length in (one, other)
        ]
        granted_on = start + A_DAY * granted
        facts = {
            "filed_on": start,
            "granted_on": granted_on,
            "done_on": "not-yet",
            "paused_on": spans[0][0],
            "resumed_on": spans[0][1],
            "tested_on": spans[1][0],
            "tested_until": spans[1][1],
        }
        result = found.evaluate("claim.answer", {"claim": facts}, as_of=start)
        in_time = granted_on <= by_days(found, start, n, unit, spans)
        length = n + 7 if in_time else n
        assert result.due == by_days(found, start, length, unit, spans)
