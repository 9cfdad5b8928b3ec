import json
import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from telcorules.errors import RequestError
from telcorules.evaluation.decision_schema import DECISION
from telcorules.evaluation.loading import load
from telcorules.evaluation.schemas import json_schema
from telcorules.foundation.source import read
from telcorules.language.packs import bundled, rule_files, scenario_files
from telcorules.review.scenarios import Scenario, read_scenarios
from tests.differential.random_cases import Maker

ROOT = Path(__file__).parents[3]
SMALL = ROOT / "tests/fixtures/small"
SERVICE = ROOT / "tests/fixtures/service"
NAMES = ("case", "decision", "pack")


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json_schema(name))


def plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case list():
            return [plain(inner) for inner in value]
        case _:
            return value


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_published_schema_is_current(name: str) -> None:
    text = (ROOT / f"docs/schema/{name}.json").read_text(encoding="utf-8")
    current = json.dumps(json_schema(name), ensure_ascii=False, indent=2)
    assert text == f"{current}\n"


def test_an_unknown_schema_is_refused_with_the_nearest() -> None:
    with pytest.raises(RequestError) as caught:
        json_schema("packs")
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("TR610", "did you mean `pack`?")


@pytest.mark.parametrize(
    "folder", [bundled(), SMALL, SERVICE], ids=["bundled", "small", "service"]
)
def test_every_file_of_a_pack_fits_the_schema(folder: Path) -> None:
    schema = validator("pack")
    for path in (*rule_files(folder), *scenario_files(folder)):
        value = plain(read(path.read_bytes(), path.name).value)
        assert [error.message for error in schema.iter_errors(value)] == [], path


def test_an_unknown_key_does_not_fit_the_schema_of_a_pack() -> None:
    fact = {"type": "bool", "label": {"zh": "a", "en": "a"}}
    facts = {"section": "a", "label": {"zh": "a", "en": "a"}, "facts": {"b": fact}}
    assert validator("pack").is_valid(facts)
    assert not validator("pack").is_valid({**facts, "lable": 1})


@pytest.mark.parametrize(
    ("case", "fits"),
    [
        ({}, True),
        (
            {"operator_complaint": {"filed_on": "2026-10-08", "replied_on": "not-yet"}},
            True,
        ),
        ({"respondent": {"province": "广东", "category": "hotel-agent"}}, True),
        ({"report": {"act_provinces": ["CN-GD"]}}, True),
        ({"appeal": {"filed_on": None}}, True),
        ({"apeal": {}}, False),
        ({"respondent": {"category": "hotel"}}, False),
        ({"report": {"act_provinces": "CN-GD"}}, False),
    ],
)
def test_the_schema_of_a_case_takes_what_the_library_takes(
    case: dict[str, Any],
    fits: bool,  # noqa: FBT001
) -> None:
    assert validator("case").is_valid(case) is fits


def test_the_facts_of_a_case_are_described() -> None:
    category = json_schema("case")["$defs"]["respondent"]["properties"]["category"]
    assert category["title"] == "被申诉人的类别 / kind of respondent"
    question, first, *_ = category["description"].splitlines()
    assert question == "对方是哪一类单位？ / What kind of business is the other side?"
    assert first == "basic-operator: 基础电信业务经营者 / basic telecom operator"


def unnamed(schema: dict[str, Any], value: Any) -> Iterator[str]:
    """Yield the keys of a value that its schema doesn't name."""
    for option in map(_resolved, schema.get("anyOf", ())):
        named = option.get("properties", {})
        kind = named.get("kind", {}).get("const")
        if kind is None or kind == value["kind"]:
            schema = option
            break
    schema = _resolved(schema)
    if isinstance(value, list):
        for item in value:
            yield from unnamed(schema["items"], item)
    elif isinstance(value, dict) and schema.keys() & {
        "properties",
        "additionalProperties",
    }:
        named, other = schema.get("properties", {}), schema.get("additionalProperties")
        for key, inner in value.items():
            if key not in named and other is None:
                yield key
            else:
                yield from unnamed(named.get(key, other), inner)


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return DECISION["$defs"][name] if name else schema


