"""Deadlines and permissions answered once more, from the docs alone.

What nobody told of is tried both ways: an extension that may have been granted, a
span that may not count.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tests.differential.oracle import NOT_YET
from tests.differential.oracle_days import (
    Endless,
    How,
    Last,
    Span,
    extent,
    is_hours,
    last_day,
    last_moment,
    opening,
    split,
)
from tests.differential.oracle_facts import (
    ALL,
    READINGS,
    Asked,
    every_period,
    holds_on,
    period_of,
    truth,
)
from tests.differential.written_rules import Deadline, Extension, Permission, Rule

Basis = tuple[str, ...]


@dataclass(frozen=True)
class Count:
    """A limit counted.

    Attributes:
        limit: The period with what was granted; None where it is unknown.
        last: Its end; None where there is none to tell.
        basis: What it rests on.
        open_ended: Whether nobody told whether days are excluded.
        suspended: Whether a span that doesn't count isn't over.
    """

    limit: str | None
    last: Last | None
    basis: Basis
    open_ended: bool = False
    suspended: bool = False

    @property
    def bounds(self) -> tuple[Any, Any]:
        assert self.last is not None
        return self.last.earliest, None if self.open_ended else self.last.latest


@dataclass(frozen=True)
class Standing:
    """Where a deadline or a permission stands under one set of readings."""

    status: str
    trigger: Any = None
    count: Count | None = None
    basis: Basis = ()
    on_miss: bool = False

    @property
    def last(self) -> Last | None:
        return self.count.last if self.count else None

    @property
    def summary(self) -> tuple[Any, ...]:
        return self.status, self.last and self.last.due

    def told(self) -> dict[str, Any]:
        """Return what deadlines and permissions have in common."""
        last, count = self.last, self.count
        open_ended = count is not None and count.open_ended
        return {
            "status": self.status,
            "trigger": self.trigger,
            "limit": count and count.limit,
            "earliest": last and last.earliest,
            "latest": last and count and count.bounds[1],
            "firm": last and last.firm and not open_ended,
            "assumption": "exclusion-unknown"
            if open_ended
            else last and last.assumption,
            "basis": self.basis,
        }


def deadline(rule: Rule, asked: Asked) -> dict[str, Any]:
    own = standing(rule, asked)
    last = own.last
    anyhow = (standing(rule, replace(asked, readings=each)).last for each in ALL)
    return {
        **own.told(),
        "nominal": last and last.nominal,
        "due": last and last.due,
        "safe_due": last and min(each.earliest for each in anyhow if each),
        "contested": contested(own, lambda each: standing(rule, each), asked),
        "on_miss": own.status in ("overdue", "late") and own.on_miss,
    }


def permission(rule: Rule, asked: Asked) -> dict[str, Any]:
    own = permit(rule, asked)
    return {
        **own.told(),
        "opens": own.last and own.last.due,
        "contested": contested(own, lambda each: permit(rule, each), asked),
    }


def contested(
    own: Any, answer: Callable[[Asked], Any], asked: Asked
) -> list[tuple[Any, ...]]:
    """Return each other choice of one reading under which the answer differs."""
    others = (
        (reading, choice, answer(asked.under(reading, choice)).summary)
        for reading, choices in READINGS.items()
        for choice in choices
        if choice != asked.readings[reading]
    )
    return [(*other, *found) for *other, found in others if found != own.summary]


def versions(rule: Rule) -> list[Any]:
    """Return the versions; one without an end ends where the next begins."""
    nexts = [*(one.start for one in rule.versions[1:]), None]
    return [
        replace(one, until=one.until or (after and after - timedelta(days=1)))
        for one, after in zip(rule.versions, nexts, strict=True)
    ]


def governing(rule: Rule, asked: Asked) -> Any:
    """Return the version in force on the day of the event that sets it running."""
    for version in versions(rule):
        day = asked.day(version.since)
        if day is not None and day != NOT_YET and holds_on(version, day):
            return version
    return None


def not_running(rule: Rule, asked: Asked) -> Standing:
    """Return where it stands without an event on a day of one of its versions."""
    states = [state_without_day(version, asked) for version in versions(rule)]
    on = (version for version in versions(rule) if holds_on(version, asked.today))
    stand_in = next(on, rule.versions[-1])
    for status in ("unknown", "not-triggered"):
        if status in states:
            return Standing(status, basis=stand_in.basis)
    day = asked.day(rule.versions[0].since)
    assert day is not None
    return Standing("not-in-force", date.fromordinal(day))


def state_without_day(version: Any, asked: Asked) -> str:
    day = asked.day(version.since)
    if day is not None and day != NOT_YET:
        return "not-in-force"
    never = day == NOT_YET or truth(version.when, asked) is False
    return "not-triggered" if never else "unknown"


def not_applying(version: Any, asked: Asked) -> Standing | None:
    applies = truth(version.when, asked)
    if applies:
        return None
    status = "unknown" if applies is None else "not-triggered"
    return Standing(status, basis=version.basis)


def as_counted(since: str, lengths: Iterable[str], asked: Asked) -> Any:
    """Return the event as its period takes it: in hours its moment, else its day."""
    day = asked.day(since)
    assert day is not None
    periods = [one for length in lengths for one in every_period(length, asked)]
    hours = any(is_hours(one) for one in periods)
    return asked.event(since) if hours else date.fromordinal(day)


# --- Deadlines --------------------------------------------------------------------


def standing(rule: Rule, asked: Asked) -> Standing:
    version: Deadline | None = governing(rule, asked)
    if version is None:
        return not_running(rule, asked)
    if idle := not_applying(version, asked):
        return idle
    event = as_counted(version.since, version.limits, asked)
    count = earliest_of([counted(version, one, asked) for one in version.limits])
    status = status_of(version, count, asked)
    return Standing(status, event, count, count.basis, version.on_miss)


def earliest_of(found: list[Count]) -> Count:
    """Return the limit that ends first, in the bounds that all of them leave.

    One that stands still ends after those that don't.
    """
    unknown = [one for one in found if one.last is None and not one.suspended]
    dated = [(one, one.last) for one in found if one.last is not None]
    if unknown or not dated:
        return (unknown or found)[0]
    first, own = min(dated, key=lambda pair: pair[1].due)
    earliest = min(last.earliest for _, last in dated)
    if own.firm and earliest == own.due:
        return first
    closed = [last.latest for one, last in dated if not one.open_ended]
    doubtful = (last for last in (own, *(last for _, last in dated)) if not last.firm)
    bounded = replace(
        own,
        firm=False,
        earliest=earliest,
        latest=min(closed, default=own.latest),
        assumption=next(doubtful).assumption,
    )
    return replace(first, last=bounded, open_ended=not closed)


def counted(version: Deadline, length: str, asked: Asked) -> Count:
    day = asked.day(version.since)
    assert day is not None
    period = period_of(length, day, asked)
    if period is None:
        return Count(None, None, version.basis)
    basis = unique(*version.basis, *period[1])
    return Counting(version, period[0], basis, day, asked).count()


def unique(*texts: str) -> Basis:
    return tuple(dict.fromkeys(texts))


@dataclass(frozen=True)
class Counting:
    """One limit, with the extensions that were granted while it ran."""

    version: Deadline
    period: str
    basis: Basis
    day: int
    asked: Asked

    def count(self) -> Count:
        """Count with what was granted, and with what may have been too."""
        sure = self.granted(frozenset(), self.surely)
        maybe = self.granted(sure, self.maybe)
        least, most = self.paused(sure), self.paused(maybe)
        if least.last is None or maybe == sure or least.open_ended:
            return least
        if most.last is None or most.open_ended:
            return replace(least, open_ended=True)
        latest = most.last.latest
        last = replace(
            least.last, firm=False, latest=latest, assumption="extension-unknown"
        )
        return replace(least, last=last)

    def granted(
        self, start: frozenset[int], counts: Callable[[Extension, Count], bool]
    ) -> frozenset[int]:
        """Add extensions until none is left that was granted on a day in time."""
        found = start
        while True:
            now = self.paused(found)
            more = {
                place
                for place, one in enumerate(self.version.extensions)
                if place not in found and now.last and counts(one, now)
            }
            if not more:
                return found
            found |= more

    def surely(self, one: Extension, now: Count) -> bool:
        first_last = self.extent(one)
        return first_last is not None and bool(first_last[1] <= now.bounds[0])

    def maybe(self, one: Extension, now: Count) -> bool:
        first_last, latest = self.extent(one), now.bounds[1]
        if first_last is None:
            return self.asked.event(one.event) is None
        return latest is None or bool(first_last[0] <= latest)

    def extent(self, one: Extension) -> tuple[Any, Any] | None:
        return extent(self.asked.event(one.event), hours=is_hours(self.period))

    def paused(self, granted: frozenset[int]) -> Count:
        """Count the limit with some extensions, and without what doesn't count."""
        taken = [self.version.extensions[place] for place in sorted(granted)]
        count, unit = split(self.period)
        limit = f"{count + sum(split(one.period)[0] for one in taken)} {unit}"
        found = self.without_spans(limit)
        extended = unique(*self.basis, *(one.basis for one in taken), *found.basis)
        return replace(found, basis=extended)

    def without_spans(self, limit: str) -> Count:
        """Count without the days of spans; those unknown leave no latest day."""
        version, asked = self.version, self.asked
        if is_hours(limit):
            event = asked.event(version.since)
            return Count(limit, last_moment(event, limit, back=version.back), ())
        told = [Told.of(one, asked) for one in version.exclusions]
        spans = tuple(one.span for one in told if one.span)
        over = tuple(span for span in spans if span[1] != NOT_YET)
        last = last_day(self.day, limit, self.how(over))
        if last is None:
            return Count(limit, None, ())
        met = unique(*(one.basis for one in told if one.meets(self.day, last)))
        try:
            last_day(self.day, limit, self.how(spans))
        except Endless:
            return Count(limit, None, met, suspended=True)
        unknown = any(one.may_meet(last) for one in told)
        return Count(limit, last, met, open_ended=unknown)

    def how(self, spans: tuple[Span, ...]) -> How:
        version = self.version
        return How(
            roll=self.asked.readings[version.rolls or "duty-rollover"] == "roll",
            off_holidays=version.holidays_roll,
            back=version.back,
            spans=spans,
        )


