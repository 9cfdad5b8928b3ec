"""The picture of a case: its events, its limits, and the days of rest, as lanes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby, pairwise
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Permit, Status
from telcorules.evaluation.obligations import Permission
from telcorules.evaluation.projections import Projection
from telcorules.evaluation.results import MISSED, Deadline
from telcorules.evaluation.timelines import EntryKind, TimelineEntry
from telcorules.foundation.workdays import WorkCalendar
from telcorules.render.dates import runs
from telcorules.render.page import (
    EDGE,
    Extent,
    Figure,
    Lane,
    Mark,
    Place,
    Rest,
    Shape,
    Tone,
)
from telcorules.render.terms import PERMITS, STATUSES, TONES
from telcorules.render.views import View
from telcorules.render.wrapping import breaks

LONGEST_SHADED: Final = 800
"""Over how many days rest days are still wide enough to be seen."""

WIDEST_LINE: Final = 34
"""The columns of a line of a lane's title; a Chinese character takes two."""

_PHONE: Final = 284
"""The pixels of a picture on the narrowest telephone: where words find room."""

_SHEET: Final = 570
"""The pixels of a picture on anything wider."""

_COLUMN: Final = 8
"""The pixels of a column of words, at most."""

_DAYS_OF_TICKS: Final = ((45, 0), (200, 1), (400, 2), (800, 4), (2200, 12))
"""Up to how many days each tick stands for so many months; 0 is a week."""

_MOST_YEARS: Final = 6
"""How many ticks a picture of more days has, at most."""

