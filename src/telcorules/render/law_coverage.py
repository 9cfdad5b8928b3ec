"""How much of the law scenarios test, for a pack's author: article by article."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from telcorules.foundation.law import Cited, Wording
from telcorules.render.bilingual import Language
from telcorules.render.mutation import in_percent
from telcorules.render.page import (
    Foot,
    Headline,
    Page,
    Paragraph,
    Piece,
    Section,
    Table,
    Tone,
    Words,
)

_WORDS = ("true", "false", "unknown")


@dataclass(frozen=True, slots=True)
class Tested:
    """A condition, and how many scenarios met it with each value.

    Attributes:
        rule: The rule's id.
        since: From which day its version holds.
        point: What the condition is called.
        counts: How many scenarios, by ``true``, ``false`` and ``unknown``.
        missing: Which of these it can have, though no scenario met it.
    """

    rule: str
    since: str
    point: str
    counts: Mapping[str, int]
    missing: tuple[str, ...]


def law_coverage_page(
    articles: Sequence[tuple[Cited, Sequence[Tested]]],
    share: float,
    language: Language,
    disclaimer: Wording,
) -> Page:
    """Return every article with the conditions that rest on it.

    Args:
        articles: The provisions, those of one instrument one after the other.
        share: How much of what conditions can be was met, in percent.
        language: The language of the page.
        disclaimer: What every output says.
    """
    whole = all(not one.missing for _, tested in articles for one in tested)
    words = language.say("条件取值覆盖：", "values of conditions met: ")
    title = Piece(words + in_percent(share), Tone.GOOD if whole else Tone.BAD)
    legend = language.say(
        "各列是遇到该值的情景数；✗ 表示该值可能出现而没有情景，· 表示不可能出现。",
        "Each column counts the scenarios that met the value; ✗ where it can occur and"
        " none did, · where it can't.",
    )
    blocks = [block for one in _grouped(articles) for block in _group(one, language)]
    foot = Foot((language.of(disclaimer),))
    return (Headline(title), Paragraph(Piece(legend, Tone.QUIET)), *blocks, foot)


_Articles = list[tuple[Cited, Sequence[Tested]]]


def _grouped(articles: Iterable[tuple[Cited, Sequence[Tested]]]) -> list[_Articles]:
    """Return articles by their instruments."""
    found: dict[str, _Articles] = {}
    for cited, tested in articles:
        found.setdefault(cited.citation.instrument, []).append((cited, tested))
    return list(found.values())


def _group(articles: _Articles, language: Language) -> tuple[Section, Table]:
    title = language.of(articles[0][0].title)
    columns = (
        language.say("条款", "article"),
        language.say("条件", "condition"),
        *(language.say(zh, en) for zh, en in zip("真假？", _WORDS, strict=True)),
    )
    rows = [row for cited, tested in articles for row in _rows(cited, tested)]
    return Section(title), Table(columns, tuple(rows), whole=(0, 2, 3, 4))


def _rows(cited: Cited, tested: Sequence[Tested]) -> list[tuple[Words, ...]]:
    citation = cited.citation
    name = citation.article or citation.passage or "*"
    return [
        (
            name if not index else "",
            f"{one.rule} {one.point} ({one.since})",
            *(_count(one, word) for word in _WORDS),
        )
        for index, one in enumerate(tested)
    ]


def _count(tested: Tested, word: str) -> Piece:
    if word in tested.missing:
        return Piece("✗", Tone.BAD)
    count = tested.counts[word]
    return Piece(str(count)) if count else Piece("·", Tone.QUIET)