@dataclass(frozen=True)
class Told:
    """What a case tells of a span that doesn't count."""

    first: int | None
    last: int | None
    basis: str

    @classmethod
    def of(cls, one: Any, asked: Asked) -> "Told":
        first, last = asked.day(one.start), asked.day(one.until)
        if first is not None and first > asked.today and last == NOT_YET:
            last = None  # it hasn't begun, and nobody told how long it will last
        return cls(first, last, one.basis)

    @property
    def span(self) -> Span | None:
        """The days that don't count, as far as both ends are told."""
        if self.first is None or self.last is None or self.first == NOT_YET:
            return None
        return self.first, self.last

    def meets(self, day: int, last: Last) -> bool:
        """Tell whether it holds a day of the limit."""
        if self.span is None:
            return False
        first, end = self.span
        return first <= end and first <= last.nominal and end > day

    def may_meet(self, last: Last) -> bool:
        """Tell whether it may hold days that nobody told of."""
        begun = self.first is not None and self.first <= last.nominal
        return self.first is None or (begun and self.last is None)


def status_of(version: Deadline, count: Count, asked: Asked) -> str:
    hours = count.limit is not None and is_hours(count.limit)
    done = extent(asked.event(version.done), hours=hours)
    if count.suspended:  # its last day lies after every date
        return "met" if done else "suspended"
    if count.last is None:
        return "unknown"
    earliest, latest = count.bounds
    if done:
        late = latest is not None and done[0] > latest
        return "met" if done[1] <= earliest else "late" if late else "unknown"
    runs, over = at_beginning(asked, earliest, latest, hours=hours)
    if runs:
        return "running"
    not_done = asked.event(version.done) is not None
    return "overdue" if over and not_done else "unknown"


