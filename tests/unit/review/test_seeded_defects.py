"""Defects written into a pack without any, and what the analysis finds of each.

Each seed replaces some words of a file; an empty text stands for its end. What is
found is told in full: the code, the file, and the words at the place.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from telcorules.errors import Problem
from tests.unit.review.analysed import SOUND, copied, found

TABLE = Path(__file__).with_name("seeded_defects.yaml")
SEEDS: dict[str, Any] = yaml.safe_load(TABLE.read_text("utf-8"))


def seeded(folder: Path, seed: dict[str, str]) -> Path:
    """Copy the pack without a defect, with one written into it."""
    path = copied(folder) / seed["file"]
    text = path.read_text("utf-8") if path.exists() else ""
    assert not seed["old"] or text.count(seed["old"]) == 1
    old, new = seed["old"], seed["new"]
    path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
    return folder


def place(problem: Problem) -> list[str]:
    """Return a finding by its code, its file, and the words at its place."""
    assert problem.span is not None
    start = problem.span.column - 1
    words = problem.span.source[start : start + problem.span.width]
    return [problem.code, problem.span.file, words]


def test_the_pack_has_no_defect_before() -> None:
    assert found(SOUND) == []


@pytest.mark.parametrize("name", SEEDS)
def test_a_seeded_defect_is_found_at_its_place(name: str, tmp_path: Path) -> None:
    seed = SEEDS[name]
    assert list(map(place, found(seeded(tmp_path, seed)))) == seed["found"]


def test_there_are_as_many_as_the_project_promises() -> None:
    assert len(SEEDS) >= 40
