"""A failing scenario in plain words: what was expected, what came, and why.

For whoever prints lines and knows no colours, such as a test runner.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from telcorules.foundation.law import Cited, Wording
from telcorules.render.bilingual import Language
from telcorules.render.citations import basis_words
from telcorules.render.page import pieces

MOST: Final = 5
"""How many reasons are told of one surprise."""

_STATES: Final = {
    True: Wording("成立", "holds"),
    False: Wording("不成立", "doesn't hold"),
    None: Wording("尚不清楚", "is unknown"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition that made an answer what it is.

    Attributes:
        name: The condition, item or answer.
        value: What came of it: a truth, None for unknown, or a word.
        message: What it says.
        basis: What it rests on.
        facts: Every fact it read, None for unknown.
    """

    name: str
    value: bool | str | None
    message: Wording | None
    basis: tuple[Cited, ...]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Surprise:
    """Something that came out otherwise than expected, and for which reasons."""

    what: str
    expected: Any
    came: Any
    reasons: tuple[Reason, ...]


def failure_lines(
    title: Wording, place: str, found: Iterable[Surprise], language: Language
) -> Iterator[str]:
    """Yield the lines that tell of a failing scenario, its title and place first."""
    yield f"{language.headed(title)}  ({place})"
    for one in found:
        yield ""
        yield from _surprise(one, language)


def _surprise(one: Surprise, language: Language) -> Iterator[str]:
    say, labelled = language.say, language.labelled
    yield one.what
    yield f"  {labelled(say('应为', 'expected'), _shown(one.expected))}"
    yield f"  {labelled(say('实为', 'came'), _shown(one.came))}"
    for reason in one.reasons[:MOST]:
        yield from _reason(reason, language)
    if (more := len(one.reasons) - MOST) > 0:
        yield say(f"  另有{more}项", f"  and {more} more")


def _reason(one: Reason, language: Language) -> Iterator[str]:
    say, state = language.say, one.value
    if state is None or isinstance(state, bool):
        state = language.of(_STATES[state])
    yield say(f"  因为 `{one.name}` {state}", f"  because `{one.name}` {state}")
    if one.message:
        yield f"    {language.of(one.message)}"
    if one.facts:
        facts = [f"{name} = {_shown(value)}" for name, value in one.facts.items()]
        yield f"    {language.labelled(say('事实', 'facts'), language.listed(facts))}"
    basis = "".join(part.text for part in pieces(basis_words(one.basis, language)))
    if basis:
        yield f"    {language.labelled(say('依据', 'basis'), basis)}"


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)
