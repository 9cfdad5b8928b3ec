"""Every slip that a case could notice comes with one that does."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from telcorules.errors import PackError, RequestError
from telcorules.evaluation.context import Context
from telcorules.evaluation.loading import load
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.versions import DeadlineVersion, Version
from telcorules.review.combinations import course_of
from telcorules.review.killing import tell_apart
from telcorules.review.mutation import (
    Mutation,
    Survivor,
    Tally,
    Verdict,
    refuse_failing,
    score,
)
from tests.unit.evaluation import written

SERVICE = Path(__file__).parents[2] / "fixtures/service"
SIMPLE = [
    "plea.admission",
    "plea.papers",
    "plea.reasons",
    "repair.mend",
    "ticket.answer",
    "ticket.no-refusal",
    "works.notice",
    "message.forwarding",
    "bill.cut-off",
    "bill.late-connection",
]


def survivors(folder: Path, unit: str) -> tuple[Survivor, ...]:
    return Mutation(load(folder)).of(unit).survivors


def pasted(rule: str, found: tuple[Survivor, ...]) -> str:
    """Return a scenario file with the cases found, confirmed, each with its own id."""
    cases = [one.scenario for one in found if one.verdict is Verdict.KILLABLE]
    renamed = [
        f"  case-{number}:\n" + text.split("\n", 1)[1]
        for number, text in enumerate(cases)
    ]
    text = "".join(renamed).replace("    unconfirmed: true\n", "")
    return f"scenarios: {rule}\ncases:\n{text}"


@pytest.mark.parametrize("rule", SIMPLE)
def test_the_cases_found_hold_and_notice_the_slips(tmp_path: Path, rule: str) -> None:
    folder = copytree(SERVICE, tmp_path / "service")
    found = survivors(folder, rule)
    assert not [one for one in found if one.verdict is Verdict.NO_CASE]
    cases = folder / "found.scenario.yaml"
    cases.write_text(pasted(rule, found), encoding="utf-8")
    refuse_failing(load(folder))
    left = survivors(folder, rule)
    assert {one.verdict for one in left} <= {Verdict.EQUIVALENT}
    assert len(left) == sum(one.verdict is Verdict.EQUIVALENT for one in found)


CHOICE = """
    rule: thing.way
    kind: choice
    pick: {pick}
    title: {{zh: 途径, en: way}}
    versions:
      - from: 2000-01-01
        let: {{begun: thing.begun_on <= as_of}}
        rows:
          - if: begun and thing.good
            value: '"clerk"'
            otherwise: {{zh: 不, en: not here}}
            opens: thing.begun_on + "5 days"
            closes: last_day(thing.begun_on, "2 months", roll="strict")
            barred:
              {{if: thing.fine, reason: {{zh: 不, en: barred}}, basis: [act art 1]}}
            basis: [act art 1]
          - {{if: begun and thing.count > 3, value: '"desk"', basis: [act art 1]}}
          - {{if: '"440000" in thing.places', value: '"centre"', basis: [act art 1]}}
