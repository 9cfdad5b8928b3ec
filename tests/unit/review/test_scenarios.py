from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

import telcorules
from telcorules.errors import PackError
from telcorules.evaluation.rulebook import Rulebook
from telcorules.review.scenarios import (
    Mismatch,
    Report,
    Scenario,
    check,
    read_scenarios,
    run,
)

BOOK = telcorules.load()
HEAD = """\
scenarios: operator.reply
given:
  operator_complaint: {filed_on: 2026-10-08, replied_on: not-yet}
cases:
"""


def one(expect: str, *, case: str = "{}", readings: str = "{}") -> str:
    """Return a file with one scenario that expects something."""
    return HEAD + dedent(
        f"""\
        #
          only-one:
            title: {{zh: 一例, en: one}}
            as_of: 2026-11-21
            readings: {readings}
            case: {case}
            expect: {expect}
        """
    ).removeprefix("#\n")


def written(folder: Path, text: str, name: str = "a") -> Path:
    path = folder / f"{name}.scenario.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def scenario(folder: Path, expect: str, **more: str) -> Scenario:
    (found,) = read_scenarios(written(folder, one(expect, **more)), folder)
    return found


def report(folder: Path, expect: str, **more: str) -> Report:
    return check(BOOK, scenario(folder, expect, **more))


def mismatches(folder: Path, expect: str, **more: str) -> list[str]:
    return [str(one) for one in report(folder, expect, **more).mismatches]


def refusal(folder: Path, expect: str, **more: str) -> str:
    with pytest.raises(PackError) as caught:
        report(folder, expect, **more)
    (problem,) = caught.value.problems
    assert problem.span is not None
    fix = f" / {problem.hint}" if problem.hint else ""
    return f"{problem.span}: {problem.code}: {problem.message}{fix}"


class TestReading:
    def test_takes_all_that_a_scenario_states(self, tmp_path: Path) -> None:
        found = scenario(
            tmp_path,
            "{operator.reply: {status: overdue}}",
            case="{respondent: {province: 河南}}",
            readings="{local-regulation: local}",
        )
        assert (found.id, found.rule, found.title.en, found.as_of) == (
            "only-one",
            "operator.reply",
            "one",
            date(2026, 11, 21),
        )
        assert found.readings == {"local-regulation": "local"}
        assert found.expect == {"operator.reply": {"status": "overdue"}}
        assert str(found.span) == "a.scenario.yaml:5:3"

    def test_lays_a_case_over_what_is_given(self, tmp_path: Path) -> None:
        case = (
            "{operator_complaint: {replied_on: 2026-10-09}, report: {real_name: true}}"
        )
        found = scenario(tmp_path, "{notes: []}", case=case)
        assert found.case == {
            "operator_complaint": {
                "filed_on": date(2026, 10, 8),
                "replied_on": date(2026, 10, 9),
            },
            "report": {"real_name": True},
        }

    def test_leaves_what_is_given_to_the_others(self, tmp_path: Path) -> None:
        first = one("{notes: []}", case="{operator_complaint: {replied_on: null}}")
        second = one("{notes: []}").removeprefix(HEAD).replace("only-one", "second")
        found = read_scenarios(written(tmp_path, first + second))
        assert [each.case["operator_complaint"]["replied_on"] for each in found] == [
            None,
            "not-yet",
        ]

    def test_refuses_another_kind_of_file(self, tmp_path: Path) -> None:
        path = written(tmp_path, "oddities: {}\n")
        with pytest.raises(PackError) as caught:
            read_scenarios(path, tmp_path)
        assert str(caught.value) == (
            "a.scenario.yaml:1:1: TR801: a file named .scenario.yaml holds scenarios\n"
            "   1 | oddities: {}\n"
            "     | ^^^^^^^^^^^^\n"
            "  fix: begin with `scenarios: <rule id>`"
        )

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            (one("{notes: []}", case="{report: 5}"), "a.scenario.yaml:9:20"),
            (
                one("{notes: []}")
                .replace("  operator_complaint: {", "  report: [", 1)
                .replace("not-yet}", "not-yet]", 1)
                .replace("filed_on: 2026-10-08, replied_on: not-yet", "1", 1),
                "a.scenario.yaml:3:11",
            ),
        ],
    )
    def test_refuses_a_section_without_facts(
        self, tmp_path: Path, text: str, place: str
    ) -> None:
        with pytest.raises(PackError) as caught:
            read_scenarios(written(tmp_path, text), tmp_path)
        (problem,) = caught.value.problems
        assert (str(problem.span), problem.code, problem.message) == (
            place,
            "TR802",
            "`report` takes a mapping of facts",
        )


