"""Limits and the worked cases on both sides of them: the last day, and the day after.

A limit that is a day too long or too short is seen only by a case that lies right at
it. The day before the last shows nothing that the last day doesn't.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from telcorules.errors import Span
from telcorules.evaluation.obligations import Permission
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.periods import Period
from telcorules.language.compile import Values, compile_values
from telcorules.language.limits import BEYOND
from telcorules.language.nodes import Compare, LastDay, Parameter, Shift, walk
from telcorules.language.program import Rule
from telcorules.language.scope import DAYS
from telcorules.language.versions import (
    DeadlineVersion,
    PermissionVersion,
    Version,
)
from telcorules.language.vocabulary import Case, Fact
from telcorules.review.places import Places
from telcorules.review.scenarios import Scenario, stated
from telcorules.review.verdicts import Check, disproven, proven

UNPINNED: Final = "TR861"
UNTRIED: Final = "TR862"

_SIDES: Final[Mapping[str, tuple[int, ...]]] = {
    "<": (-1, 0),
    ">=": (-1, 0),
    "<=": (0, 1),
    ">": (0, 1),
    "==": (-1, 0, 1),
    "!=": (-1, 0, 1),
}
"""How far apart two days have to lie in some case, by how they are compared."""


@dataclass(frozen=True, slots=True)
class _Tried:
    """A scenario that expects something of a rule, with its case read."""

    scenario: Scenario
    book: Rulebook
    case: Case
    expected: Any


def pinned(
    book: Rulebook, places: Places, scenarios: Sequence[Scenario]
) -> Iterator[Check]:
    """Yield whether scenarios lie on both sides of each limit of each rule."""
    tried = _by_rule(book, scenarios)
    for rule in book.program.rules.values():
        several = tried.get(rule.id, [])
        if not several:
            what = f"no scenario tries `{rule.id}`"
            hint = "write one on each side of what it decides"
            yield proven(UNTRIED, rule.span, what, hint)
            continue
        yield disproven(UNTRIED, rule.span, f"{len(several)} scenarios try it")
        for number, version in enumerate(rule.versions):
            yield from _limits(rule, version, number, places, several)
        yield from _comparisons(rule, several)


def _governs(rule: Rule, version: Version, one: _Tried) -> bool:
    """Tell whether a version is the one that a scenario asks about."""
    event: Fact | None = getattr(version, "since", rule.governed_by)
    day = None if event is None else one.case.slots[event.slot]
    if day is None or day >= BEYOND:
        day = one.scenario.as_of.toordinal()
    return version.holds_on(day)


def _by_rule(
    book: Rulebook, scenarios: Iterable[Scenario]
) -> Mapping[str, list[_Tried]]:
    """Return the scenarios that expect something of each rule."""
    found: dict[str, list[_Tried]] = {}
    for one in scenarios:
        under, case = stated(book, one)
        for rule, expected in one.expect.items():
            found.setdefault(rule, []).append(_Tried(one, under, case, expected))
    return found


def _limits(
    rule: Rule,
    version: Version,
    number: int,
    places: Places,
    several: Sequence[_Tried],
) -> Iterator[Check]:
    """Yield whether each period of a deadline or permission is pinned."""
    if isinstance(version, DeadlineVersion):
        key = "within" if len(version.limits) == 1 else "within_earliest_of"
        sides = (0, 1)
    elif isinstance(version, PermissionVersion):
        key, sides = "after", (-1, 0)
    else:
        return
    span = places.value_of_rule(rule.id, "versions", number, key)
    met = _met(rule, version, several)
    for period in _periods(version):
        offsets = met.get(period, set())
        if len(getattr(version, "limits", ())) > 1:
            offsets = {one for found in met.values() for one in found}
        yield _sided(span, f"`{rule.id}` within {period}", sides, offsets)


def _periods(version: DeadlineVersion | PermissionVersion) -> tuple[Period, ...]:
    """Return the periods that a version may count, those of parameters included."""
    if isinstance(version, PermissionVersion):
        return tuple(_values(version.after, version))
    if len(version.limits) > 1:
        return tuple(_values(version.limits[0], version))[:1]
    return tuple(_values(version.limits[0], version))


def _values(length: Period | Parameter, version: Version) -> Iterator[Period]:
    if isinstance(length, Period):
        yield length
        return
    dated = [*length.values, *(one.dated for one in length.local)]
    last = version.until or date.max
    inside = [
        one.value
        for one in dated
        if one.start <= last and (one.until or date.max) >= version.start
    ]
    yield from dict.fromkeys(inside)


def _met(
    rule: Rule, version: Version, several: Sequence[_Tried]
) -> dict[Period, set[int]]:
    """Return for each period how far from its last day scenarios ask or act."""
    found: dict[Period, set[int]] = {}
    for one in several:
        result = one.book.evaluate(rule.id, one.case, as_of=one.scenario.as_of)
        assert isinstance(result, Deadline | Permission)
        day = result.trigger
        if result.dates is None or result.limit is None or day is None:
            continue
        if version.holds_on(day.toordinal()) and _tells(one.expected):
            acted = result.done or result.as_of
            apart = acted.toordinal() - result.dates.due.toordinal()
            found.setdefault(result.limit, set()).add(apart)
    return found


def _tells(expected: Any) -> bool:
    return isinstance(expected, dict) and not {"status", "due", "opens"}.isdisjoint(
        expected
    )


def _sided(span: Span, what: str, sides: Sequence[int], met: set[int]) -> Check:
    missing = [_SAID[one] for one in sides if one not in met]
    if not missing:
        return disproven(UNPINNED, span, f"scenarios lie on both sides of {what}")
    return proven(
        UNPINNED,
        span,
        f"no scenario of {what} lies on {' or '.join(missing)}",
        "write one on each side: the last day on which it comes out one way, and the"
        " first on which it comes out the other",
        "a limit that were a day longer or shorter would go unseen",
    )


_SAID: Final = {-1: "the day before", 0: "the day itself", 1: "the day after"}


def _comparisons(rule: Rule, several: Sequence[_Tried]) -> Iterator[Check]:
    """Yield whether each comparison with the end of a period is pinned.

    One that versions share by an anchor is pinned where it is in any of them.
    """
    written: dict[Span, Compare] = {}
    met: dict[Span, set[int]] = {}
    for version in rule.versions:
        inner = {id(node): node for root in version.nodes for node in walk(root)}
        compared = [
            node
            for node in inner.values()
            if isinstance(node, Compare) and _is_with_a_limit(node)
        ]
        inside = [one for one in several if _governs(rule, version, one)]
        for node, offsets in zip(compared, _offsets(compared, inside), strict=True):
            written[node.span] = node
            met.setdefault(node.span, set()).update(offsets)
    for span, node in written.items():
        yield _sided(span, f"`{node.source}`", _SIDES[node.operator], met[span])


def _is_with_a_limit(node: Compare) -> bool:
    if node.left.type.kind not in DAYS:
        return False
    inner = (one for part in node.parts for one in walk(part))
    return any(isinstance(one, LastDay | Shift) for one in inner)


def _offsets(compared: Sequence[Compare], several: Sequence[_Tried]) -> list[set[int]]:
    """Return how far apart the two days of each comparison lie in some scenarios."""
    roots = [part for node in compared for part in node.parts]
    compiled: dict[tuple[str, ...], Values] = {}
    found: list[set[int]] = [set() for _ in compared]
    for one in several if compared else ():
        readings = dict(one.book.readings)
        key = tuple(readings.values())
        if key not in compiled:
            compiled[key] = compile_values(roots, readings, one.book.calendar)
        for day in _asked(one):
            values = compiled[key](one.case.slots, day, day)
            for place, offsets in enumerate(found):
                offsets.update(_apart(*values[2 * place : 2 * place + 2]))
    return found


def _asked(one: _Tried) -> set[int]:
    """Return the day of the question and, where something governs, that day."""
    days = {one.scenario.as_of.toordinal()}
    for name in one.scenario.expect:
        rule = one.book.program.rules.get(name)
        if rule is not None and rule.governed_by is not None:
            day = one.case.slots[rule.governed_by.slot]
            days |= {day} if day is not None and day < BEYOND else set()
    return days


def _apart(left: Any, right: Any) -> set[int]:
    """Return how far one day lies after another, None of both being open."""
    lefts, rights = (one if isinstance(one, tuple) else (one,) for one in (left, right))
    known = [one for one in (*lefts, *rights) if one is not None and one < BEYOND]
    if len(known) < len(lefts) + len(rights):
        return set()
    return {a - b for a in lefts for b in rights}
