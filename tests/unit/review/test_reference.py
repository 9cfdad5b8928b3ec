from pathlib import Path
from textwrap import dedent

import pytest

from telcorules.language.packs import load_program, scenario_files
from telcorules.review.reference import channels_page, facts_page, rules_page
from telcorules.review.scenarios import read_scenarios

REVIEWED = Path(__file__).parents[2] / "fixtures/reviewed"
PROGRAM = load_program([REVIEWED])


@pytest.fixture(scope="module")
def rules() -> str:
    files = scenario_files(REVIEWED)
    return rules_page(PROGRAM, [one for path in files for one in read_scenarios(path)])


@pytest.fixture(scope="module")
def facts() -> str:
    return facts_page(PROGRAM)


def cells(page: str, name: str) -> list[list[str]]:
    """Return the cells behind a name, row by row."""
    head = f"| `{name}`"
    lines = [line for line in page.splitlines() if line.startswith(head)]
    return [line.removesuffix(" |").split(" | ")[1:] for line in lines]


def answers(page: str, rule: str) -> list[str]:
    return [row[3] for row in cells(page, rule)]


class TestRules:
    def test_stand_folder_by_folder(self, rules: str) -> None:
        titles = [line for line in rules.splitlines() if line.startswith("## ")]
        assert titles == ["## rules/other", "## rules/thing"]

    def test_are_told_with_title_actor_days_basis_and_scenarios(
        self, rules: str
    ) -> None:
        assert cells(rules, "thing.notice") == [
            [
                "deadline",
                "通告 / notice",
                "经营者 / operator",
                "3 days before `thing.begun_on`",
                "from 2020-01-01",
                "[new](coverage.md#new) 8 (text)",
                "2",
            ]
        ]

    def test_have_a_row_for_each_version_and_for_law_not_at_hand(
        self, rules: str
    ) -> None:
        assert [row[4] for row in cells(rules, "thing.end")] == [
            "from 2020-01-01 until 2023-12-31",
            "from 2024-01-01 until 2026-04-30",
            "from 2010-01-01 until 2019-12-31",
            "from 2026-05-01",
        ]

    def test_a_limit_is_told_with_its_parameter_and_what_moves_it(
        self, rules: str
    ) -> None:
        assert answers(rules, "thing.end")[:2] == [
            "`wait` (15 days, 5 days) from `thing.begun_on`",
            (
                "the earliest of 45 days, 60 days from `thing.begun_on`, "
                "10 days more on `thing.granted_on`, "
                "not counting `thing.granted_on` to `thing.ended_on`"
            ),
        ]

    def test_law_that_is_not_at_hand_is_told_as_such(self, rules: str) -> None:
        assert (
            answers(rules, "thing.end")[2:]
            == ["*there is law, and its text isn't at hand*"] * 2
        )

    def test_provisions_stand_by_instrument_each_once(self, rules: str) -> None:
        assert [row[5] for row in cells(rules, "thing.end")] == [
            "[new](coverage.md#new) 7 (summary); [old](coverage.md#old) (none)",
            "[new](coverage.md#new) 7 (summary), 8 (text), 9 (text), rest (none)",
            "[old](coverage.md#old) (none)",
            "[new](coverage.md#new) (none)",
        ]

    @pytest.mark.parametrize(
        ("rule", "told"),
        [
            ("thing.admission", "conditions: 2"),
            ("other.list", "items: 1"),
            ("other.choice", "rows: 2, all that apply"),
            ("other.money", "yuan, rounded down to 2 places"),
            ("other.open", "once 30 days from `thing.begun_on` are over"),
            ("other.owed", "owed without a limit, measured against `thing.end`"),
        ],
    )
    def test_each_kind_tells_what_it_answers(
        self, rules: str, rule: str, told: str
    ) -> None:
        assert answers(rules, rule)[0] == told


class TestFacts:
    def test_stand_section_by_section(self, facts: str) -> None:
        expected = dedent("""\
            ## thing

            事 / thing

            | fact | type | label | question |
            | --- | --- | --- | --- |
            | `thing.begun_on` | event | 始 / begun | 哪天开始？ / When did it begin? |
            | `thing.ended_on` | event | 终 / ended |  |
            """)
        assert expected in facts

    def test_a_judgment_is_marked_and_its_words_are_told(self, facts: str) -> None:
        expected = (
            "| `thing.kind` † | `big` 大 / big; `small` 小 / small | 类别 / kind |"
        )
        assert expected in facts

    def test_lists_tell_what_they_hold(self, facts: str) -> None:
        (places,), (marks,) = cells(facts, "thing.places"), cells(facts, "thing.marks")
        assert (places[0], marks[0]) == ("list of region", "list of `red` 红 / red")


class TestChannels:
    def test_are_told_with_who_runs_them_and_what_was_seen(self) -> None:
        assert channels_page(PROGRAM).endswith(
            dedent("""\
                | `123` | 热线 / line | 某局 / bureau | 投诉 / complaints | 123, https://example.cn | text: 公告 / a notice |
                | `site` | 网站 / site | 某局 / bureau | 投诉 / complaints |  | none: 无 / nothing |

                - `123`: 说明 / a note
                """)  # noqa: E501 - a line of the page
        )

    def test_a_page_without_notes_ends_with_the_table(self) -> None:
        small = load_program([REVIEWED.parent / "small"])
        assert channels_page(small).endswith("| --- | --- | --- | --- | --- | --- |\n")
