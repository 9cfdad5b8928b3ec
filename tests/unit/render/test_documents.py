"""What the public face offers of all that is rendered, and what it refuses."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules import RequestError, load
from tests.unit.render import service

DAY = date(2026, 11, 21)


def refused(call: Any, *words: Any, **how: Any) -> str:
    with pytest.raises(RequestError) as caught:
        call(*words, **how)
    return str(caught.value)


WRITERS = [
    (telcorules.as_html, {}),
    (telcorules.as_markdown, {}),
    (telcorules.as_calendar, {"key": "A"}),
]


@pytest.mark.parametrize(("write", "how"), WRITERS)
class TestWriters:
    """A decision is written with the rules that decided it, and no others."""

    def test_another_pack(self, write: Any, how: Any) -> None:
        decision = load().decide({}, as_of=DAY)
        found = refused(write, decision, service.book(), **how)
        assert found.startswith("TR658: the decision was made with other rules")

    def test_other_readings(self, write: Any, how: Any) -> None:
        decision = load().decide({}, as_of=DAY)
        book = load(readings={"duty-rollover": "strict"})
        assert refused(write, decision, book, **how).startswith("TR658")

    def test_other_bounds(self, write: Any, how: Any) -> None:
        decision = load().decide({}, as_of=DAY)
        book = load(unannounced="envelope")
        assert refused(write, decision, book, **how).startswith("TR658")

    def test_what_is_no_decision(self, write: Any, how: Any) -> None:
        assert refused(write, {}, load(), **how) == (
            "TR612: `dict` is no decision\n  fix: give what book.decide returned"
        )

    def test_what_is_no_rulebook(self, write: Any, how: Any) -> None:
        decision = load().decide({}, as_of=DAY)
        assert refused(write, decision, Path(), **how).endswith(
            "is no rulebook\n  fix: give what telcorules.load() returned"
        )

    @pytest.mark.parametrize("lang", ["ZH", "", None, ["zh"]])
    def test_what_is_no_language(self, write: Any, how: Any, lang: Any) -> None:
        decision = load().decide({}, as_of=DAY)
        found = refused(write, decision, load(), lang=lang, **how)
        assert found.startswith("TR651: there is no language")


def test_a_notice_needs_a_rulebook() -> None:
    found = refused(telcorules.notice, None, "refusal", {})
    assert found.startswith("TR612: `NoneType` is no rulebook")
