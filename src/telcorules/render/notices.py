"""Drafts of what is written in an appeal: an application, and three notices.

Each is made from a decision, in Chinese, for somebody to finish. One that the decision
doesn't support isn't drafted; the error says why.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, NoReturn

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.context import Context
from telcorules.evaluation.cures import Cures
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Outcome, Selection, Status
from telcorules.evaluation.results import Admission, Deadline
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.selections import Choice
from telcorules.language.values import NOT_YET
from telcorules.render.bilingual import Language
from telcorules.render.cures import CuresView
from telcorules.render.letters import LetterView, blank, in_full
from telcorules.render.page import Block, Page, Paragraph, Point, Section
from telcorules.render.views import DOT, part

ADMISSION: Final = "appeal.admission"
REMEDIES: Final = "appeal.remedies"
_NEEDED: Final = (ADMISSION, REMEDIES, "appeal.materials", "appeal.venue")


class NoticeKind(StrEnum):
    """What can be drafted."""

    APPLICATION = "application"
    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"
    FORWARDING = "forwarding"


TITLES: Final[Mapping[NoticeKind, str]] = {
    NoticeKind.APPLICATION: "电信用户申诉书",
    NoticeKind.ACCEPTANCE: "电信用户申诉受理通知书",
    NoticeKind.REFUSAL: "电信用户申诉不予受理通知书",
    NoticeKind.FORWARDING: "电信用户申诉转办通知书",
}


def notice_page(
    kind: NoticeKind, case: object, book: Rulebook, as_of: date | None = None
) -> Page:
    """Return a draft as a page.

    Args:
        kind: What to draft.
        case: The case, or what `Rulebook.case` reads.
        book: The rules.
        as_of: The day of the question; today in China where it is left out.

    Raises:
        RequestError: The decision doesn't support it, or the pack has no appeals.
        CaseError: The case can't be read.
    """
    missing = [name for name in _NEEDED if name not in book.program.rules]
    if missing:
        _refuse(f"the pack has no rule `{missing[0]}`", "use a pack with appeals")
    decision = book.decide(case, as_of=as_of)
    admission: Admission = book.evaluate(ADMISSION, decision.case, as_of=decision.as_of)
    if why := _CHECKS[kind](admission, decision):
        what = f"the {kind} can't be drafted: {why[0]}"
        _refuse(what, why[1])
    context = Context(book.program, book.calendar, dict(book.readings))
    view = LetterView(context, Language.ZH, decision)
    return tuple(_WRITERS[kind](Draft(view, admission, book)))


def _refuse(what: str, hint: str) -> NoReturn:
    raise RequestError(Problem("TR657", what, hint))


Why = tuple[str, str] | None
"""Why something can't be drafted, and what to do; None where it can."""


def _application(admission: Admission, decision: Decision) -> Why:
    if admission.outcome is Outcome.NOT_IN_FORCE:
        return f"no rule on appeals covers {admission.at}", "ask about another day"
    if decision.case["appeal.accepted"]:
        return "the appeal was accepted already", "leave appeal.accepted out"
    return None


def _acceptance(admission: Admission, decision: Decision) -> Why:
    if found := _unfiled(admission):
        return found
    if _refused(decision):
        hint = "correct appeal.decided_on and appeal.accepted"
        return "the case states that the appeal was refused", hint
    if admission.outcome is not Outcome.ADMISSIBLE:
        return _because(admission), "run `telcorules decide` to see every ground"
    return None


def _refusal(admission: Admission, decision: Decision) -> Why:
    if found := _unfiled(admission):
        return found
    if decision.case["appeal.accepted"]:
        hint = "correct appeal.accepted"
        return "the case states that the appeal was accepted", hint
    if admission.outcome is not Outcome.INADMISSIBLE:
        return _because(admission), "run `telcorules decide` to see every ground"
    return None


def _forwarding(admission: Admission, decision: Decision) -> Why:
    if found := _acceptance(admission, decision):
        return found
    accepted, decided = (
        decision.case[f"appeal.{name}"] for name in ("accepted", "decided_on")
    )
    if accepted is not True or not isinstance(decided, date):
        hint = "state appeal.accepted: true and appeal.decided_on"
        return "an appeal is forwarded once it was accepted, which isn't stated", hint
    return None


def _unfiled(admission: Admission) -> Why:
    if admission.hypothetical:
        return "the appeal isn't filed", "state appeal.filed_on"
    return None


