"""What a word without quotes means, where every reader of YAML agrees.

Of such words only these aren't text:

==================  =====================================================
``true`` ``false``  bool
``null`` ``~``      None; so is a value left empty
``15`` ``-3``       int, at most 18 digits
``0.5``             `decimal.Decimal`, at most 18 digits
``2026-01-05``      `datetime.date`
==================  =====================================================

Whatever else some version of YAML would turn into a bool, a number or a moment
(``yes``, ``07:30``, ``1_000``, ``2026-1-5``) is an error that says what to type.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

MAX_DIGITS = 18

_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_MAYBE_NOT_TEXT = frozenset("0123456789+-.=tTfFnNyYoO")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# What some version of YAML reads otherwise: a pattern, what it is taken for, and
# what to write instead.
_TRAPS = (
    ("y|yes|n|no|on|off|true|false", "true or false", "write `true` or `false`"),
    ("null", "no value", "write `null`"),
    ("=", "a default value", "write a word"),
    (r"[-+]?\.inf|\.nan", "a number that isn't finite", "write a finite number"),
    (
        "(?:[0-9]{2}){1,2}-[0-9]{1,2}-[0-9]{1,2}",
        "a date",
        "write a date as `2026-01-05`",
    ),
    (
        "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:T| +)[0-9].*",
        "a moment in some time zone",
        "write a date as `2026-01-05`",
    ),
    (
        r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?",
        "a number to the base of sixty",
        "write a number in plain digits",
    ),
    (
        (
            r"[-+]?(?:0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+"
            r"|(?:[0-9][0-9_]*\.?|\.[0-9])[0-9_]*(?:e[-+]?[0-9]+)?)"
        ),
        "a number in another notation",
        "write a number in plain digits",
    ),
)
_TRAP_PATTERNS = tuple(re.compile(trap[0], re.IGNORECASE) for trap in _TRAPS)


class UnclearError(ValueError):
    """A word without quotes that doesn't mean the same to all: code, what, fix."""


@lru_cache(maxsize=4_096)
def plain_value(text: str) -> Any:
    """Return what a word without quotes means to every reader of YAML."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _MAYBE_NOT_TEXT:
        return text
    if _NUMBER.fullmatch(text):
        return _number(text)
    if _DAY.fullmatch(text):
        return _day(text)
    for pattern, (_, taken_for, instead) in zip(_TRAP_PATTERNS, _TRAPS, strict=True):
        if pattern.fullmatch(text):
            message = (
                f"some readers of YAML take `{text}` without quotes for {taken_for}"
            )
            raise UnclearError(
                "TR115", message, f'{instead}, or quote a text: `"{text}"`'
            )
    return text


def _number(text: str) -> int | Decimal:
    if sum(char.isdigit() for char in text) > MAX_DIGITS:
        message = f"a number of more than {MAX_DIGITS} digits"
        raise UnclearError("TR117", message, "quote it, if it is a text")
    return Decimal(text) if "." in text else int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        hint = f'write a day of the calendar, or quote a text: `"{text}"`'
        raise UnclearError("TR116", f"there is no day `{text}`", hint) from None
