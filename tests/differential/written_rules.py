"""Rules as plain values, and the same as their author would write them.

What `oracle_kinds` answers from and the engine loads: expressions are tuples, of which
the first word says what they are, everything else a dataclass with the keys of the
YAML. `as_yaml` writes a file; nothing here knows what a rule means.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Expression = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Version:
    start: date
    until: date | None = None
    basis: tuple[str, ...] = ()

    def written(self) -> dict[str, Any]:
        days = {"from": self.start, **given(until=self.until)}
        return {**days, **({"basis": list(self.basis)} if self.basis else {})}


@dataclass(frozen=True)
class Extension:
    event: str
    period: str
    basis: str


@dataclass(frozen=True)
class Exclusion:
    start: str
    until: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Deadline(Version):
    since: str
    limits: tuple[str, ...]
    back: bool = False
    when: Expression | None = None
    done: str | None = None
    rolls: str | None = None
    holidays_roll: bool = False
    extensions: tuple[Extension, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    on_miss: bool = False

    def written(self) -> dict[str, Any]:
        within: Any = {"within": self.limits[0]}
        if len(self.limits) > 1:
            within = {"within_earliest_of": list(self.limits)}
        extended = [
            {"event": _fact(one.event), "period": one.period, "basis": one.basis}
            for one in self.extensions
        ]
        excluding = [
            {"from": _fact(one.start), "until": _fact(one.until), "basis": one.basis}
            for one in self.exclusions
        ]
        lone = extended[0] if len(extended) == 1 else extended
        return {
            **super().written(),
            "before" if self.back else "since": _fact(self.since),
            **within,
            **_conditions(when=self.when),
            **given(done=self.done and _fact(self.done), rolls=self.rolls),
            **({"holidays_roll": True} if self.holidays_roll else {}),
            **({"extended_by": lone} if extended else {}),
            **({"excluding": excluding} if excluding else {}),
            **({"on_miss": CONSEQUENCE} if self.on_miss else {}),
        }


@dataclass(frozen=True, kw_only=True)
class Permission(Version):
    since: str
    after: str
    when: Expression | None = None
    done: str | None = None

    def written(self) -> dict[str, Any]:
        return {
            **super().written(),
            "since": _fact(self.since),
            "after": self.after,
            **_conditions(when=self.when),
            **given(done=self.done and _fact(self.done)),
        }


@dataclass(frozen=True, kw_only=True)
class Duty(Version):
    when: Expression | None = None
    done: Expression | None = None
    on_miss: bool = False
    under: tuple[tuple[str, str, str], ...] = ()

    def written(self) -> dict[str, Any]:
        return {
            **super().written(),
            **_conditions(when=self.when, done=self.done),
            **_readings(self.under),
            **({"on_miss": CONSEQUENCE} if self.on_miss else {}),
        }


@dataclass(frozen=True, kw_only=True)
class Amount(Version):
    value: Expression
    when: Expression | None = None
    rounding: str = "half-up"
    places: int = 2

    def written(self) -> dict[str, Any]:
        return {
            **super().written(),
            **_conditions(when=self.when, value=self.value),
            "rounding": self.rounding,
            "places": self.places,
        }


@dataclass(frozen=True)
class Barrier:
    condition: Expression
    reason: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Row:
    value: Expression
    basis: str
    condition: Expression | None = None
    reason: str | None = None
    needs: str | None = None
    otherwise: str | None = None
    opens: Expression | None = None
    premature: str | None = None
    closes: Expression | None = None
    late: str | None = None
    barred: tuple[Barrier, ...] = ()
    turn: str | None = None

    @property
    def can_close(self) -> bool:
        return bool(self.otherwise or self.opens or self.closes or self.barred)

    def written(self) -> dict[str, Any]:
        said = {
            name: _words(words)
            for name in ("reason", "needs", "otherwise", "premature", "late")
            if (words := getattr(self, name))
        }
        barred = [
            {"if": text(b.condition), "reason": _words(b.reason), "basis": b.basis}
            for b in self.barred
        ]
        days = _conditions(opens=self.opens, closes=self.closes)
        applies = {"if": text(self.condition)} if self.condition else {}
        return {
            **applies,
            "value": text(self.value),
            **said,
            **days,
            **({"barred": barred} if barred else {}),
            **given(turn=self.turn),
            "basis": self.basis,
        }


@dataclass(frozen=True, kw_only=True)
class Choice(Version):
    rows: tuple[Row, ...]

    def written(self) -> dict[str, Any]:
        return {**super().written(), "rows": [row.written() for row in self.rows]}


@dataclass(frozen=True)
class Item:
    name: str
    condition: Expression
    when: Expression | None
    basis: str

    def written(self) -> dict[str, Any]:
        return {
            **_conditions(when=self.when),
            "if": text(self.condition),
            "basis": self.basis,
            "missing": _words(self.name),
        }


@dataclass(frozen=True, kw_only=True)
class Checklist(Version):
    items: tuple[Item, ...]

    def written(self) -> dict[str, Any]:
        items = {one.name: one.written() for one in self.items}
        return {**super().written(), "items": items}


@dataclass(frozen=True, kw_only=True)
class Rule:
    name: str
    kind: str
    versions: tuple[Any, ...]
    governed_by: str | None = None
    pick: str | None = None

    def written(self) -> dict[str, Any]:
        acting = self.kind in ("deadline", "permission", "duty", "amount")
        governed = self.governed_by and _fact(self.governed_by)
        return {
            "rule": self.name,
            "kind": self.kind,
            **({"actor": "clerk"} if acting else {}),
            **given(governed_by=governed, pick=self.pick),
            "versions": [one.written() for one in self.versions],
        }


@dataclass(frozen=True, kw_only=True)
class Value:
    start: date
    period: str
    basis: str
    until: date | None = None
    condition: Expression | None = None
    reading: tuple[str, str] | None = None

    def written(self) -> dict[str, Any]:
        return {
            "from": self.start,
            **given(until=self.until),
            "value": self.period,
            "basis": self.basis,
            **_conditions(**{"if": self.condition}),
            **({"reading": dict([self.reading])} if self.reading else {}),
        }


@dataclass(frozen=True)
class Parameter:
    name: str
    values: tuple[Value, ...]
    local: tuple[Value, ...] = ()

    def written(self) -> dict[str, Any]:
        return {
            "parameter": self.name,
            "values": [one.written() for one in self.values],
            **({"where": [one.written() for one in self.local]} if self.local else {}),
        }


CONSEQUENCE = {"note": {"zh": "后果", "en": "what follows"}, "basis": "act art 9"}


def given(**keys: Any) -> dict[str, Any]:
    """Return the keys that have a value."""
    return {key: value for key, value in keys.items() if value is not None}


def _conditions(**keys: Expression | None) -> dict[str, Any]:
    return {key: text(value) for key, value in keys.items() if value is not None}


def _readings(under: tuple[tuple[str, str, str], ...]) -> dict[str, Any]:
    found: dict[str, dict[str, str]] = {}
    for reading, choice, basis in under:
        found.setdefault(reading, {})[choice] = basis
    return {"readings": found} if found else {}


def _words(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def _fact(name: str) -> str:
    return f"thing.{name}"


def text(one: Expression) -> str:
    """Return an expression as its author would write it."""
    head, *parts = one
    written = [text(part) if isinstance(part, tuple) else part for part in parts]
    return _FORMS[head](*written)


def _length(period: str) -> str:
    return f'"{period}"' if " " in period else period.replace("-", "_")


def _roll(roll: str) -> str:
    says = roll in ("roll", "strict")
    return f'"{roll}"' if says else f"reading.{roll.replace('-', '_')}"


_FORMS: Mapping[str, Callable[..., str]] = {
    "fact": _fact,
    "event": _fact,
    "today": lambda: "as_of",
    "literal": str,
    "word": lambda name: f'"{name}"',
    "not": lambda inner: f"not ({inner})",
    "and": lambda left, right: f"(({left}) and ({right}))",
    "or": lambda left, right: f"(({left}) or ({right}))",
    "if": lambda test, then, other: f"(({then}) if ({test}) else ({other}))",
    "equal": lambda name, word: f'{_fact(name)} == "{word}"',
    "reading": lambda name, choice: f'reading.{name.replace("-", "_")} == "{choice}"',
    "happened": lambda day: f"happened({day})",
    "compare": lambda sign, left, right: f"({left}) {sign} ({right})",
    "last": lambda day, period, roll: (
        f"last_day({day}, {_length(period)}, roll={_roll(roll)})"
    ),
    "moved": lambda day, sign, period: f'({day}) {sign} "{period}"',
    "between": lambda left, right: f"days_between({left}, {right})",
    "min": lambda left, right: f"min({left}, {right})",
    "max": lambda left, right: f"max({left}, {right})",
    "authority": lambda name: f'authority("office", {_fact(name)})',
    "+": lambda left, right: f"({left} + {right})",
    "-": lambda left, right: f"({left} - {right})",
    "*": lambda left, right: f"({left} * {right})",
}


def as_yaml(value: Any) -> str:
    """Return a value as YAML on one line."""
    match value:
        case Mapping():
            pairs = (f"{json.dumps(key)}: {as_yaml(v)}" for key, v in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(map(as_yaml, value))}]"
        case date():
            return value.isoformat()
        case _:
            return json.dumps(value, ensure_ascii=False)


def file(written: Mapping[str, Any]) -> str:
    """Return a file of YAML: a key a line."""
    return "".join(f"{key}: {as_yaml(value)}\n" for key, value in written.items())
