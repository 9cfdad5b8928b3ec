"""A rule as two packs have it, side by side, and a case that both are asked about.

Facts go by their names, because the packs may declare them in another order; what
one pack alone declares, the other never hears of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from telcorules.evaluation.candidates import (
    UNSTATED,
    Turns,
    Used,
    Way,
    turning_numbers,
    ways,
)
from telcorules.evaluation.context import Context
from telcorules.evaluation.event_days import event_days
from telcorules.evaluation.inquiries import Inquiry
from telcorules.evaluation.kinds import ready
from telcorules.evaluation.parts import facts_of
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.supposing import Supposition
from telcorules.evaluation.terms import Key, Relation, Term
from telcorules.language.vocabulary import NEVER, Fact, Kind
from telcorules.review.meaning import form_of
from telcorules.review.strictness import Answer, answer_of

Days = tuple[int, int]
Assignment = Mapping[str, Way]
"""What is supposed of facts, by their names; what isn't in it is unknown."""

_NUMBERS: Final = (Kind.INT, Kind.MONEY)

HORIZON: Final = 3_653
"""Events that lie more days than that after the day asked about aren't looked at."""


class Side:
    """A rule of one pack, under some readings.

    Args:
        book: The pack.
        rule: The rule's id.
        readings: The choices that differ from the book's, of the readings it has.

    Attributes:
        inquiry: The rule taken apart.
        case: The case, which is varied.
        facts: Every fact that the rule can read, by its name.
    """

    def __init__(self, book: Rulebook, rule: str, readings: Mapping[str, str]) -> None:
        known = book.program.readings
        chosen = {name: one for name, one in readings.items() if name in known}
        context = Context(book.program, book.calendar, {**book.readings, **chosen})
        found = book.program.rules[rule]
        self.inquiry = Inquiry(ready(found, context))
        self.case = Supposition(book.case({}))
        self.declared = book.program.vocabulary.by_name
        governed = (found.governed_by,) if found.governed_by else ()
        self.facts = {one.name: one for one in (*self.inquiry.read, *governed)}

    def suppose(self, name: str, way: Way) -> None:
        """Suppose a value of a fact, where this pack declares it."""
        fact = self.declared.get(name)
        if fact is not None:
            self.case.suppose(fact, way)

    def answer(self, as_of: int) -> Answer:
        """Return what the rule answers to the case on a day."""
        return answer_of(self.inquiry.evaluate(self.case, date.fromordinal(as_of)))

    def law(self, as_of: int) -> int | None:
        """Return the first day of the version that governs the case, if one does."""
        rule = self.inquiry.rule.rule
        day = self.case.slots[rule.governed_by.slot] if rule.governed_by else None
        version = rule.version_on(as_of if day is None or day == NEVER else day)
        return version.start.toordinal() if version else None

    def conditions(self, day: int) -> dict[str, Any]:
        """Return what each condition or item is on a day, without its words."""
        version = self.inquiry.rule.rule.version_on(day)
        found = getattr(version, "conditions", getattr(version, "items", ()))
        return {one.id: form_of(one) for one in found}

    @cached_property
    def rows(self) -> dict[str, frozenset[str]]:
        """Return the facts of each row of a choice, by what the row is."""
        context = self.inquiry.rule.context
        return {
            str(form_of(row)): frozenset(f.name for f in facts_of(row.nodes, context))
            for version in self.inquiry.rule.rule.versions
            for row in getattr(version, "rows", ())
        }

    def named(self, relations: Iterable[Relation]) -> Iterator[Relation]:
        """Yield comparisons of days with facts by their names."""
        by_slot = {one.slot: one.name for one in self.declared.values()}
        for one in relations:
            left, right = (
                Term(_key(term.key, by_slot), term.day, term.moves)
                for term in (one.left, one.right)
            )
            yield Relation(left, right, one.reaching, one.passing)


def _key(key: Key | None, by_slot: Mapping[int, str]) -> Key | None:
    return by_slot[key] if isinstance(key, int) else key


@dataclass(frozen=True, slots=True)
class JointFact:
    """A fact that a rule reads in one of two packs, or in both."""

    name: str
    either: Fact
    words: frozenset[str] | None
    """The words that both know; None where it has none, or one pack alone has it."""


