"""What scenarios can tell of an answer: outcomes, values, states, days.

Words, citations and what other readings would make of it are left out: the words and
citations are no logic, and other readings are asked as such.
"""

from typing import Any, Final

from telcorules.evaluation.obligations import Amount, Duty, Permission
from telcorules.evaluation.results import Admission, Deadline
from telcorules.evaluation.selections import Checklist, Choice
from telcorules.review.scenarios import comparable

_UNSEEN: Final = frozenset(
    (
        *("kind", "basis", "facts", "contested", "law", "not_at_hand", "on_miss"),
        *("hypothetical", "safe_due", "actor", "currency", "failed", "unknown"),
        "settled_by",
    )
)
_FIRST: Final = ("outcome", "status", "complete")
_NAMED: Final = ("conditions", "items")


def observed(result: Any) -> Any:
    """Return what tells an answer from others of its rule, cheap to compare."""
    match result:
        case Admission():
            return result.outcome, result.truths
        case Deadline():
            days = result.due, result.earliest, result.latest
            return result.status, result.limit, days
        case Permission():
            days = result.opens, result.earliest, result.latest
            return result.status, result.limit, days
        case Amount():
            return result.status, result.value
        case Duty():
            return result.status
        case Choice():
            said = result.outcome, result.value, result.turn
            return *said, _candidates(result), _closed(result)
        case _:
            assert isinstance(result, Checklist)
            items = tuple((one.id, one.state) for one in result.items)
            return result.in_force, result.complete, items


def told_apart(one: Any, other: Any) -> bool:
    """Tell whether a scenario that one answer fulfils can notice the other.

    It can't state that an item isn't asked for.
    """
    before, after = observed(one), observed(other)
    if isinstance(one, Checklist) and before[:2] == after[:2]:
        return not {*before[2]} <= {*after[2]}
    return bool(before != after)


def _candidates(result: Choice) -> tuple[Any, ...]:
    return tuple((one.value, one.state) for one in result.candidates)


def _closed(result: Choice) -> tuple[Any, ...]:
    return tuple((one.value, one.state, one.opens) for one in result.closed or ())


def stated(result: Any, other: Any = None) -> dict[str, Any]:
    """Return an answer as a scenario would state it.

    Args:
        result: The answer.
        other: Another; then only the first word of the answer and what differs.
    """
    told = _told(result)
    if other is None:
        return told
    besides = _told(other)
    found = {}
    for name, part in told.items():
        if name in _NAMED:
            others = besides[name]
            if differing := {n: v for n, v in part.items() if others.get(n) != v}:
                found[name] = differing
        elif name in _FIRST or part != besides.get(name):
            found[name] = part
    return found


def _told(result: Any) -> dict[str, Any]:
    return {n: one for n, one in comparable(result).items() if n not in _UNSEEN}
