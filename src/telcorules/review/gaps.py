"""Rules that can't see what they already know: unknown, though all completions agree.

Logic with unknowns goes part by part: ``a or not a`` is unknown while ``a`` is. Such a
condition keeps an outcome undetermined that nothing can change any more. It's found by
trying facts known and unknown, and in each state every completion of the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, islice, product
from math import prod
from random import Random
from typing import Final

from telcorules.errors import Problem
from telcorules.evaluation.admission import AdmissionRule
from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.evaluation.checklists import ChecklistRule
from telcorules.evaluation.completions import Component, components
from telcorules.evaluation.context import Context
from telcorules.evaluation.inquiries import Inquiry
from telcorules.evaluation.parts import BAD, GOOD, OPEN, Days
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.supposing import Supposition
from telcorules.language.versions import (
    AdmissionVersion,
    ChecklistVersion,
    Condition,
    Version,
)
from telcorules.language.vocabulary import Fact
from telcorules.review.hunts import shown_way
from telcorules.review.verdicts import Check, Verdict, disproven, undecided

CODE: Final = "TR830"

FEW: Final = 30_000
"""Up to how many states of knowledge of some facts are all tried."""

SAMPLES: Final = 300
"""How many are tried where there are more, with few unknown facts each."""

_LEFT_OPEN: Final = 3
_INTO: Final = timedelta(days=400)
_BEFORE_THE_END: Final = timedelta(days=60)

State = tuple[Way, ...]
_KINDS: Final = {"admission": AdmissionRule, "checklist": ChecklistRule}


@dataclass(frozen=True, slots=True)
class _Gap:
    """A condition that is unknown, though all completions agree.

    Attributes:
        condition: Its id.
        grade: What all completions agree on.
        stated: What is known in the state in which it was found.
        unknown: What isn't.
    """

    condition: str
    grade: int
    stated: tuple[tuple[Fact, Way], ...]
    unknown: tuple[Fact, ...]


def gaps(book: Rulebook) -> Iterator[Problem]:
    """Yield each condition that can be unknown although all completions agree."""
    return (one.problem for one in opening(book) if one.verdict is Verdict.PROVEN)


def opening(book: Rulebook) -> Iterator[Check]:
    """Yield for all conditions whether they can be unknown without need.

    Conditions of an admission are looked at together, as far as they share facts, and
    items of a checklist one by one; under the readings of the rulebook, on a day in
    the course of each version, and on a late one.
    """
    context = Context(book.program, book.calendar, dict(book.readings))
    for rule in book.program.rules.values():
        if rule.kind in _KINDS:
            inquiry = Inquiry(_KINDS[rule.kind](rule, context))
            for version in rule.versions:
                yield from _of_version(book, inquiry, version)


def _of_version(book: Rulebook, inquiry: Inquiry, version: Version) -> Iterator[Check]:
    """Yield what was found of a version, one finding for each condition.

    What was tried in part, and without a finding, isn't decided.
    """
    found: dict[str, Check] = {}
    for day in _days(version, book.calendar.firm_through):
        case = Supposition(book.case({}))
        for states in _on(inquiry, case, day.toordinal()):
            for gap in islice(states.gaps(), 1):
                check = Check(Verdict.PROVEN, _problem(version, gap))
                found.setdefault(gap.condition, check)
            for name in states.names:
                found.setdefault(name, _none(version, name, whole=states.are_few))
    yield from found.values()


def _none(version: Version, name: str, *, whole: bool) -> Check:
    span = _condition(version, name).node.span
    if whole:
        return disproven(CODE, span, f"`{name}` is unknown only where it can turn")
    what = f"it isn't decided whether `{name}` can be unknown without need"
    return undecided(CODE, span, what, f"more than {FEW:,} states of knowledge")


def _days(version: Version, firm_through: date) -> list[date]:
    """Return a day in the course of a version, and a late one with firm dates."""
    until = min(version.until or date.max, firm_through - _BEFORE_THE_END)
    first = min(version.start + _INTO, until)
    return list(dict.fromkeys(max(day, version.start) for day in (first, until)))


def _on(inquiry: Inquiry, case: Supposition, day: int) -> Iterator["_States"]:
    """Yield the states of what hangs together in a version, on a day."""
    parts, days = inquiry.parts(day), (day, day)
    governed = inquiry.rule.rule.governed_by
    facts = {fact for part in parts for fact in part.facts if fact != governed}
    ways = inquiry.ways(facts, case, days, parts)
    together = [parts]
    if inquiry.rule.rule.kind == "checklist":
        together = [(part,) for part in parts]
    for several in together:
        for one in components(several, facts):
            each = [ways[fact.name] for fact in one.facts]
            yield _States(case, one, each, days)


class _States:
    """The states of knowledge of some facts, and what they can still lead to."""

    def __init__(
        self,
        case: Supposition,
        component: Component,
        ways: Sequence[tuple[Way, ...]],
        days: Days,
    ) -> None:
        self._case = case
        self._parts = component.parts
        self._facts = component.facts
        self._ways = [[way for way in one if way is not UNSTATED] for one in ways]
        self._days = days
        self._grades: dict[State, tuple[int, ...]] = {}
        self._led_to: dict[State, frozenset[tuple[int, ...]]] = {}

    @property
    def names(self) -> Iterator[str]:
        """The conditions that hang together."""
        return (part.name for part in self._parts)

    @property
    def are_few(self) -> bool:
        """Whether all of them are tried."""
        return prod(len(one) + 1 for one in self._ways) <= FEW

    def gaps(self) -> Iterator[_Gap]:
        """Yield the gaps, those with the fewest facts known first."""
        for state in self._states():
            grades = self._grades_of(state)
            if min(grades, default=GOOD) == OPEN:
                reached = self._reached(state)
                least = {min(one) for one in reached}
                if len(least) == 1 and OPEN not in least:
                    yield self._gap(state, grades, reached)

    def _states(self) -> Iterator[State]:
        """Yield states of knowledge; where there are many, some of the fuller ones."""
        if self.are_few:
            for size in range(len(self._facts)):
                for known in combinations(range(len(self._facts)), size):
                    yield from self._knowing({*known})
            return
        pick = Random(" ".join(fact.name for fact in self._facts))  # noqa: S311
        for _ in range(SAMPLES):
            left_open = {*pick.sample(range(len(self._facts)), _LEFT_OPEN)}
            yield tuple(
                UNSTATED if place in left_open else pick.choice(ways)
                for place, ways in enumerate(self._ways)
            )

    def _knowing(self, known: set[int]) -> Iterator[State]:
        yield from product(
            *(
                ways if place in known else (UNSTATED,)
                for place, ways in enumerate(self._ways)
            )
        )

    def _grades_of(self, state: State) -> tuple[int, ...]:
        """Return how each condition stands in a state."""
        if state not in self._grades:
            for fact, way in zip(self._facts, state, strict=True):
                self._case.suppose(fact, way)
            found = tuple(part.judge(self._case, self._days) for part in self._parts)
            self._grades[state] = found
        return self._grades[state]

    def _reached(self, state: State) -> frozenset[tuple[int, ...]]:
        """Return how the conditions stand under every completion of a state."""
        if state not in self._led_to:
            place = next((n for n, way in enumerate(state) if way is UNSTATED), None)
            if place is None:
                found = frozenset({self._grades_of(state)})
            else:
                before, after = state[:place], state[place + 1 :]
                each = ((*before, way, *after) for way in self._ways[place])
                found = frozenset().union(*map(self._reached, each))
            self._led_to[state] = found
        return self._led_to[state]

    def _gap(
        self, state: State, grades: Sequence[int], reached: frozenset[tuple[int, ...]]
    ) -> _Gap:
        """Return a gap: of the conditions that are open, one that need not be."""
        open_ = [place for place, grade in enumerate(grades) if grade == OPEN]
        agreed = (place for place in open_ if len({one[place] for one in reached}) == 1)
        place = next(agreed, open_[0])
        pairs = list(zip(self._facts, state, strict=True))
        read = self._parts[place].facts
        return _Gap(
            condition=self._parts[place].name,
            grade=min(min(one) for one in reached),
            stated=tuple(one for one in pairs if one[1] is not UNSTATED),
            unknown=tuple(f for f, way in pairs if way is UNSTATED and f in read),
        )


def _problem(version: Version, gap: _Gap) -> Problem:
    unknown = ", ".join(f"`{fact.name}`" for fact in gap.unknown)
    stated = ", ".join(f"{fact.name} {shown_way(way)}" for fact, way in gap.stated)
    known = f" with {stated}" if stated else ""
    agreed = "in the way" if gap.grade == BAD else "met"
    return Problem(
        code=CODE,
        message=f"`{gap.condition}` is unknown while {unknown} isn't stated{known},"
        f" though it is {agreed} whatever that is",
        hint="say it for the unknown fact as well, as in"
        " `(a and b) or (not a and b) or b`",
        why="the outcome would stay undetermined, and no answer could change it",
        span=_condition(version, gap.condition).node.span,
    )


def _condition(version: Version, name: str) -> Condition:
    assert isinstance(version, AdmissionVersion | ChecklistVersion)
    found = (
        version.conditions if isinstance(version, AdmissionVersion) else version.items
    )
    return next(one for one in found if one.id == name)
