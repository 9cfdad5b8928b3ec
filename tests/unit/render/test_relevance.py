from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from telcorules.evaluation.loading import load
from telcorules.render.relevance import Relevance, relevance
from tests.unit.evaluation import written
from tests.unit.render.service import DAY, book, decided, lines


def sorted_out(case: dict[str, Any], rules: str | list[str] = "*") -> Relevance:
    return relevance(decided(case, rules), book().program)


def test_what_runs_matters_where_its_event_or_its_end_is_stated() -> None:
    found = sorted_out({"bill": {"due_on": "2026-10-08"}})
    assert list(found.shown) == ["bill.cut-off", "bill.late-connection"]
    assert "ticket.answer" in found.untouched
    found = sorted_out({"message": {"forwarded_on": "2026-10-08"}})
    assert list(found.shown) == ["message.forwarding"]


def test_what_does_not_apply_is_idle() -> None:
    case = {"bill": {"due_on": "2026-10-08", "own_fault": False}}
    found = sorted_out(case)
    assert (list(found.shown), found.idle) == (
        ["bill.cut-off"],
        ("bill.late-connection",),
    )


def test_where_nothing_applies_what_is_idle_is_shown() -> None:
    found = sorted_out({"works": {"starts_at": "not-yet"}})
    assert (list(found.shown), found.idle) == (["works.notice"], ())


def test_rules_that_read_no_fact_stay_quiet() -> None:
    case = {"plea": {"refused": True, "reasons_given": True}}
    assert "ticket.no-refusal" in sorted_out(case).untouched
    alone = sorted_out(case, "ticket.no-refusal")
    assert (list(alone.shown), alone.untouched) == (["ticket.no-refusal"], ())


def test_a_choice_matters_where_any_of_its_facts_is_stated() -> None:
    found = sorted_out({"ticket": {"kind": "trade"}})
    assert {"ways", "stage", "plea.papers"} <= found.shown.keys()
    assert "bill.cut-off" in found.untouched


def test_the_main_admission_matters_by_every_fact_and_others_by_their_act() -> None:
    ticket = {"ticket": {"opened_on": "2026-10-08"}}
    decision = decided(ticket)
    assert "plea.admission" in relevance(decision, book().program).shown
    other = replace(book().program, main=None)
    assert "plea.admission" in relevance(decision, other).untouched
    filed = decided({"plea": {"filed_on": "not-yet"}})
    assert "plea.admission" in relevance(filed, other).shown


def test_a_province_alone_calls_up_no_duty_that_reads_it() -> None:
    rulebook = load()
    case = {
        "respondent": {"province": "410000"},
        "dispute": {"occurred_on": "2026-09-01"},
    }
    decision = rulebook.decide(case, as_of=DAY, rules="*")
    found = relevance(decision, rulebook.program)
    assert "service.abnormal-charge" in found.untouched
    billed = {**case, "bill": {"month_charge": "900"}}
    decision = rulebook.decide(billed, as_of=DAY, rules="*")
    assert "service.abnormal-charge" in relevance(decision, rulebook.program).shown


def test_what_rules_were_left_out_is_named_or_counted() -> None:
    found = lines(decided({"bill": {"due_on": "2026-10-08", "own_fault": False}}))
    assert "  · 不适用或者尚未起算：迟延开通的违约金。" in found
    assert "".join(line.strip() for line in found[-2:]).endswith("；等11条规则。")
    few = decided({"bill": {"due_on": "2026-10-08"}}, ["bill.cut-off", "ticket.answer"])
    assert lines(few)[-1] == "  · 没有涉及：答复投诉期限。"


def test_where_the_facts_touch_no_rule_every_rule_is_shown() -> None:
    case = {"plea": {"name_given": True}}
    found = sorted_out(case, ["ticket.answer", "bill.cut-off"])
    assert list(found.shown) == ["ticket.answer", "bill.cut-off"]


def test_where_no_answer_bears_the_case_all_are_shown() -> None:
    found = sorted_out({"bill": {"due_on": "2026-10-08"}}, ["ways", "plea.papers"])
    assert list(found.shown) == ["plea.papers", "ways"]


def test_a_day_before_all_law_leaves_rules_of_other_facts_alone() -> None:
    decision = decided({"bill": {"due_on": "2010-01-08"}}, as_of=date(2010, 1, 1))
    found = relevance(decision, book().program)
    assert list(found.shown) == ["bill.cut-off", "bill.late-connection"]


LOCAL = """
    rule: thing.hearing
    kind: duty
    title: {zh: 听取意见, en: hearing}
    actor: clerk
    versions:
      - from: 2020-01-01
        when: thing.good and reading.duty_rollover == "strict"
        basis: [act art 1]
"""
FINE = """
    rule: thing.fine
    kind: duty
    title: {zh: 告知, en: telling}
    actor: clerk
    versions:
      - {from: 2020-01-01, when: thing.good, basis: [act art 1]}
"""


def test_what_applies_under_another_reading_is_not_idle(tmp_path: Path) -> None:
    rulebook = load(written.pack(tmp_path, hearing=LOCAL, fine=FINE))
    decision = rulebook.decide({"thing": {"good": True}}, as_of=DAY, rules="*")
    found = relevance(decision, rulebook.program)
    assert (set(found.shown), found.idle) == ({"thing.hearing", "thing.fine"}, ())
    shown = lines(decision, rulebook=rulebook)
    assert "  · 听取意见  不适用  经办" in shown
    assert "    结果 听取意见：应当履行" in shown
