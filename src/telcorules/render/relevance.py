"""What of a decision its facts have something to do with, and how far it is open."""

from collections.abc import Iterator
from datetime import date

from telcorules.evaluation.context import facts_read
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Selection
from telcorules.evaluation.results import Admission, AnyResult, Choice, Deadline
from telcorules.language.nodes import Appoint
from telcorules.language.program import Program, Rule
from telcorules.language.versions import ChoiceRow, ChoiceVersion, DeadlineVersion
from telcorules.language.vocabulary import Case
from telcorules.render.clauses import governing_day


def touched(decision: Decision, program: Program) -> dict[str, AnyResult]:
    """Return the answers of a decision that its facts have something to do with.

    Left out are the rules all of whose facts lie in sections of which nothing is
    stated, such as those on reports where there is an appeal; where no rule would be
    left, or no answer bears the case, all are returned.
    """
    case = case_of(decision)
    if case is None:
        return dict(decision.results)
    names = (name for name in program.vocabulary.by_name if case[name] is not None)
    stated = {_section(name) for name in names}
    found = {
        name: one
        for name, one in decision.results.items()
        if stated & {_section(fact) for fact in _facts_of(program.rules[name])}
    }
    return found or dict(decision.results)


def case_of(decision: Decision) -> Case | None:
    """Return the case of a decision, where an answer bears it."""
    results = decision.results.values()
    cases = (one.case for one in results if isinstance(one, Admission | Deadline))
    return next(filter(None, cases), None)


def day_asked(rule: Rule, decision: Decision) -> date | None:
    """Return the day that governs a rule, where an answer bears the case."""
    case = case_of(decision)
    if case is None:
        return None
    as_of = decision.as_of.toordinal()
    return date.fromordinal(governing_day(rule, case, as_of))


def all_competent(choice: Choice, rule: Rule) -> bool:
    """Tell whether several candidates aren't open, but all competent by one row."""
    versions = (one for one in rule.versions if isinstance(one, ChoiceVersion))
    rows = (row for version in versions for row in version.rows)
    undetermined = choice.outcome is Selection.UNDETERMINED
    return undetermined and any(_appoints_all(row, choice) for row in rows)


def _appoints_all(row: ChoiceRow, choice: Choice) -> bool:
    """Tell whether candidates are what one row gives for a list that is known.

    A row whose list isn't known may give every authority of its kind; its condition
    is known with the list that it asks about.
    """
    value = row.value
    if not isinstance(value, Appoint) or value.place.type.item is None:
        return False
    fewer = len(choice.candidates) < len(set(value.table.values()))
    grounds = {(one.reason, one.basis) for one in choice.candidates}
    return fewer and grounds == {(row.reason, row.basis)}


def _facts_of(rule: Rule) -> Iterator[str]:
    """Yield the names of the facts that a rule reads, its events among them."""
    if rule.governed_by is not None:
        yield rule.governed_by.name
    for version in rule.versions:
        for node in version.nodes:
            yield from facts_read(node, {})
        if isinstance(version, DeadlineVersion):
            yield from (one.name for one in (version.since, version.done) if one)


def _section(name: str) -> str:
    return name.partition(".")[0]
