"""Scenarios as tests: collected, told in words, light while there are none."""

import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from textwrap import dedent

import pytest

import telcorules
from telcorules.language.packs import bundled
from telcorules.testing import pytest_items

SMALL = Path(__file__).parents[2] / "fixtures/small"
OPERATOR = bundled() / "policy/operator-a"
REPLY = """\
scenarios: operator.reply
given:
  operator_complaint: {filed_on: 2026-10-08, replied_on: not-yet}
cases:
  over:
    title: {zh: 十五日已过, en: the fifteen days are over}
    as_of: 2026-11-21
    expect: {operator.reply: {status: overdue, due: 2026-10-23}}
"""
WRONG = (
    REPLY
    + """\
  tenth-day:
    title: {zh: 第十日, en: the tenth day}
    as_of: 2026-10-18
    case:
      dispute: {nature: charging, occurred_on: 2026-01-05}
    expect:
      appeal.admission: {outcome: admissible}
"""
)
CLAIM = """\
scenarios: claim.admission
cases:
  unpaid:
    title: {zh: 未付, en: unpaid}
    as_of: 2026-11-21
    case: {claim: {paid: false}}
    expect: {claim.admission: {conditions: {paid: false}}}
"""

telcorules.load()  # once, not in each of the runs inside this process


def write(pytester: pytest.Pytester, name: str, text: str) -> Path:
    path = pytester.path / f"{name}.scenario.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def run(pytester: pytest.Pytester, *words: str) -> pytest.RunResult:
    """Run pytest inside this process, as strict as this project is."""
    strict = ("-W", "error", "-p", "no:cacheprovider", "--strict-markers")
    return pytester.runpytest_inprocess(*strict, *words)


class TestCollecting:
    def test_makes_each_scenario_a_test(self, pytester: pytest.Pytester) -> None:
        write(pytester, "reply", WRONG)
        done = run(pytester, "--collect-only", "-q")
        assert done.outlines[:2] == [
            "reply.scenario.yaml::over",
            "reply.scenario.yaml::tenth-day",
        ]

    def test_leaves_other_files_alone(self, pytester: pytest.Pytester) -> None:
        write(pytester, "reply", REPLY).rename(pytester.path / "reply.yaml")
        assert run(pytester).ret is pytest.ExitCode.NO_TESTS_COLLECTED

    def test_selects_by_the_rule(self, pytester: pytest.Pytester) -> None:
        write(pytester, "reply", REPLY)
        write(pytester, "answer", REPLY.replace("operator.reply\n", "appeal.answer\n"))
        for words in (
            ("-m", "telcorules(rule='operator.reply')"),
            ("-k", "operator.reply"),
        ):
            run(pytester, *words).assert_outcomes(passed=1, deselected=1)
        run(pytester, "-m", "not telcorules").assert_outcomes(deselected=2)

    def test_runs_in_two_processes(self, pytester: pytest.Pytester) -> None:
        write(pytester, "claim", CLAIM)
        write(pytester, "wrong", CLAIM.replace("paid: false}}}", "paid: true}}}"))
        words = ("-n", "2", "-W", "error", "--telcorules-pack", str(SMALL))
        done = pytester.runpytest_subprocess(*words)
        done.assert_outcomes(passed=1, failed=1)
        done.stdout.fnmatch_lines(["claim.admission paid", "  came: false"])


