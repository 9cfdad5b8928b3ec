"""Days in columns: what stands for "not yet", and a day moved by a period.

A day is a DATE. An event that hasn't happened is 9999-12-31; the day before it stands
for every last day past the end of time, so that the last date told is 9999-12-29.
"""

from datetime import date
from typing import Final

import ibis
import ibis.expr.types as ir

from telcorules.foundation.periods import Period, Unit

NEVER: Final = date(9999, 12, 31)
"""The date of an event that has not happened: after every date there is."""

BEYOND: Final = date(9999, 12, 30)
"""A last day after the end of time: past every date, but before `NEVER`."""

FIRST: Final = date(1, 1, 1)
LAST: Final = date(9999, 12, 29)
"""The first and the last day that a column tells of."""


def day(value: date) -> ir.DateScalar:
    """Return a day as a constant."""
    return ibis.date(value.year, value.month, value.day)


def happened(event: ir.DateValue) -> ir.BooleanValue:
    """Tell whether an event has a date; unknown where the event is."""
    return event != day(NEVER)


def moved(event: ir.DateValue, period: Period, *, back: bool) -> ir.DateValue:
    """Return a day moved by a period in days, months or years; it isn't rolled."""
    match period.unit:
        case Unit.DAYS:
            return _step(event, ibis.interval(days=period.count), back=back)
        case Unit.MONTHS | Unit.YEARS:
            months = period.count * (12 if period.unit is Unit.YEARS else 1)
            there = _step(event, ibis.interval(months=months), back=back)
            return _latest_start(event, there) if back else there
        case _:
            assert period.unit is Unit.CALENDAR_MONTHS
            return _month_end(
                _step(event, ibis.interval(months=period.count), back=back)
            )


def _step(event: ir.DateValue, by: ir.IntervalScalar, *, back: bool) -> ir.DateValue:
    return _dated(event - by if back else event + by)


def _dated(moved_on: ir.Value) -> ir.DateValue:
    """Return a date where a database makes a moment of a date that is moved.

    Ibis takes it for a date, and would leave out a plain cast.
    """
    return moved_on.cast("timestamp").cast("date")


def _month_end(of: ir.DateValue) -> ir.DateValue:
    begins = _dated(of.truncate("M"))
    next_month = _step(begins, ibis.interval(months=1), back=False)
    return _step(next_month, ibis.interval(days=1), back=True)


def _latest_start(end: ir.DateValue, start: ir.DateValue) -> ir.DateValue:
    """Return the latest day from which so many months end on a day.

    That is the last of its month where the day is the last of its own.
    """
    return ibis.ifelse(end == _month_end(end), _month_end(start), start)
