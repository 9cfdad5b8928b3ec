"""The calendar, day by day since 2004, against libraries that tell days otherwise.

They live in an environment of their own: `make calendars` makes it. Each has its own
tables: typed from the notices (holidays, workalendar, cnworkdays), kept by a stock
exchange (exchange_calendars, pandas_market_calendars), or one more list (chinese-days).
Where one differs, `KNOWN` says on which days, and why the notice is on our side.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from importlib.resources import files

import chinesedays
import exchange_calendars
import holidays
import pandas_market_calendars
from workalendar.asia import China

from telcorules import WorkCalendar

FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)

CLOSED_LONGER = (
    *("2004-01-19", "2004-01-20", "2004-01-21", "2005-02-07", "2005-02-08"),
    *("2006-01-26", "2006-01-27", "2024-02-09"),
)
KNOWN = {
    "holidays": (),
    # It lacks the longer holiday of January 2020 (国办发明电〔2020〕1号).
    "workalendar": ("2020-01-31", "2020-02-01"),
    # The exchanges closed before the holiday, on days worked elsewhere.
    "exchange_calendars": CLOSED_LONGER,
    "pandas_market_calendars": CLOSED_LONGER,
    # It takes the last day of 2005, a Saturday worked, for a weekend.
    "chinese-days": ("2005-12-31",),
    # It lacks both notices that amended a year: May 2019, January 2020.
    "cnworkdays": (
        *("2019-04-28", "2019-05-02", "2019-05-03", "2019-05-05"),
        *("2020-01-31", "2020-02-01"),
    ),
}


def days(first: date = FIRST, last: date = LAST) -> list[date]:
    """Return every day of a span, both ends included."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def weekdays() -> list[date]:
    """Return the days on which an exchange may open at all."""
    return [day for day in days() if day.weekday() < 5]


def by_exchange(sessions: Iterable[object]) -> Callable[[date], bool]:
    """Return what tells whether an exchange was open on a day."""
    opened = {date.fromisoformat(str(one)[:10]) for one in sessions}
    return opened.__contains__


def by_cnworkdays() -> Callable[[date], bool]:
    """Return what tells whether the lists of cnworkdays have a day worked."""
    text = files("cn_workdays").joinpath("config.json").read_text("utf-8")
    listed = json.loads(text)
    off, worked = (
        {date.fromisoformat(one) for one in listed[name]}
        for name in ("holidays", "compensatory_working_days")
    )
    return lambda day: day in worked or (day.weekday() < 5 and day not in off)


def witnesses() -> Mapping[str, tuple[Callable[[date], bool], list[date]]]:
    """Return what tells whether a day is worked, and the days that it tells."""
    span = {"start": str(FIRST), "end": str(LAST)}
    shanghai = exchange_calendars.get_calendar("XSHG", **span).sessions
    market = pandas_market_calendars.get_calendar("SSE").valid_days(FIRST, LAST)
    years = holidays.China(years=range(2003, 2028))
    return {
        "holidays": (years.is_working_day, days()),
        "workalendar": (
            China().is_working_day,
            days(date(2018, 1, 1), date(2023, 12, 31)),
        ),
        "exchange_calendars": (by_exchange(shanghai), weekdays()),
        "pandas_market_calendars": (by_exchange(market), weekdays()),
        "chinese-days": (lambda day: chinesedays.is_workday(str(day)), days()),
        "cnworkdays": (by_cnworkdays(), days(date(2018, 1, 1), LAST)),
    }


def main() -> int:
    """Compare with each; tell what differs beyond what is known."""
    ours, surprises = WorkCalendar.china(), 0
    for name, (theirs, span) in witnesses().items():
        differing = [str(d) for d in span if theirs(d) != ours.is_working_day(d)]
        new = sorted({*differing} ^ {*KNOWN[name]})
        surprises += len(new)
        print(f"{name}: {len(span):,} days, {len(differing)} known to differ, {new=}")
    return min(surprises, 1)


if __name__ == "__main__":
    sys.exit(main())
