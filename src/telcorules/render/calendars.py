"""Days of the calendar for people: one day, a span, or a year at a glance."""

from calendar import monthcalendar
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Final

from telcorules.foundation.law import Wording
from telcorules.foundation.workdays import WorkCalendar
from telcorules.render.bilingual import Language
from telcorules.render.dates import run_line, runs
from telcorules.render.page import (
    Block,
    Foot,
    Headline,
    Page,
    Paragraph,
    Piece,
    Section,
    Table,
    Tone,
    Verbatim,
)
from telcorules.render.terms import DAY_KINDS

MONTHS_A_ROW: Final = 3
_WIDTH: Final = 7 * 3
_MARKS: Final = {"holiday": "*", "make-up-working-day": "+"}
_TONES: Final = {
    "holiday": Tone.BAD,
    "weekend": Tone.QUIET,
    "make-up-working-day": Tone.GOOD,
}
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

Line = tuple[str | Piece, ...]


def span_page(
    calendar: WorkCalendar,
    first: date,
    last: date,
    language: Language,
    disclaimer: Wording,
) -> Page:
    """Return a day, or the working days of a span, both ends inclusive.

    Raises:
        CalendarError: A day is outside the calendar.
    """
    found = runs(calendar, first, last, plain=first == last)
    title = _count(calendar, first, last, language)
    if first == last:
        title = language.of(DAY_KINDS[found[0].kind.name])
    rows = tuple((run_line(one, language),) for one in found)
    return (
        Headline(Piece(title, Tone.STRONG), language.span(first, last)),
        *([Table((), rows)] if rows else []),
        _foot(calendar, language, disclaimer),
    )


def _count(calendar: WorkCalendar, first: date, last: date, language: Language) -> str:
    days = (last - first).days + 1
    found = runs(calendar, first, last, plain=True)
    count = sum(one.length for one in found if one.kind.working)
    return language.say(
        f"{days}天中有{count}个工作日", f"{count} working days in {days} days"
    )


def year_page(
    calendar: WorkCalendar, year: int, language: Language, disclaimer: Wording
) -> Page:
    """Return a year: its months, its days off and its make-up days.

    Raises:
        CalendarError: The year is outside the calendar.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    count = _count(calendar, first, last, language)
    say = language.say
    listed = [one for one in runs(calendar, first, last) if one.kind.name != "weekend"]
    legend = say(
        "* 放假　+ 调休上班　月份后的 ? 表示尚无通知、全月为推算",
        "* day off   + make-up working day   ? after a month: an estimate, no notice",
    )
    return (
        Headline(Piece(say(f"{year}年", str(year)), Tone.STRONG), count),
        *_months(calendar, year, language),
        Paragraph(Piece(legend, Tone.QUIET)),
        Section(say("放假与调休", "Days off and make-up days")),
        Table((), tuple((run_line(one, language),) for one in listed)),
        _foot(calendar, language, disclaimer),
    )


def _months(calendar: WorkCalendar, year: int, language: Language) -> Iterator[Block]:
    for start in range(1, 13, MONTHS_A_ROW):
        months = range(start, start + MONTHS_A_ROW)
        columns = [_month(calendar, year, month, language) for month in months]
        rows = zip_longest(*columns, fillvalue=(" " * _WIDTH,))
        yield Verbatim((*(_beside(row) for row in rows), ""))


def _beside(cells: tuple[Line, ...]) -> Line:
    line: list[str | Piece] = []
    for cell in cells:
        line += ["   ", *cell] if line else [*cell]
    return tuple(line)


def _month(
    calendar: WorkCalendar, year: int, month: int, language: Language
) -> list[Line]:
    """Return the lines of a month, each `_WIDTH` columns wide."""
    name = language.say(f"{month}月", _MONTHS[month - 1])
    if calendar.kind(date(year, month, 1)).estimated:
        name += " ?"
    wide = len(name) + (1 if language is Language.ZH else 0)
    days = language.say("一 二 三 四 五 六 日 ", "Mo Tu We Th Fr Sa Su ")
    title: Line = (Piece(name, Tone.STRONG), " " * (_WIDTH - wide))
    weeks = monthcalendar(year, month)
    return [
        title,
        (Piece(days, Tone.QUIET),),
        *(tuple(_cell(calendar, year, month, day) for day in week) for week in weeks),
    ]


def _cell(calendar: WorkCalendar, year: int, month: int, day: int) -> str | Piece:
    if day == 0:
        return "   "
    kind = calendar.kind(date(year, month, day))
    mark = _MARKS.get(kind.name, " ")
    return Piece(f"{day:>2}{mark}", _TONES.get(kind.name, Tone.PLAIN))


def _foot(calendar: WorkCalendar, language: Language, disclaimer: Wording) -> Foot:
    firm = calendar.firm_through.isoformat()
    line = language.say(
        f"放假安排通知已确定至{firm}，此后为推算",
        f"settled by notices through {firm}, an estimate after it",
    )
    return Foot((line, language.of(disclaimer)))
