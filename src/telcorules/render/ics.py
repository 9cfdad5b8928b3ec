"""Appointments as an iCalendar file (RFC 5545): the one user of `icalendar`.

A day is a ``DATE`` without a zone, so that it is the same day wherever it is read. A
day that isn't firm is ``TENTATIVE``. The same case and rule have the same ``UID``, and
what changed since the file before has a higher ``SEQUENCE``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from importlib import import_module
from typing import Any, Final

from telcorules.errors import Problem, RequestError
from telcorules.foundation.moments import china_moment
from telcorules.language.values import shown
from telcorules.render.agenda import Appointment
from telcorules.render.bilingual import Language
from telcorules.version import __version__

MISSING: Final = "calendars need one more package: pip install 'telcorules[ics]'"

REMINDED_AT: Final = timedelta(hours=9)
"""The time of day of a reminder, wherever its reader is."""

_DAY: Final = timedelta(days=1)
_REVISED: Final = ("SEQUENCE", "DTSTAMP")
"""What says that an event was revised, and isn't a change itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a calendar is made of.

    Attributes:
        key: What tells the case from others.
        pack: The id of the pack.
        as_of: The day of the question, the date of every revision.
        language: The language of its words.
        appointments: The days.
    """

    key: str
    pack: str
    as_of: date
    language: Language
    appointments: tuple[Appointment, ...]


def as_ics(sheet: Sheet, previous: str | bytes | None = None) -> str:
    """Return appointments as an iCalendar file, its lines ending as RFC 5545 says.

    Args:
        sheet: The appointments, and the case that they are of.
        previous: The file made of the case before. What is the same stays as it was;
            what changed is a revision; what is gone is cancelled.

    Raises:
        RequestError: The library isn't installed, `previous` is no calendar, or there
            is no day to put in.
    """
    library = _icalendar()
    before = _events(previous, sheet, library) if previous is not None else {}
    events = [_event(one, sheet, library) for one in sheet.appointments]
    revised = [_revised(one, before.get(str(one["UID"]))) for one in events]
    kept = {str(one["UID"]) for one in events}
    gone = [_cancelled(one, sheet) for uid, one in before.items() if uid not in kept]
    if not (revised or gone):
        what = "no rule of this decision names a day that a calendar could hold"
        hint = "state the event that sets a limit running"
        raise RequestError(Problem("TR654", what, hint))
    calendar = _calendar(sheet, library)
    for event in (*revised, *gone):
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()


def _calendar(sheet: Sheet, library: Any) -> Any:
    calendar = library.Calendar()
    tongue = sheet.language.value.upper()
    calendar.add("PRODID", f"-//telcorules//telcorules {__version__}//{tongue}")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", library.vText(sheet.key))
    return calendar


def _event(one: Appointment, sheet: Sheet, library: Any) -> Any:
    event = library.Event()
    event.add("UID", uid(sheet.pack, sheet.key, one.rule))
    event.add("DTSTAMP", _stamp(sheet.as_of))
    event.add("SEQUENCE", 0)
    if isinstance(one.day, datetime):
        event.add("DTSTART", china_moment(one.day).astimezone(UTC))
    else:
        event.add("DTSTART", one.day)
        event.add("DTEND", one.day + _DAY)
    event.add("SUMMARY", one.summary)
    event.add("DESCRIPTION", "\n".join(one.lines))
    event.add("STATUS", "CONFIRMED" if one.firm else "TENTATIVE")
    event.add("TRANSP", "TRANSPARENT")
    event.add("CATEGORIES", [one.actor])
    event.add("X-TELCORULES-RULE", one.rule)
    for day in one.reminders:
        event.add_component(_alarm(day, one, library))
    return event


def _alarm(day: date, one: Appointment, library: Any) -> Any:
    """Return a reminder at nine on its day; it is written as a time before."""
    alarm = library.Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", one.summary)
    if isinstance(one.day, datetime):
        start = china_moment(one.day)
        moment = datetime(day.year, day.month, day.day, tzinfo=start.tzinfo)
        alarm.add("TRIGGER", moment + REMINDED_AT - start)
    else:
        alarm.add("TRIGGER", day - one.day + REMINDED_AT)
    return alarm


def uid(pack: str, key: str, rule: str) -> str:
    """Return the name of an event, which stays while its case and rule do."""
    named = f"{pack}\0{key}\0{rule}".encode()
    return f"{sha256(named).hexdigest()[:32]}@telcorules"


def _stamp(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _revised(event: Any, before: Any) -> Any:
    """Return the event as it was where it is the same, else with a higher number."""
    if before is None:
        return event
    if _content(event) == _content(before):
        return before
    event["SEQUENCE"] = _number(before) + 1
    return event


def _cancelled(before: Any, sheet: Sheet) -> Any:
    """Return an event that is gone, cancelled; once only."""
    if before.get("STATUS") == "CANCELLED":
        return before
    gone = before.copy()
    gone.subcomponents = []
    gone["SEQUENCE"] = _number(before) + 1
    gone["STATUS"] = "CANCELLED"
    del gone["DTSTAMP"]
    gone.add("DTSTAMP", _stamp(sheet.as_of))
    return gone


def _content(event: Any) -> bytes:
    """Return what an event says, apart from when it was revised."""
    bare = event.copy()
    bare.subcomponents = event.subcomponents
    for name in _REVISED:
        bare.pop(name, None)
    text: bytes = bare.to_ical()
    return text


def _check(event: Any) -> None:
    """Raise where an event lacks what has to be read of it."""
    _number(event)
    for name in ("DTSTAMP", "DTSTART"):
        event[name].dt.isoformat()


def _number(event: Any) -> int:
    return int(event.get("SEQUENCE", 0))


def _events(text: str | bytes, sheet: Sheet, library: Any) -> Mapping[str, Any]:
    """Return the events of a calendar by their names.

    Raises:
        RequestError: It isn't one, or it is that of another case, all of whose events
            would be cancelled.
    """
    try:
        calendar = library.Calendar.from_ical(text)
        found = {str(one["UID"]): one for one in calendar.walk("VEVENT")}
        for one in found.values():
            _check(one)
        named = str(calendar.get("X-WR-CALNAME", ""))
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):
        hint = "give the .ics file that was made of this case before"
        what = "the previous calendar can't be read as iCalendar"
        raise RequestError(Problem("TR653", what, hint)) from None
    # Releases of the library differ in how they read escapes in it.
    own = library.Calendar.from_ical(_calendar(sheet, library).to_ical())
    if named != str(own["X-WR-CALNAME"]):
        this = shown(sheet.key)
        what = f"the previous calendar is of the case `{shown(named)}`, not `{this}`"
        raise RequestError(Problem("TR653", what, "give the one made of this case"))
    return found


def _icalendar() -> Any:
    try:
        return import_module("icalendar")
    except ModuleNotFoundError:
        raise RequestError(Problem("TR652", MISSING)) from None
