"""The fast evaluator against the plain one, on random expressions and cases."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from telcorules.evaluation.proof import Walker
from telcorules.language.compile import compile_values
from telcorules.language.nodes import Node
from telcorules.language.scope import DAYS
from tests.differential import random_expressions as random


def _as_walked(node: Node, value: Any) -> Any:
    """Return a compiled value as the walker writes it: a day is a pair of ordinals."""
    is_pair = isinstance(value, tuple)
    return (value, value) if node.type.kind in DAYS and not is_pair else value


class TestCompiledEqualsWalked:
    """Both read the same tree, so both give the same value under every reading."""

    @given(
        st.lists(random.values(3), min_size=1, max_size=4),
        random.stated(),
        random.ORDINALS,
        random.ORDINALS,
    )
    def test_on_random_expressions(
        self, texts: list[str], facts: dict[str, Any], at: int, as_of: int
    ) -> None:
        roots = [random.read(text, random.scope()) for text in texts]
        slots = random.case(facts).slots
        for context in random.contexts():
            judge = compile_values(roots, context.readings, context.calendar)
            walker = Walker(context, slots, at, as_of)
            compiled = judge(slots, at, as_of)
            pairs = zip(roots, compiled, strict=True)
            assert [_as_walked(*pair) for pair in pairs] == [
                walker.value(root) for root in roots
            ]
