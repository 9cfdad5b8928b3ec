"""The boundary cells of some trees: every way in which their facts can lie.

A cell is a day, a choice for every reading and a value for every fact; the values are
those that tell everything apart (`candidates`, `event_days`). A hunt looks for a cell
in which something comes out: found, it disproves that it never does; not found in any
cell, that is proven; and where there are too many to try, it is undecided.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice, product
from math import prod
from random import Random
from typing import Any, Final, Generic, TypeVar

from telcorules.evaluation.candidates import (
    UNSTATED,
    Turns,
    Used,
    Way,
    turning_numbers,
    uses,
    ways,
)
from telcorules.evaluation.context import Context
from telcorules.evaluation.event_days import event_days
from telcorules.evaluation.parts import facts_of
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.terms import Key, Relation, Term, Terms
from telcorules.language.compile import Values, compile_values
from telcorules.language.nodes import Node
from telcorules.language.values import NOT_YET, plain
from telcorules.language.versions import Version, readings_in
from telcorules.language.vocabulary import NEVER, Fact, Kind

K = TypeVar("K", bound=Hashable)
Goal = Callable[[tuple[Any, ...]], bool]

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
_BEFORE_THE_END: Final = timedelta(days=60)
_DAY: Final = timedelta(days=1)
_OF_OLD: Final = date(2016, 1, 1)


@dataclass(frozen=True, slots=True)
class Setting:
    """When some trees are asked.

    Attributes:
        start: The first day on which they are in force.
        until: The last one, None where it is open.
        governed: The event whose day has to be one of them.
        at: Whether that event's day is the day asked about.
        dated: Whether nothing is asked unless that event has a day.
    """

    start: date = _OF_OLD
    until: date | None = None
    governed: Fact | None = None
    at: bool = False
    dated: bool = False

    @classmethod
    def of(cls, version: Version, governed: Fact | None, kind: str) -> "Setting":
        """Return when the trees of a version are asked."""
        dated = kind in ("deadline", "permission")
        event = getattr(version, "since", governed) if dated else governed
        at = kind in ("admission", "checklist")
        return cls(version.start, version.until, event, at, dated)


@dataclass(frozen=True, slots=True)
class Cell:
    """One way in which facts can lie.

    Attributes:
        day: The day asked about; None where no day is compared.
        stated: The facts with their values; those left out aren't known.
        readings: The choices other than the defaults.
    """

    day: date | None
    stated: tuple[tuple[Fact, Way], ...]
    readings: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        facts = ", ".join(f"{fact.name} {shown_way(way)}" for fact, way in self.stated)
        chosen = " and ".join(f"{name}={choice}" for name, choice in self.readings)
        said = (
            f"on {self.day}" if self.day else "",
            f"under {chosen}" if chosen else "",
            f"with {facts}" if facts else "",
        )
        return " ".join(one for one in said if one)


def shown_way(way: Way) -> Any:
    """Return a value of a fact as a message tells it."""
    value = plain(way.stated)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


@dataclass(slots=True)
class Hunt(Generic[K]):
    """What a hunt came to.

    Attributes:
        found: For each goal that a cell met the cell.
        exhaustive: Whether all cells were tried, or all goals met.
        tried: How many cells were tried.
    """

    found: dict[K, Cell] = field(default_factory=dict)
    exhaustive: bool = True
    tried: int = 0


@dataclass(frozen=True, slots=True)
class _World:
    """A day and a choice for every reading, under which trees have values."""

    context: Context
    values: Values
    day: int


class Cells:
    """Hunts for cells, under every reading that trees hang on.

    Args:
        book: The rules, and the readings that are the defaults.

    Attributes:
        context: The same as expressions are read with.
    """

    def __init__(self, book: Rulebook) -> None:
        self.context = Context(book.program, book.calendar, dict(book.readings))
        self._late = book.calendar.firm_through - _BEFORE_THE_END
        self._terms: dict[tuple[str, ...], Terms] = {}

    def hunt(
        self,
        roots: Sequence[Node],
        setting: Setting,
        goals: Mapping[K, Goal],
        *,
        partly: bool = False,
        beside: Sequence[Node] = (),
    ) -> Hunt[K]:
        """Look for a cell in which the values of trees meet each goal.

        Args:
            roots: The trees whose facts are varied.
            setting: When they are asked.
            goals: What to look for in the values of the trees and of those beside.
            partly: Whether facts may be unknown as well.
            beside: More trees that are valued, made of parts of the roots.
        """
        asked = _Asked(self, roots, setting, partly=partly)
        hunt: Hunt[K] = Hunt()
        pending = dict(goals)
        for context in self._contexts(roots):
            calendar = context.calendar
            values = compile_values((*roots, *beside), context.readings, calendar)
            asked.add(context, values)
        for world in asked.worlds(self._late):
            if not pending:
                return hunt
            whole = asked.run(world, pending, hunt)
            hunt.exhaustive = hunt.exhaustive and whole
        hunt.exhaustive = hunt.exhaustive or not pending
        return hunt

    def _contexts(self, roots: Sequence[Node]) -> Iterator[Context]:
        """Yield a context for each set of choices of the readings in the trees."""
        program = self.context.program
        names = sorted(readings_in(roots))
        choices = [[one.id for one in program.readings[name].choices] for name in names]
        for chosen in product(*choices):
            taken = dict(zip(names, chosen, strict=True))
            readings = {**self.context.readings, **taken}
            yield replace(self.context, readings=readings)

    def terms(self, context: Context) -> Terms:
        """Return what reads the days of trees, one for all hunts."""
        key = tuple(context.readings.values())
        return self._terms.setdefault(key, Terms(context))

    def differing(self, context: Context) -> tuple[tuple[str, str], ...]:
        """Return the choices of a context that aren't those of the rulebook."""
        default = self.context.readings
        chosen = context.readings.items()
        return tuple(one for one in chosen if default[one[0]] != one[1])


