from typing import Any

import pytest
from jsonschema import Draft202012Validator

import telcorules
from tests.differential import random_cases
from tests.differential.random_cases import Maker

SPANS = {
    "firm": random_cases.FIRM,
    "around the end": random_cases.AROUND_THE_END,
    "old": random_cases.OLD,
}


def validator(name: str) -> Draft202012Validator:
    schema = telcorules.json_schema(name)
    return Draft202012Validator(
        schema, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def faults(name: str, document: Any) -> list[str]:
    return [error.message for error in validator(name).iter_errors(document)]


@pytest.mark.parametrize("name", ["case", "decision", "pack"])
def test_each_is_a_schema_of_its_draft(name: str) -> None:
    schema = telcorules.json_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("span", SPANS)
def test_decisions_and_cases_are_as_their_schemas_say(span: str) -> None:
    book = telcorules.load()
    maker = Maker(f"schema {span}", SPANS[span])
    wrong: list[Any] = []
    for _ in range(12):
        facts, as_of, readings = maker.question()
        case = book.case(facts)
        decision = book.under(readings).decide(case, as_of=as_of)
        wrong += faults("decision", decision.to_dict())
        wrong += faults("case", facts) + faults("case", case.to_dict())
    assert wrong == []


@pytest.mark.parametrize(
    ("document", "part"),
    [
        ({"dispute": {"nature": "chargin"}}, "chargin"),
        ({"disputes": {}}, "disputes"),
        ({"respondent": {"province": "Narnia"}}, "Narnia"),
    ],
)
def test_a_case_that_isnt_read_isnt_in_the_schema(document: Any, part: str) -> None:
    (fault,) = faults("case", document)
    assert part in fault
    with pytest.raises(telcorules.CaseError):
        telcorules.load().case(document)


def test_a_schema_handed_out_is_the_callers_own() -> None:
    telcorules.json_schema("decision").clear()
    telcorules.json_schema("decision")["properties"].clear()
    assert "results" in telcorules.json_schema("decision")["properties"]


@pytest.mark.parametrize("name", ["decisions", None, []])
def test_there_are_no_others(name: Any) -> None:
    with pytest.raises(telcorules.RequestError) as caught:
        telcorules.json_schema(name)
    assert [one.code for one in caught.value.problems] == ["TR610"]
