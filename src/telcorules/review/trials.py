"""Trees tried in their cells: which days, which values, in which order, how many."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, product
from math import prod
from random import Random
from typing import Any, Final

from telcorules.evaluation.candidates import (
    UNSTATED,
    Turns,
    Used,
    Way,
    are_all,
    turning_numbers,
    uses,
    ways,
)
from telcorules.evaluation.context import Context
from telcorules.evaluation.event_days import event_days
from telcorules.evaluation.parts import facts_of
from telcorules.evaluation.terms import Key, Relation, Term
from telcorules.language.compile import Values
from telcorules.language.nodes import Arithmetic, Compare, Extreme, FactOf, Node, walk
from telcorules.language.values import NOT_YET
from telcorules.language.vocabulary import NEVER, Fact, Kind
from telcorules.review.hunts import Cell, Goal, Hunt, K, Setting

FEW: Final = 30_000
"""Up to how many cells of a day and a set of readings are all tried."""

SAMPLES: Final = 3_000
"""How many are tried where there are more."""

MOST_DAYS: Final = 12
"""On how many days the trees are asked at first."""

COURSE: Final = 366
"""On how many days in a row they are asked before anything is called proven."""

ENOUGH: Final = 150_000
"""How many cells those days may have together; fewer days are asked otherwise."""

_FIRST: Final = 40
_INTO: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice for every reading, and the trees under it.

    Attributes:
        context: The rules with those choices.
        values: What values the trees.
        relations: What days are compared in them.
        differing: The choices that aren't the defaults.
    """

    context: Context
    values: Values
    relations: list[Relation]
    differing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class World:
    """A choice for every reading, and the ordinal of the day asked about."""

    chosen: Chosen
    day: int


