"""What more knowledge may change, and what it may not."""

from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from telcorules.evaluation.context import facts_read
from telcorules.language.compile import compile_values
from tests.differential import random_expressions as random


def _truth(text: str, facts: dict[str, Any], at: int, context: int) -> Any:
    """Return the value of a condition for a case."""
    chosen = random.contexts()[context]
    node = random.read(text, random.scope())
    judge = compile_values([node], chosen.readings, chosen.calendar)
    return judge(random.case(facts).slots, at, at)[0]


def _completed(
    some: dict[str, dict[str, Any]], more: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Return a case that states what the first does, and the rest of the second."""
    return {section: {**more[section], **facts} for section, facts in some.items()}


class TestKnowledge:
    """For a fixed day, knowing more never turns an answer that was true or false."""

    @given(
        random.conditions(3),
        random.stated(known=3),
        random.stated(known=8),
        random.ORDINALS,
        st.integers(0, 3),
    )
    @example(
        "last_day(claim.filed_on, waiting_time, roll='strict') < at",
        {"claim": {"filed_on": "2022-03-01"}, "acts": {}},
        {"claim": {"province": "410000", "paid": True}, "acts": {}},
        738_215,
        3,
    )
    def test_an_answer_stays(
        self,
        text: str,
        some: dict[str, Any],
        more: dict[str, Any],
        at: int,
        context: int,
    ) -> None:
        before = _truth(text, some, at, context)
        assume(before is not None)
        assert _truth(text, _completed(some, more), at, context) is before


class TestFactsNotRead:
    """An answer hangs on the facts that it is said to read, and on no other."""

    @given(
        random.values(3),
        random.stated(),
        random.stated(),
        random.ORDINALS,
        st.integers(0, 3),
    )
    def test_other_facts_make_no_difference(
        self,
        text: str,
        some: dict[str, Any],
        other: dict[str, Any],
        at: int,
        context: int,
    ) -> None:
        node = random.read(text, random.scope())
        names = facts_read(node, random.contexts()[context].readings)
        mixed = {
            section: {
                **{
                    n: v
                    for n, v in other[section].items()
                    if n not in _of(section, names)
                },
                **{n: v for n, v in some[section].items() if n in _of(section, names)},
            }
            for section in some
        }
        before = _truth(text, some, at, context)
        assert _truth(text, mixed, at, context) == before


def _of(section: str, names: tuple[str, ...]) -> set[str]:
    """Return the names of the facts of one section."""
    parts = (name.partition(".") for name in names)
    return {fact for part, _, fact in parts if part == section}
