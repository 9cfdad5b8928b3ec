"""Files of made-up cases for the work list, and what listing them takes."""

import csv
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

COUNT = 100_000
_FIRST = date(2026, 8, 1)


def batch_of(folder: Path, suffix: str, jobs: int) -> tuple[float, float]:
    """Return the seconds that a work list takes, and the most memory of a process.

    Memory is that of the largest of the processes, in megabytes.
    """
    cases = folder / f"cases{suffix}"
    write(cases)
    words = ["batch", str(cases), "--as-of", "2026-11-21", "--jobs", str(jobs)]
    words += ["--due-within", "5 working days", "-o", str(folder / "list.csv")]
    command = [sys.executable, "-m", "telcorules", *words]
    start = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:  # noqa: S603
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0
    return perf_counter() - start, used.ru_maxrss / 1024


def write(path: Path, count: int = COUNT, seed: int = 2026) -> None:
    """Write cases as JSON lines or CSV."""
    random = Random(seed)
    cases = (_case(random, number) for number in range(count))
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".jsonl":
            file.writelines(f"{json.dumps(one)}\n" for one in cases)
            return
        first = _columns(next(cases))
        table = csv.DictWriter(file, list(first))
        table.writeheader()
        table.writerow(first)
        table.writerows(map(_columns, cases))


def _columns(case: dict[str, Any]) -> dict[str, Any]:
    sections = {name: part for name, part in case.items() if name != "id"}
    facts = {
        f"{section}__{fact}": value
        for section, part in sections.items()
        for fact, value in part.items()
    }
    return {"id": case["id"], **facts}


def _case(random: Random, number: int) -> dict[str, Any]:
    filed = _FIRST + timedelta(random.randrange(110))
    appealed = filed + timedelta(random.randrange(16, 40))
    often = random.random() < 0.7
    replied = filed + timedelta(random.randrange(25))
    decided = appealed + timedelta(random.randrange(12))
    return {
        "id": f"T-{number}",
        "respondent": {
            "category": "basic-operator",
            "province": random.choice(["广东", "河南", "440000", "重庆"]),
        },
        "dispute": {"nature": "charging", "occurred_on": str(filed - timedelta(9))},
        "operator_complaint": {
            "filed_on": str(filed),
            "replied_on": str(replied) if often else "not-yet",
        },
        "appeal": {
            "filed_on": str(appealed),
            "materials_received_on": str(appealed),
            "decided_on": str(decided) if often else "not-yet",
        },
    }
