"""On which days two versions of a rule are compared.

Where either begins or ends, in the course of each, and on days of every sort: a
plain one, a Sunday, the Monday after it, a holiday, the first working day after it,
a make-up working day. A limit that ends on one of them shows whether it rolls.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.program import Rule

_A_DAY: Final = timedelta(days=1)
_LOOKED_AT: Final = 420
_BEFORE_THE_END: Final = 60
_INTO: Final = timedelta(days=400)
_SUNDAY: Final = 6


def days_of_every_sort(calendar: WorkCalendar) -> tuple[date, ...]:
    """Return a day of each sort, the plain one first, from the last year settled."""
    last = calendar.firm_through - timedelta(days=_BEFORE_THE_END)
    span = [last - timedelta(days=n) for n in range(_LOOKED_AT)]
    found: dict[str, date] = {}
    for day in span:
        found.setdefault(_sort(day, calendar), day)
    sorts = ("plain", "sunday", "monday", "holiday", "return", "make-up")
    return tuple(found[one] for one in sorts if one in found)


def _sort(day: date, calendar: WorkCalendar) -> str:
    works, worked, will = (
        calendar.is_working_day(one) for one in (day, day - _A_DAY, day + _A_DAY)
    )
    weekday = day.weekday()
    if weekday >= _SUNDAY - 1:
        if works:
            return "make-up"
        return "sunday" if weekday == _SUNDAY and will and not worked else "other"
    if not works:
        return "holiday"
    if not worked:
        return "return" if weekday or not _rests(day, calendar) else "monday"
    return "plain" if will and weekday == 2 else "other"


def _rests(monday: date, calendar: WorkCalendar) -> bool:
    """Tell whether a Monday comes after an ordinary weekend."""
    return calendar.is_working_day(monday - 3 * _A_DAY)


def days_of_versions(rules: Iterable[Rule], calendar: WorkCalendar) -> list[date]:
    """Return the days on which versions begin or are over, and one in their course.

    Days outside those that notices settle are left out.
    """
    found: dict[date, None] = {}
    for rule in rules:
        for version in rule.versions:
            found |= dict.fromkeys(_edges(version.start, version.until))
    last = calendar.firm_through - timedelta(days=_BEFORE_THE_END)
    return sorted(day for day in found if day <= last)


def _edges(start: date, until: date | None) -> Iterator[date]:
    yield start - _A_DAY
    yield start
    if until is None:
        yield start + _INTO
        return
    yield min(start + _INTO, until)
    yield until
    if until < date.max:
        yield until + _A_DAY
