from pathlib import Path
from textwrap import dedent

import pytest

import telcorules
from telcorules.language.packs import load_program, scenario_files
from telcorules.review.coverage import law_coverage
from telcorules.review.pages import bundled_pages
from telcorules.review.scenarios import read_scenarios

REVIEWED = Path(__file__).parents[2] / "fixtures/reviewed"


@pytest.fixture(scope="module")
def page() -> str:
    files = scenario_files(REVIEWED)
    scenarios = [one for path in files for one in read_scenarios(path)]
    return law_coverage(load_program([REVIEWED]), scenarios)


def row(page: str, provision: str) -> list[str]:
    """Return the cells of the row of a provision."""
    (found,) = [one for one in page.splitlines() if one.startswith(f"| {provision} |")]
    return found.removeprefix("| ").removesuffix(" |").split(" | ")


def test_an_instrument_is_told_with_all_that_is_known_of_it(page: str) -> None:
    expected = dedent("""\
        <a id="new"></a>

        ## 新办法 New Measures

        - cited as `new`
        - number 令第1号
        - rank departmental-rule
        - in force from 2020-01-01
        - amended 2021-01-01, 2022-01-01
        - replaces `old`

        > 说明
        >
        > A note.

        """)
    assert expected in page


def test_an_instrument_cited_as_a_whole_says_by_whom(page: str) -> None:
    expected = dedent("""\
        ## 旧办法 Old Measures

        - cited as `old`
        - rank outline
        - in force from 2001-01-01 until 2019-12-31
        - as a whole encoded by `thing.end`
        """)
    assert expected in page


def test_a_provision_lists_all_that_rests_on_it_and_how_often_it_is_shown(
    page: str,
) -> None:
    assert row(page, "7, formerly 9 of `old`") == [
        "7, formerly 9 of `old`",
        "甲 \\| 乙 / a \\| b",
        "summary, number not verified",
        "`thing.end` (3); parameter `wait`; reading `duty-rollover`: roll para. 2",
        "3",
    ]


def test_every_kind_of_rule_names_its_parts(page: str) -> None:
    by_eight, by_nine = row(page, "8")[3], row(page, "9")[3]
    assert by_eight.split("; ") == [
        "`other.choice` row 1",
        "`other.choice` row 2",
        "`other.list` fee",
        "`other.money`",
        "`other.open`",
        "`other.owed`",
        "`thing.admission` small",
        "`thing.end` extended",
        "`thing.notice`",
        "caveat `elsewhere`",
    ]
    assert by_nine.split("; ") == [
        "`other.choice` row 2 barred",
        "`other.money` under duty-rollover: strict",
        "`other.owed` if missed",
        "`thing.admission` late",
        "`thing.end` days excluded",
        "parameter `wait`",
    ]
    assert row(page, "passage rest")[3:] == ["`thing.end` if missed", "2"]


def test_a_provision_without_a_rule_is_not_encoded_and_not_shown(page: str) -> None:
    assert row(page, "10")[3:] == ["*not encoded*", ""]


def test_what_is_not_encoded_is_told_with_the_reason(page: str) -> None:
    expected = dedent("""\
        **Not encoded in 新办法, and why**

        - 1: 说的是目的、用语、范围或者原则，没有可以判断的义务 / a purpose, a term, a scope or a principle: no duty to decide
        - 10: 与用户无关 / no matter of users
        - 11: 还没有规则用到 / no rule has needed it yet
        - `thing.end` from 2026-05-01: 新文本未见 / the new text wasn't seen
        """)  # noqa: E501 - a line of the page
    assert expected in page


def test_an_instrument_without_provisions_tells_what_isnt_at_hand(page: str) -> None:
    assert page.endswith(
        "**Not encoded in 旧办法, and why**\n\n- `thing.end` from 2010-01-01 until"
        " 2019-12-31: 文本未见 / the text wasn't seen\n"
    )


def test_totals_count_provisions_grades_and_unverified_numbers(page: str) -> None:
    expected = dedent("""\
        | [新办法](#new) | 7 | 4 | 5 | 1 | 0 | 1 | 1 |
        | [旧办法](#old) | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
        | all | 7 | 4 | 5 | 1 | 0 | 1 | 1 |
        """)
    assert expected in page


def test_what_the_counting_itself_holds_counts_as_encoded() -> None:
    page = law_coverage(telcorules.load().program, [])
    assert "counting itself, `foundation/lastdays.py`" in row(page, "202")[3]


def test_every_provision_of_the_bundled_rules_is_encoded_or_says_why_not() -> None:
    page = bundled_pages()["coverage.md"]
    silent = [one for one in page.splitlines() if "no rule has needed it yet" in one]
    assert silent == []
