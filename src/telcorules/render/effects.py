"""What changes between two packs, for people: rule by rule, with an example of each.

It takes what `review.effects` gives in JSON types.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from telcorules.foundation.law import Wording
from telcorules.render.bilingual import Language
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
    Words,
)
from telcorules.render.terms import (
    NOT_IN_PACK,
    OBLIGATIONS,
    OUTCOMES,
    PERMITS,
    SELECTIONS,
    STATUSES,
)

VERDICTS: Final[Mapping[str, tuple[str, str, Tone]]] = {
    "equivalent": ("等效", "equivalent", Tone.GOOD),
    "stricter": ("更严", "stricter", Tone.BAD),
    "looser": ("更宽", "looser", Tone.BAD),
    "incomparable": ("不可比", "incomparable", Tone.OPEN),
}
SORTS: Final[Mapping[str, tuple[str, str]]] = {
    "rules": ("规则", "rules"),
    "facts": ("事实", "facts"),
    "readings": ("解释", "readings"),
    "caveats": ("保留", "caveats"),
    "oddities": ("异常提示", "oddities"),
    "channels": ("渠道", "channels"),
    "pack": ("整个规则包", "the pack as a whole"),
}
_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "due": ("到期", "due"),
    "opens": ("起", "from"),
    "earliest": ("最早", "earliest"),
    "latest": ("最晚", "latest"),
    "missing": ("缺", "missing"),
    "value": ("金额", "amount"),
    "candidates": ("答案", "answers"),
    "closed": ("关闭", "closed"),
    "turn": ("轮到", "turn"),
}
_WORDS: Final[Mapping[str, Mapping[Any, Wording]]] = {
    "admission": OUTCOMES,
    "checklist": {
        "complete": Wording("齐全", "complete"),
        "incomplete": Wording("不齐全", "incomplete"),
        "unknown": Wording("不清楚", "unknown"),
        "not-in-force": NOT_IN_PACK,
    },
    "deadline": STATUSES,
    "permission": PERMITS,
    "duty": OBLIGATIONS,
    "amount": OBLIGATIONS,
    "choice": SELECTIONS,
}
"""What an answer is called, by the kind of its rule."""

_CHANGES: Final = 4
_EXAMPLES: Final = 3


def diff_page(
    found: Mapping[str, Any], language: Language, disclaimer: Wording
) -> Page:
    """Return what changes between two packs.

    Args:
        found: What `PackDiff.to_dict` gives, with what was typed under ``given``.
        language: The language of the text.
        disclaimer: What the second pack says below each answer.
    """
    return (
        _headline(found, language),
        *_rules(found["rules"], language),
        *_listed(found["listed"], language),
        *_texts(found["text_only"], language),
        Foot((language.of(disclaimer),)),
    )


def _headline(found: Mapping[str, Any], language: Language) -> Headline:
    say = language.say
    zh, en, tone = VERDICTS[found["verdict"]]
    word = Piece(say(zh, en.capitalize()), tone)
    if found["verdict"] == "equivalent":
        same = say("共有的规则等效", "The rules that both have are equivalent")
        word = Piece(same, Tone.GOOD)
    if not found["differs"]:
        word = Piece(say("没有差异", "No difference found"), Tone.GOOD)
    old, new = (_pack(found[key]) for key in ("old", "new"))
    return Headline(word, f"{old} → {new}")


def _pack(pack: Mapping[str, str]) -> str:
    named = f"{pack['id']} {pack['version']}"
    return f"{pack.get('given', named)} ({pack['sha256'][:8]})"


def _rules(rules: Iterable[Mapping[str, Any]], language: Language) -> Iterator[Block]:
    say = language.say
    kinds: dict[str, list[Mapping[str, Any]]] = {"differ": [], "same": [], "equal": []}
    for one in rules:
        differs = one["verdict"] != "equivalent" or one["grounds"]
        identical = one["certainty"] == "identical"
        kinds["differ" if differs else "equal" if identical else "same"].append(one)
    if kinds["differ"]:
        yield Section(say("回答不同的规则", "Rules that answer otherwise"))
        yield from (_rule(one, language) for one in kinds["differ"])
    if kinds["same"]:
        title = say("写法不同、未见差异", "Written otherwise, no difference found")
        yield Section(title)
        yield from (_rule(one, language) for one in kinds["same"])
    count = len(kinds["equal"])
    yield Paragraph(
        Piece(say(f"{count}条规则相同", f"{count} rules are the same"), Tone.QUIET)
    )


def _rule(rule: Mapping[str, Any], language: Language) -> Point:
    say = language.say
    zh, en, tone = VERDICTS[rule["verdict"]]
    mark = Piece("=" if rule["verdict"] == "equivalent" else "≠", tone)
    searched = {
        "exhaustive": say("界限情形全部比较", "all boundary cases"),
        "sampled": say("抽样比较", "a sample of the boundary cases"),
    }[rule["certainty"]]
    cases = say(f"{rule['cases']}个情形", f"{rule['cases']} cases")
    words: Words = (
        Piece(rule["rule"], Tone.STRONG),
        "  ",
        Piece(say(zh, en), tone),
        Piece(f"  {searched}, {cases}", Tone.QUIET),
    )
    return Point(mark, words, tuple(_details(rule, language)))


def _details(
    rule: Mapping[str, Any], language: Language
) -> Iterator[tuple[str, Words]]:
    say = language.say
    label = say("改动", "written")
    for change in rule["changes"][:_CHANGES]:
        yield label, _change(change)
    if (more := len(rule["changes"]) - _CHANGES) > 0:
        yield label, say(f"另有{more}处", f"and in {more} more places")
    if rule["grounds"]:
        yield (
            say("理由", "grounds"),
            say("有的条件结论不同", "a condition comes out otherwise"),
        )
    if apart := rule.get("facts_apart"):
        yield say("类型不同", "other type"), language.listed(apart)
    for one in rule["examples"][:_EXAMPLES]:
        yield say("例", "example"), _example(one, rule["kind"], language)


def _change(change: Mapping[str, Any]) -> str:
    old, new = (_short(change.get(key, "—")) for key in ("old", "new"))
    return f"{change['path']}: {old} → {new}"


def _short(value: Any) -> str:
    if isinstance(value, dict):
        named = value.get("id") or value.get("fact")
        return f"{value.get('is', 'fact')} {named}" if named else f"{value.get('is')}"
    return str(value)


def _example(example: Mapping[str, Any], kind: str, language: Language) -> Words:
    facts = [
        f"{section}.{name}: {_stated(value)}"
        for section, inner in example["case"].items()
        for name, value in inner.items()
    ]
    facts += [f"{name} = {choice}" for name, choice in example["readings"].items()]
    told = language.listed(facts) or language.say("不陈述任何事实", "no fact stated")
    old, new = _answers(example["old"], example["new"], kind, language)
    return (f"{example['as_of']}; {told}\n", Piece(f"{old} → {new}", Tone.STRONG))


def _stated(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _answers(
    old: Mapping[str, Any], new: Mapping[str, Any], kind: str, language: Language
) -> tuple[str, str]:
    """Return both answers, each with the parts in which it isn't the other."""
    parts = [key for key in _PARTS if key in old and old[key] != new[key]]
    if "due" in parts or "opens" in parts:
        parts = [key for key in parts if key not in ("earliest", "latest")]
    told = []
    for one in (old, new):
        word = _WORDS[kind].get(one["answer"])
        named = language.of(word) if word else one["answer"]
        said = (_part(key, one[key], language) for key in parts)
        told.append(language.listed((named, *said)))
    return told[0], told[1]


