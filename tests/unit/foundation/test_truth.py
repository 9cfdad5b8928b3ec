import pytest

from telcorules.foundation.truth import (
    Truth,
    conjunction,
    disjunction,
    negation,
)


@pytest.mark.parametrize(
    ("value", "opposite"), [(True, False), (False, True), (None, None)]
)
def test_negation_turns_what_is_known(value: Truth, opposite: Truth) -> None:
    assert negation(value) is opposite


@pytest.mark.parametrize(
    ("values", "both"),
    [
        ((), True),
        ((True, True), True),
        ((True, False), False),
        ((True, None), None),
        ((None, False), False),
        ((None, None), None),
    ],
)
def test_one_false_decides_a_conjunction(
    values: tuple[Truth, ...], both: Truth
) -> None:
    assert conjunction(*values) is both


@pytest.mark.parametrize(
    ("values", "either"),
    [
        ((), False),
        ((False, False), False),
        ((True, False), True),
        ((False, None), None),
        ((None, True), True),
        ((None, None), None),
    ],
)
def test_one_true_decides_a_disjunction(
    values: tuple[Truth, ...], either: Truth
) -> None:
    assert disjunction(*values) is either
