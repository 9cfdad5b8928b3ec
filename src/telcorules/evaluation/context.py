"""What every rule is decided with: the program, the calendar, the readings taken."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Self

from telcorules.evaluation.grounds import Contested, InForce, NotAtHand
from telcorules.foundation.law import Cited
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.compile import Values, compile_values
from telcorules.language.nodes import FactOf, LastDay, LocalValue, Node, Parameter
from telcorules.language.program import Program, Rule
from telcorules.language.versions import Version, readings_used
from telcorules.language.vocabulary import NEVER


@dataclass(frozen=True, slots=True)
class Context:
    """A program with a calendar and one choice for each reading.

    Attributes:
        program: The pack, linked.
        calendar: Tells working days from rest days.
        readings: The choice taken for each reading.
    """

    program: Program
    calendar: WorkCalendar
    readings: dict[str, str]

    def under(self, reading: str, choice: str) -> "Context":
        """Return the same with another choice of one reading."""
        return replace(self, readings={**self.readings, reading: choice})

    def alternatives(self, used: Iterable[str]) -> list[tuple[str, str]]:
        """Return the other choices of the readings used, one at a time, in order."""
        chosen = set(used)
        return [
            (reading.id, choice.id)
            for reading in self.program.readings.values()
            if reading.id in chosen
            for choice in reading.choices
            if choice.id != self.readings[reading.id]
        ]


def facts_read(node: Node, readings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the facts that a condition reads, sorted.

    A local value of a parameter counts where the readings let it in.
    """
    local = [one.condition for one in local_values(node, readings)]
    read = (part for root in (node, *local) for part in _written(root))
    return tuple(sorted({one.fact.name for one in read if isinstance(one, FactOf)}))


def local_values(node: Node, readings: Mapping[str, str]) -> tuple[LocalValue, ...]:
    """Return the local periods of a condition that the readings let in."""
    periods = (one.period for one in _written(node) if isinstance(one, LastDay))
    found = (p.in_play(readings) for p in periods if isinstance(p, Parameter))
    return tuple(dict.fromkeys(local for values in found for local in values))


def _written(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it, but for what parameters hang on."""
    yield node
    for part in node.parts:
        yield from _written(part)


class RuleInContext:
    """A rule with what it is decided with; one kind of rule, one subclass.

    Attributes:
        rule: The rule.
        context: The program, the calendar and the readings taken.
    """

    def __init__(self, rule: Rule, context: Context) -> None:
        self.rule = rule
        self.context = context
        self._variants: dict[tuple[str, str], Self] = {}

    @cached_property
    def law(self) -> tuple[InForce, ...]:
        """The days for which there is law, and by which instruments."""
        instruments = self.context.program.instruments
        found: list[InForce] = []
        for version in self.rule.versions:
            for name in _first_instrument(version):
                title = instruments[name].title
                this = InForce(name, title, version.start, version.until)
                found = _joined(found, this)
        return tuple(found)

    def not_at_hand(self, day: date) -> tuple[NotAtHand, ...]:
        """Return what law there is on a day whose text isn't at hand."""
        return tuple(
            NotAtHand(one.start, one.until, one.basis, one.note)
            for one in self.rule.gaps
            if one.holds_on(day.toordinal())
        )

    @cached_property
    def values(self) -> dict[date, Values]:
        """What gives the values of each version's expressions, by its first day."""
        readings, calendar = self.context.readings, self.context.calendar
        return {
            version.start: compile_values(version.nodes, readings, calendar)
            for version in self.rule.versions
        }

    def governing_day(self, slots: tuple[Any, ...], as_of: int) -> int:
        """Return the ordinal of the day that chooses the version.

        That of the event which governs the rule; ``as_of`` where it has none.
        """
        governed = self.rule.governed_by
        day: int | None = slots[governed.slot] if governed else None
        return as_of if day is None or day == NEVER else day

    def variant(self, reading: str, choice: str) -> Self:
        """Return the same rule under another choice of one reading."""
        key = (reading, choice)
        if key not in self._variants:
            context = self.context.under(reading, choice)
            self._variants[key] = type(self)(self.rule, context)
        return self._variants[key]


class ContestedRule(RuleInContext, ABC):
    """A rule whose answers can differ under other readings."""

    def __init__(self, rule: Rule, context: Context) -> None:
        super().__init__(rule, context)
        self._used: dict[date, frozenset[str]] = {}
        self._others: dict[frozenset[str], list[tuple[str, str, Self]]] = {}

    @abstractmethod
    def again(self, result: Any) -> Any:
        """Return the answer to what a result answers, under these readings."""

    @abstractmethod
    def version_of(self, result: Any) -> Version | None:
        """Return the version that a result rests on, None where there is none."""

    def contested(self, result: Any) -> tuple[Contested, ...]:
        """Return the other choices of readings under which the answer differs."""
        found, summary = [], result.summary
        for reading, choice, rival in self._rivals(result):
            other = rival.again(result)
            if other.summary != summary:
                support = self._support(reading, choice, result, other)
                found.append(Contested(reading, choice, other, support))
        return tuple(found)

    def under_all(self, result: Any) -> list[Any]:
        """Return the answers under every combination of choices, its own first."""
        found = [self]
        for reading, choice, _ in self._rivals(result):
            found += [one.variant(reading, choice) for one in found]
        return [one.again(result) for one in found]

    def _rivals(self, result: Any) -> list[tuple[str, str, Self]]:
        """Return the rule under each other choice of a reading that can matter."""
        used = self.hanging(result)
        if used not in self._others:
            pairs = self.context.alternatives(used)
            self._others[used] = [(*pair, self.variant(*pair)) for pair in pairs]
        return self._others[used]

    def hanging(self, result: Any) -> frozenset[str]:
        """Return the readings on which a result can hang."""
        version = self.version_of(result)
        if version is None:
            return frozenset()
        if version.start not in self._used:
            self._used[version.start] = readings_used(version)
        return self._used[version.start]

    def _support(
        self, reading: str, choice: str, result: Any, other: Any
    ) -> tuple[Cited, ...]:
        """Return what supports an answer under another choice of a reading.

        That is what the choice rests on; but where the answer cites local law of its
        own, that stands for whatever local law the reading names.
        """
        choices = self.context.program.readings[reading].choices
        named = next(one.basis for one in choices if one.id == choice)
        own = _basis_of(other)
        added = tuple(one for one in own if one not in _basis_of(result))
        local = self.context.program.is_local
        if any(map(local, added)):
            named = (*added, *(one for one in named if not local(one)))
        return tuple(dict.fromkeys(named))


def _basis_of(result: Any) -> tuple[Cited, ...]:
    """Return what an answer as a whole rests on; an admission's grounds have theirs."""
    basis: tuple[Cited, ...] = getattr(result, "basis", ())
    return basis


def _joined(found: list[InForce], this: InForce) -> list[InForce]:
    """Add days of law; those that go on under the same instrument become one."""
    last = found[-1] if found else None
    if last is None or last.instrument != this.instrument:
        return [*found, this]
    if last.until is None or last.until + timedelta(days=1) != this.start:
        return [*found, this]
    return [*found[:-1], replace(last, until=this.until)]


def _first_instrument(version: Version) -> list[str]:
    """Return the instrument that a version rests on first, the one it dates from."""
    return [cited.citation.instrument for cited in version.basis[:1]]
