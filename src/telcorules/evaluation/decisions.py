"""The joint decision 评估结论: every rule's answer for one case on one day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.grounds import Result, pick
from telcorules.evaluation.results import AnyResult
from telcorules.foundation.law import Wording


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd about the facts, which the decision leaves to the reader."""

    id: str
    facts: tuple[str, ...]
    text: Wording

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {"id": self.id, "facts": list(self.facts), **self.text.to_dict()}


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
