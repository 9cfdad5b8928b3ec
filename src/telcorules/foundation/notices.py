"""Holiday notices of the State Council, as data somebody wrote down.

A notice says which days are off and which weekend days are worked. One that came
too late for the calendar package is given as a mapping (a YAML file, read by the
caller)::

    notice: 国办发明电〔2025〕7号
    title: 国务院办公厅关于2026年部分节假日安排的通知
    year: 2026
    published_on: 2025-11-04
    rest_days: [2026-01-01..2026-01-03, 2026-02-15..2026-02-23, ...]
    make_up_days: [2026-01-04, 2026-02-14, 2026-02-28, ...]

`rest_days` are the blocks as the notice prints them, both ends inclusive, weekends
among them. Three keys are for what is rare: `amends` names the notice that a later
one changes, by number or title; `one_off_days` counts days off that the law on
holidays doesn't know (2015-09-03: 1); `source` is free text. An amendment lists only
the days whose kind it changes or confirms. `published_on` may be null while the day
isn't known; the notice then counts from 31 December before its year.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from telcorules.errors import CalendarError, Problem
from telcorules.foundation.dayblocks import in_blocks, no_day, parse_day, read_days
from telcorules.foundation.holidays import is_weekend, statutory_days

_REQUIRED: Final = (
    "notice",
    "title",
    "year",
    "published_on",
    "rest_days",
    "make_up_days",
)
_OPTIONAL: Final = ("amends", "one_off_days", "source")

Rank = tuple[date, bool, str]
"""The order of notices: by the day, amendments after what they amend, by name."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The arrangement of a year's holidays, or a later change to it.

    Attributes:
        number: Its official number, such as 国办发明电〔2025〕7号; None if unknown.
        title: Its official title.
        year: The year whose holidays it arranges.
        published_on: The day it was published; of two the later one prevails. None
            if unknown.
        rest_days: Days off, weekends inside the blocks included, ascending.
        make_up_days: Saturdays and Sundays that are worked, ascending.
        amends: Number or title of the notice it changes; None for a year's first.
        one_off_days: Days off that aren't statutory days of the year.
        source: Where the text was read.
    """

    number: str | None
    title: str
    year: int
    published_on: date | None
    rest_days: tuple[date, ...]
    make_up_days: tuple[date, ...]
    amends: str | None = None
    one_off_days: int = 0
    source: str = ""

    @property
    def name(self) -> str:
        """Its number, or its title where the number isn't known."""
        return self.number or self.title

    @property
    def known_from(self) -> date:
        """The day from which it counts as known, inclusive."""
        return self.published_on or last_day_before(self.year)

    @property
    def rank(self) -> Rank:
        """What they are laid over one another by, the highest on top."""
        return self.known_from, self.amends is not None, self.name

    def to_dict(self) -> dict[str, Any]:
        """Return what it says in JSON types, days in blocks; `from_mapping` reads it.

        Where its text was read isn't part of what it says.
        """
        one_off = {"one_off_days": self.one_off_days} if self.one_off_days else {}
        return {
            "notice": self.number,
            "title": self.title,
            "year": self.year,
            "published_on": self.published_on and self.published_on.isoformat(),
            **({"amends": self.amends} if self.amends else {}),
            **one_off,
            "rest_days": in_blocks(self.rest_days),
            "make_up_days": in_blocks(self.make_up_days),
        }

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> "Notice":
        """Read a notice, checking each day and, for a whole year, the sum.

        Raises:
            CalendarError: With every mistake found.

        Examples:
            >>> notice = Notice.from_mapping({
            ...     "notice": "国发明电〔2015〕1号",
            ...     "title": "关于抗战胜利70周年纪念日调休放假的通知",
            ...     "year": 2015,
            ...     "published_on": "2015-05-13",
            ...     "rest_days": ["2015-09-03..2015-09-05"],
            ...     "make_up_days": ["2015-09-06"],
            ...     "amends": "国办发明电〔2014〕28号",
            ...     "one_off_days": 1,
            ... })
            >>> len(notice.rest_days)
            3
        """
        if not isinstance(data, Mapping):
            raise CalendarError(_no_mapping(data))
        return _Reader(data).notice()


def _no_mapping(data: object) -> Problem:
    what = f"`{data!r:.60}` is not a holiday notice"
    hint = "write `notice:`, `title:`, `year:`, `published_on:`, `rest_days:`, ..."
    return Problem("TR711", what, hint)


def last_day_before(year: int) -> date:
    """Return the day from which a year counts as arranged at the latest."""
    return date(year - 1, 12, 31)


def expected_title(year: int) -> str:
    """Return the title that the notice for a year bears, once there is one.

    Examples:
        >>> expected_title(2027)
        '国务院办公厅关于2027年部分节假日安排的通知'
    """
    return f"国务院办公厅关于{year}年部分节假日安排的通知"


