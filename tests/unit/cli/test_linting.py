import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from telcorules.errors import Problem, Span
from telcorules.render.annotations import annotations
from telcorules.render.findings import Found
from telcorules.render.sarif import sarif_log
from tests.unit.cli.typing_in import typed
from tests.unit.evaluation import written
from tests.unit.review.analysed import SOUND, copied

SMALL = Path(__file__).parents[2] / "fixtures/small"
SCENARIO = """\
scenarios: claim.admission
cases:
  holds:
    title: {zh: 成立, en: it holds}
    as_of: 2026-11-21
    case: {claim: {paid: false}}
    expect: {claim.admission: {outcome: inadmissible}}
"""
MANY = (
    '(thing.begun_on < "2026-01-01" or thing.ended_on < "2026-01-01")'
    " and thing.count > 3 and thing.price > 5"
    ' and thing.province != "440000" and thing.good and thing.fine'
    ' and thing.name != "a" and len(thing.places) < 3 and thing.colour == "red"'
)
UNDECIDED = f"""
    rule: thing.venue
    kind: choice
    versions:
      - from: 2020-01-01
        rows:
          - {{if: '{MANY.replace("'", "''")}', value: '"centre"', basis: [act art 1]}}
          - {{if: 'not ({MANY})', value: '"clerk"', basis: [act art 1]}}
"""
IDLE = "  idle: {type: bool, label: {zh: 闲, en: idle}}\n"
ACCEPTED = """\
accepted:
  - code: TR851
    file: facts/claim.yaml
    about: claim.idle
    why: {zh: 留给调用者, en: kept for callers}
"""
# What SARIF 2.1.0 asks of the parts that a log of ours has.
PLACE = {
    "type": "object",
    "required": ["artifactLocation", "region"],
    "additionalProperties": False,
    "properties": {
        "artifactLocation": {
            "type": "object",
            "required": ["uri"],
            "properties": {"uri": {"type": "string", "format": "uri-reference"}},
        },
        "region": {
            "type": "object",
            "required": ["startLine", "startColumn", "endColumn"],
            "additionalProperties": False,
            "properties": {
                "startLine": {"type": "integer", "minimum": 1},
                "startColumn": {"type": "integer", "minimum": 1},
                "endColumn": {"type": "integer", "minimum": 2},
                "snippet": {
                    "type": "object",
                    "required": ["text"],
                    "additionalProperties": False,
                    "properties": {"text": {"type": "string"}},
                },
            },
        },
    },
}
TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string", "minLength": 1}},
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "kind", "level", "message"],
    "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "kind": {"enum": ["fail", "open"]},
        "level": {"enum": ["error", "none"]},
        "message": TEXT,
        "locations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["physicalLocation"],
                "additionalProperties": False,
                "properties": {"physicalLocation": PLACE},
            },
        },
        "suppressions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind"],
                "additionalProperties": False,
                "properties": {
                    "kind": {"enum": ["inSource", "external"]},
                    "justification": {"type": "string"},
                },
            },
        },
    },
    # a result of another kind than `fail` has no level
    "if": {"properties": {"kind": {"const": "open"}}},
    "then": {"properties": {"level": {"const": "none"}}},
}
RULE = {
    "type": "object",
    "required": ["id"],
    "additionalProperties": False,
    "properties": {"id": {"type": "string"}, "shortDescription": TEXT},
}
LOG = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "additionalProperties": False,
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": RULE,
                                    },
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}


