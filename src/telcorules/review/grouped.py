"""Rules made of conditions compared, those conditions together that share facts.

Conditions that share no fact come out one way whatever the others do, so that every
outcome of the whole follows from the outcomes of such groups.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from telcorules.evaluation.candidates import UNSTATED, Way
from telcorules.evaluation.parts import GOOD, Part
from telcorules.review.finds import Finds
from telcorules.review.sides import Assignment, Days, Pair
from telcorules.review.walking import (
    Choices,
    Effort,
    cell_count,
    some_cells,
    with_unknown,
)

Grades = tuple[int, int]
"""How a condition, or several, stand in the one rule and in the other."""


@dataclass(frozen=True, slots=True)
class _Joint:
    """A condition as two rules have it; None where one has none of that name."""

    old: Part | None
    new: Part | None
    facts: tuple[str, ...]
    same: bool

    def grades(self, pair: Pair, days: Days) -> Grades:
        """Return how it stands in both."""
        old = GOOD if self.old is None else self.old.judge(pair.old.case, days)
        if self.same:
            return old, old
        new = GOOD if self.new is None else self.new.judge(pair.new.case, days)
        return old, new


def by_conditions(pair: Pair, days: Days, effort: Effort) -> Finds:
    """Ask two rules made of conditions, group by group.

    Args:
        pair: The rules.
        days: The day asked about, on which the event that governs them is supposed to
            happen, and that of the question.
        effort: How many cells to ask.
    """
    finds = Finds()
    on: dict[str, Way] = {}
    governed = pair.governed
    if governed is not None:
        on[governed] = Way(days[0], date.fromordinal(days[0]))
        pair.suppose(governed, on[governed])
    states: dict[Grades, dict[str, Way]] = {(GOOD, GOOD): on}
    for group in groups_of(pair, days[0]):
        states = _combined(states, _reached(pair, group, days, effort, finds))
    for stated in states.values():
        pair.state(stated)
        finds.note(pair, stated, days[1])
    return finds


def _combined(
    states: Mapping[Grades, dict[str, Way]], reached: Mapping[Grades, dict[str, Way]]
) -> dict[Grades, dict[str, Way]]:
    """Return what groups come to together: of several, the least."""
    found: dict[Grades, dict[str, Way]] = {}
    for (a, b), one in states.items():
        for (c, d), other in reached.items():
            found.setdefault((min(a, c), min(b, d)), {**one, **other})
    return found


def _joints(pair: Pair, day: int) -> list[_Joint]:
    olds, news = (
        {one.name: one for one in side.inquiry.parts(day)}
        for side in (pair.old, pair.new)
    )
    forms = [side.conditions(day) for side in (pair.old, pair.new)]
    found = []
    for name in dict.fromkeys((*olds, *news)):
        parts = (olds.get(name), news.get(name))
        facts = {f.name for part in parts if part for f in part.facts}
        facts = (facts & {*pair.facts}) - {pair.governed}
        same = forms[0].get(name) == forms[1].get(name)
        found.append(_Joint(*parts, tuple(sorted(facts)), same))
    return found


Group = tuple[_Joint, ...]
"""Conditions that hang together by the facts that they share."""


def groups_of(pair: Pair, day: int) -> list[Group]:
    """Return the conditions of two rules on a day by the facts that they share."""
    found: list[tuple[set[str], Group]] = []
    for joint in _joints(pair, day):
        facts: set[str] = {*joint.facts}
        group: Group = (joint,)
        for one in [each for each in found if each[0] & facts]:
            found.remove(one)
            facts, group = facts | one[0], (*one[1], *group)
        found.append((facts, group))
    return [group for _, group in found]


def _reached(
    pair: Pair, group: Group, days: Days, effort: Effort, finds: Finds
) -> dict[Grades, dict[str, Way]]:
    """Return how a group can stand in both rules, with a cell for each.

    Of a group that both rules share it is enough to know that it can be met.
    """
    same = all(joint.same for joint in group)
    reached: dict[Grades, dict[str, Way]] = {}
    choices = with_unknown(_choices(pair, group, days))
    for stated in some_cells(pair, choices, effort):
        grades = [joint.grades(pair, days) for joint in group]
        finds.cells += 1
        finds.grounds = finds.grounds or any(a != b for a, b in grades)
        least = min(a for a, _ in grades), min(b for _, b in grades)
        if least not in reached:
            reached[least] = _known(stated)
        if same and (GOOD, GOOD) in reached:
            return reached
    finds.whole = finds.whole and cell_count(choices) <= effort.few
    return reached


def group_stands(
    pair: Pair, group: Group, days: Days, effort: Effort
) -> dict[tuple[int, ...], dict[str, Way]]:
    """Return how the conditions of a group can stand, each with a cell for it."""
    found: dict[tuple[int, ...], dict[str, Way]] = {}
    for stated in some_cells(pair, with_unknown(_choices(pair, group, days)), effort):
        key = tuple(joint.grades(pair, days)[0] for joint in group)
        found.setdefault(key, _known(stated))
    return found


def _known(stated: Assignment) -> dict[str, Way]:
    return {name: way for name, way in stated.items() if way is not UNSTATED}


def _choices(pair: Pair, group: Group, days: Days) -> Choices:
    """Return the values that are worth trying of the facts of a group."""
    names = dict.fromkeys(name for joint in group for name in joint.facts)
    parts = [
        (side, part)
        for joint in group
        for side, part in ((pair.old, joint.old), (pair.new, joint.new))
        if part is not None
    ]
    relations = [one for side, part in parts for one in side.named(part.relations)]
    return pair.ways(names, days, relations)
