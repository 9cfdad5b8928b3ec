"""Three-valued logic: true, false, and not known (strong Kleene logic).

``None`` stands for *unknown*. A connective answers where the known operands
already decide, and is unknown elsewhere; so knowing more never turns an answer
that was true or false. Nothing here, and nothing that uses it, may call
``bool()`` on a truth: that would read unknown as false.
"""

Truth = bool | None


def negation(value: Truth) -> Truth:
    """Return the opposite of a truth; unknown stays unknown.

    Examples:
        >>> negation(True), negation(None)
        (False, None)
    """
    return None if value is None else value is False


def conjunction(*values: Truth) -> Truth:
    """Return whether all hold: one false decides, else one unknown.

    Of nothing it is true.

    Examples:
        >>> conjunction(False, None), conjunction(True, None), conjunction()
        (False, None, True)
    """
    unknown = False
    for value in values:
        if value is False:
            return False
        unknown = unknown or value is None
    return None if unknown else True


def disjunction(*values: Truth) -> Truth:
    """Return whether any holds: one true decides, else one unknown.

    Of nothing it is false.

    Examples:
        >>> disjunction(True, None), disjunction(False, None), disjunction()
        (True, None, False)
    """
    unknown = False
    for value in values:
        if value is True:
            return True
        unknown = unknown or value is None
    return None if unknown else False
