"""What every completion of unknown facts leads to, and which facts make a difference.

Facts that no condition reads together are looked at apart. Where their completions
are few, all are tried; where they are many, so many as are bearable.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, prod
from random import Random
from typing import Any, Final

from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.evaluation.interviews import Interview
from telcorules.evaluation.parts import BAD, Days, Part
from telcorules.evaluation.supposing import Supposition
from telcorules.language.vocabulary import Fact, Kind

Seen = Callable[[Any], Any]
"""What an answer counts as, beside what else is in the way."""


@dataclass(frozen=True, slots=True)
class Component:
    """Parts of an answer that hang together, and the unknown facts in them."""

    parts: tuple[Part, ...]
    facts: tuple[Fact, ...]


def components(parts: Iterable[Part], facts: Iterable[Fact]) -> list[Component]:
    """Return parts by the facts that they share.

    Args:
        parts: The parts.
        facts: The facts that are to be looked at; the others are as they are.
    """
    asked = {fact.name for fact in facts}
    found: list[Component] = []
    for part in parts:
        inner = {fact for fact in part.facts if fact.name in asked}
        joined = [one for one in found if inner & {*one.facts}]
        found = [one for one in found if one not in joined]
        inner = inner.union(*(one.facts for one in joined))
        several = (*(other for one in joined for other in one.parts), part)
        in_order = tuple(sorted(inner, key=lambda fact: fact.slot))
        found.append(Component(several, in_order))
    return found


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the completions of some facts lead to.

    Attributes:
        reached: Every answer that some completion leads to.
        price: How many questions it takes to find something in the way.
        costs: How many questions are left where a fact is asked first, by its name;
            only of facts that make a difference.
    """

    reached: frozenset[Any]
    price: float
    costs: Mapping[str, float]


class Table:
    """The answer under every completion of some facts.

    Args:
        facts: The facts.
        ways: The values of each.
        answers: The answers, the last fact varying first.
    """

    def __init__(
        self,
        facts: Sequence[Fact],
        ways: Sequence[tuple[Way, ...]],
        answers: list[Any],
    ) -> None:
        self.answers = answers
        self._facts = facts
        self._ways = ways
        self._sizes = [len(one) for one in ways]

    def reached(self) -> set[Any]:
        """Return every answer that some completion leads to."""
        return {*self.answers}

    def outlook(self, seen: Seen, trust: float | None) -> Outlook:
        """Return what the completions lead to.

        Args:
            seen: What an answer counts as.
            trust: How many times likelier than the other the answer to a yes-or-no
                question is that stands less in the way; None where no answer does.
        """
        answers = list(map(seen, self.answers))
        failing = None if trust is None else BAD
        shares = self._shares(answers, trust or 1.0)
        interview = Interview(*_reduced(answers, shares), failing)
        price = inf if trust is None else interview.price()
        costs = {
            self._facts[axis].name: cost for axis, cost in interview.costs().items()
        }
        return Outlook(frozenset(answers), price, costs)

    def _shares(self, answers: list[Any], trust: float) -> list[list[float]]:
        """Return how likely each value of each fact is taken to be."""
        found = []
        for axis, (fact, ways) in enumerate(zip(self._facts, self._ways, strict=True)):
            weights = [one.weight for one in ways]
            if fact.type.kind is Kind.BOOL and trust > 1:
                weights = self._trusted(answers, axis, trust)
            found.append([one / sum(weights) for one in weights])
        return found

    def _trusted(self, answers: list[Any], axis: int, trust: float) -> list[float]:
        places = range(self._sizes[axis])
        failing = [
            sum(one == BAD for one in _slice(answers, self._sizes, axis, place))
            for place in places
        ]
        return [trust if one < max(failing) else 1.0 for one in failing]


def _reduced(
    answers: list[Any], shares: list[list[float]]
) -> tuple[list[Any], list[list[float]]]:
    """Return a table in which values that come to the same are one."""
    sizes = [len(one) for one in shares]
    kept = [list(one) for one in shares]
    for axis in range(len(sizes)):
        classes: dict[tuple[Any, ...], float] = {}
        for place, share in enumerate(kept[axis]):
            key = tuple(_slice(answers, sizes, axis, place))
            classes[key] = classes.get(key, 0.0) + share
        answers = _stacked(list(classes), sizes, axis)
        sizes[axis] = len(classes)
        kept[axis] = list(classes.values())
    return answers, kept


def _slice(
    answers: Sequence[Any], sizes: Sequence[int], axis: int, place: int
) -> Iterator[Any]:
    """Yield the answers in which a fact has the value at a place."""
    stride = prod(sizes[axis + 1 :])
    for start in range(place * stride, len(answers), stride * sizes[axis]):
        yield from answers[start : start + stride]


