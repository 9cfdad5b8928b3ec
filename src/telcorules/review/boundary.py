"""Scenarios that a rule should have, drafted: both sides of each limit and condition.

For a limit the day before the last, the last day, the day after. For a condition the
cases in which one of its parts alone turns it (modified condition/decision coverage),
and where that part compares days, the days before and after. A human confirms them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Final

from telcorules.evaluation.candidates import UNSTATED
from telcorules.evaluation.context import Context
from telcorules.evaluation.kinds import ready
from telcorules.evaluation.parts import facts_of
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.supposing import Supposition
from telcorules.evaluation.terms import Terms
from telcorules.foundation.law import Wording
from telcorules.language import nodes
from telcorules.language.compile import compile_values
from telcorules.language.nodes import Node
from telcorules.language.program import Rule
from telcorules.language.versions import (
    DeadlineVersion,
    PermissionVersion,
    Version,
)
from telcorules.language.vocabulary import NEVER, Case, Fact, Kind
from telcorules.review.combinations import (
    Cell,
    Cells,
    case_of,
    days_of,
    nearer,
    suppose,
)
from telcorules.review.drafts import Draft
from telcorules.review.observing import stated
from telcorules.review.points import Point, points
from telcorules.review.running import running

CELLS: Final = 5_000
"""How many combinations of facts are looked at for each condition."""

_A_DAY: Final = timedelta(days=1)
_SLUG: Final = re.compile(r"[^a-z0-9]+")
_SIDES: Final = (
    (-1, "day-before", Wording("最后一日的前一日", "the day before the last day")),
    (0, "last-day", Wording("最后一日", "the last day")),
    (1, "day-after", Wording("最后一日的次日", "the day after the last day")),
)
_OPENINGS: Final = (
    (-1, "day-before", Wording("可以实施的前一日", "the day before it may be done")),
    (0, "first-day", Wording("可以实施的第一日", "the first day it may be done")),
    (1, "day-after", Wording("可以实施的次日", "the day after it may be done")),
)


def drafts(book: Rulebook, rule: Rule) -> list[Draft]:
    """Return the scenarios that the latest version of a rule should have.

    Args:
        book: The rules.
        rule: One of them.
    """
    context = Context(book.program, book.calendar, dict(book.readings))
    drafting = _Drafting(rule, context)
    found: dict[tuple[Any, ...], Draft] = {}
    for one in (*drafting.of_limit(), *drafting.of_conditions()):
        found.setdefault((repr(one.case), one.as_of), one)
    return _numbered(found.values())


def _numbered(several: Iterable[Draft]) -> list[Draft]:
    """Return drafts with ids of which no two are the same."""
    counts: dict[str, int] = {}
    found = []
    for one in several:
        counts[one.id] = counts.get(one.id, 0) + 1
        found.append(one if counts[one.id] == 1 else one.renamed(counts[one.id]))
    return found


@dataclass(frozen=True, slots=True)
class _Side:
    """A combination of facts, with the value of a condition and of its parts."""

    cell: Cell
    truth: bool
    parts: tuple[bool | None, ...]


class _Drafting:
    def __init__(self, rule: Rule, context: Context) -> None:
        self._rule = rule
        self._version: Version = rule.versions[-1]
        self._context = context
        self._ready = ready(rule, context)
        self._empty = context.program.vocabulary.case({})
        self._day = days_of([self._version], context.calendar)[0]

    def of_limit(self) -> Iterator[Draft]:
        """Yield the days around the end of a limit, or around what it opens."""
        version = self._version
        if not isinstance(version, DeadlineVersion | PermissionVersion):
            return
        case = running(version, self._context, self._day)
        result = self._ready.evaluate(case, self._day)
        last = getattr(result, "due", None) or getattr(result, "opens", None)
        if last is None:
            return
        sides = _SIDES if isinstance(version, DeadlineVersion) else _OPENINGS
        for step, name, title in sides:
            as_of = date(last.year, last.month, last.day) + step * _A_DAY
            yield self._draft(f"limit-{name}", title, case, as_of)
        if version.done is not None:
            for step, name, title in sides[1:]:
                done = date(last.year, last.month, last.day) + step * _A_DAY
                case.on(version.done, done.toordinal())
                said = Wording(f"{title.zh}办理", f"done on {title.en}")
                yield self._draft(f"done-{name}", said, case, done + _A_DAY)

    def of_conditions(self) -> Iterator[Draft]:
        """Yield for each condition the cases in which one part alone turns it."""
        for point in points(self._rule):
            if point.version is self._version and point.node is not None:
                yield from self._of_condition(point, point.node)

    def _of_condition(self, point: Point, node: Node) -> Iterator[Draft]:
        leaves, facts = list(leaves_of(node)), self._facts(node)
        sides = list(self._sides(node, leaves))
        for index, leaf in enumerate(leaves):
            for side in _turning(sides, index):
                yield from self._told(point, leaf, side, index, facts)

    def _told(
        self,
        point: Point,
        leaf: Node,
        side: _Side,
        index: int,
        facts: Sequence[Fact],
    ) -> Iterator[Draft]:
        """Yield a case, and where the part compares days, those beside it."""
        holds = "true" if side.parts[index] else "false"
        name = _SLUG.sub("-", f"{point.name}-{holds}".lower()).strip("-")
        title = Wording(
            f"{point.name}：{leaf.source} {'成立' if side.parts[index] else '不成立'}",
            f"{point.name}: {leaf.source} is {holds}",
        )
        case = self._base(point)
        suppose(case, facts, side.cell)
        yield self._draft(name, title, case, self._day)
        for fact in _dated(leaf, side.cell, facts):
            for step, said in ((-1, "day-before"), (1, "day-after")):
                beside = self._base(point)
                suppose(beside, facts, side.cell)
                beside.on(fact, case.slots[fact.slot] + step)
                yield self._draft(f"{name}-{said}", title, beside, self._day)

    def _base(self, point: Point) -> Supposition:
        """Return the case in which a condition is looked at."""
        if isinstance(point.version, DeadlineVersion | PermissionVersion):
            return running(point.version, self._context, self._day)
        case = Supposition(self._empty)
        if (governed := self._rule.governed_by) is not None:
            case.on(governed, self._day.toordinal())
        return case

    def _facts(self, node: Node) -> tuple[Fact, ...]:
        return facts_of([node], self._context)

    def _sides(self, node: Node, leaves: Sequence[Node]) -> Iterator[_Side]:
        """Yield combinations of known facts in which a condition is settled."""
        facts, context, day = self._facts(node), self._context, self._day.toordinal()
        roots = [node, *leaves]
        values = compile_values(roots, context.readings, context.calendar)
        cells = Cells(facts, roots, Terms(context).relations(roots), context)
        case = Supposition(self._empty)
        for cell in cells.on(self._day, CELLS):
            if UNSTATED in cell:
                continue
            suppose(case, facts, cell)
            nearer(case, facts, self._day, lambda: values(case.slots, day, day))
            truth, *parts = values(case.slots, day, day)
            if truth is not None:
                kept = tuple(case.way(fact) for fact in facts)
                yield _Side(kept, truth, tuple(parts))

    def _draft(self, name: str, title: Wording, case: Case, as_of: date) -> Draft:
        result = self._ready.evaluate(case, as_of)
        told = stated(result)
        return Draft(
            id=name,
            title=title,
            as_of=as_of,
            readings={},
            case=case_of(case).to_dict(),
            expect={self._rule.id: _brief(told)},
        )


_BRIEF: Final = ("outcome", "value", "status", "due", "opens", "complete", "conditions")


def _brief(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in _BRIEF if name in told}


def leaves_of(node: Node) -> Iterator[Node]:
    """Yield the parts of a condition that hold or don't, each once."""
    found: dict[int, Node] = {}
    _gather(node, found)
    yield from found.values()


