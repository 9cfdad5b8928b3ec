"""How sure a day is: between which days it lies, and what will settle it."""

from datetime import date

from telcorules.render.bilingual import Language
from telcorules.render.terms import ASSUMPTIONS


def bounds(
    first: date,
    last: date | None,
    settled_by: str | None,
    assumption: str | None,
    language: Language,
) -> str:
    """Return between which days a provisional date lies, and what will settle it.

    Args:
        first: The earliest that it can turn out.
        last: The latest; None where there is none.
        settled_by: The notices that will settle it.
        assumption: What the bounds rest on, or what isn't known.
        language: The language to say it in.
    """
    say = language.say
    why = [language.of(ASSUMPTIONS[assumption])] if assumption else []
    waits = say(f"待{settled_by}公布后确定", f"settled by {settled_by}")
    return language.joined(
        [_between(first, last, language), *why, *([waits] if settled_by else [])]
    )


def _between(first: date, last: date | None, language: Language) -> str:
    day = language.day(first)
    if last is None:
        return language.say(f"不早于{day}", f"not before {day}")
    if first == last:
        return day
    span = language.span(first, last)
    return language.say(f"在{span}之间", f"from {span}")
