"""The points of a rule that scenarios have to meet as true, false and unknown.

Conditions, items and rows; and of a limit whether it is kept, which in time is true,
missed is false, and not known is unknown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from telcorules.foundation.law import Cited
from telcorules.foundation.truth import Truth
from telcorules.language.nodes import Node
from telcorules.language.program import Rule
from telcorules.language.versions import (
    AdmissionVersion,
    ChecklistVersion,
    ChoiceRow,
    ChoiceVersion,
    DeadlineVersion,
    PermissionVersion,
    Version,
)

LIMIT: Final = "limit"
"""The name of the point that a limit itself is."""

KEPT: Final[Mapping[str, Truth]] = MappingProxyType(
    {
        **dict.fromkeys(("running", "met", "suspended"), True),
        **dict.fromkeys(("overdue", "late"), False),
        **dict.fromkeys(("open", "exercised"), True),
        **dict.fromkeys(("waiting", "premature"), False),
        "unknown": None,
    }
)
"""What a status says of a limit; nothing where the limit doesn't run."""


@dataclass(frozen=True, slots=True)
class Point:
    """Something in a version of a rule that can be true, false or unknown.

    Attributes:
        rule: The rule's id.
        version: Its version.
        name: What it is called within the rule.
        node: The condition; None for a limit.
        basis: What it rests on.
    """

    rule: Rule
    version: Version
    name: str
    node: Node | None
    basis: tuple[Cited, ...]


def points(rule: Rule) -> Iterator[Point]:
    """Yield the points of a rule, version by version."""
    for version in rule.versions:
        for name, node, basis in _named(version):
            yield Point(rule, version, name, node, basis)
        if isinstance(version, DeadlineVersion | PermissionVersion):
            yield Point(rule, version, LIMIT, None, version.basis)


Named = tuple[str, Node, tuple[Cited, ...]]


def _named(version: Any) -> Iterator[Named]:
    match version:
        case AdmissionVersion():
            yield from ((one.id, one.node, one.basis) for one in version.conditions)
        case ChecklistVersion():
            for one in version.items:
                yield one.id, one.node, one.basis
                if one.applies is not None:
                    yield f"{one.id} when", one.applies, one.basis
        case ChoiceVersion():
            for number, row in enumerate(version.rows, 1):
                yield from _of_row(f"row {number} {row.value.source}", row)
        case _:
            for key in ("when", "done"):
                node = getattr(version, key, None)
                if isinstance(node, Node):
                    yield key, node, version.basis


def _of_row(name: str, row: ChoiceRow) -> Iterator[Named]:
    if row.condition is not None:
        yield name, row.condition, row.basis
    for one in row.barriers:
        yield f"{name} barred", one.condition, one.basis
