from datetime import date

import pytest

from telcorules.foundation.periods import Period
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language import limits
from telcorules.language.limits import BEYOND, UNKNOWN, LastDays, Limit, spanned
from telcorules.language.nodes import DatedValue, Parameter
from telcorules.language.vocabulary import NEVER

CHINA = WorkCalendar.china()
DAY = date(2026, 10, 8).toordinal()


def _limit(period: str | Parameter, *, back: bool = False) -> Limit:
    """Return a strict limit."""
    read = Period.parse(period) if isinstance(period, str) else period
    return Limit(read, CHINA, readings={}, roll=False, back=back)


def _changing() -> Parameter:
    """Return a parameter that changes on 2026-10-10, and ends with the year."""
    first = DatedValue(date(2020, 1, 1), None, Period.parse("15 days"), ())
    last = DatedValue(
        date(2026, 10, 10), date(2026, 12, 31), Period.parse("5 days"), ()
    )
    return Parameter("wait", (last, first), ())


@pytest.mark.parametrize("day", [BEYOND, NEVER])
def test_what_lies_beyond_every_date_stays_there(day: int) -> None:
    assert LastDays(_limit("15 days"))[day] == (day, day)


def test_the_last_day_of_an_unknown_event_is_unknown() -> None:
    assert LastDays(_limit("15 days"))[None] == UNKNOWN


@pytest.mark.parametrize(
    ("period", "back", "bounds"),
    [
        ("9000 years", False, (BEYOND, BEYOND)),
        ("9000 years", True, UNKNOWN),
        ("90000 working days", False, UNKNOWN),
    ],
)
def test_a_day_that_cannot_be_counted(
    period: str, bounds: tuple[int, int], *, back: bool
) -> None:
    assert LastDays(_limit(period, back=back))[DAY] == bounds


def test_a_table_stops_remembering_when_it_is_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "KEPT", 1)
    table = LastDays(_limit("1 day"))
    assert [table[DAY], table[DAY + 1]] == [(DAY + 1,) * 2, (DAY + 2,) * 2]
    assert list(table) == [DAY]


def test_a_period_from_an_uncertain_day_spans_both_ends() -> None:
    assert spanned(LastDays(_limit("1 day")), DAY, DAY + 4) == (DAY + 1, DAY + 5)


@pytest.mark.parametrize(("first", "last"), [(None, DAY), (DAY, None), (None, None)])
def test_a_period_from_an_unknown_end_is_unknown(
    first: int | None, last: int | None
) -> None:
    assert spanned(LastDays(_limit("1 day")), first, last) == UNKNOWN


@pytest.mark.parametrize(
    ("first", "last", "bounds"),
    [
        (DAY, DAY + 1, (DAY + 15, DAY + 16)),
        (DAY + 1, DAY + 2, UNKNOWN),
        (DAY + 2, DAY + 3, (DAY + 7, DAY + 8)),
        (DAY + 84, DAY + 85, UNKNOWN),
    ],
)
def test_a_parameter_that_changes_between_the_ends_is_unknown(
    first: int, last: int, bounds: tuple[int, int]
) -> None:
    assert spanned(LastDays(_limit(_changing())), first, last) == bounds
    assert spanned(LastDays(_limit(_changing())), (first,), (last,)) == bounds


def test_a_parameter_before_its_first_value_is_unknown() -> None:
    day = date(2019, 12, 31).toordinal()
    assert LastDays(_limit(_changing()))[day] == UNKNOWN
