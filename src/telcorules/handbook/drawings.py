"""What a rule looks like: steps that lead to answers, or the course of a limit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from telcorules.handbook.sheets import LINE, Frame, Sheet, height, wrapped
from telcorules.render.page import Tone

_WIDTH: Final = 820
_EDGE: Final = 20
_STEP: Final = 430
_ASIDE: Final = 540
_GAP: Final = 34
_APART: Final = 12
_COURSE: Final = (70, 560, 750)


@dataclass(frozen=True, slots=True)
class Step:
    """One question of a rule, and where each answer leads.

    Attributes:
        asks: What has to hold or not.
        aside: The word on the arrow to the right, such as yes.
        leads: What that answer leads to.
        tone: What that is to the reader.
        down: The word on the arrow to the next step; None for no arrow.
    """

    asks: str
    aside: str
    leads: str
    tone: Tone
    down: str | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps below one another, and where whoever passes all of them ends."""

    title: str
    steps: tuple[Step, ...]
    end: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Course:
    """A limit from the event that sets it running to its last day, and after.

    Attributes:
        title: What it is.
        start: The event.
        length: How long it is.
        end: What its last day is called.
        within: What is done until then; empty where nothing is.
        after: What holds after it; empty where that isn't told.
        notes: What else is to be known, a line each.
    """

    title: str
    start: str
    length: str
    end: str
    within: str
    after: str
    notes: tuple[str, ...]


def drawn(drawing: Ladder | Course) -> str:
    """Return a drawing as SVG."""
    return _ladder(drawing) if isinstance(drawing, Ladder) else _course(drawing)


def _ladder(ladder: Ladder) -> str:
    sheet = Sheet(ladder.title, _WIDTH)
    tops = [*_tops(ladder.steps)]
    for step, (top, tall) in zip(ladder.steps, tops, strict=False):
        sheet.box(Frame(_EDGE, top, _STEP, tall), step.asks, Tone.PLAIN)
        middle = top + tall / 2
        sheet.right(_EDGE + _STEP, middle, _ASIDE, step.aside)
        if step.down is not None:
            foot = top + tall
            sheet.down(_EDGE + _STEP / 2, foot, foot + _GAP, step.down)
    _asides(sheet, ladder.steps, tops)
    foot, tall = tops[-1][0], height(ladder.end, _STEP)
    if not ladder.end:
        return sheet.svg(foot - _APART + _EDGE)
    sheet.box(Frame(_EDGE, foot, _STEP, tall), ladder.end, ladder.tone)
    return sheet.svg(foot + tall + _EDGE)


def _tops(steps: Sequence[Step]) -> Iterator[tuple[int, int]]:
    """Yield where each step begins and how high it is; last, where the end begins."""
    top = _EDGE
    for step in steps:
        tall = max(height(step.asks, _STEP), height(step.leads, _aside_width()))
        yield top, tall
        top += tall + (_APART if step.down is None else _GAP)
    yield top, 0


def _aside_width() -> int:
    return _WIDTH - _ASIDE - _EDGE


def _asides(
    sheet: Sheet, steps: Sequence[Step], tops: Sequence[tuple[int, int]]
) -> None:
    """Draw what the steps lead to: one box for steps in a row that lead to the same."""
    numbered = enumerate(steps)
    for (leads, tone), group in groupby(
        numbered, lambda one: (one[1].leads, one[1].tone)
    ):
        numbers = [number for number, _ in group]
        first, (last, tall) = tops[numbers[0]][0], tops[numbers[-1]]
        frame = Frame(_ASIDE, first, _aside_width(), last + tall - first)
        sheet.box(frame, leads, tone)


def _course(course: Course) -> str:
    sheet = Sheet(course.title, _WIDTH)
    start, end, after = _COURSE
    head = wrapped(course.start, 240), wrapped(course.end, 240)
    level = 24 + LINE * max(map(len, head))
    sheet.words(_EDGE, 28, head[0], anchor="start")
    sheet.words(end, 28, head[1], anchor="middle")
    if course.after:
        sheet.line(end, level, after, "after")
    sheet.line(start, level, end, "course")
    sheet.point(start, level)
    sheet.point(end, level)
    below = _below(sheet, course, level + 28)
    for note in course.notes:
        lines = wrapped(note, _WIDTH - 2 * _EDGE)
        sheet.words(_EDGE, below + 12, lines, "quiet", anchor="start")
        below += LINE * len(lines)
    return sheet.svg(below + _EDGE)


def _below(sheet: Sheet, course: Course, top: int) -> int:
    """Write what stands below the line; return how far down that goes."""
    start, end, _ = _COURSE
    length, within = wrapped(course.length, 440), wrapped(course.within, 440)
    after = wrapped(course.after, 230)
    sheet.words((start + end) / 2, top, length, anchor="middle")
    under = top + LINE * len(length)
    sheet.words((start + end) / 2, under, within, "quiet", anchor="middle")
    sheet.words(_WIDTH - _EDGE, top, after, "quiet", anchor="end")
    return max(under + LINE * len(within), top + LINE * len(after))
