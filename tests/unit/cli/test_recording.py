import json
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.review.record_form import Record, sealed
from tests.unit.cli.typing_in import DISCLAIMER_EN, typed
from tests.unit.review.recorded import CLAIM, PROMISE, SMALL, TODAY, promise, small

DAY = ("--as-of", "2026-11-21")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.json").write_text(json.dumps(CLAIM, ensure_ascii=False), "utf-8")
    return tmp_path


@pytest.fixture
def kept(folder: Path) -> Path:
    """A record that keeps its pack."""
    words = ("case.json", *DAY, "--pack", SMALL, "--embed", "-o", "kept.json")
    assert typed("record", *words).code == 0
    assert (folder / "kept.json").exists()
    return Path("kept.json")


def forged(path: Path, **result: Any) -> Path:
    """Change an answer of a record, and make its hash anew."""
    data = json.loads(path.read_text("utf-8"))
    del data["sha256"]
    data["result"]["results"]["claim.answer"].update(result)
    path.write_text(sealed(data).text, "utf-8")
    return path


class TestRecord:
    def test_writes_the_record_and_nothing_else(self, folder: Path) -> None:
        done = typed("record", folder / "case.json", *DAY, "--pack", SMALL)
        expected = telcorules.record(small(), CLAIM, as_of=TODAY)
        assert (done.code, done.err, done.out) == (0, "", expected.text)

    def test_writes_a_file_and_says_what_it_holds(self, folder: Path) -> None:
        words = ("case.json", *DAY, "--pack", SMALL, "-o", "kept.json")
        done = typed("record", *words, "--lang", "en")
        data = (folder / "kept.json").read_bytes()
        sha256, pack = telcorules.verify(data).sha256, small().program.sha256
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines()[:8] == [
            "Recorded   kept.json",
            "─" * 100,
            "  assessed  2026-11-21 Sat, rules asked: 4",
            f"  rules     small 1 ({pack[:12]})",
            "  calendar  firm through 2026-12-28 Mon",
            f"  library   {telcorules.__version__}",
            "  keeps     nothing; a replay needs them at hand",
            f"  sha256    {sha256}",
        ]

    def test_takes_what_decide_takes(self, folder: Path) -> None:
        over = promise(folder / "over")
        done = typed(
            *("record", "case.json", *DAY, "--pack", SMALL, "--extend", over),
            *("--rule", "promise.*", "--reading", "duty-rollover=strict"),
            *("--known-at", "2020-01-28", "--unannounced", "envelope"),
        )
        data = json.loads(done.out)
        assert data["rules"] == ["promise.answer"]
        assert data["readings"]["duty-rollover"] == "strict"
        assert [one["id"] for one in data["pack"]["extended_by"]] == ["promise"]
        assert data["calendar"]["known_at"] == "2020-01-28"

    def test_of_a_bad_case_ends_with_2(self, folder: Path) -> None:
        (folder / "case.json").write_text('{"claim": {"paid": "x"}}', "utf-8")
        done = typed("record", "case.json", "--pack", SMALL)
        assert (done.code, done.out) == (2, "")

    def test_that_cant_be_written_ends_with_2(self, folder: Path) -> None:
        words = ("case.json", *DAY, "--pack", SMALL, "-o", folder / "no/where.json")
        done = typed("record", *words)
        said = "can't be written: no such file or directory"
        assert done.err.splitlines()[0] == (
            f"telcorules: TR907: {folder}/no/where.json: {said}"
        )
        assert done.code == 2


class TestVerify:
    def test_of_a_whole_record_ends_with_0(self, kept: Path) -> None:
        done = typed("verify", kept)
        assert (done.code, done.err) == (0, "")
        lines = done.out.splitlines()
        assert lines[0] == f"记录完好   {kept}"
        assert "  内附      规则与放假通知" in lines
        assert lines[8].startswith(
            "各部分与各哈希值相符。改动记录的人也能重新计算哈希值"
        )

    def test_in_english_ends_with_the_disclaimer(self, kept: Path) -> None:
        done = typed("verify", kept, "--lang", "en")
        assert done.out.splitlines()[0] == f"The record is whole   {kept}"
        assert DISCLAIMER_EN in done.out

    def test_in_json_tells_what_it_holds(self, kept: Path) -> None:
        done = typed("verify", kept, "--format", "json")
        found = json.loads(done.out)
        assert list(found) == [
            *("verdict", "sha256", "library", "as_of", "pack", "calendar", "embedded"),
            "disclaimer",
        ]
        assert (found["verdict"], found["embedded"]) == ("verified", True)

    def test_of_a_changed_record_ends_with_2(self, kept: Path) -> None:
        text = kept.read_text("utf-8").replace("2026-10-08", "2026-10-09", 1)
        kept.write_text(text, "utf-8")
        done = typed("verify", kept)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"telcorules: TR903: {kept}: the record was changed")

    def test_reads_standard_input(
        self, kept: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(kept.read_bytes())))
        done = typed("verify", "-")
        assert (done.code, done.out.splitlines()[0]) == (0, "记录完好   -")

    @pytest.mark.parametrize(
        ("name", "why"),
        [
            ("none.json", "no such file or directory"),
            (".", "is a directory"),
            ("a\0b", "embedded null byte"),
        ],
    )
    @pytest.mark.usefixtures("folder")
    def test_of_what_cant_be_read_ends_with_2(self, name: str, why: str) -> None:
        done = typed("verify", name)
        assert (done.code, done.err.splitlines()[0]) == (
            2,
            f"telcorules: TR907: {name}: can't be read: {why}",
        )


