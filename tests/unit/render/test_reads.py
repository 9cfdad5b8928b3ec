from pathlib import Path
from typing import Any

from telcorules.evaluation.context import Context
from telcorules.evaluation.loading import load
from telcorules.render.reads import Reading, governing_day
from tests.unit.evaluation import written
from tests.unit.render.service import DAY, book, context

TODAY = DAY.toordinal()


def missing(rule: str, case: dict[str, Any]) -> list[str]:
    known, read = book().program.rules[rule], book().case(case)
    day = governing_day(known, read, TODAY)
    version = known.version_on(day)
    assert version is not None
    return list(Reading(context(), read, day, TODAY).missing_of(version))


def test_what_is_decided_misses_nothing() -> None:
    case = {"plea": {"refused": True, "reasons_given": True}}
    assert missing("plea.reasons", case) == []


def test_what_is_open_misses_the_facts_that_keep_it_so() -> None:
    assert missing("plea.reasons", {}) == ["plea.refused", "plea.reasons_given"]
    assert missing("plea.reasons", {"plea": {"refused": True}}) == [
        "plea.reasons_given"
    ]


def test_an_event_that_sets_a_rule_running_is_missed_where_nobody_spoke_of_it() -> None:
    assert missing("inquiry.end", {}) == ["inquiry.begun_on"]
    assert missing("inquiry.end", {"inquiry": {"begun_on": "2026-10-08"}}) == []


def test_what_a_limit_hangs_on_is_missed() -> None:
    case = {"repair": {"reported_at": "2026-10-01"}}
    assert missing("repair.mend", case) == ["repair.urban"]


RULE = """
    rule: thing.step
    kind: duty
    title: {{zh: 步骤, en: step}}
    actor: clerk
    versions:
      - from: 2020-01-01
        when: {when}
        basis: [act art 1]
"""
TIME = """
    parameter: step-time
    values: [{from: 2020-01-01, value: 5 days, basis: [act art 1]}]
    where: [{if: thing.fine, from: 2020-01-01, value: 9 days, basis: [act art 1]}]
"""


def of(folder: Path, when: str, **thing: Any) -> list[str]:
    written.pack(folder, step=RULE.format(when=when))
    rulebook = load(written.overlay(folder, time=TIME))
    within = Context(rulebook.program, rulebook.calendar, dict(rulebook.readings))
    rule, case = rulebook.program.rules["thing.step"], rulebook.case({"thing": thing})
    return list(Reading(within, case, TODAY, TODAY).missing_of(rule.versions[0]))


def test_a_part_that_is_known_keeps_nothing_open(tmp_path: Path) -> None:
    assert of(tmp_path, "thing.good and thing.fine", good=True) == ["thing.fine"]
    assert of(tmp_path, "thing.good and thing.fine", good=False) == []
    assert of(tmp_path, "thing.count > 3 or thing.good", good=False) == ["thing.count"]


def test_of_two_branches_the_one_taken_counts(tmp_path: Path) -> None:
    when = "thing.fine if thing.good else thing.count > 3"
    assert of(tmp_path, when, good=True) == ["thing.fine"]
    assert of(tmp_path, when, good=False) == ["thing.count"]
    assert of(tmp_path, when) == ["thing.good", "thing.fine", "thing.count"]


def test_what_a_last_day_hangs_on_counts(tmp_path: Path) -> None:
    when = "'as_of > last_day(thing.begun_on, step_time, roll=\"strict\")'"
    assert of(tmp_path, when, begun_on="2026-10-01") == ["thing.fine"]
    assert of(tmp_path, when, fine=True) == ["thing.begun_on"]


def test_an_authority_hangs_on_its_place() -> None:
    _, _, authority, *_ = book().program.rules["ways"].versions[-1].nodes
    reading = Reading(context(), book().case({}), TODAY, TODAY)
    assert list(reading.missing([authority])) == ["ticket.province"]
