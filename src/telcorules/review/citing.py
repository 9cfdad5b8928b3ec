"""Who rests on which provision: the rules of a pack, their parts, what they use.

Beside each stand the scenarios that exercise it, so that a page can say how well a
provision is tested.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telcorules.foundation.law import Citation, Cited
from telcorules.language.nodes import LastDay, Parameter, walk
from telcorules.language.program import Program
from telcorules.language.versions import (
    AdmissionVersion,
    ChecklistVersion,
    ChoiceRow,
    ChoiceVersion,
    DeadlineVersion,
    DutyVersion,
    OwedVersion,
    Version,
    parameters_used,
)
from telcorules.review.scenarios import Scenario

Place = tuple[str, str | None]
"""An instrument, and a provision of it, or None for the whole."""


@dataclass(frozen=True, slots=True)
class Use:
    """Something that rests on a provision.

    Attributes:
        name: What it is, as a page prints it.
        cited: The provision.
        scenarios: The numbers of those that exercise it, in the order given.
    """

    name: str
    cited: Cited
    scenarios: frozenset[int]

    @property
    def place(self) -> Place:
        """Which provision of which instrument it is, without paragraph and item."""
        return place(self.cited.citation)

    @property
    def text(self) -> str:
        """Its name, with the paragraph and the item that it cites."""
        cited = self.cited.citation
        paragraph = f" para. {cited.paragraph}" if cited.paragraph else ""
        item = f" ({cited.item})" if cited.item else ""
        return f"{self.name}{paragraph}{item}"


def place(citation: Citation) -> Place:
    """Return the instrument and the article or passage that a citation names."""
    return citation.instrument, citation.article or citation.passage


def uses(
    program: Program, scenarios: Sequence[Scenario]
) -> Mapping[Place, tuple[Use, ...]]:
    """Return what rests on each provision of a pack, in the order of the pack.

    Args:
        program: The pack, linked.
        scenarios: Those to count.
    """
    found: dict[Place, dict[str, Use]] = {}
    for use in _all(program, scenarios):
        found.setdefault(use.place, {}).setdefault(use.text, use)
    return {key: tuple(named.values()) for key, named in found.items()}


def expecting(rule: str, scenarios: Sequence[Scenario]) -> frozenset[int]:
    """Return the numbers of the scenarios that say what comes out of a rule."""
    return frozenset(n for n, one in enumerate(scenarios) if rule in one.expect)


def _all(program: Program, scenarios: Sequence[Scenario]) -> Iterator[Use]:
    exercised = {name: expecting(name, scenarios) for name in program.rules}
    for rule in program.rules.values():
        for version in rule.versions:
            for name, basis in parts(version):
                yield from _each(f"`{rule.id}`{name}", basis, exercised[rule.id])
    yield from _of_parameters(program, exercised)
    for reading in program.readings.values():
        taken = _taking(reading.id, scenarios)
        for choice in reading.choices:
            yield from _each(
                f"reading `{reading.id}`: {choice.id}", choice.basis, taken
            )
    for caveat in program.caveats:
        told = _telling(caveat.id, scenarios)
        yield from _each(f"caveat `{caveat.id}`", caveat.basis, told)


def _each(name: str, basis: Iterable[Cited], told: frozenset[int]) -> Iterator[Use]:
    return (Use(name, cited, told) for cited in basis)


def _of_parameters(
    program: Program, exercised: Mapping[str, frozenset[int]]
) -> Iterator[Use]:
    using: dict[str, frozenset[int]] = {}
    named: dict[str, Parameter] = {}
    for rule in program.rules.values():
        for one in (one for version in rule.versions for one in _parameters(version)):
            named[one.id] = one
            using[one.id] = using.get(one.id, frozenset()) | exercised[rule.id]
    for name, parameter in named.items():
        yield from _each(f"parameter `{name}`", _values(parameter), using[name])


def _parameters(version: Version) -> list[Parameter]:
    inner = (node for root in version.nodes for node in walk(root))
    periods = (node.period for node in inner if isinstance(node, LastDay))
    named = [period for period in periods if isinstance(period, Parameter)]
    return [*named, *parameters_used(version)]


def _values(parameter: Parameter) -> Iterator[Cited]:
    local = (one.dated for one in parameter.local)
    return (cited for dated in (*parameter.values, *local) for cited in dated.basis)


def _taking(reading: str, scenarios: Sequence[Scenario]) -> frozenset[int]:
    """Return the scenarios that take a reading otherwise, or find it contested."""
    return frozenset(
        number
        for number, one in enumerate(scenarios)
        if reading in one.readings or reading in _contested(one)
    )


def _contested(scenario: Scenario) -> Iterator[Any]:
    results = [one for one in scenario.expect.values() if isinstance(one, dict)]
    return (other["reading"] for one in results for other in one.get("contested") or ())


def _telling(caveat: str, scenarios: Sequence[Scenario]) -> frozenset[int]:
    return frozenset(
        number
        for number, one in enumerate(scenarios)
        if caveat in (one.expect.get("caveats") or ())
    )


def parts(version: Version) -> list[tuple[str, tuple[Cited, ...]]]:
    """Return what of a version rests on provisions: a name, and the basis.

    The name is empty for the version itself; else it begins with a space.
    """
    match version:
        case AdmissionVersion(conditions=inner) | ChecklistVersion(items=inner):
            return [(f" {one.id}", one.basis) for one in inner]
        case ChoiceVersion(rows=rows):
            return [part for n, row in enumerate(rows, 1) for part in _row(n, row)]
        case DeadlineVersion():
            return [("", version.basis), *_of_deadline(version)]
        case OwedVersion():
            return [("", version.basis), *_of_owed(version)]
        case _:
            return [("", version.basis)]


def _row(number: int, row: ChoiceRow) -> list[tuple[str, tuple[Cited, ...]]]:
    barred = [(f" row {number} barred", one.basis) for one in row.barriers]
    return [(f" row {number}", row.basis), *barred]


def _of_owed(version: OwedVersion) -> Iterator[tuple[str, tuple[Cited, ...]]]:
    for one in version.under:
        yield f" under {one.reading}: {one.choice}", one.basis
    if isinstance(version, DutyVersion) and version.on_miss is not None:
        yield " if missed", version.on_miss.basis


def _of_deadline(
    version: DeadlineVersion,
) -> Iterator[tuple[str, tuple[Cited, ...]]]:
    yield from ((" extended", one.basis) for one in version.extensions)
    yield from ((" days excluded", one.basis) for one in version.exclusions)
    if version.on_miss is not None:
        yield " if missed", version.on_miss.basis
