"""The days that the package `chinese_calendar` knows, read once and corrected."""

from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from telcorules.errors import CalendarError, Problem
from telcorules.foundation.schedules import Schedule

_DISTRIBUTIONS = ("chinese-calendar", "chinesecalendar")
# Days that the package has wrong, with the notice that says so.
_CORRECTED_MAKE_UPS = {date(2005, 12, 31): "国办发明电〔2005〕35号"}


@cache
def published_schedule() -> Schedule:
    """Return the schedule that the package `chinese_calendar` holds, corrected.

    Raises:
        CalendarError: The package is missing, installed under both of its names,
            or holds something else than expected.
    """
    try:
        tables = import_module("chinese_calendar")
    except ImportError:
        raise CalendarError(_broken("can't be imported")) from None
    rest_days, make_up_days = (
        _checked_days(getattr(tables, name, None)) for name in ("holidays", "workdays")
    )
    if rest_days & make_up_days:
        raise CalendarError(_broken("has days that are both off and worked"))
    if len(_installed(Path(str(tables.__file__)).parents[1])) > 1:
        raise CalendarError(_clash())
    return Schedule(
        rest_days,
        make_up_days.union(_CORRECTED_MAKE_UPS),
        max(rest_days).year,
        corrections=MappingProxyType(_CORRECTED_MAKE_UPS),
        tables=tuple(range(min(rest_days).year, max(rest_days).year + 1)),
    )


def _installed(folder: Path) -> list[str]:
    """Return the names under which a folder says that the package is installed.

    Both at once are refused: the module may hold the older one's days. The folder is
    looked at itself, because `importlib.metadata` takes longer than all the rest.
    """
    return [
        name
        for name in _DISTRIBUTIONS
        if any(folder.glob(f"{name.replace('-', '_')}-*.*-info"))
    ]


def _checked_days(table: object) -> frozenset[date]:
    if isinstance(table, dict) and table:
        days = frozenset(day for day in table if type(day) is date)
        if len(days) == len(table):
            return days
    raise CalendarError(_broken("has no tables of days"))


def _clash() -> Problem:
    first, second = _DISTRIBUTIONS
    return Problem(
        "TR702",
        f"`{first}` and `{second}` are both installed",
        f"pip uninstall -y {second} {first} && pip install {first}",
        "they install the same module, and the holidays may be the older one's",
    )


def _broken(fault: str) -> Problem:
    return Problem(
        "TR703",
        f"the package `chinese_calendar` {fault}",
        f"pip install --force-reinstall {_DISTRIBUTIONS[0]}",
    )
