"""Records 记录: a decision with all that it rested on, so that it can be proved later.

A record is one JSON document: the facts, the day, the rules asked and the readings;
which pack and which calendar, by their hashes, with every notice known; the version of
this library; the answer; and a hash over all of it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from telcorules.errors import CalendarError, Problem, RequestError
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.packs import joint_sha256
from telcorules.language.values import shown
from telcorules.review.record_form import AS_WRITTEN, FORM, Record, opened, sealed
from telcorules.review.record_grounds import (
    calendar_named,
    kept,
    kept_calendar,
    kept_layers,
    layer_named,
    layers_of,
)
from telcorules.review.record_shape import shape_problems


def record(
    book: Rulebook,
    case: object,
    *,
    as_of: date | None = None,
    rules: Iterable[str] | str | None = None,
    embed: bool = False,
) -> Record:
    """Decide a case and keep the answer with all that it rested on.

    Args:
        book: The rules, the calendar and the readings.
        case: A case, or what `Rulebook.case` reads.
        as_of: The day of the question; today in China where it is left out.
        rules: As `Rulebook.decide` takes them.
        embed: Keep the files of the packs and the holidays in the record, so that it
            can be replayed whatever comes of them.

    Raises:
        RequestError: There is no such rule; `book` is no rulebook, or a pack of it
            was changed since it was loaded.
        CaseError: The case can't be read.
        PackError: A pack can't be read any more.

    Examples:
        >>> from telcorules.evaluation.loading import load
        >>> facts = {"operator_complaint": {"filed_on": "2026-10-08"}}
        >>> made = record(load(), facts, as_of=date(2026, 11, 21))
        >>> verify(made.to_json()) == made
        True
    """
    _check_rulebook(book)
    facts = book.case(case)
    decision = book.decide(facts, as_of=as_of, rules=rules)
    layers = layers_of(book) if embed or len(book.folders) > 1 else []
    further = [layer_named(one) for one in layers[1:]]
    data = {
        "record": FORM,
        "library": decision.library,
        "as_of": decision.as_of.isoformat(),
        "facts": facts.to_dict(),
        "rules": list(decision.results),
        "readings": dict(decision.readings),
        "pack": {**decision.pack, "extended_by": further},
        "calendar": calendar_named(book.calendar),
        "result": decision.to_dict(),
    }
    embedded = {"embedded": kept(layers, book.calendar.schedule)} if embed else {}
    return sealed({**data, **embedded})


def _check_rulebook(book: object) -> None:
    if not isinstance(book, Rulebook):
        hint = "write record(telcorules.load(), case)"
        raise RequestError(Problem("TR612", f"`{shown(book)}` is no rulebook", hint))


def verify(record: Record | str | bytes) -> Record:
    """Return a record that is whole, and whose parts and hashes fit together.

    Whoever changes a record can make its hash anew: to prove that it is the one that
    was made, keep the hash elsewhere, or sign it.

    Args:
        record: A record, or its text as it was written, to the byte.

    Raises:
        RequestError: It isn't one, was changed, or contradicts itself.
    """
    whole, data = opened(record)
    _stop(shape_problems(data))
    _stop(_contradictions(data))
    if "embedded" in data:
        _stop(_strangers(data))
    return whole


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise RequestError(problems)


def _contradictions(data: Mapping[str, Any]) -> list[Problem]:
    """Return where the answer names something else than it is said to rest on."""
    pack, calendar, result = data["pack"], data["calendar"], data["result"]
    known_at = {"known_at": calendar["known_at"]} if calendar["known_at"] else {}
    ahead = ("sha256", "firm_through", "unannounced")
    expected = {
        "library": data["library"],
        "as_of": data["as_of"],
        "pack": {key: pack[key] for key in ("id", "version", "sha256")},
        "calendar": {**{key: calendar[key] for key in ahead}, **known_at},
        "readings": data["readings"],
    }
    wrong = [key for key, value in expected.items() if result.get(key) != value]
    results = result.get("results")
    if not isinstance(results, dict) or list(results) != data["rules"]:
        wrong.append("results")
    return [_not_of(f".result.{key}", "what the record states") for key in wrong]


def _strangers(data: Mapping[str, Any]) -> list[Problem]:
    """Return what is kept in a record, but isn't what the record names."""
    layers, pack = kept_layers(data), data["pack"]
    base = {key: pack[key] for key in ("id", "version")}
    found = [layer_named(one) for one in layers]
    named = [{**one, **base} for one in found[:1]] + pack["extended_by"]
    problems = []
    if joint_sha256(layers) != pack["sha256"] or found != named:
        problems.append(_not_of(".embedded.packs", "the rules that the record names"))
    try:
        if calendar_named(kept_calendar(data)) != data["calendar"]:
            what = "the calendar that the record names"
            problems.append(_not_of(".embedded", what))
    except CalendarError as error:
        problems += error.problems
    return problems


def _not_of(where: str, what: str) -> Problem:
    return Problem("TR905", f"`{where}` isn't {what}", AS_WRITTEN)
