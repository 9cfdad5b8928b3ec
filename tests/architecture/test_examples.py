"""What the examples say to type works as it stands."""

import json
import re
import runpy
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import telcorules
from tests.unit.cli.typing_in import typed

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(ROOT.glob("examples/**/*.yaml"))
PROMPT = "telcorules decide "


def commands(example: Path) -> list[list[str]]:
    """Return the commands in an example's head, each as its words."""
    lines = example.read_text(encoding="utf-8").splitlines()
    head = "\n".join(line[1:] for line in lines if line.startswith("#"))
    joined = re.sub(r"\\\n\s*", "", head)
    found = [line.strip() for line in joined.splitlines() if PROMPT in line]
    return [shlex.split(line)[1:] for line in found]


TYPED = [
    pytest.param(words, id=f"{example.relative_to(ROOT)}-{number}")
    for example in EXAMPLES
    for number, words in enumerate(commands(example), 1)
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)
def test_an_example_says_what_to_type_and_names_itself(example: Path) -> None:
    name = str(example.relative_to(ROOT))
    assert [name in words for words in commands(example)] in ([True], [True, True])


@pytest.mark.parametrize("words", TYPED)
def test_what_an_example_says_to_type_is_answered(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    done = typed(*words)
    assert (done.code, done.err) == (0, "")


def test_every_example_is_on_the_map() -> None:
    page = (ROOT / "examples/README.md").read_text(encoding="utf-8")
    names = {path.name for path in ROOT.glob("examples/*")} - {"README.md"}
    assert {name for name in names if f"]({name})" not in page} <= {"__pycache__"}


def program(name: str) -> dict[str, Any]:
    """Return what a program among the examples defines."""
    return runpy.run_path(str(ROOT / "examples" / name))


def test_the_review_tells_what_is_late_contested_open_and_weak(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main = program("compliance_review.py")["main"]
    main(str(ROOT / "examples/review-cases.jsonl"), "2026-11-30")
    lines = capsys.readouterr().out.splitlines()
    assert [
        line[:7].strip("| ") for line in lines if line.startswith(("#", "| T"))
    ] == [
        "# Revie",
        "## Late",
        "T-02",
        "T-03",
        "## Not",
        "T-05",
        "## Anot",
        "T-02",
        "T-04",
        "## Not",
        "T-06",
        "## Rest",
        "T-06",
    ]
    assert "| duty-rollover=strict: late, 2026-10-25 |" in "\n".join(lines)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(program("service.py")["app"])


def test_the_service_answers_as_the_library_does(client: TestClient) -> None:
    case = json.loads((ROOT / "examples/half-filled.json").read_text("utf-8"))
    answer = client.post("/decisions", json=case, params={"as_of": "2026-11-21"})
    expected = telcorules.load().decide(case, as_of=date(2026, 11, 21)).to_json()
    assert (answer.status_code, answer.text) == (200, expected)


def test_the_service_refuses_with_every_mistake(client: TestClient) -> None:
    case = {"appeal": {"filed_onn": "2026-10-08"}, "dispute": {"nature": "bill"}}
    answer = client.post("/decisions", json=case)
    told = [(one["code"], one["fact"]) for one in answer.json()["problems"]]
    assert answer.status_code == 422
    assert sorted(told) == [
        ("TR510", "appeal.filed_onn"),
        ("TR512", "dispute.nature"),
    ]


def test_the_description_of_the_service_holds_all_that_it_names(
    client: TestClient,
) -> None:
    text = client.get("/openapi.json").text
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', text))
    schemas = json.loads(text)["components"]["schemas"]
    assert {"case", "decision"} <= named <= schemas.keys()
    assert "#/$defs/" not in text