_EVER: Final = (1, date.max.toordinal())


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a picture shows, as ordinals; the end is exclusive."""

    first: float
    end: float

    @property
    def days(self) -> float:
        """How many they are."""
        return self.end - self.first

    def place(self, day: float) -> float:
        """Return where a day begins, in hundredths of the width."""
        share = (day - self.first) / self.days
        return round(100 * min(max(share, 0.0), 1.0), 3)

    def extent(self, first: float, end: float) -> Extent:
        """Return the part of the width that some days take; the end is exclusive."""
        return Extent(self.place(first), self.place(end))


@dataclass(frozen=True, slots=True)
class PictureView(View):
    """Makes a picture of the days of a decision, in a language."""

    def figure(self, decision: Decision) -> Figure | None:
        """Return the picture; None where nothing but the question has a day."""
        entries = decision.timeline
        if len(entries) < 2:
            return None
        span = _span(entries)
        say = self.language.say
        asked = _at(decision.as_of) + 0.5
        lanes = tuple(self._lanes(entries, decision, span))
        label = self.language.say("评估日", "assessed")
        question = Mark(span.place(asked), f"{label} {decision.as_of:%m-%d}")
        rests = tuple(_rests(span, self.context.calendar))
        return Figure(
            title=say("时间线图", "The days of the case, drawn"),
            description=self._described(lanes, decision),
            lanes=lanes,
            rests=rests,
            ticks=tuple(self._ticks(span)),
            question=question,
            key=tuple(self._key(lanes, rests)),
        )

    def _described(self, lanes: tuple[Lane, ...], decision: Decision) -> str:
        events = [one for one in lanes if one.shape is Shape.EVENT]
        limits = [one for one in lanes if one.shape is not Shape.EVENT]
        told = "; ".join(f"{_joined(one.title)} {one.about}" for one in lanes)
        return self.language.say(
            f"{len(events)}个日子、{len(limits)}个期限，评估日{decision.as_of}。{told}",
            f"{len(events)} days and {len(limits)} limits; assessed"
            f" {decision.as_of}. {told}",
        )

    def _lanes(
        self, entries: Iterable[TimelineEntry], decision: Decision, span: Span
    ) -> Iterator[Lane]:
        """Yield the lanes, the first to begin on top; events of one day are one."""
        several = list(entries)
        events = [one for one in several if one.kind is EntryKind.EVENT]
        found: list[tuple[float, int, Lane]] = []
        for day, group in groupby(events, key=lambda one: _at(one.day)):
            found.append((day, 0, self._event(list(group), span)))
        for one in several:
            if one.projection is not None:
                start = _at(one.projection.base_due) + 1
                found.append((start, 2, self._projected(one, one.projection, span)))
            elif one.rule is not None:
                result: Deadline | Permission = decision[one.rule]
                lane = self._standing(result, decision, span)
                found.append((_began(result), 1, lane))
        for _, _, lane in sorted(found, key=lambda one: one[:2]):
            yield _anchored(lane)

    def _event(self, entries: list[TimelineEntry], span: Span) -> Lane:
        first = entries[0]
        labels = dict.fromkeys(self.language.headed(one.label) for one in entries)
        at = _at(first.day)
        middle = at if isinstance(first.day, datetime) else at + 0.5
        return Lane(
            node=" ".join(dict.fromkeys(f"fact:{one.fact}" for one in entries)),
            title=_lines(self.language.listed(labels)),
            about=self.language.day(first.day),
            tone=Tone.QUIET,
            shape=Shape.EVENT,
            extent=span.extent(middle, middle),
        )

    def _standing(
        self, one: Deadline | Permission, decision: Decision, span: Span
    ) -> Lane:
        return (
            self._deadline(one, decision.as_of, span)
            if isinstance(one, Deadline)
            else self._opening(one, span)
        )

    def _deadline(self, one: Deadline, as_of: date, span: Span) -> Lane:
        assert one.due is not None
        assert one.earliest is not None
        status, doubt = Status(one.status), _doubt(one.earliest, one.latest, span)
        start, end = sorted((_began(one), _end(one.due)))
        stops = _end(one.earliest) if one.firm is False else end
        return Lane(
            node=one.rule,
            title=_lines(self.title(one.rule)),
            about=self._about(one.due, self.language.of(STATUSES[status]), one.firm),
            tone=TONES[status],
            shape=Shape.SPAN,
            extent=span.extent(start, min(end, stops)),
            doubt=doubt if one.firm is False else None,
            open_ended=one.firm is False and one.latest is None,
            overrun=_overrun(one, as_of, span),
        )

    def _opening(self, one: Permission, span: Span) -> Lane:
        assert one.opens is not None
        assert one.earliest is not None
        status, day = Permit(one.status), _at(one.opens)
        doubt = _doubt(one.earliest, one.latest, span, ends=False)
        return Lane(
            node=one.rule,
            title=_lines(self.title(one.rule)),
            about=self._about(one.opens, self.language.of(PERMITS[status]), one.firm),
            tone=TONES[status],
            shape=Shape.OPENING,
            extent=span.extent(day, span.end),
            doubt=doubt if one.firm is False else None,
        )

    def _projected(self, entry: TimelineEntry, found: Projection, span: Span) -> Lane:
        start, end = _at(found.base_due) + 1, _end(entry.day)
        unsure = found.firm is False
        word = self.language.say("至迟之日", "at the latest")
        return Lane(
            node=found.rule,
            title=_lines(self.title(found.rule)),
            about=self._about(entry.day, word, found.firm),
            tone=Tone.OPEN if unsure else Tone.QUIET,
            shape=Shape.PROJECTED,
            extent=span.extent(min(start, end), end),
            doubt=_doubt(entry.day, found.latest, span) if unsure else None,
            open_ended=unsure and found.latest is None,
        )

    def _about(self, day: date, status: str, firm: bool | None) -> str:  # noqa: FBT001 - as results tell it
        mark = self.language.say("，暂定", ", provisional") if firm is False else ""
        return f"{self.language.day(day)} · {status}{mark}"

    def _ticks(self, span: Span) -> Iterator[Mark]:
        """Yield the firsts of months, or Mondays where there are few days."""
        years = 12 * ceil(span.days / 365 / _MOST_YEARS)
        step = next((n for most, n in _DAYS_OF_TICKS if span.days <= most), years)
        for day in _mondays(span) if step == 0 else _months(span, step):
            yield Mark(span.place(day.toordinal()), self._tick(day, step))

    def _tick(self, day: date, step: int) -> str:
        if step == 0:
            return f"{day:%m-%d}"
        if step >= 12:
            return f"{day:%Y}"
        if day.month <= step:
            return f"{day:%Y-%m}"
        return self.language.say(f"{day.month}月", f"{day:%m}")

    def _key(self, lanes: tuple[Lane, ...], rests: tuple[Rest, ...]) -> Iterator[str]:
        """Yield what is drawn that isn't told by words beside it."""
        say = self.language.say
        yield say("休息日", "days of rest") if rests else ""
        doubtful = any(one.doubt or one.open_ended for one in lanes)
        yield say("暂定，可能的末日", "provisional: may end here") if doubtful else ""
        projected = any(one.shape is Shape.PROJECTED for one in lanes)
        yield say("推算，尚未起算", "projected, not running yet") if projected else ""


