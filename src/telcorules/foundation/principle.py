"""Bounds under the published principle for rest blocks, 国办发明电〔2024〕12号.

The blocks are fixed by `telcorules.foundation.holidays.rest_blocks`, and so is the
number of weekend days worked in exchange; open is which weekend days those are.
They are looked for from 14 days before a block to 9 days after it. A block that can
be placed in two ways counts by the better of the two, or by the worse.

Not covered: the "special cases" that the principle itself reserves.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from telcorules.foundation.bounds import Bounds, Days, Spans, mirror
from telcorules.foundation.holidays import Block, Rest, is_weekend, rest_blocks

_DAYS_BEFORE = 14
_DAYS_AFTER = 9


@dataclass(frozen=True, slots=True)
class Placement:
    """One way of placing a block, told by the days that are worked or may be.

    Attributes:
        weekdays: Weekdays that another placement rests, and this one works.
        candidates: Weekend days on which its make-up days may lie.
        make_ups: How many of the candidates are worked, exactly.
    """

    weekdays: Days
    candidates: Days
    make_ups: int

    def soonest(self, after: int) -> list[int]:
        """Return the days worked after a day, as many and early as can be."""
        ahead = self.candidates[bisect_right(self.candidates, after) :]
        return self._worked(after, ahead[: self.make_ups])

    def latest(self, after: int) -> list[int]:
        """Return the days worked after a day, as few and late as can be."""
        passed = bisect_right(self.candidates, after)
        left = max(0, self.make_ups - passed)
        return self._worked(after, self.candidates[len(self.candidates) - left :])

    def _worked(self, after: int, make_ups: Days) -> list[int]:
        return sorted([*(day for day in self.weekdays if day > after), *make_ups])

    def mirrored(self) -> "Placement":
        """Return the same placement on the axis that runs backward."""
        return Placement(mirror(self.weekdays), mirror(self.candidates), self.make_ups)


@dataclass(frozen=True, slots=True)
class Group:
    """A block with all its placements; `first` to `last` is all it can touch."""

    placements: tuple[Placement, ...]
    first: int
    last: int

    def soonest(self, after: int) -> list[int]:
        """Return the rises after a day, by the placement best at each of them."""
        worked = (placement.soonest(after) for placement in self.placements)
        longest = zip_longest(*worked, fillvalue=self.last)
        return [min(days) for days in longest]

    def latest(self, after: int) -> list[int]:
        """Return the rises after a day, by the placement worst at each of them."""
        worked = (placement.latest(after) for placement in self.placements)
        return [max(days) for days in zip(*worked, strict=False)]

    def mirrored(self) -> "Group":
        """Return the same group on the axis that runs backward."""
        placements = tuple(placement.mirrored() for placement in self.placements)
        return Group(placements, -self.last, -self.first)


class MakeUps:
    """The doubt of this method, on one axis: where the make-up days lie."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._groups = Spans(groups)

    def soonest(self, after: int, until: int) -> list[int]:
        """Return make-up days at their earliest; see `bounds.Doubt`."""
        groups = self._groups.touching(after, until)
        return [day for group in groups for day in group.soonest(after)]

    def latest(self, after: int, until: int) -> list[int]:
        """Return make-up days at their latest; see `bounds.Doubt`."""
        groups = self._groups.touching(after, until)
        return [day for group in groups for day in group.latest(after)]


def principle_bounds(known: Sequence[int], horizon: range, years: range) -> Bounds:
    """Return the bounds for the days past the notices.

    Args:
        known: The working days that notices settle, ascending.
        horizon: The ordinals of the days that no notice settles.
        years: The years whose blocks may touch them.
    """
    groups = make_up_groups([b for year in years for b in rest_blocks(year)], horizon)
    contested = {
        day
        for year in years
        for block in rest_blocks(year)
        for rest in block
        for day in _ordinals(rest.weekdays())
    }
    certain = (
        day
        for day in horizon
        if not is_weekend(date.fromordinal(day)) and day not in contested
    )
    return Bounds(
        [*known, *certain],
        MakeUps(groups),
        MakeUps(group.mirrored() for group in groups),
    )


def make_up_groups(blocks: Sequence[Block], horizon: range) -> list[Group]:
    """Return what is open about each block.

    Args:
        blocks: Consecutive blocks; a weekend day that one certainly rests is no
            candidate for another.
        horizon: The ordinals of the days that no notice settles.
    """
    rested = [set.intersection(*map(_rested, block)) for block in blocks]
    everywhere = set().union(*rested)
    return [
        _group(block, everywhere - own, horizon)
        for block, own in zip(blocks, rested, strict=True)
    ]


def _group(block: Block, elsewhere: set[int], horizon: range) -> Group:
    contested = {day for rest in block for day in _ordinals(rest.weekdays())}
    placements = tuple(
        Placement(
            weekdays=tuple(sorted(contested - _rested(rest))),
            candidates=tuple(_candidates(rest, elsewhere, horizon)),
            make_ups=rest.make_ups,
        )
        for rest in block
    )
    touched = contested.union(*(placement.candidates for placement in placements))
    return Group(placements, min(touched), max(touched))


def _candidates(rest: Rest, elsewhere: set[int], horizon: range) -> Iterator[int]:
    first, last = rest.first.toordinal(), rest.last.toordinal()
    for day in range(first - _DAYS_BEFORE, last + _DAYS_AFTER + 1):
        outside = not first <= day <= last and day not in elsewhere
        if outside and day in horizon and is_weekend(date.fromordinal(day)):
            yield day


def _rested(rest: Rest) -> set[int]:
    return set(_ordinals(rest.days()))


def _ordinals(days: Iterable[date]) -> Iterator[int]:
    return (day.toordinal() for day in days)
