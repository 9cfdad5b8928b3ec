"""Why a condition has its value: the tree walked over the facts, part by part.

An evaluator of its own, written for clearness; tests hold it against the compiled
functions. Days are pairs of ordinals, earliest and latest; None is unknown.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telcorules.evaluation.context import Context
from telcorules.foundation.money import ARITHMETIC
from telcorules.foundation.periods import Period
from telcorules.foundation.truth import Truth, conjunction, disjunction, negation
from telcorules.language import nodes
from telcorules.language.limits import BEYOND, UNKNOWN, Limit
from telcorules.language.nodes import Node
from telcorules.language.vocabulary import NEVER, Kind

_CERTAIN: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_WHOLE: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


@dataclass(frozen=True, slots=True)
class Proof:
    """A part of a condition with its value, and the parts it comes from.

    Attributes:
        node: The part, with the author's text and its place.
        value: True, False or None for a condition; a pair of ordinals for a day
            (equal where it is certain, both None where unknown); else the value.
        parts: The proofs of its operands; all of them, those that didn't matter too.
        settled_by: The notices that an uncertain day waits for.
    """

    node: Node
    value: Any
    parts: tuple["Proof", ...]
    settled_by: str | None = None

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The notices that would settle this value while it is unknown."""
        if isinstance(self.value, bool):
            return ()
        if not isinstance(self.node, nodes.Compare):
            inner = [name for part in self.live for name in part.waits_for]
            return tuple(dict.fromkeys(inner))
        if any(part.value in (None, UNKNOWN) for part in self.parts):
            return ()
        found = (part.notices() for part in self.parts)
        return tuple(dict.fromkeys(name for names in found for name in names))

    def notices(self) -> tuple[str, ...]:
        """Return the notices that the days in it wait for."""
        own = (self.settled_by,) if self.settled_by else ()
        return own + tuple(name for part in self.live for name in part.notices())

    @property
    def live(self) -> tuple["Proof", ...]:
        """The parts that count: of two branches the one chosen, where that is known."""
        if isinstance(self.node, nodes.If) and self.parts[0].value is not None:
            return self.parts[1:2] if self.parts[0].value else self.parts[2:]
        return self.parts


class Walker:
    """Walks trees over the facts of one case on one day.

    Args:
        context: The program, calendar and readings.
        slots: The facts of the case.
        at: The ordinal of the day asked about.
        as_of: The ordinal of the day of the question.
    """

    def __init__(
        self, context: Context, slots: tuple[Any, ...], at: int, as_of: int
    ) -> None:
        self._context = context
        self._slots = slots
        self._moments = {"at": at, "as_of": as_of}

    def prove(self, node: Node) -> Proof:
        """Return the proof of a node."""
        parts = tuple(map(self.prove, node.parts))
        values = [part.value for part in parts]
        settled_by = None
        match node:
            case nodes.LastDay():
                value, settled_by = self._last_day(node, values[0], values[1])
            case nodes.Shift():
                limit = self._limit(node.period, "strict", back=node.back)
                value = self._span(limit, values[0], ())[0]
            case _:
                value = self._value(node, values)
        return Proof(node, value, parts, settled_by)

    def value(self, node: Node) -> Any:
        """Return the value of a node alone."""
        return self.prove(node).value

    def length(self, node: nodes.LastDay | nodes.Shift, day: int) -> Period | None:
        """Return the period that runs from an event on a day, None if unknown."""
        limit = self._limit(node.period, "strict", back=False)
        return limit.length(day, self._truths(limit))

    def _value(self, node: Node, values: list[Any]) -> Any:
        match node:
            case nodes.Constant():
                return _paired(node, node.value)
            case nodes.FactOf():
                return _paired(node, self._slots[node.fact.slot])
            case nodes.Moment():
                return _paired(node, self._moments[node.name])
            case nodes.ReadingOf():
                return self._context.readings[node.reading]
            case _:
                return _combined(node, values)

    def _last_day(
        self, node: nodes.LastDay, event: Any, roll: str
    ) -> tuple[Any, str | None]:
        limit = self._limit(node.period, roll, back=False)
        return self._span(limit, event, self._truths(limit))

    def _truths(self, limit: Limit) -> tuple[Truth, ...]:
        return tuple(self.value(one.condition) for one in limit.local)

    def _limit(self, period: Any, roll: str, *, back: bool) -> Limit:
        return Limit(
            period,
            self._context.calendar,
            readings=self._context.readings,
            roll=roll == "roll",
            back=back,
        )

    def _span(
        self, limit: Limit, event: Any, truths: tuple[Truth, ...]
    ) -> tuple[Any, str | None]:
        first, last = (_bounds(limit, day, truths) for day in event)
        if first[0] is None or last[1] is None or not limit.is_steady(*event):
            return UNKNOWN, None
        bounds = (first[0], last[1])
        if bounds[0] == bounds[1]:
            return bounds, None
        period = limit.length(event[0], truths)
        assert period is not None
        return bounds, limit.due(event[0], period).settled_by


