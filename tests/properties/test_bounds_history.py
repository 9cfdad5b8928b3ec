"""What the bounds would have said in the past, against what was announced.

Every day of 2008 to 2026 is taken as an event in a year whose notice isn't known
yet, and the working days counted from it are compared with the schedule as it came.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

import chinese_calendar
import pytest

from telcorules.foundation.envelope import (
    HISTORY,
    WIDENED,
    Envelope,
    Shifts,
    anchor_day,
    widened,
)
from telcorules.foundation.holidays import Holiday, is_weekend, statutory_days
from telcorules.foundation.published import published_schedule
from telcorules.foundation.workdays import WorkCalendar

PERIODS = (5, 7, 10, 15, 30, 45, 60)
YEARS = range(2008, 2027)
TRUTH = WorkCalendar.china()
PUBLISHED = published_schedule()
# 3 and 4 September 2015 off, 6 September worked, by a notice of their own.
GIVEN_ONCE = (date(2015, 9, 3), date(2015, 9, 6))
NAMES = {
    "New Year's Day": Holiday.NEW_YEAR,
    "Spring Festival": Holiday.SPRING,
    "Tomb-sweeping Day": Holiday.QINGMING,
    "Labour Day": Holiday.LABOUR,
    "Dragon Boat Festival": Holiday.DRAGON_BOAT,
    "Mid-autumn Festival": Holiday.MID_AUTUMN,
    "National Day": Holiday.NATIONAL,
}
STATUTORY = {
    day for year in YEARS for days in statutory_days(year).values() for day in days
}

Miss = tuple[date, date]
Offsets = dict[Holiday, dict[int, list[int]]]


def arranged_in(day: date) -> int:
    """The year whose notice arranges a day."""
    return (day + timedelta(days=3)).year


def offsets(table: dict[date, str], days: Iterable[date]) -> Offsets:
    found: Offsets = defaultdict(lambda: defaultdict(list))
    for day in days:
        if holiday := NAMES.get(table[day]):
            year = arranged_in(day)
            found[holiday][year].append((day - anchor_day(holiday, year)).days)
    return found


RESTS = offsets(
    chinese_calendar.holidays,
    [
        day
        for day in chinese_calendar.holidays
        if arranged_in(day) in YEARS and not is_weekend(day) and day not in STATUTORY
    ],
)
MAKE_UPS = offsets(
    chinese_calendar.workdays,
    [day for day in chinese_calendar.workdays if arranged_in(day) in YEARS],
)


def widest(found: dict[int, list[int]], but: int) -> tuple[int, int, int]:
    lists = [days for year, days in found.items() if year != but]
    days = [day for each in lists for day in each]
    return max(map(len, lists)), min(days), max(days)


def seen(but: int = 0) -> Envelope:
    """The envelope of all years, or of all but one."""
    return {
        holiday: Shifts(*widest(RESTS[holiday], but), *widest(MAKE_UPS[holiday], but))
        for holiday in Holiday
    }


def misses(
    years: Iterable[int], method: str, envelope: Callable[[int], Envelope]
) -> Iterator[tuple[int, Miss]]:
    """Yield each count whose true end lies outside the bounds."""
    for year in years:
        calendar = WorkCalendar(PUBLISHED.through(year - 1), method, envelope(year))
        for start in range(
            date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
        ):
            day = date.fromordinal(start)
            for n in PERIODS:
                end = TRUTH.add(day, n)
                earliest, latest = calendar.bounds(start, n)
                known = end <= TRUTH.firm_through
                if known and not earliest <= end.toordinal() <= latest:
                    yield n, (day, end)


def test_the_envelope_is_what_history_shows() -> None:
    assert seen() == HISTORY


def test_the_envelope_used_is_wider_than_any_year() -> None:
    assert widened(HISTORY) == WIDENED
    assert WIDENED[Holiday.SPRING] == Shifts(6, -3, 10, 2, -8, 15)


def test_the_principle_holds_every_count_since_it_was_published() -> None:
    assert list(misses((2025, 2026), "principle", lambda _: WIDENED)) == []


@pytest.mark.parametrize(
    ("envelope", "counts"),
    [
        (lambda _: HISTORY, (9, 11, 16, 21, 25, 25, 18)),
        (lambda year: widened(seen(but=year)), (9, 11, 16, 20, 20, 20, 6)),
    ],
    ids=["in sample", "leaving one year out, widened"],
)
def test_the_envelope_misses_a_day_given_once_and_nothing_else(
    envelope: Callable[[int], Envelope], counts: tuple[int, ...]
) -> None:
    missed = list(misses(YEARS, "envelope", envelope))
    first, last = GIVEN_ONCE
    assert [m for _, m in missed if not (m[0] < last and first <= m[1])] == []
    by_period = Counter(n for n, _ in missed)
    assert tuple(by_period[n] for n in PERIODS) == counts


def test_leaving_one_year_out_the_bare_envelope_misses_records() -> None:
    missed = misses(YEARS, "envelope", lambda year: seen(but=year))
    years = {start.year for _, (start, _) in missed}
    assert years == {2012, 2013, 2015, 2020, 2023, 2024, 2026}


@pytest.mark.parametrize(
    ("n", "single", "widest_span"),
    [
        (5, 41, 0),
        (7, 41, 0),
        (10, 41, 0),
        (15, 41, 0),
        (20, 34, 2),
        (30, 20, 12),
        (45, 18, 12),
        (60, 39, 2),
    ],
)
def test_six_weeks_before_the_notices_end_most_counts_have_one_answer(
    n: int, single: int, widest_span: int
) -> None:
    first = date(2026, 11, 21).toordinal()
    bounds = [TRUTH.bounds(first + day, n) for day in range(41)]
    spans = [latest - earliest for earliest, latest in bounds]
    assert (spans.count(0), max(spans)) == (single, widest_span)
