"""Replays 复算: a recorded case decided again, as it was decided then.

Under the recorded pack, readings and knowledge of the calendar; where these aren't
at hand and the record doesn't keep them, what is missing is told instead.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from telcorules.errors import Problem, TelcoRulesError
from telcorules.evaluation.asked import readings_taken
from telcorules.evaluation.context import Context, RuleInContext
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.loading import load, notices_at_hand
from telcorules.evaluation.proof import Proof, Walker
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.published import published_schedule
from telcorules.language.vocabulary import Case
from telcorules.review.differences import ABSENT, Parting, enclosing, jq, partings
from telcorules.review.record_form import Record, canonical
from telcorules.review.records import verify
from telcorules.review.regrounding import Grounds, found_grounds, kept_grounds
from telcorules.version import __version__

_LIBRARY: Final = ("result", "library")
_PARTS: Final = (("conditions",), ("items",))
"""The parts of an answer whose members are conditions, named as in their rule."""


class Verdict(StrEnum):
    """What came of a replay."""

    SAME = "same"
    DIFFERS = "differs"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where the answer isn't what was recorded.

    Attributes:
        path: Where it is in the record, as `jq` writes it.
        recorded: What the record has there, `ABSENT` for nothing.
        now: What came now.
        rule: The rule whose answer it is in; None outside the answers.
        condition: The condition or item of it; None outside one.
        basis: What that rests on, the provisions in JSON types.
        proof: Why the condition has its value now; None outside one.
    """

    path: str
    recorded: Any
    now: Any
    rule: str | None = None
    condition: str | None = None
    basis: tuple[Mapping[str, Any], ...] = ()
    proof: Proof | None = field(default=None, compare=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types; a side that has nothing there is left out."""
        sides = {"recorded": self.recorded, "now": self.now}
        return {
            "path": self.path,
            **{key: value for key, value in sides.items() if value is not ABSENT},
            "rule": self.rule,
            "condition": self.condition,
            "basis": [dict(one) for one in self.basis],
        }


@dataclass(frozen=True, slots=True)
class Again:
    """A recorded case, decided again.

    Attributes:
        book: What it was decided with.
        case: The facts.
        decision: The answer.
    """

    book: Rulebook
    case: Case
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What came of deciding a recorded case again.

    Attributes:
        record: The record.
        verdict: Whether the same came, something else, or nothing could.
        missing: What stood in the way, where nothing could.
        difference: The first difference, where something else came.
        added: What another version of the library says besides, by its places.
        again: The answer that came now; None where nothing could.
    """

    record: Record
    verdict: Verdict
    missing: tuple[Problem, ...] = ()
    difference: Difference | None = None
    added: tuple[str, ...] = ()
    again: Again | None = field(default=None, compare=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the verdict in JSON types, and what it rests on."""
        return {
            "verdict": self.verdict.value,
            "sha256": self.record.sha256,
            "library": __version__,
            "missing": [
                {"code": one.code, "message": one.message, "hint": one.hint or None}
                for one in self.missing
            ],
            "difference": self.difference and self.difference.to_dict(),
            "added": list(self.added),
        }


def replay(
    record: Record | str | bytes,
    *,
    path: str | Path | None = None,
    extend: Iterable[str | Path] = (),
    notices: Iterable[str | Path] = (),
) -> Replay:
    """Decide a recorded case again, as it was decided then, and compare.

    A record that keeps its packs and holidays needs nothing else. For any other the
    pack, and each notice that it names, have to be at hand. All that was recorded has
    to come again; what another version of this library says besides, in keys that the
    record lacks, is no difference.

    Args:
        record: A record, or its text as it was written, to the byte.
        path: The pack's folder; None for the bundled one.
        extend: Further packs laid over it, in order.
        notices: Files with holiday notices that the packs don't hold.

    Raises:
        RequestError: It isn't a record, was changed, or contradicts itself.
        PackError: A pack named here can't be read.
        CalendarError: A notice named here can't be read, or the calendar package is
            broken.

    Examples:
        >>> from telcorules.review.records import record
        >>> facts = {"operator_complaint": {"filed_on": "2026-10-08"}}
        >>> made = record(load(), facts, as_of=date(2026, 11, 21))
        >>> print(replay(made).verdict)
        same
    """
    whole = verify(record)
    data = whole.to_dict()
    if "embedded" in data:
        return _decided(whole, data, kept_grounds(data))
    book = load(path, extend=extend)
    every = notices_at_hand(book.folders, notices)
    grounds = found_grounds(data, book.program, published_schedule(), every)
    return _decided(whole, data, grounds)


def _decided(whole: Record, data: dict[str, Any], grounds: Grounds) -> Replay:
    """Decide a recorded case on its grounds, or tell what is missing of them."""
    if grounds.program is None or grounds.calendar is None:
        return _impossible(whole, grounds.missing)
    try:
        readings = readings_taken(grounds.program, data["readings"])
        named = (
            data["pack"]["sha256"],
            canonical(data["calendar"]),
            canonical(readings),
        )
        book = _book(
            Asked(named, Rulebook(grounds.program, grounds.calendar, readings))
        )
        day = date.fromisoformat(data["as_of"])
        decision = book.decide(data["facts"], as_of=day, rules=data["rules"])
    except TelcoRulesError as error:
        return _impossible(whole, error.problems)
    return _compared(whole, data, Again(book, book.case(data["facts"]), decision))


@dataclass(frozen=True, slots=True)
class Asked:
    """A rulebook with the hashes and names that make it; the same make the same."""

    named: tuple[str, ...]
    book: Rulebook = field(compare=False)


@lru_cache(maxsize=8)
def _book(asked: Asked) -> Rulebook:
    """Return the first rulebook of these names, whose rules are compiled by now."""
    return asked.book


def _impossible(whole: Record, missing: tuple[Problem, ...]) -> Replay:
    return Replay(record=whole, verdict=Verdict.CANNOT, missing=missing)


def _compared(whole: Record, data: dict[str, Any], again: Again) -> Replay:
    now = {**data, "result": json.loads(again.decision.to_json())}
    every = partings(data["result"], now["result"], ("result",))
    parted = [one for one in every if one.path != _LIBRARY]
    other = data["library"] != __version__
    added = [one for one in parted if other and one.is_added]
    changed = next((one for one in parted if one not in added), None)
    return Replay(
        record=whole,
        verdict=Verdict.DIFFERS if changed else Verdict.SAME,
        difference=_difference(changed, data, now, again) if changed else None,
        added=tuple(jq(one.path) for one in added),
        again=again,
    )


def _difference(
    parting: Parting, old: dict[str, Any], new: dict[str, Any], again: Again
) -> Difference:
    path = parting.path
    rule = str(path[2]) if path[1:2] == ("results",) and len(path) > 2 else None
    part = str(path[3]) if rule and path[3:4] in _PARTS and len(path) > 4 else None
    name = enclosing(new, path[:5], "id") if part else None
    basis = enclosing(new, path, "basis") or enclosing(old, path, "basis")
    return Difference(
        path=jq(path),
        recorded=parting.old,
        now=parting.new,
        rule=rule,
        condition=name,
        basis=_provisions(basis),
        proof=_proof(again, rule, part, name) if rule and part and name else None,
    )


def _provisions(basis: object) -> tuple[Mapping[str, Any], ...]:
    several = basis if isinstance(basis, list) else []
    return tuple(one for one in several if isinstance(one, dict))


def _proof(again: Again, rule: str, part: str, name: str) -> Proof | None:
    """Return why a condition, or an item, has the value that it has now."""
    book, day = again.book, again.decision.as_of.toordinal()
    context = Context(book.program, book.calendar, dict(book.readings))
    asked = RuleInContext(book.program.rules[rule], context)
    at = asked.governing_day(again.case.slots, day)
    walker = Walker(context, again.case.slots, at, day)
    conditions = getattr(asked.rule.version_on(at), part, ())
    nodes = (one.node for one in conditions if one.id == name)
    return next(map(walker.prove, nodes), None)
