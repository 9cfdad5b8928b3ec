"""Every code has its line in `docs/errors.md`, and somebody who provokes it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"\bTR\d{3}\b")


def _codes(folder: str, pattern: str) -> set[str]:
    """Return the codes that the files of a folder name."""
    files = (ROOT / folder).rglob(pattern)
    return {code for file in files for code in CODE.findall(file.read_text("utf-8"))}


def test_every_code_has_a_line_in_the_docs_and_no_line_is_stale() -> None:
    page = (ROOT / "docs" / "errors.md").read_text("utf-8")
    listed = re.findall(r"^\| (TR\d{3}) \|", page, re.MULTILINE)
    assert sorted(_codes("src", "*.py")) == listed


def test_every_code_of_a_pack_has_a_rejected_file_or_a_test() -> None:
    of_packs = {code for code in _codes("src", "*.py") if code < "TR5"}
    provoked = _codes("tests/rejected", "*.expected.txt") | _codes("tests/unit", "*.py")
    assert of_packs - provoked == set()


def test_every_code_of_a_case_has_a_rejected_file_or_a_test() -> None:
    of_cases = {
        code
        for code in _codes("src/telcorules/language", "*.py")
        if "TR5" < code < "TR6"
    }
    provoked = _codes("tests/rejected", "*.expected.txt") | _codes("tests/unit", "*.py")
    assert of_cases - provoked == set()
