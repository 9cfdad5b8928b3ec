import json
from pathlib import Path

import pytest

from tests.unit.cli.typing_in import typed

NOTICE = """\
notice: 国办发明电〔2026〕9号
title: 国务院办公厅关于2027年部分节假日安排的通知
year: 2027
published_on: 2026-11-02
rest_days:
  - 2027-01-01..2027-01-03
  - 2027-02-05..2027-02-12
  - 2027-04-03..2027-04-05
  - 2027-05-01..2027-05-05
  - 2027-06-09..2027-06-09
  - 2027-09-15..2027-09-15
  - 2027-10-01..2027-10-07
make_up_days: [2027-01-31, 2027-02-20, 2027-05-08, 2027-09-26, 2027-10-09]
"""


def lines(*words: object) -> list[str]:
    done = typed(*words, columns=80)
    assert (done.code, done.err) == (0, "")
    return done.out.splitlines()


def test_json_is_the_due_date_with_the_notice() -> None:
    found = json.loads(typed("due", "2026-03-06", "15 days", "--format", "json").out)
    assert found.pop("disclaimer")["en"].startswith("This assessment is computed")
    assert found == {
        "nominal": "2026-03-21",
        "due": "2026-03-23",
        "firm": True,
        "earliest": "2026-03-23",
        "latest": "2026-03-23",
        "assumption": None,
        "settled_by": None,
    }


def test_a_moved_day_shows_what_it_moved_across() -> None:
    assert lines("due", "2026-03-06", "15 days")[:6] == [
        "2026-03-23 周一   自2026-03-06 周五起15日的最后一日",
        "─" * 80,
        "  确定      所涉日期都有放假安排通知",
        "  名义末日  2026-03-21 周六",
        "  其间      2026-03-21 周六至2026-03-22 周日 周末休息日",
        (
            "  依据      《中华人民共和国民法典》第二百零一条〔内容已核〕、"
            "第二百零三条〔内容"
        ),
    ]


def test_a_day_that_may_not_move_stays() -> None:
    first = lines("due", "2026-03-06", "15 days", "--strict", "--lang", "en")[0]
    assert first == "2026-03-21 Sat   last day of 15 days from 2026-03-06 Fri"
    assert (
        lines("due", "2026-03-06", "15 days", "--no-roll", "--lang", "en")[0] == first
    )


def test_working_days_show_what_was_skipped() -> None:
    assert lines("due", "2026-09-29", "5 working days", "--lang", "en")[2:5] == [
        "  firm     every day counted is settled by a notice",
        "  between  2026-10-01 Thu to 2026-10-07 Wed holiday",
        "  between  2026-10-10 Sat make-up working day",
    ]


def test_many_skipped_days_are_counted() -> None:
    found = lines("due", "2026-01-05", "60 working days")
    assert found[3] == "  其间  休息日28天"


def test_counting_back_says_so() -> None:
    found = lines("due", "2026-02-24", "3 working days", "--before", "--lang", "en")
    assert (
        found[0] == "2026-02-12 Thu   last day for 3 working days before 2026-02-24 Tue"
    )
    assert found[3] == "  between  2026-02-14 Sat make-up working day"


def test_months_cite_how_months_end() -> None:
    assert "第二百零二条" in "".join(lines("due", "2026-09-30", "5个月"))


def test_a_moment_counts_in_hours() -> None:
    found = lines("due", "2026-10-08T09:30:00Z", "48 hours")
    assert found[0] == "2026-10-10 17:30   自2026-10-08 17:30起48小时的最后一日"


def test_hours_from_a_day_are_bounded() -> None:
    found = lines("due", "2026-10-08", "48 hours", "--lang", "en")
    span = "from 2026-10-10 00:00 to 2026-10-11 00:00"
    assert found[2] == f"  provisional  {span}; as the time of day"
    assert found[3].strip() == "isn't known, any from 00:00 to 24:00"


def test_a_day_outside_the_calendar_is_bounded() -> None:
    assert lines("due", "2070-10-01", "15 days")[2] == (
        "  暂定  在2070-10-16 周四至2070-10-26 周日之间；该年在日历以外，顺延按"
        "至多十日计"
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("2026-10-08", "soon"), "TR601"),
        (("yesterday", "15 days"), "TR603"),
        (("2070-10-01", "5 working days"), "TR701"),
    ],
)
def test_what_can_not_be_counted_is_exit_2(words: tuple[str, str], code: str) -> None:
    done = typed("due", *words)
    assert (done.code, done.out, done.err[:17]) == (2, "", f"telcorules: {code}")


