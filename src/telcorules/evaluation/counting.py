"""The last day of a limit as the facts make it: earliest of several, longer, paused.

A limit is counted by `language.limits`; here it is extended where an extension was
granted, and days that don't count are left out. What nobody stated about either
leaves the last day bounded, never guessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from telcorules.errors import CalendarError
from telcorules.evaluation.context import Context
from telcorules.foundation.law import Cited
from telcorules.foundation.periods import DueDate, Period, Unit
from telcorules.foundation.truth import Truth
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.limits import KEPT, Limit
from telcorules.language.nodes import Node, Parameter
from telcorules.language.versions import DeadlineVersion, Exclusion, Extension
from telcorules.language.vocabulary import NEVER

Slots = tuple[Any, ...]
Span = tuple[int, int]
"""The ordinals of the first and the last day of a span, both inclusive."""


@dataclass(frozen=True, slots=True)
class Count:
    """A limit counted from an event.

    Attributes:
        limit: The period, extensions granted included; None where it is unknown.
        dates: The last day and its bounds; None where there is none to tell.
        basis: What limit and extensions rest on.
        open_ended: Whether days may be excluded that nobody told of: no latest day.
        suspended: Whether a span that doesn't count isn't over.
    """

    limit: Period | None
    dates: DueDate | None
    basis: tuple[Cited, ...]
    open_ended: bool = False
    suspended: bool = False


class Counting:
    """Counts the limits of a version of a deadline.

    Args:
        version: The version.
        context: The calendar and the readings taken.
    """

    def __init__(self, version: DeadlineVersion, context: Context) -> None:
        self._version = version
        self._calendar = context.calendar
        rolls = context.readings[version.rolls] if version.rolls else "roll"
        self._limits = tuple(
            Limit(
                length,
                context.calendar,
                readings=context.readings,
                roll=rolls == "roll",
                back=version.back,
                off_holidays=version.holidays_roll,
            )
            for length in version.limits
        )
        spans = ((one.start.slot, one.until.slot) for one in version.exclusions)
        events = (one.event.slot for one in version.extensions)
        self._read = (*events, *chain.from_iterable(spans))
        self._counted: dict[Any, Count] = {}

    @property
    def conditions(self) -> tuple[Node, ...]:
        """The conditions of local values, limit by limit."""
        return tuple(one.condition for limit in self._limits for one in limit.local)

    def count(self, event: date, truths: tuple[Truth, ...], slots: Slots) -> Count:
        """Count from a day, or a moment, given the truth of each condition."""
        key = (event, truths, *(slots[slot] for slot in self._read))
        found = self._counted.get(key)
        if found is None:
            found = self._count(event, truths, slots)
            if len(self._counted) < KEPT:
                self._counted[key] = found
        return found

    def _count(self, event: date, truths: tuple[Truth, ...], slots: Slots) -> Count:
        found, rest = [], truths
        for limit in self._limits:
            own, rest = rest[: len(limit.local)], rest[len(limit.local) :]
            found.append(self._one(limit, event, own, slots))
        dated = [one for one in found if one.dates is not None]
        if len(dated) < len(found):
            return next(one for one in found if one.dates is None)
        return _soonest(dated)

    def _one(
        self, limit: Limit, event: date, truths: tuple[Truth, ...], slots: Slots
    ) -> Count:
        period = limit.length(event.toordinal(), truths)
        basis = self._version.basis
        if period is None:
            return Count(None, None, basis)
        if isinstance(limit.period, Parameter):
            dated = limit.value(event.toordinal(), truths)
            basis = _with(basis, dated.basis if dated else ())
        try:
            return self._extended(limit, event, Count(period, None, basis), slots)
        except CalendarError:
            return Count(period, None, basis)

    def _extended(self, limit: Limit, event: date, count: Count, slots: Slots) -> Count:
        """Count with what was granted; what may have been granted moves the latest."""
        assert count.limit is not None
        base = self._excluded(limit, event, count, slots)
        if base.dates is None or not self._version.extensions:
            return base
        told = [
            (one, _granted(one, base.dates, slots)) for one in self._version.extensions
        ]
        granted = [one for one, truth in told if truth]
        possible = [one for one, truth in told if truth is None]
        basis = _with(count.basis, chain.from_iterable(one.basis for one in granted))
        sure = replace(count, limit=_longer(count.limit, granted), basis=basis)
        found = self._excluded(limit, event, sure, slots)
        if not possible or found.dates is None:
            return found
        full = replace(sure, limit=_longer(count.limit, [*granted, *possible]))
        latest = self._excluded(limit, event, full, slots)
        if latest.dates is None:  # if it was granted, it is paused
            return replace(found, open_ended=True)
        dates = _up_to(found.dates, latest.dates, "extension-unknown")
        return replace(found, dates=dates, open_ended=latest.open_ended)

    def _excluded(self, limit: Limit, event: date, count: Count, slots: Slots) -> Count:
        """Count without the days of spans that don't count."""
        period = count.limit
        assert period is not None
        dates = limit.due_from(event, period)
        if not self._version.exclusions:
            return replace(count, dates=dates)
        spans: list[Span] = []
        while True:
            state = _spans(self._version.exclusions, slots, dates)
            if state is None:
                return replace(count, suspended=True)
            if state.spans == spans:
                break
            spans = state.spans
            dates = self._without(limit, event, period, spans)
        return replace(count, dates=dates, open_ended=state.unknown)

    def _without(
        self, limit: Limit, event: date, period: Period, spans: Sequence[Span]
    ) -> DueDate:
        """Count a period that the days of some spans make longer."""
        low = high = 0
        while True:
            latest = limit.due_from(event, _plus(period, high))
            end = latest.nominal.toordinal()
            inside = [_cut(span, event.toordinal() + 1, end) for span in spans]
            parts = [_days(one, period.unit, self._calendar) for one in inside if one]
            found = sum(least for least, _ in parts), sum(most for _, most in parts)
            if found == (low, high):
                break
            low, high = found
        if low == high:
            return latest
        earliest = limit.due_from(event, _plus(period, low))
        return _up_to(earliest, latest, earliest.assumption or latest.assumption)


