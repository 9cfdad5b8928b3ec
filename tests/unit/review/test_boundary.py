"""Drafts of scenarios: both sides of every limit and of every part of a condition."""

from datetime import date
from pathlib import Path

import pytest

from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.law import Wording
from telcorules.review.boundary import drafts, leaves_of
from telcorules.review.drafts import Draft, scenario_file
from telcorules.review.scenarios import read_scenarios, run
from tests.unit.evaluation import written

SERVICE = Path(__file__).parents[2] / "fixtures/service"
ADMISSION = """
    rule: thing.admission
    kind: admission
    governed_by: thing.ended_on
    title: {{zh: 受理, en: admission}}
    versions:
      - from: 2020-01-01
        require:
          c: {{if: '{}', basis: [act art 1]}}
"""


def drafted(book: Rulebook, rule: str) -> list[Draft]:
    return drafts(book, book.program.rules[rule])


def of_condition(
    folder: Path, condition: str
) -> list[tuple[dict[str, object], object]]:
    """Return the facts of each draft of a condition, and what it comes to."""
    book = written.book(folder, rule=ADMISSION.format(condition))
    return [
        (
            {n: v for n, v in one.case["thing"].items() if n != "ended_on"},
            one.expect["thing.admission"]["conditions"]["c"],
        )
        for one in drafted(book, "thing.admission")
    ]


def test_a_limit_has_the_days_around_its_last() -> None:
    found = drafted(load(SERVICE), "ticket.answer")
    assert [(one.id, one.as_of.day, one.expect) for one in found] == [
        (name, day, {"ticket.answer": {"status": status, "due": "2017-09-21"}})
        for name, day, status in (
            ("limit-day-before", 20, "running"),
            ("limit-last-day", 21, "running"),
            ("limit-day-after", 22, "overdue"),
            ("done-last-day", 22, "met"),
            ("done-day-after", 23, "late"),
        )
    ]


def test_a_permission_has_the_days_around_the_first() -> None:
    found = drafted(load(SERVICE), "bill.cut-off")
    told = [(one.id, one.expect["bill.cut-off"]["status"]) for one in found]
    assert told == [
        ("limit-day-before", "waiting"),
        ("limit-first-day", "open"),
        ("limit-day-after", "open"),
        ("done-first-day", "exercised"),
        ("done-day-after", "exercised"),
    ]


def test_each_part_of_a_condition_turns_it_alone(tmp_path: Path) -> None:
    found = of_condition(tmp_path, "thing.good and not thing.fine")
    assert len(found) == 3
    assert ({"good": True, "fine": False}, True) in found
    assert ({"good": False, "fine": False}, False) in found
    assert ({"good": True, "fine": True}, False) in found


def test_a_part_that_compares_days_has_the_days_beside(tmp_path: Path) -> None:
    found = of_condition(tmp_path, 'thing.begun_on >= "2021-03-01"')
    days = {str(facts["begun_on"]): value for facts, value in found}
    assert days["2021-02-28"] is False
    assert (days["2021-03-01"], days["2021-03-02"]) == (True, True)


def test_a_day_long_ago_stays_where_no_nearer_one_does(tmp_path: Path) -> None:
    found = of_condition(tmp_path, 'thing.begun_on < "1950-01-01"')
    assert ({"begun_on": "1900-01-01"}, True) in found


def test_parts_that_hang_together_turn_with_the_fewest_others(tmp_path: Path) -> None:
    found = of_condition(tmp_path, "thing.count > 3 or thing.count > 5")
    assert {value for _, value in found} == {True, False}


def test_names_and_branches_are_looked_into(tmp_path: Path) -> None:
    rule = ADMISSION.format("both or thing.count == 3").replace(
        "        require:",
        "        let: {both: thing.good and thing.fine}\n        require:",
    )
    book = written.book(tmp_path, rule=rule)
    (node,) = book.program.rules["thing.admission"].versions[0].nodes
    sources = [one.source for one in leaves_of(node)]
    assert sources == ["thing.good", "thing.fine", "thing.count == 3"]


def test_a_condition_that_nothing_turns_has_no_case(tmp_path: Path) -> None:
    assert of_condition(tmp_path, "thing.good and not thing.good") == []


@pytest.mark.parametrize("rule", sorted(load(SERVICE).program.rules))
def test_drafts_hold_and_are_marked_as_not_confirmed(tmp_path: Path, rule: str) -> None:
    book = load(SERVICE)
    found = drafted(book, rule)
    if not found:
        assert rule == "ticket.no-refusal"
        return
    path = tmp_path / "new.scenario.yaml"
    path.write_text(scenario_file(rule, found), encoding="utf-8")
    read = read_scenarios(path)
    assert len(read) == len(found)
    assert all(one.unconfirmed for one in read)
    assert all(one.passed for one in run(book, tmp_path))


def test_a_condition_on_which_a_limit_runs_has_the_other_side(tmp_path: Path) -> None:
    rule = """
    rule: thing.end
    kind: deadline
    actor: clerk
    duty: {zh: 办, en: act}
    versions:
      - from: 2020-01-01
        when: thing.good
        since: thing.begun_on
        within: 15 days
        basis: [act art 1]
    """
    found = drafted(written.book(tmp_path, rule=rule), "thing.end")
    assert [(one.id, one.expect["thing.end"]["status"]) for one in found] == [
        ("limit-day-before", "running"),
        ("limit-last-day", "running"),
        ("limit-day-after", "unknown"),  # nothing tells whether it was done
        ("when-false", "not-triggered"),
        ("when-true", "running"),
    ]


def test_a_limit_that_no_case_sets_running_has_no_draft(tmp_path: Path) -> None:
    rule = """
    rule: thing.end
    kind: deadline
    actor: clerk
    duty: {zh: 办, en: act}
    versions:
      - from: 2020-01-01
        when: thing.good and not thing.good
        since: thing.begun_on
        within: 15 days
        basis: [act art 1]
    """
    assert drafted(written.book(tmp_path, rule=rule), "thing.end") == []


def test_texts_are_quoted_where_yaml_would_read_them_otherwise() -> None:
    draft = Draft(
        id="one",
        title=Wording("一", "one"),
        as_of=date(2026, 11, 21),
        readings={"duty-rollover": "strict"},
        case={"thing": {"name": "no", "province": "440000", "days": ["2026-01-01"]}},
        expect={"thing.end": {"due": None, "met": True}},
    )
    assert draft.renamed(2).yaml == (
        "  one-2:\n"
        "    unconfirmed: true\n"
        '    title: {zh: "一", en: one}\n'
        "    as_of: 2026-11-21\n"
        "    readings: {duty-rollover: strict}\n"
        "    case:\n"
        '      thing: {name: "no", province: "440000", days: [2026-01-01]}\n'
        "    expect:\n"
        "      thing.end: {due: null, met: true}\n"
    )
