"""The checked tree of an expression: what the author wrote, with types and places.

Three readers walk it: `compile` turns it into a function, `proof` says why, and
the renderers put it into words. Every node knows its type and its place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from telcorules.errors import Span
from telcorules.foundation.law import Cited
from telcorules.foundation.periods import Period, Unit
from telcorules.language.vocabulary import Fact, Type


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Node:
    """A part of an expression.

    Attributes:
        type: What it evaluates to.
        source: The author's text.
        span: Where it stands.
    """

    type: Type
    source: str
    span: Span

    BELOW: ClassVar[tuple[str, ...]] = ()
    """The attributes that hold the nodes directly below, in order."""

    @property
    def parts(self) -> "tuple[Node, ...]":
        """The nodes directly below."""
        below = (getattr(self, name) for name in self.BELOW)
        return tuple(node for one in below for node in _listed(one))


def _listed(one: Node | tuple[Node, ...]) -> tuple[Node, ...]:
    return one if isinstance(one, tuple) else (one,)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Constant(Node):
    """A literal; a date is its ordinal, a region its code."""

    value: bool | int | str | Decimal


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class FactOf(Node):
    """The value of a fact of the case."""

    fact: Fact


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Moment(Node):
    """The day asked about: ``at`` or ``as_of``."""

    name: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ReadingOf(Node):
    """The choice taken for a reading."""

    reading: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Named(Node):
    """A name that the rule's ``let`` gives to an expression.

    Attributes:
        name: The name.
        body: The expression.
        extent: The extent of the expression, from `extent`.
    """

    name: str
    body: Node
    extent: tuple[int, int]

    BELOW = ("body",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Not(Node):
    """Negation."""

    operand: Node

    BELOW = ("operand",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class All(Node):
    """Conjunction."""

    operands: tuple[Node, ...]

    BELOW = ("operands",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AnyOf(Node):
    """Disjunction."""

    operands: tuple[Node, ...]

    BELOW = ("operands",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class If(Node):
    """One value or another; what both agree on while the test is unknown."""

    test: Node
    then: Node
    other: Node

    BELOW = ("test", "then", "other")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Compare(Node):
    """Two values compared by ``<``, ``<=``, ``>``, ``>=``, ``==`` or ``!=``."""

    operator: str
    left: Node
    right: Node

    BELOW = ("left", "right")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class OneOf(Node):
    """Whether a value is among some words."""

    item: Node
    words: tuple[Any, ...]

    BELOW = ("item",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Holds(Node):
    """Whether a list holds a word."""

    items: Node
    word: Any

    BELOW = ("items",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LastDay(Node):
    """The last day of a period that an event sets running.

    Attributes:
        event: What sets it running; not counted itself.
        period: How long it is.
        roll: ``"roll"`` where a last day on a rest day moves, ``"strict"`` where not.
    """

    event: Node
    period: "Period | Parameter"
    roll: "Constant | ReadingOf"

    BELOW = ("event", "roll")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Shift(Node):
    """A day moved by a period, never rolled."""

    event: Node
    period: Period
    back: bool

    BELOW = ("event",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DaysBetween(Node):
    """How many whole days lie from one event to another; 0 where it isn't later."""

    first: Node
    second: Node

    BELOW = ("first", "second")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Happened(Node):
    """Whether an event has a date."""

    event: Node

    BELOW = ("event",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Known(Node):
    """Whether a fact is stated; checklists only."""

    operand: Node

    BELOW = ("operand",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Length(Node):
    """How many items a list has."""

    items: Node

    BELOW = ("items",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ItemOf(Node):
    """An item of a list, counted from 0; unknown where the list has no such item."""

    items: Node
    index: int

    BELOW = ("items",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Arithmetic(Node):
    """Numbers added, subtracted or multiplied."""

    operator: str
    left: Node
    right: Node

    BELOW = ("left", "right")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Extreme(Node):
    """The least or the greatest of some numbers."""

    function: str
    operands: tuple[Node, ...]

    BELOW = ("operands",)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Appoint(Node):
    """The authority of a kind for a province, or for each of several.

    Attributes:
        kind: Such as ``ca``.
        table: The authority's id for every province's code.
        place: A region, or a list of regions.
    """

    kind: str
    table: dict[str, str]
    place: Node

    BELOW = ("place",)


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value of a parameter over some days, both inclusive."""

    start: date
    until: date | None
    value: Period
    basis: tuple[Cited, ...]

    def holds_on(self, day: int) -> bool:
        """Tell whether it holds on the day of an ordinal."""
        if day < self.start.toordinal():
            return False
        return self.until is None or day <= self.until.toordinal()


@dataclass(frozen=True, slots=True)
class LocalValue:
    """A value that replaces the general one on a condition, under a reading or any."""

    reading: str | None
    choice: str | None
    condition: Node
    dated: DatedValue


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated period that more than one rule uses.

    Attributes:
        id: Its name.
        values: The general values, by their days.
        local: What replaces them, in the order of precedence.
        span: Where it is written; None where it isn't in a file.
    """

    id: str
    values: tuple[DatedValue, ...]
    local: tuple[LocalValue, ...]
    span: Span | None = None

    @property
    def units(self) -> set[Unit]:
        """The units in which its values are counted."""
        dated = (*self.values, *(one.dated for one in self.local))
        return {one.value.unit for one in dated}

    def in_play(self, readings: Mapping[str, str]) -> tuple[LocalValue, ...]:
        """Return the local values that the readings let in."""
        return tuple(
            one
            for one in self.local
            if one.reading is None or readings.get(one.reading) == one.choice
        )

    def changes(self, first: int, last: int) -> bool:
        """Tell whether a value begins or ends after one day, up to another."""
        dated = [*self.values, *(one.dated for one in self.local)]
        starts = [one.start.toordinal() for one in dated]
        ends = [one.until.toordinal() + 1 for one in dated if one.until]
        return any(first < edge <= last for edge in (*starts, *ends))

    def on(
        self,
        day: int,
        local: tuple[LocalValue, ...],
        truths: tuple[bool | None, ...],
    ) -> DatedValue | None:
        """Return the value for a period that runs from a day, None if unknown.

        Args:
            day: The ordinal of the event that sets the period running.
            local: The local values in play, from `in_play`.
            truths: The truth of the condition of each.

        Returns:
            The value in force that day. Where the choice hangs on an unknown fact,
            the value that every candidate has in common, else None; None as well
            before the first value.
        """
        candidates: list[DatedValue | None] = []
        for one, truth in zip(local, truths, strict=True):
            if truth is not False and one.dated.holds_on(day):
                candidates.append(one.dated)
                if truth:
                    break
        else:
            candidates.append(next((v for v in self.values if v.holds_on(day)), None))
        first = candidates[0]
        if first is None or any(
            other is None or other.value != first.value for other in candidates
        ):
            return None
        return candidates[-1]


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it, what a name stands for included."""
    yield node
    for part in node.parts:
        yield from walk(part)
    for condition in local_conditions(node):
        yield from walk(condition)


def local_conditions(node: Node) -> tuple[Node, ...]:
    """Return the conditions on which a last day's parameter hangs."""
    if isinstance(node, LastDay) and isinstance(node.period, Parameter):
        return tuple(one.condition for one in node.period.local)
    return ()


def extent(node: Node) -> tuple[int, int]:
    """Return how many nodes `walk` yields, and how many levels deep they go."""
    if isinstance(node, Named):
        size, height = node.extent
        return size + 1, height + 1
    below = [extent(part) for part in (*node.parts, *local_conditions(node))]
    size = 1 + sum(size for size, _ in below)
    return size, 1 + max((height for _, height in below), default=0)
