"""Every kind of rule, as the engine runs it, against `oracle_kinds` on random packs.

``TELCORULES_DEEP=1`` asks more than the gate.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.obligations import Amount, Duty, Permission
from telcorules.evaluation.results import AnyResult, Deadline
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.selections import Checklist, Choice
from tests.differential import oracle_kinds as oracle
from tests.differential.oracle_days import Doubtful
from tests.differential.oracle_facts import Asked
from tests.differential.random_packs import Author, CaseMaker, Pack

DEEP = os.environ.get("TELCORULES_DEEP") == "1"
PACKS, CASES = (100, 200) if DEEP else (6, 25)
FIRM = (date(2005, 1, 1).toordinal(), date(2026, 6, 1).toordinal())
AROUND_THE_END = (date(2026, 9, 1).toordinal(), date(2027, 6, 1).toordinal())
ESTIMATED = (date(2027, 1, 1).toordinal(), date(2059, 1, 1).toordinal())
OLD = (date(2003, 6, 1).toordinal(), date(2005, 1, 1).toordinal())


def spoken(result: AnyResult) -> dict[str, Any]:
    """Return an answer in the oracle's words."""
    match result:
        case Deadline():
            return _deadline(result)
        case Permission():
            return _permission(result)
        case Duty() | Amount():
            return _owed(result)
        case Choice():
            return _chosen(result.to_dict())
        case _:
            assert isinstance(result, Checklist)
            items = {one.id: one.state.value for one in result.items}
            return {"complete": result.complete, "items": items}


def _deadline(result: Deadline) -> dict[str, Any]:
    return {
        **_limited(result),
        "nominal": plain(result.nominal),
        "due": plain(result.due),
        "earliest": plain(result.earliest),
        "latest": plain(result.latest),
        "firm": result.firm,
        "assumption": result.assumption,
        "safe_due": plain(result.safe_due),
        "contested": _contested(result, "status", "due"),
        "on_miss": "on_miss" in result.to_dict(),
    }


def _permission(result: Permission) -> dict[str, Any]:
    dates = result.dates
    return {
        **_limited(result),
        "opens": plain(result.opens),
        "earliest": dates and plain(dates.earliest),
        "latest": dates and plain(dates.latest),
        "firm": dates and dates.firm,
        "assumption": dates and dates.assumption,
        "contested": _contested(result, "status", "opens"),
    }


def _limited(result: Deadline | Permission) -> dict[str, Any]:
    limit = result.limit
    return {
        "status": result.status.value,
        "trigger": result.trigger,
        "limit": limit and f"{limit.count} {limit.unit.value}",
        "basis": _basis(result),
    }


def _owed(result: Duty | Amount) -> dict[str, Any]:
    said = result.to_dict()
    if isinstance(result, Amount):
        own = {"value": said["value"]}
        return {**own, **_common(result, "status", "value")}
    return {"on_miss": "on_miss" in said, **_common(result, "status")}


def _common(result: Duty | Amount, *summed: str) -> dict[str, Any]:
    return {
        "status": result.status.value,
        "contested": _contested(result, *summed),
        "basis": _basis(result),
    }


def plain(day: date | None) -> Any:
    """Return a day as its ordinal; moments stay as they are."""
    if day is None or isinstance(day, datetime):
        return day
    return day.toordinal()


def _basis(result: Any) -> tuple[str, ...]:
    return tuple(str(cited.citation) for cited in result.basis)


def _contested(result: Any, *parts: str) -> list[tuple[Any, ...]]:
    return [
        (one.reading, one.choice, *(_summed(one.result, part) for part in parts))
        for one in result.contested
    ]


def _summed(result: Any, part: str) -> Any:
    found = getattr(result, part)
    if part == "value":
        return None if found is None else f"{found:f}"
    return found.value if part == "status" else plain(found)


def _chosen(said: dict[str, Any]) -> dict[str, Any]:
    kept = ("value", "state", "reason", "needs", "turn", "basis")
    shut = ("value", "state", "opens", "reason", "needs", "basis")
    closed = said.get("closed")
    return {
        "outcome": said["outcome"],
        "value": said["value"],
        "candidates": [_told(one, kept) for one in said["candidates"]],
        "closed": None if closed is None else [_told(one, shut) for one in closed],
    }


def _told(one: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    (basis,) = one["basis"]
    words = {key: text["en"] if (text := one.get(key)) else None for key in WORDS}
    article = f"{basis['instrument']} art {basis['article']}"
    found = {**one, **words, "basis": article}
    return {key: found.get(key) for key in keys}


WORDS = ("reason", "needs")


def differences(
    pack: Pack, book: Rulebook, maker: CaseMaker, cases: int
) -> Iterator[Any]:
    """Yield every question on which the engine and the oracle differ."""
    for _ in range(cases):
        facts, as_of, readings = maker.question()
        asked = Asked(facts, as_of, readings, pack.parameters)
        under = book.under(readings)
        case = under.case({"thing": facts})
        for rule in pack.rules:
            with suppress(Doubtful):
                theirs = oracle.ANSWERS[rule.kind](rule, asked)
                ours = spoken(under.evaluate(rule.name, case, as_of=as_of))
                if ours != theirs:
                    yield rule, asked, ours, theirs


@pytest.mark.parametrize("number", range(PACKS))
def test_the_engine_agrees_with_the_docs_read_plainly(
    number: int, tmp_path: Path
) -> None:
    pack = Author(f"pack {number}").pack()
    book = telcorules.load(pack.save(tmp_path / "pack"))
    for span in (FIRM, FIRM, AROUND_THE_END, ESTIMATED, OLD):
        maker = CaseMaker(f"{number} {span}", span)
        assert next(differences(pack, book, maker, CASES // 5), None) is None
