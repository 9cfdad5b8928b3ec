"""Promises of a policy held against the law: does one end after the law's limit.

A policy's rule names under `under` the rule of law that it is measured against. Both
are counted from every day of some years; a promise that ends later than the law on
any of them promises less than the law demands.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from telcorules.errors import Problem
from telcorules.evaluation.context import Context
from telcorules.evaluation.deadlines import DeadlineRule
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.law import Rank
from telcorules.foundation.precedence import prevails
from telcorules.language.program import Program, Rule
from telcorules.review.verdicts import Check, Verdict, disproven

CODE: Final = "TR820"

FIRST: Final = date(2008, 1, 1)
"""The first day that promises are counted from: since then holidays are as now."""

LAST: Final = date(2026, 11, 30)
"""The last day, so that most counts end within the notices."""


def promising(book: Rulebook) -> Iterator[Check]:
    """Yield for each promise whether it ends after the law's limit on some day.

    Deadlines alone are compared: version by version as each day has it, under the
    readings of the rulebook, as if their conditions held.
    """
    context = Context(book.program, book.calendar, dict(book.readings))
    for rule in book.program.rules.values():
        law = _law(book.program, rule)
        if law is not None and rule.kind == law.kind == "deadline":
            ours, theirs = (DeadlineRule(one, context) for one in (rule, law))
            yield _first(ours, theirs)


def _law(program: Program, rule: Rule) -> Rule | None:
    """Return what a promise is measured against: what it names, or overrides.

    A rule that overrides another is a promise where the other's rank prevails.
    """
    if rule.under is not None:
        return program.rules[rule.under]
    law = rule.replaced
    if law is None or prevails(_rank(program, law), _rank(program, rule)) is not True:
        return None
    return law


def _rank(program: Program, rule: Rule) -> Rank:
    basis = rule.versions[0].basis[0]
    return program.instruments[basis.citation.instrument].rank


def _first(promise: DeadlineRule, law: DeadlineRule) -> Check:
    """Return the check of a promise: the first day on which it ends later, if any."""
    for day in _days():
        ours, theirs = (one.since(day, day, when=True) for one in (promise, law))
        if _ends_later(ours, theirs):
            return Check(Verdict.PROVEN, _problem(promise.rule, ours, theirs))
    what = f"`{promise.rule.id}` never ends after `{law.rule.id}`"
    return disproven(CODE, promise.rule.span, what)


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
        CODE,
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
