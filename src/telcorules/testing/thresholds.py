"""What the rules of a pack tell apart: words, numbers, days on which they turn.

The days are solved from the rules' own limits, working days and rolling included, as
questions and cures solve them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from telcorules.evaluation.candidates import Used, turning_numbers, words_of
from telcorules.evaluation.context import Context, RuleInContext
from telcorules.evaluation.inquiries import Inquiry
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.terms import FAR_FUTURE, FAR_PAST, Relation, Term
from telcorules.language.limits import BEYOND
from telcorules.language.nodes import (
    All,
    AnyOf,
    Appoint,
    FactOf,
    Named,
    Node,
    Not,
    walk,
)
from telcorules.language.versions import AdmissionVersion, Version
from telcorules.language.vocabulary import Fact, Kind
from telcorules.testing.event_strategies import FIRST

_SOME_WEEKS = timedelta(days=100)


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """A comparison of days in which an event takes part.

    Attributes:
        relation: The comparison.
        on_the_left: Whether the event stands on its left.
    """

    relation: Relation
    on_the_left: bool

    @property
    def other(self) -> Term:
        """What the event is compared with."""
        return self.relation.right if self.on_the_left else self.relation.left

    def days(self, known: Mapping[Any, int], about: int) -> list[int]:
        """Return the days of the event on which the comparison turns.

        Args:
            known: The ordinals of events that are known, by slot.
            about: The ordinal that stands for what isn't.
        """
        other, relation = self.other, self.relation
        solve = relation.turns_of_left if self.on_the_left else relation.turns_of_right
        day = other.day if other.key is None else known.get(other.key, about)
        ends = {other.value(day, end) for end in (0, 1)}
        lying = [one for one in ends if one is not None and one < BEYOND]
        found = {turn for one in lying for turn in solve(one)}
        return sorted(one for one in found if FAR_PAST <= one <= FAR_FUTURE)


class Thresholds:
    """Where some rules of a rulebook turn.

    Attributes:
        facts: The facts that they can read, in the pack's order.
        turns: For each event the comparisons that it takes part in, by slot.
        used: How they use each fact, by slot.
    """

    def __init__(self, book: Rulebook, names: Iterable[str]) -> None:
        context = Context(book.program, book.calendar, dict(book.readings))
        self._book = book
        self._rules = [book.program.rules[name] for name in names]
        self._inquiries = [Inquiry(RuleInContext(one, context)) for one in self._rules]
        read = {fact for one in self._inquiries for fact in one.read}
        governing = {one.governed_by for one in self._rules if one.governed_by}
        self.facts = tuple(sorted(read | governing, key=lambda fact: fact.slot))
        self.turns: dict[int, list[Turn]] = {fact.slot: [] for fact in self.facts}
        self.used: dict[int, Used] = {fact.slot: Used() for fact in self.facts}
        for one in self._inquiries:
            self._note(one)

    def _note(self, inquiry: Inquiry) -> None:
        for slot, used in inquiry.uses.items():
            self.used.setdefault(slot, Used()).named |= used.named
        for one in inquiry.relations:
            for term, on_the_left in ((one.left, True), (one.right, False)):
                if isinstance(term.key, int):
                    self.turns[term.key].append(Turn(one, on_the_left))

    def words(self, fact: Fact) -> list[str]:
        """Return the words of a fact that the rules tell apart, the first of each kind.

        Those that a rule names, one for each authority that it appoints by them, and
        one of the rest.
        """
        every = words_of(fact.type)
        told = [word for word in every if word in self.used[fact.slot].named]
        told += [word for word in self._appointing(fact) if word not in told]
        rest = [word for word in every if word not in told]
        return told + rest[:1]

    def _appointing(self, fact: Fact) -> list[str]:
        """Return a place for each authority that is appointed by a fact."""
        found: dict[Any, str] = {}
        for one in self._inquiries:
            for node in (node for root in one.roots for node in walk(root)):
                if isinstance(node, Appoint) and _reads(node.place, fact):
                    for place, authority in node.table.items():
                        found.setdefault((id(node), authority), place)
        return sorted({*found.values()})

    def texts(self, fact: Fact) -> list[str]:
        """Return the texts that a rule compares a fact with."""
        return [one for one in self.used[fact.slot].named if isinstance(one, str)]

    def numbers(self, fact: Fact) -> list[Any]:
        """Return the numbers of a fact on which a rule turns, and those beside them."""
        found = {
            number: None
            for one in self._inquiries
            if fact in one.read
            for number in turning_numbers(fact, one.roots, lambda _: None)
        }
        return sorted(found)

    @cached_property
    def edges(self) -> tuple[date, ...]:
        """The days on which the law changes, with the day before each."""
        days = {one.start for rule in self._rules for one in rule.versions}
        ends = {one.until for rule in self._rules for one in rule.versions}
        found = {*days, *(day for day in ends if day), *_before(days)}
        return tuple(sorted(found))

    @cached_property
    def span(self) -> tuple[date, date]:
        """The days about which to ask, from the oldest law to past the notices."""
        starts = [one.start for rule in self._rules for one in rule.versions]
        last = self._book.calendar.firm_through + _SOME_WEEKS
        return min(max(min(starts, default=FIRST), FIRST), last), last

    @cached_property
    def favourable(self) -> dict[str, bool]:
        """What some facts have to be for rules to apply, by their names."""
        return {
            name: value
            for rule in self._rules
            for version in rule.versions
            for node, wanted in _applying(version)
            for name, value in _wanted(node, value=wanted)
        }


def _applying(version: Version) -> Iterator[tuple[Node, bool]]:
    """Yield the conditions of a version, with what each has to come to."""
    if isinstance(version, AdmissionVersion):
        yield from ((one.node, one.role == "require") for one in version.conditions)
    elif (when := getattr(version, "when", None)) is not None:
        yield when, True


def _wanted(node: Node, *, value: bool) -> Iterator[tuple[str, bool]]:
    """Yield the facts of a condition, with what lets it come to a value."""
    match node:
        case FactOf() if node.type.kind is Kind.BOOL:
            yield node.fact.name, value
        case Not():
            yield from _wanted(node.operand, value=not value)
        case All() | AnyOf() | Named():
            for part in node.parts:
                yield from _wanted(part, value=value)
        case _:
            pass


def _reads(node: Node, fact: Fact) -> bool:
    return any(isinstance(one, FactOf) and one.fact is fact for one in walk(node))


def _before(days: Iterable[date]) -> Iterator[date]:
    for day in days:
        yield date.fromordinal(max(day.toordinal() - 1, 1))