class Pair:
    """A rule as two packs have it, and one case for both.

    Args:
        old: The one.
        new: The other.
        apart: The facts whose type isn't the same in both: never supposed.
    """

    def __init__(self, old: Side, new: Side, apart: frozenset[str]) -> None:
        self.old, self.new = old, new
        self._sides = (old, new)
        names = dict.fromkeys((*old.facts, *new.facts))
        self.facts = {
            name: _joint(name, old, new) for name in names if name not in apart
        }

    @property
    def governed(self) -> str | None:
        """The event whose day chooses the version; None where there is none."""
        governed = self.new.inquiry.rule.rule.governed_by
        return governed.name if governed and governed.name in self.facts else None

    @cached_property
    def events(self) -> frozenset[str]:
        """The names of the facts that are events."""
        facts = self.facts.values()
        return frozenset(
            one.name for one in facts if one.either.type.kind is Kind.EVENT
        )

    def row_facts(self) -> list[str]:
        """Return the facts of the rows that one rule has and the other hasn't."""
        old, new = (side.rows for side in self._sides)
        names = {
            name
            for form, facts in (*old.items(), *new.items())
            if (form in old) is not (form in new)
            for name in facts
        }
        return [name for name in self.facts if name in names]

    def suppose(self, name: str, way: Way) -> None:
        """Suppose a value of a fact in both packs."""
        for side in self._sides:
            side.suppose(name, way)

    def state(self, assignment: Assignment) -> None:
        """Suppose these facts, and no other."""
        for name in self.facts:
            self.suppose(name, assignment.get(name, UNSTATED))

    def answers(self, as_of: int) -> tuple[Answer, Answer]:
        """Return what both answer to the case as it is supposed."""
        return self.old.answer(as_of), self.new.answer(as_of)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every comparison of days that one of the rules makes."""
        return tuple(
            one for side in self._sides for one in side.named(side.inquiry.relations)
        )

    def ways(
        self,
        names: Iterable[str],
        days: Days,
        relations: Sequence[Relation] | None = None,
    ) -> dict[str, tuple[Way, ...]]:
        """Return the values of facts that are worth trying, for both rules together.

        Events come with the days nearest to the day asked about first.

        Args:
            names: The facts.
            days: The day asked about, and that of the question.
            relations: The comparisons that can turn; all where left out.
        """
        asked = [self.facts[name] for name in names]
        events = {one.name for one in asked if one.either.type.kind is Kind.EVENT}
        known: dict[Key, Any] = {"at": days[0], "as_of": days[1]}
        found = self.relations if relations is None else relations
        turning = event_days(found, events, known, days[0] + HORIZON)
        return {one.name: self._ways(one, days[0], turning) for one in asked}

    def _ways(
        self, fact: JointFact, about: int, turning: Mapping[Key, set[int]]
    ) -> tuple[Way, ...]:
        days = turning.get(fact.name, ())
        turns = Turns(about, days, self._numbers(fact))
        found = ways(fact.either, self._used(fact.name), turns)
        if fact.words is not None:
            found = tuple(one for one in found if _is_known(one, fact.words))
        if fact.either.type.kind is Kind.EVENT:
            return tuple(sorted(found, key=lambda one: _distance(one, about)))
        return found

    def _used(self, name: str) -> Used:
        """Return how both rules use a fact."""
        found = Used()
        for side in self._sides:
            if name in side.facts:
                one = side.inquiry.uses.get(side.facts[name].slot, Used())
                found.named |= one.named
                found.whole |= one.whole
                found.known |= one.known
                found.longest = max(found.longest, one.longest)
        return found

    def _numbers(self, fact: JointFact) -> list[Any]:
        if fact.either.type.kind not in _NUMBERS:
            return []
        found: dict[Any, None] = {}
        for side in self._sides:
            if fact.name in side.facts:
                roots = side.inquiry.roots
                one = side.facts[fact.name]
                found |= dict.fromkeys(turning_numbers(one, roots, lambda _: None))
        return sorted(found)


def _joint(name: str, old: Side, new: Side) -> JointFact:
    both = [side.declared[name] for side in (old, new) if name in side.declared]
    known = [one.type.values for one in both if one.type.values]
    shared = frozenset(known[0]).intersection(*known) if known else None
    return JointFact(name, both[-1], shared)


def _is_known(way: Way, words: frozenset[str]) -> bool:
    stated = way.stated if isinstance(way.stated, tuple) else (way.stated,)
    return way is UNSTATED or words.issuperset(stated)


def _distance(way: Way, about: int) -> int:
    return -1 if way is UNSTATED else abs(way.value - about)
