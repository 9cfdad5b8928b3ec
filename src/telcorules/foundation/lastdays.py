"""The day that a period ends on: 民法典 第二百条 to 第二百零四条 in code.

The day of the event isn't counted (第二百零一条). Days are calendar days. A month or
a year ends on the corresponding day, or on the month's last day where it has none
(第二百零二条). A last day that is a rest day moves to the next working day
(第二百零三条). Hours run from the moment, through nights and holidays. Calendar months
(自然月) are whole ones after that of the event, and end on the last one's last day.

Counting back, as for a notice so long before a day, the same holds mirrored: the day
counted from isn't counted, and a rest day moves to the working day before, because
the period is a minimum.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from telcorules.errors import CalendarError, Problem, RequestError
from telcorules.foundation.moments import (
    china_day,
    china_moment,
    first_moment,
    read_iso,
)
from telcorules.foundation.periods import Period, Unit
from telcorules.foundation.workdays import WorkCalendar

_LONGEST_ROLL = 10  # days; the longest holiday on record since 2008
_EVENT_FORMS: Final = "write `2026-01-05` or `2026-01-05T09:30:00+08:00`"


@dataclass(frozen=True, slots=True)
class DueDate:
    """The end of a period, and how sure it is.

    Days for all units but hours; for hours moments in China Standard Time.

    Attributes:
        nominal: The last day as counted, before any move off a rest day.
        due: The last day on which the act is in time; an estimate unless firm.
        firm: Whether notices settle every day that the count read.
        earliest: The earliest that `due` can turn out, inclusive.
        latest: The latest that `due` can turn out, inclusive.
        assumption: What the bounds rest on: ``principle``, ``envelope``,
            ``outside-calendar``, ``time-of-day-unknown``; None where firm.
        settled_by: The notices that will settle it, by title; None where none will.
    """

    nominal: date
    due: date
    firm: bool
    earliest: date
    latest: date
    assumption: str | None = None
    settled_by: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the same in JSON types, days and moments as ISO texts."""
        return {
            "nominal": self.nominal.isoformat(),
            "due": self.due.isoformat(),
            "firm": self.firm,
            "earliest": self.earliest.isoformat(),
            "latest": self.latest.isoformat(),
            "assumption": self.assumption,
            "settled_by": self.settled_by,
        }


def due(
    start: date | str,
    period: Period | str,
    *,
    before: bool = False,
    roll: bool = True,
    calendar: WorkCalendar | None = None,
) -> DueDate:
    """Return the last day of a period that an event sets running.

    Args:
        start: The event: a day, a moment, or either as ISO text. A moment counts by
            its day in China, but for hours; a naive one is in China Standard Time.
        period: The length, or its text (`Period.parse`).
        before: Count back instead: the last day on which a notice of that length
            before `start` is in time. `start` isn't counted, and a rest day moves
            to the working day before.
        roll: Whether a last day that is a rest day moves. Hours and calendar months
            never move, and working days never need to.
        calendar: Tells working days; by default `WorkCalendar.china()`.

    Returns:
        The end with its bounds. Hours from a bare day are bounded by its 00:00 and
        24:00. Outside the calendar's years a last day may move by up to 10 days.

    Raises:
        RequestError: The start or the period can't be read, or calendar months are
            to be counted back.
        CalendarError: Working days lead out of the calendar, or the end isn't in
            the years 1 to 9999.

    Examples:
        >>> due("2026-03-06", "15 days").due  # 21 March is a Saturday
        datetime.date(2026, 3, 23)
        >>> due("2026-10-03", "5 working days").due  # Saturday 10 October is worked
        datetime.date(2026, 10, 13)
        >>> due("2026-02-24", "30 days", before=True).due
        datetime.date(2026, 1, 23)
    """
    event = start if isinstance(start, date) else _parse_event(str(start))
    length = period if isinstance(period, Period) else Period.parse(period)
    for name, flag in (("before", before), ("roll", roll)):
        if type(flag) is not bool:
            raise RequestError(_no_flag(name, flag))
    if calendar is not None and not isinstance(calendar, WorkCalendar):
        raise RequestError(_no_calendar(calendar))
    try:
        if length.unit is Unit.HOURS:
            return _hours(event, -length.count if before else length.count)
        return _days(event, length, calendar, before=before, roll=roll)
    except (OverflowError, ValueError):
        raise CalendarError(_beyond_time(event, length)) from None


def _days(
    event: date,
    period: Period,
    calendar: WorkCalendar | None,
    *,
    before: bool,
    roll: bool,
) -> DueDate:
    shared = calendar or WorkCalendar.china()
    day = china_day(event)
    if period.unit is Unit.WORKING_DAYS:
        return _working_days(shared, day, -period.count if before else period.count)
    if period.unit is Unit.CALENDAR_MONTHS:
        if before:
            raise RequestError(_NOT_BACK)
        end = day + relativedelta(months=period.count, day=31)
        return _firm(end, end)
    nominal = _nominal(day, period, before=before)
    if not roll:
        return _firm(nominal, nominal)
    return _rolled(shared, nominal, -1 if before else 1)


