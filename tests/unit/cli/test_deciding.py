import json
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from telcorules import as_html, as_markdown, load
from tests.unit.cli.typing_in import typed
from tests.unit.evaluation import written

EXAMPLES = Path(__file__).parents[3] / "examples"
UNANSWERED = EXAMPLES / "unanswered-charge.yaml"
REPORT = EXAMPLES / "report-two-provinces.yaml"
HENAN = EXAMPLES / "henan-local-period.yaml"
SMALL = Path(__file__).parents[2] / "fixtures/small"
SERVICE = Path(__file__).parents[2] / "fixtures/service"
DAY = ("--as-of", "2026-11-21")


def decided(*words: object) -> dict[str, object]:
    return json.loads(typed("decide", *words, "--format", "json").out)  # type: ignore[no-any-return]


def test_json_is_the_decision_itself() -> None:
    done = typed("decide", EXAMPLES / "half-filled.json", *DAY, "--format", "json")
    book = load()
    case = book.case((EXAMPLES / "half-filled.json").read_bytes())
    expected = book.decide(case, as_of=date(2026, 11, 21))
    assert (done.code, done.out) == (0, f"{expected.to_json()}\n")


def test_text_says_the_outcome_first_and_the_notice_last() -> None:
    done = typed("decide", UNANSWERED, *DAY)
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[0] == "符合受理条件   申诉受理条件 · 申诉日期 2026-11-21 周六"
    assert lines[-1].startswith("本结论由规则推算得出，不是法律意见")


def test_a_case_is_decided_with_the_notices_of_a_day() -> None:
    found = decided(UNANSWERED, *DAY, "--known-at", "2025-11-03")
    assert found["calendar"]["known_at"] == "2025-11-03"  # type: ignore[index]
    assert found["calendar"]["firm_through"] == "2025-12-28"  # type: ignore[index]


def test_only_the_rules_named_are_decided() -> None:
    found = decided(
        UNANSWERED, *DAY, "--rule", "operator.rep*", "--rule", "appeal.venue"
    )
    results = found["results"]
    assert isinstance(results, dict)
    assert list(results) == ["appeal.venue", "operator.reply"]


def test_a_reading_can_be_chosen() -> None:
    found = decided(UNANSWERED, *DAY, "--reading", "local-regulation=local")
    assert found["readings"]["local-regulation"] == "local"  # type: ignore[index]


def test_the_assumption_can_be_chosen() -> None:
    found = decided(REPORT, *DAY, "--unannounced", "envelope")
    assert found["calendar"]["unannounced"] == "envelope"  # type: ignore[index]


def test_another_pack_can_be_asked(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"claim": {"paid": true}}')
    found = decided(case, *DAY, "--pack", SMALL)
    assert found["pack"]["id"] == "small"  # type: ignore[index]


def test_today_is_the_day_where_none_is_given() -> None:
    assert typed("decide", UNANSWERED).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((UNANSWERED, *DAY, "--require", "determined"), 0),
        ((UNANSWERED, *DAY, "--require", "firm"), 0),
        ((REPORT, *DAY, "--require", "determined"), 4),
        ((REPORT, *DAY, "--require", "determined", "--rule", "report.disposition"), 0),
        ((REPORT, *DAY, "--require", "firm", "--rule", "report.disposition"), 4),
        ((REPORT, *DAY, "--require", "determined", "--rule", "report.venue"), 4),
        ((REPORT, *DAY, "--require", "determined", "--rule", "appeal.acceptance"), 4),
        ((UNANSWERED, *DAY, "--require", "firm", "--rule", "appeal.venue"), 0),
        ((UNANSWERED, *DAY, "--require", "firm", "--rule", "operator.reply"), 0),
        (
            (UNANSWERED, *DAY, "--require", "determined", "--rule", "appeal.materials"),
            0,
        ),
        ((REPORT, *DAY, "--require", "determined", "--rule", "appeal.materials"), 4),
        (
            (
                REPORT,
                "--as-of",
                "2010-01-01",
                "--require",
                "firm",
                "--rule",
                "appeal.materials",
            ),
            0,
        ),
        ((REPORT, *DAY), 0),
    ],
)
def test_an_answer_less_sure_than_required_is_exit_4(
    words: tuple[object, ...], code: int
) -> None:
    assert typed("decide", *words).code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((HENAN, "--strict"), 1),
        ((HENAN,), 0),
        ((HENAN, "--strict", "--rule", "operator.reply"), 1),
        ((HENAN, "--strict", "--rule", "appeal.venue"), 0),
        ((HENAN, "--strict", "--rule", "appeal.materials"), 0),
        ((HENAN, "--strict", "--rule", "appeal.answer-outer"), 0),
        ((HENAN, "--strict", "--require", "determined"), 1),
        ((REPORT, "--strict", "--require", "determined", "--rule", "report.venue"), 4),
    ],
)
def test_an_answer_that_another_reading_would_change_is_exit_1_under_strict(
    words: tuple[object, ...], code: int
) -> None:
    done = typed("decide", *words, "--as-of", "2026-11-18")
    assert done.code == code
    assert done.out == typed("decide", *_plain(words), "--as-of", "2026-11-18").out


def _plain(words: tuple[object, ...]) -> list[object]:
    return [word for word in words if word != "--strict"]


