"""On which days unknown events can make a difference, the one following the other."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from telcorules.evaluation.terms import FAR_FUTURE, FAR_PAST, Key, Relation, Term
from telcorules.language.limits import BEYOND

MOST: Final = 60
"""How many days of one event are tried at most, the latest of them."""


def event_days(
    relations: Sequence[Relation],
    unknown: Collection[Key],
    known: Mapping[Key, Any],
    last: int = FAR_FUTURE,
) -> dict[Key, set[int]]:
    """Return the days of each unknown event on which a comparison turns.

    Where one unknown event is compared with another, the days of the one follow from
    those of the other, and so on, so that each way in which they can lie is met: the
    earliest days that lie so.

    Args:
        relations: The comparisons.
        unknown: What isn't known.
        known: The ordinals of what is known, by slot, ``at`` and ``as_of``.
        last: No day after it is looked at.
    """
    found: dict[Key, set[int]] = {key: {FAR_PAST} for key in unknown}
    for one in relations:
        for term in (one.left, one.right):
            if term.key in found:
                found[term.key].update(term.edges)
        if one.left.key == one.right.key and one.left.key in found:
            found[one.left.key].update(one.turns_near(known["at"]))
    for _ in unknown:
        before = {key: _up_to(last, days) for key, days in found.items()}
        for one in relations:
            _follow(one, before, known, found)
        if before == {key: _up_to(last, days) for key, days in found.items()}:
            break
    return {key: {*_up_to(last, days)[-MOST:], FAR_PAST} for key, days in found.items()}


def _up_to(last: int, days: set[int]) -> list[int]:
    return sorted(day for day in days if day <= last)


def _follow(
    relation: Relation,
    before: Mapping[Key, list[int]],
    known: Mapping[Key, Any],
    found: dict[Key, set[int]],
) -> None:
    left, right = relation.left, relation.right
    if left.key in found:
        for day in _places(right, before, known):
            found[left.key].update(relation.turns_of_left(day))
    if right.key in found:
        for day in _places(left, before, known):
            found[right.key].update(relation.turns_of_right(day))


def _places(
    term: Term, before: Mapping[Key, list[int]], known: Mapping[Key, Any]
) -> set[int]:
    """Return where a term may lie, its ends both."""
    if term.key is None:
        days = [term.day]
    elif term.key in before:
        days = before[term.key]
    else:
        day = known.get(term.key)
        days = [] if day is None or day >= BEYOND else [day]
    found = {term.value(day, end) for day in days for end in (0, 1)}
    return {day for day in found if day is not None and day < BEYOND}
