"""Choices: which of several answers applies, or which are still possible.

An answer may be closed: not open yet, barred, or not competent. It is then listed
beside the candidates with the reason, and with the day on which it opens.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from telcorules.evaluation.context import RuleInContext
from telcorules.evaluation.grounds import Availability, Selection
from telcorules.evaluation.results import Candidate, Choice, Closed
from telcorules.foundation.law import Cited, Wording
from telcorules.foundation.truth import Truth
from telcorules.language.compile import Values, compile_values
from telcorules.language.limits import BEYOND
from telcorules.language.nodes import Appoint, Constant
from telcorules.language.versions import Barrier, ChoiceRow, ChoiceVersion
from telcorules.language.vocabulary import Case


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as a case meets it.

    Attributes:
        row: The row.
        state: Whether it is open, may be, or why it is closed.
        values: The values that it may give: one, several, or all of a kind.
        opens: The first day on which it is open, where that is certain.
        barrier: What bars it.
    """

    row: ChoiceRow
    state: Availability
    values: tuple[str, ...]
    opens: date | None = None
    barrier: Barrier | None = None

    @property
    def truth(self) -> Truth:
        """Whether the row holds."""
        if self.state is Availability.OPEN:
            return True
        return None if self.state is Availability.POSSIBLE else False


Picked = tuple[Selection, list[ReadRow]]
"""How far a choice is settled, and the rows that may still answer it."""


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
        day = self.governing_day(case.slots, as_of.toordinal())
        version = self.rule.version_on(day)
        if not isinstance(version, ChoiceVersion):
            return self._none_in_force(day)
        rows = self.rows(version, case.slots, as_of.toordinal())
        return self._answer(*PICKS[self.rule.pick](rows), rows)

    def _none_in_force(self, day: int) -> Choice:
        return Choice(
            rule=self.rule.id,
            outcome=Selection.NOT_IN_FORCE,
            value=None,
            candidates=(),
            law=self.law,
            not_at_hand=self.not_at_hand(date.fromordinal(day)),
        )

    def rows(
        self, version: ChoiceVersion, slots: tuple[Any, ...], as_of: int
    ) -> list[ReadRow]:
        """Return each row with its state and the values it may give."""
        values = iter(self._compiled[version.start](slots, as_of, as_of))
        return [read_row(row, values, as_of) for row in version.rows]

    def _answer(
        self, outcome: Selection, rows: Iterable[ReadRow], asked: list[ReadRow]
    ) -> Choice:
        found: dict[str, Candidate] = {}
        stated = any(one.row.can_close for one in asked)
        for one in rows:
            for value in one.values:
                if value not in found:
                    state = one.state if stated else None
                    found[value] = self._candidate(one, value, state)
        decided = outcome is Selection.DECIDED and self.rule.pick != "all"
        return Choice(
            rule=self.rule.id,
            outcome=outcome,
            value=next(iter(found)) if decided else None,
            candidates=tuple(found.values()),
            closed=self._closed(asked, found),
            law=self.law,
        )

    def _candidate(
        self, one: ReadRow, value: str, state: Availability | None
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

    def _closed(
        self, asked: Iterable[ReadRow], found: Mapping[str, Candidate]
    ) -> tuple[Closed, ...] | None:
        """Return what isn't open and says why; None where no row can close."""
        rows = [one for one in asked if one.row.can_close]
        if not rows:
            return None
        shut = (one for one in rows if one.truth is False and _said(one) is not None)
        return tuple(
            self._shut(one, value)
            for one in shut
            for value in self._named(one)
            if value not in found
        )

    def _named(self, one: ReadRow) -> tuple[str, ...]:
        """Return what a closed row is called; while the place is unknown, its kind."""
        value = one.row.value
        if not isinstance(value, Appoint) or one.values != _all_of(value):
            return one.values
        known = value.kind in self.context.program.labels
        return (value.kind,) if known else ()

    def _shut(self, one: ReadRow, value: str) -> Closed:
        said = _said(one)
        assert said is not None
        label, (reason, basis) = self.context.program.labels[value], said
        needs = one.row.needs if one.state is Availability.PREMATURE else None
        return Closed(value, label, one.state, one.opens, reason, needs, basis)


def _one(rows: list[ReadRow]) -> Picked:
    """Expect exactly one value to apply; two that do are a conflict."""
    holding = [row for row in rows if row.truth]
    possible = [row for row in rows if row.truth is not False]
    if len({row.values for row in holding}) > 1:
        return Selection.CONFLICT, holding
    return _settled(possible, sure=bool(holding))


def _first(rows: list[ReadRow]) -> Picked:
    """Take the first row that holds."""
    possible: list[ReadRow] = []
    for row in rows:
        if row.truth is not False:
            possible.append(row)
        if row.truth:
            return _settled(possible, sure=True)
    return _settled(possible, sure=False)


def _all(rows: list[ReadRow]) -> Picked:
    """Take every value whose row holds."""
    possible = [row for row in rows if row.truth is not False]
    if not possible:
        return Selection.NONE, []
    sure = all(row.truth for row in possible)
    return Selection.DECIDED if sure else Selection.UNDETERMINED, possible


def _settled(possible: list[ReadRow], *, sure: bool) -> Picked:
    if not possible:
        return Selection.NONE, []
    values = {value for row in possible for value in row.values}
    single = sure and len(values) == 1
    return Selection.DECIDED if single else Selection.UNDETERMINED, possible


PICKS: Mapping[str, Callable[[list[ReadRow]], Picked]] = MappingProxyType(
    {"one": _one, "first": _first, "all": _all}
)
"""What becomes of the rows, by the word that a rule picks by."""


def read_row(row: ChoiceRow, values: Iterable[Any], as_of: int) -> ReadRow:
    """Return a row as its values, next in line, have it; see `ChoiceRow.nodes`."""
    following = iter(values)
    applies: Truth = True if row.condition is None else next(following)
    answer = next(following)
    answers = _possible(row, answer)
    opens = _bounds(next(following)) if row.opens else None
    closes = _bounds(next(following)) if row.closes else None
    barring = [(one, next(following)) for one in row.barriers]
    if applies is False:
        return ReadRow(row, Availability.NOT_COMPETENT, answers)
    barrier = next((one for one, truth in barring if truth), None)
    if barrier or (closes and closes[1] is not None and as_of > closes[1]):
        return ReadRow(row, Availability.BARRED, answers, barrier=barrier)
    if opens and opens[0] is not None and as_of < opens[0]:
        day = _certain(opens)
        return ReadRow(row, Availability.PREMATURE, answers, opens=day)
    known = answer is not None and all(truth is not None for _, truth in barring)
    sure = applies and known
    open_now = opens is None or (opens[1] is not None and as_of >= opens[1])
    still = closes is None or (closes[0] is not None and as_of <= closes[0])
    state = Availability.OPEN if sure and open_now and still else Availability.POSSIBLE
    return ReadRow(row, state, answers)


def _bounds(day: Any) -> tuple[int | None, int | None]:
    return day if isinstance(day, tuple) else (day, day)


def _certain(opens: tuple[int | None, int | None]) -> date | None:
    first, last = opens
    if first is None or first != last or first >= BEYOND:
        return None
    return date.fromordinal(first)


def _possible(row: ChoiceRow, answer: Any) -> tuple[str, ...]:
    """Return the values that a row may give: one, several, or all of a kind."""
    if answer is None:
        assert isinstance(row.value, Appoint)
        return _all_of(row.value)
    return answer if isinstance(answer, tuple) else (answer,)


def may_give(row: ChoiceRow) -> frozenset[str]:
    """Return every value that a row can give."""
    if isinstance(row.value, Appoint):
        return frozenset(row.value.table.values())
    assert isinstance(row.value, Constant)
    return frozenset((str(row.value.value),))


def _all_of(appointing: Appoint) -> tuple[str, ...]:
    """Return the authorities of a kind, one for each province that has one."""
    return tuple(dict.fromkeys(appointing.table.values()))


def _said(one: ReadRow) -> tuple[Wording | None, tuple[Cited, ...]] | None:
    """Return what is said of a closed row, and on what; None leaves it out."""
    row = one.row
    if one.barrier is not None:
        return one.barrier.reason, one.barrier.basis
    if one.state is Availability.NOT_COMPETENT:
        return (row.otherwise, row.basis) if row.otherwise else None
    return row.premature or row.needs, row.basis
