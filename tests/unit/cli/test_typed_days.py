from datetime import date
from typing import Any

import pytest

from telcorules.cli.typed_days import UnclearError, typed_day
from telcorules.render.bilingual import Language

TODAY = date(2026, 11, 21)


def read(text: str, language: Language = Language.EN) -> str:
    return str(typed_day(text, TODAY, language))


def refused(text: str, language: Language = Language.EN) -> str:
    with pytest.raises(UnclearError) as caught:
        typed_day(text, TODAY, language)
    return language.of(caught.value.said)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-10-8", "2026-10-08", "2026/10/8", "2026.10.8", "20261008"),
        *("2026年10月8日", "2026年10月8号", "10月8日", "10月08", "今年10月8日"),
        *("十月八日", "二〇二六年十月八日", "二零二六年十月八号", "１０月８日"),
        *("8 Oct 2026", "8 October", "8th of October", "Oct 8", "Oct. 8th, 2026"),
        *("October 8 2026", "8oct", " 8 Oct. ", "8 OCT"),
    ],
)
def test_a_day_is_read_as_people_type_it(text: str) -> None:
    assert read(text) == "2026-10-08"


@pytest.mark.parametrize("text", ["10-8", "10/8", "10.8"])
def test_two_numbers_are_month_and_day_in_chinese_alone(text: str) -> None:
    assert read(text, Language.ZH) == "2026-10-08"
    assert refused(text).startswith(f"“{text}” can be read in two ways. Write 10 Aug")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("25/12", "2025-12-25"), ("12/25", "2025-12-25"), ("8/8", "2026-08-08")),
        *(("13/10/2026", "2026-10-13"), ("10/13/2026", "2026-10-13")),
        *(("8.8.2026", "2026-08-08"), ("1-1-2026", "2026-01-01")),
    ],
)
def test_numbers_that_can_be_read_in_one_way_are(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("today", "2026-11-21"), ("今天", "2026-11-21"), ("yesterday", "2026-11-20")),
        *(("昨天", "2026-11-20"), ("前天", "2026-11-19"), ("大前天", "2026-11-18")),
        *(("the day before yesterday", "2026-11-19"), ("tomorrow", "2026-11-22")),
        *(
            ("3天前", "2026-11-18"),
            ("三天前", "2026-11-18"),
            ("3 days ago", "2026-11-18"),
        ),
        *(
            ("两周前", "2026-11-07"),
            ("一个星期前", "2026-11-14"),
            ("a week ago", "2026-11-14"),
        ),
        *(
            ("2 weeks ago", "2026-11-07"),
            ("20日之前", "2026-11-01"),
            ("1天以前", "2026-11-20"),
        ),
    ],
)
def test_a_day_is_told_from_today(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(
            ("12月1日", "2025-12-01"),
            ("1 Dec", "2025-12-01"),
            ("11月21日", "2026-11-21"),
        ),
        *(("去年12月3日", "2025-12-03"), ("前年1月3日", "2024-01-03")),
        *(("明年1月3日", "2027-01-03"), ("2月29日", "2024-02-29")),
    ],
)
def test_without_a_year_it_is_the_latest_that_is_not_to_come(
    text: str, day: str
) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    "text",
    ["还没有", "没有", "尚未", "还没发生。", "not yet", "Not yet.", "no", "NEVER", "n"],
)
def test_not_yet_is_read(text: str) -> None:
    assert read(text) == "not-yet"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-08 09:30", "2026-10-08 09:30:00+08:00"),
        ("2026-10-08T09:30:15", "2026-10-08 09:30:15+08:00"),
        ("2026-10-08T01:30:00Z", "2026-10-08 09:30:00+08:00"),
        ("2026-10-08T09:30:00+08:00", "2026-10-08 09:30:00+08:00"),
        ("10月8日9:30", "2026-10-08 09:30:00+08:00"),
        ("10月8日上午9点30分", "2026-10-08 09:30:00+08:00"),
        ("10月8日下午3点半", "2026-10-08 15:30:00+08:00"),
        ("昨天晚上八点", "2026-11-20 20:00:00+08:00"),
        ("8 Oct, 9pm", "2026-10-08 21:00:00+08:00"),
        ("8 Oct at 12:05 am", "2026-10-08 00:05:00+08:00"),
        ("yesterday at 5 pm", "2026-11-20 17:00:00+08:00"),
    ],
)
def test_a_moment_is_read_in_the_time_of_china(text: str, moment: str) -> None:
    assert read(text) == moment


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-2-30", "There is no day 2026-02-30."),
        ("31 Feb", "There is no day 2026-02-31."),
        ("20261308", "There is no day 2026-13-08."),
        ("26-10-8", "Write all of the year, such as 2026."),
        (
            "8/10/2026",
            "“8/10/2026” can be read in two ways. Write 8 Oct, or 2026-10-8.",
        ),
    ],
)
def test_what_is_no_day_is_told(text: str, said: str) -> None:
    assert refused(text) == said


@pytest.mark.parametrize(
    "text",
    [
        *("", "foo", "12月", "Oct", "8", "10月8日25:00", "soon", "十十月八日"),
        *("9999-12-31", "2026-10-08T25:00:00", "32 days", "x 9:30"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_write(text: str) -> None:
    assert refused(text).endswith(
        "can't be read. Write 2026-10-8, 8 Oct or yesterday;"
        " where it hasn't happened, write: not yet."
    )


def test_it_is_told_in_chinese_as_well() -> None:
    assert refused("foo", Language.ZH).startswith("看不懂“foo”。可以写2026-10-8")
    assert refused("2月30日", Language.ZH) == "没有2026年2月30日这一天。"
    assert refused("8/10/2026", Language.ZH).startswith("“8/10/2026”可以有两种读法")
    assert refused("26年10月8日", Language.ZH) == "年份请写四位，例如2026。"


def test_a_long_text_is_cut_in_what_is_told() -> None:
    assert refused("x" * 50).startswith(f"“{'x' * 37}...” can't be read")


def test_every_day_is_read_back_in_every_form() -> None:
    forms: Any = ("{0}-{1}-{2}", "{0}年{1}月{2}日", "{1}月{2}日", "{0}/{1:02}/{2:02}")
    for number in range(TODAY.toordinal() - 360, TODAY.toordinal() + 1):
        day = date.fromordinal(number)
        for form in forms:
            text = form.format(day.year, day.month, day.day)
            assert typed_day(text, TODAY, Language.EN) == day
