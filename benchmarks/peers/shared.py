"""What every peer is given: the same rule as text, the same cases, the same clock.

A peer's script runs in an environment that holds the peer only. Days are whole numbers,
and the last days are worked out beforehand, because no peer counts working days in
China: that work isn't timed for them.
"""

import ast
import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter_ns

ROUNDS = 5
REQUIRED = {
    "telecom-service-dispute": "telecom",
    "direct-interest": "interest",
    "respondent-identified": "identified",
    "specific-request": "specific",
    "factual-basis": "stated",
    "complained-first": "category == 'hotel-agent' or filed <= at",
    "unsatisfied-or-unanswered": (
        "category == 'hotel-agent' or (replied <= at and not satisfied)"
        " or (at > due and replied > due) or (at > due and not satisfied)"
    ),
}
BARRING = {
    "time-barred": "at > last",
    "settled-and-performed": "settled and performed",
    "already-before-appeal-body": "here",
    "already-before-other-body": "elsewhere",
    "barred-by-other-law": "barred",
}
ADMISSIBLE = " and ".join(
    [f"({text})" for text in REQUIRED.values()]
    + [f"not ({text})" for text in BARRING.values()]
)


def cases() -> tuple[list[dict], list[bool]]:
    """Return the cases, and whether each is admissible."""
    read = json.loads(Path(sys.argv[1]).read_text())
    return read["cases"], read["admissible"]


def check(name: str, found: list[bool], expected: list[bool]) -> None:
    """Refuse to time a peer that decides a case otherwise."""
    if found != expected:
        wrong = sum(a is not b for a, b in zip(found, expected, strict=True))
        raise SystemExit(f"{name}: {wrong} of {len(expected)} cases decided otherwise")


def timed(run: Callable[[dict], object], given: list[dict]) -> float:
    """Return the median time of one decision over several rounds, in microseconds."""
    rounds = []
    for _ in range(ROUNDS):
        gc.collect()
        start = perf_counter_ns()
        for one in given:
            run(one)
        rounds.append((perf_counter_ns() - start) / len(given) / 1000)
    return median(rounds)


def tell(rows: list[tuple[str, float, str]]) -> None:
    """Print what was measured: how, in microseconds, and what it tells."""
    json.dump(rows, sys.stdout)


def tree(text: str) -> ast.expr:
    """Return a condition as a tree, for peers whose rules are data."""
    return ast.parse(text, mode="eval").body
