"""What compiled conditions answer, said by hand; the walker has to agree."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from telcorules.evaluation.proof import Walker
from telcorules.language.compile import compile_admission, compile_values
from telcorules.language.nodes import Node
from telcorules.language.scope import DAYS
from telcorules.language.vocabulary import NEVER
from tests.differential import random_expressions as random

AT = date(2026, 10, 20).toordinal()


def _value(text: str, facts: dict[str, Any], **readings: str) -> Any:
    """Return the value of an expression; the walker has to agree."""
    chosen = {name.replace("_", "-"): choice for name, choice in readings.items()}
    context = random.contexts()[0]
    for name, choice in chosen.items():
        context = context.under(name, choice)
    node = random.read(text, random.scope())
    slots = random.case(facts).slots
    found = compile_values([node], context.readings, context.calendar)(slots, AT, AT)[0]
    walked = Walker(context, slots, AT, AT).value(node)
    assert walked in (found, (found, found))
    certain = isinstance(walked, tuple) and len(set(walked)) == 1
    return walked[0] if certain and node.type.kind in DAYS else found


@pytest.mark.parametrize(
    ("text", "facts", "value"),
    [
        ("claim.paid", {}, None),
        ("claim.paid and False", {}, False),
        ("claim.paid or True", {}, True),
        ("not claim.paid", {}, None),
        ("claim.filed_on <= at", {"filed_on": "2026-10-20"}, True),
        ("claim.filed_on < at", {"filed_on": "2026-10-20T23:59"}, False),
        ("claim.filed_on <= at", {"filed_on": "not-yet"}, False),
        ("claim.filed_on > at", {"filed_on": "not-yet"}, True),
        (
            "claim.filed_on == claim.answered_on",
            {"filed_on": "not-yet", "answered_on": "not-yet"},
            True,
        ),
        ("happened(claim.filed_on)", {"filed_on": "not-yet"}, False),
        ("happened(claim.filed_on)", {"filed_on": "2026-10-20"}, True),
        ("happened(claim.filed_on)", {}, None),
        ('at in ["2026-10-20", "2026-10-21"]', {}, True),
        ('claim.filed_on not in ["2026-10-20"]', {}, None),
        ('claim.nature in ["charging", "other"]', {"nature": "contract"}, False),
        ("(claim.lines if claim.paid else 3) == 3", {"lines": 3}, True),
        ("(claim.lines if claim.paid else 4) == 3", {"lines": 3}, None),
        ("claim.amount * 0.01 == 0.1990", {"amount": "19.90"}, True),
        ("claim.lines + 1 > 3 > claim.lines", {"lines": 2}, False),
        ("claim.lines + 2 > 3 > claim.lines", {"lines": 2}, True),
        ("max(claim.lines, claim.calls)", {"lines": 2}, None),
        ("min(claim.lines, 1)", {"lines": 2}, 1),
        ("-claim.lines", {"lines": 2}, -2),
        ('authority("office", claim.province)', {"province": "广东"}, "office-440000"),
        ('authority("office", claim.province)', {"province": "重庆"}, "centre"),
        ('"2026-10-08" if claim.paid else at', {"paid": True}, 739_897),
        ("1 < 2", {}, True),
        ("paid_late and paid_late", {"paid": True, "answered_on": "not-yet"}, None),
    ],
    ids=str,
)
def test_a_claim(text: str, facts: dict[str, Any], value: object) -> None:
    assert _value(text, {"claim": facts}) == value


@pytest.mark.parametrize(
    ("text", "facts", "value"),
    [
        ("acts.days[0] < at", {"days": ["2026-10-08"]}, True),
        ("acts.days[0] < at", {}, None),
        ("acts.days[1] < at", {"days": ["2026-10-08"]}, None),
        ("len(acts.days)", {"days": ["2026-10-08", "not-yet"]}, 2),
        ('"广东" in acts.provinces', {"provinces": ["440000"]}, True),
        ('"charging" not in acts.natures', {"natures": ["other"]}, True),
        ('"2026-10-08" in acts.days', {"days": ["2026-10-08T09:00"]}, True),
        (
            'authority("office", acts.provinces)',
            {"provinces": ["广东", "重庆"]},
            ("office-440000", "centre"),
        ),
    ],
    ids=str,
)
def test_lists(text: str, facts: dict[str, Any], value: object) -> None:
    assert _value(text, {"acts": facts}) == value


@pytest.mark.parametrize(
    ("roll", "local", "facts", "day"),
    [
        ("roll", "national", {"filed_on": "2026-10-08"}, "2026-10-19"),
        ("strict", "national", {"filed_on": "2026-10-08"}, "2026-10-18"),
        ("strict", "national", {"filed_on": "2023-10-08"}, "2023-10-23"),
        ("strict", "local", {"filed_on": "2026-10-08"}, None),
        ("strict", "local", {"filed_on": "2026-10-08", "paid": True}, None),
        (
            "strict",
            "local",
            {"filed_on": "2026-10-08", "province": "410000"},
            "2026-10-14",
        ),
        (
            "strict",
            "local",
            {"filed_on": "2026-10-08", "province": "广东", "paid": True},
            "2026-10-23",
        ),
        ("strict", "national", {"filed_on": "2001-10-08"}, None),
    ],
    ids=str,
)
def test_a_parameter_has_the_value_of_the_event_s_day(
    roll: str, local: str, facts: dict[str, Any], day: str | None
) -> None:
    readings = {"duty_rollover": roll, "local_regulation": local}
    found = _value("due", {"claim": facts}, **readings)
    assert found == (day and date.fromisoformat(day).toordinal())


def test_a_parameter_is_known_where_every_candidate_is_the_same() -> None:
    facts = {"claim": {"filed_on": "2019-10-08"}}
    found = _value("due", facts, duty_rollover="strict", local_regulation="local")
    assert found == date(2019, 10, 23).toordinal()


def test_the_last_day_of_what_has_not_happened_is_never() -> None:
    assert _value("due", {"claim": {"filed_on": "not-yet"}}) == NEVER


def test_a_day_moved_back() -> None:
    found = _value('claim.filed_on - "2 months"', {"claim": {"filed_on": "2026-04-30"}})
    assert found == date(2026, 2, 28).toordinal()


def test_an_uncertain_day_is_a_span() -> None:
    text = 'last_day(claim.filed_on, "30 working days", roll="strict")'
    low, high = _value(text, {"claim": {"filed_on": "2027-01-04"}})
    assert low < high


@pytest.mark.parametrize(
    ("sign", "days", "value"),
    [
        ("<", 0, None),
        ("<", -90, False),
        ("<", 90, True),
        ("<=", 90, True),
        (">", -90, True),
        (">=", 90, False),
        ("==", 0, None),
        ("==", 90, False),
        ("!=", 0, None),
        ("!=", -90, True),
    ],
)
def test_a_comparison_with_an_uncertain_day_holds_at_both_bounds_or_is_unknown(
    sign: str, days: int, *, value: bool | None
) -> None:
    facts = {"claim": {"filed_on": "2027-01-04"}}
    text = 'last_day(claim.filed_on, "30 working days", roll="strict")'
    low, high = _value(text, facts)
    day = date.fromordinal((low + high) // 2 + days)
    assert _value(f'{text} {sign} "{day}"', facts) is value


def test_one_of_two_uncertain_days_while_the_choice_is_open() -> None:
    long = 'last_day(claim.filed_on, "30 working days", roll="strict")'
    facts = {"claim": {"filed_on": "2027-01-04"}}
    assert _value(f"{long} if claim.paid else {long}", facts) == _value(long, facts)
    assert _value(f"{long} if claim.paid else at", facts) is None


def test_known_tells_whether_a_fact_is_stated() -> None:
    scope = replace(random.scope(), known=True)
    node = random.read("known(claim.name) or known(claim.filed_on)", scope)
    context = random.contexts()[0]
    judge = compile_values([node], context.readings, context.calendar)
    for facts, value in (({}, False), ({"name": "王五"}, True)):
        slots = random.case({"claim": facts}).slots
        walker = Walker(context, slots, AT, AT)
        assert (judge(slots, AT, AT), walker.value(node)) == ((value,), value)


def test_a_name_whose_parts_are_gated_is_computed_before_it_is_used() -> None:
    scope = random.scope()
    inner = random.read("claim.paid and claim.heard", scope)
    outer_scope = scope.having("inner", inner)
    outer = random.read("claim.filed_on < at and inner", outer_scope)
    node = random.read("outer or inner", outer_scope.having("outer", outer))
    context = random.contexts()[0]
    judge = compile_values([node], context.readings, context.calendar)
    slots = random.case({"claim": {"paid": True, "heard": True}}).slots
    assert judge(slots, AT, AT) == (True,)


@pytest.mark.parametrize(
    ("facts", "outcome", "truths"),
    [
        ({"paid": True, "heard": False}, "yes", (True, False)),
        ({"paid": True, "heard": True}, "no", (True, True)),
        ({"paid": False}, "no", (False, None)),
        ({"paid": True}, "open", (True, None)),
        ({"heard": False}, "open", (None, False)),
    ],
)
def test_an_admission_needs_all_and_bears_no_bar(
    facts: dict[str, Any], outcome: str, truths: tuple[bool | None, ...]
) -> None:
    context = random.contexts()[0]
    judge = compile_admission(
        *([_node("claim.paid")], [_node("claim.heard")], ("yes", "no", "open")),
        context.readings,
        context.calendar,
    )
    assert judge(random.case({"claim": facts}).slots, AT, AT) == (outcome, truths)


def _node(text: str) -> Node:
    """Return a checked tree."""
    return random.read(text, random.scope())
