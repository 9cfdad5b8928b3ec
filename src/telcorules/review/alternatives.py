"""Rows of a choice held against one another: shadowed, overlapping, leaving a gap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, combinations
from typing import Any, Final

from telcorules.errors import Span
from telcorules.evaluation.rows import MetRow, PlacedRow
from telcorules.language.nodes import Moment
from telcorules.language.program import Rule
from telcorules.language.versions import ChoiceRow, ChoiceVersion
from telcorules.language.vocabulary import Kind, Type
from telcorules.review.cells import Cells
from telcorules.review.conditions import TOO_MANY
from telcorules.review.hunts import Goal, Hunt, Setting
from telcorules.review.places import Places
from telcorules.review.scenarios import Scenario
from telcorules.review.verdicts import Check, disproven, proven, undecided

SHADOWED: Final = "TR841"
GAP: Final = "TR842"
OVERLAP: Final = "TR843"

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a version, ready to be met by the values of a cell.

    Attributes:
        rows: The rows.
        placed: The same, with the places of their values.
        pick: How one is picked.
    """

    rows: tuple[ChoiceRow, ...]
    placed: tuple[PlacedRow, ...]
    pick: str

    @classmethod
    def of(cls, rule: Rule, version: ChoiceVersion) -> "_Rows":
        firsts = accumulate((len(row.nodes) for row in version.rows), initial=0)
        placed = tuple(map(PlacedRow, version.rows, firsts))
        return cls(version.rows, placed, rule.pick)

    def meet(self, values: tuple[Any, ...]) -> list[MetRow]:
        """Return the rows as a cell meets them; the day is the last of the values."""
        return [row.meet(values, values[-1]) for row in self.placed]


def alternatives(
    rule: Rule, cells: Cells, places: Places, scenarios: Sequence[Scenario]
) -> Iterator[Check]:
    """Yield what the rows of a choice are to one another.

    A gap, or two answers at once, that a scenario expects is meant to be there.
    """
    for number, version in enumerate(rule.versions):
        if isinstance(version, ChoiceVersion):
            spot = places.of_rule(rule.id, "versions", number, "rows")
            meant = set(_expected(rule, scenarios))
            yield from _of(cells, rule, version, spot, meant)


def _expected(rule: Rule, scenarios: Iterable[Scenario]) -> Iterator[str]:
    for one in scenarios:
        expected = one.expect.get(rule.id)
        if isinstance(expected, dict):
            yield str(expected.get("outcome"))


def _of(
    cells: Cells, rule: Rule, version: ChoiceVersion, spot: Span, meant: set[str]
) -> Iterator[Check]:
    rows = _Rows.of(rule, version)
    roots = version.nodes
    day = Moment(type=Type(Kind.DAY), source="as_of", span=spot, name="as_of")
    goals = dict(_goals(rows))
    setting = Setting.of(version, rule.governed_by, rule.kind)
    hunt = cells.hunt(roots, setting, goals, beside=[day])
    for key in goals:
        code, one, other = key
        if code == SHADOWED:
            yield _shadowed(rows, one, hunt, key)
        elif code == GAP:
            yield _there(hunt, key, spot, "no row has an answer", "none" in meant)
        elif code == OVERLAP:
            span = _span(rows.rows[other])
            what = f"rows {one + 1} and {other + 1} give different answers"
            yield _there(hunt, key, span, what, "conflict" in meant)


def _goals(rows: _Rows) -> Iterator[tuple[Key, Goal]]:
    for place in range(len(rows.rows)):
        yield ("opens", place, place), partial(_opens, rows=rows, place=place)
        yield (SHADOWED, place, place), partial(_gives, rows=rows, place=place)
    if rows.pick != "all" and not any(map(_always, rows.rows)):
        yield (GAP, 0, 0), partial(_none, rows=rows)
    if rows.pick == "one":
        for one, other in combinations(range(len(rows.rows)), 2):
            both = partial(_differ, rows=rows, one=one, other=other)
            yield (OVERLAP, one, other), both


def _always(row: ChoiceRow) -> bool:
    """Tell whether a row always has an answer, so that no case is left without."""
    return row.condition is None and not row.can_close


def _opens(values: tuple[Any, ...], *, rows: _Rows, place: int) -> bool:
    return rows.placed[place].meet(values, values[-1]).is_open


def _gives(values: tuple[Any, ...], *, rows: _Rows, place: int) -> bool:
    """Tell whether a row is open, and its answer isn't an earlier row's already."""
    last = rows.placed[place].meet(values, values[-1])
    if not last.is_open:
        return False
    before = [row.meet(values, values[-1]) for row in rows.placed[:place]]
    earlier = [one for one in before if one.is_open]
    if rows.pick == "first":
        return not earlier
    given = {value for one in earlier for value in one.values}
    return not given.issuperset(last.values)


def _none(values: tuple[Any, ...], *, rows: _Rows) -> bool:
    return all(one.is_closed for one in rows.meet(values))


def _differ(values: tuple[Any, ...], *, rows: _Rows, one: int, other: int) -> bool:
    first, second = (rows.placed[n].meet(values, values[-1]) for n in (one, other))
    return first.is_open and second.is_open and {*first.values} != {*second.values}


def _span(row: ChoiceRow) -> Span:
    return (row.value if row.condition is None else row.condition).span


def _shadowed(rows: _Rows, place: int, hunt: Hunt[Key], key: Key) -> Check:
    span = _span(rows.rows[place])
    if key in hunt.found:
        what = f"row {place + 1} gives its answer {hunt.found[key]}"
        return disproven(SHADOWED, span, what)
    if not hunt.exhaustive:
        what = f"it isn't decided whether row {place + 1} ever gives its answer"
        return undecided(SHADOWED, span, what, TOO_MANY.format(hunt.tried))
    if ("opens", place, place) not in hunt.found:
        return disproven(SHADOWED, span, f"row {place + 1} is never open anyway")
    return proven(
        SHADOWED,
        span,
        f"row {place + 1} never gives its answer: wherever it holds, an earlier row"
        " does",
        "move it up, narrow the rows before it, or delete it",
    )


def _there(
    hunt: Hunt[Key],
    key: Key,
    span: Span,
    what: str,
    meant: bool,  # noqa: FBT001
) -> Check:
    """Return the check of something that a single cell proves."""
    code = key[0]
    if key in hunt.found and meant:
        return disproven(code, span, f"a scenario says that it is meant: {what}")
    if key in hunt.found:
        hint = "correct the conditions; or write a scenario that expects it"
        why = "a case would be left without an answer that it can rely on"
        return proven(code, span, f"{what} {hunt.found[key]}", hint, why)
    if not hunt.exhaustive:
        message = f"it isn't decided whether there are cases where {what}"
        return undecided(code, span, message, TOO_MANY.format(hunt.tried))
    return disproven(code, span, f"in none of {hunt.tried} cases {what}")
