"""Print the oldest versions of the dependencies that pyproject.toml allows.

For pip: ``pip install telcorules[all] --constraint FILE``. With the name of a group of
dependencies, none is older than that group needs it; `make oldest` runs the suite so.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
LOWER = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?>=([0-9a-z.]+)")


def oldest(text: str, *groups: str) -> Iterator[str]:
    r"""Yield a pin for each dependency, the optional ones too.

    Args:
        text: The text of a pyproject.toml.
        groups: Groups of dependencies; where they need a newer one, it is that.

    Examples:
        >>> project = '[project]\ndependencies = ["pyyaml>=6.0.1,<7"]'
        >>> list(oldest(project))
        ['pyyaml==6.0.1']
        >>> list(oldest(project + '\n[dependency-groups]\na = ["pyyaml>=6.1"]', "a"))
        ['pyyaml==6.1']
    """
    whole = tomllib.loads(text)
    project = whole["project"]
    extras = project.get("optional-dependencies", {}).values()
    found = dict(_lower(project["dependencies"], *extras))
    for name, version in _lower(*(whole["dependency-groups"][one] for one in groups)):
        if name in found:
            found[name] = max(found[name], version, key=_parts)
    yield from (f"{name}=={version}" for name, version in found.items())


def _lower(*lists: list[str]) -> Iterator[tuple[str, str]]:
    for one in (one for listed in lists for one in listed):
        if found := LOWER.match(one):
            yield found[1], found[2]


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]


if __name__ == "__main__":
    print("\n".join(sorted(oldest(PROJECT.read_text("utf-8"), *sys.argv[1:]))))
