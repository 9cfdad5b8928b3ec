"""Cases of which notices are drafted."""

from pathlib import Path
from typing import Any

from telcorules.cli.inputs import read_case
from telcorules.evaluation.loading import load

CHARGE = Path(__file__).parents[3] / "examples/unanswered-charge.yaml"
HENAN = Path(__file__).parents[3] / "examples/henan-local-period.yaml"


def stated(path: Path = CHARGE, **appeal: Any) -> dict[str, Any]:
    """Return the facts of an example, with some of the appeal stated otherwise."""
    facts = read_case(load(), str(path)).to_dict()
    changed = {**facts["appeal"], **appeal}
    kept = {name: value for name, value in changed.items() if value is not None}
    return {**facts, "appeal": kept}
