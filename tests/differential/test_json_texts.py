"""JSON put together from pieces against that of the dictionaries, byte for byte."""

from datetime import date
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.grounds import as_json
from tests.differential.random_facts import Maker

BOOK = telcorules.load()
ADMISSIONS = [
    name for name, rule in BOOK.program.rules.items() if rule.kind == "admission"
]


@pytest.mark.parametrize("name", ADMISSIONS)
@pytest.mark.parametrize("known", [1.0, 0.8, 0.3])
def test_an_admission_is_written_as_its_dictionary(name: str, known: float) -> None:
    rule, maker = BOOK.program.rules[name], Maker(f"{name} {known}")
    outcomes = set()
    for _ in range(60):
        facts, as_of = maker.case(rule, known=known)
        result: Any = BOOK.evaluate(name, facts, as_of=as_of)
        assert result.to_json() == as_json(result.to_dict())
        outcomes.add(result.outcome)
    assert len(outcomes) > 1


def test_a_day_without_law_is_written_as_its_dictionary() -> None:
    result = BOOK.evaluate("appeal.admission", {}, as_of=date(1990, 1, 1))
    assert result.to_json() == as_json(result.to_dict())
