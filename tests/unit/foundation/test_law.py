from datetime import date

import pytest

from telcorules.foundation.law import (
    Article,
    Citation,
    Cited,
    Grade,
    Instrument,
    Rank,
    Wording,
    resolve,
)
from tests.unit.foundation.refusing import refused

ANY = Wording("大意", "gist")
MEASURES = Instrument(
    "miit-35-2016",
    Wording("电信用户申诉处理办法", "Measures on Handling Appeals"),
    Rank.DEPARTMENTAL_RULE,
    date(2016, 7, 30),
    number="工业和信息化部令第35号",
    replaces="mii-7-2001",
    verified=Grade.SUMMARY,
    articles={
        "10": Article(ANY, items=4, paragraphs=2, verified=Grade.TEXT),
        "12-1": Article(ANY, items=20, paragraphs=9),
        "17": Article(ANY, verified=Grade.SUMMARY, number_verified=False),
        "101": Article(ANY),
    },
    passages={"answer-days": Article(Wording("三十日答复", "answer in thirty days"))},
)
DECISION = Instrument(
    "decision-2021",
    Wording("关于修改《电信条例》的决定", "Decision to Amend the Regulations"),
    Rank.ADMINISTRATIVE_REGULATION,
    date(2021, 1, 1),
    end=date(2022, 12, 31),
    amended=(date(2021, 6, 1),),
    note=Wording("示例", "an example"),
    articles={"1": Article(ANY)},
)
INSTRUMENTS = {it.id: it for it in (MEASURES, DECISION)}


def cited(text: str) -> Cited:
    return resolve(Citation.parse(text), INSTRUMENTS)


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2020, 12, 31), False),
        (date(2021, 1, 1), True),
        (date(2022, 12, 31), True),
        (date(2023, 1, 1), False),
    ],
)
def test_both_ends_of_being_in_force_are_inclusive(
    day: date, *, in_force: bool
) -> None:
    assert DECISION.in_force_on(day) is in_force


def test_an_instrument_without_an_end_stays_in_force() -> None:
    assert MEASURES.in_force_on(date(9998, 1, 1)) is True


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("x", Citation("x")),
        ("miit-35-2016 art 10", Citation("miit-35-2016", "10")),
        ("miit-35-2016 art 10(4)", Citation("miit-35-2016", "10", item=4)),
        ("x art 39 para 1", Citation("x", "39", paragraph=1)),
        ("x art 33 para 2(3)", Citation("x", "33", paragraph=2, item=3)),
        ("x art 12-1", Citation("x", "12-1")),
        ("x passage disposition", Citation("x", passage="disposition")),
    ],
)
def test_a_citation_is_read_and_written_back(text: str, citation: Citation) -> None:
    assert Citation.parse(text) == citation
    assert str(citation) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x art 0",
        "x art 10 (4)",
        "x art 10(0)",
        "x  art 10",
        "x art 10000",
        "x art 1 passage a",
        "X art 1",
        "x art 10(4) ",
        "x art 1\n",
        "x para 1",
        "x art \uff11\uff10",
    ],
)
def test_any_other_text_is_no_citation(text: str) -> None:
    assert refused(lambda: Citation.parse(text)) == (
        "TR404",
        f"`{text}` can't be read as a citation",
        "write it as `ID art 10 para 2(4)` or `ID passage NAME`",
    )