class TestChecking:
    @pytest.mark.parametrize(
        "expect",
        [
            "{operator.reply: {status: overdue}}",
            "{operator.reply: {due: 2026-10-23, firm: true, settled_by: null}}",
            "{operator.reply: {limit: 15 days, trigger: 2026-10-08}}",
            "{operator.reply: {contested: [{choice: local}]}}",
            (
                "{operator.reply: {contested: [{reading: local-regulation, "
                "choice: local, status: unknown, due: null}]}}"
            ),
            "{appeal.admission: {outcome: undetermined, hypothetical: true}}",
            "{appeal.admission: {conditions: {complained-first: true}}}",
            "{appeal.admission: {failed: []}}",
            "{appeal.materials: {complete: null, items: {dated: unknown}}}",
            "{report.venue: {outcome: undetermined, value: null}}",
            "{notes: []}",
            "{notes: null}",
        ],
    )
    def test_passes_what_came_as_stated(self, tmp_path: Path, expect: str) -> None:
        assert report(tmp_path, expect).passed is True

    def test_compares_all_candidates(self, tmp_path: Path) -> None:
        passed = report(
            tmp_path,
            "{report.venue: {candidates: [ca-130000, ca-110000]}}",
            case="{report: {act_provinces: [河北, 北京]}}",
        )
        assert passed.mismatches == ()

    @pytest.mark.parametrize(
        ("expect", "said"),
        [
            (
                "{operator.reply: {status: running}}",
                "operator.reply status: expected running, came overdue",
            ),
            (
                "{operator.reply: {due: 2026-10-24}}",
                "operator.reply due: expected 2026-10-24, came 2026-10-23",
            ),
            (
                "{operator.reply: {firm: 1}}",
                "operator.reply firm: expected 1, came True",
            ),
            (
                "{operator.reply: {contested: []}}",
                (
                    "operator.reply contested: expected [], came [{'reading': "
                    "'local-regulation', 'choice': 'local', 'status': 'unknown', "
                    "'due': None}]"
                ),
            ),
            (
                "{operator.reply: {contested: [{choice: national}]}}",
                (
                    "operator.reply contested: expected [{'choice': 'national'}], "
                    "came [{'choice': 'local'}]"
                ),
            ),
            (
                "{operator.reply: {contested: [{chosen: local}]}}",
                (
                    "operator.reply contested: expected [{'chosen': 'local'}], "
                    "came [{'chosen': None}]"
                ),
            ),
            (
                "{operator.reply: {contested: [local]}}",
                (
                    "operator.reply contested: expected ['local'], came [{'reading': "
                    "'local-regulation', 'choice': 'local', 'status': 'unknown', "
                    "'due': None}]"
                ),
            ),
            (
                "{operator.reply: {contested: local}}",
                (
                    "operator.reply contested: expected local, came [{'reading': "
                    "'local-regulation', 'choice': 'local', 'status': 'unknown', "
                    "'due': None}]"
                ),
            ),
            (
                "{appeal.admission: {conditions: {direct-interest: true}}}",
                (
                    "appeal.admission direct-interest: expected True, came None\n"
                    "    《电信用户申诉处理办法》第十条第（一）项"
                ),
            ),
            (
                "{appeal.materials: {items: {dated: present}}}",
                "appeal.materials dated: expected present, came unknown",
            ),
            (
                "{notes: [future-appeal]}",
                "notes: expected ['future-appeal'], came []",
            ),
        ],
    )
    def test_says_what_came_instead(
        self, tmp_path: Path, expect: str, said: str
    ) -> None:
        assert mismatches(tmp_path, expect) == [said]

    def test_says_all_of_it(self, tmp_path: Path) -> None:
        expect = "{operator.reply: {status: met, due: 2026-10-24}, notes: [x]}"
        found = report(tmp_path, expect)
        assert (found.passed, len(found.mismatches)) == (False, 3)

    def test_takes_the_readings_it_states(self, tmp_path: Path) -> None:
        said = mismatches(
            tmp_path,
            "{operator.reply: {limit: 5 working days}}",
            case="{respondent: {province: 河南}}",
            readings="{local-regulation: local}",
        )
        assert said == []


