"""How a record is written, and read again to the byte.

UTF-8, keys in their own order, two spaces a level, a line feed at the end of each
line, the last one included. The last key is the hash over the rest, written the same
way. So a changed byte shows.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final, NoReturn

from telcorules.errors import Problem, RequestError
from telcorules.language.values import shown

FORM: Final = 1
"""The form of the records that this library makes."""

MAX_BYTES: Final = 64 << 20
"""The largest record read, in bytes."""

AS_WRITTEN: Final = "take the record as it was written, to the byte"


@dataclass(frozen=True, slots=True)
class Record:
    """A decision with all that it rested on.

    Attributes:
        text: The record as it is written.
        sha256: The hash over all of it, as hex digits.
    """

    text: str
    sha256: str

    def to_dict(self) -> dict[str, Any]:
        """Return the record in JSON types."""
        found: dict[str, Any] = json.loads(self.text)
        return found

    def to_json(self) -> str:
        """Return the record as it is written: JSON text over several lines."""
        return self.text


def sealed(data: Mapping[str, Any]) -> Record:
    """Return a record of some data, with its hash as the last key."""
    sha256 = sha256_of(data)
    return Record(canonical({**data, "sha256": sha256}), sha256)


def canonical(value: Any) -> str:
    """Return JSON text as records are written.

    Examples:
        >>> print(canonical({"facts": {}, "known_at": None}), end="")
        {
          "facts": {},
          "known_at": null
        }
    """
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def sha256_of(value: Any) -> str:
    """Return the hash of a value as records write it, as hex digits."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def opened(record: object) -> tuple[Record, dict[str, Any]]:
    """Return a record that is written as records are, and unchanged; and its data.

    Raises:
        RequestError: It is no record, or not what was written.
    """
    text = _text(record)
    data = _parsed(text)
    rest = {key: value for key, value in data.items() if key != "sha256"}
    _check_form(text, {**rest, "sha256": data.get("sha256")})
    if data["sha256"] != (actual := sha256_of(rest)):
        stated = shown(data["sha256"])
        hashes = f"{actual[:12]}…, not {stated[:12]}…"
        what = f"the record was changed: its sha256 is {hashes}"
        _refuse("TR903", what, AS_WRITTEN)
    return Record(text, actual), data


def _text(record: object) -> str:
    if isinstance(record, Record):
        return record.text
    if not isinstance(record, str | bytes):
        what = f"`{shown(record)}` is no record"
        _refuse("TR901", what, "give its text, or its bytes")
    if len(record) > MAX_BYTES:
        _refuse("TR901", f"the record is longer than {MAX_BYTES:,} bytes")
    try:
        data = record.encode() if isinstance(record, str) else record
        return data.decode()
    except UnicodeError:
        _refuse("TR901", "the record is not UTF-8 text", AS_WRITTEN)


def _parsed(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        _refuse("TR901", f"the record is not JSON at {place}", AS_WRITTEN)
    except (RecursionError, ValueError):
        _refuse("TR901", "the record is not JSON that can be read", AS_WRITTEN)
    if not isinstance(data, dict) or "record" not in data:
        what = "this is JSON, but no record"
        _refuse("TR901", what, "make one with `telcorules record CASE`")
    if data["record"] != FORM:
        what = f"the record is of the form {shown(data['record'])}, not {FORM}"
        _refuse("TR901", what, "read it with a newer telcorules")
    return data


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)


def _check_form(text: str, data: dict[str, Any]) -> None:
    try:
        expected = canonical(data)
    except RecursionError:
        _refuse("TR901", "the record is nested too deeply", AS_WRITTEN)
    if expected != text:
        lines = zip_longest(expected.split("\n"), text.split("\n"))
        first = next(n for n, (one, other) in enumerate(lines, 1) if one != other)
        what = f"the record isn't written as records are, from line {first} on"
        _refuse("TR902", what, AS_WRITTEN)


def _refuse(code: str, what: str, hint: str = "") -> NoReturn:
    raise RequestError(Problem(code, what, hint))
