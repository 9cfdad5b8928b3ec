"""The expressions of a rule by their places, so that two rules can be held together.

What a version may leave out counts as what it then comes to: a limit without ``when``
always runs, and a row that isn't there never applies.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from telcorules.language.nodes import Constant, Node
from telcorules.language.program import Rule
from telcorules.language.scope import BOOL
from telcorules.language.versions import (
    AdmissionVersion,
    AmountVersion,
    ChecklistVersion,
    ChoiceRow,
    ChoiceVersion,
    DutyVersion,
    Version,
)

Versions = tuple[Version, Version]
Roots = tuple[Node, Node]


def differing(before: Rule, after: Rule) -> Iterator[tuple[Versions, Roots | None]]:
    """Yield where two rules differ that are the same but for one place.

    Yields:
        The two versions, and the two expressions; None instead of these where what
        differs is no expression.
    """
    pairs = list(zip(before.versions, after.versions, strict=True))
    changed = [(one, other) for one, other in pairs if one is not other]
    for one, other in changed or pairs:
        yield (one, other), _roots(one, other, before)


def _roots(one: Version, other: Version, rule: Rule) -> Roots | None:
    if (one.start, one.until) != (other.start, other.until):
        return None
    if isinstance(one, ChoiceVersion) and isinstance(other, ChoiceVersion):
        left_out = _left_out(one, other, rule)
        if left_out is not None:
            return left_out
    for first, second in zip_longest(_places(one, rule), _places(other, rule)):
        if first is not second and not _same(first, second):
            return None if first is None or second is None else (first, second)
    return None


def _left_out(one: ChoiceVersion, other: ChoiceVersion, rule: Rule) -> Roots | None:
    """Return a condition, and what it comes to where its row or bar isn't there.

    A row that never applies is the same as none, unless it says that it doesn't.
    """
    kept = {id(row) for row in other.rows}
    row = next((row for row in one.rows if id(row) not in kept), None)
    if len(one.rows) > len(other.rows) and row is not None:
        instead = None if row.can_close else False
        return row.condition or _always(rule, value=True), _always(rule, value=instead)
    left = {id(bar) for row in other.rows for bar in row.barriers}
    bars = [bar for row in one.rows for bar in row.barriers if id(bar) not in left]
    count = sum(len(row.barriers) for row in (*one.rows, *other.rows))
    if bars and count % 2:
        return bars[0].condition, _always(rule, value=False)
    return None


def _always(rule: Rule, *, value: Any) -> Node:
    return Constant(type=BOOL, source=str(value), span=rule.span, value=value)


def _same(first: Node | None, second: Node | None) -> bool:
    """Tell whether both are stand-ins for what is left out."""
    constants = isinstance(first, Constant) and isinstance(second, Constant)
    return constants and first.value is second.value  # type: ignore[union-attr]


def _places(version: Version, rule: Rule) -> list[Node | None]:
    """Return the expressions of a version, each in a place that it always has."""
    always, never = (_always(rule, value=value) for value in (True, False))
    if isinstance(version, AdmissionVersion):
        return [*version.nodes]
    if isinstance(version, ChecklistVersion):
        pairs = ((one.node, one.applies or always) for one in version.items)
        return [node for pair in pairs for node in pair]
    if isinstance(version, ChoiceVersion):
        return [node for row in version.rows for node in _of_row(row, always)]
    when: Any = getattr(version, "when", None)
    if isinstance(version, DutyVersion):
        return [when or always, version.done or never]
    if isinstance(version, AmountVersion):
        return [when or always, version.value]
    return [when or always]


def _of_row(row: ChoiceRow, always: Node) -> list[Node | None]:
    barring = (one.condition for one in row.barriers)
    return [row.condition or always, row.value, row.opens, row.closes, *barring]
