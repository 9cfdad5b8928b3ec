from dataclasses import replace
from datetime import date
from typing import Any

from telcorules.evaluation.grounds import Availability
from telcorules.evaluation.loading import load
from tests.unit.render.service import EN, below, decided, lines

TICKET = {"opened_on": "2026-10-08", "kind": "charge", "province": "广东"}
PLEA = {"elsewhere": False}
OCTOBER = date(2026, 10, 15)


def ways(
    as_of: date, ticket: dict[str, Any], plea: dict[str, Any], **more: Any
) -> list[str]:
    rules = ["ways", "ticket.answer"]
    decision = decided({"ticket": ticket, "plea": plea}, rules, as_of)
    return lines(decision, **more)


def test_what_is_open_stands_in_order_with_what_it_needs() -> None:
    ticket = {**TICKET, "answered_on": "2026-10-12"}
    found = ways(OCTOBER, ticket, PLEA)
    assert below(found, "可以走哪些途径", 11) == [
        "  1 服务商",
        "    原因 从服务商开始。",
        "    要求 留下单号。",
        "    依据 《服务办法》第一条〔内容已核〕",
        "  2 广东省服务管理局",
        "    原因 对答复不满意或者逾期没有答复的，可以申诉。",
        "    要求 书面提出。",
        "    依据 《服务办法》第二条〔内容已核〕",
        "  3 法院",
        "    原因 可以起诉。",
        "    依据 《服务办法》第九条〔摘要〕",
    ]


def test_what_is_premature_tells_the_day_on_which_it_opens() -> None:
    found = ways(OCTOBER, {**TICKET, "answered_on": "not-yet"}, PLEA)
    assert below(found, "  2 法院", 6) == [
        "    原因 可以起诉。",
        "    依据 《服务办法》第九条〔摘要〕",
        "  · 广东省服务管理局  2026-10-24 周六 起可以",
        "    原因 先等服务商答复。",
        "    要求 书面提出。",
        "    依据 《服务办法》第二条〔内容已核〕",
    ]
    found = ways(OCTOBER, {**TICKET, "answered_on": "not-yet"}, PLEA, language=EN)
    assert "  · service office, Guangdong  open from 2026-10-24 Sat" in found


def test_without_a_certain_day_what_is_premature_says_so() -> None:
    found = ways(
        OCTOBER, {**TICKET, "opened_on": "not-yet", "answered_on": "not-yet"}, PLEA
    )
    assert "  · 广东省服务管理局  还不到时候" in found


def test_what_is_barred_says_why() -> None:
    ticket = {**TICKET, "answered_on": "2026-10-12"}
    found = ways(OCTOBER, ticket, {"elsewhere": True})
    assert below(found, "  ✗ 广东省服务管理局  已被排除", 2) == [
        "    原因 其他机关已经处理。",
        "    依据 《服务办法》第二条第（三）项〔内容已核〕",
    ]


def test_what_is_not_competent_is_told_last_and_in_short() -> None:
    ticket = {**TICKET, "answered_on": "2026-10-12"}
    assert below(ways(OCTOBER, ticket, PLEA), "不适用的", 1) == [
        "  · 市场监管部门：只管买卖争议。（《服务办法》第九条〔摘要〕）",
    ]
    trade = ways(OCTOBER, {**ticket, "kind": "trade"}, PLEA)
    assert below(trade, "不适用的", 1) == [
        "  · 广东省服务管理局：买卖争议不归它管。（《服务办法》第二条〔内容已核〕）",
    ]


def test_what_may_be_open_says_which_facts_would_tell() -> None:
    found = ways(date(2026, 11, 21), {**TICKET, "answered_on": "not-yet"}, {})
    assert "可以走哪些途径   还不能确定" in found
    assert below(found, "要看其他事实的", 1) == [
        "  ?  广东省服务管理局  缺：其他机关已经处理"
    ]


def test_without_a_case_the_facts_are_not_told() -> None:
    case = {"ticket": {**TICKET, "answered_on": "not-yet"}}
    found = lines(decided(case, "ways"))
    assert below(found, "要看其他事实的", 1) == ["  ?  广东省服务管理局"]


def test_the_authorities_of_all_places_are_one() -> None:
    ticket = {"opened_on": "2026-10-08", "answered_on": "2026-10-12", "kind": "charge"}
    found = ways(OCTOBER, ticket, PLEA)
    missing = "缺：省份"
    assert below(found, "要看其他事实的", 1) == [
        f"  ?  受理中心；河南省服务管理局；广东省服务管理局  {missing}"
    ]


def test_of_many_the_first_is_named() -> None:
    rulebook = load()
    facts = {"from_telecom_service": True, "nature": "charging"}
    case = {"dispute": facts, "operator_complaint": {"filed_on": "2026-10-08"}}
    decision = rulebook.decide(
        case, as_of=date(2026, 11, 21), rules=["route", "operator.reply"]
    )
    shown = " ".join(lines(decision, rulebook=rulebook))
    assert "等31个机构之一" in shown


def test_where_nothing_is_sure_the_possible_ones_are_told_in_a_line() -> None:
    case = {"ticket": {"opened_on": "2026-10-08"}}
    decision = decided(case, ["ways", "ticket.answer"])
    one = decision["ways"]
    only = tuple(c for c in one.candidates if c.state is Availability.POSSIBLE)
    bare = replace(one, candidates=only, closed=())
    shown = lines(replace(decision, results={**decision.results, "ways": bare}))
    (line,) = (one for one in shown if "可以走哪些途径" in one)
    assert line.startswith("  ? 可以走哪些途径  还不能确定：")


def test_what_has_no_reason_shows_what_it_rests_on() -> None:
    ticket = {**TICKET, "answered_on": "2026-10-12"}
    decision = decided(
        {"ticket": ticket, "plea": PLEA}, ["ways", "ticket.answer"], OCTOBER
    )
    one = decision["ways"]
    bare = replace(
        one,
        candidates=tuple(replace(c, reason=None, needs=None) for c in one.candidates),
        closed=tuple(replace(c, reason=None) for c in one.closed),
    )
    found = lines(replace(decision, results={**decision.results, "ways": bare}))
    assert below(found, "  1 服务商", 1) == ["    依据 《服务办法》第一条〔内容已核〕"]
    assert below(found, "  · 市场监管部门", 1) == [""]
