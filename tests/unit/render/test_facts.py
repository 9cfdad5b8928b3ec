from typing import Any

import pytest

from telcorules.render.bilingual import Language
from telcorules.render.facts import recounted, stated
from tests.unit.render.small import book


@pytest.mark.parametrize(
    ("name", "value", "zh", "en"),
    [
        ("claim.paid", True, "是", "yes"),
        ("claim.paid", False, "否", "no"),
        ("claim.paid", None, "不清楚", "unknown"),
        ("claim.filed_on", "2026-10-08", "2026-10-08", "2026-10-08"),
        ("claim.filed_on", "not-yet", "尚未发生", "not yet"),
        ("claim.name", "not-yet", "not-yet", "not-yet"),
        ("claim.nature", "charging", "收费", "charging"),
        ("claim.province", "440000", "广东省", "Guangdong"),
        ("claim.lines", 3, "3", "3"),
        ("acts.provinces", ["440000", "410000"], "广东省、河南省", "Guangdong, Henan"),
        ("acts.natures", ("charging",), "收费", "charging"),
        ("acts.provinces", None, "不清楚", "unknown"),
    ],
)
def test_a_value_reads(name: str, value: Any, zh: str, en: str) -> None:
    words = stated(book().program.vocabulary.by_name[name], value)
    assert (words.zh, words.en) == (zh, en)


def test_facts_are_recounted_with_their_values() -> None:
    facts = {"claim.paid": True, "claim.filed_on": None}
    vocabulary = book().program.vocabulary
    assert recounted(facts, vocabulary, Language.ZH) == "已付 是；提出日期 不清楚"
    assert (
        recounted(facts, vocabulary, Language.EN) == "paid yes; day of filing unknown"
    )
