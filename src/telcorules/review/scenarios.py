"""Scenarios 情景: worked cases beside the rules, run and compared in words.

A scenario states facts, a day and what has to come out; only what it states is
compared. A file that can't be read as scenarios is a mistake in the pack.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from telcorules.errors import CaseError, PackError, Problem, RequestError, Span
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Availability
from telcorules.evaluation.results import Admission, AnyResult
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.selections import Checklist, Choice
from telcorules.foundation.law import Cited, Wording
from telcorules.foundation.source import Document
from telcorules.language.packs import read_file, scenario_files
from telcorules.language.schema import ScenarioFile
from telcorules.language.shape import shape
from telcorules.language.vocabulary import Case
from telcorules.review.because import Ground, because, of_condition, of_item

_ABOUT_ALL = ("notes", "caveats")
"""What scenarios expect of the decision as a whole."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One worked case as its file states it.

    Attributes:
        id: Its name, unique in its file.
        rule: The rule that its file pins.
        title: What it shows.
        as_of: The day of the question.
        readings: The choices that differ from the pack's defaults.
        case: The facts, those that the file gives to all its cases included.
        expect: What has to come out, by rule.
        span: Where it stands.
    """

    id: str
    rule: str
    title: Wording
    as_of: date
    readings: Mapping[str, str]
    case: Mapping[str, Mapping[str, Any]]
    expect: Mapping[str, Any]
    span: Span


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that came out otherwise than a scenario says.

    Attributes:
        what: Such as ``appeal.admission outcome``.
        expected: The scenario's word.
        actual: The engine's.
        basis: What the engine's answer rests on, where that can be told.
        grounds: What made the answer what it is, with the basis of each.
    """

    what: str
    expected: Any
    actual: Any
    basis: tuple[Cited, ...] = ()
    grounds: tuple[Ground, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        why = "".join(f"\n    {cited.text}" for cited in self.basis)
        return f"{self.what}: expected {self.expected}, came {self.actual}{why}"


@dataclass(frozen=True, slots=True)
class Report:
    """How a scenario went."""

    scenario: Scenario
    mismatches: tuple[Mismatch, ...]

    @property
    def passed(self) -> bool:
        """Whether all that the scenario states came out."""
        return not self.mismatches


def read_scenarios(path: Path, folder: Path | None = None) -> list[Scenario]:
    """Read the scenarios of one file.

    Raises:
        PackError: It can't be read as scenarios.
    """
    document = read_file(path, folder)
    written = shape(document)
    if not isinstance(written, ScenarioFile):
        what = "a file named .scenario.yaml holds scenarios"
        hint = "begin with `scenarios: <rule id>`"
        raise PackError(Problem("TR801", what, hint, span=document.span(())))
    return [
        Scenario(
            id=name,
            rule=written.scenarios,
            title=Wording(one.title.zh, one.title.en),
            as_of=one.as_of,
            readings=one.readings,
            case=_laid_over(document, written.given, name, one.case),
            expect=one.expect,
            span=document.key_span(("cases", name)),
        )
        for name, one in written.cases.items()
    ]


def _laid_over(
    document: Document,
    given: Mapping[str, Any],
    name: str,
    case: Mapping[str, Any],
) -> dict[str, dict[str, Any]]:
    facts: dict[str, dict[str, Any]] = {}
    for path, part in ((("given",), given), (("cases", name, "case"), case)):
        for section, inner in part.items():
            if not isinstance(inner, dict):
                what = f"`{section}` takes a mapping of facts"
                span = document.span((*path, section))
                raise PackError(Problem("TR802", what, span=span))
            facts.setdefault(section, {}).update(inner)
    return facts


def run(book: Rulebook, folder: Path) -> list[Report]:
    """Run every scenario of a folder, in the order of files and cases.

    Raises:
        PackError: A scenario can't be read, or states what there isn't.
    """
    return [
        check(book, scenario)
        for path in scenario_files(folder)
        for scenario in read_scenarios(path, folder)
    ]


def check(book: Rulebook, scenario: Scenario) -> Report:
    """Decide a scenario's case and compare what came with what it states.

    Raises:
        PackError: It states a fact, a rule or a part of an answer there isn't.
    """
    rules = [name for name in scenario.expect if name not in _ABOUT_ALL]
    try:
        decision = book.under(scenario.readings).decide(
            scenario.case, as_of=scenario.as_of, rules=rules
        )
        found = tuple(_mismatches(scenario, decision))
    except (CaseError, RequestError) as error:
        raise PackError([_placed(one, scenario) for one in error.problems]) from None
    return Report(scenario, found)


def stated(book: Rulebook, scenario: Scenario) -> tuple[Rulebook, Case]:
    """Return the rulebook under a scenario's readings, and its case.

    Raises:
        PackError: It states a fact, a reading or a choice there isn't.
    """
    try:
        under = book.under(scenario.readings)
        return under, under.case(scenario.case)
    except (CaseError, RequestError) as error:
        raise PackError([_placed(one, scenario) for one in error.problems]) from None


def _placed(problem: Problem, scenario: Scenario) -> Problem:
    about = f"{problem.fact}: " if problem.fact else ""
    return Problem(
        problem.code, about + problem.message, problem.hint, span=scenario.span
    )


def _mismatches(scenario: Scenario, decision: Decision) -> Iterator[Mismatch]:
    for name, expected in scenario.expect.items():
        if name in _ABOUT_ALL:
            ids = sorted(one.id for one in getattr(decision, name))
            yield from _differing(name, _sorted(scenario, name, expected), ids)
        else:
            yield from _in_result(scenario, name, expected, decision[name])


def _sorted(scenario: Scenario, name: str, ids: Any) -> list[str]:
    if ids is None:
        return []
    if isinstance(ids, list) and all(isinstance(one, str) for one in ids):
        return sorted(ids)
    what = f"`{name}` takes the ids of {name}"
    hint = f"write {name}: [the-id], or {name}: []"
    raise PackError(Problem("TR804", what, hint, span=scenario.span))


def _in_result(
    scenario: Scenario, rule: str, expected: Any, result: AnyResult
) -> Iterator[Mismatch]:
    actual = _comparable(result)
    if not isinstance(expected, dict):
        raise _unstated(scenario, rule, str(expected), actual)
    for part, value in expected.items():
        if part not in actual:
            raise _unstated(scenario, rule, part, actual)
        what = f"{rule} {part}"
        if part in ("conditions", "items"):
            stated = _named(scenario, rule, part, value)
            yield from _in_parts(scenario, rule, stated, actual[part], result)
        elif part == "contested":
            yield from _differing(what, _plain(value), _matching(value, actual[part]))
        else:
            for one in _differing(what, _plain(value), actual[part]):
                yield replace(one, grounds=because(result))


def _named(scenario: Scenario, rule: str, part: str, value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    what = f"`{part}` of `{rule}` takes a mapping"
    hint = f"write {part}: {{name: value}}"
    raise PackError(Problem("TR804", what, hint, span=scenario.span))


def _in_parts(
    scenario: Scenario,
    rule: str,
    expected: Mapping[str, Any],
    actual: Mapping[str, Any],
    result: AnyResult,
) -> Iterator[Mismatch]:
    for name, value in expected.items():
        if name not in actual:
            raise _unstated(scenario, rule, name, actual)
        ground = _part(result, name)
        basis = ground.basis if isinstance(result, Admission) else ()
        for one in _differing(f"{rule} {name}", value, actual[name], basis):
            yield replace(one, grounds=(ground,))


def _part(result: AnyResult, name: str) -> Ground:
    if isinstance(result, Admission):
        return of_condition(result.condition(name))
    assert isinstance(result, Checklist)  # INVARIANT: nothing else has named parts
    return of_item(result.item(name))


def _differing(
    what: str, expected: Any, actual: Any, basis: tuple[Cited, ...] = ()
) -> Iterator[Mismatch]:
    if expected != actual or type(expected) is not type(actual):
        yield Mismatch(what, expected, actual, basis)


def _unstated(
    scenario: Scenario, rule: str, part: str, known: Mapping[str, Any]
) -> PackError:
    near = get_close_matches(part, list(known), 1)
    hint = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(known)}"
    what = f"`{rule}` has no `{part}`"
    return PackError(Problem("TR803", what, hint, span=scenario.span))


def _comparable(result: AnyResult) -> dict[str, Any]:
    """Return an answer as scenarios speak of it: parts by their names."""
    found = result.to_dict()
    for part, value in (("conditions", "value"), ("items", "state")):
        if part in found:
            found[part] = {one["id"]: one[value] for one in found[part]}
    if isinstance(result, Choice):
        found |= _comparable_choice(result)
    if "contested" in found:
        found["contested"] = [
            {"reading": one["reading"], "choice": one["choice"], **one["result"]}
            for one in found["contested"]
        ]
    if isinstance(result, Admission):
        found["failed"], found["unknown"] = list(result.failed), list(result.unknown)
    return found


def _comparable_choice(result: Choice) -> dict[str, Any]:
    """Return a choice by its values: candidates, what is closed, and from when."""
    closed = result.closed or ()
    return {
        "candidates": [one.value for one in result.candidates],
        "open": [c.value for c in result.candidates if c.state is Availability.OPEN],
        "closed": {one.value: one.state.value for one in closed},
        "opens": {c.value: c.opens.isoformat() for c in closed if c.opens},
        "turn": result.turn,
    }


def _matching(expected: Any, actual: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what came, each cut down to the keys that its counterpart states."""
    stated = expected if isinstance(expected, list) else []
    if len(stated) != len(actual):
        return actual
    return [
        {key: came.get(key) for key in one} if isinstance(one, dict) else came
        for one, came in zip(stated, actual, strict=True)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value
