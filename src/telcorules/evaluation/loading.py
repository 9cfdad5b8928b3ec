"""From paths to a rulebook: the packs, the notices, the readings asked for."""

import gc
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from os import PathLike
from pathlib import Path

from telcorules.errors import CalendarError, PackError, Problem, RequestError, Span
from telcorules.evaluation.asked import day_of, readings_taken
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.holidays import PRINCIPLE_SINCE
from telcorules.foundation.knowledge import known_on
from telcorules.foundation.notices import Notice
from telcorules.foundation.published import published_schedule
from telcorules.foundation.source import Document
from telcorules.foundation.workdays import METHODS, WorkCalendar
from telcorules.language import packs
from telcorules.language.program import Program
from telcorules.language.values import shown

Paths = Iterable[str | Path]


def load(  # noqa: PLR0913 - each a part of the contract
    path: str | Path | None = None,
    *,
    extend: Paths = (),
    readings: Mapping[str, str] | None = None,
    notices: Paths = (),
    unannounced: str = "principle",
    known_at: date | None = None,
) -> Rulebook:
    """Load a rule pack and make it ready to decide with.

    Args:
        path: A pack's folder; None for the bundled one.
        extend: Further packs laid over it, in order: a company's policy, a province.
        readings: Choices that differ from the pack's defaults, by reading.
        notices: Files with holiday notices that the calendar package lacks.
        unannounced: How days past the last notice are bounded: ``principle`` by the
            2024 principle of the General Office of the State Council, ``envelope``
            by the widest shifts of 2008 to 2026, widened.
        known_at: Leave the calendar what it was on that day: it holds the notices
            published until then, inclusive; one whose day isn't known counts from
            31 December before its year. Before the principle was published, days
            past the notices are bounded by the envelope. None: all that is known.

    Returns:
        The rulebook. The bundled one, with nothing else asked, is made once.

    Raises:
        PackError: A pack can't be read as written; all findings.
        RequestError: There is no such reading, choice or method, or no such day.
        CalendarError: A notice can't be read, or is wrong; `known_at` lies outside
            the calendar.

    Examples:
        >>> from datetime import date
        >>> book = load()
        >>> case = book.case({"operator_complaint": {"filed_on": "2026-10-08"}})
        >>> book.evaluate("operator.reply", case, as_of=date(2026, 11, 21)).due
        datetime.date(2026, 10, 23)
    """
    base = packs.bundled() if path is None else _path(path)
    folders = (base, *_paths(extend, "extend"))
    files, method = _paths(notices, "notices"), str(unannounced)
    plain = path is None and len(folders) == 1 and not (files or readings)
    if plain and known_at is None:
        return _bundled(method)
    program = _bundled(METHODS[0]).program if plain else _program(folders)
    calendar = _calendar(folders, files, method, known_at)
    return Rulebook(program, calendar, readings_taken(program, readings or {}), folders)


def _program(folders: Iterable[Path]) -> Program:
    """Read packs; what is made stays, so that nobody looks for garbage meanwhile."""
    collected = gc.isenabled()
    gc.disable()
    try:
        return packs.load_program(folders)
    finally:
        if collected:
            gc.enable()


@cache
def _bundled(unannounced: str) -> Rulebook:
    folders = (packs.bundled(),)
    program = _program(folders)
    calendar = _calendar(folders, (), unannounced, None)
    return Rulebook(program, calendar, readings_taken(program, {}), folders)


def _path(path: object) -> Path:
    if isinstance(path, str | PathLike):
        return Path(path)
    raise RequestError(_no_paths(path, "path"))


def _paths(paths: object, name: str) -> tuple[Path, ...]:
    if isinstance(paths, Iterable) and not isinstance(paths, str | bytes):
        found = tuple(paths)
        if all(isinstance(one, str | PathLike) for one in found):
            return tuple(map(Path, found))
    raise RequestError(_no_paths(paths, name))


def _no_paths(given: object, name: str) -> Problem:
    if name == "path":
        hint = "name a pack's folder, or leave it out for the bundled pack"
        return Problem("TR612", f"`path` takes a path, not `{shown(given)}`", hint)
    one = isinstance(given, str | PathLike)
    hint = f"write {name}=[{str(given)!r}]" if one else f'write {name}=["..."]'
    return Problem("TR612", f"`{name}` takes a list of paths", hint)


def _calendar(
    folders: tuple[Path, ...],
    files: tuple[Path, ...],
    unannounced: str,
    known_at: date | None,
) -> WorkCalendar:
    """Return the calendar with every notice that its package doesn't hold yet.

    A pack's own notices are named by their year, so that old ones aren't read.
    """
    if known_at is not None:
        every = notices_at_hand(folders, files)
        return known_calendar(day_of(known_at), every, unannounced)
    plain = WorkCalendar.china((), unannounced)
    newer = [
        path
        for path in _carried(folders)
        if path.name[:4] > str(plain.firm_through.year)
    ]
    notices = [read_notice(path) for path in (*newer, *files)]
    return WorkCalendar.china(notices, unannounced) if notices else plain


def notices_at_hand(folders: Iterable[Path], files: Paths = ()) -> list[Notice]:
    """Return every notice that the bundled pack, some packs and some files hold.

    Raises:
        RequestError: `files` is no list of paths.
        CalendarError: A file can't be read, or a notice is wrong.
    """
    given = _paths(files, "notices")
    return [read_notice(path) for path in (*_carried(folders), *given)]


def _carried(folders: Iterable[Path]) -> list[Path]:
    """Return the files of the notices that packs carry, the bundled one's first."""
    every = dict.fromkeys((packs.bundled(), *folders))
    return [path for folder in every for path in packs.notice_files(folder)]


def known_calendar(
    day: date, notices: Iterable[Notice], unannounced: str
) -> WorkCalendar:
    """Return the calendar as it was known on a day.

    Raises:
        CalendarError: The day lies outside the calendar, or the notices don't go
            together.
        RequestError: The method is unknown.
    """
    whole = WorkCalendar.china((), unannounced)
    whole.is_working_day(day)
    schedule = known_on(day, published_schedule(), notices)
    method = unannounced if schedule.last_year >= PRINCIPLE_SINCE else METHODS[1]
    return WorkCalendar(schedule, method, known_at=day)


def read_notice(path: Path) -> Notice:
    """Read a holiday notice from its file.

    Raises:
        CalendarError: The file can't be read, or the notice is wrong.
    """
    try:
        document = packs.read_file(path)
    except PackError as error:
        raise CalendarError(error.problems) from None
    try:
        return Notice.from_mapping(document.value)
    except CalendarError as error:
        placed = [replace(one, span=_key(one, document)) for one in error.problems]
        raise CalendarError(placed) from None


def _key(problem: Problem, document: Document) -> Span:
    """Return the place of the key of a notice that a problem names, else of it all."""
    keys = document.value if isinstance(document.value, dict) else ()
    named = [key for key in keys if f"`{key}`" in problem.message]
    return document.key_span((named[0],)) if named else document.span(())
