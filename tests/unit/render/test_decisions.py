from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.law import Grade
from telcorules.render.bilingual import Language
from telcorules.render.decisions import decision_page
from telcorules.render.text import as_text
from telcorules.version import __version__
from tests.unit.evaluation import written
from tests.unit.render.service import context_of
from tests.unit.render.small import book

DAY = date(2026, 11, 21)
SMALL = Path(__file__).parents[2] / "fixtures/small"


def lines(
    decision: Decision, rulebook: Rulebook, language: Language = Language.ZH
) -> list[str]:
    page = decision_page(decision, context_of(rulebook, decision), language)
    return as_text(page, width=120, colour=False).splitlines()


def small(rules: str, as_of: date = DAY, **claim: Any) -> list[str]:
    return lines(book().decide({"claim": claim}, as_of=as_of, rules=rules), book())


def bundled(rules: str, case: Any, as_of: date = DAY) -> list[str]:
    rulebook = load()
    return lines(rulebook.decide(case, as_of=as_of, rules=rules), rulebook)


def test_where_a_pack_has_no_rule_the_days_with_one_are_told() -> None:
    assert small("claim.admission", date(2010, 1, 1))[:4] == [
        "本规则包没有收录当时的规定   受理 · 假设提出日期为 2010-01-01 周五",
        "─" * 120,
        "  2016-07-30至今：《小办法》",
        "",
    ]


def test_a_condition_without_a_label_goes_by_its_name() -> None:
    found = small("claim.admission", paid=True, filed_on="2026-11-20")
    assert "  ✗ waited" in found
    place = found.index("不存在下列不予受理的情形   未写名称的条款出自《小办法》")
    assert found[place + 1] == "  ✓  late  第一条第（三）项〔内容已核〕"


