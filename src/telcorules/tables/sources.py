"""What can be decided as a table: a file, what Python holds in columns, or Ibis."""

from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from telcorules.errors import Problem, RequestError
from telcorules.language.values import shown

_FORMS = (
    "give an Ibis table, a pandas, Polars or Arrow table, or a .parquet or .csv file"
)


def opened(table: Any, connection: Any = ibis) -> ir.Table:
    """Return a table of Ibis: as it is, of a file, or of columns in memory.

    Args:
        table: What it is made of.
        connection: What reads a file; DuckDB in memory where left out.

    Raises:
        RequestError: It is no table, or the file can't be read as one.
    """
    if isinstance(table, ir.Table):
        return table
    if isinstance(table, str | Path):
        return _read(Path(table), connection)
    try:
        return ibis.memtable(table)
    except Exception:  # noqa: BLE001 - whatever a library makes of what is no table
        what = f"`{shown(type(table).__name__)}` is not a table"
        raise RequestError(Problem("TR642", what, _FORMS)) from None


def _read(path: Path, connection: Any) -> ir.Table:
    readers = {".parquet": connection.read_parquet, ".csv": connection.read_csv}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        what = f"`{path.name}` is no table that is read"
        raise RequestError(Problem("TR642", what, _FORMS))
    if not path.is_file():
        what, hint = f"`{path}`: there is no such file", "check the name"
        raise RequestError(Problem("TR642", what, hint))
    try:
        return reader(path)
    except Exception as error:  # noqa: BLE001 - of the library that reads
        why = shown(str(error).strip().partition("\n")[0])
        what = f"`{path.name}` can't be read: {why}"
        raise RequestError(Problem("TR642", what, "check what is in it")) from None
