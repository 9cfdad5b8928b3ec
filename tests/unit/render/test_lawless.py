from datetime import date
from typing import Any

from telcorules.evaluation.loading import load
from tests.unit.render.service import DAY, decided, lines

KNOWN = "    2016-07-30至今：《服务办法》"


def shown(case: dict[str, Any], rules: str | list[str], as_of: date = DAY) -> list[str]:
    return lines(decided(case, rules, as_of))


def test_every_kind_of_rule_tells_the_days_with_law() -> None:
    old = date(2010, 1, 1)
    bill = {"promised_on": "2010-01-01", "own_fault": True}
    for case, rule, title in (
        ({"ticket": {"opened_on": "2010-01-08"}}, "ticket.answer", "答复投诉期限"),
        ({"bill": {"due_on": "2010-01-08"}}, "bill.cut-off", "因欠费停止服务"),
        ({"bill": bill}, "bill.late-connection", "迟延开通的违约金"),
        ({"plea": {"refused": True}}, "plea.reasons", "说明不予受理的理由"),
        ({}, "plea.papers", "申诉材料"),
        ({}, "ways", "可以走哪些途径"),
    ):
        found = shown(case, rule, old)
        assert found[-3:] == ["不适用于该日的规则", f"  · {title}", KNOWN]


def test_rules_that_share_the_days_with_law_stand_together() -> None:
    case = {"ticket": {"kind": "trade"}, "plea": {"refused": True}}
    found = shown(case, ["plea.papers", "ways", "plea.reasons"], date(2010, 1, 1))
    assert found == [
        "不适用于该日的规则",
        "  · 申诉材料；说明不予受理的理由；可以走哪些途径",
        KNOWN,
    ]


def test_an_admission_tells_it_below_its_headline() -> None:
    found = shown({"plea": {"filed_on": "2010-01-08"}}, "plea.admission")
    assert found[0].startswith("本规则包没有收录当时的规定   申诉受理条件")
    assert found[2:] == ["  2016-07-30至今：《服务办法》"]


def test_the_law_of_the_old_measures_is_told_once_for_all_rules() -> None:
    rulebook = load()
    case = {"appeal": {"filed_on": "2016-07-29"}}
    decision = rulebook.decide(case, as_of=DAY, rules="appeal.*")
    found = lines(decision, rulebook=rulebook)
    named = [one for one in found if "《电信用户申诉处理暂行办法》" in one]
    assert len(named) == 2
