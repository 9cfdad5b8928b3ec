"""The clauses of every kind of rule in words."""

from pathlib import Path

from telcorules.evaluation.context import Context
from telcorules.evaluation.loading import load
from telcorules.render.clauses import Clause
from telcorules.render.rules import clauses, proofs
from tests.unit.evaluation import written
from tests.unit.render.service import DAY, book, context


def of(rule: str, version: int = -1) -> dict[str, Clause]:
    """Return the clauses of a version of a rule, by their ids."""
    found = book().program.rules[rule]
    listed = clauses(found.versions[version], found, context())
    return {one.id: one for one in listed}


def test_a_limit_counted_back_says_so() -> None:
    words = of("works.notice")["works.notice"].words
    assert words.zh == "最迟在开工时间前72小时；以通告时间为完成"
    assert words.en == (
        "at least 72 hours before the time the works start;"
        " done on the time of the notice"
    )


def test_all_limits_of_several_are_told() -> None:
    words = of("inquiry.end", 0)["inquiry.end"].words
    assert words.zh == (
        "自立案日期起45个工作日、60日内，以先届满的为准；以结案日期为完成"
    )
    assert words.en == (
        "within 45 working days or 60 days from the day it began, whichever ends"
        " first; done on the day it ended"
    )


def test_what_a_text_itself_moves_is_told() -> None:
    words = of("inquiry.end")["inquiry.end"].words
    assert words.zh == (
        "自立案日期起60日内；末日是节假日的，依该规定自身顺延到节假日后的第一日；"
        "以结案日期为完成"
    )
    assert "; a last day on a holiday moves to the day after it" in words.en


def test_extensions_exclusions_and_what_follows_are_clauses_of_their_own() -> None:
    found = of("inquiry.end")
    assert [(one.id, one.role) for one in found.values()] == [
        ("inquiry.end", "deadline"),
        ("extended_by.1", "extended_by"),
        ("excluding.1", "excluding"),
        ("on_miss", "on_miss"),
    ]
    longer, span = found["extended_by.1"], found["excluding.1"]
    assert longer.words.zh == "批准延长日期不晚于期限届满的，延长30日"
    assert longer.words.en == (
        "longer by 30 days where the day of the extension is not after its end"
    )
    assert span.words.zh == (
        "自鉴定开始日期至鉴定结束日期的各日不计入，首尾两日也不计入"
    )
    assert [one.text for one in span.basis] == ["《服务办法》第五条第（三）项"]
    assert found["on_miss"].words.zh == "逾期的，可以请求上级督促"


def test_hours_and_working_days_hang_on_no_reading_of_last_days() -> None:
    assert of("repair.mend")["repair.mend"].readings == ()
    assert of("message.forwarding")["message.forwarding"].readings == ()
    assert of("ticket.answer")["ticket.answer"].readings == (
        "duty-rollover",
        "local-regulation",
    )


def test_a_permission_opens_once_its_period_is_over() -> None:
    words = of("bill.cut-off")["bill.cut-off"].words
    assert words.zh == ("自约定缴费日期起满30日以后可以，不顺延；以停止服务日期为实施")
    assert words.en == (
        "once 30 days from the day the bill is due are over, never moved;"
        " done on the day of the cut-off"
    )


def test_a_duty_says_when_and_what_meets_it() -> None:
    found = of("plea.reasons")
    assert list(found) == ["plea.reasons", "done", "on_miss"]
    assert found["plea.reasons"].words.zh == (
        "如果不予受理：应当履行；已说明理由的，为已履行"
    )
    assert found["plea.reasons"].words.en == (
        "if refused: it is owed; met where reasons were given"
    )
    assert found["done"].source == "plea.reasons_given"
    (bare,) = of("ticket.no-refusal").values()
    assert (bare.words.zh, bare.words.en, bare.node) == ("应当履行", "it is owed", None)


def test_an_amount_says_its_value_and_how_it_is_rounded() -> None:
    found = of("bill.late-connection")
    assert list(found) == ["bill.late-connection", "when"]
    assert found["bill.late-connection"].words.zh == (
        "如果因服务商原因：应付（（所收费用乘以0.01）乘以自约定开通日期至实际开通"
        "日期的天数），四舍五入，保留2位小数"
    )
    assert found["bill.late-connection"].words.en.endswith(
        ", rounded half up to 2 places"
    )
    assert found["when"].words.en == "through the provider's fault"


def test_a_row_says_what_opens_closes_and_bars_it() -> None:
    found = of("ways")
    assert list(found) == ["1", "2", "2.opens", "2.closes", "2.barred.1", "3", "4"]
    notes = {key: note.zh for key, note in found["2"].notes.items()}
    assert notes == {
        "needs": "书面提出。",
        "otherwise": "买卖争议不归它管。",
        "premature": "先等服务商答复。",
    }
    assert found["2.closes"].words.zh == "自投诉日期起2年的最后一日（遇休息日顺延）"
    barred = found["2.barred.1"]
    assert barred.label is not None
    assert (barred.label.zh, barred.words.zh) == ("其他机关已经处理。",) * 1 + (
        "其他机关已经处理",
    )
    assert found["2"].to_dict()["notes"]["needs"] == {
        "zh": "书面提出。",
        "en": "It is made in writing.",
    }
    assert of("stage")["1"].notes["turn"].zh == "用户"


def test_an_item_says_when_it_is_asked_for() -> None:
    found = of("plea.papers")
    assert list(found) == ["name", "bill", "bill.when"]
    assert found["bill.when"].words.zh == "性质是收费"


def test_every_part_with_a_condition_is_proved() -> None:
    case = book().case({"plea": {"refused": True, "elsewhere": True}})
    today = DAY.toordinal()
    rules = book().program.rules
    reasons = proofs(rules["plea.reasons"], case, today, today, context())
    assert {name: one.value for name, one in reasons.items()} == {
        "plea.reasons": True,
        "done": None,
    }
    ways = proofs(rules["ways"], case, today, today, context())
    assert ways["2.barred.1"].value is True


READ = """
    rule: thing.hearing
    kind: duty
    title: {zh: 听取意见, en: hearing}
    actor: clerk
    versions:
      - from: 2020-01-01
        when: thing.good or reading.duty_rollover == "strict"
        readings: {duty-rollover: {strict: [act art 1(2)]}}
        basis: [act art 1]
"""
FEE = """
    rule: thing.fee
    kind: amount
    title: {zh: 费用, en: fee}
    actor: clerk
    versions:
      - from: 2020-01-01
        value: thing.price
        rounding: up
        places: 0
        basis: [act art 1]
"""


def test_what_a_reading_rests_on_in_a_rule_is_told(tmp_path: Path) -> None:
    rulebook = load(written.pack(tmp_path, hearing=READ, fee=FEE))
    within = Context(rulebook.program, rulebook.calendar, dict(rulebook.readings))
    rule = rulebook.program.rules["thing.hearing"]
    found = {one.id: one for one in clauses(rule.versions[0], rule, within)}
    name = "readings.duty-rollover.strict"
    assert found[name].words.zh == "不顺延"
    assert [one.text for one in found[name].basis] == ["《某法》第一条第（二）项"]
    fee = rulebook.program.rules["thing.fee"]
    (clause,) = clauses(fee.versions[0], fee, within)
    assert clause.words.zh == "应付价，向上进位，保留0位小数"
