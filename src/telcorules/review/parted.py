"""Cases on which two rules may differ, found by the thresholds of both.

For each fact those values are tried that one of the two rules tells apart
(`Pair.ways`): together they make cells, and within a cell both answer alike. Where
the cells are few all are asked. Where they are many, what the rules don't share is
asked in every cell of its own facts, and the other facts are filled in, at random
and so that nothing else applies.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from math import isqrt, prod
from random import Random
from typing import Any, Final

from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.evaluation.parts import GOOD, Part, facts_of
from telcorules.language.compile import Values, compile_values
from telcorules.language.nodes import Node
from telcorules.language.values import NOT_YET
from telcorules.language.vocabulary import NEVER, Kind
from telcorules.review.meaning import form_of
from telcorules.review.sides import Assignment, Days, Pair, Side
from telcorules.review.strictness import Answer, Move, moved

Choices = Mapping[str, tuple[Way, ...]]
"""The values of some facts that are tried, by their names."""

_Roots = tuple[list[Node], list[Node]]
"""Trees of the one rule, and of the other."""

_MOST_SILENCED: Final = 5


@dataclass(frozen=True, slots=True)
class Effort:
    """How many cells are asked.

    Attributes:
        few: Up to how many are all asked.
        groups: How many ways in which the differing parts come out are followed up.
        tries: How often the other facts are filled in for each.
    """

    few: int
    groups: int
    tries: int


@dataclass(frozen=True, slots=True)
class Met:
    """A case that two rules answer differently."""

    stated: Mapping[str, Way]
    as_of: int
    old: Answer
    new: Answer
    move: Move

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes another difference of it: which way, from what, to what."""
        return self.move.value, self.old.word, self.new.word


@dataclass(slots=True)
class Finds:
    """What a search came upon.

    Attributes:
        met: The first case of each difference.
        cells: How many cases were asked.
        whole: Whether every cell was.
        grounds: Whether a condition comes out otherwise, whatever the outcome does.
    """

    met: dict[tuple[str, str, str], Met] = field(default_factory=dict)
    cells: int = 0
    whole: bool = True
    grounds: bool = False

    def note(self, pair: Pair, stated: Assignment, as_of: int) -> None:
        """Ask both rules on the case as it is supposed, and keep a difference."""
        self.cells += 1
        if (found := _met(pair, stated, as_of)) is not None:
            self.met.setdefault(found.key, found)


def _met(pair: Pair, stated: Assignment, as_of: int) -> Met | None:
    old, new = pair.answers(as_of)
    move = moved(old, new)
    return None if move is None else Met(dict(stated), as_of, old, new, move)


def met_in(pair: Pair, stated: Assignment, as_of: int) -> Met | None:
    """Return how two rules part in a case that states these facts and no other."""
    pair.state(stated)
    return _met(pair, stated, as_of)


def in_cells(pair: Pair, choices: Choices, days: Days, effort: Effort) -> Finds:
    """Ask two rules as a whole in the cells of some facts.

    Args:
        pair: The rules.
        choices: The facts, each with the values that are tried.
        days: The day asked about, and that of the question.
        effort: How many cells to ask.
    """
    wider = _with_unknown(choices)
    finds = Finds(whole=_count(wider) <= effort.few)
    choices = wider if finds.whole else choices
    if _count(choices) <= effort.few:
        for stated in walked(pair, choices):
            finds.note(pair, stated, days[1])
        return finds
    _Followed(pair, choices, days, effort).into(finds)
    return finds


def _with_unknown(choices: Choices) -> Choices:
    """Return the values with what isn't stated among them."""
    return {
        name: ways if UNSTATED in ways else (UNSTATED, *ways)
        for name, ways in choices.items()
    }


def _count(choices: Choices) -> int:
    return prod(map(len, choices.values()))


def walked(pair: Pair, choices: Choices) -> Iterator[dict[str, Way]]:
    """Yield every combination of values while it is supposed; forgotten in the end."""
    stated: dict[str, Way] = {}
    yield from _walked(pair, list(choices.items()), stated)
    for name in choices:
        pair.suppose(name, UNSTATED)


