"""What every rule of the bundled pack has to have: a basis, a grade, scenarios."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.grounds import (
    Obligation,
    Outcome,
    Permit,
    Presence,
    Selection,
    Status,
)
from telcorules.foundation.law import Cited, Grade
from telcorules.language.packs import bundled, scenario_files
from telcorules.language.program import Rule
from telcorules.language.versions import (
    AdmissionVersion,
    AmountVersion,
    ChecklistVersion,
    ChoiceVersion,
    DeadlineVersion,
    DutyVersion,
    PermissionVersion,
    Version,
)
from telcorules.review.scenarios import Scenario, read_scenarios

BOOK = telcorules.load()
RULES = BOOK.program.rules
SCENARIOS = [one for path in scenario_files(bundled()) for one in read_scenarios(path)]
PINNED = {one.rule for one in SCENARIOS}


def of_kind(kind: str) -> list[str]:
    return [name for name, rule in RULES.items() if rule.kind == kind]


def bases(version: Version) -> Iterator[tuple[Cited, ...]]:
    """Yield the basis of every part of a version that says something."""
    if isinstance(version, AdmissionVersion):
        yield from (one.basis for one in version.conditions)
    elif isinstance(version, ChoiceVersion):
        yield from (one.basis for one in version.rows)
    elif isinstance(version, ChecklistVersion):
        yield from (one.basis for one in version.items)
    else:
        yield version.basis


def expected(rule: str) -> Iterator[tuple[Scenario, dict[str, Any]]]:
    """Yield what scenarios expect of a rule."""
    for one in SCENARIOS:
        if rule in one.expect:
            yield one, one.expect[rule]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
class TestEveryRule:
    def test_cites_a_provision_for_all_it_says(self, rule: Rule) -> None:
        without = [
            version.start
            for version in rule.versions
            for basis in bases(version)
            if not basis
        ]
        assert without == []

    def test_rests_on_something_that_was_seen(self, rule: Rule) -> None:
        unseen = [
            [cited.text for cited in basis]
            for version in rule.versions
            for basis in bases(version)
            if {cited.verified for cited in basis} == {Grade.NONE}
        ]
        assert unseen == []

    def test_cites_instruments_in_force_when_it_starts(self, rule: Rule) -> None:
        instruments = BOOK.program.instruments
        later = [
            (version.start, cited.text)
            for version in rule.versions
            for basis in bases(version)
            for cited in basis
            if instruments[cited.citation.instrument].start > version.start
        ]
        assert later == []

    def test_is_expected_in_a_scenario(self, rule: Rule) -> None:
        assert next(expected(rule.id), None) is not None

    def test_has_titles_in_both_languages(self, rule: Rule) -> None:
        assert (bool(rule.title.zh), bool(rule.title.en)) == (True, True)


def test_scenario_files_pin_rules_there_are() -> None:
    assert set(RULES) >= PINNED


def test_scenarios_have_names_of_their_own() -> None:
    names = [(one.span.file, one.id) for one in SCENARIOS]
    assert len(set(names)) == len(names)


CONDITIONS = sorted(
    {
        (rule, one.id)
        for rule in of_kind("admission")
        for version in RULES[rule].versions
        if isinstance(version, AdmissionVersion)
        for one in version.conditions
    }
)


@pytest.mark.parametrize(("rule", "condition"), CONDITIONS)
def test_each_condition_is_expected_true_false_and_unknown(
    rule: str, condition: str
) -> None:
    told = {
        part["conditions"][condition]
        for _, part in expected(rule)
        if condition in part.get("conditions", {})
    }
    assert told == {True, False, None}


@pytest.mark.parametrize("rule", of_kind("admission"))
def test_each_outcome_of_an_admission_is_expected(rule: str) -> None:
    told = {part["outcome"] for _, part in expected(rule) if "outcome" in part}
    assert told == set(Outcome)


def statuses(rule: str) -> set[str]:
    """Return the statuses that scenarios expect of a rule."""
    return {part["status"] for _, part in expected(rule) if "status" in part}


@pytest.mark.parametrize("rule", of_kind("deadline"))
def test_each_status_of_a_deadline_is_expected(rule: str) -> None:
    versions = RULES[rule].versions
    pauses = any(isinstance(v, DeadlineVersion) and v.exclusions for v in versions)
    never = set() if pauses else {Status.SUSPENDED}
    assert statuses(rule) == set(Status) - never


@pytest.mark.parametrize("rule", of_kind("permission"))
def test_each_status_of_a_permission_is_expected(rule: str) -> None:
    versions = RULES[rule].versions
    ends = any(isinstance(v, PermissionVersion) and v.done for v in versions)
    never = set() if ends else {Permit.PREMATURE, Permit.EXERCISED}
    assert statuses(rule) == set(Permit) - never


@pytest.mark.parametrize("rule", of_kind("duty"))
def test_each_status_of_a_duty_is_expected(rule: str) -> None:
    versions = [v for v in RULES[rule].versions if isinstance(v, DutyVersion)]
    never = {Obligation.NONE}
    if not any(version.when for version in versions):
        never |= {Obligation.NOT_TRIGGERED}
    if not any(version.done for version in versions):
        never |= {Obligation.MET}
    assert statuses(rule) == set(Obligation) - never


@pytest.mark.parametrize("rule", of_kind("amount"))
def test_each_status_of_an_amount_is_expected(rule: str) -> None:
    versions = [v for v in RULES[rule].versions if isinstance(v, AmountVersion)]
    never = {Obligation.MET}
    if not any(version.when for version in versions):
        never |= {Obligation.NOT_TRIGGERED}
    assert statuses(rule) == set(Obligation) - never


@pytest.mark.parametrize("rule", of_kind("choice"))
def test_a_choice_is_expected_decided_open_and_not_in_force(rule: str) -> None:
    told = {part["outcome"] for _, part in expected(rule) if "outcome" in part}
    assert told >= {
        Selection.DECIDED,
        Selection.UNDETERMINED,
        Selection.NOT_IN_FORCE,
    }


@pytest.mark.parametrize("rule", of_kind("checklist"))
def test_each_state_of_an_item_is_expected(rule: str) -> None:
    told = {
        state for _, part in expected(rule) for state in part.get("items", {}).values()
    }
    assert told == set(Presence)


@pytest.mark.parametrize("reading", BOOK.program.readings)
def test_each_reading_is_contested_and_taken_otherwise_somewhere(reading: str) -> None:
    contested = {
        one["reading"]
        for scenario in SCENARIOS
        for part in scenario.expect.values()
        if isinstance(part, dict)
        for one in part.get("contested", [])
    }
    taken = {name for one in SCENARIOS for name in one.readings}
    assert (reading in contested, reading in taken) == (True, True)


def test_each_oddity_is_expected_somewhere() -> None:
    told = {note for one in SCENARIOS for note in one.expect.get("notes") or ()}
    assert told == {one.id for one in BOOK.program.oddities}


@pytest.mark.parametrize("rule", of_kind("deadline"))
def test_the_last_day_and_the_day_after_are_asked(rule: str) -> None:
    told = {
        _distance(scenario, rule, "due")
        for scenario, part in expected(rule)
        if "status" in part
    }
    assert told >= {0, 1}


@pytest.mark.parametrize("rule", of_kind("permission"))
def test_the_first_day_and_the_day_before_are_asked(rule: str) -> None:
    told = {
        _distance(scenario, rule, "opens")
        for scenario, part in expected(rule)
        if "status" in part
    }
    assert told >= {-1, 0}


def _distance(scenario: Scenario, rule: str, part: str) -> int | None:
    """Return by how many days the question lies past the due day, or the first."""
    book = BOOK.under(scenario.readings)
    result = book.evaluate(rule, scenario.case, as_of=scenario.as_of)
    moment: date | None = getattr(result, part)
    if moment is None:
        return None
    return (scenario.as_of - date(moment.year, moment.month, moment.day)).days


def test_each_caveat_is_expected_somewhere() -> None:
    told = {one for each in SCENARIOS for one in each.expect.get("caveats") or ()}
    assert told >= {one.id for one in BOOK.program.caveats}
