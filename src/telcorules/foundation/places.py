"""Where values stand in a text: found again when somebody asks.

Reading keeps two numbers a value; lines, columns and the places of single words
in quoted, folded or literal texts are worked out for those who report on them.
"""

import re
from typing import Any, NamedTuple

from telcorules.errors import Span

_ANCHOR = re.compile(r"&[0-9A-Za-z_-]+(?:\s+#.*)*\s*")  # a `:` ends it, or a `?`
_ESCAPE = r"\\(?:x..|u.{4}|U.{8}|.|\n)|\S"
_VISIBLE = {'"': re.compile(_ESCAPE), "'": re.compile(r"''|\S")}
_CHARACTER = re.compile(r"\S")
_BLANK_ESCAPES = frozenset("nt_ \n")


class Node:
    """A value as it stands in the text; `size` and `height` follow aliases.

    `seen` says where each visible character of a text stands, once it was asked for.
    """

    __slots__ = (
        "children",
        "end",
        "height",
        "keys",
        "seen",
        "size",
        "start",
        "style",
        "value",
    )

    def __init__(self, event: Any, value: Any) -> None:
        self.start = int(event.start_mark.index)
        self.end = int(event.end_mark.index)
        self.style: str | None = getattr(event, "style", None)
        self.value = value
        self.size = 1
        self.height = 0
        self.seen: list[tuple[int, int]] | None = None
        self.children: dict[str | int, Node] = {}
        self.keys: dict[str | int, Node] = {}

    def close(self, event: Any) -> None:
        """End a collection where its last event ends."""
        self.end = int(event.end_mark.index)

    def adopt(self, step: str | int, child: "Node") -> None:
        """Take a value in, under its key or at its place in a list."""
        self.children[step] = child
        self.size += child.size
        self.height = max(self.height, child.height + 1)


class Text(NamedTuple):
    """The text, from which places are made when somebody asks for them."""

    file: str
    text: str
    lines: list[str]

    def at(self, start: int, end: int) -> Span:
        """Return the place of the characters [start, end), cut at its first line."""
        line = self.text.count("\n", 0, start)
        column = start - (self.text.rfind("\n", 0, start) + 1)
        shown = self.lines[line][column : column + end - start].rstrip()
        width = max(len(shown), 1)
        return Span(self.file, line + 1, column + 1, width, self.lines[line])


def place_of(source: Text, node: Node) -> Span:
    """Return the place of a value: its first line; of a block, its first words."""
    if node.style in {"|", ">"} and node.value.strip():
        return part_place(source, node, 0, len(node.value))
    return source.at(_content_start(source.text, node), node.end)


def _content_start(text: str, node: Node) -> int:
    anchor = _ANCHOR.match(text, node.start, node.end)
    return anchor.end() if anchor else node.start


def part_place(source: Text, node: Node, offset: int, width: int) -> Span:
    """Find characters of a value again by counting those that can be seen.

    Folding and quoting change blanks and add marks, never the order of the rest.
    What stands in the file as it is read needs no counting.
    """
    if node.style is None and width and offset + width <= len(node.value):
        start = _content_start(source.text, node)
        if source.text.startswith(node.value, start):
            return source.at(start + offset, start + offset + width)
    visible = node.seen = node.seen or _visible(source.text, node)
    before = _count_visible(node.value[:offset])
    within = _count_visible(node.value[offset : offset + width])
    if within:
        return source.at(visible[before][0], visible[before + within - 1][1])
    start = visible[before - 1][1] if before else _content_start(source.text, node)
    return source.at(start, start + 1)


def _count_visible(text: str) -> int:
    return len("".join(text.split()))


def _visible(text: str, node: Node) -> list[tuple[int, int]]:
    """Return where each character of a text stands that isn't a blank."""
    start, end = _content_start(text, node), node.end
    style = node.style or ""
    if style in _VISIBLE:
        start, end = start + 1, end - 1
    elif style:
        start = text.find("\n", start)  # without one there is nothing to find
    pattern = _VISIBLE.get(style, _CHARACTER)
    return [it.span() for it in pattern.finditer(text, start, end) if _is_seen(it[0])]


def _is_seen(token: str) -> bool:
    if token[0] != "\\" or len(token) == 1:
        return True
    if len(token) > 2:
        code = token[2:]
        return not chr(int(code, 16)).isspace()
    return token[1] not in _BLANK_ESCAPES
