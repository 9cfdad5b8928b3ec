"""What has to be known, and how it has to be, for open conditions to hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice, product
from typing import Any, Final

from telcorules.evaluation.answering import Answer, answers_to
from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.evaluation.completions import Component, components
from telcorules.evaluation.inquiries import Inquiry
from telcorules.evaluation.parts import GOOD, Days, Part
from telcorules.evaluation.supposing import Supposition
from telcorules.language.values import NOT_YET
from telcorules.language.vocabulary import Fact, Kind

MOST_AT_ONCE: Final = 3
"""Up to how many facts of one component every choice of facts is tried."""

MOST_SETS: Final = 4
"""How many choices of facts of one component are told at most, and of all together."""

MOST_TRIED: Final = 20_000
"""How many completions of some facts are tried at most."""

_HOLDS = "holds"
_FAILS = "fails"

Ways = Mapping[str, tuple[Way, ...]]
Chosen = tuple[tuple[Fact, Way], ...]


@dataclass(frozen=True, slots=True)
class Supply:
    """A fact that has to be known, and to be so.

    Attributes:
        fact: The fact.
        value: A value that will do, as a case states it.
        among: All values that will do, the rest being as it is.
        conditions: The ids of the conditions that need it.
    """

    fact: Fact
    value: Any
    among: tuple[Answer, ...]
    conditions: tuple[str, ...]


def supplies(
    inquiry: Inquiry, case: Supposition, parts: Sequence[Part], days: Days
) -> Iterator[tuple[Supply, ...]]:
    """Yield the smallest choices of facts that make open conditions hold.

    Args:
        inquiry: The rule.
        case: What is known and supposed; it comes back as it was.
        parts: The conditions that are open.
        days: The day asked about, and that of the question.

    Yields:
        What has to be supplied; nothing where no fact will do, as while a condition
        waits for a notice.
    """
    governed = inquiry.rule.rule.governed_by
    facts = {
        fact
        for part in parts
        for fact in part.facts
        if case.slots[fact.slot] is None and fact != governed
    }
    ways = {
        name: tuple(_likeliest(found, min(days)))
        for name, found in inquiry.ways(facts, case, days, parts).items()
    }
    asked = components(parts, facts)
    searches = (_Search(case, one, ways, days) for one in asked)
    smallest = [list(one.smallest()) for one in searches]
    for several in islice(product(*smallest), MOST_SETS):
        yield tuple(one for chosen in several for one in chosen)


def _likeliest(ways: Sequence[Way], day: int) -> Iterator[Way]:
    """Yield values; of an event the days up to one first, the latest before all.

    Then that it hasn't happened, then later days.
    """
    dated = [one for one in ways if isinstance(one.stated, date)]
    others = [one for one in ways if one not in dated and one is not UNSTATED]
    yield from (one for one in reversed(dated) if one.value <= day)
    yield from others
    yield from (one for one in dated if one.value > day)


class _Search:
    """The search for what makes the conditions of one component hold."""

    def __init__(
        self, case: Supposition, component: Component, ways: Ways, days: Days
    ) -> None:
        self._case = case
        self._parts = component.parts
        self._facts = component.facts
        self._ways = ways
        self._days = days

    def smallest(self) -> Iterator[tuple[Supply, ...]]:
        """Yield the smallest choices of facts; of many facts, one that is thin."""
        facts = self._facts
        for size in range(1, min(len(facts), MOST_AT_ONCE) + 1):
            firsts = map(self._first, combinations(facts, size))
            if found := list(islice(filter(None, firsts), MOST_SETS)):
                yield from map(self._told, found)
                return
        if len(facts) > MOST_AT_ONCE and (all_ := self._first(facts)):
            yield self._told(self._thinned(all_))

    def _first(self, facts: Sequence[Fact]) -> Chosen:
        """Return values of some facts that make them hold, empty where none do."""
        several = product(*(self._ways[fact.name] for fact in facts))
        for values in islice(several, MOST_TRIED):
            chosen = tuple(zip(facts, values, strict=True))
            if self._holds(chosen):
                return chosen
        return ()

    def _holds(self, chosen: Chosen) -> bool:
        for fact, way in chosen:
            self._case.suppose(fact, way)
        holds = all(part.judge(self._case, self._days) == GOOD for part in self._parts)
        for fact, _ in chosen:
            self._case.suppose(fact, UNSTATED)
        return holds

    def _thinned(self, chosen: Chosen) -> Chosen:
        """Return a choice without the facts that it can do without."""
        for one in chosen:
            fewer = tuple(other for other in chosen if other != one)
            chosen = fewer if self._holds(fewer) else chosen
        return chosen

    def _told(self, chosen: Chosen) -> tuple[Supply, ...]:
        return tuple(self._supply(one, chosen) for one in chosen)

    def _supply(self, one: tuple[Fact, Way], chosen: Chosen) -> Supply:
        """Return what is to be supplied of one fact, beside the others chosen."""
        fact, way = one
        others = tuple(other for other in chosen if other != one)

        def leaves(other: Way) -> str:
            return _HOLDS if self._holds((*others, (fact, other))) else _FAILS

        found = self._ways[fact.name]
        if fact.type.kind is Kind.EVENT:
            found = tuple(sorted(found, key=lambda one: int(one.value)))
        answers = answers_to(fact, found, leaves)
        among = tuple(answer for answer in answers if answer.leaves == _HOLDS)
        named = tuple(part.name for part in self._parts if fact in part.facts)
        return Supply(fact, self._named(fact, way, among), among, named)

    def _named(self, fact: Fact, way: Way, among: Sequence[Answer]) -> Any:
        """Return the value to name: of days in a row the last up to the day asked."""
        if fact.type.kind is not Kind.EVENT or way.stated == NOT_YET:
            return way.stated
        rows = (one for one in among if not one.words)
        row = next(one for one in rows if one.holds(way.stated))
        if not isinstance(row.last, date):
            return way.stated
        return max(min(row.last, date.fromordinal(self._days[0])), way.stated)
