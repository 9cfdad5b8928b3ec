"""Nothing that stands in a pack is ever run: see `nothing_runs`."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
STEP = 1 if os.environ.get("TELCORULES_DEEP") == "1" else 11
"""The gate makes every eleventh attempt, so each of them, and each place, in turn."""


def test_no_attempt_to_run_something_is_heard_of() -> None:
    words = [sys.executable, "-m", "tests.fuzz.nothing_runs", str(STEP)]
    done = subprocess.run(  # noqa: S603 - our own words
        words, cwd=ROOT, capture_output=True, text=True, check=False
    )
    attempts, _, rest = done.stdout.partition(" attempts, ")
    assert (done.stderr, rest.split(", ")[-1]) == ("", "0 ran\n"), done.stdout
    assert int(attempts) * STEP > 2_000
