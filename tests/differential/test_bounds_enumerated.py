"""Bounds against every schedule that the method admits, enumerated by hand.

The rest blocks and candidate days are written out here from the paper, so that
nothing of the counted code is used to check it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain, combinations, product

import pytest

from telcorules.foundation.envelope import Envelope, Shifts
from telcorules.foundation.holidays import Holiday
from telcorules.foundation.published import published_schedule
from telcorules.foundation.workdays import WorkCalendar

CHINA = WorkCalendar.china()
World = list[int]
Choice = frozenset[date]


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(first: str, last: str) -> list[date]:
    length = (day(last) - day(first)).days + 1
    return [day(first) + timedelta(days=n) for n in range(length)]


def some(of: str, fewest: int, most: int) -> list[Choice]:
    """Every way of choosing so many of the days listed."""
    listed = [day(text) for text in of.split()]
    sizes = range(fewest, most + 1)
    return [frozenset(c) for size in sizes for c in combinations(listed, size)]


def worlds(
    span: list[date], rests: Iterable[Choice], worked: Iterable[Choice]
) -> Iterator[World]:
    """Every way of working the span, as ascending ordinals."""
    for off, on in product(set(rests), set(worked)):
        yield [
            each.toordinal()
            for each in span
            if (each.weekday() < 5 and each not in off) or each in on
        ]


def unions(*choices: list[Choice]) -> list[Choice]:
    return [frozenset(chain(*picked)) for picked in product(*choices)]


def enumerated(all_worlds: list[World], start: int, n: int) -> tuple[int, int]:
    if n > 0:
        ends = [world[bisect_right(world, start) + n - 1] for world in all_worlds]
    else:
        ends = [world[bisect_left(world, start) + n] for world in all_worlds]
    return min(ends), max(ends)


SPAN_2027 = days("2027-01-01", "2027-08-31")
OFF_2027 = frozenset(
    [
        day("2027-01-01"),
        *days("2027-02-05", "2027-02-12"),
        day("2027-04-05"),
        *days("2027-05-01", "2027-05-05"),
        day("2027-06-09"),
    ]
)
SPRING_2027 = some(
    "2027-01-23 2027-01-24 2027-01-30 2027-01-31 "
    "2027-02-13 2027-02-14 2027-02-20 2027-02-21",
    2,
    2,
)
LABOUR_2027 = some(
    "2027-04-17 2027-04-18 2027-04-24 2027-04-25 2027-05-08 2027-05-09", 1, 1
)
WORLDS_2027 = list(worlds(SPAN_2027, [OFF_2027], unions(SPRING_2027, LABOUR_2027)))


@pytest.mark.parametrize("n", [1, 2, 3, 5, 8, 15, 30, 60])
def test_the_principle_admits_nothing_outside_and_reaches_both_ends(n: int) -> None:
    starts = [each.toordinal() for each in days("2027-01-01", "2027-05-20")]
    expected = [enumerated(WORLDS_2027, start, n) for start in starts]
    assert [CHINA.bounds(start, n) for start in starts] == expected


@pytest.mark.parametrize("n", [-1, -2, -3, -5, -8])
def test_the_principle_counts_back_likewise(n: int) -> None:
    starts = [each.toordinal() for each in days("2027-01-25", "2027-06-01")]
    expected = [enumerated(WORLDS_2027, start, n) for start in starts]
    assert [CHINA.bounds(start, n) for start in starts] == expected


SPAN_2028 = days("2028-02-15", "2028-08-31")
OFF_2028 = frozenset([*days("2028-04-02", "2028-04-04"), day("2028-05-29")])
TOMB_2028 = some(
    "2028-03-19 2028-03-25 2028-03-26 2028-04-01 2028-04-08 2028-04-09", 1, 1
)
EARLY = frozenset(days("2028-04-29", "2028-05-03"))
EARLY_WORKED = some(
    "2028-04-15 2028-04-16 2028-04-22 2028-04-23 2028-05-06 2028-05-07", 1, 1
)
LATE = frozenset(days("2028-05-01", "2028-05-05"))
LATE_WORKED = some(
    "2028-04-22 2028-04-23 2028-04-29 2028-04-30 "
    "2028-05-06 2028-05-07 2028-05-13 2028-05-14",
    3,
    3,
)
WORLDS_2028 = [
    *worlds(SPAN_2028, [OFF_2028 | EARLY], unions(TOMB_2028, EARLY_WORKED)),
    *worlds(SPAN_2028, [OFF_2028 | LATE], unions(TOMB_2028, LATE_WORKED)),
]


@pytest.mark.parametrize("n", [1, 2, 3, 5, 8, 15, 30])
def test_a_block_with_two_placements_counts_by_either(n: int) -> None:
    starts = [each.toordinal() for each in days("2028-03-01", "2028-05-20")]
    expected = [enumerated(WORLDS_2028, start, n) for start in starts]
    assert [CHINA.bounds(start, n) for start in starts] == expected


@pytest.mark.parametrize("n", [-1, -2, -3, -5, -8])
def test_a_block_with_two_placements_counts_back_by_either(n: int) -> None:
    starts = [each.toordinal() for each in days("2028-03-20", "2028-05-31")]
    expected = [enumerated(WORLDS_2028, start, n) for start in starts]
    assert [CHINA.bounds(start, n) for start in starts] == expected


# Two holidays whose windows overlap, so that they compete for the same days.
OVERLAPPING: Envelope = {
    Holiday.MID_AUTUMN: Shifts(1, 2, 6, 1, 1, 8),
    Holiday.NATIONAL: Shifts(2, -5, -2, 1, -3, -1),
}
SPAN_2029 = days("2029-08-01", "2029-12-31")
FIXED_2029 = [frozenset(days("2029-10-01", "2029-10-03"))]
WORLDS_2029 = list(
    worlds(
        SPAN_2029,
        unions(
            FIXED_2029,
            some("2029-09-24 2029-09-25 2029-09-26 2029-09-27 2029-09-28", 0, 1),
            some("2029-09-26 2029-09-27 2029-09-28", 0, 2),
        ),
        unions(
            some("2029-09-23 2029-09-29 2029-09-30", 0, 1),
            some("2029-09-29 2029-09-30", 0, 1),
        ),
    )
)


@pytest.mark.parametrize("n", [-30, -8, -5, -3, -2, -1, 1, 2, 3, 5, 8, 30])
def test_holidays_that_compete_for_days_take_each_of_them_once(n: int) -> None:
    schedule = published_schedule()
    calendar = WorkCalendar(schedule, "envelope", OVERLAPPING)
    starts = [each.toordinal() for each in days("2029-09-15", "2029-10-10")]
    expected = [enumerated(WORLDS_2029, start, n) for start in starts]
    assert [calendar.bounds(start, n) for start in starts] == expected
