"""Rules that an event sets running: which version it takes, and what its day is.

Deadlines and permissions share this. Where a limit is counted in hours, events keep
their moment, and one that is known by its day alone lies anywhere in that day.
"""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Generic, Literal, TypeVar

from telcorules.evaluation.context import ContestedRule, Context
from telcorules.evaluation.grounds import Permit, Status
from telcorules.foundation.law import Cited
from telcorules.foundation.moments import moments_of
from telcorules.foundation.truth import Truth
from telcorules.language.compile import Values, compile_values
from telcorules.language.limits import BEYOND
from telcorules.language.nodes import Node
from telcorules.language.values import NOT_YET
from telcorules.language.versions import (
    DeadlineVersion,
    PermissionVersion,
    Version,
    readings_in,
)
from telcorules.language.vocabulary import NEVER, Case, Fact

V = TypeVar("V", bound="TriggeredVersion")
R = TypeVar("R")
Slots = tuple[Any, ...]
Idle = tuple[
    Literal["not-triggered", "unknown", "not-in-force"], tuple[Cited, ...], date | None
]
"""Why nothing runs, on which basis, and for which day there is no law."""


class TriggeredVersion:
    """One version of a rule that an event sets running, its conditions compiled.

    Args:
        version: The version.
        context: The readings and the calendar.
        local: The conditions of local values.
        in_hours: Whether it is counted in hours.

    Attributes:
        since: The event that sets it running.
        done: What ends it.
        basis: What it rests on.
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
        self.since, self.done, self.basis = version.since, version.done, version.basis
        self.in_hours = in_hours
        self._first = version.start.toordinal()
        self._last = version.until.toordinal() if version.until else BEYOND
        self._always = version.when is None
        roots = [*version.nodes, *local]
        self._values: Values = compile_values(roots, context.readings, context.calendar)

    def holds_on(self, day: int) -> bool:
        """Tell whether it is in force on the day of an ordinal."""
        return self._first <= day <= self._last

    def applies(self, slots: Slots, as_of: int) -> Truth:
        """Return the truth of `when`."""
        return True if self._always else self._values(slots, as_of, as_of)[0]

    def conditions(self, slots: Slots, as_of: int) -> tuple[Truth, tuple[Truth, ...]]:
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
        """Return between which ends, inclusive, an event lies; in hours, moments."""
        return moments_of(day) if self.in_hours else (day, day)


class TriggeredRule(ContestedRule, Generic[V, R]):
    """A rule that an event sets running, under one set of readings.

    Attributes:
        words: The words for where it stands.
    """

    words: ClassVar[type[Status] | type[Permit]]

    @property
    @abstractmethod
    def compiled(self) -> tuple[V, ...]:
        """Its versions, compiled."""

    @abstractmethod
    def counted(
        self, version: V, case: Case, as_of: date, truths: tuple[Truth, ...]
    ) -> R:
        """Return the answer that a version gives once its event has a day.

        Args:
            version: One of `compiled`.
            case: A case that states the day of the event.
            as_of: The day of the question.
            truths: The truths of the version's local conditions.
        """

    @abstractmethod
    def bare(
        self,
        case: Case,
        as_of: date,
        status: Any,
        basis: tuple[Cited, ...] = (),
        day: date | None = None,
    ) -> R:
        """Return the answer where nothing is counted.

        Args:
            case: The case.
            as_of: The day of the question.
            status: Where it stands, one of `words`.
            basis: What that rests on.
            day: The day of its event, where there is no law on that.
        """

    def evaluate(self, case: Case, as_of: date) -> R:
        """Return where the rule stands for a case on a day."""
        slots, today = case.slots, as_of.toordinal()
        version = self.governing(slots)
        if version is None:
            word, basis, day = self.idle(slots, today)
            return self.bare(case, as_of, self.words(word), basis, day)
        when, truths = version.conditions(slots, today)
        if when is not True:
            status = self.words.NOT_TRIGGERED if when is False else self.words.UNKNOWN
            return self.bare(case, as_of, status, version.basis)
        return self.counted(version, case, as_of, truths)

    def supposing(self, case: Case, as_of: date) -> tuple[Truth, Any]:
        """Return the truth of `when`, and the answer as if it held.

        Args:
            case: A case that states the day of the event.
            as_of: The day of the question.

        Returns:
            False and no answer where there is no law on the day of the event.
        """
        version = self.governing(case.slots)
        if version is None:
            return False, None
        when, truths = version.conditions(case.slots, as_of.toordinal())
        return when, self.counted(version, case, as_of, truths)

    def governing(self, slots: Slots) -> V | None:
        """Return the version on one of whose days its event lies, or None."""
        for version in self.compiled:
            day = slots[version.since.slot]
            if day is not None and version.holds_on(day):
                return version
        return None

    def idle(self, slots: Slots, as_of: int) -> Idle:
        """Tell why nothing runs where no event lies on a day of its version.

        An event that isn't known may lie on any day, so that any version may apply;
        what the rule rests on is told by the version of ``as_of``, or else the last.
        """
        days = [slots[version.since.slot] for version in self.compiled]
        if all(day is not None and day != NEVER for day in days):
            return "not-in-force", (), date.fromordinal(days[0])
        unknown = any(
            day is None and version.applies(slots, as_of) is not False
            for version, day in zip(self.compiled, days, strict=True)
        )
        on = (one for one in self.compiled if one.holds_on(as_of))
        basis = next(on, self.compiled[-1]).basis
        return "unknown" if unknown else "not-triggered", basis, None

    def version_of(self, result: Any) -> Version | None:
        """Return the version of the day that set a result running."""
        day: date | None = result.trigger
        return None if day is None else self.rule.version_on(day.toordinal())

    def hanging(self, result: Any) -> frozenset[str]:
        """Return the readings on which a result can hang.

        Where nothing runs, that are those which could set it running.
        """
        if result.trigger is not None:
            return super().hanging(result)
        return self._setting_off if result.case is not None else frozenset()

    @cached_property
    def _setting_off(self) -> frozenset[str]:
        """The readings on which it hangs whether the rule applies."""
        return frozenset().union(*(readings_in(v.nodes) for v in self.rule.versions))
