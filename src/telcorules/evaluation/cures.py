"""What would make an inadmissible case admissible: the smallest sets of steps.

A step waits until a day, acts on a fact as the pack says that it can be mended, or
supplies a fact that isn't known. Whatever the pack says that nothing mends bars it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, combinations
from typing import Any, Final

from telcorules.evaluation.answering import Answer
from telcorules.evaluation.candidates import Way, turning_days
from telcorules.evaluation.grounds import Finding, Result
from telcorules.evaluation.inquiries import BAD, GOOD, Inquiry, Part
from telcorules.evaluation.supplies import Supply, supplies
from telcorules.evaluation.supposing import Supposition
from telcorules.foundation.law import Wording
from telcorules.language.values import plain
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.language.vocabulary import NEVER, Case, Fact, Kind

MOST_ACTS: Final = 8
"""How many acts are combined at most."""


class StepKind(StrEnum):
    """What a step of an option is."""

    WAIT = "wait"
    ACT = "act"
    SUPPLY = "supply"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, or to say, for a case to become admissible.

    Attributes:
        kind: Wait until a day, act, or supply what isn't known.
        fact: The fact that it changes; for waiting the event that is put off, None
            where no event governs the rule.
        value: What the fact becomes, as a case states it.
        who: Who can do it; None where the pack doesn't say.
        note: How, in words; None where the pack doesn't say.
        cures: The ids of the conditions that it helps.
        among: The values that would do as well, where it supplies a fact.
    """

    kind: StepKind
    fact: str | None
    value: Any
    who: str | None
    note: Wording | None
    cures: tuple[str, ...]
    among: Answer | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        among = {"among": list(self.among.spelled)} if self.among else {}
        return {
            "step": self.kind.value,
            "fact": self.fact,
            "value": plain(self.value),
            **among,
            "who": self.who,
            "note": self.note and self.note.to_dict(),
            "cures": list(self.cures),
        }


@dataclass(frozen=True, slots=True)
class Option:
    """A set of steps that together make a case admissible; each of them is needed.

    Attributes:
        steps: The steps: acts, what is to be supplied, and waiting last.
        who: Who can take them.
        from_day: The first day on which it is then admissible.
    """

    steps: tuple[Step, ...]
    who: tuple[str, ...]
    from_day: date

    @property
    def facts(self) -> dict[str, Any]:
        """The facts that the steps make true, ``section.fact`` to value."""
        return {one.fact: plain(one.value) for one in self.steps if one.fact}

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "steps": [one.to_dict() for one in self.steps],
            "who": list(self.who),
            "from_day": self.from_day.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Cures(Result):
    """What would make a case admissible 补救, or what bars it.

    Attributes:
        options: The smallest sets of steps, the fewest steps first; none where it is
            admissible already, and none where nothing can.
        barred_by: The conditions that bar it, where nothing can.
    """

    options: tuple[Option, ...]
    barred_by: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "options": [one.to_dict() for one in self.options],
            "barred_by": [one.to_dict() for one in self.barred_by],
        }


@dataclass(frozen=True, slots=True)
class _Act:
    """A fact changed, as the pack says that a condition can be mended."""

    fact: Fact
    way: Way
    condition: Condition


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
        acts = (f"act {one.fact.name}" for one in self.acts)
        supplied = (f"supply {one.fact.name}" for one in self.supplied)
        return frozenset((*acts, *supplied, *(["wait"] if self.waits else [])))


def cure(inquiry: Inquiry, case: Case, as_of: date) -> Cures:
    """Return the smallest changes that make a case admissible under a rule.

    Args:
        inquiry: An admission, taken apart.
        case: What is known.
        as_of: The day of the question, on which somebody can act at the earliest.
    """
    return _Search(inquiry, case, as_of).cures()


