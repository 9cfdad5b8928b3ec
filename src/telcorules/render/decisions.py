"""A decision for people: the answer, why, who, by when, and what is still open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Contested, Presence, Selection
from telcorules.evaluation.results import (
    Admission,
    AnyResult,
    Checklist,
    Choice,
    Deadline,
    Item,
)
from telcorules.foundation.law import Cited
from telcorules.language.program import Choice as ReadingChoice
from telcorules.language.program import Program
from telcorules.render.admissions import AdmissionView, in_force
from telcorules.render.bilingual import Language
from telcorules.render.citations import basis_words, home_of, home_remark
from telcorules.render.deadlines import DeadlineView
from telcorules.render.page import (
    Block,
    Foot,
    Page,
    Piece,
    Point,
    Section,
    Table,
    Tone,
    Words,
)
from telcorules.render.relevance import all_competent, day_asked, touched
from telcorules.render.terms import OUTCOMES, PRESENCES, SELECTIONS, STATUSES
from telcorules.render.timelines import TimelineView

MOST_CANDIDATES = 4
"""How many candidates are named; more are counted."""


def decision_page(decision: Decision, program: Program, language: Language) -> Page:
    """Return a decision as a page.

    Args:
        decision: What was decided.
        program: The pack it was decided with, for its labels.
        language: The language of the page.
    """
    return tuple(DecisionView(program, language).blocks(decision))


@dataclass(frozen=True, slots=True)
class DecisionView:
    """Shows a decision in a language, with the labels of a program."""

    program: Program
    language: Language

    def blocks(self, decision: Decision) -> Iterator[Block]:
        """Yield everything that the decision says, the outcome first."""
        shown = touched(decision, self.program)
        results = shown.values()
        admissions = AdmissionView(self.program, self.language)
        for one in results:
            if isinstance(one, Admission):
                yield from admissions.blocks(one)
        choices = [one for one in results if isinstance(one, Choice)]
        yield from self._choices(choices, decision)
        deadlines = [one for one in results if isinstance(one, Deadline)]
        yield from DeadlineView(self.program, self.language).blocks(deadlines)
        yield from TimelineView(self.program, self.language).blocks(decision)
        yield from self._contested(shown, decision.readings)
        for one in results:
            if isinstance(one, Checklist):
                yield from self._checklist(one, decision)
        left_out = [name for name in decision.results if name not in shown]
        yield from self._notes(decision, left_out)
        yield self._foot(decision)

    def _title(self, rule: str) -> str:
        return self.language.headed(self.program.rules[rule].title)

    def _choices(self, found: list[Choice], decision: Decision) -> Iterator[Block]:
        title = self.language.say("由谁管", "Who is competent")
        yield from [Section(title)] if found else []
        for one in found:
            competent = all_competent(one, self.program.rules[one.rule])
            settled = Selection.DECIDED if competent else one.outcome
            mark = _MARKS.get(settled, Piece("?", Tone.OPEN))
            title = f"{self._title(one.rule)}  "
            words: Words = (title, *self._answer(one))
            yield Point(mark, words, tuple(self._support(one)))
            if one.outcome is Selection.NOT_IN_FORCE:
                yield from self._law(one, decision)

    def _law(self, one: Choice | Checklist, decision: Decision) -> Iterator[Block]:
        day = day_asked(self.program.rules[one.rule], decision)
        yield from in_force(one.law, day, self.program, self.language)

    def _answer(self, one: Choice) -> Iterator[Piece]:
        """Yield what applies, or how far the choice is settled and what may."""
        say, count = self.language.say, len(one.candidates)
        labels = self.language.joined(self.language.of(c.label) for c in one.candidates)
        if one.outcome is Selection.DECIDED:
            yield Piece(labels, Tone.STRONG)
            return
        if all_competent(one, self.program.rules[one.rule]):
            yield Piece(say("以下机关均有管辖权：", "each of these is competent: "))
            yield Piece(labels, Tone.STRONG)
            return
        yield Piece(self.language.of(SELECTIONS[one.outcome]), Tone.OPEN)
        if count > MOST_CANDIDATES:
            yield Piece(say(f"（{count}个可能）", f" ({count} possible)"), Tone.QUIET)
        elif count:
            yield Piece(say(f"：{labels}", f": {labels}"))

    def _support(self, one: Choice) -> Iterator[tuple[str, Words]]:
        say = self.language.say
        for reason in dict.fromkeys(c.reason for c in one.candidates if c.reason):
            yield say("原因", "why"), self.language.of(reason)
        basis = dict.fromkeys(cited for c in one.candidates for cited in c.basis)
        if basis:
            yield say("依据", "basis"), basis_words(basis, self.language)

    def _contested(
        self, results: Mapping[str, AnyResult], readings: Mapping[str, str]
    ) -> Iterator[Block]:
        """Yield each other choice of a reading, with all that it would change."""
        found: dict[tuple[str, str], list[tuple[str, Contested]]] = {}
        for rule, one in results.items():
            if isinstance(one, Admission | Deadline):
                for contested in one.contested:
                    key = contested.reading, contested.choice
                    found.setdefault(key, []).append((rule, contested))
        title = self.language.say("有争议的地方", "Points that can be read otherwise")
        yield from [Section(title)] if found else []
        for (name, other), changed in found.items():
            yield self._point(name, readings[name], other, changed)

    def _point(
        self, name: str, taken: str, other: str, changed: list[tuple[str, Contested]]
    ) -> Point:
        say = self.language.say
        reading = self.program.readings[name]
        choices = {one.id: one for one in reading.choices}
        details = [*self._choice(say("现采", "taken"), choices[taken])]
        details += self._choice(say("如采", "if"), choices[other])
        for rule, contested in changed:
            title, result = self._title(rule), self._other(contested)
            words = say(f"{title}：{result}", f"{title}: {result}")
            details.append((say("结果", "then"), words))
        label = self.language.of(reading.label)
        return Point(Piece("≠", Tone.OPEN), label, tuple(details))

    def _choice(self, head: str, choice: ReadingChoice) -> Iterator[tuple[str, Words]]:
        """Yield one way to read a point: what it says, on what, and why."""
        say, of = self.language.say, self.language.of
        yield head, of(choice.label)
        if choice.basis:
            yield say("依据", "basis"), basis_words(choice.basis, self.language)
        if choice.note:
            yield say("理由", "why"), of(choice.note)

    def _other(self, contested: Contested) -> str:
        result = contested.result
        if isinstance(result, Admission):
            return self.language.of(OUTCOMES[result.outcome])
        status = self.language.of(STATUSES[result.status])
        return f"{self.language.day(result.due)} {status}" if result.due else status

    def _checklist(self, one: Checklist, decision: Decision) -> Iterator[Block]:
        shown = [item for item in one.items if item.state is not Presence.PRESENT]
        home = home_of(item.basis for item in shown)
        yield Section(self._title(one.rule), home_remark(home, self.language))
        if not one.in_force:
            yield from self._law(one, decision)
        rows = tuple(self._item(i, home) for i in sorted(shown, key=_missing_first))
        yield from [Table((), rows, whole=(0, 2))] if rows else []
        if one.complete:
            words = self.language.say("各项都已具备", "every item is there")
            yield Point(_MARKS[Selection.DECIDED], words)

    def _item(self, item: Item, home: Cited | None) -> tuple[Words, ...]:
        mark, tone = _STATES[item.state]
        return (
            Piece(mark, tone),
            self.language.of(item.message),
            self.language.of(PRESENCES[item.state]),
            basis_words(item.basis, self.language, home),
        )

    def _notes(self, decision: Decision, untouched: list[str]) -> Iterator[Block]:
        say = self.language.say
        notes = [self.language.of(note.text) for note in decision.notes]
        if decision.judgments:
            by_name = self.program.vocabulary.by_name
            labels = (self.language.of(by_name[n].label) for n in decision.judgments)
            listed = self.language.joined(labels)
            notes.append(
                say(
                    f"以下事实须由使用者自行判断：{listed}。",
                    f"These facts are for the user to judge: {listed}.",
                )
            )
        if untouched:
            listed = self.language.listed(map(self._title, untouched))
            notes.append(
                say(f"没有涉及：{listed}。", f"The facts don't touch: {listed}.")
            )
        yield from [Section(say("说明", "Notes"))] if notes else []
        for note in notes:
            yield Point(Piece("·", Tone.QUIET), note)

    def _foot(self, decision: Decision) -> Foot:
        pack, firm = decision.pack, decision.calendar["firm_through"]
        name = f"{pack['id']} {pack['version']}"
        sha256, library = pack["sha256"][:12], decision.library
        line = self.language.say(
            f"评估日 {decision.as_of} · 规则包 {name}（{sha256}） · "
            f"日历确定至 {firm} · telcorules {library}",
            f"assessed {decision.as_of} · pack {name} ({sha256}) · "
            f"calendar firm through {firm} · telcorules {library}",
        )
        return Foot((line, self.language.of(decision.disclaimer)))


def _missing_first(item: Item) -> bool:
    return item.state is not Presence.MISSING


_MARKS = {
    Selection.DECIDED: Piece("✓", Tone.GOOD),
    Selection.CONFLICT: Piece("✗", Tone.BAD),
    Selection.NONE: Piece("✗", Tone.BAD),
}
_STATES = {Presence.MISSING: ("✗", Tone.BAD), Presence.UNKNOWN: ("?", Tone.OPEN)}
