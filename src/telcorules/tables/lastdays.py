"""The last day of a period, as values of SQL over the columns that were looked up.

Where no working day matters it is reckoned; else the calendar's table tells it, and
outside that table's years the bounds are those that the engine gives there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from telcorules.foundation.periods import Period, Unit
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.nodes import DatedValue, Parameter
from telcorules.language.vocabulary import Fact
from telcorules.tables.calendars import PARTS, Count, extent
from telcorules.tables.days import BEYOND, FIRST, LAST, NEVER, day, moved
from telcorules.tables.needs import Event
from telcorules.tables.truths import negated

_LONGEST_ROLL: Final = Period(10, Unit.DAYS)


@dataclass(frozen=True, slots=True)
class Days:
    """Between which days a day lies, both inclusive; one value where it is certain."""

    low: Any
    high: Any

    @property
    def exact(self) -> bool:
        """Whether it is certain on every row."""
        return self.low is self.high


@dataclass(frozen=True, slots=True)
class Ends:
    """A last day as a deadline tells it; NULL where there is none to tell."""

    due: Any
    firm: Any
    earliest: Any
    latest: Any

    def extended(self, longer: "Ends", granted_on: Any) -> "Ends":
        """Return the last day where an event makes it later that comes in time.

        Certainly in time, the longer limit counts; possibly, the latest day is that
        of the longer one.

        Args:
            longer: The last day with the extension.
            granted_on: The day of the event; never where it hasn't happened.
        """
        granted = granted_on <= self.earliest
        possible = granted_on.isnull() | (granted_on <= self.latest)
        told = ibis.cases(
            (granted, longer.due.notnull()),
            (possible, longer.due.notnull() & self.due.notnull()),
            else_=self.due.notnull(),
        )

        def one(base: Any, with_it: Any, may: Any) -> Any:
            value = ibis.cases((granted, with_it), (possible, may), else_=base)
            return ibis.cases((told, value))

        unsure = ibis.literal(False)  # noqa: FBT003 - a value of SQL
        return Ends(
            one(self.due, longer.due, self.due),
            one(self.firm, longer.firm, unsure),
            one(self.earliest, longer.earliest, self.earliest),
            one(self.latest, longer.latest, longer.latest),
        )


def _each(combine: Callable[..., Any], *ends: Ends) -> Ends:
    return Ends(*(combine(*(getattr(one, part) for one in ends)) for part in PARTS))


@dataclass(frozen=True, slots=True)
class Lookup:
    """The events of a table, and where the periods that run from them end.

    Attributes:
        table: The table, joined with the calendar.
        columns: The column of each event.
        ends: The columns of a way of counting from an event begin with these.
        spans: The first and the last moment of events that are read to the moment.
        calendar: Tells working days.
    """

    table: ir.Table
    columns: Mapping[Event, Any]
    ends: Mapping[tuple[Event, Count], str]
    spans: Mapping[Fact, tuple[str, str]]
    calendar: WorkCalendar

    def event(self, event: Event) -> Any:
        """Return the day of an event."""
        found = self.columns[event]
        return self.table[found] if isinstance(found, str) else found

    def dates(self, event: Event, count: Count) -> Ends:
        """Return a last day for a deadline; nothing where it isn't within time."""
        if count.period.unit is Unit.WORKING_DAYS:
            return self._told(event, count)
        start = self.event(event)
        first, last = extent(count, self.calendar)
        within = start.between(day(first), day(last))
        nominal = ibis.cases((within, moved(start, count.period, back=count.back)))
        if not count.needs_calendar:
            return Ends(nominal, ibis.cases((within, True)), nominal, nominal)
        told = self._told(event, count)
        low, high = _about(nominal, back=count.back)
        outside = Ends(nominal, ibis.cases((within, False)), low, high)
        return _each(ibis.coalesce, told, outside)

    def bounds(self, event: Event, count: Count) -> Days:
        """Return between which days a last day lies, for a comparison.

        One after the end of time is `BEYOND`; that of an event that hasn't happened
        never comes.
        """
        if count.period.unit is Unit.WORKING_DAYS:
            told = self._told(event, count)
            return Days(told.earliest, told.latest)
        start, never = self.event(event), day(NEVER)
        first, last = extent(count, self.calendar)
        within = start.between(day(first), day(last))
        past = (start > day(last)) & (start < never)
        nominal = moved(start, count.period, back=count.back)

        def ended(value: Any) -> Any:
            beyond = () if count.back else ((past, day(BEYOND)),)
            return ibis.cases((within, value), *beyond, (start == never, never))

        if not count.needs_calendar:
            only = ended(nominal)
            return Days(only, only)
        told = self._told(event, count)
        low, high = map(ended, _about(nominal, back=count.back))
        return Days(ibis.coalesce(told.earliest, low), ibis.coalesce(told.latest, high))

    def runs(
        self, event: Event, period: Period | Parameter, counted: Any, truths: Any
    ) -> Any:
        """Return the last day of a period, or of the value of a parameter.

        Args:
            event: What it runs from.
            period: The period or the parameter.
            counted: How a period is counted.
            truths: The truths of a parameter's local conditions in play, with the
                values.
        """
        if isinstance(period, Period):
            return _days(self.bounds(event, counted(period)))
        start, picked = self.event(event), self.pick(event, period, truths)
        days = {one: self.bounds(event, counted(one)) for one in picked.periods}
        never = (start == day(NEVER), day(NEVER))
        low, high = (
            ibis.cases(
                never, *((picked.is_(one), getattr(d, side)) for one, d in days.items())
            )
            for side in ("low", "high")
        )
        return Days(low, high)

    def moments(self, fact: Fact) -> tuple[Any, Any]:
        """Return the first and the last moment at which an event can have been."""
        first, last = self.spans[fact]
        return self.table[first], self.table[last]

    def hours(self, fact: Fact, period: Period, *, back: bool) -> Ends:
        """Return the last moment of a period in hours; from a bare day, bounds."""
        first, last = self.moments(fact)
        hours = timedelta(hours=period.count)
        by, exact = ibis.interval(hours=period.count), first == last
        a_day = ibis.interval(days=1)
        if back:
            earliest = first - by
            told = first >= ibis.timestamp(datetime.combine(FIRST, time.min) + hours)
        else:
            earliest = first + by
            until = ibis.timestamp(datetime.combine(NEVER, time.max) - hours)
            told = ibis.ifelse(exact, first, first + a_day) <= until
        bare = earliest + a_day
        due = ibis.cases((told, earliest))
        until = ibis.cases((told, ibis.ifelse(exact, earliest, bare)))
        return Ends(due, ibis.cases((told, exact)), due, until)

    def deadline(
        self,
        event: Event,
        period: Period | Parameter,
        end: Callable[[Period], Ends],
        truths: Sequence[Any],
    ) -> Ends:
        """Return the last day of a limit, that of a parameter's value in force.

        Args:
            event: What it runs from.
            period: The period or the parameter.
            end: Tells the last day of a period.
            truths: As for `runs`.
        """
        if isinstance(period, Period):
            return end(period)
        picked = self.pick(event, period, truths)
        ends = [end(one) for one in picked.periods]

        def taken(*values: Any) -> Any:
            pairs = zip(picked.periods, values, strict=True)
            return ibis.cases(*((picked.is_(one), value) for one, value in pairs))

        return _each(taken, *ends)

    def pick(self, event: Event, parameter: Parameter, truths: Any) -> "Picked":
        """Return which value of a parameter is in force on the day of an event."""
        return Picked.of(self.event(event), parameter, truths)

    def moves(self, event: Event, count: Count) -> Any:
        """Return a day moved by a period."""
        return _days(self.bounds(event, count))

    def _told(self, event: Event, count: Count) -> Ends:
        prefix = self.ends[event, count]
        return Ends(*(self.table[f"{prefix}_{part}"] for part in PARTS))


