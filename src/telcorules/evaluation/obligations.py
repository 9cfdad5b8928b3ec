"""What is allowed from a day on, what is owed without a limit, how much money it is.

Frozen answers of the kinds `permission`, `duty` and `amount`; as with deadlines, what
other readings would make of them is asked of the rule that gave them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol

from telcorules.evaluation.grounds import (
    FromRule,
    Obligation,
    Origin,
    Permit,
    consequence,
    iso,
    law_where_none,
)
from telcorules.foundation.lastdays import DueDate
from telcorules.foundation.law import Cited
from telcorules.foundation.periods import Period
from telcorules.language.values import plain
from telcorules.language.versions import Consequence
from telcorules.language.vocabulary import Case

CURRENCY: Final = "CNY"
"""Amounts are in yuan 人民币元."""


class OwedOrigin(Origin, Protocol):
    """The rule that told what is owed."""

    def facts(self, result: "Duty | Amount") -> Mapping[str, Any]:
        """Return every fact it read, with the value as stated, None for unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission(FromRule):
    """From which day something may be done.

    Attributes:
        rule: The rule's id.
        actor: Who may do it.
        status: Where it stands on `as_of`.
        as_of: The day of the question.
        trigger: The day, or moment, that sets the period running; None if unknown.
        limit: The period that has to be over; None where it is unknown.
        dates: The first day or moment on which it may be done, in `due`, with its
            bounds; None where there is none to tell.
        done: When it was done; None if unknown or not done.
        basis: What it rests on.
        case: The case.
    """

    rule: str
    actor: str
    status: Permit
    as_of: date
    trigger: date | None
    limit: Period | None
    dates: DueDate | None
    done: date | None
    basis: tuple[Cited, ...]
    case: Case = field(repr=False)
    origin: Origin = field(repr=False, compare=False)

    @property
    def opens(self) -> date | None:
        """The first day or moment on which it may be done; the best estimate."""
        return self.dates.due if self.dates else None

    @property
    def firm(self) -> bool | None:
        """Whether every day that the count read is settled by a notice."""
        return self.dates.firm if self.dates else None

    @property
    def earliest(self) -> date | None:
        """The earliest that `opens` can turn out to be."""
        return self.dates.earliest if self.dates else None

    @property
    def latest(self) -> date | None:
        """The latest that `opens` can turn out to be."""
        return self.dates.latest if self.dates else None

    @property
    def assumption(self) -> str | None:
        """What the bounds rest on, while the day is provisional."""
        return self.dates.assumption if self.dates else None

    @property
    def settled_by(self) -> str | None:
        """The notices that will settle a provisional day."""
        return self.dates.settled_by if self.dates else None

    @property
    def governed_on(self) -> date:
        """The day that chooses the law: of the trigger, else of the question."""
        return self.trigger or self.as_of

    @property
    def summary(self) -> dict[str, Any]:
        """What a contested point compares: the status and the first day."""
        return {"status": self.status.value, "opens": iso(self.opens)}

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types."""
        return {
            "kind": "permission",
            "status": self.status.value,
            "actor": self.actor,
            "trigger": iso(self.trigger),
            "limit": self.limit and str(self.limit),
            "opens": iso(self.opens),
            "firm": self.firm,
            "earliest": iso(self.earliest),
            "latest": iso(self.latest),
            "assumption": self.assumption,
            "settled_by": self.settled_by,
            "contested": [one.to_dict() for one in self.contested],
            "basis": [cited.to_dict() for cited in self.basis],
            **law_where_none(self.status, self.law, self.not_at_hand),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(FromRule):
    """Something owed without a limit, and whether it was done.

    Attributes:
        rule: The rule's id.
        actor: Who owes it.
        status: Where it stands.
        as_of: The day of the question.
        day: The day that chooses the law.
        basis: What it rests on.
        on_miss: What follows where it isn't done; None where the rule doesn't say.
        case: The case.
    """

    rule: str
    actor: str
    status: Obligation
    as_of: date
    day: date
    basis: tuple[Cited, ...]
    on_miss: Consequence | None
    case: Case = field(repr=False)
    origin: OwedOrigin = field(repr=False, compare=False)

    @property
    def facts(self) -> Mapping[str, Any]:
        """Every fact it read, with the value as stated, None for unknown."""
        return self.origin.facts(self)

    @property
    def governed_on(self) -> date:
        """The day that chooses the law."""
        return self.day

    @property
    def summary(self) -> dict[str, Any]:
        """What a contested point compares: the status."""
        return {"status": self.status.value}

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types."""
        owed = self.status is Obligation.OWED
        return {
            "kind": "duty",
            "status": self.status.value,
            "actor": self.actor,
            "facts": dict(self.facts),
            "contested": [one.to_dict() for one in self.contested],
            "basis": [cited.to_dict() for cited in self.basis],
            **(consequence(self.on_miss) if owed else {}),
            **law_where_none(self.status, self.law, self.not_at_hand),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(FromRule):
    """How much money is owed, in yuan.

    Attributes:
        rule: The rule's id.
        actor: Who owes it.
        status: Owed where the value is above zero, none where it isn't.
        as_of: The day of the question.
        day: The day that chooses the law.
        value: The amount, rounded as the rule states; None where it is unknown.
        basis: What it rests on.
        case: The case.
    """

    rule: str
    actor: str
    status: Obligation
    as_of: date
    day: date
    value: Decimal | None
    basis: tuple[Cited, ...]
    case: Case = field(repr=False)
    origin: OwedOrigin = field(repr=False, compare=False)

    @property
    def facts(self) -> Mapping[str, Any]:
        """Every fact it read, with the value as stated, None for unknown."""
        return self.origin.facts(self)

    @property
    def governed_on(self) -> date:
        """The day that chooses the law."""
        return self.day

    @property
    def summary(self) -> dict[str, Any]:
        """What a contested point compares: the status and the value."""
        return {"status": self.status.value, "value": plain(self.value)}

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in JSON types; the value is a text, never a float."""
        return {
            "kind": "amount",
            "status": self.status.value,
            "actor": self.actor,
            "value": plain(self.value),
            "currency": CURRENCY,
            "facts": dict(self.facts),
            "contested": [one.to_dict() for one in self.contested],
            "basis": [cited.to_dict() for cited in self.basis],
            **law_where_none(self.status, self.law, self.not_at_hand),
        }
