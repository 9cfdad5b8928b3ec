"""Defects written into a pack without any, and what the analysis finds of each.

Each seed replaces some words of a file; an empty text stands for the end of the file.
What is found is told in full: the code, the file, and the words at its place.
"""

from pathlib import Path

from telcorules.errors import Problem
from tests.unit.review.analysed import copied

Seed = tuple[str, str, str]
Place = tuple[str, str, str]

ADMISSION = "rules/admission.yaml"
ANSWER = "rules/answer.yaml"
CHANNEL = "rules/channel.yaml"
VENUE = "rules/venue.yaml"
WAIT = "parameters/wait.yaml"
WITHIN = "waiting-time"
LINES = "if: claim.lines >= 1"
MORE = "        basis: [sound-act art 2 para 2]\n"
SETTLED = "claim.settled and claim.performed"
PAID = 'claim.paid or (small and reading.scope == "wide")'
OTHER_PARAMETER = (
    "parameter: other-time\n"
    "values:\n"
    "  - {from: 2020-01-01, value: 15 days, basis: [sound-act art 1]}\n"
)


def required(name: str, condition: str) -> Seed:
    """Return a seed that adds a requirement to the admission."""
    text = f"      {name}: {{if: {condition}, basis: [sound-act art 2]}}\n"
    return (ADMISSION, MORE, MORE + text)


def row(condition: str, value: str) -> str:
    return f"      - if: {condition}\n        value: '\"{value}\"'\n        basis: [sound-act art 2]\n"


SEEDS: dict[str, tuple[Seed, list[Place]]] = {
    # conditions that can't come out both ways
    "a comparison that every number meets": (
        (ADMISSION, "claim.lines >= 1", "claim.lines >= 0"),
        [("TR831", ADMISSION, "claim.lines >= 0")],
    ),
    "a condition that contradicts itself": (
        (
            ADMISSION,
            SETTLED,
            "claim.lines < 2 and claim.lines > 2 and claim.settled or claim.performed and claim.lines < 0",
        ),
        [],
    ),
}


def seeded(folder: Path, seed: Seed) -> Path:
    """Copy the pack without a defect, with one written into it."""
    name, old, new = seed
    path = copied(folder) / name
    text = path.read_text("utf-8") if path.exists() else ""
    assert text.count(old) == 1 or not old
    text = text.replace(old, new) if old else text + new
    path.write_text(text, encoding="utf-8")
    return folder


def place(problem: Problem) -> Place:
    """Return a finding by its code, its file, and the words at its place."""
    assert problem.span is not None
    start = problem.span.column - 1
    words = problem.span.source[start : start + problem.span.width]
    return problem.code, problem.span.file, words
