"""The same answers, byte for byte, whatever the machine is set to."""

import os
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest

import telcorules

TESTS = Path(__file__).parents[1]
SMALL = TESTS / "fixtures" / "small"
DAY = date(2026, 11, 21)

MACHINES = [
    {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4294967295", "TZ": "Pacific/Kiritimati", "PYTHONOPTIMIZE": "1"},
]


@cache
def hash_on(machine: int | None) -> str:
    """Return the hash of `tests/answers.py` under some settings, None for these."""
    settings = {} if machine is None else MACHINES[machine]
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"} if settings else {}
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, str(TESTS / "answers.py")],
        env={**os.environ, **plain, **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("machine", range(len(MACHINES)))
def test_hash_seed_time_zone_locale_and_optimisation_change_nothing(
    machine: int,
) -> None:
    assert hash_on(machine) == hash_on(None)


def test_line_ends_of_another_system_change_nothing(tmp_path: Path) -> None:
    there = Path(copytree(SMALL, tmp_path / "small"))
    for path in there.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    here, there_too = telcorules.load(SMALL), telcorules.load(there)
    assert there_too.program.sha256 == here.program.sha256
    case = {"claim": {"filed_on": "2026-10-08", "paid": True}}
    assert there_too.decide(case, as_of=DAY).to_json() == (
        here.decide(case, as_of=DAY).to_json()
    )
    records = [
        telcorules.record(book, case, as_of=DAY, embed=True)
        for book in (here, there_too)
    ]
    assert records[0] == records[1]
    text = '{\r\n "claim": {\r\n  "paid": true}\r\n}\r\n'
    assert here.case(text) == here.case({"claim": {"paid": True}})
