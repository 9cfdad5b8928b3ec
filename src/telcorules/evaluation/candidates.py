"""Which values of an unknown fact can make a difference.

A fact has many values, and its rule tells few of them apart: the words that it names,
the numbers that it compares with, the days on which a comparison turns. One value
stands for all that come to the same.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import product
from math import log1p
from typing import Any

from telcorules.evaluation.event_days import MOST
from telcorules.evaluation.terms import FAR_PAST
from telcorules.foundation.regions import REGIONS
from telcorules.language import nodes
from telcorules.language.nodes import Node, walk
from telcorules.language.values import NOT_YET, read_money
from telcorules.language.vocabulary import NEVER, Fact, Kind, Type

_MOST_LISTS = 60
_MOST_NUMBERS = 200

_OTHER_TEXT = "\N{HORIZONTAL ELLIPSIS}"
_CENT = Decimal("0.01")
_ORDERED = 3
_LONG_AGO = 5_000
_AHEAD = 60
_LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Way:
    """A value that a fact may have, standing for all that come to the same.

    Attributes:
        value: As compiled rules see it: the ordinal of a day, `NEVER`, a word.
        stated: As a case states it: a day, ``"not-yet"``, a word.
        weight: How likely it is taken to be, beside the others of its fact.
    """

    value: Any
    stated: Any
    weight: float = 1.0


UNSTATED = Way(None, None)
"""What is left open; where a checklist asks whether a fact is stated at all."""


@dataclass(slots=True)
class Used:
    """How the trees of a rule use a fact.

    Attributes:
        named: The values that they name beside it, in their order.
        whole: Whether every value may come to something else.
        known: Whether they ask if it is stated.
        longest: How many items of a list they tell apart.
        loose: Whether they tell lists apart by single items, or beside other facts.
    """

    named: dict[Any, None] = field(default_factory=dict)
    whole: bool = False
    known: bool = False
    longest: int = 1
    loose: bool = False


def uses(roots: Iterable[Node]) -> dict[int, Used]:
    """Return how some trees use each fact, by its slot."""
    found: dict[int, Used] = {}
    for node in {id(one): one for root in roots for one in walk(root)}.values():
        if isinstance(node, nodes.FactOf):
            found.setdefault(node.fact.slot, Used())
        else:
            _note(node, found)
    return found


def _note(node: Node, found: dict[int, Used]) -> None:
    inner = list(_values_in(node))
    facts = {one.fact for one in inner if isinstance(one, nodes.FactOf)}
    used = [found.setdefault(fact.slot, Used()) for fact in facts]
    match node:
        case nodes.Known():
            used[0].known = True
        case nodes.OneOf() | nodes.Holds() | nodes.Compare():
            words = list(_named_in(node, inner))
            for one in used:
                one.named |= dict.fromkeys(words)
                one.whole = one.whole or len(facts) > 1
                one.loose = one.loose or len(facts) > 1
                one.longest = max(one.longest, _length(inner))
        case nodes.Appoint():
            for one in used:
                one.whole = True
        case nodes.ItemOf():
            for one in used:
                one.longest = max(one.longest, node.index + 1, -node.index)
                one.loose = one.loose or node.index != 0
        case _:
            pass


def _values_in(node: Node) -> Iterator[Node]:
    """Yield what a node is made of, but for the conditions that choose its value."""
    yield node
    for part in node.parts:
        if part.type.kind is not Kind.BOOL or isinstance(part, nodes.FactOf):
            yield from _values_in(part)


def _named_in(node: Node, inner: Sequence[Node]) -> Iterator[Any]:
    yield from (one.value for one in inner if isinstance(one, nodes.Constant))
    if isinstance(node, nodes.OneOf):
        yield from node.words
    if isinstance(node, nodes.Holds):
        yield node.word


def _length(inner: Sequence[Node]) -> int:
    if not any(isinstance(one, nodes.Length) for one in inner):
        return 1
    counts = (
        one.value
        for one in inner
        if isinstance(one, nodes.Constant) and type(one.value) is int
    )
    return max(counts, default=1) + 1


@dataclass(frozen=True, slots=True)
class Turns:
    """Where the answer can turn on a fact of an ordered kind.

    Attributes:
        about: The ordinal of the day asked about.
        days: The days of an event on which something turns.
        numbers: The numbers on which something turns.
    """

    about: int
    days: Collection[int] = ()
    numbers: Collection[Any] = ()


def ways(fact: Fact, used: Used, turns: Turns) -> tuple[Way, ...]:
    """Return the values of a fact that are worth trying.

    Args:
        fact: The fact.
        used: How the trees use it.
        turns: Where the answer turns on it.
    """
    found = _ways(fact.type, used, turns)
    return (*found, UNSTATED) if used.known else tuple(found)


def are_all(fact: Fact, used: Used, found: Sequence[Way]) -> bool:
    """Tell whether the values of a fact that are worth trying are all there.

    Of most lists, and of very many numbers or days, only some are.
    """
    if fact.type.item is not None:
        few = used.longest <= _ORDERED and len(found) < _MOST_LISTS
        return few and fact.type.item is Kind.REGION and not used.loose
    if fact.type.kind is Kind.EVENT:
        return len(found) < MOST
    return len(found) < _MOST_NUMBERS


def _ways(type_: Type, used: Used, turns: Turns) -> list[Way]:
    if type_.item is not None:
        return _lists(type_, used)
    match type_.kind:
        case Kind.BOOL:
            return [Way(True, True), Way(False, False)]  # noqa: FBT003
        case Kind.ENUM | Kind.REGION:
            return _words(words_of(type_), used)
        case Kind.EVENT:
            return _days(sorted(turns.days), turns.about)
        case Kind.TEXT:
            texts = [one for one in used.named if isinstance(one, str)]
            return [Way(one, one) for one in (*texts, _OTHER_TEXT)]
        case _:
            return [Way(one, one) for one in turns.numbers]


def _days(days: Sequence[int], about: int) -> list[Way]:
    """Return days, each as likely as the span up to the next.

    An event is as likely to lie up to ten days back as ten to a hundred; and one time
    in five it hasn't happened.
    """
    back = [_back(about, day) for day in days]
    ends = [*back[1:], _back(about, about + _AHEAD)]
    spans = [max(a - b, _LEAST) for a, b in zip(back, ends, strict=True)]
    dated = [
        Way(day, date.fromordinal(day), span)
        for day, span in zip(days, spans, strict=True)
    ]
    return [*dated, Way(NEVER, NOT_YET, sum(spans) / 4)]


def _back(about: int, day: int) -> float:
    """Return how far a day lies back, in powers; what lies ahead counts by half."""
    distance = log1p(min(abs(about - day), _LONG_AGO))
    return distance if day <= about else -distance / 2


def words_of(type_: Type) -> tuple[str, ...]:
    """Return the words of an enum, or the codes of the provinces."""
    region = Kind.REGION in (type_.kind, type_.item)
    return tuple(REGIONS) if region else type_.values


def _words(words: Sequence[str], used: Used) -> list[Way]:
    """Return the words that are named, and one for all others."""
    if used.whole:
        return [Way(word, word) for word in words]
    others = [word for word in words if word not in used.named]
    named = [Way(word, word) for word in words if word in used.named]
    return [*named, *(Way(one, one, len(others)) for one in others[:1])]


def _lists(type_: Type, used: Used) -> list[Way]:
    """Return lists of the items that are named, and of others, in every order."""
    item = Type(type_.item or Kind.TEXT, type_.values)
    inner = [one.stated for one in _items(item, used)]
    found: list[tuple[Any, ...]] = [(one,) for one in inner]
    longer = found
    for _ in range(min(max(used.longest, 2), _ORDERED) - 1):
        longer = [(*one, more) for one in longer for more in inner if more not in one]
        found = [*found, *longer]
    return [Way(_as_slot(item, one), one) for one in found[:_MOST_LISTS]]


def _items(item: Type, used: Used) -> list[Way]:
    if item.kind in (Kind.ENUM, Kind.REGION):
        words = words_of(item)
        named = [word for word in words if word in used.named]
        others = [word for word in words if word not in used.named]
        few = min(max(used.longest, 2), _ORDERED)
        return [Way(word, word) for word in (*named, *others[:few])]
    return _ways(item, used, Turns(FAR_PAST, (FAR_PAST,), (0, 1)))


def _as_slot(item: Type, items: tuple[Any, ...]) -> tuple[Any, ...]:
    if item.kind is not Kind.EVENT:
        return items
    return tuple(NEVER if one == NOT_YET else one.toordinal() for one in items)


def turning_numbers(
    fact: Fact, roots: Iterable[Node], value_of: Callable[[Fact], Any]
) -> list[Any]:
    """Return the numbers of a fact around which something can turn.

    Args:
        fact: The fact.
        roots: The trees.
        value_of: Gives the value of a fact, None while it is unknown.
    """
    unit = Decimal(1) if fact.type.kind is Kind.INT else _CENT
    found: set[Decimal] = set()
    for node in {id(one): one for one in _walked(roots)}.values():
        inner = _with(fact, node)
        stated = [one.value for one in inner if isinstance(one, nodes.Constant)]
        stated += node.words if isinstance(node, nodes.OneOf) else ()
        told = [value_of(one.fact) for one in inner if isinstance(one, nodes.FactOf)]
        base = [Decimal(one) for one in {0, *_numbers(stated), *_numbers(told)}]
        reckoned = any(isinstance(one, nodes.Arithmetic) for one in inner)
        reached = _reckoned(base) if reckoned else base
        found |= {one.quantize(unit) for one in reached if inner}
    near = {one + step * unit for one in found for step in (-1, 0, 1)}
    kept = sorted(one for one in near if one >= 0)[:_MOST_NUMBERS]
    read = int if fact.type.kind is Kind.INT else read_money
    return [read(one) for one in kept]


def _walked(roots: Iterable[Node]) -> Iterator[Node]:
    for root in roots:
        yield from walk(root)


def _with(fact: Fact, node: Node) -> list[Node]:
    """Return what a comparison or a sum is made of, where a fact is part of it."""
    if not isinstance(node, nodes.Compare | nodes.OneOf | nodes.Arithmetic):
        return []
    inner = list(_values_in(node))
    read = (one.fact for one in inner if isinstance(one, nodes.FactOf))
    return inner if fact in read else []


def _reckoned(base: Sequence[Decimal]) -> Iterator[Decimal]:
    """Yield what two numbers make of one another."""
    for one, other in product(base, repeat=2):
        yield from (one + other, one - other, one * other)
        if other:
            yield one / other


def _numbers(values: Iterable[Any]) -> Iterator[Any]:
    for one in values:
        if isinstance(one, int | Decimal) and not isinstance(one, bool):
            yield one
