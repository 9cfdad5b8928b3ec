"""Signatures under rules for people: what was signed, what there is to say of it."""

from collections.abc import Sequence

from telcorules.errors import Problem
from telcorules.render.bilingual import Language
from telcorules.render.page import Block, Headline, Page, Paragraph, Piece, Tone


def signed_page(
    added: Sequence[str],
    kept: Sequence[str],
    dropped: Sequence[str],
    path: str,
    language: Language,
) -> Page:
    """Return which rules of a pack were signed, and where that is written.

    Args:
        added: The rules signed now.
        kept: Those whose earlier signature stays.
        dropped: Those signed before that the pack has no more.
        path: The file.
        language: The language of the text.
    """
    say, count = language.say, len(added)
    title = Piece(say(f"签核了{count}条规则", f"Rules signed: {count}"), Tone.GOOD)
    told = [
        (say("签核", "signed"), added),
        (say("保留原签核", "signed before"), kept),
        (say("已无此规则，签核删去", "no longer there, signature dropped"), dropped),
    ]
    lines = (
        Paragraph(language.labelled(label, language.listed(names)), indent=2)
        for label, names in told
        if names
    )
    return (Headline(title, path), *lines)


def unsigned_blocks(found: Sequence[Problem], language: Language) -> tuple[Block, ...]:
    """Return what there is to say of a pack's signatures, a line each."""
    if not found:
        return ()
    say = language.say
    title = say("签核（仅供参考，不算问题）", "Sign-off (for information; no problem)")
    lines = (Paragraph(_line(one), indent=2) for one in found)
    return (Paragraph(Piece(title, Tone.STRONG)), *lines)


def _line(problem: Problem) -> str:
    return f"{problem.span}: {problem.code}: {problem.message}"