def _walked(
    pair: Pair, choices: Sequence[tuple[str, tuple[Way, ...]]], stated: dict[str, Way]
) -> Iterator[dict[str, Way]]:
    if not choices:
        yield stated
        return
    name, ways = choices[0]
    for way in ways:
        stated[name] = way
        pair.suppose(name, way)
        yield from _walked(pair, choices[1:], stated)


class _Followed:
    """Cells in which two rules part, followed up until an answer shows it.

    First the facts of the smallest conditions that aren't the same, then the other
    facts of the expressions around them, then all others.
    """

    def __init__(
        self, pair: Pair, choices: Choices, days: Days, effort: Effort
    ) -> None:
        self._pair, self._days, self._effort = pair, days, effort
        self._sides = (pair.old, pair.new)
        self._roots, shared = _apart(pair)
        self._cores = _smallest(*self._roots)
        self._shared = _compiled(pair.new, shared)
        inner, outer = self._read(self._cores), self._read(self._roots)
        self._core = {n: w for n, w in choices.items() if n in inner}
        self._around = {n: w for n, w in choices.items() if n in outer - inner}
        self._rest = {n: w for n, w in choices.items() if n not in inner | outer}
        self._pick = Random(" ".join(choices))  # noqa: S311 - reproducible

    def _read(self, roots: _Roots) -> set[str]:
        return {
            one.name
            for side, trees in zip(self._sides, roots, strict=True)
            for one in facts_of(trees, side.inquiry.rule.context)
        }

    def into(self, finds: Finds) -> None:
        """Ask, and keep what differs."""
        if not any(self._roots):  # limits differ, no expression
            self._by_pairs(finds)
            for stated in some_cells(self._pair, self._rest, self._effort):
                finds.note(self._pair, stated, self._days[1])
            return
        cores = self._groups(self._cores, self._core)
        for core in cores[: self._effort.groups]:
            self._suppose(core)
            around = self._groups(self._roots, self._around)
            for one in around[: self._effort.tries]:
                self._suppose({**core, **one})
                self._ask({**core, **one}, finds)
        self._suppose(dict.fromkeys(self._pair.facts, UNSTATED))

    def _by_pairs(self, finds: Finds) -> None:
        """Ask every two facts together, the others unknown or not happened yet."""
        pairs = list(combinations(self._rest, 2))
        most = max(isqrt(self._effort.few // (8 * len(pairs))), 2)
        for never in (UNSTATED, Way(NEVER, NOT_YET)):
            base = {
                n: never if n in self._pair.events else UNSTATED for n in self._rest
            }
            for one, other in pairs:
                self._suppose(base)
                several = {n: self._rest[n][:most] for n in (one, other)}
                for stated in walked(self._pair, several):
                    finds.note(self._pair, {**base, **stated}, self._days[1])

    def _ask(self, stated: dict[str, Way], finds: Finds) -> None:
        """Fill in what else there is: nothing, something, so that little applies."""
        finds.note(self._pair, stated, self._days[1])
        if not self._rest:
            return
        for number in range(self._effort.tries):
            rest = {name: self._pick.choice(w) for name, w in self._rest.items()}
            self._suppose(rest)
            if number % 2:
                self._silence(rest)
            finds.note(self._pair, {**stated, **rest}, self._days[1])
        self._suppose(dict.fromkeys(self._rest, UNSTATED))

    def _suppose(self, stated: Assignment) -> None:
        for name, way in stated.items():
            self._pair.suppose(name, way)

    def _groups(self, roots: _Roots, choices: Choices) -> list[dict[str, Way]]:
        """Return a cell for each way in which trees come out; of those that differ."""
        old, new = map(_compiled, self._sides, roots)
        found: dict[Any, dict[str, Way]] = {}
        for stated in some_cells(self._pair, choices, self._effort):
            key = (
                old(self._pair.old.case.slots, *self._days),
                new(self._pair.new.case.slots, *self._days),
            )
            if key not in found:
                found[key] = dict(stated)
        differing = [one for key, one in found.items() if key[0] != key[1]]
        return differing or list(found.values())

    def _silence(self, rest: dict[str, Way]) -> None:
        """Change other facts one by one so that fewer of the shared parts apply."""
        for name, ways in self._rest.items():
            some = self._pick.sample(ways, min(len(ways), _MOST_SILENCED))
            found = []
            for place, way in enumerate(some):
                self._pair.suppose(name, way)
                found.append((self._loud(), place, way))
            rest[name] = min(found)[2]
            self._pair.suppose(name, rest[name])

    def _loud(self) -> int:
        truths = self._shared(self._pair.new.case.slots, *self._days)
        return sum(one is not False for one in truths)


def _compiled(side: Side, roots: Iterable[Node]) -> Values:
    context = side.inquiry.rule.context
    return compile_values(list(roots), context.readings, context.calendar)


def _apart(pair: Pair) -> tuple[_Roots, list[Node]]:
    """Return the trees that each rule alone has, and those of both."""
    olds, news = (
        {_text(root): root for root in side.inquiry.roots}
        for side in (pair.old, pair.new)
    )
    own = (
        [one for text, one in olds.items() if text not in news],
        [one for text, one in news.items() if text not in olds],
    )
    return own, [one for text, one in news.items() if text in olds]


def _smallest(olds: list[Node], news: list[Node]) -> _Roots:
    """Return the smallest conditions in which trees differ, pair by pair."""
    if len(olds) != len(news):
        return olds, news
    pairs = [_inmost(*one) for one in zip(olds, news, strict=True)]
    return [one for one, _ in pairs], [one for _, one in pairs]


def _inmost(old: Node, new: Node) -> tuple[Node, Node]:
    """Return the one condition in two trees that differs, or where several do, both."""
    if type(old) is not type(new) or len(old.parts) != len(new.parts):
        return old, new
    pairs = zip(old.parts, new.parts, strict=True)
    differing = [one for one in pairs if _text(one[0]) != _text(one[1])]
    if len(differing) != 1 or differing[0][0].type.kind is not Kind.BOOL:
        return old, new
    return _inmost(*differing[0])


def _text(root: Node) -> str:
    return json.dumps(form_of(root), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class _Joint:
    """A condition as two rules have it; None where one has none of that name."""

    old: Part | None
    new: Part | None
    facts: tuple[str, ...]
    same: bool

    def grades(self, pair: Pair, days: Days) -> tuple[int, int]:
        """Return how it stands in both."""
        old = GOOD if self.old is None else self.old.judge(pair.old.case, days)
        if self.same:
            return old, old
        new = GOOD if self.new is None else self.new.judge(pair.new.case, days)
        return old, new


Grades = tuple[int, int]


def by_conditions(pair: Pair, days: Days, effort: Effort) -> Finds:
    """Ask two rules made of conditions, those together that share facts.

    Conditions that share no fact come out one way whatever the others do, so that
    every outcome of the whole follows from the outcomes of such groups.

    Args:
        pair: The rules.
        days: The day asked about, on which the event that governs them is supposed to
            happen, and that of the question.
        effort: How many cells to ask.
    """
    finds = Finds()
    on: dict[str, Way] = {}
    governed = pair.governed
    if governed is not None:
        on[governed] = Way(days[0], date.fromordinal(days[0]))
        pair.suppose(governed, on[governed])
    states: dict[Grades, dict[str, Way]] = {(GOOD, GOOD): on}
    for group in groups_of(pair, days[0]):
        states = _combined(states, _reached(pair, group, days, effort, finds))
    for stated in states.values():
        pair.state(stated)
        finds.note(pair, stated, days[1])
    return finds


def _combined(
    states: Mapping[Grades, dict[str, Way]], reached: Mapping[Grades, dict[str, Way]]
) -> dict[Grades, dict[str, Way]]:
    """Return what groups come to together: of several, the least."""
    found: dict[Grades, dict[str, Way]] = {}
    for (a, b), one in states.items():
        for (c, d), other in reached.items():
            found.setdefault((min(a, c), min(b, d)), {**one, **other})
    return found


def _joints(pair: Pair, day: int) -> list[_Joint]:
    olds, news = (
        {one.name: one for one in side.inquiry.parts(day)}
        for side in (pair.old, pair.new)
    )
    forms = [side.conditions(day) for side in (pair.old, pair.new)]
    found = []
    for name in dict.fromkeys((*olds, *news)):
        parts = (olds.get(name), news.get(name))
        facts = {f.name for part in parts if part for f in part.facts}
        facts = (facts & {*pair.facts}) - {pair.governed}
        same = forms[0].get(name) == forms[1].get(name)
        found.append(_Joint(*parts, tuple(sorted(facts)), same))
    return found


Group = tuple[_Joint, ...]
"""Conditions that hang together by the facts that they share."""


def groups_of(pair: Pair, day: int) -> list[Group]:
    """Return the conditions of two rules on a day by the facts that they share."""
    found: list[tuple[set[str], Group]] = []
    for joint in _joints(pair, day):
        facts: set[str] = {*joint.facts}
        group: Group = (joint,)
        for one in [each for each in found if each[0] & facts]:
            found.remove(one)
            facts, group = facts | one[0], (*one[1], *group)
        found.append((facts, group))
    return [group for _, group in found]


def _reached(
    pair: Pair, group: Group, days: Days, effort: Effort, finds: Finds
) -> dict[Grades, dict[str, Way]]:
    """Return how a group can stand in both rules, with a cell for each.

    Of a group that both rules share it is enough to know that it can be met.
    """
    same = all(joint.same for joint in group)
    reached: dict[Grades, dict[str, Way]] = {}
    choices = _with_unknown(_choices(pair, group, days))
    for stated in some_cells(pair, choices, effort):
        grades = [joint.grades(pair, days) for joint in group]
        finds.cells += 1
        finds.grounds = finds.grounds or any(a != b for a, b in grades)
        least = min(a for a, _ in grades), min(b for _, b in grades)
        if least not in reached:
            reached[least] = _known(stated)
        if same and (GOOD, GOOD) in reached:
            return reached
    finds.whole = finds.whole and _count(choices) <= effort.few
    return reached


def group_stands(
    pair: Pair, group: Group, days: Days, effort: Effort
) -> dict[tuple[int, ...], dict[str, Way]]:
    """Return how the conditions of a group can stand, each with a cell for it."""
    found: dict[tuple[int, ...], dict[str, Way]] = {}
    for stated in some_cells(pair, _with_unknown(_choices(pair, group, days)), effort):
        key = tuple(joint.grades(pair, days)[0] for joint in group)
        found.setdefault(key, _known(stated))
    return found


def _known(stated: Assignment) -> dict[str, Way]:
    return {name: way for name, way in stated.items() if way is not UNSTATED}


def _choices(pair: Pair, group: Group, days: Days) -> Choices:
    """Return the values that are worth trying of the facts of a group."""
    names = dict.fromkeys(name for joint in group for name in joint.facts)
    parts = [
        (side, part)
        for joint in group
        for side, part in ((pair.old, joint.old), (pair.new, joint.new))
        if part is not None
    ]
    relations = [one for side, part in parts for one in side.named(part.relations)]
    return pair.ways(names, days, relations)


def some_cells(
    pair: Pair, choices: Choices, effort: Effort
) -> Iterator[dict[str, Way]]:
    """Yield every combination of values; where they are many, some."""
    if _count(choices) <= effort.few:
        yield from walked(pair, choices)
        return
    pick = Random(" ".join(choices))  # noqa: S311 - reproducible
    for _ in range(effort.few // 8):
        stated = {name: pick.choice(ways) for name, ways in choices.items()}
        for name, way in stated.items():
            pair.suppose(name, way)
        yield stated
    for name in choices:
        pair.suppose(name, UNSTATED)
