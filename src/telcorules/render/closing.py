"""Choices whose answers close: what is open, in order, and why the rest isn't."""

from collections.abc import Iterator
from dataclasses import dataclass

from telcorules.evaluation.grounds import Availability, Selection
from telcorules.evaluation.selections import Candidate, Choice, Closed
from telcorules.foundation.law import Cited, Wording
from telcorules.render.choices import MOST_CANDIDATES, Asked
from telcorules.render.citations import resting
from telcorules.render.page import Block, Piece, Point, Section, Table, Tone, Words
from telcorules.render.terms import AVAILABILITIES, SELECTIONS, TONES
from telcorules.render.views import DOT, Details, View, part


@dataclass(frozen=True, slots=True)
class ClosingView(View):
    """Shows choices whose answers close, in a language."""

    def blocks(self, asked: Asked) -> Iterator[Block]:
        """Yield what is open in order, what isn't open yet, what may be, and the rest.

        What isn't competent is told last and in one line each.
        """
        settled = asked.choice.outcome is Selection.DECIDED
        open_ = self.language.of(SELECTIONS[asked.choice.outcome])
        yield Section(self.title(asked.choice.rule), "" if settled else open_)
        yield from self._open(asked)
        yield from self._shut(asked, Availability.PREMATURE)
        yield from self._shut(asked, Availability.BARRED)
        yield from self._possible(asked)
        yield from self._not_competent(asked)

    def _open(self, asked: Asked) -> Iterator[Block]:
        found = asked.choice.candidates
        sure = [one for one in found if one.state is not Availability.POSSIBLE]
        for number, one in enumerate(sure, 1):
            mark = Piece(str(number), Tone.GOOD)
            words = Piece(self.language.of(one.label), Tone.STRONG)
            node = part(asked.choice.rule, one.value)
            yield Point(mark, words, tuple(self._support(one)), node)

    def _support(self, one: Candidate | Closed) -> Details:
        say, of = self.language.say, self.language.of
        if one.reason:
            yield say("原因", "why"), of(one.reason)
        if one.needs:
            yield say("要求", "needs"), of(one.needs)
        yield from self.grounds(one.basis)

    def _shut(self, asked: Asked, state: Availability) -> Iterator[Block]:
        """Yield the answers that are closed so, each with the day on which it opens."""
        for one in asked.choice.closed or ():
            if one.state is state:
                words = (f"{self.language.of(one.label)}  ", self._state(one))
                node = part(asked.choice.rule, one.value)
                yield Point(_MARKS[state], words, tuple(self._support(one)), node)

    def _state(self, one: Closed) -> Piece:
        """Return from which day an answer is open, or in what way it is closed."""
        tone = TONES[one.state]
        if one.opens is None:
            return Piece(self.language.of(AVAILABILITIES[one.state]), tone)
        day = self.language.day(one.opens)
        return Piece(self.language.say(f"{day} 起可以", f"open from {day}"), tone)

    def _possible(self, asked: Asked) -> Iterator[Block]:
        """Yield the answers that may be open, each with the facts that would tell.

        Those of one row, such as the authorities of all provinces, are one.
        """
        found: dict[tuple[Wording | None, tuple[Cited, ...]], list[Candidate]] = {}
        for one in asked.choice.candidates:
            if one.state is Availability.POSSIBLE:
                found.setdefault((one.reason, one.basis), []).append(one)
        if found:
            yield Section(self.language.say("要看其他事实的", "Open, perhaps"))
            rows = tuple(self._row(several, asked) for several in found.values())
            rule = asked.choice.rule
            nodes = tuple(part(rule, one[0].value) for one in found.values())
            yield Table((), rows, whole=(0,), nodes=nodes)

    def _row(self, found: list[Candidate], asked: Asked) -> tuple[Words, ...]:
        told = asked.missing(found, self)
        missing = "".join(self.language.labelled(*line) for line in told)
        return (Piece("?", Tone.OPEN), self._names(found), Piece(missing, Tone.OPEN))

    def _names(self, found: list[Candidate]) -> str:
        """Return some answers; of many the first, and how many there are."""
        count, say = len(found), self.language.say
        if count <= MOST_CANDIDATES:
            return self.language.joined(self.language.of(one.label) for one in found)
        first = self.language.of(found[0].label)
        return say(f"{first}等{count}个机构之一", f"one of {count}, such as {first}")

    def _not_competent(self, asked: Asked) -> Iterator[Block]:
        closed = asked.choice.closed or ()
        others = [one for one in closed if one.state is Availability.NOT_COMPETENT]
        title = self.language.say("不适用的", "Not for this case")
        yield from [Section(title, aside=True)] if others else []
        for one in others:
            node = part(asked.choice.rule, one.value)
            yield Point(DOT, self._because(one), node=node)

    def _because(self, one: Closed) -> Words:
        """Return an answer with the reason why not, and what it rests on, in one."""
        label = self.language.of(one.label)
        if one.reason is None:
            return label
        named = self.language.say(f"{label}：", f"{label}: ")
        return resting(
            f"{named}{self.language.of(one.reason)}", one.basis, self.language
        )


def has_closing(choice: Choice) -> bool:
    """Tell whether a choice of which answers close has any that is open or closed."""
    possible = (one.state is Availability.POSSIBLE for one in choice.candidates)
    return bool(choice.closed) or (choice.closed is not None and not all(possible))


_MARKS = {
    Availability.PREMATURE: Piece("·", Tone.OPEN),
    Availability.BARRED: Piece("✗", Tone.BAD),
}
