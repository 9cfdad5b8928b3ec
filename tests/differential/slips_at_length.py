"""Slips that no scenario notices, on random cases: ``python -m … [CASES]``.

`make mutate` calls some proven equivalent, and finds no case for others. Here each is
asked many cases that know nothing of how it was searched. None may tell it apart.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import islice
from typing import Any

import telcorules
from telcorules.evaluation.kinds import ready
from telcorules.review.mutants import Mutant
from telcorules.review.mutation import Mutation
from telcorules.review.observing import told_apart
from tests.differential.random_facts import Maker


@cache
def mutation() -> Mutation:
    return Mutation(telcorules.load())


def survivors(unit: str) -> Iterator[Mutant]:
    """Yield the slips of a rule or a parameter that no scenario notices."""
    every = mutation()
    for mutant in every._mutants(unit):
        if not every._is_noticed(mutant):
            yield mutant


def differing(unit: str, cases: int) -> tuple[str, int, list[Any]]:
    """Return how many slips there were, and the first cases that tell one apart."""
    found, count = [], 0
    for mutant in survivors(unit):
        count += 1
        found += [*islice(_telling(mutant, cases), 1)]
    return unit, count, found


def _telling(mutant: Mutant, cases: int) -> Iterator[Any]:
    book = telcorules.load()
    for name, after in mutant.rules.items():
        before = book.program.rules[name]
        for context in mutation()._contexts(before, after):
            rules = ready(before, context), ready(after, context)
            maker = Maker(f"{name} {mutant.change.now} {context.readings}")
            for number in range(cases):
                facts, as_of = maker.case(before, (0.5, 0.8, 0.95, 1.0)[number % 4])
                case = book.case(facts)
                one, other = (rule.evaluate(case, as_of) for rule in rules)
                if told_apart(one, other):
                    change = mutant.change
                    yield name, change.was, change.now, as_of, context.readings, facts


def main(cases: str = "5000") -> None:
    """Print what tells a slip apart, and fail where anything does."""
    found = []
    with ProcessPoolExecutor() as pool:
        units = mutation().units()
        total = 0
        for unit, count, telling in pool.map(
            differing, units, [int(cases)] * len(units)
        ):
            found += telling
            total += count
            if count:
                sys.stdout.write(f"{unit}: {count} slips, {len(telling)} told apart\n")
                sys.stdout.flush()
    sys.stdout.write("".join(f"{one}\n" for one in found))
    sys.stdout.write(f"{total} slips, {int(cases):,} cases each under each reading\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
