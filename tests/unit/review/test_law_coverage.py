from datetime import date
from pathlib import Path
from typing import Any

import pytest

from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.law import Wording
from telcorules.review.law_coverage import Covered, by_article, cover, share
from telcorules.review.scenarios import Scenario
from tests.unit.evaluation import written

SERVICE = Path(__file__).parents[2] / "fixtures/service"


def scenario(
    book: Rulebook, name: str, rule: str, case: dict[str, Any], **more: Any
) -> Scenario:
    return Scenario(
        id=name,
        rule=rule,
        title=Wording("一", "one"),
        as_of=date(2026, 11, 20),
        readings={},
        case=case,
        expect={rule: {}, "notes": []},
        span=book.program.rules[rule].span,
        **more,
    )


def covered(rule: str, *cases: dict[str, Any], **more: Any) -> dict[str, Covered]:
    """Return the points of a rule by their names, with some cases run."""
    book = load(SERVICE)
    told = [
        scenario(book, f"s{number}", rule, case, **more)
        for number, case in enumerate(cases)
    ]
    found = cover(book, told)
    return {one.point.name: one for one in found if one.point.rule.id == rule}


def missing(rule: str, *cases: dict[str, Any], **more: Any) -> dict[str, list[str]]:
    found = covered(rule, *cases, **more)
    return {name: list(one.missing) for name, one in found.items()}


ALL = ["true", "false", "unknown"]


def test_a_condition_is_met_as_what_it_came_to() -> None:
    cases: list[dict[str, Any]] = [
        {"plea": {"specific": True, "filed_on": "2026-03-02"}},
        {"plea": {"specific": False}, "ticket": {"opened_on": "2026-03-02"}},
    ]
    found = covered("plea.admission", *cases)
    assert found["specific"].to_dict() == {
        "rule": "plea.admission",
        "from": "2016-07-30",
        "point": "specific",
        "true": ["rules/admission.yaml s0"],
        "false": ["rules/admission.yaml s1"],
        "unknown": [],
        "impossible": [],
        "missing": ["unknown"],
    }
    assert {name: list(one.missing) for name, one in found.items()} == {
        "complained": ["false"],
        "specific": ["unknown"],
        "elsewhere": ["true", "false"],
    }


def test_another_rule_version_or_an_unconfirmed_case_meets_nothing() -> None:
    case = {"plea": {"specific": True, "filed_on": "2015-03-02"}}
    assert missing("plea.admission", case)["specific"] == ALL
    confirmed = {"plea": {"specific": True}}
    assert missing("plea.admission", confirmed)["specific"] == ["false", "unknown"]
    assert missing("plea.admission", confirmed, unconfirmed=True)["specific"] == ALL


def test_a_limit_is_met_as_kept_missed_and_unknown() -> None:
    opened = {"opened_on": "2026-03-02"}
    cases: list[dict[str, Any]] = [
        {"ticket": {**opened, "answered_on": "2026-03-03"}},
        {"ticket": {**opened, "answered_on": "2026-06-03"}},
        {"ticket": {"opened_on": "not-yet"}},
    ]
    assert missing("ticket.answer", *cases) == {"limit": ["unknown"]}
    assert missing("ticket.answer", *cases, {}) == {"limit": []}


def test_a_permission_is_met_as_open_and_waiting() -> None:
    cases: list[dict[str, Any]] = [
        {"bill": {"due_on": day}} for day in ("2026-03-02", "2026-11-19")
    ]
    assert missing("bill.cut-off", *cases) == {"limit": ["unknown"]}


def test_rows_items_and_duties_have_points() -> None:
    assert [*covered("ways")] == [
        'row 2 authority("office", ticket.province)',
        'row 2 authority("office", ticket.province) barred',
        'row 3 "market"',
    ]
    assert [*covered("plea.papers")] == ["name", "bill", "bill when"]
    assert [*covered("plea.reasons")] == ["when", "done"]
    assert [*covered("bill.late-connection")] == ["when"]
    assert [*covered("ticket.no-refusal")] == []


def test_what_a_condition_cannot_be_is_not_asked_for(tmp_path: Path) -> None:
    rule = written.admission('reading.duty_rollover == "roll"')
    book = written.book(tmp_path, rule=rule)
    (found,) = cover(book, [])
    assert found.missing == ("true",)
    assert found.to_dict()["impossible"] == ["false", "unknown"]
    (met,) = cover(book, [scenario(book, "s", "thing.admission", {})])
    assert (met.missing, share([met]), share([found])) == ((), 100, 0)


def test_what_is_too_much_to_try_stays_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("telcorules.review.law_coverage.CELLS", 2)
    rule = written.admission("thing.good and not thing.good")
    (found,) = cover(written.book(tmp_path, rule=rule), [])
    assert list(found.missing) == ALL


def test_articles_are_told_with_what_rests_on_them() -> None:
    book = load(SERVICE)
    articles = by_article(cover(book, []))
    first = articles[0]
    assert (first.instrument, first.number) == ("service-act", "2")
    assert [one.point.name for one in first.covered][:3] == [
        "complained",
        "specific",
        "elsewhere",
    ]
    assert share(()) == 100
