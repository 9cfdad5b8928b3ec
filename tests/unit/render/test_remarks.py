from datetime import date
from pathlib import Path

from telcorules.evaluation.loading import load
from tests.unit.evaluation import written
from tests.unit.render.service import EN, below, decided, lines

TICKET = {"opened_on": "2026-10-08", "province": "广东"}


def test_what_answers_leave_out_stands_apart_with_what_it_is_about() -> None:
    found = lines(decided({"ticket": TICKET}, "ticket.answer"))
    assert below(found, "没有计入的情况", 3) == [
        "  ! 广东的地方规定没有编码。",
        "    涉及 答复投诉期限",
        "    依据 《服务办法》第九条〔摘要〕",
    ]
    found = lines(decided({"ticket": TICKET}, "ticket.answer"), EN)
    assert below(found, "What these answers leave out", 2) == [
        "  ! The local law of Guangdong isn't encoded.",
        "    for   Time to answer",
    ]


def test_what_is_left_out_of_answers_that_are_not_shown_is_not_told() -> None:
    case = {"ticket": {"province": "广东"}, "bill": {"due_on": "2026-10-08"}}
    decision = decided(case, ["inquiry.end", "bill.cut-off"])
    assert [one.id for one in decision.caveats] == ["local-law"]
    assert [one for one in lines(decision) if "没有编码" in one] == []


CAVEAT = """
    caveats:
      doubtful:
        if: thing.good
        rules: ["thing.*"]
        note: {zh: 有疑问。, en: In doubt.}
"""
DUTY = """
    rule: thing.{name}
    kind: duty
    title: {{zh: 义务{name}, en: duty {name}}}
    actor: clerk
    versions:
      - {{from: 2020-01-01, when: thing.good, basis: [act art 1]}}
"""


def test_of_many_rules_a_few_are_named(tmp_path: Path) -> None:
    rules = {name: DUTY.format(name=name) for name in "abcdef"}
    written.overlay(written.pack(tmp_path, **rules), caveats=CAVEAT)
    rulebook = load(tmp_path)
    decision = rulebook.decide(
        {"thing": {"good": True}}, as_of=date(2026, 11, 21), rules="*"
    )
    found = lines(decision, rulebook=rulebook)
    assert below(found, "  ! 有疑问。", 1) == [
        "    涉及 义务a；义务b；义务c；义务d；等6条规则"
    ]
    found = lines(decision, EN, rulebook=rulebook)
    assert below(found, "  ! In doubt.", 1) == [
        "    for Duty a; Duty b; Duty c; Duty d; and 2 more"
    ]
