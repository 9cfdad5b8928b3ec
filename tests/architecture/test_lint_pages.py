"""Every code of the analysis has a page, and its example has the defect it tells of."""

import re
from pathlib import Path

import pytest

from telcorules.review.codes import CODES
from telcorules.review.verdicts import Verdict
from tests.unit.evaluation import written
from tests.unit.review.analysed import checked

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs/lint"
FILE = re.compile(
    r"^```yaml\n# file: (\S+)\.yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
MENDED = re.compile(r"^```diff\n- (.*)\n\+ (.*)\n```$", re.MULTILINE)


def page(code: str) -> str:
    return (PAGES / f"{code}.md").read_text("utf-8")


def proven(folder: Path, files: dict[str, str]) -> set[str]:
    """Return the codes that are found in some files, added to a small pack."""
    checks = checked(written.pack(folder, **files))
    found = [one.problem for one in checks if one.verdict is Verdict.PROVEN]
    return {one.code for one in found if one.file in {f"{name}.yaml" for name in files}}


def test_every_code_has_a_page_and_every_page_its_code() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.md")) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_begins_with_what_the_code_is_called(code: str) -> None:
    first, *_ = page(code).splitlines()
    assert first == f"# {code}: {CODES[code].en} {CODES[code].zh}"


def test_the_map_names_every_code_as_it_is_called() -> None:
    text = (ROOT / "docs/lint.md").read_text("utf-8")
    rows = [f"| [{c}](lint/{c}.md) | {one.en} | {one.zh} |" for c, one in CODES.items()]
    assert [row for row in rows if row not in text] == []


@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_page_has_the_defect_until_it_is_mended(
    code: str, tmp_path: Path
) -> None:
    files = dict(FILE.findall(page(code)))
    ((old, new),) = MENDED.findall(page(code))
    mended = {name: text.replace(old, new) for name, text in files.items()}
    assert files != mended
    assert code in proven(tmp_path / "seeded", files)
    assert code not in proven(tmp_path / "mended", mended)
