from dataclasses import replace

from telcorules.language.program import Rule
from telcorules.render.bilingual import Language
from telcorules.render.explanations import Question, explanation_page
from telcorules.render.reads import governing_day
from telcorules.render.rules import proofs
from telcorules.render.text import as_text
from tests.unit.render.service import DAY, EN, ZH, below, book, context

TODAY = DAY.toordinal()


def lines(
    rule: str | Rule, language: Language = ZH, question: Question | None = None
) -> list[str]:
    known = book().program.rules[rule] if isinstance(rule, str) else rule
    page = explanation_page(known, context(), language, question)
    return as_text(page[:-1], width=120, colour=False).splitlines()


def test_the_head_names_whom_a_rule_binds() -> None:
    assert lines("bill.cut-off")[0] == "因欠费停止服务   bill.cut-off · 许可 · 服务商"
    assert lines("ways")[0] == "可以走哪些途径   ways · 选择"


def test_by_which_day_the_version_is_chosen_is_told() -> None:
    assert lines("plea.reasons")[2] == (
        "适用哪个版本，看申诉日期；没有日期的，为评估日。"
    )
    assert lines("plea.admission", EN)[2] == (
        "The day asked about: day of the plea; where it has none, the day of the"
        " assessment."
    )


def test_a_promise_names_the_law_that_it_is_held_against() -> None:
    promise = replace(book().program.rules["works.notice"], under="ticket.answer")
    assert "对照的法定规则：答复投诉期限。" in lines(promise)
    assert "Held against: time to answer." in lines(promise, EN)


def test_a_parameter_that_hangs_on_no_reading_shows_its_condition_alone() -> None:
    found = lines("repair.mend")
    value = "mending-time  在城镇  2016-07-30起 48小时"
    assert f"    参数    {value}  《服务办法》第三条〔内容已核〕" in found
    found = lines("ticket.answer")
    assert [one for one in found if "local-regulation=local；省份是河南省" in one]


def test_parts_of_a_clause_stand_below_it_by_what_they_are() -> None:
    found = lines("ways")
    assert "    要求    书面提出。" in found
    assert "    否则    买卖争议不归它管。" in found
    assert "    尚早    先等服务商答复。" in found
    assert "  · 开放  2.opens" in found
    assert "  · 其他机关已经处理。  已被排除 · 2.barred.1" in found
    assert below(lines("inquiry.end"), "  · 后果  on_miss", 1) == [
        "    中文    逾期的，可以请求上级督促"
    ]


def test_days_without_a_text_at_hand_stand_last() -> None:
    assert lines("message.forwarding")[-2:] == [
        "2026-05-01起",
        "  该日起的转送期限没有看到文本。（《信息办法》）",
    ]


def test_a_case_shows_the_value_of_every_part_but_what_is_written() -> None:
    rule = book().program.rules["ways"]
    case = book().case({"ticket": {"opened_on": "2026-10-08", "kind": "charge"}})
    day = governing_day(rule, case, TODAY)
    question = Question(day, proofs(rule, case, day, TODAY, context()))
    found = lines("ways", ZH, question)
    assert "  ✓ 性质不是买卖" in found
    assert [one for one in found if one.strip().startswith("法院 = ")] == []


def test_an_amount_shows_how_it_was_reckoned() -> None:
    rule = book().program.rules["bill.late-connection"]
    facts = {"promised_on": "2026-10-08", "connected_on": "2026-10-12", "fee": "200"}
    case = book().case({"bill": facts})
    day = governing_day(rule, case, TODAY)
    question = Question(day, proofs(rule, case, day, TODAY, context()))
    found = lines("bill.late-connection", EN, question)
    assert [one for one in found if one.endswith(" = 8.00")]
    assert [one for one in found if one.endswith("the day of connection = 4")]
    assert "  ? through the provider's fault" in found
