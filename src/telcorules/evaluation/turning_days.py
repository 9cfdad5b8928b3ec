"""On which days conditions can turn, while one day moves through a span.

From each such day up to the next every condition keeps its value, so that it is
enough to ask once there. The days are solved from what the moving day is compared
with. A day that stands alone turns a comparison at known days; a day that a period
runs from, or up to which days are counted, only ever moves one way, and bisection
finds where it passes them. What has neither form (a day on both sides, a calendar
that ends) is asked every day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import Any

from telcorules.evaluation.context import Context
from telcorules.foundation.periods import Unit
from telcorules.language import nodes
from telcorules.language.compile import compile_values
from telcorules.language.limits import Limit
from telcorules.language.nodes import Node, Parameter, local_conditions, walk
from telcorules.language.scope import DAYS, NUMBERS

Pair = tuple[Any, Any]
"""The least and the greatest that a value can be; both None where it is unknown."""

_MOST_WAYS = 64
"""How many ways through the branches of a comparison are followed."""

_MARGIN = 40
"""So many days from the ends of the calendar, last days may not grow with the event."""

_ROLLING = {Unit.DAYS, Unit.MONTHS, Unit.YEARS}


@dataclass(frozen=True, slots=True)
class Moving:
    """What the moving day stands for.

    Attributes:
        moments: Such as ``at``.
        slots: The places of the facts that are that day.
    """

    moments: frozenset[str] = frozenset()
    slots: frozenset[int] = frozenset()

    def is_leaf(self, node: Node) -> bool:
        """Tell whether a node is the moving day itself."""
        if isinstance(node, nodes.Moment):
            return node.name in self.moments
        return isinstance(node, nodes.FactOf) and node.fact.slot in self.slots

    def leaves(self, node: Node) -> int:
        """Return how often the moving day stands in a node."""
        return sum(map(self.is_leaf, walk(node)))

    def facts(self, slots: tuple[Any, ...], day: int) -> tuple[Any, ...]:
        """Return the facts of a case with the moving day among them."""
        if not self.slots:
            return slots
        return tuple(day if n in self.slots else one for n, one in enumerate(slots))

    def asked(self, day: int, at: int, as_of: int) -> tuple[int, int]:
        """Return ``at`` and ``as_of``, with the moving day where it stands for them."""
        moved = "at" in self.moments, "as_of" in self.moments
        return day if moved[0] else at, day if moved[1] else as_of


@dataclass(frozen=True, slots=True)
class _Meeting:
    """What the moving day is held against.

    Attributes:
        moving: A part of an expression in which the day stands once.
        fixed: What doesn't move; None where all that counts is being known.
    """

    moving: Node
    fixed: Node | None


class TurningDays:
    """Finds the days on which some conditions can turn.

    Args:
        roots: The conditions.
        moving: What the moving day stands for.
        context: The calendar and the readings taken.
    """

    def __init__(self, roots: Iterable[Node], moving: Moving, context: Context) -> None:
        found = [*_meetings(roots, moving)]
        plain = [one for one in found if one is not None]
        self._every_day = len(plain) < len(found)
        bare = [one for one in plain if moving.is_leaf(one.moving)]
        self._passed = compile_values(
            [one.fixed for one in bare if one.fixed],
            context.readings,
            context.calendar,
        )
        self._bent = [_Bent(one, moving, context) for one in plain if one not in bare]

    def within(
        self, slots: tuple[Any, ...], first: int, last: int, *, at: int, as_of: int
    ) -> list[int]:
        """Return the days of a span on which a condition can turn, ascending.

        Args:
            slots: The facts of a case; those that are the moving day aren't read.
            first: The ordinal of the first day of the span; always returned.
            last: The ordinal of its last day, inclusive.
            at: The ordinal of the day asked about, where that isn't the moving day.
            as_of: The ordinal of the day of the question, likewise.

        Returns:
            Ordinals. From each of them up to the next every condition keeps its value.
        """
        if self._every_day:
            return [*range(first, last + 1)]
        found = {first}
        for value in self._passed(slots, at, as_of):
            low, high = _pair(value)
            if low is not None:
                found.update((low, low + 1, high, high + 1))
        for bent in self._bent:
            found.update(bent.within(slots, first, last, at, as_of))
        return sorted(day for day in found if first <= day <= last)


class _Bent:
    """A meeting that the day reaches by way of periods, or of a count of days."""

    def __init__(self, meeting: _Meeting, moving: Moving, context: Context) -> None:
        self._moving = moving
        inner = [one for one in walk(meeting.moving) if moving.leaves(one)]
        self._steps = [
            _Step(one, context)
            for one in inner
            if isinstance(one, nodes.LastDay | nodes.Shift)
        ]
        counts = any(isinstance(one, nodes.DaysBetween) for one in inner)
        self._erratic = counts and any(one.reads_calendar for one in self._steps)
        self._fixed = [meeting.fixed] if meeting.fixed else []
        roots = [meeting.moving, *(n for one in self._steps for n in one.ends)]
        self._values = compile_values(
            [*roots, *self._fixed], context.readings, context.calendar
        )

    def within(
        self, slots: tuple[Any, ...], first: int, last: int, at: int, as_of: int
    ) -> Iterable[int]:
        """Return the days of a span on which the meeting can turn a condition."""

        def values(day: int) -> list[Pair]:
            asked = self._moving.asked(day, at, as_of)
            return [*map(_pair, self._values(self._moving.facts(slots, day), *asked))]

        start, end = values(first), values(last)
        unknown = {None in start[0], None in end[0]}
        if len(unknown) > 1 or not self._grows(start, end):
            return range(first, last + 1)
        marks = {*start[-1]} if self._fixed else set()
        if None in marks or True in unknown:
            return ()
        lower = _passing(lambda day: values(day)[0][0], marks, first, last)
        upper = _passing(lambda day: values(day)[0][1], marks, first, last)
        return {*lower, *upper}

    def _grows(self, start: list[Pair], end: list[Pair]) -> bool:
        """Tell whether every period on the way ends later for a later day."""
        if self._erratic:
            return False
        return all(
            one.grows(start[n : n + 2], end[n : n + 2])
            for n, one in zip(range(1, len(start), 2), self._steps, strict=False)
        )


class _Step:
    """A period that runs from the moving day, or from what another one ends on."""

    def __init__(self, node: nodes.LastDay | nodes.Shift, context: Context) -> None:
        self.ends = (node.event, node)
        roll = False
        if isinstance(node, nodes.LastDay):
            roll = _choice(node.roll, context) == "roll"
        self._limit = Limit(
            node.period, context.calendar, readings=context.readings, roll=roll
        )
        self._safe = (
            context.calendar.first.toordinal() + _MARGIN,
            context.calendar.last.toordinal() - _MARGIN,
        )
        period = node.period
        units = period.units if isinstance(period, Parameter) else {period.unit}
        worked = Unit.WORKING_DAYS in units
        self.reads_calendar = worked or (roll and not units.isdisjoint(_ROLLING))

    def grows(self, start: list[Pair], end: list[Pair]) -> bool:
        """Tell whether it ends later for a later event, all along a span.

        It does where one length runs throughout, and where working days are known
        or can be bounded for all that is counted.

        Args:
            start: The event and the end of the period on the first day of the span.
            end: The same on the last.
        """
        days = [day for pair in (*start, *end) for day in pair]
        if None in days or not self._limit.is_steady(start[0][0], end[0][1]):
            return False
        first, last = self._safe
        return not self.reads_calendar or all(first <= day <= last for day in days)


def _choice(roll: nodes.Constant | nodes.ReadingOf, context: Context) -> object:
    if isinstance(roll, nodes.ReadingOf):
        return context.readings[roll.reading]
    return roll.value


def _passing(
    key: Callable[[int], Any], marks: Iterable[Any], first: int, last: int
) -> Iterator[int]:
    """Yield the days from which a value that moves one way has reached or passed marks.

    A day that is never reached comes as the day after the last.
    """
    sign = 1 if key(first) <= key(last) else -1
    days = range(first, last + 1)
    for mark in marks:
        for find in (bisect_left, bisect_right):
            yield first + find(days, sign * mark, key=lambda day: sign * key(day))


def _pair(value: Any) -> Pair:
    return value if isinstance(value, tuple) else (value, value)


def _meetings(roots: Iterable[Node], moving: Moving) -> Iterator[_Meeting | None]:
    """Yield all that the moving day is held against; None for what can't be solved."""
    inner = {id(node): node for root in roots for node in walk(root)}
    for node in inner.values():
        match node:
            case nodes.Compare():
                yield from _between(node.left, node.right, moving)
            case nodes.If() if node.type.kind in (*DAYS, *NUMBERS):
                # Where the test is unknown, it counts whether both are the same.
                yield from _between(node.then, node.other, moving)
            case nodes.Happened():
                yield from _between(node.event, None, moving)
            case nodes.OneOf() if node.item.type.kind in NUMBERS:
                yield from [None] if moving.leaves(node.item) else []
            case nodes.LastDay():
                local = local_conditions(node)
                yield from [None] if any(map(moving.leaves, local)) else []
            case _:
                pass


