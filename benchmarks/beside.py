"""The same admission in other engines, each in an environment of its own.

Every engine first has to decide all the cases alike; then it is timed. None of them
counts Chinese working days: they are given the last days, worked out beforehand.
"""

import json
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.cases import plain_cases
from benchmarks.plain import PlainCase, admissible, last_day_of_appeal, rolled
from benchmarks.timing import row

HERE = Path(__file__).parent / "peers"
PEERS = {
    "rule-engine": ("rule_engine_peer.py", "rule-engine==5.1.0"),
    "zen-engine": ("zen_engine_peer.py", "zen-engine==2.1.3"),
    "cel-python": ("cel_python_peer.py", "cel-python==0.5.0"),
    "JSON logic (panzi)": ("json_logic_peer.py", "panzi-json-logic==1.0.1"),
    "business-rules": ("business_rules_peer.py", "business-rules==1.1.1"),
    "openfisca-core": ("openfisca_peer.py", "openfisca-core==46.0.1"),
}
NEVER = 10_000_000
SAME = (
    *("telecom", "interest", "identified", "specific", "stated", "satisfied"),
    *("category", "settled", "performed", "here", "elsewhere", "barred"),
)


def beside(ours: float) -> None:
    """Print a row for every way of asking every engine, beside our microseconds."""
    with tempfile.TemporaryDirectory() as folder:
        cases = Path(folder) / "cases.json"
        cases.write_text(json.dumps(_cases()))
        for name, (script, package) in PEERS.items():
            for how, figure, reasons in _measured(script, package, cases):
                note = f"{figure / ours:,.0f} times ours; reasons: {reasons}"
                row(f"{name}, {how}", f"{figure:.2f} µs", note)


def peers(counts: dict[str, int]) -> None:
    """Print a row for every way of asking some engines about so many cases."""
    with tempfile.TemporaryDirectory() as folder:
        cases = Path(folder) / "cases.json"
        for name, count in counts.items():
            cases.write_text(json.dumps(_cases(count)))
            for how, figure, _ in _measured(*PEERS[name], cases):
                note = f"{1 / figure:.2f} million rows a second, last days given"
                row(f"{name}, {how}", f"{figure:.2f} µs", note)


def _cases(count: int = 10_000) -> dict[str, Any]:
    plain = plain_cases(count)
    flat = [_flat(one) for one in plain]
    return {"cases": flat, "admissible": [admissible(one) for one in plain]}


def _flat(case: PlainCase) -> dict[str, Any]:
    """Return a case as the others take it: days as numbers, last days given."""
    return {name: getattr(case, name) for name in SAME} | {
        "filed": case.filed.toordinal(),
        "at": case.at.toordinal(),
        "replied": case.replied.toordinal() if case.replied else NEVER,
        "due": rolled(case.filed + timedelta(15)).toordinal(),
        "last": last_day_of_appeal(case).toordinal(),
    }


def _measured(script: str, package: str, cases: Path) -> list[tuple[str, float, str]]:
    command = [str(_python(package)), str(HERE / script), str(cases)]
    done = subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return [tuple(one) for one in json.loads(done.stdout)]


def _python(package: str) -> Path:
    """Return the interpreter of the environment that holds a package, made once."""
    home = Path(".build") / "peers" / package
    python = home / "bin" / "python"
    if not (home / "made").exists():
        make = [sys.executable, "-m", "venv", str(home)]
        install = [str(python), "-m", "pip", "install", "--quiet", package]
        subprocess.run(make, check=True)  # noqa: S603 - our own command
        subprocess.run(install, check=True)  # noqa: S603 - likewise
        (home / "made").touch()
    return python
