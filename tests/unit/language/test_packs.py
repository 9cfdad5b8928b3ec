"""Files found and read, packs laid over one another."""

import os
import re
import shutil
import sys
from pathlib import Path
from shutil import copytree

import pytest

from telcorules.errors import PackError
from telcorules.foundation.source import MAX_BYTES
from telcorules.language import packs
from telcorules.language.packs import load_program

SMALL = Path(__file__).parents[2] / "fixtures" / "small"
HEAD = """\
version: "1"
title: {zh: 上层, en: overlay}
licence: Apache-2.0
jurisdiction: CN
"""
OVERRIDE = """\
rule: claim.admission
kind: admission
overrides: true
versions:
  - from: 2020-01-01
    require:
      heard: {if: claim.heard, basis: [small-act art 2]}
"""


def _refused(*folders: Path) -> str:
    """Return what is said of some packs."""
    with pytest.raises(PackError) as caught:
        load_program(folders)
    return str(caught.value)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a copy of the small pack."""
    return copytree(SMALL, tmp_path / "small")


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """Return a pack that overrides one rule."""
    folder = tmp_path / "overlay"
    folder.mkdir()
    (folder / "pack.yaml").write_text(f"pack: overlay\n{HEAD}", "utf-8")
    (folder / "admission.yaml").write_text(OVERRIDE, "utf-8")
    return folder


def test_the_bundled_pack_is_beside_the_sources_in_a_checkout() -> None:
    assert packs.bundled() == Path(packs.__file__).parents[3] / "rules"


def test_the_bundled_pack_is_inside_the_package_in_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules").mkdir()
    monkeypatch.setattr(packs, "_HERE", tmp_path / "language" / "packs.py")
    assert packs.bundled() == tmp_path / "rules"


def test_no_folder() -> None:
    assert _refused(Path("nowhere")) == (
        "nowhere:1:1: TR340: there is no such folder\n  fix: name a pack's folder"
    )


def test_a_file_instead_of_a_folder() -> None:
    path = SMALL / "pack.yaml"
    assert _refused(path) == (
        f"{path}:1:1: TR340: is not a folder\n  fix: name a pack's folder"
    )


def test_a_folder_without_pack_yaml(tmp_path: Path) -> None:
    assert _refused(tmp_path) == (
        f"{tmp_path}:1:1: TR341: holds no pack.yaml\n"
        "  fix: a pack begins with pack.yaml: `pack: my-pack`, version, title, ..."
    )


def test_a_file_too_large(small: Path) -> None:
    (small / "large.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    assert _refused(small) == (
        "large.yaml:1:1: TR343: the file has 1,048,577 bytes; at most 1,048,576 are"
        " read\n  fix: split it"
    )


def test_files_too_large_together(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = sum(path.stat().st_size for path in packs.rule_files(small))
    monkeypatch.setattr(packs, "MAX_PACK_BYTES", size)
    assert load_program([small]).rules
    monkeypatch.setattr(packs, "MAX_PACK_BYTES", size - 1)
    assert _refused(small) == (
        f"{small.name}:1:1: TR343: the rule files have more than {size - 1:,} bytes"
        " together\n  fix: make several packs, laid over one another"
    )


def test_a_folder_named_like_a_file(small: Path) -> None:
    (small / "folder.yaml").mkdir()
    assert _refused(small) == (
        "folder.yaml:1:1: TR342: is not a file\n  fix: check the name"
    )


@pytest.mark.parametrize(
    ("name", "goal"),
    [
        ("link.yaml", "nowhere"),
        ("link.yaml", "pack.yaml"),
        ("link.yaml", "/dev/zero"),
        ("rules/link.yaml", "../../../../../../etc/passwd"),
        ("rules/more", "/"),
        ("rules/more", "."),
        ("linked.scenario.yaml", "/etc/passwd"),
        ("claims.yaml", "/etc/passwd"),
        ("calendar", "/var"),
    ],
)
def test_a_link(small: Path, name: str, goal: str) -> None:
    (small / name).symlink_to(goal)
    assert _refused(small) == (
        f"{name}:1:1: TR345: a pack can't hold links\n  fix: copy what it leads to"
    )
    with pytest.raises(PackError, match="TR345"):
        packs.scenario_files(small)


def test_a_link_instead_of_pack_yaml(small: Path) -> None:
    (small / "pack.yaml").rename(small / "elsewhere")
    (small / "pack.yaml").symlink_to("elsewhere")
    with pytest.raises(PackError, match="TR345"):
        packs.rule_files(small)


def test_links_that_nobody_would_take_for_a_part_of_the_pack(small: Path) -> None:
    before = packs.rule_files(small)
    (small / ".venv").mkdir()
    (small / ".venv" / "python").symlink_to(sys.executable)
    (small / ".tools").symlink_to("/")
    assert packs.rule_files(small) == before


def test_a_pack_that_is_named_by_a_link(small: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(small)
    assert packs.load_program([link]).sha256 == packs.load_program([small]).sha256


def test_a_pipe_named_like_a_file(small: Path) -> None:
    os.mkfifo(small / "pipe.yaml")
    assert _refused(small) == (
        "pipe.yaml:1:1: TR342: is not a file\n  fix: check the name"
    )


def test_a_device_instead_of_a_file() -> None:
    with pytest.raises(PackError, match="/dev/zero:1:1: TR342: is not a file"):
        packs.read_file(Path("/dev/zero"))


@pytest.mark.parametrize("kind", ["zip", "tar", "gztar"])
def test_a_pack_in_an_archive(small: Path, tmp_path: Path, kind: str) -> None:
    archive = shutil.make_archive(str(tmp_path / "archive"), kind, small)
    assert "TR340: is not a folder" in _refused(Path(archive))
    shutil.copy(archive, small / "archive.yaml")
    # which line holds the first bad byte hangs on the time that the archive states
    assert re.match(r"archive\.yaml:\d+:\d+: TR101: ", _refused(small))


def test_more_files_than_are_read(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = len(packs.rule_files(small))
    monkeypatch.setattr(packs, "MAX_FILES", count)
    assert len(packs.rule_files(small)) == count
    monkeypatch.setattr(packs, "MAX_FILES", count - 1)
    assert _refused(small) == (
        f"{small}:1:1: TR343: holds {count} rule files; at most {count - 1} are read\n"
        "  fix: make several packs of it, laid over one another"
    )


def test_a_file_that_may_not_be_read(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _mode: str) -> bytes:
        raise PermissionError(13, os.strerror(13), str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PackError, match="TR342: can't be read: Permission denied"):
        packs.read_file(small / "pack.yaml")


def test_places_name_a_file_as_it_was_given_where_it_is_in_no_folder() -> None:
    path = SMALL / "pack.yaml"
    assert packs.read_file(path).file == str(path)


def test_every_mistake_of_every_file_but_names_that_an_unread_one_may_declare(
    small: Path,
) -> None:
    (small / "facts" / "claim.yaml").write_text("section: [", "utf-8")
    (small / "law" / "act.yaml").write_text(
        (small / "law" / "act.yaml").read_text("utf-8").replace("items: 3", "items: 1"),
        "utf-8",
    )
    with pytest.raises(PackError) as caught:
        load_program([small])
    found = {(one.file, one.code) for one in caught.value.problems}
    assert found == {
        ("facts/claim.yaml", "TR104"),
        ("parameters/wait.yaml", "TR403"),
        ("rules/admission.yaml", "TR403"),
    }


def test_a_mistake_that_leaves_nothing_else_wrong(small: Path) -> None:
    (small / "more.yaml").write_text("section: [", "utf-8")
    with pytest.raises(PackError) as caught:
        load_program([small])
    assert [one.code for one in caught.value.problems] == ["TR104"]


def test_a_pack_laid_over_another(small: Path, overlay: Path) -> None:
    program = load_program([small, overlay])
    (version,) = program.rules["claim.admission"].versions
    assert [node.source for node in version.nodes] == ["claim.heard"]
    assert (program.id, program.main) == ("small", "claim.admission")
    assert list(program.rules) == [
        "claim.admission",
        "claim.answer",
        "claim.papers",
        "claim.venue",
    ]


def test_an_overriding_rule_may_stand_before_the_one_it_overrides(small: Path) -> None:
    (small / "a.yaml").write_text(OVERRIDE, "utf-8")
    (version,) = load_program([small]).rules["claim.admission"].versions
    assert [node.source for node in version.nodes] == ["claim.heard"]


def test_the_fingerprint_is_the_same_with_the_line_ends_of_windows(
    small: Path,
) -> None:
    before = load_program([small]).sha256
    for path in small.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_program([small]).sha256 == before


def test_the_fingerprint_tells_names_and_texts_apart(small: Path) -> None:
    before = load_program([small]).sha256
    (small / "oddities.yaml").rename(small / "odd.yaml")
    assert load_program([small]).sha256 != before


def test_scenarios_notices_and_claims_say_nothing_about_the_law(small: Path) -> None:
    before = load_program([small]).sha256
    (small / "calendar" / "notices").mkdir(parents=True)
    notice = small / "calendar" / "notices" / "2027.yaml"
    scenario = small / "rules" / "one.scenario.yaml"
    for path in (notice, scenario, small / "claims.yaml"):
        path.write_text("whatever: it says", "utf-8")
    assert load_program([small]).sha256 == before
    assert packs.notice_files(small) == [notice]
    assert packs.scenario_files(small) == [scenario]
