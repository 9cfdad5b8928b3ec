"""Which slips in a pack its scenarios would notice, and which they wouldn't.

Every rule is written otherwise in one place at a time, in memory, and the scenarios
that state something of it are asked, until one doesn't hold. For a slip that none
notices a case is searched that would.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from telcorules.errors import PackError, Problem, Span
from telcorules.evaluation.context import Context
from telcorules.evaluation.grounds import pick
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.law import Wording
from telcorules.foundation.source import Document
from telcorules.language.nodes import extent
from telcorules.language.packs import read_file, scenario_files
from telcorules.language.program import Rule
from telcorules.language.versions import readings_used
from telcorules.review.drafts import Draft
from telcorules.review.killing import Found, Searched, tell_apart
from telcorules.review.mutants import (
    Mutant,
    mutants_of_parameter,
    mutants_of_rule,
    names_of,
    parameters,
)
from telcorules.review.observing import stated
from telcorules.review.pins import Pins
from telcorules.review.scenarios import Scenario, check, read_scenarios


class Verdict(StrEnum):
    """What is known of a slip that no scenario notices."""

    KILLABLE = "killable"
    EQUIVALENT = "equivalent"
    NO_CASE = "no-case-found"


@dataclass(frozen=True, slots=True)
class Survivor:
    """A slip that no scenario notices.

    Attributes:
        owner: The rule, or the parameter, that it stands in.
        sort: What kind of slip it is.
        place: Where, as ``file:line:column``.
        was: What is written.
        now: What would be.
        verdict: Whether a case would notice it.
        scenario: That case, as a scenario in YAML; empty where there is none.
    """

    owner: str
    sort: str
    place: str
    was: str
    now: str
    verdict: Verdict
    scenario: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "owner": self.owner,
            "sort": self.sort,
            "place": self.place,
            "was": self.was,
            "now": self.now,
            "verdict": self.verdict.value,
            "scenario": self.scenario or None,
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the mutants of a rule, or of a parameter.

    Attributes:
        owner: Its id.
        count: How many there were.
        survivors: Those that no scenario notices.
    """

    owner: str
    count: int
    survivors: tuple[Survivor, ...]

    @property
    def killed(self) -> int:
        """How many a scenario notices."""
        return self.count - len(self.survivors)

    @property
    def equivalent(self) -> int:
        """How many nothing can notice."""
        return sum(one.verdict is Verdict.EQUIVALENT for one in self.survivors)


def score(tallies: Iterable[Tally]) -> float:
    """Return the share of mutants killed, of those that something can, in percent."""
    told = list(tallies)
    killed = sum(one.killed for one in told)
    killable = sum(one.count - one.equivalent for one in told)
    return 100 * killed / killable if killable else 100.0