class TestReplay:
    def test_of_the_same_ends_with_0(self, kept: Path) -> None:
        done = typed("replay", kept, "--lang", "en")
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines()[0] == f"The answer is the same   {kept}"

    def test_finds_pack_and_notices_where_they_are_named(self, folder: Path) -> None:
        over = promise(folder / "over", pack=PROMISE["pack"])
        asked = ("--pack", SMALL, "--extend", over)
        words = (*DAY, *asked, "--rule", "promise.*", "-o", "kept.json")
        assert typed("record", "case.json", *words).code == 0
        done = typed("replay", "kept.json", *asked)
        assert (done.code, done.out.splitlines()[0]) == (0, "结论相同   kept.json")
        assert "small 1 + promise 2 (" in done.out

    def test_of_a_difference_ends_with_1_and_shows_it(self, kept: Path) -> None:
        done = typed("replay", forged(kept, due="2026-10-09"))
        lines = done.out.splitlines()
        assert (done.code, lines[0]) == (1, f"结论不同   {kept}")
        assert lines[lines.index("第一处不同") + 1 :][:5] == [
            '  位置  .result.results["claim.answer"].due',
            '  记录  "2026-10-09"',
            '  现在  "2026-10-19"',
            "  规则  claim.answer",
            "  依据  《小办法》第一条〔内容已核〕",
        ]

    def test_shows_why_a_condition_is_so_now(self, kept: Path) -> None:
        data = json.loads(kept.read_text("utf-8"))
        del data["sha256"]
        admission = data["result"]["results"]["claim.admission"]
        admission["conditions"][0]["value"] = False
        kept.write_text(sealed(data).text, "utf-8")
        done = typed("replay", kept, "--lang", "en")
        lines = done.out.splitlines()
        assert "  rule      claim.admission · paid" in lines
        start = lines.index("Why it is so now")
        assert lines[start + 1].strip().startswith("✓ ")
        found = json.loads(typed("replay", kept, "--format", "json").out)
        assert (found["verdict"], found["proof"]["value"]) == ("differs", True)
        assert found["difference"]["condition"] == "paid"

    @pytest.mark.usefixtures("folder")
    def test_without_its_pack_ends_with_2_and_says_what_is_missing(self) -> None:
        words = ("case.json", *DAY, "--pack", SMALL, "-o", "kept.json")
        assert typed("record", *words).code == 0
        done = typed("replay", "kept.json", "--lang", "en")
        assert (done.code, done.err) == (2, "")
        lines = done.out.splitlines()
        assert lines[0] == "It can't be decided again   kept.json"
        assert lines[lines.index("What is missing") + 1].strip().startswith("TR911: ")

    @pytest.mark.usefixtures("folder")
    def test_in_json_says_what_is_missing(self) -> None:
        words = ("case.json", *DAY, "--pack", SMALL, "-o", "kept.json")
        assert typed("record", *words).code == 0
        done = typed("replay", "kept.json", "--format", "json")
        found = json.loads(done.out)
        assert (done.code, found["verdict"]) == (2, "cannot")
        assert [one["code"] for one in found["missing"]] == ["TR911"]
        assert "proof" not in found

    def test_of_a_bad_pack_ends_with_3(self, kept: Path, folder: Path) -> None:
        words = ("case.json", *DAY, "--pack", SMALL, "-o", "plain.json")
        assert typed("record", *words).code == 0
        done = typed("replay", "plain.json", "--pack", folder / "nowhere")
        assert done.code == 3
        assert typed("replay", kept, "--pack", folder / "nowhere").code == 0

    def test_tells_what_another_version_says_besides(self, kept: Path) -> None:
        data = json.loads(kept.read_text("utf-8"))
        del data["sha256"], data["result"]["stage"]
        data["library"] = data["result"]["library"] = "0.0.1"
        kept.write_text(sealed(data).text, "utf-8")
        done = typed("replay", kept)
        assert done.code == 0
        assert "本程序版本另外给出：.result.stage" in done.out


@pytest.mark.parametrize("command", ["record", "verify", "replay"])
def test_help_shows_examples(command: str) -> None:
    done = typed(command, "--help")
    assert done.code == 0
    assert f"  telcorules {command} case." in done.out


def test_a_record_is_what_the_library_makes() -> None:
    assert isinstance(telcorules.record(telcorules.load(), {}, as_of=TODAY), Record)
