"""What every rule is decided with: the program, the calendar, the readings taken."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from telcorules.evaluation.grounds import InForce
from telcorules.foundation.law import Cited
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.nodes import FactOf, LastDay, Node, Parameter
from telcorules.language.program import Program, Rule, Version


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


def facts_read(node: Node, readings: dict[str, str]) -> tuple[str, ...]:
    """Return the names of the facts that a condition reads, sorted.

    A local value of a parameter counts where the readings let it in.
    """
    return tuple(sorted(set(_facts(node, readings))))


def _facts(node: Node, readings: dict[str, str]) -> Iterable[str]:
    if isinstance(node, FactOf):
        yield node.fact.name
    if isinstance(node, LastDay) and isinstance(node.period, Parameter):
        for one in node.period.in_play(readings):
            yield from _facts(one.condition, readings)
    for part in node.parts:
        yield from _facts(part, readings)


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
        return tuple(
            InForce(name, instruments[name].title, version.start, version.until)
            for version in self.rule.versions
            for name in _instruments(version)
        )

    def variant(self, reading: str, choice: str) -> Self:
        """Return the same rule under another choice of one reading."""
        key = (reading, choice)
        if key not in self._variants:
            context = self.context.under(reading, choice)
            self._variants[key] = type(self)(self.rule, context)
        return self._variants[key]

    def combined(self, used: Iterable[str]) -> list[Self]:
        """Return the same rule under every combination of choices, itself first."""
        found = [self]
        for reading, choice in self.context.alternatives(used):
            found += [one.variant(reading, choice) for one in found]
        return found

    def support(self, reading: str, choice: str) -> tuple[Cited, ...]:
        """Return what supports a choice of a reading."""
        choices = self.context.program.readings[reading].choices
        return next(one.basis for one in choices if one.id == choice)


def _instruments(version: Version) -> Iterable[str]:
    return dict.fromkeys(cited.citation.instrument for cited in version.basis)
