"""Which version of a rule applies: those that say the same are one, over their days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from telcorules.language.versions import Version

V = TypeVar("V", bound=Version)
Spans = list[tuple[date, date | None]]


@dataclass(slots=True)
class Edition(Generic[V]):
    """A version, and the days on which it, or one that says the same, is in force."""

    version: V
    spans: Spans = field(default_factory=list)

    def add(self, start: date, until: date | None) -> None:
        """Add days; those that follow on the last ones join them."""
        if self.spans:
            first, last = self.spans[-1]
            if last is not None and last + timedelta(days=1) == start:
                self.spans[-1] = first, until
                return
        self.spans.append((start, until))


def editions(versions: Sequence[V], saying: Callable[[V], Any]) -> list[Edition[V]]:
    """Return the versions that say something else, each with its days.

    Args:
        versions: The versions, in the order of their days.
        saying: What tells versions apart; equal where they say the same.
    """
    found: dict[Any, Edition[V]] = {}
    for version in versions:
        edition = found.setdefault(saying(version), Edition(version))
        edition.add(version.start, version.until)
    return list(found.values())
