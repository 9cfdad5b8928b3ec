"""Scenarios as tests: a file is collected, each of its cases is a test.

Read and checked by what ``telcorules test`` uses, so that both say the same.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from telcorules.errors import PackError, TelcoRulesError
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.packs import PACK, bundled
from telcorules.render.bilingual import Language
from telcorules.render.failures import Reason, Surprise, failure_lines
from telcorules.review.scenarios import (
    Mismatch,
    Report,
    Scenario,
    check,
    read_scenarios,
)
from telcorules.testing.pytest_plugin import MARKER, base_folder, further_folders

Folders = tuple[Path | None, tuple[Path, ...]]
"""The base pack, None for the bundled one, and those laid over it."""


class ScenarioError(AssertionError):
    """A scenario came out otherwise than it states.

    Attributes:
        report: How it went.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report.scenario.id)
        self.report = report


class Books:
    """The rulebooks of a run: each pack is read once, or once said to be wrong."""

    def __init__(self) -> None:
        self._read: dict[Folders, Rulebook | PackError] = {}

    def of(self, folders: Folders) -> Rulebook:
        """Return the rulebook of some packs.

        Raises:
            PackError: They can't be read.
        """
        if folders not in self._read:
            self._read[folders] = _loaded(folders)
        found = self._read[folders]
        if isinstance(found, PackError):
            raise PackError(found.problems)
        return found


def _loaded(folders: Folders) -> Rulebook | PackError:
    try:
        return load(folders[0], extend=folders[1])
    except PackError as error:
        return error


_BOOKS = pytest.StashKey[Books]()


class ScenarioFile(pytest.File):
    """A file of scenarios."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield its scenarios, each with the rulebook of its pack."""
        folder = self.config.rootpath
        inside = self.path.is_relative_to(folder)
        scenarios = read_scenarios(self.path, folder if inside else None)
        books = self.config.stash.setdefault(_BOOKS, Books())
        book = books.of(_folders(self.config, self.path))
        for one in scenarios:
            yield ScenarioTest.from_parent(self, name=one.id, scenario=one, book=book)

    def repr_failure(  # type: ignore[override] # as pytest's own collectors do
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> Any:
        """Return what is wrong with the file or its pack, without the way there."""
        return _said(excinfo) or super().repr_failure(excinfo)


def _folders(config: pytest.Config, path: Path) -> Folders:
    """Return the packs that a file is decided with.

    Those that were named; else those in whose folders it lies, an inner one laid over
    the outer; else the bundled one.
    """
    base, further = base_folder(config), tuple(further_folders(config))
    if base or further:
        return base, further
    holding = [one for one in path.parents if (one / PACK).is_file()]
    if not holding:
        return None, ()
    outer = holding.pop()
    return (None if outer == bundled() else outer), tuple(reversed(holding))


class ScenarioTest(pytest.Item):
    """A scenario: its case decided, and compared with what it states."""

    def __init__(self, *, scenario: Scenario, book: Rulebook, **more: Any) -> None:
        super().__init__(**more)
        self.scenario = scenario
        self.book = book
        self.add_marker(getattr(pytest.mark, MARKER)(rule=scenario.rule))
        self.extra_keyword_matches.add(scenario.rule)

    def runtest(self) -> None:
        """Decide the case.

        Raises:
            ScenarioError: Something else came out.
        """
        report = check(self.book, self.scenario)
        if not report.passed:
            raise ScenarioError(report)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> Any:
        """Return in words what was expected, what came, and why."""
        if isinstance(excinfo.value, ScenarioError):
            return "\n".join(_lines(excinfo.value.report, _language(self.config)))
        return _said(excinfo) or super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where it stands, and which rule it pins."""
        line = self.scenario.span.line - 1
        return self.path, line, f"{self.scenario.rule}: {self.name}"


def _said(excinfo: pytest.ExceptionInfo[BaseException]) -> str | None:
    return str(excinfo.value) if isinstance(excinfo.value, TelcoRulesError) else None


def _language(config: pytest.Config) -> Language:
    typed = config.getoption("--telcorules-lang")
    return Language(typed or config.getini("telcorules_lang"))


def _lines(report: Report, language: Language) -> Iterable[str]:
    scenario = report.scenario
    found = map(_surprise, report.mismatches)
    return failure_lines(scenario.title, str(scenario.span), found, language)


def _surprise(one: Mismatch) -> Surprise:
    reasons = tuple(
        Reason(each.id, each.value, each.message, each.basis, each.facts)
        for each in one.grounds
    )
    return Surprise(one.what, one.expected, one.actual, reasons)
