"""Versions and values over time: days they leave out, and changes that are none."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

from telcorules.errors import Span
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.nodes import Parameter
from telcorules.language.program import Gap, Rule
from telcorules.language.schema import ParameterFile
from telcorules.language.versions import (
    DeadlineVersion,
    PermissionVersion,
    Version,
    parameters_used,
)
from telcorules.review.places import Places
from telcorules.review.verdicts import Check, disproven, proven

LEFT_OUT: Final = "TR845"
WITHOUT_VALUE: Final = "TR846"
UNCHANGED: Final = "TR847"

_DAY: Final = timedelta(days=1)
_DAYS_OF: Final = {"start", "until"}


def continuity(book: Rulebook, places: Places) -> Iterator[Check]:
    """Yield whether the versions of each rule, and values of parameters, connect."""
    for rule in book.program.rules.values():
        for number, (one, other) in enumerate(pairwise(rule.versions), 1):
            yield _left_out(rule, one, other, places, number)
            yield _unchanged(rule, places, number)
        for number, version in enumerate(rule.versions):
            yield from _valued(rule, version, places, number)
    for sheet in places.of(ParameterFile):
        for number, (one, other) in enumerate(pairwise(sheet.written.values), 1):
            ended = one.until or other.start - _DAY
            span = sheet.span("values", number, "from")
            what = f"`{sheet.written.parameter}` has no value"
            yield _missing(ended, other.start, (), span, what)


def _left_out(
    rule: Rule, one: Version, other: Version, places: Places, number: int
) -> Check:
    span = places.value_of_rule(rule.id, "versions", number, "from")
    assert one.until is not None  # INVARIANT: another version follows
    return _missing(one.until, other.start, rule.gaps, span, f"`{rule.id}` has no law")


def _missing(
    ended: date, start: date, gaps: Sequence[Gap], span: Span, what: str
) -> Check:
    """Return whether days lie between an end and the next start, and aren't told."""
    day = ended + _DAY
    while day < start:
        gap = next((one for one in gaps if one.holds_on(day.toordinal())), None)
        if gap is None:
            return proven(
                LEFT_OUT,
                span,
                f"{what} from {day} to {start - _DAY}",
                "let one begin on the day after the other ends; law that isn't at"
                " hand stands under `not_at_hand`",
                "cases of those days get no answer",
            )
        day = gap.until + _DAY if gap.until else start
    return disproven(LEFT_OUT, span, "the days connect")


def _unchanged(rule: Rule, places: Places, number: int) -> Check:
    """Return whether a version says no more than the one before."""
    written = places.rule(rule.id).written.versions
    one, other = (_without_days(written[n]) for n in (number - 1, number))
    span = places.value_of_rule(rule.id, "versions", number, "from")
    before, after = written[number - 1], written[number]
    if one != other or _gap_between(before, after):
        return disproven(UNCHANGED, span, "it differs from the version before")
    return proven(
        UNCHANGED,
        span,
        "this version says just what the one before it says",
        "delete it, or write what has changed",
    )


def _without_days(version: Any) -> dict[str, Any]:
    found: dict[str, Any] = version.model_dump(exclude=_DAYS_OF)
    return found


def _gap_between(one: Any, other: Any) -> bool:
    return one.until is not None and one.until + _DAY < other.start


def _valued(
    rule: Rule, version: Version, places: Places, number: int
) -> Iterator[Check]:
    """Yield whether the parameters of a limit have values all along a version."""
    if isinstance(version, DeadlineVersion | PermissionVersion):
        span = places.value_of_rule(rule.id, "versions", number, "from")
        for parameter in parameters_used(version):
            yield _has_values(parameter, version, span)


def _has_values(parameter: Parameter, version: Version, span: Span) -> Check:
    first = min(one.start for one in parameter.values)
    last = max(one.until or date.max for one in parameter.values)
    early = version.start < first
    late = (version.until or date.max) > last
    if not (early or late):
        return disproven(WITHOUT_VALUE, span, f"`{parameter.id}` has values all along")
    day = version.start if early else last + _DAY
    return proven(
        WITHOUT_VALUE,
        span,
        f"`{parameter.id}` has no value on {day}, when this version is in force",
        "give the parameter a value from then on, or let the version begin and end"
        " with it",
        "the limit can't be counted on such days",
    )
