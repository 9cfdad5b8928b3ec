"""Deadlines for people: one table, the first to end on top, and what is not firm."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from telcorules.evaluation.context import facts_read
from telcorules.evaluation.grounds import Status
from telcorules.evaluation.results import Deadline
from telcorules.foundation.law import Cited, Grade
from telcorules.language.program import Choice, Program
from telcorules.language.versions import DeadlineVersion
from telcorules.render import facts
from telcorules.render.admissions import in_force
from telcorules.render.bilingual import Language
from telcorules.render.citations import basis_words
from telcorules.render.page import Block, Piece, Point, Section, Table, Tone, Words
from telcorules.render.terms import ASSUMPTIONS, CAUTIONS, STATUSES, TONES


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """Shows deadlines in a language, with the labels of a program."""

    program: Program
    language: Language

    def blocks(self, found: Iterable[Deadline]) -> Iterator[Block]:
        """Yield the deadlines that have dates, then those that have none."""
        deadlines = list(found)
        dated = sorted((d for d in deadlines if d.due), key=_by_due)
        undated = [one for one in deadlines if not one.due]
        say = self.language.say
        yield from [Section(say("期限", "Deadlines"))] if deadlines else []
        yield from [self._table(dated)] if dated else []
        for one in dated:
            yield from self._remarks(one)
        yield from self._undated(undated)

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
        return Table(columns, rows, whole=(1, 2, 3, 4))

    def _row(self, one: Deadline) -> tuple[Words, ...]:
        assert one.trigger is not None
        assert one.limit is not None
        assert one.due is not None
        mark = "" if one.firm else self.language.say("\n暂定", "\nprovisional")
        tone = Tone.STRONG if one.firm else Tone.OPEN
        return (
            (self.title(one), Piece(f"\n{self._actor(one)}", Tone.QUIET)),
            one.trigger.isoformat(),
            self.language.period(one.limit),
            Piece(f"{self.language.day(one.due)}{mark}", tone),
            self._status(one.status),
        )

    def title(self, one: Deadline) -> str:
        """Return what the deadline is called."""
        return self.language.headed(self.program.rules[one.rule].title)

    def _actor(self, one: Deadline) -> str:
        return self.language.of(self.program.labels[one.actor])

    def _status(self, status: Status) -> Piece:
        return Piece(self.language.of(STATUSES[status]), TONES[status])

    def _remarks(self, one: Deadline) -> Iterator[Block]:
        say = self.language.say
        details: list[tuple[str, Words]] = []
        if one.nominal != one.due and one.nominal:
            details.append((say("顺延", "moved"), self._moved(one, one.nominal)))
        if one.firm is False:
            details.append((say("暂定", "provisional"), self._bounds(one)))
        if one.safe_due != one.due and one.safe_due:
            details.append((say("稳妥", "safe"), self._safe(one.safe_due)))
        details += self._grounds(one)
        yield Point(Piece("·", Tone.QUIET), self.title(one), tuple(details))

    def _grounds(self, one: Deadline) -> Iterator[tuple[str, Words]]:
        """Yield what a deadline rests on, and a caution where that is too little."""
        say = self.language.say
        if one.basis:
            yield say("依据", "basis"), basis_words(one.basis, self.language)
        caution = CAUTIONS.get(_best(one.basis))
        if caution:
            yield say("注意", "note"), Piece(self.language.of(caution), Tone.OPEN)

    def _moved(self, one: Deadline, nominal: date) -> Words:
        """Return why a last day moved: by which reading, and what that rests on."""
        day = self.language.day(nominal)
        rest = self.language.say(
            f"名义末日 {day} 是休息日", f"the nominal day {day} is a day of rest"
        )
        taken = self._rolling(one)
        if taken is None:
            return rest
        label, say = self.language.of(taken.label), self.language.say
        basis = basis_words(taken.basis, self.language)
        link = say("，依据", ", resting on ") if basis else ""
        read = say(f"{rest}，按“{label}”的解释", f"{rest}, as read: {label}")
        return (f"{read}{link}", *basis)

    def _rolling(self, one: Deadline) -> Choice | None:
        """Return the choice by which a last day moves; None without a reading."""
        assert one.trigger is not None
        version = self.program.rules[one.rule].version_on(one.trigger.toordinal())
        assert isinstance(version, DeadlineVersion)
        if version.rolls is None:
            return None
        choices = self.program.readings[version.rolls].choices
        return next(choice for choice in choices if choice.id == "roll")

    def _bounds(self, one: Deadline) -> str:
        assert one.earliest is not None
        assert one.latest is not None
        return bounds(
            one.earliest, one.latest, one.settled_by, one.assumption, self.language
        )

    def _safe(self, day: date) -> str:
        shown = self.language.day(day)
        return self.language.say(
            f"按已收录的各种解释，在 {shown}（含当日）以前完成均属按期",
            f"done by {shown}, that day included, it is in time under every reading"
            " in this pack",
        )

    def _undated(self, found: list[Deadline]) -> Iterator[Block]:
        for one in found:
            words = (f"{self.title(one)}  ", self._status(one.status))
            details: list[tuple[str, Words]] = []
            if missing := self._missing(one):
                details.append((self.language.say("缺", "needs"), missing))
            details += self._grounds(one)
            yield Point(Piece("·", Tone.QUIET), words, tuple(details))
            if one.status is Status.NOT_IN_FORCE:
                yield from in_force(one.law, one.trigger, self.program, self.language)

    def _missing(self, one: Deadline) -> str:
        """Return the facts that nobody stated and a deadline hangs on."""
        rule, case = self.program.rules[one.rule], one.case
        version = rule.version_on(one.as_of.toordinal()) or rule.versions[-1]
        if one.status is not Status.UNKNOWN or case is None:
            return ""
        assert isinstance(version, DeadlineVersion)
        names = [name for node in version.nodes for name in facts_read(node, {})]
        values = {name: case[name] for name in (*names, version.since.name)}
        return facts.unknown([values], self.program.vocabulary, self.language)


def bounds(
    first: date,
    last: date,
    settled_by: str | None,
    assumption: str | None,
    language: Language,
) -> str:
    """Return between which days a provisional date lies, and what will settle it."""
    span = language.span(first, last)
    rests = language.of(ASSUMPTIONS[assumption]) if assumption else ""
    waits = settled_by or ""
    say = language.say
    return language.joined(
        [
            say(f"在{span}之间", f"from {span}") if first != last else span,
            *([say(f"依{rests}推算", f"resting on {rests}")] if rests else []),
            *([say(f"待{waits}公布后确定", f"settled by {waits}")] if waits else []),
        ]
    )


_GRADES = (Grade.TEXT, Grade.SUMMARY, Grade.OUTLINE, Grade.NONE)


def _best(basis: Iterable[Cited]) -> Grade:
    """Return the best grade among some provisions; where there are none, the first."""
    found = {cited.verified for cited in basis}
    return next((grade for grade in _GRADES if grade in found), _GRADES[0])


def _by_due(one: Deadline) -> tuple[date, str]:
    return one.due or date.max, one.rule
