"""The rest blocks that were likeliest before a notice came."""

import pytest

from telcorules.foundation.holidays import rest_blocks, statutory_days
from telcorules.foundation.practice import likeliest_blocks


def written(year: int) -> list[str]:
    return [
        f"{rest.first:%m-%d}..{rest.last:%m-%d} {rest.make_ups}"
        for block in likeliest_blocks(year)
        for rest in block[:1]
    ]


@pytest.mark.parametrize("year", [2025, 2027, 2061])
def test_since_2025_the_principle_tells_them(year: int) -> None:
    assert likeliest_blocks(year) == rest_blocks(year)


def test_before_2025_every_short_holiday_takes_its_weekend() -> None:
    # The notice for 2018 arranged just this, but for the make-up day of Labour Day.
    assert written(2018) == [
        "12-30..01-01 0",
        "02-15..02-21 2",
        "04-05..04-07 1",
        "04-29..05-01 1",
        "06-16..06-18 0",
        "09-22..09-24 0",
        "10-01..10-07 2",
    ]


def test_the_festival_of_the_moon_joins_the_national_day() -> None:
    assert written(2012)[-1] == "09-30..10-07 1"
    assert written(2020)[-1] == "10-01..10-08 2"


def test_before_2008_there_were_three_weeks_of_seven_days() -> None:
    assert written(2007) == [
        "12-30..01-01 0",
        "02-18..02-24 2",
        "05-01..05-07 2",
        "10-01..10-07 2",
    ]


@pytest.mark.parametrize("year", range(2005, 2025))
def test_what_is_worked_in_exchange_leaves_the_statutory_days(year: int) -> None:
    rests = [block[0] for block in likeliest_blocks(year)]
    weekdays = sum(1 for rest in rests for _ in rest.weekdays())
    make_ups = sum(rest.make_ups for rest in rests)
    assert weekdays - make_ups == sum(map(len, statutory_days(year).values()))
