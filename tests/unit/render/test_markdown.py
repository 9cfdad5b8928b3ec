"""Pages as Markdown, read back by an independent parser."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from telcorules.render.markdown import as_markdown, escaped
from telcorules.render.page import (
    Branch,
    Figure,
    Foot,
    Headline,
    Mark,
    Paragraph,
    Piece,
    Point,
    Section,
    Table,
    Tone,
    Verbatim,
)

FIGURE = Figure(
    title="t",
    description="d",
    lanes=(),
    rests=(),
    ticks=(),
    question=Mark(0, "q"),
    key=(),
)


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def said(text: str) -> str:
    """Return the words of a text as a reader sees them."""
    found = [one for token in parsed(text) for one in token.children or ()]
    return "".join(" " if one.type == "softbreak" else one.content for one in found)


@given(st.text(alphabet="a1 .)#+-*_[]()<>|`~&\\!：。第（", max_size=20))
def test_escaped_words_are_read_as_they_are(words: str) -> None:
    assert said(f"x {escaped(words)}") == f"x {' '.join(words.split())}".rstrip()
    assert said(escaped(words)) == " ".join(words.split())


def test_every_block() -> None:
    page = (
        Headline(Piece("Answer", Tone.GOOD), "about *it*"),
        FIGURE,
        Headline(Piece("Second")),
        Section("One", "remark"),
        Point(Piece("✗"), Piece("failed", Tone.BAD), (("why", "so"), ("依据", "此"))),
        Point(Piece("·"), "plain"),
        Table((), ((Piece("✓"), "met", "", "art. 1"), ("alone",)), whole=(0,)),
        Table(("a", "b"), (("1 | 2", Piece("x", Tone.STRONG)),)),
        Branch("root", (Branch("leaf", (Branch("deep"),)),)),
        Paragraph("words"),
        Verbatim(("  as | is",)),
        Foot(("one", "two")),
    )
    assert as_markdown(page).splitlines() == [
        *("# Answer", "", "about \\*it\\*", "", "## Second", "", "## One", ""),
        *("remark", "", "- ✗ **failed**", "  - why: so", "  - 依据：此", "- plain", ""),
        *("- ✓ met — art. 1", "- alone", "", "| a | b |", "| --- | --- |"),
        *("| 1 \\| 2 | x |", "", "- root", "  - leaf", "    - deep", "", "words", ""),
        *("```text", "  as | is", "```", "", "---", "", "one", "", "two"),
    ]


def test_a_break_in_a_cell_is_a_dot() -> None:
    page = (Table(("a",), ((("title", Piece("\nactor", Tone.QUIET)),),)),)
    assert as_markdown(page).splitlines()[-1] == "| title · actor |"


def test_only_what_is_loud_alone_is_bold() -> None:
    page = (Paragraph(Piece("late", Tone.BAD)), Paragraph(("a ", Piece("b", Tone.BAD))))
    assert as_markdown(page) == "**late**\n\na b\n"
