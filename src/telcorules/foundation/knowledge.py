"""Which notices were known on a day, and what the calendar was by them.

The tables of the calendar package hold schedules as they turned out in the end. What
was known earlier is put together from the notices: in the order of their publication,
amendments on top. For a year whose notice nobody gave, the tables stand in.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from telcorules.errors import CalendarError, Problem
from telcorules.foundation.notices import (
    Notice,
    Rank,
    expected_title,
    last_day_before,
)
from telcorules.foundation.schedules import Schedule


def known_on(day: date, tables: Schedule, notices: Iterable[Notice]) -> Schedule:
    """Return what was announced on a day, inclusive.

    A notice whose day of publication isn't known counts from 31 December before its
    year, and so does a year that the tables alone tell.

    Args:
        day: At or after the last day before the tables' first year.
        tables: What the calendar package holds.
        notices: Every notice there is, those published later among them.

    Raises:
        CalendarError: The notices don't go together.
    """
    given = set(notices)
    named = {notice.year for notice in given if notice.amends is None}
    told = [year for year in tables.tables if year not in named]
    return arranged(
        tables,
        [year for year in told if last_day_before(year) <= day],
        [notice for notice in given if notice.known_from <= day],
    )


def arranged(
    tables: Schedule, years: Iterable[int], notices: Iterable[Notice]
) -> Schedule:
    """Return the schedule that tables tell for some years, and notices for others.

    Args:
        tables: What the calendar package holds.
        years: The years taken from it, its first year among them.
        notices: The notices laid over them, in any order.

    Raises:
        CalendarError: The tables lack a year, a year is skipped, or the notices
            don't go together.
    """
    taken = sorted(set(years))
    base = _base(tables, taken)
    steps: list[tuple[Rank, Notice | int]] = [(one.rank, one) for one in set(notices)]
    steps += [(_rank(year), year) for year in taken if year > base.last_year]
    for _, step in sorted(steps, key=lambda one: one[0]):
        if isinstance(step, Notice):
            base = base.with_notice(step)
        else:
            base = base.with_year(step, tables)
    return base.checked()


def _base(tables: Schedule, years: Sequence[int]) -> Schedule:
    """Return what the tables tell of their first years, up to the first not taken."""
    for year in (*(tables.tables or (tables.last_year,))[:1], *years):
        if year not in tables.tables or year not in years:
            raise CalendarError(_not_told(year))
    pairs = zip(years, tables.tables, strict=False)
    return tables.through(max(year for year, told in pairs if year == told))


def _rank(year: int) -> Rank:
    return last_day_before(year), False, ""


def _not_told(year: int) -> Problem:
    return Problem(
        "TR720",
        f"the tables of the calendar package don't tell the year {year}",
        f"give `{expected_title(year)}` as a notice",
        "a year without a notice can't be told from one without holidays",
    )