def columns(text: str) -> int:
    """Return the columns that a text takes, two for a Chinese character.

    Examples:
        >>> columns("15日")
        4
    """
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _lines(title: str) -> tuple[str, ...]:
    cuts = [0, *breaks(title, WIDEST_LINE, columns), len(title)]
    pairs = pairwise(cuts)
    return tuple(title[first:last].strip() for first, last in pairs)


def _joined(lines: Iterable[str]) -> str:
    """Return lines as one text, with spaces between words of English only."""
    found = ""
    for line in lines:
        gap = " " if found and found[-1].isascii() and line[0].isascii() else ""
        found += gap + line
    return found


def _anchored(lane: Lane) -> Lane:
    """Return a lane with its words where a telephone has room for them."""
    together = columns(f"{lane.title[0]}  {lane.about}")
    inline = len(lane.title) == 1 and together <= WIDEST_LINE
    lines = [together] if inline else map(columns, (*lane.title, lane.about))
    width = max(lines) * _COLUMN
    sheet, phone = (_place(lane, 100 * width / whole) for whole in (_SHEET, _PHONE))
    return replace(lane, places=(sheet, phone), inline=inline)


def _place(lane: Lane, width: float) -> Place:
    """Return where words stand so that they fit, as near to their lane as they can.

    Args:
        lane: The lane.
        width: How wide its words are, in hundredths of the picture.
    """
    start, end = lane.extent.start, lane.extent.end
    end = max(end, lane.doubt.end if lane.doubt else end)
    if start + width <= 100:
        return Place("start", start)
    if end >= width:
        return Place("end", end)
    middle = min(max((start + end) / 2, width / 2), 100 - width / 2)
    return Place("middle", round(middle, 3)) if width <= 100 else EDGE


def _at(day: date) -> float:
    """Return the ordinal of a day, or of a moment with its time."""
    if isinstance(day, datetime):
        midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
        return day.toordinal() + (day - midnight).total_seconds() / 86_400
    return float(day.toordinal())


def _end(day: date) -> float:
    """Return when a last day is over; a moment is over with itself."""
    return _at(day) if isinstance(day, datetime) else _at(day) + 1


def _began(one: Deadline | Permission) -> float:
    """Return when a limit begins to run: with the day after its event."""
    # INVARIANT: what has a last or first day was set running by an event.
    assert one.trigger is not None
    return _end(one.trigger)


def _doubt(first: date, last: date | None, span: Span, *, ends: bool = True) -> Extent:
    """Return where an end may turn out to lie; to the edge where nothing bounds it."""
    start = _end(first) if ends else _at(first)
    end = span.end if last is None else _end(last) if ends else _at(last)
    return span.extent(start, end)


def _overrun(one: Deadline, as_of: date, span: Span) -> Extent | None:
    """Return from when to when a missed limit was missed."""
    if one.status not in MISSED or one.due is None:
        return None
    done = one.done or as_of
    return span.extent(_end(one.due), max(_end(one.due), _at(done) + 0.5))


def _span(entries: Iterable[TimelineEntry]) -> Span:
    """Return the days from the first entry to the last bound, and some around."""
    known = [day for one in entries for day in _days(one) if day is not None]
    first, end = min(map(_at, known)), max(map(_at, known)) + 1
    margin = max(1, round((end - first) * 0.03))
    earliest, latest = _EVER
    return Span(max(int(first) - margin, earliest), min(int(end) + margin, latest))


def _days(entry: TimelineEntry) -> tuple[date | None, ...]:
    based = entry.projection.base_due if entry.projection else None
    return entry.day, entry.earliest, entry.latest, based


def _rests(span: Span, calendar: WorkCalendar) -> Iterator[Rest]:
    """Yield the days of rest, as far as the calendar goes; none of a very long span."""
    if span.days > LONGEST_SHADED:
        return
    first = max(date.fromordinal(int(span.first)), calendar.first)
    last = min(date.fromordinal(int(span.end) - 1), calendar.last)
    free = [one for one in runs(calendar, first, last) if not one.kind.working]
    for one in free:
        end = one.last.toordinal() + 1
        yield Rest(span.extent(one.first.toordinal(), end), one.kind.estimated)


def _mondays(span: Span) -> Iterator[date]:
    days = map(date.fromordinal, range(int(span.first), int(span.end)))
    yield from (day for day in days if day.weekday() == 0)


def _months(span: Span, step: int) -> Iterator[date]:
    """Yield the firsts of every so many months that lie in a span."""
    first, last = (date.fromordinal(int(end)) for end in (span.first, span.end))
    start = 12 * first.year + first.month
    for month in range(start + -start % step, 12 * last.year + last.month, step):
        yield date(month // 12, month % 12 + 1, 1)
