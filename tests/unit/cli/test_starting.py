import json
import os
from pathlib import Path

import pytest

from telcorules.review.starting import pack_files
from tests.unit.cli.typing_in import typed
from tests.unit.evaluation import written

BASE = {
    "pack": written.PACK,
    "readings": written.READINGS,
    "law": written.LAW,
    "authorities": """
        bodies:
          operator: {label: {zh: 经营者, en: operator}}
    """,
    "facts": """
        section: operator_complaint
        label: {zh: 投诉, en: complaint}
        facts:
          filed_on: {type: event, label: {zh: 投诉日期, en: date of the complaint}}
          replied_on: {type: event, label: {zh: 答复日期, en: date of the reply}}
    """,
    "reply": """
        rule: operator.reply
        kind: deadline
        actor: operator
        versions:
          - from: 2020-01-01
            since: operator_complaint.filed_on
            within: 15 days
            done: operator_complaint.replied_on
            rolls: duty-rollover
            basis: [act art 1]
    """,
}


def test_a_new_pack_passes_lint_and_test_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "my-company"
    done = typed("new", folder, "--lang", "en", columns=200)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"A pack was begun   {folder}\n")
    assert f"  telcorules lint --extend {folder}\n" in done.out
    tried = typed("test", "--extend", folder, folder, "--lang", "en")
    assert (tried.code, tried.err) == (0, "")
    assert tried.out.startswith("All 9 scenarios hold\n")
    base = written.overlay(tmp_path / "base", **BASE)
    found = typed("lint", base, "--extend", folder, "--format", "json")
    told = json.loads(found.out)
    files = {one["file"] for one in (*told["problems"], *told["undecided"])}
    assert files == {"reply.yaml"}


if os.environ.get("TELCORULES_DEEP"):

    def test_a_new_pack_over_the_bundled_one_is_clean(tmp_path: Path) -> None:
        folder = tmp_path / "my-company"
        typed("new", folder)
        checked = typed("lint", "--extend", folder, "--lang", "en")
        assert (checked.code, checked.err) == (0, "")
        assert checked.out.startswith("No problem found\n")


def test_the_name_may_differ_from_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    assert typed("new", folder, "--name", "operator-x").code == 0
    text = (folder / "answer.yaml").read_text(encoding="utf-8")
    assert "\nrule: operator-x.answer\n" in text
    assert (folder / "law/operator-x.yaml").is_file()
    workflow = (folder / ".github/workflows/rules.yml").read_text(encoding="utf-8")
    assert "telcorules lint --extend . --format github" in workflow


@pytest.mark.parametrize("name", ["My Company", "x" * 41, "公司", "a_b", "-a"])
def test_a_name_that_rules_cannot_begin_with_is_refused(
    tmp_path: Path, name: str
) -> None:
    done = typed("new", tmp_path / "rules", f"--name={name}")
    assert done.code == 2
    assert "TR673: `" in done.err
    assert not (tmp_path / "rules").exists()


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("mine", encoding="utf-8")
    done = typed("new", tmp_path, "--name", "mine")
    assert done.code == 2
    assert "is there already, and not an empty folder" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["note"]
    assert typed("new", tmp_path / "note", "--name", "mine").code == 2


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = typed("new", tmp_path / "file" / "mine")
    assert done.code == 2
    assert "can't be written: " in done.err


def test_every_file_is_named_and_filled() -> None:
    files = pack_files("mine", "folder")
    assert "law/mine.yaml" in files
    assert not any("{name}" in text or "{folder}" in text for text in files.values())


def test_a_new_pack_read_alone_is_to_be_laid_over_another(tmp_path: Path) -> None:
    folder = tmp_path / "my-company"
    assert typed("new", folder).code == 0
    done = typed("lint", folder, "--lang", "en", columns=200)
    assert done.code == 1
    assert (
        "lay the pack over one that has it, with --extend,"
        " or declare it in facts/operator_complaint.yaml"
    ) in done.out
