"""What a review of a pack found, for its author: problems, failing scenarios."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    Paragraph,
    Piece,
    Point,
    Section,
    Tone,
    Verbatim,
    Words,
)
from telcorules.render.problems import problem_lines


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


@dataclass(frozen=True, slots=True)
class Found:
    """What a review of a pack came to.

    Attributes:
        problems: What is wrong.
        undecided: What may be, and couldn't be decided.
        accepted: What the author lets stand, and why.
        checks: How many places were looked at for something.
    """

    problems: Sequence[Problem]
    undecided: Sequence[Problem] = ()
    accepted: Sequence[tuple[Problem, Wording]] = ()
    checks: int = 0


def findings_page(
    found: Found,
    language: Language,
    disclaimer: Wording,
    titles: Mapping[str, Wording],
) -> Page:
    """Return the problems of a pack, each with its place underlined.

    Args:
        found: What was found.
        language: The language of the page; the problems themselves are in English.
        disclaimer: What stands at its foot.
        titles: What each code of the analysis is called.
    """
    say, count = language.say, len(found.problems)
    title = Piece(say("没有发现问题", "No problem found"), Tone.GOOD)
    if count:
        title = Piece(say(f"发现{count}个问题", f"Problems: {count}"), Tone.BAD)
    shown = [_problem(one, language, titles) for one in found.problems]
    open_ = [_problem(one, language, titles) for one in found.undecided]
    blocks: list[Block] = [Headline(title), *shown]
    if open_:
        blocks += [Section(say(f"{len(open_)}处未能判定", f"Undecided: {len(open_)}"))]
    blocks += [*open_, *_accepted(found, language)]
    if found.checks:
        blocks.append(Paragraph(Piece(_summary(found, language), Tone.QUIET)))
    return (*blocks, Foot((language.of(disclaimer),)))


def _accepted(found: Found, language: Language) -> Iterator[Point]:
    mark = Piece("·", Tone.QUIET)
    label = language.say("接受", "accepted")
    for problem, why in found.accepted:
        words = f"{problem.span}: {problem.code}: {problem.message}"
        yield Point(mark, Piece(words, Tone.QUIET), ((label, language.of(why)),))


def _summary(found: Found, language: Language) -> str:
    checks, open_ = f"{found.checks:,}", len(found.undecided)
    return language.say(
        f"检查了{checks}处，未能判定{open_}处，接受{len(found.accepted)}处。",
        f"{checks} checks, {open_} undecided, {len(found.accepted)} accepted.",
    )


def _problem(
    problem: Problem, language: Language, titles: Mapping[str, Wording]
) -> Verbatim:
    lines = [*problem_lines(problem)]
    if language is Language.ZH and problem.code in titles:
        lines.append((Piece(f"  释义: {titles[problem.code].zh}"),))
    return Verbatim((*lines, ""))


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
