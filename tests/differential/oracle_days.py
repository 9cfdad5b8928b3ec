"""Periods counted on one's fingers, from docs/counting.md alone.

Days are ordinals. Only past the last notice, and outside the calendar, the library's
own bounds of a single period are taken.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

import chinese_calendar

from telcorules.errors import CalendarError
from telcorules.foundation.lastdays import due
from tests.differential.oracle import FIRM_THROUGH, FIRST_KNOWN, NOT_YET, works

CHINA = timezone(timedelta(hours=8))

Span = tuple[int, int]
"""The first and the last day that doesn't count; `NOT_YET` where it isn't over."""


class Doubtful(Exception):  # noqa: N818 - no error: a question this oracle can't answer
    """Raised where days past the last notice are excluded, or are holidays."""


class Endless(Exception):  # noqa: N818 - an answer: the clock stands still
    """Raised where the count runs into a span that isn't over."""


@dataclass(frozen=True)
class Last:
    """The last day of a period, or its last moment, with its bounds."""

    nominal: Any
    due: Any
    earliest: Any
    latest: Any
    firm: bool = True
    assumption: str | None = None


@dataclass(frozen=True)
class How:
    """How a rule counts: rolled, off holidays alone, back, without some days."""

    roll: bool = False
    off_holidays: bool = False
    back: bool = False
    spans: tuple[Span, ...] = ()

    @property
    def step(self) -> int:
        return -1 if self.back else 1

    def walk(self, day: int) -> Iterator[int]:
        """Yield the days that count after a day, or before it."""
        while True:
            day += self.step
            if any(first <= day and last == NOT_YET for first, last in self.spans):
                raise Endless
            if not any(first <= day <= last for first, last in self.spans):
                yield day


def split(period: str) -> tuple[int, str]:
    """Return the count and the unit of a period."""
    count, _, unit = period.partition(" ")
    return int(count), unit if unit.endswith("s") else f"{unit}s"


def is_hours(period: str) -> bool:
    return split(period)[1] == "hours"


@cache
def last_day(event: int, period: str, how: How) -> Last | None:
    """Return the last day of a period; None where no bound can be given.

    Raises:
        Endless: It runs into a span that isn't over.
        Doubtful: Days are excluded that no notice settles.
    """
    count, unit = split(period)
    if unit == "working days":
        end = working_day(event, count, how)
        return library(event, period, how) if end is None else certain(end)
    nominal = nominal_day(event, count, unit, how)
    if unit == "calendar months" or not (how.roll or how.off_holidays):
        return certain(nominal)
    return moved(nominal, how)


def certain(day: int) -> Last:
    return Last(day, day, day, day)


def working_day(event: int, count: int, how: How) -> int | None:
    """Return the working day of a number, None where notices don't settle it."""
    if event < FIRST_KNOWN:
        return None
    for day in how.walk(event):
        if not FIRST_KNOWN <= day <= FIRM_THROUGH:
            return None
        count -= works(day)
        if not count:
            return day
    raise AssertionError


def nominal_day(event: int, count: int, unit: str, how: How) -> int:
    if unit == "days":
        walk = how.walk(event)
        return [next(walk) for _ in range(count)][-1]
    if unit == "calendar months":
        first = date.fromordinal(event).replace(day=1)
        return later(first.toordinal(), count + 1) - 1
    months = count if unit == "months" else 12 * count
    if not how.back:
        return later(event, months)
    # The latest day from which so many months end by then.
    return next(day for day in how.walk(event) if later(day, months) <= event)


def later(event: int, months: int) -> int:
    """Return the corresponding day, or the month's last where it has none."""
    on = date.fromordinal(event)
    years, month = divmod(on.month - 1 + months, 12)
    year, last = on.year + years, monthrange(on.year + years, month + 1)[1]
    return date(year, month + 1, min(on.day, last)).toordinal()


def moved(nominal: int, how: How) -> Last | None:
    """Move a last day off a day of rest, or off a holiday alone."""
    end = nominal
    while known(end) and (not works(end) if how.roll else in_holiday(end)):
        end += how.step
    if known(end):
        return Last(nominal, end, end, end)
    if how.off_holidays and not how.roll:
        raise Doubtful
    return library(nominal - how.step, "1 day", How(back=how.back, roll=True))


def known(day: int) -> bool:
    return FIRST_KNOWN <= day <= FIRM_THROUGH


def in_holiday(day: int) -> bool:
    return date.fromordinal(day) in chinese_calendar.holidays


def library(event: int, period: str, how: How) -> Last | None:
    """Return what the library bounds a single period by, past the last notice."""
    if how.spans:
        raise Doubtful
    try:
        found = due(date.fromordinal(event), period, before=how.back)
    except CalendarError:
        return None
    nominal, end, earliest, latest = (
        day.toordinal()
        for day in (found.nominal, found.due, found.earliest, found.latest)
    )
    return Last(nominal, end, earliest, latest, found.firm, found.assumption)


def last_moment(event: date, period: str, *, back: bool) -> Last:
    """Return the last moment of hours from a moment, or from anywhere in a day."""
    hours = timedelta(hours=split(period)[0]) * (-1 if back else 1)
    if isinstance(event, datetime):
        end = event + hours
        return Last(end, end, end, end)
    first = opening(event) + hours
    last = opening(event) + timedelta(days=1) + hours
    return Last(first, first, first, last, firm=False, assumption="time-of-day-unknown")


def opening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)


def extent(stated: Any, *, hours: bool) -> tuple[Any, Any] | None:
    """Return the first and the last that an event can be; None without a day."""
    if not isinstance(stated, date):
        return None
    if not hours:
        return stated.toordinal(), stated.toordinal()
    if isinstance(stated, datetime):
        return stated, stated
    return opening(stated), opening(stated) + timedelta(days=1, microseconds=-1)


def between(pair: Span) -> Iterable[int]:
    return range(pair[0], pair[1] + 1)
