"""Permissions for people: from which day something may be done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telcorules.evaluation.obligations import Permission
from telcorules.render.page import Block, Piece, Point, Section, Table, Tone, Words
from telcorules.render.terms import PERMITS
from telcorules.render.views import DOT, Details, View


@dataclass(frozen=True, slots=True)
class PermissionView(View):
    """Shows permissions in a language, with the labels of a program."""

    def blocks(self, found: Iterable[Permission]) -> Iterator[Block]:
        """Yield the permissions that have a first day, then those that have none."""
        permissions = list(found)
        dated = sorted((one for one in permissions if one.opens), key=_by_opening)
        title = self.language.say("何时起可以做", "What may be done, and from when")
        yield from [Section(title)] if permissions else []
        yield from [self._table(dated)] if dated else []
        for one in dated:
            details = tuple(self.remarks(one))
            yield Point(DOT, self.title(one.rule), details, one.rule)
        for one in permissions:
            yield from [] if one.opens else [self._undated(one)]

    def _table(self, dated: list[Permission]) -> Table:
        say = self.language.say
        columns = (
            say("事项", "what"),
            say("起算", "from"),
            say("满", "after"),
            say("第一日", "first day"),
            say("状态", "status"),
        )
        rows = tuple(self._row(one) for one in dated)
        nodes = tuple(one.rule for one in dated)
        return Table(columns, rows, whole=(1, 2, 3, 4), nodes=nodes)

    def _row(self, one: Permission) -> tuple[Words, ...]:
        assert one.trigger is not None
        assert one.limit is not None
        assert one.dates is not None
        firm = one.dates.firm
        mark = "" if firm else self.language.say("\n暂定", "\nprovisional")
        tone = Tone.STRONG if firm else Tone.OPEN
        return (
            (self.title(one.rule), Piece(f"\n{self.named(one.actor)}", Tone.QUIET)),
            self.language.since(one.trigger),
            self.language.period(one.limit),
            Piece(f"{self.language.day(one.dates.due)}{mark}", tone),
            self.stands(one.status, PERMITS),
        )

    def remarks(self, one: Permission) -> Details:
        """Yield how sure its day is, when it was used, and what it rests on."""
        dates = one.dates
        assert dates is not None
        if not dates.firm:
            bounds = dates.earliest, dates.latest, dates.settled_by, dates.assumption
            yield from self.provisional(*bounds)
        yield from self._early(one)
        yield from self.grounds(one.basis)

    def _early(self, one: Permission) -> Details:
        """Yield the day on which it was done, where that is told."""
        if one.done is not None:
            label = self.language.say("实施", "done")
            yield label, self.language.day(one.done)

    def _undated(self, one: Permission) -> Point:
        words = (f"{self.title(one.rule)}  ", self.stands(one.status, PERMITS))
        return Point(DOT, words, tuple(self.grounds(one.basis)), one.rule)


def _by_opening(one: Permission) -> tuple[str, str]:
    """Return what sorts permissions; days and moments are compared as texts."""
    assert one.opens is not None
    return one.opens.isoformat(), one.rule
