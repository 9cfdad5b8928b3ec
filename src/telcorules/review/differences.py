"""Where two answers in JSON types part: the first place, by its path."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MISSING: Final = "absent"

Path = tuple[str | int, ...]
"""The keys and places that lead from a document to a part of it."""


class Absent(Enum):
    """What stands where one of two documents has nothing."""

    ABSENT = _MISSING


ABSENT: Final = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class Parting:
    """A place where two documents part.

    Attributes:
        path: Where it is.
        old: What the first document has there, `ABSENT` for nothing.
        new: What the second has.
    """

    path: Path
    old: Any
    new: Any

    @property
    def is_added(self) -> bool:
        """Whether the second document only says more: a key that the first lacks."""
        return self.old is ABSENT and isinstance(self.path[-1], str)


def partings(old: Any, new: Any, path: Path = ()) -> Iterator[Parting]:
    """Yield the places where two documents part, in the order of the first.

    Keys count by their names, not by their order; true and 1 are not the same.

    Examples:
        >>> [jq(one.path) for one in partings({"a": [1, {}]}, {"a": [1, {"b": 2}]})]
        ['.a[1].b']
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            yield from partings(_at(old, key), _at(new, key), (*path, key))
    elif isinstance(old, list) and isinstance(new, list):
        for place in range(max(len(old), len(new))):
            yield from partings(_item(old, place), _item(new, place), (*path, place))
    elif type(old) is not type(new) or old != new:
        yield Parting(path, old, new)


def _at(values: Mapping[str, Any], key: str) -> Any:
    return values.get(key, ABSENT)


def _item(values: list[Any], place: int) -> Any:
    return values[place] if place < len(values) else ABSENT


def jq(path: Path) -> str:
    """Return a path as `jq` and JSONPath (after ``$``) write it.

    Examples:
        >>> jq(("results", "operator.reply", "basis", 0))
        '.results["operator.reply"].basis[0]'
    """
    return "".join(map(_step, path))


def _step(one: str | int) -> str:
    if isinstance(one, int):
        return f"[{one}]"
    return f".{one}" if _PLAIN.fullmatch(one) else f"[{json.dumps(one)}]"


def enclosing(document: Any, path: Path, key: str) -> Any:
    """Return the nearest value of a key in what encloses a place, None without one."""
    found = None
    for step in (*path, None):
        if isinstance(document, dict) and key in document:
            found = document[key]
        document = _below(document, step)
    return found


def _below(document: Any, step: str | int | None) -> Any:
    if isinstance(document, dict) and isinstance(step, str):
        return document.get(step)
    if isinstance(document, list) and isinstance(step, int):
        return document[step] if step < len(document) else None
    return None
