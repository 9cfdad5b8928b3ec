"""Hotlines and other channels for people: who runs each, and what it takes."""

from collections.abc import Iterator, Sequence

from telcorules.foundation.law import Grade, Wording
from telcorules.language.program import Channel
from telcorules.render.bilingual import Language
from telcorules.render.page import (
    Foot,
    Headline,
    Page,
    Piece,
    Point,
    Table,
    Tone,
    Words,
)
from telcorules.render.terms import GRADES


def channels_page(
    found: Sequence[Channel], language: Language, disclaimer: Wording
) -> Page:
    """Return channels one below the other.

    Args:
        found: In the order of the pack.
        language: The language of the page.
        disclaimer: What stands at the foot.
    """
    foot = Foot((language.of(disclaimer),))
    if len(found) == 1:
        (one,) = found
        rows = (
            (Piece(key, Tone.QUIET), words) for key, words in _details(one, language)
        )
        title = Piece(language.headed(one.label), Tone.STRONG)
        return (Headline(title, _name(one)), Table((), tuple(rows), whole=(0,)), foot)
    count = language.say(f"渠道{len(found)}个", f"Channels: {len(found)}")
    points = (_channel(one, language) for one in found)
    return (Headline(Piece(count, Tone.STRONG)), *points, foot)


def _channel(one: Channel, language: Language) -> Point:
    words = (language.headed(one.label), "  ", Piece(_name(one), Tone.QUIET))
    return Point(Piece("·", Tone.QUIET), words, tuple(_details(one, language)))


def _name(one: Channel) -> str:
    """Return the name to ask for a channel by, where its label doesn't hold it."""
    return "" if one.id in one.label.zh else one.id


def _details(one: Channel, language: Language) -> Iterator[tuple[str, Words]]:
    say, of = language.say, language.of
    yield say("主办", "run by"), of(one.authority)
    yield say("受理", "takes"), of(one.about)
    if one.phone is not None:
        yield say("电话", "phone"), one.phone
    if one.url is not None:
        yield say("网址", "site"), one.url
    yield say("来源", "source"), _source(one, language)
    if one.note is not None:
        yield say("注意", "note"), of(one.note)


def _source(one: Channel, language: Language) -> Words:
    """Return what was seen of a channel, and how far that goes."""
    tone = Tone.OPEN if one.verified is Grade.NONE else Tone.QUIET
    grade = language.of(GRADES[one.verified])
    shown = Piece(language.say(f"〔{grade}〕", f" [{grade}]"), tone)
    return (language.of(one.source), shown)
