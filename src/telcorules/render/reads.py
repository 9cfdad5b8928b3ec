"""Which facts answers hang on, and which day governs a rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from telcorules.evaluation.context import Context
from telcorules.evaluation.proof import Proof, Walker
from telcorules.language import nodes
from telcorules.language.nodes import Node, Parameter
from telcorules.language.program import Rule
from telcorules.language.versions import (
    DeadlineVersion,
    PermissionVersion,
    Version,
    parameters_used,
)
from telcorules.language.vocabulary import NEVER, Case

_NO_DAY = (None, NEVER)

Timed = DeadlineVersion | PermissionVersion
"""A version that an event sets running, and that the event governs."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a case is stated, as conditions read it on a day.

    Attributes:
        context: The program, the calendar and the readings taken.
        case: The facts.
        day: The ordinal of the day asked about.
        as_of: The ordinal of the day of the question.
    """

    context: Context
    case: Case
    day: int
    as_of: int

    def missing(self, roots: Iterable[Node]) -> Iterator[str]:
        """Yield the facts nobody stated that keep some conditions open.

        A fact that a known one makes idle, such as the second of two of which the
        first decides, isn't among them.
        """
        walker = Walker(self.context, self.case.slots, self.day, self.as_of)
        for root in roots:
            yield from self._open(walker.prove(root), walker)

    def missing_of(self, version: Version) -> Iterator[str]:
        """Yield the facts nobody stated that keep the answer of a version open."""
        yield from self.missing(version.nodes)
        if isinstance(version, Timed):
            since = version.since
            yield from [since.name] if self.case.slots[since.slot] is None else []
        for parameter in parameters_used(version):
            yield from self.missing(self._local(parameter))

    def _local(self, parameter: Parameter) -> Iterator[Node]:
        return (one.condition for one in parameter.in_play(self.context.readings))

    def _open(self, proof: Proof, walker: Walker) -> Iterator[str]:
        if not _is_open(proof.value):
            return
        node = proof.node
        if isinstance(node, nodes.FactOf):
            yield node.fact.name
        if isinstance(node, nodes.LastDay) and isinstance(node.period, Parameter):
            for condition in self._local(node.period):
                yield from self._open(walker.prove(condition), walker)
        for part in _live(proof):
            yield from self._open(part, walker)


def _is_open(value: Any) -> bool:
    """Tell whether a value, or a bound of a day, isn't known."""
    return value is None or (isinstance(value, tuple) and None in value)


def _live(proof: Proof) -> tuple[Proof, ...]:
    """Return the parts that count: of two branches the one that is taken."""
    if isinstance(proof.node, nodes.If) and proof.parts[0].value is not None:
        return proof.parts[1:2] if proof.parts[0].value else proof.parts[2:]
    return proof.parts


def governing_day(rule: Rule, case: Case, as_of: int) -> int:
    """Return the day whose version applies: of the event that governs, or ``as_of``."""
    timed = [one for one in rule.versions if isinstance(one, Timed)]
    pairs = [(one, case.slots[one.since.slot]) for one in timed]
    dated = [(one, day) for one, day in pairs if day not in _NO_DAY]
    if dated:
        own = (day for one, day in dated if one.holds_on(day))
        return int(next(own, dated[0][1]))
    day = case.slots[rule.governed_by.slot] if rule.governed_by else None
    return as_of if day in _NO_DAY else int(day)
