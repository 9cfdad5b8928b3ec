from typing import Any

from tests.unit.render.service import EN, decided, lines

LATE = {
    "promised_on": "2026-10-08",
    "connected_on": "2026-10-12",
    "own_fault": True,
    "fee": "200",
}


def reasons(**plea: Any) -> list[str]:
    return lines(decided({"plea": plea}, "plea.reasons"))


def fee(**bill: Any) -> list[str]:
    return lines(decided({"bill": bill}, "bill.late-connection"))


def test_a_duty_that_is_owed_says_what_follows() -> None:
    assert reasons(refused=True, reasons_given=False) == [
        "应当做的",
        "  ! 说明不予受理的理由  应当履行  受理中心",
        "    不做的 可以要求补正（《服务办法》第十条〔内容已核〕）",
        "    依据   《服务办法》第七条〔内容已核〕",
    ]


def test_a_duty_that_is_met_says_no_more() -> None:
    assert reasons(refused=True, reasons_given=True) == [
        "应当做的",
        "  ✓ 说明不予受理的理由  已履行  受理中心",
        "    依据 《服务办法》第七条〔内容已核〕",
    ]


def test_a_duty_that_does_not_apply_is_quiet() -> None:
    assert reasons(refused=False)[1] == "  · 说明不予受理的理由  不适用  受理中心"


def test_a_duty_that_is_open_says_what_it_needs() -> None:
    assert reasons(refused=True)[:3] == [
        "还缺事实的   未写名称的条款出自《服务办法》",
        "  ?  说明不予受理的理由  第七条〔内容已核〕",
        "     缺：已说明理由",
    ]


def test_an_amount_is_told_in_yuan_with_its_facts() -> None:
    assert fee(**LATE) == [
        "应付的款项",
        "  · 迟延开通的违约金  8.00元  服务商",
        (
            "    事实 实际开通日期 2026-10-12；所收费用 200；因服务商原因 是；"
            "约定开通日期 2026-10-08"
        ),
        "    依据 《服务办法》第六条第（二）项〔内容已核〕",
    ]
    found = lines(decided({"bill": LATE}, "bill.late-connection"), EN)
    assert found[:2] == [
        "What is to be paid",
        "  · Payment for late connection  8.00 yuan  provider",
    ]


def test_where_nothing_is_owed_that_is_said() -> None:
    found = fee(**{**LATE, "connected_on": "2026-10-08"})
    assert found[1] == "  · 迟延开通的违约金  无须支付  服务商"
    assert found[2].startswith("    事实 ")
    found = fee(**{**LATE, "own_fault": False})
    assert found[1:3] == [
        "  · 迟延开通的违约金  不适用  服务商",
        "    依据 《服务办法》第六条第（二）项〔内容已核〕",
    ]
