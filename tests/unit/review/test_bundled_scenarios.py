"""Every scenario of the bundled pack, one test each."""

import pytest

import telcorules
from telcorules.language.packs import bundled, scenario_files
from telcorules.review.scenarios import Scenario, check, read_scenarios

BOOK = telcorules.load()
SCENARIOS = [
    one for path in scenario_files(bundled()) for one in read_scenarios(path, bundled())
]
NAMES = [f"{one.span.file}:{one.id}" for one in SCENARIOS]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=NAMES)
def test_what_a_scenario_states_comes_out(scenario: Scenario) -> None:
    assert check(BOOK, scenario).mismatches == ()
