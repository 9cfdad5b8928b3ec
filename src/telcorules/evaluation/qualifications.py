"""What a decision can't take in: said where it could matter, never left unsaid.

Local law that isn't encoded, holidays that the calendar lacks: the pack declares such
caveats. A policy that promises less than the law is found here by comparing both.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any, Final

from telcorules.evaluation.context import Context
from telcorules.evaluation.decisions import Qualification
from telcorules.evaluation.grounds import Obligation, Outcome, Permit, Selection, Status
from telcorules.evaluation.results import AnyResult, Deadline
from telcorules.foundation.law import Wording
from telcorules.foundation.periods import Unit
from telcorules.foundation.precedence import prevails
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
    """The caveats that a pack declares, compiled, and the promises it measures.

    Args:
        context: The program, the calendar and the readings taken.
        rules: The rules ready to be evaluated, by id.
    """

    def __init__(self, context: Context, rules: Mapping[str, Any]) -> None:
        self._context = context
        self._rules = rules
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
        found = [
            Qualification(one.id, rules, one.note, one.basis)
            for one, truth in zip(self._known, truths, strict=True)
            if truth or (truth is None and one.unless_known)
            if (rules := tuple(self._qualified(one, results)))
        ]
        return (*found, *self._below_the_law(results.values(), case, as_of))

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """The rules that each caveat names."""
        return {
            one.id: frozenset(
                name
                for name in self._rules
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

    def _below_the_law(
        self, results: Iterable[AnyResult], case: Case, as_of: date
    ) -> Iterator[Qualification]:
        """Yield each promise of a policy that ends after the limit of the law."""
        for one in results:
            under = self._rules[one.rule].rule.under
            if under is None or not isinstance(one, Deadline) or one.dates is None:
                continue
            law: AnyResult = self._rules[under].evaluate(case, as_of)
            if not isinstance(law, Deadline) or law.dates is None:
                continue
            if _later(one, law) and self._is_bound(one, law):
                yield self._shortfall(one, law)

    def _is_bound(self, policy: Deadline, law: Deadline) -> bool:
        """Tell whether the law stands above the policy by its rank."""
        instruments = self._context.program.instruments
        ours, theirs = (
            instruments[one.basis[0].citation.instrument].rank for one in (policy, law)
        )
        return prevails(theirs, ours) is True

    def _shortfall(self, policy: Deadline, law: Deadline) -> Qualification:
        titles = self._context.program.rules
        ours, theirs = titles[policy.rule].title, titles[law.rule].title
        text = Wording(
            f"“{ours.zh}”到{policy.due}，晚于“{theirs.zh}”的{law.due}：公司承诺低于法定要求，应以法定期限为准。",
            f"“{ours.en}” ends on {policy.due}, after {law.due} of “{theirs.en}”:"
            " the company promises less than the law demands, and the law prevails.",
        )
        rules = (policy.rule, law.rule)
        return Qualification("policy-below-law", rules, text, law.basis)


def _later(one: Deadline, other: Deadline) -> bool:
    assert one.due is not None
    assert other.due is not None
    return _day(one.due) > _day(other.due)


def _day(due: date) -> date:
    """Return a day, or the day of a moment."""
    return date(due.year, due.month, due.day)


def _speaks(result: AnyResult) -> bool:
    """Tell whether an answer says anything about the case."""
    answer = getattr(result, "outcome", None) or getattr(result, "status", None)
    return answer not in _SILENT and getattr(result, "in_force", True)


def _counts_days(result: AnyResult) -> bool:
    """Tell whether a last day hangs on which days are worked."""
    if not isinstance(result, Deadline) or result.limit is None or not result.dates:
        return False
    rolled = result.nominal != result.due
    return result.limit.unit is Unit.WORKING_DAYS or rolled
