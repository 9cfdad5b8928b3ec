"""What an answer hangs on: the parts of a rule, the facts they read, what they say.

Questions and cures try values of facts. An inquiry takes a rule apart once, so that
each trial asks only what can change: an admission and a checklist condition by
condition, every other rule as a whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from telcorules.evaluation.candidates import (
    Turns,
    Used,
    Way,
    turning_days,
    turning_numbers,
    uses,
    ways,
)
from telcorules.evaluation.context import RuleInContext, facts_read
from telcorules.evaluation.grounds import Outcome, Selection
from telcorules.evaluation.limit_terms import events_of, limits_of
from telcorules.evaluation.obligations import Amount
from telcorules.evaluation.results import Admission, Checklist, Choice
from telcorules.evaluation.supposing import Supposition
from telcorules.evaluation.terms import Key, Relation, Term, Terms
from telcorules.foundation.truth import Truth
from telcorules.language.compile import Values, compile_values
from telcorules.language.nodes import Node
from telcorules.language.versions import (
    AdmissionVersion,
    ChecklistVersion,
    Condition,
    DeadlineVersion,
    PermissionVersion,
    parameters_used,
)
from telcorules.language.vocabulary import Case, Fact, Kind

BAD: Final = 0
OPEN: Final = 1
GOOD: Final = 2
"""How a condition stands: in the way, not known, as it should be; the least counts."""

Answer = Callable[[Supposition], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an answer, and the facts on which it hangs.

    Attributes:
        name: The id of the condition or item; that of the rule where it is whole.
        facts: The facts that it reads.
        answer: What it comes to: `BAD`, `OPEN` or `GOOD`, or whatever tells answers
            of the rule apart.
    """

    name: str
    facts: tuple[Fact, ...]
    answer: Answer


class Inquiry:
    """A rule taken apart, to ask what its answer hangs on.

    Attributes:
        rule: The rule.
        graded: Whether its parts are conditions, of which the least counts.
    """

    def __init__(self, rule: RuleInContext) -> None:
        self.rule = rule
        self.graded = rule.rule.kind in ("admission", "checklist")
        self._facts = rule.context.program.vocabulary.by_name
        self._terms = Terms(rule.context)
        self._judges: dict[int, tuple[tuple[Condition, Values], ...]] = {}

    def fact(self, name: str) -> Fact:
        """Return a fact by its name."""
        return self._facts[name]

    def day(self, case: Case, as_of: date) -> int:
        """Return the ordinal of the day asked about, which chooses the version."""
        return self.rule.governing_day(case.slots, as_of.toordinal())

    def parts(self, day: int, as_of: date) -> tuple[Part, ...]:
        """Return the parts of the answer on a day; none where there is no law."""
        if not self.graded:
            return (Part(self.rule.rule.id, self._read, self._whole(as_of)),)
        version = self.rule.rule.version_on(day)
        if not isinstance(version, AdmissionVersion | ChecklistVersion):
            return ()
        today = as_of.toordinal()
        return tuple(
            Part(one.id, self._named(_roots(one)), _graded(one, judge, day, today))
            for one, judge in self._compiled(version)
        )

    def known(self, case: Case, day: int, as_of: date) -> dict[Key, Any]:
        """Return what is known of days: the events of a case, and the days asked."""
        found: dict[Key, Any] = {"at": day, "as_of": as_of.toordinal()}
        return found | {fact.slot: case.slots[fact.slot] for fact in self._read}

    def ways(
        self, facts: Iterable[Fact], case: Case, day: int, as_of: date
    ) -> dict[str, tuple[Way, ...]]:
        """Return the values worth trying of facts that aren't known, by name.

        Args:
            facts: The facts.
            case: What is known.
            day: The ordinal of the day asked about.
            as_of: The day of the question.
        """
        asked = list(facts)
        events = {one.slot for one in asked if one.type.kind is Kind.EVENT}
        known = self.known(case, day, as_of)
        days = turning_days(self.relations, events, known)
        return {
            fact.name: ways(
                fact,
                self.uses.get(fact.slot, Used()),
                Turns(day, days.get(fact.slot, ()), self._numbers(fact, case)),
            )
            for fact in asked
        }

    def _numbers(self, fact: Fact, case: Case) -> list[Any]:
        if fact.type.kind not in (Kind.INT, Kind.MONEY):
            return []
        slots = case.slots
        return turning_numbers(self.roots, fact.type.kind, lambda one: slots[one.slot])

    def _whole(self, as_of: date) -> Answer:
        return lambda case: told_apart(self.evaluate(case, as_of))

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

    def _compiled(
        self, version: AdmissionVersion | ChecklistVersion
    ) -> tuple[tuple[Condition, Values], ...]:
        key = id(version)
        if key not in self._judges:
            conditions = (
                version.conditions
                if isinstance(version, AdmissionVersion)
                else version.items
            )
            context = self.rule.context
            self._judges[key] = tuple(
                (
                    one,
                    compile_values(_roots(one), context.readings, context.calendar),
                )
                for one in conditions
            )
        return self._judges[key]

    def _named(self, roots: Iterable[Node]) -> tuple[Fact, ...]:
        readings = self.rule.context.readings
        names = {name for one in roots for name in facts_read(one, readings)}
        return tuple(sorted(map(self._facts.__getitem__, names), key=_place))

    @cached_property
    def _read(self) -> tuple[Fact, ...]:
        """Every fact that the rule can read, in the pack's order."""
        found = set(self._named(self.roots))
        for version in self.rule.rule.versions:
            found |= set(events_of(version))
        return tuple(sorted(found, key=_place))

    @cached_property
    def roots(self) -> tuple[Node, ...]:
        """Every tree of the rule, with those that its parameters hang on."""
        readings = self.rule.context.readings
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
            found += limits_of(version, self._terms, self.rule.context)
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


def _roots(condition: Condition) -> tuple[Node, ...]:
    return (
        (condition.node, condition.applies) if condition.applies else (condition.node,)
    )


def _graded(condition: Condition, judge: Values, day: int, today: int) -> Answer:
    """Return how a condition stands."""
    barring = condition.role == "bar"

    def answer(case: Supposition) -> int:
        truth, *applies = judge(case.slots, day, today)
        if barring and truth is not None:
            truth = not truth
        if applies and applies[0] is not True:
            truth = True if applies[0] is False or truth else None
        return _GRADES[truth]

    return answer


_GRADES: Final[Mapping[Truth, int]] = {True: GOOD, False: BAD, None: OPEN}


def told_apart(result: Any) -> Any:
    """Return what tells an answer from others of its rule: outcome, status, value."""
    if isinstance(result, Choice):
        values = tuple(one.value for one in result.candidates)
        return result.outcome, result.value, values
    if isinstance(result, Amount):
        return result.status, result.value
    return in_a_word(result)


def in_a_word(result: Any) -> str:
    """Return an answer in a word: its outcome or status; of a choice the value."""
    match result:
        case Admission():
            return result.outcome
        case Checklist():
            return _complete(result)
        case Choice():
            decided = result.outcome is Selection.DECIDED and result.value
            return result.value if decided else result.outcome  # type: ignore[return-value]
        case _:
            return result.status  # type: ignore[no-any-return]


def _complete(result: Checklist) -> str:
    if not result.in_force:
        return Outcome.NOT_IN_FORCE
    if result.complete is None:
        return "unknown"
    return "complete" if result.complete else "incomplete"
