"""The static analysis of a pack: every check, and what its author accepts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.schema import Accepted, PackFile
from telcorules.language.sheets import Sheet, words
from telcorules.review.alternatives import alternatives
from telcorules.review.cells import Cells
from telcorules.review.choosing import choosing
from telcorules.review.conditions import ALWAYS, NEVER, conditions
from telcorules.review.continuity import continuity
from telcorules.review.excluding import BARRED, IRRECONCILABLE, excluding
from telcorules.review.gaps import CODE as OPEN
from telcorules.review.gaps import opening
from telcorules.review.pinned import pinned
from telcorules.review.places import Places
from telcorules.review.promises import promising
from telcorules.review.scenarios import Scenario
from telcorules.review.sites import sites
from telcorules.review.unused import unused
from telcorules.review.verdicts import Check, Verdict, disproven, proven

STALE: Final = "TR850"

Told = Callable[[float, int], None]
Step = Callable[[], Iterable[Check]]

_CONTRADICTIONS: Final = (ALWAYS, NEVER, BARRED, IRRECONCILABLE)
_WORST: Final = (Verdict.PROVEN, Verdict.UNDECIDED, Verdict.DISPROVEN)


def analyse(
    book: Rulebook,
    sheets: Sequence[Sheet],
    scenarios: Sequence[Scenario],
    told: Told = lambda _part, _count: None,
) -> list[Check]:
    """Return every check of a pack, in the order of its files.

    A place that several rules share by an anchor is told once, with the worst verdict.

    Args:
        book: The pack, or several laid over one another.
        sheets: Their files, from `load_sheets`.
        scenarios: Their worked cases.
        told: Is told the part that is done, from 0 to 1, and how many checks that is.
    """
    places = Places(sheets)
    found: list[Check] = []
    steps = list(_steps(book, places, scenarios))
    for number, step in enumerate(steps, 1):
        found += step()
        told(number / len(steps), len(found))
    return _in_order(_accepting(_without_echoes(_once(found)), places))


def _steps(
    book: Rulebook, places: Places, scenarios: Sequence[Scenario]
) -> Iterator[Step]:
    cells = Cells(book)
    for site in sites(book.program):
        yield partial(conditions, cells, site)
    for rule in book.program.rules.values():
        yield partial(excluding, rule, cells)
        yield partial(alternatives, rule, cells, places, scenarios)
    yield partial(opening, book)
    yield partial(promising, book)
    yield partial(continuity, book, places)
    yield partial(unused, book, places)
    yield partial(choosing, book, cells, places)
    yield partial(pinned, book, places, scenarios)


def _once(checks: Iterable[Check]) -> list[Check]:
    """Return the worst check of each code at each place."""
    found: dict[tuple[object, ...], Check] = {}
    for one in sorted(checks, key=lambda check: _WORST.index(check.verdict)):
        about = one.problem.message if one.verdict is not Verdict.DISPROVEN else ""
        same = (one.code, one.problem.span)
        if about or same not in found:
            found.setdefault((*same, about), one)
            found.setdefault(same, one)
    return list({id(one): one for one in found.values()}.values())


def _without_echoes(checks: Sequence[Check]) -> list[Check]:
    """Return checks without what follows from a contradiction in the same rule.

    Where nothing can come out otherwise, whatever is unknown is so without need.
    """
    contradictory = {
        one.problem.file
        for one in checks
        if one.verdict is Verdict.PROVEN and one.code in _CONTRADICTIONS
    }
    return [
        one
        for one in checks
        if one.code != OPEN or one.problem.file not in contradictory
    ]


def _in_order(checks: Iterable[Check]) -> list[Check]:
    def place(one: Check) -> tuple[str, int, int, str]:
        problem = one.problem
        return problem.file or "", problem.line or 0, problem.column or 0, one.code

    return sorted(checks, key=place)


def _accepting(checks: Sequence[Check], places: Places) -> Iterator[Check]:
    """Yield the checks, those that the author lets stand marked as such.

    What is accepted, but isn't found any more, is a finding of its own.
    """
    found = list(checks)
    for sheet in places.of(PackFile):
        for number, accepted in enumerate(sheet.written.accepted):
            meant = [one for one in found if _is_meant(one, accepted, sheet)]
            for one in meant:
                why = words(accepted.why)
                found[found.index(one)] = replace(one, accepted=why)
            yield _stale(sheet, number, accepted, is_there=bool(meant))
    yield from found


def _is_meant(check: Check, accepted: Accepted, sheet: Sheet) -> bool:
    problem = check.problem
    folder = sheet.document.file.removesuffix("pack.yaml")
    here = problem.file == folder + accepted.file
    about = f"`{accepted.about}`" in problem.message
    is_proven = check.verdict is Verdict.PROVEN
    return is_proven and check.code == accepted.code and here and about


def _stale(sheet: Sheet, number: int, accepted: Accepted, *, is_there: bool) -> Check:
    span = sheet.span("accepted", number, "code")
    what = f"{accepted.code} about `{accepted.about}` in `{accepted.file}`"
    if is_there:
        return disproven(STALE, span, f"{what} is found, and accepted")
    hint = "delete the entry, or correct its `code`, `file` or `about`"
    return proven(STALE, span, f"{what} is accepted, but isn't found", hint)