def _days(found: Days) -> Any:
    return found.low if found.exact else found


def _about(nominal: Any, *, back: bool) -> tuple[Any, Any]:
    """Return the bounds of a last day outside the calendar: up to ten days from it."""
    farthest = moved(nominal, _LONGEST_ROLL, back=back)
    return (farthest, nominal) if back else (nominal, farthest)


def pushed(days: Days, count: int) -> Days:
    """Return an uncertain day moved on by so many days; never stays never."""
    last = LAST - timedelta(days=count)
    period = Period(count, Unit.DAYS)

    def one(value: Any) -> Any:
        there = moved(value, period, back=False)
        late = value < day(BEYOND)
        return ibis.cases((value <= day(last), there), (late, day(BEYOND)), else_=value)

    low = one(days.low)
    return Days(low, low if days.exact else one(days.high))


@dataclass(frozen=True, slots=True)
class Picked:
    """The value of a parameter that is in force, by its place among its periods."""

    index: Any
    periods: tuple[Period, ...]

    @classmethod
    def of(cls, start: Any, parameter: Parameter, truths: Sequence[Any]) -> "Picked":
        """Return the value on a day.

        Args:
            start: The day.
            parameter: The parameter.
            truths: Each local value in play, with the truth of its condition.
        """
        values = (*(one for one, _ in truths), *parameter.values)
        periods = tuple(dict.fromkeys(one.value for one in values))
        if len(periods) == 1 and not truths:
            return cls(reduce(or_, (_on(start, one) for one in values)), periods)
        place = {one: ibis.literal(n, "int8") for n, one in enumerate(periods)}
        found = ibis.cases(
            *((_on(start, one), place[one.value]) for one in parameter.values)
        )
        for one, truth in reversed(truths):
            own = place[one.value]
            off = negated(_on(start, one)) | negated(truth)
            found = ibis.cases((off, found), (truth, own), (found == own, own))
        return cls(found, periods)

    def is_(self, period: Period) -> Any:
        """Tell whether a period is the one."""
        if self.index.type().is_boolean():
            return self.index
        return self.index == self.periods.index(period)


def _on(start: Any, value: DatedValue) -> Any:
    """Tell whether a value is in force on a day."""
    holds = start >= day(value.start)
    return holds & (start <= day(value.until)) if value.until else holds


def within(start: Any, spans: Sequence[tuple[date, date | None]]) -> Any:
    """Tell whether a day lies in one of some spans; never does in none."""
    each = (start.between(day(first), day(last or LAST)) for first, last in spans)
    return reduce(or_, each)
