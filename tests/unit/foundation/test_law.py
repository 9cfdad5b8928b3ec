from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telcorules.errors import RequestError
from telcorules.foundation.law import (
    Article,
    Citation,
    Cited,
    Grade,
    Instrument,
    Rank,
    Wording,
    chinese_number,
    parse_chinese_number,
    read_quoted,
    resolve,
)

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


def refused(call: Callable[[], object]) -> tuple[str, str, str]:
    with pytest.raises(RequestError) as caught:
        call()
    (problem,) = caught.value.problems
    return problem.code, problem.message, problem.hint


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


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("《电信用户申诉处理办法》", "miit-35-2016"),
        ("《电信用户申诉处理办法》第10条第4项", "miit-35-2016 art 10(4)"),
        ("《电信用户申诉处理办法》第十条第四项", "miit-35-2016 art 10(4)"),
        ("《电信用户申诉处理办法》第十条第(4)项", "miit-35-2016 art 10(4)"),
        ("《电信用户申诉处理办法》第十条第二款", "miit-35-2016 art 10 para 2"),
        ("《电信用户申诉处理办法》第12条之1", "miit-35-2016 art 12-1"),
        ("《电信用户申诉处理办法》第十七条", "miit-35-2016 art 17"),
        ("《关于修改《电信条例》的决定》第一条", "decision-2021 art 1"),
    ],
)
def test_the_ways_to_quote_a_provision_are_read(text: str, citation: str) -> None:
    assert str(read_quoted(text, INSTRUMENTS.values())) == citation


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "电信条例第十条",
            (
                "TR404",
                "`电信条例第十条` can't be read as a quoted provision",
                "write `《…》第十条第（四）项`",
            ),
        ),
        (
            "《电信用户申诉办法》第十条",
            (
                "TR406",
                "no instrument has the title `电信用户申诉办法`",
                "did you mean `电信用户申诉处理办法`?",
            ),
        ),
        (
            "《电信用户申诉处理办法》（三十日内答复）",
            (
                "TR407",
                "`miit-35-2016` has no passage `三十日内答复`",
                "did you mean `三十日答复`?",
            ),
        ),
        (
            "《电信用户申诉处理办法》第一十条",
            (
                "TR405",
                "`一十` isn't a number as statutes write it",
                "write it as `一百零一`",
            ),
        ),
        (
            "《电信用户申诉处理办法》第0条",
            ("TR405", "no article bears the number `0`", "number from 1 to 9999"),
        ),
    ],
)
def test_a_quotation_that_cannot_be_read_is_refused(
    text: str, problem: tuple[str, str, str]
) -> None:
    assert refused(lambda: read_quoted(text, INSTRUMENTS.values())) == problem


def test_a_title_of_two_instruments_is_refused() -> None:
    twin = Instrument("twin", MEASURES.title, MEASURES.rank, date(2030, 1, 1))
    text = "《电信用户申诉处理办法》第十条"
    assert refused(lambda: read_quoted(text, [MEASURES, twin])) == (
        "TR406",
        (
            "several instruments have the title `电信用户申诉处理办法`:"
            " `miit-35-2016`, `twin`"
        ),
        "cite `miit-35-2016` by its id",
    )


CITATIONS = st.one_of(
    st.sampled_from(["", " art 17", " art 101", " passage answer-days"]),
    st.builds(
        "{}{}{}".format,
        st.just(" art 12-1"),
        st.one_of(st.just(""), st.integers(1, 9).map(" para {}".format)),
        st.one_of(st.just(""), st.integers(1, 20).map("({})".format)),
    ),
).map("miit-35-2016{}".format)


@given(CITATIONS)
def test_what_is_printed_is_read_back(citation: str) -> None:
    printed = cited(citation).text
    assert str(read_quoted(printed, INSTRUMENTS.values())) == citation


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (35, "三十五"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (203, "二百零三"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (1259, "一千二百五十九"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_are_written_as_statutes_write_them(number: int, text: str) -> None:
    assert chinese_number(number) == text


def test_every_number_of_an_article_is_read_back() -> None:
    numbers = list(range(1, 10_000))
    assert [parse_chinese_number(chinese_number(it)) for it in numbers] == numbers


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_no_article_bears_another_number(number: int) -> None:
    assert refused(lambda: chinese_number(number)) == (
        "TR405",
        f"no article bears the number `{number}`",
        "number from 1 to 9999",
    )


@pytest.mark.parametrize("text", ["", "零", "一百一", "两百", "一十", "10", "十十"])
def test_other_writings_are_no_numbers(text: str) -> None:
    assert refused(lambda: parse_chinese_number(text)) == (
        "TR405",
        f"`{text}` isn't a number as statutes write it",
        "write it as `一百零一`",
    )
