"""A text for people before it has a form: blocks of toned words, in order.

Views of answers make pages; one writer a format puts them on a terminal, or
elsewhere. Nothing here knows colours, widths or markup.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a piece of text is to its reader."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    GOOD = "good"
    BAD = "bad"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in one tone; a line break in them is kept."""

    text: str
    tone: Tone = Tone.PLAIN


Words = str | Piece | tuple[str | Piece, ...]
"""Words as views write them: a text, a piece, or several of both in a row."""


def pieces(words: Words) -> tuple[Piece, ...]:
    """Return words as pieces."""
    parts = words if isinstance(words, tuple) else (words,)
    return tuple(Piece(one) if isinstance(one, str) else one for one in parts)


@dataclass(frozen=True, slots=True)
class Headline:
    """What the page says, in a word or two, and what it is about."""

    text: Piece
    about: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The title of what follows, and a remark on all of it."""

    title: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that run over the lines they need."""

    words: Words
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A mark and words beside it, with more about them below.

    Attributes:
        mark: One character, such as ✓.
        words: What the point is.
        details: What is to be said of it: a label and words each.
    """

    mark: Piece
    words: Words
    details: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column titles; without titles, words in columns.

    Attributes:
        columns: The titles; empty for none.
        rows: The cells of each row.
        whole: Which columns, counted from 0, are never broken over lines.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    whole: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of a whole and its own parts."""

    words: Words
    branches: "tuple[Branch, ...]" = ()


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines as they are, never wrapped."""

    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of a page, a paragraph each."""

    paragraphs: tuple[str, ...]


Block = Headline | Section | Paragraph | Point | Table | Branch | Verbatim | Foot
Page = tuple[Block, ...]
"""What a view gives: blocks in the order they are read."""
