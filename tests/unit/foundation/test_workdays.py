"""The calendar of working days, against the papers and against other libraries."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from holidays import country_holidays
from lunar_python.util import HolidayUtil
from tyme4py.holiday import LegalHoliday

from telcorules.errors import CalendarError, RequestError
from telcorules.foundation.daykinds import DayKind
from telcorules.foundation.knowledge import known_on
from telcorules.foundation.notices import Notice
from telcorules.foundation.published import published_schedule
from telcorules.foundation.schedules import Schedule
from telcorules.foundation.workdays import WorkCalendar

CHINA = WorkCalendar.china()
ENVELOPE = WorkCalendar.china(unannounced="envelope")
FOLDER = Path(__file__).parents[3] / "rules" / "calendar" / "notices"
NOTICES = [
    Notice.from_mapping(yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in sorted(FOLDER.glob("*.yaml"))
]


def days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


KNOWN = tuple(days(date(2004, 1, 1), date(2026, 12, 31)))

# Who is right where sources disagree, by the notice of the State Council.
WORKED = """
2005-12-31 2007-12-29 2008-05-04 2009-09-27 2009-10-10 2010-09-19 2010-09-25
2011-12-31 2012-01-29 2012-03-31 2012-04-01 2012-04-28 2012-10-08
2013-04-07 2013-04-27 2013-04-28 2013-06-08 2013-06-09 2013-10-12
2014-06-03 2014-06-04 2014-09-09 2014-09-10 2014-10-11 2015-09-06 2017-02-04
2019-04-28 2019-05-05 2026-10-10
"""
RESTED = """
2007-12-31 2008-06-07 2010-09-22 2010-09-23 2010-09-24 2013-04-05 2013-09-20
2014-06-02 2014-09-08 2015-09-03 2015-09-04 2017-02-01 2017-02-02 2018-01-01
2018-06-16 2018-09-22 2019-05-02 2019-05-03 2020-01-31 2020-02-01 2020-02-02
"""


@pytest.mark.parametrize("day", WORKED.split())
def test_the_notice_has_the_day_worked(day: str) -> None:
    assert CHINA.is_working_day(date.fromisoformat(day)) is True


@pytest.mark.parametrize("day", RESTED.split())
def test_the_notice_has_the_day_off(day: str) -> None:
    assert CHINA.is_working_day(date.fromisoformat(day)) is False


def by_lunar_python(day: date) -> bool:
    holiday = HolidayUtil.getHoliday(day.year, day.month, day.day)
    return holiday.isWork() if holiday else day.weekday() < 5


def by_tyme(day: date) -> bool:
    holiday = LegalHoliday.from_ymd(day.year, day.month, day.day)
    return holiday.is_work() if holiday else day.weekday() < 5


def test_a_table_typed_from_the_notices_agrees_on_every_day() -> None:
    years = country_holidays("CN", years=range(2003, 2028))
    dissent = [
        day
        for day in KNOWN
        if years.is_working_day(day) is not CHINA.is_working_day(day)
    ]
    assert dissent == []


@pytest.mark.parametrize("theirs", [by_lunar_python, by_tyme])
def test_other_tables_agree_but_for_two_days_of_2013(theirs: object) -> None:
    assert callable(theirs)
    dissent = [day for day in KNOWN if theirs(day) is not CHINA.is_working_day(day)]
    assert dissent == [date(2013, 4, 7), date(2013, 10, 12)]


def test_the_calendar_knows_its_edges() -> None:
    assert (CHINA.first, CHINA.last) == (date(2004, 1, 1), date(2060, 12, 31))
    assert CHINA.firm_through == date(2026, 12, 28)
    assert (CHINA.unannounced, ENVELOPE.unannounced) == ("principle", "envelope")


def test_the_calendar_is_shared() -> None:
    assert WorkCalendar.china() is CHINA
    assert WorkCalendar.china(unannounced="envelope") is ENVELOPE


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(RequestError) as caught:
        WorkCalendar.china(unannounced="guess")
    assert str(caught.value) == (
        "TR606: unknown method `guess` for unannounced days\n"
        "  fix: write `principle` or `envelope`"
    )


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-10-03", 5, "2026-10-13"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-09-20", 5, "2026-09-28"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-10-09", -3, "2026-09-29"),
        ("2026-11-21", 30, "2027-01-04"),
        ("2003-12-31", None, None),
        ("2004-01-02", -1, None),
        ("2004-01-01", -1, None),
        ("2060-12-31", 1, None),
        ("2060-12-01", 100_000, None),
        ("2061-01-01", -1, None),
        ("2061-01-01", 1, None),
        ("2003-12-31", 1, None),
    ],
)
def test_adding_counts_from_the_day_after(
    start: str, n: int | None, end: str | None
) -> None:
    day = date.fromisoformat(start)
    if end is not None and n is not None:
        assert CHINA.add(day, n) == date.fromisoformat(end)
        return
    with pytest.raises(CalendarError):
        CHINA.add(day, n or 3)


def test_leaving_the_calendar_says_how_far_it_goes() -> None:
    with pytest.raises(CalendarError) as caught:
        CHINA.add(date(2060, 12, 31), 2)
    assert str(caught.value) == (
        "TR701: working day 2 after 2060-12-31 lies outside the calendar of "
        "working days\n"
        "  why: no holiday schedule is known, or can be estimated, beyond it\n"
        "  fix: it goes from 2004-01-01 to 2060-12-31"
    )


def test_there_is_no_working_day_number_zero() -> None:
    for ask in (CHINA.add, lambda day, n: CHINA.bounds(day.toordinal(), n)):
        with pytest.raises(RequestError) as caught:
            ask(date(2026, 3, 6), 0)
        assert caught.value.problems[0].code == "TR604"


def test_a_moment_counts_by_its_day_in_china() -> None:
    moment = datetime(2026, 9, 30, 16, 30, tzinfo=UTC)
    assert CHINA.is_working_day(moment) is False
    assert CHINA.add(moment, 1) == date(2026, 10, 8)
    assert CHINA.roll(moment) == date(2026, 10, 8)
    assert CHINA.kind(moment).name == "holiday"


def test_a_reversed_span_is_refused() -> None:
    with pytest.raises(RequestError) as caught:
        CHINA.count(date(2026, 3, 6), date(2026, 3, 5))
    assert str(caught.value) == (
        "TR605: the span ends on 2026-03-05, before it starts on 2026-03-06\n"
        "  fix: give the earlier day first"
    )


def test_a_span_of_one_day_counts_nothing() -> None:
    assert CHINA.count(date(2026, 3, 6), date(2026, 3, 6)) == 0


@pytest.mark.parametrize(
    ("day", "rolled"),
    [
        ("2026-10-01", "2026-10-08"),
        ("2026-09-20", "2026-09-20"),
        ("2026-03-21", "2026-03-23"),
    ],
)
def test_rolling_stops_at_the_first_working_day(day: str, rolled: str) -> None:
    assert CHINA.roll(date.fromisoformat(day)) == date.fromisoformat(rolled)


@pytest.mark.parametrize(
    "day",
    [
        date(2003, 12, 31),
        date(2061, 1, 1),
        datetime(2060, 12, 31, 16, tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_a_day_outside_the_calendar_is_refused(day: date) -> None:
    for ask in (CHINA.is_working_day, CHINA.kind, CHINA.roll):
        with pytest.raises(CalendarError) as caught:
            ask(day)
        assert caught.value.problems[0].code == "TR701"


def test_what_is_no_day_is_refused() -> None:
    no_day: Any = "2026-03-06"
    for ask in (CHINA.is_working_day, CHINA.kind, CHINA.roll):
        with pytest.raises(RequestError) as caught:
            ask(no_day)
        assert str(caught.value) == (
            "TR603: `2026-03-06` is neither a day nor a moment\n"
            "  fix: give a `datetime.date`, or a `datetime.datetime`"
        )
    with pytest.raises(RequestError):
        CHINA.add(no_day, 1)


@pytest.mark.parametrize(
    ("day", "kind", "text"),
    [
        (
            date(2026, 11, 20),
            DayKind(True, "working-day", False, None),  # noqa: FBT003
            "working day",
        ),
        (
            date(2026, 11, 21),
            DayKind(False, "weekend", False, None),  # noqa: FBT003
            "weekend",
        ),
        (
            date(2005, 12, 31),
            DayKind(True, "make-up-working-day", False, "国办发明电〔2005〕35号"),  # noqa: FBT003
            "make-up working day (国办发明电〔2005〕35号)",
        ),
        (
            date(2026, 12, 29),
            DayKind(True, "working-day", True, None),  # noqa: FBT003
            "working day (estimate)",
        ),
        (
            date(2027, 2, 6),
            DayKind(False, "holiday", True, None),  # noqa: FBT003
            "holiday (estimate)",
        ),
    ],
)
def test_a_day_has_a_kind(day: date, kind: DayKind, text: str) -> None:
    assert (CHINA.kind(day), str(CHINA.kind(day))) == (kind, text)


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        (date(2018, 12, 31), "国办发明电〔2018〕15号"),
        (date(2019, 5, 3), "国办发明电〔2019〕3号"),
        (date(2019, 7, 1), "国办发明电〔2018〕15号"),
        (date(2020, 2, 1), "国办发明电〔2020〕1号"),
        (date(2005, 12, 31), "国办发明电〔2005〕35号"),
        (date(2005, 7, 1), None),
        (date(2026, 12, 30), None),
    ],
)
def test_a_day_rests_on_the_latest_notice_for_it(day: date, notice: str | None) -> None:
    assert WorkCalendar.china(NOTICES).kind(day).notice == notice


def test_the_hash_tells_what_is_known() -> None:
    again = WorkCalendar(published_schedule())
    older = WorkCalendar(published_schedule().through(2025))
    named = WorkCalendar.china(NOTICES)
    assert len(CHINA.sha256) == 64
    assert again.sha256 == CHINA.sha256
    assert len({CHINA.sha256, older.sha256, named.sha256}) == 3


def test_the_hash_is_that_of_what_is_known_not_of_the_day_it_was() -> None:
    tables = published_schedule()
    days = [date(2020, 1, day) for day in (20, 25, 26, 28)]
    calendars = [
        WorkCalendar(known_on(day, tables, NOTICES), known_at=day) for day in days
    ]
    first, second, third, fourth = (one.sha256 for one in calendars)
    assert (first == second, second == third, third == fourth) == (True, False, True)
    assert [one.known_at for one in calendars] == days


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2026, 12, 1), date(2026, 12, 28), []),
        (date(2026, 12, 1), date(2026, 12, 29), [2027]),
        (date(2026, 12, 31), date(2027, 12, 28), [2027]),
        (date(2027, 3, 1), date(2027, 12, 29), [2027, 2028]),
        (date(2028, 3, 1), date(2028, 3, 3), [2028]),
    ],
)
def test_a_span_is_settled_by_the_notices_of_its_years(
    first: date, last: date, years: list[int]
) -> None:
    titles = "；".join(
        f"国务院办公厅关于{year}年部分节假日安排的通知" for year in years
    )
    assert CHINA.settled_by(first.toordinal(), last.toordinal()) == (titles or None)


@pytest.mark.parametrize("calendar", [CHINA, ENVELOPE])
@pytest.mark.parametrize(
    ("day", "n"),
    [
        (date(2003, 12, 30), 1),
        (date(2061, 1, 2), -1),
        (date(2060, 12, 30), 40),
        (date(2060, 12, 30), 4),
        (date(2004, 1, 2), -1),
    ],
)
def test_bounds_outside_the_calendar_are_refused(
    calendar: WorkCalendar, day: date, n: int
) -> None:
    with pytest.raises(CalendarError) as caught:
        calendar.bounds(day.toordinal(), n)
    assert caught.value.problems[0].code == "TR701"


def test_bounds_reach_the_edges_of_the_calendar() -> None:
    first, last = CHINA.first.toordinal(), CHINA.last.toordinal()
    assert CHINA.bounds(first - 1, 1) == (first + 1, first + 1)
    assert CHINA.bounds(last + 1, -1) == (last, last)


def test_a_count_past_all_days_is_refused() -> None:
    with pytest.raises(CalendarError):
        CHINA.bounds(date(2030, 1, 1).toordinal(), 100_000)


def fake_package(holidays: object, worked: object) -> SimpleNamespace:
    here = "/nowhere/chinese_calendar/__init__.py"
    return SimpleNamespace(holidays=holidays, workdays=worked, __file__=here)


@pytest.fixture
def unread() -> Iterator[None]:
    published_schedule.cache_clear()
    yield
    published_schedule.cache_clear()


NEW_YEAR = {date(2026, 1, 1): "New Year's Day"}


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    ("package", "fault"),
    [
        (None, "can't be imported"),
        (SimpleNamespace(), "has no tables of days"),
        (fake_package({}, NEW_YEAR), "has no tables of days"),
        (fake_package({"2026-01-01": ""}, NEW_YEAR), "has no tables of days"),
        (
            fake_package(NEW_YEAR, NEW_YEAR),
            "has days that are both off and worked",
        ),
    ],
)
def test_a_package_of_another_shape_is_refused(
    package: object, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "chinese_calendar", package)
    with pytest.raises(CalendarError) as caught:
        published_schedule()
    assert str(caught.value) == (
        f"TR703: the package `chinese_calendar` {fault}\n"
        "  fix: pip install --force-reinstall chinese-calendar"
    )


def installed_beside(folder: Path, *names: str) -> SimpleNamespace:
    """Return the package's tables as a module in a folder with such distributions."""
    for name in names:
        (folder / f"{name}-1.11.0.dist-info").mkdir()
    package = fake_package({date(2026, 1, 1): "New Year"}, {date(2026, 1, 4): "x"})
    package.__file__ = str(folder / "chinese_calendar" / "__init__.py")
    return package


