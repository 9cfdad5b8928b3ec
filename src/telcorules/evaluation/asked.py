"""What callers ask a rulebook for, checked: days, rules, readings."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fnmatch import fnmatchcase
from typing import Any

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.grounds import pick
from telcorules.foundation.moments import china_day, china_moment
from telcorules.foundation.truth import Truth
from telcorules.language.program import Program
from telcorules.language.values import shown


def day_of(day: object) -> date:
    """Return a date as the day in China that it is.

    Raises:
        RequestError: It is no date.
    """
    try:
        if isinstance(day, date):
            return china_day(day)
    except OverflowError:
        pass
    hint = "write date(2026, 11, 21)"
    raise RequestError(Problem("TR614", f"`{shown(day)}` is not a date", hint))


def event_of(since: object) -> date:
    """Return a day, or a moment in China Standard Time.

    Raises:
        RequestError: It is neither.
    """
    day = day_of(since)
    return china_moment(since) if isinstance(since, datetime) else day


def truth_of(when: object) -> Truth:
    """Return whether a condition holds, None where that isn't known.

    Raises:
        RequestError: It is something else.
    """
    if when is None or isinstance(when, bool):
        return when
    what = f"`when` is true, false or None, not `{shown(when)}`"
    raise RequestError(Problem("TR612", what, "write when=True"))


def several(values: Any, name: str) -> Iterable[Any]:
    """Return what was given as a list.

    Raises:
        RequestError: It is one text, or nothing of which there are several.
    """
    if isinstance(values, Iterable) and not isinstance(values, str | bytes):
        return values
    hint = f"write {name}=[...]"
    raise RequestError(Problem("TR612", f"`{name}` takes a list", hint))


def named(program: Program, globs: Iterable[str] | str) -> list[str]:
    """Return the ids of the rules that ids or globs name, in the pack's order.

    Raises:
        RequestError: There is no such rule.
    """
    found: dict[str, None] = {}
    for glob in [globs] if isinstance(globs, str) else several(globs, "rules"):
        matching = [name for name in program.rules if fnmatchcase(name, str(glob))]
        if not matching and glob not in program.decide:
            pick(program.rules, glob, "rule")
        found |= dict.fromkeys(matching)
    return [name for name in program.rules if name in found]


def readings_taken(
    program: Program, readings: object, others: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the choice for every reading: those asked, else others or the defaults.

    Raises:
        RequestError: There is no such reading or choice.
    """
    if not isinstance(readings, Mapping):
        hint = 'write readings={"duty-rollover": "strict"}'
        raise RequestError(Problem("TR612", "`readings` takes a mapping", hint))
    defaults = {name: one.choices[0].id for name, one in program.readings.items()}
    chosen = {**defaults, **(others or {})}
    for name, choice in readings.items():
        known = pick(program.readings, name, "reading")
        options = {one.id: one.id for one in known.choices}
        chosen[name] = pick(options, choice, f"choice of `{name}`")
    return chosen
