import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from telcorules.errors import PackError
from telcorules.foundation.source import Document, Path, read

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cs"]),
    max_size=20,
).filter(lambda it: not re.search("[\ufffe\uffff]", it))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4)
    ),
    max_leaves=12,
)
PACK = """\
rule: appeal.admission
versions: &all
  - from: 2016-07-30
    require:
      telecom-service-dispute:
        if: >-
          dispute.from_telecom_service
          and at > "2 years"
        basis: [miit-35-2016 art 2, '《电信条例》']
        otherwise: {zh: 不属于电信服务争议, en: "no \\"dispute\\""}
also: *all
"""
TRAPS = ["\t", "yes", "*", "&a ", "!!x ", "[", "{", "'", '"', "\\", "- ", ": ", "|\n"]
TRAPS += ["\n", "---\n", "%YAML 1.1\n", "<<: ", "#", "\x00", "\ud800", "? ", "\u2028"]


class TestRoundTrip:
    """What JSON or YAML writes with quotes round every text is read back as it was."""

    @given(VALUES)
    def test_json_is_read_as_json_reads_it(self, value: Any) -> None:
        text = json.dumps({"value": value}, ensure_ascii=False)
        assert read(text, "a.yaml").value == {"value": value}

    @pytest.mark.parametrize("style", ['"', "'", "|", ">"])
    @given(text=WORDS.filter(str.strip))
    def test_a_text_of_any_style_is_read_as_written(
        self, style: str, text: str
    ) -> None:
        written = yaml.safe_dump({"a": text}, default_style=style, allow_unicode=True)
        assert read(written, "a.yaml").value == {"a": text}


class TestPlaces:
    """Every part of a text that can be seen is found again in the file."""

    @pytest.mark.parametrize("style", ["'", "|", ">"])
    @given(words=st.lists(st.from_regex(r"[a-z电信\"#:<>=]{1,9}", fullmatch=True)))
    def test_every_word_is_found(self, style: str, words: list[str]) -> None:
        text = " ".join(["first", *words])
        written = yaml.safe_dump(
            {"电": text}, default_style=style, allow_unicode=True, width=20
        )
        document = read(written, "a.yaml")
        assert _shown_words(document, ("电",), document.value["电"]) == text.split()


class TestRefusal:
    """Nothing but a PackError leaves the reader, whatever it is given."""

    @given(st.binary(max_size=200) | st.text(max_size=200))
    @example(b"\xef\xbb\xbf")
    @example("[" * 10_000)
    @example("- " * 10_000)
    @example("a: " * 10_000)
    def test_any_text(self, text: str | bytes) -> None:
        _read_or_refuse(text)

    @given(st.lists(st.tuples(st.integers(0, len(PACK)), st.sampled_from(TRAPS))))
    def test_a_pack_with_slips(self, slips: list[tuple[int, str]]) -> None:
        text = PACK
        for place, slip in slips:
            text = text[:place] + slip + text[place + 1 :]
        _read_or_refuse(text)


def _shown_words(document: Document, path: Path, text: str) -> list[str]:
    places = [
        document.locate(path, it.start(), len(it[0]))
        for it in re.finditer(r"\S+", text)
    ]
    return [it.source[it.column - 1 : it.column - 1 + it.width] for it in places]


def _read_or_refuse(text: str | bytes) -> None:
    """Read it, or have it refused in a message that can be printed."""
    told = ["read"]
    try:
        read(text, "a.yaml")
    except PackError as error:
        told = [str(problem) for problem in error.problems]
    assert "".join(told).encode() != b""
