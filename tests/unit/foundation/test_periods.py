"""Periods as provisions state them."""

from typing import Any

import pytest

from telcorules.errors import RequestError
from telcorules.foundation.periods import Period, Unit


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("30 working days", 30, Unit.WORKING_DAYS),
        ("1 working day", 1, Unit.WORKING_DAYS),
        ("1 day", 1, Unit.DAYS),
        ("15 days", 15, Unit.DAYS),
        (" 48 hours ", 48, Unit.HOURS),
        ("1 month", 1, Unit.MONTHS),
        ("2 years", 2, Unit.YEARS),
        ("5个工作日", 5, Unit.WORKING_DAYS),
        ("5 工作日", 5, Unit.WORKING_DAYS),
        ("15日", 15, Unit.DAYS),
        ("15天", 15, Unit.DAYS),
        ("3个月", 3, Unit.MONTHS),
        ("5 calendar months", 5, Unit.CALENDAR_MONTHS),
        ("1 calendar month", 1, Unit.CALENDAR_MONTHS),
        ("5个自然月", 5, Unit.CALENDAR_MONTHS),
        ("2年", 2, Unit.YEARS),
        ("48小时", 48, Unit.HOURS),
        ("十日", 10, Unit.DAYS),
        ("十五日", 15, Unit.DAYS),
        ("二十日", 20, Unit.DAYS),
        ("六十五日", 65, Unit.DAYS),
        ("五个月", 5, Unit.MONTHS),
        ("两年", 2, Unit.YEARS),
        ("一百零五日", 105, Unit.DAYS),
        ("一百八十日", 180, Unit.DAYS),
        ("一千〇一天", 1001, Unit.DAYS),
        ("九千九百九十九日", 9999, Unit.DAYS),
        ("100000 days", 100_000, Unit.DAYS),
    ],
)
def test_a_period_is_read(text: str, count: int, unit: Unit) -> None:
    assert Period.parse(text) == Period(count, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "days",
        "15",
        "15 weeks",
        "1.5 days",
        "-3 days",
        "五月",
        "百日",
        "十百日",
        "一二三日",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(RequestError) as caught:
        Period.parse(text)
    assert str(caught.value) == (
        f"TR601: `{text}` is not a period\n"
        "  fix: write `48 hours`, `15 days`, `30 working days`, `5 months`, "
        "`2 years`, `15日`, `5个工作日` or `3个月`"
    )


@pytest.mark.parametrize(
    ("text", "count"), [("0 days", 0), ("100001 days", 100_001), ("零日", 0)]
)
def test_a_count_out_of_range_is_refused(text: str, count: int) -> None:
    with pytest.raises(RequestError) as caught:
        Period.parse(text)
    assert str(caught.value) == (
        f"TR602: a period of {count} units is not from 1 to 100000\n"
        "  fix: give a whole number in that range"
    )


def test_a_number_of_any_length_is_only_out_of_range() -> None:
    with pytest.raises(RequestError) as caught:
        Period.parse("9" * 10_000 + " days")
    assert caught.value.problems[0].code == "TR602"


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [
        (Period(1, Unit.DAYS), "1 day", "1日"),
        (Period(15, Unit.DAYS), "15 days", "15日"),
        (Period(5, Unit.WORKING_DAYS), "5 working days", "5个工作日"),
        (Period(1, Unit.MONTHS), "1 month", "1个月"),
        (Period(2, Unit.YEARS), "2 years", "2年"),
        (Period(48, Unit.HOURS), "48 hours", "48小时"),
    ],
)
def test_a_period_is_written_in_both_languages(
    period: Period, english: str, chinese: str
) -> None:
    assert (str(period), period.zh) == (english, chinese)
    assert Period.parse(english) == Period.parse(chinese) == period


NO_PERIODS: list[tuple[Any, Any]] = [(5, "days"), ("5", Unit.DAYS), (5.0, Unit.DAYS)]


@pytest.mark.parametrize(
    ("count", "unit"), NO_PERIODS, ids=["unit-text", "count-text", "count-float"]
)
def test_a_period_is_a_whole_number_of_a_unit(count: Any, unit: Any) -> None:
    with pytest.raises(RequestError) as caught:
        Period(count, unit)
    assert str(caught.value) == (
        f"TR601: `Period({count!r}, {unit!r})` is not a period\n"
        '  fix: write Period(5, Unit.DAYS) or Period.parse("5 days")'
    )
