"""Whether two versions say the same law, their dates, words and citations aside."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final

from telcorules.language.vocabulary import Fact

_BESIDE: Final = frozenset(
    (
        *("start", "until", "basis", "span", "source", "label", "message", "cure"),
        *("curable", "reason", "needs", "otherwise", "premature", "late", "note"),
        *("extent", "on_miss", "under", "table"),
    )
)


def alike(one: Any, other: Any) -> bool:
    """Tell whether two parts of rules come to the same in every case."""
    return bool(_shape(one) == _shape(other))


def _shape(part: Any) -> Any:
    if isinstance(part, tuple):
        return tuple(map(_shape, part))
    if isinstance(part, Fact):
        return part.name
    if not is_dataclass(part):
        return part
    kind: Any = type(part)
    return (kind.__name__, *(_shape(getattr(part, name)) for name in _names(kind)))


@cache
def _names(part: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(part) if one.name not in _BESIDE)
