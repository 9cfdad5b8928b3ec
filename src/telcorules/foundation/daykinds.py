"""What kind of day a day is, and which notice says so."""

from dataclasses import dataclass
from datetime import date

from telcorules.foundation.holidays import is_weekend
from telcorules.foundation.schedules import Schedule


@dataclass(frozen=True, slots=True)
class DayKind:
    """What kind of day a day is, and how sure that is.

    Attributes:
        working: Whether it is a working day.
        name: ``working-day``, ``make-up-working-day``, ``weekend`` or ``holiday``;
            a weekend day inside a rest block is a holiday.
        estimated: Whether no notice settles it yet.
        notice: Number or title of the notice it rests on, where that is known.
    """

    working: bool
    name: str
    estimated: bool
    notice: str | None

    def __str__(self) -> str:
        words = self.name.replace("-", " ").replace("make up", "make-up")
        if self.estimated:
            return f"{words} (estimate)"
        return f"{words} ({self.notice})" if self.notice else words


class DayKinds:
    """Names the kinds of days, estimates among them.

    Args:
        settled: What notices say.
        estimate: The same with the likeliest days of the years after it.
    """

    def __init__(self, settled: Schedule, estimate: Schedule) -> None:
        self._settled = settled
        self._rest_days = estimate.rest_days
        self._named = settled.named_days()
        self._arranging = {n.year: n for n in settled.notices if n.amends is None}

    def of(self, day: date, *, working: bool) -> DayKind:
        """Return the kind of a day that is known to be worked, or not to be."""
        estimated = day > self._settled.firm_through
        notice = None if estimated else self._notice_for(day)
        return DayKind(working, self._name(day, working=working), estimated, notice)

    def _name(self, day: date, *, working: bool) -> str:
        if working:
            return "make-up-working-day" if is_weekend(day) else "working-day"
        return "holiday" if day in self._rest_days else "weekend"

    def _notice_for(self, day: date) -> str | None:
        """Name the latest notice that lists the day, else that of its year."""
        if notice := self._named.get(day) or self._arranging.get(day.year):
            return notice.name
        return self._settled.corrections.get(day)
