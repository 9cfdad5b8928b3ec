"""Scenarios ready to be asked of rules that are written otherwise.

Each is read once, with its case and its readings; a rule is then asked alone, and
what it answers compared with what the scenario states of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from telcorules.errors import TelcoRulesError
from telcorules.evaluation.asked import readings_taken
from telcorules.evaluation.context import Context
from telcorules.evaluation.kinds import ready
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.compile import Values, compile_values
from telcorules.language.program import Rule
from telcorules.language.versions import (
    DeadlineVersion,
    PermissionVersion,
    Version,
)
from telcorules.language.vocabulary import NEVER, Case
from telcorules.review.paired import differing
from telcorules.review.scenarios import ABOUT_ALL, Scenario, in_result


@dataclass(frozen=True, slots=True)
class Pin:
    """A scenario, and what it states of one rule.

    Attributes:
        scenario: The scenario.
        rule: The rule's id.
        expected: What it states of the rule's answer.
        case: Its case, read.
        context: The pack and the calendar, under its readings.
    """

    scenario: Scenario
    rule: str
    expected: Any
    case: Case
    context: Context

    def day(self, rule: Rule) -> int:
        """Return the ordinal of the day that a rule is asked about.

        For a limit that is the day of the event that sets it running.
        """
        as_of = self.scenario.as_of.toordinal()
        governed = rule.governed_by
        day = self.case.slots[governed.slot] if governed else None
        return as_of if day is None or day == NEVER else int(day)

    def governed(self, rule: Rule) -> Version | None:
        """Return the version of a rule that governs the case; None where none does."""
        for version in rule.versions:
            day: int | None = self.day(rule)
            if isinstance(version, DeadlineVersion | PermissionVersion):
                day = self.case.slots[version.since.slot]
            if day is not None and version.holds_on(day):
                return version
        return None

    def holds_for(self, rule: Any) -> bool:
        """Tell whether a rule, ready under the readings, answers as it states."""
        scenario = self.scenario
        try:
            result = rule.evaluate(self.case, scenario.as_of)
            return not any(in_result(scenario, self.rule, self.expected, result))
        except TelcoRulesError:
            return False


class Pins:
    """What scenarios state of each rule.

    Args:
        book: The rules.
        scenarios: The scenarios; those that nobody confirmed pin nothing.
    """

    def __init__(self, book: Rulebook, scenarios: Iterable[Scenario]) -> None:
        self._book = book
        self._contexts: dict[tuple[tuple[str, str], ...], Context] = {}
        self._by_rule: dict[str, list[Pin]] = {}
        for scenario in scenarios:
            if not scenario.unconfirmed:
                self._add(scenario)

    def _add(self, scenario: Scenario) -> None:
        case, context = self._book.case(scenario.case), self.context(scenario.readings)
        for name, expected in scenario.expect.items():
            if name not in ABOUT_ALL:
                pin = Pin(scenario, name, expected, case, context)
                self._by_rule.setdefault(name, []).append(pin)

    def context(self, readings: Mapping[str, str]) -> Context:
        """Return the pack and the calendar under some readings; made once."""
        chosen = readings_taken(self._book.program, readings, self._book.readings)
        key = tuple(sorted(chosen.items()))
        if key not in self._contexts:
            book = self._book
            self._contexts[key] = Context(book.program, book.calendar, chosen)
        return self._contexts[key]

    def of(self, rule: str) -> list[Pin]:
        """Return what is stated of a rule, by the scenarios that are about it first."""
        found = self._by_rule.get(rule, [])
        return sorted(found, key=lambda one: one.scenario.rule != rule)

    def first_broken(self, before: Rule, after: Rule) -> Pin | None:
        """Return the first scenario that doesn't hold for a rule written otherwise.

        Args:
            before: The rule as it is, for which all scenarios hold.
            after: The rule, written otherwise in one place.
        """
        under: dict[int, Any] = {}
        touched = _Touched(before, after)
        for pin in self.of(before.id):
            if touched.by(pin):
                key = id(pin.context)
                if key not in under:
                    under[key] = ready(after, pin.context)
                if not pin.holds_for(under[key]):
                    return pin
        return None


class _Touched:
    """Tells which scenarios can notice that an expression is written otherwise.

    Only those in which it has another value than before; compiling one expression is
    much cheaper than compiling the rule.
    """

    def __init__(self, before: Rule, after: Rule) -> None:
        self._rule = before
        places = list(differing(before, after))
        self._roots = places[0][1] if len(places) == 1 else None
        self._values: dict[int, Values] = {}

    def by(self, pin: Pin) -> bool:
        """Tell whether a scenario can notice it."""
        if self._roots is None:
            return True
        context, as_of = pin.context, pin.scenario.as_of.toordinal()
        if id(context) not in self._values:
            self._values[id(context)] = compile_values(
                self._roots, context.readings, context.calendar
            )
        day = pin.day(self._rule)
        one, other = self._values[id(context)](pin.case.slots, day, as_of)
        return one is not other and one != other
