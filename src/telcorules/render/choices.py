"""Choices for people: which answer applies, or which still may."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telcorules.evaluation.grounds import Selection
from telcorules.evaluation.selections import Candidate, Choice
from telcorules.language.nodes import Appoint
from telcorules.language.program import Rule
from telcorules.language.versions import ChoiceRow, ChoiceVersion
from telcorules.render.page import Block, Piece, Point, Section, Tone, Words
from telcorules.render.reads import Reading
from telcorules.render.terms import SELECTIONS
from telcorules.render.views import Details, View

MOST_CANDIDATES = 4
"""How many candidates are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A choice with what it was asked of.

    Attributes:
        choice: The answer.
        version: The version that it rests on; None where that isn't known.
        reading: What of the case is stated; None where it isn't at hand.
    """

    choice: Choice
    version: ChoiceVersion | None
    reading: Reading | None

    def rows(self, found: Iterable[Candidate]) -> list[ChoiceRow]:
        """Return the rows that give some candidates."""
        grounds = {(one.reason, one.basis) for one in found}
        rows = self.version.rows if self.version else ()
        return [row for row in rows if (row.reason, row.basis) in grounds]

    def missing(
        self, found: Iterable[Candidate], view: View
    ) -> Iterator[tuple[str, str]]:
        """Yield the facts nobody stated that would tell of some candidates."""
        if self.reading is not None:
            nodes = (node for row in self.rows(found) for node in row.nodes)
            names = self.reading.missing(nodes)
            yield from view.unsaid(names, self.reading.case)


@dataclass(frozen=True, slots=True)
class ChoiceView(View):
    """Shows choices in a language, with the labels of a program."""

    def blocks(self, found: Iterable[Asked]) -> Iterator[Block]:
        """Yield who is competent, then what else applies."""
        asked = list(found)
        who = [one for one in asked if appoints(self._rule(one.choice))]
        what = [one for one in asked if not appoints(self._rule(one.choice))]
        say = self.language.say
        yield from self._section(say("由谁管", "Who is competent"), who)
        yield from self._section(say("怎样处理", "What applies"), what)

    def _section(self, title: str, found: list[Asked]) -> Iterator[Block]:
        yield from [Section(title)] if found else []
        for asked in found:
            one = asked.choice
            competent = all_competent(one, self._rule(one))
            settled = Selection.DECIDED if competent else one.outcome
            mark = _MARKS.get(settled, Piece("?", Tone.OPEN))
            words: Words = (f"{self.title(one.rule)}  ", *self._answer(one))
            details = tuple(self._details(asked, settled))
            yield Point(mark, words, details, one.rule)

    def _details(self, asked: Asked, settled: Selection) -> Details:
        """Yield why an answer applies; of several possible ones, what would tell."""
        found = asked.choice.candidates
        grounds = {(one.reason, one.basis) for one in found}
        if settled is Selection.UNDETERMINED:
            yield from asked.missing(found, self)
        if settled is not Selection.UNDETERMINED or len(grounds) == 1:
            yield from self._support(asked.choice)

    def _rule(self, one: Choice) -> Rule:
        return self.program.rules[one.rule]

    def _answer(self, one: Choice) -> Iterator[Piece]:
        """Yield what applies, or how far the choice is settled and what may."""
        say, count = self.language.say, len(one.candidates)
        labels = self.language.joined(self.language.of(c.label) for c in one.candidates)
        if one.outcome is Selection.DECIDED:
            yield Piece(labels, Tone.STRONG)
            return
        if all_competent(one, self._rule(one)):
            yield Piece(say("以下机关均有管辖权：", "each of these is competent: "))
            yield Piece(labels, Tone.STRONG)
            return
        yield Piece(self.language.of(SELECTIONS[one.outcome]), Tone.OPEN)
        if count > MOST_CANDIDATES:
            yield Piece(say(f"（{count}个可能）", f" ({count} possible)"), Tone.QUIET)
        elif count:
            yield Piece(say(f"：{labels}", f": {labels}"))

    def _support(self, one: Choice) -> Details:
        say, found = self.language.say, one.candidates
        for reason in dict.fromkeys(c.reason for c in found if c.reason):
            yield say("原因", "why"), self.language.of(reason)
        for needs in dict.fromkeys(c.needs for c in found if c.needs):
            yield say("要求", "needs"), self.language.of(needs)
        yield from self.grounds(dict.fromkeys(b for c in found for b in c.basis))


def appoints(rule: Rule) -> bool:
    """Tell whether a choice names the authority of a place."""
    return any(isinstance(row.value, Appoint) for row in _rows(rule))


def all_competent(choice: Choice, rule: Rule) -> bool:
    """Tell whether several candidates aren't open, but all competent by one row."""
    undetermined = choice.outcome is Selection.UNDETERMINED
    return undetermined and any(_appoints_all(row, choice) for row in _rows(rule))


def _rows(rule: Rule) -> Iterator[ChoiceRow]:
    versions = (one for one in rule.versions if isinstance(one, ChoiceVersion))
    return (row for version in versions for row in version.rows)


def _appoints_all(row: ChoiceRow, choice: Choice) -> bool:
    """Tell whether candidates are what one row gives for a list that is known.

    A row whose list isn't known may give every authority of its kind; its condition
    is known with the list that it asks about.
    """
    value = row.value
    if not isinstance(value, Appoint) or value.place.type.item is None:
        return False
    fewer = len(choice.candidates) < len(set(value.table.values()))
    grounds = {(one.reason, one.basis) for one in choice.candidates}
    return fewer and grounds == {(row.reason, row.basis)}


_MARKS = {
    Selection.DECIDED: Piece("✓", Tone.GOOD),
    Selection.CONFLICT: Piece("✗", Tone.BAD),
    Selection.NONE: Piece("✗", Tone.BAD),
}
