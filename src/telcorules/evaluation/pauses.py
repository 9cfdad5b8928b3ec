"""Days that don't count: a period without the spans that a version excludes.

A span makes a limit as many of its days longer as it holds. Past the last notice
nobody knows how many working days that is, so the last day is bounded by the fewest
and by the most; and what nobody told of leaves it without a latest day.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from telcorules.foundation.lastdays import DueDate
from telcorules.foundation.law import Cited
from telcorules.foundation.periods import Period, Unit
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.limits import Limit
from telcorules.language.values import NOT_YET
from telcorules.language.versions import Exclusion
from telcorules.language.vocabulary import NEVER, Fact, ordinal

Told = Mapping[Fact, Any]
"""For some events the day or moment, that they have not happened, or None."""

Days = tuple[int, int]
"""The ordinals of the first and the last day of a span, both inclusive."""


@dataclass(frozen=True, slots=True)
class Run:
    """A period that runs from an event."""

    limit: Limit
    event: date
    period: Period

    def longer(self, more: int) -> "Run":
        """Return the run of a period that is so many units longer.

        Raises:
            RequestError: No period is that long.
        """
        period = Period(self.period.count + more, self.period.unit)
        return replace(self, period=period)

    @property
    def dates(self) -> DueDate:
        """Its last day, or last moment.

        Raises:
            CalendarError: No bound can be given.
        """
        return self.limit.due_from(self.event, self.period)


@dataclass(frozen=True, slots=True)
class Paused:
    """Where a run ends without the days that don't count.

    Attributes:
        dates: The last day and its bounds; None while a span isn't over.
        basis: What the spans rest on that it meets.
        open_ended: Whether it may meet one that nobody told of: no latest day.
    """

    dates: DueDate | None
    basis: tuple[Cited, ...] = ()
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class _Span:
    """A span as a case tells of it; None where it doesn't, `NEVER` for "not yet"."""

    first: int | None
    last: int | None
    basis: tuple[Cited, ...]

    @property
    def days(self) -> Days | None:
        """Its days, where it has begun and is over."""
        if self.first is None or self.last is None or self.last == NEVER:
            return None
        return (self.first, self.last) if self.first <= self.last else None

    def meets(self, after: int, end: int) -> bool:
        """Tell whether it surely holds a day after one, up to another."""
        if self.first is None or self.last is None:
            return False
        return self.first <= min(self.last, end) and self.last > after

    def may_meet(self, end: int) -> bool:
        """Tell whether its days up to a day aren't all known."""
        if self.first is None:
            return True
        return self.first <= end and self.last in (None, NEVER)


class Pauses:
    """The spans that a version excludes.

    Args:
        exclusions: The spans, by the events that begin and end them.
        calendar: Tells working days.
    """

    def __init__(self, exclusions: Sequence[Exclusion], calendar: WorkCalendar) -> None:
        self._exclusions = exclusions
        self._days = _WorkingDays(calendar)

    def __bool__(self) -> bool:
        return bool(self._exclusions)

    def told_on(self, as_of: date, told: Told) -> Told:
        """Return what is told on a day: of a span that hasn't begun by then, no end.

        That it isn't over yet says nothing of when it will be.
        """
        ahead = [
            one.until
            for one in self._exclusions
            if told[one.until] == NOT_YET
            and told[one.start] is not None
            and ordinal(told[one.start]) > as_of.toordinal()
        ]
        return {**told, **dict.fromkeys(ahead)} if ahead else told

    def leave_out(self, run: Run, told: Told) -> Paused:
        """Return where a run ends without the days of the spans told of.

        Raises:
            CalendarError: No bound can be given.
            RequestError: The spans make it longer than any period.
        """
        spans = [_span(one, told) for one in self._exclusions]
        dates = self._without(run, _merged(one.days for one in spans))
        sure, doubtful = _counted_to(run, dates)
        met = [one for one in spans if one.meets(run.event.toordinal(), sure)]
        basis = tuple(cited for one in met for cited in one.basis)
        if any(one.last == NEVER for one in met):
            return Paused(None, basis)
        return Paused(dates, basis, any(one.may_meet(doubtful) for one in spans))

    def _without(self, run: Run, spans: Sequence[Days]) -> DueDate:
        if run.period.unit is Unit.DAYS or not spans:
            return _stretched(run, spans, _length, _nominal)
        likely = _stretched(run, spans, self._days.likely, _nominal)
        if likely.firm:
            return likely
        fewest = _stretched(run, spans, self._days.fewest, _earliest)
        most = _stretched(run, spans, self._days.most, _latest)
        nominal, due = likely.nominal, likely.due
        return replace(most, nominal=nominal, due=due, earliest=fewest.earliest)


class _WorkingDays:
    """How many working days a span holds: likely, at the fewest, at the most."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self._calendar = calendar

    def likely(self, span: Days) -> int:
        before, last = (date.fromordinal(day) for day in (span[0] - 1, span[1]))
        return self._calendar.count(before, last)

    def fewest(self, span: Days) -> int:
        found = self.likely(span)
        while found and self._calendar.bounds(span[0] - 1, found)[1] > span[1]:
            found -= 1
        return found

    def most(self, span: Days) -> int:
        found = self.likely(span)
        while self._calendar.bounds(span[0] - 1, found + 1)[0] <= span[1]:
            found += 1
        return found


def _stretched(
    run: Run,
    spans: Sequence[Days],
    held: Callable[[Days], int],
    end: Callable[[DueDate], date],
) -> DueDate:
    """Count on for the days that spans hold up to the end, until they hold no more."""
    more, first = 0, run.event.toordinal() + 1
    while True:
        dates = run.longer(more).dates
        last = end(dates).toordinal()
        inside = ((max(a, first), min(b, last)) for a, b in spans)
        found = sum(held((a, b)) for a, b in inside if a <= b)
        if found == more:
            return dates
        more = found


def _nominal(dates: DueDate) -> date:
    return dates.nominal


def _earliest(dates: DueDate) -> date:
    return dates.earliest


def _latest(dates: DueDate) -> date:
    return dates.latest


def _length(span: Days) -> int:
    return span[1] - span[0] + 1


def _counted_to(run: Run, dates: DueDate) -> Days:
    """Return the days up to which it surely, and at the most, counts.

    The days by which a rest day moves the last one aren't counted.
    """
    if run.period.unit is Unit.WORKING_DAYS:
        return dates.earliest.toordinal(), dates.latest.toordinal()
    return dates.nominal.toordinal(), dates.nominal.toordinal()


def _span(one: Exclusion, told: Told) -> _Span:
    first, last = (
        None if told[event] is None else ordinal(told[event])
        for event in (one.start, one.until)
    )
    return _Span(first, last, one.basis)


def _merged(spans: Iterable[Days | None]) -> list[Days]:
    """Return spans without overlaps, so that each of their days counts once."""
    found: list[Days] = []
    for first, last in sorted(filter(None, spans)):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found
