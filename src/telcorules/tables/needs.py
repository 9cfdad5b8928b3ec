"""What has to be looked up before rules can be read over columns, and what can't be.

The facts that rules read, the day that each is asked about, and the periods that run
from which events. What columns can't express is found here, with its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from telcorules.errors import Problem, RequestError, Span
from telcorules.foundation.periods import Period, Unit
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language import nodes
from telcorules.language.nodes import (
    Appoint,
    Constant,
    FactOf,
    ItemOf,
    LastDay,
    Moment,
    Named,
    Node,
    Parameter,
    ReadingOf,
    Shift,
    walk,
)
from telcorules.language.vocabulary import Fact, Kind
from telcorules.tables.calendars import MOST_DAYS, Count
from telcorules.tables.likeness import likeness

_TOLD: Final = (
    *(nodes.Constant, nodes.FactOf, nodes.Moment, nodes.ReadingOf, nodes.Named),
    *(nodes.Not, nodes.All, nodes.AnyOf, nodes.If, nodes.Compare, nodes.OneOf),
    *(nodes.Holds, nodes.LastDay, nodes.Shift, nodes.Happened),
    *(nodes.Length, nodes.ItemOf, nodes.Appoint, nodes.Arithmetic, nodes.Extreme),
)
_ITEMS: Final = (None, Kind.ENUM, Kind.REGION, Kind.TEXT)


@dataclass(frozen=True, slots=True)
class Event:
    """What a period runs from: a fact, the day asked about, or that of the question.

    Attributes:
        fact: The fact; None for the day of the question.
        asked: Whether it is the day asked about, which is the fact's where it has one.
    """

    fact: Fact | None
    asked: bool = False

    @property
    def name(self) -> str:
        """What its column is called."""
        if self.fact is None:
            return "as_of"
        return ("at__" if self.asked else "") + self.fact.name.replace(".", "__")


@dataclass(slots=True)
class Needs:
    """What some rules need, gathered in the order in which they name it.

    Attributes:
        readings: The choice taken for each reading.
        calendar: Tells working days.
        facts: The facts that they read.
        moments: The events of which they read the moment.
        asked: The events that govern them.
        counted: The ways of counting that run from each event.
        reckoned: The days that conditions reckon, with the event that governs them.
        problems: What columns can't express.
    """

    readings: Mapping[str, str]
    calendar: WorkCalendar
    facts: dict[Fact, None] = field(default_factory=dict)
    moments: dict[Fact, None] = field(default_factory=dict)
    asked: dict[Event, None] = field(default_factory=dict)
    counted: dict[Event, dict[Count, None]] = field(default_factory=dict)
    reckoned: dict[Any, tuple[Node, Fact | None]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> tuple[Count, ...]:
        """Every way of counting, once."""
        counted = (one for counts in self.counted.values() for one in counts)
        return tuple(dict.fromkeys(counted))

    def event(self, node: Node, governed: Fact | None) -> Event | None:
        """Return the event that a node is, None where it is something else."""
        match node:
            case Named():
                return self.event(node.body, governed)
            case FactOf():
                return Event(node.fact)
            case Moment(name="at"):
                return Event(governed, asked=governed is not None)
            case Moment():
                return Event(None)
            case _:
                return None

    def runs(self, event: Event, counts: Iterable[Count]) -> None:
        """Note that periods run from an event."""
        if event.fact is not None:
            self.facts[event.fact] = None
        known = self.counted.setdefault(event, {})
        known |= {one: None for one in counts if one.needs_calendar}

    def reads(self, root: Node, rule: str, governed: Fact | None) -> None:
        """Note what an expression needs, and what in it can't be expressed."""
        for node in _walked(root, self.readings):
            if (why := self._refused(node, governed)) is not None:
                self.refuse(rule, f"`{node.source}`", node.span, why)
            elif isinstance(node, FactOf):
                self.facts[node.fact] = None
            elif isinstance(node, Moment) and node.name == "at":
                self.governs(governed)
            elif isinstance(node, LastDay | Shift):
                self._reckons(node, governed)

    def _reckons(self, node: LastDay | Shift, governed: Fact | None) -> None:
        """Note a day that is reckoned from an event."""
        event = self.event(node.event, governed)
        if event is None:
            return
        self.runs(event, self._counts(node))
        self.reckoned.setdefault((governed, likeness(node)), (node, governed))

    def governs(self, governed: Fact | None) -> None:
        """Note the event that governs a rule."""
        if governed is not None:
            self.facts[governed] = None
            self.asked[Event(governed, asked=True)] = None

    def refuse(self, rule: str, what: str, span: Span | None, why: str = "") -> None:
        """Note what columns can't express of a rule."""
        message = f"`{rule}`: columns can't express {what}"
        hint = "ask for it row by row, with book.evaluate_many or a file of JSON lines"
        self.problems.append(Problem("TR640", message, hint, why, span))

    def refused(self) -> None:
        """Refuse what can't be expressed, where anything can't.

        Raises:
            RequestError: All of it, each with the rule's name and the place.
        """
        if self.problems:
            raise RequestError(list(dict.fromkeys(self.problems)))

    def _counts(self, node: LastDay | Shift) -> list[Count]:
        """Return the ways in which the day of a node may be counted."""
        if isinstance(node, Shift):
            return [Count(node.period, roll=False, back=node.back)]
        roll = roll_of(node, self.readings)
        return [Count(one, roll) for one in periods(node.period, self.readings)]

    def _refused(self, node: Node, governed: Fact | None) -> str | None:
        """Return why a node can't be expressed; None where it can."""
        match node:
            case LastDay():
                if self.event(node.event, governed) is None:
                    return "the period runs from a day that is itself reckoned"
                return too_long(periods(node.period, self.readings))
            case Shift() if self.event(node.event, governed) is None:
                plain = node.period.unit is Unit.DAYS and not node.back
                return None if plain else "a reckoned day moves by days alone"
            case Shift():
                return too_long([node.period])
            case ItemOf() if node.index != 0:
                return "of a list the first item alone is told"
            case Appoint() if node.type.item:
                return "each item of a list has an authority of its own"
            case FactOf() if node.type.item not in _ITEMS:
                return f"a list of {node.type.item} has no column"
            case _ if node.type.kind is Kind.MONEY:
                return "an amount of money is reckoned to the last digit"
            case _:
                told = isinstance(node, _TOLD)
                return None if told else "there is no column for it"


