"""Rulebooks with defects, one each, for tests of what has to find them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import telcorules
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.program import Program, Rule

FIXTURES = Path(__file__).parents[2] / "fixtures"
SMALL = telcorules.load(FIXTURES / "small")
SERVICE = telcorules.load(FIXTURES / "service")

Answering = Callable[[Rulebook, str, Any, date], Any]


def plain(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
    """Answer as the engine does."""
    return Rulebook.evaluate(book, rule, case, as_of=as_of)


def answering(book: Rulebook, answer: Answering) -> Rulebook:
    """Return a rulebook that answers otherwise."""

    class Tampered(Rulebook):
        def evaluate(
            self, rule_id: str, case: object, *, as_of: date | None = None
        ) -> Any:
            assert as_of is not None
            return answer(self, rule_id, case, as_of)

    return again(book, Tampered)


def again(book: Rulebook, kind: type[Rulebook]) -> Rulebook:
    """Return the same rulebook as another class."""
    return kind(book.program, book.calendar, book.readings, book.folders)


def assuming(facts: dict[str, dict[str, Any]]) -> Answering:
    """Return what takes facts that aren't known to be so."""

    def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
        stated = book.case(case).to_dict()
        filled = {
            section: {**facts.get(section, {}), **stated.get(section, {})}
            for section in (*facts, *stated)
        }
        return plain(book, rule, filled, as_of)

    return answer


def days_later(count: int) -> Answering:
    """Return what answers as on a later day."""

    def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
        return plain(book, rule, case, as_of + timedelta(days=count))

    return answer


def rewritten(book: Rulebook, rule: str, **changes: Any) -> Rulebook:
    """Return a rulebook one of whose rules has another last version."""
    old = book.program.rules[rule]
    versions = (*old.versions[:-1], replace(old.versions[-1], **changes))
    return with_rule(book, replace(old, versions=versions))


def with_rule(book: Rulebook, rule: Rule) -> Rulebook:
    """Return a rulebook with one rule in the place of another."""
    rules = MappingProxyType({**book.program.rules, rule.id: rule})
    program: Program = replace(book.program, rules=rules)
    return Rulebook(program, book.calendar, book.readings, book.folders)


class Told:
    """An answer that tells something else of itself than it is."""

    def __init__(self, result: Any, **told: Any) -> None:
        self._result = result
        self._told = told

    def __getattr__(self, name: str) -> Any:
        return getattr(self._result, name)

    def to_dict(self) -> dict[str, Any]:
        return {**self._result.to_dict(), **self._told}
