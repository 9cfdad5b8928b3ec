"""The boundary cells of some trees: every way in which their facts can lie.

A cell is a day, a choice for every reading and a value for every fact; the values are
those that tell everything apart (`candidates`, `event_days`). A hunt looks for a cell
in which something comes out: found, it disproves that it never does; not found in any
cell, that is proven; and where there are too many to try, it is undecided.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Final

from telcorules.evaluation.context import Context
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.terms import Terms
from telcorules.language.compile import compile_values
from telcorules.language.nodes import Node
from telcorules.language.versions import readings_in
from telcorules.review.hunts import Goal, Hunt, K, Setting
from telcorules.review.trials import Chosen, Trials

_BEFORE_THE_END: Final = timedelta(days=60)


class Cells:
    """Hunts for cells, under every reading that trees hang on.

    Args:
        book: The rules, and the readings that are the defaults.

    Attributes:
        context: The same as expressions are read with.
    """

    def __init__(self, book: Rulebook) -> None:
        self.context = Context(book.program, book.calendar, dict(book.readings))
        self._late = book.calendar.firm_through - _BEFORE_THE_END
        self._terms: dict[tuple[str, ...], Terms] = {}

    def hunt(
        self,
        roots: Sequence[Node],
        setting: Setting,
        goals: Mapping[K, Goal],
        *,
        partly: bool = False,
        beside: Sequence[Node] = (),
    ) -> Hunt[K]:
        """Look for a cell in which the values of trees meet each goal.

        Args:
            roots: The trees whose facts are varied.
            setting: When they are asked.
            goals: What to look for in the values of the trees and of those beside.
            partly: Whether facts may be unknown as well.
            beside: More trees that are valued, made of parts of the roots.
        """
        trials = Trials(roots, setting, partly=partly)
        hunt: Hunt[K] = Hunt()
        pending = dict(goals)
        for context in self._contexts(roots):
            trials.add(self._chosen(context, roots, beside))
        for world in trials.worlds(self._late):
            if not pending:
                return hunt
            whole = trials.run(world, pending, hunt)
            hunt.exhaustive = hunt.exhaustive and whole
        hunt.exhaustive = hunt.exhaustive or not pending
        return hunt

    def _contexts(self, roots: Sequence[Node]) -> Iterator[Context]:
        """Yield a context for each set of choices of the readings in the trees."""
        program = self.context.program
        names = sorted(readings_in(roots))
        choices = [[one.id for one in program.readings[name].choices] for name in names]
        for chosen in product(*choices):
            taken = dict(zip(names, chosen, strict=True))
            readings = {**self.context.readings, **taken}
            yield replace(self.context, readings=readings)

    def _chosen(
        self, context: Context, roots: Sequence[Node], beside: Sequence[Node]
    ) -> Chosen:
        readings, default = context.readings, self.context.readings
        key = tuple(readings.values())
        terms = self._terms.setdefault(key, Terms(context))
        values = compile_values((*roots, *beside), readings, context.calendar)
        differing = tuple(one for one in readings.items() if default[one[0]] != one[1])
        return Chosen(context, values, terms.relations(roots), differing)
