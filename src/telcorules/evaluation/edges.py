"""Why an outcome turns on a day: conditions, the days they hang on, the law itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from telcorules.evaluation.admission import AdmissionRule
from telcorules.evaluation.context import facts_read
from telcorules.evaluation.grounds import Outcome, iso
from telcorules.evaluation.proof import Proof, Walker
from telcorules.evaluation.turning_days import Moving
from telcorules.foundation.law import Citation, Cited, Wording, resolve
from telcorules.foundation.periods import Period
from telcorules.foundation.truth import Truth
from telcorules.language import nodes
from telcorules.language.limits import BEYOND
from telcorules.language.scope import DAYS
from telcorules.language.versions import AdmissionVersion, Condition

LAW = "law"
"""The role of an edge at which the law itself changes."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A day that a turning condition hangs on: of an event, or the end of a period.

    Attributes:
        event: The fact that is that day, or that the period runs from; None where it
            is neither of a fact.
        since: The day of that event, or whatever day the period runs from.
        period: How long from there; None where the day itself is meant.
        before: Whether the period is counted back.
        earliest: The earliest that the day can turn out to be.
        latest: The latest; the same where no holiday notice can move it.
    """

    event: str | None
    since: date | None
    period: Period | None
    before: bool
    earliest: date
    latest: date

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "event": self.event,
            "since": iso(self.since),
            "period": self.period and str(self.period),
            **({"before": True} if self.before else {}),
            "earliest": self.earliest.isoformat(),
            "latest": self.latest.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Edge:
    """What an outcome turns on at a day: a condition that turns, or a change of law.

    Attributes:
        condition: The condition's id in its rule; None where the law changes.
        role: ``require`` or ``bar``; ``law`` where the law changes.
        value: Whether the condition holds from that day on, None for unknown. Of the
            law: whether it is in force from that day on, or no longer is.
        basis: What the condition rests on; the instrument of the law.
        label: What it is about.
        message: What to tell the reader of it; None where it stands in no way.
        thresholds: The days that the condition hangs on there.
        waits_for: The holiday notices that can move the day of the edge.
    """

    condition: str | None
    role: str
    value: bool | None
    basis: tuple[Cited, ...]
    label: Wording | None
    message: Wording | None
    thresholds: tuple[Threshold, ...] = ()
    waits_for: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "condition": self.condition,
            "role": self.role,
            "value": self.value,
            "basis": [cited.to_dict() for cited in self.basis],
            "label": self.label and self.label.to_dict(),
            "message": self.message and self.message.to_dict(),
            "thresholds": [one.to_dict() for one in self.thresholds],
            **({"waits_for": list(self.waits_for)} if self.waits_for else {}),
        }


@dataclass(frozen=True, slots=True)
class Cell:
    """Days in a row on which every condition keeps its value.

    Attributes:
        first: The ordinal of their first.
        version: The version in force; None where there is no law.
        outcome: The outcome of each of them.
        truths: The value of every condition of the version.
    """

    first: int
    version: AdmissionVersion | None
    outcome: Outcome
    truths: tuple[Truth, ...]

    @property
    def standings(self) -> dict[str, Truth]:
        """For each condition, by id, whether all is well with it; None for unknown."""
        conditions = self.version.conditions if self.version else ()
        pairs = zip(conditions, self.truths, strict=True)
        return {one.id: _standing(one, truth) for one, truth in pairs}


def _standing(condition: Condition, truth: Truth) -> Truth:
    return truth if truth is None else truth is (condition.role == "require")


def hanging(
    before: Mapping[str, Truth], after: Mapping[str, Truth], outcome: Outcome
) -> set[str]:
    """Return the conditions whose turning an outcome hangs on.

    Those are the ones that belong to a smallest set of the changes which alone gives
    the outcome. A condition that isn't there stands in no way.

    Args:
        before: Whether all was well with each condition, None for unknown.
        after: The same, afterwards.
        outcome: What that leads to, and didn't before.
    """
    then = {name: before.get(name, True) for name in (*before, *after)}
    now = {name: after.get(name, True) for name in then}
    turned = {name for name, one in now.items() if one is not then[name]}
    if outcome is Outcome.ADMISSIBLE:
        return turned
    if outcome is Outcome.INADMISSIBLE:
        return {name for name in turned if now[name] is False}
    ended = {name for name in turned if then[name] is False}
    if None in then.values() or None in {now[name] for name in ended}:
        return ended
    return turned


class Edges:
    """Tells what outcomes of an admission rule turn on, for one case.

    Args:
        rule: The rule.
        moving: What stands for the day asked about.
        slots: The facts of the case.
    """

    def __init__(
        self, rule: AdmissionRule, moving: Moving, slots: tuple[Any, ...]
    ) -> None:
        self._rule = rule
        self._moving = moving
        self._slots = slots

    def between(self, before: Cell, after: Cell) -> tuple[Edge, ...]:
        """Return what turned where days of one outcome follow on those of another."""
        same = before.version is after.version
        law = () if same else self._law(before, after)
        if before.version is None or after.version is None:
            return law
        named = hanging(before.standings, after.standings, after.outcome)
        pairs = zip(after.version.conditions, after.truths, strict=True)
        turned = (
            self._edge(one, truth, after.first, same=same)
            for one, truth in pairs
            if one.id in named
        )
        return (*law, *turned)

    def _law(self, before: Cell, after: Cell) -> tuple[Edge, ...]:
        version = after.version or before.version
        assert version is not None
        instruments = self._rule.context.program.instruments
        first = version.basis[0].citation.instrument
        cited = resolve(Citation(first), instruments)
        gaps = self._rule.not_at_hand(date.fromordinal(after.first))
        note = gaps[0].note if gaps and after.version is None else None
        begins = after.version is not None
        return (Edge(None, LAW, begins, (cited,), cited.title, note),)

    def _edge(
        self, condition: Condition, truth: Truth, day: int, *, same: bool
    ) -> Edge:
        walker = self.walker(day)
        proof = walker.prove(condition.node)
        earlier = self.walker(day - 1).prove(condition.node) if same else proof
        waits = tuple(dict.fromkeys((*earlier.waits_for, *proof.waits_for)))
        sides = (_threshold(one, walker) for one in _turned(earlier, proof))
        return Edge(
            condition=condition.id,
            role=condition.role,
            value=truth,
            basis=self._rule.basis_of(condition, walker),
            label=condition.label,
            message=self._message(condition, truth, proof.waits_for),
            thresholds=tuple(dict.fromkeys(one for one in sides if one)),
            waits_for=waits,
        )

    def walker(self, day: int) -> Walker:
        """Return what walks a condition on a day asked about."""
        facts = self._moving.facts(self._slots, day)
        return Walker(self._rule.context, facts, day, day)

    def _message(
        self, condition: Condition, truth: Truth, waits: tuple[str, ...]
    ) -> Wording | None:
        if truth is None:
            return self._rule.open_message(self.facts(condition), waits)
        return None if _standing(condition, truth) else condition.message

    def facts(self, condition: Condition) -> dict[str, Any]:
        """Return the facts that a condition reads, but for the moving day."""
        context = self._rule.context
        by_name = context.program.vocabulary.by_name
        names = facts_read(condition.node, context.readings)
        slots = {name: by_name[name].slot for name in names}
        return {
            name: self._slots[slot]
            for name, slot in slots.items()
            if slot not in self._moving.slots
        }


def _turned(before: Proof, after: Proof) -> list[Proof]:
    """Return what comparisons that turned a condition are with: what didn't move."""
    if before.value == after.value:
        return []
    pairs = [*zip(before.parts, after.parts, strict=True)]
    live = {id(part) for part in (*after.parts[:1], *after.live)}
    inner = [
        one for then, now in pairs if id(now) in live for one in _turned(then, now)
    ]
    if inner or not isinstance(after.node, nodes.Compare):
        return inner
    return [now for then, now in pairs if then.value == now.value]


def _threshold(proof: Proof, walker: Walker) -> Threshold | None:
    """Return the day that a side of a comparison stands for, where it is a date."""
    if proof.node.type.kind not in DAYS or not _is_dated(proof):
        return None
    inner = _inner(proof)
    node, back = inner.node, False
    event, period = inner, None
    if isinstance(node, nodes.LastDay | nodes.Shift):
        event = _inner(inner.parts[0])
        period = walker.length(node, event.value[0])
        back = isinstance(node, nodes.Shift) and node.back
    name = event.node.fact.name if isinstance(event.node, nodes.FactOf) else None
    counted = (period or name) and event.value[0] == event.value[1]
    return Threshold(
        event=name,
        since=date.fromordinal(event.value[0]) if counted else None,
        period=period,
        before=back,
        earliest=date.fromordinal(proof.value[0]),
        latest=date.fromordinal(proof.value[1]),
    )


def _inner(proof: Proof) -> Proof:
    """Return what a name stands for, and of two branches the one that counts."""
    while isinstance(proof.node, nodes.Named | nodes.If) and len(proof.live) == 1:
        (proof,) = proof.live
    return proof


def _is_dated(proof: Proof) -> bool:
    return None not in proof.value and proof.value[1] < BEYOND
