"""What the analysis calls proven, held against random cases that could disprove it."""

import os
from datetime import date
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import telcorules
from telcorules.language.compile import compile_values
from telcorules.language.nodes import Node
from telcorules.review.cells import Cells
from telcorules.review.conditions import ALWAYS, NEVER, PART, conditions, parts_of
from telcorules.review.hunts import Setting
from telcorules.review.sites import Site
from telcorules.review.verdicts import Check, Verdict
from tests.differential import random_expressions as random

EXAMPLES = 3_000 if os.environ.get("TELCORULES_DEEP") else 60
UNSHRUNK = [Phase.explicit, Phase.reuse, Phase.generate]
BOOK = telcorules.load(random.SMALL)
CELLS = Cells(BOOK)
SETTING = Setting(date(2017, 1, 1))
DAYS = st.dates(date(2017, 1, 1), date(2026, 9, 30)).map(date.toordinal)
EVENTS = st.just("not-yet") | st.dates(date(2016, 1, 1), date(2027, 12, 31)).map(str)
NUMBERS = st.integers(0, 12)
COUNTED: dict[str, st.SearchStrategy[Any]] = {
    "filed_on": EVENTS,
    "answered_on": EVENTS,
    "amount": NUMBERS,
    "refund": NUMBERS,
    "lines": NUMBERS,
    "calls": NUMBERS,
    "paid": st.booleans(),
    "heard": st.booleans(),
    "nature": random.NATURES,
    "province": random.PLACES,
    "name": random.NAMES,
}
FACTS = st.fixed_dictionaries(
    {
        "claim": st.fixed_dictionaries({}, optional=COUNTED),
        "acts": st.fixed_dictionaries({}),
    }
)
CASES = st.lists(st.tuples(FACTS, DAYS), min_size=20, max_size=20)


def proven(node: Node) -> list[Check]:
    checks = conditions(CELLS, Site("`c`", node, SETTING))
    return [one for one in checks if one.verdict is Verdict.PROVEN]


def values(roots: list[Node], cases: list[Any]) -> list[tuple[Any, ...]]:
    """Return what some expressions come to in cases, under every reading."""
    return [
        compile_values(roots, context.readings, context.calendar)(
            random.case(facts).slots, day, day
        )
        for context in random.contexts()
        for facts, day in cases
    ]


class TestWhatIsProven:
    """No case, known in full or in part, comes out otherwise than a finding says.

    Numbers aren't below zero, as the analysis takes them to be; lists stay unknown,
    since nothing is ever proven of them.
    """

    @given(random.conditions(2), CASES)
    @settings(max_examples=EXAMPLES, phases=UNSHRUNK)
    def test_no_case_disproves(self, text: str, cases: list[Any]) -> None:
        node = random.read(text, random.scope())
        found = proven(node)
        without = {str(part.node.span): part.without for part in parts_of(node)}
        for one in found:
            if one.code == PART:
                several = values([node, without[str(one.problem.span)]], cases)
                assert [a for a, b in several if a != b] == []
            else:
                other = {ALWAYS: False, NEVER: True}[one.code]
                assert other not in {value for (value,) in values([node], cases)}
