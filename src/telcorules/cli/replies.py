"""What people type in answer to a question, read as the value of a fact."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, NoReturn
from unicodedata import normalize

from telcorules.cli.typed_days import UnclearError, typed_day
from telcorules.errors import RequestError
from telcorules.foundation.law import Wording
from telcorules.foundation.numerals import spoken_number
from telcorules.foundation.regions import REGIONS, parse_region
from telcorules.language.vocabulary import Fact, Kind
from telcorules.render.bilingual import Language

_YES: Final = frozenset(
    {*("是", "是的", "对", "对的", "有", "有的", "yes", "y", "true", "t")}
)
_NO: Final = frozenset(
    {
        *("否", "不", "不是", "不对", "没", "没有", "没有的", "无"),
        *("no", "n", "not", "false", "f"),
    }
)
_SUM = re.compile(
    r"(?:¥|rmb|cny)? ?(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,8})? ?(?:元|块|yuan|rmb)?"
)
_NUMERALS: Final = "〇零一二两三四五六七八九十百千"
_COUNT = re.compile(
    rf"(\d{{1,15}}|[{_NUMERALS}]+) ?(?:个|次|条|户|人|天|小时|hours?|times)?"
)
_BETWEEN = re.compile(r"[、,;；，]|\s+")


def typed_value(fact: Fact, text: str, today: date, language: Language) -> Any:
    """Read the value of a fact from what was typed.

    Returns:
        The value as a case states it: true, a word, a code, a day, a text.

    Raises:
        UnclearError: It can't be read as a value of the fact.
    """
    if fact.type.item is not None:
        items = [one for one in _BETWEEN.split(text.strip()) if one]
        return [_value(fact.type.item, fact, one, today, language) for one in items]
    return _value(fact.type.kind, fact, text, today, language)


def _value(kind: Kind, fact: Fact, text: str, today: date, language: Language) -> Any:
    match kind:
        case Kind.EVENT:
            return typed_day(text, today, language)
        case Kind.ENUM:
            return _word(fact, text)
        case Kind.TEXT:
            return text.strip()
        case _:
            return _READERS[kind](text)


def _plain(text: str) -> str:
    folded = normalize("NFKC", text).casefold()
    return " ".join(folded.split()).strip(" 。.!,")


def _truth(text: str) -> bool:
    plain = _plain(text)
    if plain in _YES or plain in _NO:
        return plain in _YES
    _refuse(text, Wording("请写“是”或者“否”", "Write yes or no"))


def _refuse(text: str, forms: Wording) -> NoReturn:
    short = text if len(text) <= 40 else f"{text[:37]}..."
    raise UnclearError(
        f"看不懂“{short}”。{forms.zh}。", f"“{short}” can't be read. {forms.en}."
    )


def _word(fact: Fact, text: str) -> str:
    """Return the word that is meant: by its number, its label, or a part of one."""
    plain, words = _plain(text), fact.type.values
    if plain.isdecimal() and 1 <= int(plain) <= len(words):
        return words[int(plain) - 1]
    named = {word: _names(word, dict(fact.values)) for word in words}
    for matches in (str.__eq__, str.__contains__):
        found = [word for word, names in named.items() if _any(matches, names, plain)]
        if len(found) == 1 and plain:
            return found[0]
    last = len(words)
    forms = Wording(
        f"请写1到{last}中的一个编号", f"Write one of the numbers 1 to {last}"
    )
    _refuse(text, forms)


def _names(word: str, labels: Mapping[str, Wording]) -> list[str]:
    label = labels.get(word)
    spoken = [label.zh, label.en] if label else []
    return [_plain(one) for one in (word, *spoken)]


def _any(matches: Callable[[str, str], bool], names: Iterable[str], plain: str) -> bool:
    return any(matches(name, plain) for name in names)


def _region(text: str) -> str:
    plain = _plain(text)
    for one in REGIONS.values():
        if plain == one.en.casefold():
            return one.code
    try:
        return parse_region(normalize("NFKC", text).strip())
    except RequestError:
        forms = Wording(
            "请写省、自治区或者直辖市，例如广东",
            "Write a province, autonomous region or municipality, such as Guangdong",
        )
        _refuse(text.strip(), forms)


def _money(text: str) -> str:
    if found := _SUM.fullmatch(_plain(text)):
        return found[1].replace(",", "") + (found[2] or "")
    _refuse(text, Wording("请写金额，例如19.90", "Write an amount, such as 19.90"))


def _count(text: str) -> int:
    forms = Wording("请写整数，例如3", "Write a whole number, such as 3")
    found = _COUNT.fullmatch(_plain(text))
    if found is None:
        _refuse(text, forms)
    try:
        return int(found[1])
    except ValueError:
        pass
    number = spoken_number(found[1])
    if number is None:
        _refuse(text, forms)
    return number


_READERS: Final[Mapping[Kind, Callable[[str], Any]]] = {
    Kind.BOOL: _truth,
    Kind.REGION: _region,
    Kind.MONEY: _money,
    Kind.INT: _count,
}
