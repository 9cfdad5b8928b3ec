"""`mutate`: which slips in a pack its scenarios would notice."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any

from telcorules.cli import batch_options, options, pack_options
from telcorules.cli.inputs import open_book
from telcorules.cli.options import Format
from telcorules.cli.outputs import progress, show, show_json
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.bilingual import Language
from telcorules.render.mutation import Score, Survival, mutation_page
from telcorules.review.mutation import (
    Mutation,
    Survivor,
    Tally,
    refuse_failing,
    score,
)

BELOW = 1
"""The exit code for a score that is less than asked."""


@dataclass(frozen=True, slots=True)
class _Packs:
    """The packs that a process loads."""

    base: Path | None
    over: tuple[Path, ...]

    def load(self) -> Rulebook:
        return open_book(self.base, self.over, None, None, "principle")


def mutate(
    folder: pack_options.Folder = None,
    *,
    extend: options.Extend = None,
    rule: options.Rules = None,
    fail_under: pack_options.FailUnder = None,
    jobs: batch_options.Jobs = None,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
) -> int:
    """Find slips that no scenario would notice 变异测试, and cases that would.

    Each rule is written otherwise in one place at a time: a limit off by a day,
    another unit, `<=` for `<`, `or` for `and`, a condition or a `not` left out, another
    reading or authority. What no scenario notices is listed, with a case to paste.

    \b
      telcorules mutate --rule appeal.venue
      telcorules mutate my-pack --fail-under 100
      telcorules mutate rules --extend my-company --rule 'policy.*' --format json
    """  # noqa: D301 - \b keeps the lines of the examples
    packs = _Packs(folder, tuple(extend or ()))
    book = packs.load()
    refuse_failing(book)
    mutation = Mutation(book)
    units = mutation.units(rule)
    with progress(lang.say("变异", "mutants")) as told:
        found = []
        for tally in _worked(packs, mutation, units, jobs or cpu_count() or 1):
            found.append(tally)
            told(len(found) / len(units), sum(one.count for one in found))
    tallies = sorted(found, key=lambda one: units.index(one.owner))
    if output is Format.JSON:
        show_json(_listed(tallies), book.program.disclaimer)
    else:
        survivors = [_survival(one) for tally in tallies for one in tally.survivors]
        disclaimer = book.program.disclaimer
        show(mutation_page(_score(tallies), survivors, lang, disclaimer))
    return BELOW if fail_under is not None and score(tallies) < fail_under else 0


def _worked(
    packs: _Packs, mutation: Mutation, units: Sequence[str], jobs: int
) -> Iterator[Tally]:
    """Yield what comes of each unit, in whatever order they are done."""
    if jobs == 1 or len(units) == 1:
        yield from map(mutation.of, units)
        return
    largest_first = sorted(units, key=mutation.size, reverse=True)
    # A fresh interpreter each: a copy of this one could hold a lock of the bar's.
    spawning = get_context("spawn")
    with ProcessPoolExecutor(
        min(jobs, len(units)), spawning, initializer=ready, initargs=(packs,)
    ) as pool:
        waiting = [pool.submit(work, unit) for unit in largest_first]
        for done in as_completed(waiting):
            yield done.result()


_packs: list[_Packs] = []


def ready(packs: _Packs) -> None:
    """Tell this process which packs are meant."""
    _packs[:] = [packs]
    _mutation.cache_clear()


@cache
def _mutation() -> Mutation:
    return Mutation(_packs[0].load())


def work(unit: str) -> Tally:
    """Return what comes of a rule's mutants, or a parameter's."""
    return _mutation().of(unit)


def _score(tallies: Sequence[Tally]) -> Score:
    return Score(
        count=sum(one.count for one in tallies),
        killed=sum(one.killed for one in tallies),
        equivalent=sum(one.equivalent for one in tallies),
        percent=score(tallies),
    )


def _survival(survivor: Survivor) -> Survival:
    return Survival(
        owner=survivor.owner,
        place=survivor.place,
        was=survivor.was,
        now=survivor.now,
        verdict=survivor.verdict.value,
        scenario=survivor.scenario,
    )


def _listed(tallies: Sequence[Tally]) -> dict[str, Any]:
    survivors = [one for tally in tallies for one in tally.survivors]
    found = _score(tallies)
    return {
        "score": round(found.percent, 2),
        "mutants": found.count,
        "killed": found.killed,
        "equivalent": found.equivalent,
        "rules": {
            one.owner: {"mutants": one.count, "killed": one.killed} for one in tallies
        },
        "survivors": [one.to_dict() for one in survivors],
    }
