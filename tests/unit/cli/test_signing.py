import json
from pathlib import Path

import pytest

from tests.unit.cli.typing_in import typed
from tests.unit.evaluation import written
from tests.unit.review.analysed import copied
from tests.unit.review.test_signoff import RULE


def test_rules_are_signed_and_lint_knows(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    names = ["answer", "channel", "disposal", "notice", "papers", "refund", "venue"]
    rules = [f"claim.{name}" for name in names]
    words = ("signoff", folder, "--by", "李四", "--day", "2026-11-21")
    signed = [word for rule in rules for word in ("--rule", rule)]
    done = typed(*words, *signed, "--lang", "en", columns=200)
    path = folder / "signoff.yaml"
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"Rules signed: 7   {path}"
    assert done.out.splitlines()[2] == f"  signed: {', '.join(rules)}"
    assert '  claim.answer: {sha256: "' in path.read_text(encoding="utf-8")
    assert 'by: "李四", day: 2026-11-21}' in path.read_text(encoding="utf-8")

    said = typed("lint", folder, "--lang", "en", columns=200)
    assert said.code == 0
    place = "rules/admission.yaml:1:7"
    assert f"{place}: TR870: nobody has signed `claim.admission`" in said.out
    listed = json.loads(typed("lint", folder, "--format", "json").out)
    assert [one["code"] for one in listed["signoff"]] == ["TR870"]
    assert typed(*words[:4]).code == 0
    again = typed("lint", folder)
    assert "TR87" not in again.out
    assert again.code == said.code


def test_there_has_to_be_a_pack_to_sign(tmp_path: Path) -> None:
    done = typed("signoff", "--by", "a")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("telcorules: TR670: there is no pack to sign\n")
    folder = written.pack(tmp_path, rule=RULE)
    (folder / "signoff.yaml").mkdir()
    done = typed("signoff", folder, "--by", "a")
    assert done.code == 3
    (folder / "signoff.yaml").rmdir()


def test_a_file_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written.pack(tmp_path, rule=RULE)
    monkeypatch.setattr("telcorules.cli.signing.SIGNOFF", "no/such.yaml")
    done = typed("signoff", folder, "--by", "a")
    assert done.code == 2
    assert "can't be written: no such file or directory" in done.err
