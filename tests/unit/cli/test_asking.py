"""The interview, held through its functions, and once through a terminal."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from time import monotonic
from typing import Any
from unittest.mock import patch

import pytest

import telcorules
from telcorules.cli import asking
from telcorules.cli.asking import Interview, State
from telcorules.render.bilingual import Language
from telcorules.render.page import Page
from telcorules.render.text import as_text
from tests.unit.cli.typing_in import Done, typed
from tests.unit.evaluation.test_admission import GOOD

ROOT = Path(__file__).parents[3]
BOOK = telcorules.load()
DAY = date(2026, 11, 21)
AS_OF = ("--as-of", "2026-11-21")
RULE = "appeal.admission"


def with_gaps(*gaps: str) -> dict[str, dict[str, Any]]:
    """Return an appeal that lacks some facts."""
    return {
        section: {
            name: value
            for name, value in facts.items()
            if f"{section}.{name}" not in gaps
        }
        for section, facts in GOOD.items()
    }


class Talk:
    """Somebody who types lines, and reads what is shown."""

    def __init__(self, *lines: str) -> None:
        self._lines = iter(lines)
        self.shown = ""

    def say(self, page: Page) -> None:
        self.shown += as_text(page, width=100, colour=False)

    def listen(self) -> str:
        try:
            return next(self._lines)
        except StopIteration:
            raise EOFError from None


def held(
    facts: dict[str, Any],
    *lines: str,
    language: Language = Language.EN,
    rule: str = RULE,
) -> tuple[State, str]:
    """Hold an interview; return what is known in the end, and what was shown."""
    talk = Talk(*lines)
    interview = Interview(BOOK, rule, DAY, language, talk.say, talk.listen)
    return interview.hold(BOOK.case(facts)), talk.shown


class TestAnInterview:
    def test_asks_until_the_outcome_is_settled(self) -> None:
        gaps = ("appeal.request_specific", "appeal.facts_stated")
        state, shown = held(with_gaps(*gaps), "yes", "yes")
        assert state.case == BOOK.case(GOOD)
        assert "1. Does the appeal say exactly what the operator should do" in shown
        assert "2. Does the appeal set out what happened" in shown

    def test_stops_once_it_is_settled(self) -> None:
        gaps = ("appeal.request_specific", "appeal.facts_stated")
        state, shown = held(with_gaps(*gaps), "no", "yes")
        assert state.case["appeal.request_specific"] is False
        assert "2." not in shown

    def test_has_nothing_to_ask_of_a_whole_case(self) -> None:
        state, shown = held(GOOD)
        assert state.case == BOOK.case(GOOD)
        assert "There is nothing to ask." in shown

    def test_says_what_it_understood(self) -> None:
        _, shown = held(with_gaps("operator_complaint.filed_on"), "8 Oct")
        assert "→ 2026-10-08 Thu" in shown

    def test_goes_on_where_something_is_not_known(self) -> None:
        gaps = ("appeal.request_specific", "appeal.facts_stated")
        state, shown = held(with_gaps(*gaps), "", "yes")
        assert state.declined == ("appeal.request_specific",)
        assert state.case["appeal.facts_stated"] is True
        assert "→ not known" in shown

    def test_asks_again_what_it_could_not_read(self) -> None:
        state, shown = held(
            with_gaps("operator_complaint.filed_on"), "soon", "8/10", "8 Oct"
        )
        assert state.case["operator_complaint.filed_on"] == date(2026, 10, 8)
        assert "“soon” can't be read." in shown
        assert "“8/10” can be read in two ways." in shown

    def test_goes_back(self) -> None:
        gaps = ("appeal.request_specific", "appeal.facts_stated")
        state, _ = held(with_gaps(*gaps), "yes", "back", "", "back", "yes", "yes")
        assert state.declined == ()
        assert state.case == BOOK.case(GOOD)

    def test_goes_back_no_further_than_to_the_first_question(self) -> None:
        state, shown = held(with_gaps("appeal.facts_stated"), "返回", "yes")
        assert state.case == BOOK.case(GOOD)
        assert "This is the first question." in shown

    def test_tells_why_it_asks(self) -> None:
        gaps = ("dispute.nature", "dispute.occurred_on")
        _, shown = held(with_gaps(*gaps), "?", "5 May", "？")
        assert "It decides: appeal is too late" in shown
        assert "on or before 2024-10-30 Wed        does not meet" in shown
        assert "\n  charges    " in shown

    def test_ends_where_somebody_has_enough(self) -> None:
        for word in ("quit", "结束"):
            state, _ = held(with_gaps("appeal.facts_stated"), word, "yes")
            assert state.case["appeal.facts_stated"] is None

    def test_ends_where_nothing_more_is_typed(self) -> None:
        state, _ = held(with_gaps("appeal.facts_stated"))
        assert state.case["appeal.facts_stated"] is None

    def test_is_held_in_chinese(self) -> None:
        gaps = ("dispute.nature", "operator_complaint.filed_on")
        state, shown = held(
            with_gaps(*gaps, "dispute.occurred_on"),
            *("10月8日", "五月一日", "收费争议"),
            language=Language.ZH,
        )
        assert "1. 您哪一天向经营者投诉的？" in shown
        assert "   最多还有3个问题" in shown
        assert "→ 2026-10-08 周四" in shown
        assert "  1  收费争议" in shown
        assert state.case["dispute.nature"] == "charging"

    def test_is_held_about_other_rules(self) -> None:
        state, shown = held({}, "?", "Hebei, Beijing", rule="report.venue")
        assert state.case["report.act_provinces"] == ("130000", "110000")
        assert "several with commas between" in shown

    def test_tells_what_an_item_of_a_checklist_is_about(self) -> None:
        _, shown = held({}, "?", rule="appeal.materials")
        assert "It decides: the complainant's name" in shown

    def test_asks_nothing_twice(self) -> None:
        state, shown = held({}, *[""] * 30)
        titles = [line for line in shown.splitlines() if line[:1].isdigit()]
        assert len(titles) == len({*state.declined}) == len(state.declined) == 11


def ask(*words: object, lines: str = "") -> Done:
    """Run the command with lines on standard input."""
    with patch("sys.stdin", StringIO(lines)):
        return typed("ask", *words, *AS_OF, "--lang", "en")


def case_file(folder: Path, *gaps: str) -> Path:
    """Write a case that lacks some facts."""
    path = folder / "case.json"
    path.write_text(telcorules.load().case(with_gaps(*gaps)).facts.model_dump_json())
    return path


class TestTheCommand:
    def test_shows_the_outcome_and_writes_the_case(self, tmp_path: Path) -> None:
        case = case_file(tmp_path, "appeal.facts_stated", "appeal.request_specific")
        file = tmp_path / "whole.yaml"
        done = ask(case, "-o", file, lines="yes\nyes\n")
        assert (done.code, done.err) == (0, "")
        assert "Meets the conditions for acceptance" in done.out
        assert done.out.splitlines()[-1] == f"The case is in {file}"
        text = file.read_text(encoding="utf-8")
        heading = "# Admissibility of an appeal, appeal.admission, 2026-11-21"
        assert text.splitlines()[0] == heading
        decided = typed("decide", file, *AS_OF, "--rule", RULE, "--format", "json")
        assert '"outcome": "admissible"' in decided.out

    def test_shows_the_case_where_no_file_is_named(self, tmp_path: Path) -> None:
        case = case_file(tmp_path, "appeal.facts_stated")
        done = ask(case, lines="\n")
        assert done.code == 0
        assert "The case file" in done.out
        assert "  # facts_stated:" in done.out

    def test_begins_with_an_empty_case(self) -> None:
        done = ask(lines="no\n")
        assert done.code == 0
        assert "Are you yourself the user of the service" in done.out
        assert "  direct_interest: false" in done.out

    def test_of_another_rule(self) -> None:
        done = ask("--rule", "report.venue", lines="Hebei\n")
        assert "communications administration" in done.out.lower()

    def test_writes_over_the_case_it_was_given(self, tmp_path: Path) -> None:
        case = case_file(tmp_path, "appeal.facts_stated")
        assert ask(case, "-o", case, lines="yes\n").code == 0
        assert "facts_stated: true" in case.read_text(encoding="utf-8")

    def test_refuses_to_write_over_another_file_before_it_asks(
        self, tmp_path: Path
    ) -> None:
        case = case_file(tmp_path)
        other = tmp_path / "other.yaml"
        other.write_text("mine")
        done = ask(case, "-o", other, lines="yes\n")
        assert done.code == 2
        assert "TR619: the file" in done.err
        assert done.out == ""
        assert other.read_text() == "mine"

    def test_refuses_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        done = ask("-o", tmp_path / "none" / "case.yaml")
        assert done.code == 2
        assert "TR619: there is no folder" in done.err

    def test_shows_the_case_where_it_cannot_be_written(self, tmp_path: Path) -> None:
        case = case_file(tmp_path, "appeal.facts_stated")
        done = ask(case, "-o", tmp_path / ("x" * 300), lines="yes\n")
        assert done.code == 2
        assert "can't be written: file name too long" in done.err
        assert "  facts_stated: true" in done.out

    def test_breaks_off_without_a_file(self, tmp_path: Path) -> None:
        file = tmp_path / "case.yaml"
        with patch("builtins.input", side_effect=KeyboardInterrupt):
            done = ask("-o", file)
        assert done.code == 130
        assert "Broken off; no file was written." in done.out
        assert not file.exists()

    def test_of_a_rule_that_is_not_there(self) -> None:
        done = ask("--rule", "appeal.admision")
        assert done.code == 2
        assert "did you mean `appeal.admission`?" in done.err

    def test_ends_with_the_input(self) -> None:
        done = ask(lines="")
        assert (done.code, done.err) == (0, "")
        assert "Not determined yet" in done.out

    def test_takes_bytes_that_are_no_text_for_what_cannot_be_read(self) -> None:
        stream = TextIOWrapper(BytesIO(b"\xff\xfe\nno\n"), encoding="utf-8")
        with patch("sys.stdin", stream):
            done = typed("ask", *AS_OF, "--lang", "en")
        assert done.code == 0
        assert "can't be read" in done.out


HEEDING_CONTROL_C = """
import signal, sys
from telcorules.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
sys.exit(main(sys.argv[1:]))
"""


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, *words: object) -> None:
        self._main, side = pty.openpty()
        command = [sys.executable, "-c", HEEDING_CONTROL_C, *map(str, words)]
        environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb"}
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=side,
            stdout=side,
            stderr=side,
            env=environment,
            start_new_session=True,
        )
        os.close(side)
        self.shown = ""

    def until(self, words: str) -> None:
        """Read until some words are shown."""
        end = monotonic() + 60
        while words not in self.shown:
            assert monotonic() < end, self.shown
            if select.select([self._main], [], [], 1)[0]:
                self.shown += self._read()

    def _read(self) -> str:
        with suppress(OSError):  # what a terminal raises where its program has ended
            return os.read(self._main, 65536).decode(errors="replace")
        return ""

    def type(self, text: str) -> None:
        """Type some text."""
        self.shown = ""
        os.write(self._main, text.encode())

    def press_control_c(self) -> None:
        """Press it, as people do: once more where nothing happens for a while.

        A signal between the prompt and the wait for a line is told with the next one.
        """
        for _ in range(10):
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(4)
                return

    def ended(self) -> int:
        """Return the exit code."""
        end = monotonic() + 60
        while self.process.poll() is None:
            assert monotonic() < end, self.shown
            if select.select([self._main], [], [], 0.1)[0]:
                self.shown += self._read()
        self.shown += self._read()
        os.close(self._main)
        return self.process.returncode


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    case = case_file(tmp_path, "appeal.facts_stated", "appeal.request_specific")
    one = Terminal("ask", case, *AS_OF, "-o", tmp_path / "whole.yaml")
    yield one
    if one.process.poll() is None:
        one.process.kill()
        one.process.wait()


class TestInATerminal:
    def test_it_is_held_back_and_forth(
        self, terminal: Terminal, tmp_path: Path
    ) -> None:
        terminal.until("> ")
        terminal.type("也许\n")
        terminal.until("看不懂“也许”")
        terminal.type("是\n")
        terminal.until("2. ")
        terminal.type("返回\n")
        terminal.until("1. ")
        terminal.type("是\n")
        terminal.until("2. ")
        terminal.type("有\n")
        assert terminal.ended() == 0
        assert "符合受理条件" in terminal.shown
        text = (tmp_path / "whole.yaml").read_text(encoding="utf-8")
        assert "  facts_stated: true\n" in text

    def test_control_d_ends_it(self, terminal: Terminal, tmp_path: Path) -> None:
        terminal.until("> ")
        terminal.type("\x04")
        assert terminal.ended() == 0
        assert "Traceback" not in terminal.shown
        assert (tmp_path / "whole.yaml").exists()

    def test_control_c_breaks_it_off(self, terminal: Terminal, tmp_path: Path) -> None:
        terminal.until("> ")
        terminal.press_control_c()
        assert terminal.ended() == 130
        assert "中断了，没有写文件。" in terminal.shown
        assert "Traceback" not in terminal.shown
        assert not (tmp_path / "whole.yaml").exists()


def test_without_line_editing_it_works_as_well() -> None:
    with patch("telcorules.cli.asking.import_module", side_effect=ImportError):
        asking._be_all_ears()
