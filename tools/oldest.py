"""Print the oldest versions of the dependencies that pyproject.toml allows.

For pip: ``pip install telcorules[all] --constraint FILE``; `make oldest` does so.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
LOWER = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?>=([0-9a-z.]+)")


def oldest(text: str) -> Iterator[str]:
    r"""Yield a pin for each dependency, the optional ones too.

    Examples:
        >>> project = '[project]\\ndependencies = ["pyyaml>=6.0.1,<7"]'
        >>> list(oldest(project))
        ['pyyaml==6.0.1']
    """
    project = tomllib.loads(text)["project"]
    extras = project.get("optional-dependencies", {}).values()
    for one in {*project["dependencies"], *(one for extra in extras for one in extra)}:
        if found := LOWER.match(one):
            yield f"{found[1]}=={found[2]}"


if __name__ == "__main__":
    print("\n".join(sorted(oldest(PROJECT.read_text("utf-8")))))
