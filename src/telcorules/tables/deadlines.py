"""Deadlines as columns: where they stand, the last day and its bounds."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, Final

import ibis

from telcorules.evaluation.grounds import Status
from telcorules.foundation.periods import Period, Unit
from telcorules.language.linkers import units
from telcorules.language.nodes import Parameter
from telcorules.language.program import Rule
from telcorules.language.versions import DeadlineVersion
from telcorules.tables.calendars import PARTS, Count
from telcorules.tables.days import NEVER, day
from telcorules.tables.lastdays import Ends, within
from telcorules.tables.law import Edition, editions
from telcorules.tables.likeness import likeness
from telcorules.tables.naming import result
from telcorules.tables.needs import Event, Needs, periods, too_long
from telcorules.tables.terms import Terms
from telcorules.tables.truths import negated

_IDLE: Final = "idle"
_UNKNOWN: Final = Status.UNKNOWN.value


class DeadlineColumns:
    """The columns of a deadline.

    Args:
        rule: The rule.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        versions = [v for v in rule.versions if isinstance(v, DeadlineVersion)]
        self._editions = editions(versions, _saying)
        self._done = self._editions[0].version.done
        self._in_hours = in_hours(self._editions[0].version)

    def need(self, needs: Needs) -> None:
        """Note what it reads and counts, and what of it can't be expressed."""
        for version in (one.version for one in self._editions):
            for why in self._refused(version):
                needs.refuse(self.rule.id, why, self.rule.span)
            for node in version.nodes:
                needs.reads(node, self.rule.id, None)
            for length in version.limits:
                self._counts(version, length, needs)
            events = (version.done, *(one.event for one in version.extensions))
            needs.facts |= {one: None for one in events if one is not None}
            if self._in_hours:
                moments = (version.since, version.done)
                needs.moments |= {one: None for one in moments if one is not None}

    def _refused(self, version: DeadlineVersion) -> Iterator[str]:
        """Yield what columns can't express of a version."""
        if version.exclusions:
            yield "days that don't count"
        if len(version.limits) > 1:
            yield "the earliest of several limits"
        if len(version.extensions) > 1:
            yield "more than one extension"
        if version.extensions and (
            self._in_hours or isinstance(version.limits[0], Parameter)
        ):
            yield "an extension of hours, or of a parameter"
        if version.done is not self._done or in_hours(version) is not self._in_hours:
            yield "versions that are done by other events, or not all counted in hours"

    def _counts(
        self, version: DeadlineVersion, length: Period | Parameter, needs: Needs
    ) -> None:
        """Note the ways of counting a limit, extended ones too."""
        if isinstance(length, Parameter):
            for one in length.in_play(needs.readings):
                needs.reads(one.condition, self.rule.id, None)
        found = [] if self._in_hours else periods(length, needs.readings)
        if (why := too_long(found)) is not None:
            needs.refuse(self.rule.id, "its limit", self.rule.span, why)
            return
        found += [_longer(found[0], version)] if version.extensions and found else []
        counts = [_count(version, one, needs) for one in found]
        needs.runs(Event(version.since), counts)

    def first(self, terms: Terms) -> Mapping[str, Any]:
        """Return the last day, and why none runs where none does."""
        running = [self._running(terms, one) for one in self._editions]
        ends = [self._ends(terms, one.version) for one in self._editions]
        columns = {}
        for part in PARTS:
            cases = [
                (runs if when is None else runs & when, getattr(one, part))
                for (runs, when), one in zip(running, ends, strict=True)
            ]
            columns[result(self.rule.id, part)] = ibis.cases(*cases)
        return {**columns, terms.inner(self.rule.id, _IDLE): self._idle(terms, running)}

    def then(self, terms: Terms) -> Mapping[str, Any]:
        """Return where it stands."""
        idle = terms.lookup.table[terms.inner(self.rule.id, _IDLE)]
        due, earliest, latest = (
            terms.lookup.table[result(self.rule.id, part)]
            for part in ("due", "earliest", "latest")
        )
        cases = [(idle.notnull(), idle), (due.isnull(), _UNKNOWN)]
        overdue: Any = _UNKNOWN
        if self._done is not None:
            first, last = self._acted(terms)
            happened = terms.lookup.event(Event(self._done)) < day(NEVER)
            cases += [
                (happened & (last <= earliest), Status.MET.value),
                (happened & (first > latest), Status.LATE.value),
                (happened, _UNKNOWN),
            ]
            overdue = ibis.cases(
                (first.notnull(), Status.OVERDUE.value), else_=_UNKNOWN
            )
        in_time, over = self._asked(terms, earliest, latest)
        cases += [(in_time, Status.RUNNING.value), (over, overdue)]
        return {result(self.rule.id, "status"): ibis.cases(*cases, else_=_UNKNOWN)}

    def parts(self) -> Sequence[str]:
        """Return the names of the columns, in their order."""
        named = ("due", "status", "firm", "earliest", "latest")
        return [result(self.rule.id, one) for one in named]

    def _acted(self, terms: Terms) -> tuple[Any, Any]:
        """Return between which days, or moments, it was done."""
        assert self._done is not None
        if self._in_hours:
            return terms.lookup.moments(self._done)
        on = terms.lookup.event(Event(self._done))
        return on, on

    def _asked(self, terms: Terms, earliest: Any, latest: Any) -> tuple[Any, Any]:
        """Return whether it is in time on the day of the question, and whether over.

        In hours a day is asked at its beginning, at which a limit that ends then is
        over.
        """
        if not self._in_hours:
            return terms.as_of <= earliest, terms.as_of > latest
        begins = terms.as_of.cast("timestamp")
        return begins < earliest, begins >= latest

    def _running(self, terms: Terms, edition: Edition[DeadlineVersion]) -> Any:
        """Return whether an edition governs, and the truth of its condition."""
        version = edition.version
        since = terms.lookup.event(Event(version.since))
        when = None if version.when is None else terms.truth(version.when)
        return within(since, edition.spans), when

    def _ends(self, terms: Terms, version: DeadlineVersion) -> Ends:
        event, (length,) = Event(version.since), version.limits

        def end(period: Period) -> Ends:
            if self._in_hours:
                return terms.lookup.hours(version.since, period, back=version.back)
            return terms.lookup.dates(event, _count(version, period, terms.needs))

        base = terms.lookup.deadline(event, length, end, terms.local(length))
        if not version.extensions:
            return base
        assert isinstance(length, Period)
        granted_on = terms.lookup.event(Event(version.extensions[0].event))
        return base.extended(end(_longer(length, version)), granted_on)

    def _idle(self, terms: Terms, running: list[Any]) -> Any:
        """Return why nothing runs; NULL where something does."""
        cases: list[tuple[Any, Any]] = []
        for runs, when in running:
            going = runs if when is None else runs & when
            cases.append((going, ibis.null("string")))
            if when is not None:
                cases.append((runs & negated(when), Status.NOT_TRIGGERED.value))
                cases.append((runs, _UNKNOWN))
        events = [terms.lookup.event(Event(e.version.since)) for e in self._editions]
        known = reduce(and_, (one < day(NEVER) for one in events))
        may = (
            one.isnull() if when is None else one.isnull() & _may(when)
            for one, (_, when) in zip(events, running, strict=True)
        )
        cases.append((known, Status.NOT_IN_FORCE.value))
        cases.append((reduce(or_, may), _UNKNOWN))
        return ibis.cases(*cases, else_=Status.NOT_TRIGGERED.value)


def in_hours(version: DeadlineVersion) -> bool:
    """Tell whether a version is counted in hours."""
    return any(Unit.HOURS in units(one) for one in version.limits)


def _may(truth: Any) -> Any:
    """Tell whether a condition isn't false."""
    return ibis.coalesce(truth, ibis.literal(True))  # noqa: FBT003 - a value of SQL


def _longer(period: Period, version: DeadlineVersion) -> Period:
    """Return a period with what an extension adds to it."""
    return Period(period.count + version.extensions[0].period.count, period.unit)


def _count(version: DeadlineVersion, period: Period, needs: Needs) -> Count:
    roll = needs.readings[version.rolls] == "roll" if version.rolls else True
    return Count(period, roll, version.back, version.holidays_roll and not roll)


def _saying(version: DeadlineVersion) -> Any:
    """Return what tells versions apart that don't say the same."""
    return (
        None if version.when is None else likeness(version.when),
        version.since.name,
        tuple(map(likeness, version.limits)),
        version.done and version.done.name,
        (version.rolls, version.back, version.holidays_roll),
        tuple((one.event.name, one.period) for one in version.extensions),
        tuple((one.start.name, one.until.name) for one in version.exclusions),
    )