"""
BODIES = written.AUTHORITIES + "      desk: {label: {zh: 窗口, en: desk}}\n"


@pytest.mark.parametrize("pick", ["all", "first"])
def test_so_do_those_of_choices_that_close(tmp_path: Path, pick: str) -> None:
    rule = CHOICE.format(pick=pick)
    folder = written.pack(tmp_path / "pack", rule=rule, authorities=BODIES)
    found = survivors(folder, "thing.way")
    text = pasted("thing.way", found)
    (folder / "found.scenario.yaml").write_text(text, encoding="utf-8")
    refuse_failing(load(folder))
    assert len(found) > 30
    left = [(one.sort, one.was, one.now) for one in survivors(folder, "thing.way")]
    assert left == [("pick", pick, "one")][: len(left)]


def test_what_an_earlier_row_hides_is_not_found(tmp_path: Path) -> None:
    rule = """
    rule: thing.way
    kind: choice
    pick: first
    title: {zh: 途径, en: way}
    versions:
      - from: 2020-01-01
        rows:
          - {value: '"clerk"', basis: [act art 1]}
          - {if: thing.good, value: '"centre"', basis: [act art 1]}
    """
    found = Mutation(written.book(tmp_path, rule=rule)).of("thing.way").survivors
    (dropped,) = [one for one in found if one.was == "if: thing.good"]
    assert dropped.verdict is Verdict.EQUIVALENT


def test_a_day_on_which_another_version_says_the_same_otherwise(tmp_path: Path) -> None:
    rule = """
    rule: thing.admission
    kind: admission
    governed_by: thing.ended_on
    title: {zh: 受理, en: admission}
    versions:
      - from: 2020-01-01
        require: {c: {if: thing.good, basis: [act art 1]}}
      - from: 2022-01-01
        require: {c: {if: thing.good or thing.good, basis: [act art 1]}}
    """
    found = Mutation(written.book(tmp_path, rule=rule)).of("thing.admission").survivors
    dates = [one.verdict for one in found if one.was == "2022-01-01"]
    assert dates == [Verdict.EQUIVALENT] * 2


@pytest.mark.parametrize("start", ["2001-01-01", "2025-11-02", "2026-04-15"])
def test_a_slip_that_shows_past_a_leap_day_alone_is_found(
    tmp_path: Path, start: str
) -> None:
    rule = f"""
    rule: thing.admission
    kind: admission
    title: {{zh: 受理, en: admission}}
    versions:
      - from: {start}
        bar:
          c:
            if: at > last_day(thing.begun_on, "2 years", roll="strict")
            basis: [act art 1]
    """
    found = Mutation(written.book(tmp_path, rule=rule)).of("thing.admission").survivors
    (slip,) = [one for one in found if one.now == '"730 days"']
    assert slip.verdict is Verdict.KILLABLE


def test_days_in_a_row_go_past_a_leap_day_and_stay_in_force() -> None:
    calendar = WorkCalendar.china()
    old, closed, young = (
        Version(start=start, until=until, basis=())
        for start, until in (
            (date(2001, 1, 1), None),
            (date(2001, 1, 1), date(2001, 1, 20)),
            (date(2026, 4, 15), None),
        )
    )
    course = course_of([old], calendar, 9999)
    assert len(course) == 1461
    assert course[-1] == calendar.firm_through - timedelta(days=60)
    assert course_of([closed], calendar, 9999) == [
        date(2001, 1, n) for n in range(1, 21)
    ]
    assert date(2028, 2, 29) in course_of([young], calendar, 9999)
    few = course_of([young], calendar, 100)
    assert len(few) == 100
    assert {*few} < {*course_of([young], calendar, 9999)}


def test_so_do_those_of_a_parameter() -> None:
    found = survivors(SERVICE, "mending-time")
    open_ = [(one.was, one.now) for one in found if one.verdict is not Verdict.KILLABLE]
    assert open_ == [("2016-07-30", "2016-07-29")] * 2  # the rule begins no earlier


def test_a_survivor_says_where_it_stands() -> None:
    (first, *_) = survivors(SERVICE, "plea.reasons")
    assert first.to_dict() == {
        "owner": "plea.reasons",
        "sort": "date",
        "place": "rules/reasons.yaml:7:5",
        "was": "2016-07-30",
        "now": "2016-07-29",
        "verdict": "killable",
        "scenario": (
            "  date-7-5-1:\n"
            "    unconfirmed: true\n"
            '    title: {zh: "应为 2016-07-30，不是 2016-07-29",'
            ' en: "2016-07-30, not 2016-07-29"}\n'
            "    as_of: 2016-07-29\n"
            "    case:\n"
            "      plea: {refused: true, reasons_given: true}\n"
            "    expect:\n"
            "      plea.reasons: {status: not-in-force}\n"
        ),
    }


def test_what_nothing_can_notice_is_proven_equivalent(tmp_path: Path) -> None:
    rule = written.admission("thing.good or (thing.good and thing.fine)")
    book = written.book(tmp_path, rule=rule)
    found = Mutation(book).of("thing.admission").survivors
    equivalent = [one.now for one in found if one.verdict is Verdict.EQUIVALENT]
    assert equivalent == ["thing.good", "thing.good"]


def test_what_is_too_much_to_try_is_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("telcorules.review.killing.CELLS", 3)
    rule = written.admission("thing.good or (thing.good and thing.fine)")
    found = Mutation(written.book(tmp_path, rule=rule)).of("thing.admission").survivors
    open_ = [one.now for one in found if one.verdict is Verdict.NO_CASE]
    assert "thing.good" in open_


def test_a_version_that_says_the_same_may_begin_on_another_day(tmp_path: Path) -> None:
    rule = """
    rule: thing.end
    kind: deadline
    actor: clerk
    duty: {zh: 办, en: act}
    versions:
      - {from: 2020-01-01, since: thing.begun_on, within: 15 days, basis: [act art 1]}
      - {from: 2022-01-01, since: thing.begun_on, within: 15 days, basis: [act art 1]}
      - {from: 2024-01-01, since: thing.begun_on, within: 16 days, basis: [act art 1]}
    """
    found = Mutation(written.book(tmp_path, rule=rule)).of("thing.end").survivors
    dates = {(one.was, one.now): one.verdict for one in found if one.sort == "date"}
    assert dates == {
        ("2020-01-01", "2019-12-31"): Verdict.KILLABLE,
        ("2020-01-01", "2020-01-02"): Verdict.KILLABLE,
        ("2022-01-01", "2021-12-31"): Verdict.EQUIVALENT,
        ("2022-01-01", "2022-01-02"): Verdict.EQUIVALENT,
        ("2024-01-01", "2023-12-31"): Verdict.KILLABLE,
        ("2024-01-01", "2024-01-02"): Verdict.KILLABLE,
    }


def test_pauses_are_searched_near_the_event() -> None:
    book = load(SERVICE)
    before = book.program.rules["inquiry.end"]
    version = before.versions[1]
    assert isinstance(version, DeadlineVersion)
    unpaused = replace(version, exclusions=())
    after = replace(before, versions=(before.versions[0], unpaused))
    context = Context(book.program, book.calendar, dict(book.readings))
    found = tell_apart(before, after, [context], []).found
    assert found is not None
    assert {*found.case.to_dict()["inquiry"]} >= {"test_started_on", "test_ended_on"}


def test_rules_that_are_the_same_are_never_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, few in (("WHOLE", 2), ("ELSEWHERE", 2), ("_A_YEAR", 2), ("_STEPS", (0,))):
        monkeypatch.setattr(f"telcorules.review.killing.{name}", few)
    book = load(SERVICE)
    rule = book.program.rules["inquiry.end"]
    context = Context(book.program, book.calendar, dict(book.readings))
    searched = tell_apart(rule, replace(rule), [context], [])
    assert (searched.found, searched.exhausted) == (None, False)


def test_a_slip_that_shows_under_another_reading_alone_is_found(tmp_path: Path) -> None:
    rule = """
    rule: thing.end
    kind: deadline
    actor: clerk
    duty: {zh: 办, en: act}
    versions:
      - {from: 2020-01-01, since: thing.begun_on, within: 15 days, basis: [act art 1]}
    """
    found = Mutation(written.book(tmp_path, rule=rule)).of("thing.end").survivors
    (rolling,) = [one for one in found if one.sort == "reading"]
    assert "    readings: {duty-rollover: strict}\n" in rolling.scenario


def test_a_scenario_that_nobody_confirmed_pins_nothing(tmp_path: Path) -> None:
    folder = copytree(SERVICE, tmp_path / "service")
    found = survivors(folder, "plea.reasons")
    text = pasted("plea.reasons", found)
    text = text.replace("    title:", "    unconfirmed: true\n    title:")
    (folder / "found.scenario.yaml").write_text(text, encoding="utf-8")
    assert survivors(folder, "plea.reasons") == found


def test_the_search_begins_with_the_cases_of_scenarios(tmp_path: Path) -> None:
    folder = copytree(SERVICE, tmp_path / "service")
    found = survivors(folder, "plea.reasons")
    text = pasted("plea.reasons", found[:1])
    (folder / "found.scenario.yaml").write_text(text, encoding="utf-8")
    left = survivors(folder, "plea.reasons")
    assert 0 < len(left) < len(found)
    assert {one.verdict for one in left} == {Verdict.KILLABLE}


def test_scenarios_have_to_hold_first(tmp_path: Path) -> None:
    folder = copytree(SERVICE, tmp_path / "service")
    wrong = """\
