"""The cells of some facts walked: all where they are few, else some of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from random import Random

from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.review.sides import Pair

Choices = Mapping[str, tuple[Way, ...]]
"""The values of some facts that are tried, by their names."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many cells are asked.

    Attributes:
        few: Up to how many are all asked.
        groups: How many ways in which the differing parts come out are followed up.
        tries: How often the other facts are filled in for each.
    """

    few: int
    groups: int
    tries: int


def with_unknown(choices: Choices) -> Choices:
    """Return the values with what isn't stated among them."""
    return {
        name: ways if UNSTATED in ways else (UNSTATED, *ways)
        for name, ways in choices.items()
    }


def cell_count(choices: Choices) -> int:
    """Return how many combinations of values there are."""
    return prod(map(len, choices.values()))


def walked(pair: Pair, choices: Choices) -> Iterator[dict[str, Way]]:
    """Yield every combination of values while it is supposed; forgotten in the end."""
    stated: dict[str, Way] = {}
    yield from _walked(pair, list(choices.items()), stated)
    for name in choices:
        pair.suppose(name, UNSTATED)


def _walked(
    pair: Pair, choices: Sequence[tuple[str, tuple[Way, ...]]], stated: dict[str, Way]
) -> Iterator[dict[str, Way]]:
    if not choices:
        yield stated
        return
    name, ways = choices[0]
    for way in ways:
        stated[name] = way
        pair.suppose(name, way)
        yield from _walked(pair, choices[1:], stated)


def some_cells(
    pair: Pair, choices: Choices, effort: Effort
) -> Iterator[dict[str, Way]]:
    """Yield every combination of values; where they are many, some."""
    if cell_count(choices) <= effort.few:
        yield from walked(pair, choices)
        return
    pick = Random(" ".join(choices))  # noqa: S311 - reproducible
    for _ in range(effort.few // 8):
        stated = {name: pick.choice(ways) for name, ways in choices.items()}
        for name, way in stated.items():
            pair.suppose(name, way)
        yield stated
    for name in choices:
        pair.suppose(name, UNSTATED)
