import json
from pathlib import Path

import pytest

from telcorules.language.packs import bundled
from tests.unit.cli.typing_in import typed
from tests.unit.review.analysed import SOUND

SMALL = Path(__file__).parents[2] / "fixtures/small"
SCENARIOS = """\
scenarios: claim.admission
cases:
  holds:
    title: {zh: 成立, en: it holds}
    as_of: 2026-11-21
    case: {claim: {paid: false}}
    expect: {claim.admission: {outcome: inadmissible}}
  fails:
    title: {zh: 不成立, en: it fails}
    as_of: 2026-11-21
    case: {claim: {paid: false}}
    expect: {claim.admission: {outcome: admissible, conditions: {paid: true}}}
"""


@pytest.fixture
def scenarios(tmp_path: Path) -> Path:
    (tmp_path / "claim.scenario.yaml").write_text(SCENARIOS, encoding="utf-8")
    return tmp_path


def test_the_scenarios_of_the_pack_itself_are_run_where_none_are_named() -> None:
    done = typed("test", "--pack", SOUND, "--lang", "en")
    assert done.code == 0
    assert done.out.splitlines()[0].endswith(" scenarios hold")


def test_scenarios_of_the_bundled_pack_hold() -> None:
    done = typed("test", bundled() / "report", "--lang", "en")
    assert done.code == 0
    assert done.out.splitlines()[0].endswith(" scenarios hold")


def test_failing_scenarios_are_shown(scenarios: Path) -> None:
    done = typed("test", scenarios, "--pack", SMALL)
    lines = done.out.splitlines()
    assert (done.code, lines[0]) == (1, "2个情景中1个不成立")
    assert lines[2:10] == [
        "  ✗ 不成立  claim.scenario.yaml:8:3 fails",
        "    哪里 claim.admission outcome",
        "    应为 admissible",
        "    实为 inadmissible",
        "    哪里 claim.admission paid",
        "    应为 True",
        "    实为 False",
        "    依据 《小办法》第二条第一款〔摘要〕",
    ]


def test_json_tells_how_each_scenario_went(scenarios: Path) -> None:
    words = (scenarios / "claim.scenario.yaml", "--pack", SMALL, "--format", "json")
    done = typed("test", *words)
    found = json.loads(done.out)
    assert (done.code, found["passed"], found["failed"]) == (1, 1, 1)
    holds, fails = found["scenarios"]
    assert holds == {
        "id": "holds",
        "rule": "claim.admission",
        "title": {"zh": "成立", "en": "it holds"},
        "place": f"{scenarios}/claim.scenario.yaml:3:3",
        "passed": True,
        "mismatches": [],
    }
    assert fails["mismatches"][0] == {
        "what": "claim.admission outcome",
        "expected": "admissible",
        "actual": "inadmissible",
        "basis": [],
    }
    assert [one["text"] for one in fails["mismatches"][1]["basis"]] == [
        "《小办法》第二条第一款"
    ]


def test_a_folder_without_scenarios_is_exit_2(tmp_path: Path) -> None:
    done = typed("test", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"telcorules: TR618: there are no scenarios in `{tmp_path}`\n"
        "  fix: name a folder that holds files called *.scenario.yaml\n"
    )


def test_a_scenario_that_can_not_be_read_is_exit_3(scenarios: Path) -> None:
    (scenarios / "claim.scenario.yaml").write_text("hello: 1\n")
    done = typed("test", scenarios)
    assert (done.code, done.out) == (3, "")
