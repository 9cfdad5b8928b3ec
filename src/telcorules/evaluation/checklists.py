"""Checklists: what has to be there, what is missing, what nobody said yet."""

from datetime import date
from functools import cached_property
from types import MappingProxyType

from telcorules.evaluation.context import RuleInContext, facts_read
from telcorules.evaluation.grounds import Presence
from telcorules.evaluation.results import Checklist, Item
from telcorules.foundation.truth import Truth, conjunction
from telcorules.language.compile import Values, compile_values
from telcorules.language.nodes import Node
from telcorules.language.program import ChecklistVersion, Condition
from telcorules.language.values import plain
from telcorules.language.vocabulary import Case

_STATES = {True: Presence.PRESENT, False: Presence.MISSING, None: Presence.UNKNOWN}


class ChecklistRule(RuleInContext):
    """A checklist rule with its items, under one set of readings."""

    @cached_property
    def _compiled(self) -> dict[date, Values]:
        context = self.context
        return {
            version.start: compile_values(
                version.nodes, context.readings, context.calendar
            )
            for version in self.rule.versions
            if isinstance(version, ChecklistVersion)
        }

    @cached_property
    def _names(self) -> dict[Node, tuple[str, ...]]:
        return {
            item.node: facts_read(item.node, self.context.readings)
            for version in self.rule.versions
            if isinstance(version, ChecklistVersion)
            for item in version.items
        }

    def evaluate(self, case: Case, as_of: date) -> Checklist:
        """Return what is there for a case on a day."""
        day = self.governing_day(case.slots, as_of.toordinal())
        version = self.rule.version_on(day)
        if not isinstance(version, ChecklistVersion):
            return Checklist(
                rule=self.rule.id,
                complete=None,
                items=(),
                in_force=False,
                law=self.law,
            )
        truths = self._compiled[version.start](case.slots, day, as_of.toordinal())
        pairs = zip(version.items, truths, strict=True)
        return Checklist(
            rule=self.rule.id,
            complete=conjunction(*truths),
            items=tuple(self._item(one, truth, case) for one, truth in pairs),
            law=self.law,
        )

    def _item(self, item: Condition, truth: Truth, case: Case) -> Item:
        facts = {name: plain(case[name]) for name in self._names[item.node]}
        assert item.message is not None
        read = MappingProxyType(facts)
        return Item(item.id, _STATES[truth], item.basis, read, item.message)
