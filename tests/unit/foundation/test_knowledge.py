"""Which notices were known on a day, and what the calendar was by them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from telcorules.errors import CalendarError
from telcorules.foundation.knowledge import arranged, known_on
from telcorules.foundation.notices import Notice
from telcorules.foundation.published import published_schedule
from telcorules.foundation.schedules import Schedule
from telcorules.foundation.workdays import WorkCalendar
from tests.unit.foundation.test_schedules import SHIPPED, notice_2027

TABLES = published_schedule()
NOTICES = list(SHIPPED.values())
ONE_DAY = timedelta(days=1)


def known(day: date, notices: Iterable[Notice] = NOTICES) -> Schedule:
    return known_on(day, TABLES, notices)


def grown() -> Schedule:
    """The tables as they may come to be, with a year that no notice names."""
    told = notice_2027()
    return replace(
        TABLES,
        rest_days=TABLES.rest_days.union(told.rest_days),
        make_up_days=TABLES.make_up_days.union(told.make_up_days),
        last_year=2027,
        tables=(*TABLES.tables, 2027),
    )


AMENDED = [
    # The day asked about; the day of the amendment; worked before it; worked after.
    (date(2015, 9, 3), date(2015, 5, 13), True, False),
    (date(2015, 9, 4), date(2015, 5, 13), True, False),
    (date(2015, 9, 6), date(2015, 5, 13), False, True),
    (date(2019, 4, 28), date(2019, 3, 22), False, True),
    (date(2019, 5, 2), date(2019, 3, 22), True, False),
    (date(2019, 5, 3), date(2019, 3, 22), True, False),
    (date(2019, 5, 5), date(2019, 3, 22), False, True),
    (date(2020, 1, 31), date(2020, 1, 26), True, False),
    (date(2020, 2, 1), date(2020, 1, 26), True, False),
]


@pytest.mark.parametrize(("day", "published", "before", "after"), AMENDED)
def test_an_amendment_counts_from_the_day_it_was_published(
    day: date, published: date, *, before: bool, after: bool
) -> None:
    told = [known(on).is_working_day(day) for on in (published - ONE_DAY, published)]
    assert told == [before, after]


def test_what_was_settled_before_an_amendment_was_settled() -> None:
    assert known(date(2020, 1, 20)).firm_through == date(2020, 12, 28)


MOVED_IN_DECEMBER = [
    *(date(2005, 12, 31), date(2006, 12, 30), date(2006, 12, 31), date(2007, 12, 29)),
    *(date(2007, 12, 31), date(2011, 12, 31), date(2018, 12, 29), date(2018, 12, 31)),
]


@pytest.mark.parametrize("day", MOVED_IN_DECEMBER)
def test_a_day_of_december_is_open_until_the_next_years_notice(day: date) -> None:
    notice = SHIPPED[str(day.year + 1)]
    assert notice.published_on is not None
    before = known(notice.published_on - ONE_DAY)
    after = known(notice.published_on)
    assert before.firm_through < day <= after.firm_through
    assert after.is_working_day(day) is TABLES.is_working_day(day)


@pytest.mark.parametrize(
    ("day", "last_year", "notices"),
    [
        (date(2004, 1, 1), 2004, 0),
        (date(2004, 12, 30), 2004, 0),
        (date(2004, 12, 31), 2005, 0),
        (date(2005, 12, 15), 2005, 0),
        (date(2005, 12, 16), 2006, 1),
        (date(2007, 12, 14), 2007, 2),
        (date(2007, 12, 15), 2008, 3),
        (date(2025, 11, 3), 2025, 23),
        (date(2025, 11, 4), 2026, 24),
        (date(2060, 12, 31), 2026, 24),
    ],
)
def test_the_last_year_is_that_of_the_last_notice(
    day: date, last_year: int, notices: int
) -> None:
    schedule = known(day)
    assert (schedule.last_year, len(schedule.notices)) == (last_year, notices)


def test_all_notices_together_say_what_the_tables_say() -> None:
    schedule = known(date(2026, 11, 21))
    first = date(2004, 1, 1)
    length = (TABLES.firm_through - first).days + 1
    assert schedule.working(first, length) == TABLES.working(first, length)
    assert schedule.tables == (2004, 2005)


def test_a_notice_without_a_day_counts_from_the_end_of_the_year_before() -> None:
    undated = [*NOTICES, notice_2027(published_on=None)]
    told = [known(date(2026, 12, day), undated).last_year for day in (30, 31)]
    assert told == [2026, 2027]


def test_an_amendment_without_a_day_lies_over_what_it_amends() -> None:
    extension = notice_2027(
        title="关于延长2027年春节假期的通知",
        amends="国务院办公厅关于2027年部分节假日安排的通知",
        published_on=None,
        rest_days=["2027-02-05..2027-02-15"],
        make_up_days=[],
        one_off_days=1,
    )
    undated = [*NOTICES, extension, notice_2027(published_on=None)]
    schedule = known(date(2026, 12, 31), undated)
    assert [one.year for one in schedule.notices[-2:]] == [2027, 2027]
    assert schedule.is_working_day(date(2027, 2, 15)) is False


def test_a_year_that_tables_alone_tell_counts_from_the_end_of_the_year_before() -> None:
    told = [known_on(date(2026, 12, day), grown(), NOTICES) for day in (30, 31)]
    assert [one.last_year for one in told] == [2026, 2027]
    assert told[1].tables == (2004, 2005, 2027)
    assert told[1].is_working_day(date(2027, 1, 31)) is True
    assert [one.year for one in told[1].notices][-1] == 2026


def test_an_amendment_of_such_a_year_lies_over_the_tables() -> None:
    extension = notice_2027(
        title="关于延长2027年春节假期的通知",
        amends="国办发明电〔2026〕9号",
        published_on="2027-02-01",
        rest_days=["2027-02-15"],
        make_up_days=[],
        one_off_days=1,
    )
    schedule = known_on(date(2027, 2, 1), grown(), [*NOTICES, extension])
    assert schedule.is_working_day(date(2027, 2, 15)) is False


def test_what_a_calendar_rests_on_makes_it_again() -> None:
    for schedule in (known(date(2019, 3, 1)), TABLES, TABLES.with_notices(NOTICES)):
        again = arranged(TABLES, schedule.tables, schedule.notices)
        assert WorkCalendar(again).sha256 == WorkCalendar(schedule).sha256


def test_tables_that_grew_make_an_older_calendar_again() -> None:
    later = [notice_2027()]
    older = TABLES.with_notices(later)
    again = arranged(grown(), older.tables, later)
    assert WorkCalendar(again).sha256 == WorkCalendar(older).sha256
    assert again.tables == TABLES.tables


@pytest.mark.parametrize(
    ("years", "message"),
    [
        ([], "the tables of the calendar package don't tell the year 2004"),
        ([2005], "the tables of the calendar package don't tell the year 2004"),
        ([2004, 2027], "the tables of the calendar package don't tell the year 2027"),
        (
            [2004, 2006],
            "the year 2006 is told by tables alone, and that for 2005 isn't known",
        ),
    ],
)
def test_years_that_are_missing_are_refused(years: list[int], message: str) -> None:
    with pytest.raises(CalendarError) as caught:
        arranged(TABLES, years, [])
    assert caught.value.problems[0].message == message


def test_tables_of_no_year_tell_nothing() -> None:
    with pytest.raises(CalendarError) as caught:
        arranged(Schedule(frozenset(), frozenset(), 2003), [], [])
    assert [one.code for one in caught.value.problems] == ["TR720"]


def test_a_year_is_laid_once() -> None:
    assert TABLES.with_year(2020, TABLES) is TABLES
