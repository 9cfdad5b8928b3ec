"""One test over the table that lawyers read: `deadlines.csv`."""

import csv
from pathlib import Path

import pytest

from telcorules.foundation.lastdays import due

TABLE = Path(__file__).with_name("deadlines.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines(), delimiter=";"))


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row['event']} {row['period']} {row['direction']}"
)
def test_a_period_ends_on_the_day_in_the_table(row: dict[str, str]) -> None:
    answer = due(row["event"], row["period"], before=row["direction"] == "before")
    ends = (answer.nominal.isoformat(), answer.due.isoformat())
    assert ends == (row["nominal"], row["last day"])
