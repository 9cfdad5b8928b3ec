"""What a pack says is shown as it is: held against a reader of Markdown."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from telcorules.handbook import markdown
from telcorules.handbook.markdown import code, folded, plain, table

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
WORDS = st.text(st.sampled_from("a1 .)-+=#*_`<>&|~[](){}!:\\\n申诉§\"'"), max_size=30)


def shown(text: str) -> str:
    """Return what a reader of Markdown shows, all in one paragraph."""
    html = READER.render(text)
    root = ET.fromstring(f"<all>{html}</all>")  # noqa: S314 - our own page
    assert [part.tag for part in root.iter()] in (["all", "p"], ["all"])
    return "".join(root.itertext()).strip()


@given(WORDS)
def test_words_are_shown_as_they_are(text: str) -> None:
    assert shown(plain(text)) == " ".join(text.split())


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3))
def test_words_keep_to_their_cells(rows: list[tuple[str, str]]) -> None:
    text = table(("x", "y"), [tuple(map(plain, row)) for row in rows])
    root = ET.fromstring(READER.render(text))  # noqa: S314 - our own page
    cells = [["".join(cell.itertext()) for cell in row] for row in root.iter("tr")]
    assert cells[1:] == [[" ".join(one.split()) for one in row] for row in rows]


@given(WORDS)
def test_code_is_shown_as_it_is(text: str) -> None:
    line = " ".join(text.split())
    if line:
        html = READER.render(f"x {code(text)}")
        root = ET.fromstring(html)  # noqa: S314 - our own page
        assert [one.text for one in root.iter("code")] == [line]


def test_a_bar_in_code_does_not_end_a_cell() -> None:
    line = table(("x",), [(code("a | b"),)]).splitlines()[-1]
    assert line == "| `a \\| b` |"


@pytest.mark.parametrize("text", ["- a", "# a", "12) a", "=", ": a", "+ a"])
def test_nothing_that_a_pack_says_begins_a_list_or_a_title(text: str) -> None:
    assert shown(plain(text)) == text


def test_a_part_is_folded_with_markdown_inside() -> None:
    assert folded("More", "- a").splitlines() == [
        '<details markdown="1">',
        "<summary>More</summary>",
        "",
        "- a",
        "",
        "</details>",
    ]


def test_empty_parts_are_left_out_of_a_page() -> None:
    assert markdown.page(["a", "", "b"]) == "a\n\nb\n"
