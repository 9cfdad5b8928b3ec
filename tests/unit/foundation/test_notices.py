"""Reading holiday notices, and refusing those that can't be right."""

from datetime import date, datetime
from typing import Any

import pytest

from telcorules.errors import CalendarError
from telcorules.foundation.notices import Notice, expected_title

GOOD: dict[str, Any] = {
    "notice": "国办发明电〔2025〕7号",
    "title": "国务院办公厅关于2026年部分节假日安排的通知",
    "year": 2026,
    "published_on": date(2025, 11, 4),
    "rest_days": [
        "2026-01-01..2026-01-03",
        "2026-02-15..2026-02-23",
        "2026-04-04..2026-04-06",
        "2026-05-01..2026-05-05",
        "2026-06-19..2026-06-21",
        "2026-09-25..2026-09-27",
        "2026-10-01..2026-10-07",
    ],
    "make_up_days": [
        date(2026, 1, 4),
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
    ],
}


def mistakes(**changes: object) -> list[tuple[str, str]]:
    data = {key: value for key, value in (GOOD | changes).items() if value != "absent"}
    with pytest.raises(CalendarError) as caught:
        Notice.from_mapping(data)
    return [(problem.code, problem.message) for problem in caught.value.problems]


def test_a_notice_is_read_with_every_day_of_its_blocks() -> None:
    notice = Notice.from_mapping(GOOD)
    assert notice.name == "国办发明电〔2025〕7号"
    assert notice.rest_days[:4] == (
        date(2026, 1, 1),
        date(2026, 1, 2),
        date(2026, 1, 3),
        date(2026, 2, 15),
    )
    assert notice.make_up_days[0] == date(2026, 1, 4)
    assert (notice.amends, notice.one_off_days, notice.source) == (None, 0, "")


def test_a_notice_without_a_number_goes_by_its_title() -> None:
    assert Notice.from_mapping(GOOD | {"notice": None}).name == expected_title(2026)


def test_dates_may_be_texts() -> None:
    data = GOOD | {"published_on": "2025-11-04"}
    assert Notice.from_mapping(data) == Notice.from_mapping(GOOD)


def test_the_day_of_publication_may_be_unknown() -> None:
    notice = Notice.from_mapping(GOOD | {"published_on": None})
    assert (notice.published_on, notice.known_from) == (None, date(2025, 12, 31))
    assert Notice.from_mapping(GOOD).known_from == date(2025, 11, 4)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"notice": None, "published_on": None},
        {
            "amends": "x",
            "one_off_days": 2,
            "rest_days": ["2026-01-01"],
            "make_up_days": [],
        },
    ],
)
def test_what_it_says_reads_back(changes: dict[str, Any]) -> None:
    notice = Notice.from_mapping(GOOD | changes)
    assert Notice.from_mapping(notice.to_dict()) == notice


def test_where_it_was_read_is_not_what_it_says() -> None:
    sourced = Notice.from_mapping(GOOD | {"source": "a newspaper"})
    assert sourced.to_dict() == Notice.from_mapping(GOOD).to_dict()


@pytest.mark.parametrize("key", list(GOOD))
def test_a_missing_key_is_named(key: str) -> None:
    assert ("TR711", f"the notice lacks `{key}`") in mistakes(**{key: "absent"})


