"""What a decision says, as plain frozen values.

Answers hold their facts and dates; what costs time (findings, proofs, results under
other readings) is made by their origin, the rule that gave them, when asked for.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from telcorules.errors import Problem, RequestError
from telcorules.foundation.law import Cited, Wording
from telcorules.foundation.periods import DueDate, Period
from telcorules.language.values import shown
from telcorules.language.vocabulary import Case

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
    NOT_IN_FORCE = "not-in-force"


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

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types."""
        raise NotImplementedError

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
            "until": _iso(self.until),
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
        return self.value is (self.role == "bar")

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
    result: "Admission | Deadline"
    basis: tuple[Cited, ...]

    @property
    def summary(self) -> dict[str, Any]:
        """The outcome, or the status and the due date, under the choice."""
        if isinstance(self.result, Admission):
            return {"outcome": self.result.outcome.value}
        return {"status": self.result.status.value, "due": _iso(self.result.due)}

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

    def contested(self, result: Any) -> tuple[Contested, ...]:
        """Return the other choices under which the answer differs."""


class AdmissionOrigin(Origin, Protocol):
    """The rule that gave an admission."""

    def findings(self, result: "Admission") -> tuple[Finding, ...]:
        """Return every condition as the case meets it."""


class DeadlineOrigin(Origin, Protocol):
    """The rule that gave a deadline."""

    def safe_due(self, result: "Deadline") -> date | None:
        """Return the earliest day that is due under any combination of readings."""


class OpenAdmission:
    """The fields of an admission while its rule is making it; see `seal`."""

    __slots__ = (
        "_origin",
        "as_of",
        "at",
        "case",
        "hypothetical",
        "outcome",
        "rule",
        "truths",
    )

    def __init__(  # noqa: PLR0913, PLR0917 - as many as an answer has parts
        self,
        rule: str,
        outcome: Outcome,
        at: date,
        as_of: date,
        hypothetical: bool,  # noqa: FBT001 - positional, for speed
        truths: tuple[bool | None, ...],
        case: Case,
        origin: AdmissionOrigin,
    ) -> None:
        self.rule = rule
        self.outcome = outcome
        self.at = at
        self.as_of = as_of
        self.hypothetical = hypothetical
        self.truths = truths
        self.case = case
        self._origin = origin


