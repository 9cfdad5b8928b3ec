"""The bundled rules, as the engine runs them, against `oracle` over random cases.

Dates crowd around the days on which an answer turns. ``TELCORULES_DEEP=1`` runs
more cases than the gate.
"""

import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.results import Admission, AnyResult, Deadline
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.selections import Checklist, Choice
from tests.differential import oracle, random_cases
from tests.differential.random_cases import Maker

CASES = 60_000 if os.environ.get("TELCORULES_DEEP") == "1" else 8_000
RULES = [
    *("appeal.admission", "appeal.venue", "report.venue", "appeal.materials"),
    *oracle.DEADLINES,
]


@cache
def bundled() -> Rulebook:
    return telcorules.load()


@cache
def rulebook(*choices: str) -> Rulebook:
    return bundled().under(dict(zip(oracle.READINGS, choices, strict=True)))


def engine(
    case: dict[str, dict[str, Any]], as_of: date, readings: dict[str, str]
) -> dict[str, Any]:
    """Return what the engine says, in the oracle's words."""
    book = rulebook(*readings.values())
    read = book.case(case)
    results = {rule: book.evaluate(rule, read, as_of=as_of) for rule in RULES}
    return {rule: spoken(result) for rule, result in results.items()}


def spoken(result: AnyResult) -> dict[str, Any]:
    if isinstance(result, Admission):
        return spoken_admission(result)
    if isinstance(result, Deadline):
        return spoken_deadline(result)
    if isinstance(result, Choice):
        candidates = [one.value for one in result.candidates]
        outcome = result.outcome.value
        return {"outcome": outcome, "value": result.value, "candidates": candidates}
    assert isinstance(result, Checklist)
    items = {one.id: one.state.value for one in result.items}
    return {"complete": result.complete, "items": items}


@cache
def condition_names() -> list[str]:
    book = bundled()
    case = book.case({"appeal": {"filed_on": "2026-01-05"}})
    result = book.evaluate("appeal.admission", case, as_of=date(2026, 1, 5))
    return [one.id for one in result.conditions]


def spoken_admission(result: Admission) -> dict[str, Any]:
    return {
        "outcome": result.outcome.value,
        "at": result.at.toordinal(),
        "hypothetical": result.hypothetical,
        "conditions": dict(zip(condition_names(), result.truths, strict=False)),
        "contested": [
            (one.reading, one.choice, one.result.outcome.value)
            for one in result.contested
            if isinstance(one.result, Admission)
        ],
    }


def spoken_deadline(result: Deadline) -> dict[str, Any]:
    days = ("nominal", "due", "safe_due", "earliest", "latest")
    ordinals = {name: ordinal(getattr(result, name)) for name in days}
    return {
        "status": result.status.value,
        "limit": None if result.limit is None else plural(str(result.limit)),
        **ordinals,
        "firm": result.firm,
        "contested": [
            (one.reading, one.choice, one.result.status.value, ordinal(one.result.due))
            for one in result.contested
            if isinstance(one.result, Deadline)
        ],
    }


def ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def plural(limit: str) -> str:
    return limit if limit.endswith("s") else f"{limit}s"


def differences(seed: str, span: tuple[int, int], cases: int) -> Iterator[Any]:
    """Yield every question on which the engine and the oracle differ."""
    maker = Maker(seed, span)
    for _ in range(cases):
        question = maker.question()
        ours, theirs = engine(*question), oracle.everything(*question)
        for rule in RULES:
            if ours[rule] != theirs[rule]:
                yield question, rule, ours[rule], theirs[rule]


@pytest.mark.parametrize(
    ("name", "span", "share"),
    [
        ("firm", random_cases.FIRM, 0.6),
        ("around the end", random_cases.AROUND_THE_END, 0.2),
        ("estimated", random_cases.ESTIMATED, 0.1),
        ("old", random_cases.OLD, 0.1),
    ],
)
def test_the_engine_agrees_with_the_contract_read_plainly(
    name: str, span: tuple[int, int], share: float
) -> None:
    found = differences(name, span, round(CASES * share))
    assert next(found, None) is None
