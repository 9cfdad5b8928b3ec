from datetime import date
from pathlib import Path

import pytest

from telcorules.language.packs import load_program
from telcorules.language.versions import Version, readings_used

SMALL = Path(__file__).parents[2] / "fixtures" / "small"
PROGRAM = load_program([SMALL])


def _version(rule: str) -> Version:
    """Return the last version of a rule."""
    return PROGRAM.rules[rule].versions[-1]


@pytest.mark.parametrize(
    ("day", "start"),
    [
        ("2016-07-29", None),
        ("2016-07-30", "2016-07-30"),
        ("2019-12-31", "2016-07-30"),
        ("2020-01-01", "2020-01-01"),
        ("9999-12-30", "2020-01-01"),
    ],
)
def test_both_ends_of_a_version_are_inclusive(day: str, start: str | None) -> None:
    rule = PROGRAM.rules["claim.admission"]
    version = rule.version_on(date.fromisoformat(day).toordinal())
    assert (version and version.start.isoformat()) == start


@pytest.mark.parametrize(
    ("rule", "readings"),
    [
        ("claim.admission", {"duty-rollover", "local-regulation"}),
        ("claim.answer", {"duty-rollover", "local-regulation"}),
        ("claim.papers", set()),
        ("claim.venue", set()),
    ],
)
def test_the_readings_on_which_an_answer_can_hang(
    rule: str, readings: set[str]
) -> None:
    assert readings_used(_version(rule)) == readings


@pytest.mark.parametrize(
    ("rule", "sources"),
    [
        (
            "claim.admission",
            [
                "claim.paid",
                "at > answer_due",
                'at > last_day(claim.filed_on, "2 years", roll="strict")',
            ],
        ),
        ("claim.answer", ["claim.paid"]),
        ("claim.papers", ["known(claim.name)"]),
        (
            "claim.venue",
            [
                'claim.nature == "contract"',
                '"centre"',
                'authority("office", claim.province)',
            ],
        ),
    ],
)
def test_the_expressions_of_a_version(rule: str, sources: list[str]) -> None:
    assert [node.source for node in _version(rule).nodes] == sources


def test_a_deadline_of_a_plain_period_hangs_on_its_rollover_alone() -> None:
    page = load_program([SMALL.parent / "language-page"])
    (version,) = page.rules["appeal.mediation"].versions
    assert readings_used(version) == {"duty-rollover"}


def test_a_version_of_no_kind_has_no_expressions() -> None:
    version = Version(start=date(2020, 1, 1), until=None, basis=())
    assert version.nodes == ()
    assert readings_used(version) == set()


def test_a_version_is_in_force_from_its_first_day_on() -> None:
    version = Version(start=date(2020, 1, 1), until=None, basis=())
    days = [date(2019, 12, 31), date(2020, 1, 1), date(9999, 12, 31)]
    assert [version.holds_on(day.toordinal()) for day in days] == [False, True, True]
