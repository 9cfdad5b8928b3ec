"""The rows of a choice as a case meets them: open, possible, or closed, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from telcorules.evaluation.grounds import Availability
from telcorules.foundation.law import Cited, Wording
from telcorules.foundation.truth import Truth
from telcorules.language.limits import BEYOND, Bounds
from telcorules.language.nodes import Appoint
from telcorules.language.versions import Barrier, ChoiceRow

Said = tuple[Wording | None, tuple[Cited, ...]]
"""What is said of a closed row, and on what that rests."""


@dataclass(frozen=True, slots=True)
class MetRow:
    """A row as a case meets it.

    Attributes:
        row: The row.
        state: Whether it is open, may be, or why it is closed.
        answer: What it gives; None where the place is unknown.
        opens: The first day on which it is open, where that is certain.
        barrier: What bars it.
    """

    row: ChoiceRow
    state: Availability
    answer: Any
    opens: date | None = None
    barrier: Barrier | None = None

    @property
    def is_open(self) -> bool:
        """Whether it surely gives its answer."""
        return self.state is Availability.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether it surely doesn't."""
        return self.state not in (Availability.OPEN, Availability.POSSIBLE)

    @property
    def values(self) -> tuple[str, ...]:
        """The values that it may give: one, several, or all of a kind."""
        if self.answer is None:
            return tuple(dict.fromkeys(_appointing(self.row).table.values()))
        return self.answer if isinstance(self.answer, tuple) else (self.answer,)

    @property
    def kind(self) -> str | None:
        """The kind of authority that it gives, while it isn't known which one."""
        return None if self.answer is not None else _appointing(self.row).kind

    @property
    def said(self) -> Said | None:
        """What is said of it while it is closed; None leaves it out."""
        row = self.row
        if self.barrier is not None:
            return self.barrier.reason, self.barrier.basis
        match self.state:
            case Availability.NOT_COMPETENT:
                return (row.otherwise, row.basis) if row.otherwise else None
            case Availability.BARRED:
                return row.late, row.basis
            case _:
                return row.premature or row.needs, row.basis


def _appointing(row: ChoiceRow) -> Appoint:
    assert isinstance(row.value, Appoint)
    return row.value


def meet(row: ChoiceRow, values: Iterator[Any], as_of: int) -> MetRow:
    """Return a row as its values, next in line, have it; see `ChoiceRow.nodes`."""
    applies: Truth = True if row.condition is None else next(values)
    answer = next(values)
    opens = _bounds(next(values)) if row.opens else None
    closes = _bounds(next(values)) if row.closes else None
    barring = [(one, next(values)) for one in row.barriers]
    if applies is False:
        return MetRow(row, Availability.NOT_COMPETENT, answer)
    barrier = next((one for one, truth in barring if truth), None)
    if barrier or _is_after(as_of, closes):
        return MetRow(row, Availability.BARRED, answer, barrier=barrier)
    started, over = _has_come(as_of, opens), _is_after(as_of, closes)
    if started is False:
        return MetRow(row, Availability.PREMATURE, answer, opens=_certain(opens))
    barred = any(truth is None for _, truth in barring)
    sure = applies and answer is not None and started and over is False
    is_open = sure and not barred
    state = Availability.OPEN if is_open else Availability.POSSIBLE
    return MetRow(row, state, answer)


def _bounds(day: Any) -> Bounds:
    return day if isinstance(day, tuple) else (day, day)


def _is_after(as_of: int, last: Bounds | None) -> Truth:
    """Tell whether a day is after a last one; there is none to be after: it isn't."""
    if last is None:
        return False
    low, high = last
    if high is not None and as_of > high:
        return True
    return False if low is not None and as_of <= low else None


def _has_come(as_of: int, first: Bounds | None) -> Truth:
    """Tell whether a first day has come; where there is none, it has."""
    if first is None:
        return True
    low, high = first
    if low is not None and as_of < low:
        return False
    return True if high is not None and as_of >= high else None


def _certain(opens: Bounds | None) -> date | None:
    """Return a first day; None where it is uncertain, or its event hasn't happened."""
    first, last = opens or (None, None)
    if first is None or first != last or first >= BEYOND:
        return None
    return date.fromordinal(first)
