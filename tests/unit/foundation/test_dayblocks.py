"""Days written as notices write them, and read again."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telcorules.errors import CalendarError
from telcorules.foundation.dayblocks import from_blocks, in_blocks, parse_day

DAYS = st.sets(st.dates(date(2005, 12, 1), date(2006, 2, 28)))


def refusal(blocks: object) -> list[tuple[str, str]]:
    with pytest.raises(CalendarError) as caught:
        from_blocks(blocks)
    return [(one.code, one.message) for one in caught.value.problems]


def test_days_in_a_row_are_one_block() -> None:
    days = [date(2026, 1, 5), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)]
    assert in_blocks(days) == ["2025-12-31..2026-01-02", "2026-01-05"]


def test_no_days_are_no_blocks() -> None:
    assert (in_blocks([]), from_blocks([])) == ([], ())


@given(DAYS.map(lambda days: {day for day in days if day.day % 11}))
def test_blocks_read_back_as_the_same_days(days: set[date]) -> None:
    assert from_blocks(in_blocks(days)) == tuple(sorted(days))


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ("2026-01-01", [("TR712", "`days` is `'2026-01-01'`, not a list of days")]),
        ([5], [("TR712", "`days` has `5`, not a day")]),
        (["2026-02-30"], [("TR712", "`days` has `2026-02-30`, not a day")]),
        (
            ["2026-01-01..2026-01-02..2026-01-03"],
            [("TR712", "`days` has `2026-01-01..2026-01-02..2026-01-03`, not a day")],
        ),
        (
            ["2026-01-02..2026-01-01"],
            [("TR713", "`days` has `2026-01-02..2026-01-01`, not a block of days")],
        ),
        (
            ["2026-01-01..2026-02-02"],
            [("TR713", "`days` has `2026-01-01..2026-02-02`, not a block of days")],
        ),
        (
            ["2026-01-01", "2026-01-01..2026-01-02", 5],
            [
                ("TR712", "`days` has `5`, not a day"),
                ("TR713", "`days` lists 2026-01-01 twice"),
            ],
        ),
    ],
)
def test_what_is_no_list_of_days_is_refused(
    blocks: object, said: list[tuple[str, str]]
) -> None:
    assert refusal(blocks) == said


@pytest.mark.parametrize(
    "value",
    [None, 5, "", "2026-1-1", "20260101", datetime(2026, 1, 1)],  # noqa: DTZ001
)
def test_what_is_no_day_is_none(value: object) -> None:
    assert parse_day(value) is None
