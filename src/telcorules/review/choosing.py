"""Readings that change nothing: unused, or with choices that come to the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

from telcorules.evaluation.context import Context
from telcorules.evaluation.deadlines import DeadlineRule
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.nodes import (
    Constant,
    LastDay,
    Node,
    Parameter,
    ReadingOf,
)
from telcorules.language.program import Program, Reading, Rule
from telcorules.language.schema import ReadingsFile
from telcorules.language.versions import DeadlineVersion, readings_in
from telcorules.review.cells import Cells
from telcorules.review.places import Places
from telcorules.review.sites import Site, parameters, sites
from telcorules.review.unused import readings_hung_on
from telcorules.review.verdicts import Check, disproven, proven, undecided

IDLE: Final = "TR854"

COURSE: Final = 800
"""From how many days in a row limits are counted under two choices."""

_INTO: Final = timedelta(days=400)


def choosing(book: Rulebook, cells: Cells, places: Places) -> Iterator[Check]:
    """Yield whether each choice of a reading changes some answer."""
    hung_on = readings_hung_on(book.program)
    for sheet in places.of(ReadingsFile):
        for name in sheet.written.readings:
            span = sheet.key_span("readings", name)
            reading = book.program.readings[name]
            if name not in hung_on:
                hint = f"write reading.{name.replace('-', '_')} where it decides"
                message = f"nothing hangs on the reading `{name}`"
                yield proven(IDLE, span, message, f"{hint}, or delete it")
                continue
            for choice in reading.choices[1:]:
                spot = sheet.key_span("readings", name, "choices", choice.id)
                found = Comparison(book, cells, reading, choice.id).check()
                yield replace(found, problem=replace(found.problem, span=spot))


class Comparison:
    """Two choices of a reading: the first, which is the default, and another.

    Args:
        book: The rules.
        cells: What hunts for cells.
        reading: The reading.
        choice: The other choice.
    """

    def __init__(
        self, book: Rulebook, cells: Cells, reading: Reading, choice: str
    ) -> None:
        self._book = book
        self._cells = cells
        self._name = reading.id
        self._pair = (reading.choices[0].id, choice)

    def check(self) -> Check:
        """Return whether the two ever come to something else."""
        span = self._book.program.rules[next(iter(self._book.program.rules))].span
        what = f"`{self._pair[1]}` of `{self._name}`"
        for shown in self._differences():
            if shown is None:
                break
            return disproven(IDLE, span, f"{what} changes {shown}")
        else:
            return proven(
                IDLE,
                span,
                f"{what} changes nothing: every answer is that of `{self._pair[0]}`",
                "delete the choice, or let something hang on it",
            )
        message = f"it isn't decided whether {what} changes anything"
        return undecided(IDLE, span, message, "more cells than are tried")

    def _differences(self) -> Iterator[str | None]:
        """Yield what differs; None where that couldn't be decided."""
        yield from self._of_limits(self._book.program)
        open_ = False
        for site in sites(self._book.program):
            if self._name in readings_in([site.node]):
                found = self._of_site(site)
                if found:
                    yield found
                open_ = open_ or found is None
        if open_:
            yield None

    def _of_site(self, site: Site) -> str | None:
        """Return a cell in which an expression differs; empty where there is none."""
        both = [_under(site.node, self._name, choice) for choice in self._pair]
        goal = {"differs": _differ}
        hunt = self._cells.hunt(both, site.setting, goal, partly=True)
        if "differs" in hunt.found:
            return f"{site.name} {hunt.found['differs']}"
        return "" if hunt.exhaustive else None

    def _of_limits(self, program: Program) -> Iterator[str]:
        """Yield the limits that differ, counted from every day of some years."""
        for parameter in parameters(program):
            for local in parameter.local:
                general = {one.value for one in parameter.values}
                if local.reading == self._name and general != {local.dated.value}:
                    yield f"`{parameter.id}`"
        for rule in program.rules.values():
            for version in rule.versions:
                if isinstance(version, DeadlineVersion) and version.rolls == self._name:
                    yield from islice(self._of_deadline(rule, version), 1)

    def _of_deadline(self, rule: Rule, version: DeadlineVersion) -> Iterator[str]:
        one, other = (DeadlineRule(rule, self._context(c)) for c in self._pair)
        late = self._book.calendar.firm_through
        first = max(
            min(version.start + _INTO, late - timedelta(days=COURSE)), version.start
        )
        last = version.until or date.max
        for day in (first + timedelta(days=n) for n in range(COURSE)):
            if day > last:
                return
            dues = [each.since(day, day, when=True).due for each in (one, other)]
            if dues[0] != dues[1]:
                yield f"`{rule.id}` counted from {day}"

    def _context(self, choice: str) -> Context:
        readings = {**self._book.readings, self._name: choice}
        return Context(self._book.program, self._book.calendar, readings)


def _differ(values: tuple[Any, ...]) -> bool:
    return bool(values[0] != values[1])


def _under(node: Node, reading: str, choice: str) -> Node:
    """Return an expression as it is under a choice of a reading."""
    if isinstance(node, ReadingOf) and node.reading == reading:
        return Constant(
            type=node.type, source=node.source, span=node.span, value=choice
        )
    changes: dict[str, Any] = {}
    for name in node.BELOW:
        below = getattr(node, name)
        if isinstance(below, tuple):
            changes[name] = tuple(_under(one, reading, choice) for one in below)
        else:
            changes[name] = _under(below, reading, choice)
    if isinstance(node, LastDay) and isinstance(node.period, Parameter):
        changes["period"] = _settled(node.period, reading, choice)
    return replace(node, **changes) if changes else node


def _settled(parameter: Parameter, reading: str, choice: str) -> Parameter:
    """Return a parameter whose local values no longer hang on a reading."""
    local = tuple(
        replace(one, reading=None, choice=None) if one.reading == reading else one
        for one in parameter.local
        if one.reading != reading or one.choice == choice
    )
    return replace(parameter, local=local)
