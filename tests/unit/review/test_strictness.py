from datetime import date
from decimal import Decimal

import pytest

from telcorules.review.strictness import Answer, Move, moved

D10, D11, D12 = (date(2026, 3, day) for day in (10, 11, 12))
S, L, OPEN, OTHER = Move.STRICTER, Move.LOOSER, Move.OPEN, Move.OTHER


def deadline(word: str, due: date | None = None, latest: date | None = None) -> Answer:
    return Answer("deadline", word, (due, due, latest or due))


def permission(word: str, opens: date | None = None) -> Answer:
    return Answer("permission", word, (opens, opens, opens))


def choice(word: str, *values: str, closed: tuple[str, ...] = ()) -> Answer:
    return Answer("choice", word, (values, closed, None))


def listed(word: str, *missing: str) -> Answer:
    return Answer("checklist", word, (frozenset(missing),))


CASES = [
    (Answer("admission", "admissible"), Answer("admission", "admissible"), None),
    (Answer("admission", "admissible"), Answer("admission", "inadmissible"), S),
    (Answer("admission", "undetermined"), Answer("admission", "admissible"), L),
    (Answer("admission", "not-in-force"), Answer("admission", "admissible"), OTHER),
    (deadline("running", D11), deadline("running", D10), S),
    (deadline("running", D11), deadline("overdue", D12), L),
    (deadline("running", D11, D12), deadline("running", D10), S),
    (deadline("running", D11, D11), deadline("running", D10, D12), OTHER),
    (deadline("not-triggered"), deadline("running", D10), S),
    (deadline("running", D10), deadline("not-triggered"), L),
    (deadline("running", D10), deadline("suspended"), L),
    (deadline("running", D10), deadline("unknown"), OPEN),
    (deadline("not-in-force"), deadline("running", D10), OTHER),
    (deadline("unknown", D10), deadline("unknown", D11), L),
    (deadline("met", D10), deadline("late", D10), S),
    (deadline("overdue", D10), deadline("running", D10), L),
    (deadline("unknown", D10), deadline("met", D10), OPEN),
    (permission("open", D10), permission("waiting", D12), S),
    (permission("waiting", D12), permission("open", D10), L),
    (permission("not-triggered"), permission("open", D10), L),
    (permission("open", D10), permission("exercised", D10), OTHER),
    (permission("open", D10), permission("unknown"), OPEN),
    (Answer("duty", "not-triggered"), Answer("duty", "owed"), S),
    (Answer("duty", "owed"), Answer("duty", "met"), L),
    (Answer("duty", "unknown"), Answer("duty", "met"), OPEN),
    (
        Answer("amount", "owed", (Decimal(5),)),
        Answer("amount", "owed", (Decimal(6),)),
        S,
    ),
    (Answer("amount", "owed", (Decimal(5),)), Answer("amount", "none", (None,)), L),
    (listed("incomplete", "a"), listed("complete"), L),
    (listed("incomplete", "a"), listed("incomplete", "a", "b"), S),
    (listed("incomplete", "a"), listed("incomplete", "b"), OTHER),
    (listed("unknown"), listed("complete"), L),
    (choice("a", "a"), choice("b", "b"), OTHER),
    (choice("decided", "a", "b"), choice("a", "a"), S),
    (choice("a", "a"), choice("decided", "a", "b"), L),
    (choice("decided", "a", "b"), choice("decided", "a", "c"), OTHER),
    (choice("undetermined", "a", "b"), choice("a", "a"), OPEN),
    (choice("conflict", "a", "b"), choice("a", "a"), OTHER),
]


@pytest.mark.parametrize(("old", "new", "move"), CASES)
def test_each_kind_has_its_way_to_be_stricter(
    old: Answer, new: Answer, move: Move | None
) -> None:
    assert moved(old, new) is move


@pytest.mark.parametrize(("old", "new", "move"), CASES)
def test_the_way_back_is_the_other_way(
    old: Answer, new: Answer, move: Move | None
) -> None:
    back = {S: L, L: S}
    assert moved(new, old) is (back.get(move, move) if move else None)


def test_an_answer_goes_to_json_with_its_parts_by_name() -> None:
    assert deadline("running", D10).to_dict() == {
        "answer": "running",
        "due": "2026-03-10",
        "earliest": "2026-03-10",
        "latest": "2026-03-10",
    }
    assert listed("incomplete", "b", "a").to_dict()["missing"] == ["a", "b"]
    assert Answer("amount", "owed", (Decimal("8.00"),)).to_dict()["value"] == "8.00"
    assert choice("a", "a").to_dict()["closed"] == []
