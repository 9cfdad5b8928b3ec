"""What has happened, what is due and what may follow, in order of days."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.projections import moment
from telcorules.evaluation.timelines import EntryKind, TimelineEntry
from tests.unit.evaluation import written
from tests.unit.evaluation.test_chains import FACTS, HEAR, TAKE, deadline

TODAY = date(2026, 3, 4)
MAY = (
    "rule: step.close\nkind: permission\nactor: clerk\n"
    "title: {zh: 可以结案, en: may close}\nversions:\n"
    "  - from: 2020-01-01\n    since: step.asked_on\n    after: 10 days\n"
    "    done: step.closed_on\n    basis: [act art 1]\n"
)


def decide(folder: Path, facts: dict[str, Any], **rules: str) -> Decision:
    book = written.book(folder, steps=FACTS, **rules)
    return book.decide(facts, as_of=TODAY, rules=["step.*"])


def told(decision: Decision) -> list[tuple[str, str, str | None]]:
    return [
        (str(one.day), one.kind.value, one.fact or one.rule)
        for one in decision.timeline
    ]


def test_every_kind_of_day_in_order(tmp_path: Path) -> None:
    facts = {
        "step": {"asked_on": "2026-03-02", "taken_on": "not-yet", "fit": True},
        "thing": {"days": ["2026-03-20", "2026-02-01", "not-yet"]},
    }
    decision = decide(tmp_path, facts, take=TAKE, hear=HEAR, may=MAY)
    assert told(decision) == [
        ("2026-02-01", "event", "thing.days"),
        ("2026-03-02", "event", "step.asked_on"),
        ("2026-03-04", "question", None),
        ("2026-03-09", "deadline", "step.take"),
        ("2026-03-13", "opening", "step.close"),
        ("2026-03-19", "projected", "step.hear"),
        ("2026-03-20", "event", "thing.days"),
    ]


def test_of_one_day_what_begins_comes_before_what_ends(tmp_path: Path) -> None:
    # a moment stands where its time of day puts it
    fetch = deadline("fetch", "called_at", "24 hours", "told_on")
    closing = MAY.replace("10 days", "1 day")
    take = TAKE.replace("5 days", "2 days")
    facts = {
        "step": {
            "asked_on": "2026-03-02",
            "called_at": "2026-03-03T09:30:00+08:00",
            "paused_on": "2026-03-04",
            "resumed_on": "2026-03-04T09:00:00+08:00",
        }
    }
    decision = decide(tmp_path, facts, take=take, fetch=fetch, may=closing)
    assert told(decision)[1:] == [
        ("2026-03-03 09:30:00+08:00", "event", "step.called_at"),
        ("2026-03-04", "event", "step.paused_on"),
        ("2026-03-04", "opening", "step.close"),
        ("2026-03-04", "question", None),
        ("2026-03-04 09:00:00+08:00", "event", "step.resumed_on"),
        ("2026-03-04 09:30:00+08:00", "deadline", "step.fetch"),
        ("2026-03-04", "deadline", "step.take"),
    ]


def test_a_projected_opening_begins_its_day(tmp_path: Path) -> None:
    closing = MAY.replace("step.asked_on", "step.taken_on")
    facts = {"step": {"asked_on": "2026-03-02", "called_at": "2026-03-20T08:00:00"}}
    decision = decide(tmp_path, facts, take=TAKE, may=closing)
    assert told(decision)[-2:] == [
        ("2026-03-20", "projected", "step.close"),
        ("2026-03-20 08:00:00+08:00", "event", "step.called_at"),
    ]


def test_what_has_no_day_is_left_out(tmp_path: Path) -> None:
    facts = {"step": {"asked_on": "not-yet", "fit": True}}
    decision = decide(tmp_path, facts, take=TAKE, hear=HEAR, may=MAY)
    assert told(decision) == [("2026-03-04", "question", None)]


def test_a_base_that_is_over_gives_no_projected_day(tmp_path: Path) -> None:
    facts = {"step": {"asked_on": "2026-02-02", "taken_on": "not-yet"}}
    decision = decide(tmp_path, facts, take=TAKE, hear=HEAR)
    assert [one.past for one in decision.projections] == [True]
    assert [kind for _, kind, _ in told(decision)] == ["event", "deadline", "question"]


def test_entries_in_json_say_what_they_know(tmp_path: Path) -> None:
    facts = {"step": {"asked_on": "2026-03-02"}}
    decision = decide(tmp_path, facts, take=TAKE, hear=HEAR)
    (projected,) = decision.projections
    day = {"zh": "某日", "en": "day"}
    assert [one.to_dict() for one in decision.timeline] == [
        {"day": "2026-03-02", "kind": "event", "label": day, "fact": "step.asked_on"},
        {
            "day": "2026-03-04",
            "kind": "question",
            "label": {"zh": "评估日", "en": "the day of the question"},
        },
        {
            "day": "2026-03-09",
            "kind": "deadline",
            "rule": "step.take",
            "label": {"zh": "step.take", "en": "step.take"},
            "status": "running",
            "firm": True,
            "earliest": "2026-03-09",
            "latest": "2026-03-09",
        },
        {
            "day": "2026-03-19",
            "kind": "projected",
            "rule": "step.hear",
            "label": {"zh": "step.hear", "en": "step.hear"},
            "firm": True,
            "latest": "2026-03-19",
            "projection": projected.to_dict(),
        },
    ]


def test_an_entry_is_frozen() -> None:
    decision = telcorules.load().decide({}, as_of=TODAY)
    (entry,) = decision.timeline
    assert entry == TimelineEntry(day=TODAY, kind=EntryKind.QUESTION, label=entry.label)
    with pytest.raises(AttributeError):
        entry.day = TODAY  # type: ignore[misc]


def test_a_decision_holds_its_case_and_compares_by_it() -> None:
    book = telcorules.load()
    one = book.decide({"bill": {"due_on": "2026-01-05"}}, as_of=TODAY)
    other = book.decide({"bill": {"due_on": "2026-01-06"}}, as_of=TODAY)
    assert one.case.to_dict() == {"bill": {"due_on": "2026-01-05"}}
    assert one != other
    assert one == book.decide(one.case, as_of=TODAY)


@pytest.mark.parametrize(("ends", "expected"), [(True, False), (False, True)])
def test_a_day_begins_before_its_moments_and_ends_after_them(
    *, ends: bool, expected: bool
) -> None:
    morning = telcorules.load().case({"fault": {"reported_at": "2026-03-04T06:00:00"}})
    assert (moment(TODAY, ends=ends) < moment(morning["fault.reported_at"])) is expected