class Mutation:
    """A pack whose rules can be written otherwise, with its scenarios.

    Args:
        book: The rules.

    Raises:
        PackError: A scenario can't be read.
    """

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._program = book.program
        self._names = names_of(book.program)
        self._pins = Pins(book, scenarios_of(book.folders))
        self._documents: dict[str, Document] = {}

    def units(self, globs: Iterable[str] | None = None) -> list[str]:
        """Return the rules that were asked for, and the parameters that they use.

        Raises:
            RequestError: There is no such rule.
        """
        wanted = list(self._program.rules)
        if globs is not None:
            wanted = [one for glob in globs for one in self._matching(glob)]
        return [*dict.fromkeys(wanted), *parameters(self._program, wanted)]

    def size(self, unit: str) -> int:
        """Return how large a rule is, so that the largest can be begun first."""
        rule = self._program.rules.get(unit)
        roots = (node for one in rule.versions for node in one.nodes) if rule else ()
        return sum(extent(node)[0] for node in roots)

    def _matching(self, glob: str) -> list[str]:
        found = [one for one in self._program.rules if fnmatchcase(one, glob)]
        if not found:
            pick(self._program.rules, glob, "rule")
        return found

    def of(self, unit: str) -> Tally:
        """Return what comes of the mutants of a rule, or of a parameter."""
        count, survivors = 0, []
        for mutant in self._mutants(unit):
            count += 1
            if not self._is_noticed(mutant):
                survivors.append(self._survivor(mutant, count))
        return Tally(unit, count, tuple(survivors))

    def _mutants(self, unit: str) -> Iterator[Mutant]:
        if unit in self._program.rules:
            return mutants_of_rule(self._program, unit, self._names)
        found = parameters(self._program, self._program.rules)[unit]
        return mutants_of_parameter(self._program, found, self._names)

    def _is_noticed(self, mutant: Mutant) -> bool:
        rules = self._program.rules
        return any(
            self._pins.first_broken(rules[name], after) is not None
            for name, after in mutant.rules.items()
        )

    def _survivor(self, mutant: Mutant, number: int) -> Survivor:
        """Return what is known of a mutant that no scenario notices."""
        exhausted, draft, change = True, "", mutant.change
        place = self._place(mutant)
        for name, after in mutant.rules.items():
            searched = self._search(self._program.rules[name], after)
            exhausted = exhausted and searched.exhausted
            if searched.found is not None:
                drafted = self._draft(mutant, name, searched.found, place)
                draft = drafted.renamed(number).yaml
                break
        verdict = Verdict.EQUIVALENT if exhausted else Verdict.NO_CASE
        return Survivor(
            owner=mutant.owner,
            sort=change.sort,
            place=str(place),
            was=change.was,
            now=change.now,
            verdict=Verdict.KILLABLE if draft else verdict,
            scenario=draft,
        )

    def _search(self, before: Rule, after: Rule) -> Searched:
        bases = [pin.case for pin in self._pins.of(before.id)]
        return tell_apart(before, after, list(self._contexts(before, after)), bases)

    def _contexts(self, *rules: Rule) -> Iterator[Context]:
        """Yield the readings as they are, then each other choice that can matter."""
        yield self._pins.context({})
        used = {
            one for rule in rules for v in rule.versions for one in readings_used(v)
        }
        for name, reading in self._program.readings.items():
            for choice in reading.choices:
                if name in used and choice.id != self._book.readings[name]:
                    yield self._pins.context({name: choice.id})

    def _draft(self, mutant: Mutant, rule: str, found: Found, place: Span) -> Draft:
        was, now = mutant.change.was, mutant.change.now
        own = self._book.readings
        return Draft(
            id=f"{mutant.change.sort}-{place.line}-{place.column}",
            title=Wording(f"应为 {was}，不是 {now}", f"{was}, not {now}"),
            as_of=found.as_of,
            readings={n: c for n, c in found.readings.items() if own[n] != c},
            case=found.case.to_dict(),
            expect={rule: stated(found.before, found.after)},
        )

    def _place(self, mutant: Mutant) -> Span:
        """Return where the change of a mutant stands."""
        change = mutant.change
        if change.span is not None:
            return change.span
        name = self._file(mutant.owner)
        if name not in self._documents:
            path = _path(self._book.folders, name)
            self._documents[name] = read_file(path, path.parent)
        found = self._documents[name].key_span(change.path)
        return Span(name, found.line, found.column)

    def _file(self, owner: str) -> str:
        found: Any = self._program.rules.get(owner)
        if found is None:
            found = parameters(self._program, self._program.rules)[owner]
        return str(found.span.file)


def _path(folders: tuple[Path, ...], name: str) -> Path:
    """Return the path of a file that places name, those of packs laid over as well."""
    base, *over = folders
    for folder in over:
        if name.startswith(f"{folder.name}/"):
            return folder / name.removeprefix(f"{folder.name}/")
    return base / name


def scenarios_of(folders: Iterable[Path]) -> Iterator[Scenario]:
    """Yield the scenarios of some packs."""
    for folder in folders:
        for path in scenario_files(folder):
            yield from read_scenarios(path, folder)


def refuse_failing(book: Rulebook) -> None:
    """Refuse a pack with scenarios that don't hold for its rules as they are.

    Raises:
        PackError: Each of them.
    """
    every = scenarios_of(book.folders)
    if failing := [one for one in every if not check(book, one).passed]:
        what = "this scenario doesn't hold, and so can't notice a slip"
        hint = "see what came with `telcorules test`, and mend the rule or the scenario"
        raise PackError(
            [Problem("TR805", what, hint, span=one.span) for one in failing]
        )
