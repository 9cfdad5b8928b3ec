"""Choices: which of several answers applies, or which are still possible.

An answer may be closed: not open yet, barred, or not competent. It is then listed
beside the candidates with the reason, and with the day on which it opens.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from telcorules.evaluation.context import RuleInContext
from telcorules.evaluation.grounds import Availability, Selection
from telcorules.evaluation.results import Candidate, Choice, Closed
from telcorules.evaluation.rows import MetRow, meet
from telcorules.language.compile import Values, compile_values
from telcorules.language.versions import ChoiceVersion
from telcorules.language.vocabulary import Case

Rows = Sequence[MetRow]
Picked = tuple[Selection, Rows]
"""How far a choice is settled, and the rows whose values stay possible."""


class ChoiceRule(RuleInContext):
    """A choice rule with its rows, under one set of readings.

    Candidates are made once and shared by all answers that name them.
    """

    @cached_property
    def _compiled(self) -> dict[date, Values]:
        context = self.context
        return {
            version.start: compile_values(
                version.nodes, context.readings, context.calendar
            )
            for version in self.rule.versions
        }

    def evaluate(self, case: Case, as_of: date) -> Choice:
        """Return the answer for a case on a day."""
        today = as_of.toordinal()
        day = self.governing_day(case.slots, today)
        version = self.rule.version_on(day)
        if not isinstance(version, ChoiceVersion):
            return self._none_in_force(day)
        values = iter(self._compiled[version.start](case.slots, today, today))
        rows = [meet(row, values, today) for row in version.rows]
        return self._answer(rows, *_PICKS[self.rule.pick](rows))

    def _none_in_force(self, day: int) -> Choice:
        return Choice(
            rule=self.rule.id,
            outcome=Selection.NOT_IN_FORCE,
            value=None,
            candidates=(),
            law=self.law,
            not_at_hand=self.not_at_hand(date.fromordinal(day)),
        )

    def _answer(self, rows: Rows, outcome: Selection, kept: Rows) -> Choice:
        can_close = any(one.row.can_close for one in rows)
        found = {
            value: self._candidate(one, value, one.state if can_close else None)
            for value, one in _giving(kept).items()
        }
        decided = outcome is Selection.DECIDED and self.rule.pick != "all"
        return Choice(
            rule=self.rule.id,
            outcome=outcome,
            value=next(iter(found)) if decided else None,
            candidates=tuple(found.values()),
            closed=tuple(self._closed(rows, found)) if can_close else None,
            law=self.law,
        )

    def _candidate(
        self, one: MetRow, value: str, state: Availability | None
    ) -> Candidate:
        key = (id(one.row), value, state)
        if key not in self._candidates:
            row = one.row
            self._candidates[key] = Candidate(
                value=value,
                label=self.context.program.labels[value],
                reason=row.reason,
                basis=row.basis,
                needs=row.needs,
                state=state,
                turn=row.turn or None,
            )
        return self._candidates[key]

    @cached_property
    def _candidates(self) -> dict[Any, Candidate]:
        return {}

    def _closed(self, rows: Rows, found: Container[str]) -> Iterator[Closed]:
        """Yield what isn't open and says why, but for what another row gives."""
        for one in rows:
            if one.row.can_close and one.is_closed:
                for value in self._named(one):
                    if value not in found:
                        yield from self._shut(one, value)

    def _named(self, one: MetRow) -> tuple[str, ...]:
        """Return what a closed row is called; while the place is unknown, its kind."""
        if one.kind is None:
            return one.values
        return (one.kind,) if one.kind in self.context.program.labels else ()

    def _shut(self, one: MetRow, value: str) -> Iterator[Closed]:
        if one.said is not None:
            label, (reason, basis) = self.context.program.labels[value], one.said
            needs = one.row.needs if one.state is Availability.PREMATURE else None
            yield Closed(value, label, one.state, one.opens, reason, needs, basis)


def _giving(kept: Rows) -> dict[str, MetRow]:
    """Return for each value the row that gives it: an open one, where there is any."""
    found: dict[str, MetRow] = {}
    for one in kept:
        for value in one.values:
            if value not in found or (one.is_open and not found[value].is_open):
                found[value] = one
    return found


def _one(rows: Rows) -> Picked:
    """Expect one value to apply; two that do are a conflict."""
    open_ = [one for one in rows if one.is_open]
    if len({one.values for one in open_}) > 1:
        return Selection.CONFLICT, open_
    return _settled([one for one in rows if not one.is_closed], sure=bool(open_))


def _first(rows: Rows) -> Picked:
    """Take the first row that holds; those before it may still."""
    possible = []
    for one in rows:
        if not one.is_closed:
            possible.append(one)
        if one.is_open:
            return _settled(possible, sure=True)
    return _settled(possible, sure=False)


def _all(rows: Rows) -> Picked:
    """Take every value whose row holds."""
    possible = [one for one in rows if not one.is_closed]
    if not possible:
        return Selection.NONE, []
    sure = all(one.is_open for one in _giving(possible).values())
    return Selection.DECIDED if sure else Selection.UNDETERMINED, possible


def _settled(possible: Rows, *, sure: bool) -> Picked:
    if not possible:
        return Selection.NONE, []
    single = sure and len(_giving(possible)) == 1
    return Selection.DECIDED if single else Selection.UNDETERMINED, possible


_PICKS: Mapping[str, Callable[[Rows], Picked]] = MappingProxyType(
    {"one": _one, "first": _first, "all": _all}
)
