"""Promises of a policy held against the law: does one end after the law's limit.

A policy's rule names under `under` the rule of law that it is measured against. Both
are counted from every day of some years; a promise that ends later than the law on
any of them promises less than the law demands.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from telcorules.errors import Problem
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.program import Rule

FIRST: Final = date(2008, 1, 1)
"""The first day that promises are counted from: since then holidays are as now."""

LAST: Final = date(2026, 11, 30)
"""The last day, so that most counts end within the notices."""


def shortfalls(book: Rulebook) -> Iterator[Problem]:
    """Yield each promise that ends after the law's limit, with the first such day.

    Deadlines alone are compared: version by version as each day has it, under the
    readings of the rulebook, as if their conditions held.
    """
    for rule in book.program.rules.values():
        if rule.under is None:
            continue
        law = book.program.rules[rule.under]
        if rule.kind == law.kind == "deadline":
            yield from _first(book, rule, law)


def _first(book: Rulebook, rule: Rule, law: Rule) -> Iterator[Problem]:
    """Yield the problem of the first day on which a promise ends later, if any."""
    for day in _days():
        ours = book.deadline(rule.id, day, as_of=day)
        theirs = book.deadline(law.id, day, as_of=day)
        if _ends_later(ours, theirs):
            yield _problem(rule, ours, theirs)
            return


def _days() -> Iterator[date]:
    return (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))


def _ends_later(promise: Deadline, law: Deadline) -> bool:
    """Tell whether a promise ends later; a moment beside a day counts by its day."""
    if promise.due is None or law.due is None:
        return False
    if isinstance(promise.due, datetime) and isinstance(law.due, datetime):
        return promise.due > law.due
    return _day(promise.due) > _day(law.due)


def _day(due: date) -> date:
    return date(due.year, due.month, due.day)


def _problem(rule: Rule, promise: Deadline, law: Deadline) -> Problem:
    return Problem(
        "TR820",
        f"`{rule.id}` promises less than `{law.rule}`: from {promise.trigger} it ends"
        f" on {_told(promise)}, the law on {_told(law)}",
        f"promise no more than {law.limit}, counted as the law counts them",
        "where a promise ends after the law's limit the law prevails, and every"
        " decision says so",
        rule.span,
    )


def _told(one: Deadline) -> str:
    """Return the last day, or the last moment to the minute."""
    if isinstance(one.due, datetime):
        return f"{one.due:%Y-%m-%d %H:%M}"
    return str(one.due)
