"""A case that tells two rules apart, searched over the cells of what they compare.

Two rules that differ in one place are asked the same cases. What one of them compares
with divides the values of each fact into few cells; where all combinations of cells
were tried and every answer was the same, nothing tells them apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations_with_replacement
from typing import Any, Final

from telcorules.evaluation.candidates import UNSTATED
from telcorules.evaluation.context import Context
from telcorules.evaluation.inquiries import Inquiry
from telcorules.evaluation.kinds import ready
from telcorules.evaluation.limit_terms import events_of
from telcorules.evaluation.parts import facts_of
from telcorules.evaluation.supposing import Supposition
from telcorules.evaluation.terms import Relation, Term, Terms
from telcorules.language.compile import compile_values
from telcorules.language.program import Rule
from telcorules.language.scope import DAYS
from telcorules.language.versions import DeadlineVersion, PermissionVersion, Version
from telcorules.language.vocabulary import Case, Fact
from telcorules.review.alike import alike
from telcorules.review.combinations import (
    Cell,
    Cells,
    case_of,
    course_of,
    days_of,
    nearer,
    suppose,
)
from telcorules.review.observing import observed, told_apart
from telcorules.review.paired import Roots, Versions, differing
from telcorules.review.running import running

CELLS: Final = 20_000
"""Up to how many combinations of cells of an expression are all tried, on one day."""

WHOLE: Final = 600
"""The same where whole rules are asked."""

ELSEWHERE: Final = 20
"""How many are tried beside what a case states."""

ENOUGH: Final = 150_000
"""Up to how many combinations of an expression are tried on all days together."""

ANSWERS: Final = 20_000
"""The same where whole rules are asked."""

_NEAR: Final = 500
_A_YEAR: Final = 366
_STEPS: Final = (0, 1, 4, 10, 20, 31, 60, 100)
_BASES: Final = 8
_TRIED: Final = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A case that tells two rules apart.

    Attributes:
        case: What it states.
        as_of: The day of the question.
        readings: The choices of readings that it takes.
        before: What the one rule answers.
        after: What the other does.
    """

    case: Case
    as_of: date
    readings: Mapping[str, str]
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search came to: a case, or none, and whether every cell was tried."""

    found: Found | None
    exhausted: bool


def tell_apart(
    before: Rule, after: Rule, contexts: Sequence[Context], bases: Sequence[Case]
) -> Searched:
    """Search for a case that two rules answer differently.

    Args:
        before: The one rule.
        after: The other; it differs in one place.
        contexts: The readings under which they are asked, the pack's own first.
        bases: Cases that reach deep into the rule, such as those of its scenarios.
    """
    exhausted = True
    for context in contexts:
        pair = _Pair(before, after, context, bases)
        if (found := pair.search()) is not None:
            return Searched(found, exhausted=False)
        exhausted = exhausted and pair.exhausted
    return Searched(None, exhausted)


class _Pair:
    """Two rules under the same readings.

    Attributes:
        exhausted: Whether no combination of cells was left out.
    """

    def __init__(
        self, before: Rule, after: Rule, context: Context, bases: Sequence[Case]
    ) -> None:
        self.exhausted = True
        self._context = context
        self._rules = ready(before, context), ready(after, context)
        self._empty = context.program.vocabulary.case({})
        self._bases = [self._empty, *bases]
        self._terms = Terms(context)
        # Days that don't count, over decades, would take too long to count.
        versions = (*before.versions, *after.versions)
        self._pauses = any(getattr(one, "exclusions", ()) for one in versions)
        self._places = list(differing(before, after))

    def search(self) -> Found | None:
        """Return a case that tells them apart, the first that is met."""
        for versions, roots in self._places:
            one, other = versions
            if (one.start, one.until) != (other.start, other.until):
                found = self._by_dates()
            elif roots is None:
                found = self._by_answers(versions)
            else:
                found = self._by_values(versions, roots)
            if found is not None:
                return found
        return None

    def _by_dates(self) -> Found | None:
        """Ask on the days that another version governs than before."""
        one, other = (rule.rule for rule in self._rules)
        for day in _edges(one):
            before, after = one.version_on(day), other.version_on(day)
            both = before is not None and after is not None
            if before is after or (both and alike(before, after)):
                continue
            if found := self._governed_on(date.fromordinal(day), (before, after)):
                return found
        return None

    def _governed_on(self, day: date, versions: tuple[Any, Any]) -> Found | None:
        """Return a case governed by the law of a day that tells them apart."""
        known = [one for one in versions if one is not None]
        fixed = self._rules[0].rule.governed_by or _since(known[0])
        every = [one for one in self._read() if one is not fixed]
        for base in self._nearest(every):
            case = Supposition(base)
            if fixed is not None:
                case.on(fixed, day.toordinal())
            asked = every if base is self._empty else ()
            if found := self._in_cells(case, self._cells(asked), day, WHOLE):
                return found
        return None

    def _by_values(self, versions: Versions, roots: Roots) -> Found | None:
        """Compare two expressions in every cell, then answers where they differ."""
        facts = facts_of(roots, self._context)
        relations = [*self._terms.relations(roots), *self._ends(roots)]
        cells = Cells(facts, roots, relations, self._context)
        values = compile_values(roots, self._context.readings, self._context.calendar)
        met = 0
        for day in self._days(versions, cells, ENOUGH):
            case, ordinal = Supposition(self._empty), day.toordinal()
            for cell in cells.on(day, CELLS):
                suppose(case, facts, cell)
                one, other = values(case.slots, ordinal, ordinal)
                if one != other and met < _TRIED:
                    met += 1
                    if found := self._completed(facts, cell, day):
                        return found
        self.exhausted = self.exhausted and cells.exhausted
        return self._by_answers(versions, facts) if met else None

    def _days(
        self, versions: Iterable[Version], cells: Cells, most: int
    ) -> Iterator[date]:
        """Yield a few days of every kind, then days in a row where all can be tried."""
        yield from days_of(versions, self._context.calendar)
        if cells.exhausted and most:
            each = most // cells.most
            yield from course_of(versions, self._context.calendar, each)

    def _ends(self, roots: Roots) -> Iterator[Relation]:
        """Yield what first and last days are compared with: the day asked about."""
        for root in roots:
            for term in self._terms.of(root) if root.type.kind in DAYS else ():
                yield Relation(term, Term("as_of"), reaching=True, passing=True)

    def _completed(self, facts: Sequence[Fact], cell: Cell, day: date) -> Found | None:
        """Return a case in which a cell makes the answers differ."""
        for base in self._nearest(facts):
            case = Supposition(base)
            suppose(case, facts, cell)
            if found := self._asked_on(case, day, facts):
                return found
        return None

    def _nearest(self, facts: Sequence[Fact]) -> list[Case]:
        """Return a few cases to start from, those that state most of some facts."""
        empty, *others = self._bases
        slots = [one.slot for one in facts]

        def unstated(case: Case) -> int:
            return sum(case.slots[slot] is None for slot in slots)

        spread = others[:: max(1, len(others) // _BASES)]
        near = sorted(others, key=unstated)[:_BASES]
        return list({id(one): one for one in (empty, *near, *spread)}.values())

    def _by_answers(
        self, versions: Versions, facts: Sequence[Fact] = ()
    ) -> Found | None:
        """Compare the answers themselves, in every cell of what the rules read."""
        if found := self._by_limits(versions):
            return found
        every = self._read()
        few = [one for one in every if one in facts or _is_limit(one, versions)]
        for base in self._nearest(few):
            whole = base is self._empty
            cells = self._cells(every if whole else few)
            most = WHOLE if whole else ELSEWHERE
            for day in self._days(versions, cells, ANSWERS if whole else 0):
                if found := self._in_cells(Supposition(base), cells, day, most):
                    return found
        return None

    def _by_limits(self, versions: Versions) -> Found | None:
        """Let a limit run from every day of a year, and in the first of them vary."""
        version = versions[0]
        if not isinstance(version, DeadlineVersion | PermissionVersion):
            return None
        first = days_of([version], self._context.calendar)[0]
        case = running(version, self._context, first)
        others = [one for one in events_of(version) if one != version.since]
        for step in range(_A_YEAR):
            day = first + timedelta(days=step)
            case.on(version.since, day.toordinal())
            if found := self._asked_on(case, day, ()):
                return found
        return self._by_events(version, others, first)

    def _by_events(self, version: Any, others: list[Fact], first: date) -> Found | None:
        """Let what ends, extends or pauses a limit happen, one or two of them."""
        for one, other in combinations_with_replacement(others, 2):
            for near, far in combinations_with_replacement(_STEPS, 2):
                case = running(version, self._context, first)
                case.on(one, first.toordinal() + near)
                case.on(other, first.toordinal() + far)
                for after in (0, max(_STEPS)):
                    day = first + timedelta(days=after)
                    if found := self._asked_on(case, day, ()):
                        return found
        return None

    def _read(self) -> list[Fact]:
        read = {fact for rule in self._rules for fact in Inquiry(rule).read}
        return sorted(read, key=lambda one: one.slot)

    def _cells(self, facts: Sequence[Fact]) -> Cells:
        """Return what some facts can be, as far as either rule tells it apart."""
        asked = [Inquiry(one) for one in self._rules]
        roots = [root for one in asked for root in one.roots]
        relations = [relation for one in asked for relation in one.relations]
        within = _NEAR if self._pauses else None
        return Cells(facts, roots, relations, self._context, within)

    def _in_cells(
        self, case: Supposition, cells: Cells, day: date, most: int
    ) -> Found | None:
        """Return a case in which the answers differ, over the cells of some facts."""
        for cell in cells.on(day, most):
            suppose(case, cells.facts, cell)
            if found := self._asked_on(case, day, cells.facts):
                return found
        self.exhausted = self.exhausted and (cells.exhausted or most < WHOLE)
        return None

    def _asked_on(
        self, case: Supposition, day: date, kept: Iterable[Fact]
    ) -> Found | None:
        governed = self._rules[0].rule.governed_by
        if governed is not None and governed not in kept:
            case.on(governed, day.toordinal())
        one, other = (rule.evaluate(case, day) for rule in self._rules)
        if not told_apart(one, other):
            return None
        return self._least(case, day, self._answers(case, day))

    def _answers(self, case: Case, day: date) -> tuple[Any, Any]:
        one, other = (observed(rule.evaluate(case, day)) for rule in self._rules)
        return one, other

    def _least(self, case: Supposition, day: date, seen: tuple[Any, Any]) -> Found:
        """Return a case without the facts that it doesn't need for these answers."""
        for fact in case.vocabulary.facts:
            if case.slots[fact.slot] is not None:
                stated = case.way(fact)
                case.suppose(fact, UNSTATED)
                if self._answers(case, day) != seen:
                    case.suppose(fact, stated)
        facts = case.vocabulary.facts
        nearer(case, facts, day, lambda: self._answers(case, day))
        one, other = (rule.evaluate(case, day) for rule in self._rules)
        return Found(case_of(case), day, self._context.readings, one, other)


def _edges(rule: Rule) -> Iterator[int]:
    """Yield the days around those on which versions begin and end."""
    for version in rule.versions:
        for edge in (version.start, version.until):
            if edge is not None:
                yield from range(edge.toordinal() - 1, edge.toordinal() + 2)


def _since(version: Any) -> Fact | None:
    if isinstance(version, DeadlineVersion | PermissionVersion):
        return version.since
    return None


def _is_limit(fact: Fact, versions: Versions) -> bool:
    """Tell whether an event sets a limit running, or ends, extends or pauses it."""
    return any(fact in {*events_of(one)} for one in versions)