def _refused(decision: Decision) -> bool:
    decided = decision.case["appeal.decided_on"]
    return isinstance(decided, date) and decision.case["appeal.accepted"] is False


def _because(admission: Admission) -> str:
    """Return the outcome with the conditions that it turns on."""
    failed, unknown = ", ".join(admission.failed), ", ".join(admission.unknown)
    match admission.outcome:
        case Outcome.INADMISSIBLE:
            return f"the case is inadmissible ({failed})"
        case Outcome.UNDETERMINED:
            return f"whether the case is admissible isn't determined ({unknown})"
        case Outcome.ADMISSIBLE:
            return "the case is admissible"
        case _:
            return f"no rule on appeals covers {admission.at}"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft is made with.

    Attributes:
        view: Writes its parts.
        admission: Whether the appeal is to be accepted.
        book: The rules.
    """

    view: LetterView
    admission: Admission
    book: Rulebook

    def application(self) -> Iterator[Block]:
        """Yield an application: what it has to contain, and what is missing of it."""
        view = self.view
        yield from view.headline(TITLES[NoticeKind.APPLICATION], self.admission)
        yield Section("申诉人")
        yield from view.materials("complainant-")
        yield Section("被申诉人")
        yield from view.materials("respondent-")
        yield Section("申诉要求")
        yield from view.materials("specific-request")
        yield Section("理由和事实根据")
        yield from view.materials("facts-stated")
        yield from self._told()
        yield Section("申诉日期和形式")
        yield from view.materials("dated")
        yield from view.materials("in-writing")
        yield Paragraph(("此致 ", view.body()), node="appeal.venue")
        yield view.line("申诉人（签名）：{?签名}")
        yield view.line("{appeal.filed_on}", "fact:appeal.filed_on")
        yield from self._obstacles()
        yield from view.checks(self.admission)

    def _told(self) -> Iterator[Block]:
        """Yield what the case states of the dispute, and no more."""
        view = self.view
        for name, template in _STORY.items():
            if view.decision.case[name] not in (None, NOT_YET):
                yield replace(view.line(template), node=f"fact:{name}")
        reply = view.decision.results.get("operator.reply")
        if isinstance(reply, Deadline) and reply.status is Status.OVERDUE:
            words = "被申诉人的答复期限至{day}届满，没有答复。"
            yield from view.due("operator.reply", words)

    def _obstacles(self) -> Iterator[Block]:
        """Yield what stands in the way of an acceptance, for the complainant to see."""
        found = self.admission.conditions
        failed = [one for one in found if one.failed]
        unknown = [one for one in found if one.value is None]
        if failed:
            yield Section("不符合受理条件之处（发出前删除）")
            yield from self.view.reasons_of(failed, ADMISSION)
        if unknown:
            yield Section("还不清楚之处（发出前删除）")
            yield from self.view.reasons_of(unknown, ADMISSION)

    def acceptance(self) -> Iterator[Block]:
        """Yield a notice of acceptance: on what conditions, and by when the answer."""
        view = self.view
        yield from self._opening(NoticeKind.ACCEPTANCE, "{?申诉人姓名或者名称}：")
        yield view.line(
            "你（单位）于{appeal.filed_on}提出的关于{?被申诉人名称}的申诉，"
            "经审查，符合受理条件，决定受理。"
        )
        found = self.admission.conditions
        required = [one for one in found if one.role == "require"]
        yield Section("符合的受理条件")
        yield from view.grounds_of(required, ADMISSION)
        yield Section("不存在下列不予受理的情形")
        yield from view.grounds_of([x for x in found if x not in required], ADMISSION)
        yield Section("办理期限")
        yield from view.due("appeal.answer", "答复申诉人的期限至{day}。")
        yield from view.due("appeal.answer-outer", "条例规定的答复期限至{day}。")
        yield view.line("期限未列出的，起算的日期尚未确定，由经办人填写：{?办理期限}")
        yield from self._closing()

    def refusal(self) -> Iterator[Block]:
        """Yield a notice of refusal: the reasons, what mends them, what is open."""
        view, found = self.view, self.admission.conditions
        yield from self._opening(NoticeKind.REFUSAL, "{?申诉人姓名或者名称}：")
        yield view.line(
            "你（单位）于{appeal.filed_on}提出的关于{?被申诉人名称}的申诉，"
            "经审查，不符合受理条件，决定不予受理。"
        )
        yield Section("不予受理的理由")
        yield from view.reasons_of([one for one in found if one.failed], ADMISSION)
        yield from self._mended()
        yield from self._open()
        yield from self._closing()

    def _mended(self) -> Iterator[Block]:
        """Yield what would make it admissible, where anything does."""
        as_of = self.view.decision.as_of
        found: Cures = self.book.cures(ADMISSION, self.view.decision.case, as_of=as_of)
        view = CuresView(self.view.context, self.view.language)
        yield from [Section("补正后可以再提出的情形")] if found.options else []
        for option in found.options:
            yield replace(view.option(option), node=ADMISSION)

    def _open(self) -> Iterator[Block]:
        """Yield what is open against a refusal that is made on the day asked about."""
        day = self.view.decision.as_of
        facts = self.view.decision.case.to_dict()
        decided = self.view.decision.case["appeal.decided_on"]
        made = decided if isinstance(decided, date) else day
        appeal = {**facts["appeal"], "decided_on": made, "accepted": False}
        supposed = self.book.case({**facts, "appeal": appeal})
        found: Choice = self.book.evaluate(REMEDIES, supposed, as_of=day)
        sure = found.outcome is Selection.DECIDED
        remark = "" if sure else "是否都适用，还要看没有说明的事实"
        yield from [Section("救济途径", remark)] if found.candidates else []
        for one in found.candidates:
            details = [("说明", one.reason.zh)] if one.reason else []
            details += [("条件", one.needs.zh)] if one.needs else []
            grounds = self.view.grounds(one.basis)
            node = part(REMEDIES, one.value)
            yield Point(DOT, one.label.zh, (*details, *grounds), node)

    def forwarding(self) -> Iterator[Block]:
        """Yield a notice that passes an accepted appeal on to the respondent."""
        view = self.view
        yield from self._opening(NoticeKind.FORWARDING, "{?被申诉人名称}：")
        yield view.line(
            "{?申诉人姓名或者名称}于{appeal.filed_on}提出的申诉，已于{appeal.decided_on}"
            "受理，现转你单位处理。"
        )
        yield Section("申诉的内容")
        yield view.line("争议的性质：{dispute.nature}", "fact:dispute.nature")
        yield view.line(
            "申诉事项发生日期：{dispute.occurred_on}", "fact:dispute.occurred_on"
        )
        yield view.line("申诉要求：{?申诉要求摘要}")
        yield view.line("申诉人的联系方式：{?申诉人联系方式}")
        yield Section("处理的要求")
        yield view.line("{?对被申诉人的处理要求}")
        yield view.line(
            "请在{?反馈期限}前反馈。转办和反馈的天数没有见到条文，本规则包没有列出，"
            "请照原文填写。"
        )
        yield view.line("联系人和联系方式：{?受理机构联系人和联系方式}")
        yield from self._closing()

    def _opening(self, kind: NoticeKind, addressee: str) -> Iterator[Block]:
        yield from self.view.headline(TITLES[kind], self.admission)
        yield self.view.line("文号：{?文号}")
        yield self.view.line(addressee)

    def _closing(self) -> Iterator[Block]:
        decided = self.view.decision.case["appeal.decided_on"]
        day = in_full(decided) if isinstance(decided, date) else blank("决定日期")
        yield Section("落款")
        yield Paragraph((self.view.body(),), node="appeal.venue")
        yield Paragraph((day, "　", blank("印章")), node="fact:appeal.decided_on")
        yield from self.view.checks(self.admission)


_STORY: Final[Mapping[str, str]] = {
    "dispute.nature": "争议的性质：{dispute.nature}。",
    "dispute.occurred_on": "申诉事项发生于{dispute.occurred_on}。",
    "operator_complaint.filed_on": "已于{operator_complaint.filed_on}向被申诉人投诉。",
    "operator_complaint.replied_on": "被申诉人答复于{operator_complaint.replied_on}。",
}
_CHECKS: Final[Mapping[NoticeKind, Callable[[Admission, Decision], Why]]] = {
    NoticeKind.APPLICATION: _application,
    NoticeKind.ACCEPTANCE: _acceptance,
    NoticeKind.REFUSAL: _refusal,
    NoticeKind.FORWARDING: _forwarding,
}
_WRITERS: Final[Mapping[NoticeKind, Callable[[Draft], Iterator[Block]]]] = {
    NoticeKind.APPLICATION: Draft.application,
    NoticeKind.ACCEPTANCE: Draft.acceptance,
    NoticeKind.REFUSAL: Draft.refusal,
    NoticeKind.FORWARDING: Draft.forwarding,
}
