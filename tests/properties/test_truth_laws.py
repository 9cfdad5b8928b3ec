from collections.abc import Callable, Iterator
from itertools import product

import pytest

from telcorules.foundation.truth import (
    Truth,
    conjunction,
    disjunction,
    negation,
)

TRUTHS: tuple[Truth, ...] = (True, False, None)
PAIRS = tuple(product(TRUTHS, repeat=2))
TRIPLES = tuple(product(TRUTHS, repeat=3))
CONNECTIVES = (conjunction, disjunction)

Connective = Callable[..., Truth]


class TestDeMorgan:
    """What denies a conjunction is the disjunction of what denies its parts."""

    @pytest.mark.parametrize(("a", "b"), PAIRS)
    def test_of_a_conjunction(self, a: Truth, b: Truth) -> None:
        assert negation(conjunction(a, b)) is disjunction(negation(a), negation(b))

    @pytest.mark.parametrize(("a", "b"), PAIRS)
    def test_of_a_disjunction(self, a: Truth, b: Truth) -> None:
        assert negation(disjunction(a, b)) is conjunction(negation(a), negation(b))

    @pytest.mark.parametrize("a", TRUTHS)
    def test_denying_twice_changes_nothing(self, a: Truth) -> None:
        assert negation(negation(a)) is a


class TestOrderAndGrouping:
    """Neither the order of the operands nor their grouping matters."""

    @pytest.mark.parametrize("connective", CONNECTIVES)
    @pytest.mark.parametrize(("a", "b"), PAIRS)
    def test_order(self, connective: Connective, a: Truth, b: Truth) -> None:
        assert connective(a, b) is connective(b, a)

    @pytest.mark.parametrize("connective", CONNECTIVES)
    @pytest.mark.parametrize(("a", "b", "c"), TRIPLES)
    def test_grouping(
        self, connective: Connective, a: Truth, b: Truth, c: Truth
    ) -> None:
        assert connective(connective(a, b), c) is connective(a, connective(b, c))
        assert connective(connective(a, b), c) is connective(a, b, c)

    @pytest.mark.parametrize(("a", "b", "c"), TRIPLES)
    def test_distribution(self, a: Truth, b: Truth, c: Truth) -> None:
        together = disjunction(conjunction(a, b), conjunction(a, c))
        assert conjunction(a, disjunction(b, c)) is together


class TestKnowingMore:
    """Knowing more never turns an answer that was true or false."""

    @pytest.mark.parametrize("connective", CONNECTIVES)
    @pytest.mark.parametrize("values", TRIPLES)
    def test_a_known_answer_stands(
        self, connective: Connective, values: tuple[Truth, ...]
    ) -> None:
        answer = connective(*values)
        later = {connective(*more) for more in _refinements(values)}
        assert answer is None or later == {answer}

    @pytest.mark.parametrize("connective", CONNECTIVES)
    @pytest.mark.parametrize("values", PAIRS)
    def test_an_unknown_answer_was_open(
        self, connective: Connective, values: tuple[Truth, ...]
    ) -> None:
        later = {connective(*more) for more in _refinements(values)}
        assert (connective(*values) is None) == (len(later) > 1)


def _refinements(values: tuple[Truth, ...]) -> Iterator[tuple[Truth, ...]]:
    """Every way in which the unknown values can turn out."""
    return product(*((True, False) if it is None else (it,) for it in values))
