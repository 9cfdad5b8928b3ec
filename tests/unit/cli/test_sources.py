"""Many cases in one file, whatever it is."""

import os
from io import BytesIO, TextIOWrapper
from pathlib import Path
from threading import Thread
from typing import Any
from unittest.mock import patch

import pytest
from openpyxl import Workbook

from telcorules.cli import sources
from telcorules.cli.sources import Record, encoding_of, opened
from telcorules.errors import CaseError
from telcorules.language.json_text import MAX_BYTES

HEADER = ["id", "respondent__province"]
TABLE = "id,respondent__province\r\nA,广东\r\n,\r\nB,上海\r\n"


def saved(folder: Path, name: str, data: str | bytes, encoding: str = "utf-8") -> str:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return str(path)


def read(name: str) -> tuple[Any, list[Any]]:
    """Return the header and the records; a bad one as its line and its code."""
    with opened(name) as source:
        assert source.shown == name
        return source.header, [_shown(record) for record in source]


def _shown(record: Record) -> tuple[int, Any]:
    if isinstance(record.data, CaseError):
        return record.line, [one.code for one in record.data.problems]
    return record.line, record.data


def refused(name: str) -> str:
    with pytest.raises(CaseError) as caught:
        read(name)
    return str(caught.value).splitlines()[0].removeprefix(f"TR520: {name}: ")


class TestTables:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
    def test_in_each_encoding(self, tmp_path: Path, encoding: str) -> None:
        name = saved(tmp_path, "cases.csv", TABLE, encoding)
        assert read(name) == (HEADER, [(2, ["A", "广东"]), (4, ["B", "上海"])])

    def test_gb18030_found_late_in_the_file(self, tmp_path: Path) -> None:
        text = "id,respondent__province\n" + "A,\n" * 60_000 + "B,联通\n"
        name = saved(tmp_path, "cases.csv", text, "gb18030")
        _, records = read(name)
        assert records[-1] == (60_002, ["B", "联通"])

    def test_a_character_on_the_edge_of_a_block(self, tmp_path: Path) -> None:
        text = "id\n" + "x" * (sources.BLOCK - 4) + "广\n"
        name = saved(tmp_path, "cases.csv", text)
        assert read(name)[1] == [(2, ["x" * (sources.BLOCK - 4) + "广"])]

    def test_of_other_encodings_the_file_says_so(self, tmp_path: Path) -> None:
        utf_16 = saved(tmp_path, "a.csv", TABLE, "utf-16")
        assert refused(utf_16) == "the file is UTF-16"
        neither = saved(tmp_path, "b.csv", b"id\n\xff\xff\n")
        assert refused(neither) == "the file is neither UTF-8 nor GB18030"

    def test_a_mark_of_utf_8_before_something_else(self, tmp_path: Path) -> None:
        name = saved(tmp_path, "cases.csv", b"\xef\xbb\xbfid\n\xb9\xe3\n")
        with Path(name).open("rb") as file:
            assert encoding_of(file, name) == "gb18030"

    def test_lines_are_counted_where_cells_hold_breaks(self, tmp_path: Path) -> None:
        text = 'id,respondent__province\n"A\nB",广东\nC,上海\n'
        name = saved(tmp_path, "cases.csv", text)
        assert [line for line, _ in read(name)[1]] == [2, 4]

    def test_a_row_that_is_not_csv_is_told_and_the_rest_goes_on(
        self, tmp_path: Path
    ) -> None:
        name = saved(tmp_path, "cases.csv", 'id\n"A"x\nB\n"C')
        assert read(name)[1] == [(2, ["TR532"]), (3, ["B"]), (4, ["TR532"])]

    def test_a_header_that_is_not_csv_ends_it(self, tmp_path: Path) -> None:
        name = saved(tmp_path, "cases.csv", '"id"x\nA\n')
        with pytest.raises(CaseError) as caught:
            read(name)
        assert str(caught.value).startswith(f"TR532: {name}: not CSV")

    def test_what_has_no_header_is_refused(self, tmp_path: Path) -> None:
        assert refused(saved(tmp_path, "cases.csv", ",,\n,\n")) == "there is no header"