class TestRefusals:
    @pytest.mark.parametrize(
        ("expect", "said"),
        [
            (
                "{operator.rely: {}}",
                (
                    "TR610: there is no rule `operator.rely` "
                    "/ did you mean `operator.reply`?"
                ),
            ),
            (
                "{operator.reply: {state: overdue}}",
                "TR803: `operator.reply` has no `state` / did you mean `status`?",
            ),
            (
                "{operator.reply: overdue}",
                "TR803: `operator.reply` has no `overdue` / did you mean `due`?",
            ),
            (
                "{appeal.materials: later}",
                (
                    "TR803: `appeal.materials` has no `later` "
                    "/ there are: kind, complete, items"
                ),
            ),
            (
                '{"report.v*": {}}',
                (
                    "TR610: there is no rule in this decision `report.v*` "
                    "/ did you mean `report.venue`?"
                ),
            ),
            (
                "{appeal.admission: {conditions: {direct-intrest: true}}}",
                (
                    "TR803: `appeal.admission` has no `direct-intrest` "
                    "/ did you mean `direct-interest`?"
                ),
            ),
            (
                "{appeal.materials: {items: {date: present}}}",
                "TR803: `appeal.materials` has no `date` / did you mean `dated`?",
            ),
        ],
    )
    def test_of_what_there_isnt_to_expect(
        self, tmp_path: Path, expect: str, said: str
    ) -> None:
        assert refusal(tmp_path, expect) == f"a.scenario.yaml:5:3: {said}"

    @pytest.mark.parametrize("part", ["conditions", "items"])
    def test_of_parts_that_are_no_mapping(self, tmp_path: Path, part: str) -> None:
        rule = {"conditions": "appeal.admission", "items": "appeal.materials"}[part]
        said = refusal(tmp_path, f"{{{rule}: {{{part}: [dated]}}}}")
        assert said == (
            f"a.scenario.yaml:5:3: TR804: `{part}` of `{rule}` takes a mapping "
            f"/ write {part}: {{name: value}}"
        )

    @pytest.mark.parametrize("notes", ["future-appeal", "[1]", "{}"])
    def test_of_notes_that_are_no_list_of_ids(self, tmp_path: Path, notes: str) -> None:
        assert refusal(tmp_path, f"{{notes: {notes}}}") == (
            "a.scenario.yaml:5:3: TR804: `notes` takes the ids of notes "
            "/ write notes: [the-id], or notes: []"
        )

    def test_of_facts_there_arent(self, tmp_path: Path) -> None:
        said = refusal(tmp_path, "{notes: []}", case="{report: {name: true}}")
        assert said.startswith(
            "a.scenario.yaml:5:3: TR510: report.name: unknown fact `report.name` / "
        )

    def test_of_readings_there_arent(self, tmp_path: Path) -> None:
        said = refusal(tmp_path, "{notes: []}", readings="{duty: roll}")
        assert said.startswith(
            "a.scenario.yaml:5:3: TR610: there is no reading `duty` / there are: "
        )


class TestRunning:
    def test_takes_files_and_cases_in_order(self, tmp_path: Path) -> None:
        second = one("{notes: []}").replace("only-one", "of-b")
        written(tmp_path, second, "b")
        written(tmp_path, one("{notes: [x]}"), "a")
        told = [
            (each.scenario.id, str(each.scenario.span), each.passed)
            for each in run(BOOK, tmp_path)
        ]
        assert told == [
            ("only-one", "a.scenario.yaml:5:3", False),
            ("of-b", "b.scenario.yaml:5:3", True),
        ]

    def test_of_nothing_reports_nothing(self, tmp_path: Path) -> None:
        assert run(BOOK, tmp_path) == []

    def test_follows_the_rulebook_given(self, tmp_path: Path) -> None:
        written(tmp_path, one("{operator.reply: {contested: []}}"))
        local: Rulebook = BOOK.under({"local-regulation": "local"})
        (told,) = run(local, tmp_path)
        expected: Any = [{"choice": "national", "reading": "local-regulation"}]
        (mismatch,) = told.mismatches
        assert [
            {key: each[key] for key in ("choice", "reading")}
            for each in mismatch.actual
        ] == expected


def test_a_mismatch_without_a_basis_is_one_line() -> None:
    assert str(Mismatch("x", 1, 2)) == "x: expected 1, came 2"
