"""Conditions of an admission held against one another: redundant, or irreconcilable."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Any, Final

from telcorules.evaluation.completions import components
from telcorules.evaluation.context import Context
from telcorules.evaluation.parts import Part, facts_of
from telcorules.foundation.truth import Truth, conjunction, negation
from telcorules.language.program import Rule
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.review.cells import Cells
from telcorules.review.conditions import TOO_MANY
from telcorules.review.hunts import Goal, Hunt, Setting
from telcorules.review.verdicts import Check, Verdict, disproven, proven, undecided

REDUNDANT: Final = "TR834"
BARRED: Final = "TR835"
IRRECONCILABLE: Final = "TR836"

TURNS: Final = "turns"
"""Looked for in each condition: that it comes out true, and false."""

Key = tuple[str, int, int]
"""What is looked for, and which conditions it concerns; -1 for all of them."""

_ALL: Final = -1


def excluding(rule: Rule, cells: Cells) -> Iterator[Check]:
    """Yield what the conditions of an admission are to one another.

    Only conditions that share facts can have to do with each other.
    """
    for version in rule.versions:
        if isinstance(version, AdmissionVersion):
            for several in _sharing(version, cells.context):
                yield from _of(cells, rule, version, several)


def _sharing(
    version: AdmissionVersion, context: Context
) -> Iterator[tuple[Condition, ...]]:
    """Yield the conditions that hang together by their facts, where several do."""
    by_name = {one.id: one for one in version.conditions}
    parts = [
        Part(one.id, facts_of([one.node], context), (), lambda *_: None)
        for one in version.conditions
    ]
    facts = {fact for part in parts for fact in part.facts}
    for one in components(parts, facts):
        if len(one.parts) > 1:
            named = {part.name for part in one.parts}
            yield tuple(found for name, found in by_name.items() if name in named)


def _of(
    cells: Cells,
    rule: Rule,
    version: AdmissionVersion,
    several: Sequence[Condition],
) -> Iterator[Check]:
    setting = Setting.of(version, rule.governed_by, rule.kind)
    roots = [one.node for one in several]
    goals = dict(_goals(several))
    hunt = cells.hunt(roots, setting, goals)
    varied = _varied(several, hunt)
    yield from _contradictions(several, varied, hunt)
    if not hunt.exhaustive or all(
        key[0] == TURNS or key in hunt.found for key in goals
    ):
        yield from _redundancies(cells, setting, several, varied)


def _redundancies(
    cells: Cells,
    setting: Setting,
    several: Sequence[Condition],
    varied: Sequence[bool],
) -> Iterator[Check]:
    goals: dict[Key, Goal] = {
        (REDUNDANT, place, _ALL): partial(_needed, several=several, place=place)
        for place in range(len(several))
        if varied[place]
    }
    hunt = cells.hunt([one.node for one in several], setting, goals, partly=True)
    flagged = False
    for key in reversed(goals):
        check = _redundant(several[key[1]], hunt, key, flagged=flagged)
        flagged = flagged or check.verdict is Verdict.PROVEN
        yield check


def _goals(several: Sequence[Condition]) -> Iterator[tuple[Key, Goal]]:
    for place in range(len(several)):
        for truth in (True, False):
            yield (TURNS, place, truth), partial(_is, place=place, truth=truth)
    for one, other in combinations(range(len(several)), 2):
        code = BARRED if several[other].role == "bar" else IRRECONCILABLE
        if several[one].role == "require":
            yield (code, one, other), partial(_hold, several=several, of=(one, other))
    yield (IRRECONCILABLE, _ALL, _ALL), partial(_hold, several=several, of=None)


def _is(values: tuple[Truth, ...], *, place: int, truth: bool) -> bool:
    return values[place] is truth


def _as_it_should(several: Sequence[Condition], values: Sequence[Any]) -> list[Truth]:
    """Return for each condition whether it stands as it should."""
    return [
        negation(value) if one.role == "bar" else value
        for one, value in zip(several, values, strict=True)
    ]


def _hold(
    values: tuple[Any, ...],
    *,
    several: Sequence[Condition],
    of: tuple[int, ...] | None,
) -> bool:
    found = _as_it_should(several, values)
    return all(found[place] for place in (of or range(len(found))))


def _needed(
    values: tuple[Any, ...], *, several: Sequence[Condition], place: int
) -> bool:
    found = _as_it_should(several, values)
    others = found[:place] + found[place + 1 :]
    return conjunction(*found) is not conjunction(*others)


def _varied(several: Sequence[Condition], hunt: Hunt[Key]) -> list[bool]:
    """Return which conditions come out both ways; the others are told elsewhere.

    Where not all cells are tried, each may.
    """
    return [
        not hunt.exhaustive
        or all((TURNS, place, truth) in hunt.found for truth in (True, False))
        for place in range(len(several))
    ]


def _contradictions(
    several: Sequence[Condition], varied: Sequence[bool], hunt: Hunt[Key]
) -> Iterator[Check]:
    told = not all(varied)
    for key in dict(_goals(several)):
        code, one, other = key
        if code == TURNS or (one == _ALL and told):
            continue
        if one != _ALL and not (varied[one] and varied[other]):
            continue
        check = _contradiction(several, hunt, key)
        told = told or key not in hunt.found
        yield check


def _contradiction(several: Sequence[Condition], hunt: Hunt[Key], key: Key) -> Check:
    code, one, other = key
    span = several[other].node.span
    names = " and ".join(f"`{several[place].id}`" for place in (one, other))
    if one == _ALL:
        names = ", ".join(f"`{each.id}`" for each in several)
    if key in hunt.found:
        return disproven(code, span, f"{names} stand as they should {hunt.found[key]}")
    if not hunt.exhaustive:
        what = f"it isn't decided whether {names} can stand together"
        return undecided(code, span, what, TOO_MANY.format(hunt.tried))
    what = f"{names} can't hold together, so that nothing is admissible"
    if code == BARRED:
        what = f"`{several[other].id}` bars whatever `{several[one].id}` requires"
    hint = "correct one of them; a requirement and a bar say opposite things"
    return proven(code, span, what, hint, "no case could ever be admissible")


def _redundant(
    condition: Condition, hunt: Hunt[Key], key: Key, *, flagged: bool
) -> Check:
    span = condition.node.span
    if key in hunt.found:
        what = f"`{condition.id}` decides {hunt.found[key]}"
        return disproven(REDUNDANT, span, what)
    if flagged:
        what = f"`{condition.id}` is needed once the other one is gone"
        return disproven(REDUNDANT, span, what)
    if not hunt.exhaustive:
        what = f"it isn't decided whether `{condition.id}` changes any outcome"
        return undecided(REDUNDANT, span, what, TOO_MANY.format(hunt.tried))
    return proven(
        REDUNDANT,
        span,
        f"`{condition.id}` changes no outcome: where it is in the way, another"
        " condition is too",
        "leave it out, or correct it",
        "the outcome is the same with it and without it, known facts or unknown",
    )
