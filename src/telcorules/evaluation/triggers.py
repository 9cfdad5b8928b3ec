"""Rules that an event sets running: which version it takes, and what its day is.

Deadlines and permissions share this. Where a limit is counted in hours, events keep
their moment, and one that is known by its day alone lies anywhere in that day.
"""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Protocol, TypeVar

from telcorules.evaluation.context import ContestedRule, Context
from telcorules.foundation.moments import CHINA_TIME
from telcorules.foundation.truth import Truth
from telcorules.language.compile import Values, compile_values
from telcorules.language.nodes import Node
from telcorules.language.values import NOT_YET
from telcorules.language.versions import DeadlineVersion, PermissionVersion, Version
from telcorules.language.vocabulary import NEVER, Case, Fact

V = TypeVar("V", bound="TriggeredVersion")
R = TypeVar("R", bound="Triggered")


class Triggered(Protocol):
    """An answer that an event set running."""

    @property
    def trigger(self) -> date | None:
        """The day or moment of the event, None if unknown or not happened."""


class TriggeredVersion:
    """One version of a rule that an event sets running, its conditions compiled.

    Args:
        version: The version.
        context: The readings and the calendar.
        local: The conditions of local values.
        in_hours: Whether it is counted in hours.
    """

    def __init__(
        self,
        version: DeadlineVersion | PermissionVersion,
        context: Context,
        local: Iterable[Node],
        *,
        in_hours: bool,
    ) -> None:
        self.since = version.since
        self.start, self.holds_on = version.start, version.holds_on
        self.in_hours = in_hours
        self._always = version.when is None
        roots = [*version.nodes, *local]
        self._values: Values = compile_values(roots, context.readings, context.calendar)

    def conditions(
        self, slots: tuple[Any, ...], as_of: int
    ) -> tuple[Truth, tuple[Truth, ...]]:
        """Return the truth of `when`, and those of the local conditions."""
        values = self._values(slots, as_of, as_of)
        return (True, values) if self._always else (values[0], values[1:])

    def happened_on(self, case: Case, fact: Fact | None) -> Any:
        """Return the day of an event, in hours its moment; not yet; None if unknown."""
        day = None if fact is None else case.slots[fact.slot]
        if fact is None or day is None:
            return None
        if self.in_hours:
            return case[fact.name]
        return NOT_YET if day == NEVER else date.fromordinal(day)

    def extent(self, day: date) -> tuple[date, date]:
        """Return between which ends an event lies; in hours, moments."""
        if not self.in_hours or isinstance(day, datetime):
            return day, day
        return opening(day), opening(day) + timedelta(days=1)


def opening(day: date) -> datetime:
    """Return the first moment of a day in China."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA_TIME)


class TriggeredRule(ContestedRule):
    """A rule that an event sets running, under one set of readings."""

    @property
    @abstractmethod
    def compiled(self) -> tuple[TriggeredVersion, ...]:
        """Its versions, compiled."""

    @abstractmethod
    def counted(
        self, version: Any, case: Case, as_of: date, truths: tuple[Truth, ...]
    ) -> Any:
        """Return the answer that a version gives once its event has a day.

        Args:
            version: One of `compiled`.
            case: A case that states the day of the event.
            as_of: The day of the question.
            truths: The truths of the version's local conditions.
        """

    def supposing(self, case: Case, as_of: date) -> tuple[Truth, Any]:
        """Return the truth of `when`, and the answer as if it held.

        Args:
            case: A case that states the day of the event.
            as_of: The day of the question.

        Returns:
            False and no answer where there is no law on the day of the event.
        """
        place, _ = self.governing(case.slots, as_of.toordinal())
        if place is None:
            return False, None
        version = self.compiled[place]
        when, truths = version.conditions(case.slots, as_of.toordinal())
        return when, self.counted(version, case, as_of, truths)

    @cached_property
    def _slots(self) -> tuple[int, ...]:
        return tuple(version.since.slot for version in self.compiled)

    def governing(
        self, slots: tuple[Any, ...], as_of: int
    ) -> tuple[int | None, int | None]:
        """Return the place of the version of the trigger's day, and that day.

        Where the trigger has no day, no version is needed: that of ``as_of``, or
        else the latest, tells whether the rule applies at all.
        """
        days = [slots[slot] for slot in self._slots]
        dated = [day for day in days if day is not None and day < NEVER]
        for place, (version, day) in enumerate(zip(self.compiled, days, strict=True)):
            if day in dated and version.holds_on(day):
                return place, day
        if dated:
            return None, dated[0]
        on = (n for n, one in enumerate(self.compiled) if one.holds_on(as_of))
        place = next(on, len(days) - 1)
        return place, days[place]

    def version_of(self, result: Any) -> Version | None:
        """Return the version of the day that set a result running."""
        day: date | None = result.trigger
        return None if day is None else self.rule.version_on(day.toordinal())
