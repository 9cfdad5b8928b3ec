"""What is announced: past years, notices over them, and the shipped notices."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from telcorules.errors import CalendarError
from telcorules.foundation.notices import (
    Notice,
    days_moved,
    expected_title,
    statutory_total,
)
from telcorules.foundation.published import published_schedule
from telcorules.foundation.schedules import Schedule
from telcorules.foundation.workdays import WorkCalendar

FOLDER = Path(__file__).parents[3] / "rules" / "calendar" / "notices"
SHIPPED = {
    path.stem: Notice.from_mapping(yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in sorted(FOLDER.glob("*.yaml"))
}
PUBLISHED = published_schedule()


def notice_2027(**changes: object) -> Notice:
    """A made-up arrangement by the principle; the real one isn't out."""
    data = {
        "notice": None,
        "title": expected_title(2027),
        "year": 2027,
        "published_on": "2026-11-25",
        "rest_days": [
            "2027-01-01..2027-01-03",
            "2027-02-05..2027-02-12",
            "2027-04-03..2027-04-05",
            "2027-05-01..2027-05-05",
            "2027-06-09",
            "2027-09-15",
            "2027-10-01..2027-10-07",
        ],
        "make_up_days": [
            "2027-01-31",
            "2027-02-20",
            "2027-05-08",
            "2027-09-26",
            "2027-10-09",
        ],
    }
    return Notice.from_mapping(data | changes)


def mistakes(schedule: Schedule, *notices: Notice) -> list[tuple[str, str]]:
    with pytest.raises(CalendarError) as caught:
        schedule.with_notices(notices)
    return [(problem.code, problem.message) for problem in caught.value.problems]


def days_of(year: int) -> list[date]:
    """The days that the notice for a year arranges."""
    first = date(year - 1, 12, 29)
    length = (date(year, 12, 28) - first).days + 1
    return [first + timedelta(days=n) for n in range(length)]


@pytest.mark.parametrize("year", range(2006, 2027))
def test_shipped_notices_and_the_package_agree_on_every_day(year: int) -> None:
    notices = [notice for notice in SHIPPED.values() if notice.year == year]
    rests: set[date] = set()
    worked: set[date] = set()
    for notice in sorted(notices, key=lambda notice: notice.rank):
        rests = rests - set(notice.make_up_days) | set(notice.rest_days)
        worked = worked - set(notice.rest_days) | set(notice.make_up_days)
    ours = Schedule(frozenset(rests), frozenset(worked), year)
    days = days_of(year)
    assert [day for day in days if ours.is_working_day(day)] == [
        day for day in days if PUBLISHED.is_working_day(day)
    ]


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_published_year_moves_its_statutory_days_and_no_more(year: int) -> None:
    days = set(days_of(year))
    moved = days_moved(days & PUBLISHED.rest_days, days & PUBLISHED.make_up_days)
    one_off = {2015: 1, 2020: 2}.get(year, 0)
    assert moved == statutory_total(year) + one_off


def test_shipped_notices_lie_over_the_package_and_change_nothing() -> None:
    schedule = PUBLISHED.with_notices(SHIPPED.values())
    assert schedule.rest_days - PUBLISHED.rest_days == {
        day for day in schedule.rest_days - PUBLISHED.rest_days if day.weekday() > 4
    }
    assert schedule.make_up_days == PUBLISHED.make_up_days
    assert schedule.last_year == 2026


def test_a_shipped_file_is_named_for_its_year() -> None:
    assert {name[:4] for name in SHIPPED} == {str(year) for year in range(2006, 2027)}
    assert [
        name for name, n in SHIPPED.items() if not name.startswith(str(n.year))
    ] == []


def test_the_next_notice_settles_the_next_year() -> None:
    schedule = PUBLISHED.with_notices([notice_2027()])
    assert schedule.firm_through == date(2027, 12, 28)
    assert schedule.is_working_day(date(2027, 1, 31)) is True
    assert schedule.is_working_day(date(2027, 2, 8)) is False


def test_a_calendar_with_the_next_notice_is_firm_for_its_year() -> None:
    calendar = WorkCalendar.china([notice_2027()])
    start = date(2026, 12, 21).toordinal()
    end = date(2027, 2, 1).toordinal()
    assert calendar.firm_through == date(2027, 12, 28)
    assert calendar.bounds(start, 30) == (end, end)
    assert calendar.settled_by(start, end) is None
    kind = calendar.kind(date(2027, 1, 31))
    assert str(kind) == f"make-up working day ({expected_title(2027)})"
    assert WorkCalendar.china().firm_through == date(2026, 12, 28)


