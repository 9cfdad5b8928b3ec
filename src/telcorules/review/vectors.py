"""Conformance vectors 一致性用例: cases with what has to come out, for other programs.

Made from the scenarios of a pack and from cases at the thresholds of its rules. A
vector is one rule, one case, one day; what is expected of it keeps to what another
implementation can be held to: outcome, dates, citations.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import Any, Final

from telcorules.evaluation.candidates import UNSTATED
from telcorules.evaluation.grounds import iso
from telcorules.evaluation.obligations import Amount, Duty, Permission
from telcorules.evaluation.parts import GOOD, in_a_word
from telcorules.evaluation.results import Admission, AnyResult, Deadline
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.selections import Checklist, Choice
from telcorules.foundation.law import Cited
from telcorules.language.packs import scenario_files
from telcorules.language.values import plain
from telcorules.review.asked_days import days_of_every_sort
from telcorules.review.grouped import group_stands, groups_of
from telcorules.review.scenarios import read_scenarios
from telcorules.review.sides import Assignment, Pair, Side
from telcorules.review.walking import Effort, some_cells
from telcorules.version import __version__

FORM: Final = 1
"""The form of the vectors that this library makes."""

LEVELS: Final[Mapping[int, str]] = {
    1: "outcomes: admissions, choices, checklists, duties and amounts, all settled",
    2: "dates: deadlines and permissions, all firm",
    3: "unknowns: answers that hang on facts nobody stated",
    4: "provisional dates, contested answers, other readings than the defaults",
}
"""What an implementation shows by agreeing with the vectors up to a level."""

_EFFORT: Final = Effort(few=400, groups=0, tries=0)
_MOST: Final = 12
_LATE: Final = timedelta(days=75)
_BY_CONDITIONS: Final = ("admission", "checklist")
_UNSETTLED: Final = ("undetermined", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """One case with what has to come out.

    Attributes:
        id: Its name, unique among those of a pack.
        rule: The rule that is asked.
        level: From 1 to 4, of `LEVELS`.
        as_of: The day of the question.
        readings: The choices that differ from the defaults.
        facts: The facts stated, in JSON types.
        expect: What has to come out, in JSON types.
    """

    id: str
    rule: str
    level: int
    as_of: date
    readings: Mapping[str, str]
    facts: Mapping[str, Mapping[str, Any]]
    expect: Mapping[str, Any]

    def question(self) -> dict[str, Any]:
        """Return what a program is asked, in JSON types."""
        return {
            "id": self.id,
            "rule": self.rule,
            "as_of": iso(self.as_of),
            "readings": dict(self.readings),
            "facts": {name: dict(inner) for name, inner in self.facts.items()},
        }

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            **self.question(),
            "level": self.level,
            "expect": dict(self.expect),
        }


def answer(book: Rulebook, question: Mapping[str, Any]) -> dict[str, Any]:
    """Return what this library answers to the question of a vector, in JSON types.

    Raises:
        CaseError: The facts can't be read.
        RequestError: There is no such rule, day, reading or choice.
    """
    under = book.under(question["readings"])
    day = date.fromisoformat(question["as_of"])
    return expected(under.evaluate(question["rule"], question["facts"], as_of=day))


def expected(result: AnyResult) -> dict[str, Any]:
    """Return what of an answer another implementation is held to, in JSON types."""
    word = {"kind": result.to_dict()["kind"], "answer": str(in_a_word(result))}
    return {**word, **_parts(result), "basis": _basis(result), **_contested(result)}


def _parts(result: AnyResult) -> dict[str, Any]:
    match result:
        case Admission():
            return {"failed": sorted(result.failed), "unknown": sorted(result.unknown)}
        case Checklist():
            return {state: _items(result, state) for state in ("missing", "unknown")}
        case Choice():
            return {"candidates": sorted(one.value for one in result.candidates)}
        case Deadline():
            return {"due": iso(result.due), **_bounds(result)}
        case Permission():
            return {"opens": iso(result.opens), **_bounds(result)}
        case Amount():
            return {"value": plain(result.value)}
        case _:
            assert isinstance(result, Duty)
            return {}


def _items(result: Checklist, state: str) -> list[str]:
    return sorted(one.id for one in result.items if one.state == state)


def _bounds(result: Deadline | Permission) -> dict[str, Any]:
    return {
        "firm": result.firm,
        "earliest": iso(result.earliest),
        "latest": iso(result.latest),
    }


def _basis(result: AnyResult) -> list[str]:
    """Return what an answer rests on: of conditions those that decide it."""
    return sorted({str(one.citation) for one in _cited(result)})


def _cited(result: AnyResult) -> Iterator[Cited]:
    match result:
        case Admission():
            for finding in result.conditions:
                yield from finding.basis if finding.failed else ()
        case Checklist():
            for item in result.items:
                yield from item.basis if item.state == "missing" else ()
        case Choice():
            for candidate in result.candidates:
                yield from candidate.basis
        case _:
            yield from result.basis


def _contested(result: AnyResult) -> dict[str, Any]:
    found = getattr(result, "contested", ())
    if not found:
        return {}
    told = [
        {"reading": one.reading, "choice": one.choice, **one.result.summary}
        for one in found
    ]
    return {"contested": told}


def vectors(book: Rulebook, globs: Iterable[str] = ()) -> tuple[Vector, ...]:
    """Return the vectors of a pack, by rules in their order.

    Args:
        book: The pack, under its default readings.
        globs: Ids or globs of the rules; every rule where there are none.

    Raises:
        PackError: A scenario can't be read.
    """
    wanted = tuple(globs)
    found: dict[str, Vector] = {}
    for one in (*_of_scenarios(book), *_at_thresholds(book, wanted)):
        if not wanted or any(fnmatchcase(one.rule, glob) for glob in wanted):
            found.setdefault(one.id, one)
    order = list(book.program.rules)
    return tuple(sorted(found.values(), key=lambda one: order.index(one.rule)))


def _vector(book: Rulebook, name: str, question: dict[str, Any]) -> Vector:
    expect = answer(book, question)
    return Vector(
        id=name,
        rule=question["rule"],
        level=_level(question, expect),
        as_of=date.fromisoformat(question["as_of"]),
        readings=question["readings"],
        facts=book.case(question["facts"]).to_dict(),
        expect=expect,
    )


def _level(question: Mapping[str, Any], expect: Mapping[str, Any]) -> int:
    if question["readings"] or "contested" in expect or expect.get("firm") is False:
        return 4
    if expect["answer"] in _UNSETTLED:
        return 3
    return 2 if "firm" in expect else 1


def _of_scenarios(book: Rulebook) -> Iterator[Vector]:
    for folder in book.folders:
        for path in scenario_files(folder):
            for one in read_scenarios(path, folder):
                for rule in one.expect:
                    if rule in book.program.rules:
                        question = {
                            "rule": rule,
                            "as_of": iso(one.as_of),
                            "readings": dict(one.readings),
                            "facts": one.case,
                        }
                        yield _vector(book, f"{rule}/{one.id}", question)


def _at_thresholds(book: Rulebook, globs: tuple[str, ...]) -> Iterator[Vector]:
    """Yield cases that tell answers apart, on a plain day and one past the notices."""
    days = days_of_every_sort(book.calendar)[0], book.calendar.firm_through + _LATE
    for name, rule in book.program.rules.items():
        if globs and not any(fnmatchcase(name, glob) for glob in globs):
            continue
        pair = Pair(Side(book, name, {}), Side(book, name, {}), frozenset())
        for day in days:
            cells = _conditions if rule.kind in _BY_CONDITIONS else _cells
            for number, stated in enumerate(cells(pair, day), 1):
                question = {
                    "rule": name,
                    "as_of": iso(day),
                    "readings": {},
                    "facts": _nested(stated),
                }
                yield _vector(book, f"{name}/boundary-{day}-{number}", question)


def _cells(pair: Pair, day: date) -> list[dict[str, Any]]:
    """Return a cell for each answer that a rule gives on a day, so many at most."""
    days = (day.toordinal(), day.toordinal())
    choices = {
        name: (UNSTATED, *ways) for name, ways in pair.ways(pair.facts, days).items()
    }
    found: dict[Any, dict[str, Any]] = {}
    for stated in some_cells(pair, choices, _EFFORT):
        answered = pair.old.answer(days[1])
        key = answered if len(found) < _MOST else answered.word
        found.setdefault(key, dict(stated))
    return list(found.values())


def _conditions(pair: Pair, day: date) -> list[dict[str, Any]]:
    """Return a case that meets every condition, and for each the ways not to."""
    days = (day.toordinal(), day.toordinal())
    groups = [
        group_stands(pair, group, days, _EFFORT) for group in groups_of(pair, days[0])
    ]
    best = [one[max(one, key=sum)] for one in groups]
    found = [_joined(best)]
    for place, one in enumerate(groups):
        least = sorted((key for key in one if min(key) < GOOD), key=sum, reverse=True)
        found += [
            _joined([*best[:place], one[key], *best[place + 1 :]])
            for key in least[:_MOST]
        ]
    return found


def _joined(cells: Iterable[Assignment]) -> dict[str, Any]:
    return {name: way for cell in cells for name, way in cell.items()}


def _nested(stated: Assignment) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, way in stated.items():
        if way is not UNSTATED:
            section, _, fact = name.partition(".")
            found.setdefault(section, {})[fact] = way.stated
    return found


def document(book: Rulebook, found: Iterable[Vector]) -> dict[str, Any]:
    """Return a file of vectors, in JSON types."""
    program, calendar = book.program, book.calendar
    return {
        "vectors": FORM,
        "library": __version__,
        "pack": {
            "id": program.id,
            "version": program.version,
            "sha256": program.sha256,
        },
        "calendar": {
            "sha256": calendar.sha256,
            "firm_through": iso(calendar.firm_through),
            "unannounced": calendar.unannounced,
        },
        "readings": dict(book.readings),
        "levels": {str(level): what for level, what in LEVELS.items()},
        "cases": [one.to_dict() for one in found],
    }
