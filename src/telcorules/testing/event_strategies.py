"""Random events and periods for Hypothesis."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from telcorules.foundation.moments import CHINA_TIME
from telcorules.foundation.periods import MAX_COUNT, Period, Unit
from telcorules.language.values import NOT_YET
from telcorules.testing.asked import a_count, a_day, a_truth, refuse, some_of

FIRST: Final = date(2004, 2, 1)
"""The first day from which working days are known."""

LAST: Final = date(2030, 12, 31)
_FAR: Final = 1_000
_UNITS: Final = (
    *(Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS),
    *(Unit.YEARS, Unit.HOURS, Unit.CALENDAR_MONTHS),
)


def events(
    near: date | None = None,
    *,
    first: date = FIRST,
    last: date = LAST,
    moments: bool = True,
    not_yet: bool = True,
) -> st.SearchStrategy[Any]:
    """Return events as a case states them: days, moments, that it hasn't happened.

    They shrink towards ``"not-yet"``, then to a day: `near`, else `first`.

    Args:
        near: A day around which most of them lie, the nearer the likelier.
        first: The first day, inclusive.
        last: The last day, inclusive.
        moments: Whether there are moments among them, in China Standard Time.
        not_yet: Whether some haven't happened.

    Raises:
        RequestError: A day is none, or the days end before they begin.
    """
    start, end = a_day(first, "first"), a_day(last, "last")
    if end < start:
        refuse(f"`last`, {end}, lies before `first`, {start}", "exchange them")
    days = any_day(start, end)
    if near is not None:
        about = a_day(near, "near")
        if not start <= about <= end:
            refuse(f"`near`, {about}, doesn't lie from {start} to {end}", "widen them")
        days = _around(about, start, end)
    found: list[st.SearchStrategy[Any]] = [days]
    if a_truth(not_yet, "not_yet"):
        found.insert(0, st.just(NOT_YET))
    if a_truth(moments, "moments"):
        found.append(st.builds(at_hour, days, HOURS))
    return st.one_of(found)


def _around(day: date, first: date, last: date) -> st.SearchStrategy[date]:
    """Return days from near to far; a number as likely as another ten times it."""
    back = min((day - first).days, _FAR)
    ahead = min((last - day).days, _FAR)
    steps = st.one_of(
        [st.integers(max(-back, -n), min(ahead, n)) for n in (2, 20, 100, _FAR)]
    )
    return steps.map(lambda step: day + timedelta(days=step))


def any_day(first: date, last: date) -> st.SearchStrategy[date]:
    """Return days, both ends inclusive, each a single number for the shrinker."""
    ordinals = st.integers(first.toordinal(), last.toordinal())
    return ordinals.map(date.fromordinal)


HOURS: Final = st.sampled_from((9, 0, 23, 17))
"""Hours of the day: of work, and its ends."""


def at_hour(day: date, hour: int) -> datetime:
    """Return a moment of a day, in China Standard Time."""
    return datetime.combine(day, time(hour), CHINA_TIME)


def periods(
    *, units: Iterable[Unit | str] = _UNITS, longest: int = 400
) -> st.SearchStrategy[Period]:
    """Return periods; they shrink towards one of the first unit.

    Args:
        units: The units to count in, such as ``["working days"]``.
        longest: The greatest count, in any unit.

    Raises:
        RequestError: There is no such unit, or no such count.
    """
    named = some_of(units, "units", (one.value for one in _UNITS))
    counts = st.integers(1, a_count(longest, "longest", MAX_COUNT))
    return st.builds(Period, counts, st.sampled_from([Unit(one) for one in named]))
