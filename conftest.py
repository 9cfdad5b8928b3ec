"""The blocks of the README and of the documentation, run as they stand.

A page is one test: its Python blocks run in order and share their names; lines after
``>>>`` have to print what stands below them. In console blocks the commands after
``$ telcorules`` are run and have to print the rest; ``...`` stands for whatever is
left out. A YAML block that begins with ``# file: NAME`` is saved under that name in
`folder`, a scratch folder that the page's Python blocks know.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sybil import Example, Sybil
from sybil.example import SybilFailure
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parent
PROMPT = "$ telcorules "
NAME = "# file: "


def run_console(example: Example) -> str | None:
    """Run the commands of a console block and compare what they print."""
    differing = []
    for part in f"\n{example.parsed}".split(f"\n{PROMPT}")[1:]:
        command, _, expected = part.partition("\n")
        actual = _printed(shlex.split(command)).strip()
        if not OutputChecker().check_output(expected.strip(), actual, ELLIPSIS):
            differing.append(f"{PROMPT}{command}\nprints\n{actual}")
    return "\n".join(differing) or None


def _printed(words: list[str]) -> str:
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100"}
    environment["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"  # not ours
    command = [sys.executable, "-m", "telcorules", *words]
    done = subprocess.run(  # noqa: S603 - commands of our own pages
        command, cwd=ROOT, env=environment, capture_output=True, check=False
    )
    return (done.stdout + done.stderr).decode()


def save_yaml(example: Example) -> None:
    """Save a YAML block that names its file."""
    first, _, text = str(example.parsed).partition("\n")
    if first.startswith(NAME):
        path = Path(example.namespace["folder"]) / first.removeprefix(NAME)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


PAGES = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        CodeBlockParser("console", run_console),
        CodeBlockParser("yaml", save_yaml),
    ],
    patterns=["README*.md", "docs/*.md", "docs/how-to/*.md"],
)


class Page(pytest.File):
    """A page of the documentation."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield its one test."""
        yield Blocks.from_parent(self, name="blocks")


class Blocks(pytest.Item):
    """The blocks of a page, run in their order."""

    def runtest(self) -> None:
        """Run every block; the first that differs raises."""
        with TemporaryDirectory() as folder:
            document = PAGES.parse(self.path)
            document.namespace["folder"] = Path(folder)
            for example in document.examples():
                example.evaluate()

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> Any:
        """Return what differs, without the way there."""
        if isinstance(excinfo.value, SybilFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Page | None:
    """Collect the pages."""
    if PAGES.should_parse(file_path):
        return Page.from_parent(parent, path=file_path)
    return None
