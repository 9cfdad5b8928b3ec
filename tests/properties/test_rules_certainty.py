"""How sure an answer is: the safe day, and what an open answer waits for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.rulebook import Rulebook
from tests.differential import oracle, random_cases
from tests.differential.random_cases import Maker

CASES = 150
BOOKS = [telcorules.load().under(choices) for choices in oracle.ALL_READINGS]
SPANS = {
    "firm": random_cases.FIRM,
    "around the end": random_cases.AROUND_THE_END,
    "estimated": random_cases.ESTIMATED,
}
Facts = dict[str, dict[str, Any]]


def questions(seed: str) -> Iterator[tuple[Rulebook, Facts, date]]:
    maker = Maker(f"certainty {seed}", SPANS[seed])
    for number in range(CASES):
        case, as_of, _ = maker.question()
        yield BOOKS[number % len(BOOKS)], case, as_of


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("rule", oracle.DEADLINES)
def test_the_safe_day_is_safe_under_every_combination_of_readings(
    rule: str, span: str
) -> None:
    wrong = []
    for book, case, as_of in questions(span):
        result: Deadline = book.evaluate(rule, case, as_of=as_of)
        days = [each.evaluate(rule, case, as_of=as_of).earliest for each in BOOKS]
        known = [day for day in days if day is not None]
        if result.dates is not None and result.safe_due != min(known):
            wrong.append((dict(book.readings), case, result.safe_due, days))
    assert wrong == []


@pytest.mark.parametrize("span", SPANS)
class TestAnUnknownCondition:
    def test_waits_for_a_notice_or_a_fact(self, span: str) -> None:
        idle = [
            (found.id, case, as_of)
            for book, case, as_of in questions(span)
            for found in conditions(book, case, as_of)
            if found.value is None
            and not found.waits_for
            and None not in found.facts.values()
        ]
        assert idle == []

    def test_waits_for_notices_of_years_to_come(self, span: str) -> None:
        settled = [
            (found.id, notice, case, as_of)
            for book, case, as_of in questions(span)
            for found in conditions(book, case, as_of)
            for notice in found.waits_for
            if int(notice.removeprefix("国务院办公厅关于")[:4]) <= 2026
        ]
        assert settled == []


@pytest.mark.parametrize("span", SPANS)
def test_a_settled_condition_waits_for_nothing(span: str) -> None:
    waiting = [
        (found.id, case, as_of)
        for book, case, as_of in questions(span)
        for found in conditions(book, case, as_of)
        if found.value is not None and found.waits_for
    ]
    assert waiting == []


def test_before_the_last_notice_ends_nothing_waits() -> None:
    waiting = [
        (found.id, case, as_of)
        for book, case, as_of in questions("firm")
        for found in conditions(book, case, as_of)
        if found.waits_for
    ]
    assert waiting == []


def conditions(book: Rulebook, case: Facts, as_of: date) -> Any:
    return book.evaluate("appeal.admission", case, as_of=as_of).conditions
