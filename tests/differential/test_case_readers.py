"""The quick readers of cases against the careful ones."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import telcorules
from telcorules import CaseError
from telcorules.language.json_text import from_json
from telcorules.language.vocabulary import Fact

BOOK = telcorules.load()
VOCABULARY = BOOK.program.vocabulary


class Word(StrEnum):
    """A word as callers keep it."""

    CHARGING = "charging"


class OldWord(str, Enum):  # noqa: UP042 - on purpose
    """The same, as they kept it before."""

    CHARGING = "charging"


VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 10**15, 1.0, float("nan"), "", "no", "not-yet"),
    *("2026-10-08", "2026-02-30", "9999-12-31", "2026-10-08T09:30:00Z", "19.90"),
    *("440000", "广东", "ZZ", "charging", Word.CHARGING, OldWord.CHARGING),
    *(date(2026, 10, 8), datetime(2026, 10, 8, tzinfo=UTC), Decimal("1.5")),
    *([], (), ["440000"], ["440000", None], {}, {"a": 1}, {1}, b"x", object()),
]
FACTS = st.sampled_from(VOCABULARY.facts)


def _same(sections: dict[str, dict[str, Any]]) -> None:
    try:
        model = VOCABULARY.model.model_validate(sections)
    except ValidationError:
        with pytest.raises(CaseError):
            BOOK.case(sections)
        return
    stated = {
        f"{section}.{name}": value
        for section, inner in model
        for name, value in inner or ()
        if value is not None
    }
    assert BOOK.case(sections).stated == stated
    assert BOOK.case(BOOK.case(sections).facts) == BOOK.case(sections)


@given(st.dictionaries(FACTS, st.sampled_from(VALUES), min_size=1, max_size=4))
def test_a_case_is_read_as_its_model_reads_it(stated: dict[Fact, Any]) -> None:
    sections: dict[str, dict[str, Any]] = {}
    for fact, value in stated.items():
        section, _, name = fact.name.partition(".")
        sections.setdefault(section, {})[name] = value
    _same(sections)


def test_every_value_is_read_alike_for_every_kind_of_fact() -> None:
    kinds = {(str(one.type), one.type.values): one for one in VOCABULARY.facts}
    for fact in kinds.values():
        for value in VALUES:
            section, _, name = fact.name.partition(".")
            _same({section: {name: value}})


NAMES = st.sampled_from(["a", "b", "a:b", '"', "\\", "中", "::"])
LEAVES = st.none() | st.booleans() | st.integers() | NAMES | st.lists(NAMES, max_size=2)
PAIRS = st.lists(st.tuples(NAMES, LEAVES), max_size=3)


def _object(pairs: list[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{json.dumps(name)}: {text}" for name, text in pairs) + "}"


def _written(inner: list[tuple[str, Any]]) -> str:
    return _object([(name, json.dumps(value)) for name, value in inner])


@given(
    st.lists(st.tuples(NAMES, PAIRS), max_size=3), st.sampled_from([str, str.encode])
)
def test_no_name_is_lost_in_json(
    outer: list[tuple[str, list[tuple[str, Any]]]], form: Callable[[str], Any]
) -> None:
    text = _object([(name, _written(inner)) for name, inner in outer])
    levels = [[name for name, _ in outer], *([n for n, _ in one] for _, one in outer)]
    if any(len(set(names)) < len(names) for names in levels):
        with pytest.raises(CaseError, match="TR518"):
            from_json(form(text))
    else:
        assert from_json(form(text)) == json.loads(text)
