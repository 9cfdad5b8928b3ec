"""An admission for people: the outcome first, then what stands in the way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from telcorules.evaluation.grounds import Finding, InForce
from telcorules.evaluation.results import Admission
from telcorules.foundation.law import Wording
from telcorules.language.program import Program
from telcorules.render import facts
from telcorules.render.bilingual import Language
from telcorules.render.citations import basis_words, home_of, home_remark
from telcorules.render.page import (
    Block,
    Headline,
    Paragraph,
    Piece,
    Point,
    Section,
    Table,
    Tone,
    Words,
)
from telcorules.render.terms import OUTCOMES, TONES

MET = Piece("✓", Tone.GOOD)
FAILED = Piece("✗", Tone.BAD)
UNKNOWN = Piece("?", Tone.OPEN)


@dataclass(frozen=True, slots=True)
class AdmissionView:
    """Shows an admission in a language, with the labels of a program."""

    program: Program
    language: Language

    def blocks(self, result: Admission) -> Iterator[Block]:
        """Yield the outcome, the failing grounds, what is unknown, what is met."""
        outcome = self.language.of(OUTCOMES[result.outcome])
        tone = TONES[result.outcome]
        yield Headline(Piece(outcome, tone), self._about(result))
        yield from in_force(result.law if not result.truths else (), self.language)
        failed = [one for one in result.conditions if one.failed]
        unknown = [one for one in result.conditions if one.value is None]
        met = [one for one in result.conditions if one not in failed + unknown]
        yield from self._failed(failed)
        yield from self._unknown(unknown)
        yield from self._met(met)

    def _about(self, result: Admission) -> str:
        rule = self.program.rules[result.rule]
        title, day = self.language.headed(rule.title), self.language.day(result.at)
        governed = rule.governed_by
        label = self.language.of(governed.label if governed else _DAY)
        if result.hypothetical:
            when = self.language.say(f"假设{label}为 {day}", f"supposing {label} {day}")
        else:
            when = f"{label} {day}"
        return f"{title} · {when}"

    def _failed(self, found: list[Finding]) -> Iterator[Block]:
        title = self.language.say("不符合的条件", "What stands in the way")
        yield from [Section(title)] if found else []
        for one in found:
            yield Point(FAILED, self._label(one), self._details(one))

    def _details(self, one: Finding) -> tuple[tuple[str, Words], ...]:
        say = self.language.say
        why = (
            ((say("原因", "why"), self.language.of(one.message)),)
            if one.message
            else ()
        )
        return (
            *why,
            (say("事实", "facts"), self._facts(one)),
            (say("依据", "basis"), basis_words(one.basis, self.language)),
        )

    def _facts(self, one: Finding) -> str:
        return facts.recounted(one.facts, self.program.vocabulary, self.language)

    def _unknown(self, found: list[Finding]) -> Iterator[Block]:
        title = self.language.say("还不清楚的", "Not known yet")
        rows = [(UNKNOWN, (self._label(one), self._open(one))) for one in found]
        yield from self._table(title, found, rows)

    def _open(self, one: Finding) -> Piece:
        assert one.message is not None
        return Piece(f"\n{self.language.of(one.message)}", Tone.OPEN)

    def _met(self, found: list[Finding]) -> Iterator[Block]:
        title = self.language.say("符合的条件", "What is met")
        rows = [(MET, self._met_label(one)) for one in found]
        yield from self._table(title, found, rows)

    def _table(
        self, title: str, found: list[Finding], rows: Sequence[tuple[Piece, Words]]
    ) -> Iterator[Block]:
        """Yield rows with the basis of each; the law they share is named once."""
        if not found:
            return
        home = home_of(one.basis for one in found)
        cells = [basis_words(one.basis, self.language, home) for one in found]
        yield Section(title, home_remark(home, self.language))
        pairs = zip(rows, cells, strict=True)
        yield Table((), tuple((*row, basis) for row, basis in pairs), whole=(0,))

    def _met_label(self, one: Finding) -> str:
        label = self._label(one)
        if one.role == "bar":
            return self.language.say(f"并无：{label}", f"not so: {label}")
        return label

    def _label(self, one: Finding) -> str:
        return self.language.of(one.label or Wording(one.id, one.id))


def in_force(law: Iterable[InForce], language: Language) -> Iterator[Block]:
    """Yield the days for which there is law, and by which instrument."""
    for one in law:
        first = one.start.isoformat()
        last = one.until.isoformat() if one.until else language.say("今", "today")
        title = language.say(f"《{one.title.zh}》", one.title.en)
        days = language.say(f"{first}至{last}", f"{first} to {last}")
        yield Paragraph(language.say(f"{days}：{title}", f"{days}: {title}"), 2)


_DAY = Wording("所问之日", "the day asked about")
