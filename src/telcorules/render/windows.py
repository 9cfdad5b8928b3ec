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
from telcorules.language.program import Program, Rule
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.render.bilingual import Language
from telcorules.render.citations import basis_words, home_of, home_remark
from telcorules.render.page import (
    Block,
    Foot,
    Headline,
    Page,
    Paragraph,
    Piece,
    Point,
    Section,
    Tone,
    Words,
)
from telcorules.render.terms import OUTCOMES, TONES
from telcorules.render.words import Phrasing

_MARKS: Final = {
    Outcome.ADMISSIBLE: "✓",
    Outcome.INADMISSIBLE: "✗",
    Outcome.UNDETERMINED: "?",
    Outcome.NOT_IN_FORCE: "·",
}

Detail = tuple[str, Words]


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
    bases = [edge.basis for one in windows for edge in one.opened_by]
    view = WindowsView(context, rule, language, home_of(bases))
    return tuple(view.blocks(windows, otherwise))


@dataclass(frozen=True, slots=True)
class WindowsView:
    """Shows the windows of an admission in a language, with a pack's labels."""

    context: Context
    rule: Rule
    language: Language
    home: Cited | None

    @property
    def program(self) -> Program:
        """The pack, for its labels."""
        return self.context.program

    def blocks(
        self, windows: Sequence[Window], otherwise: Sequence[Otherwise]
    ) -> Iterator[Block]:
        """Yield the runs, what they assume, and what is contested of them."""
        title = Piece(self.language.headed(self.rule.title), Tone.STRONG)
        span = self.language.span(windows[0].start, windows[-1].end)
        yield Headline(title, span)
        heading = self.language.say("从何时到何时", "From when until when")
        yield Section(heading, home_remark(self.home, self.language))
        yield from self._runs(windows)
        yield from self._assuming(windows)
        yield from self._otherwise(otherwise, windows)
        yield Foot((self.language.of(self.program.disclaimer),))

    def _runs(self, windows: Sequence[Window]) -> Iterator[Block]:
        before = None
        for one in windows:
            turn = self._turn(one, before)
            turned = [(turn, self._edge(edge)) for edge in one.opened_by]
            mark = Piece(_MARKS[one.outcome], TONES[one.outcome])
            why = (*self._gaps(one), *self._grounds(one), *self._open(one))
            yield Point(mark, self._run(one), (*turned, *why))
            before = one.outcome

    def _run(self, one: Window) -> Words:
        span = self.language.span(one.start, one.end)
        outcome = self.language.of(OUTCOMES[one.outcome])
        return f"{span}  ", Piece(outcome, TONES[one.outcome])

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
        words = [*([days] if days else []), self._named(edge)]
        named = self.language.say("：", ": ").join(words)
        waits = [self._waits(edge.waits_for)] if edge.waits_for else []
        return self._resting(self.language.joined([named, *waits]), edge.basis)

    def _law(self, edge: Edge) -> str:
        title, say = edge.basis[0].title, self.language.say
        words = say(f"《{title.zh}》不再施行", f"{title.en} no longer in force")
        if edge.value:
            words = say(f"《{title.zh}》施行", f"{title.en} in force")
        note = [self.language.of(edge.message)] if edge.message else []
        return self.language.joined([words, *note])

    def _named(self, edge: Edge) -> str:
        """Return a condition as it is from an edge on, in words."""
        assert edge.condition is not None
        say = self.language.say
        name = self.language.of(edge.label or Wording(edge.condition, edge.condition))
        if edge.value is None:
            return say(f"{name}（还不能确定）", f"{name} (not determined yet)")
        if edge.value:
            return name
        if edge.role == "bar":
            return say(f"不再有：{name}", f"no longer: {name}")
        return say(f"未具备：{name}", f"not met: {name}")

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
        if event and since:
            return self.language.say(f"{event}（{since}）", f"{event} ({since})")
        return event or since or self.language.say("某日", "a day")

    def _day(self, earliest: date, latest: date) -> str:
        if earliest == latest:
            return earliest.isoformat()
        return self.language.say(
            f"{earliest}与{latest}之间的某日", f"a day from {earliest} to {latest}"
        )

    def _gaps(self, one: Window) -> Iterator[Detail]:
        """Yield what law there was in a run whose text isn't at hand."""
        label = self.language.say("说明", "note")
        for gap in self.rule.gaps if one.outcome is Outcome.NOT_IN_FORCE else ():
            ended = gap.until is not None and gap.until < one.start
            if gap.start <= one.end and not ended:
                yield label, self.language.of(gap.note)

    def _grounds(self, one: Window) -> Iterator[Detail]:
        """Yield what stands in the way of a run, but for what its edge has named."""
        if one.outcome is Outcome.UNDETERMINED and (one.unknown or one.waits_for):
            return
        named = {edge.condition for edge in one.opened_by}
        conditions = self._conditions(one)
        for name in one.grounds:
            if name not in named:
                ground = self._ground(conditions[name], one.outcome)
                yield self.language.say("原因", "why"), self._edge(ground)

    def _ground(self, one: Condition, outcome: Outcome) -> Edge:
        value = None if outcome is Outcome.UNDETERMINED else one.role == "bar"
        return Edge(one.id, one.role, value, one.basis, one.label, one.message)

    def _conditions(self, one: Window) -> dict[str, Condition]:
        """Return the conditions of the law in a run, with all that each rested on."""
        found: dict[str, Condition] = {}
        for version in self.rule.versions:
            over = version.until is not None and version.until < one.start
            if isinstance(version, AdmissionVersion) and version.start <= one.end:
                for condition in () if over else version.conditions:
                    earlier = found.get(condition.id, condition)
                    basis = dict.fromkeys((*earlier.basis, *condition.basis))
                    found[condition.id] = replace(condition, basis=tuple(basis))
        return found

    def _open(self, one: Window) -> Iterator[Detail]:
        """Yield the facts and the notices that keep a run undetermined."""
        say, by_name = self.language.say, self.program.vocabulary.by_name
        labels = [self.language.of(by_name[name].label) for name in one.unknown]
        if labels:
            yield say("不清楚", "unknown"), self.language.listed(labels)
        if one.waits_for:
            yield say("等待", "waits"), self._waits(one.waits_for)

    def _waits(self, titles: Iterable[str]) -> str:
        listed = self.language.listed(titles)
        return self.language.say(f"要等{listed}公布", f"waits for {listed}")

    def _resting(self, words: str, basis: Iterable[Cited]) -> Words:
        rest = basis_words(basis, self.language, self.home)
        return (words, self.language.say("，", ", "), *rest)

    def _assuming(self, windows: Sequence[Window]) -> Iterator[Block]:
        by_name = self.program.vocabulary.by_name
        names = dict.fromkeys(name for one in windows for name in one.assuming)
        listed = self.language.listed(self.language.of(by_name[n].label) for n in names)
        if names:
            words = self.language.say(
                f"假定在此期间没有发生：{listed}。",
                f"Taken not to happen within these days: {listed}.",
            )
            yield Section(self.language.say("说明", "Notes"))
            yield Paragraph(words, 2)

    def _otherwise(
        self, others: Sequence[Otherwise], windows: Sequence[Window]
    ) -> Iterator[Block]:
        title = self.language.say("有争议的地方", "Points that can be read otherwise")
        yield from [Section(title)] if others else []
        taken = {one.run for one in windows}
        for other in others:
            runs = [one for one in other.windows if one.run not in taken]
            listed = self.language.joined(map(self._plain, runs))
            details = [(self.language.say("结果", "then"), listed)]
            yield Point(Piece("≠", Tone.OPEN), self._choice(other), tuple(details))

    def _choice(self, other: Otherwise) -> str:
        reading = self.program.readings[other.reading]
        choice = next(one for one in reading.choices if one.id == other.choice)
        label, choice_label = map(self.language.of, (reading.label, choice.label))
        return self.language.say(f"{label}：{choice_label}", f"{label}: {choice_label}")

    def _plain(self, one: Window) -> str:
        span = self.language.span(one.start, one.end)
        return f"{span} {self.language.of(OUTCOMES[one.outcome])}"
