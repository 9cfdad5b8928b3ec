from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import telcorules
from telcorules.evaluation.answering import Answer
from telcorules.language.packs import load_program
from telcorules.render.answers import answer_words, value_words
from telcorules.render.bilingual import Language

SMALL = Path(__file__).parents[2] / "fixtures" / "small"
FACTS = {
    **load_program([SMALL]).vocabulary.by_name,
    **telcorules.load().program.vocabulary.by_name,
}
ZH, EN = Language
D8, D9 = date(2026, 10, 8), date(2026, 10, 9)


def words(fact: str, answer: Answer) -> tuple[str, str]:
    one = FACTS[fact]
    return answer_words(one, answer, ZH), answer_words(one, answer, EN)


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        (None, None, "任何", "any"),
        (D8, D8, "2026-10-08 周四", "2026-10-08 Thu"),
        (None, D8, "2026-10-08 周四及以前", "on or before 2026-10-08 Thu"),
        (D8, None, "2026-10-08 周四及以后", "on or after 2026-10-08 Thu"),
        (
            D8,
            D9,
            "2026-10-08 周四至2026-10-09 周五",
            "2026-10-08 Thu to 2026-10-09 Fri",
        ),
    ],
)
def test_a_row_of_days(first: date | None, last: date | None, zh: str, en: str) -> None:
    assert words("claim.filed_on", Answer("", first=first, last=last)) == (zh, en)


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        (None, 4, "至多4", "at most 4"),
        (5, None, "至少5", "at least 5"),
        (0, 4, "0至4", "0 to 4"),
        (Decimal("1.5"), Decimal("1.5"), "1.5", "1.5"),
    ],
)
def test_a_row_of_numbers(
    first: int | Decimal | None, last: int | Decimal | None, zh: str, en: str
) -> None:
    assert words("claim.lines", Answer("", first=first, last=last)) == (zh, en)


def test_words() -> None:
    assert words("claim.paid", Answer("", ("true",))) == ("是", "yes")
    assert words("claim.filed_on", Answer("", ("not-yet",))) == ("尚未发生", "not yet")
    nature = Answer("", ("charging", "contract"))
    assert words("claim.nature", nature) == ("收费、合同", "charging, contract")
    assert words("acts.natures", Answer("", ("a, b",))) == ("a, b", "a, b")


def test_many_words_are_counted() -> None:
    codes = tuple(f"{n}0000" for n in (11, 12, 13, 14, 15, 21, 22, 23, 31))
    zh, en = words("claim.province", Answer("", codes))
    assert zh.endswith("黑龙江省等9项")
    assert en.endswith(" and 1 more")


def test_values() -> None:
    assert value_words(FACTS["claim.filed_on"], D8, EN) == "2026-10-08 Thu"
    assert value_words(FACTS["claim.filed_on"], "not-yet", ZH) == "尚未发生"
    assert value_words(FACTS["acts.provinces"], ["440000"], ZH) == "广东省"
