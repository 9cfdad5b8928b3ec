"""What a rulebook is made of, so that another process can make the same.

Compiled functions don't travel; the folders of the packs, the calendar and the
readings do, with the hash that the packs must still have.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from telcorules.errors import Problem, RequestError
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.packs import load_program
from telcorules.language.program import Program


@dataclass(frozen=True, slots=True)
class Makings:
    """What a rulebook is made of; the same makings make the same rulebook.

    Attributes:
        folders: Where the packs lie, the base first.
        sha256: The hash of the packs.
        readings: The choice taken for each reading.
        days: What tells calendars apart.
        calendar: The calendar.
    """

    folders: tuple[Path, ...]
    sha256: str
    readings: tuple[tuple[str, str], ...]
    days: tuple[str, ...]
    calendar: WorkCalendar = field(compare=False)

    @property
    def program(self) -> Program:
        """The program, read from the folders again where this process hasn't yet.

        Raises:
            RequestError: The packs aren't what they were.
            PackError: They can't be read any more.
        """
        return _program(self.folders, self.sha256)


def makings(
    program: Program,
    calendar: WorkCalendar,
    readings: Mapping[str, str],
    folders: tuple[Path, ...],
) -> Makings:
    """Return what a rulebook is made of.

    Raises:
        RequestError: Its packs lie in no folder.
    """
    if not folders:
        what = "a rulebook without folders can't be sent to another process"
        raise RequestError(Problem("TR620", what, "load it there, from its pack"))
    days = (calendar.sha256, calendar.unannounced, str(calendar.known_at))
    places = tuple(folder.absolute() for folder in folders)
    chosen = tuple(readings.items())
    return Makings(places, program.sha256, chosen, days, calendar)


@lru_cache(maxsize=4)
def _program(folders: tuple[Path, ...], sha256: str) -> Program:
    found = load_program(folders)
    if found.sha256 != sha256:
        what = "a pack was changed after it had been loaded"
        raise RequestError(Problem("TR906", what, "load it again, then send it"))
    return found
