"""What answers are made of: their words, their grounds, and where they come from."""

import json
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from telcorules.errors import Problem, RequestError
from telcorules.foundation.law import Cited, Wording
from telcorules.foundation.truth import Truth
from telcorules.language.values import shown
from telcorules.language.versions import Consequence

if TYPE_CHECKING:
    from telcorules.evaluation.obligations import Amount, Duty, Permission
    from telcorules.evaluation.results import Admission, Deadline

T = TypeVar("T")


class Outcome(StrEnum):
    """The answer of an admission rule."""

    ADMISSIBLE = "admissible"
    INADMISSIBLE = "inadmissible"
    UNDETERMINED = "undetermined"
    NOT_IN_FORCE = "not-in-force"


class Status(StrEnum):
    """Where a deadline stands."""

    NOT_TRIGGERED = "not-triggered"
    UNKNOWN = "unknown"
    RUNNING = "running"
    OVERDUE = "overdue"
    MET = "met"
    LATE = "late"
    SUSPENDED = "suspended"
    NOT_IN_FORCE = "not-in-force"


class Permit(StrEnum):
    """Where a permission stands."""

    NOT_TRIGGERED = "not-triggered"
    UNKNOWN = "unknown"
    WAITING = "waiting"
    OPEN = "open"
    PREMATURE = "premature"
    EXERCISED = "exercised"
    NOT_IN_FORCE = "not-in-force"


class Obligation(StrEnum):
    """Where a duty without a limit, or an amount of money, stands."""

    NOT_TRIGGERED = "not-triggered"
    UNKNOWN = "unknown"
    OWED = "owed"
    MET = "met"
    NONE = "none"
    NOT_IN_FORCE = "not-in-force"


class Availability(StrEnum):
    """Whether an answer of a choice is open, may be, or is closed, and why."""

    OPEN = "open"
    POSSIBLE = "possible"
    PREMATURE = "premature"
    BARRED = "barred"
    NOT_COMPETENT = "not-competent"


class Selection(StrEnum):
    """How far a choice is settled."""

    DECIDED = "decided"
    UNDETERMINED = "undetermined"
    NONE = "none"
    CONFLICT = "conflict"
    NOT_IN_FORCE = "not-in-force"


class Presence(StrEnum):
    """Whether an item of a checklist is there."""

    PRESENT = "present"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Result:
    """What every rule's answer can do: go to JSON."""

    __slots__ = ()

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types."""

    def to_json(self) -> str:
        """Return the answer as JSON text, one line, Chinese as it is."""
        return as_json(self.to_dict())


def as_json(value: Any) -> str:
    """Return canonical JSON text: one line, keys in their order."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


@dataclass(frozen=True, slots=True)
class InForce:
    """The days for which there is law: an instrument, from and until, inclusive."""

    instrument: str
    title: Wording
    start: date
    until: date | None

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "instrument": self.instrument,
            "title": self.title.to_dict(),
            "from": self.start.isoformat(),
            "until": iso(self.until),
        }


@dataclass(frozen=True, slots=True)
class NotAtHand:
    """Law that is in force, but whose text isn't at hand.

    Attributes:
        start: From which day, inclusive.
        until: Until which day, inclusive; None: still.
        basis: The instrument.
        note: What to say of it.
    """

    start: date
    until: date | None
    basis: tuple[Cited, ...]
    note: Wording

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "from": self.start.isoformat(),
            "until": iso(self.until),
            "basis": [cited.to_dict() for cited in self.basis],
            **self.note.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition as this case meets it 认定.

    Attributes:
        id: The condition's name in its rule.
        role: ``require``: it has to hold; ``bar``: it must not.
        value: Whether it holds; None while that is unknown.
        basis: What it rests on.
        facts: Every fact it read, with the value as stated, None for unknown.
        label: What it is about.
        message: What to tell the reader; None where the condition is as it should be.
        waits_for: The holiday notices that an unknown value waits for.
    """

    id: str
    role: str
    value: bool | None
    basis: tuple[Cited, ...]
    facts: Mapping[str, Any]
    label: Wording | None
    message: Wording | None
    waits_for: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether it stands in the way: required and false, or barring and true."""
        return stands_in_the_way(self.role, self.value)

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "id": self.id,
            "role": self.role,
            "value": self.value,
            "basis": [cited.to_dict() for cited in self.basis],
            "facts": dict(self.facts),
            "message": self.message and self.message.to_dict(),
            **({"waits_for": list(self.waits_for)} if self.waits_for else {}),
        }