def test_a_failing_condition_without_a_message_shows_its_facts_alone() -> None:
    found = small("claim.admission", paid=True, filed_on="2026-11-20")
    place = found.index("  ✗ waited")
    assert found[place + 1 : place + 3] == [
        "    事实 提出日期 2026-11-20",
        "    依据 《小办法》第一条〔内容已核〕",
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
    assert lines(none, rulebook)[:3] == ["怎样处理", "  ✗ 地点  没有适用的答案", ""]


def test_a_moved_day_shows_its_nominal_one() -> None:
    case = {"operator_complaint": {"filed_on": "2026-03-06", "replied_on": "not-yet"}}
    found = bundled("operator.reply", case)
    place = found.index("  · 经营者答复投诉期限")
    moved = "".join(line.strip() for line in found[place + 1 : place + 3])
    assert moved == (
        "顺延 名义末日 2026-03-21 周六 是休息日，"
        "按“类推《民法典》，顺延到下一个工作日”的解释，依据《中华人民共和国民法典》第二百零三条〔内容已核〕"
    )
    assert found[place + 3] == (
        "    稳妥 按已收录的各种解释，在 2026-03-21 周六（含当日）以前完成均属按期"
    )


def test_a_moved_day_without_a_reading_is_a_day_of_rest_and_no_more(
    tmp_path: Path,
) -> None:
    written.pack(tmp_path, end=written.END)
    (tmp_path / "readings.yaml").unlink()
    rulebook = load(tmp_path)
    case = {"thing": {"begun_on": "2026-03-06"}}
    found = lines(rulebook.decide(case, as_of=DAY, rules="*"), rulebook)
    place = found.index("  · 期限")
    assert found[place + 1 : place + 3] == [
        "    顺延 名义末日 2026-03-21 周六 是休息日",
        "    依据 《某法》第一条〔内容已核〕",
    ]


def test_a_moved_day_names_a_reading_that_rests_on_nothing(tmp_path: Path) -> None:
    bare = written.READINGS.replace(", basis: [act art 1]", "")
    written.overlay(written.pack(tmp_path, end=written.END), readings=bare)
    rulebook = load(tmp_path)
    case = {"thing": {"begun_on": "2026-03-06"}}
    found = lines(rulebook.decide(case, as_of=DAY, rules="*"), rulebook)
    place = found.index("  · 期限")
    assert found[place + 1] == (
        "    顺延 名义末日 2026-03-21 周六 是休息日，按“顺延”的解释"
    )


def test_a_choice_that_is_decided_says_who() -> None:
    found = bundled("appeal.venue", {"respondent": {"province": "广东"}})
    assert found[1] == "  ✓ 向哪个机构申诉  广东省电信用户申诉受理机构"


def test_a_contested_point_shows_the_reading_taken_and_the_other() -> None:
    found = small("claim.answer", paid=True, filed_on="2026-11-11")
    place = found.index("有争议的地方")
    assert found[place + 1 : place + 6] == [
        "  ≠ 末日是休息日的是否顺延",
        "    现采 顺延",
        "    依据 《小办法》第一条第（一）项〔内容已核〕",
        "    如采 不顺延",
        "    结果 答复：2026-11-21 周六 进行中",
    ]


def test_a_contested_point_shows_why_each_reading_may_be_taken() -> None:
    case = {"operator_complaint": {"filed_on": "2026-03-06", "replied_on": "not-yet"}}
    found = bundled("operator.reply", case)
    place = found.index("  ≠ 办理期限的最后一日是休息日时是否顺延")
    assert found[place + 1] == "    现采 类推《民法典》，顺延到下一个工作日"
    assert found[place + 3].startswith("    理由 类推《民法典》第二百零三条。")
    other = found.index("    如采 不顺延")
    assert found[other + 2].startswith("    理由 把《民法典》第二百零三条理解为")


def test_grounds_of_refusal_stand_apart_from_conditions() -> None:
    case = {
        "dispute": {"settled": True, "settlement_performed": True},
        "appeal": {"handled_elsewhere": False, "filed_on": "2026-11-20"},
        "respondent": {"identified": False},
    }
    found = bundled("appeal.admission", case)
    place = found.index("不符合的条件")
    assert found[place + 1] == "  ✗ 有明确的被申诉人"
    place = found.index("存在下列不予受理的情形")
    assert found[place + 1] == "  ✗ 已达成和解协议并已执行"
    place = next(n for n, one in enumerate(found) if one.startswith("不存在下列"))
    assert found[place + 1].startswith("  ✓  其他机关或者组织已经受理或者处理  ")


CAUTION = "    注意 该期限只见于概述，未见于公布的条文，不能单独据此认定逾期"


def test_a_limit_that_only_an_overview_has_carries_a_caution() -> None:
    dated = {"appeal": {"decided_on": "2026-10-15", "accepted": True}}
    assert CAUTION in bundled("appeal.mediation", dated)
    assert CAUTION not in bundled("appeal.mediation", {"appeal": {"accepted": True}})
    answer = {"appeal": {"materials_completed_on": "2026-10-15"}}
    assert CAUTION not in bundled("appeal.answer", answer)


def test_a_limit_of_which_nothing_was_verified_carries_a_caution() -> None:
    rulebook = load()
    case = {"appeal": {"materials_completed_on": "2026-10-15"}}
    found = rulebook.decide(case, as_of=DAY, rules="appeal.answer")
    one = found["appeal.answer"]
    basis = tuple(replace(cited, verified=Grade.NONE) for cited in one.basis)
    results = {"appeal.answer": replace(one, basis=basis)}
    assert "    注意 该期限的条文未经核实，不能单独据此认定逾期" in lines(
        replace(found, results=results), rulebook
    )


def test_several_places_are_told_as_all_competent() -> None:
    several = bundled("report.*", {"report": {"act_provinces": ["浙江", "江苏"]}})
    assert several[1] == (
        "  ✓ 由哪个通信管理局处理举报  以下机关均有管辖权：浙江省通信管理局；"
        "江苏省通信管理局"
    )
    unknown = bundled("report.*", {"report": {"received_on": "2026-11-20"}})
    assert "  ? 由哪个通信管理局处理举报  还不能确定（31个可能）" in unknown


def test_a_passage_is_named_by_what_it_is_about() -> None:
    found = bundled("report.disposition", {"report": {"received_on": "2026-10-08"}})
    assert (
        "    依据 《电信领域违法行为举报处理规定》（收到举报起六十日内分类处理，"
        "条号不明）〔摘要〕"
    ) in found


def test_a_complete_checklist_says_so() -> None:
    assert small("claim.papers", name="a")[:2] == ["claim.papers", "  ✓ 各项都已具备"]


def test_a_deadline_whose_dates_are_unknown_says_what_it_needs() -> None:
    assert small("claim.answer", paid=None)[:3] == [
        "还缺事实的   未写名称的条款出自《小办法》",
        "  ?  答复                第一条〔内容已核〕",
        "     缺：已付、提出日期",
    ]


def test_an_oddity_is_noted() -> None:
    found = small("claim.answer", filed_on="2026-10-08", answered_on="2026-10-01")
    assert "  · 答复早于申请。" in found


def test_the_foot_names_the_day_whose_notices_were_known() -> None:
    then = load(SMALL, known_at=date(2020, 1, 20))
    decision = then.decide({}, as_of=DAY, rules="claim.papers")
    pages = [" ".join(lines(decision, then, language)) for language in Language]
    assert "日历确定至 2020-12-28（按 2020-01-20 所知）" in pages[0]
    assert "firm through 2020-12-28 as known on 2020-01-20" in pages[1]


def test_the_foot_names_pack_and_calendar() -> None:
    page = lines(
        book().decide({}, as_of=DAY, rules="claim.papers"), book(), Language.EN
    )
    sha256 = book().program.sha256[:12]
    assert page[-2:] == [
        (
            f"assessed 2026-11-21 · pack small 1 ({sha256}) · calendar firm through"
            f" 2026-12-28 · telcorules {__version__}"
        ),
        "Computed from rules; not legal advice. The competent authority decides.",
    ]
