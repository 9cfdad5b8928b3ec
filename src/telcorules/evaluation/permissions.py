"""Permissions: what may be done once a period after an event is over."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from telcorules.errors import CalendarError
from telcorules.evaluation.context import Context
from telcorules.evaluation.grounds import Permit
from telcorules.evaluation.obligations import Permission
from telcorules.evaluation.triggers import TriggeredRule, TriggeredVersion
from telcorules.foundation.lastdays import DueDate
from telcorules.foundation.law import Cited
from telcorules.foundation.moments import first_moment
from telcorules.foundation.periods import Period, Unit
from telcorules.foundation.truth import Truth
from telcorules.language.limits import Limit
from telcorules.language.linkers import units
from telcorules.language.versions import PermissionVersion
from telcorules.language.vocabulary import Case

_A_DAY = timedelta(days=1)
Opening = tuple[Period | None, DueDate | None, tuple[Cited, ...]]


class _Version(TriggeredVersion):
    """One version of a permission, compiled."""

    def __init__(self, version: PermissionVersion, context: Context) -> None:
        limit = Limit(
            version.after, context.calendar, readings=context.readings, roll=False
        )
        local = (one.condition for one in limit.local)
        hours = Unit.HOURS in units(version.after)
        super().__init__(version, context, local, in_hours=hours)
        self._limit = limit

    def opening(self, event: date, truths: tuple[Truth, ...]) -> Opening:
        """Return the period, the first day or moment after it, and the basis."""
        period, own = self._limit.resolved(event.toordinal(), truths)
        basis = tuple(dict.fromkeys(self.basis + own))
        if period is None:
            return None, None, basis
        try:
            return period, _after(self._limit.due_from(event, period)), basis
        except (CalendarError, OverflowError):  # nothing comes after 9999-12-31
            return period, None, basis


def _after(last: DueDate) -> DueDate:
    """Return the day after a last day; a moment is its own end."""
    if isinstance(last.due, datetime):
        return last
    return replace(
        last,
        nominal=last.nominal + _A_DAY,
        due=last.due + _A_DAY,
        earliest=last.earliest + _A_DAY,
        latest=last.latest + _A_DAY,
    )


class PermissionRule(TriggeredRule[_Version, Permission]):
    """A permission rule with its versions, under one set of readings."""

    words = Permit

    @cached_property
    def compiled(self) -> tuple[_Version, ...]:
        """Its versions, compiled."""
        return tuple(
            _Version(version, self.context)
            for version in self.rule.versions
            if isinstance(version, PermissionVersion)
        )

    def counted(
        self, version: _Version, case: Case, as_of: date, truths: tuple[Truth, ...]
    ) -> Permission:
        """Return the permission that a version gives once its event has a day."""
        event = version.happened_on(case, version.since)
        limit, dates, basis = version.opening(event, truths)
        done = version.happened_on(case, version.done)
        bare = self.bare(case, as_of, _status(version, dates, as_of, done), basis)
        done_on = done if isinstance(done, date) else None
        return replace(bare, trigger=event, limit=limit, dates=dates, done=done_on)

    def bare(
        self,
        case: Case,
        as_of: date,
        status: Permit,
        basis: tuple[Cited, ...] = (),
        day: date | None = None,
    ) -> Permission:
        """Return a permission without a limit that was counted."""
        return Permission(
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

    def again(self, result: Permission) -> Permission:
        """Return the permission for the same case under these readings."""
        return self.evaluate(result.case, result.as_of)


def _status(version: _Version, dates: DueDate | None, as_of: date, done: Any) -> Permit:
    """Return where a permission stands; between its bounds that is unknown.

    In hours a day is asked at its beginning.
    """
    if dates is None:
        return Permit.UNKNOWN
    if isinstance(done, date):
        before, after = Permit.PREMATURE, Permit.EXERCISED
        first, last = version.extent(done)
    else:
        before, after = Permit.WAITING, Permit.OPEN
        first = last = first_moment(as_of) if version.in_hours else as_of
    if last < dates.earliest:
        return before
    return after if first >= dates.latest else Permit.UNKNOWN
