"""A part of a rule replaced: the rule as it would be with one thing written otherwise.

Rules are frozen trees; a part is found by its identity, and only what leads to it is
made anew. What is shared, such as a name that several conditions use, stays shared.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, Final, TypeVar

from telcorules.language.nodes import DatedValue, LocalValue, Node, Parameter
from telcorules.language.program import Rule
from telcorules.language.versions import (
    Barrier,
    ChoiceRow,
    Condition,
    Extension,
    Version,
)

T = TypeVar("T")

DROPPED: Final = object()
"""Instead of a part that goes: out of a list, or to None."""

_TREES = (
    Rule,
    Version,
    Condition,
    ChoiceRow,
    Barrier,
    Extension,
    Node,
    Parameter,
    DatedValue,
    LocalValue,
)
_BESIDE = {"replaced", "gaps"}


def rewritten(tree: T, changes: Mapping[int, Any]) -> T:
    """Return a rule, or a part of one, with parts of it replaced.

    Args:
        tree: The rule.
        changes: What stands instead of each part, by the `id` of the part.
    """
    found: T = _Rewriting(changes).of(tree)
    return found


class _Rewriting:
    def __init__(self, changes: Mapping[int, Any]) -> None:
        self._changes = changes
        self._made: dict[int, Any] = {}

    def of(self, value: Any) -> Any:
        if id(value) in self._changes:
            return self._changes[id(value)]
        if isinstance(value, tuple):
            return self._listed(value)
        if not isinstance(value, _TREES):
            return value
        if id(value) not in self._made:
            self._made[id(value)] = self._tree(value)
        return self._made[id(value)]

    def _listed(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        made = tuple(map(self.of, values))
        if all(one is other for one, other in zip(made, values, strict=True)):
            return values
        return tuple(one for one in made if one is not DROPPED)

    def _tree(self, value: Any) -> Any:
        found: dict[str, Any] = {}
        kind: Any = type(value)
        for name in _names(kind):
            before = getattr(value, name)
            after = self.of(before)
            if after is not before:
                found[name] = None if after is DROPPED else after
        return replace(value, **found) if found else value


@cache
def _names(tree: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(tree) if one.name not in _BESIDE)
