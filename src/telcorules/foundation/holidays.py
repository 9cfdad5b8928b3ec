"""The nation's holidays by law, and the rest blocks the 2024 principle gives them.

`statutory_days` is law: 《全国年节及纪念日放假办法》 in the version of the year.
`rest_blocks` is the published practice: the General Office of the State Council
stated in 国办发明电〔2024〕12号 how long each holiday's block lasts; only the
weekends worked in exchange are left open. `projected_make_ups` picks those by
precedent, so that the years 2025 and 2026 come out as they were announced.

Festivals of the lunar calendar come from a table, 2004 to 2061; the last year is
there for its New Year, which may move days of December 2060.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType

_DAY = timedelta(days=1)
_MONDAY, _TUESDAY, _WEDNESDAY, _THURSDAY, _FRIDAY, _SATURDAY, _SUNDAY = range(7)

# How far a block of three days reaches back from the statutory day in it.
_DAYS_OFF_BEFORE = {_MONDAY: 2, _TUESDAY: 2, _SUNDAY: 1}

PRINCIPLE_SINCE = 2025
"""The first year that was arranged by the principle of 国办发明电〔2024〕12号."""


class Holiday(StrEnum):
    """A holiday of all citizens (放假办法 第二条)."""

    NEW_YEAR = "元旦"
    SPRING = "春节"
    QINGMING = "清明节"
    LABOUR = "劳动节"
    DRAGON_BOAT = "端午节"
    MID_AUTUMN = "中秋节"
    NATIONAL = "国庆节"


@dataclass(frozen=True, slots=True)
class Rest:
    """One way of placing a rest block.

    Attributes:
        first: The first day off, inclusive.
        last: The last day off, inclusive.
        make_ups: How many weekend days are worked in exchange.
    """

    first: date
    last: date
    make_ups: int

    def days(self) -> Iterator[date]:
        """Yield every day of the block, weekends included."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)

    def weekdays(self) -> Iterator[date]:
        """Yield the days of the block from Monday to Friday."""
        return (day for day in self.days() if not is_weekend(day))