class TestJsonLines:
    def test_by_name_or_by_how_it_begins(self, tmp_path: Path) -> None:
        text = '\ufeff{"id": "A"}\n\n  \n{"id": "B"}'
        expected = (
            None,
            [(1, '\ufeff{"id": "A"}\n'.encode()), (4, b'{"id": "B"}')],
        )
        for name in ("cases.jsonl", "cases.ndjson", "cases.json", "cases", "cases.txt"):
            assert read(saved(tmp_path, name, text)) == expected

    def test_a_csv_may_begin_with_a_brace(self, tmp_path: Path) -> None:
        assert read(saved(tmp_path, "cases.csv", "{id\nA\n"))[0] == ["{id"]

    def test_of_too_long_a_line_the_rest_is_passed_over(self, tmp_path: Path) -> None:
        long = b'{"id": "' + b"x" * (3 * MAX_BYTES) + b'"}'
        name = saved(tmp_path, "cases.jsonl", long + b'\n{"id": "B"}\n' + long)
        _, records = read(name)
        assert [line for line, _ in records] == [1, 2, 3]
        assert [len(data) > MAX_BYTES for _, data in records] == [True, False, True]
        assert max(len(data) for _, data in records) <= MAX_BYTES + 2


class TestWorkbooks:
    def test_the_first_sheet_row_by_row(self, tmp_path: Path) -> None:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in ([None], HEADER, ["A", "广东"], [None, None], ["B", 440000]):
            sheet.append(row)
        book.create_sheet("other").append(["x"])
        path = tmp_path / "cases.xlsx"
        book.save(path)
        expected = (tuple(HEADER), [(3, ("A", "广东")), (5, ("B", 440000))])
        assert read(str(path)) == expected
        assert read(saved(tmp_path, "cases", path.read_bytes())) == expected

    @pytest.mark.parametrize("data", [b"id\n", b"PK\x03\x04 and no more"])
    def test_what_is_none_is_told(self, tmp_path: Path, data: bytes) -> None:
        name = saved(tmp_path, "cases.xlsx", data)
        with pytest.raises(CaseError) as caught:
            read(name)
        message = f"TR534: {name}: can't be read as an Excel workbook"
        assert str(caught.value).startswith(message)


class TestFiles:
    def test_standard_input(self) -> None:
        stream = TextIOWrapper(BytesIO(TABLE.encode("gb18030")))
        with patch("sys.stdin", stream), opened("-") as source:
            assert (source.shown, source.header) == ("standard input", HEADER)
            assert [record.line for record in source] == [2, 4]

    def test_a_pipe_with_a_name(self, tmp_path: Path) -> None:
        path = tmp_path / "pipe"
        os.mkfifo(path)
        writer = Thread(target=path.write_bytes, args=(TABLE.encode(),))
        writer.start()
        assert read(str(path))[1] == [(2, ["A", "广东"]), (4, ["B", "上海"])]
        writer.join()

    def test_how_much_was_read(self, tmp_path: Path) -> None:
        name = saved(tmp_path, "cases.jsonl", '{"id": 1}\n' * 40_000)
        with opened(name) as source:
            parts = [source.fraction for _ in source]
        assert parts == sorted(parts)
        assert 0 < parts[0] < 0.1
        assert parts[-1] == 1

    def test_how_much_of_a_table_at_its_end(self, tmp_path: Path) -> None:
        name = saved(tmp_path, "cases.csv", TABLE)
        with opened(name) as source:
            assert 0 < source.fraction <= 1
            assert list(source) != []
            assert source.fraction == 1

    @pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf"])
    def test_an_empty_one(self, tmp_path: Path, data: bytes) -> None:
        assert refused(saved(tmp_path, "cases.csv", data)) == "the file is empty"

    def test_yaml(self, tmp_path: Path) -> None:
        said = refused(saved(tmp_path, "case.yaml", b"appeal: {}"))
        assert said == "many cases are JSON lines, CSV or Excel, not YAML"

    @pytest.mark.parametrize("data", [b"[]", b'\xef\xbb\xbf\n[\n {"id": "A"},\n'])
    def test_a_list_of_json(self, tmp_path: Path, data: bytes) -> None:
        said = refused(saved(tmp_path, "cases.json", data))
        assert said == "many cases are JSON lines, not one list"

    def test_none_at_all(self, tmp_path: Path) -> None:
        assert refused(str(tmp_path / "cases.csv")) == "there is no such file"
        assert refused(str(tmp_path)) == "is a folder, not a file"
        assert refused("cases\0.csv").startswith("can't be read: ")
