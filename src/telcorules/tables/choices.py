"""Choices as columns: how far one is settled, and the answer or answers.

A row of a choice is true where it surely gives its answer, false where it surely
doesn't, and NULL while it may.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any, Final

import ibis

from telcorules.evaluation.grounds import Selection
from telcorules.language.nodes import Appoint, Constant, Node
from telcorules.language.program import Rule
from telcorules.language.versions import ChoiceRow, ChoiceVersion
from telcorules.tables.lastdays import Days, within
from telcorules.tables.law import editions
from telcorules.tables.likeness import likeness
from telcorules.tables.naming import result
from telcorules.tables.needs import Needs
from telcorules.tables.terms import Terms, compared
from telcorules.tables.truths import negated

_DECIDED: Final = Selection.DECIDED.value
_UNDETERMINED: Final = Selection.UNDETERMINED.value
_NONE: Final = Selection.NONE.value

Met = tuple[Any, Any]
"""A row as cases meet it: whether it gives its answer, and the answer."""


class ChoiceColumns:
    """The columns of a choice.

    Args:
        rule: The rule.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        versions = [v for v in rule.versions if isinstance(v, ChoiceVersion)]
        self._editions = editions(versions, _saying)

    def need(self, needs: Needs) -> None:
        """Note what it reads, and what of it can't be expressed."""
        needs.governs(self.rule.governed_by)
        for edition in self._editions:
            for row in edition.version.rows:
                for node in row.nodes:
                    needs.reads(node, self.rule.id, self.rule.governed_by)
                if self.rule.pick == "all" and isinstance(row.value, Appoint):
                    why = "any of them may apply while the place isn't known"
                    what = f"`{row.value.source}` among several answers"
                    needs.refuse(self.rule.id, what, row.value.span, why)

    def first(self, terms: Terms) -> Mapping[str, Any]:
        """Return whether each row gives its answer, and what hangs on a place."""
        terms = terms.of(self.rule.governed_by)
        found: dict[str, Any] = {}
        for name, row in self._rows():
            gives, value = _met(terms, row), row.value
            if isinstance(value, Appoint):
                answer = terms.value(value)
                sure = ibis.ifelse(answer.notnull(), gives, ibis.null("boolean"))
                found[terms.inner(self.rule.id, f"{name}_value")] = answer
                gives = ibis.cases((negated(gives), gives), else_=sure)
            found[terms.inner(self.rule.id, name)] = gives
        return found

    def then(self, terms: Terms) -> Mapping[str, Any]:
        """Return how far it is settled, and the answer or answers."""
        terms = terms.of(self.rule.governed_by)
        settle = _SETTLING[self.rule.pick]
        outcomes, answers = [], []
        for number, edition in enumerate(self._editions):
            holds = within(terms.at, edition.spans)
            outcome, answer = settle(self._given(terms, number))
            outcomes.append((holds, outcome))
            answers.append((holds, answer))
        last = Selection.NOT_IN_FORCE.value
        outcome_name, answer_name = self.parts()
        return {
            outcome_name: ibis.cases(*outcomes, else_=last),
            answer_name: ibis.cases(*answers),
        }

    def parts(self) -> Sequence[str]:
        """Return the names of the columns, in their order."""
        answer = "candidates" if self.rule.pick == "all" else "value"
        return [result(self.rule.id, one) for one in ("outcome", answer)]

    def _rows(self) -> list[tuple[str, ChoiceRow]]:
        return [
            (f"row_{number}_{place}", row)
            for number, edition in enumerate(self._editions)
            for place, row in enumerate(edition.version.rows)
        ]

    def _given(self, terms: Terms, number: int) -> list[Met]:
        """Return the rows of an edition as they were met."""
        table, found = terms.lookup.table, []
        for name, row in self._rows():
            if name.startswith(f"row_{number}_"):
                gives = table[terms.inner(self.rule.id, name)]
                value: Any = ibis.null("string")
                if isinstance(row.value, Constant):
                    value = ibis.literal(str(row.value.value))
                else:
                    value = table[terms.inner(self.rule.id, f"{name}_value")]
                found.append((gives, value))
        return found


