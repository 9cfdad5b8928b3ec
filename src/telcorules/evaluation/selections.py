"""Which of several answers applies, and what has to be there: choices, checklists.

Frozen answers, whole: their labels, reasons and bases are those of the rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from telcorules.evaluation.grounds import (
    Availability,
    InForce,
    NotAtHand,
    Outcome,
    Presence,
    Result,
    Selection,
    iso,
    law_where_none,
    pick,
)
from telcorules.foundation.law import Cited, Wording
from telcorules.language.versions import Condition
from telcorules.language.vocabulary import Case


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer of a choice that is still possible, or that applies.

    Attributes:
        value: The id of the authority, body, channel or answer.
        label: Its name.
        reason: Why it.
        basis: What that rests on.
        needs: What it needs first; None where nothing is said.
        state: Whether it is open or only possible, in a choice whose answers close.
        turn: Whose turn it is under this answer; None where nobody's.
    """

    value: str
    label: Wording
    reason: Wording | None
    basis: tuple[Cited, ...]
    needs: Wording | None = None
    state: Availability | None = None
    turn: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "value": self.value,
            "label": self.label.to_dict(),
            "reason": self.reason and self.reason.to_dict(),
            **({"needs": self.needs.to_dict()} if self.needs else {}),
            **({"state": self.state.value} if self.state else {}),
            **({"turn": self.turn} if self.turn else {}),
            "basis": [cited.to_dict() for cited in self.basis],
        }


@dataclass(frozen=True, slots=True)
class Closed:
    """An answer of a choice that isn't open: not yet, no longer, or not at all.

    Attributes:
        value: The id of the authority, body or channel.
        label: Its name.
        state: Premature, barred, or not competent.
        opens: From which day it is open, where that is certain.
        reason: Why it isn't open.
        needs: What it needs first; None where nothing is said.
        basis: What that rests on.
    """

    value: str
    label: Wording
    state: Availability
    opens: date | None
    reason: Wording | None
    needs: Wording | None
    basis: tuple[Cited, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "value": self.value,
            "label": self.label.to_dict(),
            "state": self.state.value,
            "opens": iso(self.opens),
            "reason": self.reason and self.reason.to_dict(),
            **({"needs": self.needs.to_dict()} if self.needs else {}),
            "basis": [cited.to_dict() for cited in self.basis],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Result):
    """Which of several answers applies.

    Attributes:
        rule: The rule's id.
        outcome: How far it is settled.
        value: The answer, where it is decided.
        candidates: The values still possible, or all that apply; the decided one too.
        closed: The answers that aren't open, and why; None for a choice without such.
        law: The days for which there is law on this question.
        not_at_hand: The law of the day asked about whose text isn't at hand.
    """

    rule: str
    outcome: Selection
    value: str | None
    candidates: tuple[Candidate, ...]
    closed: tuple[Closed, ...] | None = None
    law: tuple[InForce, ...] = field(repr=False)
    not_at_hand: tuple[NotAtHand, ...] = ()

    @property
    def turn(self) -> str | None:
        """Whose turn it is, where all answers still possible agree on that."""
        turns = {one.turn for one in self.candidates}
        return turns.pop() if len(turns) == 1 else None

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types."""
        closed = [one.to_dict() for one in self.closed or ()]
        return {
            "kind": "choice",
            "outcome": self.outcome.value,
            "value": self.value,
            "candidates": [one.to_dict() for one in self.candidates],
            **({} if self.closed is None else {"closed": closed}),
            **({"turn": self.turn} if self.turn else {}),
            **law_where_none(self.outcome, self.law, self.not_at_hand),
        }


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a checklist as this case meets it."""

    id: str
    state: Presence
    basis: tuple[Cited, ...]
    facts: Mapping[str, Any]
    message: Wording

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "id": self.id,
            "state": self.state.value,
            "basis": [cited.to_dict() for cited in self.basis],
            "facts": dict(self.facts),
            "message": self.message.to_dict(),
        }


class ChecklistOrigin(Protocol):
    """The rule that gave a checklist."""

    def items(self, result: "Checklist") -> tuple[Item, ...]:
        """Return every item asked for, as the case meets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Result):
    """What has to be there, and whether it is.

    Attributes:
        rule: The rule's id.
        complete: True with every item present, False with one missing, else None.
        truths: The items asked for, in the rule's order, and whether each is there.
        in_force: Whether there is law on the day that governs it.
        law: The days for which there is law on this question.
        not_at_hand: The law of the day asked about whose text isn't at hand.
        case: The case.
        asked: The items asked for, as the rule states them.
    """

    rule: str
    complete: bool | None
    truths: tuple[tuple[str, bool | None], ...]
    in_force: bool = True
    law: tuple[InForce, ...] = field(repr=False)
    not_at_hand: tuple[NotAtHand, ...] = ()
    case: Case = field(repr=False)
    asked: tuple[Condition, ...] = field(repr=False, compare=False)
    origin: ChecklistOrigin = field(repr=False, compare=False)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item asked for, in the order of the rule."""
        return self.origin.items(self)

    def item(self, name: str) -> Item:
        """Return one item by its id.

        Raises:
            RequestError: There is none of that name.
        """
        return pick({one.id: one for one in self.items}, name, "item")

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types."""
        outcome, law = Outcome.NOT_IN_FORCE, {}
        if not self.in_force:
            law = law_where_none(outcome, self.law, self.not_at_hand)
        return {
            "kind": "checklist",
            **({} if self.in_force else {"outcome": outcome.value}),
            "complete": self.complete,
            "items": [one.to_dict() for one in self.items],
            **law,
        }
