"""Every kind of rule answered once more, in plain Python, from the docs alone.

Written from docs/language.md, docs/counting.md and docs/decisions.md; neither this
nor `oracle_limits`, `oracle_facts` and `oracle_days` below it read the engine.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.differential import written_rules as rules
from tests.differential.oracle import NOT_YET, both
from tests.differential.oracle_days import Span
from tests.differential.oracle_facts import Asked, days, holds_on, number, truth
from tests.differential.oracle_limits import (
    Basis,
    contested,
    deadline,
    permission,
    unique,
    versions,
)
from tests.differential.written_rules import Expression

OFFICES = {"440000": "office-440000"}
"""Guangdong has an office of its own; everywhere else it is the centre."""

EVERY_OFFICE = ("centre", "office-440000")


@dataclass(frozen=True)
class Owed:
    """What is owed under one set of readings."""

    status: str
    basis: Basis
    value: str | None = None
    kind: str = "duty"

    @property
    def summary(self) -> tuple[Any, ...]:
        return (self.status, self.value) if self.kind == "amount" else (self.status,)


def duty(rule: rules.Rule, asked: Asked) -> dict[str, Any]:
    own = owed(rule, asked)
    version = in_force(rule, asked)
    return {
        "status": own.status,
        "contested": contested(own, lambda each: owed(rule, each), asked),
        "basis": own.basis,
        "on_miss": own.status == "owed" and version is not None and version.on_miss,
    }


def in_force(rule: rules.Rule, asked: Asked) -> Any:
    """Return the version of the day that governs; as_of where it has none."""
    day = asked.day(rule.governed_by)
    on = asked.today if day is None or day == NOT_YET else day
    return next((one for one in versions(rule) if holds_on(one, on)), None)


def owed(rule: rules.Rule, asked: Asked) -> Owed:
    version: rules.Duty | None = in_force(rule, asked)
    if version is None:
        return Owed("not-in-force", ())
    taken = (b for name, choice, b in version.under if asked.readings[name] == choice)
    basis = unique(*version.basis, *taken)
    applies = truth(version.when, asked)
    done = truth(version.done, asked) if version.done else False
    if applies is False:
        return Owed("not-triggered", basis)
    if applies is None or done is None:
        return Owed("unknown", basis)
    return Owed("met" if done else "owed", basis)


def amount(rule: rules.Rule, asked: Asked) -> dict[str, Any]:
    own = payable(rule, asked)
    return {
        "status": own.status,
        "value": own.value,
        "contested": contested(own, lambda each: payable(rule, each), asked),
        "basis": own.basis,
    }


def payable(rule: rules.Rule, asked: Asked) -> Owed:
    version: rules.Amount | None = in_force(rule, asked)
    if version is None:
        return Owed("not-in-force", (), kind="amount")
    applies, value = truth(version.when, asked), number(version.value, asked)
    if applies is False:
        return Owed("not-triggered", version.basis, kind="amount")
    if applies is None or value is None:
        return Owed("unknown", version.basis, kind="amount")
    units = rounded(max(Fraction(0), value) * 10**version.places, version.rounding)
    status = "owed" if units else "none"
    return Owed(status, version.basis, as_money(units, version.places), "amount")


def rounded(value: Fraction, how: str) -> int:
    whole, rest = divmod(value, 1)
    up = {"half-up": rest >= Fraction(1, 2), "up": rest > 0, "down": False}[how]
    return int(whole) + up


def as_money(units: int, places: int) -> str:
    if not places:
        return str(units)
    digits = str(units).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


@dataclass(frozen=True)
class Read:
    """A row as a case meets it."""

    row: rules.Row
    state: str
    values: tuple[str, ...]
    opens: str | None = None
    barrier: rules.Barrier | None = None


def choice(rule: rules.Rule, asked: Asked) -> dict[str, Any]:
    version: rules.Choice | None = in_force(rule, asked)
    if version is None:
        return answer("not-in-force", [], None)
    rows = [read(row, asked) for row in version.rows]
    outcome, kept = PICKS[rule.pick or "one"](rows)
    closes = any(row.can_close for row in version.rows)
    candidates = [candidate(v, kept, stated=closes) for v in values_of(kept)]
    names = {one["value"] for one in candidates}
    shut = [
        closed(one, value)
        for one in rows
        if one.row.can_close and is_shut(one)
        for value in named(one, asked)
        if value not in names
    ]
    return answer(outcome, candidates, shut if closes else None, rule.pick)


def answer(
    outcome: str,
    candidates: list[dict[str, Any]],
    shut: list[dict[str, Any]] | None,
    pick: str | None = None,
) -> dict[str, Any]:
    decided = outcome == "decided" and pick != "all"
    return {
        "outcome": outcome,
        "value": candidates[0]["value"] if decided else None,
        "candidates": candidates,
        "closed": shut,
    }


def values_of(rows: Iterable[Read]) -> list[str]:
    return list(dict.fromkeys(value for one in rows for value in one.values))


def candidate(value: str, kept: list[Read], *, stated: bool) -> dict[str, Any]:
    """Return an answer with the words of the row that gives it, an open one first."""
    giving = [one for one in kept if value in one.values]
    one = next((one for one in giving if one.state == "open"), giving[0])
    return {
        "value": value,
        "state": one.state if stated else None,
        "reason": one.row.reason,
        "needs": one.row.needs,
        "turn": one.row.turn,
        "basis": one.row.basis,
    }


def pick_one(rows: list[Read]) -> tuple[str, list[Read]]:
    open_ = [one for one in rows if one.state == "open"]
    if len({frozenset(one.values) for one in open_}) > 1:
        return "conflict", open_
    return settled([one for one in rows if not is_closed(one)], sure=bool(open_))


def pick_first(rows: list[Read]) -> tuple[str, list[Read]]:
    kept = []
    for one in rows:
        kept += [] if is_closed(one) else [one]
        if one.state == "open":
            return settled(kept, sure=True)
    return settled(kept, sure=False)


def pick_all(rows: list[Read]) -> tuple[str, list[Read]]:
    kept = [one for one in rows if not is_closed(one)]
    if not kept:
        return "none", []
    open_ = {value for one in kept if one.state == "open" for value in one.values}
    return ("decided" if open_ >= {*values_of(kept)} else "undetermined"), kept


def settled(kept: list[Read], *, sure: bool) -> tuple[str, list[Read]]:
    if not kept:
        return "none", []
    single = sure and len(values_of(kept)) == 1
    return ("decided" if single else "undetermined"), kept


PICKS: Mapping[str, Callable[[list[Read]], tuple[str, list[Read]]]] = {
    "one": pick_one,
    "first": pick_first,
    "all": pick_all,
}


def is_closed(one: Read) -> bool:
    return one.state not in ("open", "possible")


def is_shut(one: Read) -> bool:
    """Tell whether it is closed, and anything is said of that."""
    said = one.state != "not-competent" or one.row.otherwise
    return is_closed(one) and bool(said)


def read(row: rules.Row, asked: Asked) -> Read:
    applies = truth(row.condition, asked)
    values, known = given(row.value, asked)
    if applies is False:
        return Read(row, "not-competent", values)
    barring = [(one, truth(one.condition, asked)) for one in row.barred]
    barrier = next((one for one, holds in barring if holds), None)
    closes = _bounds(row.closes, asked)
    if barrier or (closes and asked.today > closes[1]):
        return Read(row, "barred", values, barrier=barrier)
    opens = _bounds(row.opens, asked)
    if opens and asked.today < opens[0]:
        certain = opens[0] == opens[1] != NOT_YET
        day = date.fromordinal(opens[0]).isoformat() if certain else None
        return Read(row, "premature", values, opens=day)
    unknown = (
        not known
        or applies is None
        or any(holds is None for _, holds in barring)
        or (row.opens and (opens is None or asked.today < opens[1]))
        or (row.closes and (closes is None or asked.today > closes[0]))
    )
    return Read(row, "possible" if unknown else "open", values)


def _bounds(day: Expression | None, asked: Asked) -> Span | None:
    return None if day is None else days(day, asked)


def given(value: Expression, asked: Asked) -> tuple[tuple[str, ...], bool]:
    """Return what a row gives, or may give, and whether that is known."""
    if value[0] == "word":
        return (value[1],), True
    stated = asked.facts.get(value[1])
    if stated is None:
        return EVERY_OFFICE, False
    places = stated if isinstance(stated, tuple) else (stated,)
    offices = (OFFICES.get(place, "centre") for place in places)
    return tuple(dict.fromkeys(offices)), True


def named(one: Read, asked: Asked) -> tuple[str, ...]:
    """Return what a closed row is called; a kind without a name isn't, unknown."""
    return given(one.row.value, asked)[0] if given(one.row.value, asked)[1] else ()


