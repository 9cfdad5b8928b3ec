"""Deadlines: from an event, within a period, done or not, on the day asked about."""

from datetime import date
from functools import cached_property
from typing import Any

from telcorules.errors import CalendarError
from telcorules.evaluation.context import ContestedRule, Context
from telcorules.evaluation.grounds import Status
from telcorules.evaluation.results import Deadline
from telcorules.foundation.law import Cited
from telcorules.foundation.periods import DueDate, Period
from telcorules.foundation.truth import Truth
from telcorules.language.compile import Values, compile_values
from telcorules.language.limits import KEPT, Limit
from telcorules.language.nodes import Parameter
from telcorules.language.program import DeadlineVersion, Version
from telcorules.language.vocabulary import NEVER, Case

Counted = tuple[Period | None, DueDate | None, tuple[Cited, ...]]


class _Counts(dict[Any, Counted]):
    """From an event's ordinal, and local conditions, to limit, dates and basis."""

    def __init__(self, limit: Limit, basis: tuple[Cited, ...]) -> None:
        super().__init__()
        self._limit = limit
        self._basis = basis

    def __missing__(self, key: tuple[Any, ...]) -> Counted:
        day, *truths = key
        counted = self._count(day, tuple(truths))
        if len(self) < KEPT:
            self[key] = counted
        return counted

    def _count(self, day: int, truths: tuple[Truth, ...]) -> Counted:
        period = self._limit.length(day, truths)
        if period is None:
            return None, None, self._basis
        basis = self._basis
        if isinstance(self._limit.period, Parameter):
            dated = self._limit.value(day, truths)
            basis = tuple(dict.fromkeys(basis + (dated.basis if dated else ())))
        try:
            return period, self._limit.due(day, period), basis
        except CalendarError:
            return period, None, basis


class _Version:
    """One version of a deadline, compiled."""

    def __init__(self, version: DeadlineVersion, context: Context) -> None:
        self.version = version
        taken = context.readings[version.rolls] if version.rolls else "roll"
        self.limit = Limit(
            version.within,
            context.calendar,
            readings=context.readings,
            roll=taken == "roll",
        )
        self.counts = _Counts(self.limit, version.basis)
        roots = [] if version.when is None else [version.when]
        roots += [one.condition for one in self.limit.local]
        self._values: Values = compile_values(roots, context.readings, context.calendar)

    def conditions(
        self, slots: tuple[Any, ...], as_of: int
    ) -> tuple[Truth, tuple[Truth, ...]]:
        """Return the truth of `when`, and those of the local conditions."""
        values = self._values(slots, as_of, as_of)
        if self.version.when is None:
            return True, values
        return values[0], values[1:]


