import io
import os
import re
import subprocess
import sys
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest

from telcorules import __main__
from telcorules.cli import deciding, outputs, program
from telcorules.cli.program import COMMANDS
from telcorules.version import __version__
from tests.unit.cli.typing_in import typed

ROOT = Path(__file__).parents[3]
CASE = ROOT / "examples/unanswered-charge.yaml"


def python(*words: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    path = {"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "telcorules", *map(str, words)]
    return subprocess.run(  # noqa: S603 - our own command
        command, env=path | environment, capture_output=True, check=False
    )


def test_the_version_is_told() -> None:
    assert typed("--version").out == f"telcorules {__version__}\n"
    done = typed("--version", "lint")
    assert (done.code, done.out) == (0, f"telcorules {__version__}\n")


def test_the_version_needs_no_command_line_packages() -> None:
    code = (
        "import sys; from telcorules.__main__ import main; main(['--version']);"
        "print(sys.modules.keys() & {'typer', 'rich', 'pydantic'})"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().splitlines()[1] == "set()"


@pytest.mark.parametrize("missing", ["typer", "rich"])
def test_without_its_packages_the_command_line_says_so(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_name: str) -> Any:
        raise ModuleNotFoundError(name=missing)

    monkeypatch.setattr(__main__, "import_module", refuse)
    done = typed("lint")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "telcorules: the command line needs two more packages:"
        " pip install 'telcorules[cli]'\n"
    )


def test_another_missing_module_is_no_matter_of_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_name: str) -> Any:
        raise ModuleNotFoundError(name="pydantic")

    monkeypatch.setattr(__main__, "import_module", refuse)
    with pytest.raises(ModuleNotFoundError):
        typed("lint")


def test_help_lists_every_command() -> None:
    done = typed("--help")
    assert (done.code, done.err) == (0, "")
    for word in COMMANDS:
        assert f"\n  {word} " in done.out
    assert "Exit codes: 0 answered" in done.out


def test_help_says_in_a_whole_sentence_what_each_command_is_for() -> None:
    for words in (("--help",), ("scenarios", "--help")):
        listed = typed(*words, columns=80).out.partition("\nCommands:\n")[2]
        assert listed
        assert "..." not in listed


def test_nothing_typed_is_answered_with_help() -> None:
    done = typed()
    assert "Usage: telcorules" in f"{done.out}{done.err}"


@pytest.mark.parametrize("word", COMMANDS)
def test_the_help_of_a_command_has_an_example(word: str) -> None:
    done = typed(word, "--help", columns=80)
    assert (done.code, done.err) == (0, "")
    assert f"\n    telcorules {word}" in done.out
    assert typed(word, "-h", columns=80) == done


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("decde",), "No such command 'decde'"),
        (("decide", CASE, "--nope"), "No such option: --nope"),
        (("decide",), "Missing argument"),
        (("decide", CASE, "--format", "pdf"), "'pdf' is not one of"),
        (("due", "2026-10-08"), "Missing argument"),
    ],
)
def test_what_can_not_be_typed_is_exit_2(
    words: tuple[object, ...], message: str
) -> None:
    done = typed(*words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_an_internal_error_is_one_line_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_anything: object, **_named: object) -> Any:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr(deciding, "open_book", fail)
    done = typed("decide", CASE)
    assert (done.code, done.out) == (5, "")
    (line,) = done.err.splitlines()
    assert line.startswith(
        "telcorules: internal error, ZeroDivisionError: division by zero"
        " (test_program.py:"
    )
    assert line.endswith(
        f", telcorules {__version__}); please report this line, with the command"
        " and the case, to the maintainers of telcorules"
    )


def test_an_interruption_is_exit_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_anything: object, **_named: object) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(deciding, "open_book", interrupt)
    assert typed("decide", CASE).code == 130


def test_the_module_runs_in_utf8_under_any_locale() -> None:
    done = python(
        "due",
        "2026-10-08",
        "15 days",
        LANG="C",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("2026-10-23 周五")


def test_running_the_module_ends_with_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["telcorules", "schema", "nothing"])
    with pytest.raises(SystemExit) as caught:
        run_path(str(__main__.__file__), run_name="__main__")
    assert caught.value.code == 2
    assert "there is no schema" in capsys.readouterr().err


def test_the_streams_of_the_process_are_set_to_utf8(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert program.run(["due", "2026-10-08", "15日"]) == 0
    assert raw.getvalue().decode().startswith("2026-10-23 周五")


def test_a_pipe_that_nobody_reads_is_no_error() -> None:
    done = subprocess.run(  # noqa: S602
        f"{sys.executable} -m telcorules calendar 2026 | true; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]},
        capture_output=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"0\n", b"")


def test_a_broken_pipe_goes_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        outputs.emit("gone")
        outputs.emit("into nothing")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_a_terminal_has_colours_unless_told_not_to(
    no_colour: str,
    coloured: bool,  # noqa: FBT001 - of the table above
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setattr(sys, "stdout", terminal)
    assert __main__.main(["due", "2026-10-08", "15 days"]) == 0
    assert ("\x1b[" in terminal.getvalue()) is coloured


@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_what_is_refused_is_in_colours_on_a_terminal(
    no_colour: str,
    coloured: bool,  # noqa: FBT001 - of the table above
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "case.yaml").write_text("appeal: {filed_onn: 2026-01-02}\n", "utf-8")
    terminal = Terminal()
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setattr(sys, "stderr", terminal)
    assert __main__.main(["decide", str(tmp_path / "case.yaml")]) == 2
    written = terminal.getvalue()
    assert ("\x1b[1;31m^^^^^^^^^\x1b[0m" in written) is coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", written)
    assert bare == typed("decide", tmp_path / "case.yaml").err


def test_lines_are_never_wider_than_the_widest() -> None:
    out = typed("due", "2026-10-08", "15 days", columns=300).out
    assert max(map(len, out.splitlines())) == outputs.WIDEST
