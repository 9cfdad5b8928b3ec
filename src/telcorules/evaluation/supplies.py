"""What has to be known, and how it has to be, for open conditions to hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice, product
from typing import Any, Final

from telcorules.evaluation.answering import Answer, answers_to
from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.evaluation.completions import Component, components
from telcorules.evaluation.inquiries import GOOD, Inquiry, Part
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
    ways = {
        name: tuple(_likeliest(found, min(day, as_of.toordinal())))
        for name, found in inquiry.ways(facts, case, day, as_of).items()
    }
    each = [list(_of(case, one, ways, day)) for one in components(parts, facts)]
    for several in islice(product(*each), MOST_SETS):
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


def _of(
    case: Supposition, component: Component, ways: Ways, day: int
) -> Iterator[tuple[Supply, ...]]:
    """Yield the smallest choices for one component."""
    facts, parts = component.facts, component.parts
    for size in range(1, min(len(facts), MOST_AT_ONCE) + 1):
        firsts = (_first(case, parts, one, ways) for one in combinations(facts, size))
        if found := list(islice(filter(None, firsts), MOST_SETS)):
            yield from (_told(case, parts, one, ways, day) for one in found)
            return
    if len(facts) > MOST_AT_ONCE and (all_ := _first(case, parts, facts, ways)):
        yield _told(case, parts, _thinned(case, component, all_), ways, day)


def _first(
    case: Supposition, parts: Sequence[Part], facts: Sequence[Fact], ways: Ways
) -> Chosen:
    """Return values of some facts that make the parts hold, empty where none do."""
    several = product(*(ways[fact.name] for fact in facts))
    for values in islice(several, MOST_TRIED):
        chosen = tuple(zip(facts, values, strict=True))
        if _holds(case, parts, chosen):
            return chosen
    return ()


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
    case: Supposition, parts: Sequence[Part], chosen: Chosen, ways: Ways, day: int
) -> tuple[Supply, ...]:
    found = []
    for fact, way in chosen:
        others = tuple(one for one in chosen if one != (fact, way))
        leaves = _leaving(case, parts, others, fact)
        answers = answers_to(fact, _in_order(fact, ways), leaves)
        among = tuple(one for one in answers if one.leaves == _HOLDS)
        named = tuple(part.name for part in parts if fact in part.facts)
        found.append(Supply(fact, _named(fact, way, among, day), among, named))
    return tuple(found)


def _in_order(fact: Fact, ways: Ways) -> Sequence[Way]:
    """Return the values of a fact, days in their order, and not yet last."""
    found = ways[fact.name]
    if fact.type.kind is Kind.EVENT:
        return sorted(found, key=lambda way: int(way.value))
    return found


def _leaving(
    case: Supposition, parts: Sequence[Part], others: Chosen, fact: Fact
) -> Callable[[Way], str]:
    def leaves(way: Way) -> str:
        return _HOLDS if _holds(case, parts, (*others, (fact, way))) else _FAILS

    return leaves


def _named(fact: Fact, way: Way, among: Sequence[Answer], day: int) -> Any:
    """Return the value to name: of days in a row the last up to the day asked about."""
    if fact.type.kind is not Kind.EVENT or way.stated == NOT_YET:
        return way.stated
    row = next(one for one in among if one.covers(way))
    last = date.fromordinal(day)
    if isinstance(row.last, date):
        last = min(row.last, last)
    return max(last, way.stated) if row.last else way.stated
