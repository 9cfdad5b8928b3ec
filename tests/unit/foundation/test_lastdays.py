"""The day that a period ends on."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from telcorules.errors import CalendarError, RequestError
from telcorules.foundation.lastdays import DueDate, due, off_holiday
from telcorules.foundation.moments import CHINA_TIME
from telcorules.foundation.periods import Period, Unit
from telcorules.foundation.workdays import WorkCalendar

NOTICE_2027 = "国务院办公厅关于2027年部分节假日安排的通知"


def test_a_count_that_reads_settled_days_is_firm() -> None:
    assert due("2026-02-05", "10 days") == DueDate(
        nominal=date(2026, 2, 15),
        due=date(2026, 2, 24),
        firm=True,
        earliest=date(2026, 2, 24),
        latest=date(2026, 2, 24),
    )


def test_a_roll_past_the_notices_is_provisional() -> None:
    assert due("2026-11-30", "3 months") == DueDate(
        nominal=date(2027, 2, 28),
        due=date(2027, 3, 1),
        firm=False,
        earliest=date(2027, 3, 1),
        latest=date(2027, 3, 1),
        assumption="principle",
        settled_by=NOTICE_2027,
    )


def test_a_count_past_the_notices_has_bounds() -> None:
    answer = due("2026-12-21", "30 working days")
    assert (answer.earliest, answer.latest) == (date(2027, 1, 29), date(2027, 2, 2))
    assert (answer.nominal, answer.due) == (date(2027, 2, 1), date(2027, 2, 1))
    assert (answer.firm, answer.settled_by) == (False, NOTICE_2027)


def test_the_calendar_says_what_bounds_rest_on() -> None:
    calendar = WorkCalendar.china(unannounced="envelope")
    answer = due("2026-12-21", "30 working days", calendar=calendar)
    assert (answer.assumption, answer.earliest, answer.latest) == (
        "envelope",
        date(2027, 1, 29),
        date(2027, 2, 17),
    )


def test_days_that_are_not_rolled_read_no_calendar() -> None:
    answer = due("2100-01-01", "15 days", roll=False)
    assert (answer.due, answer.firm) == (date(2100, 1, 16), True)


def test_working_days_never_need_to_roll() -> None:
    rolled = due("2026-10-03", "5 working days")
    assert rolled == due("2026-10-03", "5 working days", roll=False)


def test_counting_back_a_rest_day_moves_earlier() -> None:
    answer = due("2026-02-24", "30 days", before=True)
    assert (answer.nominal, answer.due) == (date(2026, 1, 25), date(2026, 1, 23))


def test_counting_back_over_unsettled_days_is_provisional() -> None:
    answer = due("2027-01-05", "3 working days", before=True)
    assert (answer.due, answer.firm) == (date(2026, 12, 30), False)
    assert (answer.earliest, answer.latest) == (date(2026, 12, 30),) * 2


def test_hours_run_from_the_moment_through_nights_and_holidays() -> None:
    start = datetime(2026, 9, 30, 15, 50, tzinfo=UTC)
    end = datetime(2026, 10, 3, 23, 50, tzinfo=CHINA_TIME)
    assert due(start, "72 hours") == DueDate(
        end, end, firm=True, earliest=end, latest=end
    )
    assert due("2026-09-30T23:50", "72 hours").due == end


def test_hours_are_counted_back_too() -> None:
    answer = due("2026-10-03T10:00:00+08:00", "24 hours", before=True)
    assert answer.due == datetime(2026, 10, 2, 10, tzinfo=CHINA_TIME)


def test_hours_from_a_bare_day_are_bounded_by_its_ends() -> None:
    answer = due(date(2026, 9, 30), "48 hours")
    first = datetime(2026, 10, 2, tzinfo=CHINA_TIME)
    assert answer == DueDate(
        first,
        first,
        firm=False,
        earliest=first,
        latest=first + timedelta(days=1),
        assumption="time-of-day-unknown",
    )


@pytest.mark.parametrize(
    ("start", "before", "dates"),
    [
        ("2061-05-01", False, ("2061-05-16", "2061-05-16", "2061-05-26")),
        ("2061-05-01", True, ("2061-04-16", "2061-04-06", "2061-04-16")),
        ("1999-05-01", False, ("1999-05-16", "1999-05-16", "1999-05-26")),
        ("2004-01-16", True, ("2004-01-01", "2003-12-22", "2004-01-01")),
    ],
)
def test_outside_the_calendar_a_last_day_may_move_ten_days(
    start: str,
    before: bool,  # noqa: FBT001
    dates: tuple[str, str, str],
) -> None:
    answer = due(start, "15 days", before=before)
    nominal, earliest, latest = map(date.fromisoformat, dates)
    assert answer == DueDate(
        nominal=nominal,
        due=nominal,
        firm=False,
        earliest=earliest,
        latest=latest,
        assumption="outside-calendar",
    )


@pytest.mark.parametrize(
    ("start", "period", "before"),
    [
        ("9999-12-20", "15 days", False),
        ("9999-12-20", "1 month", False),
        ("0001-01-10", "15 days", True),
        ("0001-01-10", "1 year", True),
        ("9999-12-30", "48 hours", False),
        ("9999-12-31T23:00:00-05:00", "1 day", False),
    ],
)
def test_an_end_beyond_all_years_is_refused(
    start: str,
    period: str,
    before: bool,  # noqa: FBT001
) -> None:
    with pytest.raises(CalendarError) as caught:
        due(start, period, before=before)
    assert caught.value.problems[0].code == "TR704"


@pytest.mark.parametrize(
    ("start", "before"), [("9999-12-15", False), ("0001-01-18", True)]
)
def test_a_last_day_cannot_move_beyond_all_years(
    start: str,
    before: bool,  # noqa: FBT001
) -> None:
    with pytest.raises(CalendarError) as caught:
        due(start, "14 days", before=before)
    assert caught.value.problems[0].code == "TR704"


def test_working_days_outside_the_calendar_have_no_bound() -> None:
    with pytest.raises(CalendarError) as caught:
        due("2061-05-01", "5 working days")
    assert caught.value.problems[0].code == "TR701"


@pytest.mark.parametrize(
    "text",
    [
        "2026-1-5",
        "20260105",
        "2026-W02-1",
        "2026-02-30",
        "2026-01-05 09:30",
        "2026-01-05T25:00",
        "2026-01-05T09",
        "yesterday",
    ],
)
def test_only_strict_iso_dates_are_read(text: str) -> None:
    with pytest.raises(RequestError) as caught:
        due(text, "15 days")
    assert str(caught.value) == (
        f"TR603: `{text}` is neither a day nor a moment\n"
        "  fix: write `2026-01-05` or `2026-01-05T09:30:00+08:00`"
    )


@pytest.mark.parametrize(
    ("start", "period", "code"),
    [(None, "15 days", "TR603"), ("2026-01-05", 15, "TR601"), (5, [], "TR603")],
)
def test_what_is_no_text_is_refused_likewise(
    start: Any, period: Any, code: str
) -> None:
    with pytest.raises(RequestError) as caught:
        due(start, period)
    assert caught.value.problems[0].code == code


def test_an_answer_goes_to_json() -> None:
    assert due("2026-11-30", "3 months").to_dict() == {
        "nominal": "2027-02-28",
        "due": "2027-03-01",
        "firm": False,
        "earliest": "2027-03-01",
        "latest": "2027-03-01",
        "assumption": "principle",
        "settled_by": NOTICE_2027,
    }


def test_a_moment_goes_to_json_with_its_offset() -> None:
    assert due("2026-09-30T23:50", Period(72, Unit.HOURS)).to_dict()["due"] == (
        "2026-10-03T23:50:00+08:00"
    )


def test_a_calendar_is_a_calendar() -> None:
    strange: Any = "china"
    with pytest.raises(RequestError) as caught:
        due("2026-03-06", "5 days", calendar=strange)
    assert str(caught.value) == (
        "TR607: `'china'` is not a calendar\n  fix: write calendar=WorkCalendar.china()"
    )


@pytest.mark.parametrize("flag", ["before", "roll"])
def test_a_flag_is_true_or_false(flag: str) -> None:
    asked: dict[str, Any] = {flag: "strict"}
    with pytest.raises(RequestError) as caught:
        due("2026-03-06", "5 days", **asked)
    assert str(caught.value) == (
        f"TR607: `{flag}` takes True or False, not `'strict'`\n"
        f"  fix: write {flag}=False or {flag}=True"
    )


class TestCalendarMonths:
    @pytest.mark.parametrize(
        ("event", "last"),
        [
            ("2026-03-01", date(2026, 8, 31)),
            ("2026-03-31", date(2026, 8, 31)),
            ("2026-09-30", date(2027, 2, 28)),
            ("2027-09-15", date(2028, 2, 29)),
        ],
    )
    def test_end_with_the_last_of_them(self, event: str, last: date) -> None:
        result = due(event, "5 calendar months")
        assert (result.due, result.firm) == (last, True)

    def test_are_not_counted_back(self) -> None:
        with pytest.raises(RequestError) as caught:
            due("2026-03-01", "5 calendar months", before=True)
        assert str(caught.value) == (
            "TR609: calendar months aren't counted back\n"
            "  fix: write months, which end on the corresponding day"
        )


class TestOffAHoliday:
    """Only a holiday moves the last day, to the first day after it (art. 45)."""

    @pytest.mark.parametrize(
        ("nominal", "last"),
        [
            (date(2026, 6, 19), date(2026, 6, 22)),  # Dragon Boat, Friday to Sunday
            (date(2026, 6, 20), date(2026, 6, 22)),
            (date(2026, 6, 27), date(2026, 6, 27)),  # an ordinary Saturday stays
            (date(2026, 10, 10), date(2026, 10, 10)),  # a Saturday that is worked
            (date(2026, 6, 22), date(2026, 6, 22)),
        ],
    )
    def test_of_an_announced_year(self, nominal: date, last: date) -> None:
        result = off_holiday(nominal, WorkCalendar.china())
        assert (result.due, result.firm) == (last, True)

    def test_of_a_year_to_come_is_bounded(self) -> None:
        result = off_holiday(date(2028, 1, 1), WorkCalendar.china())
        assert result.firm is False
        assert result.earliest <= result.due <= result.latest
        assert result.earliest == date(2028, 1, 1)

    def test_outside_the_calendar_may_be_up_to_ten_days_later(self) -> None:
        result = off_holiday(date(2070, 1, 1), WorkCalendar.china())
        assert (result.due, result.assumption) == (
            date(2070, 1, 1),
            "outside-calendar",
        )

    def test_at_the_end_of_time_there_is_no_bound(self) -> None:
        with pytest.raises(CalendarError, match="leave the years 1 to 9999"):
            off_holiday(date(9999, 12, 25), WorkCalendar.china())
