"""What may be answered to a question, and what each answer would leave.

Answers that leave the same are one: words side by side, days and numbers in a row.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from telcorules.evaluation.candidates import Way, words_of
from telcorules.evaluation.terms import FAR_FUTURE
from telcorules.language.values import NOT_YET, plain, read_money
from telcorules.language.vocabulary import Fact, Kind

_ONE = {Kind.INT: 1, Kind.MONEY: Decimal("0.01")}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question, or several that leave the same.

    Attributes:
        leaves: What the answer of the rule would be: an outcome, a status, a value.
        words: The values, where they are words: ``true``, ``charging``, ``not-yet``.
        first: The first day, or the least number, where they are a row; None where
            there is no first.
        last: The last, inclusive; None where there is no last.
    """

    leaves: str
    words: tuple[str, ...] = ()
    first: date | int | Decimal | None = None
    last: date | int | Decimal | None = None

    @property
    def spelled(self) -> tuple[str, ...]:
        """What is answered, in words: ``on or before 2026-10-23``."""
        return self.words or (_row(plain(self.first), plain(self.last)),)

    def holds(self, day: date) -> bool:
        """Tell whether a day belongs to it, where it is a row of days."""
        ends = (self.first or date.min, self.last or date.max)
        return ends[0] <= day <= ends[1]  # type: ignore[operator]


def _row(first: Any, last: Any) -> str:
    if first is None and last is None:
        return "any"
    dated = isinstance(first or last, str) and "-" in (first or last)
    if first == last:
        return f"on {first}" if dated else f"{first}"
    if first is None:
        return f"on or before {last}" if dated else f"at most {last}"
    if last is None:
        return f"on or after {first}" if dated else f"at least {first}"
    return f"{first} to {last}"


Leaves = Callable[[Way], str]
"""Tells what a value of the fact would leave."""


def answers_to(fact: Fact, ways: Sequence[Way], leaves: Leaves) -> tuple[Answer, ...]:
    """Return what may be answered.

    Args:
        fact: The fact that is asked.
        ways: The values that can make a difference, those of ordered kinds in order.
        leaves: Tells what each would leave.
    """
    kind = fact.type.kind
    if kind is Kind.EVENT:
        return (*_days(ways, leaves), Answer(leaves(ways[-1]), (NOT_YET,)))
    if kind in _ONE:
        return tuple(_numbers(ways, leaves, _ONE[kind]))
    if kind in (Kind.ENUM, Kind.REGION):
        ways = [Way(word, word) for word in words_of(fact.type)]
    return tuple(_worded(ways, leaves))


def _worded(ways: Iterable[Way], leaves: Leaves) -> Iterator[Answer]:
    found: dict[str, list[str]] = {}
    for way in ways:
        found.setdefault(leaves(way), []).append(_spelled(way.stated))
    for left, words in found.items():
        yield Answer(left, tuple(words))


def _spelled(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(map(_spelled, value))
    return str(plain(value))


def _days(ways: Sequence[Way], leaves: Leaves) -> Iterator[Answer]:
    """Yield rows of days; where a row begins, the day before is asked as well."""
    starts = [way.value for way in ways[:-1]]
    left = [leaves(way) for way in ways[:-1]]
    rows = [(starts[0], left[0])]
    for (before, earlier), (after, later) in pairwise(zip(starts, left, strict=True)):
        if earlier != later:
            rows.append((_turn(before, after, earlier, leaves), later))
    for place, (start, said) in enumerate(rows):
        following = rows[place + 1 :]
        yield Answer(
            leaves=said,
            first=date.fromordinal(start) if place else None,
            last=date.fromordinal(following[0][0] - 1) if following else None,
        )


def _turn(low: int, high: int, earlier: str, leaves: Leaves) -> int:
    """Return the first day, after one and up to another, that leaves something else."""
    if _at(high - 1, leaves) == earlier:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if _at(middle, leaves) == earlier:
            low = middle
        else:
            high = middle
    return high


def _at(day: int, leaves: Leaves) -> str:
    return leaves(Way(day, date.fromordinal(min(day, FAR_FUTURE))))


def _numbers(ways: Sequence[Way], leaves: Leaves, one: Any) -> Iterator[Answer]:
    """Yield rows of numbers."""
    rows: list[tuple[Any, str]] = []
    for way in ways:
        left = leaves(way)
        if not rows or rows[-1][1] != left:
            rows.append((way.value, left))
    for place, (start, said) in enumerate(rows):
        following = rows[place + 1 :]
        first = start if place else None
        last = read_money(following[0][0] - one) if following else None
        yield Answer(said, first=first, last=last)
