"""A last day for people: which day, whether it is sure, and what was skipped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from telcorules.foundation.daykinds import DayKind
from telcorules.foundation.lastdays import DueDate
from telcorules.foundation.law import Citation, Cited, Instrument, Wording, resolve
from telcorules.foundation.periods import Period, Unit
from telcorules.foundation.workdays import WorkCalendar
from telcorules.render.bilingual import Language
from telcorules.render.bounds import bounds
from telcorules.render.citations import basis_words
from telcorules.render.page import Foot, Headline, Page, Piece, Table, Tone, Words
from telcorules.render.terms import DAY_KINDS

MOST_RUNS = 8
"""How many runs of days are told one by one; more are counted."""

CODE = "civil-code-2020"
"""The instrument whose articles 200 to 204 say how periods run."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row of one kind, both ends inclusive."""

    first: date
    last: date
    kind: DayKind

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def runs(
    calendar: WorkCalendar, first: date, last: date, *, plain: bool = False
) -> tuple[Run, ...]:
    """Return the runs of days of one kind in a span, both ends inclusive.

    Args:
        calendar: Tells the kinds.
        first: The first day.
        last: The last day; none are returned where it lies before the first.
        plain: Whether ordinary working days are among them.

    Raises:
        CalendarError: A day is outside the calendar.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found = []
    for kind, group in groupby(days, key=calendar.kind):
        run = list(group)
        if plain or kind.name != "working-day":
            found.append(Run(run[0], run[-1], kind))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A period counted, with what it was counted with.

    Attributes:
        start: The event.
        period: The length.
        before: Whether it was counted back.
        end: The end, with its bounds.
        skipped: The days between that weren't counted, and weekends that were.
        basis: How periods run, by law.
    """

    start: date
    period: Period
    before: bool
    end: DueDate
    skipped: tuple[Run, ...]
    basis: tuple[Cited, ...]


def skipped(
    start: date, period: Period, end: DueDate, calendar: WorkCalendar
) -> tuple[Run, ...]:
    """Return the days that a count passed over, or that it moved across.

    For working days those between the event and the end, make-up working days
    among them; for all else those between the nominal end and the moved one.
    """
    if period.unit is Unit.HOURS or end.assumption == "outside-calendar":
        return ()
    counted = period.unit is Unit.WORKING_DAYS
    inner = start if counted else end.nominal
    if inner < end.due:
        return runs(calendar, inner + counted * _DAY, end.due - _DAY)
    return runs(calendar, end.due + _DAY, inner - counted * _DAY)


def governing(
    instruments: Mapping[str, Instrument], period: Period, *, roll: bool
) -> tuple[Cited, ...]:
    """Return the articles of the Civil Code that a count rests on."""
    articles = ["201"]
    if period.unit in (Unit.MONTHS, Unit.YEARS):
        articles.append("202")
    if roll and period.unit not in (Unit.HOURS, Unit.WORKING_DAYS):
        articles.append("203")
    return tuple(resolve(Citation(CODE, one), instruments) for one in articles)


def due_page(found: Reckoning, language: Language, disclaimer: Wording) -> Page:
    """Return the last day, how sure it is, and what was skipped on the way."""
    end, say = found.end, language.say
    tone = Tone.STRONG if end.firm else Tone.OPEN
    rows: list[tuple[str, Words]] = [_sureness(end, language)]
    if end.nominal != end.due:
        rows.append((say("名义末日", "nominal"), language.day(end.nominal)))
    rows += [
        (say("其间", "between"), line) for line in run_lines(found.skipped, language)
    ]
    rows.append((say("依据", "basis"), basis_words(found.basis, language)))
    return (
        Headline(Piece(language.day(end.due), tone), _about(found, language)),
        Table((), tuple((Piece(label, Tone.QUIET), words) for label, words in rows)),
        Foot((language.of(disclaimer),)),
    )


def _about(found: Reckoning, language: Language) -> str:
    start, period = language.day(found.start), language.period(found.period)
    if found.before:
        return language.say(
            f"{start}之前{period}的最后一日", f"last day for {period} before {start}"
        )
    return language.say(
        f"自{start}起{period}的最后一日", f"last day of {period} from {start}"
    )


def _sureness(end: DueDate, language: Language) -> tuple[str, Words]:
    say = language.say
    if end.firm:
        words = say(
            "所涉日期都有放假安排通知", "every day counted is settled by a notice"
        )
        return say("确定", "firm"), words
    words = bounds(end.earliest, end.latest, end.settled_by, end.assumption, language)
    return say("暂定", "provisional"), Piece(words, Tone.OPEN)


def run_lines(found: Iterable[Run], language: Language) -> list[str]:
    """Return runs of days in words, or their number where there are many."""
    listed = list(found)
    if len(listed) <= MOST_RUNS:
        return [run_line(one, language) for one in listed]
    rest = sum(one.length for one in listed if not one.kind.working)
    return [language.say(f"休息日{rest}天", f"{rest} days of rest")]


def run_line(one: Run, language: Language) -> str:
    """Return a run of days in words: from, to, what kind, and by which notice."""
    kind = language.of(DAY_KINDS[one.kind.name])
    doubt = language.say("（推算）", " (estimate)") if one.kind.estimated else ""
    notice = language.say(f"，{one.kind.notice}", f", {one.kind.notice}")
    by = notice if one.kind.notice else ""
    return f"{language.span(one.first, one.last)} {kind}{doubt}{by}"
