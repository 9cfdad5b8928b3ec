"""Projections: the upper end of a limit whose event is still to come."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from telcorules.evaluation.grounds import iso
from telcorules.foundation.law import Cited
from telcorules.foundation.periods import Period

_DAY_LONG = 86_400.0


def moment(day: date, *, ends: bool = True) -> tuple[int, float]:
    """Return what puts days and moments in order.

    Args:
        day: A day, or a moment in China Standard Time.
        ends: Whether a day without a time of day counts from its end.

    Examples:
        >>> moment(date(2026, 11, 21)) > moment(datetime(2026, 11, 21, 18, 30))
        True
    """
    if isinstance(day, datetime):
        midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
        return day.toordinal(), (day - midnight).total_seconds()
    return day.toordinal(), _DAY_LONG if ends else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The upper end of a deadline, or permission, whose event is still to come.

    It supposes that what precedes is done in time. The dates of the deadline itself
    stay unknown, as nothing has set it running.

    Attributes:
        rule: The rule that is projected.
        kind: ``deadline`` or ``permission``.
        event: The fact that ends the base, and sets the rule running.
        base: The deadline by which the event has to happen, running or projected.
        base_due: The last day of the base.
        past: Whether that day is over for certain; then there are no dates.
        due: The day at the latest, the best estimate of it: the last one in time, or
            for a permission the first on which it may be done.
        latest: The latest that `due` can turn out to be; None where there is none.
        firm: Whether every day of base and rule is settled; None without dates.
        limit: The period of the rule.
        when: Whether the rule's own condition holds; None while that is unknown.
        unknown: The facts that nobody stated and the condition hangs on.
        assumption: What the bounds rest on, while the day is provisional.
        settled_by: The notices that will settle a provisional day.
        basis: What the rule rests on.
    """

    rule: str
    kind: str
    event: str
    base: str
    base_due: date
    past: bool
    due: date | None
    latest: date | None
    firm: bool | None
    limit: Period | None
    when: bool | None
    unknown: tuple[str, ...]
    assumption: str | None
    settled_by: str | None
    basis: tuple[Cited, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "rule": self.rule,
            "kind": self.kind,
            "event": self.event,
            "base": self.base,
            "base_due": self.base_due.isoformat(),
            "past": self.past,
            "due": iso(self.due),
            "latest": iso(self.latest),
            "firm": self.firm,
            "limit": self.limit and str(self.limit),
            "when": self.when,
            "unknown": list(self.unknown),
            "assumption": self.assumption,
            "settled_by": self.settled_by,
            "basis": [cited.to_dict() for cited in self.basis],
        }
