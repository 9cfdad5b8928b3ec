"""What is optional is asked for where it is used, and never before."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

CORE = """
import sys, telcorules
from datetime import date
before = {name.partition(".")[0] for name in sys.modules}
book = telcorules.load()
case = book.case({"operator_complaint": {"filed_on": "2026-10-08"}})
telcorules.record(book, case, as_of=date(2026, 11, 21)).to_json()
book.questions("appeal.admission", case, as_of=date(2026, 11, 21))
after = {name.partition(".")[0] for name in sys.modules}
print(*sorted(before), "|", *sorted(after))
"""

COMMAND_LINE = """
import sys
from telcorules.__main__ import main
sys.argv = ["telcorules", "decide", "examples/unanswered-charge.yaml", "--lang", "en"]
code = main()
print(*{name.partition(".")[0] for name in sys.modules})
sys.exit(code)
"""


def top_level(requirements: list[str]) -> set[str]:
    """Return the modules of requirements, as their names are imported."""
    named = {"pyyaml": "yaml", "python-dateutil": "dateutil", "ibis-framework": "ibis"}
    found = {re.match(r"[\w-]+", one)[0].lower() for one in requirements}  # type: ignore[index]
    return {named.get(one, one.replace("-", "_")) for one in found}


def optional(*but: str) -> set[str]:
    """Return the modules of the extras, but for some of these."""
    extras = PROJECT["optional-dependencies"]
    asked = [one for name, extra in extras.items() if name not in but for one in extra]
    return {*top_level(asked), "duckdb"}


def printed(program: str) -> str:
    """Return what a program prints in a process of its own."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(  # noqa: S603 - our own words
        command, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout


def test_nothing_optional_is_imported_by_what_needs_none_of_it() -> None:
    before, _, after = printed(CORE).partition("|")
    core = top_level(PROJECT["dependencies"])
    assert core - {*after.split()} == set()
    assert core & {*before.split()} == set()
    assert (optional() - core) & {*after.split()} == set()


def test_the_command_line_needs_no_other_extra_than_its_own() -> None:
    imported = {*printed(COMMAND_LINE).splitlines()[-1].split()}
    assert {"typer", "rich"} <= imported
    assert optional("cli") & imported == set()
