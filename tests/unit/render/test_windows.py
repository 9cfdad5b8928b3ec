from datetime import date
from pathlib import Path
from typing import Any

import pytest

from telcorules.evaluation.context import Context
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.bilingual import Language
from telcorules.render.text import as_text
from telcorules.render.windows import Otherwise, windows_page
from tests.unit.evaluation import written

SPAN = (date(2026, 10, 1), date(2026, 12, 31))
NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
FACTS = {"begun_on": "2026-10-20", "ended_on": "not-yet", "days": ["2026-10-21"]}
CHECKED = "art. 1 [content checked]"
YES = "meets the conditions for acceptance"
NO = "does not meet the conditions for acceptance"
OPEN = "not determined yet"
NO_LAW = "the law of that day is not in this pack"
DUE = 'last_day(thing.begun_on, "15 days", roll=reading.duty_rollover)'
UNCERTAIN = 'last_day(thing.begun_on, "15 working days", roll="roll")'


def when(condition: str, role: str = "require") -> str:
    return f"""
    rule: thing.admission
    kind: admission
    title: {{zh: 受理, en: admission}}
    versions:
      - from: 2020-01-01
        {role}:
          good:
            if: '{condition}'
            label: {{zh: 满足, en: satisfied}}
            basis: [act art 1]
    """


def lines(
    book: Rulebook,
    facts: dict[str, Any],
    span: tuple[date, date] = SPAN,
    language: Language = Language.EN,
    *others: Otherwise,
) -> list[str]:
    """Return what a page says between its headline and its foot."""
    case = {"thing": {**FACTS, **facts}}
    found = book.window("thing.admission", case, start=span[0], end=span[1])
    context = Context(book.program, book.calendar, dict(book.readings))
    rule = book.program.rules["thing.admission"]
    page = windows_page(found, rule, context, language, others)
    return as_text(page, width=400, colour=False).splitlines()[3:-3]


def test_each_run_is_a_line_and_says_what_it_begins_with(tmp_path: Path) -> None:
    condition = f'at > {DUE} and at < "2026-12-01" and not thing.ended_on < at'
    over = "15 days from the begun (2026-10-20), over after 2026-11-04"
    assert lines(written.book(tmp_path, rule=when(condition)), {}) == [
        "From when until when   where unnamed: Some Act",
        f"  ✗ 2026-10-01 Thu to 2026-11-04 Wed  {NO}",
        f"    why not met: satisfied, {CHECKED}",
        f"  ✓ 2026-11-05 Thu to 2026-11-30 Mon  {YES}",
        f"    opens {over}: satisfied, {CHECKED}",
        f"  ✗ 2026-12-01 Tue to 2026-12-31 Thu  {NO}",
        f"    closed 2026-12-01: not met: satisfied, {CHECKED}",
        "",
        "Notes",
        "  · Taken not to happen within these days: ended.",
    ]


def test_the_same_in_chinese(tmp_path: Path) -> None:
    condition = f'at > {DUE} and at < "2026-12-01" and not thing.ended_on < at'
    book = written.book(tmp_path, rule=when(condition))
    over = "自开始（2026-10-20）起15日，至2026-11-04届满"
    assert lines(book, {}, language=Language.ZH) == [
        "从何时到何时   未写名称的条款出自《某法》",
        "  ✗ 2026-10-01 周四至2026-11-04 周三  不符合受理条件",
        "    原因 未具备：满足，第一条〔内容已核〕",
        "  ✓ 2026-11-05 周四至2026-11-30 周一  符合受理条件",
        f"    开始 {over}：满足，第一条〔内容已核〕",
        "  ✗ 2026-12-01 周二至2026-12-31 周四  不符合受理条件",
        "    截止 2026-12-01：未具备：满足，第一条〔内容已核〕",
        "",
        "说明",
        "  · 假定在此期间没有发生：结束。",
    ]


def test_what_is_not_known_is_named(tmp_path: Path) -> None:
    book = written.book(tmp_path, rule=when("at < thing.begun_on or thing.good"))
    assert lines(book, {})[1:] == [
        f"  ✓ 2026-10-01 Thu to 2026-10-19 Mon  {YES}",
        f"  ? 2026-10-20 Tue to 2026-12-31 Thu  {OPEN}",
        f"    closed  the begun 2026-10-20: satisfied ({OPEN}), {CHECKED}",
        "    missing good",
    ]


def test_a_notice_that_an_edge_waits_for_is_named_with_it(tmp_path: Path) -> None:
    book = written.book(tmp_path, rule=when(f"at > {UNCERTAIN}"))
    span = (date(2027, 2, 1), date(2027, 2, 28))
    start, between = "the begun (2027-01-15)", "a day from 2027-02-03 to 2027-02-15"
    over = f"15 working days from {start}, over after {between}"
    waits = f"waits for {NOTICE}"
    assert lines(book, {"begun_on": "2027-01-15"}, span)[3:] == [
        f"  ? 2027-02-04 Thu to 2027-02-15 Mon  {OPEN}",
        f"    turns {over}: satisfied ({OPEN}); {waits}, {CHECKED}",
        f"  ✓ 2027-02-16 Tue to 2027-02-28 Sun  {YES}",
        f"    opens {over}: satisfied; {waits}, {CHECKED}",
    ]


def test_a_notice_that_a_whole_span_waits_for_is_named(tmp_path: Path) -> None:
    book = written.book(tmp_path, rule=when(f"at > {UNCERTAIN}"))
    span = (date(2027, 2, 9), date(2027, 2, 9))
    assert lines(book, {"begun_on": "2027-01-15"}, span)[1:] == [
        f"  ? 2027-02-09 Tue  {OPEN}",
        f"    why waits for {NOTICE}",
    ]


