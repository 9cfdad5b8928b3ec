"""Excel files, read and written row by row: the one user of `openpyxl`."""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final
from warnings import catch_warnings, simplefilter
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile
from zlib import error as BadCompression  # noqa: N812 - an exception by its nature

from telcorules.errors import CaseError, Problem, RequestError

MISSING: Final = "Excel files need one more package: pip install 'telcorules[excel]'"
_BROKEN: Final = (BadZipFile, BadCompression, ParseError, KeyError, ValueError, OSError)


def rows_of(file: BinaryIO, shown: str) -> Iterator[Sequence[Any]]:
    """Yield the rows of the first sheet of a workbook.

    A formula counts with the value that was stored with it.

    Args:
        file: The file, at its beginning.
        shown: What the file is called.

    Raises:
        CaseError: It is no workbook, or broken.
        RequestError: The library isn't installed.
    """
    library = _openpyxl()
    try:
        with catch_warnings():
            simplefilter("ignore")  # on styles and the like, which state no facts
            book = library.load_workbook(file, read_only=True, data_only=True)
        yield from book.worksheets[0].iter_rows(values_only=True)
    except _BROKEN:
        what, hint = "can't be read as an Excel workbook", "save it as .xlsx or as CSV"
        raise CaseError(Problem("TR534", f"{shown}: {what}", hint)) from None


def write_rows(
    path: Path, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write a workbook of one sheet, row by row.

    Texts stay texts: what begins with an equals sign is no formula.

    Raises:
        RequestError: The library isn't installed.
        OSError: The file can't be written.
    """
    library = _openpyxl()
    cell = import_module("openpyxl.cell").WriteOnlyCell
    with path.open("wb") as file:
        book = library.Workbook(write_only=True)
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append(list(header))
        for row in rows:
            sheet.append([_cell(cell, sheet, value) for value in row])
        book.save(file)


def check() -> None:
    """See that workbooks can be written at all.

    Raises:
        RequestError: The library isn't installed.
    """
    _openpyxl()


def _cell(make: Any, sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = make(sheet, value)
    cell.data_type = "s"
    return cell


def _openpyxl() -> Any:
    """Return the library, imported where it is used."""
    try:
        return import_module("openpyxl")
    except ModuleNotFoundError as error:
        if error.name != "openpyxl":
            raise
        problem = Problem("TR633", MISSING, "or use CSV, which needs none")
        raise RequestError(problem) from None