def _stacked(
    slices: Sequence[tuple[Any, ...]], sizes: Sequence[int], axis: int
) -> list[Any]:
    stride = prod(sizes[axis + 1 :])
    found: list[Any] = []
    for start in range(0, len(slices[0]), stride):
        for one in slices:
            found += one[start : start + stride]
    return found


Met = tuple[Any, Mapping[str, tuple[Any, ...]]]
"""An answer, and the answers with every value of each fact alone."""


class Sample:
    """The answers of some completions, where there are too many for a table.

    Args:
        met: What was met.
    """

    def __init__(self, met: Sequence[Met]) -> None:
        self._met = met

    def reached(self) -> set[Any]:
        """Return every answer that was met."""
        return {
            one for _, others in self._met for found in others.values() for one in found
        }

    def outlook(self, seen: Seen, trust: float | None) -> Outlook:
        """Return what the completions lead to, as far as they were tried."""
        turned: dict[str, int] = {}
        for _, others in self._met:
            for name, found in others.items():
                turned[name] = turned.get(name, 0) + (len({*map(seen, found)}) > 1)
        costs = {name: 1 / count for name, count in turned.items() if count}
        failing = sum(seen(answer) == BAD for answer, _ in self._met)
        price = inf
        if trust is not None and failing:
            price = len(costs) * len(self._met) / failing
        return Outlook(frozenset(map(seen, self.reached())), price, costs)


@dataclass(frozen=True, slots=True)
class Effort:
    """How many completions are tried.

    Attributes:
        few: Up to how many are all tried.
        samples: How many, each with other values of every fact, where there are more.
    """

    few: int
    samples: int


CONDITIONS: Final = Effort(50_000, 150)
WHOLE: Final = Effort(6_000, 40)
HARDER: Final = Effort(20_000, 400)
"""How hard conditions and rows are tried, whole rules, and these again in vain."""

_VALUES: Final = 12
"""How many values of a fact are tried beside one completion."""

Judge = Callable[[Supposition], Any]


def tried(
    case: Supposition,
    component: Component,
    ways: Mapping[str, tuple[Way, ...]],
    days: Days,
    effort: Effort,
) -> Table | Sample:
    """Try the completions of a component: all, or where they are many, some.

    Args:
        case: The case; it comes back as it was.
        component: The parts and their facts.
        ways: The values of each fact.
        days: The day asked about and the day of the question.
        effort: How many.
    """
    facts = component.facts
    each = [ways[fact.name] for fact in facts]
    judge = joint(component.parts, days)
    if prod(map(len, each)) <= effort.few:
        return Table(facts, each, list(_all(case, facts, each, judge)))
    return Sample(list(_some(case, facts, each, judge, effort.samples)))


def joint(parts: Sequence[Part], days: Days) -> Judge:
    """Return what parts come to together: of several, the least."""
    first, *others = (part.judge for part in parts)

    def judge(case: Supposition) -> Any:
        least: Any = first(case, days)
        for one in others:
            if least == BAD:
                break
            least = min(least, one(case, days))
        return least

    return judge


def _all(
    case: Supposition,
    facts: Sequence[Fact],
    ways: Sequence[tuple[Way, ...]],
    judge: Judge,
) -> Iterator[Any]:
    if not facts:
        yield judge(case)
        return
    for way in ways[0]:
        case.suppose(facts[0], way)
        yield from _all(case, facts[1:], ways[1:], judge)
    case.suppose(facts[0], UNSTATED)


def _some(
    case: Supposition,
    facts: Sequence[Fact],
    ways: Sequence[tuple[Way, ...]],
    judge: Judge,
    samples: int,
) -> Iterator[Met]:
    pick = Random(" ".join(fact.name for fact in facts))  # noqa: S311 - reproducible
    for _ in range(samples):
        chosen = [pick.choice(one) for one in ways]
        for fact, way in zip(facts, chosen, strict=True):
            case.suppose(fact, way)
        others = {}
        for fact, way, values in zip(facts, chosen, ways, strict=True):
            few = pick.sample(values, min(_VALUES, len(values)))
            others[fact.name] = tuple(_each(case, fact, [way, *few], judge))
            case.suppose(fact, way)
        yield judge(case), others
    for fact in facts:
        case.suppose(fact, UNSTATED)


def _each(
    case: Supposition, fact: Fact, ways: Iterable[Way], judge: Judge
) -> Iterator[Any]:
    for way in ways:
        case.suppose(fact, way)
        yield judge(case)
