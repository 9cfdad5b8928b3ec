"""Drafts of notices: what they say, what they leave open, what isn't drafted."""

import re
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from telcorules import RequestError, load, notice
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.notices import NoticeKind, notice_page
from telcorules.render.page import Paragraph, Point, pieces
from tests.unit.evaluation import written
from tests.unit.render.notice_cases import HENAN, stated
from tests.unit.render.test_html import Reader

DAY = date(2026, 11, 25)
ACCEPTED: dict[str, Any] = {"accepted": True, "decided_on": "2026-11-24"}
BLANK = re.compile("【[^【】]+】")


def drafted(kind: str, facts: Any, as_of: date = DAY, form: str = "markdown") -> str:
    return notice(load(), kind, facts, as_of=as_of, form=form)


def section(text: str, title: str) -> list[str]:
    """Return the lines below a title."""
    found = text.split(f"\n## {title}\n\n")[1].split("\n## ", maxsplit=1)[0]
    return [line for line in found.splitlines() if line]


def refused(kind: str, facts: Any, book: Rulebook | None = None) -> str:
    with pytest.raises(RequestError) as caught:
        notice(book or load(), kind, facts, as_of=DAY)
    return str(caught.value)


class TestApplication:
    """An application holds what article 12 asks for, and marks what is missing."""

    def test_what_is_there_is_to_be_copied_and_what_is_missing_is_marked(self) -> None:
        lines = section(drafted("application", stated()), "申诉人")
        assert lines == [
            "- 申诉人的姓名或者名称：【照申诉材料填写】",
            "- 申诉人的地址：【照申诉材料填写】",
            "- 申诉人的电话：【照申诉材料填写】",
            "- 申诉人的邮政编码：【缺少，应当写明】",
            "  - 依据：《电信用户申诉处理办法》第十二条第（一）项〔内容已核〕",
        ]

    def test_what_nobody_spoke_of_is_to_be_filled_in(self) -> None:
        text = drafted("application", {})
        assert text.count("【待填，是否写明不清楚】") == 10
        assert "此致 【待填：申诉受理机构】" in text
        assert text.count("【待填：申诉日期】") == 1
        assert section(text, "理由和事实根据")[0].startswith("- 理由和事实根据：")
        assert len(section(text, "理由和事实根据")) == 2

    def test_it_tells_what_the_case_states(self) -> None:
        assert section(drafted("application", stated()), "理由和事实根据")[1:4] == [
            "争议的性质：收费争议。",
            "申诉事项发生于2026年9月30日。",
            "已于2026年10月8日向被申诉人投诉。",
        ]

    def test_an_answer_that_never_came_is_told_with_its_basis(self) -> None:
        last = section(drafted("application", stated()), "理由和事实根据")[-1]
        assert last.startswith("被申诉人的答复期限至2026年10月23日届满，没有答复。（《")
        facts = {**stated(), "operator_complaint": {"filed_on": "2026-10-08"}}
        assert "没有答复。" not in drafted("application", facts)

    def test_what_stands_in_the_way_is_told(self) -> None:
        text = drafted("application", stated(handled_elsewhere=True))
        title = "不符合受理条件之处（发出前删除）"
        assert section(text, title)[0] == "- 其他机关或者组织已经受理或者处理"
        assert "还不清楚之处" not in text
        assert "还不清楚之处" in drafted("application", {})

    def test_it_goes_to_the_body_that_is_competent(self) -> None:
        text = drafted("application", stated())
        assert "此致 广东省电信用户申诉受理机构" in text


