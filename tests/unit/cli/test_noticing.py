from pathlib import Path

from telcorules import load, notice
from tests.unit.cli.typing_in import typed
from tests.unit.render.notice_cases import CHARGE, HENAN, stated

DAY = ("--as-of", "2026-11-21")


def test_a_draft_is_markdown_unless_told_otherwise() -> None:
    done = typed("notice", "application", CHARGE, *DAY)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# 电信用户申诉书\n")
    page = typed("notice", "application", CHARGE, *DAY, "--format", "html")
    assert page.out.startswith("<!doctype html>\n")


def test_it_is_what_the_library_gives() -> None:
    done = typed("notice", "acceptance", CHARGE, *DAY)
    book = load()
    as_of = book.decide(stated(), as_of=None).as_of.replace(2026, 11, 21)
    assert done.out == notice(book, "acceptance", stated(), as_of=as_of)


def test_what_the_case_does_not_support_is_exit_2() -> None:
    done = typed("notice", "acceptance", HENAN, "--as-of", "2026-11-18")
    assert (done.code, done.out) == (2, "")
    assert (
        "TR657: the acceptance can't be drafted: the case is inadmissible" in done.err
    )


def test_a_reading_chosen_otherwise_may_support_it() -> None:
    words = ("--as-of", "2026-11-18", "--reading", "local-regulation=local")
    assert typed("notice", "acceptance", HENAN, *words).code == 0


def test_an_unknown_kind_lists_the_kinds(tmp_path: Path) -> None:
    done = typed("notice", "letter", tmp_path / "none.yaml")
    assert done.code == 2
    assert "'letter' is not one of 'application'" in done.err
