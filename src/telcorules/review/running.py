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
from telcorules.language.versions import DeadlineVersion, PermissionVersion
from telcorules.review.cells import NOT_HAPPENED, Cells, suppose

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
        _fulfil(case, version.when, context, day)
    case.on(version.since, day.toordinal())
    return case


def _fulfil(case: Supposition, when: Node, context: Context, day: date) -> None:
    """Suppose the first facts under which a condition holds."""
    facts, about = facts_of([when], context), day.toordinal()
    values = compile_values([when], context.readings, context.calendar)
    cells = Cells(facts, [when], Terms(context).relations([when]), context)
    for cell in cells.on(day, _CELLS):
        suppose(case, facts, cell)
        if UNSTATED not in cell and values(case.slots, about, about)[0]:
            return