def test_an_unknown_key_is_named() -> None:
    assert mistakes(makeup_days=[]) == [("TR711", "unknown key `makeup_days`")]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("notice", 7, "`notice` is `7`, not a text"),
        ("title", None, "`title` is `None`, not a text"),
        ("title", " ", "`title` is `' '`, not a text"),
        ("year", "2026", "`year` is `'2026'`, not a whole number"),
        ("year", 2003, "`year` is `2003`, outside 2005 to 2060"),
        ("one_off_days", -1, "`one_off_days` is `-1`, not a whole number"),
        ("published_on", "4 Nov", "`published_on` has `4 Nov`, not a day"),
        ("published_on", "2025-11-31", "`published_on` has `2025-11-31`, not a day"),
        (
            "rest_days",
            "2026-01-01",
            "`rest_days` is `'2026-01-01'`, not a list of days",
        ),
        ("rest_days", ["2026-1-1"], "`rest_days` has `2026-1-1`, not a day"),
        ("make_up_days", [20260104], "`make_up_days` has `20260104`, not a day"),
        (
            "rest_days",
            ["2026-01-01..2026-01-02..2026-01-03"],
            "`rest_days` has `2026-01-01..2026-01-02..2026-01-03`, not a day",
        ),
    ],
)
def test_a_value_of_the_wrong_type_is_shown(
    key: str, value: object, message: str
) -> None:
    assert ("TR712", message) in mistakes(**{key: value})


def test_a_moment_is_not_a_day() -> None:
    moment = datetime(2026, 1, 4, 9)  # noqa: DTZ001
    assert mistakes(make_up_days=[moment]) == [
        ("TR712", "`make_up_days` has `2026-01-04 09:00:00`, not a day")
    ]


@pytest.mark.parametrize("block", ["2026-01-03..2026-01-01", "2026-01-01..2026-12-31"])
def test_a_block_runs_forward_and_ends(block: str) -> None:
    assert mistakes(rest_days=[block]) == [
        ("TR713", f"`rest_days` has `{block}`, not a block of days")
    ]


def test_a_day_written_twice_is_named() -> None:
    assert mistakes(make_up_days=["2026-01-04", "2026-01-04"]) == [
        ("TR713", "`make_up_days` lists 2026-01-04 twice")
    ]


def test_a_day_far_from_the_year_is_named() -> None:
    days = [*GOOD["rest_days"], "2027-01-01", "2025-11-30"]
    assert mistakes(rest_days=days) == [
        ("TR713", "2025-11-30 is neither in 2026 nor in the December before"),
        ("TR713", "2027-01-01 is neither in 2026 nor in the December before"),
    ]


def test_a_make_up_day_is_a_weekend_day() -> None:
    assert mistakes(make_up_days=["2026-01-05"]) == [
        ("TR714", "the make-up day 2026-01-05 is a Monday")
    ]


def test_a_day_is_not_both_off_and_worked() -> None:
    days = [*GOOD["make_up_days"], "2026-05-02"]
    assert mistakes(make_up_days=days) == [
        ("TR715", "2026-05-02 is both a rest day and a make-up day")
    ]


def test_the_sum_of_a_year_shows_a_day_left_out() -> None:
    assert mistakes(make_up_days=GOOD["make_up_days"][1:]) == [
        (
            "TR716",
            "the weekdays off less the make-up days of 2026 are 14, not 13",
        )
    ]


def test_a_day_given_once_is_declared() -> None:
    data = GOOD | {"make_up_days": GOOD["make_up_days"][1:], "one_off_days": 1}
    assert Notice.from_mapping(data).one_off_days == 1


def test_the_sum_of_an_amendment_alone_says_nothing() -> None:
    data = GOOD | {"rest_days": [], "make_up_days": ["2026-01-04"], "amends": "x"}
    assert Notice.from_mapping(data).rest_days == ()


def test_every_mistake_is_told_at_once() -> None:
    assert mistakes(title=3, year=None, rest_days="none") == [
        ("TR712", "`title` is `3`, not a text"),
        ("TR712", "`year` is `None`, not a whole number"),
        ("TR712", "`year` is `0`, outside 2005 to 2060"),
        ("TR712", "`rest_days` is `'none'`, not a list of days"),
    ]


@pytest.mark.parametrize("data", [[], None, 5, "text"])
def test_a_notice_is_a_mapping(data: Any) -> None:
    with pytest.raises(CalendarError) as caught:
        Notice.from_mapping(data)
    assert str(caught.value) == (
        f"TR711: `{data!r}` is not a holiday notice\n"
        "  fix: write `notice:`, `title:`, `year:`, `published_on:`, `rest_days:`, ..."
    )
