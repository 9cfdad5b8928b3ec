"""What a decision can't take in: said where it could matter, never left unsaid.

Local law that isn't encoded, holidays that the calendar lacks: a pack declares such
caveats, and names the rules whose answers they qualify.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Final

from telcorules.evaluation.context import Context
from telcorules.evaluation.decisions import Qualification
from telcorules.evaluation.grounds import Obligation, Outcome, Permit, Selection, Status
from telcorules.evaluation.obligations import Permission
from telcorules.evaluation.results import AnyResult, Deadline
from telcorules.foundation.periods import Unit
from telcorules.language.compile import Values, compile_values
from telcorules.language.program import Caveat
from telcorules.language.vocabulary import Case

_SILENT: Final = frozenset(
    {
        Outcome.NOT_IN_FORCE,
        Status.NOT_TRIGGERED,
        Permit.NOT_TRIGGERED,
        Obligation.NOT_TRIGGERED,
        Selection.NONE,
    }
)


class Qualifications:
    """The caveats that a pack declares, compiled.

    Args:
        context: The program, the calendar and the readings taken.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known = context.program.caveats

    @cached_property
    def _values(self) -> Values:
        roots = [one.condition for one in self._known]
        return compile_values(roots, self._context.readings, self._context.calendar)

    def of(
        self, results: Mapping[str, AnyResult], case: Case, as_of: date
    ) -> tuple[Qualification, ...]:
        """Return what qualifies the answers for a case on a day."""
        today = as_of.toordinal()
        truths = self._values(case.slots, today, today)
        found = (
            Qualification(one.id, rules, one.note, one.basis)
            for one, truth in zip(self._known, truths, strict=True)
            if truth or (truth is None and one.unless_known)
            if (rules := tuple(self._qualified(one, results)))
        )
        return tuple(found)

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """The rules that each caveat names."""
        return {
            one.id: frozenset(
                name
                for name in self._context.program.rules
                if any(fnmatchcase(name, glob) for glob in one.rules)
            )
            for one in self._known
        }

    def _qualified(
        self, caveat: Caveat, results: Mapping[str, AnyResult]
    ) -> Iterator[str]:
        """Yield the rules whose answers a caveat qualifies."""
        named = self._named[caveat.id]
        for name, one in results.items():
            qualified = name in named and _speaks(one)
            if qualified and (_counts_days(one) or not caveat.counting):
                yield name


def _speaks(result: AnyResult) -> bool:
    """Tell whether an answer says anything about the case."""
    answer = getattr(result, "outcome", None) or getattr(result, "status", None)
    return answer not in _SILENT and getattr(result, "in_force", True)


def _counts_days(result: AnyResult) -> bool:
    """Tell whether a last day hangs on which days are worked."""
    if not isinstance(result, Deadline | Permission):
        return False
    if result.limit is None or result.dates is None:
        return False
    rolled = result.dates.nominal != result.dates.due
    return result.limit.unit is Unit.WORKING_DAYS or rolled
