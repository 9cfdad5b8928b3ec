"""A rule as its clauses, and the proof of each for a case."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from telcorules.evaluation.context import Context
from telcorules.evaluation.proof import Proof, Walker
from telcorules.language.program import Rule
from telcorules.language.versions import (
    AdmissionVersion,
    AmountVersion,
    ChecklistVersion,
    ChoiceVersion,
    DeadlineVersion,
    DutyVersion,
    PermissionVersion,
    Version,
)
from telcorules.language.vocabulary import Case
from telcorules.render import answer_clauses, limit_clauses
from telcorules.render.clauses import Clause
from telcorules.render.words import Phrasing

_CLAUSES: Mapping[type[Version], Callable[[Any, Rule, Phrasing], Iterator[Clause]]] = (
    MappingProxyType(
        {
            AdmissionVersion: answer_clauses.admission,
            ChecklistVersion: answer_clauses.checklist,
            ChoiceVersion: answer_clauses.choice,
            DutyVersion: answer_clauses.duty,
            AmountVersion: answer_clauses.amount,
            DeadlineVersion: limit_clauses.deadline,
            PermissionVersion: limit_clauses.permission,
        }
    )
)


def clauses(version: Version, rule: Rule, context: Context) -> tuple[Clause, ...]:
    """Return the clauses of a version of a rule, in the author's order."""
    return tuple(_CLAUSES[type(version)](version, rule, Phrasing(context)))


def proofs(
    rule: Rule, case: Case, day: int, as_of: int, context: Context
) -> dict[str, Proof]:
    """Return the proof of every clause that has a condition, by the clause's id.

    Args:
        rule: The rule.
        case: The facts.
        day: The ordinal of the day that governs the rule, see `governing_day`.
        as_of: The ordinal of the day of the question.
        context: The program, the calendar and the readings taken.

    Returns:
        Nothing where no version is in force on the day.
    """
    version = rule.version_on(day)
    if version is None:
        return {}
    walker = Walker(context, case.slots, day, as_of)
    found = clauses(version, rule, context)
    return {one.id: walker.prove(one.node) for one in found if one.node is not None}