class TestAcceptance:
    """A notice of acceptance names the conditions met, and the time to answer."""

    def test_what_holds_and_what_doesn_t_are_apart(self) -> None:
        text = drafted("acceptance", stated())
        met = section(text, "符合的受理条件")
        bars = section(text, "不存在下列不予受理的情形")
        assert "- 已先向经营者投诉" in met
        assert "- 超过申诉时限" in bars
        assert "- 超过申诉时限" not in met

    def test_the_time_to_answer_is_told_with_its_basis(self) -> None:
        facts = stated(materials_completed_on="2026-11-24")
        lines = section(drafted("acceptance", facts), "办理期限")
        assert lines[0].startswith("答复申诉人的期限至2026年12月24日。（《电信用户")
        assert lines[1].startswith("条例规定的答复期限至2026年12月21日。（《")

    def test_a_day_that_isn_t_firm_is_said_to_be_provisional(self) -> None:
        facts = stated(filed_on="2026-12-10", materials_completed_on="2026-12-11")
        text = drafted("acceptance", facts, date(2026, 12, 14))
        assert "（暂定）。（" in section(text, "办理期限")[0]

    def test_a_day_that_was_decided_is_written(self) -> None:
        lines = section(drafted("acceptance", stated(**ACCEPTED)), "落款")
        assert lines == ["广东省电信用户申诉受理机构", "2026年11月24日 【待填：印章】"]

    def test_what_has_to_be_checked_is_listed(self) -> None:
        lines = section(drafted("acceptance", stated()), "核对（发出前删除）")
        assert "- ☐ 须由人判断：具有直接利害关系（是）" in lines
        assert lines[-1].startswith("- ☐ 本结论由规则推算得出，不是法律意见")


class TestRefusal:
    """A notice of refusal gives every reason, and what can be done about it."""

    TEXT = drafted("refusal", stated(HENAN), date(2026, 11, 18))

    def test_the_reasons(self) -> None:
        lines = section(self.TEXT, "不予受理的理由")
        assert lines[0] == "- 对答复不满意，或者期限届满仍未获答复"
        assert [line.partition("：")[0] for line in lines[1:]] == [
            "  - 理由",
            "  - 事实",
            "  - 依据",
        ]

    def test_every_reason_is_given(self) -> None:
        facts = stated(handled_elsewhere=True, handled_by_appeal_body=True)
        lines = section(drafted("refusal", facts), "不予受理的理由")
        assert [line for line in lines if line.startswith("- ")] == [
            "- 申诉受理机构已经受理或者处理",
            "- 其他机关或者组织已经受理或者处理",
        ]
        assert "补正后可以再提出" not in drafted("refusal", facts)

    def test_what_mends_it(self) -> None:
        lines = section(self.TEXT, "补正后可以再提出的情形")
        assert lines[0] == "- → 2026-11-25 周三起符合受理条件"

    def test_what_is_open_against_it(self) -> None:
        lines = section(self.TEXT, "救济途径")
        assert lines[0] == "是否都适用，还要看没有说明的事实"
        assert [line for line in lines if line.startswith("- ")] == [
            "- 申请仲裁",
            "- 提起民事诉讼",
            "- 申请行政复议",
            "- 提起行政诉讼",
        ]

    def test_nothing_is_left_open_where_the_facts_tell(self) -> None:
        facts = stated(HENAN, challengeable=False)
        facts["dispute"]["arbitration_agreed"] = False
        facts["mediation"] = {"concluded_on": "not-yet"}
        lines = section(drafted("refusal", facts, date(2026, 11, 18)), "救济途径")
        assert lines[0] == "- 提起民事诉讼"

    def test_another_reading_is_to_be_checked(self) -> None:
        line = section(self.TEXT, "核对（发出前删除）")[1]
        assert line.endswith("另一种解释下，结论为“符合受理条件”")

    def test_a_refusal_that_was_made_keeps_its_day(self) -> None:
        facts = stated(HENAN, accepted=False, decided_on="2026-11-19")
        text = drafted("refusal", facts)
        assert "2026年11月19日 【待填：印章】" in text


class TestForwarding:
    """A notice of forwarding says what was accepted, and names no number of days."""

    TEXT = drafted("forwarding", stated(**ACCEPTED))

    def test_what_was_accepted(self) -> None:
        assert (
            "【待填：申诉人姓名或者名称】于2026年11月21日提出的申诉，已于2026年11月24日受理"
        ) in self.TEXT
        assert "争议的性质：收费争议" in self.TEXT

    def test_the_days_for_feedback_are_a_blank(self) -> None:
        (line,) = [one for one in self.TEXT.splitlines() if "反馈期限" in one]
        assert line.startswith("请在【待填：反馈期限】前反馈。")
        assert re.search(r"[0-9]+ *(日|个工作日)", line) is None


