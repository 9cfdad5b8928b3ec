"""Promises of policies measured against the law: whether they end later than it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from telcorules.evaluation.context import Context
from telcorules.evaluation.decisions import Qualification
from telcorules.evaluation.results import AnyResult, Deadline
from telcorules.foundation.law import Wording
from telcorules.foundation.precedence import prevails
from telcorules.language.vocabulary import Case


class Promises:
    """The rules of policies, each with the rule of law that binds it.

    Args:
        context: The program, the calendar and the readings taken.
        laws: For a policy's rule the one it is measured against, ready to be
            evaluated: what it names, or what it overrides.
    """

    def __init__(self, context: Context, laws: Mapping[str, Any]) -> None:
        self._context = context
        self._laws = laws

    def too_late(
        self, results: Iterable[AnyResult], case: Case, as_of: date
    ) -> Iterator[Qualification]:
        """Yield a word on each promise that ends after the limit of the law."""
        for one in results:
            rule = self._laws.get(one.rule)
            if rule is None or not isinstance(one, Deadline):
                continue
            law: Deadline = rule.evaluate(case, as_of)
            if _is_later(one, law) and self._is_bound(one, law):
                yield self._shortfall(one, law, rule.rule.title)

    def _is_bound(self, policy: Deadline, law: Deadline) -> bool:
        """Tell whether the law stands above the policy by its rank."""
        instruments = self._context.program.instruments
        ours, theirs = (
            instruments[one.basis[0].citation.instrument].rank for one in (policy, law)
        )
        return prevails(theirs, ours) is True

    def _shortfall(
        self, policy: Deadline, law: Deadline, theirs: Wording
    ) -> Qualification:
        ours = self._context.program.rules[policy.rule].title
        text = Wording(
            f"“{ours.zh}”到{policy.due}，晚于“{theirs.zh}”的{law.due}：公司承诺低于法定要求，应以法定期限为准。",
            f"“{ours.en}” ends on {policy.due}, after {law.due} of “{theirs.en}”:"
            " the company promises less than the law demands, and the law prevails.",
        )
        rules = tuple(dict.fromkeys((policy.rule, law.rule)))
        return Qualification("policy-below-law", rules, text, law.basis)


def _is_later(one: Deadline, law: Deadline) -> bool:
    """Tell whether a day lies after another; where there are no days, it doesn't."""
    if one.due is None or law.due is None:
        return False
    return one.due.toordinal() > law.due.toordinal()