def _met(terms: Terms, row: ChoiceRow) -> Any:
    """Return whether a row gives its answer: applies, is open, isn't over or barred."""
    today = Days(terms.as_of, terms.as_of)
    truths = [] if row.condition is None else [terms.truth(row.condition)]
    if row.opens is not None:
        truths.append(compared(">=", today, terms.days(row.opens)))
    if row.closes is not None:
        truths.append(compared("<=", today, terms.days(row.closes)))
    truths += [negated(terms.truth(one.condition)) for one in row.barriers]
    return reduce(and_, truths) if truths else ibis.literal(True)  # noqa: FBT003


def _one(rows: Sequence[Met]) -> Met:
    """Expect one value to apply; two that do are a conflict."""
    sure = ibis.cases(*rows)
    clash = _any([gives & (value != sure) for gives, value in rows])
    other = _any([gives.isnull() & _differs(value, sure) for gives, value in rows])
    return _settled(rows, sure, other, clash)


def _first(rows: Sequence[Met]) -> Met:
    """Take the first row that holds; those before it may still."""
    sure = ibis.cases(*rows)
    never = ibis.literal(False)  # noqa: FBT003 - a value of SQL
    cases: list[tuple[Any, Any]] = []
    for gives, value in rows:
        cases.append((gives, False))
        cases.append((gives.isnull() & _differs(value, sure), True))
    return _settled(rows, sure, ibis.cases(*cases, else_=False), never)


def _settled(rows: Sequence[Met], sure: Any, other: Any, clash: Any) -> Met:
    possible = _any([gives.isnull() for gives, _ in rows])
    outcome = ibis.cases(
        (clash, Selection.CONFLICT.value),
        (sure.notnull() & negated(other), _DECIDED),
        (sure.notnull() | possible, _UNDETERMINED),
        else_=_NONE,
    )
    decided = sure.notnull() & negated(other) & negated(clash)
    return outcome, ibis.cases((decided, sure))


def _all(rows: Sequence[Met]) -> Met:
    """Take every value whose row holds, and those whose row may."""
    by_value: dict[str, list[Any]] = {}
    for gives, value in rows:
        by_value.setdefault(value.op().value, []).append(gives)
    holds = {value: _any([_true(one) for one in g]) for value, g in by_value.items()}
    kept = {value: _any([_may(one) for one in g]) for value, g in by_value.items()}
    open_ = _any([kept[value] & negated(holds[value]) for value in by_value])
    outcome = ibis.cases(
        (open_, _UNDETERMINED), (_any([*kept.values()]), _DECIDED), else_=_NONE
    )
    named = [
        ibis.cases((one, value), else_=ibis.null("string"))
        for value, one in kept.items()
    ]
    return outcome, ibis.array(named).filter(lambda one: one.notnull())


def _true(gives: Any) -> Any:
    return ibis.coalesce(gives, ibis.literal(False))  # noqa: FBT003 - a value of SQL


def _may(gives: Any) -> Any:
    return ibis.coalesce(gives, ibis.literal(True))  # noqa: FBT003 - a value of SQL


def _differs(value: Any, other: Any) -> Any:
    """Tell whether a value may be another; one that isn't known may."""
    return ibis.coalesce(value != other, ibis.literal(True))  # noqa: FBT003


def _any(truths: list[Any]) -> Any:
    """Return whether one of some truths holds; one that isn't known doesn't."""
    return ibis.cases(*((one, True) for one in truths), else_=False)


_SETTLING: Final = {"one": _one, "first": _first, "all": _all}


def _saying(version: ChoiceVersion) -> Any:
    """Return what tells versions apart that don't say the same."""
    return tuple(_row(one) for one in version.rows)


def _row(row: ChoiceRow) -> Any:
    days: list[Node | None] = [row.condition, row.value, row.opens, row.closes]
    barring = tuple(likeness(one.condition) for one in row.barriers)
    return tuple(one and likeness(one) for one in days), barring
