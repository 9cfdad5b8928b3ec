"""Last days, reckoned once: for each period and calendar a table from event to bounds.

Compiled rules and deadlines look days up here; `foundation.lastdays` does the counting.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from telcorules.errors import CalendarError
from telcorules.foundation.lastdays import DueDate, due, off_holiday
from telcorules.foundation.law import Cited
from telcorules.foundation.periods import Period, Unit
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.nodes import LocalValue, Parameter
from telcorules.language.vocabulary import NEVER

_ROLLING = (Unit.DAYS, Unit.MONTHS, Unit.YEARS)

BEYOND = NEVER - 1
"""The ordinal of a day after 9999: past every date, but still a day."""

KEPT = 50_000
"""How many answers a table remembers; more are reckoned anew each time."""

Bounds = tuple[int, int] | tuple[None, None]
UNKNOWN: Bounds = (None, None)


class Limit:
    """The limit that a rule sets: a period or a dated parameter, rolled or not.

    Attributes:
        period: What the rule names.
        local: The local values of a parameter that the readings let in.
        roll: Whether a last day on a rest day moves to the next working day.
        back: Whether it counts back from the event.
        off_holidays: Whether a last day moves off a holiday where it doesn't roll.
    """

    def __init__(  # noqa: PLR0913 - as many as a limit has aspects
        self,
        period: Period | Parameter,
        calendar: WorkCalendar,
        *,
        readings: Mapping[str, str],
        roll: bool,
        back: bool = False,
        off_holidays: bool = False,
    ) -> None:
        self.period = period
        self.roll = roll
        self.back = back
        self.off_holidays = off_holidays
        self._calendar = calendar
        self.local: tuple[LocalValue, ...] = (
            period.in_play(readings) if isinstance(period, Parameter) else ()
        )

    def resolved(
        self, day: int, truths: tuple[bool | None, ...] = ()
    ) -> tuple[Period | None, tuple[Cited, ...]]:
        """Return the period that runs from an event on a day, and its own basis.

        Args:
            day: The ordinal of the event.
            truths: The truth of the condition of each local value.

        Returns:
            The period, None where it is unknown, and what a parameter's value
            rests on; nothing for a period that the rule itself states.
        """
        if isinstance(self.period, Period):
            return self.period, ()
        dated = self.period.on(day, self.local, truths)
        return (dated.value, dated.basis) if dated else (None, ())

    def length(self, day: int, truths: tuple[bool | None, ...] = ()) -> Period | None:
        """Return the period that runs from an event on a day, None if unknown."""
        return self.resolved(day, truths)[0]

    def due(self, day: int, period: Period) -> DueDate:
        """Count a period from the day of an ordinal.

        Raises:
            CalendarError: No bound can be given.
        """
        return self.due_from(date.fromordinal(day), period)

    def due_from(self, event: date, period: Period) -> DueDate:
        """Count a period from a day, or from a moment.

        Raises:
            CalendarError: No bound can be given.
        """
        found = due(
            event,
            period,
            before=self.back,
            roll=self.roll,
            calendar=self._calendar,
        )
        if self.off_holidays and not self.roll and period.unit in _ROLLING:
            return off_holiday(found.nominal, self._calendar)
        return found

    def is_steady(self, first: int, last: int) -> bool:
        """Tell whether one period runs from each day of an uncertain event."""
        if isinstance(self.period, Parameter):
            return not self.period.changes(first, last)
        return True

    def bounds(self, day: int, truths: tuple[bool | None, ...] = ()) -> Bounds:
        """Return the ordinals of the earliest and the latest last day."""
        if (period := self.length(day, truths)) is None:
            return UNKNOWN
        try:
            found = self.due(day, period)
        except CalendarError:
            if period.unit is Unit.WORKING_DAYS or self.back:
                return UNKNOWN
            return BEYOND, BEYOND
        return found.earliest.toordinal(), found.latest.toordinal()


class LastDays(dict[Any, Bounds]):
    """From the ordinal of an event to the bounds of the last day of its period.

    Where a parameter hangs on conditions, the key is the ordinal and their truths.
    An unknown event has an unknown last day; one that has not happened, `NEVER`.
    """

    def __init__(self, limit: Limit) -> None:
        super().__init__()
        self.limit = limit

    def __missing__(self, key: Any) -> Bounds:
        day, *truths = key if isinstance(key, tuple) else (key,)
        if day is None:
            found = UNKNOWN
        elif day >= BEYOND:
            found = (day, day)
        else:
            found = self.limit.bounds(day, tuple(truths))
        if len(self) < KEPT:
            self[key] = found
        return found


def spanned(table: LastDays, first: Any, last: Any) -> Bounds:
    """Return the bounds of a period that runs from an uncertain day.

    Args:
        table: The last days.
        first: The key of the earliest day.
        last: The key of the latest.
    """
    low, high = table[first][0], table[last][1]
    if low is None or high is None:
        return UNKNOWN
    steady = table.limit.is_steady(_day(first), _day(last))
    return (low, high) if steady else UNKNOWN


def _day(key: Any) -> int:
    """Return the event's ordinal in the key of a table."""
    return int(key[0] if isinstance(key, tuple) else key)
