"""A picture of days laid out: what stands below what, in pixels."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from telcorules.render.page import Figure, Lane

_HEAD: Final = 46
"""The pixels above the lanes, for months and the day of the question."""

_LINE: Final = 18
"""The pixels of a line of words."""

_BAR: Final = 10
"""The pixels of a bar."""

_GAP: Final = 16
"""The pixels between lanes."""


@dataclass(frozen=True, slots=True)
class Row:
    """A lane with its places from the top.

    Attributes:
        lane: The lane.
        lines: The base lines of its title, one a line.
        about: The base line of what is said of it.
        bar: The top of its bar.
    """

    lane: Lane
    lines: tuple[int, ...]
    about: int
    bar: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, its rows, and how high it is."""

    figure: Figure
    rows: tuple[Row, ...]
    top: int
    height: int
    bar: int = _BAR


def drawn(figure: Figure) -> Drawing:
    """Return a picture with the places of its lanes."""
    rows = tuple(_rows(figure))
    height = rows[-1].bar + _BAR + _GAP if rows else _HEAD
    return Drawing(figure, rows, _HEAD, height)


def _rows(figure: Figure) -> Iterator[Row]:
    top = _HEAD
    for lane in figure.lanes:
        lines = tuple(top + _LINE * (n + 1) - 4 for n in range(len(lane.title)))
        about = lines[-1] if lane.inline else lines[-1] + _LINE
        bar = about + 8
        yield Row(lane, lines, about, bar)
        top = bar + _BAR + _GAP
