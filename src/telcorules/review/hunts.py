"""What is looked for in the cells of some trees, and what a hunt came to."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Generic, TypeVar

from telcorules.evaluation.candidates import Way
from telcorules.language.values import plain
from telcorules.language.versions import Version
from telcorules.language.vocabulary import Fact

K = TypeVar("K", bound=Hashable)

Goal = Callable[[tuple[Any, ...]], bool]
"""What is looked for in the values of trees."""

_OF_OLD: Final = date(2016, 1, 1)


@dataclass(frozen=True, slots=True)
class Setting:
    """When some trees are asked.

    Attributes:
        start: The first day on which they are in force.
        until: The last one, None where it is open.
        governed: The event whose day has to be one of them.
        at: Whether that event's day is the day asked about.
        dated: Whether nothing is asked unless that event has a day.
    """

    start: date = _OF_OLD
    until: date | None = None
    governed: Fact | None = None
    at: bool = False
    dated: bool = False

    @classmethod
    def of(cls, version: Version, governed: Fact | None, kind: str) -> "Setting":
        """Return when the trees of a version are asked."""
        dated = kind in ("deadline", "permission")
        event = getattr(version, "since", governed) if dated else governed
        at = kind in ("admission", "checklist")
        return cls(version.start, version.until, event, at, dated)


@dataclass(frozen=True, slots=True)
class Cell:
    """One way in which facts can lie.

    Attributes:
        day: The day asked about; None where no day is compared.
        stated: The facts with their values; those left out aren't known.
        readings: The choices other than the defaults.
    """

    day: date | None
    stated: tuple[tuple[Fact, Way], ...]
    readings: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        facts = ", ".join(f"{fact.name} {shown_way(way)}" for fact, way in self.stated)
        chosen = " and ".join(f"{name}={choice}" for name, choice in self.readings)
        said = (
            f"on {self.day}" if self.day else "",
            f"under {chosen}" if chosen else "",
            f"with {facts}" if facts else "",
        )
        return " ".join(one for one in said if one)


def shown_way(way: Way) -> Any:
    """Return a value of a fact as a message tells it."""
    value = plain(way.stated)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


@dataclass(slots=True)
class Hunt(Generic[K]):
    """What a hunt came to.

    Attributes:
        found: For each goal that a cell met the cell.
        exhaustive: Whether all cells there are were tried, or all goals met.
        tried: How many cells were tried.
    """

    found: dict[K, Cell] = field(default_factory=dict)
    exhaustive: bool = True
    tried: int = 0
