"""The joint decision 评估结论: every rule's answer for one case on one day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.grounds import Result, pick
from telcorules.evaluation.projections import Projection
from telcorules.evaluation.results import AnyResult
from telcorules.evaluation.selections import Candidate
from telcorules.evaluation.timelines import TimelineEntry, Timelines
from telcorules.foundation.law import Cited, Wording
from telcorules.language.vocabulary import Case


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd about the facts, which the decision leaves to the reader."""

    id: str
    facts: tuple[str, ...]
    text: Wording

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {"id": self.id, "facts": list(self.facts), **self.text.to_dict()}


@dataclass(frozen=True, slots=True)
class Qualification:
    """What an answer can't take in, and which answers it qualifies.

    Attributes:
        id: Its name.
        rules: The rules whose answers it qualifies.
        text: What to say.
        basis: What that rests on.
    """

    id: str
    rules: tuple[str, ...]
    text: Wording
    basis: tuple[Cited, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "id": self.id,
            "rules": list(self.rules),
            **self.text.to_dict(),
            "basis": [cited.to_dict() for cited in self.basis],
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a case stands: its stage 阶段, whose turn it is, what runs, what is late.

    Attributes:
        stage: The stage's id; None where the facts leave several.
        turn: Whose turn it is; None where nobody's, or where that isn't known.
        possible: The stages that it may be in, the one it is in among them.
        running: The deadlines of the decision that run.
        late: Those that are overdue, or were met late.
    """

    stage: str | None
    turn: str | None
    possible: tuple[Candidate, ...]
    running: tuple[str, ...]
    late: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "turn": self.turn,
            "possible": [
                {"stage": one.value, **one.label.to_dict()} for one in self.possible
            ],
            "running": list(self.running),
            "late": list(self.late),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Result):
    """The joint answer 评估结论 for one case on one day; an assessment, not an act.

    Attributes:
        library: The version of this library.
        as_of: The day of the question.
        pack: The pack's id, version and hash.
        calendar: The calendar's hash, how far it is firm, how it looks ahead, and on
            which day no more was known, where that was asked for.
        readings: The choice taken for every reading.
        results: The answer of every rule asked, by its id, in the pack's order.
        main_rule: The rule that the decision is mainly about; None without one.
        progress: The stage of the case; None where the pack tells no stages.
        notes: What is odd about the facts.
        caveats: What the answers can't take in, where it could matter.
        judgments: The stated facts that rest on a human's assessment.
        disclaimer: What every output says.
        case: The case.
    """

    library: str
    as_of: date
    pack: Mapping[str, str]
    calendar: Mapping[str, str]
    readings: Mapping[str, str]
    results: Mapping[str, AnyResult]
    main_rule: str | None
    progress: Progress | None
    notes: tuple[Note, ...]
    caveats: tuple[Qualification, ...]
    judgments: tuple[str, ...]
    disclaimer: Wording
    case: Case = field(repr=False)
    origin: Timelines = field(repr=False, compare=False)

    @property
    def main(self) -> Any:
        """The answer of the pack's main rule.

        Raises:
            RequestError: The main rule wasn't among the rules asked.
        """
        if self.main_rule is None:
            raise RequestError(Problem("TR615", "the pack names no main rule"))
        return self[self.main_rule]

    @property
    def stage(self) -> str | None:
        """The stage of the case by its id; None where the facts leave it open."""
        return self.progress.stage if self.progress else None

    @property
    def projections(self) -> tuple[Projection, ...]:
        """The limits that haven't begun, as far as what precedes them has an end.

        Beside what the limits themselves answer, which stays without dates.
        """
        return self.origin.projections(self.results, self.case, self.as_of)

    @property
    def timeline(self) -> tuple[TimelineEntry, ...]:
        """What has happened, what is due and what may follow, in order of days."""
        found = self.projections
        return self.origin.timeline(self.results, found, self.case, self.as_of)

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
        projected = [one.to_dict() for one in self.projections]
        return {
            "schema": 1,
            "library": self.library,
            "as_of": self.as_of.isoformat(),
            "pack": dict(self.pack),
            "calendar": dict(self.calendar),
            "readings": dict(self.readings),
            "stage": self.stage,
            **({"progress": self.progress.to_dict()} if self.progress else {}),
            **({"projections": projected} if projected else {}),
            "notes": [one.to_dict() for one in self.notes],
            "caveats": [one.to_dict() for one in self.caveats],
            "judgments": list(self.judgments),
            "disclaimer": self.disclaimer.to_dict(),
            "results": {name: one.to_dict() for name, one in self.results.items()},
        }
