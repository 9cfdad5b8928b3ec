"""A rule explained: every clause in both languages beside its source, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from telcorules.evaluation.context import Context
from telcorules.evaluation.proof import Proof
from telcorules.foundation.law import Cited, Wording
from telcorules.language.nodes import Constant, DatedValue, Parameter
from telcorules.language.program import Rule
from telcorules.language.versions import Version
from telcorules.render.bilingual import Language
from telcorules.render.citations import basis_words
from telcorules.render.clauses import Clause
from telcorules.render.in_force import unseen
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
from telcorules.render.proofs import proof_tree
from telcorules.render.rules import clauses
from telcorules.render.terms import NOTES, ROLES, RULE_KINDS
from telcorules.render.words import Phrasing

_NO_ROLE = Wording("", "")


@dataclass(frozen=True, slots=True)
class Question:
    """What a rule is explained with, where there is a case.

    Attributes:
        day: The ordinal of the day that governs the rule.
        proofs: The proof of every clause, by the clause's id.
    """

    day: int
    proofs: Mapping[str, Proof] = field(default_factory=dict)


def explanation_page(
    rule: Rule, context: Context, language: Language, question: Question | None = None
) -> Page:
    """Return a rule with every version and clause as a page.

    Args:
        rule: The rule.
        context: The program, for its labels, and the readings taken.
        language: The language of the page; conditions stand in both.
        question: A case's proofs, shown in the version that it asks.
    """
    return tuple(Explanation(context, language).blocks(rule, question))


@dataclass(frozen=True, slots=True)
class Explanation:
    """Explains rules in a language."""

    context: Context
    language: Language

    def blocks(self, rule: Rule, question: Question | None) -> Iterator[Block]:
        """Yield the rule's name, its versions with their clauses, and the notice."""
        title = Piece(self.language.headed(rule.title), Tone.STRONG)
        yield Headline(title, " · ".join(self._about(rule)))
        yield from self._governed(rule)
        for version in rule.versions:
            asked = question is not None and version.holds_on(question.day)
            proofs = question.proofs if question is not None and asked else {}
            yield from self._version(version, rule, proofs)
        yield from self._gaps(rule)
        program = self.context.program
        yield Foot(
            (
                self.language.say(
                    f"规则包 {program.id} {program.version}",
                    f"pack {program.id} {program.version}",
                ),
                self.language.of(program.disclaimer),
            )
        )

    def _about(self, rule: Rule) -> Iterator[str]:
        """Yield the rule's id, its kind, and whom it binds or entitles."""
        yield rule.id
        yield self.language.of(RULE_KINDS[rule.kind])
        if rule.actor:
            yield self.language.of(Phrasing(self.context).name(rule.actor))

    def _governed(self, rule: Rule) -> Iterator[Block]:
        """Yield by which day the version is chosen, and what a promise is held to."""
        say, of = self.language.say, self.language.of
        if rule.governed_by is not None:
            label = of(rule.governed_by.label)
            asked = say(f"所问之日：{label}", f"The day asked about: {label}")
            chosen = say(
                f"适用哪个版本，看{label}", f"The version is that of the {label}"
            )
            what = asked if rule.kind == "admission" else chosen
            words = say(
                f"{what}；没有日期的，为评估日。",
                f"{what}; where it has none, the day of the assessment.",
            )
            yield Paragraph(words)
        if rule.under is not None:
            law = of(self.context.program.rules[rule.under].title)
            yield Paragraph(say(f"对照的法定规则：{law}。", f"Held against: {law}."))

    def _version(
        self, version: Version, rule: Rule, proofs: Mapping[str, Proof]
    ) -> Iterator[Block]:
        yield Section(self._span(version.start, version.until))
        for clause in clauses(version, rule, self.context):
            yield self._clause(clause)
            told = isinstance(clause.node, Constant)
            if clause.id in proofs and not told:
                phrasing = Phrasing(self.context)
                yield proof_tree(proofs[clause.id], phrasing, self.language)

    def _span(self, first: date, last: date | None) -> str:
        say = self.language.say
        if last is None:
            return say(f"{first}起", f"from {first}")
        return say(f"{first}至{last}", f"{first} to {last}")

    def _gaps(self, rule: Rule) -> Iterator[Block]:
        """Yield the days for which there is law whose text isn't at hand."""
        for gap in rule.gaps:
            yield Section(self._span(gap.start, gap.until))
            yield Paragraph(unseen(gap, self.language), 2)

    def _clause(self, clause: Clause) -> Point:
        role = self.language.of(ROLES.get(clause.role) or _NO_ROLE)
        label = self.language.of(clause.label) if clause.label else role or clause.id
        apart = [role] if role and role != label else []
        shown = [*apart, clause.id] if role else []
        words: Words = label
        if shown:
            words = (f"{label}  ", Piece(" · ".join(shown), Tone.QUIET))
        return Point(Piece("·", Tone.QUIET), words, tuple(self._details(clause)))

    def _details(self, clause: Clause) -> Iterator[tuple[str, Words]]:
        say = self.language.say
        yield "中文", clause.words.zh
        yield "English", clause.words.en
        if clause.source:
            yield say("原文", "source"), clause.source
            yield say("位置", "place"), str(clause.place)
        for key, note in clause.notes.items():
            yield self.language.of(NOTES[key]), self.language.of(note)
        for parameter in clause.parameters:
            for line in self._values(parameter):
                yield say("参数", "value"), line
        for reading in clause.readings:
            yield say("解释", "reading"), self._reading(reading)
        for cited in clause.basis:
            yield say("依据", "basis"), self._cited(cited)

    def _cited(self, cited: Cited) -> Words:
        gist = self.language.of(cited.gist) if cited.gist else ""
        named = basis_words([cited], self.language)
        return (*named, self.language.say(f"：{gist}", f": {gist}") if gist else "")

    def _reading(self, name: str) -> str:
        reading = self.context.program.readings[name]
        chosen = self.context.readings[name]
        choice = next(one for one in reading.choices if one.id == chosen)
        label, taken = self.language.of(reading.label), self.language.of(choice.label)
        return self.language.say(
            f"{label}：{taken}（{name}={chosen}）",
            f"{label}: {taken} ({name}={chosen})",
        )

    def _values(self, parameter: Parameter) -> Iterator[Words]:
        for one in parameter.values:
            yield (f"{parameter.id}  ", *self._dated(one))
        for local in parameter.local:
            condition = self.language.of(Phrasing(self.context).of(local.condition))
            chosen = f"{local.reading}={local.choice}"
            parts = [chosen, condition] if local.reading else [condition]
            when = self.language.joined(parts)
            yield (f"{parameter.id}  {when}  ", *self._dated(local.dated))

    def _dated(self, one: DatedValue) -> tuple[str | Piece, ...]:
        period = self.language.period(one.value)
        start = self.language.say(f"{one.start}起 ", f"from {one.start} ")
        return (f"{start}{period}  ", *basis_words(one.basis, self.language))
