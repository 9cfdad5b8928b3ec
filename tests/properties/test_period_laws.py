from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telcorules.foundation.lastdays import DueDate, due
from telcorules.foundation.periods import Period, Unit
from telcorules.foundation.workdays import WorkCalendar

CHINA = WorkCalendar.china()
EVENTS = st.dates(date(2004, 1, 1), date(2055, 12, 31))
DAY_UNITS = st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.YEARS])
ONE_DAY = timedelta(days=1)


@st.composite
def lengths(draw: st.DrawFn) -> Period:
    unit = draw(DAY_UNITS)
    return Period(draw(st.integers(1, 3 if unit is Unit.YEARS else 60)), unit)


def dates(answer: DueDate) -> tuple[date, date, date]:
    return answer.earliest, answer.due, answer.latest


class TestLastDay:
    """民法典 第二百零一条、第二百零三条: the event's day isn't counted, and a
    last day that is a rest day moves to the next working day."""

    @given(EVENTS, lengths())
    def test_it_is_a_working_day_after_the_event(
        self, event: date, period: Period
    ) -> None:
        answer = due(event, period)
        assert answer.due > event
        assert CHINA.is_working_day(answer.due) is True

    @given(EVENTS, lengths())
    def test_it_is_the_first_working_day_from_the_nominal_one(
        self, event: date, period: Period
    ) -> None:
        answer = due(event, period)
        assert answer.due == CHINA.roll(answer.nominal)

    @given(EVENTS, lengths())
    def test_it_lies_within_its_bounds(self, event: date, period: Period) -> None:
        answer = due(event, period)
        assert answer.earliest <= answer.due <= answer.latest
        assert answer.firm is (answer.latest <= CHINA.firm_through)
        assert (answer.settled_by is None) is answer.firm

    @given(EVENTS, lengths())
    def test_it_grows_with_the_event(self, event: date, period: Period) -> None:
        sooner, later = due(event, period), due(event + ONE_DAY, period)
        pairs = zip(dates(sooner), dates(later), strict=True)
        assert [a <= b for a, b in pairs] == [True, True, True]

    @given(EVENTS, lengths())
    def test_it_grows_with_the_period(self, event: date, period: Period) -> None:
        longer = Period(period.count + 1, period.unit)
        pairs = zip(dates(due(event, period)), dates(due(event, longer)), strict=True)
        assert [a <= b for a, b in pairs] == [True, True, True]


class TestMonths:
    """民法典 第二百零二条: a month ends on the corresponding day, or on the
    month's last day where there is none."""

    @given(EVENTS, st.integers(1, 600))
    def test_they_are_counted_in_one_step(self, event: date, months: int) -> None:
        years, month = divmod(event.month - 1 + months, 12)
        year = event.year + years
        last = monthrange(year, month + 1)[1]
        expected = date(year, month + 1, min(event.day, last))
        period = Period(months, Unit.MONTHS)
        assert due(event, period, roll=False).due == expected

    @given(EVENTS, st.integers(1, 40))
    def test_a_year_is_twelve_of_them(self, event: date, years: int) -> None:
        in_years = due(event, Period(years, Unit.YEARS), roll=False)
        assert in_years == due(event, Period(12 * years, Unit.MONTHS), roll=False)

    @given(EVENTS, st.integers(1, 60))
    def test_counting_back_finds_the_latest_day_in_time(
        self, end: date, months: int
    ) -> None:
        period = Period(months, Unit.MONTHS)
        start = due(end, period, before=True, roll=False).due
        assert due(start, period, roll=False).due <= end
        assert due(start + ONE_DAY, period, roll=False).due > end


class TestCountingBack:
    """A notice so long before a day: the day isn't counted, and a rest day moves
    earlier, since the period is a minimum."""

    @given(EVENTS.filter(lambda day: day.year > 2010), lengths())
    def test_it_ends_on_a_working_day_before(self, day: date, period: Period) -> None:
        answer = due(day, period, before=True)
        assert answer.due < day
        assert CHINA.is_working_day(answer.due) is True
        assert answer.earliest <= answer.due <= answer.latest

    @given(EVENTS.filter(lambda day: day.year > 2010), lengths())
    def test_the_whole_period_lies_between(self, day: date, period: Period) -> None:
        given_on = due(day, period, before=True).due
        if period.unit is Unit.WORKING_DAYS:
            between = CHINA.count(given_on - ONE_DAY, day - ONE_DAY)
            assert between == period.count
        else:
            assert due(given_on, period, roll=False).due <= day

    @pytest.mark.parametrize("days", [3, 10, 15, 30])
    def test_days_count_alike_in_both_directions(self, days: int) -> None:
        period = Period(days, Unit.DAYS)
        end = due(date(2026, 6, 1), period, roll=False).due
        assert due(end, period, before=True, roll=False).due == date(2026, 6, 1)
