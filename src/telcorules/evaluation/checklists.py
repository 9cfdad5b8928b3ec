"""Checklists: what has to be there, what is missing, what nobody said yet."""

from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from telcorules.evaluation.context import RuleInContext, facts_read
from telcorules.evaluation.grounds import Presence
from telcorules.evaluation.selections import Checklist, Item
from telcorules.foundation.truth import Truth, conjunction
from telcorules.language.nodes import Node
from telcorules.language.values import plain
from telcorules.language.versions import ChecklistVersion, Condition
from telcorules.language.vocabulary import Case

_STATES = {True: Presence.PRESENT, False: Presence.MISSING, None: Presence.UNKNOWN}


class ChecklistRule(RuleInContext):
    """A checklist rule with its items, under one set of readings."""

    @cached_property
    def _names(self) -> dict[Node, tuple[str, ...]]:
        return {
            item.node: self._read(item)
            for version in self.rule.versions
            if isinstance(version, ChecklistVersion)
            for item in version.items
        }

    def _read(self, item: Condition) -> tuple[str, ...]:
        roots = (item.node, item.applies) if item.applies else (item.node,)
        names = {n for one in roots for n in facts_read(one, self.context.readings)}
        return tuple(sorted(names))

    def evaluate(self, case: Case, as_of: date) -> Checklist:
        """Return what is there for a case on a day."""
        day = self.governing_day(case.slots, as_of.toordinal())
        version = self.rule.version_on(day)
        if not isinstance(version, ChecklistVersion):
            return Checklist(
                rule=self.rule.id,
                complete=None,
                truths=(),
                asked=(),
                in_force=False,
                law=self.law,
                not_at_hand=self.not_at_hand(date.fromordinal(day)),
                case=case,
                origin=self,
            )
        values = self.values[version.start](case.slots, day, as_of.toordinal())
        asked = _asked(version, values)
        return Checklist(
            rule=self.rule.id,
            complete=conjunction(*(truth for _, truth in asked)),
            truths=tuple((one.id, truth) for one, truth in asked),
            asked=tuple(one for one, _ in asked),
            law=self.law,
            case=case,
            origin=self,
        )

    def items(self, result: Checklist) -> tuple[Item, ...]:
        """Return every item asked for, as the case meets it."""
        asked = zip(result.asked, result.truths, strict=True)
        return tuple(self._item(one, truth, result.case) for one, (_, truth) in asked)

    def _item(self, item: Condition, truth: Truth, case: Case) -> Item:
        facts = {name: plain(case[name]) for name in self._names[item.node]}
        assert item.message is not None
        read = MappingProxyType(facts)
        return Item(item.id, _STATES[truth], item.basis, read, item.message)


def _asked(
    version: ChecklistVersion, values: tuple[Any, ...]
) -> list[tuple[Condition, Truth]]:
    """Return the items that are asked for; unknown where that isn't known."""
    rest = iter(values[len(version.items) :])
    found = []
    for item, truth in zip(version.items, values, strict=False):
        applies = True if item.applies is None else next(rest)
        if applies is not False:
            known = truth if applies or truth else None
            found.append((item, known))
    return found
