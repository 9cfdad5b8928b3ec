"""What knowing more may change in an answer, and what it may not."""

from collections.abc import Container, Mapping
from typing import Any, Final

from telcorules.evaluation.grounds import (
    Obligation,
    Outcome,
    Permit,
    Presence,
    Selection,
    Status,
)
from telcorules.evaluation.obligations import Amount, Permission
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.selections import Checklist, Choice

SETTLED: Final[frozenset[Any]] = frozenset(
    {
        *(Outcome.ADMISSIBLE, Outcome.INADMISSIBLE, Outcome.NOT_IN_FORCE),
        *(Status.MET, Status.LATE, Status.OVERDUE, Status.NOT_IN_FORCE),
        *(Permit.PREMATURE, Permit.EXERCISED, Permit.NOT_IN_FORCE),
        *(Obligation.OWED, Obligation.MET, Obligation.NONE, Obligation.NOT_IN_FORCE),
    }
)
"""Answers that no further fact changes, where the day that governs stays as it is."""


def turned(before: Any, after: Any, free: Container[str] = ()) -> str | None:
    """Return what of a settled answer turned when more was known, None where nothing.

    Args:
        before: The answer to a case.
        after: The answer to the same case with further facts.
        free: The items of a checklist that may turn, since they ask what is known.
    """
    first, second = _word(before), _word(after)
    if first in SETTLED and second is not first:
        return f"knowing more turned `{first}` into `{second}`"
    match before:
        case Deadline() | Permission():
            return _wider(before, after)
        case Choice():
            return _added(before, after)
        case Checklist():
            return _changed(before, after, free)
        case Amount() if before.value not in (None, after.value):
            return f"knowing more turned {before.value} into {after.value}"
        case _:
            return None


def _word(result: Any) -> Any:
    return getattr(result, "status", None) or getattr(result, "outcome", None)


def _wider(before: Any, after: Any) -> str | None:
    """Tell where the bounds of a day grew."""
    if before.dates is None or after.dates is None:
        return None
    if after.earliest < before.earliest:
        return f"knowing more moved the earliest {before.earliest} to {after.earliest}"
    if before.latest is None:
        return None
    if after.latest is None or after.latest > before.latest:
        return f"knowing more moved the latest {before.latest} to {after.latest}"
    return None


def _added(before: Choice, after: Choice) -> str | None:
    """Tell which answer of a choice came to be possible, or was decided otherwise."""
    if before.value is not None and after.value != before.value:
        return f"knowing more turned `{before.value}` into `{after.value}`"
    known = {one.value for one in before.candidates}
    more = [one.value for one in after.candidates if one.value not in known]
    if more and before.outcome is not Selection.NOT_IN_FORCE:
        return f"knowing more made `{more[0]}` possible, which wasn't"
    return None


def _changed(before: Checklist, after: Checklist, free: Container[str]) -> str | None:
    """Tell which item of a checklist came to be otherwise."""
    states: Mapping[str, Presence] = {one.id: one.state for one in after.items}
    for one in before.items:
        now = states.get(one.id, one.state)
        if one.id in free or one.state is Presence.UNKNOWN:
            continue
        if now is not one.state:
            return f"knowing more turned `{one.id}` from {one.state} to {now}"
    return None
