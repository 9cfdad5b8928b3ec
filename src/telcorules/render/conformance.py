"""How another program did against vectors, for people."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from telcorules.foundation.law import Wording
from telcorules.render.bilingual import Language
from telcorules.render.page import (
    Block,
    Headline,
    Page,
    Paragraph,
    Piece,
    Point,
    Table,
    Tone,
)

LEVELS: Final[Mapping[str, Wording]] = {
    "1": Wording("结论", "outcomes"),
    "2": Wording("日期", "dates"),
    "3": Wording("未知", "unknowns"),
    "4": Wording("暂定与有争议", "provisional and contested"),
}
_MOST: Final = 20


def written_page(counts: Mapping[int, int], path: str, language: Language) -> Page:
    """Return how many vectors of each level a file holds."""
    say, total = language.say, sum(counts.values())
    title = Piece(say(f"写出{total}个用例", f"Vectors written: {total}"), Tone.GOOD)
    rows = tuple((_level(str(one), language), str(n)) for one, n in counts.items())
    return (Headline(title, path), Table((), rows))


def agreement_page(found: Mapping[str, Any], command: str, language: Language) -> Page:
    """Return how far a program agrees with vectors, and where it doesn't.

    Args:
        found: What `Conformance.to_dict` gives.
        command: The program.
        language: The language of the text.
    """
    say, failed = language.say, found["disagreements"]
    title = Piece(say("全部一致", "It agrees with all vectors"), Tone.GOOD)
    if failed:
        words = say(f"{len(failed)}个用例不一致", f"Disagreements: {len(failed)}")
        title = Piece(words, Tone.BAD)
    rows = tuple(
        (_level(level, language), f"{one['agreed']} / {one['asked']}")
        for level, one in found["levels"].items()
    )
    columns = (say("级别", "level"), say("一致", "agrees"))
    return (Headline(title, command), Table(columns, rows), *_failed(failed, language))


def _level(level: str, language: Language) -> str:
    named = LEVELS.get(level)
    return f"{level} {language.of(named)}" if named else level


def _failed(failed: list[Mapping[str, Any]], language: Language) -> Iterator[Block]:
    label = language.say("不同", "differs")
    for one in failed[:_MOST]:
        details = tuple((label, words) for words in one["differences"])
        yield Point(Piece("✗", Tone.BAD), Piece(one["id"], Tone.STRONG), details)
    if (more := len(failed) - _MOST) > 0:
        yield Paragraph(language.say(f"另有{more}个", f"and {more} more"))
