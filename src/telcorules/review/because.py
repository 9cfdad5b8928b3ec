"""What an answer came from: the grounds that a failing scenario names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from telcorules.evaluation.grounds import Finding, Outcome, Presence
from telcorules.evaluation.results import Admission, AnyResult, Deadline
from telcorules.evaluation.selections import Candidate, Checklist, Choice, Closed, Item
from telcorules.foundation.law import Cited, Wording

_FINE: Final = ("admissible", "complete")
_NOTHING: Final = Wording("没有不符合的条件", "nothing stands in the way")


@dataclass(frozen=True, slots=True)
class Ground:
    """A part of a rule that made an answer what it is.

    Attributes:
        id: The condition, item or answer; the rule itself where it has no parts.
        value: What came of it: a truth, None for unknown, or a word.
        message: What it says; None where it says nothing.
        basis: What it rests on.
        facts: Every fact it read, with the value as stated, None for unknown.
    """

    id: str
    value: bool | str | None
    message: Wording | None
    basis: tuple[Cited, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


def because(result: AnyResult) -> tuple[Ground, ...]:
    """Return what made an answer what it is: parts of its rule, or the rule itself.

    Of an admission the conditions that fail, or while it is open those that are
    unknown; of a checklist what isn't there; of a choice its answers.
    """
    return tuple(_parts(result)) or (_whole(result),)


def _parts(result: AnyResult) -> Iterator[Ground]:
    match result:
        case Admission():
            yield from map(of_condition, _deciding(result))
        case Checklist():
            missing = (i for i in result.items if i.state is not Presence.PRESENT)
            yield from map(of_item, missing)
        case Choice():
            yield from _of_choice(result)
        case _:
            pass


def _whole(result: AnyResult) -> Ground:
    answer = result.to_dict()
    word = answer.get("outcome", answer.get("status", "complete"))
    message = _NOTHING if word in _FINE else _counted(result)
    return Ground(result.rule, word, message, getattr(result, "basis", ()))


def _counted(result: AnyResult) -> Wording | None:
    """Return how the last day of a limit was found, where it has one."""
    if not isinstance(result, Deadline) or result.due is None or result.limit is None:
        return None
    period, event, due = result.limit, result.trigger, result.due
    return Wording(
        f"期间是{period.zh}，起算事件在{event}，最后一日是{due}",
        f"the period is {period}, the event's day {event}, the last day {due}",
    )


def _deciding(result: Admission) -> Iterable[Finding]:
    if result.outcome is Outcome.UNDETERMINED:
        return (one for one in result.conditions if one.value is None)
    return (one for one in result.conditions if one.failed)


def of_condition(found: Finding) -> Ground:
    """Return a condition of an admission as a ground."""
    return Ground(found.id, found.value, found.message, found.basis, found.facts)


def of_item(item: Item) -> Ground:
    """Return an item of a checklist as a ground."""
    return Ground(item.id, item.state.value, item.message, item.basis, item.facts)


def _of_choice(result: Choice) -> Iterator[Ground]:
    answers: tuple[Candidate | Closed, ...] = (
        *result.candidates,
        *(result.closed or ()),
    )
    for one in answers:
        state = one.state.value if one.state else result.outcome.value
        yield Ground(one.value, state, one.reason, one.basis)