def _between(
    left: Node, right: Node | None, moving: Moving
) -> Iterator[_Meeting | None]:
    """Yield what two values meet in, branch by branch."""
    sides = [one for one in (left, right) if one is not None]
    if not any(map(moving.leaves, sides)):
        return
    if prod(_ways(one, moving) for one in sides) > _MOST_WAYS:
        yield None
        return
    for met in product(*(_variants(one, moving) for one in sides)):
        counts = sum(map(moving.leaves, met))
        if counts > 1:
            yield None
        elif counts:
            moves, *fixed = sorted(met, key=moving.leaves, reverse=True)
            yield _Meeting(moves, fixed[0] if fixed else None)


def _ways(node: Node, moving: Moving) -> int:
    """Return how many variants `_variants` makes of a node."""
    if not moving.leaves(node):
        return 1
    if isinstance(node, nodes.If):
        return _ways(node.then, moving) + _ways(node.other, moving)
    return prod(_ways(part, moving) for part in node.parts)


def _variants(node: Node, moving: Moving) -> list[Node]:
    """Return a node with one branch taken of each choice that can hang on the day."""
    if not moving.leaves(node) or not node.BELOW:
        return [node]
    if isinstance(node, nodes.If):
        return [*_variants(node.then, moving), *_variants(node.other, moving)]
    if isinstance(node, nodes.Named):
        return _variants(node.body, moving)
    below = [_taken(getattr(node, name), moving) for name in node.BELOW]
    taken = (zip(node.BELOW, chosen, strict=True) for chosen in product(*below))
    return [replace(node, **dict(one)) for one in taken]


def _taken(below: Node | tuple[Node, ...], moving: Moving) -> list[Any]:
    """Return the variants of what an attribute holds: a node, or several."""
    if isinstance(below, Node):
        return _variants(below, moving)
    return [*product(*(_variants(one, moving) for one in below))]
