from itertools import product

import pytest

from telcorules.foundation.law import Rank
from telcorules.foundation.precedence import prevails

LOCAL, RULE = Rank.LOCAL_REGULATION, Rank.DEPARTMENTAL_RULE


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        (Rank.LAW, Rank.ADMINISTRATIVE_REGULATION),
        (Rank.ADMINISTRATIVE_REGULATION, LOCAL),
        (Rank.ADMINISTRATIVE_REGULATION, RULE),
        (LOCAL, Rank.NORMATIVE_DOCUMENT),
        (RULE, Rank.NORMATIVE_DOCUMENT),
        (Rank.NORMATIVE_DOCUMENT, Rank.COMPANY_POLICY),
        (Rank.COMPANY_POLICY, Rank.OUTLINE),
    ],
)
def test_the_higher_rank_prevails(higher: Rank, lower: Rank) -> None:
    assert (prevails(higher, lower), prevails(lower, higher)) == (True, False)


def test_neither_a_local_regulation_nor_a_departmental_rule_outranks_the_other() -> (
    None
):
    assert (prevails(LOCAL, RULE), prevails(RULE, LOCAL)) == (None, None)


@pytest.mark.parametrize("rank", Rank)
def test_rank_decides_nothing_among_equals(rank: Rank) -> None:
    assert prevails(rank, rank) is None


class TestAllRanks:
    """Precedence is antisymmetric and transitive."""

    def test_what_one_wins_the_other_loses(self) -> None:
        for one, other in product(Rank, Rank):
            mirrored = prevails(other, one)
            assert prevails(one, other) is (None if mirrored is None else not mirrored)

    def test_what_prevails_over_what_prevails_prevails(self) -> None:
        for one, middle, other in product(Rank, Rank, Rank):
            if prevails(one, middle) and prevails(middle, other):
                assert prevails(one, other) is True
