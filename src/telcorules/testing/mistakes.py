"""Mistakes that authors of packs make while typing YAML, for Hypothesis.

Every one has to be refused with its place; what reads it otherwise than its author
meant, and says nothing, would be the worse for it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from hypothesis import strategies as st

from telcorules.language.schema import RULE_KEYS
from telcorules.language.values import shown
from telcorules.testing.asked import refuse

_KEYS: Final = frozenset(
    {
        *RULE_KEYS,
        *("version", "versions", "title", "licence", "jurisdiction", "decide", "main"),
        *("kind", "actor", "from", "until", "basis", "since", "within", "before"),
        *("if", "value", "type", "label", "rank", "articles", "gist", "verified"),
        *("require", "items", "rows", "missing", "as_of", "expect", "cases"),
    }
)
"""Keys of the language; what else stands before a colon is a name that is free."""

_LINE: Final = re.compile(r'( *)("?[\w-]+"?): (\S.*)')
_DATE: Final = re.compile(r"\b(\d{4})-0(\d)-(\d\d)\b")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A text with one mistake.

    Attributes:
        kind: What was done, such as ``tab``.
        line: The line on which it was, counted from 1.
        text: The text with the mistake.
    """

    kind: str
    line: int
    text: str


Making = Callable[[list[str], int], str | None]
"""Returns a line with a mistake, None where it can't be made there."""


def _tab(lines: list[str], number: int) -> str | None:
    line = lines[number]
    return "\t" + line.lstrip() if line.startswith("  ") and line.strip() else None


def _duplicate_key(lines: list[str], number: int) -> str | None:
    line = lines[number]
    return f"{line}\n{line}" if _LINE.fullmatch(line) else None


def _swapped_letters(lines: list[str], number: int) -> str | None:
    found = re.match(r"( *)([a-z_]+):", lines[number])
    if found is None or found[2] not in _KEYS:
        return None
    key = found[2]
    swapped = key[1] + key[0] + key[2:]
    return f"{found[1]}{swapped}{lines[number][found.end() - 1 :]}"


def _loose_date(lines: list[str], number: int) -> str | None:
    loose, count = _DATE.subn(r"\1-\2-\3", lines[number])
    return loose if count else None


def _unclosed_quote(lines: list[str], number: int) -> str | None:
    found = _LINE.fullmatch(lines[number])
    if found is None or not re.fullmatch(r'"[^"\\]+"', found[3]):
        return None
    return lines[number][:-1]


def _valued(value: str) -> Making:
    """Return what puts something in the place of a value."""

    def making(lines: list[str], number: int) -> str | None:
        found = _LINE.fullmatch(lines[number])
        if found is None or found[3].startswith(("{", "[", "|", ">")):
            return None
        return f"{found[1]}{found[2]}: {value.format(found[3])}"

    return making


def _hidden_character(lines: list[str], number: int) -> str | None:
    found = _LINE.fullmatch(lines[number])
    return f"{lines[number]}\N{ZERO WIDTH SPACE}" if found else None


def _merge_key(lines: list[str], number: int) -> str | None:
    found = _LINE.fullmatch(lines[number])
    return f"{found[1]}<<: {{}}\n{lines[number]}" if found else None


def _deeper(lines: list[str], number: int) -> str | None:
    """Move a line to the right of the one before it, which has a value already."""
    before = _LINE.fullmatch(lines[number - 1]) if number else None
    here = _LINE.fullmatch(lines[number])
    beside = before is not None and here is not None and before[1] == here[1]
    return f" {lines[number]}" if beside else None


def _second_document(lines: list[str], number: int) -> str | None:
    line = lines[number]
    return f"---\n{line}" if number and not line.startswith((" ", "#", "-")) else None


MISTAKES: Final[Mapping[str, Making]] = MappingProxyType(
    {
        "swapped-letters": _swapped_letters,
        "duplicate-key": _duplicate_key,
        "deeper": _deeper,
        "tab": _tab,
        "loose-date": _loose_date,
        "unclosed-quote": _unclosed_quote,
        "word-without-quotes": _valued("yes"),
        "number-with-underscore": _valued("1_000"),
        "tag": _valued("!!str {}"),
        "unknown-anchor": _valued("*nowhere"),
        "hidden-character": _hidden_character,
        "merge-key": _merge_key,
        "second-document": _second_document,
    }
)
"""How each kind of mistake is made."""


def yaml_mistakes(text: str) -> st.SearchStrategy[Mistake]:
    """Return a file of a pack with one mistake in it, of every kind that it can have.

    They shrink towards the first kind, and the first line on which it can be made.

    Args:
        text: The file, as its author would type it: a key a line.

    Raises:
        RequestError: It is no text, or no mistake can be made in it.

    Examples:
        >>> from hypothesis import find, settings
        >>> quickly = settings(max_examples=20, database=None)
        >>> found = find(yaml_mistakes("kind: duty"), lambda _: True, settings=quickly)
        >>> print(found.kind, found.line, found.text)
        swapped-letters 1 iknd: duty
        <BLANKLINE>
    """
    if not isinstance(text, str):
        refuse(f"`text` takes a text, not `{shown(text)}`", "write path.read_text()")
    lines = text.splitlines()
    found = {
        kind: [n for n in range(len(lines)) if make(lines, n) is not None]
        for kind, make in MISTAKES.items()
    }
    possible = [kind for kind, numbers in found.items() if numbers]
    if not possible:
        refuse("no mistake can be made in this text", "give a file of a pack")
    kinds = st.sampled_from(possible)
    return kinds.flatmap(
        lambda kind: st.sampled_from(found[kind]).map(
            lambda number: _made(kind, lines, number)
        )
    )


def _made(kind: str, lines: list[str], number: int) -> Mistake:
    line = MISTAKES[kind](lines, number)
    assert line is not None  # INVARIANT: the number is one of those it was made on
    changed = [*lines[:number], line, *lines[number + 1 :]]
    return Mistake(kind, number + 1, "".join(f"{one}\n" for one in changed))