class TestNothingIsInvented:
    """What a draft says comes from the case, from a rule, or is a blank."""

    DRAFTS: Final = [
        ("application", {}),
        ("application", stated()),
        ("acceptance", stated()),
        ("refusal", stated(HENAN)),
        ("forwarding", stated(**ACCEPTED)),
    ]

    @pytest.mark.parametrize(("kind", "facts"), DRAFTS)
    def test_days_are_those_of_the_case_or_of_its_limits(
        self, kind: str, facts: Any
    ) -> None:
        text = drafted(kind, facts)
        found = load().decide(facts, as_of=DAY)
        known = {f"{one.day:%Y-%m-%d}" for one in found.timeline}
        known |= {
            f"{one.day.year}年{one.day.month}月{one.day.day}日"
            for one in found.timeline
        }
        cures = load().cures("appeal.admission", facts, as_of=DAY)
        known |= {one.from_day.isoformat() for one in cures.options}
        days = re.findall(
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}年[0-9]+月[0-9]+日", text
        )
        assert {one for one in days if one not in known} == set()

    @pytest.mark.parametrize(("kind", "facts"), DRAFTS)
    def test_blanks_are_marked_in_html(self, kind: str, facts: Any) -> None:
        text = drafted(kind, facts, form="html")
        marked = re.findall(r'<mark class="blank">(.*?)</mark>', text)
        assert marked == BLANK.findall(text)
        assert len(marked) > 0

    @pytest.mark.parametrize(("kind", "facts"), DRAFTS)
    def test_every_line_tells_its_node(self, kind: str, facts: Any) -> None:
        page = notice_page(NoticeKind(kind), facts, load(), DAY)
        bare = [
            one for one in page if isinstance(one, Point | Paragraph) and not one.node
        ]
        assert [pieces(one.words) for one in bare] == []
        assert Reader(drafted(kind, facts, form="html")).open == []


class TestRefusals:
    """What a decision doesn't support isn't drafted, and the reason is told."""

    @pytest.mark.parametrize(
        ("kind", "facts", "why"),
        [
            ("acceptance", stated(HENAN), "the case is inadmissible (unsatisfied-or"),
            ("acceptance", stated(filed_on=None), "the appeal isn't filed"),
            (
                "acceptance",
                stated(handled_elsewhere=None),
                "whether the case is admissible isn't determined (already-before-other",
            ),
            (
                "acceptance",
                stated(accepted=False, decided_on="2026-11-24"),
                "the case states that the appeal was refused",
            ),
            ("refusal", stated(), "the case is admissible"),
            ("refusal", stated(filed_on="not-yet"), "the appeal isn't filed"),
            (
                "refusal",
                stated(HENAN, **ACCEPTED),
                "the case states that the appeal was",
            ),
            (
                "refusal",
                stated(filed_on="2010-01-01"),
                "no rule on appeals covers 2010",
            ),
            ("forwarding", stated(), "an appeal is forwarded once it was accepted"),
            ("forwarding", stated(accepted=True), "an appeal is forwarded once"),
            ("forwarding", stated(HENAN, **ACCEPTED), "the case is inadmissible"),
            ("application", stated(filed_on="2010-01-01"), "no rule on appeals covers"),
            ("application", stated(**ACCEPTED), "the appeal was accepted already"),
        ],
    )
    def test_what_isn_t_supported(self, kind: str, facts: Any, why: str) -> None:
        found = refused(kind, facts)
        assert found.startswith(f"TR657: the {kind} can't be drafted: {why}")
        assert "\n  fix: " in found

    def test_a_pack_without_appeals(self, tmp_path: Path) -> None:
        found = refused("refusal", {}, written.book(tmp_path))
        assert found.startswith("TR657: the pack has no rule `appeal.admission`")

    def test_words_that_aren_t_known(self) -> None:
        assert refused("letter", {}) == (
            "TR651: there is no notice `letter`\n"
            "  fix: take application, acceptance, refusal, forwarding"
        )
        with pytest.raises(RequestError, match="no form of a notice `pdf`"):
            notice(load(), "refusal", stated(HENAN), as_of=DAY, form="pdf")
