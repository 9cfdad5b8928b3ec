"""The program: finds the command, runs it, and turns what went wrong into a code."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from traceback import extract_tb
from typing import Final

from telcorules.cli.application import Commands, application
from telcorules.cli.asking import ask
from telcorules.cli.batching import batch
from telcorules.cli.channeling import channels
from telcorules.cli.claiming import claims
from telcorules.cli.curing import cures
from telcorules.cli.deciding import decide
from telcorules.cli.describing import schema
from telcorules.cli.diffing import diff
from telcorules.cli.documenting import docs
from telcorules.cli.drafting import new_scenarios
from telcorules.cli.explaining import explain
from telcorules.cli.leading import window
from telcorules.cli.linting import lint
from telcorules.cli.mutating import mutate
from telcorules.cli.noticing import notice
from telcorules.cli.outputs import complain, complain_of
from telcorules.cli.reckoning import calendar, due
from telcorules.cli.recording import record, replay, verify
from telcorules.cli.reviewing import run_scenarios
from telcorules.cli.signing import signoff
from telcorules.cli.starting import new
from telcorules.cli.tabling import sql
from telcorules.cli.vectoring import vectors_command
from telcorules.errors import PackError, TelcoRulesError
from telcorules.version import __version__

USAGE: Final = 2
BAD_PACK: Final = 3
INTERNAL: Final = 5

ABOUT: Final = """\
Chinese telecom complaint regulations as code: facts in, cited decisions and
deadlines out. 投诉、申诉、举报的规则推算

\b
  telcorules decide case.yaml --as-of 2026-11-21
  telcorules due 2026-10-08 "15 days"
  telcorules explain appeal.admission case.yaml

Exit codes: 0 answered, 1 findings, failing scenarios, bad lines or another answer,
2 usage, a bad case or record, 3 a bad pack, 4 open or provisional where --require
forbids it, 5 internal error.
"""

COMMANDS: Final[Commands] = {
    "decide": decide,
    "notice": notice,
    "window": window,
    "ask": ask,
    "cures": cures,
    "batch": batch,
    "sql": sql,
    "due": due,
    "calendar": calendar,
    "explain": explain,
    "claims": claims,
    "channels": channels,
    "record": record,
    "verify": verify,
    "replay": replay,
    "lint": lint,
    "test": run_scenarios,
    "mutate": mutate,
    "scenarios": {"new": new_scenarios},
    "diff": diff,
    "vectors": vectors_command,
    "signoff": signoff,
    "new": new,
    "docs": docs,
    "schema": schema,
}
"""What can be asked, by the word that is typed."""


def run(typed: Sequence[str]) -> int:
    """Run what was typed and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                encoding="utf-8", errors="backslashreplace", newline="\n"
            )
    try:
        program = application(COMMANDS, ABOUT, f"telcorules {__version__}")
        program(list(typed), prog_name="telcorules")
    except SystemExit as end:
        return int(end.code or 0)
    except TelcoRulesError as error:
        complain_of(error.problems)
        return BAD_PACK if isinstance(error, PackError) else USAGE
    except Exception as error:  # noqa: BLE001 - the last resort, said in one line
        complain(_internal(error))
    return INTERNAL


def _internal(error: Exception) -> str:
    """Return one line that says what happened, where, and what to do with it."""
    frame = extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return (
        f"internal error, {what} ({where}, telcorules {__version__}); please report"
        " this line, with the command and the case, to the maintainers of telcorules"
    )
