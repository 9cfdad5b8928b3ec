"""Working days in China: weekends, holidays, and the weekends worked for them.

A working day is one on which offices work under the yearly notice of the State
Council: Monday to Friday less the days off, plus the make-up Saturdays and Sundays
(调休上班). Past the last notice the days are an estimate, by the principle of
国办发明电〔2024〕12号 and precedent, and every count comes with bounds.

Two tables make a count two look-ups: day → how many working days up to it, and
the working days in order. They are built once, from the tables of the package
`chinese_calendar`, which only this module knows.
"""

import hashlib
import json
from array import array
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from itertools import accumulate, compress
from typing import Any, Final

from telcorules.errors import CalendarError, Problem, RequestError
from telcorules.foundation.bounds import Bounds
from telcorules.foundation.daykinds import DayKind, DayKinds
from telcorules.foundation.envelope import WIDENED, Envelope, envelope_bounds
from telcorules.foundation.moments import china_day
from telcorules.foundation.notices import Notice, expected_title
from telcorules.foundation.principle import principle_bounds
from telcorules.foundation.published import published_schedule
from telcorules.foundation.schedules import Schedule

METHODS: Final = ("principle", "envelope")
"""What bounds may rest on for a day that no notice settles."""

_FIRST = date(2004, 1, 1)
_LAST = date(2060, 12, 31)
_FIRST_ORDINAL = _FIRST.toordinal()
_LAST_ORDINAL = _LAST.toordinal()
# New Year of 2061 may move days of December 2060.
_BEYOND = _LAST_ORDINAL + 32
_LENGTH = _LAST_ORDINAL - _FIRST_ORDINAL + 1


