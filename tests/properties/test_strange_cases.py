"""Cases at the ends of time, of numbers and of the calendar: answered all the same."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.vocabulary import Fact, Kind
from tests.differential.random_packs import Author

CASES = 300 if os.environ.get("TELCORULES_DEEP") == "1" else 12
EVENTS = (
    *("not-yet", "0001-01-01", "0001-01-02", "1899-12-31", "2003-12-31", "2004-01-01"),
    *("2016-07-29", "2024-02-29", "2026-04-14", "2026-04-15", "2026-04-30"),
    *("2026-05-01", "2026-12-28", "2026-12-29", "2026-12-31", "2027-01-01"),
    *("2060-12-31", "2061-01-01", "9998-12-31", "9999-12-01", "9999-12-30"),
    *("2026-10-08T23:59:59Z", "2026-10-08T00:00:00+14:00", "2026-10-08T00:00-12:00"),
    *("0001-01-01T09:00:00+08:00", "9999-12-30T15:59:59Z"),
)
VALUES: dict[Kind, tuple[Any, ...]] = {
    Kind.BOOL: (True, False),
    Kind.EVENT: EVENTS,
    Kind.REGION: ("440000", "CN-HA", "新疆"),
    Kind.MONEY: ("0", "-1", "999999999999999.99999999", "0.00000001"),
    Kind.INT: (0, -1, 10**15 - 1, 1 - 10**15),
    Kind.TEXT: ("", "某"),
}
AS_OF = (
    *(date(1, 1, 1), date(2003, 12, 31), date(2026, 11, 21), date(2027, 2, 1)),
    *(date(2060, 12, 31), date(9999, 12, 30), date(9999, 12, 31)),
)


def cases(book: Rulebook, seed: str) -> Iterator[tuple[dict[str, Any], date]]:
    """Yield cases made of the strangest values that a fact can have."""
    chance = Random(seed)  # noqa: S311 - reproducible, not secret
    for _ in range(CASES):
        known, case = chance.choice((0.1, 0.5, 1)), dict[str, Any]()
        for fact in book.program.vocabulary.facts:
            if chance.random() < known:
                section, _, name = fact.name.partition(".")
                case.setdefault(section, {})[name] = value(fact, chance)
        yield case, chance.choice(AS_OF)


def value(fact: Fact, chance: Random) -> Any:
    if fact.type.item is not None:
        return [chance.choice(VALUES[fact.type.item]) for _ in range(3)]
    return chance.choice(fact.type.values or VALUES[fact.type.kind])


@pytest.fixture(params=["bundled", "one", "two", "three"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Rulebook:
    if request.param == "bundled":
        return telcorules.load()
    made = Author(f"strange {request.param}").pack()
    return telcorules.load(made.save(tmp_path / "pack"))


def test_every_rule_answers(book: Rulebook) -> None:
    for case, as_of in cases(book, "strange"):
        decision = book.decide(case, as_of=as_of, rules="*")
        assert json.loads(decision.to_json())["as_of"] == as_of.isoformat()


def test_a_date_lies_between_its_bounds(book: Rulebook) -> None:
    for case, as_of in cases(book, "bounds"):
        for result in book.decide(case, as_of=as_of, rules="*").results.values():
            if (dates := getattr(result, "dates", None)) is not None:
                assert dates.earliest <= dates.due <= dates.latest
                assert dates.firm is (dates.assumption is None)
