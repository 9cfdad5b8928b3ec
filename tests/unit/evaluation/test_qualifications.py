"""Caveats of a decision: where they are said, and where not."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.rulebook import Rulebook
from tests.unit.evaluation import written

LIMIT = """
    rule: thing.limit
    kind: deadline
    actor: clerk
    title: {zh: 法定, en: by law}
    versions:
      - from: 2020-01-01
        when: thing.good
        since: thing.begun_on
        within: 15 days
        basis: [act art 1]
"""
LATER = """
    rule: thing.limit
    kind: deadline
    overrides: true
    actor: clerk
    title: {zh: 新的, en: new}
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        within: 20 days
        basis: [policy]
"""
OPENING = """
    rule: thing.opening
    kind: permission
    actor: clerk
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        after: 5 working days
        basis: [act art 1]
"""
WORKING = """
    rule: thing.working
    kind: deadline
    actor: clerk
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        within: 5 working days
        basis: [act art 1]
"""
VENUE = """
    rule: thing.venue
    kind: choice
    versions:
      - from: 2020-01-01
        rows: [{if: thing.fine, value: '"centre"', basis: [act art 1]}]
"""
LIST = """
    rule: thing.list
    kind: checklist
    governed_by: thing.begun_on
    versions:
      - from: 2020-01-01
        items:
          name: {if: thing.good, basis: [act art 1], missing: {zh: 名, en: name}}
"""
CAVEATS = """
    caveats:
      local:
        if: thing.province == "650000"
        unless_known: true
        rules: ["thing.*"]
        note: {zh: 地方法未收录, en: local law not encoded}
        basis: [act art 1]
      holidays:
        if: thing.province == "650000"
        rules: ["thing.limit", "thing.working"]
        counting: working-days
        note: {zh: 地方假日, en: local holidays}
"""
PROMISE = """
    pack: company
    version: "1"
    title: {zh: 公司, en: company}
    licence: none
    jurisdiction: CN
"""
POLICY = """
    instrument: policy
    title: {zh: 公司规则, en: company rules}
    rank: company-policy
    in_force: {from: 2020-01-01}
"""
PLEDGE = """
    rule: thing.pledge
    kind: deadline
    actor: clerk
    under: thing.limit
    title: {zh: 承诺, en: promise}
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        within: 15 working days
        basis: [policy]
"""
QUICK = """
    rule: thing.quick
    kind: deadline
    actor: clerk
    under: thing.limit
    versions:
      - {from: 2020-01-01, since: thing.begun_on, within: 24 hours, basis: [policy]}
"""
ASIDE = """
    rule: thing.aside
    kind: duty
    actor: clerk
    under: thing.limit
    versions:
      - {from: 2020-01-01, basis: [policy]}
"""


@pytest.fixture
def found(tmp_path: Path) -> Rulebook:
    rules = {"limit": LIMIT, "working": WORKING, "venue": VENUE, "list": LIST}
    return written.book(tmp_path / "base", **rules, caveats=CAVEATS)


@pytest.fixture
def laid_over(tmp_path: Path, found: Rulebook) -> Rulebook:
    files = {"pack": PROMISE, "policy": POLICY, "pledge": PLEDGE, "quick": QUICK}
    over = written.overlay(tmp_path / "company", **files, aside=ASIDE)
    return telcorules.load(found.folders[0], extend=[over])


def told(found: Rulebook, **facts: Any) -> dict[str, tuple[str, ...]]:
    thing = {"begun_on": "2026-11-02", "good": True, **facts}
    decision = found.decide({"thing": thing}, as_of=date(2026, 11, 10), rules="thing.*")
    return {one.id: one.rules for one in decision.caveats}


ALL = ("thing.limit", "thing.list", "thing.working")


class TestACaveat:
    def test_names_the_answers_that_it_qualifies(self, found: Rulebook) -> None:
        assert told(found, province="新疆", fine=False) == {
            "local": ALL,
            "holidays": ("thing.working",),
        }

    def test_is_said_of_a_permission_that_counts_working_days(
        self, tmp_path: Path
    ) -> None:
        rules = {"limit": LIMIT, "working": WORKING, "opening": OPENING}
        caveats = CAVEATS.replace('"thing.working"]', '"thing.working", "thing.open*"]')
        book = written.book(tmp_path, **rules, caveats=caveats)
        facts = {"province": "新疆", "begun_on": "2026-11-02"}
        assert told(book, **facts)["holidays"] == ("thing.opening", "thing.working")

    def test_is_said_of_a_day_that_rolled(self, found: Rulebook) -> None:
        rolled = told(found, province="新疆", begun_on="2026-11-13")
        assert rolled["holidays"] == ("thing.limit", "thing.working")

    def test_is_silent_where_it_does_not_apply(self, found: Rulebook) -> None:
        assert told(found, province="广东") == {}

    def test_is_said_of_what_is_unknown_where_it_says_so(self, found: Rulebook) -> None:
        assert set(told(found)) == {"local"}

    def test_passes_over_answers_that_say_nothing(self, found: Rulebook) -> None:
        facts = {"good": False, "fine": False, "begun_on": "2019-01-01"}
        assert told(found, province="新疆", **facts) == {}

    def test_goes_to_json_with_its_basis(self, found: Rulebook) -> None:
        case = {"thing": {"begun_on": "2026-11-02", "province": "新疆"}}
        decision = found.decide(case, as_of=date(2026, 11, 10), rules="thing.working")
        said = decision.to_dict()["caveats"][0]
        assert (said["id"], said["rules"], said["en"], len(said["basis"])) == (
            "local",
            ["thing.working"],
            "local law not encoded",
            1,
        )


class TestAPromiseOfAPolicy:
    def test_that_ends_after_the_law_is_told(self, laid_over: Rulebook) -> None:
        assert told(laid_over, province="广东") == {
            "policy-below-law": ("thing.pledge", "thing.limit")
        }

    def test_that_takes_the_place_of_the_law_is_told_too(
        self, tmp_path: Path, found: Rulebook
    ) -> None:
        files = {"pack": PROMISE, "policy": POLICY, "later": LATER}
        over = written.overlay(tmp_path / "company", **files)
        book = telcorules.load(found.folders[0], extend=[over])
        assert told(book, province="广东") == {"policy-below-law": ("thing.limit",)}

    def test_says_both_days(self, laid_over: Rulebook) -> None:
        case = {"thing": {"begun_on": "2026-11-02", "good": True, "province": "广东"}}
        decision = laid_over.decide(
            case, as_of=date(2026, 11, 10), rules="thing.pledge"
        )
        (caveat,) = decision.caveats
        assert "2026-11-23" in caveat.text.zh
        assert "2026-11-17" in caveat.text.en

    def test_is_silent_where_the_law_sets_no_day(self, laid_over: Rulebook) -> None:
        assert told(laid_over, province="广东", good=False) == {}
