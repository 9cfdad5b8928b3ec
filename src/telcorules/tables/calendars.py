"""The calendar as a table: for each day where a period that runs from it ends.

One row a day, and for each way of counting the last day, whether it is firm, and
between which bounds it lies; `foundation.periods` does the counting.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from telcorules.errors import CalendarError
from telcorules.foundation.lastdays import DueDate
from telcorules.foundation.periods import Period, Unit
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.limits import Limit
from telcorules.tables.days import FIRST, LAST, NEVER

PARTS: Final = ("due", "firm", "earliest", "latest")
"""What is told of a last day, a column each."""

MOST_DAYS: Final = 40_000
"""The longest period, in days, whose last day the calendar can tell."""

_A_DAY: Final = Period(1, Unit.DAYS)
_DAYS: Final = {
    Unit.DAYS: 1,
    Unit.MONTHS: 31,
    Unit.CALENDAR_MONTHS: 62,
    Unit.YEARS: 366,
    Unit.WORKING_DAYS: 0,
    Unit.HOURS: 0,
}


@dataclass(frozen=True, slots=True)
class Count:
    """A way of counting: a period, and what becomes of a last day on a rest day.

    Attributes:
        period: How long it is; not in hours.
        roll: Whether a last day on a rest day moves to a working day.
        back: Whether it counts back from the event.
        off_holidays: Whether a last day that doesn't roll moves off a holiday.
    """

    period: Period
    roll: bool
    back: bool = False
    off_holidays: bool = False

    @property
    def name(self) -> str:
        """What its columns in the table begin with, such as ``after_15_days``."""
        words = "before" if self.back else "after", *str(self.period).split()
        moved = "" if self.roll or not self.needs_calendar else "_off_holidays"
        return "_".join(words) + (moved if self._rolling else "")

    @property
    def needs_calendar(self) -> bool:
        """Whether working days matter to it."""
        if self.period.unit is Unit.WORKING_DAYS:
            return True
        return self.rolls

    @property
    def rolls(self) -> bool:
        """Whether a last day on some rest days moves."""
        return self._rolling and (self.roll or self.off_holidays)

    @property
    def _rolling(self) -> bool:
        return self.period.unit in (Unit.DAYS, Unit.MONTHS, Unit.YEARS)

    @property
    def span(self) -> int:
        """At most how many days lie between the event and a day before it is rolled."""
        return self.period.count * _DAYS[self.period.unit]


@lru_cache(maxsize=256)
def extent(count: Count, calendar: WorkCalendar) -> tuple[date, date]:
    """Return the first and the last event from which a count ends within time."""

    def told(ordinal: int) -> bool:
        return _last_day(count, calendar, ordinal) is not None

    # Counting on leaves time at its end, counting back at its beginning.
    days = range(FIRST.toordinal(), LAST.toordinal() + 1)
    if count.back:
        return date.fromordinal(days[bisect_left(days, x=1, key=told)]), LAST
    last = bisect_left(days, x=0, key=lambda ordinal: -told(ordinal))
    return FIRST, date.fromordinal(days[last - 1])


def rows(
    counts: Iterable[Count], calendar: WorkCalendar
) -> tuple[list[date], dict[str, list[Any]]]:
    """Return the days of the table, and the columns of some ways of counting.

    The days are those from which any of them ends within the calendar, and `NEVER`,
    from which all end never.
    """
    wanted = tuple(counts)
    ahead = max((one.span for one in wanted if not one.back), default=0)
    back = max((one.span for one in wanted if one.back), default=0)
    first = max(calendar.first.toordinal() - ahead, FIRST.toordinal())
    last = min(calendar.last.toordinal() + back, LAST.toordinal())
    days = [*map(date.fromordinal, range(first, last + 1)), NEVER]
    columns: dict[str, list[Any]] = {}
    for one in wanted:
        told = _told(one, calendar, first, last)
        for part, values in zip(PARTS, told, strict=True):
            columns[f"{one.name}_{part}"] = values
    return days, columns


@lru_cache(maxsize=256)
def _told(
    count: Count, calendar: WorkCalendar, first: int, last: int
) -> tuple[list[Any], ...]:
    found = [_ending(count, calendar, event) for event in range(first, last + 1)]
    never = NEVER, False, NEVER, NEVER
    parts: tuple[Callable[[DueDate], Any], ...] = (
        lambda one: one.due,
        lambda one: one.firm,
        lambda one: one.earliest,
        lambda one: one.latest,
    )
    return tuple(
        [*(one and part(one) for one in found), end]
        for part, end in zip(parts, never, strict=True)
    )


def _ending(count: Count, calendar: WorkCalendar, event: int) -> DueDate | None:
    """Return where a count ends; one that rolls, by the day before it is rolled."""
    if not count.rolls:
        return _last_day(count, calendar, event)
    whole = _last_day(replace(count, roll=False, off_holidays=False), calendar, event)
    return whole and _rolled(
        replace(count, period=_A_DAY), calendar, whole.nominal.toordinal()
    )


@lru_cache(maxsize=200_000)
def _rolled(count: Count, calendar: WorkCalendar, nominal: int) -> DueDate | None:
    return _last_day(count, calendar, nominal + (1 if count.back else -1))


def _last_day(count: Count, calendar: WorkCalendar, event: int) -> DueDate | None:
    try:
        return _limit(count, calendar).due(event, count.period)
    except CalendarError:
        return None


@lru_cache(maxsize=256)
def _limit(count: Count, calendar: WorkCalendar) -> Limit:
    return Limit(
        count.period,
        calendar,
        readings={},
        roll=count.roll,
        back=count.back,
        off_holidays=count.off_holidays,
    )
