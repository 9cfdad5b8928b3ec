"""`test`: the worked cases of a pack, run."""

from pathlib import Path
from typing import Any

from telcorules.cli import options, pack_options
from telcorules.cli.covering import show_coverage
from telcorules.cli.inputs import open_book
from telcorules.cli.options import Format, Unannounced
from telcorules.cli.outputs import show, show_json
from telcorules.errors import Problem, RequestError
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.bilingual import Language
from telcorules.render.findings import Difference, Failure, reports_page
from telcorules.review.scenarios import Report, check, read_scenarios, run

FINDINGS = 1
"""The exit code for scenarios that fail."""


def run_scenarios(
    paths: pack_options.Folders = None,
    *,
    coverage: pack_options.Coverage = False,
    fail_under: pack_options.FailUnder = None,
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
      telcorules test --coverage --fail-under 100
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, None, notice, unannounced)
    reports = [one for path in paths or book.folders for one in _reports(book, path)]
    if coverage and all(one.passed for one in reports):
        scenarios = [one.scenario for one in reports]
        return show_coverage(book, scenarios, fail_under, output, lang)
    if output is Format.JSON:
        show_json(_summary(reports), book.program.disclaimer)
    else:
        failing = [_failure(one) for one in reports if not one.passed]
        unconfirmed = sum(one.scenario.unconfirmed for one in reports)
        told = reports_page(
            len(reports), failing, unconfirmed, lang, book.program.disclaimer
        )
        show(told)
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


def _summary(reports: list[Report]) -> dict[str, Any]:
    return {
        "passed": sum(one.passed for one in reports),
        "unconfirmed": sum(one.scenario.unconfirmed for one in reports),
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
        **({"unconfirmed": True} if scenario.unconfirmed else {}),
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
