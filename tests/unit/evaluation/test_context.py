"""The days for which a rule has law, as its answers tell them."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.evaluation.written import book

VERSION = (
    "{{from: {0}, until: {1}, bar: {{bad: {{if: not thing.good, basis: [act]}}}}}}"
)


@pytest.mark.parametrize(
    ("second", "days"),
    [
        ("2021-01-01", [("2020-01-01", "2021-12-31")]),
        ("2021-02-01", [("2020-01-01", "2020-12-31"), ("2021-02-01", "2021-12-31")]),
    ],
    ids=["going-on", "with-a-gap"],
)
def test_days_that_go_on_under_one_instrument_are_told_as_one(
    second: str, days: list[tuple[str, str]], tmp_path: Path
) -> None:
    versions = [
        VERSION.format("2020-01-01", "2020-12-31"),
        VERSION.format(second, "2021-12-31"),
    ]
    rule = f"""
        rule: thing.ok
        kind: admission
        versions:
          - {versions[0]}
          - {versions[1]}
    """
    found = book(tmp_path, rule=rule).evaluate("thing.ok", {}, as_of=date(2019, 12, 31))
    assert [(str(one.start), str(one.until)) for one in found.law] == days
