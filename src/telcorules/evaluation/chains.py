"""Chains: a limit that hasn't begun, projected from the deadline that precedes it.

What ends one deadline often sets the next one running: accepted at the latest on a
day, so mediated by another at the latest. Only that upper end is claimed, and only for
what is done in time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from telcorules.evaluation.context import Context, facts_read
from telcorules.evaluation.projections import Projection, moment
from telcorules.evaluation.results import AnyResult, Deadline
from telcorules.evaluation.triggers import TriggeredRule
from telcorules.foundation.truth import Truth
from telcorules.language.nodes import DatedValue
from telcorules.language.program import Rule
from telcorules.language.versions import DeadlineVersion, Version, parameters_used
from telcorules.language.vocabulary import NEVER, Case, Fact


@dataclass(frozen=True, slots=True)
class _Base:
    """The last day by which an event has to happen, by one deadline.

    Attributes:
        rule: The deadline.
        event: The fact that ends it.
        due: Its last day, the best estimate.
        latest: The latest that it can turn out to be; None where there is none.
        firm: Whether every day is settled.
        assumption: What the bounds rest on.
        settled_by: The notices that will settle them.
    """

    rule: str
    event: Fact | None
    due: date
    latest: date | None
    firm: bool | None
    assumption: str | None
    settled_by: str | None

    def is_over(self, as_of: date) -> bool:
        """Tell whether it is over for certain when a day begins."""
        if self.latest is None:
            return False
        return moment(as_of, ends=False) >= moment(self.latest)


@dataclass(frozen=True, slots=True)
class _Supposed:
    """What a rule answers as if its event had happened on a day.

    Attributes:
        case: The case in which it has.
        when: The truth of the rule's own condition.
        answer: The answer as if that held.
    """

    case: Case
    when: Truth
    answer: Any

    @property
    def due(self) -> date | None:
        """The last day in time; for a permission the first on which it may be done."""
        dates = self.answer.dates
        return dates.due if dates else None


class Chains:
    """Projects what the answers of one decision lead to.

    Args:
        results: The answers, by rule.
        rules: The rules ready to be evaluated, by id.
        context: The readings taken.
        case: The case.
        as_of: The day of the question.
    """

    def __init__(
        self,
        results: Mapping[str, AnyResult],
        rules: Mapping[str, Any],
        context: Context,
        case: Case,
        as_of: date,
    ) -> None:
        self._rules, self._context = rules, context
        self._case, self._as_of = case, as_of
        self._results = results
        self._awaited = {name: self._events(name) for name in results}
        self._found: dict[str, Projection] = {}

    @cached_property
    def _stated(self) -> dict[str, dict[str, Any]]:
        return self._case.to_dict()

    def projections(self) -> tuple[Projection, ...]:
        """Return what can be projected, in the order of the answers.

        Link by link, beginning with the deadlines that have dates; one that is over
        precedes only what nothing else does.
        """
        fresh, over = self._split(self._dated())
        while fresh:
            fresh, more = self._split(self._linked(fresh))
            over += more
        self._linked(over)
        return tuple(self._found[name] for name in self._results if name in self._found)

    def _events(self, name: str) -> tuple[Fact, ...]:
        """Return the events that would set a rule running, where none has.

        None are awaited where what the rule is about is done.
        """
        rule = self._rules[name]
        if not isinstance(rule, TriggeredRule) or rule.governing(self._case.slots):
            return ()
        if any(one.done and self._has_happened(one.done) for one in rule.compiled):
            return ()
        events = dict.fromkeys(one.since for one in rule.compiled)
        return tuple(one for one in events if not self._has_happened(one))

    def _has_happened(self, event: Fact) -> bool:
        day = self._case.slots[event.slot]
        return day is not None and day != NEVER

    def _split(self, bases: Iterable[_Base]) -> tuple[list[_Base], list[_Base]]:
        """Return the bases that may be open, the first to end on top, and the rest."""
        ordered = sorted(bases, key=lambda one: moment(one.due))
        over = [one for one in ordered if one.is_over(self._as_of)]
        return [one for one in ordered if one not in over], over

    def _dated(self) -> Iterator[_Base]:
        """Yield the deadlines that have dates, as what others follow."""
        for one in self._results.values():
            if isinstance(one, Deadline) and one.due:
                yield _Base(
                    rule=one.rule,
                    event=self._end(one),
                    due=one.due,
                    latest=one.latest,
                    firm=one.firm,
                    assumption=one.assumption,
                    settled_by=one.settled_by,
                )

    def _end(self, answer: Any) -> Fact | None:
        """Return the event that ends a deadline which a day has set running."""
        version = self._rules[answer.rule].version_of(answer)
        return version.done if isinstance(version, DeadlineVersion) else None

    def _linked(self, bases: Sequence[_Base]) -> list[_Base]:
        """Project what follows some bases; return what others follow in turn."""
        added: list[_Base] = []
        for name in [name for name in self._results if name not in self._found]:
            before = [one for one in bases if one.event in self._awaited[name]]
            links = (self._link(self._rules[name], base) for base in before)
            if link := next(filter(None, links), None):
                self._found[name], following = link
                added += following
        return added

    def _link(self, rule: Any, base: _Base) -> tuple[Projection, list[_Base]] | None:
        """Return a projection from a base, and what follows from it as a base itself.

        None where nothing would run from the last day of the base.
        """
        if (base.latest or base.due).year == date.max.year:
            return None  # where days end, bounds don't hold
        end = self._supposed(rule, base, base.due)
        if end is None or end.due is None:
            return None
        if base.is_over(self._as_of):
            return self._projection(end, base), []
        early = self._earlier(rule, base, base.due)
        due = max((one.due for one in (end, *early) if one.due), key=moment)
        latest = self._latest(rule, base, end)
        found = replace(
            self._projection(end, base),
            past=False,
            due=due,
            latest=latest,
            firm=bool(base.firm and end.answer.firm and latest == due),
            assumption=end.answer.assumption or base.assumption,
            settled_by=_both(base.settled_by, end.answer.settled_by),
        )
        return found, [self._following(end, found, due)]

    def _supposed(self, rule: Any, base: _Base, day: date) -> _Supposed | None:
        """Return what a rule answers as if a base had been done on a day.

        None where it wouldn't run from that day.
        """
        assert base.event is not None
        section, _, name = base.event.name.partition(".")
        facts = {**self._stated.get(section, {}), name: day}
        case = self._case.vocabulary.case({**self._stated, section: facts})
        when, answer = rule.supposing(case, self._as_of)
        return None if when is False else _Supposed(case, when, answer)

    def _earlier(self, rule: Any, base: _Base, day: date) -> list[_Supposed]:
        """Return what a rule answers on the last days before its law changes.

        From one change to the next a later event never gives an earlier day, but an
        older law may leave more time than the one of the last day.
        """
        assert base.event is not None
        never = self._case.slots[base.event.slot] == NEVER
        first = self._as_of.toordinal() if never else 1
        edges = (e for e in _edges(rule.rule) if first <= e < day.toordinal())
        found = (self._supposed(rule, base, date.fromordinal(e)) for e in edges)
        return [one for one in found if one]

    def _latest(self, rule: Any, base: _Base, end: _Supposed) -> date | None:
        """Return the latest day that a projection can turn out to be."""
        if base.latest is None:
            return None
        last = self._supposed(rule, base, base.latest)
        early = self._earlier(rule, base, base.latest)
        found = [end, *early, *([last] if last else [])]
        days = [day for one in found if (day := one.answer.latest)]
        return max(days, key=moment) if len(days) == len(found) else None

    def _projection(self, end: _Supposed, base: _Base) -> Projection:
        """Return a projection without dates, as is made from a base that is over."""
        assert base.event is not None
        answer = end.answer
        return Projection(
            rule=answer.rule,
            kind=self._rules[answer.rule].rule.kind,
            event=base.event.name,
            base=base.rule,
            base_due=base.due,
            past=True,
            due=None,
            latest=None,
            firm=None,
            limit=answer.limit,
            when=end.when,
            unknown=self._unknown(end) if end.when is None else (),
            assumption=None,
            settled_by=None,
            basis=answer.basis,
        )

    def _unknown(self, end: _Supposed) -> tuple[str, ...]:
        """Return the facts that a rule's condition reads and nobody stated."""
        version = self._rules[end.answer.rule].version_of(end.answer)
        read = (facts_read(n, self._context.readings) for n in version.nodes)
        names = dict.fromkeys(chain.from_iterable(read))
        return tuple(name for name in names if end.case[name] is None)

    def _following(self, end: _Supposed, found: Projection, due: date) -> _Base:
        """Return a projection as what others follow."""
        return _Base(
            rule=found.rule,
            event=self._end(end.answer),
            due=due,
            latest=found.latest,
            firm=found.firm,
            assumption=found.assumption,
            settled_by=found.settled_by,
        )


def _edges(rule: Rule) -> list[int]:
    """Return the days after which other law, or another period, is in force."""
    dated: list[Version | DatedValue] = [*rule.versions]
    for parameter in chain.from_iterable(map(parameters_used, rule.versions)):
        dated += [*parameter.values, *(one.dated for one in parameter.local)]
    starts = {one.start.toordinal() - 1 for one in dated}
    ends = {one.until.toordinal() for one in dated if one.until}
    return sorted(starts | ends)


def _both(first: str | None, second: str | None) -> str | None:
    """Return the notices that settle two days, each once."""
    titles = chain.from_iterable(one.split("；") for one in (first, second) if one)
    return "；".join(dict.fromkeys(titles)) or None
