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
    WHOLE,
    Component,
    Outlook,
    Sample,
    Seen,
    Table,
    components,
    tried,
)
from telcorules.evaluation.grounds import as_json
from telcorules.evaluation.inquiries import (
    BAD,
    GOOD,
    OPEN,
    Inquiry,
    Part,
    in_a_word,
)
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
        self._day = inquiry.day(case, as_of)

    def question(self, fact: Fact) -> Question:
        """Return the question for a fact, with what each answer would leave."""
        text = fact.ask or Wording(f"{fact.label.zh}？", f"{fact.label.en}?")
        ways = self._ways((fact,))[fact.name]
        stated = [way for way in ways if way is not UNSTATED]
        answers = answers_to(fact, stated, lambda way: self._left(fact, way))
        self._supposed.suppose(fact, UNSTATED)
        return Question(fact.name, text, answers)

    def _left(self, fact: Fact, way: Way) -> str:
        self._supposed.suppose(fact, way)
        return in_a_word(self._inquiry.evaluate(self._supposed, self._as_of))

    def _ways(self, facts: Iterable[Fact]) -> dict[str, tuple[Way, ...]]:
        return self._inquiry.ways(facts, self._case, self._day, self._as_of)

    def in_order(self) -> list[Fact]:
        """Return the facts to be asked, the best first."""
        parts = self._inquiry.parts(self._day, self._as_of)
        if not self._inquiry.graded:
            return self._of_whole(parts)
        grades = [part.answer(self._supposed) for part in parts]
        if BAD in grades:
            return []
        pairs = zip(parts, grades, strict=True)
        return self._of_conditions(
            [part for part, grade in pairs if grade == OPEN],
            trust=1.0 + grades.count(GOOD),
        )

    def _of_whole(self, parts: Sequence[Part]) -> list[Fact]:
        found = components(parts, self._askable(parts))
        tables = self._tables(found)
        looks = [one.outlook(_as_it_is, None) for one in tables]
        return _ranked(found, looks)

    def _of_conditions(self, parts: Sequence[Part], trust: float) -> list[Fact]:
        """Return the facts of conditions that are open.

        The answer to a yes-or-no question is taken to be what helps with the odds of
        Laplace's rule of succession: as so many conditions were met before.
        """
        found = components(parts, self._askable(parts))
        tables = self._tables(found)
        best = [max(one.reached()) for one in tables]
        looks = []
        for place, one in enumerate(tables):
            others = min((GOOD, *best[:place], *best[place + 1 :]))
            looks.append(one.outlook(_at_most(others), trust))
        return _ranked(found, looks) or self._unsettled(found, tables)

    def _unsettled(
        self, found: Sequence[Component], tables: Sequence[Table | Sample]
    ) -> list[Fact]:
        """Return what to ask where all completions agree and the rule can't see it.

        A rule that is so written has the finding TR830. Where all completions leave
        the answer open, it waits for a notice, and nothing is asked.
        """
        least = min((min(one.reached()) for one in tables), default=OPEN)
        if least == OPEN:
            return []
        pairs = zip(found, tables, strict=True)
        kept = [one for one, table in pairs if min(table.reached()) == least]
        return sorted((fact for one in kept for fact in one.facts), key=_place)

    def _tables(self, found: Iterable[Component]) -> list[Table | Sample]:
        several = list(found)
        facts = [fact for one in several for fact in one.facts]
        ways = self._ways(facts)
        effort = CONDITIONS if self._inquiry.graded else WHOLE
        return [tried(self._supposed, one, ways, effort) for one in several]

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


def _at_most(cap: int) -> Seen:
    """Return how a grade counts while others are no better than some grade."""
    return lambda grade: min(grade, cap)


def _ranked(found: Iterable[Component], looks: Iterable[Outlook]) -> list[Fact]:
    """Return the facts that make a difference, the best first, else as in the pack."""
    ranks = {
        fact: (round(look.price, 6), round(look.costs[fact.name], 6), fact.slot)
        for one, look in zip(found, looks, strict=True)
        for fact in one.facts
        if fact.name in look.costs
    }
    return sorted(ranks, key=ranks.__getitem__)


def _place(fact: Fact) -> int:
    return fact.slot
