"""What circulates about the law, for people: claims, verdicts, what is right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from telcorules.foundation.law import Cited, Wording
from telcorules.render.bilingual import Language
from telcorules.render.citations import basis_words
from telcorules.render.page import (
    Foot,
    Headline,
    Page,
    Paragraph,
    Piece,
    Point,
    Tone,
    Words,
)
from telcorules.render.terms import VERDICTS

_MARKS: Final[Mapping[str, Piece]] = {
    "right": Piece("✓", Tone.GOOD),
    "wrong": Piece("✗", Tone.BAD),
    "unproven": Piece("?", Tone.OPEN),
}
_IN_PART: Final = Piece("·", Tone.OPEN)
"""The mark of what was so once, or is so somewhere."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim as a page shows it.

    Attributes:
        claim: As people say it.
        verdict: The word of the verdict, such as ``wrong``.
        truth: What is right.
        basis: What that rests on; may be empty.
        no_basis: Why nothing is cited, where that is said.
        until: The last day on which it was so, inclusive.
    """

    claim: Wording
    verdict: str
    truth: Wording
    basis: tuple[Cited, ...] = ()
    no_basis: Wording | None = None
    until: date | None = None


def claims_page(
    sayings: Sequence[Saying], about: str, language: Language, disclaimer: Wording
) -> Page:
    """Return claims one below the other, or that none was found.

    Args:
        sayings: In the order in which they are to be read.
        about: What was looked for; empty for all.
        language: The language of the page.
        disclaimer: What stands at the foot.
    """
    foot = Foot((language.of(disclaimer),))
    if not sayings:
        return (*_nothing(about, language), foot)
    count = len(sayings)
    title = language.say(f"流传的说法{count}条", f"Claims in circulation: {count}")
    head = Headline(Piece(title, Tone.STRONG), about)
    return (head, *(_saying(one, language) for one in sayings), foot)


def _nothing(about: str, language: Language) -> Page:
    say = language.say
    title = Piece(say("没有收录这样的说法", "No such claim is listed"), Tone.OPEN)
    hint = say(
        "没有收录不等于属实，也不等于有误。可以换几个词，或者去掉条件。",
        "That is no verdict on it. Try other words, or fewer.",
    )
    return Headline(title, about), Paragraph(hint)


def _saying(saying: Saying, language: Language) -> Point:
    mark = _MARKS.get(saying.verdict, _IN_PART)
    verdict = language.of(VERDICTS[saying.verdict])
    words = (language.headed(saying.claim), "  ", Piece(verdict, mark.tone))
    return Point(mark, words, tuple(_details(saying, language)))


def _details(saying: Saying, language: Language) -> Iterator[tuple[str, Words]]:
    say = language.say
    yield say("实情", "what is right"), language.of(saying.truth)
    if saying.until:
        yield say("适用至", "was so until"), language.day(saying.until)
    if saying.basis:
        yield say("依据", "basis"), basis_words(saying.basis, language)
    if saying.no_basis:
        words = Piece(language.of(saying.no_basis), Tone.QUIET)
        yield say("无条文", "no basis"), words
