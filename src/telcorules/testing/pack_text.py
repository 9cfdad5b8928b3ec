"""A pack as plain values, written as the YAML that its author would type."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from telcorules.evaluation.asked import readings_taken
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.packs import PACK, Layer, program_of

_PLAIN: Final = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9_-]*)?")
_TRAPS: Final = ("no", "n", "off", "on", "y", "yes", "true", "false", "null")


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """The files of a pack, by their names, ``pack.yaml`` first.

    Its text is that of the files one after another, so that a failing test shows a
    pack that can be read.
    """

    files: Mapping[str, str]

    def load(self, readings: Mapping[str, str] | None = None) -> Rulebook:
        """Return the pack ready to decide with; nothing is written to disk.

        Args:
            readings: Choices that differ from the pack's defaults.

        Raises:
            PackError: It can't be read as written.
            RequestError: There is no such reading or choice.
        """
        program = program_of([Layer("written", "1", self.files)])
        chosen = readings_taken(program, readings or {})
        return Rulebook(program, WorkCalendar.china(), chosen)

    def __repr__(self) -> str:
        texts = (f"# file: {name}\n{text}" for name, text in self.files.items())
        return "\n".join(texts)


def written(files: Mapping[str, Mapping[str, Any]]) -> WrittenPack:
    """Return a pack of files that are plain values, in the order they are read in."""
    names = sorted(files, key=lambda name: (name != PACK, name))
    return WrittenPack({name: as_yaml(files[name]) for name in names})


def as_yaml(value: Mapping[str, Any]) -> str:
    """Return a mapping as a file of YAML, a key a line.

    Examples:
        >>> print(as_yaml({"rule": "a.b", "rows": [{"if": "x > 1"}], "basis": ["act"]}))
        rule: a.b
        rows:
          - if: "x > 1"
        basis: [act]
        <BLANKLINE>
    """
    return "".join(f"{line}\n" for line in _lines(value))


def _lines(value: Mapping[str, Any]) -> Iterator[str]:
    for key, inner in value.items():
        name = _scalar(key)
        if isinstance(inner, Mapping):
            yield f"{name}:"
            yield from (f"  {line}" for line in _lines(inner))
        elif isinstance(inner, list) and inner and isinstance(inner[0], Mapping):
            yield f"{name}:"
            for one in inner:
                first, *rest = _lines(one)
                yield f"  - {first}"
                yield from (f"    {line}" for line in rest)
        else:
            yield f"{name}: {_scalar(inner)}"


def _scalar(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value not in _TRAPS:
        return value
    return json.dumps(value, ensure_ascii=False)
