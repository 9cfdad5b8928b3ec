"""A work list as people read it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest

from telcorules.evaluation.loading import load
from telcorules.foundation.moments import CHINA_TIME
from telcorules.render.bilingual import Language
from telcorules.render.page import Foot
from telcorules.render.text import as_text
from telcorules.render.worklist import URGENCIES, Tally, WorkListView
from telcorules.review.worklist import Task, Urgency, WorkList

BOOK = load()
TODAY = date(2026, 3, 20)
UNTIL = date(2026, 3, 27)
NONE = Tally(read=0, bad=0, tasks={})


def task(filed: str = "2026-03-06", name: str | None = "T-1") -> Task:
    case = BOOK.case(
        {
            "operator_complaint": {"filed_on": filed, "replied_on": "not-yet"},
            "respondent": {"province": "广东"},
        }
    )
    listed = WorkList(BOOK, TODAY, None, ["operator.reply"])
    (found,) = listed.tasks(7, name, case)
    return found


def shown(
    tasks: Sequence[Task],
    tally: Tally = NONE,
    until: date | None = UNTIL,
    language: Language = Language.EN,
    **more: Any,
) -> list[str]:
    page = WorkListView(BOOK.program, language).page(tasks, tally, TODAY, until, **more)
    assert page[-1] == Foot((language.of(BOOK.program.disclaimer),))
    lines = as_text(page[:-1], width=120, colour=False).splitlines()
    return [" ".join(line.split()) for line in lines if line.strip(" ─")]


def test_a_list_of_two() -> None:
    tally = Tally(read=12, bad=1, tasks={"overdue": 1, "due": 1})
    assert shown([task("2026-03-02"), task()], tally) == [
        "Work list 2026-03-20 Fri, due by 2026-03-27 Fri, that day included",
        "12 cases, 1 overdue, 1 due, 1 couldn't be read",
        "state last day deadline case",
        "overdue 2026-03-17 Tue Time for the operator to reply T-1",
        "telecommunications operator",
        "due 2026-03-23 Mon Time for the operator to reply T-1",
        "safe 2026-03-21 Sat telecommunications operator",
    ]


def test_the_same_in_chinese() -> None:
    tally = Tally(read=12, bad=1, tasks={"overdue": 1, "due": 1})
    assert shown([task()], tally, language=Language.ZH)[:6] == [
        "工作清单 2026-03-20 周五，2026-03-27 周五（含当日）以前到期的",
        "共12件，已逾期1项，将到期1项，1件无法读取",
        "状态 最后一日 期限 案件",
        "将到期 2026-03-23 周一 经营者答复投诉期限 T-1",
        "稳妥 2026-03-21 周六 电信业务经营者",
        "另有1项，可用 -o 写入文件",
    ]


def test_without_a_span_the_day_alone_is_named() -> None:
    assert shown([], until=None)[0] == "Work list 2026-03-20 Fri"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.EN, "0 cases, nothing to do"),
        (Language.ZH, "共0件，没有要办的"),
    ],
)
def test_nothing_to_do(language: Language, words: str) -> None:
    assert shown([], language=language)[1] == words


def test_a_case_without_a_name_is_told_by_its_line() -> None:
    tally = Tally(read=9, bad=0, tasks={"due": 1})
    assert shown([task(name=None)], tally)[3].endswith("reply line 7")


def test_more_than_is_shown_is_counted() -> None:
    tally = Tally(read=9_000, bad=0, tasks={"due": 4_001})
    assert shown([task()], tally)[-1] == (
        "4,000 more; write them all to a file with -o"
    )


def test_where_it_was_written_is_said() -> None:
    tally = Tally(read=9, bad=0, tasks={"due": 4})
    assert shown([], tally, written="list.csv")[1:] == [
        "9 cases, 4 due",
        "written to list.csv",
    ]


class Unsettled:
    """A last day that isn't settled."""

    urgency, line, case = "provisional", 7, "T-1"
    rule, actor = "service.resumption", "somebody"
    due = datetime(2026, 3, 23, 10, tzinfo=CHINA_TIME)
    safe_due, firm = due, False
    earliest: date | None = due
    latest: date | None = datetime(2026, 3, 24, 10, tzinfo=CHINA_TIME)


class Endless(Unsettled):
    """One that has no end at all."""

    latest = None


@pytest.mark.parametrize(
    ("found", "span"),
    [
        (Unsettled(), "2026-03-23 10:00 to 2026-03-24 10:00 somebody"),
        (Endless(), "2026-03-23 10:00 to no end somebody"),
    ],
)
def test_a_last_day_that_is_not_settled_shows_its_bounds(found: Any, span: str) -> None:
    tally = Tally(read=1, bad=0, tasks={"provisional": 1})
    assert shown([found], tally)[3].startswith("provisional 2026-03-23 10:00 ")
    assert shown([found], tally)[4] == span


def test_every_urgency_has_words() -> None:
    assert [*URGENCIES] == [one.value for one in Urgency]
