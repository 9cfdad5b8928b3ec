from datetime import date
from pathlib import Path

import pytest

import telcorules
from telcorules.errors import PackError, RequestError
from telcorules.review.meaning import signed_hash
from telcorules.review.signoff import sign, unsigned
from tests.unit.cli.typing_in import typed
from tests.unit.evaluation import written

RULE = """
    rule: thing.admission
    kind: admission
    governed_by: thing.begun_on
    versions:
      - from: 2020-01-01
        require:
          good:
            if: thing.good and thing.price > 5
            basis: [act art 1]
            otherwise: {zh: 不好, en: not good}
"""
END = """
    rule: thing.end
    kind: deadline
    actor: clerk
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        within: 15 days
        rolls: duty-rollover
        basis: [act art 1]
"""
DAY = date(2026, 11, 21)


def hashed(folder: Path, rule: str = RULE, **files: str) -> str:
    program = written.book(folder, **{"rule": rule, **files}).program
    return signed_hash(program.rules["thing.admission"], program)


def test_layout_and_comments_leave_a_hash_as_it_was(tmp_path: Path) -> None:
    other = """
    # said by somebody
    kind: admission
    rule: thing.admission
    governed_by: thing.begun_on
    versions:
      - require:
          good:
            basis: [act art 1]   # the first
            otherwise: {en: not good, zh: 不好}
            if: >-
              enough and
              thing.price > 5.00
        let: {enough: (thing.good)}
        from: 2020-01-01
    """
    assert hashed(tmp_path / "one") == hashed(tmp_path / "other", other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("thing.price > 5", "thing.price > 6"),
        ("thing.price > 5", "thing.price >= 5"),
        ("good and", "good or"),
        ("art 1]", "art 1(2)]"),
        ("不好", "不太好"),
        ("en: not good", "en: not fine"),
        ("from: 2020-01-01", "from: 2020-01-02"),
        ("governed_by: thing.begun_on", "governed_by: thing.ended_on"),
        ("thing.good and", "thing.fine and"),
        ("require", "bar"),
        ("          good:", "          better:"),
    ],
)
def test_any_change_of_meaning_changes_a_hash(
    tmp_path: Path, old: str, new: str
) -> None:
    assert old in RULE
    changed = hashed(tmp_path / "other", RULE.replace(old, new))
    assert changed != hashed(tmp_path / "one")


@pytest.mark.parametrize(
    ("old", "new"),
    [("zh: 好", "zh: 坏"), ("price: {type: money", "price: {type: int")],
)
def test_what_a_fact_is_belongs_to_what_is_signed(
    tmp_path: Path, old: str, new: str
) -> None:
    facts = written.FACTS.replace(old, new)
    assert facts != written.FACTS
    assert hashed(tmp_path / "one") != hashed(tmp_path / "other", facts=facts)


def test_the_default_of_a_reading_belongs_to_what_is_signed(tmp_path: Path) -> None:
    readings = written.READINGS
    first, second = readings.split("          strict")
    head, roll = first.split("          roll")
    turned = f"{head}          strict{second}          roll{roll}"
    books = [
        written.book(tmp_path / "one", end=END),
        written.book(tmp_path / "other", end=END, readings=turned),
    ]
    one, other = (
        signed_hash(book.program.rules["thing.end"], book.program) for book in books
    )
    assert one != other


def test_a_hash_stays_what_it_is_from_version_to_version(tmp_path: Path) -> None:
    assert hashed(tmp_path) == (
        "6a4d67c3891b39f7661a6083e459b41c63a92f2692bc5e1e841d5b39c9c04803"
    )


def signed(folder: Path, *rules: str) -> tuple[str, ...]:
    book = telcorules.load(folder)
    found = sign(book.program, book.folders, by="张三", day=DAY, rules=rules)
    (folder / "signoff.yaml").write_text(found.text, encoding="utf-8")
    return found.added


