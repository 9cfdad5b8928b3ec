"""The answers of rules joined to a decision, with what is to be said beside them."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from telcorules.evaluation.context import Context
from telcorules.evaluation.deadlines import DeadlineRule
from telcorules.evaluation.decisions import Decision, Progress, Qualification
from telcorules.evaluation.grounds import Status
from telcorules.evaluation.oddities import Oddities
from telcorules.evaluation.promises import Promises
from telcorules.evaluation.qualifications import Qualifications
from telcorules.evaluation.results import MISSED, Deadline
from telcorules.evaluation.selections import Choice
from telcorules.evaluation.timelines import Timelines
from telcorules.language.vocabulary import Case
from telcorules.version import __version__


class Joining:
    """What makes one decision of the answers of rules.

    Args:
        context: The program, the calendar and the readings taken.
        rules: Every rule of the pack, ready to be evaluated.
    """

    def __init__(self, context: Context, rules: Mapping[str, Any]) -> None:
        self._context = context
        self._program = context.program
        self._readings = MappingProxyType(context.readings)
        self._rules = rules
        self._oddities = Oddities(context)
        self._qualifications = Qualifications(context)
        self._timelines = Timelines(context, rules)
        self._promises = Promises(context, dict(self._laws()))

    def decision(self, results: Mapping[str, Any], case: Case, as_of: date) -> Decision:
        """Return the joint decision of some rules' answers for a case on a day."""
        return Decision(
            library=__version__,
            as_of=as_of,
            pack=self._pack,
            calendar=self._calendar,
            readings=self._readings,
            results=MappingProxyType(results),
            main_rule=self._program.main,
            progress=self._progress(results, case, as_of),
            notes=self._oddities.in_case(case, as_of),
            caveats=self._caveats(results, case, as_of),
            judgments=self._judged(case),
            disclaimer=self._program.disclaimer,
            case=case,
            origin=self._timelines,
        )

    def _laws(self) -> Iterator[tuple[str, Any]]:
        """Yield for each promise the rule that it is measured against, ready."""
        for name, rule in self._program.rules.items():
            if rule.under is not None:
                yield name, self._rules[rule.under]
            elif rule.replaced is not None and rule.kind == "deadline":
                yield name, DeadlineRule(rule.replaced, self._context)

    def _caveats(
        self, results: Mapping[str, Any], case: Case, day: date
    ) -> tuple[Qualification, ...]:
        qualified = self._qualifications.of(results, case, day)
        return (*qualified, *self._promises.too_late(results.values(), case, day))

    def _progress(
        self, results: Mapping[str, Any], case: Case, day: date
    ) -> Progress | None:
        if self._program.stage is None:
            return None
        name = self._program.stage
        found: Choice = results.get(name) or self._rules[name].evaluate(case, day)
        deadlines = [one for one in results.values() if isinstance(one, Deadline)]
        return Progress(
            stage=found.value,
            turn=found.turn,
            possible=found.candidates,
            running=tuple(d.rule for d in deadlines if d.status is Status.RUNNING),
            late=tuple(d.rule for d in deadlines if d.status in MISSED),
        )

    def _judged(self, case: Case) -> tuple[str, ...]:
        slots = case.slots
        return tuple(name for name, slot in self._judgments if slots[slot] is not None)

    @cached_property
    def _judgments(self) -> list[tuple[str, int]]:
        """The facts that rest on a human's assessment, with their slots."""
        facts = self._program.vocabulary.facts
        return [(one.name, one.slot) for one in facts if one.judgment]

    @cached_property
    def _pack(self) -> Mapping[str, str]:
        program = self._program
        sha256 = program.sha256
        return MappingProxyType(
            {"id": program.id, "version": program.version, "sha256": sha256}
        )

    @cached_property
    def _calendar(self) -> Mapping[str, str]:
        calendar = self._context.calendar
        known_at = calendar.known_at
        return MappingProxyType(
            {
                "sha256": calendar.sha256,
                "firm_through": calendar.firm_through.isoformat(),
                "unannounced": calendar.unannounced,
                **({"known_at": known_at.isoformat()} if known_at else {}),
            }
        )
