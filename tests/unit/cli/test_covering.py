import json
from pathlib import Path

import pytest

from tests.unit.cli.typing_in import typed

SMALL = Path(__file__).parents[2] / "fixtures/small"
SCENARIOS = """\
scenarios: claim.admission
cases:
  unpaid:
    title: {zh: 未付, en: unpaid}
    as_of: 2026-11-21
    case: {claim: {paid: false}}
    expect: {claim.admission: {outcome: inadmissible}}
"""


@pytest.fixture
def scenarios(tmp_path: Path) -> Path:
    (tmp_path / "claim.scenario.yaml").write_text(SCENARIOS, encoding="utf-8")
    return tmp_path


def test_each_condition_is_shown_under_its_article(scenarios: Path) -> None:
    done = typed("test", "--coverage", "--pack", SMALL, scenarios, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert lines[0].startswith("values of conditions met: ")
    assert "article condition true false unknown" in lines
    assert any("claim.admission paid (" in line and "✗ 1 ✗" in line for line in lines)


def test_json_names_the_scenarios(scenarios: Path) -> None:
    asked = ("test", "--coverage", "--pack", SMALL, scenarios, "--format", "json")
    done = typed(*asked)
    found = json.loads(done.out)
    conditions = [one for each in found["articles"] for one in each["conditions"]]
    paid = next(one for one in conditions if one["false"])
    assert paid["false"] == ["claim.scenario.yaml unpaid"]
    assert paid["missing"] == ["true", "unknown"]
    assert 0 < found["share"] < 100
    assert found["complete"] == 0 < found["conditions"]


def test_too_little_fails(scenarios: Path) -> None:
    asked = ("test", "--coverage", "--pack", SMALL, scenarios, "--fail-under")
    assert typed(*asked, 99).code == 1
    assert typed(*asked, 0).code == 0


def test_scenarios_that_fail_are_shown_instead(scenarios: Path) -> None:
    path = scenarios / "claim.scenario.yaml"
    wrong = SCENARIOS.replace("inadmissible", "admissible")
    path.write_text(wrong, encoding="utf-8")
    done = typed("test", "--coverage", "--pack", SMALL, scenarios)
    assert done.code == 1
    assert "不成立" in done.out