def closed(one: Read, value: str) -> dict[str, Any]:
    row = one.row
    reason, basis = row.premature or row.needs, row.basis
    if one.state == "not-competent":
        reason = row.otherwise
    if one.barrier:
        reason, basis = one.barrier.reason, one.barrier.basis
    elif one.state == "barred":
        reason = row.late
    return {
        "value": value,
        "state": one.state,
        "opens": one.opens,
        "reason": reason,
        "needs": row.needs if one.state == "premature" else None,
        "basis": basis,
    }


def checklist(rule: rules.Rule, asked: Asked) -> dict[str, Any]:
    version: rules.Checklist | None = in_force(rule, asked)
    if version is None:
        return {"complete": None, "items": {}}
    found = {}
    for item in version.items:
        asked_for, there = truth(item.when, asked), truth(item.condition, asked)
        if asked_for is not False:
            found[item.name] = there if asked_for or there else None
    words = {True: "present", False: "missing", None: "unknown"}
    return {
        "complete": both(*found.values()),
        "items": {name: words[there] for name, there in found.items()},
    }


ANSWERS: Mapping[str, Callable[[rules.Rule, Asked], dict[str, Any]]] = {
    "deadline": deadline,
    "permission": permission,
    "duty": duty,
    "amount": amount,
    "choice": choice,
    "checklist": checklist,
}