class Trials:
    """Some trees in their setting, tried in the cells that they have on a day.

    Args:
        roots: The trees.
        setting: When they are asked.
        partly: Whether facts may be unknown as well.
    """

    def __init__(
        self, roots: Sequence[Node], setting: Setting, *, partly: bool
    ) -> None:
        self._roots = roots
        self._setting = setting
        self._passes = (False, True) if partly else (False,)
        self._used = uses(roots)
        self._reckoned = any(_reckons(node) for root in roots for node in walk(root))
        self._readings: list[Chosen] = []
        self._costs: dict[int, int] = {}

    def add(self, chosen: Chosen) -> None:
        """Add a choice for every reading."""
        self._readings.append(chosen)

    def worlds(self, late: date) -> Iterator[World]:
        """Yield the days and readings to ask under, those that tell most first."""
        days = self._days(late)
        yield from self._on(days)
        if self._moved and self._costs:
            each = max(self._costs.values()) * len(self._readings)
            course = min(COURSE, max(ENOUGH // max(each, 1), 1))
            end = days[-1] if len(days) == 1 else max(days)
            yield from self._on([end - n for n in range(1, course)])

    def _on(self, days: Sequence[int]) -> Iterator[World]:
        for day in days:
            yield from (World(chosen, day) for chosen in self._readings)

    @property
    def _dated(self) -> bool:
        """Whether days are compared at all."""
        return any(chosen.relations for chosen in self._readings)

    @property
    def _moved(self) -> bool:
        """Whether days are moved by periods, so that the calendar matters."""
        return any(
            one.left.moves or one.right.moves
            for chosen in self._readings
            for one in chosen.relations
        )

    def _days(self, late: date) -> list[int]:
        """Return the ordinals of the days to ask on at first."""
        setting = self._setting
        until = max(min(setting.until or date.max, late), setting.start)
        days = [min(setting.start + _INTO, until), until, setting.start]
        if not self._dated:
            return [days[0].toordinal()]
        written = {
            term.day
            for chosen in self._readings
            for one in chosen.relations
            for term in (one.left, one.right)
            if term.key is None
        }
        found = [day.toordinal() for day in days]
        for day in sorted(written):
            found += [day - 1, day, day + 1, day + _INTO.days]
        low, high = setting.start.toordinal(), until.toordinal()
        kept = [day for day in dict.fromkeys(found) if low <= day <= high]
        return kept[:MOST_DAYS]

    def run(self, world: World, pending: dict[K, Goal], hunt: Hunt[K]) -> bool:
        """Try the cells of a world; what is met is no longer pending.

        Returns:
            Whether all of them were tried, or nothing is pending any more.
        """
        facts = facts_of(self._roots, world.chosen.context)
        each = self._ways(facts, world)
        whole = True
        for partly in self._passes:
            if partly:
                each = list(map(_or_unstated, each))
            whole = self._tried(world, facts, each, pending, hunt)
            if not pending:
                return True
        return whole

    def _tried(
        self,
        world: World,
        facts: Sequence[Fact],
        each: Sequence[tuple[Way, ...]],
        pending: dict[K, Goal],
        hunt: Hunt[K],
    ) -> bool:
        size = prod(map(len, each))
        self._costs[len(facts)] = max(size, self._costs.get(len(facts), 0))
        slots: list[Any] = [None] * len(world.chosen.context.program.vocabulary.facts)
        for state in _states(facts, each, size):
            for fact, way in zip(facts, state, strict=True):
                slots[fact.slot] = way.value
            values = world.chosen.values(slots, world.day, world.day)  # type: ignore[arg-type]
            hunt.tried += 1
            if values[0] is None and self._waits(facts, state):
                continue
            met = [key for key, goal in pending.items() if goal(values)]
            for key in met:
                hunt.found[key] = self._cell(world, facts, state)
                del pending[key]
            if met and not pending:
                return True
        return size <= FEW and self._are_all(facts, each)

    def _waits(self, facts: Sequence[Fact], state: Sequence[Way]) -> bool:
        """Tell whether the event that sets a limit running isn't known.

        Whether the limit applies is asked even then, because nothing runs if it
        doesn't; while that is open as well, there is nothing to be told apart.
        """
        if not self._setting.dated or self._setting.governed not in facts:
            return False
        return state[facts.index(self._setting.governed)] is UNSTATED

    def _are_all(self, facts: Sequence[Fact], each: Sequence[tuple[Way, ...]]) -> bool:
        """Tell whether the values of facts tell everything apart."""
        used = (self._used.get(fact.slot, Used()) for fact in facts)
        return not self._reckoned and all(map(are_all, facts, used, each))

    def _cell(self, world: World, facts: Sequence[Fact], state: Sequence[Way]) -> Cell:
        pairs = zip(facts, state, strict=True)
        stated = tuple((fact, way) for fact, way in pairs if way is not UNSTATED)
        day = date.fromordinal(world.day) if self._dated else None
        return Cell(day, stated, world.chosen.differing)

    def _ways(self, facts: Sequence[Fact], world: World) -> list[tuple[Way, ...]]:
        """Return the values of each fact that tell everything apart on a day."""
        relations = world.chosen.relations
        events = {one.slot for one in facts if one.type.kind is Kind.EVENT}
        governed = self._setting.governed
        relations = [*relations, *_near(events, world.day)]
        if governed is not None and governed.slot in events:
            relations = [*relations, *self._bounds(governed, world.day)]
        known: dict[Key, Any] = {"at": world.day, "as_of": world.day}
        turning = event_days(relations, events, known)
        found = []
        for fact in facts:
            numbers: list[Any] = []
            if fact.type.kind in (Kind.INT, Kind.MONEY):
                numbers = turning_numbers(fact, self._roots, lambda _: None)
            turns = Turns(world.day, turning.get(fact.slot, ()), numbers)
            each = ways(fact, self._used.get(fact.slot, Used()), turns)
            found.append(self._governing(each, world) if fact == governed else each)
        return found

    def _bounds(self, governed: Fact, day: int) -> Iterator[Relation]:
        """Yield the days between which the event that governs has to lie."""
        setting = self._setting
        days = [day, setting.start.toordinal()]
        days += [setting.until.toordinal()] if setting.until else []
        for one in days:
            term = Term(governed.slot)
            yield Relation(term, Term(None, one), reaching=True, passing=False)

    def _governing(self, each: Sequence[Way], world: World) -> tuple[Way, ...]:
        """Return the values of the event that governs under which the trees hold."""
        setting = self._setting
        low = setting.start.toordinal()
        high = setting.until.toordinal() if setting.until else NEVER - 1
        if setting.at:
            low = high = world.day
        kept = [
            one for one in each if one.value is not None and low <= one.value <= high
        ]
        if not setting.dated:
            kept.append(Way(NEVER, NOT_YET))
        return tuple(kept)


def _or_unstated(each: tuple[Way, ...]) -> tuple[Way, ...]:
    """Return the values of a fact, and that it isn't known."""
    return each if UNSTATED in each else (*each, UNSTATED)


def _near(events: Iterable[int], day: int) -> Iterator[Relation]:
    """Yield for each event a day that the calendar surely knows: that asked about."""
    for slot in events:
        yield Relation(Term(slot), Term(None, day), reaching=True, passing=False)


def _reckons(node: Node) -> bool:
    """Tell whether sums of several facts are compared, so that no few numbers do."""
    if not isinstance(node, Arithmetic | Extreme | Compare):
        return False
    inner = [one for part in node.parts for one in walk(part)]
    sums = [one for one in inner if isinstance(one, Arithmetic | Extreme)]
    several = sum(isinstance(one, FactOf) for one in inner) > 1
    if isinstance(node, Compare):
        return bool(sums) and several
    return bool(sums) or several


def _states(
    facts: Sequence[Fact], each: Sequence[tuple[Way, ...]], size: int
) -> Iterator[Sequence[Way]]:
    """Yield states of some facts: some at random, then all, or where many more."""
    pick = Random(" ".join(fact.name for fact in facts))  # noqa: S311 - reproducible
    at_random = iter(lambda: [pick.choice(one) for one in each], None)
    if size > FEW:
        yield from islice(at_random, SAMPLES)
        return
    if size > _FIRST:
        yield from islice(at_random, _FIRST)
    yield from product(*each)
