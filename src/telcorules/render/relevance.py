"""What of a decision its facts have something to do with.

A pack holds many rules, and a case touches few of them. The rest is named, or
counted, but not dwelt on; JSON holds every answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from telcorules.evaluation.context import facts_read
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Obligation, Permit, Selection, Status
from telcorules.evaluation.obligations import Amount, Duty, Permission
from telcorules.evaluation.results import Admission, AnyResult, Deadline
from telcorules.language.program import Program, Rule
from telcorules.language.vocabulary import Case
from telcorules.render.reads import Timed, governing_day

_IDLE = (
    Status.NOT_TRIGGERED,
    Permit.NOT_TRIGGERED,
    Obligation.NOT_TRIGGERED,
    Selection.NONE,
)
_OPEN = (Obligation.UNKNOWN, Obligation.NOT_IN_FORCE)


@dataclass(frozen=True, slots=True)
class Relevance:
    """The answers of a decision, sorted by what its facts have to do with them.

    Attributes:
        shown: Those that say something about the case.
        idle: The rules that don't apply to it, or not yet.
        untouched: The rules of whose own facts nothing is stated.
    """

    shown: dict[str, AnyResult]
    idle: tuple[str, ...]
    untouched: tuple[str, ...]


def relevance(decision: Decision, program: Program) -> Relevance:
    """Sort the answers of a decision.

    Where the facts touch no rule, or no answer bears the case, all are shown; where
    none of those touched applies, these are.
    """
    results, case = dict(decision.results), case_of(decision)
    if case is None:
        return Relevance(results, (), ())
    stated = _stated(case, program)
    near = {
        name: one for name, one in results.items() if stated & _sections(one, program)
    }
    shown = {name: one for name, one in near.items() if not _is_idle(one)}
    chosen = shown or near or results
    idle = tuple(name for name in near if name not in chosen)
    far = tuple(name for name in results if name not in near and name not in chosen)
    return Relevance(chosen, idle, far)


def stage_touched(decision: Decision, program: Program) -> bool:
    """Tell whether any fact is stated that the stage of a case hangs on."""
    case = case_of(decision)
    if case is None or program.stage is None:
        return False
    facts = _facts(program.rules[program.stage])
    return any(case[name] is not None for name in facts)


def case_of(decision: Decision) -> Case | None:
    """Return the case of a decision, where an answer bears it."""
    cases = (getattr(one, "case", None) for one in decision.results.values())
    return next(filter(None, cases), None)


def day_asked(rule: Rule, decision: Decision) -> date | None:
    """Return the day that governs a rule, where an answer bears the case."""
    case = case_of(decision)
    if case is None:
        return None
    as_of = decision.as_of.toordinal()
    return date.fromordinal(governing_day(rule, case, as_of))


def _is_idle(one: AnyResult) -> bool:
    """Tell whether a rule doesn't apply, by whatever reading."""
    state = getattr(one, "status", None) or getattr(one, "outcome", None)
    return state in _IDLE and not getattr(one, "contested", ())


def _stated(case: Case, program: Program) -> set[str]:
    """Return the sections of a case of which anything is stated."""
    names = (name for name in program.vocabulary.by_name if case[name] is not None)
    return {_section(name) for name in names}


def _sections(one: AnyResult, program: Program) -> set[str]:
    """Return the sections, one of which has to be stated for an answer to matter.

    What runs from an event is about the event, and an admission other than the main
    one about the act that it admits. All else is about any fact that it reads; but
    what is owed is, while that is open, about the facts that it reads most of, so
    that a province alone doesn't call up every duty in which provinces differ.
    """
    rule = program.rules[one.rule]
    governed = [_section(rule.governed_by.name)] if rule.governed_by else []
    if isinstance(one, Deadline | Permission):
        return {_section(name) for name in _events(rule)}
    if isinstance(one, Admission) and governed and rule.id != program.main:
        return set(governed)
    sections = [_section(name) for name in _facts(rule)]
    if isinstance(one, Duty | Amount) and one.status in _OPEN:
        return {max(sections, key=sections.count)} if sections else set()
    return {*sections, *governed}


def _facts(rule: Rule) -> tuple[str, ...]:
    """Return the names of the facts that the conditions of a rule read, each once."""
    nodes = (node for version in rule.versions for node in version.nodes)
    return tuple(dict.fromkeys(name for node in nodes for name in facts_read(node, {})))


def _events(rule: Rule) -> Iterator[str]:
    """Yield the events that a rule counts from, or that end it."""
    timed = (one for one in rule.versions if isinstance(one, Timed))
    for version in timed:
        yield from (one.name for one in (version.since, version.done) if one)


def _section(name: str) -> str:
    return name.partition(".")[0]