@pytest.fixture
def scenarios(tmp_path: Path) -> Path:
    (tmp_path / "claim.scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    for path in SMALL.rglob("*.yaml"):
        target = tmp_path / path.relative_to(SMALL)
        target.parent.mkdir(exist_ok=True)
        target.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    rule = tmp_path / "rules/papers.yaml"
    text = rule.read_text(encoding="utf-8").replace("claim.name", "claim.nam")
    rule.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_pack_without_problems_is_clean() -> None:
    done = typed("lint", SOUND, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "No problem found"


def test_the_bundled_pack_is_clean_and_says_that_it_is_unsigned() -> None:
    done = typed("lint")
    assert done.code == 0
    assert done.out.startswith("没有发现问题\n")
    assert "TR870: the pack is unsigned" in done.out


def test_every_problem_is_shown_with_its_place(broken: Path) -> None:
    done = typed("lint", broken)
    lines = done.out.splitlines()
    assert (done.code, done.err, lines[0]) == (1, "", "发现1个问题")
    assert lines[2:4] == [
        "rules/papers.yaml:6:24: TR210: unknown fact `claim.nam`",
        (
            "   6 |       name: {if: known(claim.nam), basis: [small-act art 2],"
            " missing: {zh: 姓名, en: the name}}"
        ),
    ]
    assert lines[4].strip(" |") == "^^^^^^^^^"


def test_json_lists_the_problems(broken: Path) -> None:
    done = typed("lint", broken, "--format", "json")
    found = json.loads(done.out)
    (problem,) = found["problems"]
    assert done.code == 1
    assert problem.pop("hint").startswith("did you mean `claim.name`?")
    assert problem.pop("why").startswith("an undeclared fact")
    assert problem == {
        "code": "TR210",
        "file": "rules/papers.yaml",
        "line": 6,
        "column": 24,
        "message": "unknown fact `claim.nam`",
    }
    assert set(found["disclaimer"]) == {"zh", "en"}


def test_json_of_a_clean_pack_lists_none() -> None:
    done = typed("lint", SMALL, "--extend", SMALL, "--format", "json")
    assert done.code in {0, 1}


def test_scenarios_that_can_not_be_read_are_problems_too(scenarios: Path) -> None:
    file = next(scenarios.rglob("*.scenario.yaml"))
    file.write_text("scenarios: claim.admission\ncases: 5\n", "utf-8")
    done = typed("lint", SMALL, "--extend", _as_pack(scenarios))
    assert done.code == 1
    assert f"{file.name}:2:8: TR305: `cases` takes a mapping" in done.out


def test_a_pack_s_own_notice_is_looked_at(scenarios: Path) -> None:
    folder = scenarios / "calendar" / "notices"
    folder.mkdir(parents=True)
    (folder / "2059.yaml").write_text("[]\n", "utf-8")
    done = typed("lint", SMALL, "--extend", _as_pack(scenarios))
    assert done.code == 1
    assert "TR711: `[]` is not a holiday notice" in done.out


def _as_pack(folder: Path) -> Path:
    text = (SMALL / "pack.yaml").read_text("utf-8").replace("pack: small", "pack: more")
    (folder / "pack.yaml").write_text(text, "utf-8")
    return folder


def _claiming(folder: Path, basis: str) -> Path:
    text = (
        "claims:\n  one:\n    claim: {zh: 甲, en: a}\n    verdict: wrong\n"
        f"    truth: {{zh: 乙, en: b}}\n    basis: [{basis}]\n"
    )
    (folder / "claims.yaml").write_text(text, "utf-8")
    return folder


def test_claims_that_cite_what_there_is_are_clean(tmp_path: Path) -> None:
    sound = _claiming(copied(tmp_path), "sound-act art 1")
    assert typed("lint", sound).code == 0


def test_claims_that_cite_what_there_is_not_are_problems(scenarios: Path) -> None:
    further = _claiming(_as_pack(scenarios), "small-act art 9")
    done = typed("lint", SMALL, "--extend", further)
    assert done.code == 1
    assert "claims.yaml:6:13: TR402: `small-act` has no article `9`" in done.out


def test_a_pack_that_can_not_be_loaded_has_its_claims_read(broken: Path) -> None:
    done = typed("lint", _claiming(broken, "small-act art 1, by heart"))
    lines = done.out.splitlines()
    assert (done.code, lines[0]) == (1, "发现2个问题")
    assert "claims.yaml:6:30: TR404: " in done.out


@pytest.mark.parametrize("words", [("nowhere",), (SMALL, "--extend", "nowhere")])
def test_a_folder_that_is_no_pack_is_exit_3(words: tuple[object, ...]) -> None:
    done = typed("lint", *words)
    assert (done.code, done.out) == (3, "")
    assert "TR340: there is no such folder" in done.err


def idle(folder: Path, accepted: str = "") -> Path:
    """Copy the pack without a defect, but for a fact that nothing uses."""
    copied(folder)
    for name, more in (("facts/claim.yaml", IDLE), ("pack.yaml", accepted)):
        path = folder / name
        path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    return folder


def test_a_finding_is_shown_with_what_its_code_is_called(tmp_path: Path) -> None:
    done = typed("lint", idle(tmp_path))
    assert done.code == 1
    assert done.out.splitlines()[2:8] == [
        "facts/claim.yaml:20:3: TR851: nothing uses the fact `claim.idle`",
        "  20 |   idle: {type: bool, label: {zh: 闲, en: idle}}",
        "     |   ^^^^",
        "  fix: delete it, or use it where it was meant to be used",
        "  释义: 没有用到的事实",
        "",
    ]


def test_an_accepted_finding_is_told_and_counts_for_nothing(tmp_path: Path) -> None:
    done = typed("lint", idle(tmp_path, ACCEPTED), "--lang", "en")
    assert done.code == 0
    assert done.out.splitlines()[0] == "No problem found"
    assert "· facts/claim.yaml:20:3: TR851: nothing uses the fact" in done.out
    assert "accepted kept for callers" in done.out
    assert "0 undecided, 1 accepted." in done.out


def test_what_is_undecided_is_said_and_counts_for_nothing(tmp_path: Path) -> None:
    pack = written.pack(tmp_path, rule=UNDECIDED)
    done = typed("lint", pack, "--format", "json")
    first, second = json.loads(done.out)["undecided"]
    assert (first["code"], first["file"], first["line"]) == ("TR842", "rule.yaml", 6)
    assert (second["code"], second["line"]) == ("TR843", 8)
    assert first["why"].startswith("more cells than are tried")
    text = typed("lint", pack, "--lang", "en").out
    assert "\nUndecided: 2\n" in text
    assert "rule.yaml:6:5: TR842: it isn't decided whether there are cases" in text
    assert typed("lint", pack, "--format", "github").out.count("::notice ") == 2


def test_json_counts_the_verdicts(tmp_path: Path) -> None:
    found = json.loads(typed("lint", idle(tmp_path), "--format", "json").out)
    assert found["checks"]["TR851"] == {"proven": 1, "disproven": 13, "undecided": 0}
    assert found["checks"]["TR862"] == {"proven": 0, "disproven": 8, "undecided": 0}
    assert (found["undecided"], found["accepted"]) == ([], [])


def test_json_tells_what_is_accepted_and_why(tmp_path: Path) -> None:
    pack = idle(tmp_path, ACCEPTED)
    found = json.loads(typed("lint", pack, "--format", "json").out)
    (one,) = found["accepted"]
    assert found["problems"] == []
    assert one["accepted"] == {"zh": "留给调用者", "en": "kept for callers"}
    assert (one["code"], one["line"]) == ("TR851", 20)


def sarif(*words: object) -> Any:
    log = json.loads(typed("lint", *words, "--format", "sarif").out)
    Draft202012Validator(LOG).validate(log)
    return log["runs"][0]


def test_sarif_tells_a_finding_at_its_place(tmp_path: Path) -> None:
    run = sarif(idle(tmp_path))
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]] == {
        "id": "TR851",
        "shortDescription": {"text": "a fact that nothing uses 没有用到的事实"},
    }
    assert (result["kind"], result["level"]) == ("fail", "error")
    assert result["message"]["text"] == (
        "nothing uses the fact `claim.idle`\n"
        "fix: delete it, or use it where it was meant to be used"
    )
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == f"file://{tmp_path}/facts/claim.yaml"
    assert place["region"] == {
        "startLine": 20,
        "startColumn": 3,
        "endColumn": 7,
        "snippet": {"text": IDLE.rstrip()},
    }


