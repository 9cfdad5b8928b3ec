"""What admissions and deadlines answer, and the union of what any rule does.

Answers hold their facts and dates; what costs time (findings, proofs, results under
other readings) is made by their origin, the rule that gave them, when asked for.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from telcorules.evaluation.grounds import (
    AdmissionOrigin,
    Contested,
    DeadlineOrigin,
    Finding,
    FromRule,
    InForce,
    NotAtHand,
    Outcome,
    Result,
    Status,
    consequence,
    iso,
    law_where_none,
    pick,
)
from telcorules.evaluation.obligations import Amount, Duty, Permission
from telcorules.evaluation.selections import Checklist, Choice
from telcorules.foundation.lastdays import DueDate
from telcorules.foundation.law import Cited
from telcorules.foundation.periods import Period
from telcorules.language.versions import Consequence
from telcorules.language.vocabulary import Case

MISSED = (Status.OVERDUE, Status.LATE)
"""Where a deadline stands once it is missed."""


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
        return self._origin.failed(self)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The ids of the conditions whose value is not known."""
        return self._origin.unknown(self)

    @property
    def contested(self) -> tuple[Contested, ...]:
        """Every other choice of a reading under which the outcome differs."""
        return self._origin.contested(self)

    @property
    def law(self) -> tuple[InForce, ...]:
        """The days for which there is law on this question."""
        return self._origin.law

    @property
    def not_at_hand(self) -> tuple[NotAtHand, ...]:
        """The law of the day asked about whose text isn't at hand."""
        return self._origin.not_at_hand(self.at)

    @property
    def summary(self) -> dict[str, Any]:
        """What a contested point compares: the outcome."""
        return {"outcome": self.outcome.value}

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
            **law_where_none(self.outcome, self.law, self.not_at_hand),
        }

    def to_json(self) -> str:
        """Return the answer as JSON text, one line, Chinese as it is."""
        return self._origin.text(self)


def seal(admission: OpenAdmission) -> Admission:
    """Freeze an admission; the same object, now without a way to change it.

    A frozen dataclass would cost as much to make as its rule to decide.
    """
    admission.__class__ = Admission
    return admission  # type: ignore[return-value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(FromRule):
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
        open_ended: Whether days may not count that nobody told of: no latest day.
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
    open_ended: bool = False

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
        return self.dates.firm and not self.open_ended if self.dates else None

    @property
    def earliest(self) -> date | None:
        """The earliest day that `due` can turn out to be."""
        return self.dates.earliest if self.dates else None

    @property
    def latest(self) -> date | None:
        """The latest day that `due` can turn out to be; None where there is none."""
        return self.dates.latest if self.dates and not self.open_ended else None

    @property
    def assumption(self) -> str | None:
        """What the bounds rest on, while the date is provisional."""
        if self.open_ended:
            return "exclusion-unknown"
        return self.dates.assumption if self.dates else None

    @property
    def settled_by(self) -> str | None:
        """The notices that will settle a provisional date."""
        return self.dates.settled_by if self.dates else None

    @property
    def safe_due(self) -> date | None:
        """The day that is safe whichever way the law is read.

        The earliest bound under any combination of readings; None without dates.
        """
        return self.origin.safe_due(self)

    @property
    def governed_on(self) -> date:
        """The day that chooses the law: of the trigger, else of the question."""
        return self.trigger or self.as_of

    @property
    def on_miss(self) -> Consequence | None:
        """What follows where it is missed; None where the rule doesn't say."""
        return self.origin.on_miss(self)

    @property
    def summary(self) -> dict[str, Any]:
        """What a contested point compares: the status and the due date."""
        return {"status": self.status.value, "due": iso(self.due)}

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types."""
        return {
            "kind": "deadline",
            "status": self.status.value,
            "actor": self.actor,
            "trigger": iso(self.trigger),
            "limit": self.limit and str(self.limit),
            "nominal": iso(self.nominal),
            "due": iso(self.due),
            "safe_due": iso(self.safe_due),
            "firm": self.firm,
            "earliest": iso(self.earliest),
            "latest": iso(self.latest),
            "assumption": self.assumption,
            "settled_by": self.settled_by,
            "contested": [one.to_dict() for one in self.contested],
            "basis": [cited.to_dict() for cited in self.basis],
            **(consequence(self.on_miss) if self.status in MISSED else {}),
            **law_where_none(self.status, self.law, self.not_at_hand),
        }


AnyResult = Admission | Deadline | Choice | Checklist | Permission | Amount | Duty
