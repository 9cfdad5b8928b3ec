"""The earliest and the latest day a count of working days can end on.

The idea is to bound counting functions, not dates. For every day t after an event,
no schedule that a method admits has more than F_max(t) or fewer than F_min(t)
working days up to t; the N-th working day then lies between the first t with
F_max(t) >= N and the first t with F_min(t) >= N, whatever the notices will say.

A curve is held as the list of days on which it rises. Most rise in any case
(`certain`); what the others do a `Doubt` knows, given the event, since an event
that cuts a holiday off from some of its days leaves fewer to choose from. Counting
back is counting forward on a mirrored axis, where days are negative.

Two methods say what a schedule may be like: `telcorules.foundation.principle` and
`telcorules.foundation.envelope`. Days are ordinals throughout.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

Days = tuple[int, ...]
"""Ordinals of days, ascending; negative ones on the mirrored axis."""

_NEVER = date.max.toordinal() + 1
_MEMO = 16_384


class Doubt(Protocol):
    """What a method leaves open about the days past the notices, on one axis."""

    def soonest(self, after: int, until: int) -> list[int]:
        """Return the rises of F_max after a day, all of them to `until` at least."""
        ...

    def latest(self, after: int, until: int) -> list[int]:
        """Return the rises of F_min after a day, all of them to `until` at least."""
        ...


class Bounds:
    """The earliest and latest N-th working day under one method.

    Args:
        certain: Days that are worked under every schedule, ascending.
        ahead: The doubt about the others, for counting forward.
        back: The same doubt on the mirrored axis, for counting back.
    """

    def __init__(self, certain: Sequence[int], ahead: Doubt, back: Doubt) -> None:
        self._ahead = (certain, ahead)
        self._back = (mirror(certain), back)
        self._memo = lru_cache(_MEMO)(self._nth)

    def nth(self, day: int, n: int) -> tuple[int, int]:
        """Return the bounds of the n-th working day after or before a day.

        Args:
            day: The day of the event; it isn't counted.
            n: How many working days, not 0; negative counts back.

        Returns:
            The earliest and the latest day, both inclusive.

        Raises:
            IndexError: The days known and in doubt end before the count does.
        """
        return self._memo(day, n)

    def _nth(self, day: int, n: int) -> tuple[int, int]:
        if n > 0:
            return _between(*self._ahead, day, n)
        latest, earliest = _between(*self._back, -day, -n)
        return -earliest, -latest


def _between(
    certain: Sequence[int], doubt: Doubt, after: int, n: int
) -> tuple[int, int]:
    start = bisect_right(certain, after)
    rises = certain[start : start + n]
    until = rises[-1] if len(rises) == n else _NEVER
    soonest = sorted([*rises, *doubt.soonest(after, until)])
    latest = sorted([*rises, *doubt.latest(after, until)])
    return soonest[n - 1], latest[n - 1]


def mirror(days: Sequence[int]) -> Days:
    """Return days as they lie on the axis that runs backward."""
    return tuple(-day for day in reversed(days))


class Spanned(Protocol):
    """Anything that covers days from a first to a last, both inclusive."""

    @property
    def first(self) -> int:
        """The first day."""
        ...

    @property
    def last(self) -> int:
        """The last day."""
        ...


SpanT = TypeVar("SpanT", bound=Spanned)


class Spans(Generic[SpanT]):
    """Spans of days in the order of their ends, found by the days they touch."""

    def __init__(self, spans: Iterable[SpanT]) -> None:
        self._spans = sorted(spans, key=lambda span: span.last)
        self._ends = [span.last for span in self._spans]
        self._longest = max((span.last - span.first for span in self._spans), default=0)

    def touching(self, after: int, until: int) -> list[SpanT]:
        """Return the spans that reach past a day and may begin by another."""
        start = bisect_right(self._ends, after)
        end = bisect_left(self._ends, until + self._longest + 1, start)
        return self._spans[start:end]