class DeadlineRule(ContestedRule):
    """A deadline rule with its versions, under one set of readings."""

    @cached_property
    def _versions(self) -> tuple[_Version, ...]:
        return tuple(
            _Version(version, self.context)
            for version in self.rule.versions
            if isinstance(version, DeadlineVersion)
        )

    def evaluate(self, case: Case, as_of: date) -> Deadline:
        """Return where the deadline stands for a case on a day."""
        slots = case.slots
        version, day = self._governing(slots, as_of.toordinal())
        if version is None:
            return self._bare(case, as_of, Status.NOT_IN_FORCE, day=day)
        when, truths = version.conditions(slots, as_of.toordinal())
        basis = version.version.basis
        if when is False or day == NEVER:
            return self._bare(case, as_of, Status.NOT_TRIGGERED, basis)
        if when is None or day is None:
            return self._bare(case, as_of, Status.UNKNOWN, basis)
        done = version.version.done
        done_on = slots[done.slot] if done else None
        return self._running(version, case, as_of, (day, *truths), done_on)

    def since(self, day: date, as_of: date, *, when: bool | None) -> Deadline:
        """Return the deadline that runs from a day; there is no case to read."""
        trigger = day.toordinal()
        on = (v for v in self._versions if v.version.holds_on(trigger))
        version = next(on, None)
        if version is None:
            return self._bare(None, as_of, Status.NOT_IN_FORCE, day=trigger)
        basis = version.version.basis
        if when is not True:
            status = Status.NOT_TRIGGERED if when is False else Status.UNKNOWN
            return self._bare(None, as_of, status, basis)
        nothing = (None,) * len(self.context.program.vocabulary.facts)
        _, truths = version.conditions(nothing, as_of.toordinal())
        return self._running(version, None, as_of, (trigger, *truths), None)

    def _governing(
        self, slots: tuple[Any, ...], as_of: int
    ) -> tuple[_Version | None, int | None]:
        """Return the version of the trigger's day, and that day.

        Where the trigger has no day, no version is needed: that of ``as_of``, or
        else the latest, tells whether the deadline applies at all.
        """
        days = [slots[version.version.since.slot] for version in self._versions]
        dated = [day for day in days if day is not None and day < NEVER]
        for version, day in zip(self._versions, days, strict=True):
            if day in dated and version.version.holds_on(day):
                return version, day
        if dated:
            return None, dated[0]
        on = (v for v in self._versions if v.version.holds_on(as_of))
        version = next(on, self._versions[-1])
        return version, slots[version.version.since.slot]

    def _bare(
        self,
        case: Case | None,
        as_of: date,
        status: Status,
        basis: tuple[Cited, ...] = (),
        day: int | None = None,
    ) -> Deadline:
        return Deadline(
            rule=self.rule.id,
            actor=self.rule.actor,
            status=status,
            as_of=as_of,
            trigger=None if day is None else date.fromordinal(day),
            limit=None,
            dates=None,
            done=None,
            basis=basis,
            case=case,
            origin=self,
        )

    def _running(
        self,
        version: _Version,
        case: Case | None,
        as_of: date,
        key: tuple[Any, ...],
        done: int | None,
    ) -> Deadline:
        limit, dates, basis = version.counts[key]
        done_on = date.fromordinal(done) if done and done < NEVER else None
        return Deadline(
            rule=self.rule.id,
            actor=self.rule.actor,
            status=_status(dates, as_of.toordinal(), done),
            as_of=as_of,
            trigger=date.fromordinal(key[0]),
            limit=limit,
            dates=dates,
            done=done_on,
            basis=basis,
            case=case,
            origin=self,
        )

    def safe_due(self, result: Deadline) -> date | None:
        """Return the earliest day that is due under any combination of readings."""
        if result.dates is None:
            return None
        others: list[Deadline] = self.under_all(result)
        bounds = (other.earliest for other in others)
        return min(day for day in bounds if day is not None)

    def version_of(self, result: Deadline) -> Version | None:
        """Return the version of the day that set it running."""
        day = result.trigger
        return None if day is None else self.rule.version_on(day.toordinal())

    def again(self, result: Deadline) -> Deadline:
        """Return the deadline for what another set of readings was asked."""
        if result.case is not None:
            return self.evaluate(result.case, result.as_of)
        assert result.trigger is not None
        return self.since(result.trigger, result.as_of, when=True)


def _status(dates: DueDate | None, as_of: int, done: int | None) -> Status:
    """Return where a running deadline stands; between its bounds that is unknown."""
    if dates is None:
        return Status.UNKNOWN
    earliest, latest = dates.earliest.toordinal(), dates.latest.toordinal()
    if done is not None and done < NEVER:
        return _compared(done, earliest, latest, Status.MET, Status.LATE)
    over = Status.UNKNOWN if done is None else Status.OVERDUE
    return _compared(as_of, earliest, latest, Status.RUNNING, over)


def _compared(
    day: int, earliest: int, latest: int, before: Status, after: Status
) -> Status:
    if day <= earliest:
        return before
    return after if day > latest else Status.UNKNOWN
