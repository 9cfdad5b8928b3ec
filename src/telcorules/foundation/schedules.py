"""Which days are off and which weekends are worked, as far as anybody announced.

A schedule is the sum of what is known: tables of past years, and the notices laid
over them. The days up to `firm_through` are settled; 29 to 31 December of the last
year aren't, because five notices in twenty moved such days of the year before.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from telcorules.errors import CalendarError, Problem
from telcorules.foundation.holidays import (
    is_weekend,
    projected_make_ups,
)
from telcorules.foundation.notices import (
    Notice,
    days_moved,
    expected_title,
    sum_problems,
)
from telcorules.foundation.practice import likeliest_blocks

_LAST_SETTLED = (12, 28)
_FIRST_MOVED = (12, 29)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The announced days of consecutive years.

    Attributes:
        rest_days: Days off by a notice; plain weekends needn't be among them.
        make_up_days: Saturdays and Sundays that are worked.
        last_year: The last year whose holidays have been arranged.
        notices: The notices known, in the order of their publication.
        corrections: Days that the tables had wrong, with the number of the notice
            that says so.
        tables: The years that tables of days tell, ascending.
    """

    rest_days: frozenset[date]
    make_up_days: frozenset[date]
    last_year: int
    notices: tuple[Notice, ...] = ()
    corrections: Mapping[date, str] = field(default_factory=dict)
    tables: tuple[int, ...] = ()

    @property
    def firm_through(self) -> date:
        """The last day, inclusive, that the next year's notice doesn't move."""
        return date(self.last_year, *_LAST_SETTLED)

    def is_working_day(self, day: date) -> bool:
        """Tell whether a settled day is worked."""
        if is_weekend(day):
            return day in self.make_up_days
        return day not in self.rest_days

    def working(self, first: date, length: int) -> bytes:
        """Return a byte a day from a first day on: 1 where it is worked, else 0."""
        weekday = first.weekday()
        weeks = b"\1\1\1\1\1\0\0" * (length // 7 + 2)
        table = bytearray(weeks[weekday : weekday + length])
        for days, kind in ((self.rest_days, 0), (self.make_up_days, 1)):
            for day in days:
                place = (day - first).days
                if 0 <= place < length:
                    table[place] = kind
        return bytes(table)

    def through(self, year: int) -> "Schedule":
        """Return what was known when `year` was the last year arranged."""
        end = date(year, *_LAST_SETTLED)
        return Schedule(
            frozenset(day for day in self.rest_days if day <= end),
            frozenset(day for day in self.make_up_days if day <= end),
            year,
            tuple(notice for notice in self.notices if notice.year <= year),
            tables=tuple(told for told in self.tables if told <= year),
        )

    def projected(self, last_year: int) -> "Schedule":
        """Return this schedule with the likeliest days of further years after it.

        Rest blocks from 2025 on by the principle of 国办发明电〔2024〕12号, make-up
        days by precedent; the New Year after the last year is among them, since it
        may move days of December.
        """
        years = range(self.last_year + 1, last_year + 2)
        blocks = [block for year in years for block in likeliest_blocks(year)]
        rests = {day for block in blocks for day in block[0].days()}
        return Schedule(
            self.rest_days | rests,
            self.make_up_days.union(projected_make_ups(blocks)),
            last_year,
        )

    def named_days(self) -> dict[date, Notice]:
        """Return the days that notices name, each with the latest that names it."""
        return {
            day: notice
            for notice in self.notices
            for day in (*notice.rest_days, *notice.make_up_days)
        }

    def with_notices(self, notices: Iterable[Notice]) -> "Schedule":
        """Return this schedule with notices laid over it, the later one on top.

        A notice for a year that is arranged already adds its name, and must say
        what the tables say; only an amendment changes a day.

        Raises:
            CalendarError: A year is skipped or arranged in two ways, an amendment
                lacks what it amends, a notice contradicts the tables, or the sum
                of an amended year is wrong.
        """
        schedule = self
        for notice in sorted(set(notices), key=lambda one: one.rank):
            schedule = schedule.with_notice(notice)
        return schedule.checked()

    def with_notice(self, notice: Notice) -> "Schedule":
        """Return this schedule with one notice laid over it, not `checked` yet.

        Raises:
            CalendarError: A year is skipped.
        """
        if notice.year > self.last_year + (notice.amends is None):
            raise CalendarError(_missing_before(notice, self.last_year + 1))
        known = replace(self, notices=(*self.notices, notice))
        if notice.amends is None and notice.year <= self.last_year:
            return known
        rest, worked = set(notice.rest_days), set(notice.make_up_days)
        return replace(
            known,
            rest_days=self.rest_days - worked | rest,
            make_up_days=self.make_up_days - rest | worked,
            last_year=max(self.last_year, notice.year),
        )

    def with_year(self, year: int, tables: "Schedule") -> "Schedule":
        """Return this schedule with a year as tables tell it, where it lacks it.

        Raises:
            CalendarError: A year is skipped.
        """
        if year > self.last_year + 1:
            raise CalendarError(_skipped(year, self.last_year + 1))
        if year <= self.last_year:
            return self
        return replace(
            self,
            rest_days=self.rest_days.union(arranged_days(tables.rest_days, year)),
            make_up_days=self.make_up_days.union(
                arranged_days(tables.make_up_days, year)
            ),
            last_year=year,
            tables=(*self.tables, year),
        )

    def checked(self) -> "Schedule":
        """Return this schedule, once its notices are held against one another.

        Raises:
            CalendarError: An amendment lacks what it amends, a notice contradicts
                another or the tables, or the sum of an amended year is wrong.
        """
        problems = [*_unknown_amended(self), *_contradictions(self)]
        problems = problems or list(_wrong_sums(self))
        if problems:
            raise CalendarError(problems)
        return self


def _unknown_amended(schedule: Schedule) -> Iterator[Problem]:
    """Check `amends` where the notices of that year are known by name."""
    for notice in schedule.notices:
        others = [n for n in schedule.notices if n.year == notice.year and n != notice]
        names = {name for other in others for name in (other.number, other.title)}
        if notice.amends is not None and names and notice.amends not in names:
            yield Problem(
                "TR719",
                f"`{notice.name}` amends `{notice.amends}`, which isn't a notice "
                f"for {notice.year}",
                "write the number or the title of " + _listed(others),
            )


def _listed(notices: Iterable[Notice]) -> str:
    return " or ".join(f"`{notice.name}`" for notice in notices)


def _contradictions(schedule: Schedule) -> Iterator[Problem]:
    for day, notice in sorted(schedule.named_days().items()):
        if schedule.is_working_day(day) is (day in notice.rest_days):
            yield _contradiction(day, notice)


def _wrong_sums(schedule: Schedule) -> Iterator[Problem]:
    """Check the years with amendments; a notice alone was checked when read."""
    notices = schedule.notices
    for year in sorted({n.year for n in notices if n.amends is not None}):
        one_off = sum(n.one_off_days for n in notices if n.year == year)
        rest_days = arranged_days(schedule.rest_days, year)
        moved = days_moved(rest_days, arranged_days(schedule.make_up_days, year))
        yield from sum_problems(year, moved, one_off)


def arranged_days(days: Iterable[date], year: int) -> list[date]:
    """Return the days among some that the notice for a year arranges."""
    first, last = date(year - 1, *_FIRST_MOVED), date(year, *_LAST_SETTLED)
    return [day for day in days if first <= day <= last]


def _missing_before(notice: Notice, year: int) -> Problem:
    what = f"the notice `{notice.name}` is for {notice.year}"
    return _not_known(what, year)


def _skipped(year: int, before: int) -> Problem:
    return _not_known(f"the year {year} is told by tables alone", before)


def _not_known(what: str, year: int) -> Problem:
    return Problem(
        "TR717",
        f"{what}, and that for {year} isn't known",
        f"give `{expected_title(year)}` as well",
        "a year without a notice can't be told from one without holidays",
    )


def _contradiction(day: date, notice: Notice) -> Problem:
    listed = "a rest day" if day in notice.rest_days else "a working day"
    return Problem(
        "TR718",
        f"{day} is {listed} in `{notice.name}`, and the reverse elsewhere",
        "correct the day, or give the later notice that changed it, with `amends`",
        "a day has one kind, by the latest notice that names it",
    )
