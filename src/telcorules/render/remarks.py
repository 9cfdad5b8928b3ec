"""What is to be said beside the answers: their limits, oddities, what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from telcorules.evaluation.decisions import Decision, Qualification
from telcorules.render.page import Block, Piece, Point, Section, Tone
from telcorules.render.relevance import Relevance
from telcorules.render.views import DOT, Details, View

MOST_RULES = 8
"""How many rules that aren't shown are named; more are counted."""

MOST_QUALIFIED = 4
"""How many rules are named beside what their answers leave out."""


@dataclass(frozen=True, slots=True)
class RemarksView(View):
    """Shows caveats and notes in a language, with the labels of a program."""

    def blocks(self, decision: Decision, found: Relevance) -> Iterator[Block]:
        """Yield what the answers shown can't take in, then notes on the facts."""
        yield from self._caveats(decision, found)
        say = self.language.say
        of = self.language.of
        notes = [(f"note:{note.id}", of(note.text)) for note in decision.notes]
        notes += [("decision", words) for words in self._judgments(decision)]
        if found.idle:
            listed = self._rules(found.idle, MOST_RULES)
            words = say(f"不适用或者尚未起算：{listed}。", f"Not in play: {listed}.")
            notes.append(("decision", words))
        if found.untouched:
            listed = self._rules(found.untouched, MOST_RULES)
            words = say(f"没有涉及：{listed}。", f"The facts don't touch: {listed}.")
            notes.append(("decision", words))
        yield from [Section(say("说明", "Notes"))] if notes else []
        for node, words in notes:
            yield Point(DOT, words, node=node)

    def _caveats(self, decision: Decision, found: Relevance) -> Iterator[Block]:
        """Yield what the answers shown can't take in."""
        own = [one for one in decision.caveats if found.shown.keys() & one.rules]
        title = self.language.say("没有计入的情况", "What these answers leave out")
        yield from [Section(title)] if own else []
        for one in own:
            details = tuple(self._caveat(one, found))
            mark, node = Piece("!", Tone.OPEN), f"caveat:{one.id}"
            yield Point(mark, self.language.of(one.text), details, node)

    def _caveat(self, one: Qualification, found: Relevance) -> Details:
        rules = tuple(rule for rule in one.rules if rule in found.shown)
        yield self.language.say("涉及", "for"), self._rules(rules, MOST_QUALIFIED)
        yield from self.grounds(one.basis)

    def _judgments(self, decision: Decision) -> Iterator[str]:
        """Yield that some of the facts stated are for the user to judge."""
        if not decision.judgments:
            return
        by_name = self.program.vocabulary.by_name
        labels = (self.language.of(by_name[n].label) for n in decision.judgments)
        listed = self.language.joined(labels)
        yield self.language.say(
            f"以下事实须由使用者自行判断：{listed}。",
            f"These facts are for the user to judge: {listed}.",
        )

    def _rules(self, names: tuple[str, ...], most: int) -> str:
        """Return some rules by their titles, and how many there are where more."""
        listed = self.language.joined(map(self.title, names[:most]))
        more = len(names) - most
        if more <= 0:
            return listed
        say = self.language.say
        return say(f"{listed}；等{len(names)}条规则", f"{listed}; and {more} more")
