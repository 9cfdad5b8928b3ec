"""Choices: which of several answers applies, or which are still possible.

An answer may be closed: not open yet, barred, or not competent. It is then listed
beside the candidates with the reason, and with the day on which it opens.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from telcorules.evaluation.context import Context, RuleInContext
from telcorules.evaluation.grounds import Availability, Selection
from telcorules.evaluation.rows import MetRow, PlacedRow, Said
from telcorules.evaluation.selections import Candidate, Choice, Closed
from telcorules.language.compile import compile_values
from telcorules.language.versions import ChoiceVersion
from telcorules.language.vocabulary import Case

Rows = Sequence[MetRow]
Giving = Mapping[str, MetRow]
"""The values that stay possible, each with the row that gives it."""


_KEPT = 1_024
"""So many answers of a version are kept, to be given again."""


class _Version:
    """One version of a choice, compiled.

    An answer hangs on the values of its rows, but for days only on which are over: so
    that few different ones are given, and those are kept.

    Attributes:
        can_close: Whether any row can be premature, barred or not competent.
        answers: The answers given, by what they hang on.
    """

    def __init__(self, version: ChoiceVersion, context: Context) -> None:
        self.values = compile_values(version.nodes, context.readings, context.calendar)
        lengths = (len(row.nodes) for row in version.rows)
        firsts = accumulate(lengths, initial=0)
        self._rows = tuple(map(PlacedRow, version.rows, firsts))
        self._limited = tuple(one for one in self._rows if one.is_limited)
        days = frozenset(place for one in self._limited for place in one.days)
        places = [n for n in range(len(version.nodes)) if n not in days]
        self._undated = itemgetter(*places) if days else tuple[Any, ...]
        self.can_close = any(one.can_close for one in self._rows)
        self.answers: dict[Any, Choice] = {}

    def hangs_on(self, values: tuple[Any, ...], as_of: int) -> tuple[Any, ...]:
        """Return what the answer on a day hangs on."""
        states = [row.state(values, as_of) for row in self._limited]
        return (self._undated(values), *states)

    def meet(self, values: tuple[Any, ...], as_of: int) -> Rows:
        """Return the rows as the values have them on a day."""
        return [row.meet(values, as_of) for row in self._rows]

    def keep(self, key: tuple[Any, ...], answer: Choice) -> Choice:
        """Keep an answer, while there is room."""
        if len(self.answers) < _KEPT:
            self.answers[key] = answer
        return answer


class ChoiceRule(RuleInContext):
    """A choice rule with its rows, under one set of readings.

    Candidates are made once and shared by all answers that name them.
    """

    @cached_property
    def _compiled(self) -> dict[date, _Version]:
        return {
            version.start: _Version(version, self.context)
            for version in self.rule.versions
            if isinstance(version, ChoiceVersion)
        }

    def evaluate(self, case: Case, as_of: date) -> Choice:
        """Return the answer for a case on a day."""
        today = as_of.toordinal()
        day = self.governing_day(case.slots, today)
        in_force = self.rule.version_on(day)
        if in_force is None:
            return self._none_in_force(day)
        version = self._compiled[in_force.start]
        values = version.values(case.slots, today, today)
        key = version.hangs_on(values, today)
        if (known := version.answers.get(key)) is not None:
            return known
        rows = version.meet(values, today)
        outcome, giving = _PICKS[self.rule.pick](rows)
        found = self._answer(rows, outcome, giving, can_close=version.can_close)
        return version.keep(key, found)

    def _none_in_force(self, day: int) -> Choice:
        return Choice(
            rule=self.rule.id,
            outcome=Selection.NOT_IN_FORCE,
            value=None,
            candidates=(),
            law=self.law,
            not_at_hand=self.not_at_hand(date.fromordinal(day)),
        )

    def _answer(
        self, rows: Rows, outcome: Selection, giving: Giving, *, can_close: bool
    ) -> Choice:
        decided = outcome is Selection.DECIDED and self.rule.pick != "all"
        candidates = [
            self._candidate(one, value, one.state if can_close else None)
            for value, one in giving.items()
        ]
        return Choice(
            rule=self.rule.id,
            outcome=outcome,
            value=candidates[0].value if decided else None,
            candidates=tuple(candidates),
            closed=tuple(self._closed(rows, giving)) if can_close else None,
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
            said = one.said if one.is_closed else None
            if said is not None:
                for value in self._named(one):
                    if value not in found:
                        yield self._shut(one, value, said)

    def _named(self, one: MetRow) -> tuple[str, ...]:
        """Return what a closed row is called; while the place is unknown, its kind."""
        if one.kind is None:
            return one.values
        return (one.kind,) if one.kind in self.context.program.labels else ()

    def _shut(self, one: MetRow, value: str, said: Said) -> Closed:
        label, (reason, basis) = self.context.program.labels[value], said
        needs = one.row.needs if one.state is Availability.PREMATURE else None
        return Closed(value, label, one.state, one.opens, reason, needs, basis)


def _giving(kept: Rows) -> Giving:
    """Return for each value the row that gives it: an open one, where there is any."""
    found: dict[str, MetRow] = {}
    for one in kept:
        for value in one.values:
            if value not in found or (one.is_open and not found[value].is_open):
                found[value] = one
    return found


def _one(rows: Rows) -> tuple[Selection, Giving]:
    """Expect one value to apply; two that do are a conflict."""
    open_ = [one for one in rows if one.is_open]
    if len({frozenset(one.values) for one in open_}) > 1:
        return Selection.CONFLICT, _giving(open_)
    return _settled([one for one in rows if not one.is_closed], sure=bool(open_))


def _first(rows: Rows) -> tuple[Selection, Giving]:
    """Take the first row that holds; those before it may still."""
    possible = []
    for one in rows:
        if not one.is_closed:
            possible.append(one)
        if one.is_open:
            return _settled(possible, sure=True)
    return _settled(possible, sure=False)


def _all(rows: Rows) -> tuple[Selection, Giving]:
    """Take every value whose row holds."""
    giving = _giving([one for one in rows if not one.is_closed])
    if not giving:
        return Selection.NONE, giving
    sure = all(one.is_open for one in giving.values())
    return Selection.DECIDED if sure else Selection.UNDETERMINED, giving


def _settled(possible: Rows, *, sure: bool) -> tuple[Selection, Giving]:
    giving = _giving(possible)
    if not giving:
        return Selection.NONE, giving
    single = sure and len(giving) == 1
    return Selection.DECIDED if single else Selection.UNDETERMINED, giving


_PICKS: Mapping[str, Callable[[Rows], tuple[Selection, Giving]]] = MappingProxyType(
    {"one": _one, "first": _first, "all": _all}
)
