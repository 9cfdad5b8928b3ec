"""Answers for days without a rule, for people: which days have some."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import InForce, NotAtHand
from telcorules.evaluation.obligations import Amount, Duty
from telcorules.evaluation.results import AnyResult
from telcorules.evaluation.selections import Checklist, Choice
from telcorules.render.in_force import in_force
from telcorules.render.page import Block, Point, Section
from telcorules.render.relevance import day_asked
from telcorules.render.views import DOT, View

Absence = tuple[tuple[InForce, ...], tuple[NotAtHand, ...], date | None]


@dataclass(frozen=True, slots=True)
class LawlessView(View):
    """Shows for which days there is law, in a language."""

    def blocks(self, found: Iterable[AnyResult], decision: Decision) -> Iterator[Block]:
        """Yield the rules that share the days for which they have law, together."""
        groups: dict[Absence, list[str]] = {}
        for one in found:
            key = one.law, one.not_at_hand, self._day(one, decision)
            groups.setdefault(key, []).append(one.rule)
        title = self.language.say(
            "不适用于该日的规则", "Rules that don't cover that day"
        )
        yield from [Section(title)] if groups else []
        for (law, missing, day), rules in groups.items():
            titles, node = self.language.joined(map(self.title, rules)), " ".join(rules)
            yield Point(DOT, titles, node=node)
            yield from in_force(law, missing, day, self, 4, node)

    def _day(self, one: AnyResult, decision: Decision) -> date | None:
        """Return the day that governs an answer."""
        if isinstance(one, Choice | Checklist):
            return day_asked(self.program.rules[one.rule], decision)
        if isinstance(one, Duty | Amount):
            return one.day
        return getattr(one, "trigger", None)


def is_lawless(one: AnyResult) -> bool:
    """Tell whether the pack has no rule for the day of a question."""
    state = getattr(one, "status", None) or getattr(one, "outcome", None)
    return state == "not-in-force" or not getattr(one, "in_force", True)