def days_moved(rest_days: Iterable[date], make_up_days: Iterable[date]) -> int:
    """Return the weekdays off less the weekend days worked.

    For the notice of a year that is the number of its statutory days, and a
    sum that differs shows a day left out or written twice.
    """
    weekdays = sum(1 for day in set(rest_days) if not is_weekend(day))
    return weekdays - len(set(make_up_days))


def statutory_total(year: int) -> int:
    """Return how many days off the law gives in a year: 10, 11 or 13."""
    return sum(map(len, statutory_days(year).values()))


class _Reader:
    """Reads one mapping, collecting its mistakes."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._problems: list[Problem] = []

    def notice(self) -> Notice:
        self._check_keys()
        notice = Notice(
            number=self._text("notice", nullable=True),
            title=self._text("title") or "",
            year=self._year(),
            published_on=self._published_on(),
            rest_days=self._days("rest_days"),
            make_up_days=self._days("make_up_days"),
            amends=self._text("amends", nullable=True),
            one_off_days=self._whole("one_off_days"),
            source=self._text("source", nullable=True) or "",
        )
        self._stop_on_problems()
        self._problems += _day_problems(notice) or _sum_problems(notice)
        self._stop_on_problems()
        return notice

    def _stop_on_problems(self) -> None:
        if self._problems:
            raise CalendarError(self._problems)

    def _add(self, code: str, message: str, hint: str = "") -> None:
        self._problems.append(Problem(code, message, hint))

    def _check_keys(self) -> None:
        for key in _REQUIRED:
            if key not in self._data:
                self._add("TR711", f"the notice lacks `{key}`", f"add `{key}:`")
        for key in self._data:
            if key not in _REQUIRED + _OPTIONAL:
                known = ", ".join(_REQUIRED + _OPTIONAL)
                self._add("TR711", f"unknown key `{key}`", f"the keys are {known}")

    def _text(self, key: str, *, nullable: bool = False) -> str | None:
        value = self._data.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if key in self._data and not (nullable and value is None):
            self._add("TR712", f"`{key}` is `{value!r}`, not a text")
        return None

    def _whole(self, key: str) -> int:
        value = self._data.get(key, 0)
        if type(value) is int and value >= 0:
            return value
        self._add("TR712", f"`{key}` is `{value!r}`, not a whole number")
        return 0

    def _year(self) -> int:
        year = self._whole("year")
        if "year" in self._data and not 2005 <= year <= 2060:
            self._add("TR712", f"`year` is `{year}`, outside 2005 to 2060")
        return year

    def _published_on(self) -> date | None:
        value = self._data.get("published_on")
        day = parse_day(value)
        if day is None and value is not None:
            self._problems.append(no_day("published_on", value))
        return day

    def _days(self, key: str) -> tuple[date, ...]:
        days, problems = read_days(key, self._data.get(key, []))
        self._problems += problems
        return days


def _day_problems(notice: Notice) -> list[Problem]:
    return [*_misplaced(notice), *_not_weekend(notice), *_contradictory(notice)]


def _misplaced(notice: Notice) -> Iterator[Problem]:
    first, last = date(notice.year - 1, 12, 1), date(notice.year, 12, 31)
    for day in (*notice.rest_days, *notice.make_up_days):
        if not first <= day <= last:
            yield Problem(
                "TR713",
                f"{day} is neither in {notice.year} nor in the December before",
                f"correct the day, or `year: {notice.year}`",
            )


def _not_weekend(notice: Notice) -> Iterator[Problem]:
    for day in notice.make_up_days:
        if not is_weekend(day):
            yield Problem(
                "TR714",
                f"the make-up day {day} is a {day:%A}",
                "only a Saturday or a Sunday is worked in exchange",
            )


def _contradictory(notice: Notice) -> Iterator[Problem]:
    for day in sorted(set(notice.rest_days) & set(notice.make_up_days)):
        yield Problem(
            "TR715",
            f"{day} is both a rest day and a make-up day",
            "strike it out of one of the lists",
        )


def _sum_problems(notice: Notice) -> list[Problem]:
    """Check the sum of a whole year; an amendment is checked with what it amends."""
    if notice.amends is not None:
        return []
    moved = days_moved(notice.rest_days, notice.make_up_days)
    return sum_problems(notice.year, moved, notice.one_off_days)


def sum_problems(year: int, moved: int, one_off_days: int) -> list[Problem]:
    """Return what is wrong with the sum of a year's arrangement, if anything.

    Args:
        year: The year arranged.
        moved: Its weekdays off less its weekend days worked.
        one_off_days: Days off beyond the statutory ones.
    """
    expected = statutory_total(year) + one_off_days
    if moved == expected:
        return []
    return [
        Problem(
            "TR716",
            f"the weekdays off less the make-up days of {year} are {moved}, "
            f"not {expected}",
            "compare each block with the notice; for a day given once, such as "
            "2015-09-03, add `one_off_days: 1`",
            "every rest day beyond the statutory ones is worked on some weekend",
        )
    ]