def _gather(node: Node, found: dict[int, Node]) -> None:
    joins = nodes.All | nodes.AnyOf | nodes.Not | nodes.Named | nodes.If
    if isinstance(node, joins):
        for part in node.parts:
            _gather(part, found)
    else:
        found[id(node)] = node


def _turning(sides: Sequence[_Side], index: int) -> tuple[_Side, ...]:
    """Return two combinations that differ in one part, and in the condition by it.

    Where no two differ in that part alone, those that differ in the fewest others.
    """
    firsts = list({one.parts: one for one in reversed(sides)}.values())
    pairs = [
        pair
        for pair in combinations(firsts, 2)
        if pair[0].truth is not pair[1].truth
        and pair[0].parts[index] is not pair[1].parts[index]
    ]
    return min(pairs, key=_apart, default=())


def _apart(pair: tuple[_Side, _Side]) -> int:
    one, other = pair
    return sum(a is not b for a, b in zip(one.parts, other.parts, strict=True))


def _dated(leaf: Node, cell: Cell, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the events of a part that compares days, where they have one."""
    read = {one.fact for one in nodes.walk(leaf) if isinstance(one, nodes.FactOf)}
    for fact, way in zip(facts, cell, strict=True):
        if fact in read and fact.type.kind is Kind.EVENT and way.value != NEVER:
            yield fact
