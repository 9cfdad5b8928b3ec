"""Where two documents part, and what encloses a place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telcorules.review.differences import ABSENT, enclosing, jq, partings

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "a", "受理"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=12,
)


def told(old: Any, new: Any) -> list[tuple[str, Any, Any]]:
    return [(jq(one.path), one.old, one.new) for one in partings(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, []),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, [(".a.b[1]", 2, 3)]),
        ({"a": 1}, {}, [(".a", 1, ABSENT)]),
        ({}, {"a": 1}, [(".a", ABSENT, 1)]),
        ([1], [1, 2], [("[1]", ABSENT, 2)]),
        ([1, 2], [1], [("[1]", 2, ABSENT)]),
        ({"a": 1}, {"a": True}, [(".a", 1, True)]),
        ({"a": None}, {}, [(".a", None, ABSENT)]),
        ({"a": {}}, {"a": []}, [(".a", {}, [])]),
        ({"b": 1, "a": 1}, {"a": 2, "b": 2}, [(".b", 1, 2), (".a", 1, 2)]),
    ],
)
def test_each_place_is_told_in_the_order_of_the_first(
    old: Any, new: Any, expected: list[tuple[str, Any, Any]]
) -> None:
    assert told(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "added"),
    [
        ({}, {"a": 1}, True),
        ({"a": 1}, {}, False),
        ({"a": 1}, {"a": 2}, False),
        ({"a": []}, {"a": [1]}, False),
    ],
)
def test_only_a_further_key_is_more_and_no_change(
    old: Any, new: Any, *, added: bool
) -> None:
    assert [one.is_added for one in partings(old, new)] == [added]


class TestPartings:
    """Documents part nowhere exactly where they say the same, types included."""

    @given(VALUES)
    def test_nothing_parts_from_itself(self, value: Any) -> None:
        assert told(value, value) == []

    @given(VALUES, VALUES)
    def test_what_differs_parts(self, one: Any, other: Any) -> None:
        assert bool(told(one, other)) is (typed(one) != typed(other))

    @given(VALUES, VALUES)
    def test_each_side_is_what_stands_there(self, one: Any, other: Any) -> None:
        for found in partings(one, other):
            assert (at(one, found.path), at(other, found.path)) == (
                found.old,
                found.new,
            )


def typed(value: Any) -> Any:
    """The value with its types, so that true isn't 1; keys in no order."""
    if isinstance(value, dict):
        return ("object", frozenset((key, typed(one)) for key, one in value.items()))
    if isinstance(value, list):
        return ("list", tuple(map(typed, value)))
    return (type(value), value)


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError):
            return ABSENT
    return value


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ((), ""),
        (("results", "operator.reply", "due"), '.results["operator.reply"].due'),
        (("a", 0, "b_1"), ".a[0].b_1"),
        (('a"b', "1a", "受理"), '["a\\"b"]["1a"]["\\u53d7\\u7406"]'),
    ],
)
def test_a_path_is_written_for_jq(path: tuple[str | int, ...], written: str) -> None:
    assert jq(path) == written


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ((), 1),
        (("in", 0, "x"), 2),
        (("in", 1, "x"), 1),
        (("in", 0, "id"), 2),
        (("in", 5, "x"), 1),
        (("in", "x"), 1),
        (("other", "x"), 1),
    ],
)
def test_what_encloses_a_place_is_the_nearest(
    path: tuple[str | int, ...], found: int
) -> None:
    document = {"id": 1, "in": [{"id": 2, "x": {}}, {"x": 3}], "other": 4}
    assert enclosing(document, path, "id") == found


def test_what_nothing_encloses_is_none() -> None:
    assert enclosing({"in": []}, ("in", 0), "id") is None
