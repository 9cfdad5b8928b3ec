from datetime import date
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.cli.replies import typed_value
from telcorules.cli.typed_days import UnclearError
from telcorules.foundation.regions import REGIONS
from telcorules.language.packs import load_program
from telcorules.render.bilingual import Language

SMALL = Path(__file__).parents[2] / "fixtures" / "small"
FACTS = {
    **load_program([SMALL]).vocabulary.by_name,
    **telcorules.load().program.vocabulary.by_name,
}
TODAY = date(2026, 11, 21)


def read(name: str, text: str) -> Any:
    return typed_value(FACTS[name], text, TODAY, Language.ZH)


def refused(name: str, text: str) -> tuple[str, str]:
    with pytest.raises(UnclearError) as caught:
        typed_value(FACTS[name], text, TODAY, Language.EN)
    return caught.value.said.zh, caught.value.said.en


@pytest.mark.parametrize("text", ["是", "对", "有", "是的。", "yes", "Y", "TRUE"])
def test_yes(text: str) -> None:
    assert read("claim.paid", text) is True


@pytest.mark.parametrize("text", ["否", "不是", "没有", "no", "N", "False", "not"])
def test_no(text: str) -> None:
    assert read("claim.paid", text) is False


def test_neither_yes_nor_no_is_told() -> None:
    assert refused("claim.paid", "maybe") == (
        "看不懂“maybe”。请写“是”或者“否”。",
        "“maybe” can't be read. Write yes or no.",
    )


@pytest.mark.parametrize(
    "text",
    ["1", "basic-operator", "基础电信业务经营者", "Basic telecom operator", "基础"],
)
def test_a_word_by_its_number_its_label_or_how_it_begins(text: str) -> None:
    assert read("respondent.category", text) == "basic-operator"


def test_a_word_by_a_part_that_only_it_has() -> None:
    assert read("respondent.category", "hotel") == "hotel-agent"
    assert read("dispute.nature", "骚扰") == "spam"


@pytest.mark.parametrize("text", ["0", "7", "telecom operator", "agent", "代办点", "…"])
def test_a_word_that_could_be_several_or_none_is_told(text: str) -> None:
    zh, en = refused("respondent.category", text)
    assert zh.endswith("请写1到6中的一个编号。")
    assert en.endswith("Write one of the numbers 1 to 6.")


@pytest.mark.parametrize(
    "text", ["广东", "广东省", "440000", "CN-GD", "cn-gd", "Guangdong", " guangdong "]
)
def test_a_province_in_any_of_its_names(text: str) -> None:
    assert read("respondent.province", text) == "440000"


def test_every_province_in_english() -> None:
    for one in REGIONS.values():
        assert read("respondent.province", one.en) == one.code


def test_what_is_no_province_is_told() -> None:
    zh, en = refused("respondent.province", "Atlantis")
    assert zh == "看不懂“Atlantis”。请写省、自治区或者直辖市，例如广东。"
    assert en.startswith("“Atlantis” can't be read. Write a province, autonomous")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *(("19.90", "19.90"), ("19.90元", "19.90"), ("¥19.9", "19.9"), ("20", "20")),
        *(
            ("1,234.50", "1234.50"),
            ("20 yuan", "20"),
            ("RMB 20", "20"),
            ("２０块", "20"),
        ),
    ],
)
def test_an_amount(text: str, amount: str) -> None:
    assert read("claim.amount", text) == amount


@pytest.mark.parametrize("text", ["a lot", "-5", "1,23", "19.9.0", ""])
def test_what_is_no_amount_is_told(text: str) -> None:
    assert refused("claim.amount", text)[1].endswith("Write an amount, such as 19.90.")


@pytest.mark.parametrize(
    ("text", "count"),
    [("3", 3), ("3次", 3), ("三", 3), ("十二个", 12), ("两次", 2), ("24 hours", 24)],
)
def test_a_whole_number(text: str, count: int) -> None:
    assert read("claim.lines", text) == count


@pytest.mark.parametrize("text", ["3.5", "many", "十十", "-1"])
def test_what_is_no_whole_number_is_told(text: str) -> None:
    assert refused("claim.lines", text)[1].endswith("Write a whole number, such as 3.")


def test_a_day() -> None:
    assert read("claim.filed_on", "10月8日") == date(2026, 10, 8)


def test_a_text_is_taken_as_it_is() -> None:
    assert read("claim.name", "  王 五 ") == "王 五"


@pytest.mark.parametrize(
    "text", ["河北、北京", "河北 北京", "Hebei, Beijing", "河北；北京"]
)
def test_several_at_once(text: str) -> None:
    assert read("report.act_provinces", text) == ["130000", "110000"]


def test_several_of_other_kinds() -> None:
    assert read("acts.days", "10月8日、还没有") == [date(2026, 10, 8), "not-yet"]
    assert read("acts.natures", "1、合同") == ["charging", "contract"]
    assert read("acts.counts", "3 4") == [3, 4]
