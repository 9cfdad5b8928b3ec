"""Checklists for people: what is missing first, then what nobody spoke of."""

from collections.abc import Iterator
from dataclasses import dataclass

from telcorules.evaluation.grounds import Presence
from telcorules.evaluation.selections import Checklist, Item
from telcorules.foundation.law import Cited
from telcorules.render.citations import basis_words, home_of, home_remark
from telcorules.render.page import Block, Piece, Point, Section, Table, Tone, Words
from telcorules.render.terms import PRESENCES
from telcorules.render.views import View, part


@dataclass(frozen=True, slots=True)
class ChecklistView(View):
    """Shows checklists in a language, with the labels of a program."""

    def blocks(self, one: Checklist) -> Iterator[Block]:
        """Yield the items that aren't there."""
        shown = [item for item in one.items if item.state is not Presence.PRESENT]
        home = home_of(item.basis for item in shown)
        yield Section(self.title(one.rule), home_remark(home, self.language))
        shown.sort(key=_missing_first)
        rows = tuple(self._item(item, home) for item in shown)
        nodes = tuple(part(one.rule, item.id) for item in shown)
        yield from [Table((), rows, whole=(0, 2), nodes=nodes)] if rows else []
        if one.complete:
            words = self.language.say("各项都已具备", "every item is there")
            yield Point(Piece("✓", Tone.GOOD), words, node=one.rule)

    def _item(self, item: Item, home: Cited | None) -> tuple[Words, ...]:
        mark, tone = _STATES[item.state]
        return (
            Piece(mark, tone),
            self.language.of(item.message),
            self.language.of(PRESENCES[item.state]),
            basis_words(item.basis, self.language, home),
        )


def _missing_first(item: Item) -> bool:
    return item.state is not Presence.MISSING


_STATES = {Presence.MISSING: ("✗", Tone.BAD), Presence.UNKNOWN: ("?", Tone.OPEN)}
