"""What an answer came from, for every kind of rule."""

from datetime import date
from typing import Any

import telcorules
from telcorules.foundation.law import Wording
from telcorules.review.because import Ground, because

BOOK = telcorules.load()
DAY = date(2026, 10, 20)


def grounds(rule: str, case: dict[str, Any], as_of: date = DAY) -> tuple[Ground, ...]:
    return because(BOOK.evaluate(rule, case, as_of=as_of))


def named(rule: str, case: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(one.id, one.value) for one in grounds(rule, case)]


def test_of_an_admission_what_fails() -> None:
    case = {"appeal": {"request_specific": False, "handled_elsewhere": True}}
    assert named("appeal.admission", case) == [
        ("specific-request", False),
        ("already-before-other-body", True),
    ]


def test_of_an_open_admission_what_is_unknown() -> None:
    found = grounds("market.admission", {})
    assert {one.value for one in found} == {None}
    assert all(one.basis and one.facts for one in found)


def test_of_a_checklist_what_is_not_there() -> None:
    case = {"appeal": {"in_writing": True, "dated": False}}
    found = named("appeal.materials", case)
    assert ("dated", "missing") in found
    assert ("specific-request", "unknown") in found
    assert "in-writing" not in [name for name, _ in found]


def test_of_a_choice_its_answers_open_and_closed() -> None:
    case = {"report": {"act_provinces": ["河北"]}}
    assert named("report.venue", case) == [("ca-130000", "decided")]
    states = {state for _, state in named("route", {})}
    assert states <= {"open", "possible", "premature", "barred", "not-competent"}


def test_of_a_limit_the_rule_itself() -> None:
    (found,) = grounds("operator.reply", {"operator_complaint": {"filed_on": DAY}})
    assert (found.id, found.value) == ("operator.reply", "running")
    assert found.message == Wording(
        "期间是15日，起算事件在2026-10-20，最后一日是2026-11-04",
        "the period is 15 days, the event's day 2026-10-20, the last day 2026-11-04",
    )
    assert found.basis


def test_of_a_limit_without_a_last_day_no_more_than_its_status() -> None:
    (found,) = grounds("operator.reply", {})
    assert (found.value, found.message) == ("unknown", None)


def test_where_nothing_stands_in_the_way_it_says_so() -> None:
    facts = BOOK.program.vocabulary.by_section
    items = {
        section: {name: True for name, fact in facts[section].items()
                  if fact.type.kind.value == "bool"}
        for section in ("complainant", "respondent", "appeal")
    }  # fmt: skip
    (found,) = grounds("appeal.materials", items)
    assert (found.value, found.message) == (
        "complete",
        Wording("没有不符合的条件", "nothing stands in the way"),
    )


def test_where_there_is_no_law_it_says_that() -> None:
    (found,) = grounds("report.venue", {}, date(1990, 1, 1))
    assert (found.value, found.message, found.basis) == ("not-in-force", None, ())
