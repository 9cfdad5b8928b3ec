"""The bundled rules once more, in plain Python, written from the contract alone.

Nothing here reads the rules' YAML or the engine. Days are ordinals, an event that
hasn't happened is `NOT_YET`, unknown is None, a day that isn't firm is a pair of
bounds. Days are counted by walking them one by one over the public tables of
`chinese_calendar`; only past the last notice the library's own bounds are taken.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from itertools import product
from typing import Any

import chinese_calendar

from telcorules.errors import CalendarError
from telcorules.foundation.lastdays import due

Facts = Mapping[str, Any]
Readings = Mapping[str, str]
Truth = bool | None

NOT_YET = 10**9
READINGS = {
    "duty-rollover": ("roll", "strict"),
    "time-bar-rollover": ("roll", "strict"),
    "local-regulation": ("national", "local"),
}
ALL_READINGS = [
    dict(zip(READINGS, choices, strict=True)) for choices in product(*READINGS.values())
]
MEASURES = date(2016, 7, 30).toordinal()
REPORTING = date(2023, 6, 1).toordinal()
OPERATOR_REPLY = date(2005, 4, 20).toordinal()
REGULATIONS = date(2000, 9, 25).toordinal()
HENAN = ("410000", date(2021, 1, 1).toordinal(), "5 working days")
CHONGQING = ("500000", date(2018, 7, 26).toordinal(), "15 working days")

FIRST_KNOWN = date(2004, 1, 1).toordinal()
FIRM_THROUGH = date(2026, 12, 28).toordinal()
MAKE_UP_DAYS = {*chinese_calendar.workdays, date(2005, 12, 31)}

PROVINCES = (
    *("110000", "120000", "130000", "140000", "150000", "210000", "220000"),
    *("230000", "310000", "320000", "330000", "340000", "350000", "360000"),
    *("370000", "410000", "420000", "430000", "440000", "450000", "460000"),
    *("500000", "510000", "520000", "530000", "540000", "610000", "620000"),
    *("630000", "640000", "650000"),
)
MATERIALS = {
    "complainant-name": "complainant.name_given",
    "complainant-address": "complainant.address_given",
    "complainant-phone": "complainant.phone_given",
    "complainant-postcode": "complainant.postcode_given",
    "respondent-name": "respondent.name_given",
    "respondent-address": "respondent.address_given",
    "specific-request": "appeal.request_specific",
    "facts-stated": "appeal.facts_stated",
    "dated": "appeal.dated",
    "in-writing": "appeal.in_writing",
}


def read(case: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a case by ``section.fact``, events as ordinals of their day in China."""
    return {
        f"{section}.{fact}": _event(value) if _is_event(fact) else value
        for section, facts in case.items()
        for fact, value in facts.items()
    }


def stated(facts: Facts, name: str) -> Any:
    return facts.get(name)


def _is_event(fact: str) -> bool:
    return fact.endswith("_on")


def _event(value: Any) -> int | None:
    if value is None:
        return None
    if value is False or value == "not-yet":
        return NOT_YET
    if "T" not in value:
        return date.fromisoformat(value).toordinal()
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is not None:
        moment = moment.astimezone(timezone(timedelta(hours=8)))
    return moment.toordinal()


def both(*truths: Truth) -> Truth:
    if False in truths:
        return False
    return None if None in truths else True


def either(*truths: Truth) -> Truth:
    if True in truths:
        return True
    return None if None in truths else False


def opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth


@dataclass(frozen=True)
class Last:
    """The last day of a period: as counted, the estimate, and its bounds."""

    nominal: int
    due: int
    earliest: int
    latest: int
    firm: bool


def works(day: int) -> bool:
    on = date.fromordinal(day)
    if on in MAKE_UP_DAYS:
        return True
    return on not in chinese_calendar.holidays and on.weekday() < 5


@cache
def last_day(event: int, period: str, roll: str) -> Last | None:
    """Return the last day of a period that an event sets running, if there is one."""
    count, unit = period.split(" ", 1)
    walked = _walked(event, int(count), unit, roll)
    if walked is not None:
        nominal, end = walked
        return Last(nominal, end, end, end, firm=True)
    return _bounded(event, period, roll)


