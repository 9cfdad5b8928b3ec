from itertools import pairwise
from unicodedata import east_asian_width

import pytest

from telcorules.render.wrapping import breaks, opportunities


def columns(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def lines(text: str, width: int) -> list[str]:
    places = [0, *breaks(text, width, columns), len(text)]
    return [text[a:b] for a, b in pairwise(places)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("先向经营者投诉", 6, ["先向经", "营者投", "诉"]),
        ("投诉后，可以申诉", 6, ["投诉", "后，可", "以申诉"]),
        ("依据（条文）", 6, ["依据", "（条", "文）"]),
        ("complain to it", 9, ["complain ", "to it"]),
        ("按 art. 10 办理", 8, ["按 art. ", "10 办理"]),
        ("a", 2, ["a"]),
        ("", 2, [""]),
        ("extraordinary", 5, ["extra", "ordin", "ary"]),
        ("ab  cd", 3, ["ab  ", "cd"]),
        ("。。。。", 4, ["。。", "。。"]),
    ],
)
def test_a_line_ends_where_it_may(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    assert opportunities("甲（乙），丙“丁”") == [1, 5, 7 - 1]
