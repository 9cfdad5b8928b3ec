from datetime import date

from telcorules.render.bounds import bounds
from tests.unit.render.service import EN, ZH

FIRST, LAST = date(2027, 2, 1), date(2027, 2, 3)


def test_a_span_says_what_it_rests_on_and_what_settles_it() -> None:
    assert bounds(FIRST, LAST, "通知", "envelope", ZH) == (
        "在2027-02-01 周一至2027-02-03 周三之间；"
        "依2008年至2026年调休的最大幅度并放宽推算；待通知公布后确定"
    )


def test_one_day_is_that_day() -> None:
    assert bounds(FIRST, FIRST, None, None, EN) == "2027-02-01 Mon"


def test_without_a_latest_day_only_the_earliest_is_told() -> None:
    assert bounds(FIRST, None, None, "exclusion-unknown", EN) == (
        "not before 2027-02-01 Mon; whether some days don't count isn't known"
    )
