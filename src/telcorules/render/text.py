"""Pages on a terminal, or as plain text: the one writer that knows `rich`.

The same page gives the same text; width and colours are the caller's to choose, and
nothing is read from the environment.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from itertools import pairwise
from typing import Final, TextIO, assert_never

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree

from telcorules.render import page
from telcorules.render.page import Page, Tone, Words, Written, pieces
from telcorules.render.wrapping import breaks, opportunities

NARROWEST: Final = 40
"""The least width that a page is set to, in columns."""

_STYLES: Final[Mapping[Tone, str]] = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.QUIET: "dim",
    Tone.GOOD: "bold green",
    Tone.BAD: "bold red",
    Tone.OPEN: "bold yellow",
    Tone.BLANK: "underline",
}


def as_text(content: Page, *, width: int, colour: bool) -> str:
    """Return a page as lines of text.

    Args:
        content: The page.
        width: The columns of a line; fewer than `NARROWEST` are taken as that many.
        colour: Whether tones become colours and weights of a terminal.

    Returns:
        The text, ending with a line break; no line ends with a space.
    """
    file = StringIO()
    console = Console(
        file=file,
        width=max(width, NARROWEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        _environ={},
    )
    for block in content:
        if isinstance(block, page.Figure):
            continue  # a table of the same days stands below it
        console.print(_rendered(block), crop=False)
    lines = (line.rstrip() for line in file.getvalue().splitlines())
    return "\n".join(lines).strip("\n") + "\n"


@contextmanager
def progress_bar(
    stream: TextIO, label: str, *, colour: bool
) -> Iterator[Callable[[float, int], None]]:
    """Show on a terminal how far long work has come; the bar is gone at the end.

    Args:
        stream: The terminal.
        label: What is being done.
        colour: Whether the bar is in colours.

    Yields:
        What is told the part that is done, from 0 to 1, and how many things that is.
    """
    console = Console(
        file=stream,
        force_terminal=True,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[count]:,}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(label, total=1.0, count=0)
        yield lambda part, count: shown.update(task, completed=part, count=count)


class _Wrapped:
    """Toned words, broken where Chinese and English lines may end."""

    def __init__(self, words: Words) -> None:
        self._text = _text(words)

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        for line in self._text.split(allow_blank=True):
            offsets = breaks(line.plain, max(options.max_width, 2), cell_len)
            for part in line.divide(offsets):
                part.rstrip()
                part.no_wrap = True
                yield part

    def __rich_measure__(
        self, console: Console, options: ConsoleOptions
    ) -> Measurement:
        lines = self._text.plain.split("\n")
        widest = max(map(cell_len, lines))
        unbroken = max(map(_unbroken, lines))
        return Measurement(unbroken, widest).with_maximum(options.max_width)


def _text(words: Words) -> Text:
    text = Text(no_wrap=True, overflow="ignore")
    for piece in pieces(words):
        text.append(piece.text, _STYLES[piece.tone])
    return text


def _unbroken(line: str) -> int:
    """Return the columns of the longest run that no line end may cut."""
    ends = [0, *opportunities(line), len(line)]
    return max(cell_len(line[a:b].rstrip()) for a, b in pairwise(ends))


def _rendered(block: Written) -> RenderableType:
    match block:
        case page.Headline():
            return _headline(block)
        case page.Section():
            return _section(block)
        case page.Paragraph():
            return Padding(_Wrapped(block.words), (0, 0, 0, block.indent))
        case page.Point():
            return _point(block)
        case page.Table():
            return Padding(_table(block), (0, 0, 0, 2))
        case page.Branch():
            return Padding(_tree(block), (0, 0, 0, 2))
        case page.Verbatim():
            return Group(*map(_text, block.lines))
        case page.Foot():
            return Group("", Rule(style="dim"), *map(_quiet, block.paragraphs))
    assert_never(block)


def _headline(block: page.Headline) -> RenderableType:
    about = page.Piece(f"   {block.about}" if block.about else "", Tone.QUIET)
    return Group(_Wrapped((block.text, about)), Rule(style="dim"))


def _section(block: page.Section) -> RenderableType:
    remark = page.Piece(f"   {block.remark}" if block.remark else "", Tone.QUIET)
    return Group("", _Wrapped((page.Piece(block.title, Tone.STRONG), remark)))


def _quiet(text: str) -> RenderableType:
    return _Wrapped(page.Piece(text, Tone.QUIET))


def _point(block: page.Point) -> RenderableType:
    about = Grid.grid(padding=(0, 1, 0, 0))
    about.add_column(style="dim")
    about.add_column()
    for label, words in block.details:
        about.add_row(_Wrapped(label), _Wrapped(words))
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column()
    grid.add_column()
    grid.add_row(_Wrapped(block.mark), Group(_Wrapped(block.words), about))
    return Padding(grid, (0, 0, 0, 2))


def _table(block: page.Table) -> Grid:
    grid = Grid(
        box=SIMPLE_HEAD if block.columns else None,
        show_header=bool(block.columns),
        show_edge=False,
        pad_edge=False,
        header_style="dim",
    )
    columns = block.columns or ("",) * len(block.rows[0])
    for place, title in enumerate(columns):
        grid.add_column(_Wrapped(title), no_wrap=place in block.whole)
    for row in block.rows:
        grid.add_row(*map(_Wrapped, row))
    return grid


def _tree(block: page.Branch) -> Tree:
    tree = Tree(_Wrapped(block.words), guide_style="dim")
    for branch in block.branches:
        tree.children.append(_tree(branch))
    return tree
