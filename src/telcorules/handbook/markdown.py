"""Markdown for pages that are made from a pack, whose words are never markup."""

import re
from collections.abc import Iterable
from typing import Final

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]]")
_ENTITIES: Final = {
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
    "|": "&#124;",
    "~": "&#126;",
}
_MARKUP: Final = str.maketrans(_ENTITIES)
_BEGINS: Final = re.compile(r"^([-+=#:]|\d+(?=[.)]))(.?)")


def plain(text: str) -> str:
    r"""Return words of a pack so that Markdown shows them as they are.

    Line breaks become spaces.

    Examples:
        >>> plain("art. 10 [checked] <b>")
        'art. 10 \\[checked\\] &lt;b&gt;'
        >>> plain("1. first_of *all*")
        '1\\. first\\_of \\*all\\*'
        >>> plain("- a make-up Saturday")
        '\\- a make-up Saturday'
    """
    line = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split())).translate(_MARKUP)
    return _BEGINS.sub(_kept, line)


def _kept(begins: re.Match[str]) -> str:
    """Return what would make a line an item or a title, so that it doesn't."""
    first, second = begins.groups()
    return f"{first}\\{second}" if first.isdigit() else f"\\{first}{second}"


def code(text: str) -> str:
    r"""Return a name or an expression as code.

    Examples:
        >>> code("at > reply_due")
        '`at > reply_due`'
        >>> code("a `b`")
        '`` a `b` ``'
    """
    line = " ".join(text.split())
    runs = [len(run) for run in re.findall("`+", line)]
    fence = "`" * (max(runs, default=0) + 1)
    inner = f" {line} " if runs else line
    return f"{fence}{inner}{fence}"


def link(words: str, target: str) -> str:
    """Return a link; its words are Markdown already."""
    return f"[{words}]({target})"


def picture(words: str, target: str) -> str:
    """Return a picture with the words that stand for it."""
    return f"![{plain(words)}]({target})"


def listed(lines: Iterable[str]) -> str:
    """Return a list, an item a line."""
    return "\n".join(f"- {line}" for line in lines)


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table whose cells are Markdown already.

    Examples:
        >>> print(table(("a", "b"), [("1", "2")]))
        | a | b |
        | --- | --- |
        | 1 | 2 |
    """
    head = tuple(columns)
    lines = [head, ("---",) * len(head), *map(tuple, rows)]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    """Return a cell on one line; a bar inside code would end it."""
    inside = re.sub(r"(`+)(.+?)\1", lambda found: _bars(found[0]), text)
    return " ".join(inside.split())


def _bars(text: str) -> str:
    return text.replace("|", "\\|")


def folded(summary: str, body: str) -> str:
    """Return a part that is folded until somebody opens it."""
    return (
        f'<details markdown="1">\n<summary>{summary}</summary>\n\n{body}\n\n</details>'
    )


def page(parts: Iterable[str]) -> str:
    """Return the parts of a page, those that are empty left out."""
    return "\n\n".join(part for part in parts if part) + "\n"