scenarios: plea.reasons
cases:
  wrong:
    title: {zh: 错, en: wrong}
    as_of: 2026-11-21
    expect: {plea.reasons: {status: met}}
"""
    (folder / "wrong.scenario.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        refuse_failing(load(folder))
    (problem,) = caught.value.problems
    assert (problem.code, problem.file, problem.line) == (
        "TR805",
        "wrong.scenario.yaml",
        3,
    )


def test_the_rules_of_a_policy_laid_over_are_found_in_their_folder(
    tmp_path: Path,
) -> None:
    over = written.overlay(
        tmp_path / "over",
        pack="""
        pack: over
        version: "1"
        title: {zh: 上, en: over}
        licence: Apache-2.0
        jurisdiction: CN
        """,
        rule="""
        rule: policy.end
        kind: deadline
        actor: provider
        duty: {zh: 办, en: act}
        versions:
          - from: 2020-01-01
            since: plea.filed_on
            within: 5 days
            basis: [service-act art 1]
        """,
    )
    other = written.overlay(
        tmp_path / "other",
        pack="""
        pack: other
        version: "1"
        title: {zh: 另, en: other}
        licence: Apache-2.0
        jurisdiction: CN
        """,
    )
    mutation = Mutation(load(SERVICE, extend=[other, over]))
    (first, *_) = mutation.of("policy.end").survivors
    assert first.place == "over/rule.yaml:7:5"
    assert mutation.units(["policy.*"]) == ["policy.end"]


def test_units_are_rules_and_the_parameters_that_they_use() -> None:
    mutation = Mutation(load(SERVICE))
    assert mutation.units(["ticket.answer", "ticket.*"]) == [
        "ticket.answer",
        "ticket.no-refusal",
        "answer-time",
    ]
    assert mutation.units()[-2:] == ["answer-time", "mending-time"]
    sizes = [mutation.size(one) for one in ("ways", "ticket.no-refusal", "answer-time")]
    assert sizes[0] > sizes[1] == sizes[2] == 0
    with pytest.raises(RequestError, match="there is no rule `nothing`"):
        mutation.units(["nothing"])


def test_the_score_leaves_out_what_nothing_can_notice() -> None:
    same = Survivor("a", "date", "", "", "", Verdict.EQUIVALENT)
    other = Survivor("a", "date", "", "", "", Verdict.NO_CASE)
    assert score([Tally("a", 5, (same, other))]) == 75
    assert score([Tally("a", 1, (same,))]) == 100
