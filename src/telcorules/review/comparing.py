"""Two rules of one name compared: a verdict, and a smallest case of each difference."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.evaluation.limit_terms import limits_of
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.terms import Relation, Term, Terms
from telcorules.language.values import plain
from telcorules.language.versions import readings_used
from telcorules.review.asked_days import days_of_every_sort, days_of_versions
from telcorules.review.combinations import days_of
from telcorules.review.differences import Parting, partings
from telcorules.review.effects import Certainty, Example, RuleEffect, Verdict
from telcorules.review.finds import Finds, Met, met_in
from telcorules.review.grouped import by_conditions
from telcorules.review.meaning import form_of
from telcorules.review.parted import in_cells
from telcorules.review.sides import Assignment, Pair, Side
from telcorules.review.strictness import Move
from telcorules.review.walking import Choices, Effort

FULL: Final = Effort(few=20_000, groups=40, tries=8)
PARTS: Final = Effort(few=60_000, groups=40, tries=8)
LESS: Final = Effort(few=1_500, groups=20, tries=6)
"""How many cells are asked: on a plain day and under the defaults, of rules asked
condition by condition, and on other days and under other readings."""

ROWS: Final = Effort(few=3_000, groups=40, tries=6)
FEWER_ROWS: Final = Effort(few=240, groups=12, tries=4)
"""The same for choices, of which some have very many rows."""

SLOW: Final = Effort(few=800, groups=20, tries=6)
SLOWER: Final = Effort(few=80, groups=4, tries=4)
"""The same for limits that pause, which take long to count."""

_FEW_DAYS: Final = 2
_SIMPLER: Final = 12
"""How many simpler values of a fact are tried in an example."""

_OPEN: Final = ("undetermined", "unknown", "not-in-force")
_BY_CONDITIONS: Final = ("admission", "checklist")
_TRIGGERED: Final = ("deadline", "permission")


@dataclass(frozen=True, slots=True)
class Books:
    """Two packs that are compared.

    Attributes:
        old: The one.
        new: The other.
        apart: The facts whose type isn't the same in both.
    """

    old: Rulebook
    new: Rulebook
    apart: frozenset[str]

    def both(self) -> tuple[Rulebook, Rulebook]:
        """Return both packs."""
        return self.old, self.new


def compare(books: Books, name: str) -> RuleEffect:
    """Return what a rule of the second pack is to that of the first.

    Args:
        books: The packs; both have the rule.
        name: The rule's id.
    """
    old, new = (book.program.rules[name] for book in books.both())
    changes = tuple(partings(form_of(old), form_of(new)))
    if not (changes or _depends_otherwise(books, name)):
        same = Verdict.EQUIVALENT
        return RuleEffect(
            rule=name, kind=new.kind, verdict=same, certainty=Certainty.IDENTICAL
        )
    if old.kind != new.kind:
        return RuleEffect(
            rule=name,
            kind=new.kind,
            verdict=Verdict.INCOMPARABLE,
            certainty=Certainty.EXHAUSTIVE,
            changes=changes,
        )
    return _Comparison(books, name).effect(changes)


def _depends_otherwise(books: Books, name: str) -> bool:
    """Tell whether what a rule rests on differs: calendar, readings, types of facts."""
    old, new = books.both()
    if calendar_of(old) != calendar_of(new):
        return True
    used = _readings_used(books, name)
    if any(old.readings.get(one) != new.readings.get(one) for one in used):
        return True
    return bool(books.apart and books.apart & {*Side(new, name, {}).facts})


def calendar_of(book: Rulebook) -> tuple[str, str]:
    """Return what tells the calendar of a pack from others."""
    return book.calendar.sha256, book.calendar.unannounced


def _readings_used(books: Books, name: str) -> list[str]:
    rules = (book.program.rules[name] for book in books.both())
    return sorted({r for one in rules for v in one.versions for r in readings_used(v)})


@dataclass(slots=True)
class _Told:
    """What all searches for one rule came upon."""

    examples: dict[tuple[str, str, str], Example] = field(default_factory=dict)
    facts: set[str] = field(default_factory=set)
    cells: int = 0
    whole: bool = True
    grounds: bool = False

    def add(
        self, pair: Pair, finds: Finds, readings: Mapping[str, str], *, counts: bool
    ) -> None:
        """Take up what a search came upon.

        Args:
            pair: The rules.
            finds: What it was.
            readings: The choices under which they were asked.
            counts: Whether the search has to be whole for all to be.
        """
        self.facts |= {*pair.old.facts, *pair.new.facts}
        self.cells += finds.cells
        self.whole = self.whole and (finds.whole or not counts)
        self.grounds = self.grounds or finds.grounds
        for key, met in finds.met.items():
            if key not in self.examples:
                self.examples[key] = _example(pair, met, readings)


class _Comparison:
    """One rule of two packs, asked under readings and on days."""

    def __init__(self, books: Books, name: str) -> None:
        self._books, self._name = books, name
        self._rules = [book.program.rules[name] for book in books.both()]
        self._kind = self._rules[1].kind
        self._calendar = books.new.calendar
        self._sorts = days_of_every_sort(self._calendar)
        versions = [one for rule in self._rules for one in rule.versions]
        self._pauses = any(getattr(one, "exclusions", ()) for one in versions)

    def effect(self, changes: tuple[Parting, ...]) -> RuleEffect:
        """Return what came of it."""
        told = _Told()
        for readings in self._readings():
            pair = self._pair(readings)
            thorough = self._thorough(changes, other_readings=bool(readings))
            others = self._others(other_readings=bool(readings))
            rest = {day: less for day, less in others.items() if day not in thorough}
            for day, effort in (thorough | rest).items():
                for finds in self._search(pair, day, effort):
                    told.add(pair, finds, readings, counts=day in thorough)
        verdict = _verdict({one.move for one in told.examples.values()})
        apart = sorted(self._books.apart & told.facts)
        return RuleEffect(
            rule=self._name,
            kind=self._kind,
            verdict=Verdict.INCOMPARABLE if apart else verdict,
            certainty=Certainty.EXHAUSTIVE if told.whole else Certainty.SAMPLED,
            cells=told.cells,
            grounds=told.grounds,
            changes=changes,
            examples=tuple(sorted(told.examples.values(), key=_rank)),
            apart=tuple(apart),
        )

    def _pair(self, readings: Mapping[str, str]) -> Pair:
        old, new = (Side(book, self._name, readings) for book in self._books.both())
        return Pair(old, new, self._books.apart)

    def _readings(self) -> Iterator[Mapping[str, str]]:
        """Yield the defaults, then each other choice that either rule can hang on."""
        yield {}
        for name in _readings_used(self._books, self._name):
            choices = {
                choice.id: None
                for book in self._books.both()
                if name in book.program.readings
                for choice in book.program.readings[name].choices
            }
            taken = {book.readings.get(name) for book in self._books.both()}
            for one in choices:
                if taken != {one}:
                    yield {name: one}

    def _thorough(
        self, changes: tuple[Parting, ...], *, other_readings: bool
    ) -> dict[date, Effort]:
        """Return the days on which all is asked: a plain one, one a changed version."""
        full, less = self._efforts()
        if self._kind in _BY_CONDITIONS:
            full = PARTS
        elif other_readings:
            full = less
        changed = {place for one in changes for place in one.path[1:2]}
        versions = [
            version
            for rule in self._rules
            for place, version in enumerate(rule.versions)
            if place in changed
        ]
        days = [days_of([one], self._calendar)[0] for one in versions]
        return dict.fromkeys([self._sorts[0], *([] if other_readings else days)], full)

    def _others(self, *, other_readings: bool) -> dict[date, Effort]:
        """Return days on which less is asked."""
        _, less = self._efforts()
        others = [*self._sorts[1:]]
        if not other_readings:
            others += days_of_versions(self._rules, self._calendar)
        return dict.fromkeys(others[:_FEW_DAYS] if self._pauses else others, less)

    def _efforts(self) -> tuple[Effort, Effort]:
        if self._kind == "choice":
            return ROWS, FEWER_ROWS
        return (SLOW, SLOWER) if self._pauses else (FULL, LESS)

    def _search(self, pair: Pair, day: date, effort: Effort) -> Iterator[Finds]:
        days = (day.toordinal(), day.toordinal())
        if self._kind in _BY_CONDITIONS:
            yield by_conditions(pair, days, effort)
            return
        names = list(pair.facts)
        if all(rule.pick == "all" for rule in self._rules):
            names = pair.row_facts() or names  # rows answer each for itself
        yield in_cells(pair, pair.ways(names, days), days, effort)
        if self._kind in _TRIGGERED:
            yield in_cells(pair, self._last_days(pair, days), days, effort)

    def _last_days(self, pair: Pair, days: tuple[int, int]) -> Choices:
        """Return the values with which a limit ends on days of every sort."""
        versions = (one for rule in self._rules for one in rule.versions)
        ends = (getattr(one, "done", None) for one in versions)
        done = {one.name for one in ends if one is not None}
        names = [name for name in pair.facts if name not in done]
        goals = [one.toordinal() for one in self._sorts]
        relations = [*pair.relations, *_ending_on(pair, goals)]
        return pair.ways(names, days, relations)


def _verdict(moves: set[Move]) -> Verdict:
    """Return what several moves come to; what opens or closes doesn't turn it."""
    if not moves:
        return Verdict.EQUIVALENT
    match [*(moves - {Move.OPEN})]:
        case [Move.STRICTER]:
            return Verdict.STRICTER
        case [Move.LOOSER]:
            return Verdict.LOOSER
        case _:
            return Verdict.INCOMPARABLE


