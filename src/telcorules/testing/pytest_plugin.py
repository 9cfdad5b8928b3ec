"""pytest collects ``*.scenario.yaml``: one test a scenario 情景.

Installed with the library by entry point, so every run of pytest imports this module.
It names what can be typed, and imports the library only once there is a scenario.
"""

from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

ENDING: Final = ".scenario.yaml"
MARKER: Final = "telcorules"

_PACK = "decide scenarios with the rule pack in this folder, whichever they lie in"
_EXTEND = "lay the rule pack in this folder over it, such as a company's; repeatable"
_LANGUAGE = "language in which failures are told: en or zh"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options and the keys of the configuration file."""
    group = parser.getgroup("telcorules", "scenarios of rule packs 情景")
    group.addoption("--telcorules-pack", metavar="FOLDER", help=_PACK)
    group.addoption(
        "--telcorules-extend",
        metavar="FOLDER",
        action="append",
        default=[],
        help=_EXTEND,
    )
    group.addoption("--telcorules-lang", choices=("en", "zh"), help=_LANGUAGE)
    parser.addini("telcorules_pack", _PACK, default="")
    parser.addini("telcorules_extend", _EXTEND, type="paths", default=[])
    parser.addini("telcorules_lang", _LANGUAGE, default="en")


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker that every scenario bears, and refuse a pack there isn't."""
    about = f"{MARKER}(rule): a scenario of a rule pack, by the rule that it pins"
    config.addinivalue_line("markers", about)
    if (language := config.getini("telcorules_lang")) not in {"en", "zh"}:
        raise pytest.UsageError(f"telcorules_lang is `en` or `zh`, not `{language}`")
    for folder in configured(config):
        if not (folder / "pack.yaml").is_file():
            what = f"`{folder}` holds no pack.yaml, so it is no rule pack"
            raise pytest.UsageError(f"{what}; name a pack's folder")


def configured(config: pytest.Config) -> list[Path]:
    """Return the folders of the packs that were named, the base first."""
    return [*filter(None, [base_folder(config)]), *further_folders(config)]


def base_folder(config: pytest.Config) -> Path | None:
    """Return the folder of the base pack that was named; None where none was."""
    if typed := config.getoption("--telcorules-pack"):
        return config.invocation_params.dir / str(typed)
    stated = str(config.getini("telcorules_pack"))
    return config.rootpath / stated if stated else None


def further_folders(config: pytest.Config) -> list[Path]:
    """Return the folders of the packs to lay over the base, in order."""
    if typed := config.getoption("--telcorules-extend"):
        return [config.invocation_params.dir / one for one in typed]
    return [Path(one) for one in config.getini("telcorules_extend")]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Any:
    """Collect a file of scenarios."""
    if not file_path.name.endswith(ENDING):
        return None
    items = import_module("telcorules.testing.pytest_items")
    return items.ScenarioFile.from_parent(parent, path=file_path)
