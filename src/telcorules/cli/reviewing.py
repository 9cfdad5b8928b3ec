"""`lint` and `test`: what a pack's owner asks of it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from telcorules.cli import options
from telcorules.cli.inputs import open_book
from telcorules.cli.options import Format, Unannounced
from telcorules.cli.outputs import show, show_json
from telcorules.errors import CalendarError, PackError, Problem, RequestError
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.law import Instrument, Wording
from telcorules.language import packs
from telcorules.language.linking import DISCLAIMER
from telcorules.render.bilingual import Language
from telcorules.render.findings import (
    Difference,
    Failure,
    findings_page,
    reports_page,
)
from telcorules.render.signoff import unsigned_blocks
from telcorules.review.claims import read_claims
from telcorules.review.gaps import gaps
from telcorules.review.promises import shortfalls
from telcorules.review.scenarios import Report, check, read_scenarios, run
from telcorules.review.signoff import unsigned

FINDINGS = 1
"""The exit code for problems found, or for scenarios that fail."""


def lint(
    folder: options.Folder = None,
    *,
    extend: options.Extend = None,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
) -> int:
    """Check a pack 校验: shape, types, names, citations, scenarios, claims, promises.

    \b
      telcorules lint
      telcorules lint my-pack --format json
      telcorules lint rules --extend my-company
    """  # noqa: D301 - \b keeps the lines of the examples
    folders = (folder or packs.bundled(), *(extend or ()))
    for one in folders:
        packs.rule_files(one)
    problems, signatures, disclaimer = _checked(folder, folders)
    if output is Format.JSON:
        told = {"problems": problems, "signoff": signatures}
        listed = {key: [_problem(one) for one in each] for key, each in told.items()}
        show_json(listed, disclaimer)
    else:
        remarks = unsigned_blocks(signatures, lang)
        show(findings_page(problems, lang, disclaimer, remarks))
    return FINDINGS if problems else 0


def _checked(
    folder: Path | None, folders: tuple[Path, ...]
) -> tuple[list[Problem], list[Problem], Wording]:
    """Return what is wrong with some packs, what of signatures, and their disclaimer.

    Where the packs can't be put together, claims may cite what wasn't read.
    """
    beside = _scenario_problems(folders)
    try:
        book = load(folder, extend=folders[1:])
    except (PackError, CalendarError) as error:
        claims = _claim_problems(folders, {})
        sure = [one for one in claims if one.code not in packs.UNKNOWN_NAMES]
        return [*error.problems, *beside, *sure], [], DISCLAIMER
    claims = _claim_problems(folders, book.program.instruments)
    found = [*beside, *claims, *shortfalls(book), *gaps(book)]
    try:
        signatures = unsigned(book.program, folders)
    except PackError as error:
        return [*found, *error.problems], [], book.program.disclaimer
    return found, signatures, book.program.disclaimer


def _scenario_problems(folders: Iterable[Path]) -> list[Problem]:
    """Return what is wrong with the scenario files of some packs."""
    found: list[Problem] = []
    for folder in folders:
        for path in packs.scenario_files(folder):
            try:
                read_scenarios(path, folder)
            except PackError as error:
                found += error.problems
    return found


def _claim_problems(
    folders: Iterable[Path], instruments: Mapping[str, Instrument]
) -> list[Problem]:
    """Return what is wrong with the claims of some packs."""
    found: list[Problem] = []
    for folder in folders:
        try:
            read_claims(folder, instruments)
        except PackError as error:
            found += error.problems
    return found


def run_scenarios(
    paths: options.Folders = None,
    *,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
    pack: options.Pack = None,
    extend: options.Extend = None,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
) -> int:
    """Run the scenarios 情景 of a pack and show those that fail.

    \b
      telcorules test
      telcorules test rules/appeal/scenarios/answer.scenario.yaml
      telcorules test --pack my-pack my-scenarios --format json
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, None, notice, unannounced)
    reports = [one for path in paths or book.folders for one in _reports(book, path)]
    if output is Format.JSON:
        show_json(_summary(reports), book.program.disclaimer)
    else:
        failing = [_failure(one) for one in reports if not one.passed]
        show(reports_page(len(reports), failing, lang, book.program.disclaimer))
    return 0 if all(one.passed for one in reports) else FINDINGS


def _reports(book: Rulebook, path: Path) -> list[Report]:
    """Run the scenarios of a folder, or of a single file.

    Raises:
        RequestError: There are none.
        PackError: One can't be read.
    """
    if path.is_file():
        return [check(book, one) for one in read_scenarios(path)]
    if found := run(book, path):
        return found
    what = f"there are no scenarios in `{path}`"
    hint = "name a folder that holds files called *.scenario.yaml"
    raise RequestError(Problem("TR618", what, hint))


def _failure(report: Report) -> Failure:
    differences = tuple(
        Difference(one.what, str(one.expected), str(one.actual), one.basis)
        for one in report.mismatches
    )
    scenario = report.scenario
    return Failure(scenario.title, f"{scenario.span} {scenario.id}", differences)


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "why": problem.why or None,
        "hint": problem.hint or None,
    }


def _summary(reports: list[Report]) -> dict[str, Any]:
    return {
        "passed": sum(one.passed for one in reports),
        "failed": sum(not one.passed for one in reports),
        "scenarios": [_report(one) for one in reports],
    }


def _report(report: Report) -> dict[str, Any]:
    scenario = report.scenario
    return {
        "id": scenario.id,
        "rule": scenario.rule,
        "title": scenario.title.to_dict(),
        "place": str(scenario.span),
        "passed": report.passed,
        "mismatches": [
            {
                "what": one.what,
                "expected": one.expected,
                "actual": one.actual,
                "basis": [cited.to_dict() for cited in one.basis],
            }
            for one in report.mismatches
        ],
    }