def _walked(event: int, count: int, unit: str, roll: str) -> tuple[int, int] | None:
    if unit == "working days":
        end = event
        while count and event >= FIRST_KNOWN and end < FIRM_THROUGH:
            end += 1
            count -= works(end)
        return None if count else (end, end)
    nominal = event + count if unit == "days" else _later(event, count, unit)
    if roll == "strict":
        return nominal, nominal
    end = nominal
    while FIRST_KNOWN <= end <= FIRM_THROUGH:
        if works(end):
            return nominal, end
        end += 1
    return None


def _later(event: int, count: int, unit: str) -> int:
    start = date.fromordinal(event)
    months = start.month - 1 + (count if unit == "months" else 12 * count)
    year, month = start.year + months // 12, months % 12 + 1
    if year > 9999:
        return date.max.toordinal() + 1
    return date(year, month, min(start.day, monthrange(year, month)[1])).toordinal()


def _bounded(event: int, period: str, roll: str) -> Last | None:
    try:
        found = due(date.fromordinal(event), period, roll=roll == "roll")
    except CalendarError:
        return None
    return Last(
        nominal=found.nominal.toordinal(),
        due=found.due.toordinal(),
        earliest=found.earliest.toordinal(),
        latest=found.latest.toordinal(),
        firm=found.firm,
    )


def is_after(at: int, last: Last | None) -> Truth:
    """Tell whether a day is after a last day: where both bounds agree."""
    if last is None:
        return None
    return agreed(at > last.earliest, at > last.latest)


def agreed(one: Truth, other: Truth) -> Truth:
    return one if one is other else None


def reply_period(facts: Facts, readings: Readings) -> str | None:
    """Return the reply period for a complaint on a day; None while unknown."""
    filed_on = facts["operator_complaint.filed_on"]
    if filed_on < OPERATOR_REPLY:
        return None
    province = stated(facts, "respondent.province")
    found = "15 days"
    for place, start, period in (HENAN, CHONGQING):
        if readings["local-regulation"] == "local" and filed_on >= start:
            if province is None:
                return None
            if province == place:
                found = period
    return found


REQUIRED = {
    "telecom-service-dispute": "dispute.from_telecom_service",
    "direct-interest": "complainant.direct_interest",
    "respondent-identified": "respondent.identified",
    "specific-request": "appeal.request_specific",
    "factual-basis": "appeal.facts_stated",
}
BARRED = {
    "already-before-appeal-body": "appeal.handled_by_appeal_body",
    "already-before-other-body": "appeal.handled_elsewhere",
    "barred-by-other-law": "appeal.barred_by_other_law",
}


def admission(facts: Facts, as_of: int, readings: Readings) -> dict[str, Any]:
    filed_on = stated(facts, "appeal.filed_on")
    hypothetical = filed_on is None or filed_on == NOT_YET
    at = as_of if hypothetical else filed_on
    conditions = conditions_at(facts, at, readings) if at >= MEASURES else None
    return {
        "outcome": "not-in-force" if conditions is None else outcome_of(conditions),
        "at": at,
        "hypothetical": hypothetical,
        "conditions": conditions or {},
    }


BARS = (
    "time-barred",
    "settled-and-performed",
    "already-before-appeal-body",
    "already-before-other-body",
    "barred-by-other-law",
)


def outcome_of(conditions: Mapping[str, Truth]) -> str:
    good = both(*(opposite(v) if name in BARS else v for name, v in conditions.items()))
    return {True: "admissible", False: "inadmissible", None: "undetermined"}[good]


def conditions_at(facts: Facts, at: int, readings: Readings) -> dict[str, Truth]:
    category = stated(facts, "respondent.category")
    hotel = None if category is None else category == "hotel-agent"
    filed_on = stated(facts, "operator_complaint.filed_on")
    complained = None if filed_on is None else filed_on <= at
    settled = (
        stated(facts, "dispute.settled"),
        stated(facts, "dispute.settlement_performed"),
    )
    return {
        **{name: stated(facts, fact) for name, fact in REQUIRED.items()},
        "complained-first": either(complained, hotel),
        "unsatisfied-or-unanswered": either(open_reply(facts, at, readings), hotel),
        "time-barred": time_barred(facts, at, readings),
        "settled-and-performed": both(*settled),
        **{name: stated(facts, fact) for name, fact in BARRED.items()},
    }