class WorkCalendar:
    """The working days of mainland China, 2004 to 2060.

    Local holidays of autonomous regions and trading days aren't in it.

    Args:
        schedule: The days that notices settle.
        unannounced: The method for the days after them, one of `METHODS`.
        envelope: The figures of the method ``envelope``.
        known_at: The day whose knowledge the schedule is; None where it is all.

    Attributes:
        first: The first day it knows, inclusive.
        last: The last day it knows or estimates, inclusive.
        firm_through: The last day that is settled, inclusive.
        unannounced: The method of the bounds after that day.
        schedule: What notices settle.
        known_at: The day on which no more than that was known; None where it is all.

    Examples:
        >>> calendar = WorkCalendar.china()
        >>> calendar.add(date(2026, 10, 3), 5)  # Saturday 10 October is worked
        datetime.date(2026, 10, 13)
        >>> str(calendar.kind(date(2026, 10, 10)))
        'make-up working day'
    """

    def __init__(
        self,
        schedule: Schedule,
        unannounced: str = "principle",
        envelope: Envelope = WIDENED,
        known_at: date | None = None,
    ) -> None:
        if unannounced not in METHODS:
            raise RequestError(_unknown_method(unannounced))
        self.first = _FIRST
        self.last = _LAST
        self.firm_through = schedule.firm_through
        self.unannounced = unannounced
        self.schedule = schedule
        self.known_at = known_at
        self._envelope = envelope
        self._firm = self.firm_through.toordinal()
        self._estimate = schedule.projected(_LAST.year)
        self._working = self._estimate.working(_FIRST, _LENGTH)
        self._rank = array("H", accumulate(self._working))
        days = map(date.fromordinal, range(_FIRST_ORDINAL, _LAST_ORDINAL + 1))
        self._days = list(compress(days, self._working))
        self._settled = self._rank[self._firm - _FIRST_ORDINAL]

    def __reduce__(self) -> tuple[Any, ...]:
        plain = replace(self.schedule, corrections=dict(self.schedule.corrections))
        parts = (plain, self.unannounced, dict(self._envelope), self.known_at)
        return WorkCalendar, parts

    @classmethod
    def china(
        cls, notices: Iterable[Notice] = (), unannounced: str = "principle"
    ) -> "WorkCalendar":
        """Return the calendar of the package's tables and of notices beyond them.

        Args:
            notices: Notices that the package lacks, or that name its days.
            unannounced: The method for the days that no notice settles.

        Returns:
            A shared calendar: without notices always the same object, with the same
            notices mostly.

        Raises:
            CalendarError: A notice is wrong, or the package isn't as expected.
            RequestError: The method is unknown.
        """
        try:
            given = frozenset(notices)
        except TypeError:
            raise RequestError(_no_notice(notices)) from None
        strange: list[object] = [one for one in given if type(one) is not Notice]
        if strange:
            raise RequestError(_no_notice(strange[0]))
        return _china(given, unannounced) if given else _plain(unannounced)

    def is_working_day(self, day: date) -> bool:
        """Tell whether a day is worked; past the notices, whether it likely is.

        Raises:
            CalendarError: The day is outside the calendar.
        """
        return bool(self._working[self._ordinal(day) - _FIRST_ORDINAL])

    def add(self, day: date, n: int) -> date:
        """Return the n-th working day after a day, or before it.

        The day itself isn't counted, whatever kind of day it is (民法典
        第二百零一条). A negative `n` counts back.

        Raises:
            RequestError: `n` is 0; which day is meant would depend on the day.
            CalendarError: The count leaves the calendar.

        Examples:
            >>> WorkCalendar.china().add(date(2026, 10, 9), -3)
            datetime.date(2026, 9, 29)
        """
        ordinal = day.toordinal() if type(day) is date else self._ordinal(day)
        try:
            if n > 0 and _FIRST_ORDINAL <= ordinal <= _LAST_ORDINAL:
                return self._days[self._rank[ordinal - _FIRST_ORDINAL] + n - 1]
            return self._add_other(day, n)
        except IndexError:
            raise CalendarError(_left(day, n)) from None
        except TypeError:
            raise RequestError(_no_number(n)) from None

    def _add_other(self, day: date, n: int) -> date:
        ordinal = self._ordinal(day)
        if n == 0:
            raise RequestError(_NO_ZEROTH)
        index = self._upto(ordinal - 1) + n
        if index < 0:
            raise CalendarError(_left(day, n))
        return self._days[index]

    def _upto(self, ordinal: int) -> int:
        """Count the working days of the calendar up to a day, inclusive."""
        return self._rank[ordinal - _FIRST_ORDINAL] if ordinal >= _FIRST_ORDINAL else 0

    def count(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`.

        Raises:
            RequestError: `end` lies before `start`.
            CalendarError: A day is outside the calendar.
        """
        first, last = self._ordinal(start), self._ordinal(end)
        if last < first:
            raise RequestError(_reversed(start, end))
        return self._upto(last) - self._upto(first)

    def roll(self, day: date) -> date:
        """Return the day if it is worked, else the next working day.

        Raises:
            CalendarError: The calendar ends before a working day.
        """
        return china_day(day) if self.is_working_day(day) else self.add(day, 1)

    def kind(self, day: date) -> DayKind:
        """Tell what kind of day a day is, and what that rests on.

        Raises:
            CalendarError: The day is outside the calendar.

        Examples:
            >>> str(WorkCalendar.china().kind(date(2027, 2, 6)))
            'holiday (estimate)'
        """
        working = self.is_working_day(day)
        return self._kinds.of(china_day(day), working=working)

    @cached_property
    def _kinds(self) -> DayKinds:
        return DayKinds(self.schedule, self._estimate)

    def bounds(self, day: int, n: int) -> tuple[int, int]:
        """Return the earliest and the latest n-th working day after a day.

        Both are the same where notices settle every day that the count reads, or
        where the method leaves only one. `roll` is ``bounds(day - 1, 1)``, rolling
        back ``bounds(day + 1, -1)``.

        Args:
            day: The ordinal (`date.toordinal`) of the event; it isn't counted.
            n: How many working days; negative counts back.

        Raises:
            RequestError: `n` is 0.
            CalendarError: No bound lies within the calendar.
        """
        if n > 0 and _FIRST_ORDINAL <= day <= self._firm:
            index = self._rank[day - _FIRST_ORDINAL] + n - 1
            if index < self._settled:
                settled = self._days[index].toordinal()
                return settled, settled
        return self._bounds_in_doubt(day, n)

    def _bounds_in_doubt(self, day: int, n: int) -> tuple[int, int]:
        if n == 0:
            raise RequestError(_NO_ZEROTH)
        if not _FIRST_ORDINAL - 1 <= day <= _LAST_ORDINAL + 1:
            raise CalendarError(_outside(f"the day of ordinal {day}"))
        try:
            earliest, latest = self._method.nth(day, n)
        except IndexError:
            raise CalendarError(_left(date.fromordinal(day), n)) from None
        if latest > _LAST_ORDINAL:
            raise CalendarError(_left(date.fromordinal(day), n))
        return earliest, latest

    @cached_property
    def _method(self) -> Bounds:
        known = [day.toordinal() for day in self._days[: self._settled]]
        horizon = range(self._firm + 1, _BEYOND)
        years = range(self.firm_through.year + 1, _LAST.year + 2)
        if self.unannounced == "principle":
            return principle_bounds(known, horizon, years)
        return envelope_bounds(known, horizon, years, self._envelope)

    def settled_by(self, first: int, last: int) -> str | None:
        """Return the titles of the notices that will settle a span of days.

        Args:
            first: The ordinal of its first day, inclusive.
            last: The ordinal of its last day, inclusive.

        Returns:
            The titles in order, joined by ``；``; None where all is settled.
        """
        if last <= self._firm:
            return None
        start = date.fromordinal(max(first, self._firm + 1))
        end = date.fromordinal(last) + timedelta(days=3)  # 29 December counts on
        years = range(max(start.year, self.firm_through.year + 1), end.year + 1)
        return "；".join(map(expected_title, years))

    @cached_property
    def sha256(self) -> str:
        """The hash of every settled day and of the notices known, as hex digits.

        The same knowledge has the same hash, whenever it was asked for.
        """
        settled = self._working[: self._firm - _FIRST_ORDINAL + 1]
        notices = "\n".join(map(_as_json, self.schedule.notices))
        return hashlib.sha256(settled + notices.encode()).hexdigest()

    def _ordinal(self, day: date) -> int:
        try:
            ordinal = china_day(day).toordinal()
        except OverflowError:
            raise CalendarError(_outside(str(day))) from None
        except AttributeError:
            raise RequestError(_no_day(day)) from None
        if not _FIRST_ORDINAL <= ordinal <= _LAST_ORDINAL:
            raise CalendarError(_outside(str(day)))
        return ordinal


def _as_json(notice: Notice) -> str:
    return json.dumps(notice.to_dict(), ensure_ascii=False)


@cache
def _plain(unannounced: str) -> WorkCalendar:
    return WorkCalendar(published_schedule(), unannounced)


@lru_cache(maxsize=8)
def _china(notices: frozenset[Notice], unannounced: str) -> WorkCalendar:
    return WorkCalendar(published_schedule().with_notices(notices), unannounced)


_NO_ZEROTH: Final = Problem(
    "TR604",
    "there is no working day number 0",
    "count from 1, or back from -1; for the day itself or the next, call `roll`",
)


def _no_number(n: object) -> Problem:
    what = f"`{n!r:.60}` is not a number of working days"
    return Problem("TR604", what, "write a whole number, such as 5 or -3")


def _no_notice(given: object) -> Problem:
    what = f"`{given!r:.60}` is not a notice"
    hint = "write Notice.from_mapping({...}), or load(notices=[path])"
    return Problem("TR608", what, hint)


def _unknown_method(method: str) -> Problem:
    known = " or ".join(f"`{name}`" for name in METHODS)
    return Problem(
        "TR606", f"unknown method `{method}` for unannounced days", f"write {known}"
    )


def _no_day(day: object) -> Problem:
    return Problem(
        "TR603",
        f"`{day}` is neither a day nor a moment",
        "give a `datetime.date`, or a `datetime.datetime`",
    )


def _reversed(start: date, end: date) -> Problem:
    return Problem(
        "TR605",
        f"the span ends on {end}, before it starts on {start}",
        "give the earlier day first",
    )


def _outside(what: str) -> Problem:
    return Problem(
        "TR701",
        f"{what} lies outside the calendar of working days",
        f"it goes from {_FIRST} to {_LAST}",
        "no holiday schedule is known, or can be estimated, beyond it",
    )


def _left(day: date, n: int) -> Problem:
    side = "after" if n > 0 else "before"
    return _outside(f"working day {abs(n)} {side} {day}")
