"""A sheet to draw on: boxes, arrows and words, as an SVG that stands by itself.

It needs no font, script or network, follows the reader's light or dark colours, and
is the same for the same strokes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from telcorules.render.page import Tone
from telcorules.render.wrapping import breaks

LINE: Final = 20
"""The height of a line of words."""

_WIDE: Final = 14
_NARROW: Final = 8
_PAD: Final = 12
_MOST_LINES: Final = 6

_STYLE: Final = """\
<style>
text{font:14px system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;fill:#1b2330}
.quiet{fill:#5b6675;font-size:12.5px}
.box{fill:#fff;stroke:#8a95a5;stroke-width:1.2}
.box.good{fill:#e4f4e8;stroke:#2f7d43}
.box.bad{fill:#fbe7e5;stroke:#b3382c}
.box.open{fill:#fdf3d8;stroke:#98710f}
.box.quiet{fill:#f1f3f6;stroke:#8a95a5}
.way{fill:none;stroke:#5b6675;stroke-width:1.4}
.course{stroke:#2563a8;stroke-width:6;stroke-linecap:round}
.after{stroke:#b3382c;stroke-width:3;stroke-dasharray:2 7;stroke-linecap:round}
.head{fill:#5b6675}
.point{fill:#2563a8}
.sheet{fill:#fafbfc}
@media (prefers-color-scheme:dark){
text{fill:#e4e8ee}.quiet{fill:#a7b1bf}.sheet{fill:#1c2129}
.box{fill:#272d37;stroke:#8a95a5}.box.good{fill:#1d3a26;stroke:#6fc285}
.box.bad{fill:#432120;stroke:#ef8a7f}.box.open{fill:#3d3211;stroke:#dfb651}
.box.quiet{fill:#222831;stroke:#77818f}
.way{stroke:#a7b1bf}.head{fill:#a7b1bf}.course{stroke:#6aa9ee}.point{fill:#6aa9ee}
.after{stroke:#ef8a7f}
}
</style>"""


def columns(text: str) -> int:
    """Return the width of some words, in the sheet's units."""
    return sum(_WIDE if east_asian_width(one) in "WFA" else _NARROW for one in text)


def wrapped(text: str, width: int) -> list[str]:
    """Return words as lines of a width; what is too long ends with an ellipsis.

    Examples:
        >>> wrapped("先向经营者投诉，并留下工单号", 100)
        ['先向经营者投', '诉，并留下工单', '号']
    """
    line = " ".join(text.split())
    offsets = [0, *breaks(line, max(width, 2 * _WIDE), columns), len(line)]
    lines = [line[start:end].rstrip() for start, end in pairwise(offsets)]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]}…"]
    return lines


def height(text: str, width: int) -> int:
    """Return how high a box of that width is round some words."""
    return LINE * len(wrapped(text, width - 2 * _PAD)) + 2 * _PAD


class Frame(NamedTuple):
    """Where a box stands, and how wide and high it is."""

    x: int
    y: int
    width: int
    height: int


@dataclass(slots=True)
class Sheet:
    """An SVG while it's drawn; places are counted from its upper left corner.

    Attributes:
        title: What it shows, for those who don't see it.
        width: How wide it is.
        strokes: What was drawn.
    """

    title: str
    width: int
    strokes: list[str] = field(default_factory=list)

    def words(
        self, x: float, y: float, lines: Iterable[str], style: str = "", *, anchor: str
    ) -> None:
        """Write lines below one another; ``y`` is the first one's base line."""
        for number, line in enumerate(filter(None, lines)):
            named = f' class="{style}"' if style else ""
            at = f'x="{x:g}" y="{y + LINE * number:g}" text-anchor="{anchor}"'
            self.strokes.append(f"<text {at}{named}>{escape(line)}</text>")

    def box(self, frame: Frame, text: str, tone: Tone) -> None:
        """Draw a box with words in its middle."""
        x, y, width, tall = frame
        place = f'x="{x}" y="{y}" width="{width}" height="{tall}" rx="8"'
        self.strokes.append(f'<rect {place} class="box {tone.value}"/>')
        lines = wrapped(text, width - 2 * _PAD)
        top = y + tall / 2 - LINE * (len(lines) - 1) / 2 + 5
        self.words(x + width / 2, top, lines, anchor="middle")

    def right(self, x: float, y: float, end: float, label: str) -> None:
        """Draw an arrow to the right, with a word above it."""
        self.strokes.append(f'<path class="way" d="M{x:g} {y:g}H{end - 6:g}"/>')
        self._head(f"M{end:g} {y:g}l-8 -4.5v9z")
        self.words((x + end) / 2 - 3, y - 6, [label], "quiet", anchor="middle")

    def down(self, x: float, y: float, end: float, label: str) -> None:
        """Draw an arrow downwards, with a word beside it."""
        self.strokes.append(f'<path class="way" d="M{x:g} {y:g}V{end - 6:g}"/>')
        self._head(f"M{x:g} {end:g}l-4.5 -8h9z")
        self.words(x + 10, (y + end) / 2 + 2, [label], "quiet", anchor="start")

    def _head(self, path: str) -> None:
        self.strokes.append(f'<path class="head" d="{path}"/>')

    def line(self, x: float, y: float, end: float, style: str) -> None:
        """Draw a line to the right, such as the course of a limit."""
        self.strokes.append(f'<path class="{style}" d="M{x:g} {y:g}H{end:g}"/>')

    def point(self, x: float, y: float) -> None:
        """Draw a point on a line."""
        self.strokes.append(f'<circle class="point" cx="{x:g}" cy="{y:g}" r="8"/>')

    def svg(self, tall: int) -> str:
        """Return the SVG, as high as was drawn."""
        size = f'width="{self.width}" height="{tall}"'
        view = f'viewBox="0 0 {self.width} {tall}"'
        name = escape(self.title, {'"': "&quot;"})
        kind = f'xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{name}"'
        head = f"<svg {kind} {size} {view}>"
        ground = f'<rect class="sheet" {size} rx="12"/>'
        title = f"<title>{escape(self.title)}</title>"
        return "\n".join((head, title, _STYLE, ground, *self.strokes, "</svg>\n"))
