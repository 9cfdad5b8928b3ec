"""Commands as typed, in this process: the exit code and what was printed."""

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from unittest.mock import patch

from telcorules.__main__ import main

DISCLAIMER_EN = "not legal advice"


@dataclass(frozen=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str


def typed(*words: object, columns: int = 100) -> Done:
    """Run a command and return what it did."""
    out, err = StringIO(), StringIO()
    with (
        patch.dict("os.environ", COLUMNS=str(columns)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main([str(word) for word in words])
    return Done(code, out.getvalue(), err.getvalue())
