"""Cures give what they promise, hold nothing that isn't needed, and miss no day.

``TELCORULES_DEEP=1`` asks about 10,000 cases.
"""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from random import Random
from typing import Any

import telcorules
from telcorules.evaluation.cures import Option, StepKind
from telcorules.evaluation.grounds import Outcome
from tests.differential import oracle
from tests.differential.half_filled import Facts, HalfFilled, half_filled

CASES = 10_000 if os.environ.get("TELCORULES_DEEP") else 500
RULE = "appeal.admission"
BOOK = telcorules.load()
READINGS = oracle.ALL_READINGS[0]
CURABLE = ("identified", "request_specific", "facts_stated")
FARTHEST = 800

Asked = tuple[Facts, date, telcorules.Cures]


@cache
def asked() -> list[Asked]:
    """Return cases that aren't admissible, the day of the question, and their cures."""
    pick = Random("cures")  # noqa: S311 - reproducible, not secret
    return [
        (facts, as_of, BOOK.cures(RULE, facts, as_of=as_of))
        for one in half_filled(CASES, "cures")
        for facts, as_of in [spoiled(one, pick)]
        if outcome(facts, as_of) is not Outcome.ADMISSIBLE
    ]


def spoiled(one: HalfFilled, pick: Random) -> tuple[Facts, date]:
    """Return a case, whole or with gaps, in which something curable may be wrong."""
    facts = {section: dict(inner) for section, inner in one.whole.items()}
    if pick.random() < 0.4:
        facts = {section: dict(inner) for section, inner in one.known.items()}
    for section in facts:
        for name in CURABLE:
            if name in facts[section] and pick.random() < 0.15:
                facts[section][name] = False
    complaint = facts.setdefault("operator_complaint", {})
    if pick.random() < 0.3:
        complaint |= {"filed_on": "not-yet", "replied_on": "not-yet"}
    if pick.random() < 0.5:
        facts["appeal"]["filed_on"] = "not-yet"
    return facts, one.at + timedelta(days=pick.choice((0, 0, 1, 30)))


def outcome(facts: Facts, as_of: date) -> Outcome:
    result = BOOK.evaluate(RULE, facts, as_of=as_of)
    return result.outcome  # type: ignore[no-any-return]


def options() -> Iterator[tuple[Facts, date, Option]]:
    for facts, as_of, found in asked():
        for option in found.options:
            yield facts, as_of, option


def applied(facts: Facts, changes: dict[str, Any]) -> Facts:
    made = {section: dict(inner) for section, inner in facts.items()}
    for fact, value in changes.items():
        section, name = fact.split(".")
        made.setdefault(section, {})[name] = value
    return made


class TestAnOption:
    """Its steps make the case admissible from its day on; each of them is needed."""

    def test_makes_it_admissible(self) -> None:
        for facts, _, option in options():
            cured = applied(facts, option.facts)
            assert outcome(cured, option.from_day) is Outcome.ADMISSIBLE

    def test_needs_every_step(self) -> None:
        for facts, as_of, option in options():
            for size in range(len(option.steps)):
                for fewer in combinations(option.facts.items(), size):
                    less = applied(facts, dict(fewer))
                    assert outcome(less, as_of) is not Outcome.ADMISSIBLE

    def test_waits_no_longer_than_it_must(self) -> None:
        for facts, as_of, option in options():
            if option.steps[-1].kind is StepKind.WAIT:
                sooner = option.from_day - timedelta(days=1)
                changes = {**option.facts, "appeal.filed_on": sooner.isoformat()}
                early = outcome(applied(facts, changes), sooner)
                assert sooner < as_of or early is not Outcome.ADMISSIBLE

    def test_is_never_before_the_day_of_the_question(self) -> None:
        assert all(option.from_day >= as_of for _, as_of, option in options())

    def test_holds_no_other(self) -> None:
        for _, _, found in asked():
            facts = [frozenset(option.facts) for option in found.options]
            assert not any(one < other for one in facts for other in facts)

    def test_comes_after_those_with_fewer_steps(self) -> None:
        for _, _, found in asked():
            sizes = [len(option.steps) for option in found.options]
            assert sizes == sorted(sizes)

    def test_names_who_can_take_it(self) -> None:
        for _, _, option in options():
            acts = [one for one in option.steps if one.kind is not StepKind.SUPPLY]
            assert all(one.who == "complainant" for one in acts)


class TestWhatBarsACase:
    """Where something bars it, nothing can be done, on any day, whatever is said."""

    def test_stands_in_the_place_of_options(self) -> None:
        for _, _, found in asked():
            assert bool(found.options) is not bool(found.barred_by)

    def test_is_a_condition_that_fails_with_its_basis(self) -> None:
        for _, _, found in asked():
            assert all(one.failed and one.basis for one in found.barred_by)

    def test_cannot_be_cured_on_any_day(self) -> None:
        barred = [one for one in asked() if one[2].barred_by]
        assert len(barred) > 40
        for facts, as_of, _ in barred[:60]:
            for changes in every_act(facts, as_of):
                known = oracle.read(applied(facts, changes))
                assert not any(admissible(known, day) for day in days(known, as_of))


def every_act(facts: Facts, as_of: date) -> Iterator[dict[str, Any]]:
    """Yield what can be done about a case, as the contract tells it."""
    mended = {
        f"{section}.{name}": True
        for section in facts
        for name in CURABLE
        if facts[section].get(name) is False
    }
    yield mended
    if facts["operator_complaint"].get("filed_on") == "not-yet":
        yield {**mended, "operator_complaint.filed_on": as_of.isoformat()}


def days(known: dict[str, Any], as_of: date) -> Iterator[int]:
    """Yield the day of the appeal, and those on which it can be made yet."""
    filed = known.get("appeal.filed_on")
    today = as_of.toordinal()
    if filed is not None and filed != oracle.NOT_YET:
        yield filed
        today = max(today, filed)
    yield from range(today, today + FARTHEST)


def admissible(known: dict[str, Any], day: int) -> bool:
    found = oracle.outcome_of(oracle.conditions_at(known, day, READINGS))
    return found == "admissible"
