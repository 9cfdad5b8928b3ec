import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import telcorules
from telcorules.errors import RequestError
from telcorules.review.conformance import (
    Failure,
    conformance,
    differences,
    read_cases,
    read_question,
)
from telcorules.review.vectors import Vector, answer, document, vectors
from telcorules.review.vectors_schema import vectors_schema
from tests.unit.evaluation import written
from tests.unit.review.test_diffing import FILES

SERVICE = Path(__file__).parents[2] / "fixtures/service"
SCENARIOS = """
    scenarios: thing.end
    cases:
      runs:
        title: {zh: 进行中, en: it runs}
        as_of: 2026-03-10
        case: {thing: {good: true, begun_on: 2026-03-02, ended_on: not-yet}}
        expect: {thing.end: {status: running}, notes: []}
      strict:
        title: {zh: 不顺延, en: it stays}
        as_of: 2026-03-10
        readings: {duty-rollover: strict}
        case: {thing: {good: true, begun_on: 2026-03-02, ended_on: not-yet}}
        expect: {thing.end: {due: 2026-03-17}}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> telcorules.Rulebook:
    folder = tmp_path_factory.mktemp("pack")
    written.pack(folder, **FILES, **{"end.scenario": SCENARIOS})
    return telcorules.load(folder)


@pytest.fixture(scope="module")
def made(book: telcorules.Rulebook) -> tuple[Vector, ...]:
    return vectors(book)


def test_scenarios_and_thresholds_become_vectors(made: tuple[Vector, ...]) -> None:
    names = [one.id for one in made]
    assert len(names) == len({*names})
    assert "thing.end/runs" in names
    assert any(name.startswith("thing.admission/boundary-") for name in names)
    assert {one.level for one in made} == {1, 2, 3, 4}


def test_a_vector_holds_outcome_dates_and_citations(made: tuple[Vector, ...]) -> None:
    one = next(one for one in made if one.id == "thing.end/runs")
    assert one.to_dict() == {
        "id": "thing.end/runs",
        "rule": "thing.end",
        "as_of": "2026-03-10",
        "readings": {},
        "facts": {
            "thing": {"begun_on": "2026-03-02", "ended_on": "not-yet", "good": True}
        },
        "level": 2,
        "expect": {
            "kind": "deadline",
            "answer": "running",
            "due": "2026-03-17",
            "firm": True,
            "earliest": "2026-03-17",
            "latest": "2026-03-17",
            "basis": ["act art 1"],
        },
    }


def test_levels_part_what_is_settled_dated_open_and_contested(
    made: tuple[Vector, ...],
) -> None:
    for one in made:
        expect = one.expect
        if one.level == 1:
            assert "firm" not in expect
            assert expect["answer"] not in {"unknown", "undetermined"}
        if one.level == 2:
            assert expect["firm"] is not False
        if one.level == 3:
            assert expect["answer"] in {"unknown", "undetermined"}
        if one.level < 4:
            assert "contested" not in expect
            assert not one.readings


def test_a_provisional_date_is_of_the_highest_level(made: tuple[Vector, ...]) -> None:
    late = [one for one in made if one.expect.get("firm") is False]
    assert late
    assert {one.level for one in late} == {4}


def test_an_admission_has_a_vector_for_each_condition_that_stands_in_the_way(
    made: tuple[Vector, ...],
) -> None:
    failed = {
        name
        for one in made
        if one.rule == "thing.admission"
        for name in one.expect["failed"]
    }
    assert failed == {"good", "begun", "late", "dear"}
    outcomes = {one.expect["answer"] for one in made if one.rule == "thing.admission"}
    assert outcomes == {"admissible", "inadmissible", "undetermined"}


def test_some_rules_alone(book: telcorules.Rulebook) -> None:
    found = vectors(book, ["thing.e*"])
    assert {one.rule for one in found} == {"thing.end"}


def test_the_file_is_of_its_schema(
    book: telcorules.Rulebook, made: tuple[Vector, ...]
) -> None:
    told = json.loads(json.dumps(document(book, made)))
    schema = vectors_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(told, schema)
    assert read_cases(json.dumps(told), "v.json") == told["cases"]


def test_every_kind_of_rule_has_vectors_that_hold() -> None:
    service = telcorules.load(SERVICE)
    rules = ["bill.*", "works.*", "plea.*", "ways"]
    found = vectors(service, rules)
    kinds = {one.expect["kind"] for one in found}
    assert kinds >= {"permission", "amount", "deadline", "duty", "choice", "checklist"}
    cases = [one.to_dict() for one in found]
    assert not conformance(
        cases, lambda question: answer(service, question)
    ).disagreements


def test_a_program_that_decides_alike_agrees(
    book: telcorules.Rulebook, made: tuple[Vector, ...]
) -> None:
    cases = [one.to_dict() for one in made]
    found = conformance(cases, lambda question: answer(book, question))
    assert found.disagreements == ()
    assert found.agreed == found.asked
    assert sum(found.asked.values()) == len(made)


def test_a_program_with_a_defect_is_found_out(
    book: telcorules.Rulebook, made: tuple[Vector, ...]
) -> None:
    def defective(question: dict[str, object]) -> object:
        told = answer(book, question)
        if told.get("due"):
            told["due"] = str(date.fromisoformat(told["due"]).replace(day=1))
        return told

    found = conformance([one.to_dict() for one in made], defective)
    assert {one.id.partition("/")[0] for one in found.disagreements} == {"thing.end"}
    (told,) = found.disagreements[0].differences
    assert told.startswith('due: expected "')
    assert found.to_dict()["disagreements"][0]["differences"] == [told]
    assert found.agreed[2] < found.asked[2]


@pytest.mark.parametrize(
    ("came", "told"),
    [
        ({"answer": "met", "basis": ["a"], "more": 1}, []),
        ({"answer": "late", "basis": ["a"]}, ['answer: expected "met", came "late"']),
        ({"answer": "met"}, ['basis: expected ["a"], came nothing']),
        ({"answer": "met", "basis": []}, ['basis[0]: expected "a", came nothing']),
        ([], ["the answer is no JSON object: []"]),
        ("x" * 300, [f'the answer is no JSON object: "{"x" * 199}…']),
        (Failure("exit code 1: no"), ["exit code 1: no"]),
    ],
)
def test_what_differs_is_told_in_words(came: object, told: list[str]) -> None:
    assert [*differences({"answer": "met", "basis": ["a"]}, came)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is not JSON that can be read"),
        ("[]", "is no file of vectors of the form 1"),
        ('{"vectors": 2}', "is no file of vectors of the form 1"),
        ('{"vectors": 1}', "a vector lacks one of id, rule"),
        ('{"vectors": 1, "cases": [1]}', "a vector lacks one of id, rule"),
        ('{"vectors": 1, "cases": [{}]}', "a vector lacks one of id, rule"),
    ],
)
def test_what_is_no_file_of_vectors_is_refused(text: str, told: str) -> None:
    with pytest.raises(RequestError, match=f"TR677: v.json: {told}"):
        read_cases(text, "v.json")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "no question"),
        ("[]", "no question"),
        ("{}", "no question"),
        ('{"rule": 1}', "no question"),
        ('{"rule": "thing.end"}', "no day"),
    ],
)
def test_what_is_no_question_is_refused(text: str, told: str) -> None:
    with pytest.raises(RequestError, match=f"TR678: .*{told}"):
        read_question(text)


def test_a_question_may_leave_out_readings_and_facts() -> None:
    question = read_question('{"rule": "thing.end", "as_of": "2026-03-10"}')
    assert (question["facts"], question["readings"]) == ({}, {})
