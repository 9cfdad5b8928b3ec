"""Statutory days, festivals, and the blocks of the published principle."""

from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar
import pytest
from borax.calendars.lunardate import LunarDate
from tyme4py.lunar import LunarDay
from tyme4py.solar import SolarTerm

from telcorules.foundation.holidays import (
    Holiday,
    Rest,
    dragon_boat,
    is_weekend,
    mid_autumn,
    projected_make_ups,
    qingming,
    rest_blocks,
    spring_festival,
    statutory_days,
)

YEARS = range(2004, 2061)
Festival = Callable[[int], date]

FESTIVALS: list[tuple[Festival, int, int]] = [
    (spring_festival, 1, 1),
    (dragon_boat, 5, 5),
    (mid_autumn, 8, 15),
]


@pytest.mark.parametrize(("festival", "month", "day"), FESTIVALS)
def test_festivals_agree_with_borax(festival: Festival, month: int, day: int) -> None:
    ours = {year: festival(year) for year in range(2004, 2062)}
    theirs = {
        year: LunarDate(year, month, day, 0).to_solar_date()
        for year in range(2004, 2062)
    }
    assert ours == theirs


@pytest.mark.parametrize(("festival", "month", "day"), FESTIVALS)
def test_festivals_agree_with_tyme(festival: Festival, month: int, day: int) -> None:
    def theirs(year: int) -> date:
        solar = LunarDay.from_ymd(year, month, day).get_solar_day()
        return date(solar.get_year(), solar.get_month(), solar.get_day())

    assert [festival(year) for year in YEARS] == [theirs(year) for year in YEARS]


def test_qingming_agrees_with_the_solar_term() -> None:
    def theirs(year: int) -> date:
        term = SolarTerm.from_name(year, "清明").get_julian_day().get_solar_day()
        return date(term.get_year(), term.get_month(), term.get_day())

    assert [qingming(year) for year in YEARS] == [theirs(year) for year in YEARS]


@pytest.mark.parametrize(
    ("year", "total"),
    [(2004, 10), (2007, 10), (2008, 11), (2013, 11), (2024, 11), (2025, 13)],
)
def test_law_gives_so_many_days(year: int, total: int) -> None:
    assert sum(map(len, statutory_days(year).values())) == total


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2007, date(2007, 2, 18), date(2007, 2, 20)),
        (2013, date(2013, 2, 9), date(2013, 2, 11)),
        (2014, date(2014, 1, 31), date(2014, 2, 2)),
        (2025, date(2025, 1, 28), date(2025, 1, 31)),
    ],
)
def test_spring_festival_follows_the_law_of_the_year(
    year: int, first: date, last: date
) -> None:
    days = statutory_days(year)[Holiday.SPRING]
    assert (days[0], days[-1]) == (first, last)


def test_no_statutory_day_was_ever_worked() -> None:
    days = {d for y in range(2004, 2027) for f in statutory_days(y).values() for d in f}
    assert days & set(chinese_calendar.workdays) == set()
    off = set(chinese_calendar.holidays)
    assert {day for day in days - off if not is_weekend(day)} == set()


@pytest.mark.parametrize(
    ("year", "weekdays", "make_ups"), [(2025, 18, 5), (2026, 19, 6)]
)
def test_principle_reproduces_what_was_announced(
    year: int, weekdays: int, make_ups: int
) -> None:
    blocks = rest_blocks(year)
    rested = {day for (rest,) in blocks for day in rest.weekdays()}
    announced = {d for d in chinese_calendar.holidays if d.year == year}
    assert rested == {day for day in announced if not is_weekend(day)}
    worked = [day for day in chinese_calendar.workdays if day.year == year]
    assert projected_make_ups(blocks) == sorted(worked)
    assert (len(rested), len(worked)) == (weekdays, make_ups)


def test_blocks_of_2027_are_those_of_the_principle() -> None:
    blocks = [
        (f"{rest.first:%m-%d}", f"{rest.last:%m-%d}", rest.make_ups)
        for (rest,) in rest_blocks(2027)
    ]
    assert blocks == [
        ("01-01", "01-03", 0),
        ("02-05", "02-12", 2),
        ("04-03", "04-05", 0),
        ("05-01", "05-05", 1),
        ("06-09", "06-09", 0),
        ("09-15", "09-15", 0),
        ("10-01", "10-07", 2),
    ]


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2029, date(2028, 12, 30), date(2029, 1, 1)),  # Monday
        (2030, date(2029, 12, 30), date(2030, 1, 1)),  # Tuesday
        (2031, date(2031, 1, 1), date(2031, 1, 1)),  # Wednesday
        (2032, date(2032, 1, 1), date(2032, 1, 3)),  # Thursday
        (2027, date(2027, 1, 1), date(2027, 1, 3)),  # Friday
        (2028, date(2028, 1, 1), date(2028, 1, 3)),  # Saturday
        (2034, date(2033, 12, 31), date(2034, 1, 2)),  # Sunday
    ],
)
def test_a_single_day_joins_the_weekend_it_touches(
    year: int, first: date, last: date
) -> None:
    (rest,) = rest_blocks(year)[0]
    assert (rest.first, rest.last) == (first, last)


def test_labour_day_on_a_monday_can_be_placed_in_two_ways() -> None:
    labour = rest_blocks(2028)[3]
    assert labour == (
        Rest(date(2028, 4, 29), date(2028, 5, 3), 1),
        Rest(date(2028, 5, 1), date(2028, 5, 5), 3),
    )


def test_mid_autumn_within_national_day_makes_one_block_of_eight_days() -> None:
    (autumn,) = rest_blocks(2028)[5:]
    assert autumn == (Rest(date(2028, 10, 1), date(2028, 10, 8), 1),)


def test_mid_autumn_reaching_into_october_can_be_placed_in_two_ways() -> None:
    (autumn,) = rest_blocks(2050)[5:]
    assert autumn == (
        Rest(date(2050, 9, 30), date(2050, 10, 7), 2),
        Rest(date(2050, 10, 1), date(2050, 10, 8), 1),
    )


@pytest.mark.parametrize("year", range(2025, 2062))
def test_blocks_give_exactly_the_statutory_days(year: int) -> None:
    for placement in (0, -1):
        rests = [block[placement] for block in rest_blocks(year)]
        weekdays = sum(1 for rest in rests for _ in rest.weekdays())
        assert weekdays - sum(rest.make_ups for rest in rests) == 13


def test_projected_make_ups_are_free_weekend_days_as_many_as_needed() -> None:
    blocks = [block for year in range(2027, 2062) for block in rest_blocks(year)]
    rested = {day for block in blocks for day in block[0].days()}
    worked = projected_make_ups(blocks)
    assert len(set(worked)) == sum(block[0].make_ups for block in blocks)
    assert [day for day in worked if not is_weekend(day) or day in rested] == []


def test_a_make_up_day_gives_way_to_another_block() -> None:
    monday = date(2027, 8, 16)
    near = Rest(monday, monday + timedelta(days=1), 2)
    far = Rest(monday + timedelta(days=4), monday + timedelta(days=13), 0)
    assert projected_make_ups([(near,), (far,)]) == [
        date(2027, 8, 14),
        date(2027, 9, 4),
    ]
