"""From when until when: an admission asked for every day of a span at once.

The span is cut where something can turn, each piece is asked once, and pieces of one
outcome are put together. Answers are those of asking every day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.admission import AdmissionRule
from telcorules.evaluation.context import Context, facts_read
from telcorules.evaluation.edges import Cell, Edge, Edges
from telcorules.evaluation.grounds import Outcome, Result
from telcorules.evaluation.turning_days import Moving, TurningDays
from telcorules.language.compile import Judge
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.language.vocabulary import NEVER, Case, Kind


@dataclass(frozen=True, slots=True)
class Window(Result):
    """A run of days with one outcome 窗口, as long as it can be within the span.

    Attributes:
        start: Its first day.
        end: Its last day, inclusive.
        outcome: What an admission asked on any of its days comes to.
        opened_by: What turned on its first day; nothing where the span begins there.
        closed_by: What turns on the day after its last; nothing where the span ends.
        assuming: The events that have not happened, by the names of the facts: they
            are taken not to happen within the span.
    """

    start: date
    end: date
    outcome: Outcome
    opened_by: tuple[Edge, ...]
    closed_by: tuple[Edge, ...]
    assuming: tuple[str, ...]
    _cells: tuple[Cell, ...] = field(repr=False, compare=False)
    _edges: Edges = field(repr=False, compare=False)

    @property
    def run(self) -> tuple[date, date, Outcome]:
        """First day, last day and outcome: what two partitions differ in."""
        return self.start, self.end, self.outcome

    @property
    def grounds(self) -> tuple[str, ...]:
        """The conditions that stand in the way on one of its days, by their ids.

        Where inadmissible those that fail, where undetermined those not known.
        """
        return tuple(dict.fromkeys(one.id for one, _ in self._hindering()))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The facts nobody stated that keep it undetermined, by their names."""
        if self.outcome is not Outcome.UNDETERMINED:
            return ()
        read = (self._edges.facts(one) for one, _ in self._hindering())
        names = (name for one in read for name, value in one.items() if value is None)
        return tuple(dict.fromkeys(names))

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The holiday notices that keep it undetermined, by their titles."""
        if self.outcome is not Outcome.UNDETERMINED:
            return ()
        proofs = (
            self._edges.walker(day).prove(one.node) for one, day in self._hindering()
        )
        return tuple(dict.fromkeys(name for one in proofs for name in one.waits_for))

    def _hindering(self) -> Iterator[tuple[Condition, int]]:
        """Yield the conditions in the way, with the days from which they are."""
        decisive = None if self.outcome is Outcome.UNDETERMINED else False
        for cell in self._cells:
            standings = cell.standings
            for one in cell.version.conditions if cell.version else ():
                if standings[one.id] is decisive:
                    yield one, cell.first

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        waits = list(self.waits_for)
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "outcome": self.outcome.value,
            "opened_by": [one.to_dict() for one in self.opened_by],
            "closed_by": [one.to_dict() for one in self.closed_by],
            "assuming": list(self.assuming),
            "grounds": list(self.grounds),
            "unknown": list(self.unknown),
            **({"waits_for": waits} if waits else {}),
        }


class Partition:
    """An admission rule, ready to be asked for every day of a span.

    Args:
        rule: The rule, under one set of readings.
    """

    def __init__(self, rule: AdmissionRule) -> None:
        self._rule = rule

    @cached_property
    def _moving(self) -> Moving:
        """The day asked about, and the event that governs the rule, which is that day.

        Facts stay as they are where no condition reads that event.
        """
        governed = self._rule.rule.governed_by
        roots = [root for part in self._rule.versions for root in part.nodes]
        event = Moving(slots=frozenset({governed.slot} if governed else ()))
        read = any(map(event.leaves, roots))
        return Moving(frozenset(("at",)), event.slots if read else frozenset())

    @cached_property
    def _parts(self) -> tuple["_Part", ...]:
        pairs = zip(self._rule.versions, self._rule.judges, strict=True)
        context, moving = self._rule.context, self._moving
        return tuple(_Part(version, *one, moving, context) for version, one in pairs)

    def windows(self, case: Case, start: date, end: date) -> tuple[Window, ...]:
        """Return the runs of days of one outcome, from start to end, both inclusive.

        Raises:
            RequestError: The span ends before it starts.
        """
        if end < start:
            what = f"the span ends on {end}, before it starts on {start}"
            raise RequestError(Problem("TR605", what, "give the earlier day first"))
        cells = self._cells(case.slots, start.toordinal(), end.toordinal())
        runs = [tuple(run) for _, run in groupby(cells, lambda cell: cell.outcome)]
        edges = Edges(self._rule, self._moving, case.slots)
        turned = [edges.between(one[-1], other[0]) for one, other in pairwise(runs)]
        ends = [date.fromordinal(run[0].first - 1) for run in runs[1:]]
        return tuple(
            Window(
                start=date.fromordinal(run[0].first),
                end=last,
                outcome=run[0].outcome,
                opened_by=opened,
                closed_by=closed,
                assuming=self._assuming(run, case.slots),
                _cells=run,
                _edges=edges,
            )
            for run, last, opened, closed in zip(
                runs, [*ends, end], [(), *turned], [*turned, ()], strict=True
            )
        )

    def _cells(self, slots: tuple[Any, ...], first: int, last: int) -> Iterator[Cell]:
        """Yield a span in pieces on which every condition keeps its value."""
        day = first
        for part in self._parts:
            if day < part.start <= last:
                yield Cell(day, None, Outcome.NOT_IN_FORCE, ())
                day = part.start
            until = min(part.until, last)
            if part.start <= day <= until:
                yield from part.cells(slots, day, until)
                day = until + 1
        if day <= last:
            yield Cell(day, None, Outcome.NOT_IN_FORCE, ())

    def _assuming(
        self, run: tuple[Cell, ...], slots: tuple[Any, ...]
    ) -> tuple[str, ...]:
        """Return the events read in a run of days that have not happened."""
        starts = {one.version.start.toordinal() for one in run if one.version}
        read = [part.events for part in self._parts if part.start in starts]
        facts = dict.fromkeys(fact for events in read for fact in events)
        return tuple(fact for fact, slot in facts if _is_open(slots[slot]))


class _Part:
    """A version of an admission, ready to be asked over some of its days."""

    def __init__(  # noqa: PLR0913, PLR0917 - what is compiled, and what to ask it with
        self,
        version: AdmissionVersion,
        start: int,
        until: int,
        judge: Judge,
        moving: Moving,
        context: Context,
    ) -> None:
        self.start = start
        self.until = until
        self._version = version
        self._judge = judge
        self._moving = moving
        self._turning = TurningDays(version.nodes, moving, context)
        read = _events(version, context)
        self.events = [one for one in read if one[1] not in moving.slots]

    def cells(self, slots: tuple[Any, ...], first: int, last: int) -> Iterator[Cell]:
        """Yield days of it in pieces on which every condition keeps its value.

        What is unknown is told apart by the day, since it may wait for other notices.
        """
        before = None
        for day in self._turning.within(slots, first, last, at=first, as_of=first):
            outcome, truths = self._judge(self._moving.facts(slots, day), day, day)
            if truths != before or None in truths:
                yield Cell(day, self._version, outcome, truths)
            before = truths


def _events(version: AdmissionVersion, context: Context) -> Iterator[tuple[str, int]]:
    """Yield the names and the slots of the events that the conditions read."""
    by_name = context.program.vocabulary.by_name
    read = {n for root in version.nodes for n in facts_read(root, context.readings)}
    for name in sorted(read):
        fact = by_name[name]
        if Kind.EVENT in (fact.type.kind, fact.type.item):
            yield name, fact.slot


def _is_open(value: Any) -> bool:
    """Tell whether an event, or one of several, has not happened."""
    return NEVER in value if isinstance(value, tuple) else value == NEVER
