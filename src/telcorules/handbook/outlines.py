"""The outline of a version of a rule: which steps or which course are drawn."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from telcorules.foundation.law import Wording
from telcorules.handbook.drawings import Course, Ladder, Step
from telcorules.language.nodes import Node
from telcorules.language.program import Rule
from telcorules.language.versions import (
    AdmissionVersion,
    AmountVersion,
    ChecklistVersion,
    ChoiceRow,
    ChoiceVersion,
    Condition,
    Consequence,
    DeadlineVersion,
    DutyVersion,
    PermissionVersion,
    Version,
)
from telcorules.render.bilingual import Language
from telcorules.render.page import Tone
from telcorules.render.words import Phrasing

_YES: Final = Wording("是", "yes")
_NO: Final = Wording("否", "no")
_NONE: Final = Wording("没有适用的答案", "no answer applies")
_MET: Final = Wording("符合受理条件", "meets the conditions for acceptance")
_REFUSED: Final = Wording("不符合受理条件", "does not meet them")
_ALWAYS: Final = Wording("其余情况", "in every other case")
_EVER: Final = Wording("一律适用", "in every case")
_LISTED: Final = Wording("须具备", "required")
_IDLE: Final = Wording("不适用", "doesn't apply")
_NOTHING: Final = Wording("无须支付", "nothing is owed")
_DONE: Final = Wording("已履行", "met")
_OWED: Final = Wording("应当履行", "owed")


@dataclass(frozen=True, slots=True)
class Outlines:
    """Outlines rules in a language."""

    phrasing: Phrasing
    language: Language

    def of(self, rule: Rule, version: Version) -> Ladder | Course:
        """Return the outline of a version of a rule."""
        return _OUTLINES[type(version)](self, rule, version)

    def admission(self, rule: Rule, version: AdmissionVersion) -> Ladder:
        """What is required and what bars, each of which can end in a refusal."""
        steps = tuple(map(self._tested, version.conditions))
        met = self.language.of(_MET)
        return Ladder(self._title(rule), steps, met, Tone.GOOD)

    def _tested(self, one: Condition) -> Step:
        of, required = self.language.of, one.role == "require"
        on, down = (_NO, _YES) if required else (_YES, _NO)
        asks = of(one.label) if one.label else self._words(one.node)
        return Step(self._question(asks), of(on), of(_REFUSED), Tone.BAD, of(down))

    def checklist(self, rule: Rule, version: ChecklistVersion) -> Ladder:
        """Every item, and when it is asked for."""
        steps = tuple(map(self._item, version.items))
        return Ladder(self._title(rule), steps, "", Tone.PLAIN)

    def _item(self, one: Condition) -> Step:
        of = self.language.of
        when = self._words(one.applies) if one.applies else of(_EVER)
        label = of(one.message) if one.message else self._words(one.node)
        return Step(when, of(_LISTED), label, Tone.GOOD, None)

    def choice(self, rule: Rule, version: ChoiceVersion) -> Ladder:
        """Every answer and when it applies; in order, where the first decides."""
        in_order = rule.pick != "all"
        places = enumerate(version.rows)
        steps = tuple(self._row(row, place, in_order=in_order) for place, row in places)
        runs_out = steps[-1].down is not None
        end = self.language.of(_NONE) if runs_out else ""
        return Ladder(self._title(rule), steps, end, Tone.QUIET)

    def _row(self, row: ChoiceRow, place: int, *, in_order: bool) -> Step:
        of, value = self.language.of, self._words(row.value)
        if row.condition is None:
            ever = _ALWAYS if in_order and place else _EVER
            return Step(of(ever), "", value, Tone.GOOD, None)
        down = of(_NO) if in_order else None
        return Step(self._words(row.condition), of(_YES), value, Tone.GOOD, down)

    def duty(self, rule: Rule, version: DutyVersion) -> Ladder:
        """When it is owed, what meets it, and what follows where nothing does."""
        of = self.language.of
        steps = [*self._when(version.when, _IDLE)]
        if version.done is not None:
            done = self._words(version.done)
            steps.append(
                Step(self._question(done), of(_YES), of(_DONE), Tone.GOOD, of(_NO))
            )
        missed = self._missed(version.on_miss)
        end = self.language.joined([of(_OWED), *missed])
        return Ladder(self._title(rule), tuple(steps), end, Tone.OPEN)

    def amount(self, rule: Rule, version: AmountVersion) -> Ladder:
        """When it is owed, and how much."""
        steps = tuple(self._when(version.when, _NOTHING))
        return Ladder(self._title(rule), steps, self._words(version.value), Tone.GOOD)

    def _when(self, when: Node | None, otherwise: Wording) -> Iterator[Step]:
        of = self.language.of
        if when is not None:
            leads = of(otherwise)
            asks = self._question(self._words(when))
            yield Step(asks, of(_NO), leads, Tone.QUIET, of(_YES))

    def _missed(self, one: Consequence | None) -> list[str]:
        return [self.language.of(one.note)] if one else []

    def deadline(self, rule: Rule, version: DeadlineVersion) -> Course:
        """The course of a limit from its event, or back from it."""
        say = self.language.say
        length = say("、", " or ").join(map(self._period, version.limits))
        event, last = self._event(version.since), say("最后一日", "last day")
        done = self._event(version.done) if version.done else ""
        within = say("完成：", "done: ") + done if done else ""
        after = say("之后未完成：逾期", "not done after it: overdue")
        missed = self._missed(version.on_miss)
        notes = (*self._noted(version.when), *self._changed(version), *missed)
        if version.back:
            before = say(f"{event}前{length}", f"{length} before {event}")
            late = say("到最后一日未完成：逾期", "not done by the last day: overdue")
            within = self.language.joined(filter(None, [within, late]))
            return Course(self._title(rule), last, before, event, within, "", notes)
        return Course(self._title(rule), event, length, last, within, after, notes)

    def _changed(self, version: DeadlineVersion) -> Iterator[str]:
        say = self.language.say
        for one in version.extensions:
            event, period = self._event(one.event), self._period(one.period)
            yield say(f"{event}：延长{period}", f"{event}: {period} longer")
        for span in version.exclusions:
            first, last = self._event(span.start), self._event(span.until)
            yield say(f"不计入：{first}至{last}", f"not counted: {first} to {last}")

    def permission(self, rule: Rule, version: PermissionVersion) -> Course:
        """The course until something may be done."""
        say, done = self.language.say, version.done
        return Course(
            self._title(rule),
            self._event(version.since),
            self._period(version.after),
            say("满", "over"),
            say("还不可以", "not yet"),
            say("之后可以", "from then on allowed")
            + (say("：", ": ") + self._event(done) if done else ""),
            tuple(self._noted(version.when)),
        )

    def _noted(self, when: Node | None) -> Iterator[str]:
        if when is not None:
            words = self._words(when)
            yield self.language.say(f"前提：{words}", f"only if {words}")

    def _question(self, words: str) -> str:
        return self.language.say(f"{words}？", f"{words}?")

    def _title(self, rule: Rule) -> str:
        return self.language.headed(rule.title)

    def _words(self, node: Node) -> str:
        return self.language.of(self.phrasing.of(node))

    def _event(self, fact: Any) -> str:
        return self.language.of(fact.label)

    def _period(self, period: Any) -> str:
        return self.language.of(self.phrasing.period(period))


_OUTLINES: Final[Mapping[type[Version], Callable[..., Ladder | Course]]] = (
    MappingProxyType(
        {
            AdmissionVersion: Outlines.admission,
            ChecklistVersion: Outlines.checklist,
            ChoiceVersion: Outlines.choice,
            DutyVersion: Outlines.duty,
            AmountVersion: Outlines.amount,
            DeadlineVersion: Outlines.deadline,
            PermissionVersion: Outlines.permission,
        }
    )
)