Block = tuple[Rest, ...]
"""A rest block: every placement that the principle admits, the likeliest first."""


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or a Sunday, made up for or not."""
    return day.weekday() >= _SATURDAY


def spring_festival(year: int) -> date:
    """Return the first day of the first lunar month (正月初一)."""
    return _lunar_festivals()[year][0]


def dragon_boat(year: int) -> date:
    """Return the fifth day of the fifth lunar month (端午)."""
    return _lunar_festivals()[year][1]


def mid_autumn(year: int) -> date:
    """Return the fifteenth day of the eighth lunar month (中秋)."""
    return _lunar_festivals()[year][2]


def qingming(year: int) -> date:
    """Return the day of the solar term Qingming, exact for 2000 to 2099.

    Examples:
        >>> qingming(2026)
        datetime.date(2026, 4, 5)
    """
    in_century = year % 100
    return date(year, 4, int(in_century * 0.2422 + 4.81) - in_century // 4)


@cache
def statutory_days(year: int) -> Mapping[Holiday, tuple[date, ...]]:
    """Return the days off that the law itself gives, by holiday.

    Versions of the 放假办法: to 2007 ten days; from 2008 eleven, 春节 from its
    eve; from 2014 eleven, 春节 from its first day; from 2025 thirteen, both the
    eve and 2 May among them. A day that falls on a weekend counts all the same:
    it is made up for on a working day (第六条).

    Examples:
        >>> sum(map(len, statutory_days(2026).values()))
        13
    """
    days = {
        Holiday.NEW_YEAR: _run(date(year, 1, 1), 1),
        Holiday.SPRING: _spring_days(year),
        Holiday.QINGMING: _run(qingming(year), 1),
        Holiday.LABOUR: _run(date(year, 5, 1), 2 if year >= 2025 else 1),
        Holiday.DRAGON_BOAT: _run(dragon_boat(year), 1),
        Holiday.MID_AUTUMN: _run(mid_autumn(year), 1),
        Holiday.NATIONAL: _run(date(year, 10, 1), 3),
    }
    if year < 2008:
        days |= {Holiday.LABOUR: _run(date(year, 5, 1), 3)}
        for later in (Holiday.QINGMING, Holiday.DRAGON_BOAT, Holiday.MID_AUTUMN):
            del days[later]
    return MappingProxyType(days)


def _spring_days(year: int) -> tuple[date, ...]:
    eve = spring_festival(year) - _DAY
    if year >= 2025:
        return _run(eve, 4)
    if 2008 <= year <= 2013:
        return _run(eve, 3)
    return _run(eve + _DAY, 3)


def _run(first: date, length: int) -> tuple[date, ...]:
    return tuple(first + timedelta(days=offset) for offset in range(length))


@cache
def rest_blocks(year: int) -> tuple[Block, ...]:
    """Return the rest blocks of a year under the principle of 国办发明电〔2024〕12号.

    春节 has 8 days from its eve, 劳动节 5 from 1 May, 国庆节 7 from 1 October (8
    with 中秋节), every other holiday the weekend it touches. A block's make-up
    days are its weekdays less its statutory days, exactly. Two blocks can be
    placed in two ways: 劳动节 when 1 May is a Monday (2023: from 29 April), and
    国庆节 when 中秋节 reaches into it from September (2012: from 30 September).

    Args:
        year: 2025 to 2061; the principle didn't bind earlier years.

    Returns:
        The blocks in the order of the year.
    """
    eve = spring_festival(year) - _DAY
    return (
        (with_weekend(date(year, 1, 1)),),
        (rest_block(eve, 8, 4),),
        (with_weekend(qingming(year)),),
        _labour_block(year),
        (with_weekend(dragon_boat(year)),),
        *autumn_blocks(year),
    )


def rest_block(first: date, length: int, statutory: int) -> Rest:
    """Return a block of so many days, so many of them statutory ones."""
    last = first + timedelta(days=length - 1)
    rest = Rest(first, last, 0)
    return Rest(first, last, sum(1 for _ in rest.weekdays()) - statutory)


def with_weekend(day: date) -> Rest:
    """Join one statutory day with the weekend: three days, a Wednesday alone."""
    weekday = day.weekday()
    if weekday == _WEDNESDAY:
        return rest_block(day, 1, 1)
    return rest_block(day - _DAYS_OFF_BEFORE.get(weekday, 0) * _DAY, 3, 1)


def _labour_block(year: int) -> Block:
    first = date(year, 5, 1)
    usual = rest_block(first, 5, 2)
    if first.weekday() == _MONDAY:
        return rest_block(first - 2 * _DAY, 5, 2), usual
    return (usual,)


def autumn_blocks(year: int) -> tuple[Block, ...]:
    """Return the blocks of 中秋节 and 国庆节, joined where they touch."""
    festival, national = mid_autumn(year), date(year, 10, 1)
    alone = with_weekend(festival)
    if alone.last < national:
        return (alone,), (rest_block(national, 7, 3),)
    merged = rest_block(national, 8, 4)
    if festival < national:
        return ((rest_block(festival, 8, 4), merged),)
    return ((merged,),)


def projected_make_ups(blocks: Iterable[Block]) -> list[date]:
    """Return the weekend days that precedent would have worked, in order.

    Two make-up days lie on either side of their block, a single one on the
    nearer side. A weekend day inside another block or already worked gives way
    to the next of the same kind.

    Args:
        blocks: Consecutive blocks, those of the neighbouring years included, so
            that no day of theirs is taken; each is used as first placed.

    Examples:
        >>> [f"{day:%m-%d}" for day in projected_make_ups(rest_blocks(2026))]
        ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10']
    """
    placed = [block[0] for block in blocks]
    taken = {day for rest in placed for day in rest.days()}
    chosen: list[date] = []
    for rest in placed:
        before, after = _before(rest, taken), _after(rest, taken)
        nearer = min((after, before), key=lambda day: _distance(rest, day))
        chosen += ((), (nearer,), (before, after))[rest.make_ups]
        taken.update(chosen)
    return sorted(chosen)


def _before(rest: Rest, taken: set[date]) -> date:
    back = {_MONDAY: 2, _SUNDAY: 1}.get(rest.first.weekday())
    day = rest.first - (back or rest.first.weekday() + 1) * _DAY
    while day in taken:
        day -= 7 * _DAY
    return day


def _after(rest: Rest, taken: set[date]) -> date:
    weekday = rest.last.weekday()
    ahead = {_FRIDAY: 2, _SATURDAY: 1}.get(weekday)
    day = rest.last + (ahead or (_SATURDAY - weekday) % 7) * _DAY
    while day in taken:
        day += 7 * _DAY
    return day


def _distance(rest: Rest, day: date) -> int:
    return max((rest.first - day).days, (day - rest.last).days)


@cache
def _lunar_festivals() -> Mapping[int, tuple[date, ...]]:
    rows = (line.split() for line in _LUNAR_TABLE.splitlines())
    return {
        int(year): tuple(date.fromisoformat(f"{year}-{day}") for day in days)
        for year, *days in rows
    }


# 春节, 端午, 中秋 in the Gregorian year; two libraries of the lunar calendar agree.
_LUNAR_TABLE = """\
2004 01-22 06-22 09-28
2005 02-09 06-11 09-18
2006 01-29 05-31 10-06
2007 02-18 06-19 09-25
2008 02-07 06-08 09-14
2009 01-26 05-28 10-03
2010 02-14 06-16 09-22
2011 02-03 06-06 09-12
2012 01-23 06-23 09-30
2013 02-10 06-12 09-19
2014 01-31 06-02 09-08
2015 02-19 06-20 09-27
2016 02-08 06-09 09-15
2017 01-28 05-30 10-04
2018 02-16 06-18 09-24
2019 02-05 06-07 09-13
2020 01-25 06-25 10-01
2021 02-12 06-14 09-21
2022 02-01 06-03 09-10
2023 01-22 06-22 09-29
2024 02-10 06-10 09-17
2025 01-29 05-31 10-06
2026 02-17 06-19 09-25
2027 02-06 06-09 09-15
2028 01-26 05-28 10-03
2029 02-13 06-16 09-22
2030 02-03 06-05 09-12
2031 01-23 06-24 10-01
2032 02-11 06-12 09-19
2033 01-31 06-01 09-08
2034 02-19 06-20 09-27
2035 02-08 06-10 09-16
2036 01-28 05-30 10-04
2037 02-15 06-18 09-24
2038 02-04 06-07 09-13
2039 01-24 05-27 10-02
2040 02-12 06-14 09-20
2041 02-01 06-03 09-10
2042 01-22 06-22 09-28
2043 02-10 06-11 09-17
2044 01-30 05-31 10-05
2045 02-17 06-19 09-25
2046 02-06 06-08 09-15
2047 01-26 05-29 10-04
2048 02-14 06-15 09-22
2049 02-02 06-04 09-11
2050 01-23 06-23 09-30
2051 02-11 06-13 09-19
2052 02-01 06-01 09-07
2053 02-19 06-20 09-26
2054 02-08 06-10 09-16
2055 01-28 05-30 10-05
2056 02-15 06-17 09-24
2057 02-04 06-06 09-13
2058 01-24 06-25 10-02
2059 02-12 06-14 09-21
2060 02-02 06-03 09-09
2061 01-21 06-22 09-28"""
