"""Records for people: what one holds, whether it is whole, what a replay gave."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from telcorules.errors import Problem
from telcorules.foundation.law import Wording
from telcorules.render.bilingual import Language
from telcorules.render.page import (
    Block,
    Branch,
    Foot,
    Headline,
    Page,
    Paragraph,
    Piece,
    Section,
    Table,
    Tone,
    Verbatim,
)
from telcorules.render.terms import GRADES

LONGEST = 200
"""The characters of a value that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a record says of itself.

    Attributes:
        name: Where it lies.
        sha256: Its hash.
        as_of: The day of the question.
        rules: How many rules were asked.
        packs: The packs, each with its version and the hash of all at the end.
        firm_through: How far the calendar is settled.
        known_at: The day whose notices it counts with; None for all known then.
        library: The version that made it.
        embedded: Whether it keeps the packs and the holidays.
    """

    name: str
    sha256: str
    as_of: date
    rules: int
    packs: str
    firm_through: date
    known_at: date | None
    library: str
    embedded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """Where a replay first gave something else than the record.

    Attributes:
        path: Where in the record.
        recorded: What the record has there, as JSON; None for nothing.
        now: What came, likewise.
        place: The rule, and the condition in it; empty outside the answers.
        basis: The provisions it rests on, each with its grade.
        proof: Why the condition has the value that it has now.
    """

    path: str
    recorded: str | None
    now: str | None
    place: str
    basis: Sequence[tuple[str, str]]
    proof: Branch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What a replay gave: the same, unless something parted or was missing.

    Attributes:
        missing: What stood in the way.
        parted: The first difference.
        added: What another version says besides, by its places.
    """

    missing: Sequence[Problem] = ()
    parted: Parted | None = None
    added: Sequence[str] = ()


def made_page(kept: Kept, language: Language, disclaimer: Wording) -> Page:
    """Return that a record was written, and what it holds."""
    title = Piece(language.say("已记录", "Recorded"), Tone.GOOD)
    return _page(title, kept, (), language, disclaimer)


def verified_page(kept: Kept, language: Language, disclaimer: Wording) -> Page:
    """Return that a record is whole, and what that doesn't show."""
    say = language.say
    title = Piece(say("记录完好", "The record is whole"), Tone.GOOD)
    remark = say(
        "各部分与各哈希值相符。改动记录的人也能重新计算哈希值："
        "要证明这就是当时的记录，请把当时的哈希值与上面的核对。",
        "Its parts and hashes fit together. Whoever changes a record can make its hash"
        " anew: to prove that it is the one that was made, compare the hash above with"
        " the one noted then.",
    )
    return _page(title, kept, (Paragraph(remark),), language, disclaimer)


def replayed_page(
    kept: Kept, came: Replayed, language: Language, disclaimer: Wording
) -> Page:
    """Return what a replay gave, and what it parts in or lacks."""
    say = language.say
    if came.missing:
        title = Piece(say("无法复算", "It can't be decided again"), Tone.OPEN)
    elif came.parted:
        title = Piece(say("结论不同", "The answer differs"), Tone.BAD)
    else:
        title = Piece(say("结论相同", "The answer is the same"), Tone.GOOD)
    return _page(title, kept, tuple(_came(came, language)), language, disclaimer)


def _page(
    title: Piece,
    kept: Kept,
    more: tuple[Block, ...],
    language: Language,
    disclaimer: Wording,
) -> Page:
    rows = _labelled(_rows(kept, language))
    head, foot = Headline(title, kept.name), Foot((language.of(disclaimer),))
    return (head, rows, *more, foot)


def _labelled(rows: Iterable[tuple[str, str]]) -> Table:
    labelled = ((Piece(key, Tone.QUIET), words) for key, words in rows)
    return Table((), tuple(labelled), whole=(0,))


def _rows(kept: Kept, language: Language) -> Iterator[tuple[str, str]]:
    say, day = language.say, language.day
    count = say(f"，共{kept.rules}条规则", f", rules asked: {kept.rules}")
    yield say("评估日", "assessed"), f"{day(kept.as_of)}{count}"
    yield say("规则包", "rules"), kept.packs
    firm = day(kept.firm_through)
    yield say("日历", "calendar"), say(f"确定至{firm}", f"firm through {firm}")
    if kept.known_at:
        known = day(kept.known_at)
        words = say(f"{known}及以前公布的", f"those published by {known}")
        yield say("放假通知", "notices"), words
    yield say("程序版本", "library"), kept.library
    inside = say("规则与放假通知", "rules and notices")
    nothing = say("无；复算时须另备规则与通知", "nothing; a replay needs them at hand")
    yield say("内附", "keeps"), inside if kept.embedded else nothing
    yield "sha256", kept.sha256


def _came(came: Replayed, language: Language) -> Iterator[Block]:
    say = language.say
    if came.missing:
        yield Section(say("缺少什么", "What is missing"))
        for one in came.missing:
            yield Verbatim((*str(one).splitlines(), ""))
    if came.parted:
        yield Section(say("第一处不同", "The first difference"))
        yield from _parted(came.parted, language)
    if came.added:
        places = language.listed(came.added)
        words = say(
            f"本程序版本另外给出：{places}",
            f"This version of the library says besides: {places}",
        )
        yield Paragraph(Piece(words, Tone.QUIET))


def _parted(parted: Parted, language: Language) -> Iterator[Block]:
    say = language.say
    rows = [
        (say("位置", "where"), parted.path),
        (say("记录", "recorded"), _value(parted.recorded, language)),
        (say("现在", "now"), _value(parted.now, language)),
    ]
    if parted.place:
        rows.append((say("规则", "rule"), parted.place))
    if parted.basis:
        rows.append((say("依据", "basis"), _basis(parted.basis, language)))
    yield _labelled(rows)
    if parted.proof:
        yield Section(say("现在何以如此", "Why it is so now"))
        yield parted.proof


def _value(json: str | None, language: Language) -> str:
    if json is None:
        return language.say("没有", "nothing")
    return json if len(json) <= LONGEST else f"{json[:LONGEST]}…"


def _basis(basis: Sequence[tuple[str, str]], language: Language) -> str:
    grades = {grade.value: language.of(words) for grade, words in GRADES.items()}
    return language.joined(f"{text}〔{grades.get(one, one)}〕" for text, one in basis)
