"""From when until when, for people: one line a run, and what each one begins with."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from telcorules.evaluation.context import Context
from telcorules.evaluation.edges import LAW, Edge, Threshold
from telcorules.evaluation.grounds import Outcome
from telcorules.evaluation.windows import Window
from telcorules.foundation.law import Cited, Wording
from telcorules.language.program import Rule
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.render.bilingual import Language
from telcorules.render.citations import basis_words, home_of, home_remark
from telcorules.render.in_force import unseen
from telcorules.render.page import (
    Block,
    Foot,
    Headline,
    Page,
    Piece,
    Point,
    Section,
    Tone,
    Words,
)
from telcorules.render.terms import OUTCOMES, TONES
from telcorules.render.views import DOT, Details, View
from telcorules.render.words import Phrasing

_MARKS: Final = {
    Outcome.ADMISSIBLE: "✓",
    Outcome.INADMISSIBLE: "✗",
    Outcome.UNDETERMINED: "?",
    Outcome.NOT_IN_FORCE: "·",
}


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The windows under another choice of a reading."""

    reading: str
    choice: str
    windows: tuple[Window, ...]


def windows_page(
    windows: Sequence[Window],
    rule: Rule,
    context: Context,
    language: Language,
    otherwise: Sequence[Otherwise] = (),
) -> Page:
    """Return the windows of an admission as a page.

    Args:
        windows: In order, at least one.
        rule: The admission.
        context: The pack, for its labels.
        language: The language of the page.
        otherwise: What other choices of readings would make of them.
    """
    home = home_of(edge.basis for one in windows for edge in one.opened_by)
    view = WindowsView(context, language, rule, home)
    return tuple(view.blocks(windows, otherwise))