def decisions(count: int) -> Iterator[dict[str, Any]]:
    book = load()
    maker = Maker(
        "schemas", (date(2000, 1, 1).toordinal(), date(2030, 1, 1).toordinal())
    )
    for _ in range(count):
        facts, as_of, readings = maker.question()
        yield book.under(readings).decide(facts, as_of=as_of).to_dict()


def test_random_decisions_fit_the_schema() -> None:
    schema = validator("decision")
    for found in decisions(20):
        assert [error.message for error in schema.iter_errors(found)] == []


def test_no_key_of_a_decision_is_left_out_of_the_schema() -> None:
    schema = json_schema("decision")
    assert [key for found in decisions(12) for key in unnamed(schema, found)] == []


EVERY_KIND = {
    "ticket": {"opened_on": "2026-10-08", "kind": "charge", "province": "广东"},
    "repair": {"reported_at": "2026-10-01T10:00:00+08:00", "urban": True},
    "works": {"starts_at": "2026-12-05T08:00:00+08:00"},
    "inquiry": {"begun_on": "2026-09-28"},
    "bill": {
        "due_on": "2026-10-08",
        "promised_on": "2026-10-08",
        "connected_on": "2026-10-12",
        "own_fault": True,
        "fee": "200",
    },
    "message": {"reported_on": "2026-06-01"},
    "plea": {"refused": True, "reasons_given": False, "elsewhere": False},
}
PAUSED = {
    "inquiry": {
        "begun_on": "2026-03-02",
        "test_started_on": "2026-03-20",
        "test_ended_on": "not-yet",
    },
    "ticket": {"opened_on": "2026-11-20", "answered_on": "not-yet", "kind": "fault"},
}


@pytest.mark.parametrize("case", [{}, EVERY_KIND, PAUSED])
def test_decisions_of_every_kind_of_rule_fit_the_schema(case: dict[str, Any]) -> None:
    found = load(SERVICE).decide(case, as_of=date(2026, 11, 21), rules="*").to_dict()
    schema = validator("decision")
    assert [error.message for error in schema.iter_errors(found)] == []
    assert list(unnamed(json_schema("decision"), found)) == []


def test_the_decisions_of_scenarios_fit_the_schema() -> None:
    book, schema = load(), validator("decision")
    wrong: dict[str, list[str]] = {}
    for scenario in every_scenario():
        asked = book.under(scenario.readings)
        names = [
            scenario.rule,
            *(n for n in scenario.expect if n in book.program.rules),
        ]
        found = asked.decide(scenario.case, as_of=scenario.as_of, rules=names).to_dict()
        errors = [error.message for error in schema.iter_errors(found)]
        wrong |= {scenario.id: errors} if errors else {}
    assert wrong == {}


def every_scenario() -> Iterator[Scenario]:
    """Yield the scenarios of the bundled pack; one in six, but for a deep run."""
    every = (s for path in scenario_files(bundled()) for s in read_scenarios(path))
    yield from islice(every, 0, None, 1 if os.environ.get("TELCORULES_DEEP") else 6)


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("deadline", "status", "owed"),
        ("deadline", "due", 20261021),
        ("permission", "status", "running"),
        ("duty", "status", "none"),
        ("amount", "status", "met"),
        ("amount", "value", 8.0),
        ("amount", "value", "8.00 yuan"),
        ("amount", "currency", "USD"),
        ("choice", "closed", {}),
    ],
)
def test_an_answer_of_another_shape_does_not_fit(
    kind: str, key: str, value: object
) -> None:
    decision = load(SERVICE).decide(EVERY_KIND, as_of=date(2026, 11, 21), rules="*")
    found = decision.to_dict()
    one = next(one for one in found["results"].values() if one["kind"] == kind)
    assert validator("decision").is_valid(found)
    one[key] = value
    assert not validator("decision").is_valid(found)