def test_without_a_main_rule_every_answer_has_to_be_sure(tmp_path: Path) -> None:
    overlay = tmp_path / "pack"
    overlay.mkdir()
    for path in SMALL.rglob("*.yaml"):
        target = overlay / path.relative_to(SMALL)
        target.parent.mkdir(exist_ok=True)
        target.write_text(path.read_text().replace("main: claim.admission\n", ""))
    case = tmp_path / "case.json"
    case.write_text('{"claim": {"name": "a"}}')
    words = ("decide", case, *DAY, "--pack", overlay, "--require", "determined")
    assert typed(*words).code == 4
    assert typed(*words, "--rule", "claim.papers").code == 0


OPEN_KINDS = """
repair: {reported_at: "2026-10-01"}
works: {starts_at: "2026-12-05T08:00:00+08:00"}
inquiry: {begun_on: 2026-03-02, test_started_on: 2026-03-20, test_ended_on: not-yet}
bill: {due_on: 2026-10-08}
plea: {refused: true}
"""
SETTLED_KINDS = """
plea: {refused: true, reasons_given: false}
bill:
  due_on: 2026-10-08
  own_fault: true
  promised_on: 2026-10-08
  connected_on: 2026-10-12
  fee: "200"
"""


@pytest.mark.parametrize(
    ("text", "rule", "required", "code"),
    [
        (OPEN_KINDS, "repair.mend", "determined", 4),
        (OPEN_KINDS, "works.notice", "firm", 0),
        (OPEN_KINDS, "inquiry.end", "determined", 0),
        (OPEN_KINDS, "bill.cut-off", "firm", 0),
        (OPEN_KINDS, "bill.late-connection", "determined", 4),
        (OPEN_KINDS, "plea.reasons", "determined", 4),
        (SETTLED_KINDS, "plea.reasons", "firm", 0),
        (SETTLED_KINDS, "bill.late-connection", "firm", 0),
        ("bill: {due_on: not-yet}", "bill.cut-off", "firm", 0),
        ("bill: {cut_off_on: 2026-11-01}", "bill.cut-off", "determined", 4),
        ("inquiry: {begun_on: 2026-09-28}", "inquiry.end", "determined", 0),
        ("inquiry: {begun_on: 2026-09-28}", "inquiry.end", "firm", 4),
        ("ticket: {kind: trade}", "ways", "determined", 0),
    ],
)
def test_every_kind_of_answer_can_be_required_to_be_sure(
    tmp_path: Path, text: str, rule: str, required: str, code: int
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(text, encoding="utf-8")
    words = ("decide", case, *DAY, "--pack", SERVICE, "--rule", rule)
    assert typed(*words, "--require", required).code == code


def test_a_first_day_that_a_notice_can_move_is_not_firm(tmp_path: Path) -> None:
    folder = written.pack(tmp_path / "pack", start=written.WORKING)
    case = tmp_path / "case.yaml"
    case.write_text("thing: {begun_on: 2027-02-01}", encoding="utf-8")
    words = ("decide", case, *DAY, "--pack", folder, "--rule", "thing.start")
    assert typed(*words, "--require", "determined").code == 0
    assert typed(*words, "--require", "firm").code == 4


class TestPapers:
    """A decision as one file: to look at, to paste, or to put into a calendar."""

    def test_markdown_and_html_are_what_the_library_gives(self) -> None:
        book = load()
        decision = book.decide(
            book.case((EXAMPLES / "half-filled.json").read_bytes()),
            as_of=date(2026, 11, 21),
        )
        words = ("decide", EXAMPLES / "half-filled.json", *DAY, "--lang", "en")
        page = typed(*words, "--format", "html")
        assert (page.code, page.out) == (0, as_html(decision, book, lang="en"))
        text = typed(*words, "--format", "markdown")
        assert (text.code, text.out) == (0, as_markdown(decision, book, lang="en"))

    def test_a_calendar_is_named_after_the_file(self) -> None:
        done = typed("decide", UNANSWERED, *DAY, "--format", "ics")
        assert done.code == 0
        assert "X-WR-CALNAME:unanswered-charge\r\n" in done.out
        assert done.out.count("TRIGGER") == 2

    def test_a_calendar_follows_the_one_before(self, tmp_path: Path) -> None:
        words = ("decide", UNANSWERED, "--format", "ics", "--case-id", "A-17")
        before = typed(*words, *DAY).out
        kept = tmp_path / "before.ics"
        kept.write_bytes(before.encode())
        later = ("--as-of", "2026-11-23", "--previous", kept)
        assert typed(*words, *later).out == before
        changed = typed(*words, *later, "--remind", "3").out
        assert changed.count("TRIGGER") == 1
        assert "SEQUENCE:1" in changed

    def test_a_case_without_a_file_needs_a_key(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stdin = TextIOWrapper(BytesIO(UNANSWERED.read_bytes()))
        monkeypatch.setattr("sys.stdin", stdin)
        done = typed("decide", "-", *DAY, "--format", "ics")
        assert (done.code, done.out) == (2, "")
        assert "TR655" in done.err
        assert "--case-id" in done.err

    def test_a_calendar_that_is_not_there(self, tmp_path: Path) -> None:
        words = ("--format", "ics", "--previous", tmp_path / "none.ics")
        done = typed("decide", UNANSWERED, *DAY, *words)
        assert done.code == 2
        assert "there is no such file" in done.err
