"""The clauses of a rule as they are written: what a lawyer checks against the law.

A clause is one condition, one row, one item, or the whole of a limit, a duty or an
amount, with its source and place, its words in both languages, and what it rests on.
What belongs to a clause and has a condition or a basis of its own is a clause too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from telcorules.errors import Span
from telcorules.foundation.law import Cited, Wording
from telcorules.language.nodes import LastDay, Node, Parameter, ReadingOf, walk


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a rule, in words.

    Attributes:
        id: Its name in the rule, or its number; of a part, after that of its whole.
        role: ``require``, ``bar``, ``item``, ``row`` or the kind of the rule; of a
            part the key that it is written under, such as ``opens`` or ``on_miss``.
        label: What it is about; None where the pack doesn't say.
        words: The clause in words.
        node: The condition; None where it always applies.
        basis: What it rests on.
        limits: The dated parameters that a limit runs for.
        rolls: The reading that tells whether a deadline's last day moves.
        notes: What is said in certain states, by the key that it is written under.
    """

    id: str
    role: str
    label: Wording | None
    words: Wording
    node: Node | None
    basis: tuple[Cited, ...]
    limits: tuple[Parameter, ...] = ()
    rolls: str | None = None
    notes: Mapping[str, Wording] = field(default_factory=dict)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The dated values that it counts with."""
        periods = (one.period for one in self._inner if isinstance(one, LastDay))
        named = [period for period in periods if isinstance(period, Parameter)]
        named += self.limits
        return tuple({one.id: one for one in named}.values())

    @property
    def readings(self) -> tuple[str, ...]:
        """The ids of the readings that it hangs on."""
        names = [one.reading for one in self._inner if isinstance(one, ReadingOf)]
        names += [self.rolls] if self.rolls else []
        local = (one for parameter in self.parameters for one in parameter.local)
        names += [one.reading for one in local if one.reading]
        return tuple(dict.fromkeys(names))

    @property
    def _inner(self) -> tuple[Node, ...]:
        return tuple(walk(self.node)) if self.node else ()

    @property
    def source(self) -> str:
        """The author's text of the condition, empty where there is none."""
        return " ".join(self.node.source.split()) if self.node else ""

    @property
    def place(self) -> Span | None:
        """Where the condition is written."""
        return self.node.span if self.node else None

    def to_dict(self) -> dict[str, Any]:
        """Return the clause in JSON types."""
        return {
            "id": self.id,
            "role": self.role,
            "label": self.label and self.label.to_dict(),
            "words": self.words.to_dict(),
            "source": self.source or None,
            "place": str(self.place) if self.place else None,
            "basis": [_cited(one) for one in self.basis],
            "parameters": [_dated(one) for one in self.parameters],
            "readings": list(self.readings),
            **({"notes": self._notes} if self.notes else {}),
        }

    @property
    def _notes(self) -> dict[str, dict[str, str]]:
        return {key: note.to_dict() for key, note in self.notes.items()}


def _cited(cited: Cited) -> dict[str, Any]:
    return {**cited.to_dict(), "gist": cited.gist and cited.gist.to_dict()}


def _dated(parameter: Parameter) -> dict[str, Any]:
    return {
        "id": parameter.id,
        "values": [_value(one) for one in parameter.values],
        "local": [
            {
                "reading": one.reading,
                "choice": one.choice,
                "if": one.condition.source,
                **_value(one.dated),
            }
            for one in parameter.local
        ],
    }


def _value(dated: Any) -> dict[str, Any]:
    return {
        "from": dated.start.isoformat(),
        "until": dated.until.isoformat() if dated.until else None,
        "value": str(dated.value),
        "basis": [_cited(one) for one in dated.basis],
    }
