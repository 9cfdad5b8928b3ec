"""Admissions: all that is required holds, nothing bars it, on the day asked about."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from telcorules.evaluation.admission_texts import AdmissionTexts
from telcorules.evaluation.context import (
    ContestedRule,
    Context,
    facts_read,
    local_values,
)
from telcorules.evaluation.grounds import Finding, Outcome, stands_in_the_way
from telcorules.evaluation.proof import Proof, Walker
from telcorules.evaluation.results import Admission, OpenAdmission, seal
from telcorules.foundation.law import Cited, Wording
from telcorules.foundation.truth import Truth
from telcorules.language.compile import Judge, compile_admission
from telcorules.language.nodes import LocalValue, Node
from telcorules.language.program import Rule
from telcorules.language.values import plain
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.language.vocabulary import NEVER, Case, Fact, Kind

_NO_TRUTHS: tuple[Truth, ...] = ()
_BEYOND = Wording(
    "当时的规定或者当年的放假安排不在掌握之中",
    "the law of that time, or the calendar of that year, is not known here",
)
_OUTCOMES = (Outcome.ADMISSIBLE, Outcome.INADMISSIBLE, Outcome.UNDETERMINED)


class AdmissionRule(ContestedRule):
    """An admission rule with its functions, under one set of readings."""

    def __init__(self, rule: Rule, context: Context) -> None:
        super().__init__(rule, context)
        governed = rule.governed_by
        self._slot = governed.slot if governed else None

    @cached_property
    def judges(self) -> tuple[tuple[int, int, Judge], ...]:
        """For each version its first day, its last, and the function that judges."""
        return tuple(
            (
                version.start.toordinal(),
                version.until.toordinal() if version.until else NEVER,
                self._compiled(version),
            )
            for version in self.versions
        )

    @property
    def versions(self) -> tuple[AdmissionVersion, ...]:
        """The versions of the rule, in the order of their days."""
        return tuple(v for v in self.rule.versions if isinstance(v, AdmissionVersion))

    def _compiled(self, version: AdmissionVersion) -> Judge:
        by_role: dict[str, list[Any]] = {"require": [], "bar": []}
        for one in version.conditions:
            by_role[one.role].append(one.node)
        return compile_admission(
            by_role["require"],
            by_role["bar"],
            _OUTCOMES,
            self.context.readings,
            self.context.calendar,
        )

    def evaluate(self, case: Case, as_of: date) -> Admission:
        """Return the answer for a case on a day."""
        slots = case.slots
        filed: int | None = None if self._slot is None else slots[self._slot]
        today = as_of.toordinal()
        hypothetical = filed is None or filed == NEVER
        day = today if filed is None or filed == NEVER else filed
        at = as_of if hypothetical else date.fromordinal(day)
        outcome, truths = Outcome.NOT_IN_FORCE, _NO_TRUTHS
        for start, until, judge in self.judges:
            if start <= day <= until:
                outcome, truths = judge(slots, day, today)
                break
        return seal(
            OpenAdmission(
                self.rule.id, outcome, at, as_of, hypothetical, truths, case, self
            )
        )

    def version_of(self, result: Admission) -> AdmissionVersion | None:
        """Return the version in force on the day asked about."""
        version = self.rule.version_on(result.at.toordinal())
        return version if isinstance(version, AdmissionVersion) else None

    def findings(self, result: Admission) -> tuple[Finding, ...]:
        """Return every condition as the case meets it."""
        pairs = self._judged(result)
        return tuple(self.finding(result, one, truth) for one, truth in pairs)

    def failed(self, result: Admission) -> tuple[str, ...]:
        """Return the ids of the conditions that stand in the way."""
        pairs = self._judged(result)
        return tuple(one.id for one, t in pairs if stands_in_the_way(one.role, t))

    def unknown(self, result: Admission) -> tuple[str, ...]:
        """Return the ids of the conditions whose value is not known."""
        return tuple(one.id for one, truth in self._judged(result) if truth is None)

    def _judged(self, result: Admission) -> Iterator[tuple[Condition, Truth]]:
        """Return each condition with its value, none where there is no law."""
        version = self.version_of(result)
        conditions = version.conditions if version else ()
        return zip(conditions, result.truths, strict=True)

    def finding(self, result: Admission, condition: Condition, truth: Truth) -> Finding:
        """Return a condition as the case meets it."""
        names = self._names[condition.node]
        facts = {name: plain(result.case[name]) for name in names}
        waits = self.prove(result, condition).waits_for if truth is None else ()
        return Finding(
            id=condition.id,
            role=condition.role,
            value=truth,
            basis=self.basis_of(condition, self._walker(result)),
            facts=MappingProxyType(facts),
            label=condition.label,
            message=self._message(condition, truth, facts, waits),
            waits_for=waits,
        )

    @cached_property
    def _names(self) -> dict[Node, tuple[str, ...]]:
        """The facts that each condition reads."""
        nodes = (node for version in self.versions for node in version.nodes)
        return {node: facts_read(node, self.context.readings) for node in nodes}

    @cached_property
    def local(self) -> dict[Node, tuple[LocalValue, ...]]:
        """The local periods that each condition hangs on, as the readings have it."""
        nodes = (node for version in self.versions for node in version.nodes)
        return {node: local_values(node, self.context.readings) for node in nodes}

    def basis_of(self, condition: Condition, walker: Walker) -> tuple[Cited, ...]:
        """Return what a condition rests on, with what local periods rest on.

        That is those which the readings let in, and the case doesn't rule out.
        """
        local = self.local[condition.node]
        kept = (one for one in local if walker.value(one.condition) is not False)
        added = dict.fromkeys(c for one in kept for c in one.dated.basis)
        return condition.basis + tuple(added)

    def is_plain(self, condition: Condition) -> bool:
        """Tell whether all cases share its basis."""
        return not self.local[condition.node]

    @cached_property
    def _texts(self) -> AdmissionTexts:
        return AdmissionTexts(self)

    def text(self, result: Admission) -> str:
        """Return a result as JSON text."""
        return self._texts.text(result)

    def _message(
        self,
        condition: Condition,
        truth: Truth,
        facts: dict[str, Any],
        waits: tuple[str, ...],
    ) -> Wording | None:
        if truth is None:
            return self.open_message(facts, waits)
        return condition.message if truth is (condition.role == "bar") else None

    def open_message(self, facts: dict[str, Any], waits: tuple[str, ...]) -> Wording:
        """Return what is not known yet: facts, notices, or the law and the days."""
        by_name = self.context.program.vocabulary.by_name
        missing = [by_name[name] for name, value in facts.items() if value is None]
        zh, en = [], []
        if missing:
            zh.append("尚不清楚：" + "、".join(map(_asked_zh, missing)))
            en.append("not known: " + ", ".join(map(_asked_en, missing)))
        if waits:
            titles = "；".join(waits)
            zh.append(f"要等{titles}公布")
            en.append(f"waits for {titles}")
        if not (missing or waits):
            return _BEYOND
        return Wording("；".join(zh), "; ".join(en))

    def prove(self, result: Admission, condition: Condition) -> Proof:
        """Return the proof of a condition over the case of a result."""
        return self._walker(result).prove(condition.node)

    def _walker(self, result: Admission) -> Walker:
        at, as_of = result.at.toordinal(), result.as_of.toordinal()
        return Walker(self.context, result.case.slots, at, as_of)

    def proofs(self, result: Admission) -> dict[str, Proof]:
        """Return the proof of every condition, by its id."""
        version = self.version_of(result)
        conditions = version.conditions if version else ()
        return {one.id: self.prove(result, one) for one in conditions}

    def again(self, result: Admission) -> Admission:
        """Return the answer to what a result answers, under these readings."""
        return self.evaluate(result.case, result.as_of)


def _asked_zh(fact: Fact) -> str:
    return fact.label.zh + ("（是否）" if fact.type.kind is Kind.BOOL else "")


def _asked_en(fact: Fact) -> str:
    return fact.label.en + (" (yes or no)" if fact.type.kind is Kind.BOOL else "")
