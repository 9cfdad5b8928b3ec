"""Whatever a case says, its decision can be looked at, and put into a calendar."""

import pytest

import telcorules
from telcorules import RequestError
from telcorules.render.notices import NoticeKind
from tests.properties.test_strange_cases import cases


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_decision_has_every_view_or_says_why_not(lang: str) -> None:
    book = telcorules.load()
    for facts, as_of in cases(book, f"views {lang}"):
        decision = book.decide(facts, as_of=as_of)
        assert telcorules.as_html(decision, book, lang=lang).endswith("</html>\n")
        assert telcorules.as_markdown(decision, book, lang=lang).endswith("\n")
        assert (decision.timeline[1:] == ()) or _dated(decision, lang)


def _dated(decision: telcorules.Decision, lang: str) -> bool:
    """Tell whether the days of a decision stand in its calendar, if it has any."""
    book = telcorules.load()
    named = {one.rule for one in decision.timeline if one.rule}
    try:
        text = telcorules.as_calendar(decision, book, key="A", lang=lang)
    except RequestError as error:
        return error.problems[0].code == "TR654" and not named
    return text.count("BEGIN:VEVENT") == len(named)


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_notice_is_drafted_or_refused(kind: str) -> None:
    book = telcorules.load()
    for facts, as_of in cases(book, kind):
        try:
            text = telcorules.notice(book, kind, facts, as_of=as_of)
        except RequestError as error:
            assert error.problems[0].code == "TR657"  # noqa: PT017 - either is right
        else:
            assert text.startswith("# 电信用户申诉")