@pytest.mark.usefixtures("unread")
def test_both_names_of_the_package_at_once_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = installed_beside(tmp_path, "chinese_calendar", "chinesecalendar")
    monkeypatch.setitem(sys.modules, "chinese_calendar", package)
    with pytest.raises(CalendarError) as caught:
        published_schedule()
    assert str(caught.value) == (
        "TR702: `chinese-calendar` and `chinesecalendar` are both installed\n"
        "  why: they install the same module, and the holidays may be the older "
        "one's\n"
        "  fix: pip uninstall -y chinesecalendar chinese-calendar && "
        "pip install chinese-calendar"
    )


@pytest.mark.usefixtures("unread")
def test_the_other_name_alone_will_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = installed_beside(tmp_path, "chinesecalendar")
    monkeypatch.setitem(sys.modules, "chinese_calendar", package)
    assert published_schedule().last_year == 2026


def test_a_schedule_of_ones_own_makes_a_calendar() -> None:
    own = Schedule(frozenset({date(2026, 3, 9)}), frozenset({date(2026, 3, 14)}), 2026)
    calendar = WorkCalendar(own)
    assert calendar.add(date(2026, 3, 6), 5) == date(2026, 3, 14)


@pytest.mark.parametrize("number", [1.5, "3", None])
def test_working_days_are_counted_in_whole_numbers(number: Any) -> None:
    with pytest.raises(RequestError) as caught:
        CHINA.add(date(2026, 3, 6), number)
    assert str(caught.value) == (
        f"TR604: `{number!r}` is not a number of working days\n"
        "  fix: write a whole number, such as 5 or -3"
    )


def test_only_notices_make_a_calendar() -> None:
    strange: Any = ["2027.yaml"]
    with pytest.raises(RequestError) as caught:
        WorkCalendar.china(strange)
    assert str(caught.value) == (
        "TR608: `'2027.yaml'` is not a notice\n"
        "  fix: write Notice.from_mapping({...}), or load(notices=[path])"
    )


def test_what_is_no_list_of_notices_is_refused() -> None:
    strange: Any = 5
    with pytest.raises(RequestError) as caught:
        WorkCalendar.china(strange)
    assert caught.value.problems[0].code == "TR608"
