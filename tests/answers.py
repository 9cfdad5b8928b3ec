"""Answers of every kind to fixed cases, as one hash: the same on every machine.

Run with nothing but a wheel's dependencies, by whatever Python: `.ci/run` compares the
hashes of all that it finds, `tests/properties/test_same_everywhere.py` those under
other hash seeds, locales and time zones.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import telcorules

DAY = date(2026, 11, 21)
GOOD: dict[str, dict[str, Any]] = {
    "complainant": {"direct_interest": True, "name_given": True},
    "respondent": {"identified": True, "category": "basic-operator"},
    "dispute": {"from_telecom_service": True, "nature": "charging", "settled": False},
    "operator_complaint": {"filed_on": "2026-10-08", "replied_on": "not-yet"},
    "appeal": {"filed_on": "2026-10-28", "request_specific": True},
}
CASES: list[dict[str, dict[str, Any]]] = [
    {},
    GOOD,
    {**GOOD, "complainant": {"province": "北京"}, "respondent": {"province": "CN-HA"}},
    {"dispute": {"occurred_on": "2025-09-30", "nature": "charging"}},
    {"dispute": {"occurred_on": "2026-09-30T23:30:00+08:00", "nature": "charging"}},
    {"report": {"received_on": "2026-03-02", "act_provinces": ["河北", "天津市"]}},
    {"fault": {"reported_at": "2026-10-01T02:00:00Z", "area": "rural"}},
    {
        "installation": {
            "promised_on": "2026-03-02",
            "operator_fault": True,
            "done_on": "2026-03-06",
            "fee": "200.10",
        }
    },
    {"market": {"accepted_on": "2025-09-15", "appraisal_started_on": "not-yet"}},
]


def answers() -> Iterator[str]:
    """Yield answers as text: decisions, windows, questions, records, last days."""
    book = telcorules.load()
    strict = book.under({"duty-rollover": "strict", "local-regulation": "local"})
    envelope = telcorules.load(unannounced="envelope", known_at=date(2020, 1, 27))
    for facts in CASES:
        case = book.case(facts)
        for one, day in ((book, DAY), (strict, DAY), (envelope, date(2020, 1, 20))):
            yield one.decide(case, as_of=day, rules="*").to_json()
        end = DAY + timedelta(days=200)
        runs = book.window("appeal.admission", case, start=DAY, end=end)
        yield from (str((run.start, run.end, run.outcome)) for run in runs)
        asked = book.questions("appeal.admission", case, as_of=DAY)
        yield from (question.fact for question in asked)
        yield str(book.cures("appeal.admission", case, as_of=DAY))
        yield telcorules.record(book, case, as_of=DAY).sha256
    yield json.dumps(telcorules.json_schema("decision"))
    for number in range(0, 2_000, 7):
        start = date(2022, 1, 1) + timedelta(days=number)
        for period in ("15 days", "5 working days", "5 months", "2年"):
            yield str(telcorules.due(start, period))


def main() -> None:
    """Print the hash."""
    whole = hashlib.sha256()
    for text in answers():
        whole.update(text.encode() + b"\n")
    print(whole.hexdigest())  # noqa: T201 - the report


if __name__ == "__main__":
    main()
