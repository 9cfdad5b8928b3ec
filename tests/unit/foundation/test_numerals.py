import pytest

from telcorules.foundation.numerals import (
    chinese_number,
    spoken_number,
)
from tests.unit.foundation.refusing import refused


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
    assert [spoken_number(chinese_number(it)) for it in numbers] == numbers


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_no_article_bears_another_number(number: int) -> None:
    assert refused(lambda: chinese_number(number)) == (
        "TR405",
        f"no article bears the number `{number}`",
        "number from 1 to 9999",
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [("一百〇一", 101), ("两百", 200), ("十", 10)],
)
def test_numbers_are_read_as_people_write_them(text: str, number: int) -> None:
    assert spoken_number(text) == number


@pytest.mark.parametrize("text", ["", "零", "一百一", "一十", "10", "十十"])
def test_other_writings_are_no_numbers(text: str) -> None:
    assert spoken_number(text) is None
