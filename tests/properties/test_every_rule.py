"""Laws that every rule of the bundled pack keeps, whatever its kind."""

import json
import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.context import Context
from telcorules.evaluation.grounds import (
    Availability,
    Obligation,
    Outcome,
    Permit,
    Presence,
    Selection,
    Status,
)
from telcorules.evaluation.proof import Walker
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.selections import Choice
from telcorules.language.compile import compile_values
from telcorules.language.scope import DAYS
from tests.differential.random_facts import Facts, Maker

CASES = 400 if os.environ.get("TELCORULES_DEEP") else 40
BOOK = telcorules.load()
RULES = BOOK.program.rules
FINAL: frozenset[Any] = frozenset(
    {
        *(Outcome.ADMISSIBLE, Outcome.INADMISSIBLE, Outcome.NOT_IN_FORCE),
        *(Status.MET, Status.LATE, Status.OVERDUE, Status.NOT_IN_FORCE),
        *(Permit.PREMATURE, Permit.EXERCISED, Permit.NOT_IN_FORCE),
        *(Obligation.OWED, Obligation.MET, Obligation.NONE, Obligation.NOT_IN_FORCE),
    }
)
"""Answers that no further fact changes, where the day that governs stays as it is."""


@cache
def pairs(rule: str) -> list[tuple[Any, Any, Facts, date]]:
    """Return answers to half-filled cases, and with more known; and the latter."""
    return list(_pairs(rule))


def _pairs(name: str) -> Iterator[tuple[Any, Any, Facts, date]]:
    rule, maker = RULES[name], Maker(name)
    kept = {rule.governed_by.name} if rule.governed_by else set()
    for number in range(CASES):
        more, as_of = maker.case(rule, known=(0.95, 0.7)[number % 2])
        less = maker.less(more, kept)
        asked = (BOOK.evaluate(name, facts, as_of=as_of) for facts in (less, more))
        yield (*asked, more, as_of)


def answer(result: Any) -> Any:
    return getattr(result, "status", None) or getattr(result, "outcome", None)


@pytest.mark.parametrize("rule", [n for n, r in RULES.items() if r.kind == "admission"])
def test_admissions_name_what_their_findings_tell(rule: str) -> None:
    for result in (one for pair in pairs(rule) for one in pair[:2]):
        found = result.conditions
        assert [*result.failed] == [one.id for one in found if one.failed]
        assert [*result.unknown] == [one.id for one in found if one.value is None]


@pytest.mark.parametrize("rule", RULES)
class TestEveryRule:
    """Answers are total and plain, and knowing more never turns a settled one."""

    def test_goes_to_json(self, rule: str) -> None:
        for less, more, _, _ in pairs(rule):
            for result in (less, more):
                assert json.loads(result.to_json()) == result.to_dict()

    def test_keeps_what_is_settled(self, rule: str) -> None:
        turned = [
            (less, more)
            for less, more, _, _ in pairs(rule)
            if answer(less) in FINAL and answer(more) is not answer(less)
        ]
        assert turned == []

    def test_comes_as_the_plain_walker_sees_it(self, rule: str) -> None:
        context = Context(BOOK.program, BOOK.calendar, dict(BOOK.readings))
        for _, _, facts, as_of in pairs(rule):
            slots, day = BOOK.case(facts).slots, as_of.toordinal()
            walker = Walker(context, slots, day, day)
            for version in RULES[rule].versions:
                judge = compile_values(version.nodes, BOOK.readings, BOOK.calendar)
                compiled = judge(slots, day, day)
                for node, value in zip(version.nodes, compiled, strict=True):
                    days = node.type.kind in DAYS and not isinstance(value, tuple)
                    assert ((value, value) if days else value) == walker.value(node)


def of_kind(kind: str) -> list[str]:
    return [name for name, rule in RULES.items() if rule.kind == kind]


@pytest.mark.parametrize("rule", of_kind("deadline"))
class TestADeadline:
    """Bounds hold the day, and more facts only ever narrow them."""

    def test_lies_within_its_bounds(self, rule: str) -> None:
        for _, result, _, _ in pairs(rule):
            if result.due is not None:
                assert result.earliest <= result.due
                assert result.latest is None or result.due <= result.latest

    def test_is_never_earlier_when_more_is_known(self, rule: str) -> None:
        for less, more, _, _ in pairs(rule):
            if less.due is not None and more.due is not None:
                assert _within(more, less)

    def test_is_safe_under_every_reading(self, rule: str) -> None:
        for _, result, _, _ in pairs(rule):
            if result.due is not None:
                others = [one.result.earliest for one in result.contested]
                days = [result.earliest, *(day for day in others if day)]
                assert result.safe_due <= min(days)


def _within(more: Deadline, less: Deadline) -> bool:
    """Tell whether the later answer lies in the bounds of the earlier."""
    assert less.earliest is not None
    assert more.earliest is not None
    if more.earliest < less.earliest:
        return False
    return less.latest is None or (
        more.latest is not None and more.latest <= less.latest
    )


@pytest.mark.parametrize("rule", of_kind("choice"))
class TestAChoice:
    """More facts drop candidates and close answers; they open none that were shut."""

    def test_gains_no_candidate(self, rule: str) -> None:
        for less, more, _, _ in pairs(rule):
            if less.outcome is not Selection.NOT_IN_FORCE:
                assert values(more) <= values(less)

    def test_keeps_what_it_decided(self, rule: str) -> None:
        for less, more, _, _ in pairs(rule):
            if less.value is not None:
                assert more.value == less.value

    def test_keeps_what_was_open_or_closed(self, rule: str) -> None:
        for less, more, _, _ in pairs(rule):
            after = settled(more)
            for value, state in settled(less).items():
                left_out = state == "closed" and not _now(after, value)
                assert left_out or _now(after, value) == {state}


def _now(after: dict[str, str], value: str) -> set[str]:
    """Return what became of an answer; a kind stands for one that wasn't known yet."""
    return {
        state
        for name, state in after.items()
        if name == value or name.startswith(f"{value}-")
    }


def values(result: Choice) -> set[str]:
    return {one.value for one in result.candidates}


def settled(result: Choice) -> dict[str, str]:
    """Return what is open and what isn't; why it isn't may yet be told otherwise."""
    shut = {one.value: "closed" for one in result.closed or ()}
    open_ = {
        one.value: "open" for one in result.candidates if one.state is Availability.OPEN
    }
    return {**shut, **open_}


@pytest.mark.parametrize("rule", of_kind("checklist"))
def test_a_checklist_keeps_what_is_present_or_missing(rule: str) -> None:
    for less, more, _, _ in pairs(rule):
        before = {one.id: one.state for one in less.items}
        after = {one.id: one.state for one in more.items}
        for name, state in before.items():
            if state is not Presence.UNKNOWN:
                assert after.get(name, state) is state
