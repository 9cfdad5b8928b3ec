"""How the value of a fact is written, and how it is read without guessing.

Each kind of fact is one annotated type; the models of a case are made of them.
What can't be read raises a `PydanticCustomError` whose type is our own code and
whose context carries the hint; `misread` turns it into a `Problem`.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, NoReturn

from pydantic import (
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from telcorules.errors import RequestError
from telcorules.foundation.moments import DAY_FORM, MOMENT_FORM, china_moment, read_iso
from telcorules.foundation.money import rounded
from telcorules.foundation.regions import REGIONS, parse_region

NOT_YET: Literal["not-yet"] = "not-yet"
"""The value of an event that has not happened."""

EventValue = date | Literal["not-yet"]
"""A day, a moment in China Standard Time, or `NOT_YET`."""

_LONE = re.compile("[\ud800-\udfff]")
_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,8})?")
_TOO_LARGE = 10**15
_PLACES = 8
MAX_PROBLEMS = 100
"""How many mistakes of a case, and of a list in it, are told."""

_FORMS = '"2026-10-08", "2026-10-08T09:30:00+08:00" or "not-yet"'


def shown(value: object) -> str:
    """Return a value as an error shows it: one line, at most 60 characters.

    A day is shown as it is written, and a list or a mapping as in JSON.

    Examples:
        >>> print(shown(date(2026, 10, 8)), shown([{"settled": None}]), shown(1.5))
        2026-10-08 [{"settled": null}] 1.5
    """
    text = value if isinstance(value, str) else _represented(value)
    text = text if len(text) <= 60 else text[:57] + "..."
    return text if text.isprintable() else text.encode("unicode_escape").decode()


def _represented(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        with suppress(TypeError, ValueError, RecursionError):
            return json.dumps(value, ensure_ascii=False, default=_represented)
    try:
        return repr(value)
    except (ValueError, RecursionError):  # a huge number, lists without end
        return f"a value of the type {type(value).__name__}"


def _stated(value: object) -> str:
    """Return the value of a fact as it was written: true, false and null in small."""
    return json.dumps(value) if isinstance(value, bool | None) else shown(value)


def _refuse(code: str, message: str, hint: str) -> NoReturn:
    # pydantic fills braces in its templates from the context: so both go in there
    context = {"message": message, "hint": hint}
    raise PydanticCustomError(code, "{message}", context)


def read_event(value: Any) -> EventValue | None:
    """Read an event: a day, a moment, or that it has not happened.

    ``False`` is taken for ``"not-yet"``. A moment comes back in China Standard Time;
    one without a zone is taken as such.
    """
    if value is None:
        return None
    if value is False or value == NOT_YET:
        return NOT_YET
    if isinstance(value, str):
        value = _parse(value)
    if not isinstance(value, date):
        _refuse("TR513", f"`{_stated(value)}` is not an event", f"write {_FORMS}")
    return _placed(value)


def _parse(text: str) -> date:
    try:
        found = read_iso(text)
    except ValueError:
        hint = "check the month, the day and the hour; months have 28 to 31 days"
        _refuse("TR513", f"there is no day or moment `{text}`", hint)
    if found is not None:
        return found
    _refuse("TR513", f"`{shown(text)}` is not an event", f"write {_FORMS}")


def _placed(value: date) -> date:
    if isinstance(value, datetime):
        try:
            value = china_moment(value)
        except OverflowError:
            hint = "events lie in the years 1 to 9999, in China Standard Time"
            _refuse("TR513", f"`{value}` is no moment in China", hint)
    if (value.year, value.month, value.day) == (9999, 12, 31):
        hint = f'write "{NOT_YET}" for an event that has not happened'
        _refuse("TR514", "9999-12-31 is not taken for a date", hint)
    return value


def read_region(value: Any) -> str | None:
    """Read a province in any of its names; it comes back as its six-digit code."""
    if value is None:
        return None
    if not isinstance(value, str):
        hint = 'write "440000", "CN-GD", "广东" or "广东省"'
        _refuse("TR511", f"`{_stated(value)}` is not a region", hint)
    try:
        return parse_region(shown(value))  # no name is long, or can't be printed
    except RequestError as error:
        problem = error.problems[0]
        _refuse(problem.code, problem.message, problem.hint)


def read_money(value: Any) -> Decimal | None:
    """Read an amount in yuan: a whole number, or a decimal in quotes.

    It comes back without trailing zeros; it is below 10^15 and has at most eight
    decimals. A float is refused, because it isn't the number that was typed.
    """
    if value is None:
        return None
    if isinstance(value, str) and _AMOUNT.fullmatch(value):
        return _canonical(Decimal(value))
    if type(value) is int and abs(value) < _TOO_LARGE:
        return _canonical(Decimal(value))
    if isinstance(value, Decimal) and _is_amount(value):
        return _canonical(value)
    hint = 'write a whole number below 10^15, or a decimal in quotes such as "19.90"'
    _refuse("TR511", f"`{_stated(value)}` is not an amount of money", hint)


def _is_amount(value: Decimal) -> bool:
    if not value.is_finite() or value.copy_abs() >= _TOO_LARGE:
        return False
    return value == rounded(value, _PLACES, "down")


def _canonical(value: Decimal) -> Decimal:
    text = f"{rounded(value, _PLACES, 'down'):f}".rstrip("0").rstrip(".")
    return Decimal("0" if text == "-0" else text)


def read_int(value: Any) -> int | None:
    """Read a whole number below 10^15; true and 1.0 are none."""
    if value is None or (type(value) is int and abs(value) < _TOO_LARGE):
        return value
    hint = "write a whole number below 10^15"
    _refuse("TR511", f"`{_stated(value)}` is not a whole number", hint)


def read_bool(value: Any) -> bool | None:
    """Read true or false; 1 and ``"yes"`` are neither."""
    if value is None or isinstance(value, bool):
        return value
    hint = "write true or false, or leave the fact out while it is unknown"
    _refuse("TR511", f"`{_stated(value)}` is not true or false", hint)


def read_text(value: Any) -> str | None:
    """Read a text that can be written as UTF-8."""
    if value is None:
        return None
    if isinstance(value, str) and not _LONE.search(value):
        return value
    hint = "write a text, or leave the fact out while it is unknown"
    _refuse("TR511", f"`{_stated(value)}` is not a text", hint)


def word_of(values: tuple[str, ...]) -> Callable[[Any], str]:
    """Return a reader that takes one of some words."""

    def read(value: Any) -> str:
        if value not in values:
            hint = "write " + " or ".join(f"`{word}`" for word in values)
            _refuse("TR512", f"`{_stated(value)}` is not one of the words", hint)
        return value  # type: ignore[no-any-return]

    return read


def optional_word_of(values: tuple[str, ...]) -> Callable[[Any], str | None]:
    """Return a reader that takes one of some words, or ``None``."""
    words: dict[Any, str] = {word: word for word in values}

    def read(value: Any) -> str | None:
        if value is None:
            return None
        if isinstance(value, str) and value in words:
            return words[value]
        raise PydanticCustomError("literal_error", "not one of the words")

    return read


def list_reader(read_item: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a reader of lists: each item counts once, an empty list is unknown."""

    def read(value: Any) -> tuple[Any, ...] | None:
        if value is None:
            return None
        if not isinstance(value, list | tuple):
            hint = "write a list, such as [...]"
            _refuse("TR511", f"`{_stated(value)}` is not a list", hint)
        found, wrong = _items(value, read_item)
        if wrong:
            several = [{"code": one.type, **(one.context or {})} for one in wrong]
            raise PydanticCustomError("TR511", "several", {"several": several})
        return tuple(dict.fromkeys(found)) or None

    return read


