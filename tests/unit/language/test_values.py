from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from telcorules.foundation.moments import CHINA_TIME
from telcorules.foundation.regions import REGIONS
from telcorules.language.values import (
    read_bool,
    read_event,
    read_int,
    read_money,
    read_region,
    read_text,
    shown,
)

FORMS = [
    (form, region.code)
    for region in REGIONS.values()
    for form in (region.code, region.iso, region.short, region.name)
]


def _refusal(read: Any, value: object) -> tuple[str, str]:
    """Return the code and the message of what a reader refuses."""
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    return caught.value.type, caught.value.message()


@pytest.mark.parametrize(("form", "code"), FORMS)
def test_a_province_in_any_form_reads_back_as_its_code(form: str, code: str) -> None:
    assert read_region(form) == code


@pytest.mark.parametrize(
    "read", [read_bool, read_event, read_int, read_money, read_region, read_text]
)
def test_nothing_is_unknown(read: Any) -> None:
    assert read(None) is None


@pytest.mark.parametrize("value", ["not-yet", False])
def test_an_event_that_has_not_happened(value: object) -> None:
    assert read_event(value) == "not-yet"


def test_a_date_and_its_text_are_one_event() -> None:
    assert read_event("2026-10-08") == read_event(date(2026, 10, 8))


@pytest.mark.parametrize(
    "value",
    [
        "2026-10-08T23:30:00+08:00",
        "2026-10-08T23:30",
        "2026-10-08T15:30Z",
        datetime(2026, 10, 8, 15, 30, tzinfo=UTC),
        "2026-10-08T23:30:00.000",
    ],
)
def test_a_moment_comes_back_in_china_time(value: object) -> None:
    assert read_event(value) == datetime(2026, 10, 8, 23, 30, tzinfo=CHINA_TIME)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (True, "`true` is not an event"),
        (0, "`0` is not an event"),
        ("", "`` is not an event"),
        ("2026-10-8", "`2026-10-8` is not an event"),
        ("\uff12026-10-08", "`\uff12026-10-08` is not an event"),
        ("2026-10-08 09:30", "`2026-10-08 09:30` is not an event"),
        ("2026-13-01", "there is no day or moment `2026-13-01`"),
        ("2025-02-29", "there is no day or moment `2025-02-29`"),
        ("2026-10-08T09:61", "there is no day or moment `2026-10-08T09:61`"),
        ("0001-01-01T00:00+14:00", "`0001-01-01 00:00:00+14:00` is no moment in China"),
        ("a\nb", "`a\\nb` is not an event"),
    ],
)
def test_what_is_no_event(value: object, message: str) -> None:
    assert _refusal(read_event, value) == ("TR513", message)


def test_the_last_day_of_the_calendar_is_refused() -> None:
    assert _refusal(read_event, date(9999, 12, 31))[0] == "TR514"


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (20, "20"),
        ("19.90", "19.9"),
        ("-0.00", "0"),
        ("100", "100"),
        (Decimal("1E+2"), "100"),
        (Decimal("0.00000001"), "0.00000001"),
        ("999999999999999.5", "999999999999999.5"),
    ],
)
def test_money_has_one_form(value: Any, amount: str) -> None:
    assert f"{read_money(value):f}" == amount


def test_money_is_read_to_the_last_digit_whatever_the_caller_reckons_with() -> None:
    with localcontext() as context:
        context.prec = 3
        amounts = [read_money(one) for one in ("123456.78", Decimal("123456.78"))]
    assert amounts == [Decimal("123456.78")] * 2


@pytest.mark.parametrize(
    "value",
    [
        *(
            19.9,
            True,
            "",
            "1e3",
            " 1",
            "1_000",
            "\uff11",
            "1.",
            ".5",
            "0.123456789",
            "NaN",
        ),
        *(10**15, -(10**15), Decimal(10**15), Decimal("NaN"), Decimal("Infinity")),
        *(Decimal("1E-9"), Decimal("1E-999999"), [], "9" * 16),
    ],
)
def test_what_is_no_money(value: object) -> None:
    assert _refusal(read_money, value)[0] == "TR511"


@pytest.mark.parametrize("value", [0, -5, 10**15 - 1])
def test_a_whole_number_is_taken_as_it_is(value: int) -> None:
    assert read_int(value) == value


@pytest.mark.parametrize("value", [True, 1.0, "1", 10**15, -(10**15)])
def test_what_is_no_whole_number(value: object) -> None:
    assert _refusal(read_int, value)[0] == "TR511"


@pytest.mark.parametrize("value", [440000, b"44", ["440000"]])
def test_what_is_no_region(value: object) -> None:
    assert _refusal(read_region, value)[0] == "TR511"


def test_a_value_is_shown_on_one_line() -> None:
    assert shown("a\u2028b\n") == "a\\u2028b\\n"


def test_a_long_value_is_shown_in_part() -> None:
    assert shown("x" * 61) == "x" * 57 + "..."


def test_a_value_that_cannot_be_shown_is_named_by_its_type() -> None:
    assert shown(10**5000) == "a value of the type int"


def test_lists_without_end_are_named_by_their_type() -> None:
    endless: list[Any] = []
    for _ in range(100_000):
        endless = [endless]
    assert shown(endless) == "a value of the type list"
