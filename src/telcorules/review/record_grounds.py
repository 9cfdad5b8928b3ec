"""What a recorded decision rested on: packs and calendar, named by hash, or kept.

Named, they have to be found again: the pack wherever it lies, each notice by what it
says, the other years in the tables of the calendar package. Kept, all of it stands in
the record itself: the files of the packs, the days of the tables, the notices.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.dayblocks import from_blocks, in_blocks
from telcorules.foundation.knowledge import arranged
from telcorules.foundation.notices import Notice
from telcorules.foundation.schedules import Schedule, arranged_days
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.packs import Layer, joint_sha256, load_layers
from telcorules.review.record_form import sha256_of
from telcorules.review.record_shape import spans_of, years_of


def layers_of(book: Rulebook) -> list[Layer]:
    """Return the files of a rulebook's packs, as they were when it was loaded.

    Raises:
        RequestError: One was changed since.
        PackError: One can't be read any more.
    """
    layers = load_layers(book.folders)
    if joint_sha256(layers) != book.program.sha256:
        what = "a pack was changed after it had been loaded"
        raise RequestError(Problem("TR906", what, "load it again, then record"))
    return layers


def layer_named(layer: Layer) -> dict[str, Any]:
    """Return how a record names a pack."""
    return {"id": layer.id, "version": layer.version, "sha256": layer.sha256}


def calendar_named(calendar: WorkCalendar) -> dict[str, Any]:
    """Return how a record names a calendar: what was known, and how it looks ahead."""
    schedule, known_at = calendar.schedule, calendar.known_at
    return {
        "sha256": calendar.sha256,
        "firm_through": calendar.firm_through.isoformat(),
        "unannounced": calendar.unannounced,
        "known_at": known_at and known_at.isoformat(),
        "tables": spans_of(schedule.tables),
        "notices": [notice_named(one) for one in schedule.notices],
    }


def notice_named(notice: Notice) -> dict[str, Any]:
    """Return how a record names a notice: so that no other can stand for it."""
    said = notice.to_dict()
    return {
        "name": notice.name,
        "year": notice.year,
        "published_on": said["published_on"],
        "sha256": sha256_of(said),
    }


def kept(layers: Iterable[Layer], schedule: Schedule) -> dict[str, Any]:
    """Return packs and holidays as a record keeps them."""
    return {
        "packs": [
            {
                "id": one.id,
                "version": one.version,
                "files": {name: text.split("\n") for name, text in one.files.items()},
            }
            for one in layers
        ],
        "tables": {
            "rest_days": _told(schedule.rest_days, schedule.tables),
            "make_up_days": _told(schedule.make_up_days, schedule.tables),
        },
        "notices": [one.to_dict() for one in schedule.notices],
    }


def _told(days: Iterable[date], years: Iterable[int]) -> list[str]:
    every = list(days)
    return in_blocks(day for year in years for day in arranged_days(every, year))


def kept_layers(data: Mapping[str, Any]) -> list[Layer]:
    """Return the packs that a record of good shape keeps."""
    return [
        Layer(
            one["id"],
            one["version"],
            {name: "\n".join(lines) for name, lines in one["files"].items()},
        )
        for one in data["embedded"]["packs"]
    ]


def kept_calendar(data: Mapping[str, Any]) -> WorkCalendar:
    """Return the calendar that a record of good shape keeps.

    Raises:
        CalendarError: What is kept makes no calendar.
    """
    days, years = data["embedded"]["tables"], years_of(data["calendar"]["tables"])
    tables = Schedule(
        frozenset(from_blocks(days["rest_days"], "rest_days")),
        frozenset(from_blocks(days["make_up_days"], "make_up_days")),
        years[-1],
        tables=tuple(years),
    )
    notices = [Notice.from_mapping(one) for one in data["embedded"]["notices"]]
    return named_calendar(data, tables, notices)


def named_calendar(
    data: Mapping[str, Any], tables: Schedule, notices: Sequence[Notice]
) -> WorkCalendar:
    """Return the calendar that a record names, from tables and its notices.

    Raises:
        CalendarError: The tables lack a year, or the notices don't go together.
    """
    named = data["calendar"]
    schedule = arranged(tables, years_of(named["tables"]), notices)
    known_at = named["known_at"] and date.fromisoformat(named["known_at"])
    return WorkCalendar(schedule, named["unannounced"], known_at=known_at)
