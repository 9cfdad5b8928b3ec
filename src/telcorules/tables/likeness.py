"""Which parts of rules say the same: trees compared by what they mean.

Versions of a rule often differ in what they cite alone, and conditions recur in all
of them; what says the same is written once.
"""

from dataclasses import fields
from typing import Any, Final

from telcorules.language.nodes import Named, Node, Parameter

_APART: Final = frozenset({"type", "source", "span", "extent"})


def likeness(part: Any) -> Any:
    """Return what is equal for trees that say the same; it can be a key."""
    if isinstance(part, Named):
        return likeness(part.body)
    if isinstance(part, Node):
        said = (getattr(part, f.name) for f in fields(part) if f.name not in _APART)
        return type(part).__name__, *map(likeness, said)
    if isinstance(part, Parameter):
        return part.id
    if isinstance(part, tuple):
        return tuple(map(likeness, part))
    if isinstance(part, dict):
        return tuple(part.items())
    return type(part).__name__, part
