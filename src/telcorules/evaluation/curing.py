"""The search for what makes a case admissible.

A step acts on a fact as the pack says that a condition can be mended, supplies a fact
that isn't known, or waits until a day. Every set of acts is tried on every day on
which something turns; what the pack says that nothing mends bars the case.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.evaluation.cures import Cures, Option, Step, StepKind
from telcorules.evaluation.event_days import event_days
from telcorules.evaluation.grounds import Finding
from telcorules.evaluation.inquiries import Inquiry
from telcorules.evaluation.parts import BAD, GOOD, Days
from telcorules.evaluation.supplies import Supply, supplies
from telcorules.evaluation.supposing import Supposition
from telcorules.language.versions import AdmissionVersion, Condition, Cure
from telcorules.language.vocabulary import NEVER, Case, Fact, Kind, ordinal

MOST_ACTS: Final = 8
"""Up to how many acts every set of them is tried; of more, what all can do without."""

MOST_WAYS: Final = 3
"""Up to how many values of one fact are tried in an act."""


@dataclass(frozen=True, slots=True)
class _Act:
    """A fact changed, as the pack says that a condition can be mended."""

    fact: Fact
    way: Way
    cure: Cure


@dataclass(frozen=True, slots=True)
class _Found:
    """A way to make it admissible: what is done, what is supplied, on which day."""

    acts: tuple[_Act, ...]
    supplied: tuple[Supply, ...]
    day: int
    waits: bool

    @property
    def names(self) -> frozenset[str]:
        """What tells it from other ways: which facts, and whether it waits."""
        acts = (one.fact.name for one in self.acts)
        supplied = (one.fact.name for one in self.supplied)
        return frozenset((*acts, *supplied, *(["wait"] if self.waits else [])))


def cure(inquiry: Inquiry, case: Case, as_of: date) -> Cures:
    """Return the smallest changes that make a case admissible.

    Args:
        inquiry: An admission, taken apart.
        case: What is known.
        as_of: The day of the question, on which somebody can act at the earliest.
    """
    return _Search(inquiry, case, as_of).cures()


class _Search:
    """The search for one case, on one day."""

    def __init__(self, inquiry: Inquiry, case: Case, as_of: date) -> None:
        self._inquiry = inquiry
        self._rule = inquiry.rule.rule
        self._as_of = as_of
        self._case = Supposition(case)
        self._at = inquiry.day(case, as_of)
        self._start = max(self._at, as_of.toordinal())

    def cures(self) -> Cures:
        """Return the options, or what bars it."""
        grades = self._grades(self._at)
        if grades and set(grades.values()) == {GOOD}:
            return Cures((), ())
        failing = [one for one in self._conditions(self._at) if grades[one.id] == BAD]
        if barring := [one.id for one in failing if not one.curable]:
            return Cures((), self._findings(dict.fromkeys(barring, self._at)))
        acts = self._acts()
        sets = _sets(acts) if len(acts) <= MOST_ACTS else [self._needed(acts)]
        found = [one for several in sets for one in self._after(several)]
        options = sorted(map(self._option, _smallest(found)), key=_size)
        barred = () if options else self._findings(self._in_the_way(acts))
        return Cures(tuple(options), barred)

    def _grades(self, day: int) -> dict[str, int]:
        """Return how each condition stands on a day, by its id."""
        parts, days = self._inquiry.parts(day), self._on(day)
        return {part.name: part.judge(self._case, days) for part in parts}

    def _on(self, day: int) -> Days:
        return day, self._as_of.toordinal()

    def _conditions(self, day: int) -> tuple[Condition, ...]:
        version = self._rule.version_on(day)
        return version.conditions if isinstance(version, AdmissionVersion) else ()

    def _acts(self) -> list[_Act]:
        """Return what the pack says can be done about the conditions that fail."""
        found: dict[str, list[_Act]] = {}
        for day in (self._at, self._start):
            grades = self._grades(day)
            for one in self._conditions(day):
                if grades[one.id] == BAD and one.cure and one.cure.act:
                    fact = self._inquiry.fact(one.cure.act)
                    if fact != self._rule.governed_by:
                        found[fact.name] = list(self._changes(fact, one.cure, one, day))
        return [act for acts in found.values() for act in acts]

    def _changes(
        self, fact: Fact, cure: Cure, condition: Condition, day: int
    ) -> Iterator[_Act]:
        """Yield what a stated fact can become; what isn't stated is supplied.

        Of several values those under which the condition stands better, if any do.
        """
        stated = self._case.way(fact)
        if fact.type.kind is not Kind.EVENT and stated.value is not None:
            ways = self._inquiry.ways((fact,), self._case, self._on(day))[fact.name]
            others = [way for way in ways if way.value != stated.value]
            better = [way for way in others if self._helps(fact, way, condition, day)]
            self._case.suppose(fact, stated)
            yield from (_Act(fact, way, cure) for way in (better or others)[:MOST_WAYS])
        elif stated.value == NEVER:
            on = Way(self._start, date.fromordinal(self._start))
            yield _Act(fact, on, cure)

    def _helps(self, fact: Fact, way: Way, condition: Condition, day: int) -> bool:
        self._case.suppose(fact, way)
        return self._grades(day)[condition.id] != BAD

    def _needed(self, acts: Sequence[_Act]) -> tuple[_Act, ...]:
        """Return one act for each fact, without those that the others don't need."""
        kept = tuple({one.fact: one for one in reversed(acts)}.values())[::-1]
        for one in kept:
            fewer = tuple(other for other in kept if other != one)
            kept = fewer if self._after(fewer) else kept
        return kept

    def _after(self, acts: tuple[_Act, ...]) -> list[_Found]:
        """Return the ways in which just these acts are taken."""
        stated = [(one.fact, self._case.way(one.fact)) for one in acts]
        for one in acts:
            self._case.suppose(one.fact, one.way)
        found = list(self._on_days(acts))
        for fact, way in stated:
            self._case.suppose(fact, way)
        return found

    def _on_days(self, acts: tuple[_Act, ...]) -> Iterator[_Found]:
        """Yield the first day on which nothing else is needed, earlier with more."""
        for day in self._days():
            parts, grades = self._inquiry.parts(day), self._grades(day)
            if not parts or BAD in grades.values():
                continue
            open_ = [part for part in parts if grades[part.name] != GOOD]
            for supplied in supplies(self._inquiry, self._case, open_, self._on(day)):
                idle = day == self._at or self._holds_at_once(supplied)
                yield _Found(acts, supplied, self._at if idle else day, waits=not idle)
            if not open_:
                return

    def _holds_at_once(self, supplied: Sequence[Supply]) -> bool:
        """Tell whether nobody has to wait, once some facts are supplied."""
        for one in supplied:
            self._case.suppose(one.fact, _way(one))
        grades = self._grades(self._at)
        for one in supplied:
            self._case.suppose(one.fact, UNSTATED)
        return bool(grades) and set(grades.values()) == {GOOD}

    def _days(self) -> list[int]:
        """Return the day asked about, and those from today on when something turns."""
        known = self._inquiry.known(self._case, self._on(self._at))
        turning = event_days(self._inquiry.relations, {"at"}, known)["at"]
        later = {self._start, *(day for day in turning if day > self._start)}
        return [self._at, *sorted(later - {self._at})]

    def _in_the_way(self, acts: Sequence[_Act]) -> dict[str, int]:
        """Return what fails whatever is done, each with a day on which it does.

        What fails on every day; else all that fails on any. Nothing where on a day
        nothing fails, and only what isn't published yet keeps it open.
        """
        for act in acts:
            self._case.suppose(act.fact, act.way)
        failing = [
            {name: day for name, grade in grades.items() if grade == BAD}
            for day in self._days()
            if (grades := self._grades(day))
        ]
        if not all(failing):
            return {}
        found: dict[str, int] = {}
        for one in failing:
            found = {**one, **found}
        always = {name for name in found if all(name in one for one in failing)}
        return {name: found[name] for name in always} or found

    def _findings(self, days: Mapping[str, int]) -> tuple[Finding, ...]:
        """Return conditions by their ids, as they stand on some days."""
        return tuple(
            self._inquiry.evaluate_on(self._case, day, self._as_of).condition(name)
            for name, day in sorted(days.items(), key=lambda one: one[1])
        )

    def _option(self, found: _Found) -> Option:
        steps = [self._act(one, found.day) for one in found.acts]
        steps += [self._supply(one, found.day) for one in found.supplied]
        steps += [self._wait(found.day)] if found.waits else []
        who = dict.fromkeys(one.who for one in steps if one.who)
        day = date.fromordinal(max(found.day, self._start))
        return Option(tuple(steps), tuple(who), day)

    def _act(self, act: _Act, day: int) -> Step:
        return Step(
            kind=StepKind.ACT,
            fact=act.fact.name,
            value=act.way.stated,
            who=act.cure.who,
            note=act.cure.note,
            cures=tuple(one.id for one in self._cured_by(act.fact.name, day)),
        )

    def _cured_by(self, fact: str | None, day: int) -> list[Condition]:
        """Return the conditions that a fact can mend, as the pack says."""
        named = self._conditions(day)
        return [one for one in named if one.cure and one.cure.act == fact]

    def _supply(self, supply: Supply, day: int) -> Step:
        own = next(iter(self._cured_by(supply.fact.name, day)), None)
        cure = own.cure if own else None
        return Step(
            kind=StepKind.SUPPLY,
            fact=supply.fact.name,
            value=supply.value,
            who=cure.who if cure else None,
            note=cure.note if cure else None,
            cures=supply.conditions,
            among=supply.among,
        )

    def _wait(self, day: int) -> Step:
        """Return the step of waiting, told as the pack tells it."""
        governed = self._rule.governed_by
        name = governed.name if governed else None
        grades = self._grades(self._at)
        named = self._cured_by(name, day) if name else []
        helped = [one for one in named if grades.get(one.id, BAD) != GOOD]
        cures = [one.cure for one in self._conditions(day) if one.cure]
        own = next((one.cure for one in helped), None)
        told = own or next(iter(cures), None)
        return Step(
            kind=StepKind.WAIT,
            fact=name,
            value=date.fromordinal(day),
            who=told.who if told else None,
            note=own.note if own else None,
            cures=tuple(one.id for one in helped),
        )


def _way(one: Supply) -> Way:
    is_event = one.fact.type.kind is Kind.EVENT
    return Way(ordinal(one.value) if is_event else one.value, one.value)


def _sets(acts: Sequence[_Act]) -> Iterator[tuple[_Act, ...]]:
    """Yield sets of acts on different facts, the smallest first."""
    for size in range(len(acts) + 1):
        for several in combinations(acts, size):
            if len({one.fact.name for one in several}) == size:
                yield several


def _smallest(found: Iterable[_Found]) -> list[_Found]:
    """Return the ways that hold no other; of the same steps, those of the first day."""
    best: dict[frozenset[str], _Found] = {}
    for one in found:
        known = best.get(one.names)
        if known is None or one.day < known.day:
            best[one.names] = one
    return [
        one for names, one in best.items() if not any(other < names for other in best)
    ]


def _size(option: Option) -> tuple[int, date]:
    return len(option.steps), option.from_day
