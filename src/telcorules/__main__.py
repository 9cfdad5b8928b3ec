"""What runs first: the version at once, else the command line where it is installed."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from telcorules.version import __version__

MISSING = "the command line needs two more packages: pip install 'telcorules[cli]'"
_NEEDED = ("typer", "rich")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: What was typed after the program's name; the process's own where
            they are left out.

    Returns:
        0 answered; 1 findings, scenarios that fail, or a replay that differs; 2 usage,
        a bad case or record, or a replay that isn't possible; 3 a bad pack; 4
        undetermined or provisional where that was required not to be; 5 an internal
        error.
    """
    typed = sys.argv[1:] if arguments is None else list(arguments)
    if typed == ["--version"]:
        sys.stdout.write(f"telcorules {__version__}\n")
        return 0
    try:
        program: Any = import_module("telcorules.cli.program")
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        sys.stderr.write(f"telcorules: {MISSING}\n")
        return 2
    code: int = program.run(typed)
    return code


if __name__ == "__main__":
    sys.exit(main())