class _Asked:
    """Some trees in their setting, and the cells that they have on a day."""

    def __init__(
        self, cells: Cells, roots: Sequence[Node], setting: Setting, *, partly: bool
    ) -> None:
        self._cells = cells
        self._roots = roots
        self._setting = setting
        self._passes = (False, True) if partly else (False,)
        self._used = uses(roots)
        self._values: list[tuple[Context, Values]] = []
        self._relations: list[list[Relation]] = []
        self._costs: dict[int, int] = {}

    def add(self, context: Context, values: Values) -> None:
        """Add a choice for every reading, with what values the trees under it."""
        self._values.append((context, values))
        self._relations.append(self._cells.terms(context).relations(self._roots))

    def worlds(self, late: date) -> Iterator[_World]:
        """Yield the days and readings to ask under, those that tell most first."""
        days = self._days(late)
        yield from self._on(days)
        if self._moved and self._costs:
            each = max(self._costs.values()) * len(self._values)
            course = min(COURSE, max(ENOUGH // max(each, 1), 1))
            end = days[-1] if len(days) == 1 else max(days)
            yield from self._on([end - n for n in range(1, course)])

    def _on(self, days: Sequence[int]) -> Iterator[_World]:
        for day in days:
            for context, values in self._values:
                yield _World(context, values, day)

    @property
    def _moved(self) -> bool:
        """Whether days are moved by periods, so that the calendar matters."""
        return any(
            one.left.moves or one.right.moves
            for several in self._relations
            for one in several
        )

    def _days(self, late: date) -> list[int]:
        """Return the ordinals of the days to ask on at first."""
        setting = self._setting
        until = max(min(setting.until or date.max, late), setting.start)
        days = [min(setting.start + _INTO, until), until, setting.start]
        if not any(self._relations):
            return [days[0].toordinal()]
        written = {
            term.day
            for several in self._relations
            for one in several
            for term in (one.left, one.right)
            if term.key is None
        }
        found = [day.toordinal() for day in days]
        for day in sorted(written):
            found += [day - 1, day, day + 1, day + _INTO.days]
        low, high = setting.start.toordinal(), until.toordinal()
        kept = [day for day in dict.fromkeys(found) if low <= day <= high]
        return kept[:MOST_DAYS]

    def run(self, world: _World, pending: dict[K, Goal], hunt: Hunt[K]) -> bool:
        """Try the cells of a world; what is met is no longer pending.

        Returns:
            Whether all of them were tried, or nothing is pending any more.
        """
        facts = facts_of(self._roots, world.context)
        each = self._ways(facts, world)
        whole = True
        for partly in self._passes:
            if partly:
                each = list(map(self._or_unstated, facts, each))
            whole = self._tried(world, facts, each, pending, hunt)
            if not pending:
                return True
        return whole

    def _or_unstated(self, fact: Fact, each: tuple[Way, ...]) -> tuple[Way, ...]:
        """Return the values of a fact, and that it isn't known, where it may not be."""
        triggers = self._setting.dated and fact == self._setting.governed
        return each if triggers or UNSTATED in each else (*each, UNSTATED)

    def _tried(
        self,
        world: _World,
        facts: Sequence[Fact],
        each: Sequence[tuple[Way, ...]],
        pending: dict[K, Goal],
        hunt: Hunt[K],
    ) -> bool:
        size = prod(map(len, each))
        self._costs[len(facts)] = max(size, self._costs.get(len(facts), 0))
        slots: list[Any] = [None] * len(world.context.program.vocabulary.facts)
        for state in _states(facts, each, size):
            for fact, way in zip(facts, state, strict=True):
                slots[fact.slot] = way.value
            values = world.values(slots, world.day, world.day)  # type: ignore[arg-type]
            hunt.tried += 1
            met = [key for key, goal in pending.items() if goal(values)]
            for key in met:
                hunt.found[key] = self._cell(world, facts, state)
                del pending[key]
            if met and not pending:
                return True
        return size <= FEW

    def _cell(self, world: _World, facts: Sequence[Fact], state: Sequence[Way]) -> Cell:
        pairs = zip(facts, state, strict=True)
        stated = tuple((fact, way) for fact, way in pairs if way is not UNSTATED)
        differing = self._cells.differing(world.context)
        day = date.fromordinal(world.day) if any(self._relations) else None
        return Cell(day, stated, differing)

    def _ways(self, facts: Sequence[Fact], world: _World) -> list[tuple[Way, ...]]:
        """Return the values of each fact that tell everything apart on a day."""
        relations = self._relations[self._place(world)]
        events = {one.slot for one in facts if one.type.kind is Kind.EVENT}
        governed = self._setting.governed
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

    def _place(self, world: _World) -> int:
        return next(
            place
            for place, (context, _) in enumerate(self._values)
            if context is world.context
        )

    def _bounds(self, governed: Fact, day: int) -> Iterator[Relation]:
        """Yield the days between which the event that governs has to lie."""
        setting = self._setting
        days = [day, setting.start.toordinal()]
        days += [setting.until.toordinal()] if setting.until else []
        for one in days:
            term = Term(governed.slot)
            yield Relation(term, Term(None, one), reaching=True, passing=False)

    def _governing(self, each: Sequence[Way], world: _World) -> tuple[Way, ...]:
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