def _walked(root: Node, readings: Mapping[str, str]) -> Iterator[Node]:
    """Yield a node and all below it, with the local conditions the readings let in."""
    barred: set[int] = set()
    for node in walk(root):
        if isinstance(node, LastDay) and isinstance(node.period, Parameter):
            kept = node.period.in_play(readings)
            others = (one for one in node.period.local if one not in kept)
            barred |= {id(inner) for one in others for inner in walk(one.condition)}
        if id(node) not in barred:
            yield node


def roll_of(node: LastDay, readings: Mapping[str, str]) -> bool:
    """Tell whether the last day of a node moves off a day of rest."""
    if isinstance(node.roll, Constant):
        return node.roll.value == "roll"
    assert isinstance(node.roll, ReadingOf)
    return readings[node.roll.reading] == "roll"


def periods(period: Period | Parameter, readings: Mapping[str, str]) -> list[Period]:
    """Return the periods that may run, each once."""
    if isinstance(period, Period):
        return [period]
    local = (one.dated.value for one in period.in_play(readings))
    return list(dict.fromkeys((*local, *(one.value for one in period.values))))


def too_long(lengths: Iterable[Period]) -> str | None:
    """Return why periods can't be counted over columns; None where they can."""
    if any(Count(one, roll=True).span > MOST_DAYS for one in lengths):
        return "the period is longer than a hundred years"
    return None
