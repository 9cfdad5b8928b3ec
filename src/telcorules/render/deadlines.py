"""Deadlines for people: one table, the first to end on top, and what is not firm."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telcorules.evaluation.grounds import Status
from telcorules.evaluation.results import MISSED, Deadline
from telcorules.foundation.law import Cited, Grade
from telcorules.language.versions import DeadlineVersion
from telcorules.render.counted import CountedView
from telcorules.render.page import Block, Piece, Point, Section, Table, Tone, Words
from telcorules.render.terms import CAUTIONS, STATUSES
from telcorules.render.views import DOT, Details, View


@dataclass(frozen=True, slots=True)
class DeadlineView(View):
    """Shows deadlines in a language, with the labels of a program."""

    def blocks(self, found: Iterable[Deadline]) -> Iterator[Block]:
        """Yield the deadlines that have dates, then those that have none.

        Those that hang on facts nobody stated are `unsettled`, and not shown here.
        """
        deadlines = list(found)
        dated = sorted((d for d in deadlines if d.due), key=_by_due)
        undated = [one for one in deadlines if not one.due]
        say = self.language.say
        yield from [Section(say("期限", "Deadlines"))] if deadlines else []
        yield from [self._table(dated)] if dated else []
        for one in dated:
            details = tuple(self.remarks(one))
            yield Point(DOT, self.title(one.rule), details, one.rule)
        for one in undated:
            yield self._undated(one)

    def _table(self, dated: list[Deadline]) -> Table:
        say = self.language.say
        columns = (
            say("期限", "deadline"),
            say("起算", "from"),
            say("期间", "within"),
            say("最后一日", "last day"),
            say("状态", "status"),
        )
        rows = tuple(self._row(one) for one in dated)
        nodes = tuple(one.rule for one in dated)
        return Table(columns, rows, whole=(1, 2, 3, 4), nodes=nodes)

    def _row(self, one: Deadline) -> tuple[Words, ...]:
        assert one.trigger is not None
        assert one.due is not None
        mark = "" if one.firm else self.language.say("\n暂定", "\nprovisional")
        tone = Tone.STRONG if one.firm else Tone.OPEN
        return (
            (self.title(one.rule), Piece(f"\n{self.named(one.actor)}", Tone.QUIET)),
            self.language.since(one.trigger),
            self._within(one),
            Piece(f"{self.language.day(one.due)}{mark}", tone),
            self.stands(one.status, STATUSES),
        )

    def _within(self, one: Deadline) -> str:
        """Return the limit; where it is counted back, that it lies before."""
        assert one.limit is not None
        period, version = self.language.period(one.limit), self.version(one)
        back = isinstance(version, DeadlineVersion) and version.back
        return (
            self.language.say(f"最迟{period}前", f"{period} before") if back else period
        )

    def remarks(self, one: Deadline) -> Details:
        """Yield how its day was counted, what follows, and what it rests on."""
        counted = CountedView(self.context, self.language)
        yield from counted.details(one)
        yield from self._unsaid(one)
        if one.status in MISSED:
            yield from self.follows(self.language.say("后果", "follows"), one.on_miss)
        yield from self._grounds(one)

    def _unsaid(self, one: Deadline) -> Details:
        """Yield the event that would tell where an open deadline stands."""
        version, case = self.version(one), one.case
        done = version.done if isinstance(version, DeadlineVersion) else None
        if one.status is Status.UNKNOWN and case and done:
            yield from self.unsaid([done.name], case)

    def _grounds(self, one: Deadline) -> Details:
        """Yield what a deadline rests on, and a caution where that is too little."""
        yield from self.grounds(one.basis)
        caution = CAUTIONS.get(_best(one.basis))
        if caution:
            label, words = self.language.say("注意", "note"), self.language.of(caution)
            yield label, Piece(words, Tone.OPEN)

    def _undated(self, one: Deadline) -> Point:
        words = (f"{self.title(one.rule)}  ", self.stands(one.status, STATUSES))
        counted = CountedView(self.context, self.language)
        paused = counted.paused(one) if one.status is Status.SUSPENDED else ()
        return Point(DOT, words, (*paused, *self._grounds(one)), one.rule)


_GRADES = (Grade.TEXT, Grade.SUMMARY, Grade.OUTLINE, Grade.NONE)


def _best(basis: Iterable[Cited]) -> Grade:
    """Return the best grade among some provisions; where there are none, the first."""
    found = {cited.verified for cited in basis}
    return next((grade for grade in _GRADES if grade in found), _GRADES[0])


def _by_due(one: Deadline) -> tuple[str, str]:
    """Return what sorts deadlines; days and moments are compared as texts."""
    assert one.due is not None
    return one.due.isoformat(), one.rule
