"""What the owner of a rule pack tests with: random cases, and properties to hold.

Needs the extra ``telcorules[testing]``. Names are imported when they are first used,
so that a run of pytest without scenarios pays for nothing but its plugin.

>>> from telcorules import load
>>> from telcorules.testing import check_pack
>>> check_pack(load(), rules=["report.venue"], examples=5)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from telcorules.testing.case_strategies import cases, dated_cases
    from telcorules.testing.checking import Broken, PropertyError, check_pack
    from telcorules.testing.event_strategies import events, periods
    from telcorules.testing.mistakes import Mistake, yaml_mistakes
    from telcorules.testing.pack_class import PackProperties
    from telcorules.testing.pack_strategies import packs
    from telcorules.testing.pack_text import WrittenPack
    from telcorules.testing.properties import PROPERTIES

_HOMES = {
    "PROPERTIES": "properties",
    "Broken": "checking",
    "Mistake": "mistakes",
    "PackProperties": "pack_class",
    "PropertyError": "checking",
    "WrittenPack": "pack_text",
    "cases": "case_strategies",
    "check_pack": "checking",
    "dated_cases": "case_strategies",
    "events": "event_strategies",
    "packs": "pack_strategies",
    "periods": "event_strategies",
    "yaml_mistakes": "mistakes",
}

__all__ = [
    "PROPERTIES",
    "Broken",
    "Mistake",
    "PackProperties",
    "PropertyError",
    "WrittenPack",
    "cases",
    "check_pack",
    "dated_cases",
    "events",
    "packs",
    "periods",
    "yaml_mistakes",
]

_NEEDED = ("hypothesis", "pytest")
_HINT = "pip install 'telcorules[testing]'"


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module `telcorules.testing` has no attribute `{name}`")
    try:
        home = import_module(f"telcorules.testing.{_HOMES[name]}")
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        what = f"`telcorules.testing.{name}` needs {error.name}; {_HINT}"
        raise ModuleNotFoundError(what, name=error.name) from None
    value = getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
