"""Every form of expression over columns, held against the compiled function."""

from datetime import date
from typing import Any

import pytest

from tests.differential import random_expressions as random
from tests.differential.over_columns import as_compiled, by_columns, refused

TODAY = date(2026, 11, 21)
TOLD = [
    "True",
    "claim.paid and claim.heard",
    "claim.paid or claim.heard",
    "claim.paid and True",
    "claim.heard or True",
    "not True",
    "not claim.paid",
    "(claim.paid if claim.heard else not claim.paid)",
    '(claim.paid if reading.local_regulation == "local" else claim.heard)',
    "paid_late",
    "(claim.nature in ['charging'] if claim.heard else not claim.paid)".replace(
        "'", '"'
    ),
    "claim.filed_on <= at",
    "(claim.filed_on if claim.paid else claim.answered_on) <= as_of",
    "(due if claim.paid else claim.answered_on) < as_of",
    "(due if claim.paid else due) == due",
    'due != last_day(claim.filed_on, "15 days", roll="roll")',
    'due >= last_day(claim.answered_on, "5 months", roll="strict")',
    'last_day(claim.filed_on, "5 working days", roll="roll") > claim.answered_on',
    'last_day(at, "2 years", roll="roll") > claim.answered_on',
    'due + "3 days" >= as_of',
    'last_day(claim.filed_on, "1 year", roll="strict") + "3 days" > as_of',
    'claim.filed_on - "3 months" < claim.answered_on',
    'claim.filed_on + "2 calendar months" < claim.answered_on',
    'claim.filed_on - "1 day" == claim.answered_on',
    'claim.filed_on == "2026-10-08"',
    "happened(claim.filed_on)",
    "claim.lines + 2 * claim.calls - 1 > 3",
    "min(claim.lines, claim.calls) == 1",
    "max(claim.lines, claim.calls, 2) == 2",
    "claim.lines in [1, 2]",
    'claim.nature in ["charging", "other"]',
    'claim.nature != "charging"',
    'claim.name == "王五"',
    'claim.province == "广东"',
    'acts.provinces[0] == "440000"',
    '"440000" in acts.provinces',
    '"charging" in acts.natures',
    '"王五" in acts.names',
    "len(acts.provinces) == 2",
]
UNTOLD = [
    ("claim.amount > 3", "an amount of money"),
    ("acts.flags[0]", "a list of bool has no column"),
    ('acts.provinces[1] == "440000"', "the first item alone"),
    ('due - "3 days" < as_of', "a reckoned day moves by days alone"),
    ('last_day(due, "3 days", roll="roll") < as_of', "itself reckoned"),
    ("days_between(claim.filed_on, at) > 3", "there is no column for it"),
    ('claim.filed_on + "3000 years" < at', "longer than a hundred years"),
    ('last_day(at, "3000 years", roll="roll") < at', "longer than a hundred years"),
]


def cases() -> list[dict[str, dict[str, Any]]]:
    days = (
        *(None, "not-yet", "2026-10-08", "2026-11-06", "2026-12-24", "2016-02-29"),
        *("0001-01-01", "9999-12-29", "2003-12-31", "2061-01-03", "2026-11-21"),
    )
    found: list[dict[str, dict[str, Any]]] = [{}]
    for place, day in enumerate(days):
        for other in days[::2]:
            provinces = (["440000"], ["广东", "CN-GD"], ["广东", "410000"], None)
            number = len(found)
            claim = {
                "filed_on": day,
                "answered_on": other,
                "paid": (True, False, None)[number % 3],
                "heard": (True, False, None)[number // 3 % 3],
                "lines": (1, 2, None, 5)[number % 4],
                "calls": (0, 1, None)[place % 3],
                "nature": ("charging", "contract", None)[number % 3],
                "name": ("王五", "赵六", None)[number // 2 % 3],
                "province": ("CN-GD", "410000", None)[number // 4 % 3],
            }
            acts = {
                "provinces": provinces[number % 4],
                "natures": (["charging"], ["other", "contract"], None)[number % 3],
                "names": (["王五"], None)[number % 2],
            }
            found.append({"claim": claim, "acts": acts})
    return found


@pytest.mark.parametrize("readings", range(4))
def test_conditions_over_columns_are_those_compiled(readings: int) -> None:
    context = random.contexts()[readings]
    nodes = [random.read(text, random.scope()) for text in TOLD]
    asked = nodes, cases(), context, TODAY
    compiled = as_compiled(*asked)
    assert by_columns(*asked) == compiled
    told = [{row[place] for row in compiled} for place in range(len(nodes))]
    assert all(len(values) > 1 for values in told[1:3]), "the cases tell them apart"


@pytest.mark.parametrize(("text", "why"), UNTOLD)
def test_what_has_no_column_is_refused(text: str, why: str) -> None:
    context = random.contexts()[0]
    node = random.read(text, random.scope())
    told = refused(node, context)
    assert all(one.startswith("`x`: columns can't express `") for one in told)
    assert why in "\n".join(told)
