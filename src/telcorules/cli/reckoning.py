"""`due` and `calendar`: the end of a period, and what kind of day a day is."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from telcorules.cli import options, pack_options
from telcorules.cli.inputs import open_book, parse_day, required_day, today
from telcorules.cli.options import Format, Unannounced
from telcorules.cli.outputs import show, show_json
from telcorules.errors import Problem, RequestError
from telcorules.foundation.lastdays import due as count
from telcorules.foundation.moments import china_day, china_moment
from telcorules.foundation.periods import Period
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language import packs
from telcorules.render.bilingual import Language
from telcorules.render.calendars import span_page, year_page
from telcorules.render.dates import Reckoning, due_page, governing, skipped

_YEAR = re.compile("[0-9]{4}")


def due(
    start: options.Start,
    period: options.PeriodText,
    *,
    before: options.Before = False,
    strict: pack_options.Strict = False,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
    known_at: options.KnownAt = None,
) -> int:
    """Count a period from an event to its last day 最后一日.

    \b
      telcorules due 2026-10-08 "15 days"
      telcorules due 2026-09-28 "5个工作日" --lang en
      telcorules due 2026-12-01 "30 days" --before --strict --format json
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(None, None, None, notice, unannounced, known_at=known_at)
    days, program = book.calendar, book.program
    length = Period.parse(period)
    end = count(start, length, before=before, roll=not strict, calendar=days)
    if output is Format.JSON:
        show_json(end.to_dict(), program.disclaimer)
        return 0
    event = _event(start)
    found = Reckoning(
        start=event,
        period=length,
        before=before,
        end=end,
        skipped=skipped(china_day(event), length, end, days),
        basis=governing(program.instruments, length, roll=not strict),
    )
    show(due_page(found, lang, program.disclaimer))
    return 0


def calendar(
    first: options.FromDay = None,
    last: options.ToDay = None,
    *,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
    known_at: options.KnownAt = None,
) -> int:
    """Show the calendar 日历: a year, a day or a span, and by which notice.

    \b
      telcorules calendar 2026
      telcorules calendar 2026-10-10
      telcorules calendar 2026-09-25 2026-10-10 --format json
    """  # noqa: D301 - \b keeps the lines of the examples
    named = [*packs.notice_files(packs.bundled()), *(notice or ())]
    book = open_book(None, None, None, named, unannounced, known_at=known_at)
    days, program = book.calendar, book.program
    start, end = _span(first or str(today().year), last)
    if output is Format.JSON:
        show_json(_listed(days, start, end), program.disclaimer)
    elif last is None and start != end:
        show(year_page(days, start.year, lang, program.disclaimer))
    else:
        show(span_page(days, start, end, lang, program.disclaimer))
    return 0


def _event(text: str) -> date:
    """Return a start that was read before, as a day or as a moment in China."""
    if len(text) == len("2026-10-08"):
        return date.fromisoformat(text)
    return china_moment(datetime.fromisoformat(text))


def _span(first: str, last: str | None) -> tuple[date, date]:
    if last is None and _YEAR.fullmatch(first) and first != "0000":
        return date(int(first), 1, 1), date(int(first), 12, 31)
    if last is None and "-" not in first:
        what = f"`{first}` is neither a year nor a day"
        raise RequestError(Problem("TR617", what, "write 2026 or 2026-11-21"))
    start = required_day(first)
    end = parse_day(last) or start
    if end < start:
        what = f"the span ends on {end}, before it starts on {start}"
        raise RequestError(Problem("TR605", what, "give the earlier day first"))
    return start, end


def _listed(days: WorkCalendar, first: date, last: date) -> dict[str, Any]:
    found = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "working_days": sum(map(days.is_working_day, found)),
        "firm_through": days.firm_through.isoformat(),
        "unannounced": days.unannounced,
        "days": [_day(days, day) for day in found],
    }


def _day(days: WorkCalendar, day: date) -> dict[str, Any]:
    kind = days.kind(day)
    return {
        "day": day.isoformat(),
        "kind": kind.name,
        "working": kind.working,
        "estimated": kind.estimated,
        "notice": kind.notice,
    }
