"""Every scenario of the bundled pack, one test each."""

import pytest

import telcorules
from telcorules.language.packs import bundled
from telcorules.review.scenarios import Report, run

REPORTS = run(telcorules.load(), bundled())
NAMES = [f"{one.scenario.span.file}:{one.scenario.id}" for one in REPORTS]


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_what_a_scenario_states_comes_out(report: Report) -> None:
    assert report.mismatches == ()
