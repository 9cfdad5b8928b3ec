"""Days and moments in China Standard Time, the only clock the law knows.

A moment belongs to the day it is in China, wherever it was written down.
"""

import re
from datetime import date, datetime, timedelta, timezone

CHINA_TIME = timezone(timedelta(hours=8), "China Standard Time")
"""UTC+8, without daylight saving since 1991."""


DAY_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A day as ISO text, the only form that is read."""

MOMENT_FORM = re.compile(
    DAY_FORM.pattern
    + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
"""A moment as ISO text; without a zone it is in China Standard Time."""


def read_iso(text: str) -> date | None:
    """Read a day or a moment from ISO text; None where it has neither form.

    Raises:
        ValueError: The form is right, but there is no such day or moment.

    Examples:
        >>> read_iso("2026-10-08"), read_iso("2026-10-8")
        (datetime.date(2026, 10, 8), None)
    """
    if DAY_FORM.fullmatch(text):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if MOMENT_FORM.fullmatch(text) else None


def china_moment(moment: datetime) -> datetime:
    """Return a moment in China Standard Time; a naive one is taken as such.

    Raises:
        OverflowError: The moment lies outside the years 1 to 9999 in China.

    Examples:
        >>> from datetime import UTC
        >>> china_moment(datetime(2026, 9, 30, 15, 50, tzinfo=UTC)).isoformat()
        '2026-09-30T23:50:00+08:00'
    """
    if moment.tzinfo is None:
        return moment.replace(tzinfo=CHINA_TIME)
    return moment.astimezone(CHINA_TIME)


def first_moment(day: date) -> datetime:
    """Return the moment at which a day begins in China."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA_TIME)


def moments_of(event: date) -> tuple[datetime, datetime]:
    """Return the first and the last moment at which an event can have been.

    Examples:
        >>> [one.isoformat() for one in moments_of(date(2026, 10, 8))]
        ['2026-10-08T00:00:00+08:00', '2026-10-08T23:59:59.999999+08:00']
    """
    if isinstance(event, datetime):
        return event, event
    first = first_moment(event)
    return first, first.replace(hour=23, minute=59, second=59, microsecond=999_999)


def china_day(moment: date) -> date:
    """Return the day a moment falls on in China; a date is its own day.

    Examples:
        >>> china_day(datetime.fromisoformat("2026-09-30T16:30:00+00:00"))
        datetime.date(2026, 10, 1)
    """
    if isinstance(moment, datetime):
        return china_moment(moment).date()
    return moment
