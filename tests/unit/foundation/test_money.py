"""Money reckoned exactly."""

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from telcorules.foundation.money import ARITHMETIC, rounded

LONG = Decimal("123456789012345.12345678")


@pytest.mark.parametrize(
    ("sign", "value"),
    [
        ("+", "123456789012346.12345678"),
        ("-", "123456789012344.12345678"),
        ("*", "123456789012345.12345678"),
    ],
)
def test_the_callers_precision_does_not_matter(sign: str, value: str) -> None:
    with localcontext() as context:
        context.prec = 3
        assert ARITHMETIC[sign](LONG, Decimal(1)) == Decimal(value)


def test_no_digit_is_lost() -> None:
    square = ARITHMETIC["*"](LONG, LONG)
    assert Fraction(square) == Fraction(LONG) ** 2


def test_a_whole_number_may_stand_on_either_side() -> None:
    assert ARITHMETIC["+"](3, 4) == Decimal(7)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "rounding", "expected"),
    [
        ("2.675", "half-up", "2.68"),
        ("2.674", "half-up", "2.67"),
        ("2.671", "up", "2.68"),
        ("2.679", "down", "2.67"),
        ("9" * 40 + ".995", "half-up", "1" + "0" * 40 + ".00"),
    ],
)
def test_is_rounded_to_cents(value: str, rounding: str, expected: str) -> None:
    with localcontext() as context:
        context.prec = 3
        assert str(rounded(Decimal(value), 2, rounding)) == expected
