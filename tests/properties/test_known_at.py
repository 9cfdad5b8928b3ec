"""What calendars of the past would have said, against what came of it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import telcorules
from telcorules.evaluation.loading import known_calendar, notices_at_hand
from telcorules.foundation.notices import Notice
from telcorules.foundation.workdays import WorkCalendar

NOTICES = notices_at_hand([])
PUBLISHED = sorted(one.known_from for one in NOTICES)
TRUTH = WorkCalendar.china()
ONE_DAY = timedelta(days=1)
PERIODS = (5, 15, 30, 60)
FIRST = date(2004, 1, 1)
DAYS = st.dates(FIRST, date(2026, 12, 31))
AMENDED = [
    # First and last day between which an amendment moved days.
    (date(2015, 9, 3), date(2015, 9, 6)),
    (date(2019, 4, 28), date(2019, 5, 5)),
    (date(2020, 1, 31), date(2020, 2, 2)),
]


def known(day: date) -> WorkCalendar:
    return known_calendar(day, NOTICES, "principle")


def amended(start: date, end: date) -> bool:
    return any(start < last and first <= end + ONE_DAY for first, last in AMENDED)


def settled(calendar: WorkCalendar) -> dict[date, bool]:
    length = (calendar.firm_through - FIRST).days + 1
    days = [FIRST + n * ONE_DAY for n in range(length)]
    return {day: calendar.is_working_day(day) for day in days}


class TestKnowledgeGrows:
    """What is settled stays settled, but for the days that an amendment moves."""

    @given(DAYS, DAYS)
    def test_no_later_day_knows_less(self, one: date, other: date) -> None:
        earlier, later = known(min(one, other)), known(max(one, other))
        assert earlier.firm_through <= later.firm_through
        assert set(earlier.schedule.notices) <= set(later.schedule.notices)

    @pytest.mark.parametrize(
        ("before", "after"), list(pairwise([FIRST, *PUBLISHED])), ids=str
    )
    def test_a_settled_day_changes_by_an_amendment_that_names_it_alone(
        self, before: date, after: date
    ) -> None:
        old, new = settled(known(before)), settled(known(after))
        changed = {day for day in old if old[day] is not new[day]}
        amending = [one for one in newly(before, after) if one.amends]
        named = {day for one in amending for day in (*one.rest_days, *one.make_up_days)}
        assert changed <= named
        assert bool(changed) is bool(amending)

    @given(DAYS)
    def test_the_same_notices_are_the_same_calendar(self, day: date) -> None:
        same = [one for one in PUBLISHED if one <= day] == [
            one for one in PUBLISHED if one <= day + ONE_DAY
        ]
        new_year = (day + ONE_DAY) == date(2004, 12, 31)
        hashes = {known(one).sha256 for one in (day, day + ONE_DAY)}
        assert (len(hashes) == 1) is (same and not new_year)

    def test_the_end_of_it_is_what_is_known_now(self) -> None:
        assert settled(known(date(2026, 12, 31))) == settled(TRUTH)


def newly(before: date, after: date) -> list[Notice]:
    return [one for one in NOTICES if before < one.known_from <= after]


class TestBounds:
    """No notice that came put a last day outside the bounds given before it."""

    @pytest.mark.parametrize(
        "day",
        [
            *(one - ONE_DAY for one in PUBLISHED),
            *(date(year, month, 21) for year in range(2004, 2027) for month in (5, 11)),
        ],
        ids=str,
    )
    def test_truth_and_estimate_lie_within(self, day: date) -> None:
        calendar = known(day)
        for start in (day + n * ONE_DAY for n in range(0, 420, 3)):
            for n in PERIODS:
                earliest, latest = calendar.bounds(start.toordinal(), n)
                estimate = calendar.add(start, n).toordinal()
                true = TRUTH.add(start, n)
                assert earliest <= estimate <= latest
                if true <= TRUTH.firm_through and not amended(start, true):
                    assert earliest <= true.toordinal() <= latest

    @given(DAYS)
    def test_the_principle_bounds_nothing_before_it_was_published(
        self, day: date
    ) -> None:
        published = day >= date(2024, 11, 12)
        assert (known(day).unannounced == "principle") is published


class TestTold:
    """A last day is told as it could be told at the time."""

    def test_the_extension_of_2020_is_told_from_the_day_it_was_published(self) -> None:
        told = {
            day: telcorules.due(
                "2020-01-21",
                "5 working days",
                calendar=telcorules.load(known_at=day).calendar,
            )
            for day in (date(2020, 1, 20), date(2020, 1, 25), date(2020, 1, 28))
        }
        assert [str(one.due) for one in told.values()] == [
            "2020-02-03",
            "2020-02-03",
            "2020-02-05",
        ]
        assert all(one.firm for one in told.values())

    def test_a_last_day_before_the_notice_is_provisional(self) -> None:
        book = telcorules.load(known_at=date(2018, 12, 5))
        due = telcorules.due("2018-12-21", "10 days", calendar=book.calendar)
        assert (due.firm, due.assumption) == (False, "envelope")
        assert due.settled_by == "国务院办公厅关于2019年部分节假日安排的通知"
        assert due.earliest <= date(2019, 1, 2) <= due.latest
