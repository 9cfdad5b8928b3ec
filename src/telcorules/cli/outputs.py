"""What goes out: pages and JSON on standard output, complaints on standard error."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import Any, Final, TextIO

from telcorules.errors import Problem
from telcorules.foundation.law import Wording
from telcorules.render.page import Page
from telcorules.render.problems import problems_page
from telcorules.render.text import as_text, progress_bar

PIPED_WIDTH: Final = 100
"""The columns of a page that goes to a file or another program."""

WIDEST: Final = 120
"""The columns at most; longer lines are hard to read."""


def show(page: Page) -> None:
    """Write a page, in colours where a terminal takes them."""
    width = min(get_terminal_size((PIPED_WIDTH, 24)).columns, WIDEST)
    emit(as_text(page, width=width, colour=_in_colour(sys.stdout)))


def _in_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR")


@contextmanager
def progress(label: str) -> Iterator[Callable[[float, int], None]]:
    """Show how far long work has come, where somebody looks at a terminal.

    Yields:
        What is told the part that is done, from 0 to 1, and how many things that is.
    """
    if sys.stderr.isatty():
        colour = _in_colour(sys.stderr)
        with progress_bar(sys.stderr, label, colour=colour) as told:
            yield told
    else:
        yield lambda _part, _count: None


def show_json(value: dict[str, Any], disclaimer: Wording) -> None:
    """Write an answer as JSON, with the notice that it isn't legal advice."""
    document = {**value, "disclaimer": disclaimer.to_dict()}
    emit(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def emit(text: str) -> None:
    """Write text; quietly stop where nobody reads it any more."""
    _write(sys.stdout, text)


def complain(message: str) -> None:
    """Write what went wrong to standard error."""
    _write(sys.stderr, f"telcorules: {message}\n")


def complain_of(problems: Sequence[Problem]) -> None:
    """Write what was refused, and why, in colours where a terminal takes them."""
    message = "\n".join(map(str, problems))
    if _in_colour(sys.stderr):
        shown = as_text(problems_page(problems), width=WIDEST, colour=True)
        message = shown.rstrip("\n")
    complain(message)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # The interpreter flushes once more when it ends; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