def test_what_is_beyond_facts_and_notices_is_named(tmp_path: Path) -> None:
    far = 'last_day(at, "20000 working days", roll="roll")'
    book = written.book(tmp_path, rule=when(f"{far} > thing.begun_on"))
    assert lines(book, {})[1:] == [
        f"  ? 2026-10-01 Thu to 2026-12-31 Thu  {OPEN}",
        f"    why satisfied ({OPEN}), Some Act, {CHECKED}",
    ]


def test_a_bar_that_ends_is_told(tmp_path: Path) -> None:
    book = written.book(tmp_path, rule=when("at < thing.begun_on", "bar"))
    assert lines(book, {})[1:] == [
        f"  ✗ 2026-10-01 Thu to 2026-10-19 Mon  {NO}",
        f"    why satisfied, {CHECKED}",
        f"  ✓ 2026-10-20 Tue to 2026-12-31 Thu  {YES}",
        f"    opens the begun 2026-10-20: no longer: satisfied, {CHECKED}",
    ]


def test_a_condition_without_a_label_goes_by_its_id(tmp_path: Path) -> None:
    rule = when("at > thing.begun_on").replace("label: {zh: 满足, en: satisfied}", "")
    found = lines(written.book(tmp_path, rule=rule), {})
    assert found[-1] == f"    opens the begun 2026-10-20: good, {CHECKED}"


def test_a_condition_that_turns_without_a_day_is_told(tmp_path: Path) -> None:
    rule = when("days_between(thing.begun_on, at) > 30")
    found = lines(written.book(tmp_path, rule=rule), {})
    assert found[-1] == f"    opens satisfied, {CHECKED}"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ('"2026-10-20"', "2026-10-20"),
        ("thing.days[0]", "2026-10-21"),
        (
            'thing.begun_on - "9 days"',
            "9 days before the begun (2026-10-20), 2026-10-11",
        ),
        ('thing.days[0] + "9 days"', "9 days from 2026-10-21, over after 2026-10-30"),
    ],
)
def test_a_day_is_told_by_what_it_comes_from(
    tmp_path: Path, day: str, words: str
) -> None:
    found = lines(written.book(tmp_path, rule=when(f"at > {day}")), {})
    assert found[-1] == f"    opens {words}: satisfied, {CHECKED}"


def test_a_day_that_runs_from_an_uncertain_one_is_told(tmp_path: Path) -> None:
    rule = when(f'at > last_day({UNCERTAIN}, "1 day", roll="strict")')
    span = (date(2027, 2, 1), date(2027, 2, 28))
    found = lines(written.book(tmp_path, rule=rule), {"begun_on": "2027-01-15"}, span)
    days = "1 day from the end of another, over after a day from 2027-02-04"
    assert found[4].startswith(f"    turns {days} to 2027-02-16: satisfied ({OPEN});")


def test_a_change_of_law_is_told(tmp_path: Path) -> None:
    rule = """
    rule: thing.admission
    kind: admission
    title: {zh: 受理, en: admission}
    not_at_hand:
      - {from: 2020-01-01, until: 2026-09-30, basis: [act], note: {zh: 旧, en: Old.}}
      - {from: 2026-12-01, basis: [act], note: {zh: 没有见到, en: Not seen.}}
    versions:
      - from: 2026-10-10
        until: 2026-11-30
        require:
          good: {if: thing.good, basis: [act art 1]}
    """
    assert lines(written.book(tmp_path, rule=rule), {"good": True})[1:] == [
        f"  · 2026-10-01 Thu to 2026-10-09 Fri  {NO_LAW}",
        f"  ✓ 2026-10-10 Sat to 2026-11-30 Mon  {YES}",
        "    opens Some Act in force",
        f"  · 2026-12-01 Tue to 2026-12-31 Thu  {NO_LAW}",
        "    closed Some Act no longer in force",
        "    note   Not seen. (Some Act)",
    ]


def test_grounds_hold_what_each_version_of_the_law_rests_on(tmp_path: Path) -> None:
    rule = """
    rule: thing.admission
    kind: admission
    title: {zh: 受理, en: admission}
    versions:
      - from: 2020-01-01
        until: 2026-09-30
        require: {good: {if: thing.good, basis: [act]}}
      - from: 2026-10-01
        until: 2026-10-31
        require: {good: {if: thing.good, basis: [act art 1]}}
      - from: 2026-11-01
        require: {good: {if: thing.good, basis: [act art 1(2)]}}
    """
    found = lines(written.book(tmp_path, rule=rule), {"good": False})
    both = f"Some Act, {CHECKED}; art. 1(2) [content checked]"
    assert found[2:] == [f"    why not met: good, {both}"]


def test_what_another_reading_would_change_is_told(tmp_path: Path) -> None:
    book = written.book(tmp_path, rule=when(f"at > {DUE}"))
    facts = {"begun_on": "2026-10-24"}  # fifteen days end on a Sunday
    case = {"thing": {**FACTS, **facts}}
    strict = book.under({"duty-rollover": "strict"})
    changed = strict.window("thing.admission", case, start=SPAN[0], end=SPAN[1])
    other = Otherwise("duty-rollover", "strict", changed)
    found = lines(book, facts, SPAN, Language.EN, other)
    assert found[-4:] == [
        "Points that can be read otherwise",
        "  ≠ rolling: it stays",
        f"    then 2026-10-01 Thu to 2026-11-08 Sun  {NO}",
        f"    then 2026-11-09 Mon to 2026-12-31 Thu  {YES}",
    ]