def test_a_day_tells_its_kind_and_its_notice() -> None:
    assert lines("calendar", "2026-10-10")[:3] == [
        "调休上班日   2026-10-10 周六",
        "─" * 80,
        "  2026-10-10 周六 调休上班日，国办发明电〔2025〕7号",
    ]


def test_a_day_that_no_notice_settles_is_an_estimate() -> None:
    assert lines("calendar", "2027-02-06", "--lang", "en")[2] == (
        "  2027-02-06 Sat holiday (estimate)"
    )


def test_a_span_counts_its_working_days() -> None:
    assert lines("calendar", "2026-09-25", "2026-09-30", "--lang", "en")[:3] == [
        "3 working days in 6 days   2026-09-25 Fri to 2026-09-30 Wed",
        "─" * 80,
        "  2026-09-25 Fri to 2026-09-27 Sun holiday, 国办发明电〔2025〕7号",
    ]


def test_a_span_of_ordinary_days_lists_none() -> None:
    assert lines("calendar", "2026-11-16", "2026-11-20")[:3] == [
        "5天中有5个工作日   2026-11-16 周一至2026-11-20 周五",
        "─" * 80,
        "",
    ]


def test_json_lists_every_day() -> None:
    words = ("calendar", "2026-10-09", "2026-10-10", "--format", "json")
    found = json.loads(typed(*words).out)
    del found["disclaimer"]
    assert found == {
        "from": "2026-10-09",
        "to": "2026-10-10",
        "working_days": 2,
        "firm_through": "2026-12-28",
        "unannounced": "principle",
        "days": [
            {
                "day": "2026-10-09",
                "kind": "working-day",
                "working": True,
                "estimated": False,
                "notice": "国办发明电〔2025〕7号",
            },
            {
                "day": "2026-10-10",
                "kind": "make-up-working-day",
                "working": True,
                "estimated": False,
                "notice": "国办发明电〔2025〕7号",
            },
        ],
    }


def test_a_year_is_shown_at_a_glance() -> None:
    assert lines("calendar", "2026", "--lang", "en")[0] == (
        "2026   248 working days in 365 days"
    )


def test_this_year_is_shown_where_none_is_given() -> None:
    assert "个工作日" in lines("calendar")[0]


def test_a_notice_settles_its_year(tmp_path: Path) -> None:
    notice = tmp_path / "2027.yaml"
    notice.write_text(NOTICE, encoding="utf-8")
    words = ("calendar", "2027-02-05", "--format", "json", "--notice", notice)
    assert json.loads(typed(*words).out)["firm_through"] == "2027-12-28"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("26",),
            "TR617: `26` is neither a year nor a day\n  fix: write 2026 or 2026-11-21",
        ),
        (
            ("0000",),
            (
                "TR617: `0000` is neither a year nor a day"
                "\n  fix: write 2026 or 2026-11-21"
            ),
        ),
        (
            ("2026-01-02", "x"),
            "TR617: `x` is not a day\n  fix: write it as 2026-11-21",
        ),
        (
            ("2026-01-02", "2026-01-01"),
            (
                "TR605: the span ends on 2026-01-01, before it starts on 2026-01-02"
                "\n  fix: give the earlier day first"
            ),
        ),
    ],
)
def test_a_bad_span_is_exit_2(words: tuple[str, ...], message: str) -> None:
    done = typed("calendar", *words)
    assert (done.code, done.out, done.err) == (2, "", f"telcorules: {message}\n")


def test_a_year_outside_the_calendar_is_exit_2() -> None:
    done = typed("calendar", "2061")
    assert (done.code, "TR701" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("known_at", "due"), [("2020-01-20", "2020-02-03"), ("2020-01-28", "2020-02-05")]
)
def test_a_last_day_is_told_as_it_was_known(known_at: str, due: str) -> None:
    first = lines("due", "2020-01-21", "5 working days", "--known-at", known_at)[0]
    assert first.startswith(due)


def test_the_calendar_of_a_day_knows_no_later_notice() -> None:
    words = ("calendar", "2020-02-01", "--format", "json", "--known-at")
    found = [json.loads(typed(*words, day).out) for day in ("2020-01-25", "2020-01-26")]
    assert [one["days"][0]["kind"] for one in found] == [
        "make-up-working-day",
        "holiday",
    ]
    assert [one["days"][0]["notice"] for one in found] == [
        "国办发明电〔2019〕16号",
        "国办发明电〔2020〕1号",
    ]


def test_a_day_that_notices_were_not_known_on_is_refused() -> None:
    done = typed("due", "2020-01-21", "5 days", "--known-at", "2020-1-20")
    assert (done.code, done.err.splitlines()[0]) == (
        2,
        "telcorules: TR617: `2020-1-20` is not a day",
    )