def told(folder: Path) -> list[str]:
    book = telcorules.load(folder)
    return [
        f"{one.span}: {one.code}: {one.message}"
        for one in unsigned(book.program, book.folders)
    ]


def test_a_pack_that_nobody_signed_says_so_once(tmp_path: Path) -> None:
    written.pack(tmp_path, rule=RULE)
    only = "pack.yaml:1:1: TR870: the pack is unsigned: nobody has signed its rule"
    assert told(tmp_path) == [only]
    written.pack(tmp_path, rule=RULE, end=END)
    assert told(tmp_path) == [f"{only[:-8]}its 2 rules"]


def test_a_signed_pack_has_nothing_to_say(tmp_path: Path) -> None:
    written.pack(tmp_path, rule=RULE, end=END)
    assert signed(tmp_path) == ("thing.end", "thing.admission")
    assert told(tmp_path) == []


def test_a_rule_that_changed_or_is_new_or_is_gone_is_told(tmp_path: Path) -> None:
    written.pack(tmp_path, rule=RULE, end=END)
    signed(tmp_path)
    longer = END.replace("15 days", "16 days")
    added = END.replace("thing.end", "thing.new")
    written.pack(tmp_path, end=longer, new=added)
    (tmp_path / "rule.yaml").unlink()
    no_such = "`thing.admission` is signed, but the pack has no such rule"
    assert told(tmp_path) == [
        f"end.yaml:2:7: TR871: `thing.end` has changed since 张三 signed it on {DAY}",
        "new.yaml:2:7: TR870: nobody has signed `thing.new`",
        f"signoff.yaml:3:3: TR872: {no_such}",
    ]
    again = telcorules.load(tmp_path)
    found = sign(again.program, again.folders, by="b", day=DAY, rules=["thing.n*"])
    assert (found.added, found.kept) == (("thing.new",), ("thing.end",))
    assert found.dropped == ("thing.admission",)


def test_a_pack_laid_over_another_signs_its_own_rules(tmp_path: Path) -> None:
    base = written.pack(tmp_path / "base", rule=RULE)
    mine = written.overlay(
        tmp_path / "mine",
        pack=written.PACK.replace("small", "mine"),
        end=END.replace("thing.end", "mine.end"),
    )
    book = telcorules.load(base, extend=[mine])
    (problem,) = unsigned(book.program, book.folders)
    assert problem.message.endswith("its rule")
    assert sign(book.program, book.folders, by="a", day=DAY).added == ("mine.end",)


def test_what_cannot_be_signed_is_refused(tmp_path: Path) -> None:
    book = written.book(tmp_path, rule=RULE)
    with pytest.raises(RequestError, match=r"TR610: .*`thing.x`"):
        sign(book.program, book.folders, by="a", day=DAY, rules=["thing.x"])
    with pytest.raises(RequestError, match="TR671: a signature needs a name"):
        sign(book.program, book.folders, by=" ", day=DAY)
    with pytest.raises(PackError, match="TR305"):
        sign(book.program, book.folders, by="a" * 3000, day=DAY)


def test_lint_tells_a_file_of_signatures_that_cannot_be_read(tmp_path: Path) -> None:
    written.pack(tmp_path, rule=RULE)
    path = tmp_path / "signoff.yaml"
    path.write_text("claims: {}\n", encoding="utf-8")
    assert "signoff.yaml:1:1: TR812: " in typed("lint", tmp_path).out
    line = "  thing.admission: {sha256: abc, by: a, day: 2026-11-21}\n"
    path.write_text(f"signoff:\n{line}", encoding="utf-8")
    done = typed("lint", tmp_path)
    assert done.code == 1
    assert "`abc` is not a hash of 64 hex digits" in done.out


def test_signatures_lie_beside_the_pack_alone(tmp_path: Path) -> None:
    written.pack(tmp_path, rule=RULE, more="signoff: {}\n")
    with pytest.raises(PackError, match="TR344: signatures are read from"):
        telcorules.load(tmp_path)