def _part(key: str, value: Any, language: Language) -> str:
    zh, en = _PARTS[key]
    return (
        f"{language.say(zh, en)} {_stated(value) if value not in (None, []) else '—'}"
    )


def _listed(listed: Mapping[str, Any], language: Language) -> Iterator[Block]:
    say = language.say
    if listed:
        yield Section(say("增减与改名", "Added, removed, renamed"))
    for sort, one in listed.items():
        details = [
            (say("新增", "added"), language.listed(one["added"])),
            (say("删去", "removed"), language.listed(one["removed"])),
            (say("改名", "renamed"), language.listed(map(_renamed, one["renamed"]))),
            (say("改变", "changed"), language.listed(one["changed"])),
        ]
        told = tuple((label, words) for label, words in details if words)
        yield Point(Piece("≠", Tone.OPEN), Piece(say(*SORTS[sort]), Tone.STRONG), told)


def _renamed(one: Mapping[str, str]) -> str:
    return f"{one['old']} → {one['new']}"


def _texts(texts: Mapping[str, Any], language: Language) -> Iterator[Block]:
    say = language.say
    told = [
        (say("文字不同", "words"), texts["words"]),
        (say("依据不同", "citations"), texts["citations"]),
    ]
    if not any(names for _, names in told):
        return
    yield Section(say("只涉及文字与依据", "Words and citations"))
    for label, names in told:
        if names:
            yield Paragraph(language.labelled(label, language.listed(names)))
