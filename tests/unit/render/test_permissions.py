from datetime import date
from typing import Any

from telcorules.evaluation.loading import load
from tests.unit.evaluation import written
from tests.unit.render.service import EN, decided, lines


def cut_off(as_of: date, **facts: Any) -> list[str]:
    return lines(decided({"bill": facts}, "bill.cut-off", as_of))


def test_the_first_day_is_the_one_after_the_period() -> None:
    found = cut_off(date(2026, 11, 8), due_on="2026-10-08")
    assert found == [
        "何时起可以做",
        "  事项             起算         满     第一日            状态",
        "  ───────────────────────────────────────────────────────────",
        "  因欠费停止服务   2026-10-08   30日   2026-11-08 周日   可以",
        "  服务商",
        "  · 因欠费停止服务",
        "    依据 《服务办法》第六条第（一）项〔内容已核〕",
    ]
    assert "还不可以" in cut_off(date(2026, 11, 7), due_on="2026-10-08")[3]


def test_what_was_done_too_early_shows_its_day() -> None:
    case = {"bill": {"due_on": "2026-10-08", "cut_off_on": "2026-11-07"}}
    found = lines(decided(case, "bill.cut-off"), EN)
    assert found[3].endswith("2026-11-08 Sun   done too early")
    assert found[6] == "    done  2026-11-07 Sat"


def test_without_its_event_a_permission_has_no_day() -> None:
    found = cut_off(date(2026, 11, 8), due_on="not-yet")
    assert found[:2] == ["何时起可以做", "  · 因欠费停止服务  尚不适用"]
    found = cut_off(date(2026, 11, 8), cut_off_on="2026-11-07")
    assert found[1:3] == [
        "  ?  因欠费停止服务    第六条第（一）项〔内容已核〕",
        "     缺：约定缴费日期",
    ]


def test_a_first_day_can_be_provisional(tmp_path: Any) -> None:
    rulebook = load(written.pack(tmp_path, start=written.WORKING))
    case = {"thing": {"begun_on": "2027-02-01"}}
    decision = rulebook.decide(case, as_of=date(2027, 2, 2), rules="*")
    found = lines(decision, rulebook=rulebook)
    assert found[4].endswith("暂定")
    assert found[6].startswith("    暂定 在2027-02-")
