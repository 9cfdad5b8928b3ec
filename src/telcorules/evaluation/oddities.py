"""What sits oddly together in a case: noted for the reader, never refused."""

from datetime import date
from functools import cached_property

from telcorules.evaluation.context import Context, facts_read
from telcorules.evaluation.decisions import Note
from telcorules.language.compile import Values, compile_values
from telcorules.language.versions import Condition
from telcorules.language.vocabulary import Case


class Oddities:
    """The oddities that a pack knows, compiled.

    Args:
        context: The program, the calendar and the readings taken.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known = context.program.oddities

    @cached_property
    def _values(self) -> Values:
        roots = [one.node for one in self._known]
        return compile_values(roots, self._context.readings, self._context.calendar)

    def in_case(self, case: Case, as_of: date) -> tuple[Note, ...]:
        """Return what is odd about a case on a day."""
        today = as_of.toordinal()
        truths = self._values(case.slots, today, today)
        if True not in truths:
            return ()
        return tuple(
            self._note(one)
            for one, truth in zip(self._known, truths, strict=True)
            if truth
        )

    def _note(self, oddity: Condition) -> Note:
        assert oddity.message is not None
        facts = facts_read(oddity.node, self._context.readings)
        return Note(oddity.id, facts, oddity.message)
