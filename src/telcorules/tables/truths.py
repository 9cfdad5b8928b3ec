"""The logic of the language in SQL, whose NULL is its unknown."""

from typing import Any

import ibis


def negated(truth: Any) -> Any:
    """Return what is true where a condition is false, and unknown where it is."""
    return ~truth


def compared(truth: Any) -> Any:
    """Return a condition as it can stand beside ``=``, or before ``IS NULL``.

    The texts that Ibis writes for ``NOT x`` and ``x IN (...)`` lack the parentheses
    that they need there.
    """
    return ibis.cases((truth, True), (~truth, False))
