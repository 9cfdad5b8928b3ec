"""A case as JSON text: read strictly, so that no statement is lost on the way."""

import json
from typing import Any

import pydantic_core

from telcorules.errors import CaseError, Problem
from telcorules.language.values import shown

MAX_BYTES = 1 << 20
"""The largest case read, in bytes of JSON."""


def from_json(text: str | bytes | bytearray) -> object:
    """Return the value of a JSON text; a name stands once in an object.

    Raises:
        CaseError: It is too large, not UTF-8, not JSON, or states a name twice.
    """
    if len(text) > MAX_BYTES:
        what = f"the case is {len(text):,} bytes long; at most {MAX_BYTES:,} are read"
        raise CaseError(Problem("TR516", what, "state facts only, not documents"))
    try:
        found = pydantic_core.from_json(text, allow_inf_nan=False)
    except ValueError:
        return _strictly(text)
    return found if _colons(text) == _names(found) else _strictly(text)


def _colons(text: str | bytes | bytearray) -> int:
    return text.count(":") if isinstance(text, str) else text.count(b":")


def _names(found: Any) -> int:
    """Return how many names the two levels of a case hold.

    A text has a colon behind every name. So where there are as many colons as names,
    the quick reader has lost none; where there are more, a name may stand twice, or a
    text has a colon in it.
    """
    if type(found) is not dict:
        return -1
    return len(found) + sum(len(one) for one in found.values() if type(one) is dict)


def _strictly(text: str | bytes | bytearray) -> object:
    try:
        decoded = text if isinstance(text, str) else bytes(text).decode("utf-8-sig")
        return _DECODER.decode(decoded)
    except UnicodeDecodeError as error:
        what = f"the case is not UTF-8 text: byte {error.start} can't be read"
        raise CaseError(Problem("TR515", what, "save it as UTF-8")) from None
    except json.JSONDecodeError as error:
        what = f"the case is not JSON at line {error.lineno}, column {error.colno}"
        hint = "names and texts stand in double quotes, commas only between entries"
        raise CaseError(Problem("TR515", what, hint)) from None
    except RecursionError:
        what = "the JSON is nested too deeply"
        raise CaseError(Problem("TR515", what, "a case has two levels")) from None
    except ValueError:
        what = "a number in the JSON has more digits than are read"
        raise CaseError(Problem("TR515", what, "write at most 15 digits")) from None


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            what = f"`{shown(key)}` is stated twice"
            raise CaseError(Problem("TR518", what, "keep the one that is true"))
        found[key] = value
    return found


def _no_constant(text: str) -> object:
    what = f"`{text}` is no number of law"
    raise CaseError(Problem("TR515", what, "leave the fact out while it is unknown"))


_DECODER = json.JSONDecoder(
    object_pairs_hook=_without_duplicates, parse_constant=_no_constant
)
