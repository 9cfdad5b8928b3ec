from datetime import date
from typing import Any

import pytest

import telcorules

BOOK = telcorules.load()
TODAY = date(2026, 11, 21)
Case = dict[str, dict[str, Any]]


def notes(case: Case) -> list[str]:
    return [one.id for one in BOOK.decide(case, as_of=TODAY).notes]


@pytest.mark.parametrize(
    ("case", "note"),
    [
        (
            {
                "dispute": {"occurred_on": "2026-10-09"},
                "operator_complaint": {"filed_on": "2026-10-08"},
            },
            "complaint-before-dispute",
        ),
        (
            {
                "operator_complaint": {
                    "filed_on": "2026-10-08",
                    "replied_on": "2026-10-07",
                }
            },
            "reply-before-complaint",
        ),
        (
            {
                "operator_complaint": {"filed_on": "2026-10-08"},
                "appeal": {"filed_on": "2026-10-07"},
            },
            "appeal-before-complaint",
        ),
        (
            {"dispute": {"settled": False, "settlement_performed": True}},
            "performed-without-settlement",
        ),
        ({"appeal": {"filed_on": "2026-11-22"}}, "future-appeal"),
        ({"report": {"received_on": "2026-11-22"}}, "future-report"),
    ],
)
def test_what_sits_oddly_is_noted_not_refused(case: Case, note: str) -> None:
    assert notes(case) == [note]


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"appeal": {"filed_on": "2026-11-21"}},
        {"appeal": {"filed_on": "not-yet"}},
        {"dispute": {"settlement_performed": True}},
    ],
)
def test_what_is_in_order_or_unknown_is_not(case: Case) -> None:
    assert notes(case) == []


def test_a_note_names_the_facts_and_says_what_is_odd() -> None:
    (note,) = BOOK.decide({"appeal": {"filed_on": "2026-11-22"}}, as_of=TODAY).notes
    assert note.to_dict() == {
        "id": "future-appeal",
        "facts": ["appeal.filed_on"],
        "zh": "申诉的日期在评估日之后。",
        "en": "The appeal lies after the day of this assessment.",
    }
