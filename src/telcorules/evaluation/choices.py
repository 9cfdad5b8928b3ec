"""Choices: which of several answers applies, or which are still possible."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from telcorules.evaluation.context import RuleInContext
from telcorules.evaluation.grounds import Selection
from telcorules.evaluation.results import Candidate, Choice
from telcorules.foundation.truth import Truth
from telcorules.language.compile import Values, compile_values
from telcorules.language.nodes import Appoint
from telcorules.language.program import ChoiceRow, ChoiceVersion
from telcorules.language.vocabulary import Case

Read = tuple[ChoiceRow, Truth, tuple[str, ...]]


class ChoiceRule(RuleInContext):
    """A choice rule with its rows, under one set of readings.

    Candidates are made once and shared by all answers that name them.
    """

    @cached_property
    def _compiled(self) -> dict[date, Values]:
        context = self.context
        return {
            version.start: compile_values(
                [*_tests(version), *(row.value for row in version.rows)],
                context.readings,
                context.calendar,
            )
            for version in self.rule.versions
            if isinstance(version, ChoiceVersion)
        }

    def evaluate(self, case: Case, as_of: date) -> Choice:
        """Return the answer for a case on a day."""
        day = self.governing_day(case.slots, as_of.toordinal())
        version = self.rule.version_on(day)
        if not isinstance(version, ChoiceVersion):
            return self._answer(Selection.NOT_IN_FORCE, [])
        rows = self._rows(version, case.slots, as_of.toordinal())
        return _PICKS[self.rule.pick](self, rows)

    def _rows(
        self, version: ChoiceVersion, slots: tuple[Any, ...], as_of: int
    ) -> list[Read]:
        """Return each row with its truth and the values it may give."""
        values = list(self._compiled[version.start](slots, as_of, as_of))
        tests, answers = values[: -len(version.rows)], values[-len(version.rows) :]
        tested = iter(tests)
        truths = [row.condition is None or next(tested) for row in version.rows]
        return [
            (row, truth, _possible(row, answer))
            for row, truth, answer in zip(version.rows, truths, answers, strict=True)
        ]

    def _answer(self, outcome: Selection, rows: Iterable[Read]) -> Choice:
        found: dict[str, Candidate] = {}
        for row, _, values in rows:
            for value in values:
                if value not in found:
                    found[value] = self._candidate(row, value)
        decided = outcome is Selection.DECIDED and self.rule.pick != "all"
        return Choice(
            rule=self.rule.id,
            outcome=outcome,
            value=next(iter(found)) if decided else None,
            candidates=tuple(found.values()),
            law=self.law,
        )

    def _candidate(self, row: ChoiceRow, value: str) -> Candidate:
        key = (id(row), value)
        if key not in self._candidates:
            label = self.context.program.labels[value]
            self._candidates[key] = Candidate(value, label, row.reason, row.basis)
        return self._candidates[key]

    @cached_property
    def _candidates(self) -> dict[tuple[int, str], Candidate]:
        return {}

    def one(self, rows: list[Read]) -> Choice:
        """Answer where exactly one value may apply; two that do are a conflict."""
        holding = [row for row in rows if row[1]]
        possible = [row for row in rows if row[1] is not False]
        if len({row[2] for row in holding}) > 1:
            return self._answer(Selection.CONFLICT, holding)
        return self._settled(possible, sure=bool(holding))

    def first(self, rows: list[Read]) -> Choice:
        """Answer with the first row that holds."""
        possible: list[Read] = []
        for row in rows:
            if row[1] is not False:
                possible.append(row)
            if row[1]:
                return self._settled(possible, sure=True)
        return self._settled(possible, sure=False)

    def all(self, rows: list[Read]) -> Choice:
        """Answer with every value whose row holds."""
        possible = [row for row in rows if row[1] is not False]
        if not possible:
            return self._answer(Selection.NONE, [])
        sure = all(row[1] for row in possible)
        return self._answer(
            Selection.DECIDED if sure else Selection.UNDETERMINED, possible
        )

    def _settled(self, possible: list[Read], *, sure: bool) -> Choice:
        if not possible:
            return self._answer(Selection.NONE, [])
        values = {value for row in possible for value in row[2]}
        single = sure and len(values) == 1
        return self._answer(
            Selection.DECIDED if single else Selection.UNDETERMINED, possible
        )


_PICKS = {"one": ChoiceRule.one, "first": ChoiceRule.first, "all": ChoiceRule.all}


def _tests(version: ChoiceVersion) -> list[Any]:
    return [row.condition for row in version.rows if row.condition is not None]


def _possible(row: ChoiceRow, answer: Any) -> tuple[str, ...]:
    """Return the values that a row may give: one, several, or all of a kind."""
    if answer is None:
        assert isinstance(row.value, Appoint)
        return tuple(dict.fromkeys(row.value.table.values()))
    return answer if isinstance(answer, tuple) else (answer,)
