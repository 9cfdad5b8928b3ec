from datetime import date

import pytest

from telcorules.foundation.law import Citation, Cited, Grade, Wording
from telcorules.render.bilingual import Language
from telcorules.render.claims import Saying, claims_page
from telcorules.render.terms import VERDICTS
from telcorules.render.text import as_text
from telcorules.review.claims import Verdict

DISCLAIMER = Wording("不是法律意见", "not legal advice")
ACT = Cited(Citation("act", "2"), Wording("办法", "Measures"), None, Grade.TEXT)
SAID = Wording("五日内答复", "an answer comes in five days")
RIGHT = Wording("是十日。", "it is ten days.")


def lines(saying: Saying, language: Language) -> list[str]:
    page = claims_page([saying], "", language, DISCLAIMER)
    return as_text(page, width=80, colour=False).splitlines()[2:-2]


@pytest.mark.parametrize(
    ("verdict", "first"),
    [
        ("right", "  ✓ 五日内答复  属实"),
        ("wrong", "  ✗ 五日内答复  有误"),
        ("outdated", "  · 五日内答复  已过时"),
        ("local", "  · 五日内答复  仅限地方"),
        ("unproven", "  ? 五日内答复  查无依据"),
    ],
)
def test_a_claim_bears_the_mark_and_the_word_of_its_verdict(
    verdict: str, first: str
) -> None:
    found = lines(Saying(SAID, verdict, RIGHT), Language.ZH)
    assert found == [first, "    实情 是十日。", ""]


def test_every_verdict_has_words() -> None:
    assert set(VERDICTS) == set(Verdict)


def test_its_basis_bears_its_grade_and_its_end_a_day() -> None:
    saying = Saying(SAID, "outdated", RIGHT, (ACT,), until=date(2026, 4, 14))
    assert lines(saying, Language.EN) == [
        "  · An answer comes in five days  outdated",
        "    what is right it is ten days.",
        "    was so until  2026-04-14 Tue",
        "    basis         Measures, art. 2 [content checked]",
        "",
    ]


def test_where_nothing_is_cited_it_is_said_why() -> None:
    why = Wording("没有条文规定", "no provision sets it")
    found = lines(Saying(SAID, "wrong", RIGHT, no_basis=why), Language.ZH)
    assert found[1:3] == ["    实情   是十日。", "    无条文 没有条文规定"]


def test_the_headline_counts_and_tells_what_was_looked_for() -> None:
    page = claims_page([Saying(SAID, "wrong", RIGHT)], "五日", Language.EN, DISCLAIMER)
    text = as_text(page, width=80, colour=False)
    assert text.splitlines()[0] == "Claims in circulation: 1   五日"
    assert text.splitlines()[-1] == "not legal advice"


def test_nothing_found_is_said_and_is_no_verdict() -> None:
    page = claims_page([], "火星", Language.ZH, DISCLAIMER)
    found = as_text(page, width=80, colour=False).splitlines()
    assert found[0] == "没有收录这样的说法   火星"
    assert found[2].startswith("没有收录不等于属实")
    assert found[-1] == "不是法律意见"
