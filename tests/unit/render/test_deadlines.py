from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from telcorules.evaluation.loading import load
from telcorules.evaluation.results import Deadline
from telcorules.render.deadlines import DeadlineView
from telcorules.render.text import as_text
from telcorules.render.unsettled import UnsettledView
from tests.unit.evaluation import written
from tests.unit.render.service import EN, ZH, below, book, context, decided, lines

SPRING = date(2026, 4, 1)


def inquiry(**facts: Any) -> list[str]:
    as_of = facts.pop("as_of", SPRING)
    return lines(decided({"inquiry": facts}, "inquiry.*", as_of))


def told(found: list[str], label: str) -> str:
    """Return what is said beside a label."""
    (line,) = (one for one in found if one.strip().startswith(f"{label} "))
    return line.strip().removeprefix(label).strip()


def test_a_limit_in_hours_shows_moments() -> None:
    case = {
        "repair": {
            "reported_at": "2026-10-01T10:00:00+08:00",
            "urban": True,
            "mended_at": "not-yet",
        }
    }
    found = lines(decided(case, "repair.*"))
    assert below(found, "期限", 5) == [
        "  期限           起算               期间     最后一日           状态",
        "  ────────────────────────────────────────────────────────────────────",
        "  修复障碍期限   2026-10-01 10:00   48小时   2026-10-03 10:00   已逾期",
        "  服务商",
        "  · 修复障碍期限",
    ]


def test_hours_from_a_day_are_provisional_within_it() -> None:
    found = lines(decided({"repair": {"reported_at": "2026-10-01", "urban": False}}))
    assert told(found, "暂定") == (
        "在2026-10-04 00:00至2026-10-05 00:00之间；起算时刻不明，按当日零时至二十四时计"
    )


def test_between_its_bounds_nothing_is_missing_where_the_end_is_stated() -> None:
    mended = {"urban": False, "mended_at": "2026-10-04T12:00:00+08:00"}
    case = {"repair": {"reported_at": "2026-10-01", **mended}}
    found = lines(decided(case, "repair.*"))
    assert told(found, "修复障碍期限").endswith("不清楚")
    assert [one for one in found if "缺" in one] == []


def test_a_limit_counted_back_says_that_it_lies_before() -> None:
    case = {"works": {"starts_at": "2026-12-05T08:00:00+08:00"}}
    row = "2026-12-05 08:00   最迟72小时前   2026-12-02 08:00   进行中"
    assert f"  施工通告   {row}" in lines(decided(case, "works.*"))
    row = "2026-12-05 08:00   72 hours before   2026-12-02 08:00   running"
    assert f"  Notice of works   {row}" in lines(decided(case, "works.*"), EN)


def test_an_open_limit_that_is_over_needs_to_know_when_it_was_done() -> None:
    case = {"works": {"starts_at": "2026-11-05T08:00:00+08:00"}}
    found = lines(decided(case, "works.*"))
    assert told(found, "施工通告").endswith("不清楚")
    assert told(found, "缺") == "通告时间"


def test_of_several_limits_all_are_named() -> None:
    found = inquiry(as_of=date(2025, 4, 1), begun_on="2025-03-03", ended_on="not-yet")
    assert told(found, "调查期限") == "2025-03-03   60日   2025-05-06 周二   进行中"
    assert told(found, "先到") == "45个工作日、60日"


def test_an_extension_in_time_says_by_how_much() -> None:
    found = inquiry(begun_on="2026-03-02", extended_on="2026-03-30")
    assert told(found, "延长") == (
        "批准延长日期 2026-03-30，延长30日，"
        "依据《服务办法》第五条第（二）项〔内容已核〕"
    )
    assert told(found, "调查期限").startswith("2026-03-02   90日")


def test_an_extension_too_late_does_not_count() -> None:
    found = inquiry(begun_on="2026-03-02", extended_on="2026-07-10")
    assert told(found, "延长") == "批准延长日期 2026-07-10，已在期限届满之后，不计"


def test_an_extension_nobody_spoke_of_leaves_the_day_bounded() -> None:
    found = inquiry(begun_on="2026-03-02", test_started_on="not-yet")
    assert told(found, "暂定") == (
        "在2026-05-06 周三至2026-06-01 周一之间；是否延长还不清楚"
    )


def test_a_limit_may_have_no_latest_day() -> None:
    found = inquiry(begun_on="2026-03-02", extended_on="not-yet")
    assert told(found, "暂定") == "不早于2026-05-06 周三；有没有不计入的日子还不清楚"


def test_days_that_do_not_count_are_named() -> None:
    facts = {"begun_on": "2026-03-02", "extended_on": "not-yet"}
    spans = {"test_started_on": "2026-03-20", "test_ended_on": "2026-03-29"}
    basis = "依据《服务办法》第五条第（三）项〔内容已核〕"
    found = inquiry(**facts, **spans)
    assert told(found, "不计入") == (
        f"鉴定开始日期 2026-03-20；鉴定结束日期 2026-03-29，{basis}"
    )
    found = inquiry(**facts, test_started_on="2026-03-20")
    assert told(found, "不计入") == (
        f"鉴定开始日期 2026-03-20；鉴定结束日期不清楚，{basis}"
    )
    later = {"test_started_on": "2026-08-20", "test_ended_on": "2026-08-29"}
    assert [one for one in inquiry(**facts, **later) if "不计入" in one] == []
    before = {"test_started_on": "2026-02-20", "test_ended_on": "2026-03-02"}
    assert [one for one in inquiry(**facts, **before) if "不计入" in one] == []


