"""Duties without a limit, and amounts of money, for people: owed, met, how much."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telcorules.evaluation.grounds import Obligation
from telcorules.evaluation.obligations import Amount, Duty
from telcorules.render import facts
from telcorules.render.page import Block, Piece, Point, Section, Tone, Words
from telcorules.render.terms import OBLIGATIONS
from telcorules.render.views import DOT, Details, View


@dataclass(frozen=True, slots=True)
class DutyView(View):
    """Shows duties in a language, with the labels of a program."""

    def blocks(self, found: Iterable[Duty]) -> Iterator[Block]:
        """Yield each duty: whose it is, and whether it was done."""
        duties = list(found)
        title = self.language.say("应当做的", "What has to be done")
        yield from [Section(title)] if duties else []
        for one in duties:
            status = self.stands(one.status, OBLIGATIONS)
            who = Piece(f"  {self.named(one.actor)}", Tone.QUIET)
            words: Words = (f"{self.title(one.rule)}  ", status, who)
            mark = _MARKS.get(one.status, DOT)
            yield Point(mark, words, tuple(self._details(one)), one.rule)

    def _details(self, one: Duty) -> Details:
        if one.status is Obligation.OWED:
            yield from self.follows(self.language.say("不做的", "if not"), one.on_miss)
        yield from self.grounds(one.basis)


@dataclass(frozen=True, slots=True)
class AmountView(View):
    """Shows amounts of money in a language, with the labels of a program."""

    def blocks(self, found: Iterable[Amount]) -> Iterator[Block]:
        """Yield each amount: who owes it, how much, and from which facts."""
        amounts = list(found)
        title = self.language.say("应付的款项", "What is to be paid")
        yield from [Section(title)] if amounts else []
        for one in amounts:
            who = Piece(f"  {self.named(one.actor)}", Tone.QUIET)
            words: Words = (f"{self.title(one.rule)}  ", self._owed(one), who)
            yield Point(DOT, words, tuple(self._details(one)), one.rule)

    def _owed(self, one: Amount) -> Piece:
        """Return how much is owed, or why that isn't told."""
        if one.status is Obligation.OWED and one.value is not None:
            return Piece(self.language.money(one.value), Tone.STRONG)
        return self.stands(one.status, OBLIGATIONS)

    def _details(self, one: Amount) -> Details:
        if one.value is not None:
            vocabulary = self.program.vocabulary
            words = facts.recounted(one.facts, vocabulary, self.language)
            yield self.language.say("事实", "facts"), words
        yield from self.grounds(one.basis)


_MARKS = {
    Obligation.MET: Piece("✓", Tone.GOOD),
    Obligation.OWED: Piece("!", Tone.OPEN),
}