class TestFailures:
    def test_are_told_in_words(self, pytester: pytest.Pytester) -> None:
        write(pytester, "reply", WRONG)
        done = run(pytester)
        done.assert_outcomes(passed=1, failed=1)
        lines = done.outlines
        first = lines.index("The tenth day  (reply.scenario.yaml:9:3)")
        assert "appeal.admission: tenth-day" not in lines[first - 1]
        assert "operator.reply: tenth-day" in lines[first - 1]
        assert lines[first + 2 : first + 5] == [
            "appeal.admission outcome",
            "  expected: admissible",
            "  came: inadmissible",
        ]
        assert lines[first + 5] == "  because `time-barred` holds"
        assert lines[first + 7 : first + 9] == [
            "    facts: dispute.nature = charging, dispute.occurred_on = 2026-01-05",
            (
                "    basis: Measures on Handling Appeals of Telecommunications Users,"
                " art. 11(1) [content checked]"
            ),
        ]

    @pytest.mark.parametrize("how", ["typed", "stated"])
    def test_are_told_in_chinese(self, pytester: pytest.Pytester, how: str) -> None:
        write(pytester, "reply", WRONG)
        words = ["--telcorules-lang", "zh"] if how == "typed" else []
        pytester.makeini("[pytest]\ntelcorules_lang = zh" if not words else "[pytest]")
        lines = run(pytester, *words).outlines
        first = lines.index("第十日  (reply.scenario.yaml:9:3)")
        assert lines[first + 3 : first + 6] == [
            "  应为：admissible",
            "  实为：inadmissible",
            "  因为 `time-barred` 成立",
        ]

    def test_show_no_way_through_the_library(self, pytester: pytest.Pytester) -> None:
        write(pytester, "reply", WRONG)
        assert ".py" not in run(pytester, "-q", "--no-header").stdout.str()