def at_beginning(
    asked: Asked, earliest: Any, latest: Any, *, hours: bool
) -> tuple[bool, bool]:
    """Tell whether time surely runs, or is surely over, on the day of the question."""
    if hours:
        now = opening(asked.as_of)
        return now < earliest, latest is not None and now >= latest
    return asked.today <= earliest, latest is not None and asked.today > latest


# --- Permissions ------------------------------------------------------------------


def permit(rule: Rule, asked: Asked) -> Standing:
    version: Permission | None = governing(rule, asked)
    if version is None:
        return not_running(rule, asked)
    if idle := not_applying(version, asked):
        return idle
    day = asked.day(version.since)
    assert day is not None
    event = as_counted(version.since, [version.after], asked)
    period = period_of(version.after, day, asked)
    if period is None:
        return Standing("unknown", event, Count(None, None, ()), version.basis)
    limit = "{} {}".format(*split(period[0]))
    basis = unique(*version.basis, *period[1])
    count = Count(limit, opens(event, limit), basis)
    return Standing(permit_status(version, count, asked), event, count, basis)


def opens(event: date, limit: str) -> Last | None:
    """Return the first day after a period that never rolls, in hours its end."""
    if is_hours(limit):
        return last_moment(event, limit, back=False)
    last = last_day(event.toordinal(), limit, How())
    if last is None:
        return None
    days = (last.nominal, last.due, last.earliest, last.latest)
    nominal, due, earliest, latest = (day + 1 for day in days)
    return Last(nominal, due, earliest, latest, last.firm, last.assumption)


def permit_status(version: Permission, count: Count, asked: Asked) -> str:
    if count.last is None:
        return "unknown"
    hours = count.limit is not None and is_hours(count.limit)
    done = extent(asked.event(version.done), hours=hours)
    now = opening(asked.as_of) if hours else asked.today
    first, last = done or (now, now)
    before, after = ("premature", "exercised") if done else ("waiting", "open")
    if last < count.last.earliest:
        return before
    return after if first >= count.last.latest else "unknown"
