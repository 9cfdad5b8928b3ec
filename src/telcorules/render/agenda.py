"""The days of a decision as appointments, before they have the form of a calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from telcorules.errors import CalendarError
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Permit, Status
from telcorules.evaluation.obligations import Permission
from telcorules.evaluation.projections import Projection
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.timelines import TimelineEntry
from telcorules.render.deadlines import DeadlineView
from telcorules.render.page import Words, pieces
from telcorules.render.permissions import PermissionView
from telcorules.render.terms import PERMITS, STATUSES
from telcorules.render.timelines import TimelineView
from telcorules.render.views import View

_AHEAD: Final = (Status.RUNNING, Status.UNKNOWN, Permit.WAITING)
"""Where something lies ahead of which one can be reminded."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day that a rule names: the last one in time, or the first one open.

    Attributes:
        rule: The rule.
        day: The day, or the moment in China Standard Time.
        summary: What it is, in a line.
        lines: What is to be said of it, with what it rests on.
        actor: Whose it is.
        firm: Whether no notice, and nothing still to happen, can move it.
        reminders: The days on which to remind of it.
    """

    rule: str
    day: date
    summary: str
    lines: tuple[str, ...]
    actor: str
    firm: bool
    reminders: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class AgendaView(View):
    """Makes appointments of a decision, in a language."""

    def appointments(
        self, decision: Decision, remind: Iterable[int]
    ) -> Iterator[Appointment]:
        """Yield the appointments in order of days.

        Args:
            decision: What was decided.
            remind: How many working days before to remind; counted from the day that
                is safe under every reading, and if a provisional day turns out early.
        """
        ahead = sorted(set(remind), reverse=True)
        for entry in decision.timeline:
            if entry.projection is not None:
                yield self._projected(entry, entry.projection)
            elif entry.rule is not None:
                one = decision[entry.rule]
                safe = one.safe_due if isinstance(one, Deadline) else one.earliest
                days = self._reminders(safe or entry.day, ahead)
                yield self._standing(one, entry, days if one.status in _AHEAD else ())

    def _standing(
        self, one: Deadline | Permission, entry: TimelineEntry, days: Iterable[date]
    ) -> Appointment:
        remarks = (
            DeadlineView(self.context, self.language).remarks(one)
            if isinstance(one, Deadline)
            else PermissionView(self.context, self.language).remarks(one)
        )
        lines = [self._status(one), *self._run(one)]
        lines += [
            self.language.labelled(label, _text(words)) for label, words in remarks
        ]
        firm = entry.firm is not False
        return Appointment(
            rule=one.rule,
            day=entry.day,
            summary=self._summary(one, entry, firm=firm),
            lines=(*lines, self.language.of(self.program.disclaimer)),
            actor=self.named(one.actor),
            firm=firm,
            reminders=tuple(days),
        )

    def _summary(
        self, one: Deadline | Permission, entry: TimelineEntry, *, firm: bool
    ) -> str:
        title, say = self.language.headed(entry.label), self.language.say
        opens = say("：自此日起可以", ": open from today")
        ends = say("：最后一日", ": last day")
        doubt = "" if firm else say("（暂定）", " (provisional)")
        return f"{title}{ends if isinstance(one, Deadline) else opens}{doubt}"

    def _status(self, one: Deadline | Permission) -> str:
        stands = (
            STATUSES[one.status] if isinstance(one, Deadline) else PERMITS[one.status]
        )
        label = self.language.say("状态", "status")
        return self.language.labelled(label, self.language.of(stands))

    def _run(self, one: Deadline | Permission) -> Iterator[str]:
        """Yield since when it runs, for how long, and whose it is."""
        say, labelled = self.language.say, self.language.labelled
        yield labelled(say("主体", "who"), self.named(one.actor))
        # INVARIANT: what has a day was set running, for a period.
        assert one.trigger is not None
        assert one.limit is not None
        yield labelled(say("起算", "from"), self.language.since(one.trigger))
        yield labelled(say("期间", "within"), self.language.period(one.limit))

    def _projected(self, entry: TimelineEntry, found: Projection) -> Appointment:
        """Return a projected day; nobody is reminded of what doesn't run yet."""
        say = self.language.say
        resting = TimelineView(self.context, self.language).resting(found)
        grounds = [
            self.language.labelled(label, _text(words))
            for label, words in self.grounds(found.basis)
        ]
        title = self.language.headed(entry.label)
        rule = self.program.rules[found.rule]
        disclaimer = self.language.of(self.program.disclaimer)
        return Appointment(
            rule=found.rule,
            day=entry.day,
            summary=f"{title}{say('：推算，尚未起算', ': projected, not running yet')}",
            lines=(_text(resting), *grounds, disclaimer),
            actor=self.named(rule.actor),
            firm=False,
            reminders=(),
        )

    def _reminders(self, day: date, ahead: Iterable[int]) -> Iterator[date]:
        """Yield the days so many working days before; none outside the calendar."""
        last = day.date() if isinstance(day, datetime) else day
        for number in ahead:
            try:
                yield self.context.calendar.add(last, -number)
            except CalendarError:
                return


def _text(words: Words) -> str:
    return "".join(one.text for one in pieces(words))
