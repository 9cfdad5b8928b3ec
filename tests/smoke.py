"""What a wheel has to do in an environment with nothing but its dependencies."""

import json
from datetime import date

import telcorules


def main() -> None:
    """Decide a case and count a deadline."""
    book = telcorules.load()
    case = book.case(
        {"operator_complaint": {"filed_on": "2026-10-08", "replied_on": "not-yet"}}
    )
    decision = book.decide(case, as_of=date(2026, 11, 21))
    assert decision["operator.reply"].status is telcorules.Status.OVERDUE
    assert decision.main.outcome is telcorules.Outcome.UNDETERMINED
    assert json.loads(decision.to_json())["schema"] == 1
    due = telcorules.due(date(2026, 10, 3), "5 working days").due
    assert due == date(2026, 10, 13)
    print(telcorules.__version__, telcorules.__file__, due)  # noqa: T201 - the report


if __name__ == "__main__":
    main()
