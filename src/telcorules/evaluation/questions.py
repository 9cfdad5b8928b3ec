"""What to ask next: the facts that can still change an answer, the best first.

Sound: a fact is asked only where two of its values lead to different answers, under
some completion of the other facts. Complete: while an answer isn't settled there is a
question, unless it waits for a notice, or for what the asker declined to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from telcorules.evaluation.answering import Answer, answers_to
from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.evaluation.completions import (
    CONDITIONS,
    HARDER,
    WHOLE,
    Component,
    Effort,
    Sample,
    Seen,
    Table,
    components,
    joint,
    tried,
)
from telcorules.evaluation.grounds import as_json
from telcorules.evaluation.inquiries import Inquiry
from telcorules.evaluation.parts import BAD, GOOD, OPEN, Part, in_a_word
from telcorules.evaluation.supposing import Supposition
from telcorules.foundation.law import Wording
from telcorules.language.vocabulary import Case, Fact


@dataclass(frozen=True, slots=True)
class Question:
    """A fact worth asking 提问, and what each answer would leave.

    Attributes:
        fact: The fact, ``section.fact``.
        text: The question in words.
        answers: What may be answered, and what each would leave of the rule's answer.
    """

    fact: str
    text: Wording
    answers: tuple[Answer, ...]

    @property
    def if_answered(self) -> Mapping[str, str]:
        """What the rule would answer, by what is answered."""
        return MappingProxyType(
            {word: one.leaves for one in self.answers for word in one.spelled}
        )

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "fact": self.fact,
            "text": self.text.to_dict(),
            "if_answered": {word: str(one) for word, one in self.if_answered.items()},
        }

    def to_json(self) -> str:
        """Return it as JSON text, one line, Chinese as it is."""
        return as_json(self.to_dict())


def ask(
    inquiry: Inquiry, case: Case, as_of: date, declined: Iterable[str] = ()
) -> tuple[Question, ...]:
    """Return the questions whose answers can change the answer of a rule.

    Args:
        inquiry: The rule, taken apart.
        case: What is known.
        as_of: The day of the question.
        declined: The facts that aren't to be asked; they stay unknown.
    """
    asking = _Asking(inquiry, case, as_of, frozenset(declined))
    return tuple(map(asking.question, asking.in_order()))


class _Asking:
    """The questions about one case on one day."""

    def __init__(
        self, inquiry: Inquiry, case: Case, as_of: date, declined: frozenset[str]
    ) -> None:
        self._inquiry = inquiry
        self._case = case
        self._as_of = as_of
        self._declined = declined
        self._supposed = Supposition(case)
        self._days = inquiry.day(case, as_of), as_of.toordinal()

    def question(self, fact: Fact) -> Question:
        """Return the question for a fact, with what each answer would leave."""
        text = fact.ask or Wording(f"{fact.label.zh}？", f"{fact.label.en}?")
        ways = self._inquiry.ways((fact,), self._case, self._days)[fact.name]
        stated = [way for way in ways if way is not UNSTATED]
        answers = answers_to(fact, stated, lambda way: self._left(fact, way))
        self._supposed.suppose(fact, UNSTATED)
        return Question(fact.name, text, answers)

    def _left(self, fact: Fact, way: Way) -> str:
        self._supposed.suppose(fact, way)
        return in_a_word(self._inquiry.evaluate(self._supposed, self._as_of))

    def in_order(self) -> list[Fact]:
        """Return the facts to be asked, the best first."""
        if self._inquiry.graded:
            return self._of_conditions(self._inquiry.parts(self._days[0]))
        if self._inquiry.is_apart(self._case):
            return self._of_rows(self._inquiry.parts(self._days[0]))
        return self._of_whole(self._inquiry.whole)

    def _of_whole(self, whole: Part) -> list[Fact]:
        """Return the facts that can change an answer as a whole."""
        found = components((whole,), self._askable((whole,)))
        (table,) = self._tables(found, WHOLE)
        costs = table.outlook(_as_it_is, None).costs
        if isinstance(table, Sample) and not costs:
            (table,) = self._tables(found, HARDER)
            costs = table.outlook(_as_it_is, None).costs
        return _ranked(found, [costs]) or self._unseen(found, [table])

    def _of_rows(self, rows: Sequence[Part]) -> list[Fact]:
        """Return the facts that can change a row, those of the most rows first."""
        found = [
            one for row in rows for one in components((row,), self._askable((row,)))
        ]
        tables = self._tables(found, CONDITIONS)
        turns: dict[Fact, int] = {}
        for table, one in zip(tables, found, strict=True):
            costs = table.outlook(_as_it_is, None).costs
            for fact in one.facts:
                turns[fact] = turns.get(fact, 0) - (fact.name in costs)
        asked = [fact for fact, count in turns.items() if count]
        in_order = sorted(asked, key=lambda fact: (turns[fact], fact.slot))
        return in_order or self._unseen(found, tables)

    def _of_conditions(self, conditions: Sequence[Part]) -> list[Fact]:
        """Return the facts of open conditions, unless one is in the way already.

        The answer to a yes-or-no question is taken to be what helps with the odds of
        Laplace's rule of succession: as so many conditions were met before.
        """
        grades = [part.judge(self._supposed, self._days) for part in conditions]
        told = list(zip(conditions, grades, strict=True))
        open_ = [part for part, grade in told if grade == OPEN or self._unstated(part)]
        settled = [grade for part, grade in told if part not in open_]
        if BAD in settled or not open_:
            return []
        found = components(open_, self._askable(open_))
        tables = self._tables(found, CONDITIONS)
        best, trust = [_best(one) for one in tables], 1.0 + settled.count(GOOD)
        looks = [
            one.outlook(_at_most([*best[:place], *best[place + 1 :]]), trust)
            for place, one in enumerate(tables)
        ]
        prices = [look.price for look in looks]
        costs = [look.costs for look in looks]
        return _ranked(found, costs, prices) or self._unseen(found, tables)

    def _unstated(self, part: Part) -> bool:
        """Tell whether a part asks if a fact is stated that can still be asked."""
        uses = self._inquiry.uses
        return any(uses[fact.slot].known for fact in self._askable((part,)))

    def _unseen(
        self, found: Sequence[Component], tables: Sequence[Table | Sample]
    ) -> list[Fact]:
        """Return what to ask where no fact alone is seen to make a difference.

        Either all completions agree, and the rule as it is written can't see it: then
        it has the finding TR830. Or not all completions could be tried. Where all of
        them leave it as it is, it waits for a notice, and nothing is asked.
        """
        facts = {
            fact
            for one, table in zip(found, tables, strict=True)
            if table.reached() != {self._now(one)} and self._counts(table, tables)
            for fact in one.facts
        }
        return sorted(facts, key=lambda fact: fact.slot)

    def _counts(self, table: Table | Sample, tables: Sequence[Table | Sample]) -> bool:
        """Tell whether what a table leads to counts beside the others.

        Of conditions, where it leads to the least that all of them lead to.
        """
        if not self._inquiry.graded:
            return True
        best: list[int] = [max(one.reached()) for one in tables]
        return min(best) != OPEN and max(table.reached()) == min(best)

    def _now(self, component: Component) -> Any:
        return joint(component.parts, self._days)(self._supposed)

    def _tables(
        self, found: Sequence[Component], effort: Effort
    ) -> list[Table | Sample]:
        facts = {fact for one in found for fact in one.facts}
        parts = [part for one in found for part in one.parts]
        ways = self._inquiry.ways(facts, self._case, self._days, parts)
        return [tried(self._supposed, one, ways, self._days, effort) for one in found]

    def _askable(self, parts: Iterable[Part]) -> set[Fact]:
        rule = self._inquiry.rule.rule
        left_out = {rule.governed_by} if rule.kind == "admission" else set()
        return {
            fact
            for part in parts
            for fact in part.facts
            if self._case.slots[fact.slot] is None
            and fact.name not in self._declined
            and fact not in left_out
        }


def _as_it_is(answer: Any) -> Any:
    return answer


def _best(table: Table | Sample) -> int:
    """Return the best grade that is reached; where not all were tried, any may be."""
    return GOOD if isinstance(table, Sample) else max(table.reached())


def _at_most(others: Sequence[int]) -> Seen:
    """Return how a grade counts while others are at best so and so."""
    cap = min(others, default=GOOD)
    return lambda grade: min(grade, cap)


def _ranked(
    found: Sequence[Component],
    costs: Sequence[Mapping[str, float]],
    prices: Sequence[float] = (0.0,),
) -> list[Fact]:
    """Return the facts that make a difference, the best first, else as in the pack."""
    ranks = {
        fact: (round(price, 6), round(cost[fact.name], 6), fact.slot)
        for one, cost, price in zip(found, costs, prices, strict=True)
        for fact in one.facts
        if fact.name in cost
    }
    return sorted(ranks, key=ranks.__getitem__)
