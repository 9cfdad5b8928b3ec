"""Deadlines: from an event, within a period, done or not, on the day asked about."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from telcorules.evaluation.context import Context
from telcorules.evaluation.counting import Count, Counting
from telcorules.evaluation.grounds import Status
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.triggers import TriggeredRule, TriggeredVersion
from telcorules.foundation.law import Cited
from telcorules.foundation.moments import first_moment
from telcorules.foundation.periods import Unit
from telcorules.foundation.truth import Truth
from telcorules.language.linkers import units
from telcorules.language.values import NOT_YET
from telcorules.language.versions import Consequence, DeadlineVersion
from telcorules.language.vocabulary import Case

_AN_INSTANT = timedelta(microseconds=1)  # the moment itself is still in time


class _Version(TriggeredVersion):
    """One version of a deadline, compiled."""

    def __init__(self, version: DeadlineVersion, context: Context) -> None:
        self.counting = Counting(version, context)
        hours = any(Unit.HOURS in units(one) for one in version.limits)
        local = self.counting.conditions
        super().__init__(version, context, local, in_hours=hours)

    def count(
        self, case: Case, event: date, truths: tuple[Truth, ...], as_of: date
    ) -> Count:
        """Count from an event, with what a case tells of extensions and pauses."""
        told = [self.happened_on(case, one) for one in self.counting.read]
        return self.counting.count(event, truths, told, as_of)

    def status(self, count: Count, as_of: date, done: Any) -> Status:
        """Return where it stands once it runs; between its bounds that is unknown.

        While it is suspended its last day lies after every date: so whatever was
        done was done in time. In hours a day is asked at its beginning.
        """
        if count.suspended:
            return Status.MET if isinstance(done, date) else Status.SUSPENDED
        if count.dates is None:
            return Status.UNKNOWN
        if isinstance(done, date):
            before, after = Status.MET, Status.LATE
            first, last = self.extent(done)
        else:
            before = Status.RUNNING
            after = Status.UNKNOWN if done is None else Status.OVERDUE
            first = last = self._asked_on(as_of)
        if last <= count.dates.earliest:
            return before
        certain = first > count.dates.latest and not count.open_ended
        return after if certain else Status.UNKNOWN

    def _asked_on(self, as_of: date) -> date:
        return first_moment(as_of) + _AN_INSTANT if self.in_hours else as_of


class DeadlineRule(TriggeredRule[_Version, Deadline]):
    """A deadline rule with its versions, under one set of readings."""

    words = Status

    @cached_property
    def compiled(self) -> tuple[_Version, ...]:
        """Its versions, compiled."""
        return tuple(
            _Version(version, self.context)
            for version in self.rule.versions
            if isinstance(version, DeadlineVersion)
        )

    def counted(
        self, version: _Version, case: Case, as_of: date, truths: tuple[Truth, ...]
    ) -> Deadline:
        """Return the deadline that a version gives once its event has a day."""
        event = version.happened_on(case, version.since)
        count = version.count(case, event, truths, as_of)
        done = version.happened_on(case, version.done)
        return self._running(version, case, as_of, event, count, done)

    def since(self, day: date, as_of: date, *, when: bool | None) -> Deadline:
        """Return the deadline that runs from a day; there is no case to read.

        What would extend or pause it counts as not having happened.
        """
        trigger = day.toordinal()
        on = (one for one in self.compiled if one.holds_on(trigger))
        version = next(on, None)
        if version is None:
            law_of = date.fromordinal(trigger)
            return self.bare(None, as_of, Status.NOT_IN_FORCE, day=law_of)
        if when is not True:
            status = Status.NOT_TRIGGERED if when is False else Status.UNKNOWN
            return self.bare(None, as_of, status, version.basis)
        event = day if version.in_hours else date.fromordinal(trigger)
        facts = len(self.context.program.vocabulary.facts)
        _, truths = version.conditions((None,) * facts, as_of.toordinal())
        never = (NOT_YET,) * len(version.counting.read)
        count = version.counting.count(event, truths, never, as_of)
        return self._running(version, None, as_of, event, count, None)

    def bare(
        self,
        case: Case | None,
        as_of: date,
        status: Status,
        basis: tuple[Cited, ...] = (),
        day: date | None = None,
    ) -> Deadline:
        """Return a deadline without a limit that was counted."""
        return Deadline(
            rule=self.rule.id,
            actor=self.rule.actor,
            status=status,
            as_of=as_of,
            trigger=day,
            limit=None,
            dates=None,
            done=None,
            basis=basis,
            case=case,
            origin=self,
        )

    def _running(  # noqa: PLR0913, PLR0917 - as many as a deadline hangs on
        self,
        version: _Version,
        case: Case | None,
        as_of: date,
        event: date,
        count: Count,
        done: Any,
    ) -> Deadline:
        return Deadline(
            rule=self.rule.id,
            actor=self.rule.actor,
            status=version.status(count, as_of, done),
            as_of=as_of,
            trigger=event,
            limit=count.limit,
            dates=count.dates,
            done=done if isinstance(done, date) else None,
            basis=count.basis,
            case=case,
            origin=self,
            open_ended=count.open_ended,
        )

    def on_miss(self, result: Deadline) -> Consequence | None:
        """Return what follows where the deadline is missed."""
        version = self.version_of(result)
        return version.on_miss if isinstance(version, DeadlineVersion) else None

    def safe_due(self, result: Deadline) -> date | None:
        """Return the earliest day that is due under any combination of readings."""
        if result.dates is None:
            return None
        others: list[Deadline] = self.under_all(result)
        bounds = (other.earliest for other in others)
        return min(day for day in bounds if day is not None)

    def again(self, result: Deadline) -> Deadline:
        """Return the deadline for what another set of readings was asked."""
        if result.case is not None:
            return self.evaluate(result.case, result.as_of)
        assert result.trigger is not None
        return self.since(result.trigger, result.as_of, when=True)
