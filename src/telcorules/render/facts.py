"""The facts of a case in words: what they are called, and what is stated of them."""

from collections.abc import Mapping
from typing import Any

from telcorules.foundation.law import Wording
from telcorules.foundation.regions import REGIONS
from telcorules.language.values import NOT_YET
from telcorules.language.vocabulary import Fact, Kind, Vocabulary
from telcorules.render.bilingual import Language

UNKNOWN = Wording("不清楚", "unknown")
"""What nobody stated."""

_NOT_YET = Wording("尚未发生", "not yet")
_TRUTHS = {True: Wording("是", "yes"), False: Wording("否", "no")}


def stated(fact: Fact, value: Any) -> Wording:
    """Return the value of a fact in words.

    Args:
        fact: The fact.
        value: As `Case.to_dict` and findings give it; None for unknown.

    Returns:
        The label of an enum's word, the name of a region, 是 or 否, the day.
    """
    if isinstance(value, list | tuple):
        items = [one_of(fact.type.item, one, fact) for one in value]
        zh = "、".join(item.zh for item in items)
        return Wording(zh, ", ".join(item.en for item in items))
    return one_of(fact.type.kind, value, fact)


def one_of(kind: Kind | None, value: Any, fact: Fact) -> Wording:
    """Return one value of a kind in words."""
    if value is None:
        return UNKNOWN
    if value == NOT_YET and kind is Kind.EVENT:
        return _NOT_YET
    if isinstance(value, bool):
        return _TRUTHS[value]
    if kind is Kind.REGION:
        return region(value)
    return dict(fact.values).get(value) or Wording(str(value), str(value))


def region(code: str) -> Wording:
    """Return the name of a province by its code."""
    return Wording(REGIONS[code].name, REGIONS[code].en)


def recounted(
    facts: Mapping[str, Any], vocabulary: Vocabulary, language: Language
) -> str:
    """Return facts with their values as one line."""
    known = vocabulary.by_name
    return language.joined(
        f"{language.of(known[name].label)} {language.of(stated(known[name], value))}"
        for name, value in facts.items()
    )