@pytest.mark.parametrize(
    ("citation", "zh", "en"),
    [
        ("miit-35-2016", "《电信用户申诉处理办法》", "Measures on Handling Appeals"),
        (
            "miit-35-2016 art 10(4)",
            "《电信用户申诉处理办法》第十条第（四）项",
            "Measures on Handling Appeals, art. 10(4)",
        ),
        (
            "miit-35-2016 art 10 para 2(3)",
            "《电信用户申诉处理办法》第十条第二款第（三）项",
            "Measures on Handling Appeals, art. 10 para. 2(3)",
        ),
        (
            "miit-35-2016 art 12-1",
            "《电信用户申诉处理办法》第十二条之一",
            "Measures on Handling Appeals, art. 12-1",
        ),
        (
            "miit-35-2016 art 101",
            "《电信用户申诉处理办法》第一百零一条",
            "Measures on Handling Appeals, art. 101",
        ),
        (
            "miit-35-2016 art 17",
            "《电信用户申诉处理办法》第十七条（条号未核实）",
            "Measures on Handling Appeals, art. 17 (article number not verified)",
        ),
        (
            "miit-35-2016 passage answer-days",
            "《电信用户申诉处理办法》（三十日答复）",
            "Measures on Handling Appeals (answer in thirty days)",
        ),
        (
            "decision-2021 art 1",
            "《关于修改〈电信条例〉的决定》第一条",
            "Decision to Amend the Regulations, art. 1",
        ),
    ],
)
def test_a_provision_is_printed_as_lawyers_quote_it(
    citation: str, zh: str, en: str
) -> None:
    assert (cited(citation).text, cited(citation).text_en) == (zh, en)


def test_a_wording_goes_to_json_by_language() -> None:
    assert ANY.to_dict() == {"zh": "大意", "en": "gist"}


def test_the_whole_instrument_carries_its_own_grade() -> None:
    assert (cited("miit-35-2016").verified, cited("miit-35-2016").gist) == (
        Grade.SUMMARY,
        None,
    )


def test_the_json_form_of_an_item() -> None:
    assert list(cited("miit-35-2016 art 10(4)").to_dict().items()) == [
        ("instrument", "miit-35-2016"),
        ("article", "10"),
        ("item", "4"),
        ("text", "《电信用户申诉处理办法》第十条第（四）项"),
        ("verified", "text"),
    ]


def test_the_json_form_of_a_paragraph_and_an_item() -> None:
    assert list(cited("miit-35-2016 art 10 para 2(3)").to_dict()) == [
        "instrument",
        "article",
        "paragraph",
        "item",
        "text",
        "verified",
    ]


def test_the_json_form_of_a_passage() -> None:
    assert cited("miit-35-2016 passage answer-days").to_dict() == {
        "instrument": "miit-35-2016",
        "article": None,
        "passage": "answer-days",
        "text": "《电信用户申诉处理办法》（三十日答复）",
        "verified": "none",
    }


def test_the_json_form_says_that_a_number_is_not_verified() -> None:
    assert list(cited("miit-35-2016 art 17").to_dict().items())[-2:] == [
        ("verified", "summary"),
        ("number_verified", False),
    ]


@pytest.mark.parametrize(
    ("citation", "problem"),
    [
        (
            "miit-35-2015 art 10",
            (
                "TR401",
                "unknown instrument `miit-35-2015`",
                "did you mean `miit-35-2016`?",
            ),
        ),
        (
            "zzz",
            (
                "TR401",
                "unknown instrument `zzz`",
                "known: `miit-35-2016`, `decision-2021`",
            ),
        ),
        (
            "miit-35-2016 art 11",
            (
                "TR402",
                "`miit-35-2016` has no article `11`",
                "known: `10`, `12-1`, `17`, `101`",
            ),
        ),
        (
            "decision-2021 passage answer",
            ("TR407", "`decision-2021` has no passage `answer`", "known: none"),
        ),
        (
            "miit-35-2016 passage answer-day",
            (
                "TR407",
                "`miit-35-2016` has no passage `answer-day`",
                "did you mean `answer-days`?",
            ),
        ),
        (
            "miit-35-2016 art 10(5)",
            (
                "TR403",
                "`miit-35-2016 art 10(5)` cites item 5, and the article states 4 items",
                "correct `items:` at article 10 of `miit-35-2016`",
            ),
        ),
        (
            "miit-35-2016 art 17 para 1",
            (
                "TR403",
                (
                    "`miit-35-2016 art 17 para 1` cites paragraph 1,"
                    " and the article states no `paragraphs:`"
                ),
                "correct `paragraphs:` at article 17 of `miit-35-2016`",
            ),
        ),
    ],
)
def test_a_provision_that_is_not_there_is_refused(
    citation: str, problem: tuple[str, str, str]
) -> None:
    assert refused(lambda: cited(citation)) == problem
