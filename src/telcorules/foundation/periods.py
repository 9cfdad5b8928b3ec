"""Periods as provisions state them: a count of days, of working days, of months."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from telcorules.errors import Problem, RequestError

MAX_COUNT: Final = 100_000
"""The longest period, in any unit."""

_FORMS: Final = (
    "write `48 hours`, `15 days`, `30 working days`, `5 months`, `2 years`, "
    "`15日`, `5个工作日` or `3个月`"
)


class Unit(StrEnum):
    """What a period is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    MONTHS = "months"
    YEARS = "years"
    CALENDAR_MONTHS = "calendar months"


_CHINESE_UNITS: Mapping[Unit, str] = MappingProxyType(
    {
        Unit.HOURS: "小时",
        Unit.DAYS: "日",
        Unit.WORKING_DAYS: "个工作日",
        Unit.MONTHS: "个月",
        Unit.YEARS: "年",
        Unit.CALENDAR_MONTHS: "个自然月",
    }
)
_UNITS_BY_WORD: Mapping[str, Unit] = MappingProxyType(
    {word: unit for unit in Unit for word in (unit.value, unit.value[:-1])}
    | {word: unit for unit, word in _CHINESE_UNITS.items()}
    | {"天": Unit.DAYS, "工作日": Unit.WORKING_DAYS, "个小时": Unit.HOURS}
)
_PERIOD = re.compile(r"([0-9]+|[一二三四五六七八九十百千零〇两]+) ?(\D+)")
_CHINESE_NUMBER = re.compile(
    r"(?:(\w)千)?[零〇]?(?:(\w)百)?[零〇]?(?:(\w?)十)?[零〇]?(\w)?"
)
_CHINESE_DIGITS: Mapping[str, int] = MappingProxyType(
    {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as a provision states it; 30 days aren't a month.

    Attributes:
        count: How many units, from 1 to `MAX_COUNT`.
        unit: What is counted.

    Examples:
        >>> Period.parse("30 working days")
        Period(count=30, unit=<Unit.WORKING_DAYS: 'working days'>)
        >>> print(Period.parse("三个月"), Period.parse("1 day").zh)
        3 months 1日
    """

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if type(self.count) is not int or not isinstance(self.unit, Unit):
            raise RequestError(_no_period(self.count, self.unit))
        if not 1 <= self.count <= MAX_COUNT:
            raise RequestError(_bad_count(self.count))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read a period such as ``15 days``, ``1 month``, ``5个工作日``, ``十五日``.

        Raises:
            RequestError: The text isn't a period, or its count isn't 1 to `MAX_COUNT`.
        """
        return _parse(str(text))

    def __str__(self) -> str:
        unit = self.unit.value
        return f"{self.count} {unit if self.count > 1 else unit[:-1]}"

    @property
    def zh(self) -> str:
        """The period in Chinese, such as 15日, 5个工作日, 3个月."""
        return f"{self.count}{_CHINESE_UNITS[self.unit]}"


@lru_cache(maxsize=1024)
def _parse(text: str) -> Period:
    match = _PERIOD.fullmatch(text.strip())
    unit = _UNITS_BY_WORD.get(match[2]) if match else None
    count = _number(match[1]) if match else None
    if unit is None or count is None:
        raise RequestError(Problem("TR601", f"`{text}` is not a period", _FORMS))
    return Period(count, unit)


def _number(text: str) -> int | None:
    """Read digits, or Chinese numerals from 一 to 九千九百九十九."""
    if text.isascii():
        return int(text) if len(text) < 10 else MAX_COUNT + 1
    match = _CHINESE_NUMBER.fullmatch(text)
    if match is None:
        return None
    places = [_digit(place) for place in match.groups()]
    if None in places:
        return None
    return int("".join(map(str, places)))


def _digit(place: str | None) -> int | None:
    if place is None:
        return 0
    return 1 if place == "" else _CHINESE_DIGITS.get(place)


def _no_period(count: object, unit: object) -> Problem:
    what = f"`Period({count!r}, {unit!r})` is not a period"
    return Problem(
        "TR601", what, 'write Period(5, Unit.DAYS) or Period.parse("5 days")'
    )


def _bad_count(count: int) -> Problem:
    return Problem(
        "TR602",
        f"a period of {count} units is not from 1 to {MAX_COUNT}",
        "give a whole number in that range",
    )
