"""The values of facts as answers, one or several, in words."""

from datetime import date
from enum import StrEnum
from typing import Any, Final

from telcorules.evaluation.answering import Answer
from telcorules.language.vocabulary import Fact, Kind
from telcorules.render.bilingual import Language
from telcorules.render.facts import one_of, stated

MOST_WORDS: Final = 8
"""How many words of one answer are named; more are counted."""


def value_words(fact: Fact, value: Any, language: Language) -> str:
    """Return a value of a fact as a case states it, a day with its weekday."""
    if isinstance(value, date):
        return language.day(value)
    return language.of(stated(fact, value))


def answer_words(fact: Fact, answer: Answer, language: Language) -> str:
    """Return what an answer stands for: words, of many how many, or a row."""
    if not answer.words:
        return _row(answer, language)
    kind = Kind.TEXT if fact.type.item else fact.type.kind
    named = (one_of(kind, _read(word), fact) for word in answer.words[:MOST_WORDS])
    listed = language.listed(map(language.of, named))
    if len(answer.words) <= MOST_WORDS:
        return listed
    more = len(answer.words) - MOST_WORDS
    return listed + language.say(f"等{len(answer.words)}项", f" and {more} more")


def _read(word: str) -> Any:
    return {"true": True, "false": False}.get(word, word)


class _Ends(StrEnum):
    """How a row of days or numbers is said, whose ends both belong to it."""

    ANY = "任何/any"
    ONE = "{first}/{first}"
    DAYS_TO = "{last}及以前/on or before {last}"
    DAYS_FROM = "{first}及以后/on or after {first}"
    NUMBERS_TO = "至多{last}/at most {last}"
    NUMBERS_FROM = "至少{first}/at least {first}"
    BETWEEN = "{first}至{last}/{first} to {last}"


def _row(answer: Answer, language: Language) -> str:
    first, last = answer.first, answer.last
    dated = isinstance(first or last, date)
    said = language.say(*_form(first, last, dated=dated).split("/"))
    ends = {"first": _end(first, language), "last": _end(last, language)}
    return said.format(**ends)


def _form(first: Any, last: Any, *, dated: bool) -> _Ends:
    if first is None and last is None:
        return _Ends.ANY
    if first == last:
        return _Ends.ONE
    if first is None:
        return _Ends.DAYS_TO if dated else _Ends.NUMBERS_TO
    if last is None:
        return _Ends.DAYS_FROM if dated else _Ends.NUMBERS_FROM
    return _Ends.BETWEEN


def _end(end: Any, language: Language) -> str:
    return language.day(end) if isinstance(end, date) else str(end)
