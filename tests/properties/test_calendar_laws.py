from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telcorules.foundation.workdays import METHODS, WorkCalendar

CHINA = WorkCalendar.china()
CALENDARS = {method: WorkCalendar.china(unannounced=method) for method in METHODS}
DAYS = st.dates(date(2004, 1, 1), date(2058, 12, 31))
COUNTS = st.integers(1, 400)
ONE_DAY = timedelta(days=1)
ALL_STARTS = range(date(2026, 11, 1).toordinal(), date(2060, 6, 30).toordinal())
PERIODS = (5, 7, 10, 15, 30, 45, 60)


def walked(day: date, n: int) -> date:
    """Count one day after the other, as with a finger on a wall calendar."""
    step = ONE_DAY if n > 0 else -ONE_DAY
    left = abs(n)
    while left:
        day += step
        left -= CHINA.is_working_day(day)
    return day


class TestCounting:
    """Working days are counted from the day after the event, each of them once."""

    @given(DAYS, st.integers(1, 80))
    def test_adding_is_walking(self, day: date, n: int) -> None:
        assert CHINA.add(day, n) == walked(day, n)

    @given(DAYS.filter(lambda day: day.year > 2004), st.integers(1, 80))
    def test_counting_back_is_walking_back(self, day: date, n: int) -> None:
        assert CHINA.add(day, -n) == walked(day, -n)

    @given(DAYS, COUNTS)
    def test_counting_undoes_adding(self, day: date, n: int) -> None:
        assert CHINA.count(day, CHINA.add(day, n)) == n

    @given(DAYS, COUNTS, COUNTS)
    def test_counts_add_up(self, day: date, n: int, more: int) -> None:
        day = min(day, date(2056, 12, 31))  # so that both counts stay in the calendar
        assert CHINA.add(CHINA.add(day, n), more) == CHINA.add(day, n + more)

    @given(DAYS)
    def test_rolling_is_the_next_working_day_from_the_day_before(
        self, day: date
    ) -> None:
        day = max(day, date(2004, 1, 2))
        assert CHINA.roll(day) == CHINA.add(day - ONE_DAY, 1)


class TestKinds:
    """A day's kind is one word, and it agrees with whether the day is worked."""

    @given(DAYS)
    def test_the_name_agrees_with_the_work(self, day: date) -> None:
        kind = CHINA.kind(day)
        assert kind.working is CHINA.is_working_day(day)
        assert kind.working is kind.name.endswith("working-day")
        assert kind.estimated is (day > CHINA.firm_through)


@pytest.mark.parametrize("method", METHODS)
class TestBounds:
    """The truth lies between the bounds, and so does the estimate."""

    @pytest.mark.parametrize("n", [*PERIODS, 1, -1, -10, -30])
    def test_the_estimate_lies_within(self, method: str, n: int) -> None:
        calendar = CALENDARS[method]
        outside = []
        for start in ALL_STARTS:
            end = calendar.add(date.fromordinal(start), n).toordinal()
            earliest, latest = calendar.bounds(start, n)
            if not earliest <= end <= latest:
                outside.append((date.fromordinal(start), date.fromordinal(end)))
        assert outside == []

    @given(start=st.dates(date(2026, 6, 1), date(2058, 12, 31)), n=COUNTS)
    def test_a_longer_count_ends_later(self, method: str, start: date, n: int) -> None:
        calendar = CALENDARS[method]
        earliest, latest = calendar.bounds(start.toordinal(), n)
        next_earliest, next_latest = calendar.bounds(start.toordinal(), n + 1)
        assert earliest <= next_earliest
        assert latest < next_latest

    @given(start=st.dates(date(2026, 6, 1), date(2058, 12, 31)), n=COUNTS)
    def test_a_later_event_never_ends_earlier(
        self, method: str, start: date, n: int
    ) -> None:
        calendar = CALENDARS[method]
        earliest, latest = calendar.bounds(start.toordinal(), n)
        next_earliest, next_latest = calendar.bounds(start.toordinal() + 1, n)
        assert (earliest <= next_earliest, latest <= next_latest) == (True, True)

    @given(start=st.dates(date(2004, 2, 1), date(2026, 12, 28)), n=COUNTS)
    def test_settled_days_leave_one_answer(
        self, method: str, start: date, n: int
    ) -> None:
        calendar = CALENDARS[method]
        n = max(1, min(n, calendar.count(start, calendar.firm_through)))
        end = calendar.add(start, n).toordinal()
        assert calendar.bounds(start.toordinal(), n) == (end, end)
