"""What a record rested on, found again: its pack, its calendar, or what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from telcorules.errors import CalendarError, PackError, Problem
from telcorules.foundation.notices import Notice
from telcorules.foundation.schedules import Schedule
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.packs import Layer, program_of
from telcorules.language.program import Program
from telcorules.review.record_grounds import (
    kept_calendar,
    kept_layers,
    named_calendar,
    notice_named,
)
from telcorules.version import __version__

KEEP = "records made with --embed keep it"


@dataclass(frozen=True, slots=True)
class Grounds:
    """The pack and the calendar of a record, or what is missing.

    Attributes:
        program: The pack; None where it is missing.
        calendar: The calendar; None where it is missing.
        missing: What stands in the way.
    """

    program: Program | None
    calendar: WorkCalendar | None
    missing: tuple[Problem, ...] = ()


def kept_grounds(data: Mapping[str, Any]) -> Grounds:
    """Return what a verified record keeps."""
    calendar = kept_calendar(data)
    try:
        kept = Kept(data["pack"]["sha256"], kept_layers(data))
        return Grounds(_program(kept), calendar)
    except PackError as error:
        return Grounds(None, calendar, (_unreadable(error),))


@dataclass(frozen=True, slots=True)
class Kept:
    """The packs that a record keeps; the same hash is the same packs."""

    sha256: str
    layers: Sequence[Layer] = field(compare=False)


@lru_cache(maxsize=4)
def _program(kept: Kept) -> Program:
    return program_of(kept.layers)


def found_grounds(
    data: Mapping[str, Any],
    program: Program,
    tables: Schedule,
    notices: Iterable[Notice],
) -> Grounds:
    """Return what a verified record names, out of what is at hand.

    Args:
        data: The record.
        program: The pack at hand.
        tables: What the calendar package holds.
        notices: Every notice at hand.
    """
    same = program.sha256 == data["pack"]["sha256"]
    lacking = [] if same else [_other_pack(data["pack"], program)]
    calendar = _found_calendar(data, tables, notices)
    if isinstance(calendar, WorkCalendar):
        return Grounds(program if same else None, calendar, tuple(lacking))
    return Grounds(None, None, (*lacking, *calendar))


def _found_calendar(
    data: Mapping[str, Any], tables: Schedule, notices: Iterable[Notice]
) -> WorkCalendar | list[Problem]:
    """Return the calendar that a record names, or what of it is missing."""
    at_hand = {notice_named(one)["sha256"]: one for one in notices}
    named = data["calendar"]["notices"]
    lacking = [one for one in named if one["sha256"] not in at_hand]
    if lacking:
        names = {one.name for one in at_hand.values()}
        return [_no_notice(one, other=one["name"] in names) for one in lacking]
    try:
        found = [at_hand[one["sha256"]] for one in named]
        calendar = named_calendar(data, tables, found)
    except CalendarError as error:
        return list(error.problems)
    same = calendar.sha256 == data["calendar"]["sha256"]
    return calendar if same else [_other_days(data["calendar"])]


def _other_pack(named: Mapping[str, Any], program: Program) -> Problem:
    wanted = [_titled(one) for one in (named, *named["extended_by"])]
    here = f"here is `{program.id} {program.version}` with sha256 {program.sha256}"
    return Problem(
        "TR911",
        f"the rules of the record aren't here: {', with '.join(wanted)}; {here}",
        f"name their folders with --pack and --extend; {KEEP}",
    )


def _titled(pack: Mapping[str, Any]) -> str:
    return f"`{pack['id']} {pack['version']}` with sha256 {pack['sha256']}"


def _no_notice(named: Mapping[str, Any], *, other: bool) -> Problem:
    fault = "says something else here" if other else "isn't here"
    return Problem(
        "TR912",
        f"the notice `{named['name']}` for {named['year']} {fault}",
        f"give it with --notice as it was; {KEEP}",
    )


def _other_days(named: Mapping[str, Any]) -> Problem:
    spans = " and ".join(named["tables"])
    return Problem(
        "TR913",
        f"the calendar package tells the days of {spans} otherwise than then",
        f"install the version of chinese-calendar that it was made with; {KEEP}",
    )


def _unreadable(error: PackError) -> Problem:
    first = error.problems[0]
    place = f"{first.file}:{first.line}: " if first.file else ""
    return Problem(
        "TR914",
        f"the rules that the record keeps can't be read by telcorules {__version__}",
        "take the version that made the record, or a later one",
        f"{place}{first.code}: {first.message}",
    )
