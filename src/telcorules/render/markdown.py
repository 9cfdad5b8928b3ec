"""Pages as Markdown: what people paste into tickets, mails and wikis.

CommonMark with tables. Words are escaped, so that none of them becomes markup.
"""

import re
from collections.abc import Iterator
from typing import Final, assert_never

from telcorules.render import page
from telcorules.render.page import Block, Branch, Page, Tone, Words, pieces

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~&])")
_FIRST: Final = re.compile(r"^(\s*)([#+-]|[0-9]+[.)])")
_LOUD: Final = (Tone.STRONG, Tone.GOOD, Tone.BAD, Tone.OPEN)


def as_markdown(content: Page) -> str:
    """Return a page as Markdown, ending with a line break.

    A picture is left out; the list of the same days stands in its place.
    """
    found: list[str] = []
    for number, block in enumerate(content):
        first = not any(isinstance(one, page.Headline) for one in content[:number])
        found += ["\n".join(_lines(block, first=first))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(found)).strip("\n") + "\n"


def _lines(block: Block, *, first: bool) -> Iterator[str]:
    match block:
        case page.Headline():
            level = "#" if first else "##"
            yield from ("", f"{level} {escaped(block.text.text)}", "")
            yield from [escaped(block.about), ""] if block.about else []
        case page.Section():
            yield from ("", f"## {escaped(block.title)}", "")
            yield from [escaped(block.remark), ""] if block.remark else []
        case page.Paragraph():
            yield from ("", _inline(block.words), "")
        case page.Point():
            yield from _point(block)
        case page.Table():
            yield from _table(block)
        case page.Branch():
            yield from _tree(block, "")
        case page.Verbatim():
            yield from ("", "```text", *map(_plain, block.lines), "```", "")
        case page.Foot():
            yield from ("", "---", "")
            yield from (line for one in block.paragraphs for line in (escaped(one), ""))
        case page.Figure():
            return
        case _:
            assert_never(block)


def escaped(text: str) -> str:
    r"""Return text of which nothing is markup; a line break is a space.

    Examples:
        >>> escaped("a*b | 1")
        'a\\*b \\| 1'
    """
    line = " ".join(text.split())
    return _FIRST.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line))


def _inline(words: Words) -> str:
    """Return toned words as one line, a dot for each break; one loud piece is bold.

    A part of a line isn't: emphasis beside Chinese punctuation is read in many ways.
    """
    parts = pieces(words)
    text = "".join(one.text for one in parts)
    line = escaped(text.replace("\n", " · "))
    loud = len(parts) == 1 and parts[0].tone in _LOUD and len(line) > 1
    return f"**{line}**" if loud else line


def _plain(words: Words) -> str:
    return "".join(one.text for one in pieces(words))


def _point(block: page.Point) -> Iterator[str]:
    mark = "" if block.mark.text == "·" else f"{escaped(block.mark.text)} "
    yield f"- {mark}{_inline(block.words)}"
    for label, words in block.details:
        colon = ": " if label.isascii() else "："
        yield f"  - {escaped(label)}{colon}{_inline(words)}"


def _table(block: page.Table) -> Iterator[str]:
    if not block.columns:
        yield from ("", *(f"- {_row(row)}" for row in block.rows), "")
        return
    yield ""
    yield f"| {' | '.join(map(escaped, block.columns))} |"
    yield f"| {' | '.join('---' for _ in block.columns)} |"
    for row in block.rows:
        yield f"| {' | '.join(map(_inline, row))} |"
    yield ""


def _row(row: tuple[Words, ...]) -> str:
    """Return a row without titles: what it is, then what is said of it."""
    first, *rest = (_inline(one) for one in row)
    told = " — ".join(one for one in rest if one)
    return f"{first} {told}".rstrip()


def _tree(branch: Branch, indent: str) -> Iterator[str]:
    yield f"{indent}- {escaped(_plain(branch.words))}"
    for inner in branch.branches:
        yield from _tree(inner, f"{indent}  ")
