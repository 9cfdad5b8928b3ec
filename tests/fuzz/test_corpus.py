"""What fuzzing found, kept; and what Hypothesis makes of the seeds.

A file of ``corpus/`` is called after what it is. It was a finding once: something else
than a `TelcoRulesError` left, or it took too long. It goes through its target again.
"""

import json
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import seeds
from tests.fuzz.targets import TARGETS

FOUND = sorted(seeds.CORPUS.glob("*/*"))


@pytest.mark.parametrize(
    "path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_a_finding_stays_mended(path: Path) -> None:
    assert TARGETS[path.parent.name](path.read_bytes()) in (True, False)


def test_a_folder_of_findings_belongs_to_a_target() -> None:
    assert {path.parent.name for path in FOUND} <= TARGETS.keys()


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_are_taken_and_refused(target: str) -> None:
    answers = {TARGETS[target](data) for data in seeds_of(target)[:60]}
    assert answers in ({True}, {True, False})
    assert TARGETS[target](b"\xff\xfe{[(") is False


@cache
def seeds_of(target: str) -> list[bytes]:
    return list(seeds.seeds(target))


@cache
def json_seeds(target: str) -> list[bytes]:
    return [data for data in seeds_of(target) if _is_json(data)]


def _is_json(data: bytes) -> bool:
    with suppress(ValueError, RecursionError):
        return bool(json.loads(data))
    return False


SIGNS: list[str | bytes] = [
    *(
        b"\x00",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xe2\x80\xae",
        b"\xef\xbb\xbf",
        b"\r\n",
        b"\t",
    ),
    *("：", "，", "（", "\U00020bb7", "é", "\u0435", "\uff41"),
    *(b"[", b"]", b"{", b"}", b"&a ", b"*a", b"!!x ", b"- ", b": ", b'"', b"'", b"\\"),
    *(b"9" * 400, b"[" * 99, b"(" * 99, b"null", b"-1", b"1e999", b"0001-01-01"),
]
TOKENS = [one.encode() if isinstance(one, str) else one for one in SIGNS]


@st.composite
def spoiled(draw: st.DrawFn, target: str) -> bytes:
    """Draw a seed with a few slips: cut, doubled, mixed with words and odd signs."""
    data = draw(st.sampled_from(seeds_of(target)))
    words = [*TOKENS, *(word.encode() for word in seeds.WORDS.get(target, ()))]
    piece: st.SearchStrategy[bytes] = st.sampled_from(words) | st.binary(max_size=6)
    for _ in range(draw(st.integers(1, 4))):
        first = draw(st.integers(0, len(data)))
        last = draw(st.integers(first, min(first + 40, len(data))))
        times = draw(st.sampled_from((0, 1, 1, 1, 2)))
        data = data[:first] + draw(piece) + data[first:last] * times + data[last:]
    return data


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from(("not-yet", "2026-10-08", "9999-12-31", "0000..9999", "\ud800")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=4,
)


@st.composite
def patched(draw: st.DrawFn, target: str) -> bytes:
    """Draw a seed of JSON in which one value, anywhere, is another."""
    whole = {"all": json.loads(draw(st.sampled_from(json_seeds(target))))}
    inner: Any = whole
    while True:
        steps = [*inner] if isinstance(inner, dict) else range(len(inner))
        step = draw(st.sampled_from(steps))
        below = inner[step]
        if not below or not isinstance(below, dict | list) or draw(st.booleans()):
            break
        inner = below
    inner[step] = draw(JSON)
    return json.dumps(whole["all"]).encode()


class TestPatched:
    """The same for texts that stay JSON: so what is inside is reached."""

    @given(patched("case"))
    def test_case(self, data: bytes) -> None:
        assert TARGETS["case"](data) in (True, False)

    @given(patched("record"))
    def test_record(self, data: bytes) -> None:
        assert TARGETS["record"](data) in (True, False)


class TestSpoiled:
    """Whatever becomes of a text, it is read, or refused with an error of ours."""

    @given(st.data())
    def test_source(self, data: st.DataObject) -> None:
        assert TARGETS["source"](data.draw(spoiled("source"))) in (True, False)

    @given(st.data())
    def test_expression(self, data: st.DataObject) -> None:
        assert TARGETS["expression"](data.draw(spoiled("expression"))) in (True, False)

    @given(st.data())
    def test_pack(self, data: st.DataObject) -> None:
        assert TARGETS["pack"](data.draw(spoiled("pack"))) in (True, False)

    @given(st.data())
    def test_case(self, data: st.DataObject) -> None:
        assert TARGETS["case"](data.draw(spoiled("case"))) in (True, False)

    @given(st.data())
    def test_yaml_case(self, data: st.DataObject) -> None:
        assert TARGETS["yaml_case"](data.draw(spoiled("yaml_case"))) in (True, False)

    @given(st.data())
    def test_record(self, data: st.DataObject) -> None:
        assert TARGETS["record"](data.draw(spoiled("record"))) in (True, False)

    @given(st.data())
    def test_notice(self, data: st.DataObject) -> None:
        assert TARGETS["notice"](data.draw(spoiled("notice"))) in (True, False)

    @given(st.data())
    def test_period(self, data: st.DataObject) -> None:
        assert TARGETS["period"](data.draw(spoiled("period"))) in (True, False)
