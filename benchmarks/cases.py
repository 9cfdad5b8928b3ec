"""Ten thousand made-up cases, fully known, the same for everybody who is measured."""

from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.plain import PlainCase

_FIRST = date(2022, 6, 1)


def _day(random: Random, span: int) -> date:
    return _FIRST + timedelta(random.randrange(span))


def plain_cases(count: int = 10_000, seed: int = 2026) -> list[PlainCase]:
    """Return cases whose events lie in 2022 to 2024, mostly in order."""
    random = Random(seed)
    return [_one(random) for _ in range(count)]


def _one(random: Random) -> PlainCase:
    occurred = _day(random, 400)
    filed = occurred + timedelta(random.randrange(60))
    replied = filed + timedelta(random.randrange(30)) if random.random() < 0.5 else None
    often = lambda: random.random() < 0.95  # noqa: E731
    return PlainCase(
        telecom=often(),
        interest=often(),
        identified=often(),
        specific=often(),
        stated=often(),
        filed=filed,
        replied=replied,
        satisfied=not often(),
        category=random.choice(["basic-operator", "hotel-agent", "other"]),
        nature=random.choice(["charging", "service-quality"]),
        occurred=occurred,
        settled=not often(),
        performed=often(),
        here=not often(),
        elsewhere=not often(),
        barred=not often(),
        at=filed + timedelta(random.randrange(200)),
    )


def as_facts(case: PlainCase) -> dict[str, Any]:
    """Return the same case as telcorules reads it."""
    return {
        "complainant": {"direct_interest": case.interest},
        "respondent": {"identified": case.identified, "category": case.category},
        "dispute": {
            "from_telecom_service": case.telecom,
            "nature": case.nature,
            "occurred_on": case.occurred,
            "settled": case.settled,
            "settlement_performed": case.performed,
        },
        "operator_complaint": {
            "filed_on": case.filed,
            "replied_on": case.replied or "not-yet",
            "satisfied": case.satisfied,
        },
        "appeal": {
            "filed_on": case.at,
            "request_specific": case.specific,
            "facts_stated": case.stated,
            "handled_by_appeal_body": case.here,
            "handled_elsewhere": case.elsewhere,
            "barred_by_other_law": case.barred,
        },
    }