class _Search:
    """The search for what makes one case admissible."""

    def __init__(self, inquiry: Inquiry, case: Case, as_of: date) -> None:
        self._inquiry = inquiry
        self._rule = inquiry.rule.rule
        self._as_of = as_of
        self._supposed = Supposition(case)
        self._at = inquiry.day(case, as_of)
        self._start = max(self._at, as_of.toordinal())

    def cures(self) -> Cures:
        """Return the options, or what bars it."""
        grades = {one.name: one.answer(self._supposed) for one in self._parts(self._at)}
        if grades and set(grades.values()) == {GOOD}:
            return Cures((), ())
        failing = [one for one in self._conditions(self._at) if grades[one.id] == BAD]
        if barring := [one for one in failing if not one.curable]:
            return Cures((), self._findings({one.id: self._at for one in barring}))
        acts = self._acts()
        found = [one for several in _subsets(acts) for one in self._ways(several)]
        options = sorted(map(self._option, _smallest(found)), key=_size)
        barred = () if options else self._findings(self._in_the_way(acts))
        return Cures(tuple(options), barred)

    def _parts(self, day: int) -> tuple[Part, ...]:
        return self._inquiry.parts(day, self._as_of)

    def _conditions(self, day: int) -> tuple[Condition, ...]:
        version = self._rule.version_on(day)
        return version.conditions if isinstance(version, AdmissionVersion) else ()

    def _acts(self) -> list[_Act]:
        """Return what the pack says can be done about the conditions that fail."""
        found: dict[str, list[_Act]] = {}
        for day in (self._at, self._start):
            grades = {p.name: p.answer(self._supposed) for p in self._parts(day)}
            for one in self._conditions(day):
                if grades[one.id] == BAD and one.cure and one.cure.act:
                    fact = self._inquiry.fact(one.cure.act)
                    if fact != self._rule.governed_by and fact.name not in found:
                        found[fact.name] = list(self._changes(fact, one))
        return list(chain.from_iterable(found.values()))[:MOST_ACTS]

    def _changes(self, fact: Fact, condition: Condition) -> Iterator[_Act]:
        """Yield what a stated fact can become; what isn't stated is supplied."""
        stated = self._supposed.slots[fact.slot]
        if fact.type.kind is Kind.EVENT:
            if stated == NEVER:
                on = Way(self._start, date.fromordinal(self._start))
                yield _Act(fact, on, condition)
        elif stated is not None:
            ways = self._inquiry.ways((fact,), self._supposed, self._at, self._as_of)
            others = (way for way in ways[fact.name] if way.value != stated)
            yield from (_Act(fact, way, condition) for way in others)

    def _ways(self, acts: Sequence[_Act]) -> list[_Found]:
        """Return the ways that take some acts."""
        stated = [(one.fact, self._supposed.way(one.fact)) for one in acts]
        for one in acts:
            self._supposed.suppose(one.fact, one.way)
        try:
            return list(self._days_of(tuple(acts)))
        finally:
            for fact, way in stated:
                self._supposed.suppose(fact, way)

    def _days_of(self, acts: tuple[_Act, ...]) -> Iterator[_Found]:
        """Yield a day on which it is admissible, and earlier ones with more said."""
        for day in self._days():
            parts = self._parts(day)
            grades = [part.answer(self._supposed) for part in parts]
            if not parts or BAD in grades:
                continue
            pairs = zip(parts, grades, strict=True)
            open_ = [part for part, grade in pairs if grade != GOOD]
            waits = day != self._at
            for supplied in supplies(
                self._inquiry, self._supposed, open_, day, self._as_of
            ):
                yield _Found(acts, supplied, day, waits)
            if not open_:
                return

    def _days(self) -> list[int]:
        """Return the day asked about, and those from today on when something turns."""
        known = self._inquiry.known(self._supposed, self._at, self._as_of)
        turning = turning_days(self._inquiry.relations, {"at"}, known)["at"]
        later = {self._start, *(day for day in turning if day > self._start)}
        return [self._at, *sorted(later - {self._at})]

    def _in_the_way(self, acts: Sequence[_Act]) -> dict[str, int]:
        """Return what fails whatever is done, and on which day.

        What fails on every day; else what fails on any.
        """
        failing: list[dict[str, int]] = []
        for one in acts:
            self._supposed.suppose(one.fact, one.way)
        for day in self._days():
            parts = self._parts(day)
            names = [one.name for one in parts if one.answer(self._supposed) == BAD]
            failing += [dict.fromkeys(names, day)] if parts else []
        always = [
            name for name in (failing or [{}])[0] if all(name in one for one in failing)
        ]
        found: dict[str, int] = {}
        for one in failing:
            for name, day in one.items():
                if not always or name in always:
                    found.setdefault(name, day)
        return found if all(failing) else {}

    def _findings(self, days: Mapping[str, int]) -> tuple[Finding, ...]:
        """Return conditions by their ids, as they stand on some days."""
        found = []
        for name, day in days.items():
            result = self._inquiry.evaluate_on(self._supposed, day, self._as_of)
            found.append(result.condition(name))
        return tuple(found)

    def _option(self, found: _Found) -> Option:
        steps = [self._act(one) for one in found.acts]
        steps += [self._supply(one, found.day) for one in found.supplied]
        steps += [self._wait(found)] if found.waits else []
        who = dict.fromkeys(one.who for one in steps if one.who)
        day = date.fromordinal(max(found.day, self._start))
        return Option(tuple(steps), tuple(who), day)

    def _act(self, act: _Act) -> Step:
        cure = act.condition.cure
        assert cure is not None
        helped = tuple(
            one.id
            for one in self._conditions(self._start)
            if one.cure and one.cure.act == act.fact.name
        )
        return Step(
            kind=StepKind.ACT,
            fact=act.fact.name,
            value=act.way.stated,
            who=cure.who,
            note=cure.note,
            cures=helped,
        )

    def _supply(self, supply: Supply, day: int) -> Step:
        named = [one for one in self._conditions(day) if one.id in supply.conditions]
        cures = [one.cure for one in named if one.cure]
        own = next((one for one in cures if one.act == supply.fact.name), None)
        return Step(
            kind=StepKind.SUPPLY,
            fact=supply.fact.name,
            value=supply.way.stated,
            who=own.who if own else None,
            note=own.note if own else None,
            cures=tuple(one.id for one in named),
            among=supply.among,
        )

    def _wait(self, found: _Found) -> Step:
        """Return the step of waiting, told as the pack tells it."""
        governed = self._rule.governed_by
        act = governed.name if governed else None
        failing = {
            one.name: one.answer(self._supposed) for one in self._parts(self._at)
        }
        named = [one for one in self._conditions(found.day) if one.cure]
        helped = [
            one
            for one in named
            if one.cure and one.cure.act == act and failing.get(one.id) != GOOD
        ]
        told = (one.cure for one in (*helped, *named))
        cure = next(told, None)
        return Step(
            kind=StepKind.WAIT,
            fact=act,
            value=date.fromordinal(found.day),
            who=cure.who if cure else None,
            note=cure.note if cure and helped else None,
            cures=tuple(one.id for one in helped),
        )


def _subsets(acts: Sequence[_Act]) -> Iterator[tuple[_Act, ...]]:
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
