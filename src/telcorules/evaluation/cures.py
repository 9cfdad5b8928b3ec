"""What would make a case admissible: options of steps, or what bars it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from telcorules.evaluation.answering import Answer
from telcorules.evaluation.grounds import Finding, Result
from telcorules.foundation.law import Wording
from telcorules.language.values import plain


class StepKind(StrEnum):
    """What a step of an option is."""

    ACT = "act"
    SUPPLY = "supply"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, or to find out, for a case to become admissible.

    Attributes:
        kind: Act, supply what isn't known, or wait until a day.
        fact: The fact that it changes; for waiting the event that is put off, None
            where no event governs the rule.
        value: What the fact becomes, as a case states it; for waiting, the day.
        who: Who can take it; None where the pack doesn't say.
        note: How, in words; None where the pack doesn't say.
        cures: The ids of the conditions that it helps.
        among: All values that will do, where it supplies a fact.
    """

    kind: StepKind
    fact: str | None
    value: Any
    who: str | None
    note: Wording | None
    cures: tuple[str, ...]
    among: tuple[Answer, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        words = [word for one in self.among for word in one.spelled]
        return {
            "step": self.kind.value,
            "fact": self.fact,
            "value": plain(self.value),
            **({"among": words} if words else {}),
            "who": self.who,
            "note": self.note and self.note.to_dict(),
            "cures": list(self.cures),
        }


@dataclass(frozen=True, slots=True)
class Option:
    """A set of steps that together make a case admissible; each of them is needed.

    Attributes:
        steps: The steps: acts, what is to be supplied, and waiting last.
        who: Who can take them.
        from_day: The first day from which it is then admissible.
    """

    steps: tuple[Step, ...]
    who: tuple[str, ...]
    from_day: date

    @property
    def facts(self) -> dict[str, Any]:
        """What the steps make of the facts: ``section.fact`` to its value."""
        return {one.fact: plain(one.value) for one in self.steps if one.fact}

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "steps": [one.to_dict() for one in self.steps],
            "who": list(self.who),
            "from_day": self.from_day.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Cures(Result):
    """What would make a case admissible 补救, or what bars it.

    Neither is there where it is admissible already, and where nothing but a holiday
    notice, or law that isn't at hand, is in the way.

    Attributes:
        options: The smallest sets of steps, the fewest steps first.
        barred_by: The conditions that bar it, where nothing can make it admissible.
    """

    options: tuple[Option, ...]
    barred_by: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "options": [one.to_dict() for one in self.options],
            "barred_by": [one.to_dict() for one in self.barred_by],
        }
