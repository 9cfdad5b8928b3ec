import pytest

from telcorules.render.page import (
    Branch,
    Figure,
    Foot,
    Headline,
    Mark,
    Page,
    Paragraph,
    Piece,
    Point,
    Section,
    Table,
    Tone,
    Verbatim,
)
from telcorules.render.text import NARROWEST, as_text


def plain(*page: object, width: int = 40) -> list[str]:
    blocks: Page = page  # type: ignore[assignment]
    return as_text(blocks, width=width, colour=False).splitlines()


def test_a_headline_stands_over_a_rule() -> None:
    found = plain(Headline(Piece("不予受理", Tone.BAD), "申诉"))
    assert found == ["不予受理   申诉", "─" * 40]


def test_a_headline_without_more_to_say_stands_alone() -> None:
    assert plain(Headline(Piece("可以受理"))) == ["可以受理", "─" * 40]


def test_a_section_keeps_its_distance() -> None:
    assert plain(Paragraph("a"), Section("期限", "说明")) == ["a", "", "期限   说明"]
    assert plain(Paragraph("a"), Section("期限")) == ["a", "", "期限"]


def test_a_paragraph_wraps_within_its_indent() -> None:
    found = plain(Paragraph("先向经营者投诉，再向申诉受理机构申诉，不要颠倒", 4))
    assert found == [
        "    先向经营者投诉，再向申诉受理机构申",
        "    诉，不要颠倒",
    ]


def test_line_breaks_are_kept() -> None:
    assert plain(Paragraph(("a\n", "b"))) == ["a", "b"]


def test_the_details_of_a_point_hang_beside_their_labels() -> None:
    found = plain(
        Point(Piece("✗"), "条件", (("依据", "第十条第（四）项，第八条，第二十七条"),))
    )
    assert found == [
        "  ✗ 条件",
        "    依据 第十条第（四）项，第八条，第二",
        "         十七条",
    ]


def test_a_point_may_have_no_details() -> None:
    assert plain(Point(Piece("·"), "说明")) == ["  · 说明"]


def test_a_table_lines_up_chinese_and_english() -> None:
    found = plain(Table(("期限", "last day"), (("答复", "2026-10-23"), ("a", "b"))))
    assert found == [
        "  期限   last day",
        "  ─────────────────",
        "  答复   2026-10-23",
        "  a      b",
    ]


def test_a_table_without_titles_is_columns_alone() -> None:
    found = plain(Table((), ((Piece("✓"), "答复"), ("?", ("a", Piece("b"))))))
    assert found == ["  ✓  答复", "  ?  ab"]


def test_a_whole_column_is_never_broken() -> None:
    row = ("经营者答复用户投诉的期限届满之日", "2026-10-23 周五", "2026-11-21 周六")
    found = plain(Table((), (row,), whole=(1, 2)), width=50)
    assert found == [
        "  经营者答复用户  2026-10-23 周五  2026-11-21 周六",
        "  投诉的期限届满",
        "  之日",
    ]


def test_a_tree_shows_whose_part_a_part_is() -> None:
    found = plain(Branch("a", (Branch("b", (Branch("c"),)), Branch("d"))))
    assert found == ["  a", "  ├── b", "  │   └── c", "  └── d"]


def test_verbatim_lines_stay_as_long_as_they_are() -> None:
    line = "x " * 30
    assert plain(Verbatim((line, ("a", Piece("b"))))) == [line.rstrip(), "ab"]


def test_the_foot_stands_under_a_rule() -> None:
    found = plain(Paragraph("a"), Foot(("不是法律意见", "b")))
    assert found == ["a", "", "─" * 40, "不是法律意见", "b"]


def test_no_page_is_narrower_than_the_narrowest() -> None:
    text = as_text((Headline(Piece("a")),), width=1, colour=False)
    assert text == f"a\n{'─' * NARROWEST}\n"


def test_an_empty_page_is_an_empty_line() -> None:
    assert as_text((), width=80, colour=False) == "\n"


@pytest.mark.parametrize(
    ("tone", "code"),
    [
        (Tone.STRONG, "1"),
        (Tone.QUIET, "2"),
        (Tone.GOOD, "1;32"),
        (Tone.BAD, "1;31"),
        (Tone.OPEN, "1;33"),
    ],
)
def test_a_tone_becomes_a_colour(tone: Tone, code: str) -> None:
    text = as_text((Paragraph(Piece("词", tone)),), width=40, colour=True)
    assert text == f"\x1b[{code}m词\x1b[0m\n"


def test_brackets_are_no_markup() -> None:
    assert plain(Paragraph("[bold]:smile:")) == ["[bold]:smile:"]


def test_a_picture_is_left_to_what_can_draw_it() -> None:
    figure = Figure(
        title="t",
        description="d",
        lanes=(),
        rests=(),
        ticks=(),
        question=Mark(0, "q"),
        key=(),
    )
    assert plain(Section("时间线"), figure, Paragraph("a")) == ["时间线", "a"]
