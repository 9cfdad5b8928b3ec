"""Packs analysed in tests: what is found, as codes with their places."""

from pathlib import Path

import telcorules
from telcorules.errors import PackError, Problem
from telcorules.language import packs
from telcorules.review.linting import analyse
from telcorules.review.scenarios import read_scenarios
from telcorules.review.verdicts import Check, Verdict

SOUND = Path(__file__).parents[2] / "fixtures/sound"


def copied(folder: Path, source: Path = SOUND) -> Path:
    """Copy a pack to a folder, and return that."""
    for path in source.rglob("*.yaml"):
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text("utf-8"), encoding="utf-8")
    return folder


def checked(folder: Path, *others: Path) -> list[Check]:
    """Return every check of a pack, with others laid over it."""
    folders = [folder, *others]
    book = telcorules.load(folder, extend=others)
    scenarios = [
        one
        for each in folders
        for path in packs.scenario_files(each)
        for one in read_scenarios(path, each)
    ]
    return analyse(book, packs.load_sheets(folders), scenarios)


def found(folder: Path, *others: Path) -> list[Problem]:
    """Return the findings of a pack, or what keeps it from being loaded."""
    try:
        checks = checked(folder, *others)
    except PackError as error:
        return list(error.problems)
    return [one.problem for one in checks if is_finding(one)]


def is_finding(check: Check) -> bool:
    """Tell whether a defect is there, and the author doesn't say why it may be."""
    return check.verdict is Verdict.PROVEN and check.accepted is None


def verdicts(checks: list[Check], code: str) -> list[Verdict]:
    """Return the verdicts of a code, in the order of the files."""
    return [one.verdict for one in checks if one.code == code]
