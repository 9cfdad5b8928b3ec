from pathlib import Path
from textwrap import dedent

import pytest

import telcorules
from telcorules.language.packs import load_program
from telcorules.review.coverage import law_coverage

PAGE = Path(__file__).parents[3] / "docs/coverage.md"

PACK = """
pack: small
version: "1"
title: {zh: 小, en: small}
licence: Apache-2.0
jurisdiction: CN
"""
FACTS = """
section: thing
label: {zh: 事, en: thing}
facts:
  begun_on: {type: event, label: {zh: 始, en: begun}}
"""
BODIES = """
bodies:
  operator: {label: {zh: 经营者, en: operator}}
"""
READINGS = """
readings:
  duty-rollover:
    label: {zh: 顺延, en: roll}
    choices:
      roll: {label: {zh: 延, en: roll}, basis: [new art 7 para 2]}
      strict: {label: {zh: 不延, en: strict}}
"""
NEW = """
instrument: new
title: {zh: 新办法, en: New Measures}
number: 令第1号
rank: departmental-rule
in_force: {from: 2020-01-01}
amended: [2021-01-01, 2022-01-01]
replaces: old
note: {zh: 说明, en: A note.}
articles:
  "1": {gist: {zh: 立法目的, en: purpose}, verified: text}
  "7":
    gist: {zh: "甲 | 乙", en: "a | b"}
    paragraphs: 2
    items: 3
    verified: summary
    number_verified: false
passages:
  rest: {gist: {zh: 其余, en: the rest}, verified: none}
"""
OLD = """
instrument: old
title: {zh: 旧办法, en: Old Measures}
rank: outline
in_force: {from: 2001-01-01, until: 2019-12-31}
"""
RULE = """
rule: thing.end
kind: deadline
title: {zh: 期限, en: limit}
actor: operator
versions:
  - from: 2020-01-01
    since: thing.begun_on
    within: wait
    basis: [new art 7(3), old]
"""
WAIT = """
parameter: wait
values:
  - {from: 2020-01-01, value: 15 days, basis: [new art 7]}
"""


@pytest.fixture
def page(tmp_path: Path) -> str:
    texts = (PACK, FACTS, BODIES, READINGS, NEW, OLD, RULE, WAIT)
    for number, text in enumerate(texts):
        name = f"{number}.yaml" if number else "pack.yaml"
        (tmp_path / name).write_text(text, encoding="utf-8")
    return law_coverage(load_program([tmp_path]))


def test_the_page_in_the_documentation_is_that_of_the_bundled_rules() -> None:
    assert PAGE.read_text(encoding="utf-8") == law_coverage(telcorules.load().program)


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
    assert page.endswith(expected)


def test_a_provision_lists_rules_parameters_and_readings_that_rest_on_it(
    page: str,
) -> None:
    expected = (
        "| 7 | 甲 \\| 乙 / a \\| b | summary, number not verified | "
        "`thing.end` (3); parameter `wait`; reading `duty-rollover`: roll para. 2 |\n"
    )
    assert expected in page


def test_a_purpose_is_no_duty_to_decide(page: str) -> None:
    expected = "| 1 | 立法目的 / purpose | text | *not encoded: no duty to decide* |\n"
    assert expected in page


def test_a_passage_without_a_rule_is_not_encoded(page: str) -> None:
    assert "| passage rest | 其余 / the rest | none | *not encoded* |\n" in page


def test_totals_count_provisions_grades_and_unverified_numbers(page: str) -> None:
    expected = dedent("""\
        | [新办法](#new) | 3 | 1 | 1 | 1 | 0 | 1 | 1 |
        | [旧办法](#old) | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
        | all | 3 | 1 | 1 | 1 | 0 | 1 | 1 |
        """)
    assert expected in page


def test_what_the_counting_itself_holds_counts_as_encoded() -> None:
    page = law_coverage(telcorules.load().program)
    row = next(line for line in page.splitlines() if line.startswith("| 201 |"))
    assert row.endswith("| text | counting itself, `foundation/periods.py` |")


def test_every_kind_of_rule_names_its_parts() -> None:
    page = law_coverage(telcorules.load().program)
    named = (
        "`appeal.admission` direct-interest (1)",
        "`appeal.materials` complainant-name (1)",
        "`report.venue` row 2",
        "parameter `operator-reply-period`",
    )
    assert [name for name in named if name not in page] == []
