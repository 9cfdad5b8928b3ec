"""The timeline of a case: what has happened, what is due, in order of days."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from telcorules.evaluation.chains import Chains
from telcorules.evaluation.context import Context
from telcorules.evaluation.grounds import iso
from telcorules.evaluation.obligations import Permission
from telcorules.evaluation.projections import Projection, moment
from telcorules.evaluation.results import AnyResult, Deadline
from telcorules.foundation.law import Wording
from telcorules.language.values import NOT_YET
from telcorules.language.vocabulary import Case, Fact, Kind

ASKED: Final = Wording("评估日", "the day of the question")


class EntryKind(StrEnum):
    """What an entry of a timeline tells of."""

    EVENT = "event"
    OPENING = "opening"
    QUESTION = "question"
    DEADLINE = "deadline"
    PROJECTED = "projected"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One day of a case, and what it is.

    Attributes:
        day: The day, or the moment.
        kind: An event that was stated, the first day of a permission, the day of the
            question, the last day of a deadline, or a projected day.
        label: What the fact or the rule is called.
        fact: The fact, for an event.
        rule: The rule, for all but events and the question.
        status: Where the rule stands; None for projected days, which stand nowhere.
        firm: Whether the day is settled; None for events and the question.
        earliest: The earliest day it can turn out; None where nothing is claimed.
        latest: The latest day it can turn out; None where there is none.
        projection: What a projected day rests on.
    """

    day: date
    kind: EntryKind
    label: Wording
    fact: str | None = None
    rule: str | None = None
    status: str | None = None
    firm: bool | None = None
    earliest: date | None = None
    latest: date | None = None
    projection: Projection | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types; keys without a value are left out."""
        found = {
            "day": self.day.isoformat(),
            "kind": self.kind.value,
            "label": self.label.to_dict(),
            "fact": self.fact,
            "rule": self.rule,
            "status": self.status,
            "firm": self.firm,
            "earliest": iso(self.earliest),
            "latest": iso(self.latest),
            "projection": self.projection and self.projection.to_dict(),
        }
        return {key: value for key, value in found.items() if value is not None}


class Timelines:
    """Tells what comes after what, for the decisions of a rulebook.

    Args:
        context: The program and the readings taken.
        rules: The rules ready to be evaluated, by id.
    """

    def __init__(self, context: Context, rules: Mapping[str, Any]) -> None:
        self._context, self._rules = context, rules

    def projections(
        self, results: Mapping[str, AnyResult], case: Case, as_of: date
    ) -> tuple[Projection, ...]:
        """Return what can be projected of the answers of a decision."""
        return Chains(results, self._rules, self._context, case, as_of).projections()

    def timeline(
        self,
        results: Mapping[str, AnyResult],
        projected: Iterable[Projection],
        case: Case,
        as_of: date,
    ) -> tuple[TimelineEntry, ...]:
        """Return the days of a case in their order.

        Of one day come first what has happened and what may be done, then the day of
        the question, then what is due at the day's end.
        """
        question = TimelineEntry(day=as_of, kind=EntryKind.QUESTION, label=ASKED)
        found = [
            *_events(case),
            question,
            *self._standing(results.values()),
            *self._projected(projected),
        ]
        return tuple(sorted(found, key=_order))

    def _standing(self, results: Iterable[AnyResult]) -> Iterator[TimelineEntry]:
        """Yield the last days of deadlines, and the first days of permissions."""
        for one in results:
            if isinstance(one, Deadline) and one.due:
                yield self._entry(EntryKind.DEADLINE, one, one.due)
            elif isinstance(one, Permission) and one.opens:
                yield self._entry(EntryKind.OPENING, one, one.opens)

    def _entry(
        self, kind: EntryKind, one: Deadline | Permission, day: date
    ) -> TimelineEntry:
        return TimelineEntry(
            day=day,
            kind=kind,
            label=self._title(one.rule),
            rule=one.rule,
            status=one.status.value,
            firm=one.firm,
            earliest=one.earliest,
            latest=one.latest,
        )

    def _projected(self, found: Iterable[Projection]) -> Iterator[TimelineEntry]:
        """Yield the days that are projected; a base that is over gives none."""
        for one in found:
            if one.due:
                yield TimelineEntry(
                    day=one.due,
                    kind=EntryKind.PROJECTED,
                    label=self._title(one.rule),
                    rule=one.rule,
                    firm=one.firm,
                    latest=one.latest,
                    projection=one,
                )

    def _title(self, rule: str) -> Wording:
        return self._context.program.rules[rule].title


def _events(case: Case) -> Iterator[TimelineEntry]:
    """Yield the events that have a day, in the vocabulary's order."""
    for fact in case.vocabulary.facts:
        for day in _days(fact, case):
            yield TimelineEntry(
                day=day, kind=EntryKind.EVENT, label=fact.label, fact=fact.name
            )


def _days(fact: Fact, case: Case) -> Iterator[date]:
    if Kind.EVENT not in (fact.type.kind, fact.type.item):
        return
    if case.slots[fact.slot] is not None:
        value = case[fact.name]
        several = value if isinstance(value, tuple) else (value,)
        yield from (one for one in several if one != NOT_YET)


_PLACES: Final = {kind: place for place, kind in enumerate(EntryKind)}


def _order(entry: TimelineEntry) -> tuple[int, float, int]:
    """Return what puts an entry in order: its day, its time, what it is.

    Without a time, what is due ends with the day; the rest begins with it.
    """
    projected = entry.projection is not None and entry.projection.kind == "deadline"
    ends = projected or entry.kind is EntryKind.DEADLINE
    return *moment(entry.day, ends=ends), _PLACES[entry.kind]
