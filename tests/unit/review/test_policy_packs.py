"""The policy packs of companies: each lies over the bundled law and is worked."""

from datetime import date
from pathlib import Path

import pytest

import telcorules
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.packs import bundled
from telcorules.review.scenarios import run

POLICIES = sorted(path.parent for path in bundled().glob("policy/*/pack.yaml"))
LAW = telcorules.load()


def over_the_law(*policies: Path) -> Rulebook:
    return telcorules.load(extend=policies)


def own_rules(policy: Path) -> list[str]:
    return [
        name
        for name in over_the_law(policy).program.rules
        if name not in LAW.program.rules
    ]


def test_there_are_five() -> None:
    assert [path.name for path in POLICIES] == [
        "operator-a",
        "operator-b",
        "operator-c",
        "operator-d",
        "tianyi-space",
    ]


def test_the_bundled_law_is_without_them() -> None:
    ranks = {one.rank.value for one in LAW.program.instruments.values()}
    assert "company-policy" not in ranks


def test_all_of_them_lie_over_the_law_at_once() -> None:
    together = over_the_law(*POLICIES).program.rules
    each = {name for policy in POLICIES for name in own_rules(policy)}
    assert set(together) == set(LAW.program.rules) | each


@pytest.mark.parametrize("policy", POLICIES, ids=lambda path: path.name)
class TestEachPolicy:
    def test_its_scenarios_come_out(self, policy: Path) -> None:
        reports = run(over_the_law(policy), policy)
        failed = [one.scenario.id for one in reports if not one.passed]
        assert (bool(reports), failed) == (True, [])

    def test_each_of_its_rules_is_worked(self, policy: Path) -> None:
        reports = run(over_the_law(policy), policy)
        worked = {rule for one in reports for rule in one.scenario.expect}
        assert [name for name in own_rules(policy) if name not in worked] == []

    def test_a_decision_answers_its_rules(self, policy: Path) -> None:
        decision = over_the_law(policy).decide({}, as_of=date(2026, 11, 21))
        answered = set(decision.to_dict()["results"])
        assert [name for name in own_rules(policy) if name not in answered] == []


@pytest.mark.parametrize(
    ("policy", "below"),
    [
        ("operator-a", ["operator-a.investigation", "operator.reply"]),
        ("operator-c", None),
        ("operator-d", ["operator-d.answer", "operator.reply"]),
    ],
)
def test_a_promise_below_the_law_is_told(policy: str, below: list[str] | None) -> None:
    case = {"operator_complaint": {"filed_on": "2026-11-02", "replied_on": "not-yet"}}
    book = over_the_law(bundled() / "policy" / policy)
    decision = book.decide(case, as_of=date(2026, 11, 18)).to_dict()
    told = [
        one["rules"] for one in decision["caveats"] if one["id"] == "policy-below-law"
    ]
    assert told == ([] if below is None else [below])
