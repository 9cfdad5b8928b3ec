"""Scenarios written for a human to confirm: as YAML, ready to paste.

What has to come out is what the engine answered, and so proves nothing yet. Each is
marked ``unconfirmed``; who has checked it against the law deletes that line.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from telcorules.foundation.law import Wording

_BARE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TRAPS: Final = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario that nobody has confirmed yet.

    Attributes:
        id: Its name within its file.
        title: What it shows.
        as_of: The day of the question.
        readings: The choices that differ from the pack's defaults.
        case: What it states, in canonical form.
        expect: What the engine answered, by rule.
    """

    id: str
    title: Wording
    as_of: date
    readings: Mapping[str, str]
    case: Mapping[str, Mapping[str, Any]]
    expect: Mapping[str, Any]

    def renamed(self, number: int) -> "Draft":
        """Return the same under its name with a number."""
        return replace(self, id=f"{self.id}-{number}")

    @property
    def yaml(self) -> str:
        """The scenario as it stands under ``cases:`` of a file."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"  {self.id}:"
        yield "    unconfirmed: true"
        yield f"    title: {_flow(self.title.to_dict())}"
        yield f"    as_of: {self.as_of}"
        if self.readings:
            yield f"    readings: {_flow(self.readings)}"
        if self.case:
            yield "    case:"
            yield from _indented(self.case)
        yield "    expect:"
        yield from _indented(self.expect)


def scenario_file(rule: str, drafts: Iterable[Draft]) -> str:
    """Return drafts as a scenario file of a rule."""
    cases = "".join(one.yaml for one in drafts)
    return f"scenarios: {rule}\ncases:\n{cases}"


def _indented(mapping: Mapping[str, Any]) -> Iterator[str]:
    for name, value in mapping.items():
        yield f"      {name}: {_flow(value)}"


def _is_bare(text: str) -> bool:
    return _BARE.fullmatch(text) is not None and text.lower() not in _TRAPS


def _flow(value: Any) -> str:
    """Return a value on one line, in the strict YAML that packs are written in."""
    if isinstance(value, Mapping):
        inner = (f"{_flow(name)}: {_flow(one)}" for name, one in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and _is_bare(value):
        return value
    return json.dumps(value, ensure_ascii=False)
