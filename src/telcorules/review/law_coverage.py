"""How much of the law scenarios test: each condition met as true, false and unknown.

A value that a condition can't have isn't asked for, where all that it compares with
was tried.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from telcorules.evaluation.context import Context
from telcorules.evaluation.kinds import ready
from telcorules.evaluation.parts import facts_of
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.supposing import Supposition
from telcorules.evaluation.terms import Terms
from telcorules.foundation.law import Cited
from telcorules.foundation.truth import Truth
from telcorules.language.compile import Values, compile_values
from telcorules.language.nodes import Node
from telcorules.language.program import Rule
from telcorules.language.versions import Version
from telcorules.review.combinations import Cells, days_of, suppose
from telcorules.review.pins import Pin, Pins
from telcorules.review.points import KEPT, Point, points
from telcorules.review.scenarios import Scenario

TRUTHS: Final[tuple[Truth, ...]] = (True, False, None)
WORDS: Final[Mapping[Truth, str]] = {True: "true", False: "false", None: "unknown"}
CELLS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Covered:
    """A point, and the scenarios that met it.

    Attributes:
        point: The point.
        met: For each value the names of the scenarios.
        impossible: The values that it can't have.
    """

    point: Point
    met: Mapping[Truth, tuple[str, ...]]
    impossible: frozenset[Truth]

    @property
    def missing(self) -> tuple[str, ...]:
        """The values that it can have, and that no scenario met."""
        return tuple(
            WORDS[one]
            for one in TRUTHS
            if not self.met[one] and one not in self.impossible
        )

    @property
    def wanted(self) -> int:
        """How many values it can have."""
        return len(TRUTHS) - len(self.impossible)

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "rule": self.point.rule.id,
            "from": self.point.version.start.isoformat(),
            "point": self.point.name,
            **{WORDS[one]: list(self.met[one]) for one in TRUTHS},
            "impossible": [WORDS[one] for one in TRUTHS if one in self.impossible],
            "missing": list(self.missing),
        }


@dataclass(frozen=True, slots=True)
class Article:
    """A provision, and what of the rules rests on it.

    Attributes:
        cited: The provision, without paragraph and item.
        covered: The points that rest on it.
    """

    cited: Cited
    covered: tuple[Covered, ...]

    @property
    def instrument(self) -> str:
        """The id of its instrument."""
        return self.cited.citation.instrument

    @property
    def number(self) -> str | None:
        """The article or passage; None for the instrument as a whole."""
        return self.cited.citation.article or self.cited.citation.passage


def share(covered: Iterable[Covered]) -> float:
    """Return the share of values met, of those that points can have, in percent."""
    told = list(covered)
    wanted = sum(one.wanted for one in told)
    missing = sum(len(one.missing) for one in told)
    return 100 * (wanted - missing) / wanted if wanted else 100.0


def cover(book: Rulebook, scenarios: Iterable[Scenario]) -> list[Covered]:
    """Return every point of a pack's rules, with the scenarios that met it.

    A scenario meets the points of the rules of which it states something; one that
    nobody confirmed meets none.
    """
    pins = Pins(book, scenarios)
    context = pins.context({})
    found = []
    for rule in book.program.rules.values():
        meeting = _Meeting(rule, pins.of(rule.id))
        for point in points(rule):
            met = meeting.of(point)
            lacking = [one for one in TRUTHS if not met[one]]
            found.append(Covered(point, met, _impossible(point, lacking, context)))
    return found


class _Meeting:
    """The scenarios of a rule, by what they meet."""

    def __init__(self, rule: Rule, pins: Sequence[Pin]) -> None:
        self._rule = rule
        self._pins = pins
        self._ready: dict[int, Any] = {}
        self._values: dict[tuple[int, int], Values] = {}

    def of(self, point: Point) -> dict[Truth, tuple[str, ...]]:
        """Return the scenarios that meet a point, by the value that it has."""
        found: dict[Truth, list[str]] = {one: [] for one in TRUTHS}
        for pin in self._pins:
            for truth in self._truths(point, pin):
                found[truth].append(pin.scenario.name)
        return {truth: tuple(names) for truth, names in found.items()}

    def _truths(self, point: Point, pin: Pin) -> Iterator[Truth]:
        """Yield the value of a point in a scenario; none where it isn't asked."""
        if point.node is None:
            yield from self._kept(point, pin)
        elif pin.governed(self._rule) is point.version:
            day, as_of = pin.day(self._rule), pin.scenario.as_of.toordinal()
            (truth,) = self._compiled(point.node, pin)(pin.case.slots, day, as_of)
            yield truth

    def _compiled(self, node: Node, pin: Pin) -> Values:
        key = (id(node), id(pin.context))
        if key not in self._values:
            readings, calendar = pin.context.readings, pin.context.calendar
            self._values[key] = compile_values([node], readings, calendar)
        return self._values[key]

    def _kept(self, point: Point, pin: Pin) -> Iterator[Truth]:
        if id(pin.context) not in self._ready:
            self._ready[id(pin.context)] = ready(self._rule, pin.context)
        result = self._ready[id(pin.context)].evaluate(pin.case, pin.scenario.as_of)
        governed = pin.governed(self._rule)
        if result.status in KEPT and governed in (point.version, None):
            yield KEPT[result.status]


def _impossible(
    point: Point, lacking: Sequence[Truth], context: Context
) -> frozenset[Truth]:
    """Return which values a point can't have, as all cells of its condition show."""
    if point.node is None or not lacking:
        return frozenset()
    reached, exhausted = _reached(point.node, point.version, context)
    if not exhausted:
        return frozenset()
    return frozenset(one for one in lacking if one not in reached)


def _reached(node: Node, version: Version, context: Context) -> tuple[set[Truth], bool]:
    facts = facts_of([node], context)
    cells = Cells(facts, [node], Terms(context).relations([node]), context)
    values = compile_values([node], context.readings, context.calendar)
    reached: set[Truth] = set()
    case = Supposition(context.program.vocabulary.case({}))
    for day in days_of([version], context.calendar):
        for cell in cells.on(day, CELLS):
            suppose(case, facts, cell)
            reached |= {*values(case.slots, day.toordinal(), day.toordinal())}
            if len(reached) == len(TRUTHS):
                return reached, True
    return reached, cells.exhausted


def by_article(covered: Iterable[Covered]) -> list[Article]:
    """Return the provisions that points rest on, in the order of the rules."""
    cited: dict[tuple[str, str | None], Cited] = {}
    resting: dict[tuple[str, str | None], dict[int, Covered]] = {}
    for one in covered:
        for basis in one.point.basis:
            citation = basis.citation
            key = citation.instrument, citation.article or citation.passage
            cited.setdefault(key, basis)
            resting.setdefault(key, {})[id(one)] = one
    return [Article(cited[key], tuple(resting[key].values())) for key in cited]
