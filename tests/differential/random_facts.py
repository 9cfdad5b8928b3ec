"""Random half-filled cases for any rule, from the facts that it reads."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from telcorules.language.nodes import FactOf, walk
from telcorules.language.program import Rule
from telcorules.language.versions import (
    DeadlineVersion,
    PermissionVersion,
    Version,
    parameters_used,
)
from telcorules.language.vocabulary import Fact, Kind

Facts = dict[str, dict[str, Any]]
PROVINCES = ("410000", "500000", "330000", "440000", "650000")
DISTANCES = (0, 1, 2, 5, 7, 10, 15, 16, 30, 31, 45, 60, 61, 90, 150, 184, 366, 731)


def read_by(rule: Rule) -> list[Fact]:
    """Return the facts that a rule can read, its events among them."""
    found: dict[str, Fact] = {}
    if rule.governed_by is not None:
        found[rule.governed_by.name] = rule.governed_by
    for version in rule.versions:
        found |= {fact.name: fact for fact in _of_version(version)}
    return list(found.values())


def _of_version(version: Version) -> Iterator[Fact]:
    local = (one.condition for p in parameters_used(version) for one in p.local)
    for root in (*version.nodes, *local):
        yield from (one.fact for one in walk(root) if isinstance(one, FactOf))
    if isinstance(version, DeadlineVersion | PermissionVersion):
        yield version.since
        yield from [version.done] if version.done else []
    if isinstance(version, DeadlineVersion):
        yield from (one.event for one in version.extensions)
        yield from (f for one in version.exclusions for f in (one.start, one.until))


class Maker:
    """Makes random cases for rules; the same seed makes the same ones."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - reproducible, not secret

    def case(self, rule: Rule, known: float) -> tuple[Facts, date]:
        """Return a case in which so many of the facts are known, and a day."""
        pick = self._random
        as_of = self._anchor(rule)
        facts: Facts = {}
        for fact in read_by(rule):
            if pick.random() < known:
                section, _, name = fact.name.partition(".")
                facts.setdefault(section, {})[name] = self._value(fact, as_of)
        return facts, as_of

    def less(self, facts: Facts, kept: set[str]) -> Facts:
        """Return a case with some facts forgotten, but for those that are kept."""
        return {
            section: {
                name: value
                for name, value in inner.items()
                if f"{section}.{name}" in kept or self._random.random() < 0.6
            }
            for section, inner in facts.items()
        }

    def _anchor(self, rule: Rule) -> date:
        edges = [one.start for one in rule.versions]
        edges += [one.until for one in rule.versions if one.until]
        if self._random.random() < 0.3:
            near = self._random.choice(edges)
            return near + timedelta(days=self._random.randint(-3, 40))
        start = max(date(2004, 2, 1), edges[0])
        return date.fromordinal(
            self._random.randint(start.toordinal(), date(2027, 6, 1).toordinal())
        )

    def _value(self, fact: Fact, as_of: date) -> Any:
        pick, kind = self._random, fact.type.kind
        if fact.type.item is not None:
            return pick.sample(PROVINCES, pick.randint(1, 3))
        match kind:
            case Kind.EVENT:
                return self._event(as_of)
            case Kind.BOOL:
                return pick.random() < 0.5
            case Kind.ENUM:
                return pick.choice(fact.type.values)
            case Kind.REGION:
                return pick.choice(PROVINCES)
            case Kind.MONEY:
                return pick.choice(["0", "50", "150", "151", "250.01", "19.90"])
            case _:
                return pick.choice([0, 1, 5, 23, 24, 25])

    def _event(self, as_of: date) -> Any:
        pick = self._random
        if pick.random() < 0.2:
            return "not-yet"
        days = pick.choice(DISTANCES) * pick.choice((-1, -1, -1, 1))
        day = as_of + timedelta(days=days + pick.choice((0, 0, 0, 1, -1)))
        if pick.random() < 0.6:
            return day.isoformat()
        hour = pick.choice((0, 8, 10, 23))
        return datetime(day.year, day.month, day.day, hour).isoformat()  # noqa: DTZ001
