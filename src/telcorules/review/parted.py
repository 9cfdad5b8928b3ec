"""Cases on which two rules may differ, found by the thresholds of both.

For each fact those values are tried that one of the two rules tells apart
(`Pair.ways`): together they make cells, and within a cell both answer alike. Where
the cells are few all are asked. Where they are many, what the rules don't share is
asked in every cell of its own facts, and the other facts are filled in, at random
and so that nothing else applies.
"""

import json
from collections.abc import Iterable
from itertools import combinations
from math import isqrt
from random import Random
from typing import Any, Final

from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.evaluation.parts import facts_of
from telcorules.language.compile import Values, compile_values
from telcorules.language.nodes import Node
from telcorules.language.values import NOT_YET
from telcorules.language.vocabulary import NEVER, Kind
from telcorules.review.finds import Finds
from telcorules.review.meaning import form_of
from telcorules.review.sides import Assignment, Days, Pair, Side
from telcorules.review.walking import (
    Choices,
    Effort,
    cell_count,
    some_cells,
    walked,
    with_unknown,
)

_Roots = tuple[list[Node], list[Node]]
"""Trees of the one rule, and of the other."""

_MOST_SILENCED: Final = 5


def in_cells(pair: Pair, choices: Choices, days: Days, effort: Effort) -> Finds:
    """Ask two rules as a whole in the cells of some facts.

    Args:
        pair: The rules.
        choices: The facts, each with the values that are tried.
        days: The day asked about, and that of the question.
        effort: How many cells to ask.
    """
    wider = with_unknown(choices)
    finds = Finds(whole=cell_count(wider) <= effort.few)
    choices = wider if finds.whole else choices
    if cell_count(choices) <= effort.few:
        for stated in walked(pair, choices):
            finds.note(pair, stated, days[1])
        return finds
    _Followed(pair, choices, days, effort).into(finds)
    return finds


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
        for number in range(self._effort.tries if self._rest else 0):
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
        """Return a cell for each way in which trees come out; of those that differ.

        Ways under another version are others, and those without law come last.
        """
        old, new = map(_compiled, self._sides, roots)
        found: dict[Any, dict[str, Way]] = {}
        for stated in some_cells(self._pair, choices, self._effort):
            key = (
                old(self._pair.old.case.slots, *self._days),
                new(self._pair.new.case.slots, *self._days),
                *(side.law(self._days[1]) for side in self._sides),
            )
            if key not in found:
                found[key] = dict(stated)
        ordered = sorted(found.items(), key=lambda one: None in one[0])
        differing = [one for key, one in ordered if key[0] != key[1]]
        return differing or [one for _, one in ordered]

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
