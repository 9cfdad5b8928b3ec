"""The same rules over millions of cases: a third reader of the checked trees.

`decide_table` takes a table and adds the answers of rules as columns; everything else
here serves it. It needs ``pip install 'telcorules[tables]'``, which isn't imported
before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from telcorules.errors import Problem, RequestError

if TYPE_CHECKING:
    from telcorules.tables.asking import decide_table
    from telcorules.tables.days import NEVER
    from telcorules.tables.dialects import RulesInSql
    from telcorules.tables.files import Answered, answer_file

__all__ = ["NEVER", "Answered", "RulesInSql", "answer_file", "decide_table"]

_HOMES: Final = {
    "NEVER": "days",
    "Answered": "files",
    "RulesInSql": "dialects",
    "answer_file": "files",
    "decide_table": "asking",
}
_NEEDED: Final = frozenset({"ibis", "duckdb", "pyarrow"})


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        what = f"module `telcorules.tables` has no attribute `{name}`"
        raise AttributeError(what)
    try:
        return getattr(import_module(f"telcorules.tables.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        hint = "pip install 'telcorules[tables]'"
        what = f"tables need the library {error.name}, which isn't installed"
        raise RequestError(Problem("TR644", what, hint)) from None