class Admission(OpenAdmission, Result):
    """Whether a claim is to be taken up, and every ground for it.

    Attributes:
        rule: The rule's id.
        outcome: Admissible where all that is required holds and nothing bars it.
        at: The day asked about.
        as_of: The day of the question.
        hypothetical: Whether `at` is `as_of`, because nothing was filed yet.
        truths: The value of every condition, in the order of `conditions`.
        case: The case.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a result is frozen: `{name}` can't be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a result is frozen: `{name}` can't be deleted")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Admission):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts()[:-1])

    def __repr__(self) -> str:
        return f"Admission({self.rule}: {self.outcome.value} at {self.at})"

    def _parts(self) -> tuple[Any, ...]:
        answer = (self.rule, self.outcome, self.at, self.as_of)
        return (*answer, self.hypothetical, self.truths, self.case)

    @property
    def conditions(self) -> tuple[Finding, ...]:
        """Every condition as the case meets it, requirements first."""
        return self._origin.findings(self)

    @property
    def failed(self) -> tuple[str, ...]:
        """The ids of the conditions that stand in the way."""
        return tuple(one.id for one in self.conditions if one.failed)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The ids of the conditions whose value is not known."""
        return tuple(one.id for one in self.conditions if one.value is None)

    @property
    def contested(self) -> tuple[Contested, ...]:
        """Every other choice of a reading under which the outcome differs."""
        return self._origin.contested(self)

    @property
    def law(self) -> tuple[InForce, ...]:
        """The days for which there is law on this question."""
        return self._origin.law

    def condition(self, name: str) -> Finding:
        """Return one condition by its id.

        Raises:
            RequestError: There is none of that name.
        """
        return pick({one.id: one for one in self.conditions}, name, "condition")

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types."""
        return {
            "kind": "admission",
            "outcome": self.outcome.value,
            "at": self.at.isoformat(),
            "hypothetical": self.hypothetical,
            "conditions": [one.to_dict() for one in self.conditions],
            "contested": [one.to_dict() for one in self.contested],
            **_law(self.outcome, self.law),
        }


def seal(admission: OpenAdmission) -> Admission:
    """Freeze an admission; the same object, now without a way to change it.

    A frozen dataclass would cost as much to make as its rule to decide.
    """
    admission.__class__ = Admission
    return admission  # type: ignore[return-value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Result):
    """By when somebody has to act, and where that stands.

    Attributes:
        rule: The rule's id.
        actor: Who has to act.
        status: Where it stands on `as_of`.
        as_of: The day of the question.
        trigger: The day that sets it running; None if unknown or not happened.
        limit: The period; None where it hangs on an unknown fact.
        dates: The last day and its bounds; None where there is none to tell.
        done: The day it was done; None if unknown or not done.
        basis: What it rests on.
        case: The case; None where only a day was given.
    """

    rule: str
    actor: str
    status: Status
    as_of: date
    trigger: date | None
    limit: Period | None
    dates: DueDate | None
    done: date | None
    basis: tuple[Cited, ...]
    case: Case | None = field(repr=False)
    origin: DeadlineOrigin = field(repr=False, compare=False)

    @property
    def nominal(self) -> date | None:
        """The last day before any rest day is considered."""
        return self.dates.nominal if self.dates else None

    @property
    def due(self) -> date | None:
        """The last day on which doing it is in time; the best estimate of it."""
        return self.dates.due if self.dates else None

    @property
    def firm(self) -> bool | None:
        """Whether every day that the count read is settled by a notice."""
        return self.dates.firm if self.dates else None

    @property
    def earliest(self) -> date | None:
        """The earliest day that `due` can turn out to be."""
        return self.dates.earliest if self.dates else None

    @property
    def latest(self) -> date | None:
        """The latest day that `due` can turn out to be."""
        return self.dates.latest if self.dates else None

    @property
    def assumption(self) -> str | None:
        """What the bounds rest on, while the date is provisional."""
        return self.dates.assumption if self.dates else None

    @property
    def settled_by(self) -> str | None:
        """The notices that will settle a provisional date."""
        return self.dates.settled_by if self.dates else None

    @property
    def contested(self) -> tuple[Contested, ...]:
        """Every other choice of a reading under which status or date differs."""
        return self.origin.contested(self)

    @property
    def safe_due(self) -> date | None:
        """The day that is safe whichever way the law is read.

        The earliest bound under any combination of readings; None without dates.
        """
        return self.origin.safe_due(self)

    @property
    def law(self) -> tuple[InForce, ...]:
        """The days for which there is law on this question."""
        return self.origin.law

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types."""
        return {
            "kind": "deadline",
            "status": self.status.value,
            "actor": self.actor,
            "trigger": _iso(self.trigger),
            "limit": self.limit and str(self.limit),
            "nominal": _iso(self.nominal),
            "due": _iso(self.due),
            "safe_due": _iso(self.safe_due),
            "firm": self.firm,
            "earliest": _iso(self.earliest),
            "latest": _iso(self.latest),
            "assumption": self.assumption,
            "settled_by": self.settled_by,
            "contested": [one.to_dict() for one in self.contested],
            "basis": [cited.to_dict() for cited in self.basis],
            **_law(self.status, self.law),
        }


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer of a choice that is still possible, or that applies.

    Attributes:
        value: The id of the authority or body.
        label: Its name.
        reason: Why it.
        basis: What that rests on.
    """

    value: str
    label: Wording
    reason: Wording | None
    basis: tuple[Cited, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "value": self.value,
            "label": self.label.to_dict(),
            "reason": self.reason and self.reason.to_dict(),
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
        law: The days for which there is law on this question.
    """

    rule: str
    outcome: Selection
    value: str | None
    candidates: tuple[Candidate, ...]
    law: tuple[InForce, ...] = field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types."""
        return {
            "kind": "choice",
            "outcome": self.outcome.value,
            "value": self.value,
            "candidates": [one.to_dict() for one in self.candidates],
            **_law(self.outcome, self.law),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Result):
    """What has to be there, and whether it is.

    Attributes:
        rule: The rule's id.
        complete: True with every item present, False with one missing, else None.
        items: Every item, in the order of the rule.
        in_force: Whether there is law on the day that governs it.
        law: The days for which there is law on this question.
    """

    rule: str
    complete: bool | None
    items: tuple[Item, ...]
    in_force: bool = True
    law: tuple[InForce, ...] = field(repr=False)

    def item(self, name: str) -> Item:
        """Return one item by its id.

        Raises:
            RequestError: There is none of that name.
        """
        return pick({one.id: one for one in self.items}, name, "item")

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types."""
        outcome = Outcome.NOT_IN_FORCE
        return {
            "kind": "checklist",
            **({} if self.in_force else {"outcome": outcome.value}),
            "complete": self.complete,
            "items": [one.to_dict() for one in self.items],
            **({} if self.in_force else _law(outcome, self.law)),
        }


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd about the facts, which the decision leaves to the reader."""

    id: str
    facts: tuple[str, ...]
    text: Wording

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {"id": self.id, "facts": list(self.facts), **self.text.to_dict()}


AnyResult = Admission | Deadline | Choice | Checklist


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Result):
    """The joint answer 评估结论 for one case on one day; an assessment, not an act.

    Attributes:
        library: The version of this library.
        as_of: The day of the question.
        pack: The pack's id, version and hash.
        calendar: The calendar's hash, how far it is firm, how it looks ahead.
        readings: The choice taken for every reading.
        results: The answer of every rule asked, by its id, in the pack's order.
        main_rule: The rule that the decision is mainly about; None without one.
        notes: What is odd about the facts.
        judgments: The stated facts that rest on a human's assessment.
        disclaimer: What every output says.
    """

    library: str
    as_of: date
    pack: Mapping[str, str]
    calendar: Mapping[str, str]
    readings: Mapping[str, str]
    results: Mapping[str, AnyResult]
    main_rule: str | None
    notes: tuple[Note, ...]
    judgments: tuple[str, ...]
    disclaimer: Wording

    @property
    def main(self) -> Any:
        """The answer of the pack's main rule.

        Raises:
            RequestError: The main rule wasn't among the rules asked.
        """
        if self.main_rule is None:
            raise RequestError(Problem("TR615", "the pack names no main rule"))
        return self[self.main_rule]

    def __getitem__(self, rule: str) -> Any:
        """Return one rule's answer.

        Raises:
            RequestError: The rule isn't in this decision.
        """
        return pick(self.results, rule, "rule in this decision")

    def __iter__(self) -> Iterator[str]:
        return iter(self.results)

    def to_dict(self) -> dict[str, Any]:
        """Return the decision in JSON types."""
        return {
            "schema": 1,
            "library": self.library,
            "as_of": self.as_of.isoformat(),
            "pack": dict(self.pack),
            "calendar": dict(self.calendar),
            "readings": dict(self.readings),
            "stage": None,
            "notes": [one.to_dict() for one in self.notes],
            "judgments": list(self.judgments),
            "disclaimer": self.disclaimer.to_dict(),
            "results": {name: one.to_dict() for name, one in self.results.items()},
        }


def pick(known: Mapping[str, T], name: object, what: str) -> T:
    """Return the value of a name, or say which names there are."""
    if isinstance(name, str) and name in known:
        return known[name]
    near = get_close_matches(str(name), list(known), 1)
    hint = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(known)}"
    raise RequestError(Problem("TR610", f"there is no {what} `{shown(name)}`", hint))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _law(answer: StrEnum, law: tuple[InForce, ...]) -> dict[str, Any]:
    if answer != Outcome.NOT_IN_FORCE:
        return {}
    return {"law": [one.to_dict() for one in law]}
