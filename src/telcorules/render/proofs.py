"""Why a condition has its value, as a tree: ✓, ✗ or ? before every part."""

from datetime import date
from typing import Any

from telcorules.evaluation.proof import Proof
from telcorules.foundation.law import Wording
from telcorules.language import nodes
from telcorules.language.limits import BEYOND
from telcorules.language.values import plain
from telcorules.language.vocabulary import NEVER, Kind
from telcorules.render import facts
from telcorules.render.bilingual import Language
from telcorules.render.page import Branch, Piece, Tone
from telcorules.render.words import Phrasing

_TRUTHS = {
    True: Piece("✓ ", Tone.GOOD),
    False: Piece("✗ ", Tone.BAD),
    None: Piece("? ", Tone.OPEN),
}
_HEADS = {
    nodes.All: Wording("以下各项都成立", "all of these hold"),
    nodes.AnyOf: Wording("以下至少一项成立", "at least one of these holds"),
    nodes.If: Wording(
        "第一项成立的看第二项，否则看第三项",
        "the second where the first holds, else the third",
    ),
}
_NEVER = Wording("尚未发生", "not yet")
_BEYOND = Wording("9999年以后", "after 9999")


def proof_tree(
    proof: Proof, phrasing: Phrasing, language: Language, node: str = ""
) -> Branch:
    """Return a proof as a tree of parts in words, with truths, days and values.

    Args:
        proof: The proof.
        phrasing: Says conditions in words.
        language: The language of the words.
        node: What the whole tells of; its parts are numbered after it.
    """
    if isinstance(proof.node, nodes.Named):
        return proof_tree(proof.parts[0], phrasing, language, node)
    words = language.of(_heads(proof.node) or phrasing.of(proof.node))
    parts = tuple(
        proof_tree(part, phrasing, language, node and f"{node}/{number}")
        for number, part in enumerate(_inner(proof))
        if _says(part)
    )
    if proof.node.type.kind is Kind.BOOL:
        return Branch((_TRUTHS[proof.value], words), parts, node)
    value = language.of(value_words(proof, phrasing))
    return Branch((f"{words} = ", Piece(value, Tone.STRONG)), parts, node)


def _heads(node: nodes.Node) -> Wording | None:
    """Return what stands over several parts, so that they aren't said twice."""
    return _HEADS.get(type(node))


def _inner(proof: Proof) -> tuple[Proof, ...]:
    """Return the parts to show; a negated comparison shows its own sides."""
    if not isinstance(proof.node, nodes.Not):
        return proof.parts
    (operand,) = proof.parts
    if isinstance(operand.node, nodes.Compare | nodes.FactOf):
        return operand.parts
    return proof.parts


def _says(part: Proof) -> bool:
    """Tell whether a part says more than its own words."""
    return not isinstance(part.node, nodes.Constant | nodes.ReadingOf)


def proof_dict(proof: Proof, phrasing: Phrasing) -> dict[str, Any]:
    """Return a proof in JSON types: words, source, value and parts."""
    is_bool = proof.node.type.kind is Kind.BOOL
    return {
        "words": phrasing.of(proof.node).to_dict(),
        "source": proof.node.source,
        "value": proof.value if is_bool else value_words(proof, phrasing).to_dict(),
        "settled_by": proof.settled_by,
        "parts": [proof_dict(part, phrasing) for part in proof.parts],
    }


def value_words(proof: Proof, phrasing: Phrasing) -> Wording:
    """Return the value of a part that is no condition: a day, a span, a word."""
    node, value = proof.node, proof.value
    if node.type.kind in (Kind.DAY, Kind.EVENT):
        return _days(*value)
    if isinstance(node, nodes.FactOf):
        return facts.stated(node.fact, plain(value))
    if value is None:
        return facts.UNKNOWN
    if node.type.kind is Kind.REGION:
        return facts.region(value)
    found = [phrasing.name(str(one)) for one in _several(value)]
    zh, en = "、".join(one.zh for one in found), "; ".join(one.en for one in found)
    return Wording(zh, en)


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _days(first: int | None, last: int | None) -> Wording:
    if first is None or last is None:
        return facts.UNKNOWN
    start, end = _day(first), _day(last)
    if first == last:
        return start
    return Wording(f"{start.zh}至{end.zh}", f"{start.en} to {end.en}")


def _day(ordinal: int) -> Wording:
    if ordinal == NEVER:
        return _NEVER
    if ordinal >= BEYOND:
        return _BEYOND
    day = date.fromordinal(ordinal)
    return Wording(Language.ZH.day(day), Language.EN.day(day))
