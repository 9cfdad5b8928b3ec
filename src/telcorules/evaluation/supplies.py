"""What has to be known, and how it has to be, for open conditions to hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Final

from telcorules.evaluation.answering import Answer, answers_to
from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.evaluation.completions import Component, components
from telcorules.evaluation.inquiries import GOOD, Inquiry, Part
from telcorules.evaluation.supposing import Supposition
from telcorules.language.vocabulary import Fact, Kind

MOST_AT_ONCE: Final = 3
"""Up to how many facts of one component every choice of facts is tried."""

MOST_SETS: Final = 4
"""How many choices of facts of one component are told at most, and of all together."""

_HOLDS = "holds"
_FAILS = "fails"

Ways = Mapping[str, tuple[Way, ...]]
Chosen = tuple[tuple[Fact, Way], ...]


@dataclass(frozen=True, slots=True)
class Supply:
    """A fact that has to be known, and to be so.

    Attributes:
        fact: The fact.
        way: A value that will do.
        among: All values that will do as well, the rest being as it is.
        conditions: The ids of the conditions that need it.
    """

    fact: Fact
    way: Way
    among: Answer
    conditions: tuple[str, ...]


def supplies(
    inquiry: Inquiry, case: Supposition, parts: Sequence[Part], day: int, as_of: date
) -> Iterator[tuple[Supply, ...]]:
    """Yield the smallest choices of facts that make open conditions hold.

    Args:
        inquiry: The rule.
        case: What is known and supposed; it comes back as it was.
        parts: The conditions that are open.
        day: The ordinal of the day asked about.
        as_of: The day of the question.

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
    ways = inquiry.ways(facts, case, day, as_of)
    each = [list(_of(case, one, ways)) for one in components(parts, facts)]
    for count, several in enumerate(product(*each)):
        if count == MOST_SETS:
            return
        yield tuple(one for chosen in several for one in chosen)


def _of(
    case: Supposition, component: Component, ways: Ways
) -> Iterator[tuple[Supply, ...]]:
    """Yield the smallest choices for one component."""
    for size in range(1, min(len(component.facts), MOST_AT_ONCE) + 1):
        found = 0
        for facts in combinations(component.facts, size):
            chosen = _first(case, component.parts, facts, ways)
            if chosen and found < MOST_SETS:
                found += 1
                yield _told(case, component.parts, chosen, ways)
        if found:
            return
    chosen = _first(case, component.parts, component.facts, ways)
    if chosen:
        yield _told(case, component.parts, _thinned(case, component, chosen), ways)


def _first(
    case: Supposition, parts: Sequence[Part], facts: Sequence[Fact], ways: Ways
) -> Chosen:
    """Return values of some facts that make the parts hold, empty where none do."""
    for several in product(*(_likely(fact, ways) for fact in facts)):
        chosen = tuple(zip(facts, several, strict=True))
        if _holds(case, parts, chosen):
            return chosen
    return ()


def _likely(fact: Fact, ways: Ways) -> Sequence[Way]:
    """Return the values of a fact, of an event the latest days first."""
    found = [one for one in ways[fact.name] if one is not UNSTATED]
    if fact.type.kind is Kind.EVENT:
        return [*found[-2::-1], found[-1]]
    return found


def _holds(case: Supposition, parts: Iterable[Part], chosen: Chosen) -> bool:
    for fact, way in chosen:
        case.suppose(fact, way)
    holds = all(part.answer(case) == GOOD for part in parts)
    for fact, _ in chosen:
        case.suppose(fact, UNSTATED)
    return holds


def _thinned(case: Supposition, component: Component, chosen: Chosen) -> Chosen:
    """Return a choice without the facts that it can do without."""
    for one in chosen:
        fewer = tuple(other for other in chosen if other != one)
        if _holds(case, component.parts, fewer):
            chosen = fewer
    return chosen


def _told(
    case: Supposition, parts: Sequence[Part], chosen: Chosen, ways: Ways
) -> tuple[Supply, ...]:
    return tuple(_supply(case, parts, chosen, one, ways) for one in chosen)


def _supply(
    case: Supposition,
    parts: Sequence[Part],
    chosen: Chosen,
    one: tuple[Fact, Way],
    ways: Ways,
) -> Supply:
    fact, way = one
    others = tuple(other for other in chosen if other != one)
    stated = [other for other in ways[fact.name] if other is not UNSTATED]
    answers = answers_to(fact, stated, _leaves(case, parts, others, fact))
    among = next(
        answer for answer in answers if answer.leaves == _HOLDS and answer.covers(way)
    )
    named = tuple(part.name for part in parts if fact in part.facts)
    return Supply(fact, _latest(fact, way, among), among, named)


def _leaves(
    case: Supposition, parts: Sequence[Part], others: Chosen, fact: Fact
) -> Callable[[Way], str]:
    def leaves(way: Way) -> str:
        return _HOLDS if _holds(case, parts, (*others, (fact, way))) else _FAILS

    return leaves


def _latest(fact: Fact, way: Way, among: Answer) -> Way:
    """Return the value to name: of a row of days the last, where it has one."""
    if fact.type.kind is Kind.EVENT and isinstance(among.last, date):
        return Way(among.last.toordinal(), among.last)
    return way
