"""A work list: what of many cases is late, or will be due soon, the first on top."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.grounds import Status, iso, pick
from telcorules.evaluation.projections import moment
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.lastdays import due
from telcorules.foundation.periods import Period, Unit
from telcorules.language.versions import DeadlineVersion
from telcorules.language.vocabulary import NEVER, Case


class Urgency(StrEnum):
    """What is to be done about a deadline, the most urgent first.

    Overdue; due; provisional, where it may be either as a notice is missing, or where
    a last day within the span isn't settled; unclear, where the last day is over and
    nobody said whether it was done.
    """

    OVERDUE = "overdue"
    DUE = "due"
    PROVISIONAL = "provisional"
    UNCLEAR = "unclear"


PLACES = {one: place for place, one in enumerate(Urgency)}

Key = tuple[int, tuple[int, float], int, int]


class Task(NamedTuple):
    """A deadline of one case that somebody should look at.

    A tuple, as these go from process to process by the thousand.

    Attributes:
        line: Where the case stands in what was read, counted from 1.
        case: What tells the case apart; None where nothing was said.
        urgency: What is to be done.
        rule: The deadline.
        actor: Who has to act.
        status: Where it stands on `as_of`.
        as_of: The day of the question.
        trigger: The day that set it running.
        due: The last day in time; the best estimate of it.
        safe_due: The day that is safe whichever way the law is read.
        firm: Whether it is settled.
        earliest: The earliest day it can turn out.
        latest: The latest; None where there is none.
        settled_by: The notices that will settle it.
        place: The place of the rule in the pack.
    """

    line: int
    case: str | None
    urgency: Urgency
    rule: str
    actor: str
    status: Status
    as_of: date
    trigger: date | None
    due: date
    safe_due: date | None
    firm: bool | None
    earliest: date | None
    latest: date | None
    settled_by: str | None
    place: int

    @property
    def key(self) -> Key:
        """What puts tasks in order: urgency, last day, line, rule."""
        return PLACES[self.urgency], moment(self.due), self.line, self.place

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "line": self.line,
            "id": self.case,
            "urgency": self.urgency.value,
            "rule": self.rule,
            "actor": self.actor,
            "status": self.status.value,
            "as_of": self.as_of.isoformat(),
            "trigger": iso(self.trigger),
            "due": self.due.isoformat(),
            "safe_due": iso(self.safe_due),
            "firm": self.firm,
            "earliest": iso(self.earliest),
            "latest": iso(self.latest),
            "settled_by": self.settled_by,
        }


class WorkList:
    """Picks what is to be done out of cases.

    Args:
        book: The rules.
        as_of: The day of the question.
        within: Up to how long from that day a deadline may run to be listed; every
            one that runs where it is None.
        rules: Ids or globs; the rules that the pack decides where it is None.

    Raises:
        RequestError: There is no such rule, none of them is a deadline, or the span
            is counted in hours.

    Examples:
        >>> from telcorules import load
        >>> book = load()
        >>> tasks = WorkList(book, date(2026, 11, 21)).tasks
        >>> [(one.rule, one.urgency.value, str(one.due))
        ...  for one in tasks(1, None, book.case({"operator_complaint":
        ...     {"filed_on": "2026-10-08", "replied_on": "not-yet"}}))]
        [('operator.reply', 'overdue', '2026-10-23')]
    """

    def __init__(
        self,
        book: Rulebook,
        as_of: date,
        within: Period | None = None,
        rules: Iterable[str] | None = None,
    ) -> None:
        self._book = book
        self.as_of = as_of
        self.until = _until(book, as_of, within) if within else None
        self.rules = _deadlines(book, rules)
        self._events = {name: _events(book, name) for name in self.rules}

    def tasks(self, line: int, name: str | None, case: Case) -> Iterator[Task]:
        """Yield the deadlines of a case that belong on the list.

        Args:
            line: Where the case stands, counted from 1.
            name: What tells it apart.
            case: The case.
        """
        for place, rule in enumerate(self.rules):
            if not self._events[rule].leave_open(case):
                continue
            found: Deadline = self._book.evaluate(rule, case, as_of=self.as_of)
            urgency = self._urgency(found)
            if urgency is not None and found.due is not None:
                yield _task(line, name, urgency, found, found.due, place)

    def _urgency(self, found: Deadline) -> Urgency | None:
        """Return what is to be done about a deadline; None: nothing."""
        if found.status is Status.OVERDUE:
            return Urgency.OVERDUE
        if found.status is Status.RUNNING and self._is_near(found):
            return Urgency.DUE if found.firm else Urgency.PROVISIONAL
        open_ = found.status is Status.UNKNOWN and found.done is None
        if not open_ or found.dates is None:
            return None
        over = found.latest is not None and _is_over(found.latest, self.as_of)
        return Urgency.UNCLEAR if over else Urgency.PROVISIONAL

    def _is_near(self, found: Deadline) -> bool:
        first = found.earliest
        if self.until is None or first is None:
            return True
        return first.toordinal() <= self.until.toordinal()


@dataclass(frozen=True, slots=True)
class _Events:
    """The slots of the events that set a deadline running, and of those that end it."""

    since: tuple[int, ...]
    done: tuple[int | None, ...]

    def leave_open(self, case: Case) -> bool:
        """Tell whether it can run: it began, and isn't done whatever the version."""
        slots = case.slots
        for slot in self.since:
            if (day := slots[slot]) is not None and day != NEVER:
                break
        else:
            return False
        for place in self.done:
            day = None if place is None else slots[place]
            if day is None or day == NEVER:
                return True
        return False


def _events(book: Rulebook, name: str) -> _Events:
    versions = [
        one
        for one in book.program.rules[name].versions
        if isinstance(one, DeadlineVersion)
    ]
    since = dict.fromkeys(one.since.slot for one in versions)
    done = dict.fromkeys(one.done.slot if one.done else None for one in versions)
    return _Events(tuple(since), tuple(done))


def _is_over(day: date, as_of: date) -> bool:
    return moment(as_of, ends=False) >= moment(day)


def _until(book: Rulebook, as_of: date, within: Period) -> date:
    if within.unit is Unit.HOURS:
        what, hint = "the span of a work list is one of days", 'write "2 days"'
        raise RequestError(Problem("TR630", what, hint))
    return due(as_of, within, roll=False, calendar=book.calendar).latest


def _deadlines(book: Rulebook, globs: Iterable[str] | None) -> tuple[str, ...]:
    """Return the deadlines among the rules that were asked for, in the pack's order."""
    known = book.program.rules
    wanted = list(book.program.decide if globs is None else globs)
    for glob in wanted:
        if not any(fnmatchcase(name, glob) for name in known):
            pick(known, glob, "rule")
    found = tuple(
        name
        for name, rule in known.items()
        if rule.kind == "deadline" and any(fnmatchcase(name, one) for one in wanted)
    )
    if not found:
        what = "none of the rules asked for is a deadline"
        raise RequestError(Problem("TR631", what, "name one, such as operator.reply"))
    return found


def _task(  # noqa: PLR0913, PLR0917 - as many as a task is made of
    line: int,
    name: str | None,
    urgency: Urgency,
    found: Deadline,
    day: date,
    place: int,
) -> Task:
    return Task(
        line=line,
        case=name,
        urgency=urgency,
        rule=found.rule,
        actor=found.actor,
        status=found.status,
        as_of=found.as_of,
        trigger=found.trigger,
        due=day,
        safe_due=found.safe_due,
        firm=found.firm,
        earliest=found.earliest,
        latest=found.latest,
        settled_by=found.settled_by,
        place=place,
    )