@dataclass(frozen=True, slots=True)
class WindowsView(View):
    """Shows the windows of an admission.

    Attributes:
        rule: The admission.
        home: A provision of the instrument whose name isn't repeated.
    """

    rule: Rule
    home: Cited | None

    def blocks(
        self, windows: Sequence[Window], otherwise: Sequence[Otherwise]
    ) -> Iterator[Block]:
        """Yield the runs, what they assume, and what is contested of them."""
        title = Piece(self.title(self.rule.id), Tone.STRONG)
        span = self.language.span(windows[0].start, windows[-1].end)
        yield Headline(title, span)
        heading = self.language.say("从何时到何时", "From when until when")
        yield Section(heading, home_remark(self.home, self.language))
        yield from self._runs(windows)
        yield from self._otherwise(otherwise, windows)
        yield from self._assuming(windows)
        yield Foot((self.language.of(self.program.disclaimer),))

    def _runs(self, windows: Sequence[Window]) -> Iterator[Block]:
        before = None
        for one in windows:
            turn = self._turn(one, before)
            turned = [(turn, self._edge(edge)) for edge in one.opened_by]
            why = (*self._gaps(one), *self._grounds(one), *self._open(one))
            mark = Piece(_MARKS[one.outcome], TONES[one.outcome])
            words = (f"{self.language.span(one.start, one.end)}  ", self._outcome(one))
            yield Point(mark, words, (*turned, *why))
            before = one.outcome

    def _outcome(self, one: Window) -> Piece:
        return self.stands(one.outcome, OUTCOMES)

    def _turn(self, one: Window, before: Outcome | None) -> str:
        """Return what an edge does: open a run, end the one before, or neither."""
        if one.outcome is Outcome.ADMISSIBLE:
            return self.language.say("开始", "opens")
        if before is Outcome.ADMISSIBLE:
            return self.language.say("截止", "closed")
        return self.language.say("变化", "turns")

    def _edge(self, edge: Edge) -> Words:
        if edge.role == LAW:
            return self._law(edge)
        days = self.language.listed(map(self._threshold, edge.thresholds))
        named = self._named(edge)
        said = [self.language.labelled(days, named) if days else named]
        said += [self._waits(edge.waits_for)] if edge.waits_for else []
        rest = basis_words(edge.basis, self.language, self.home)
        return (self.language.joined(said), self.language.say("，", ", "), *rest)

    def _law(self, edge: Edge) -> str:
        title, say = edge.basis[0].title, self.language.say
        if edge.value:
            return say(f"《{title.zh}》施行", f"{title.en} in force")
        return say(f"《{title.zh}》不再施行", f"{title.en} no longer in force")

    def _named(self, edge: Edge) -> str:
        """Return a condition as it is from an edge on, in words."""
        assert edge.condition is not None
        say = self.language.say
        name = self.language.of(edge.label or Wording(edge.condition, edge.condition))
        if edge.value is None:
            return say(f"{name}（还不能确定）", f"{name} (not determined yet)")
        if edge.value:
            return name
        lost = say("不再有", "no longer"), say("未具备", "not met")
        return self.language.labelled(lost[edge.role == "require"], name)

    def _threshold(self, one: Threshold) -> str:
        """Return a day in words: of an event, or the end of a period from one."""
        say, day = self.language.say, self._day(one.earliest, one.latest)
        if one.period is None:
            return f"{self._event(one)} {day}".strip()
        start, period = self._start(one), self.language.period(one.period)
        if one.before:
            return say(f"{start}前{period}，即{day}", f"{period} before {start}, {day}")
        return say(
            f"自{start}起{period}，至{day}届满",
            f"{period} from {start}, over after {day}",
        )

    def _event(self, one: Threshold) -> str:
        if one.event is None:
            return ""
        fact = self.program.vocabulary.by_name[one.event]
        return self.language.of(Phrasing(self.context).named_fact(fact))

    def _start(self, one: Threshold) -> str:
        """Return what a period runs from: the event, its day, or both."""
        event, since = self._event(one), one.since.isoformat() if one.since else ""
        if event:
            return self.language.say(f"{event}（{since}）", f"{event} ({since})")
        return since or self.language.say("另一期限届满之日", "the end of another")

    def _day(self, earliest: date, latest: date) -> str:
        if earliest == latest:
            return earliest.isoformat()
        return self.language.say(
            f"{earliest}与{latest}之间的某日", f"a day from {earliest} to {latest}"
        )

    def _gaps(self, one: Window) -> Details:
        """Yield what law there was in a run whose text isn't at hand."""
        for gap in self.rule.gaps if one.outcome is Outcome.NOT_IN_FORCE else ():
            if _overlaps(one, gap.start, gap.until):
                yield self.language.say("说明", "note"), unseen(gap, self.language)

    def _grounds(self, one: Window) -> Details:
        """Yield what stands in the way of a run, but for what its edge has named."""
        if one.outcome is Outcome.UNDETERMINED and (one.unknown or one.waits_for):
            return
        named = {edge.condition for edge in one.opened_by}
        conditions = self._conditions(one)
        for name in one.grounds:
            if name not in named:
                ground = _ground(conditions[name], one.outcome)
                yield self.language.say("原因", "why"), self._edge(ground)

    def _conditions(self, one: Window) -> dict[str, Condition]:
        """Return the conditions of the law in a run, with all that each rested on."""
        found: dict[str, Condition] = {}
        for version in self.rule.versions:
            assert isinstance(version, AdmissionVersion)
            if _overlaps(one, version.start, version.until):
                for condition in version.conditions:
                    earlier = found.get(condition.id, condition)
                    basis = dict.fromkeys((*earlier.basis, *condition.basis))
                    found[condition.id] = replace(condition, basis=tuple(basis))
        return found

    def _open(self, one: Window) -> Details:
        """Yield what keeps a run undetermined: facts, and notices not named yet."""
        by_name = self.program.vocabulary.by_name
        labels = [self.language.of(by_name[name].label) for name in one.unknown]
        if labels:
            yield self.language.say("缺", "missing"), self.counted(labels)
        named = {title for edge in one.opened_by for title in edge.waits_for}
        titles = [title for title in one.waits_for if title not in named]
        if titles:
            yield self.language.say("原因", "why"), self._waits(titles)

    def _waits(self, titles: Iterable[str]) -> str:
        listed = self.language.listed(titles)
        return self.language.say(f"要等{listed}公布", f"waits for {listed}")

    def _otherwise(
        self, others: Sequence[Otherwise], windows: Sequence[Window]
    ) -> Iterator[Block]:
        """Yield the runs that would differ under other choices of readings."""
        title = self.language.say("有争议的地方", "Points that can be read otherwise")
        yield from [Section(title)] if others else []
        taken = {one.run for one in windows}
        for other in others:
            details = [
                (self.language.say("结果", "then"), self._plain(one))
                for one in other.windows
                if one.run not in taken
            ]
            yield Point(Piece("≠", Tone.OPEN), self._choice(other), tuple(details))

    def _choice(self, other: Otherwise) -> str:
        reading = self.program.readings[other.reading]
        choice = next(one for one in reading.choices if one.id == other.choice)
        label, choice_label = map(self.language.of, (reading.label, choice.label))
        return self.language.labelled(label, choice_label)

    def _plain(self, one: Window) -> str:
        span = self.language.span(one.start, one.end)
        return f"{span}  {self.language.of(OUTCOMES[one.outcome])}"

    def _assuming(self, windows: Sequence[Window]) -> Iterator[Block]:
        by_name = self.program.vocabulary.by_name
        names = dict.fromkeys(name for one in windows for name in one.assuming)
        listed = self.language.listed(self.language.of(by_name[n].label) for n in names)
        if names:
            yield Section(self.language.say("说明", "Notes"))
            words = self.language.say(
                f"假定在此期间没有发生：{listed}。",
                f"Taken not to happen within these days: {listed}.",
            )
            yield Point(DOT, words)


def _overlaps(one: Window, start: date, until: date | None) -> bool:
    return start <= one.end and (until is None or until >= one.start)


def _ground(one: Condition, outcome: Outcome) -> Edge:
    """Return a condition that stands in the way, without a day on which it turned."""
    value = None if outcome is Outcome.UNDETERMINED else one.role == "bar"
    return Edge(one.id, one.role, value, one.basis, one.label, one.message)
