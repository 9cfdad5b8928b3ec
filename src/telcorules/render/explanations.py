"""A rule explained: every clause in both languages beside its source, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from telcorules.evaluation.context import Context
from telcorules.evaluation.proof import Proof
from telcorules.foundation.law import Cited, Wording
from telcorules.language.nodes import DatedValue, Parameter
from telcorules.language.program import Rule
from telcorules.language.versions import Version
from telcorules.render.bilingual import Language
from telcorules.render.citations import basis_words
from telcorules.render.clauses import Clause, clauses
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
from telcorules.render.terms import ROLES, RULE_KINDS
from telcorules.render.words import Phrasing


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
        kind = self.language.of(RULE_KINDS[rule.kind])
        title = Piece(self.language.headed(rule.title), Tone.STRONG)
        yield Headline(title, f"{rule.id} · {kind}")
        yield from self._governed(rule)
        for version in rule.versions:
            asked = question is not None and version.holds_on(question.day)
            proofs = question.proofs if question is not None and asked else {}
            yield from self._version(version, rule, proofs)
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

    def _governed(self, rule: Rule) -> Iterator[Block]:
        if rule.governed_by is None:
            return
        label = self.language.of(rule.governed_by.label)
        yield Paragraph(
            self.language.say(
                f"所问之日：{label}；没有日期的，为评估日。",
                f"The day asked about: {label}; where it has none, the day of the"
                " assessment.",
            )
        )

    def _version(
        self, version: Version, rule: Rule, proofs: Mapping[str, Proof]
    ) -> Iterator[Block]:
        first, last = version.start, version.until
        say = self.language.say
        span = (
            say(f"{first}至{last}", f"{first} to {last}")
            if last
            else say(f"{first}起", f"from {first}")
        )
        yield Section(span)
        for clause in clauses(version, rule, self.context):
            yield self._clause(clause)
            if clause.id in proofs:
                phrasing = Phrasing(self.context)
                yield proof_tree(proofs[clause.id], phrasing, self.language)

    def _clause(self, clause: Clause) -> Point:
        label = self.language.of(clause.label or Wording(clause.id, clause.id))
        role = ROLES.get(clause.role)
        words: Words = (
            (f"{label}  ", Piece(f"{self.language.of(role)} · {clause.id}", Tone.QUIET))
            if role
            else label
        )
        return Point(Piece("·", Tone.QUIET), words, tuple(self._details(clause)))

    def _details(self, clause: Clause) -> Iterator[tuple[str, Words]]:
        say = self.language.say
        yield "中文", clause.words.zh
        yield "English", clause.words.en
        if clause.source:
            yield say("原文", "source"), clause.source
            yield say("位置", "place"), str(clause.place)
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
            when = self.language.joined([f"{local.reading}={local.choice}", condition])
            yield (f"{parameter.id}  {when}  ", *self._dated(local.dated))

    def _dated(self, one: DatedValue) -> tuple[str | Piece, ...]:
        period = self.language.period(one.value)
        start = self.language.say(f"{one.start}起 ", f"from {one.start} ")
        return (f"{start}{period}  ", *basis_words(one.basis, self.language))
