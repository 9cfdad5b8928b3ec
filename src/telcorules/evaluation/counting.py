"""The last day of a limit as the facts make it: earliest of several, longer, paused.

A limit is counted by `language.limits`; here it is extended where an extension was
granted in time, and days that don't count are left out (`pauses`). What nobody told
of leaves the last day bounded, never guessed.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Any

from telcorules.errors import CalendarError, RequestError
from telcorules.evaluation.context import Context
from telcorules.evaluation.pauses import Pauses, Run, Told
from telcorules.foundation.lastdays import DueDate
from telcorules.foundation.law import Cited
from telcorules.foundation.moments import moments_of
from telcorules.foundation.periods import Period
from telcorules.foundation.truth import Truth
from telcorules.language.limits import KEPT, Limit
from telcorules.language.nodes import Node
from telcorules.language.values import NOT_YET
from telcorules.language.versions import DeadlineVersion, Extension
from telcorules.language.vocabulary import Fact

Extensions = tuple[Extension, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A limit counted from an event.

    Attributes:
        limit: The period, extensions granted included; None where it is unknown.
        dates: The last day and its bounds; None where there is none to tell.
        basis: What limit, extensions and spans that don't count rest on.
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
        self._basis, self._extensions = version.basis, version.extensions
        self._pauses = Pauses(version.exclusions, context.calendar)
        spans = ((one.start, one.until) for one in version.exclusions)
        extending = (one.event for one in version.extensions)
        self._read = tuple(dict.fromkeys((*extending, *chain.from_iterable(spans))))
        self._counted: dict[Any, Count] = {}

    @property
    def conditions(self) -> tuple[Node, ...]:
        """The conditions of local values, limit by limit."""
        return tuple(one.condition for limit in self._limits for one in limit.local)

    @property
    def read(self) -> tuple[Fact, ...]:
        """The events that make it longer."""
        return self._read

    def count(
        self, event: date, truths: tuple[Truth, ...], told: Collection[Any], as_of: date
    ) -> Count:
        """Count from a day, or a moment.

        Args:
            event: What sets it running.
            truths: The truth of each of `conditions`.
            told: For each event `read` its day or moment, not yet, or None.
            as_of: The day of the question; what pauses it is paused from its day on.
        """
        if self._pauses:
            told = self._pauses.told_on(as_of, self._known(told)).values()
        key = (event, truths, *told)
        found = self._counted.get(key)
        if found is None:
            known = self._known(told)
            found = _soonest(list(self._each(event, truths, known)))
            if len(self._counted) < KEPT:
                self._counted[key] = found
        return found

    def _known(self, told: Iterable[Any]) -> Told:
        return dict(zip(self._read, told, strict=True))

    def _each(
        self, event: date, truths: tuple[Truth, ...], told: Told
    ) -> Iterable[Count]:
        rest = truths
        for limit in self._limits:
            own, rest = rest[: len(limit.local)], rest[len(limit.local) :]
            period, basis = limit.resolved(event.toordinal(), own)
            basis = _joined(self._basis, basis)
            if period is None:
                yield Count(None, None, basis)
                continue
            try:
                yield self._extended(Run(limit, event, period), basis, told)
            except (CalendarError, RequestError):  # no bound, or longer than any period
                yield Count(period, None, basis)

    def _extended(self, run: Run, basis: tuple[Cited, ...], told: Told) -> Count:
        """Count with what was granted; what may have been moves the latest day."""
        granted, least = self._granted(run, told, (), certain=True)
        extended = (one.basis for one in self._extensions if one in granted)
        basis = _joined(basis, chain.from_iterable(extended))
        least = replace(least, basis=_joined(basis, least.basis))
        if least.dates is None or not self._extensions:
            return least
        possible, most = self._granted(run, told, granted, certain=False)
        if len(possible) == len(granted):
            return least
        if most.dates is None:  # with them, it would be paused
            return replace(least, open_ended=True)
        dates = _up_to(least.dates, most.dates, "extension-unknown")
        return replace(least, dates=dates, open_ended=most.open_ended)

    def _granted(
        self, run: Run, told: Told, taken: Extensions, *, certain: bool
    ) -> tuple[Extensions, Count]:
        """Return what was granted while the limit ran, and the limit with it.

        Each counts that was granted on or before the last day without it, certainly
        or possibly; the others make that day later, so it is asked again.
        """
        while True:
            count = self._paused(run, told, taken)
            more = tuple(
                one
                for one in self._extensions
                if one not in taken
                and _in_time(told[one.event], count, certain=certain)
            )
            if not more:
                return taken, count
            taken = (*taken, *more)

    def _paused(self, run: Run, told: Told, taken: Extensions) -> Count:
        whole = run.longer(sum(one.period.count for one in taken))
        paused = self._pauses.leave_out(whole, told)
        return Count(
            whole.period,
            paused.dates,
            paused.basis,
            paused.open_ended,
            suspended=paused.dates is None,
        )


def _in_time(event: Any, count: Count, *, certain: bool) -> bool:
    """Tell whether what was granted certainly, or possibly, still met the limit."""
    if event is None or count.dates is None:
        return not certain and count.dates is not None
    if event == NOT_YET:
        return False
    in_hours = isinstance(count.dates.due, datetime)
    first, last = moments_of(event) if in_hours else (event, event)
    if certain:
        return bool(last <= count.dates.earliest)
    return count.open_ended or bool(first <= count.dates.latest)


def _up_to(dates: DueDate, other: DueDate, assumption: str) -> DueDate:
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
    """Return the limit that ends first, with the bounds that all of them leave.

    One that is suspended ends after those that aren't.
    """
    if len(found) == 1:
        return found[0]
    dated = [(one, one.dates) for one in found if one.dates is not None]
    untold = [one for one in found if one.dates is None and not one.suspended]
    if untold or not dated:
        return (*untold, *found)[0]
    first, own = min(dated, key=lambda pair: pair[1].due)
    others = [dates for _, dates in dated]
    earliest = min(one.earliest for one in others)
    if own.firm and earliest == own.due:
        return first
    closed = [dates.latest for one, dates in dated if not one.open_ended]
    doubtful = next(one for one in (own, *others) if not one.firm)
    dates = replace(
        own,
        firm=False,
        earliest=earliest,
        latest=min(closed, default=own.latest),
        assumption=doubtful.assumption,
        settled_by=doubtful.settled_by,
    )
    return replace(first, dates=dates, open_ended=not closed)


def _joined(basis: tuple[Cited, ...], more: Iterable[Cited]) -> tuple[Cited, ...]:
    return tuple(dict.fromkeys((*basis, *more)))
