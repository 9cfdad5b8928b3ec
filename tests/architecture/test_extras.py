"""What is optional is asked for where it is used, and never before."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "pyproject.toml"

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


def top_level(requirements: list[str]) -> set[str]:
    """Return the modules of requirements, as their names are imported."""
    named = {"pyyaml": "yaml", "python-dateutil": "dateutil", "ibis-framework": "ibis"}
    found = {re.match(r"[\w-]+", one)[0].lower() for one in requirements}  # type: ignore[index]
    return {named.get(one, one.replace("-", "_")) for one in found}


def test_nothing_optional_is_imported_by_what_needs_none_of_it() -> None:
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    optional = [
        one for extra in project["optional-dependencies"].values() for one in extra
    ]
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", CORE], capture_output=True, text=True, check=True
    )
    before, _, after = done.stdout.partition("|")
    core = top_level(project["dependencies"])
    assert core - {*after.split()} == set()
    assert core & {*before.split()} == set()
    assert (top_level(optional) - core) & {*after.split()} == set()
