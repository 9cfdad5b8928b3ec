"""The days of a case as people read them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from telcorules.evaluation.context import Context
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.bilingual import Language
from telcorules.render.text import as_text
from telcorules.render.timelines import TimelineView
from tests.unit.evaluation import written
from tests.unit.evaluation.test_chains import (
    EXCLUDING,
    EXTENDED,
    FACTS,
    HEAR,
    MAY,
    TAKE,
)

SENT_IN = {"appeal": {"materials_received_on": "2026-11-23", "decided_on": "not-yet"}}
NOVEMBER = date(2026, 11, 25)
MARCH = date(2026, 3, 4)


def shown(
    book: Rulebook, case: Any, as_of: date, language: Language = Language.EN
) -> list[str]:
    glob = "appeal.*" if book is load() else "step.*"
    decision = book.decide(case, as_of=as_of, rules=[glob])
    context = Context(book.program, book.calendar, dict(book.readings))
    blocks = TimelineView(context, language).blocks(decision)
    text = as_text(tuple(blocks), width=250, colour=False)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def steps(folder: Path, **rules: str) -> Rulebook:
    return written.book(folder, steps=FACTS, **rules)


def test_a_case_in_order_of_days() -> None:
    assert shown(load(), SENT_IN, NOVEMBER) == [
        "In order of days",
        "2026-11-23 Mon Day the materials were received",
        "2026-11-25 Wed The day of the question",
        "2026-11-30 Mon Time to decide whether to accept running",
        (
            "2027-01-12 Tue Time to mediate at the latest: “Time to decide whether"
            " to accept” by 2026-11-30 Mon, then 30 working days;"
            " if it applies, not known: the appeal was accepted; provisional"
        ),
    ]


def test_the_same_in_chinese() -> None:
    assert shown(load(), SENT_IN, NOVEMBER, Language.ZH) == [
        "时间线",
        "2026-11-23 周一 收到申诉材料日期",
        "2026-11-25 周三 评估日",
        "2026-11-30 周一 作出受理或者不予受理决定的期限 进行中",
        (
            "2027-01-12 周二 调解期限 至迟之日：“作出受理或者不予受理决定的期限”至迟在"
            " 2026-11-30 周一 完成，此后30个工作日；是否适用还不清楚：已受理申诉；暂定"
        ),
    ]


@pytest.mark.parametrize(
    ("language", "last"),
    [
        (
            Language.EN,
            (
                "· “Time to mediate”: what precedes it, “Time to decide whether to"
                " accept”, ended on 2026-11-30 Mon, so no day can be projected;"
                " it will run from: day of the decision whether to accept"
            ),
        ),
        (
            Language.ZH,
            (
                "· “调解期限”：之前的“作出受理或者不予受理决定的期限”"
                "已在 2026-11-30 周一 届满，不能再推算，"
                "须从“作出受理或者不予受理决定的日期”起算"
            ),
        ),
    ],
)
def test_a_base_that_is_over_is_said(language: Language, last: str) -> None:
    assert shown(load(), SENT_IN, date(2026, 12, 1), language)[-1] == last


@pytest.mark.parametrize("case", [{}, {"appeal": {"filed_on": "not-yet"}}])
def test_without_days_there_is_no_section(case: Any) -> None:
    assert shown(load(), case, NOVEMBER) == []


def test_an_event_and_what_it_sets_running_are_no_order_worth_telling() -> None:
    case = {"appeal": {"filed_on": "2026-11-20"}}
    assert shown(load(), case, NOVEMBER) == []
    assert len(shown(load(), {**case, **SENT_IN}, NOVEMBER)) > 3


def test_a_permission_says_that_it_may_be_done(tmp_path: Path) -> None:
    book = steps(tmp_path, may=MAY)
    case = {"step": {"asked_on": "2026-03-02", "paused_on": "2026-03-03"}}
    assert shown(book, case, MARCH)[-1] == (
        "2026-03-31 Tue May close may be done from then on"
    )


def test_a_day_that_waits_for_a_notice_says_so(tmp_path: Path) -> None:
    book = steps(tmp_path, may=MAY)
    case = {"step": {"asked_on": "2031-01-10", "paused_on": "2026-03-03"}}
    assert shown(book, case, MARCH)[-1].endswith(
        "May close may be done from then on, provisional"
    )


@pytest.mark.parametrize(
    ("more", "language", "end"),
    [
        (EXTENDED, Language.EN, "provisional, not after 2026-03-23 Mon"),
        (EXTENDED, Language.ZH, "暂定，不晚于 2026-03-23 周一"),
        (EXCLUDING, Language.EN, "provisional, and it may be later"),
        (EXCLUDING, Language.ZH, "暂定，还可能更晚"),
    ],
)
def test_how_much_later_a_projected_day_may_turn_out(
    tmp_path: Path, more: str, language: Language, end: str
) -> None:
    take = TAKE.replace("    basis", f"{more}    basis", 1)
    book = steps(tmp_path, take=take, hear=HEAR)
    case = {"step": {"asked_on": "2026-03-02"}}
    (line,) = [one for one in shown(book, case, MARCH, language) if "03-19" in one]
    assert line.endswith(end)


def test_a_firm_projection_says_no_more_than_its_grounds(tmp_path: Path) -> None:
    book = steps(tmp_path, take=TAKE, hear=HEAR)
    case = {"step": {"asked_on": "2026-03-02"}}
    assert shown(book, case, MARCH)[-1] == (
        "2026-03-19 Thu step.hear at the latest: “step.take” by 2026-03-09 Mon,"
        " then 10 days"
    )