def test_sarif_suppresses_what_is_accepted(tmp_path: Path) -> None:
    (result,) = sarif(idle(tmp_path, ACCEPTED))["results"]
    assert result["suppressions"] == [
        {"kind": "external", "justification": "kept for callers 留给调用者"}
    ]


def test_sarif_of_what_is_undecided_is_open(tmp_path: Path) -> None:
    results = sarif(written.pack(tmp_path, rule=UNDECIDED))["results"]
    open_ = [one["ruleId"] for one in results if one["kind"] == "open"]
    assert open_ == ["TR842", "TR843"]


def test_sarif_of_a_pack_that_can_not_be_loaded(broken: Path) -> None:
    run = sarif(broken)
    (result,) = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]] == {"id": "TR210"}


def test_sarif_names_files_from_where_it_runs() -> None:
    (first, *_) = sarif(SMALL)["results"]
    place = first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "tests/fixtures/small/facts/acts.yaml"


def test_sarif_names_the_files_of_every_pack(scenarios: Path) -> None:
    further = _claiming(_as_pack(scenarios), "sound-act art 9")
    named = further / "claim.scenario.yaml"
    named.write_text(SCENARIO.replace("paid: false", "payed: false"), "utf-8")
    results = sarif(SOUND, "--extend", further)["results"]
    places = [
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in results
    ]
    assert f"file://{named}" in places
    assert f"file://{further}/claims.yaml" in places