@dataclass(frozen=True, slots=True)
class Contested:
    """Another choice of a reading, under which the answer differs.

    Attributes:
        reading: The point of law.
        choice: The choice other than the one taken.
        result: The answer under it, whole.
        basis: What supports the choice.
        summary: What of the answer differs: the outcome, or status and due date.
    """

    reading: str
    choice: str
    result: "Admission | Deadline | Permission | Duty | Amount"
    basis: tuple[Cited, ...]

    @property
    def summary(self) -> dict[str, Any]:
        """The outcome, or the status and the due date, under the choice."""
        return self.result.summary

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "reading": self.reading,
            "choice": self.choice,
            "result": self.summary,
            "basis": [cited.to_dict() for cited in self.basis],
        }


class Origin(Protocol):
    """The rule that gave an answer, and can say more about it."""

    @property
    def law(self) -> tuple[InForce, ...]:
        """The days for which there is law."""

    def not_at_hand(self, day: date) -> tuple[NotAtHand, ...]:
        """Return what law there is on a day whose text isn't at hand."""

    def contested(self, result: Any) -> tuple[Contested, ...]:
        """Return the other choices under which the answer differs."""


class FromRule(Result):
    """What the answers of limits, duties and amounts ask of the rule they came from."""

    __slots__ = ()

    origin: Origin

    @property
    @abstractmethod
    def governed_on(self) -> date:
        """The day that chooses the law."""

    @property
    def contested(self) -> tuple[Contested, ...]:
        """Every other choice of a reading under which the answer differs."""
        return self.origin.contested(self)

    @property
    def law(self) -> tuple[InForce, ...]:
        """The days for which there is law on this question."""
        return self.origin.law

    @property
    def not_at_hand(self) -> tuple[NotAtHand, ...]:
        """The law of the day that governs it whose text isn't at hand."""
        return self.origin.not_at_hand(self.governed_on)


class AdmissionOrigin(Origin, Protocol):
    """The rule that gave an admission."""

    def findings(self, result: "Admission") -> tuple[Finding, ...]:
        """Return every condition as the case meets it."""

    def failed(self, result: "Admission") -> tuple[str, ...]:
        """Return the ids of the conditions that stand in the way."""

    def unknown(self, result: "Admission") -> tuple[str, ...]:
        """Return the ids of the conditions whose value is not known."""

    def text(self, result: "Admission") -> str:
        """Return it as JSON text."""


class DeadlineOrigin(Origin, Protocol):
    """The rule that gave a deadline."""

    def safe_due(self, result: "Deadline") -> date | None:
        """Return the earliest day that is due under any combination of readings."""

    def on_miss(self, result: "Deadline") -> Consequence | None:
        """Return what follows where the deadline is missed."""


def stands_in_the_way(role: str, value: Truth) -> bool:
    """Tell whether a condition does: required and false, or barring and true."""
    return value is (role == "bar")


def pick(known: Mapping[str, T], name: object, what: str) -> T:
    """Return the value of a name, or say which names there are."""
    if isinstance(name, str) and name in known:
        return known[name]
    hint = _near(known, str(name))
    raise RequestError(Problem("TR610", f"there is no {what} `{shown(name)}`", hint))


def _near(known: Mapping[str, T], name: str) -> str:
    """Return the hint that proposes the nearest name, or lists the first of them."""
    if near := get_close_matches(name, list(known), 1):
        return f"did you mean `{near[0]}`?"
    more = ", ..." if len(known) > 12 else ""
    return f"there are: {', '.join(list(known)[:12])}{more}"


def iso(day: date | None) -> str | None:
    """Return a day as ISO text, or None."""
    return day.isoformat() if day else None


def law_where_none(
    answer: StrEnum, law: tuple[InForce, ...], missing: tuple[NotAtHand, ...]
) -> dict[str, Any]:
    """Return for which days there is law, and what isn't at hand, where today has none.

    Nothing where the day asked about has law.
    """
    if answer != Outcome.NOT_IN_FORCE:
        return {}
    found = {"law": [one.to_dict() for one in law]}
    not_at_hand = [one.to_dict() for one in missing]
    return {**found, **({"not_at_hand": not_at_hand} if not_at_hand else {})}


def consequence(found: Consequence | None) -> dict[str, Any]:
    """Return the key that says what follows, where anything does."""
    if found is None:
        return {}
    basis = [cited.to_dict() for cited in found.basis]
    return {"on_miss": {**found.note.to_dict(), "basis": basis}}
