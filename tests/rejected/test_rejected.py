"""One mistake a file, and the whole message beside it, word for word.

A file of ``pack/`` is added to the pack in ``tests/fixtures/small``; a folder is laid
over it. A file of ``case/`` is read as a case of that pack. What has to be said
stands beside each, in a file ending in ``.expected.txt``.
"""

from pathlib import Path
from shutil import copy, copytree

import pytest

from telcorules.errors import CaseError, PackError
from telcorules.language.packs import load_program

HERE = Path(__file__).parent
SMALL = HERE.parent / "fixtures" / "small"


def _wrong(folder: str) -> list[Path]:
    """Return what is wrong on purpose in a folder, one mistake each."""
    everything = sorted((HERE / folder).iterdir())
    return [path for path in everything if not path.name.endswith(".expected.txt")]


def _expected(path: Path) -> str:
    """Return the message that belongs to a mistake."""
    return (path.parent / f"{path.stem}.expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", _wrong("pack"), ids=lambda path: path.stem)
def test_a_pack_with_a_mistake_is_refused_in_these_words(
    path: Path, tmp_path: Path
) -> None:
    folder = copytree(SMALL, tmp_path / "pack")
    if path.is_dir():
        copytree(path, folder, dirs_exist_ok=True)
    else:
        copy(path, folder)
    with pytest.raises(PackError) as caught:
        load_program([folder])
    assert f"{caught.value}\n" == _expected(path)


@pytest.mark.parametrize("path", _wrong("case"), ids=lambda path: path.stem)
def test_a_case_with_a_mistake_is_refused_in_these_words(path: Path) -> None:
    vocabulary = load_program([SMALL]).vocabulary
    with pytest.raises(CaseError) as caught:
        vocabulary.case(path.read_bytes())
    assert f"{caught.value}\n" == _expected(path)