def open_reply(facts: Facts, at: int, readings: Readings) -> Truth:
    replied_on = stated(facts, "operator_complaint.replied_on")
    unsatisfied = opposite(stated(facts, "operator_complaint.satisfied"))
    replied = None if replied_on is None else replied_on <= at
    over, in_time = reply_period_over(facts, at, replied_on, readings)
    return either(
        both(replied, unsatisfied),
        both(over, opposite(in_time)),
        both(over, unsatisfied),
    )


def reply_period_over(
    facts: Facts, at: int, replied_on: int | None, readings: Readings
) -> tuple[Truth, Truth]:
    """Tell whether the reply period is over, and whether a reply came within it."""
    filed_on = stated(facts, "operator_complaint.filed_on")
    if filed_on is None:
        return None, None
    if filed_on == NOT_YET:
        return False, None if replied_on is None else True
    period = reply_period(facts, readings)
    if period is None:
        return None, None
    last = last_day(filed_on, period, readings["duty-rollover"])
    late = None if replied_on is None else is_after(replied_on, last)
    return is_after(at, last), opposite(late)


def time_barred(facts: Facts, at: int, readings: Readings) -> Truth:
    occurred_on = stated(facts, "dispute.occurred_on")
    if occurred_on is None:
        return None
    roll = readings["time-bar-rollover"]
    charging, other = (
        _past(at, occurred_on, period, roll) for period in ("5 months", "2 years")
    )
    nature = stated(facts, "dispute.nature")
    if nature is None:
        return agreed(charging, other)
    return charging if nature == "charging" else other


def _past(at: int, event: int, period: str, roll: str) -> Truth:
    if event == NOT_YET:
        return False
    return is_after(at, last_day(event, period, roll))


def contested_admission(
    facts: Facts, as_of: int, readings: Readings
) -> list[tuple[str, str, str]]:
    own = admission(facts, as_of, readings)["outcome"]
    found = []
    for reading, choice in others(readings):
        changed = {**readings, reading: choice}
        outcome = admission(facts, as_of, changed)["outcome"]
        if outcome != own:
            found.append((reading, choice, outcome))
    return found


def others(readings: Readings) -> list[tuple[str, str]]:
    return [
        (reading, choice)
        for reading, choices in READINGS.items()
        for choice in choices
        if choice != readings[reading]
    ]


DEADLINES: dict[str, tuple[str, str, str, str | None, int]] = {
    "operator.reply": (
        "operator_complaint.filed_on",
        "reply period",
        "operator_complaint.replied_on",
        None,
        OPERATOR_REPLY,
    ),
    "appeal.acceptance": (
        "appeal.materials_received_on",
        "5 working days",
        "appeal.decided_on",
        None,
        MEASURES,
    ),
    "appeal.answer": (
        "appeal.materials_completed_on",
        "30 days",
        "appeal.answered_on",
        None,
        MEASURES,
    ),
    "appeal.answer-outer": (
        "appeal.filed_on",
        "30 days",
        "appeal.answered_on",
        None,
        REGULATIONS,
    ),
    "appeal.mediation": (
        "appeal.decided_on",
        "30 working days",
        "mediation.concluded_on",
        "appeal.accepted",
        MEASURES,
    ),
    "report.disposition": (
        "report.received_on",
        "60 days",
        "report.disposed_on",
        None,
        REPORTING,
    ),
}


@dataclass(frozen=True)
class Standing:
    """Where a deadline stands under one set of readings."""

    status: str
    limit: str | None = None
    last: Last | None = None

    @property
    def due(self) -> int | None:
        return self.last.due if self.last else None


