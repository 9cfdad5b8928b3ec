"""Every case that the law pages work by hand, and every system the project was
commissioned on, has a scenario that bears its name."""

from functools import cache

import pytest

from telcorules.language.packs import scenario_files
from telcorules.review.pages import bundled_packs
from telcorules.review.scenarios import read_scenarios

AROUND = [f"c13-{row}" for row in range(1, 27)]
"""The cases of the law around the appeal, in their order."""
CHEAP = [f"c13-cheap-{row}" for row in range(1, 8)]
"""Its short ones: two ends of five months, records of calls, the platform's ten
working days, the line 12378, a number suspended for fraud, a year without notice."""
APPEALS = [f"r9-{row}" for row in range(1, 31)]
"""The cases of appeals and reports, the five spare ones among them."""
SYSTEMS = [
    f"seed-{document}{row}"
    for document, rows in {"a": 2, "b": 5, "c": 4, "d": 10, "e": 2}.items()
    for row in range(1, rows + 1)
]
"""What each commissioning document describes."""
COMMENTARY = ["commentary-network-upgrade", "commentary-agent-charges"]
"""The two worked cases of the commentary on the Service Norms."""


@cache
def ids() -> set[str]:
    return {
        one.id
        for folder in bundled_packs()
        for path in scenario_files(folder)
        for one in read_scenarios(path)
    }


@pytest.mark.parametrize("name", [*AROUND, *CHEAP, *APPEALS, *SYSTEMS, *COMMENTARY])
def test_a_scenario_bears_the_name(name: str) -> None:
    bearing = [one for one in ids() if one == name or one.startswith(f"{name}-")]
    assert bearing != []
