"""`lint`: what is wrong with a pack, as text, JSON, SARIF or annotations of GitHub."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from telcorules.cli import options, pack_options
from telcorules.cli.outputs import emit, progress, show, show_json
from telcorules.cli.pack_options import Listed
from telcorules.errors import CalendarError, PackError, Problem
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.law import Instrument, Wording
from telcorules.language import packs
from telcorules.language.linking import DISCLAIMER
from telcorules.render.annotations import annotations
from telcorules.render.bilingual import Language
from telcorules.render.findings import Found, findings_page
from telcorules.render.sarif import sarif_log
from telcorules.render.signoff import unsigned_blocks
from telcorules.review.claims import read_claims
from telcorules.review.codes import CODES
from telcorules.review.linting import analyse
from telcorules.review.scenarios import Scenario, read_scenarios, stated
from telcorules.review.signoff import unsigned
from telcorules.review.verdicts import Check, Verdict
from telcorules.version import __version__

FINDINGS: Final = 1
"""The exit code for problems found."""


def lint(
    folder: pack_options.Folder = None,
    *,
    extend: options.Extend = None,
    output: pack_options.Findings = Listed.TEXT,
    lang: options.Lang = Language.ZH,
) -> int:
    """Check a pack 校验: its files, what can't be meant, what no scenario pins.

    \b
      telcorules lint
      telcorules lint my-pack --format json
      telcorules lint rules --extend my-company --format sarif
    """  # noqa: D301 - \b keeps the lines of the examples
    folders = (folder or packs.bundled(), *(extend or ()))
    for one in folders:
        packs.rule_files(one)
    reviewed = _reviewed(folder, folders)
    found = Found(
        problems=[*reviewed.problems, *reviewed.of(Verdict.PROVEN)],
        undecided=reviewed.of(Verdict.UNDECIDED),
        accepted=[(c.problem, c.accepted) for c in reviewed.checks if c.accepted],
        checks=len(reviewed.checks),
    )
    _write(found, reviewed, folders, output, lang)
    return FINDINGS if found.problems else 0


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """What came of a review: what can't be read, was looked for, and is signed."""

    problems: list[Problem]
    checks: list[Check] = field(default_factory=list)
    disclaimer: Wording = DISCLAIMER
    signatures: list[Problem] = field(default_factory=list)

    def of(self, verdict: Verdict) -> list[Problem]:
        """Return what has a verdict, without what is accepted."""
        kept = (c for c in self.checks if c.verdict is verdict and c.accepted is None)
        return [one.problem for one in kept]


def _reviewed(folder: Path | None, folders: tuple[Path, ...]) -> _Reviewed:
    """Return what is wrong with some packs.

    Where the packs can't be put together, claims may cite what wasn't read, and
    nothing is analysed.
    """
    beside, scenarios = _scenarios(folders)
    try:
        book = load(folder, extend=folders[1:])
    except (PackError, CalendarError) as error:
        claims = _claim_problems(folders, {})
        sure = [one for one in claims if one.code not in packs.UNKNOWN_NAMES]
        return _Reviewed([*error.problems, *beside, *sure])
    unread, readable = _readable(book, scenarios)
    claims = _claim_problems(folders, book.program.instruments)
    sheets = packs.load_sheets(folders)
    with progress("lint") as told:
        checks = analyse(book, sheets, readable, told)
    unsignable, signatures = _signatures(book, folders)
    problems = [*beside, *unread, *claims, *unsignable]
    return _Reviewed(problems, checks, book.program.disclaimer, signatures)


def _signatures(
    book: Rulebook, folders: tuple[Path, ...]
) -> tuple[list[Problem], list[Problem]]:
    """Return what is wrong with the signatures of the last pack, and what they tell."""
    try:
        return [], unsigned(book.program, folders)
    except PackError as error:
        return [*error.problems], []


def _scenarios(folders: Iterable[Path]) -> tuple[list[Problem], list[Scenario]]:
    """Return what is wrong with the scenario files of some packs, and the others."""
    problems: list[Problem] = []
    found: list[Scenario] = []
    for folder in folders:
        for path in packs.scenario_files(folder):
            try:
                found += read_scenarios(path, folder)
            except PackError as error:
                problems += error.problems
    return problems, found


def _readable(
    book: Rulebook, scenarios: Iterable[Scenario]
) -> tuple[list[Problem], list[Scenario]]:
    """Return what scenarios state that there isn't, and the other scenarios."""
    problems: list[Problem] = []
    found: list[Scenario] = []
    for one in scenarios:
        try:
            stated(book, one)
            found.append(one)
        except PackError as error:
            problems += error.problems
    return problems, found


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


def _write(
    found: Found,
    reviewed: _Reviewed,
    folders: Sequence[Path],
    output: Listed,
    lang: Language,
) -> None:
    paths = {file: _path(file, folders) for file in _files(found)}
    match output:
        case Listed.JSON:
            told = _as_dict(found, reviewed.checks)
            told["signoff"] = [_problem(one) for one in reviewed.signatures]
            show_json(told, reviewed.disclaimer)
        case Listed.SARIF:
            log = sarif_log(found, paths, CODES, __version__)
            emit(json.dumps(log, ensure_ascii=False, indent=2) + "\n")
        case Listed.GITHUB:
            emit("".join(f"{line}\n" for line in annotations(found, paths)))
        case _:
            *page, foot = findings_page(found, lang, reviewed.disclaimer, CODES)
            show((*page, *unsigned_blocks(reviewed.signatures, lang), foot))


def _files(found: Found) -> set[str]:
    accepted = (one for one, _ in found.accepted)
    several = (*found.problems, *found.undecided, *accepted)
    return {one.file for one in several if one.file}


def _path(file: str, folders: Sequence[Path]) -> str:
    """Return the path of a file that a problem names, from where the command runs.

    The files of the base pack go by their names in it, those of others with the
    name of their folder before, and scenarios by their names in their own pack.
    """
    inside = (folders[0] / file, *(one.parent / file for one in folders[1:]))
    own = (one / file for one in folders[1:])
    there = (one for one in (*inside, *own) if one.exists())
    path = next(there, folders[0] / file).resolve()
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _as_dict(found: Found, checks: Iterable[Check]) -> dict[str, Any]:
    return {
        "problems": [_problem(one) for one in found.problems],
        "undecided": [_problem(one) for one in found.undecided],
        "accepted": [
            {**_problem(one), "accepted": why.to_dict()} for one, why in found.accepted
        ],
        "checks": dict(_counted(checks)),
    }


def _counted(checks: Iterable[Check]) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield for each code how often each verdict was reached."""
    several = list(checks)
    for code in sorted({one.code for one in several}):
        verdicts = [one.verdict for one in several if one.code == code]
        yield code, {str(one): verdicts.count(one) for one in Verdict}


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