def test_a_problem_of_no_file_has_no_place() -> None:
    placed = Problem("TR343", "larger than is read", span=Span("a.yaml", 1, 1))
    found = Found([Problem("TR701", "a day outside the calendar"), placed])
    log = sarif_log(found, {"a.yaml": "a b.yaml"}, {}, "0")
    Draft202012Validator(LOG).validate(log)
    bare, other = log["runs"][0]["results"]
    assert "locations" not in bare
    assert other["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b.yaml"},
        "region": {"startLine": 1, "startColumn": 1, "endColumn": 2},
    }
    first, *_ = annotations(found, {"a.yaml": "a b.yaml"})
    assert first.startswith("::error title=TR701::a day")


def test_annotations_are_commands_of_github(tmp_path: Path) -> None:
    done = typed("lint", idle(tmp_path), "--format", "github")
    assert done.code == 1
    assert done.out.splitlines() == [
        (
            f"::error file={tmp_path}/facts/claim.yaml,line=20,col=3,endColumn=7,"
            "title=TR851::nothing uses the fact `claim.idle`"
            "%0Afix: delete it, or use it where it was meant to be used"
        ),
        "telcorules lint: 1 problems, 0 undecided, 0 accepted",
    ]


def test_what_would_end_a_command_is_escaped() -> None:
    span = Span("a,b:c.yaml", 1, 2, 3)
    problem = Problem("TR831", "100 %\nsure", span=span)
    first, last = annotations(Found([problem]), {"a,b:c.yaml": "a,b:c.yaml"})
    assert first == (
        "::error file=a%2Cb%3Ac.yaml,line=1,col=2,endColumn=5,title=TR831"
        "::100 %25%0Asure"
    )
    assert last == "telcorules lint: 1 problems, 0 undecided, 0 accepted"


def test_a_scenario_that_states_what_there_is_not_is_a_problem(tmp_path: Path) -> None:
    path = copied(tmp_path) / "scenarios/venue.scenario.yaml"
    path.write_text(path.read_text("utf-8").replace("lines: 4", "line: 4"), "utf-8")
    done = typed("lint", tmp_path, "--lang", "en")
    assert done.code == 1
    assert "TR510: claim.line: unknown fact `claim.line`" in done.out
    assert "TR862: no scenario tries `claim.venue`" in done.out


def test_progress_goes_to_a_terminal_alone() -> None:
    assert typed("lint", SOUND).err == ""
