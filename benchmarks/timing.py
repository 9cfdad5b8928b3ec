"""The clock of every benchmark: medians of several rounds, and one row a figure."""

import gc
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from time import perf_counter_ns
from typing import Any

ROUNDS = 7


def per_item(run: Callable[[Any], object], items: Sequence[Any]) -> float:
    """Return the median time of one call in microseconds, over several rounds."""
    for item in items:
        run(item)
    rounds = []
    for _ in range(ROUNDS):
        gc.collect()
        start = perf_counter_ns()
        for item in items:
            run(item)
        rounds.append((perf_counter_ns() - start) / len(items) / 1000)
    return median(rounds)


def tail(run: Callable[[Any], object], items: Sequence[Any]) -> tuple[float, float]:
    """Return the median and the 99th percentile over the items, in microseconds.

    Each item counts with the median of its own calls, so that what else the machine
    does isn't taken for a slow case.
    """
    times = [median(_times(run, item)) for item in items]
    return median(times), quantiles(times, n=100)[98]


def _times(run: Callable[[Any], object], item: Any) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter_ns()
        run(item)
        times.append((perf_counter_ns() - start) / 1000)
    return times


def fresh(code: str, *arguments: str) -> float:
    """Return the median wall time of a fresh interpreter, in milliseconds."""
    command = [sys.executable, "-c", code, *arguments]
    times = []
    for _ in range(ROUNDS + 4):
        start = perf_counter_ns()
        subprocess.run(command, check=True)  # noqa: S603 - our own command
        times.append((perf_counter_ns() - start) / 1e6)
    return median(times)


def kept(make: Callable[[Any], object], items: Sequence[Any]) -> float:
    """Return how many bytes each result keeps, beside the items themselves."""
    for item in items:
        make(item)
    gc.collect()
    tracemalloc.start()
    results = [make(item) for item in items]
    size = tracemalloc.get_traced_memory()[0] / len(results)
    tracemalloc.stop()
    return size


def row(name: str, figure: str, note: str = "") -> None:
    """Print one row of the table."""
    print(f"{name:<52} {figure:>14}  {note}", flush=True)
