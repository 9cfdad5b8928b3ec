import json
from pathlib import Path

import pytest

from tests.unit.cli.typing_in import typed

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
    done = typed("lint", SMALL, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "No problem found"


def test_the_bundled_pack_is_clean() -> None:
    assert typed("lint").out.startswith("没有发现问题\n")


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


@pytest.mark.parametrize("words", [("nowhere",), (SMALL, "--extend", "nowhere")])
def test_a_folder_that_is_no_pack_is_exit_3(words: tuple[object, ...]) -> None:
    done = typed("lint", *words)
    assert (done.code, done.out) == (3, "")
    assert "TR340: there is no such folder" in done.err


def test_the_bundled_scenarios_hold() -> None:
    done = typed("test", "--lang", "en")
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


def test_claims_that_cite_what_there_is_are_clean(broken: Path) -> None:
    rule = broken / "rules/papers.yaml"
    rule.write_text(rule.read_text("utf-8").replace("claim.nam)", "claim.name)"))
    assert typed("lint", _claiming(broken, "small-act art 1")).code == 0


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
