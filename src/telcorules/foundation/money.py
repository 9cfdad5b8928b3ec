"""Money reckoned exactly: never a float, and never cut to the caller's precision.

`decimal` takes its precision from the thread that happens to call. Here it comes from
a context of our own, with more digits than any expression can make.
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from types import MappingProxyType
from typing import Final

_EXACT: Final = Context(prec=1_000_000)
_ROUNDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {"half-up": ROUND_HALF_UP, "up": ROUND_UP, "down": ROUND_DOWN}
)

ARITHMETIC: Final[Mapping[str, Callable[[Decimal, Decimal], Decimal]]] = (
    MappingProxyType(
        {"+": _EXACT.add, "-": _EXACT.subtract, "*": _EXACT.multiply},
    )
)
"""The exact sum, difference and product; a whole number may be either operand."""


def rounded(value: Decimal | int, places: int, rounding: str) -> Decimal:
    """Round to so many places: ``half-up``, ``up`` or ``down``, as a rule says.

    Examples:
        >>> rounded(Decimal("2.675"), 2, "half-up"), rounded(3, 2, "up")
        (Decimal('2.68'), Decimal('3.00'))
    """
    unit = Decimal((0, (1,), -places))
    return Decimal(value).quantize(unit, _ROUNDINGS[rounding], _EXACT)
