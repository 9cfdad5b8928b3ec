"""A problem as toned lines: the place, the words underlined, why, how to mend it.

The words are those of ``str(problem)``, to the character; only their tones are added.
"""

from collections.abc import Iterable, Iterator

from telcorules.errors import Problem, Span
from telcorules.render.page import Page, Piece, Tone, Verbatim, Words

_UNDERLINE = "^"


def problems_page(problems: Iterable[Problem]) -> Page:
    """Return problems as lines that are never wrapped."""
    return (Verbatim(tuple(line for one in problems for line in problem_lines(one))),)


def problem_lines(problem: Problem) -> tuple[Words, ...]:
    """Return a problem line by line, each word of it in its tone.

    Examples:
        >>> span = Span("pack.yaml", 1, 5, 2, "if: no")
        >>> for line in problem_lines(Problem("TR210", "unknown", span=span)):
        ...     print("".join(piece.text for piece in line))
        pack.yaml:1:5: TR210: unknown
           1 | if: no
             |     ^^
    """
    return tuple(_lines(problem))


def _lines(problem: Problem) -> Iterator[tuple[Piece, ...]]:
    yield from _head(problem)
    if problem.span is not None:
        yield from _excerpt(problem.span)
    yield from _labelled("  why: ", problem.why, Tone.QUIET)
    yield from _labelled("  fix: ", problem.hint, Tone.GOOD)


def _head(problem: Problem) -> Iterator[tuple[Piece, ...]]:
    place = str(problem.span) if problem.span else problem.fact
    shown = [Piece(f"{place}: ")] if place else []
    first, *rest = problem.message.split("\n")
    code = Piece(problem.code, Tone.BAD)
    yield (*shown, code, Piece(": "), Piece(first, Tone.STRONG))
    for line in rest:
        yield (Piece(line, Tone.STRONG),)


def _excerpt(span: Span) -> Iterator[tuple[Piece, ...]]:
    """Yield the author's line, the place in it marked, and the line below it."""
    if not span.source:
        return
    _, ruler = span.excerpt().rsplit("\n", 1)
    start, end = span.column - 1, span.column - 1 + span.width
    yield (
        Piece(f"{span.line:>4} | ", Tone.QUIET),
        Piece(span.source[:start]),
        Piece(span.source[start:end], Tone.BAD),
        Piece(span.source[end:]),
    )
    margin = ruler.rstrip(_UNDERLINE)
    yield Piece(margin, Tone.QUIET), Piece(ruler[len(margin) :], Tone.BAD)


def _labelled(label: str, text: str, tone: Tone) -> Iterator[tuple[Piece, ...]]:
    if not text:
        return
    first, *rest = text.split("\n")
    yield Piece(label, tone), Piece(first)
    for line in rest:
        yield (Piece(line),)
