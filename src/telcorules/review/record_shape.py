"""The shape of a record, part by part: what is wrong with one, and where."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from telcorules.errors import Problem
from telcorules.foundation.dayblocks import parse_day
from telcorules.foundation.workdays import METHODS
from telcorules.review.differences import Path, jq
from telcorules.review.record_form import AS_WRITTEN

Check = Callable[[Any, Path], Iterator[Problem]]
"""Yields what is wrong with a value at a place."""

_HASH = re.compile("[0-9a-f]{64}")
_YEARS = re.compile(r"([0-9]{4})(?:\.\.([0-9]{4}))?")
_FIRST_YEAR, _LAST_YEAR = 2004, 2060


def shape_problems(data: Mapping[str, Any]) -> list[Problem]:
    """Return what of a record isn't as records are."""
    return list(_RECORD(data, ()))


def years_of(spans: list[str]) -> list[int]:
    """Return the years of spans such as ``2004..2026`` or ``2027``.

    Examples:
        >>> years_of(["2004..2006", "2027"])
        [2004, 2005, 2006, 2027]
    """
    found = (_YEARS.fullmatch(span) for span in spans)
    ends = [(int(one[1]), int(one[2] or one[1])) for one in found if one]
    return [year for first, last in ends for year in range(first, last + 1)]


def spans_of(years: tuple[int, ...]) -> list[str]:
    """Return years in order as spans; `years_of` reads them.

    Examples:
        >>> spans_of((2004, 2005, 2006, 2027))
        ['2004..2006', '2027']
    """
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ["..".join(dict.fromkeys((str(one[0]), str(one[-1])))) for one in spans]


def _wrong(place: Path, what: str) -> Iterator[Problem]:
    where = jq(place) or "the record"
    yield Problem("TR904", f"`{where}` is not {what}", AS_WRITTEN)


def _like(holds: Callable[[Any], bool], what: str) -> Check:
    def check(value: Any, place: Path) -> Iterator[Problem]:
        if not holds(value):
            yield from _wrong(place, what)

    return check


def _maybe(inner: Check) -> Check:
    def check(value: Any, place: Path) -> Iterator[Problem]:
        if value is not None:
            yield from inner(value, place)

    return check


def _each(inner: Check) -> Check:
    def check(value: Any, place: Path) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield from _wrong(place, "a list")
            return
        for number, one in enumerate(value):
            yield from inner(one, (*place, number))

    return check


def _map_of(inner: Check) -> Check:
    def check(value: Any, place: Path) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield from _wrong(place, "an object")
            return
        for name, one in value.items():
            yield from inner(one, (*place, name))

    return check


def _object(optional: Mapping[str, Check] | None = None, **keys: Check) -> Check:
    """Return the check of an object with these keys, and no others."""

    def check(value: Any, place: Path) -> Iterator[Problem]:
        more = optional or {}
        known = {**keys, **more}
        if not isinstance(value, dict) or not keys.keys() <= value.keys() <= {*known}:
            names = ", ".join(f"`{key}`" for key in keys)
            yield from _wrong(place, f"an object of {names}")
            return
        for name, one in value.items():
            yield from known[name](one, (*place, name))

    return check


def _is_spans(value: Any) -> bool:
    """Tell whether a value is spans of years, the calendar's first one among them."""
    if not isinstance(value, list) or len(value) > _LAST_YEAR - _FIRST_YEAR:
        return False  # before years are written out: spans may be long, and many
    if not all(map(_is_span, value)):
        return False
    years = years_of(value)
    ordered = years == sorted(set(years))
    return ordered and years[:1] == [_FIRST_YEAR] and years[-1] <= _LAST_YEAR


def _is_span(value: Any) -> bool:
    return isinstance(value, str) and bool(_YEARS.fullmatch(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and parse_day(value) is not None


_TEXT: Final = _like(_is_text, "a text")
_DAY: Final = _like(_is_day, "a day such as 2026-11-21")
_HEX: Final = _like(
    lambda value: _is_text(value) and bool(_HASH.fullmatch(value)), "a sha256"
)
_OBJECT: Final = _like(lambda value: isinstance(value, dict), "an object")
_YEAR: Final = _like(lambda value: type(value) is int, "a year")
_PACK: Final = _object(id=_TEXT, version=_TEXT, sha256=_HEX)
_RECORD: Final = _object(
    record=_like(lambda value: type(value) is int and value == 1, "1"),
    library=_TEXT,
    as_of=_DAY,
    facts=_OBJECT,
    rules=_each(_TEXT),
    readings=_map_of(_TEXT),
    pack=_object(id=_TEXT, version=_TEXT, sha256=_HEX, extended_by=_each(_PACK)),
    calendar=_object(
        sha256=_HEX,
        firm_through=_DAY,
        unannounced=_like(lambda value: value in METHODS, "a method for open days"),
        known_at=_maybe(_DAY),
        tables=_like(_is_spans, "spans of years from 2004"),
        notices=_each(
            _object(name=_TEXT, year=_YEAR, published_on=_maybe(_DAY), sha256=_HEX)
        ),
    ),
    result=_OBJECT,
    sha256=_HEX,
    optional={
        "embedded": _object(
            packs=_each(
                _object(
                    id=_TEXT,
                    version=_TEXT,
                    files=_map_of(_each(_TEXT)),
                )
            ),
            tables=_object(rest_days=_each(_TEXT), make_up_days=_each(_TEXT)),
            notices=_each(_OBJECT),
        )
    },
)
