from datetime import date
from typing import Any

import pytest

from telcorules.foundation.law import Wording
from telcorules.render.bilingual import Language
from telcorules.render.page import Branch
from telcorules.render.records import (
    LONGEST,
    Kept,
    Parted,
    Replayed,
    made_page,
    replayed_page,
    verified_page,
)
from telcorules.render.text import as_text

DISCLAIMER = Wording("不是法律意见", "not legal advice")
KEPT: dict[str, Any] = {
    "name": "a.json",
    "sha256": "a" * 64,
    "as_of": date(2026, 11, 21),
    "rules": 4,
    "packs": "small 1 (0123456789ab)",
    "firm_through": date(2026, 12, 28),
    "known_at": None,
    "library": "0.2.0",
    "embedded": False,
}
PARTED: dict[str, Any] = {
    "path": ".result.stage",
    "recorded": "1",
    "now": None,
    "place": "",
    "basis": (),
    "proof": None,
}


def lines(page: Any) -> list[str]:
    return as_text(page, width=80, colour=False).splitlines()


def replayed(language: Language = Language.ZH, **came: Any) -> list[str]:
    page = replayed_page(Kept(**KEPT), Replayed(**came), language, DISCLAIMER)
    return lines(page)


@pytest.mark.parametrize(
    ("language", "title", "disclaimer"),
    [
        (Language.ZH, "已记录   a.json", "不是法律意见"),
        (Language.EN, "Recorded   a.json", "not legal advice"),
    ],
)
def test_what_was_made_is_named_and_ends_with_the_disclaimer(
    language: Language, title: str, disclaimer: str
) -> None:
    found = lines(made_page(Kept(**KEPT), language, DISCLAIMER))
    assert (found[0], found[-1]) == (title, disclaimer)


def test_the_day_of_what_was_known_is_told_where_there_is_one() -> None:
    known = Kept(**{**KEPT, "known_at": date(2020, 1, 28), "embedded": True})
    pages = [made_page(known, one, DISCLAIMER) for one in Language]
    zh, en = map(lines, pages)
    assert "  放假通知  2020-01-28 周二及以前公布的" in zh
    assert "  notices   those published by 2020-01-28 Tue" in en
    assert "  keeps     rules and notices" in en


def test_a_whole_record_says_what_that_does_not_show() -> None:
    found = lines(verified_page(Kept(**KEPT), Language.EN, DISCLAIMER))
    assert found[0] == "The record is whole   a.json"
    assert found[8] == (
        "Its parts and hashes fit together. Whoever changes a record can make its hash"
    )


@pytest.mark.parametrize(
    ("came", "titles"),
    [
        ({}, ("结论相同", "The answer is the same")),
        ({"parted": Parted(**PARTED)}, ("结论不同", "The answer differs")),
        ({"missing": ("x",)}, ("无法复算", "It can't be decided again")),
    ],
    ids=["same", "differs", "cannot"],
)
def test_a_replay_says_its_verdict_first(
    came: dict[str, Any], titles: tuple[str, str]
) -> None:
    for language, title in zip(Language, titles, strict=True):
        assert replayed(language, **came)[0] == f"{title}   a.json"


def test_what_is_on_one_side_only_is_told_as_nothing() -> None:
    found = replayed(parted=Parted(**PARTED))
    assert found[found.index("第一处不同") + 1 :][:3] == [
        "  位置  .result.stage",
        "  记录  1",
        "  现在  没有",
    ]


def test_a_long_value_is_cut() -> None:
    parted = Parted(**{**PARTED, "recorded": "x" * (LONGEST + 1)})
    found = "".join(replayed(parted=parted)).replace(" ", "")
    assert "x" * LONGEST + "…" in found
    assert "x" * (LONGEST + 1) not in found


def test_a_condition_shows_its_basis_and_why() -> None:
    parted = Parted(
        **{
            **PARTED,
            "place": "claim.admission · paid",
            "basis": [("《办法》第一条", "text"), ("《办法》第二条", "other")],
            "proof": Branch("已付"),
        }
    )
    found = replayed(parted=parted)
    assert "  规则  claim.admission · paid" in found
    assert "  依据  《办法》第一条〔内容已核〕；《办法》第二条〔other〕" in found
    assert found[found.index("现在何以如此") + 1].strip() == "已付"


def test_what_came_besides_is_told() -> None:
    found = replayed(Language.EN, added=(".result.a", ".result.b"))
    assert "This version of the library says besides: .result.a, .result.b" in found
