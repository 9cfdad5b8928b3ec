"""Where a case stands, for people: its stage, its turn, what runs, what is late."""

from collections.abc import Iterator
from dataclasses import dataclass

from telcorules.evaluation.decisions import Decision, Progress
from telcorules.evaluation.grounds import Selection
from telcorules.render.page import Block, Piece, Table, Tone, Words
from telcorules.render.relevance import stage_touched
from telcorules.render.terms import SELECTIONS
from telcorules.render.views import View

MOST_NAMED = 4
"""How many stages or deadlines are named; more are counted."""

_UNSURE = SELECTIONS[Selection.UNDETERMINED]


@dataclass(frozen=True, slots=True)
class ProgressView(View):
    """Shows where a case stands, in a language."""

    def blocks(self, decision: Decision) -> Iterator[Block]:
        """Yield the stage in a few lines; nothing in a pack that tells none.

        A stage that the facts have nothing to do with isn't told.
        """
        if decision.progress is None:
            return
        lines = self._lines(decision.progress, decision)
        rows = tuple((Piece(label, Tone.QUIET), words) for label, words in lines)
        nodes = ("decision",) * len(rows)
        yield from [Table((), rows, whole=(0,), nodes=nodes)] if rows else []

    def _lines(self, one: Progress, decision: Decision) -> Iterator[tuple[str, Words]]:
        say = self.language.say
        if one.stage is not None or stage_touched(decision, self.program):
            yield say("阶段", "stage"), self._stage(one)
        if one.turn:
            yield say("轮到", "turn"), self.named(one.turn)
        running = [self._ending(rule, decision, "至", "until") for rule in one.running]
        if running:
            yield say("进行中", "running"), self._several(running)
        late = [self._ending(rule, decision, "止于", "ended") for rule in one.late]
        if late:
            yield say("已逾期", "late"), Piece(self._several(late), Tone.BAD)

    def _stage(self, one: Progress) -> Words:
        """Return the stage, or which stages it may be."""
        labels = [self.language.of(stage.label) for stage in one.possible]
        if one.stage is not None:
            return Piece(labels[0], Tone.STRONG)
        say, count = self.language.say, len(labels)
        if count > MOST_NAMED:
            counted = say(f"（{count}个可能）", f" ({count} possible)")
            return (Piece(f"{self.language.of(_UNSURE)}{counted}", Tone.OPEN),)
        unsure = self.language.labelled(self.language.of(_UNSURE), "")
        return (Piece(unsure, Tone.OPEN), self.language.joined(labels))

    def _ending(self, rule: str, decision: Decision, zh: str, en: str) -> str:
        """Return a deadline with its last day."""
        due = decision[rule].due
        title, day = self.title(rule), self.language.day(due)
        return self.language.say(f"{title}（{zh} {day}）", f"{title} ({en} {day})")

    def _several(self, names: list[str]) -> str:
        """Return a few names, and how many more there are."""
        more = len(names) - MOST_NAMED
        listed = self.language.joined(names[:MOST_NAMED])
        if more <= 0:
            return listed
        return self.language.say(f"{listed}；另有{more}项", f"{listed}; {more} more")