class TestMistakes:
    def test_in_a_file_are_told_with_their_place(
        self, pytester: pytest.Pytester
    ) -> None:
        write(pytester, "reply", REPLY.replace("as_of: 2026-11-21", "as_of: 2026-1-5"))
        done = run(pytester)
        done.assert_outcomes(errors=1)
        done.stdout.fnmatch_lines(["reply.scenario.yaml:7:12: TR*"])
        assert ".py" not in done.stdout.str().partition("ERRORS")[2]

    def test_in_what_is_expected_are_told_too(self, pytester: pytest.Pytester) -> None:
        write(pytester, "reply", REPLY.replace("{status:", "{statu:"))
        done = run(pytester)
        done.assert_outcomes(failed=1)
        done.stdout.fnmatch_lines(
            ["reply.scenario.yaml:5:3: TR803: `operator.reply` has no `statu`"]
        )

    def test_of_a_pack_are_told_once_a_file(self, pytester: pytest.Pytester) -> None:
        (pytester.path / "pack.yaml").write_text("pack: 5\n")
        write(pytester, "one", REPLY)
        write(pytester, "two", REPLY)
        done = run(pytester)
        done.assert_outcomes(errors=2)
        assert done.stdout.str().count("pack.yaml:1:7: TR305") >= 2

    def test_of_the_library_keep_their_traceback(
        self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(pytester, "reply", REPLY)

        def broken(*_: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(pytest_items, "check", broken)
        done = run(pytester)
        done.assert_outcomes(failed=1)
        done.stdout.fnmatch_lines(["E*ZeroDivisionError"])
        monkeypatch.setattr(pytest_items, "read_scenarios", broken)
        done = run(pytester)
        done.assert_outcomes(errors=1)
        done.stdout.fnmatch_lines(["E*ZeroDivisionError"])


class TestThePack:
    def test_is_the_one_in_which_a_file_lies(self, pytester: pytest.Pytester) -> None:
        copytree(SMALL, pytester.path, dirs_exist_ok=True)
        write(pytester, "scenarios/claim", CLAIM)
        run(pytester, "scenarios").assert_outcomes(passed=1)

    def test_is_laid_over_the_one_around_it(self, pytester: pytest.Pytester) -> None:
        copytree(SMALL, pytester.path, dirs_exist_ok=True)
        head = (SMALL / "pack.yaml").read_text("utf-8").replace("small", "inner", 1)
        rule = (SMALL / "rules/papers.yaml").read_text("utf-8")
        write(pytester, "more/deep/claim", CLAIM)
        (pytester.path / "more/pack.yaml").write_text(head, "utf-8")
        rule = rule.replace("kind:", "overrides: true\nkind:", 1)
        (pytester.path / "more/papers.yaml").write_text(rule, "utf-8")
        run(pytester, "more").assert_outcomes(passed=1)

    def test_can_be_typed(self, pytester: pytest.Pytester) -> None:
        write(pytester, "claim", CLAIM)
        run(pytester).assert_outcomes(failed=1)
        run(pytester, "--telcorules-pack", str(SMALL)).assert_outcomes(passed=1)

    def test_can_be_stated(self, pytester: pytest.Pytester) -> None:
        write(pytester, "tests/claim", CLAIM)
        (pytester.path / "ours").symlink_to(SMALL)
        pytester.makeini("[pytest]\ntelcorules_pack = ours")
        run(pytester).assert_outcomes(passed=1)

    def test_of_a_company_lies_over_the_law(self, pytester: pytest.Pytester) -> None:
        text = (OPERATOR / "scenarios/records.scenario.yaml").read_text("utf-8")
        count = text.count("as_of:")
        write(pytester, "tests/policy", text)
        run(pytester).assert_outcomes(failed=count)
        (pytester.path / "ours").symlink_to(OPERATOR)
        pytester.makeini("[pytest]\ntelcorules_extend = ours")
        run(pytester, "tests").assert_outcomes(passed=count)

    def test_of_a_company_can_be_typed(self, pytester: pytest.Pytester) -> None:
        write(pytester, "claim", CLAIM)
        words = ("--telcorules-pack", str(SMALL), "--telcorules-extend", "nowhere")
        assert run(pytester, *words).ret is pytest.ExitCode.USAGE_ERROR
        copytree(SMALL, pytester.path / "ours")
        for path in (pytester.path / "ours").rglob("*.yaml"):
            if path.name != "pack.yaml":
                path.unlink()
        words = (*words[:3], "ours")
        run(pytester, *words).assert_outcomes(passed=1)

    def test_that_is_none_is_refused_at_once(self, pytester: pytest.Pytester) -> None:
        write(pytester, "reply", REPLY)
        done = run(pytester, "--telcorules-pack", "nowhere")
        assert done.ret is pytest.ExitCode.USAGE_ERROR
        done.stderr.fnmatch_lines(
            ["ERROR: `*nowhere` holds no pack.yaml, so it is no rule pack; *"]
        )

    def test_a_language_there_is_not_is_refused(
        self, pytester: pytest.Pytester
    ) -> None:
        pytester.makeini("[pytest]\ntelcorules_lang = fr")
        done = run(pytester)
        assert done.ret is pytest.ExitCode.USAGE_ERROR
        done.stderr.fnmatch_lines(["ERROR: telcorules_lang is `en` or `zh`, not `fr`"])


LIGHT = ["telcorules", "telcorules.testing", "telcorules.testing.pytest_plugin"]


class TestWithoutScenarios:
    """A run without scenarios imports the plugin, and nothing else of the library."""

    @pytest.fixture
    def afresh(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        kept = {n: m for n, m in sys.modules.items() if n.startswith("telcorules")}
        for name in kept:
            monkeypatch.delitem(sys.modules, name)
        yield
        for name in [n for n in sys.modules if n.startswith("telcorules")]:
            del sys.modules[name]

    @pytest.mark.usefixtures("afresh")
    def test_the_plugin_imports_no_more_than_itself(self) -> None:
        __import__("telcorules.testing.pytest_plugin")
        assert [n for n in sys.modules if n.startswith("telcorules")] == LIGHT

    def test_a_run_imports_no_more_than_the_plugin(
        self, pytester: pytest.Pytester
    ) -> None:
        pytester.makepyfile(
            dedent(f"""\
                import sys
                def test_all_is_light():
                    found = [n for n in sys.modules if n.startswith("telcorules")]
                    assert found == {LIGHT!r}
            """)
        )
        pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(
            passed=1
        )
