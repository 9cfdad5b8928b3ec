"""Lists of days as notices print them: single days, and blocks of days in a row."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from telcorules.errors import CalendarError, Problem

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = timedelta(days=31)
_DAY: Final = timedelta(days=1)


def in_blocks(days: Iterable[date]) -> list[str]:
    """Return days in order, days in a row as one block; `from_blocks` reads them.

    Examples:
        >>> in_blocks([date(2026, 1, 4), date(2026, 1, 2), date(2026, 1, 1)])
        ['2026-01-01..2026-01-02', '2026-01-04']
    """
    blocks: list[list[date]] = []
    for day in sorted(set(days)):
        if blocks and day - blocks[-1][-1] == _DAY:
            blocks[-1].append(day)
        else:
            blocks.append([day])
    return ["..".join(dict.fromkeys((str(b[0]), str(b[-1])))) for b in blocks]


def from_blocks(blocks: object, name: str = "days") -> tuple[date, ...]:
    """Return the days of a list of days and blocks, ascending.

    Raises:
        CalendarError: It isn't one.
    """
    days, problems = read_days(name, blocks)
    if problems:
        raise CalendarError(problems)
    return days


def read_days(name: str, items: object) -> tuple[tuple[date, ...], list[Problem]]:
    """Return the days of a list, ascending, and what is wrong with it.

    Args:
        name: What the list is called.
        items: Days, and blocks such as ``2026-01-01..2026-01-03``, both ends
            inclusive; a day stands in it once.
    """
    if not isinstance(items, list | tuple):
        return (), [Problem("TR712", f"`{name}` is `{items!r}`, not a list of days")]
    days: list[date] = []
    problems: list[Problem] = []
    for item in items:
        found = _block(name, item)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            days += found
    problems += _twice(name, days)
    return tuple(sorted(days)), problems


def _block(name: str, item: object) -> list[date] | Problem:
    ends = item.split("..") if isinstance(item, str) else [item]
    first, last = parse_day(ends[0]), parse_day(ends[-1])
    if len(ends) > 2 or first is None or last is None:
        return no_day(name, item)
    if not timedelta() <= last - first <= _LONGEST:
        return Problem("TR713", f"`{name}` has `{item}`, not a block of days")
    return [first + n * _DAY for n in range((last - first).days + 1)]


def _twice(name: str, days: list[date]) -> list[Problem]:
    return [
        Problem("TR713", f"`{name}` lists {day} twice", "strike it out once")
        for day, times in sorted(Counter(days).items())
        if times > 1
    ]


def no_day(name: str, value: object) -> Problem:
    """Return what is said of a value that is no day."""
    return Problem(
        "TR712",
        f"`{name}` has `{value}`, not a day",
        "write 2026-01-01, or 2026-01-01..2026-01-03 in a list of days",
    )


def parse_day(value: object) -> date | None:
    """Return a day, or its ISO text, as a day; None for anything else."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
