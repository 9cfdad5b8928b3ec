from datetime import date
from typing import Any

import telcorules
from telcorules.evaluation.context import Context
from telcorules.render.bilingual import Language
from telcorules.render.cures import cures_page
from telcorules.render.text import as_text
from tests.unit.evaluation.test_questions import case

BOOK = telcorules.load()
DAY = date(2026, 10, 20)
CONTEXT = Context(BOOK.program, BOOK.calendar, dict(BOOK.readings))
WAIT = (
    "complainant wait until 2026-10-24 Sat; wait for the reply; an appeal lies on the"
    " day of an unsatisfactory one,"
)


def shown(day: date = DAY, language: Language = Language.EN, **changes: Any) -> str:
    """Return what a page says between its headline and its foot, lines as one."""
    facts = case(**changes)
    found = BOOK.cures("appeal.admission", facts, as_of=day)
    result = BOOK.evaluate("appeal.admission", facts, as_of=day)
    page = cures_page(found, result, CONTEXT, language)
    lines = as_text(page, width=120, colour=False).splitlines()
    rules = [n for n, line in enumerate(lines) if line.startswith("───")]
    return " ".join(" ".join(lines[rules[0] + 1 : rules[-1]]).split())


def test_waiting_is_told_with_its_day_and_how() -> None:
    assert shown(appeal={"filed_on": "not-yet"}) == (
        "What would make it admissible → admissible from 2026-10-24 Sat on"
        f" {WAIT} and without any on the day after the period ends"
    )


def test_acts_and_what_is_to_be_found_out_are_told() -> None:
    never = {"filed_on": "not-yet", "replied_on": "not-yet"}
    found = shown(
        operator_complaint=never,
        appeal={"filed_on": "not-yet"},
        complainant={"direct_interest": None},
    )
    assert "→ admissible from 2026-11-05 Thu on" in found
    assert "complainant day of the complaint: 2026-10-20 Tue; complain to the" in found
    assert "find out has a direct interest in the matter: yes" in found


def test_values_that_would_do_stand_side_by_side() -> None:
    found = shown(
        language=Language.ZH,
        operator_complaint={"replied_on": None},
        appeal={"filed_on": "not-yet"},
    )
    assert "查明 经营者答复日期：2026-10-24 周六及以后或者尚未发生" in found
    assert "查明 对处理结果满意：否" in found


def test_what_bars_is_told_with_its_basis() -> None:
    found = shown(language=Language.ZH, dispute={"occurred_on": "2026-01-05"})
    assert found.startswith("无法补救 ✗ 超过申诉时限 原因 ")
    assert found.endswith("依据 《电信用户申诉处理办法》第十一条第（一）项〔内容已核〕")


def test_a_case_that_is_admissible_needs_nothing() -> None:
    assert shown() == "It is admissible as it is."


def test_what_waits_for_a_notice_is_told() -> None:
    found = shown(
        date(2032, 2, 2),
        dispute={"occurred_on": "2031-09-01"},
        operator_complaint={"filed_on": "2031-09-01"},
        appeal={"filed_on": "2032-02-02"},
    )
    assert found.startswith("Nobody concerned can do anything: only what isn't")


def test_the_notice_that_it_is_no_legal_advice_comes_last() -> None:
    found = BOOK.cures("appeal.admission", case(), as_of=DAY)
    result = BOOK.evaluate("appeal.admission", case(), as_of=DAY)
    page = cures_page(found, result, CONTEXT, Language.EN)
    lines = as_text(page, width=100, colour=False).splitlines()
    assert "not legal advice" in " ".join(lines[-2:])