def _items(
    value: Iterable[Any], read_item: Callable[[Any], Any]
) -> tuple[list[Any], list[PydanticCustomError]]:
    found, wrong = [], []
    for item in value:
        try:
            found.append(_item(item, read_item))
        except PydanticCustomError as error:
            wrong.append(error)
            if len(wrong) == MAX_PROBLEMS:
                break
    return found, wrong


def _item(item: Any, read_item: Callable[[Any], Any]) -> Any:
    if item is None:
        hint = "leave it out; an empty list says that nothing is known"
        _refuse("TR511", "a list can't hold `null`", hint)
    return read_item(item)


def plain(value: Any) -> Any:
    """Return a fact's value in JSON types."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


_EVENT_SCHEMA = {
    "anyOf": [
        {"type": "string", "format": "date", "pattern": f"^{DAY_FORM.pattern}$"},
        {"type": "string", "pattern": f"^{MOMENT_FORM.pattern}$"},
        {"enum": [NOT_YET, False, None]},
    ]
}
_REGION_SCHEMA = {
    "type": ["string", "null"],
    "examples": ["440000", "CN-GD", "广东", "广东省"],
    "enum": [
        *(name for r in REGIONS.values() for name in (r.code, r.iso, r.short, r.name)),
        None,
    ],
}
_MONEY_SCHEMA = {
    "anyOf": [
        {"type": "integer"},
        {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
        {"type": "null"},
    ]
}

AS_JSON = PlainSerializer(plain)
"""Models of cases write their facts in JSON types."""

Event = Annotated[
    EventValue | None,
    PlainValidator(read_event),
    WithJsonSchema(_EVENT_SCHEMA),
    AS_JSON,
]
Region = Annotated[
    str | None,
    PlainValidator(read_region),
    WithJsonSchema(_REGION_SCHEMA),
    AS_JSON,
]
Money = Annotated[
    Decimal | None,
    PlainValidator(read_money),
    WithJsonSchema(_MONEY_SCHEMA),
    AS_JSON,
]
Int = Annotated[
    int | None,
    PlainValidator(read_int),
    WithJsonSchema({"type": ["integer", "null"]}),
]
Bool = Annotated[
    bool | None,
    PlainValidator(read_bool),
    WithJsonSchema({"type": ["boolean", "null"]}),
]
Text = Annotated[
    str | None,
    PlainValidator(read_text),
    WithJsonSchema({"type": ["string", "null"]}),
]

Regions = Annotated[
    Sequence[str] | None,
    PlainValidator(list_reader(read_region)),
    WithJsonSchema({"type": ["array", "null"], "items": _REGION_SCHEMA}),
    AS_JSON,
]
