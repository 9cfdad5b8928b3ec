"""The rows of a choice as a case meets them: open, possible, or closed, and why."""

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

State = tuple[Availability, date | None, Barrier | None]
"""Whether a row is open; from which day, where it isn't yet; what bars it."""

_NOT_COMPETENT: State = (Availability.NOT_COMPETENT, None, None)
_POSSIBLE: State = (Availability.POSSIBLE, None, None)
_OPEN: State = (Availability.OPEN, None, None)


@dataclass(slots=True)  # not frozen, for speed: a decision makes dozens, none is shown
class MetRow:
    """A row as a case meets it.

    Attributes:
        row: The row.
        values: The values that it may give: one, several, or all of a kind.
        kind: The kind of authority, while it isn't known which one it is.
        state: Whether it is open, may be, or why it is closed.
        opens: The first day on which it is open, where that is certain.
        barrier: What bars it.
    """

    row: ChoiceRow
    values: tuple[str, ...]
    kind: str | None
    state: Availability
    opens: date | None
    barrier: Barrier | None

    @property
    def is_open(self) -> bool:
        """Whether it surely gives its answer."""
        return self.state is Availability.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether it surely doesn't."""
        state = self.state
        return state is not Availability.OPEN and state is not Availability.POSSIBLE

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


class PlacedRow:
    """A row, and where its values stand among those of its version.

    Args:
        row: The row.
        first: How many values come before its own, in the order of `ChoiceRow.nodes`.

    Attributes:
        row: The row.
        can_close: Whether it can be premature, barred or not competent.
        is_limited: Whether days or barriers close it.
        days: Where the bounds of its days stand.
    """

    def __init__(self, row: ChoiceRow, first: int) -> None:
        self.row, self.can_close = row, row.can_close
        places = iter(range(first, first + len(row.nodes)))
        self._applies = None if row.condition is None else next(places)
        self._answer = next(places)
        self._opens = next(places) if row.opens else None
        self._closes = next(places) if row.closes else None
        days = (self._opens, self._closes)
        self.days = frozenset(one for one in days if one is not None)
        self._barring = tuple(zip(row.barriers, places, strict=True))
        self.is_limited = bool(row.opens or row.closes or row.barriers)
        appointing = row.value if isinstance(row.value, Appoint) else None
        self._kind = appointing.kind if appointing else None
        table = appointing.table if appointing else {}
        self._all_of_kind = tuple(dict.fromkeys(table.values()))

    def meet(self, values: tuple[Any, ...], as_of: int) -> MetRow:
        """Return the row as the values of its version have it on a day."""
        answer = values[self._answer]
        state = self.state(values, as_of)
        if answer is None:
            state = _POSSIBLE if state is _OPEN else state
            return MetRow(self.row, self._all_of_kind, self._kind, *state)
        several = isinstance(answer, tuple)
        given = tuple(dict.fromkeys(answer)) if several else (answer,)
        return MetRow(self.row, given, None, *state)

    def state(self, values: tuple[Any, ...], as_of: int) -> State:
        """Return whether it is open on a day, and if not, why."""
        applies = True if self._applies is None else values[self._applies]
        if applies is False:
            return _NOT_COMPETENT
        if not self.is_limited:
            return _OPEN if applies else _POSSIBLE
        barring = [(one, values[place]) for one, place in self._barring]
        barrier = next((one for one, truth in barring if truth), None)
        over = _is_after(as_of, _bounds(values, self._closes))
        if barrier or over:
            return Availability.BARRED, None, barrier
        first = _bounds(values, self._opens)
        come = _has_come(as_of, first)
        if come is False:
            return Availability.PREMATURE, _certain(first), None
        unbarred = over is False and all(truth is False for _, truth in barring)
        return _OPEN if applies and come and unbarred else _POSSIBLE


def _bounds(values: tuple[Any, ...], place: int | None) -> Bounds | None:
    """Return between which days a day lies; None where the row states none."""
    if place is None:
        return None
    day = values[place]
    return day if isinstance(day, tuple) else (day, day)


def _is_after(as_of: int, last: Bounds | None) -> Truth:
    """Tell whether a last day is over; where there is none, it isn't."""
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
