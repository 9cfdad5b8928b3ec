"""Admissions as columns: the truth of every condition, the outcome, what failed."""

from collections.abc import Mapping
from functools import reduce
from operator import and_
from typing import Any

import ibis

from telcorules.evaluation.grounds import Outcome
from telcorules.language.program import Rule
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.tables.lastdays import within
from telcorules.tables.law import Edition, editions
from telcorules.tables.likeness import likeness
from telcorules.tables.naming import result
from telcorules.tables.needs import Needs
from telcorules.tables.terms import Terms
from telcorules.tables.truths import negated


class AdmissionColumns:
    """The columns of an admission.

    Args:
        rule: The rule.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        versions = [v for v in rule.versions if isinstance(v, AdmissionVersion)]
        self._editions = editions(versions, _saying)

    def need(self, needs: Needs) -> None:
        """Note what it reads."""
        needs.governs(self.rule.governed_by)
        for edition in self._editions:
            for one in edition.version.conditions:
                needs.reads(one.node, self.rule.id, self.rule.governed_by)

    def first(self, terms: Terms) -> Mapping[str, Any]:
        """Return the truth of each condition; unknown where it isn't in force."""
        terms = terms.of(self.rule.governed_by)
        found: dict[str, list[tuple[Any, Any]]] = {}
        for edition in self._editions:
            holds = within(terms.at, edition.spans)
            for one in edition.version.conditions:
                found.setdefault(one.id, []).append((holds, terms.truth(one.node)))
        return {
            result(self.rule.id, name): ibis.cases(*_merged(cases))
            for name, cases in found.items()
        }

    def then(self, terms: Terms) -> Mapping[str, Any]:
        """Return the outcome, and the ids of what failed."""
        table, terms = terms.lookup.table, terms.of(self.rule.governed_by)
        outcome: list[tuple[Any, Any]] = []
        for edition in self._editions:
            holds = within(terms.at, edition.spans)
            good = reduce(and_, (self._as_should(table, one) for one in _all(edition)))
            outcome += [
                (holds & good, Outcome.ADMISSIBLE.value),
                (holds & negated(good), Outcome.INADMISSIBLE.value),
                (holds, Outcome.UNDETERMINED.value),
            ]
        failing = {one.id: one for e in self._editions for one in _all(e)}
        return {
            result(self.rule.id, "outcome"): ibis.cases(
                *outcome, else_=Outcome.NOT_IN_FORCE.value
            ),
            result(self.rule.id, "failed"): _failed(
                {name: self._in_the_way(table, one) for name, one in failing.items()}
            ),
        }

    def parts(self) -> list[str]:
        """Return the names of the columns, in their order."""
        conditions = {one.id: None for e in self._editions for one in _all(e)}
        return [result(self.rule.id, one) for one in ("outcome", *conditions, "failed")]

    def _as_should(self, table: Any, one: Condition) -> Any:
        truth = table[result(self.rule.id, one.id)]
        return negated(truth) if one.role == "bar" else truth

    def _in_the_way(self, table: Any, one: Condition) -> Any:
        truth = table[result(self.rule.id, one.id)]
        return truth if one.role == "bar" else negated(truth)


def _all(edition: Edition[AdmissionVersion]) -> tuple[Condition, ...]:
    """Return the conditions of an edition, requirements first."""
    conditions = edition.version.conditions
    return tuple(sorted(conditions, key=lambda one: one.role == "bar"))


def _saying(version: AdmissionVersion) -> Any:
    return tuple((one.id, one.role, likeness(one.node)) for one in version.conditions)


def _merged(cases: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Join what a condition says under versions that give it the same value."""
    found: dict[int, tuple[Any, Any]] = {}
    for holds, value in cases:
        known = found.get(id(value))
        found[id(value)] = (known[0] | holds if known else holds, value)
    return list(found.values())


def _failed(in_the_way: Mapping[str, Any]) -> Any:
    """Return the ids of what is in the way, as a list."""
    named = [
        ibis.cases((truth, name), else_=ibis.null("string"))
        for name, truth in in_the_way.items()
    ]
    return ibis.array(named).filter(lambda one: one.notnull())
