"""The logic of the language in SQL, whose NULL is its unknown."""

from typing import Any

import ibis


def negated(truth: Any) -> Any:
    """Return what is true where a condition is false, and unknown where it is.

    As a comparison: the texts that Ibis writes for ``NOT`` within a comparison, or
    before ``IS NULL``, lack the parentheses that they need.
    """
    return truth == ibis.literal(False)  # noqa: FBT003 - a value of SQL
