"""A case in order of days, for people: what has happened, what is due, what follows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Status
from telcorules.evaluation.projections import Projection
from telcorules.evaluation.timelines import EntryKind, TimelineEntry
from telcorules.render.page import (
    Block,
    Figure,
    Piece,
    Point,
    Section,
    Table,
    Tone,
    Words,
)
from telcorules.render.terms import STATUSES, TONES
from telcorules.render.views import DOT, View


@dataclass(frozen=True, slots=True)
class TimelineView(View):
    """Shows the days of a case in a language, with the labels of a program."""

    def blocks(
        self, decision: Decision, figure: Figure | None = None
    ) -> Iterator[Block]:
        """Yield the days in order, then what has no day as what precedes it is over.

        Two days beside that of the question tell nothing that isn't told elsewhere,
        but for what is projected. A picture of the days goes first.
        """
        entries, projections = decision.timeline, decision.projections
        over = [one for one in projections if one.past]
        several = len(entries) > 3 or len(projections) > len(over)
        told = several or figure is not None
        title = self.language.say("时间线", "In order of days")
        yield from [Section(title)] if told or over else []
        yield from [figure] if figure else []
        if told:
            rows = tuple(self._row(one) for one in entries)
            nodes = tuple(map(node_of, entries))
            yield Table((), rows, whole=(0,), nodes=nodes)
        for one in over:
            yield Point(DOT, self._over(one), node=one.rule)

    def _row(self, entry: TimelineEntry) -> tuple[Words, ...]:
        quiet = entry.kind in (EntryKind.EVENT, EntryKind.QUESTION)
        doubt = entry.firm is False
        tone = Tone.QUIET if quiet else Tone.OPEN if doubt else Tone.STRONG
        day = Piece(self.language.day(entry.day), tone)
        return day, self.language.headed(entry.label), self._about(entry)

    def _about(self, entry: TimelineEntry) -> Words:
        """Return where an entry stands, or what it rests on."""
        say = self.language.say
        if entry.projection is not None:
            return self.resting(entry.projection)
        if entry.kind is EntryKind.OPENING:
            words = say("自此日起可以", "may be done from then on")
            return self._qualified(Piece(words), entry)
        if entry.status is None:
            return ""
        status = Status(entry.status)
        words = self.language.of(STATUSES[status])
        return self._qualified(Piece(words, TONES[status]), entry)

    def _qualified(self, words: Piece, entry: TimelineEntry) -> Words:
        mark = self.language.say("，暂定", ", provisional")
        return words if entry.firm is not False else (words, Piece(mark, Tone.OPEN))

    def resting(self, found: Projection) -> Words:
        """Return what a projected day rests on, and on what it still hangs."""
        say, of = self.language.say, self.language
        base = self.title(found.base)
        due = of.day(found.base_due)
        limit = of.period(found.limit) if found.limit else ""
        parts = [
            say(
                f"至迟之日：“{base}”至迟在 {due} 完成，此后{limit}",
                f"at the latest: “{base}” by {due}, then {limit}",
            ),
            *self._doubts(found),
        ]
        return Piece(of.joined(parts), Tone.OPEN if found.firm is False else Tone.PLAIN)

    def _doubts(self, found: Projection) -> Iterator[str]:
        """Yield what may still move a projected day, or keep it from applying."""
        say = self.language.say
        if found.when is None:
            facts = self._facts(found.unknown)
            yield say(
                f"是否适用还不清楚：{facts}", f"if it applies, not known: {facts}"
            )
        if found.firm is False:
            yield say("暂定", "provisional") + self._bound(found)

    def _bound(self, found: Projection) -> str:
        """Return how much later than estimated a projected day may turn out."""
        say = self.language.say
        if found.latest is None:
            return say("，还可能更晚", ", and it may be later")
        if found.latest == found.due:
            return ""
        last = self.language.day(found.latest)
        return say(f"，不晚于 {last}", f", not after {last}")

    def _over(self, found: Projection) -> str:
        """Return what is said where the last day of what precedes is over."""
        title, base = self.title(found.rule), self.title(found.base)
        due = self.language.day(found.base_due)
        event = self._facts([found.event])
        return self.language.say(
            f"“{title}”：之前的“{base}”已在 {due} 届满，不能再推算，须从“{event}”起算",
            f"“{title}”: what precedes it, “{base}”, ended on {due}, so no day can be"
            f" projected; it will run from: {event}",
        )

    def _facts(self, names: Iterable[str]) -> str:
        by_name = self.program.vocabulary.by_name
        return self.language.listed(self.language.of(by_name[n].label) for n in names)


def node_of(entry: TimelineEntry) -> str:
    """Return what an entry tells of: an event's fact, a rule, else the whole."""
    if entry.fact is not None:
        return f"fact:{entry.fact}"
    return entry.rule or "decision"
