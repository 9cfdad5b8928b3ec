"""What a review of a pack found, for its author: problems, failing scenarios."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from telcorules.errors import Problem
from telcorules.foundation.law import Cited, Wording
from telcorules.render.bilingual import Language
from telcorules.render.citations import basis_words
from telcorules.render.page import (
    Block,
    Foot,
    Headline,
    Page,
    Piece,
    Point,
    Tone,
    Verbatim,
    Words,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that came out otherwise than expected, and what that rests on."""

    what: str
    expected: str
    came: str
    basis: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A scenario that doesn't hold: its title, where it stands, what differs."""

    title: Wording
    place: str
    differences: tuple[Difference, ...]


def findings_page(
    problems: Sequence[Problem],
    language: Language,
    disclaimer: Wording,
    remarks: Sequence[Block] = (),
) -> Page:
    """Return the problems of a pack, each with its place underlined, and remarks."""
    say, count = language.say, len(problems)
    title = Piece(say("没有发现问题", "No problem found"), Tone.GOOD)
    if problems:
        title = Piece(say(f"发现{count}个问题", f"Problems: {count}"), Tone.BAD)
    foot = Foot((language.of(disclaimer),))
    return (Headline(title), *map(_problem, problems), *remarks, foot)


def _problem(problem: Problem) -> Verbatim:
    first, *rest = str(problem).splitlines()
    return Verbatim((Piece(first, Tone.STRONG), *map(_toned, rest), ""))


def _toned(line: str) -> Piece:
    """Return a line of a problem; the one that underlines stands out."""
    return Piece(line, Tone.BAD if line.endswith("^") else Tone.PLAIN)


def reports_page(
    count: int, failing: Sequence[Failure], language: Language, disclaimer: Wording
) -> Page:
    """Return how many scenarios hold, and what came out otherwise in the rest."""
    say = language.say
    title = Piece(say(f"{count}个情景都成立", f"All {count} scenarios hold"), Tone.GOOD)
    if failing:
        failed = len(failing)
        words = say(
            f"{count}个情景中{failed}个不成立", f"{failed} of {count} scenarios fail"
        )
        title = Piece(words, Tone.BAD)
    points = (_failure(one, language) for one in failing)
    return (Headline(title), *points, Foot((language.of(disclaimer),)))


def _failure(failure: Failure, language: Language) -> Point:
    words = (language.of(failure.title), Piece(f"  {failure.place}", Tone.QUIET))
    details = tuple(_details(failure.differences, language))
    return Point(Piece("✗", Tone.BAD), words, details)


def _details(
    differences: Iterable[Difference], language: Language
) -> Iterator[tuple[str, Words]]:
    say = language.say
    for one in differences:
        yield say("哪里", "what"), one.what
        yield say("应为", "expected"), one.expected
        yield say("实为", "came"), one.came
        if one.basis:
            yield say("依据", "basis"), basis_words(one.basis, language)
