"""What an answer hangs on: a rule taken apart, with the facts that it reads.

Questions and cures try values of facts. An inquiry takes a rule apart once, so that
each trial asks only what can change: an admission and a checklist condition by
condition, a choice of all answers row by row, every other rule as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from telcorules.evaluation.candidates import (
    Turns,
    Used,
    Way,
    turning_numbers,
    uses,
    ways,
)
from telcorules.evaluation.context import RuleInContext
from telcorules.evaluation.event_days import event_days
from telcorules.evaluation.limit_terms import events_of, limits_of
from telcorules.evaluation.parts import Days, Part, facts_of, parts_of, told_apart
from telcorules.evaluation.supposing import Supposition
from telcorules.evaluation.terms import Key, Relation, Term, Terms
from telcorules.language.nodes import Node
from telcorules.language.versions import (
    DeadlineVersion,
    PermissionVersion,
    parameters_used,
)
from telcorules.language.vocabulary import Case, Fact, Kind


class Inquiry:
    """A rule taken apart, to ask what its answer hangs on.

    Attributes:
        rule: The rule.
        graded: Whether its parts are conditions, of which the least counts.
    """

    def __init__(self, rule: RuleInContext) -> None:
        self.rule = rule
        self.graded = rule.rule.kind in ("admission", "checklist")
        self._context = rule.context
        self._terms = Terms(rule.context)
        self._parts: dict[date, tuple[Part, ...]] = {}

    def fact(self, name: str) -> Fact:
        """Return a fact by its name."""
        return self._context.program.vocabulary.by_name[name]

    def day(self, case: Case, as_of: date) -> int:
        """Return the ordinal of the day asked about, which chooses the version."""
        return self.rule.governing_day(case.slots, as_of.toordinal())

    def is_apart(self, case: Case) -> bool:
        """Tell whether the answer is that of each row of a choice for itself.

        Not where the event that chooses the version isn't known, and is read.
        """
        if self.rule.rule.pick != "all":
            return False
        governed = self.rule.rule.governed_by
        if governed is None or case.slots[governed.slot] is not None:
            return True
        return governed not in self.read

    def parts(self, day: int) -> tuple[Part, ...]:
        """Return the parts of the answer on a day; none where there is no law."""
        version = self.rule.rule.version_on(day)
        if version is None:
            return ()
        if version.start not in self._parts:
            self._parts[version.start] = parts_of(version, self._terms)
        return self._parts[version.start]

    @cached_property
    def whole(self) -> Part:
        """The answer as a whole; where the parts don't make it one by one."""
        return Part(self.rule.rule.id, self.read, self.relations, self._judge)

    def _judge(self, case: Supposition, days: Days) -> Any:
        return told_apart(self.evaluate(case, date.fromordinal(days[1])))

    def known(self, case: Case, days: Days) -> dict[Key, Any]:
        """Return what is known of days: the events of a case, and the days asked."""
        found: dict[Key, Any] = {"at": days[0], "as_of": days[1]}
        return found | {fact.slot: case.slots[fact.slot] for fact in self.read}

    def ways(
        self,
        facts: Iterable[Fact],
        case: Case,
        days: Days,
        parts: Iterable[Part] | None = None,
    ) -> dict[str, tuple[Way, ...]]:
        """Return the values worth trying of facts that aren't known, by name.

        Args:
            facts: The facts.
            case: What is known.
            days: The day asked about, and that of the question.
            parts: The parts that are looked at; the whole rule where left out.
        """
        asked = list(facts)
        events = {one.slot for one in asked if one.type.kind is Kind.EVENT}
        relations = self.relations
        if parts is not None:
            relations = tuple(one for part in parts for one in part.relations)
        turning = event_days(relations, events, self.known(case, days))
        return {
            fact.name: ways(
                fact,
                self.uses.get(fact.slot, Used()),
                Turns(days[0], turning.get(fact.slot, ()), self._numbers(fact, case)),
            )
            for fact in asked
        }

    def _numbers(self, fact: Fact, case: Case) -> list[Any]:
        if fact.type.kind not in (Kind.INT, Kind.MONEY):
            return []
        slots = case.slots
        return turning_numbers(fact, self.roots, lambda one: slots[one.slot])

    def evaluate(self, case: Case, as_of: date) -> Any:
        """Return the answer to a case."""
        return self.rule.evaluate(case, as_of)  # type: ignore[attr-defined]

    def evaluate_on(self, case: Supposition, day: int, as_of: date) -> Any:
        """Return the answer to a case as if the event that governs it were on a day."""
        governed = self.rule.rule.governed_by
        if governed is None:
            return self.evaluate(case, date.fromordinal(day))
        stated = case.way(governed)
        case.on(governed, day)
        try:
            return self.evaluate(case, as_of)
        finally:
            case.suppose(governed, stated)

    @cached_property
    def read(self) -> tuple[Fact, ...]:
        """Every fact that the rule can read, in the pack's order."""
        found = {*facts_of(self.roots, self._context)}
        for version in self.rule.rule.versions:
            found |= {*events_of(version)}
        return tuple(sorted(found, key=_place))

    @cached_property
    def roots(self) -> tuple[Node, ...]:
        """Every tree of the rule, with those that its parameters hang on."""
        readings = self._context.readings
        return tuple(
            root
            for version in self.rule.rule.versions
            for root in (
                *version.nodes,
                *(
                    local.condition
                    for parameter in parameters_used(version)
                    for local in parameter.in_play(readings)
                ),
            )
        )

    @cached_property
    def uses(self) -> Mapping[int, Used]:
        """How the rule uses each fact, by its slot."""
        return uses(self.roots)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every comparison of days in the rule."""
        found = self._terms.relations(self.roots)
        for version in self.rule.rule.versions:
            found += limits_of(version, self._terms, self._context)
        return (*found, *self._steps())

    def _steps(self) -> Iterator[Relation]:
        """Yield the days on which one version follows another."""
        governed = self.rule.rule.governed_by
        event = Term("at" if self.graded or governed is None else governed.slot)
        for version in self.rule.rule.versions:
            if isinstance(version, DeadlineVersion | PermissionVersion):
                event = Term(version.since.slot)
            days = [version.start.toordinal()]
            days += [version.until.toordinal() + 1] if version.until else []
            for day in days:
                yield Relation(event, Term(None, day), reaching=True, passing=False)


def _place(fact: Fact) -> int:
    return fact.slot
