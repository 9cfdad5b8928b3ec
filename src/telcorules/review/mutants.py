"""The mutants of a pack: every rule with one thing written otherwise.

A mutant is a program that differs from the pack in one place; the rules that it
touches are those that its change stands in, or whose parameter it changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from telcorules.foundation.periods import Unit
from telcorules.language.nodes import (
    Appoint,
    DatedValue,
    LastDay,
    LocalValue,
    Node,
    Parameter,
    walk,
)
from telcorules.language.program import Program, Rule
from telcorules.language.versions import parameters_used
from telcorules.review.changes import (
    Change,
    Names,
    Path,
    near_days,
    of_condition,
    other_periods,
)
from telcorules.review.rewriting import DROPPED, rewritten
from telcorules.review.rule_changes import of_rule


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """A pack with one thing written otherwise.

    Attributes:
        owner: The rule, or the parameter, that the change stands in.
        change: What is written otherwise.
        rules: The rules as they are then, by their ids.
    """

    owner: str
    change: Change
    rules: Mapping[str, Rule]


def mutants_of_rule(program: Program, name: str, names: Names) -> Iterator[Mutant]:
    """Yield the mutants of a rule."""
    rule = program.rules[name]
    for change in of_rule(rule, names):
        changed = rewritten(rule, {id(change.target): change.instead})
        yield Mutant(name, change, {name: changed})


def names_of(program: Program) -> Names:
    """Return the names of a pack that can be mistaken for one another."""
    readings = {
        name: tuple(choice.id for choice in one.choices)
        for name, one in program.readings.items()
    }
    appointing = (
        node
        for rule in program.rules.values()
        for node in _nodes(rule)
        if isinstance(node, Appoint)
    )
    return Names(readings, {one.kind: one.table for one in appointing})


def parameters(program: Program, wanted: Iterable[str]) -> dict[str, Parameter]:
    """Return the parameters that some rules use, by their ids."""
    found = (one for name in wanted for one in _used(program.rules[name]))
    return {one.id: one for one in found}


def mutants_of_parameter(
    program: Program, parameter: Parameter, names: Names
) -> Iterator[Mutant]:
    """Yield the mutants of a parameter, in all the rules that use it."""
    using = [rule for rule in program.rules.values() if parameter in _used(rule)]
    for change in _of_parameter(parameter, names):
        made = rewritten(parameter, {id(change.target): change.instead})
        changed = {one.id: rewritten(one, {id(parameter): made}) for one in using}
        yield Mutant(parameter.id, change, changed)


def _used(rule: Rule) -> list[Parameter]:
    limits = [one for version in rule.versions for one in parameters_used(version)]
    periods = (one.period for one in _nodes(rule) if isinstance(one, LastDay))
    return [*limits, *(one for one in periods if isinstance(one, Parameter))]


def _nodes(rule: Rule) -> Iterator[Node]:
    for version in rule.versions:
        for root in version.nodes:
            yield from walk(root)


def _of_parameter(parameter: Parameter, names: Names) -> Iterator[Change]:
    seen: set[int] = set()
    for index, value in enumerate(reversed(parameter.values)):  # the latest is first
        yield from _of_value(value, ("values", index))
    for index, local in enumerate(parameter.local):
        path: Path = ("where", index)
        was = f"where {local.condition.source}"
        yield Change("condition", local, DROPPED, was, "left out", path=path)
        yield from of_condition(local.condition, names, seen)
        yield from _of_value(local.dated, path)
        yield from _of_choice(local, path, names)


def _of_choice(local: LocalValue, path: Path, names: Names) -> Iterator[Change]:
    """Yield another choice of the reading that lets a local value in."""
    if local.reading is not None:
        others = [one for one in names.readings[local.reading] if one != local.choice]
        instead = replace(local, choice=others[0])
        said = (str(local.choice), others[0])
        yield Change("reading", local, instead, *said, path=(*path, "reading"))


def _of_value(value: DatedValue, path: Path) -> Iterator[Change]:
    for sort, period in other_periods(value.value):
        if sort == "unit" and value.value.unit is Unit.HOURS:
            continue  # a parameter counts in hours or in other units, never in both
        instead, said = replace(value, value=period), (str(value.value), str(period))
        yield Change(sort, value, instead, *said, path=(*path, "value"))
    ends: list[tuple[str, str, date | None]] = [
        ("start", "from", value.start),
        ("until", "until", value.until),
    ]
    for name, key, written in ends:
        for day in near_days(written) if written else ():
            instead = replace(value, **{name: day})  # type: ignore[arg-type]
            said = (str(written), str(day))
            yield Change("date", value, instead, *said, path=(*path, key))
