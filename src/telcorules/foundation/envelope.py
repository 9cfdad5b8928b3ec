"""Bounds by the widest shifts that history has seen.

Each holiday may rest a number of weekdays beyond its statutory ones, and may have a
number of weekend days worked, within so many days of the day it hangs on. The
figures of 2008 to 2026 are `HISTORY`; `WIDENED` allows more than was ever seen, so
that the next record still fits.

Not covered: days given once (2015-09-03) and emergencies beyond the figures.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from types import MappingProxyType

from telcorules.foundation.bounds import Bounds, Days, Spans, mirror
from telcorules.foundation.holidays import (
    Holiday,
    is_weekend,
    spring_festival,
    statutory_days,
)


@dataclass(frozen=True, slots=True)
class Shifts:
    """How far the arrangement of one holiday may go, in days from its anchor.

    Attributes:
        rests: At most so many weekdays off beyond the statutory ones.
        rests_from: The first day they may lie on.
        rests_to: The last day they may lie on.
        make_ups: At most so many weekend days worked.
        make_ups_from: The first day they may lie on.
        make_ups_to: The last day they may lie on.
    """

    rests: int
    rests_from: int
    rests_to: int
    make_ups: int
    make_ups_from: int
    make_ups_to: int


Envelope = Mapping[Holiday, Shifts]
"""The shifts of every holiday; the anchor of 春节 is its eve in every year."""

HISTORY: Envelope = MappingProxyType(
    {
        Holiday.NEW_YEAR: Shifts(2, -1, 2, 2, -3, 5),
        Holiday.SPRING: Shifts(5, 0, 7, 2, -5, 12),
        Holiday.QINGMING: Shifts(2, -2, 2, 2, -4, 3),
        Holiday.LABOUR: Shifts(3, -2, 4, 2, -8, 10),
        Holiday.DRAGON_BOAT: Shifts(2, -2, 2, 2, -4, 3),
        Holiday.MID_AUTUMN: Shifts(2, -1, 2, 2, -3, 3),
        Holiday.NATIONAL: Shifts(4, -2, 7, 2, -11, 11),
    }
)
"""What the notices for 2008 to 2026 did, one-off days aside."""


def widened(envelope: Envelope) -> Envelope:
    """Allow 3 days farther, one rest day more, and two make-up days at least."""
    return MappingProxyType(
        {
            holiday: Shifts(
                rests=shifts.rests + 1,
                rests_from=shifts.rests_from - 3,
                rests_to=shifts.rests_to + 3,
                make_ups=max(2, shifts.make_ups),
                make_ups_from=shifts.make_ups_from - 3,
                make_ups_to=shifts.make_ups_to + 3,
            )
            for holiday, shifts in envelope.items()
        }
    )


WIDENED = widened(HISTORY)
"""What the method `envelope` admits for a year without a notice."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days of which at most so many change their kind, for one holiday."""

    days: Days
    limit: int

    @property
    def first(self) -> int:
        """The first day that may change."""
        return self.days[0]

    @property
    def last(self) -> int:
        """The last day that may change."""
        return self.days[-1]

    def mirrored(self) -> "Window":
        """Return the same window on the axis that runs backward."""
        return Window(mirror(self.days), self.limit)


class Shifted:
    """The doubt of this method, on one axis: which days change their kind.

    Args:
        contested: Weekdays that may be rested, ascending.
        rests: For each holiday the weekdays that it may rest.
        make_ups: For each holiday the weekend days that may be worked for it.
    """

    def __init__(
        self, contested: Days, rests: Iterable[Window], make_ups: Iterable[Window]
    ) -> None:
        self._contested = contested
        self._rests = Spans(rests)
        self._make_ups = Spans(make_ups)

    def soonest(self, after: int, until: int) -> list[int]:
        """Work every contested day and the first make-up days."""
        worked = _claimed(self._make_ups.touching(after, until), after)
        return [*self._weekdays(after, until), *worked]

    def latest(self, after: int, until: int) -> list[int]:
        """Rest the first contested days, and work no make-up day."""
        rested = _claimed(self._rests.touching(after, until), after)
        return [day for day in self._weekdays(after, until) if day not in rested]

    def _weekdays(self, after: int, until: int) -> Days:
        start = bisect_right(self._contested, after)
        return self._contested[start : bisect_right(self._contested, until)]


def _claimed(windows: Iterable[Window], after: int) -> set[int]:
    """Take from each window the first days after a day that are still free.

    INVARIANT: windows come in the order of their ends; so no other choice takes
    more days up to any day.
    """
    taken: set[int] = set()
    for window in windows:
        ahead = window.days[bisect_right(window.days, after) :]
        free = [day for day in ahead if day not in taken]
        taken.update(islice(free, window.limit))
    return taken


def envelope_bounds(
    known: Sequence[int], horizon: range, years: range, envelope: Envelope = WIDENED
) -> Bounds:
    """Return the bounds for the days past the notices.

    Args:
        known: The working days that notices settle, ascending.
        horizon: The ordinals of the days that no notice settles.
        years: The years whose holidays may touch them.
        envelope: How far the arrangements may go.
    """
    statutory = {
        day.toordinal()
        for year in years
        for days in statutory_days(year).values()
        for day in days
    }
    open_days = [day for day in horizon if day not in statutory]
    weekdays = {day for day in open_days if not is_weekend(date.fromordinal(day))}
    weekends = set(open_days) - weekdays
    rests = _windows(years, envelope, weekdays, _rest_window)
    make_ups = _windows(years, envelope, weekends, _make_up_window)
    contested = tuple(sorted({day for window in rests for day in window.days}))
    certain = sorted(weekdays.difference(contested))
    return Bounds(
        [*known, *certain],
        Shifted(contested, rests, make_ups),
        Shifted(mirror(contested), _mirrored(rests), _mirrored(make_ups)),
    )


def _rest_window(shifts: Shifts) -> tuple[int, int, int]:
    return shifts.rests, shifts.rests_from, shifts.rests_to


def _make_up_window(shifts: Shifts) -> tuple[int, int, int]:
    return shifts.make_ups, shifts.make_ups_from, shifts.make_ups_to


def _windows(
    years: range,
    envelope: Envelope,
    admitted: set[int],
    part: Callable[[Shifts], tuple[int, int, int]],
) -> list[Window]:
    windows = []
    for year in years:
        for holiday, shifts in _of_year(envelope, year):
            limit, first, last = part(shifts)
            anchor = anchor_day(holiday, year).toordinal()
            days = (anchor + offset for offset in range(first, last + 1))
            windows.append(Window(tuple(d for d in days if d in admitted), limit))
    return [window for window in windows if window.days]


def _of_year(envelope: Envelope, year: int) -> list[tuple[Holiday, Shifts]]:
    """Return the shifts of the holidays that the law of a year knows, in order."""
    known = statutory_days(year)
    return [(holiday, one) for holiday, one in envelope.items() if holiday in known]


def anchor_day(holiday: Holiday, year: int) -> date:
    """Return the day that a holiday's shifts are measured from."""
    if holiday is Holiday.SPRING:
        eve = spring_festival(year).toordinal() - 1
        return date.fromordinal(eve)
    return statutory_days(year)[holiday][0]


def _mirrored(windows: Iterable[Window]) -> list[Window]:
    return [window.mirrored() for window in windows]
