"""An admission for people: the outcome first, then what stands in the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telcorules.evaluation.grounds import Finding, Outcome
from telcorules.evaluation.results import Admission
from telcorules.foundation.law import Wording
from telcorules.render import facts
from telcorules.render.citations import basis_words, home_of, home_remark
from telcorules.render.in_force import in_force
from telcorules.render.page import (
    Block,
    Headline,
    Piece,
    Point,
    Section,
    Table,
    Tone,
    Words,
)
from telcorules.render.terms import OUTCOMES, TONES
from telcorules.render.views import View, part

MET = Piece("✓", Tone.GOOD)
FAILED = Piece("✗", Tone.BAD)
UNKNOWN = Piece("?", Tone.OPEN)


@dataclass(frozen=True, slots=True)
class AdmissionView(View):
    """Shows an admission in a language, with the labels of a program."""

    def headline(self, result: Admission) -> Iterator[Block]:
        """Yield the outcome; where there is no law, the days that have some."""
        outcome = self.language.headed(OUTCOMES[result.outcome])
        tone = TONES[result.outcome]
        yield Headline(Piece(outcome, tone), self._about(result), result.rule)
        if result.outcome is Outcome.NOT_IN_FORCE:
            law, missing = result.law, result.not_at_hand
            yield from in_force(law, missing, result.at, self, node=result.rule)

    def conditions(self, result: Admission) -> Iterator[Block]:
        """Yield the failing grounds, what is unknown, what is met."""
        found, rule = result.conditions, result.rule
        for role in _ROLES:
            yield from self._failed(role, [one for one in found if one.failed], rule)
        yield from self._unknown([one for one in found if one.value is None], rule)
        for role in _ROLES:
            yield from self._met(role, [one for one in found if _is_met(one)], rule)

    def _about(self, result: Admission) -> str:
        rule = self.program.rules[result.rule]
        title, day = self.title(result.rule), self.language.day(result.at)
        governed = rule.governed_by
        label = self.language.of(governed.label if governed else _DAY)
        if result.hypothetical:
            when = self.language.say(f"假设{label}为 {day}", f"supposing {label} {day}")
        else:
            when = f"{label} {day}"
        return f"{title} · {when}"

    def _failed(self, role: str, found: list[Finding], rule: str) -> Iterator[Block]:
        own = [one for one in found if one.role == role]
        yield from [Section(self.language.of(_FAILED[role]))] if own else []
        for one in own:
            node = part(rule, one.id)
            yield Point(FAILED, self._label(one), self._details(one), node)

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

    def _unknown(self, found: list[Finding], rule: str) -> Iterator[Block]:
        title = self.language.say("还不清楚的", "Not known yet")
        rows = [(UNKNOWN, (self._label(one), self._open(one))) for one in found]
        yield from self._table(title, found, rows, rule)

    def _open(self, one: Finding) -> Piece:
        assert one.message is not None
        return Piece(f"\n{self.language.of(one.message)}", Tone.OPEN)

    def _met(self, role: str, found: list[Finding], rule: str) -> Iterator[Block]:
        own = [one for one in found if one.role == role]
        rows = [(MET, self._label(one)) for one in own]
        yield from self._table(self.language.of(_MET[role]), own, rows, rule)

    def _table(
        self,
        title: str,
        found: list[Finding],
        rows: Sequence[tuple[Piece, Words]],
        rule: str,
    ) -> Iterator[Block]:
        """Yield rows with the basis of each; the law they share is named once."""
        if not found:
            return
        home = home_of(one.basis for one in found)
        cells = [basis_words(one.basis, self.language, home) for one in found]
        yield Section(title, home_remark(home, self.language))
        pairs = zip(rows, cells, strict=True)
        cells_of = tuple((*row, basis) for row, basis in pairs)
        nodes = tuple(part(rule, one.id) for one in found)
        yield Table((), cells_of, whole=(0,), nodes=nodes)

    def _label(self, one: Finding) -> str:
        return self.language.of(one.label or Wording(one.id, one.id))


def _is_met(one: Finding) -> bool:
    return one.value is not None and not one.failed


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
