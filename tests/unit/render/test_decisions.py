from datetime import date
from pathlib import Path
from typing import Any

from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.bilingual import Language
from telcorules.render.decisions import decision_page
from telcorules.render.text import as_text
from tests.unit.evaluation import written
from tests.unit.render.small import book

DAY = date(2026, 11, 21)


def lines(
    decision: Decision, rulebook: Rulebook, language: Language = Language.ZH
) -> list[str]:
    page = decision_page(decision, rulebook.program, language)
    return as_text(page, width=120, colour=False).splitlines()


def small(rules: str, as_of: date = DAY, **claim: Any) -> list[str]:
    return lines(book().decide({"claim": claim}, as_of=as_of, rules=rules), book())


def bundled(rules: str, case: Any, as_of: date = DAY) -> list[str]:
    rulebook = load()
    return lines(rulebook.decide(case, as_of=as_of, rules=rules), rulebook)


def test_where_there_was_no_law_the_days_with_law_are_told() -> None:
    assert small("claim.admission", date(2010, 1, 1))[:4] == [
        "当时没有这项规定   受理 · 假设提出日期为 2010-01-01 周五",
        "─" * 120,
        "  2016-07-30至2019-12-31：《小办法》",
        "  2020-01-01至今：《小办法》",
    ]


def test_a_condition_without_a_label_goes_by_its_name() -> None:
    found = small("claim.admission", paid=True, filed_on="2026-11-20")
    assert "  ✗ waited" in found
    assert "  ✓  并无：late  第一条第（三）项〔条文已核〕" in found


def test_a_failing_condition_without_a_message_shows_its_facts_alone() -> None:
    found = small("claim.admission", paid=True, filed_on="2026-11-20")
    place = found.index("  ✗ waited")
    assert found[place + 1 : place + 3] == [
        "    事实 提出日期 2026-11-20",
        "    依据 《小办法》第一条〔条文已核〕",
    ]


def test_a_choice_without_law_tells_the_days_with_law() -> None:
    assert bundled("report.venue", {}, date(2010, 1, 1))[:3] == [
        "由谁管",
        "  ? 由哪个通信管理局处理举报  当时没有这项规定",
        "  2023-06-01至今：《电信领域违法行为举报处理规定》",
    ]


def test_a_choice_that_is_open_names_a_few_candidates() -> None:
    assert small("claim.venue", province="广东")[1] == (
        "  ? claim.venue  还不能确定：中心；广东省办公室"
    )


def test_a_choice_that_conflicts_says_so(tmp_path: Path) -> None:
    rule = """
        rule: thing.place
        kind: choice
        title: {zh: 地点, en: place}
        versions:
          - from: 2020-01-01
            rows:
              - {if: thing.good, value: '"centre"', basis: [act art 1]}
              - {if: thing.fine, value: '"clerk"', basis: [act art 1]}
    """
    rulebook = load(written.pack(tmp_path, place=rule))
    both = rulebook.decide(
        {"thing": {"good": True, "fine": True}}, as_of=DAY, rules="thing.*"
    )
    assert lines(both, rulebook)[1] == "  ✗ 地点  规则互相冲突：中心；经办"
    none = rulebook.decide(
        {"thing": {"good": False, "fine": False}}, as_of=DAY, rules="thing.*"
    )
    assert lines(none, rulebook)[:3] == ["由谁管", "  ✗ 地点  没有适用的答案", ""]


def test_a_moved_day_shows_its_nominal_one() -> None:
    case = {"operator_complaint": {"filed_on": "2026-03-06", "replied_on": "not-yet"}}
    found = bundled("operator.reply", case)
    assert "    顺延 名义末日 2026-03-21 周六 是休息日" in found
    assert "    稳妥 2026-03-21 周六以前完成，无论怎样解释、怎样安排都不会迟" in found


def test_a_deadline_without_law_tells_the_days_with_law() -> None:
    found = bundled("report.disposition", {"report": {"received_on": "2010-01-01"}})
    assert found[1:4] == [
        "  · 举报处理期限  当时没有这项规定",
        "  2023-06-01至今：《电信领域违法行为举报处理规定》",
        "",
    ]


def test_a_checklist_without_law_tells_the_days_with_law() -> None:
    assert bundled("appeal.materials", {}, date(2010, 1, 1))[:2] == [
        "申诉材料应当写明的内容",
        "  2016-07-30至今：《电信用户申诉处理办法》",
    ]


def test_a_complete_checklist_says_so() -> None:
    assert small("claim.papers", name="a")[:2] == ["claim.papers", "  ✓ 各项都已具备"]


def test_a_deadline_whose_dates_are_unknown_says_what_it_needs() -> None:
    assert small("claim.answer", paid=None)[1:4] == [
        "  · 答复  不清楚",
        "    缺   已付、提出日期",
        "    依据 《小办法》第一条〔条文已核〕",
    ]


def test_an_oddity_is_noted() -> None:
    found = small("claim.answer", filed_on="2026-10-08", answered_on="2026-10-01")
    assert "  · 答复早于申请。" in found


def test_the_foot_names_pack_and_calendar() -> None:
    page = lines(
        book().decide({}, as_of=DAY, rules="claim.papers"), book(), Language.EN
    )
    sha256 = book().program.sha256[:12]
    assert page[-2:] == [
        (
            f"assessed 2026-11-21 · pack small 1 ({sha256}) · calendar firm through"
            " 2026-12-28 · telcorules 0.1.0"
        ),
        "Computed from rules; not legal advice. The competent authority decides.",
    ]
