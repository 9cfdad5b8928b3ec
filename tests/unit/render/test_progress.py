from dataclasses import replace
from datetime import date

from telcorules.evaluation.selections import Candidate
from telcorules.foundation.law import Wording
from tests.unit.render.service import DAY, EN, decided, lines

TICKET = {"opened_on": "2026-10-08", "answered_on": "not-yet", "province": "广东"}


def test_the_stage_stands_below_the_headline() -> None:
    found = lines(decided({"ticket": TICKET}, as_of=date(2026, 10, 15)))
    assert found[0].startswith("还不能确定   申诉受理条件")
    assert found[2:5] == [
        "  阶段    等服务商答复",
        "  轮到    服务商",
        "  进行中  答复投诉期限（至 2026-10-23 周五）",
    ]


def test_without_an_admission_the_stage_stands_first() -> None:
    found = lines(decided({"ticket": TICKET}, "ticket.answer"), EN)
    assert found[:4] == [
        "  stage  the provider is silent",
        "  turn   user",
        "  late   Time to answer (ended 2026-10-23 Fri)",
        "",
    ]


def test_where_the_stage_is_open_the_possible_ones_are_named() -> None:
    found = lines(decided({"ticket": {"opened_on": "2026-10-08"}}, "ticket.answer"))
    assert found[0] == "  阶段  还不能确定：服务商已经答复；服务商没有答复"
    assert found[1] == "  轮到  用户"


def test_a_stage_that_the_facts_have_nothing_to_do_with_is_not_told() -> None:
    assert lines(decided({"bill": {"due_on": "2026-10-08"}}))[0] == "何时起可以做"


def test_the_stage_alone_is_told_as_a_choice() -> None:
    found = lines(decided({"ticket": TICKET}, "stage"))
    assert found[:5] == [
        "  阶段  服务商没有答复",
        "  轮到  用户",
        "",
        "怎样处理",
        "  ✓ 阶段  服务商没有答复",
    ]


def test_more_stages_and_deadlines_than_can_be_named_are_counted() -> None:
    case = {"ticket": TICKET, "inquiry": {"begun_on": "2026-10-08"}}
    decision = decided(case, ["ticket.answer", "inquiry.end"], date(2026, 10, 15))
    assert decision.progress is not None
    stage = Candidate("a", Wording("甲", "first"), None, ())
    progress = replace(
        decision.progress,
        stage=None,
        turn=None,
        possible=(stage,) * 5,
        running=("ticket.answer",) * 6,
    )
    found = lines(replace(decision, progress=progress))
    assert found[0] == "  阶段    还不能确定（5个可能）"
    assert "；另有2项" in found[1] + found[2]
    found = lines(replace(decision, progress=progress), EN)
    assert "; 2 more" in " ".join(found[1:4])


def test_a_pack_without_stages_tells_none() -> None:
    decision = replace(decided({"ticket": TICKET}, "ticket.answer"), progress=None)
    assert lines(decision)[0] == "期限"
    assert decision.as_of == DAY
