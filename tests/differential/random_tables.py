"""Random tables of half-filled cases, and what the row-by-row engine makes of them.

Days crowd around one that a table is asked about, at distances on which limits end;
some events haven't happened, some lie at the ends of time, whole columns are missing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any

import pyarrow as pa

from telcorules.errors import RequestError
from telcorules.evaluation.grounds import Selection
from telcorules.evaluation.results import Admission, Deadline
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.selections import Choice
from telcorules.foundation.regions import REGIONS
from telcorules.language.columns import column
from telcorules.language.values import NOT_YET
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.language.vocabulary import Fact, Kind
from telcorules.tables.asking import kinds_of, needs_of
from telcorules.tables.naming import result
from tests.differential.random_facts import DISTANCES, PROVINCES, read_by

NEVER = date(9999, 12, 31)
Row = dict[str, Any]

ENDS = (
    *(date(1, 1, 1), date(1, 1, 20), date(1999, 12, 31), date(2003, 12, 31)),
    *(date(2004, 1, 1), date(2060, 12, 31), date(2061, 1, 1), date(9998, 2, 28)),
    *(date(9999, 12, 1), date(9999, 12, 15), date(9999, 12, 29)),
)
"""Days at the ends of time and of the calendar."""

ANCHORS = (
    *(date(2005, 4, 20), date(2014, 7, 29), date(2016, 7, 30), date(2019, 2, 4)),
    *(date(2021, 1, 1), date(2023, 6, 1), date(2024, 2, 29), date(2026, 4, 15)),
    *(date(2026, 10, 8), date(2026, 12, 28), date(2027, 2, 10), date(2060, 11, 1)),
)
"""Days that tables are asked about: law changes, holidays, the notices end."""


class Maker:
    """Makes random rows for some rules; the same seed makes the same ones."""

    def __init__(self, book: Rulebook, rules: Iterable[str], seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - reproducible, not secret
        read = (fact for name in rules for fact in read_by(book.program.rules[name]))
        self.facts = list(dict.fromkeys(read))
        self._timed = {one for one in self.facts if one.name.endswith("_at")}

    def rows(self, count: int, as_of: date) -> list[Row]:
        """Return so many rows around a day; a fact that isn't known is None."""
        missing = {fact for fact in self.facts if self._random.random() < 0.03}
        return [self._row(as_of, missing) for _ in range(count)]

    def _row(self, as_of: date, missing: set[Fact]) -> Row:
        known = self._random.choice((0.5, 0.8, 0.95, 1.0))
        anchor = as_of - timedelta(days=self._random.choice((0, 0, 0, 3, 40)))
        return {
            fact.name: self._value(fact, anchor)
            if fact not in missing and self._random.random() < known
            else None
            for fact in self.facts
        }

    def _value(self, fact: Fact, anchor: date) -> Any:
        pick = self._random
        match fact.type.item or fact.type.kind:
            case Kind.BOOL:
                return pick.random() < 0.6
            case Kind.EVENT:
                return self._event(anchor, fact)
            case Kind.ENUM:
                return pick.choice(fact.type.values)
            case Kind.REGION if fact.type.item:
                count = pick.choice((0, 1, 1, 1, 2, 3))
                return [self._place() for _ in range(count)]
            case Kind.REGION:
                return self._place()
            case Kind.INT:
                return pick.choice((0, 1, 2, 3, 5, 10, -1))
            case other:
                assert other is Kind.TEXT, other
                return pick.choice(("a", "b"))

    def _place(self) -> str:
        code = self._random.choice((*PROVINCES, *REGIONS))
        one = REGIONS[code]
        forms = (one.code, one.code, one.iso, one.short, one.name)
        return self._random.choice(forms)

    def _event(self, anchor: date, fact: Fact) -> date:
        """Return a day; a moment where the fact is one."""
        day = self._day(anchor)
        if fact not in self._timed:
            return day
        pick = self._random
        clock = time(pick.choice((0, 9, 23)), pick.choice((0, 30)), pick.choice((0, 1)))
        return datetime.combine(day, clock)

    def _day(self, anchor: date) -> date:
        pick = self._random
        if pick.random() < 0.12:
            return NEVER
        if pick.random() < 0.02:
            return pick.choice(ENDS)
        back = pick.choice(DISTANCES) + pick.choice((0, 0, 0, -1, 1, 2, -3, 9))
        return anchor - timedelta(days=back if pick.random() < 0.9 else -back)


def is_told(book: Rulebook, rule: str) -> bool:
    """Tell whether columns express a rule."""
    try:
        needs_of(book, kinds_of(book, rule))
    except RequestError:
        return False
    return True


def as_table(rows: Sequence[Row], facts: Iterable[Fact]) -> pa.Table:
    """Return rows as a table of Arrow, without the columns that no row states."""
    columns: dict[str, Any] = {"id": list(range(len(rows)))}
    for fact in facts:
        values = [row[fact.name] for row in rows]
        if any(value is not None for value in values):
            columns[column(fact.name)] = values
    return pa.table(columns)


def as_case(row: Row) -> dict[str, dict[str, Any]]:
    """Return a row as a case."""
    found: dict[str, dict[str, Any]] = {}
    for name, value in row.items():
        if value is not None:
            section, _, short = name.partition(".")
            found.setdefault(section, {})[short] = _stated(value)
    return found


def _stated(value: Any) -> Any:
    day = value.date() if isinstance(value, datetime) else value
    return NOT_YET if day == NEVER else value


def expected(
    book: Rulebook, rules: Sequence[str], row: Row, as_of: date
) -> Mapping[str, Any]:
    """Return the columns that the engine's answers for a row make."""
    case = book.case(as_case(row))
    found: dict[str, Any] = {}
    for name in rules:
        answer = book.evaluate(name, case, as_of=as_of)
        for part, value in _parts(book, answer):
            found[named(name, part)] = value
    return found


named = cache(result)
"""The column of a part of a rule's answer."""


def _parts(book: Rulebook, answer: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(answer, Admission):
        yield "outcome", answer.outcome.value
        truths = _truths(book, answer)
        yield from truths.items()
        failed = {*answer.failed}
        yield "failed", [n for n in truths if n in failed]
    elif isinstance(answer, Choice):
        yield "outcome", answer.outcome.value
        if book.program.rules[answer.rule].pick == "all":
            in_force = answer.outcome is not Selection.NOT_IN_FORCE
            found = [one.value for one in answer.candidates]
            yield "candidates", found if in_force else None
        else:
            yield "value", answer.value
    else:
        assert isinstance(answer, Deadline)
        yield "status", answer.status.value
        yield "firm", answer.firm
        for part in ("due", "earliest", "latest"):
            yield part, _told(getattr(answer, part))


def _told(day: date | None) -> date | None:
    """Return a moment without its zone, in China's time, as columns hold it."""
    return day.replace(tzinfo=None) if isinstance(day, datetime) else day


def _truths(book: Rulebook, answer: Admission) -> dict[str, bool | None]:
    rule = book.program.rules[answer.rule]
    versions = [v for v in rule.versions if isinstance(v, AdmissionVersion)]
    ids = dict.fromkeys(one.id for v in versions for one in _ordered(v))
    found: dict[str, bool | None] = dict.fromkeys(ids)
    version = rule.version_on(answer.at.toordinal())
    if isinstance(version, AdmissionVersion):
        names = [one.id for one in _ordered(version)]
        found |= dict(zip(names, answer.truths, strict=True))
    return found


def _ordered(version: AdmissionVersion) -> list[Condition]:
    return sorted(version.conditions, key=lambda one: one.role == "bar")
