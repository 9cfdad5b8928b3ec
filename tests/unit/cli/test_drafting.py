from pathlib import Path

from tests.unit.cli.typing_in import typed

SERVICE = Path(__file__).parents[2] / "fixtures/service"


def test_boundary_cases_come_as_a_scenario_file(tmp_path: Path) -> None:
    done = typed("scenarios", "new", "ticket.answer", "--pack", SERVICE)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("# 预期结果由引擎算出")
    assert lines[1].startswith("# What is expected is what the engine answered")
    assert lines[2:4] == ["scenarios: ticket.answer", "cases:"]
    path = tmp_path / "new.scenario.yaml"
    path.write_text(done.out, encoding="utf-8")
    run = typed("test", path, "--pack", SERVICE)
    assert run.code == 0
    assert "其中5个还没有人确认（unconfirmed: true），不能算作测试。" in run.out


def test_a_rule_without_a_boundary_is_said_to_have_none() -> None:
    done = typed("scenarios", "new", "ticket.no-refusal", "--pack", SERVICE)
    assert (done.code, done.out) == (2, "")
    assert "TR621: `ticket.no-refusal` has no limit and no condition" in done.err


def test_the_group_has_its_own_help() -> None:
    done = typed("scenarios", "--help")
    assert done.code == 0
    assert "new" in done.out
