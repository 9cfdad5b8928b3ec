"""An admission for people: the outcome first, then what stands in the way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

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
        outcome = self.language.headed(OUTCOMES[result.outcome])
        tone = TONES[result.outcome]
        yield Headline(Piece(outcome, tone), self._about(result))
        law = result.law if not result.truths else ()
        yield from in_force(law, result.at, self.program, self.language)
        found = result.conditions
        for role in _ROLES:
            yield from self._failed(role, [one for one in found if one.failed])
        yield from self._unknown([one for one in found if one.value is None])
        for role in _ROLES:
            yield from self._met(role, [one for one in found if _is_met(one)])

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

    def _failed(self, role: str, found: list[Finding]) -> Iterator[Block]:
        own = [one for one in found if one.role == role]
        yield from [Section(self.language.of(_FAILED[role]))] if own else []
        for one in own:
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

    def _met(self, role: str, found: list[Finding]) -> Iterator[Block]:
        own = [one for one in found if one.role == role]
        rows = [(MET, self._label(one)) for one in own]
        yield from self._table(self.language.of(_MET[role]), own, rows)

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

    def _label(self, one: Finding) -> str:
        return self.language.of(one.label or Wording(one.id, one.id))


def _is_met(one: Finding) -> bool:
    return one.value is not None and not one.failed


def in_force(
    law: Iterable[InForce], day: date | None, program: Program, language: Language
) -> Iterator[Block]:
    """Yield the days that the pack has rules for, and by which instrument.

    Args:
        law: Those days; none where the question could be answered.
        day: The day that governs the question; None where it isn't known. What was
            in force on it and was replaced since goes first, as it isn't encoded.
        program: The pack, for its instruments.
        language: The language to say it in.
    """
    found = list(law)
    yield from _not_encoded(found, day, program, language)
    for one in found:
        first = one.start.isoformat()
        last = one.until.isoformat() if one.until else language.say("今", "today")
        title = language.say(f"《{one.title.zh}》", one.title.en)
        days = language.say(f"{first}至{last}", f"{first} to {last}")
        yield Paragraph(language.say(f"{days}：{title}", f"{days}: {title}"), 2)


def _not_encoded(
    law: list[InForce], day: date | None, program: Program, language: Language
) -> Iterator[Block]:
    replaced = (program.instruments[one.instrument].replaces for one in law)
    for name in dict.fromkeys(name for name in replaced if name):
        old = program.instruments[name]
        if day and old.in_force_on(day):
            words = language.say(
                f"当时施行的《{old.title.zh}》没有编码",
                f"in force that day, and not encoded: {old.title.en}",
            )
            yield Paragraph(words, 2)


_DAY = Wording("所问之日", "the day asked about")
_ROLES = ("require", "bar")
_FAILED = {
    "require": Wording("不符合的条件", "Conditions that are not met"),
    "bar": Wording("存在下列不予受理的情形", "Grounds of refusal that are there"),
}
_MET = {
    "require": Wording("符合的条件", "Conditions that are met"),
    "bar": Wording("不存在下列不予受理的情形", "Grounds of refusal that are not there"),
}