def test_the_next_notice_moves_days_of_december() -> None:
    rests = ["2026-12-30..2027-01-03", *notice_days("2027-02")]
    moving = notice_2027(rest_days=rests, one_off_days=2)
    schedule = PUBLISHED.with_notices([moving])
    assert schedule.is_working_day(date(2026, 12, 29)) is True
    assert schedule.is_working_day(date(2026, 12, 30)) is False


def notice_days(start: str) -> list[str]:
    days = [day.isoformat() for day in notice_2027().rest_days]
    return [day for day in days if day >= start]


def test_a_skipped_year_is_refused() -> None:
    title = expected_title(2027)
    message = f"the notice `{title}` is for 2027, and that for 2026 isn't known"
    assert mistakes(PUBLISHED.through(2025), notice_2027()) == [("TR717", message)]


def test_an_amendment_of_a_year_without_a_notice_is_refused() -> None:
    assert mistakes(PUBLISHED, notice_2027(amends="x"))[0][0] == "TR717"


def test_a_notice_that_contradicts_the_tables_is_refused() -> None:
    first = SHIPPED["2020"]
    assert mistakes(PUBLISHED, first) == [
        (
            "TR718",
            f"2020-02-01 is a working day in `{first.name}`, and the reverse elsewhere",
        )
    ]


def test_a_rest_day_that_the_tables_work_is_refused() -> None:
    changed = SHIPPED["2024"]
    data = {
        "notice": changed.number,
        "title": changed.title,
        "year": 2024,
        "published_on": changed.published_on,
        "rest_days": [*changed.rest_days, date(2024, 7, 1)],
        "make_up_days": [*changed.make_up_days],
        "one_off_days": 1,
    }
    assert mistakes(PUBLISHED, Notice.from_mapping(data)) == [
        (
            "TR718",
            f"2024-07-01 is a rest day in `{changed.name}`, and the reverse elsewhere",
        )
    ]


def test_two_arrangements_of_one_year_are_refused() -> None:
    later = notice_2027(
        published_on="2026-11-26",
        make_up_days=[
            "2027-01-30",
            "2027-02-20",
            "2027-05-08",
            "2027-09-26",
            "2027-10-09",
        ],
    )
    assert [code for code, _ in mistakes(PUBLISHED, notice_2027(), later)] == ["TR718"]


def test_the_same_arrangement_may_be_given_twice() -> None:
    schedule = PUBLISHED.with_notices([notice_2027(), notice_2027()])
    assert len(schedule.notices) == 1


def test_an_amendment_names_what_it_amends() -> None:
    amendment = SHIPPED["2019-labour-day"]
    wrong = notice_2027(
        amends="国办发明电〔2026〕1号",
        published_on="2027-01-05",
        rest_days=[],
        make_up_days=[],
    )
    message = (
        f"`{expected_title(2027)}` amends `国办发明电〔2026〕1号`, "
        "which isn't a notice for 2027"
    )
    assert mistakes(PUBLISHED, notice_2027(), wrong) == [("TR719", message)]
    alone = PUBLISHED.with_notices([amendment])
    assert alone.is_working_day(date(2019, 5, 5)) is True


def test_an_amended_year_is_summed_with_its_amendment() -> None:
    extension = notice_2027(
        title="关于延长2027年春节假期的通知",
        amends=expected_title(2027),
        published_on="2027-02-01",
        rest_days=["2027-02-05..2027-02-15"],
        make_up_days=[],
    )
    assert mistakes(PUBLISHED, notice_2027(), extension) == [
        ("TR716", "the weekdays off less the make-up days of 2027 are 14, not 13")
    ]


def test_a_day_given_later_makes_the_amended_year_longer() -> None:
    extension = notice_2027(
        title="关于延长2027年春节假期的通知",
        amends=expected_title(2027),
        published_on="2027-02-01",
        rest_days=["2027-02-05..2027-02-15"],
        make_up_days=[],
        one_off_days=1,
    )
    schedule = PUBLISHED.with_notices([extension, notice_2027()])
    assert schedule.is_working_day(date(2027, 2, 15)) is False


def test_what_was_known_earlier_can_be_had_back() -> None:
    earlier = PUBLISHED.with_notices(SHIPPED.values()).through(2018)
    assert earlier.firm_through == date(2018, 12, 28)
    assert max(earlier.make_up_days) == date(2018, 9, 30)
    assert earlier.notices[-1] == SHIPPED["2018"]


def test_the_latest_notice_that_names_a_day_counts() -> None:
    named = PUBLISHED.with_notices(SHIPPED.values()).named_days()
    assert named[date(2020, 2, 1)] == SHIPPED["2020-spring-festival"]
    assert named[date(2020, 1, 19)] == SHIPPED["2020"]
