"""What could stand in a rule instead, beside its conditions: limits, days, parts.

Versions that begin a day earlier, conditions and rows left out, another unit of a
limit, another reading, another who acts next.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from telcorules.foundation.periods import Period, Unit
from telcorules.language.linkers import units
from telcorules.language.nodes import Constant
from telcorules.language.program import Rule
from telcorules.language.scope import BOOL
from telcorules.language.versions import (
    AdmissionVersion,
    AmountVersion,
    ChecklistVersion,
    ChoiceRow,
    ChoiceVersion,
    Condition,
    DeadlineVersion,
    DutyVersion,
    PermissionVersion,
    Version,
)
from telcorules.review.changes import (
    Change,
    Names,
    Path,
    near_days,
    of_condition,
    other_periods,
)
from telcorules.review.rewriting import DROPPED

_A_DAY: Final = timedelta(days=1)
_NEVER_ROLL: Final = {Unit.WORKING_DAYS, Unit.HOURS}


def of_rule(rule: Rule, names: Names) -> Iterator[Change]:
    """Yield the changes of a rule: of its versions, of who acts, of how it picks."""
    seen: set[int] = set()
    for index, version in enumerate(rule.versions):
        path: Path = ("versions", index)
        inner = replace(names, values=_values(version))
        yield from _of_days(rule, index)
        for root in version.nodes:
            yield from of_condition(root, inner, seen)
        yield from _PARTS[type(version)](version, path, inner)
    yield from _of_pick(rule)


def _values(version: Version) -> tuple[str, ...]:
    """Return the answers that a choice names, each once."""
    rows = version.rows if isinstance(version, ChoiceVersion) else ()
    named = (row.value for row in rows)
    return tuple(
        dict.fromkeys(str(one.value) for one in named if isinstance(one, Constant))
    )


def _of_days(rule: Rule, index: int) -> Iterator[Change]:
    """Yield other days on which a version begins, or ends for good."""
    version = rule.versions[index]
    path: Path = ("versions", index)
    before = rule.versions[index - 1] if index else None
    for day in near_days(version.start):
        moved = list(rule.versions)
        moved[index] = replace(version, start=day)
        if before is not None and before.until == version.start - _A_DAY:
            moved[index - 1] = replace(before, until=day - _A_DAY)
        instead = replace(rule, versions=tuple(moved))
        said = (str(version.start), str(day))
        yield Change("date", rule, instead, *said, path=(*path, "from"))
    after = rule.versions[index + 1 : index + 2]
    if version.until and not (after and after[0].start == version.until + _A_DAY):
        for day in near_days(version.until):
            ended = replace(version, until=day)
            said = (str(version.until), str(day))
            yield Change("date", version, ended, *said, path=(*path, "until"))


_PICKS: Final = ("one", "first", "all")


def _of_pick(rule: Rule) -> Iterator[Change]:
    for pick in _PICKS if rule.pick else ():
        if pick != rule.pick:
            instead = replace(rule, pick=pick)
            yield Change("pick", rule, instead, rule.pick, pick, path=("pick",))


def _admission(version: AdmissionVersion, path: Path, _names: Names) -> Iterator[Any]:
    for one in version.conditions:
        holds = one.role == "require"
        yield _settled(one, (*path, one.role, one.id), holds=holds)


def _settled(one: Condition, path: Path, *, holds: bool) -> Change:
    """Return a condition left out: one that never stands in the way."""
    was, node = f"{one.role} {one.id}", one.node
    always: dict[str, Any] = {"type": BOOL, "source": str(holds), "span": node.span}
    instead = replace(one, node=Constant(value=holds, **always))
    return Change("condition", one, instead, was, "left out", path=path)


def _checklist(version: ChecklistVersion, path: Path, _names: Names) -> Iterator[Any]:
    for one in version.items:
        place = (*path, "items", one.id)
        yield _settled(one, place, holds=True)
        yield from _dropped(one, "applies", "when", place)


def _dropped(owner: Any, name: str, key: str, path: Path) -> Iterator[Change]:
    """Yield that something which may be left out is left out."""
    value = getattr(owner, name)
    if value is not None:
        instead = replace(owner, **{name: None})
        was = f"{key}: {getattr(value, 'source', getattr(value, 'name', value))}"
        yield Change("condition", owner, instead, was, "left out", path=(*path, key))


def _duty(version: DutyVersion, path: Path, _names: Names) -> Iterator[Any]:
    yield from _dropped(version, "when", "when", path)
    yield from _dropped(version, "done", "done", path)


_ROUNDINGS: Final = ("half-up", "up", "down")


def _amount(version: AmountVersion, path: Path, _names: Names) -> Iterator[Any]:
    yield from _dropped(version, "when", "when", path)
    for other in _ROUNDINGS:
        if other != version.rounding:
            instead = replace(version, rounding=other)
            place = (*path, "rounding")
            yield Change(
                "number", version, instead, version.rounding, other, path=place
            )
    fewer = replace(version, places=version.places - 1)
    was, now = str(version.places), str(version.places - 1)
    yield Change("number", version, fewer, was, now, path=(*path, "places"))


def _choice(version: ChoiceVersion, path: Path, _names: Names) -> Iterator[Any]:
    for index, row in enumerate(version.rows):
        place = (*path, "rows", index)
        if len(version.rows) > 1:
            was = f"the row {row.value.source}"
            yield Change("row", row, DROPPED, was, "left out", path=place)
        yield from _dropped(row, "condition", "if", place)
        yield from _dropped(row, "opens", "opens", place)
        yield from _dropped(row, "closes", "closes", place)
        yield from _barriers(row, place)
    yield from _turns(version, path)


def _barriers(row: ChoiceRow, path: Path) -> Iterator[Change]:
    for one in row.barriers:
        was = f"barred: {one.condition.source}"
        place = (*path, "barred")
        yield Change("condition", one, DROPPED, was, "left out", path=place)


def _turns(version: ChoiceVersion, path: Path) -> Iterator[Change]:
    """Yield another whose turn it is, of those that the rule names."""
    named = list(dict.fromkeys(row.turn for row in version.rows if row.turn))
    for index, row in enumerate(version.rows):
        if row.turn and len(named) > 1:
            other = named[(named.index(row.turn) + 1) % len(named)]
            place = (*path, "rows", index, "turn")
            instead = replace(row, turn=other)
            yield Change("authority", row, instead, row.turn, other, path=place)


def _permission(version: PermissionVersion, path: Path, _names: Names) -> Iterator[Any]:
    yield from _dropped(version, "when", "when", path)
    yield from _dropped(version, "done", "done", path)
    if isinstance(version.after, Period):
        for sort, period in other_periods(version.after):
            instead = replace(version, after=period)
            said = (str(version.after), str(period))
            yield Change(sort, version, instead, *said, path=(*path, "after"))


def _deadline(version: DeadlineVersion, path: Path, names: Names) -> Iterator[Any]:
    yield from _dropped(version, "when", "when", path)
    yield from _dropped(version, "done", "done", path)
    yield from _limits(version, path)
    yield from _rolling(version, path, names)
    for index, one in enumerate(version.extensions):
        place = (*path, "extended_by", index)
        was = f"extended_by: {one.event.name}"
        yield Change("condition", one, DROPPED, was, "left out", path=place)
        for sort, period in other_periods(one.period):
            if sort == "limit":
                longer, said = (
                    replace(one, period=period),
                    (str(one.period), str(period)),
                )
                yield Change(sort, one, longer, *said, path=(*place, "period"))
    for index, span in enumerate(version.exclusions):
        rest = version.exclusions[:index] + version.exclusions[index + 1 :]
        was = f"excluding: {span.start.name}"
        instead = replace(version, exclusions=rest)
        place = (*path, "excluding", index)
        yield Change("condition", version, instead, was, "left out", path=place)


def _limits(version: DeadlineVersion, path: Path) -> Iterator[Change]:
    several = len(version.limits) > 1
    for index, limit in enumerate(version.limits):
        place = (*path, "within_earliest_of", index) if several else (*path, "within")
        before, after = version.limits[:index], version.limits[index + 1 :]
        if several:
            instead = replace(version, limits=before + after)
            yield Change("limit", version, instead, str(limit), "left out", path=place)
        if not isinstance(limit, Period):
            continue
        for sort, period in other_periods(limit):
            if sort == "unit" and version.extensions:
                continue  # a limit and what extends it are counted in one unit
            instead = replace(version, limits=(*before, period, *after))
            said = (str(limit), str(period))
            yield Change(sort, version, instead, *said, path=place)


def _rolling(version: DeadlineVersion, path: Path, names: Names) -> Iterator[Change]:
    """Yield another reading on which it hangs whether the last day moves."""
    rolling = any(units(one) - _NEVER_ROLL for one in version.limits)
    if version.rolls is not None and rolling and not version.back:
        other = names.other_reading(version.rolls)
        instead = replace(version, rolls=other)
        said = (version.rolls, other or "it always moves")
        yield Change("reading", version, instead, *said, path=(*path, "rolls"))
    if version.holidays_roll:
        instead = replace(version, holidays_roll=False)
        place = (*path, "holidays_roll")
        yield Change("rolling", version, instead, "true", "false", path=place)


_PARTS: Final[Mapping[type[Version], Callable[..., Iterator[Change]]]] = (
    MappingProxyType(
        {
            AdmissionVersion: _admission,
            ChecklistVersion: _checklist,
            DutyVersion: _duty,
            AmountVersion: _amount,
            ChoiceVersion: _choice,
            PermissionVersion: _permission,
            DeadlineVersion: _deadline,
        }
    )
)
