from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from telcorules.cli.case_files import case_yaml, quoted
from telcorules.cli.inputs import read_case
from telcorules.evaluation.loading import load
from telcorules.foundation.source import read
from telcorules.render.bilingual import Language
from tests.differential import random_expressions as random

SMALL = Path(__file__).parents[2] / "fixtures" / "small"
BOOK = load()
SMALL_BOOK = load(SMALL)


def written(facts: dict[str, Any], *declined: str, lang: Language = Language.EN) -> str:
    return case_yaml(BOOK.case(facts), declined, "an appeal", lang)


def test_facts_stand_below_their_questions() -> None:
    facts = {
        "operator_complaint": {"filed_on": "2026-10-08"},
        "respondent": {"category": "basic-operator", "province": "广东"},
    }
    assert written(facts, lang=Language.ZH) == (
        "# an appeal\n"
        "\n"
        "respondent:\n"
        "  # 对方是哪一类单位？\n"
        "  category: basic-operator\n"
        "  # 这家经营者（省级或本地公司）在哪个省、自治区或者直辖市？\n"
        '  province: "440000"\n'
        "\n"
        "operator_complaint:\n"
        "  # 您哪一天向经营者投诉的？还没有投诉也请说明。\n"
        "  filed_on: 2026-10-08\n"
    )


def test_what_was_not_answered_stays_a_comment() -> None:
    facts = {"dispute": {"settled": False}}
    names = ("dispute.nature", "appeal.dated")
    assert written(facts, *names) == (
        "# an appeal\n"
        "\n"
        "dispute:\n"
        "  # What is the dispute mainly about? (not answered)\n"
        "  # nature:\n"
        "  # Have you and the operator reached a settlement agreement?\n"
        "  settled: false\n"
        "\n"
        "# appeal:\n"
        "  # Does the application bear a date? (not answered)\n"
        "  # dated:\n"
    )


def test_a_case_without_facts_is_empty() -> None:
    assert written({}) == "# an appeal\n\n{}\n"
    assert written({}, "appeal.dated").endswith("  # dated:\n\n{}\n")


@pytest.mark.parametrize("text", ["no", "on", "a: b", "# x", "", "王 五", "1_000"])
def test_a_text_is_quoted(text: str, tmp_path: Path) -> None:
    facts = {"claim": {"name": text}}
    assert back(facts, tmp_path) == facts


def test_what_cannot_be_seen_is_left_out(tmp_path: Path) -> None:
    text = 'a"b\\c\n\t\u2028\u200b\U000e0001é😀'
    assert quoted(text) == '"a\\"b\\\\c\\n\\té😀"'
    seen = {"claim": {"name": 'a"b\\c\n\té😀'}}
    assert back({"claim": {"name": text}}, tmp_path) == seen


def back(facts: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return facts as they come back from a file that they were written to."""
    path = folder / "case.yaml"
    text = case_yaml(SMALL_BOOK.case(facts), (), "a claim", Language.ZH)
    path.write_text(text, encoding="utf-8")
    return read_case(SMALL_BOOK, str(path)).to_dict()


class TestACaseComesBack:
    """Whatever a case states, its file states the same."""

    @given(random.stated())
    def test_as_it_was_written(self, facts: dict[str, Any]) -> None:
        case = SMALL_BOOK.case(facts)
        declined = [f"claim.{name}" for name in random.FACTS["claim"]]
        text = case_yaml(case, declined, "a claim", Language.EN)
        value = read(text.encode(), "case.yaml").value
        assert SMALL_BOOK.case(value) == case