def _bounds(limit: Limit, day: int | None, truths: tuple[Truth, ...]) -> Any:
    if day is None:
        return UNKNOWN
    return (day, day) if day >= BEYOND else limit.bounds(day, truths)


def _is_day(node: Node) -> bool:
    return node.type.kind in (Kind.DAY, Kind.EVENT)


def _paired(node: Node, value: Any) -> Any:
    return (value, value) if _is_day(node) else value


def _combined(node: Node, values: list[Any]) -> Any:
    match node:
        case nodes.Named():
            return values[0]
        case nodes.Not():
            return negation(values[0])
        case nodes.All():
            return conjunction(*values)
        case nodes.AnyOf():
            return disjunction(*values)
        case nodes.If():
            return _chosen(node, *values)
        case nodes.Compare():
            return _compared(node, *values)
        case nodes.Known():
            return values[0] not in (None, UNKNOWN)
        case _:
            return _unknown(node) if None in values else _computed(node, values)


def _unknown(node: Node) -> Any:
    return UNKNOWN if _is_day(node) else None


def _chosen(node: Node, test: Truth, then: Any, other: Any) -> Any:
    if test is None:
        return then if then == other else _unknown(node)
    return then if test else other


def _compared(node: nodes.Compare, left: Any, right: Any) -> Truth:
    holds = _CERTAIN[node.operator]
    if left in (None, UNKNOWN) or right in (None, UNKNOWN):
        return None
    if not _is_day(node.left):
        return holds(left, right)
    # Unequal bounds are the ends of a span: what holds at every corner holds.
    corners = {holds(one, other) for one in left for other in right}
    if node.operator in ("==", "!=") and len({*left, *right}) > 1:
        overlap = left[0] <= right[1] and right[0] <= left[1]
        return None if overlap else node.operator == "!="
    return corners.pop() if len(corners) == 1 else None


def _computed(node: Node, values: list[Any]) -> Any:
    match node:
        case nodes.OneOf():
            return values[0] in node.words
        case nodes.Holds():
            return node.word in values[0]
        case nodes.Happened():
            return None if values[0] == UNKNOWN else values[0][0] != NEVER
        case nodes.DaysBetween():
            return _days_between(*values)
        case nodes.Length():
            return len(values[0])
        case nodes.ItemOf():
            return _item(values[0], node)
        case nodes.Arithmetic():
            money = node.type.kind is Kind.MONEY
            return (ARITHMETIC if money else _WHOLE)[node.operator](*values)
        case nodes.Extreme():
            return (min if node.function == "min" else max)(values)
        case _:
            assert isinstance(node, nodes.Appoint)
            return _appointed(node, values[0])


def _days_between(first: Any, second: Any) -> int | None:
    days = {*first}, {*second}
    if any(len(one) > 1 or None in one or max(one) >= BEYOND for one in days):
        return None
    return max(0, int(second[0] - first[0]))


def _appointed(node: nodes.Appoint, place: Any) -> Any:
    if node.type.item:
        return tuple(node.table[one] for one in place)
    return node.table[place]


def _item(items: tuple[Any, ...], node: nodes.ItemOf) -> Any:
    within = -len(items) <= node.index < len(items)
    return _paired(node, items[node.index] if within else None)
