"""Pages as HTML that needs nothing else: the one writer that knows `jinja2`.

One file holds words, style and pictures. It asks nothing of the network and runs no
script; it can be mailed, printed and kept.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import import_module
from typing import Any, Final

from telcorules.errors import Problem, RequestError
from telcorules.render.bilingual import Language
from telcorules.render.drawing import drawn
from telcorules.render.page import (
    Block,
    Branch,
    Headline,
    Page,
    Section,
    Tone,
    Words,
    pieces,
)

MISSING: Final = "HTML needs one more package: pip install 'telcorules[html]'"

_DAY: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"((?: [0-9]{2}:[0-9]{2})?(?: (?:周.|[MTWFS][a-z]{2}\b))?)"
)
_TIME: Final = r'<time datetime="\1">\1\2</time>'
"""A day with its weekday stays in one line, and is told to machines as a day."""

_TAGS: Final = {
    Tone.STRONG: ("<strong>", "</strong>"),
    Tone.BLANK: ('<mark class="blank">', "</mark>"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one title.

    Attributes:
        id: Its name on the page.
        head: The headline or the section; None before the first.
        blocks: What stands under it.
    """

    id: str
    head: Headline | Section | None
    blocks: tuple[Block, ...]


def as_html(
    content: Page, language: Language, title: str, *, letter: bool = False
) -> str:
    """Return a page as one HTML document.

    Args:
        content: The page.
        language: The language that its words are in.
        title: What the document is called where the page has no headline.
        letter: Whether it is set as a letter, without contents and colours.

    Raises:
        RequestError: The library isn't installed.
    """
    parts = tuple(_parts(content))
    heads = [one.head for one in parts]
    found = next((one for one in heads if isinstance(one, Headline)), None)
    named = f"{found.text.text} · {found.about}" if found and found.about else title
    template = _environment().get_template("page.html.jinja")
    text: str = template.render(
        language=language,
        title=named,
        heading=found,
        fallback=title,
        letter=letter,
        parts=parts,
        proven=frozenset(_proven(content)),
    )
    lines = (line.rstrip() for line in text.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _parts(content: Page) -> Iterator[Part]:
    """Yield the page cut at its titles."""
    head: Headline | Section | None = None
    blocks: list[Block] = []
    number = 0
    for block in content:
        if not isinstance(block, Headline | Section):
            blocks.append(block)
            continue
        if head or blocks:
            yield Part(f"part-{number}", head, tuple(blocks))
        head, blocks, number = block, [], number + 1
    yield Part(f"part-{number}", head, tuple(blocks))


def _proven(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the nodes that a proof on the page tells of."""
    for block in blocks:
        if isinstance(block, Branch):
            yield block.node
            yield from _proven(block.branches)


def _markup(words: Words) -> str:
    """Return toned words as HTML, everything in them escaped."""
    return "".join(_toned(one.text, one.tone) for one in pieces(words))


def _toned(text: str, tone: Tone) -> str:
    shown = _DAY.sub(_TIME, escape(text)).replace("\n", "<br>")
    if tone is Tone.PLAIN:
        return shown
    first, last = _TAGS.get(tone) or (f'<span class="{tone.value}">', "</span>")
    return f"{first}{shown}{last}" if shown.strip() else shown


@cache
def _environment() -> Any:
    """Return what makes documents of the templates; values are always escaped."""
    try:
        jinja2 = import_module("jinja2")
    except ModuleNotFoundError:
        raise RequestError(Problem("TR650", MISSING)) from None
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("telcorules.render"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    safe = import_module("markupsafe").Markup
    environment.filters["markup"] = lambda words: safe(_markup(words))
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.filters["drawn"] = drawn
    return environment
