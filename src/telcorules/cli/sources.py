"""Many cases in one file: JSON lines, CSV or Excel, read record by record."""

import csv
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Final, NamedTuple

from telcorules.cli.excel import rows_of
from telcorules.cli.inputs import STANDARD_INPUT, named, refuse, refuse_unread
from telcorules.errors import CaseError, Problem
from telcorules.language.json_text import MAX_BYTES

BLOCK: Final = 1 << 16
"""How many bytes are looked at at once."""

_ZIPPED: Final = b"PK\x03\x04"
_YAML: Final = (".yaml", ".yml")
_JSON: Final = (".jsonl", ".ndjson", ".json")
_ENCODINGS: Final = ("utf-8", "gb18030")


class Record(NamedTuple):
    """One case as it stands in a file.

    Attributes:
        line: The line, or row, on which it begins, counted from 1.
        data: JSON as bytes; the cells of a row; or why it can't be read.
    """

    line: int
    data: bytes | Sequence[Any] | CaseError


class Source:
    """A file of cases.

    Attributes:
        header: The names of the columns; None for JSON lines.
        shown: What the file is called.
    """

    def __init__(
        self,
        file: BinaryIO,
        shown: str,
        records: Iterator[Record],
        header: Sequence[Any] | None,
    ) -> None:
        self.header = header
        self.shown = shown
        self._file, self._records = file, records
        self._size = _size(file)

    def __iter__(self) -> Iterator[Record]:
        return self._records

    @property
    def fraction(self) -> float:
        """How much of the file was read, from 0 to 1; more or less."""
        return min(self._file.tell() / self._size, 1.0)


@contextmanager
def opened(name: str) -> Iterator[Source]:
    """Open a file of cases, or standard input for ``-``.

    Its name says what is in it, else how it begins: a workbook is a zip file, a line
    of JSON an object; anything else is CSV.

    Raises:
        CaseError: It can't be read, or there is nothing in it.
    """
    shown = "standard input" if name == STANDARD_INPUT else name
    with _file(name, shown) as file:
        yield _source(file, shown, Path(name).suffix.lower())


def _source(file: BinaryIO, shown: str, suffix: str) -> Source:
    start = file.read(BLOCK)
    file.seek(0)
    text = start.removeprefix(BOM_UTF8).lstrip()
    if not text:
        refuse(shown, "the file is empty", "state a case on each line")
    if suffix in _YAML:
        hint = "ask for one case with `telcorules decide`"
        refuse(shown, "many cases are JSON lines, CSV or Excel, not YAML", hint)
    if suffix in (".xlsx", ".xlsm") or start.startswith(_ZIPPED):
        rows = enumerate(rows_of(file, shown), 1)
        return _table(file, shown, (Record(*one) for one in rows))
    if suffix in _JSON and text.startswith(b"["):
        what = "many cases are JSON lines, not one list"
        refuse(
            shown, what, "write each on a line: jq -c '.[]' cases.json > cases.jsonl"
        )
    if suffix in _JSON or (suffix != ".csv" and text.startswith(b"{")):
        return Source(file, shown, _json_lines(file), None)
    return _table(file, shown, _csv(file, shown))


def _table(file: BinaryIO, shown: str, rows: Iterator[Record]) -> Source:
    """Return the rows of a table below the first that has anything in it."""
    filled = (row for row in rows if _is_filled(row.data))
    first = next(filled, None)
    if first is None:
        refuse(shown, "there is no header", "name the columns in the first row")
    if isinstance(first.data, CaseError):
        raise CaseError([named(one, shown) for one in first.data.problems])
    assert not isinstance(first.data, bytes)
    return Source(file, shown, filled, first.data)


def _is_filled(data: bytes | Sequence[Any] | CaseError) -> bool:
    if isinstance(data, CaseError):
        return True
    return any(cell is not None and cell != "" for cell in data)


def _json_lines(file: BinaryIO) -> Iterator[Record]:
    """Yield the lines that hold anything; of too long a one, its beginning."""
    line = 0
    while data := file.readline(MAX_BYTES + 2):
        line += 1
        rest = data
        while len(rest) > MAX_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MAX_BYTES + 2)
        if data.strip():
            yield Record(line, data)


def _csv(file: BinaryIO, shown: str) -> Iterator[Record]:
    """Yield the rows of a CSV file; a quoted cell may hold line breaks."""
    reader = csv.reader(_lines(file, encoding_of(file, shown)), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield Record(line, next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            what, hint = f"not CSV: {error}", "write a quote within quotes twice"
            yield Record(line, CaseError(Problem("TR532", what, hint)))


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    """Yield the lines of a text with their ends, which mean something within quotes."""
    decoder = getincrementaldecoder(encoding)()
    while data := file.readline(MAX_BYTES):
        yield decoder.decode(data)


def encoding_of(file: BinaryIO, shown: str) -> str:
    """Return the encoding of a text: UTF-8, with or without its mark, or GB18030.

    The whole file is looked at, a block at a time, and wound back.

    Raises:
        CaseError: It is neither.
    """
    start = file.read(len(BOM_UTF8))
    file.seek(0)
    if start.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        refuse(shown, "the file is UTF-16", "save it as UTF-8")
    if start == BOM_UTF8 and _fits(file, "utf-8"):
        return "utf-8-sig"
    for name in _ENCODINGS:
        if _fits(file, name):
            return name
    refuse(shown, "the file is neither UTF-8 nor GB18030", "save it as UTF-8")


def _fits(file: BinaryIO, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    blocks = iter(lambda: file.read(BLOCK), b"")
    try:
        for block in chain(blocks, [b""]):
            decoder.decode(block, final=not block)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


@contextmanager
def _file(name: str, shown: str) -> Iterator[BinaryIO]:
    """Open a file; what can't be wound back, such as a pipe, is copied first."""
    with ExitStack() as stack:
        if name == STANDARD_INPUT:
            file: BinaryIO = sys.stdin.buffer
        else:
            file = stack.enter_context(_named(name, shown))
        if name == STANDARD_INPUT or not file.seekable():
            copy = stack.enter_context(TemporaryFile())
            copyfileobj(file, copy)
            copy.seek(0)
            file = copy
        yield file


def _named(name: str, shown: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        refuse_unread(shown, error, "cases")


def _size(file: BinaryIO) -> int:
    place = file.tell()
    size = file.seek(0, 2)
    file.seek(place)
    return size
