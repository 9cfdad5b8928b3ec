"""A text for people before it has a form: blocks of toned words, in order.

Views of answers make pages; one writer a format puts them on a terminal, or
elsewhere. Nothing here knows colours, widths or markup.

Blocks bear the node of the proof that they tell of, where they tell of one: a rule
(``appeal.admission``), a part of it (``appeal.admission/direct-interest``), a part
of its proof (``appeal.admission/direct-interest/0``), or with its kind in front a
``fact:``, ``note:``, ``caveat:`` or ``reading:``. ``decision`` is the whole; several
nodes stand with spaces between.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a piece of text is to its reader; a blank is for somebody to fill in."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    GOOD = "good"
    BAD = "bad"
    OPEN = "open"
    BLANK = "blank"


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
    node: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The title of what follows, and a remark on all of it.

    Attributes:
        title: The title.
        remark: The remark.
        aside: Whether few readers need it, so that it may stand folded.
    """

    title: str
    remark: str = ""
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that run over the lines they need."""

    words: Words
    indent: int = 0
    node: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A mark and words beside it, with more about them below.

    Attributes:
        mark: One character, such as ✓.
        words: What the point is.
        details: What is to be said of it: a label and words each.
        node: What it tells of.
    """

    mark: Piece
    words: Words
    details: tuple[tuple[str, Words], ...] = ()
    node: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column titles; without titles, words in columns.

    Attributes:
        columns: The titles; empty for none.
        rows: The cells of each row.
        whole: Which columns, counted from 0, are never broken over lines.
        nodes: What each row tells of; empty for none.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    whole: tuple[int, ...] = ()
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of a whole and its own parts."""

    words: Words
    branches: "tuple[Branch, ...]" = ()
    node: str = ""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines as they are, never wrapped."""

    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of a page, a paragraph each."""

    paragraphs: tuple[str, ...]


class Shape(StrEnum):
    """What a lane shows: a day, a limit, what opens on a day, or a projection."""

    EVENT = "event"
    SPAN = "span"
    OPENING = "opening"
    PROJECTED = "projected"


@dataclass(frozen=True, slots=True)
class Extent:
    """A part of the width, in hundredths, from the left."""

    start: float
    end: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return round(self.end - self.start, 3)


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand.

    Attributes:
        anchor: Which part of them is there: ``start``, ``middle`` or ``end``.
        at: How far from the left, in hundredths.
    """

    anchor: str
    at: float


EDGE = Place("start", 0.0)
"""Words that begin at the left edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One day or span of the picture, with its words.

    Attributes:
        node: What it tells of.
        title: Its name, in lines short enough for a telephone.
        about: Its days, and where it stands.
        tone: How it is drawn.
        shape: What is drawn.
        extent: From where to where; of a day, twice the same.
        doubt: Between which places an end lies that isn't firm; None where it is.
        open_ended: Whether that has no latest end.
        places: Where its words stand, on a sheet and on a telephone.
        inline: Whether its words all stand in one line.
        overrun: From a last day that was missed to when it was done, or is asked about.
    """

    node: str
    title: tuple[str, ...]
    about: str
    tone: Tone
    shape: Shape
    extent: Extent
    doubt: Extent | None = None
    open_ended: bool = False
    places: tuple[Place, Place] = (EDGE, EDGE)
    inline: bool = False
    overrun: Extent | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the picture, with words."""

    place: float
    label: str


@dataclass(frozen=True, slots=True)
class Rest:
    """Days of rest in a row; an estimate where no notice settles them."""

    extent: Extent
    estimated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture of days: lanes over a span.

    Places are hundredths of its width, so that a writer can draw it as wide as a
    sheet or a telephone is.

    Attributes:
        title: What it shows.
        description: The same in a sentence, for whoever can't see it.
        lanes: The days and spans, from the top.
        rests: The days of rest.
        ticks: Where months, or weeks, begin.
        question: The day of the question.
        key: What the shading and the shapes mean, in the order rest, doubt, projected.
    """

    title: str
    description: str
    lanes: tuple[Lane, ...]
    rests: tuple[Rest, ...]
    ticks: tuple[Mark, ...]
    question: Mark
    key: tuple[str, ...]


Written = Headline | Section | Paragraph | Point | Table | Branch | Verbatim | Foot
"""A block of words; all but pictures."""

Block = Written | Figure
Page = tuple[Block, ...]
"""What a view gives: blocks in the order they are read."""
