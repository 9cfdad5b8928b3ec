"""Knowing more never turns an answer of the bundled rules around."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.grounds import Outcome, Presence, Selection, Status
from telcorules.evaluation.rulebook import Rulebook
from tests.differential import oracle, random_cases
from tests.differential.random_cases import Maker

CASES = 450
BOOKS = [telcorules.load().under(choices) for choices in oracle.ALL_READINGS]
Facts = dict[str, dict[str, Any]]


def pairs(seed: str) -> Iterator[tuple[Rulebook, Facts, Facts, date]]:
    """Yield partial cases with what more is known later; `at` stays as it is."""
    pick = Random(seed)  # noqa: S311 - reproducible, not secret
    for span in (random_cases.FIRM, random_cases.AROUND_THE_END):
        maker = Maker(seed, span)
        for _ in range(CASES):
            case, as_of, _ = maker.question()
            more = without(case, pick, pick.choice((0.0, 0.0, 0.2)))
            less = without(more, pick, pick.choice((0.1, 0.3, 0.7)))
            yield pick.choice(BOOKS), less, more, as_of


def without(case: Facts, pick: Random, share: float) -> Facts:
    return {
        section: {
            name: value
            for name, value in facts.items()
            if (section, name) == ("appeal", "filed_on") or pick.random() >= share
        }
        for section, facts in case.items()
    }


def answers(rule: str) -> Iterator[tuple[Any, Any]]:
    for book, less, more, as_of in pairs(rule):
        yield (
            book.evaluate(rule, less, as_of=as_of),
            book.evaluate(rule, more, as_of=as_of),
        )


class TestAnAdmission:
    """For a fixed `at`, more facts change neither a settled condition nor outcome."""

    def test_keeps_its_outcome(self) -> None:
        settled = (Outcome.ADMISSIBLE, Outcome.INADMISSIBLE, Outcome.NOT_IN_FORCE)
        turned = [
            (less, more)
            for less, more in answers("appeal.admission")
            if less.outcome in settled and more.outcome is not less.outcome
        ]
        assert turned == []

    def test_keeps_every_settled_condition(self) -> None:
        turned = [
            (less, more)
            for less, more in answers("appeal.admission")
            if any(
                before is not None and before is not after
                for before, after in zip(less.truths, more.truths, strict=True)
            )
        ]
        assert turned == []


@pytest.mark.parametrize("rule", oracle.DEADLINES)
class TestADeadline:
    """More facts move no date, and settle no status another way.

    One thing gives way: where the rule's own condition fails, the day of the trigger
    can still show that there was no law yet.
    """

    def test_keeps_its_dates(self, rule: str) -> None:
        turned = [
            (less, more)
            for less, more in answers(rule)
            if less.dates is not None and more.dates != less.dates
        ]
        assert turned == []

    def test_keeps_what_is_done_or_not_owed(self, rule: str) -> None:
        settled = set(Status) - {Status.RUNNING, Status.UNKNOWN}
        turned = [
            (less, more)
            for less, more in answers(rule)
            if less.status in settled and more.status not in _still(less.status)
        ]
        assert turned == []


def _still(status: Status) -> tuple[Status, ...]:
    if status is Status.NOT_TRIGGERED:
        return Status.NOT_TRIGGERED, Status.NOT_IN_FORCE
    return (status,)


class TestAChoice:
    """More facts keep a decided value, and only ever drop candidates."""

    def test_keeps_its_value(self) -> None:
        turned = [
            (less, more)
            for less, more in answers("appeal.venue")
            if less.outcome is Selection.DECIDED and more != less
        ]
        assert turned == []

    def test_gains_no_candidate(self) -> None:
        turned = [
            (less, more)
            for less, more in answers("appeal.venue")
            if not {one.value for one in more.candidates}
            <= {one.value for one in less.candidates}
        ]
        assert turned == []


def test_a_checklist_keeps_what_is_present_or_missing() -> None:
    turned = [
        (less, more)
        for less, more in answers("appeal.materials")
        if any(
            before.state is not Presence.UNKNOWN and before.state is not after.state
            for before, after in zip(less.items, more.items, strict=True)
        )
    ]
    assert turned == []