@dataclass(frozen=True, slots=True)
class _Told:
    """The spans that facts tell of, merged, and whether there may be others."""

    spans: list[Span]
    unknown: bool


def _spans(
    exclusions: Iterable[Exclusion], slots: Slots, dates: DueDate
) -> _Told | None:
    """Return the spans that begin in time, None where one of them isn't over."""
    spans, unknown = [], False
    for one in exclusions:
        start, end = slots[one.start.slot], slots[one.until.slot]
        if start is None:
            unknown = True
        elif start <= dates.latest.toordinal():
            if end == NEVER:
                return None
            unknown = unknown or end is None
            spans += [(start, end)] if end is not None and start <= end else []
    return _Told(_merged(spans), unknown)


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _cut(span: Span, first: int, last: int) -> Span | None:
    cut = max(span[0], first), min(span[1], last)
    return cut if cut[0] <= cut[1] else None


def _days(span: Span, unit: Unit, calendar: WorkCalendar) -> tuple[int, int]:
    """Return the fewest and the most days of a unit that a span can hold."""
    length = span[1] - span[0] + 1
    if unit is Unit.DAYS:
        return length, length
    firm = calendar.firm_through.toordinal()
    beyond = max(0, span[1] - max(firm, span[0] - 1))
    settled = length - beyond
    sure = 0
    if settled:
        before = date.fromordinal(span[0] - 1)
        sure = calendar.count(before, date.fromordinal(span[0] + settled - 1))
    return sure, sure + beyond


def _granted(one: Extension, base: DueDate, slots: Slots) -> Truth:
    """Tell whether an extension was granted while the limit still ran."""
    day = slots[one.event.slot]
    if day is None:
        return None
    if day <= base.earliest.toordinal():
        return True
    return False if day > base.latest.toordinal() else None


def _longer(period: Period, extensions: Iterable[Extension]) -> Period:
    return _plus(period, sum(one.period.count for one in extensions))


def _plus(period: Period, more: int) -> Period:
    return Period(period.count + more, period.unit)


def _up_to(dates: DueDate, other: DueDate, assumption: str | None) -> DueDate:
    """Return a last day that may turn out as late as another."""
    settled_by = dates.settled_by or other.settled_by
    return replace(
        dates,
        firm=False,
        latest=other.latest,
        assumption=assumption,
        settled_by=settled_by,
    )


def _soonest(found: Sequence[Count]) -> Count:
    """Return the limit that ends first, with the bounds that all of them leave."""
    first = min(found, key=lambda one: _dates(one).due)
    own, others = _dates(first), [_dates(one) for one in found]
    earliest = min(one.earliest for one in others)
    latest = min(one.latest for one in others)
    if own.firm and earliest == own.due:
        return first
    doubtful = next((one for one in others if not one.firm), own)
    dates = replace(
        own,
        firm=False,
        earliest=earliest,
        latest=latest,
        assumption=doubtful.assumption,
        settled_by=doubtful.settled_by,
    )
    return replace(first, dates=dates, open_ended=all(o.open_ended for o in found))


def _dates(count: Count) -> DueDate:
    assert count.dates is not None
    return count.dates


def _with(basis: tuple[Cited, ...], more: Iterable[Cited]) -> tuple[Cited, ...]:
    return tuple(dict.fromkeys((*basis, *more)))
