"""The parts of an answer: conditions, items, rows, each with the facts it reads.

Questions and cures try values of facts; a part is what such a trial asks, and as
little as can be: one condition of an admission, one row of a choice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from telcorules.evaluation.context import Context, facts_read
from telcorules.evaluation.grounds import Outcome, Selection
from telcorules.evaluation.limit_terms import closing
from telcorules.evaluation.obligations import Amount
from telcorules.evaluation.results import Admission
from telcorules.evaluation.rows import PlacedRow
from telcorules.evaluation.selections import Checklist, Choice
from telcorules.evaluation.supposing import Supposition
from telcorules.evaluation.terms import Relation, Terms
from telcorules.foundation.truth import Truth
from telcorules.language.compile import Values, compile_values
from telcorules.language.nodes import Appoint, Constant, Node
from telcorules.language.versions import (
    AdmissionVersion,
    ChecklistVersion,
    ChoiceRow,
    ChoiceVersion,
    Condition,
    Version,
)
from telcorules.language.vocabulary import Fact

BAD: Final = 0
OPEN: Final = 1
GOOD: Final = 2
"""How a condition stands: in the way, not known, as it should be; the least counts."""

_GRADES: Final[Mapping[Truth, int]] = {True: GOOD, False: BAD, None: OPEN}

Days = tuple[int, int]
"""The ordinals of the day asked about and of the day of the question."""

Judge = Callable[[Supposition, Days], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an answer, and the facts on which it hangs.

    Attributes:
        name: The id of the condition or item; that of the rule where it is whole.
        facts: The facts that it reads, in the pack's order.
        relations: The comparisons of days in it.
        judge: Tells what it comes to for a case on some days: `BAD`, `OPEN` or
            `GOOD`, or whatever tells answers apart.
    """

    name: str
    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...]
    judge: Judge


def facts_of(roots: Iterable[Node], context: Context) -> tuple[Fact, ...]:
    """Return the facts that some trees read, in the pack's order."""
    by_name = context.program.vocabulary.by_name
    names = {name for one in roots for name in facts_read(one, context.readings)}
    return tuple(sorted(map(by_name.__getitem__, names), key=lambda one: one.slot))


def parts_of(version: Version, terms: Terms) -> tuple[Part, ...]:
    """Return the parts of a version: its conditions, its items, its rows."""
    match version:
        case AdmissionVersion():
            return tuple(_condition(one, terms) for one in version.conditions)
        case ChecklistVersion():
            return tuple(_condition(one, terms) for one in version.items)
        case _:
            assert isinstance(version, ChoiceVersion)
            return tuple(_rows(version, terms))


def _condition(condition: Condition, terms: Terms) -> Part:
    roots = [condition.node, *([condition.applies] if condition.applies else [])]
    judge = _graded(_compiled(roots, terms.context), barring=condition.role == "bar")
    return _part(condition.id, roots, (), judge, terms)


def _compiled(roots: Iterable[Node], context: Context) -> Values:
    return compile_values(roots, context.readings, context.calendar)


def _part(
    name: str,
    roots: list[Node],
    relations: Iterable[Relation],
    judge: Judge,
    terms: Terms,
) -> Part:
    facts = facts_of(roots, terms.context)
    return Part(name, facts, (*terms.relations(roots), *relations), judge)


def _graded(values: Values, *, barring: bool) -> Judge:
    """Return what tells how a condition stands; an item may not be asked for."""

    def judge(case: Supposition, days: Days) -> int:
        truth, *applies = values(case.slots, *days)
        if barring and truth is not None:
            truth = not truth
        if applies and applies[0] is not True:
            truth = True if applies[0] is False or truth else None
        return _GRADES[truth]

    return judge


def _rows(version: ChoiceVersion, terms: Terms) -> Iterator[Part]:
    """Yield the rows of a choice of all; those that may give the same, as one."""
    groups: list[tuple[frozenset[str], list[ChoiceRow]]] = []
    for row in version.rows:
        values, rows = may_give(row), [row]
        for one in [group for group in groups if group[0] & values]:
            groups.remove(one)
            values, rows = values | one[0], [*one[1], *rows]
        groups.append((values, rows))
    for values, rows in groups:
        yield _row(min(values), rows, terms)


def may_give(row: ChoiceRow) -> frozenset[str]:
    """Return every value that a row can give."""
    if isinstance(row.value, Appoint):
        return frozenset(row.value.table.values())
    assert isinstance(row.value, Constant)
    return frozenset((str(row.value.value),))


def _row(name: str, rows: list[ChoiceRow], terms: Terms) -> Part:
    roots = [node for row in rows for node in row.nodes]
    values = _compiled(roots, terms.context)
    firsts = accumulate((len(row.nodes) for row in rows), initial=0)
    placed = tuple(map(PlacedRow, rows, firsts))

    def judge(case: Supposition, days: Days) -> Any:
        found = values(case.slots, days[1], days[1])
        met = [row.meet(found, days[1]) for row in placed]
        return frozenset((one.values, one.is_open) for one in met if not one.is_closed)

    return _part(name, roots, closing(rows, terms), judge, terms)


def told_apart(result: Any) -> Any:
    """Return what tells an answer from others of its rule: outcome, status, value."""
    if isinstance(result, Choice):
        values = tuple(one.value for one in result.candidates)
        return result.outcome, result.value, values
    if isinstance(result, Amount):
        return result.status, result.value
    return in_a_word(result)


def in_a_word(result: Any) -> str:
    """Return an answer in a word: its outcome or status; of a choice the value."""
    match result:
        case Admission():
            return result.outcome
        case Checklist():
            return _complete(result)
        case Choice():
            decided = result.outcome is Selection.DECIDED and result.value
            return result.value if decided else result.outcome  # type: ignore[return-value]
        case _:
            return result.status  # type: ignore[no-any-return]


def _complete(result: Checklist) -> str:
    if not result.in_force:
        return Outcome.NOT_IN_FORCE
    if result.complete is None:
        return "unknown"
    return "complete" if result.complete else "incomplete"