def test_a_suspended_limit_says_what_is_not_over() -> None:
    facts = {"begun_on": "2026-03-02", "test_started_on": "2026-03-20"}
    found = inquiry(**facts, test_ended_on="not-yet")
    assert found[:4] == [
        "期限",
        "  · 调查期限  中止计算",
        "    期间   60日",
        (
            "    不计入 鉴定开始日期 2026-03-20；尚未结束，依据《服务办法》第五条第"
            "（三）项〔内容已核〕"
        ),
    ]


def test_what_follows_is_told_where_a_limit_was_missed() -> None:
    facts = {"begun_on": "2026-03-02", "extended_on": "not-yet"}
    facts |= {"test_started_on": "not-yet", "ended_on": "2026-06-01"}
    found = inquiry(as_of=date(2026, 7, 1), **facts)
    assert told(found, "后果") == (
        "逾期的，可以请求上级督促（《服务办法》第十条〔内容已核〕）"
    )
    facts["ended_on"] = "2026-05-06"
    assert [one for one in inquiry(**facts) if "后果" in one] == []


def test_a_text_of_its_own_moves_holidays_and_a_reading_weekends() -> None:
    facts = {"begun_on": "2026-03-02", "extended_on": "not-yet"}
    case = {"inquiry": {**facts, "test_started_on": "not-yet"}}
    found = lines(decided(case, "inquiry.*", SPRING), width=200)
    nominal = "名义末日 2026-05-01 周五 是休息日，节假日依该规定自身顺延"
    reading = "普通周末按“顺延”的解释，依据《服务办法》第八条〔内容已核〕"
    assert told(found, "顺延") == f"{nominal}，{reading}"
    found = lines(decided(case, "inquiry.*", SPRING, duty_rollover="strict"))
    assert told(found, "顺延") == nominal


BACK = """
    rule: thing.notice
    kind: deadline
    title: {zh: 通知, en: notice}
    actor: clerk
    versions:
      - from: 2020-01-01
        before: thing.begun_on
        within: notice-time
        basis: [act art 1]
"""
TIME = """
    parameter: notice-time
    values: [{from: 2026-01-01, value: 30 days, basis: [act art 1]}]
"""


def test_counted_back_a_last_day_moves_earlier(tmp_path: Path) -> None:
    written.overlay(written.pack(tmp_path, notice=BACK), time=TIME)
    rulebook = load(tmp_path)
    case = {"thing": {"begun_on": "2026-02-24"}}
    decision = rulebook.decide(case, as_of=date(2026, 1, 5), rules="*")
    found = lines(decision, rulebook=rulebook)
    assert told(found, "提前").startswith("名义末日 2026-01-25 周日 是休息日")


SEVERAL = """
    rule: thing.end
    kind: deadline
    title: {zh: 期限, en: limit}
    actor: somebody
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        within_earliest_of: [notice-time, other-time]
        extended_by: {event: thing.ended_on, period: 5 days}
        basis: [act art 1]
"""
OTHER = """
    parameter: other-time
    values: [{from: 2020-01-01, value: 60 days, basis: [act art 1]}]
"""


def test_parameters_among_several_limits_are_named_by_their_values(
    tmp_path: Path,
) -> None:
    written.overlay(written.pack(tmp_path, end=SEVERAL), time=TIME, other=OTHER)
    (tmp_path / "authorities.yaml").unlink()
    rulebook = load(tmp_path)
    case = {"thing": {"begun_on": "2026-02-24", "ended_on": "2026-03-01"}}
    decision = rulebook.decide(case, as_of=date(2026, 3, 5), rules="*")
    found = lines(decision, rulebook=rulebook)
    assert "  somebody" in found
    assert told(found, "先到") == "30日、60日"
    assert told(found, "延长") == "结束 2026-03-01，延长5日"


def test_a_rule_without_law_that_day_says_what_is_not_at_hand() -> None:
    found = lines(decided({"message": {"reported_on": "2026-06-01"}}, "message.*"))
    assert found == [
        "不适用于该日的规则",
        "  · 转送举报期限",
        "    该日起的转送期限没有看到文本。（《信息办法》）",
        "    2016-07-30至2026-04-30：《信息暂行办法》",
    ]


def blocks(one: Deadline) -> list[str]:
    found = (*DeadlineView(context(), ZH).blocks([one]),)
    return as_text(found, width=120, colour=False).splitlines()


def test_a_deadline_without_a_case_is_shown_with_what_is_known() -> None:
    one = book().deadline("inquiry.end", date(2026, 3, 2), as_of=SPRING)
    found = blocks(one)
    assert told(found, "调查期限") == "2026-03-02   60日   2026-05-06 周三   进行中"
    assert [line for line in found if "延长" in line] == []
    open_ = book().deadline("inquiry.end", date(2026, 3, 2), as_of=SPRING, when=None)
    view = UnsettledView(context(), ZH)
    found = as_text((*view.blocks([open_]),), width=80, colour=False).splitlines()
    assert found == [
        "还缺事实的   未写名称的条款出自《服务办法》",
        "  ?  调查期限  第五条第（一）项〔内容已核〕",
    ]


def test_an_answer_that_rests_on_nothing_names_nothing() -> None:
    one = book().deadline("inquiry.end", date(2026, 3, 2), as_of=SPRING)
    assert [line for line in blocks(replace(one, basis=())) if "依据" in line] == [
        line for line in blocks(one) if "依据" in line and "第五条" not in line
    ]