def _ending_on(pair: Pair, goals: list[int]) -> Iterator[Relation]:
    """Yield comparisons of the last days of both rules with some days."""
    for side in (pair.old, pair.new):
        context = side.inquiry.rule.context
        terms = Terms(context)
        for version in side.inquiry.rule.rule.versions:
            for one in side.named(limits_of(version, terms, context)):
                for goal in goals if one.left.moves else ():
                    yield Relation(one.left, Term(None, goal), True, True)  # noqa: FBT003


def _example(pair: Pair, met: Met, readings: Mapping[str, str]) -> Example:
    """Return a case in which nothing can be left out, or lie nearer to the day."""
    stated = {k: way for k, way in met.stated.items() if way is not UNSTATED}
    nearer = pair.ways(stated, (met.as_of, met.as_of))
    for name, way in tuple(stated.items()):
        for other in _simpler(way, nearer[name], met.as_of):
            simpler = {**stated, name: other}
            if (found := met_in(pair, simpler, met.as_of)) and found.key == met.key:
                stated, met = simpler, found
                break
    return Example(
        move=met.move,
        case=_nested(stated),
        as_of=date.fromordinal(met.as_of),
        readings=readings,
        old=met.old,
        new=met.new,
    )


def _simpler(way: Way, ways: Iterable[Way], about: int) -> list[Way]:
    """Return simpler values: none at all; of an event the days nearer to another."""
    if not isinstance(way.stated, date):
        return [UNSTATED]
    turns = [one.value for one in ways if isinstance(one.stated, date)]
    days = {day for turn in turns for day in (turn, turn - 1)}
    nearer = [day for day in days if abs(day - about) < abs(way.value - about)]
    nearest = sorted(nearer, key=lambda day: abs(day - about))[:_SIMPLER]
    return [UNSTATED, *(Way(day, date.fromordinal(day)) for day in nearest)]


def _nested(stated: Assignment) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    told = ((k, way) for k, way in sorted(stated.items()) if way is not UNSTATED)
    for name, way in told:
        section, _, fact = name.partition(".")
        found.setdefault(section, {})[fact] = plain(way.stated)
    return found


def _rank(example: Example) -> tuple[int, int, int]:
    """Return what puts an example first: known answers, the defaults, few facts."""
    open_ = sum(one.word in _OPEN for one in (example.old, example.new))
    return open_, len(example.readings), sum(map(len, example.case.values()))
