"""A case in which a limit runs: its event has a day, and nothing else has happened."""

from datetime import date

from telcorules.evaluation.candidates import UNSTATED
from telcorules.evaluation.context import Context
from telcorules.evaluation.limit_terms import events_of
from telcorules.evaluation.parts import facts_of
from telcorules.evaluation.supposing import Supposition
from telcorules.evaluation.terms import Terms
from telcorules.language.compile import compile_values
from telcorules.language.nodes import Node
from telcorules.language.versions import (
    DeadlineVersion,
    PermissionVersion,
    parameters_used,
)
from telcorules.review.combinations import NOT_HAPPENED, Cells, suppose

_CELLS = 2_000


def running(
    version: DeadlineVersion | PermissionVersion, context: Context, day: date
) -> Supposition:
    """Return a case in which a limit runs from a day.

    Args:
        version: What sets it running, and on which condition.
        context: The readings and the calendar.
        day: The day of the event.
    """
    case = Supposition(context.program.vocabulary.case({}))
    for event in events_of(version):
        case.suppose(event, NOT_HAPPENED)
    if version.when is not None:
        _fulfil(case, version.when, context, day, wanted=True)
    for parameter in parameters_used(version):
        for local in parameter.in_play(context.readings):
            _fulfil(case, local.condition, context, day, wanted=False)
    case.on(version.since, day.toordinal())
    return case


def _fulfil(
    case: Supposition, node: Node, context: Context, day: date, *, wanted: bool
) -> None:
    """Suppose the first facts under which a condition holds, or doesn't."""
    facts, about = facts_of([node], context), day.toordinal()
    values = compile_values([node], context.readings, context.calendar)
    cells = Cells(facts, [node], Terms(context).relations([node]), context)
    for cell in cells.on(day, _CELLS):
        suppose(case, facts, cell)
        truth = values(case.slots, about, about)[0]
        if UNSTATED not in cell and truth is wanted:
            return
