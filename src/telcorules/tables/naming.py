"""What columns are called: ``section__fact`` in, ``rule_id__part`` out."""


def result(rule: str, part: str) -> str:
    """Return the column of a part of a rule's answer.

    Examples:
        >>> result("appeal.admission", "time-barred")
        'appeal_admission__time_barred'
    """
    return "__".join(one.replace(".", "_").replace("-", "_") for one in (rule, part))
