"""A rule as read: what it means in JSON types, whatever its file looks like.

Comments, layout, the order of keys, files, the names that ``let`` gives and those of
parameters leave no trace: an expression is its tree, a parameter the values it has.
So two rules of one form answer alike, and a signature over a form holds until the
meaning changes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from telcorules.foundation.law import Cited, Wording
from telcorules.foundation.periods import Period
from telcorules.language.nodes import Constant, FactOf, Named, Node, Parameter
from telcorules.language.program import Program, Rule
from telcorules.language.versions import readings_used
from telcorules.language.vocabulary import Fact, Kind

_PLACES: Final = frozenset(("span", "source", "replaced"))
"""Where something stands, and what it stands in place of."""

_NOTHING: Final = object()


class _Reader:
    """Turns what is linked into JSON types.

    Args:
        words: Whether the words for people are part of it.
        basis: Whether the citations are.

    Attributes:
        facts: Every fact met, by its name.
    """

    def __init__(self, *, words: bool, basis: bool) -> None:
        self._words = words
        self._basis = basis
        self.facts: dict[str, Fact] = {}

    def read(self, value: Any) -> Any:
        """Return the form of a value, or nothing where it isn't part of it."""
        match value:
            case Wording():
                return value.to_dict() if self._words else _NOTHING
            case Cited():
                return str(value.citation) if self._basis else _NOTHING
            case Fact():
                self.facts[value.name] = value
                return value.name
            case Mapping():
                return {str(key): self.read(inner) for key, inner in value.items()}
            case tuple():
                read = map(self.read, value)
                return [one for one in read if one is not _NOTHING]
            case Node():
                return self._node(value)
            case _:
                part = is_dataclass(value) and not isinstance(value, Period)
                return self._parts(value) if part else _plain(value)

    def _node(self, node: Node) -> Any:
        match node:
            case Named():
                return self.read(node.body)
            case FactOf():
                return {"fact": self.read(node.fact)}
            case Constant():
                return {"constant": _constant(node)}
            case _:
                return self._parts(node)

    def _parts(self, value: Any) -> dict[str, Any]:
        read = {
            field.name: self.read(getattr(value, field.name))
            for field in fields(value)
            if not _is_left_out(field, value)
        }
        told = {name: one for name, one in read.items() if one is not _NOTHING}
        if getattr(value, "otherwise", None) is not None:
            told.setdefault("otherwise", True)  # a row without it isn't listed at all
        return {"is": type(value).__name__, **told}


def _is_left_out(field: Field[Any], value: Any) -> bool:
    """Tell whether a part is a place, or is as if nobody had written it."""
    if field.name in _PLACES or (field.name == "id" and isinstance(value, Parameter)):
        return True
    if field.name == "type" and isinstance(value, Node):
        return True
    return field.default is not MISSING and getattr(value, field.name) == field.default


def _plain(value: Any) -> Any:
    """Return a value without parts in JSON types."""
    match value:
        case Period() | date():
            return str(value)
        case _:
            return value


def _constant(node: Constant) -> bool | str:
    """Return a literal as a text that tells it from others; 5 and 5.00 are the same."""
    value = node.value
    if isinstance(value, bool | str):
        return value
    if node.type.kind is Kind.DAY:
        return date.fromordinal(int(value)).isoformat()
    return f"{Decimal(value).normalize():f}"


def form_of(value: Any) -> Any:
    """Return what a part of a pack does, in JSON types: without words and citations."""
    return _Reader(words=False, basis=False).read(value)


def rule_form(rule: Rule, *, words: bool = True, basis: bool = True) -> dict[str, Any]:
    """Return what a rule says, in JSON types.

    Args:
        rule: The rule.
        words: Whether the words for people are part of it: titles, messages, notes.
        basis: Whether the citations are.
    """
    form: dict[str, Any] = _Reader(words=words, basis=basis).read(rule)
    return form


def signed_form(rule: Rule, program: Program) -> dict[str, Any]:
    """Return what a signature under a rule covers, in JSON types.

    Beside the rule itself that is what its facts are: type, words and label; and
    which choices the readings that it hangs on have, the default first.
    """
    reader = _Reader(words=True, basis=True)
    form = reader.read(rule)
    used = sorted({name for one in rule.versions for name in readings_used(one)})
    return {
        "rule": form,
        "facts": {name: _fact(one) for name, one in sorted(reader.facts.items())},
        "readings": {name: _choices(program, name) for name in used},
    }


def _fact(fact: Fact) -> dict[str, Any]:
    words = {word: label.to_dict() for word, label in fact.values}
    values = list(fact.type.values)
    told = {"type": str(fact.type), "values": values, "label": fact.label.to_dict()}
    return {**told, "words": words, "judgment": fact.judgment}


def _choices(program: Program, reading: str) -> list[str]:
    return [one.id for one in program.readings[reading].choices]


def signed_hash(rule: Rule, program: Program) -> str:
    """Return the hash of what a signature under a rule covers, as hex digits."""
    form = signed_form(rule, program)
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
