"""Workbooks, and what is said where they can't be read."""

import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from openpyxl import load_workbook

from telcorules.cli import excel
from telcorules.errors import CaseError, RequestError


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    rows: list[list[Any]] = [["=1+1", None, True, 3], ["广东", "2026-10-08", False, 0]]
    excel.write_rows(path, "list", ["a", "b", "c", "d"], rows)
    with path.open("rb") as file:
        found = [list(row) for row in excel.rows_of(file, "list.xlsx")]
    assert found == [["a", "b", "c", "d"], *rows]


def test_a_text_like_a_formula_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    excel.write_rows(path, "list", ["id"], [["=HYPERLINK(1)"]])
    sheet = load_workbook(path)["list"]
    assert (sheet["A2"].data_type, sheet.freeze_panes) == ("s", "A2")


def test_a_workbook_that_breaks_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    excel.write_rows(path, "list", ["id"], [[f"T{n}"] for n in range(5_000)])
    data = bytearray(path.read_bytes())
    place = data.find(b"worksheets/sheet1.xml") + 400
    data[place : place + 200] = bytes(200)
    path.write_bytes(data)
    with path.open("rb") as file, pytest.raises(CaseError) as caught:
        list(excel.rows_of(file, "list.xlsx"))
    assert [one.code for one in caught.value.problems] == ["TR534"]


def test_without_the_library_it_is_said_in_words(tmp_path: Path) -> None:
    with patch.dict(sys.modules, openpyxl=None), pytest.raises(RequestError) as caught:
        excel.write_rows(tmp_path / "list.xlsx", "list", ["id"], [])
    (problem,) = caught.value.problems
    assert problem.message == (
        "Excel files need one more package: pip install 'telcorules[excel]'"
    )


def test_what_the_library_lacks_itself_is_not_hidden() -> None:
    missing = ModuleNotFoundError("no et_xmlfile", name="et_xmlfile")
    with (
        patch.object(excel, "import_module", side_effect=missing),
        pytest.raises(ModuleNotFoundError),
    ):
        excel.check()
