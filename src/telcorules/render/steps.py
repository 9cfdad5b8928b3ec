"""What to do next: ask, mend, act in time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from telcorules.evaluation.cures import Cures
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Permit, Status
from telcorules.evaluation.obligations import Permission
from telcorules.evaluation.projections import moment
from telcorules.evaluation.questions import Question
from telcorules.evaluation.results import Deadline
from telcorules.render.cures import CuresView
from telcorules.render.page import Block, Piece, Point, Section, Tone, Words, pieces
from telcorules.render.relevance import relevance
from telcorules.render.views import View

MOST_STEPS: Final = 3
"""How many steps of one kind are told."""

_ARROW: Final = Piece("→", Tone.STRONG)


@dataclass(frozen=True, slots=True)
class StepsView(View):
    """Shows what to do next."""

    def blocks(
        self,
        decision: Decision,
        questions: tuple[Question, ...],
        cures: Cures | None,
    ) -> Iterator[Block]:
        """Yield what to find out, what would mend the case, what is due or open."""
        found = [
            *self._asked(questions),
            *(self._mended(cures, decision.main_rule or "") if cures else ()),
            *self._due(decision),
        ]
        title = self.language.say("接下来", "What to do next")
        yield from [Section(title)] if found else []
        yield from found

    def _asked(self, questions: tuple[Question, ...]) -> Iterator[Point]:
        for one in questions[:MOST_STEPS]:
            words = self.language.of(one.text)
            yield Point(Piece("?", Tone.OPEN), words, node=f"fact:{one.fact}")

    def _mended(self, cures: Cures, rule: str) -> Iterator[Point]:
        view = CuresView(self.context, self.language)
        for option in cures.options[:1]:
            point, more = view.option(option), len(cures.options) - 1
            words = (*pieces(point.words), self._others(more)) if more else point.words
            yield replace(point, words=words, node=rule)
        for one in cures.barred_by:
            bar = view.bar(one)
            said = self.language.say("无法补救：", "Nothing can mend this: ")
            yield replace(bar, words=f"{said}{bar.words}", node=rule)

    def _others(self, more: int) -> Piece:
        """Return how many other ways there are; the command `cures` tells them."""
        say = self.language.say
        words = say(f"（另有{more}种办法）", f" (other ways: {more})")
        return Piece(words, Tone.QUIET)

    def _due(self, decision: Decision) -> Iterator[Point]:
        """Yield the limits that run, the first to end first, then what may be done."""
        shown = relevance(decision, self.program).shown.values()
        running = [one for one in shown if isinstance(one, Deadline) and _runs(one)]
        for one in sorted(running, key=lambda one: moment(_safe(one)))[:MOST_STEPS]:
            yield Point(_ARROW, self._by(one), node=one.rule)
        permissions = [one for one in shown if isinstance(one, Permission)]
        open_ = [one for one in permissions if one.status is Permit.OPEN]
        for may in open_[:MOST_STEPS]:
            words: Words = (f"{self.named(may.actor)} · ", self.title(may.rule))
            yield Point(_ARROW, words, node=may.rule)

    def _by(self, one: Deadline) -> Words:
        """Return who has to act, by when, and which day is safe while it lies ahead."""
        say, day = self.language.say, _safe(one)
        last = Piece(self.language.day(one.due or day), Tone.STRONG)
        safe = self.language.day(day)
        who = f" · {self.named(one.actor)} · {self.title(one.rule)}"
        doubt = say(f"（稳妥起见 {safe}）", f" (to be safe {safe})")
        ahead = moment(day) >= moment(one.as_of, ends=False)
        told = [Piece(doubt, Tone.OPEN)] if ahead and day != one.due else []
        return (say("至迟 ", "by "), last, *told, who)


def _runs(one: Deadline) -> bool:
    return one.status is Status.RUNNING and one.due is not None


def _safe(one: Deadline) -> date:
    """Return the day that is safe under every reading, and if a day isn't firm."""
    # INVARIANT: a limit that runs has a last day.
    assert one.due is not None
    return one.safe_due or one.due