def deadline(rule: str, facts: Facts, as_of: int, readings: Readings) -> dict[str, Any]:
    own = standing(rule, facts, as_of, readings)
    alternatives = {
        (reading, choice): standing(rule, facts, as_of, {**readings, reading: choice})
        for reading, choice in others(readings)
    }
    last = own.last
    anyhow = [standing(rule, facts, as_of, each).last for each in ALL_READINGS]
    days = [each.earliest for each in anyhow if each]
    return {
        "status": own.status,
        "limit": own.limit,
        "nominal": last and last.nominal,
        "due": last and last.due,
        "safe_due": last and min(days),
        "earliest": last and last.earliest,
        "latest": last and last.latest,
        "firm": last and last.firm,
        "contested": [
            (*choice, other.status, other.due)
            for choice, other in alternatives.items()
            if (other.status, other.due) != (own.status, own.due)
        ],
    }


def standing(rule: str, facts: Facts, as_of: int, readings: Readings) -> Standing:
    since, within, done, when, start = DEADLINES[rule]
    trigger = stated(facts, since)
    dated = trigger is not None and trigger != NOT_YET
    if dated and trigger < start:
        return Standing("not-in-force")
    applies = True if when is None else stated(facts, when)
    if applies is False or trigger == NOT_YET:
        return Standing("not-triggered")
    if applies is None or trigger is None:
        return Standing("unknown")
    limit = reply_period(facts, readings) if within == "reply period" else within
    if limit is None:
        return Standing("unknown")
    last = last_day(trigger, limit, readings["duty-rollover"])
    return Standing(status_of(last, as_of, stated(facts, done)), limit, last)


def status_of(last: Last | None, as_of: int, done: int | None) -> str:
    if last is None:
        return "unknown"
    if done is None or done == NOT_YET:
        over = is_after(as_of, last)
        after = "unknown" if done is None else "overdue"
        return {False: "running", True: after, None: "unknown"}[over]
    return {False: "met", True: "late", None: "unknown"}[is_after(done, last)]


def appeal_venue(facts: Facts, as_of: int) -> dict[str, Any]:
    if _governing(stated(facts, "appeal.filed_on"), as_of) < MEASURES:
        return _choice("not-in-force")
    province = stated(facts, "respondent.province")
    if province is None:
        return _choice("undetermined", [f"appeal-body-{one}" for one in PROVINCES])
    return _choice("decided", [f"appeal-body-{province}"])


def report_venue(facts: Facts, as_of: int) -> dict[str, Any]:
    if _governing(stated(facts, "report.received_on"), as_of) < REPORTING:
        return _choice("not-in-force")
    provinces = stated(facts, "report.act_provinces")
    if not provinces:
        return _choice("undetermined", [f"ca-{one}" for one in PROVINCES])
    bodies = [f"ca-{one}" for one in dict.fromkeys(provinces)]
    return _choice("decided" if len(bodies) == 1 else "undetermined", bodies)


def _governing(event: int | None, as_of: int) -> int:
    return as_of if event is None or event == NOT_YET else event


def _choice(outcome: str, candidates: list[str] | None = None) -> dict[str, Any]:
    found = candidates or []
    value = found[0] if outcome == "decided" else None
    return {"outcome": outcome, "value": value, "candidates": found}


def materials(facts: Facts, as_of: int) -> dict[str, Any]:
    if _governing(stated(facts, "appeal.filed_on"), as_of) < MEASURES:
        return {"complete": None, "items": {}}
    words = {True: "present", False: "missing", None: "unknown"}
    truths = {name: stated(facts, fact) for name, fact in MATERIALS.items()}
    return {
        "complete": both(*truths.values()),
        "items": {name: words[truth] for name, truth in truths.items()},
    }


def everything(
    case: Mapping[str, Mapping[str, Any]], as_of: date, readings: Readings
) -> dict[str, Any]:
    """Return the answer of every rule of the contract's section 4."""
    facts, day = read(case), as_of.toordinal()
    return {
        "appeal.admission": {
            **admission(facts, day, readings),
            "contested": contested_admission(facts, day, readings),
        },
        **{rule: deadline(rule, facts, day, readings) for rule in DEADLINES},
        "appeal.venue": appeal_venue(facts, day),
        "report.venue": report_venue(facts, day),
        "appeal.materials": materials(facts, day),
    }
