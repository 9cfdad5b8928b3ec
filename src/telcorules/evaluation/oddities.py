"""What sits oddly together in a case: noted for the reader, never refused."""

from datetime import date

from telcorules.evaluation.context import Context, facts_read
from telcorules.evaluation.results import Note
from telcorules.language.compile import compile_values
from telcorules.language.vocabulary import Case


class Oddities:
    """The oddities that a pack knows, compiled.

    Args:
        context: The program, the calendar and the readings taken.
    """

    def __init__(self, context: Context) -> None:
        self._known = context.program.oddities
        roots = [one.node for one in self._known]
        self._values = compile_values(roots, context.readings, context.calendar)
        self._facts = [facts_read(root, context.readings) for root in roots]

    def in_case(self, case: Case, as_of: date) -> tuple[Note, ...]:
        """Return what is odd about a case on a day."""
        today = as_of.toordinal()
        truths = self._values(case.slots, today, today)
        return tuple(
            Note(one.id, facts, one.message)
            for one, facts, truth in zip(self._known, self._facts, truths, strict=True)
            if truth and one.message
        )
