"""Fuzzing by Hypothesis for a time: ``python -m tests.fuzz.at_random SECONDS``.

The strategies are those of the suite, which tries each a few hundred times; here each
gets so many seconds of processor time, from another seed each round. `make fuzz-random`
runs it. What fails is printed small, as in the suite.
"""

import sys
from collections.abc import Callable
from time import process_time

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS
from tests.fuzz.test_corpus import patched, spoiled

AT_ONCE = 1000
SETTINGS = settings(
    max_examples=AT_ONCE,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=tuple(HealthCheck),
)
WAYS = [
    *((name, "spoiled", spoiled(name)) for name in TARGETS),
    *((name, "patched", patched(name)) for name in ("case", "record")),
]


def main(seconds: str) -> None:
    """Fuzz every target in every way, and say how many inputs it took."""
    for name, way, strategy in WAYS:
        taken, refused = _fuzzed(TARGETS[name], strategy, float(seconds))
        sys.stdout.write(f"{name}, {way}: {taken:,} taken, {refused:,} refused\n")
        sys.stdout.flush()


def _fuzzed(
    target: Callable[[bytes], bool], strategy: st.SearchStrategy[bytes], seconds: float
) -> tuple[int, int]:
    """Return how many inputs were taken, and how many refused."""
    answers = {True: 0, False: 0}

    @SETTINGS
    @given(strategy)
    def once(data: bytes) -> None:
        answers[target(data)] += 1

    number, end = 0, process_time() + seconds
    while process_time() < end:
        seed(number)(once)()
        number += 1
    return answers[True], answers[False]


if __name__ == "__main__":
    main(*sys.argv[1:])
