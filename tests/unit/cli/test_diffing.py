import json
from pathlib import Path

import pytest

from tests.unit.cli.typing_in import typed
from tests.unit.evaluation import written
from tests.unit.review.test_diffing import ADMISSION, END, FILES


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return written.pack(tmp_path / "old", **FILES)


def test_what_changes_is_told_with_an_example(old: Path, tmp_path: Path) -> None:
    longer = END.replace("15 days", "16 days")
    new = written.pack(tmp_path / "new", **{**FILES, "end": longer})
    done = typed("diff", old, new, "--lang", "en", columns=110)
    lines = done.out.splitlines()
    assert (done.code, done.err) == (1, "")
    assert lines[0].startswith(f"Looser   {old} (")
    assert any(
        line.startswith("  ≠ thing.end  looser  all boundary cases, ") for line in lines
    )
    assert "    written .versions[0].limits[0]: 15 days → 16 days" in lines
    assert any(
        "running, due 2026-10-28 → running, due 2026-10-29" in one for one in lines
    ) or (" → running, due " in done.out)
    assert "2 rules are the same" in lines


def test_equal_packs_have_no_difference(old: Path) -> None:
    done = typed("diff", old, old, "--lang", "en")
    assert done.code == 0
    assert done.out.startswith("No difference found   ")
    assert typed("diff", old, old).out.startswith("没有差异   ")


def test_json_and_markdown(old: Path, tmp_path: Path) -> None:
    barred = ADMISSION.replace("price > 100", "price > 99")
    new = written.pack(tmp_path / "new", **{**FILES, "admission": barred})
    told = json.loads(typed("diff", old, new, "--format", "json").out)
    assert (told["verdict"], told["differs"]) == ("stricter", True)
    assert told["old"]["given"] == str(old)
    done = typed("diff", old, new, "--format", "markdown", "--lang", "en")
    assert done.code == 1
    assert done.out.startswith("# Stricter\n")
    assert "thing.admission" in done.out


def test_words_alone_fail_only_where_asked(old: Path, tmp_path: Path) -> None:
    titled = END.replace("actor: clerk", "actor: clerk\n    title: {zh: 末, en: end}")
    cited = ADMISSION.replace("basis: [act art 1]", "basis: [act art 1(1)]")
    files = {**FILES, "end": titled, "admission": cited}
    new = written.pack(tmp_path / "new", **files)
    done = typed("diff", old, new, "--lang", "en")
    assert done.code == 0
    assert "\nwords: thing.end\n" in done.out
    assert "\ncitations: thing.admission\n" in done.out
    assert typed("diff", old, new, "--strict").code == 1


def test_a_pack_laid_over_is_told_by_what_it_brings(old: Path, tmp_path: Path) -> None:
    mine = written.overlay(
        tmp_path / "mine",
        pack=written.PACK.replace("small", "mine"),
        end=END.replace("rule: thing.end", "rule: mine.end").replace("15", "9"),
    )
    done = typed("diff", old, f"{old}+{mine}", "--lang", "en", columns=120)
    assert done.code == 1
    assert done.out.startswith("The rules that both have are equivalent   ")
    assert "  ≠ rules\n    added mine.end\n" in done.out
    back = typed("diff", f"{old}+{mine}", old, "--lang", "en", columns=120)
    assert "    removed mine.end\n" in back.out


def test_all_there_is_to_tell(old: Path, tmp_path: Path) -> None:
    facts = written.FACTS.replace("count: {type: int", "count: {type: money")
    facts = facts.replace("zh: 红, en: red", "zh: 赤, en: red")
    other = ADMISSION.replace("15 days", "16 days").replace(
        "thing.good,", "thing.fine,"
    )
    other = other.replace("price > 100", "price > 99").replace(
        "begun_on <= at", "begun_on < at"
    )
    other = other.replace('"red"', '"blue"').replace(
        "bar:", "bar:\n          fine: {if: thing.fine, basis: [act art 1]}"
    )
    needless = FILES["choice"].replace(
        "thing.good and", "thing.good and thing.good and"
    )
    renamed = END.replace("rule: thing.end", "rule: thing.finish")
    new = written.pack(
        tmp_path / "new",
        **{
            **FILES,
            "facts": facts,
            "admission": other,
            "choice": needless,
            "end": renamed,
        },
    )
    done = typed("diff", old, new, "--lang", "en", columns=110)
    assert done.out.startswith("Incomparable   ")
    assert "    renamed thing.end → thing.finish\n" in done.out
    assert "    other type thing.count\n" in done.out
    assert "    written and in " in done.out
    assert "    grounds a condition comes out otherwise\n" in done.out


def test_what_is_written_otherwise_and_the_same_is_told_apart(
    old: Path, tmp_path: Path
) -> None:
    needless = FILES["choice"].replace(
        "thing.good and", "thing.good and thing.good and"
    )
    new = written.pack(tmp_path / "new", **{**FILES, "choice": needless})
    done = typed("diff", old, new, "--lang", "en")
    assert done.code == 0
    assert "Written otherwise, no difference found\n" in done.out
    assert "  = thing.choice  equivalent  all boundary cases, " in done.out


def test_what_names_no_pack_is_refused(old: Path) -> None:
    done = typed("diff", old, "bundled+")
    assert done.code == 2
    assert "TR672: `bundled+` names no pack" in done.err
    assert typed("diff", old, "no-such-folder").code == 3