def _hours(event: date, hours: int) -> DueDate:
    if isinstance(event, datetime):
        end = china_moment(event) + timedelta(hours=hours)
        return _firm(end, end)
    earliest = first_moment(event) + timedelta(hours=hours)
    latest = earliest + timedelta(days=1)
    return DueDate(
        earliest,
        earliest,
        firm=False,
        earliest=earliest,
        latest=latest,
        assumption="time-of-day-unknown",
    )


def _nominal(event: date, period: Period, *, before: bool) -> date:
    if period.unit is Unit.DAYS:
        days = timedelta(days=period.count)
        return event - days if before else event + days
    months = period.count * (12 if period.unit is Unit.YEARS else 1)
    # One step from the event: chained single months lose the day they clamp.
    if not before:
        return event + relativedelta(months=months)
    return _months_before(event, months)


def _months_before(end: date, months: int) -> date:
    """Return the latest day from which so many months end on `end` or before.

    Every day that a shorter month clamps to its last day ends there, so the
    latest of them is the last day of its own month.
    """
    start = end - relativedelta(months=months)
    clamped = end == end + relativedelta(day=31)
    return start + relativedelta(day=31) if clamped else start


def _working_days(calendar: WorkCalendar, event: date, n: int) -> DueDate:
    estimate = calendar.add(event, n)
    return _counted(calendar, event.toordinal(), n, estimate, estimate)


def _rolled(calendar: WorkCalendar, nominal: date, step: int) -> DueDate:
    """Move a last day off a rest day: forward by a step of 1, back by -1."""
    try:
        works = calendar.is_working_day(nominal)
        due_on = nominal if works else calendar.add(nominal, step)
        return _counted(calendar, nominal.toordinal() - step, step, nominal, due_on)
    except CalendarError:
        return _outside_calendar(nominal, step)


def _counted(
    calendar: WorkCalendar, after: int, n: int, nominal: date, estimate: date
) -> DueDate:
    """Put bounds to a count of working days after an ordinal, or before it."""
    earliest, latest = calendar.bounds(after, n)
    first, last = (after + 1, latest) if n > 0 else (earliest, after - 1)
    settled_by = calendar.settled_by(first, last)
    if settled_by is None:
        return _firm(nominal, estimate)
    return DueDate(
        nominal,
        estimate,
        firm=False,
        earliest=date.fromordinal(earliest),
        latest=date.fromordinal(latest),
        assumption=calendar.unannounced,
        settled_by=settled_by,
    )


def off_holiday(nominal: date, calendar: WorkCalendar) -> DueDate:
    """Move a last day off a holiday alone, to the first day after it.

    An ordinary weekend stays where it is (总局令第121号 第四十五条). Where no notice
    settles the day, it may turn out anywhere up to the day that `due` would give.

    Raises:
        CalendarError: The day may move out of the years 1 to 9999.
    """
    try:
        rolled = _rolled(calendar, nominal, 1)
    except OverflowError:
        longest = Period(_LONGEST_ROLL, Unit.DAYS)
        raise CalendarError(_beyond_time(nominal, longest)) from None
    moved = nominal
    try:
        while calendar.kind(moved).name == "holiday":
            moved += timedelta(days=1)
    except CalendarError:
        return rolled
    if rolled.firm:
        return _firm(nominal, moved)
    return replace(rolled, due=moved, earliest=nominal)


def _outside_calendar(nominal: date, step: int) -> DueDate:
    farthest = nominal + timedelta(days=_LONGEST_ROLL * step)
    return DueDate(
        nominal,
        nominal,
        firm=False,
        earliest=min(nominal, farthest),
        latest=max(nominal, farthest),
        assumption="outside-calendar",
    )


def _firm(nominal: date, last: date) -> DueDate:
    return DueDate(nominal, last, firm=True, earliest=last, latest=last)


def _parse_event(text: str) -> date:
    try:
        found = read_iso(text)
    except ValueError:
        found = None
    if found is not None:
        return found
    raise RequestError(
        Problem("TR603", f"`{text}` is neither a day nor a moment", _EVENT_FORMS)
    )


def _no_flag(name: str, flag: object) -> Problem:
    what = f"`{name}` takes True or False, not `{flag!r:.60}`"
    return Problem("TR607", what, f"write {name}=False or {name}=True")


def _no_calendar(calendar: object) -> Problem:
    what = f"`{calendar!r:.60}` is not a calendar"
    return Problem("TR607", what, "write calendar=WorkCalendar.china()")


_NOT_BACK: Final = Problem(
    "TR609",
    "calendar months aren't counted back",
    "write months, which end on the corresponding day",
)


def _beyond_time(event: date, period: Period) -> Problem:
    return Problem(
        "TR704",
        f"{period} counted from {event.isoformat()} leave the years 1 to 9999",
        "give an event, and a period, within them",
    )
