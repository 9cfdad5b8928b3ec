"""`batch` as typed."""

import gc
import json
import os
import sys
import tracemalloc
from datetime import date, timedelta
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from openpyxl import Workbook, load_workbook

from telcorules.cli import batching
from telcorules.cli.sinks import FIELDS
from tests.unit.cli.typing_in import DISCLAIMER_EN, Done, typed

DAY = ("--as-of", "2026-11-21")
ONE = ("--jobs", "1")
HEADER = "id,operator_complaint__filed_on,operator_complaint__replied_on\n"
TABLE = HEADER + (
    "A,2026-11-09,not-yet\n"  # due on the 24th
    "B,2026-10-08,尚未发生\n"  # overdue since the 23rd of October
    "C,2026-10-07,not-yet\n"  # overdue since the 22nd
    "D,2026-10-08,\n"  # nobody said
    "E,2026-11-20,not-yet\n"  # due in December
    "F,2026-10-08,2026-10-20\n"  # met
)
NO_DAY = "there is no day or moment `2026-13-08`"
LISTED = ["C", "B", "A", "D"]


def saved(folder: Path, text: str = TABLE, name: str = "cases.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def batch(*words: object) -> Done:
    return typed("batch", *words, *DAY, *ONE)


def rows(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


class TestTheList:
    def test_is_in_order_of_urgency_and_last_day(self, tmp_path: Path) -> None:
        done = batch(
            saved(tmp_path), "--due-within", "5 working days", "--format", "json"
        )
        assert [row["id"] for row in rows(done)] == LISTED
        assert (done.code, done.err) == (0, "")

    def test_on_a_terminal_is_a_table(self, tmp_path: Path) -> None:
        done = batch(saved(tmp_path), "--due-within", "5个工作日", "--lang", "en")
        lines = done.out.splitlines()
        assert lines[0] == (
            "Work list   2026-11-21 Sat, due by 2026-11-27 Fri, that day included"
        )
        assert lines[2] == ("6 cases, 2 overdue, 1 due, 1 not known whether done")
        assert [line.split()[-1] for line in lines if "Time for" in line] == LISTED
        assert DISCLAIMER_EN in done.out

    def test_without_a_span_holds_all_that_runs(self, tmp_path: Path) -> None:
        done = batch(saved(tmp_path), "--format", "json")
        assert [row["id"] for row in rows(done)] == ["C", "B", "A", "E", "D"]

    def test_can_be_asked_of_other_rules(self, tmp_path: Path) -> None:
        done = batch(saved(tmp_path), "--rule", "report.*", "--lang", "en")
        assert "6 cases, nothing to do" in done.out

    def test_does_not_hang_on_the_order_of_equals(self, tmp_path: Path) -> None:
        text = HEADER + "".join(f"{n},2026-10-08,not-yet\n" for n in range(50))
        done = batch(saved(tmp_path, text), "--format", "json")
        assert [row["id"] for row in rows(done)] == [str(n) for n in range(50)]

    def test_is_cut_on_a_terminal_and_whole_in_a_file(self, tmp_path: Path) -> None:
        text = HEADER + "".join(f"{n},2026-10-08,not-yet\n" for n in range(250))
        done = batch(saved(tmp_path, text), "--lang", "en")
        assert "50 more; write them all to a file with -o" in done.out
        out = tmp_path / "list.jsonl"
        done = batch(saved(tmp_path, text), "--lang", "en", "-o", out)
        assert len(out.read_text("utf-8").splitlines()) == 250
        assert "written to" in done.out
        assert "Time for" not in done.out

    def test_takes_readings_and_packs(self, tmp_path: Path) -> None:
        text = "respondent__province," + HEADER + "河南,A,2026-11-12,not-yet\n"
        local = ("--reading", "local-regulation=local")
        found = [
            rows(batch(saved(tmp_path, text), *more, "--format", "json"))[0]["due"]
            for more in ((), local)
        ]
        assert found == ["2026-11-27", "2026-11-19"]


class TestForms:
    def test_csv_to_the_output(self, tmp_path: Path) -> None:
        done = batch(saved(tmp_path), "--format", "csv")
        assert done.out.splitlines()[0] == ",".join(FIELDS)
        assert len(done.out.splitlines()) == 6

    def test_a_workbook_in_and_out(self, tmp_path: Path) -> None:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for line in TABLE.splitlines():
            sheet.append(line.split(","))
        book.save(tmp_path / "cases.xlsx")
        done = batch(tmp_path / "cases.xlsx", "-o", tmp_path / "list.xlsx")
        found = load_workbook(tmp_path / "list.xlsx")["worklist"]
        place = FIELDS.index("id")
        listed = [row[place] for row in found.iter_rows(min_row=2, values_only=True)]
        assert (done.code, listed) == (0, ["C", "B", "A", "E", "D"])

    def test_json_lines_from_standard_input(self) -> None:
        case = {"id": "A", "operator_complaint": {"filed_on": "2026-10-08"}}
        stream = TextIOWrapper(BytesIO(json.dumps(case).encode()))
        with patch("sys.stdin", stream):
            done = batch("-", "--format", "json")
        assert [(row["id"], row["line"]) for row in rows(done)] == [("A", 1)]

    def test_columns_by_other_names(self, tmp_path: Path) -> None:
        text = "工单号,姓名,operator_complaint__filed_on\nA,某,2026-10-08\n"
        path = saved(tmp_path, text)
        done = batch(path, "--id", "工单号", "--skip", "姓名", "--format", "json")
        assert [row["id"] for row in rows(done)] == ["A"]


class TestBadLines:
    TEXT = HEADER + "A,soon,not-yet\nB,2026-10-08,not-yet\nC,2026-13-08,x\n"

    def test_are_told_and_the_rest_goes_on(self, tmp_path: Path) -> None:
        path = saved(tmp_path, self.TEXT)
        done = batch(path, "--format", "json")
        assert (done.code, [row["id"] for row in rows(done)]) == (1, ["B"])
        told = [line for line in done.err.splitlines() if not line.startswith("  ")]
        filed, replied = "operator_complaint.filed_on", "operator_complaint.replied_on"
        assert told == [
            f"telcorules: TR513: {path}, line 2: {filed}: `soon` is not an event",
            f"telcorules: TR513: {path}, line 4: {filed}: {NO_DAY}",
            f"TR513: {path}, line 4: {replied}: `x` is not an event",
        ]

    def test_are_counted(self, tmp_path: Path) -> None:
        done = batch(saved(tmp_path, self.TEXT), "--lang", "en")
        assert "3 cases, 1 overdue, 2 couldn't be read" in done.out
        assert done.code == 1


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("--due-within", "soon"), "TR601"),
            (("--due-within", "48 hours"), "TR630"),
            (("--rule", "appeal.admission"), "TR631"),
            (("--rule", "appeal.admision"), "TR610"),
            (("--format", "xlsx"), "TR632"),
            (("-o", "list.txt"), "TR632"),
            (("--jobs", "0"), "Invalid value"),
        ],
    )
    def test_a_question_that_can_not_be_answered(
        self, tmp_path: Path, words: tuple[str, ...], said: str
    ) -> None:
        done = typed("batch", saved(tmp_path), *words)
        assert (done.code, done.out, said in done.err) == (2, "", True)

    def test_a_column_that_is_no_fact_with_its_file(self, tmp_path: Path) -> None:
        path = saved(tmp_path, "operator_complaint__filed\n2026-10-08\n")
        done = batch(path)
        assert done.code == 2
        assert done.err.startswith(
            f"telcorules: TR530: {path}: the column `operator_complaint__filed`"
        )

    def test_a_column_that_is_not_there_to_tell_cases_apart(
        self, tmp_path: Path
    ) -> None:
        done = batch(saved(tmp_path), "--id", "ticket")
        assert done.code == 2
        assert done.err.startswith("telcorules: TR610: there is no column `ticket`")

    def test_to_write_into_no_folder(self, tmp_path: Path) -> None:
        done = batch(saved(tmp_path), "-o", tmp_path / "no" / "list.csv")
        assert done.code == 2
        assert f"there is no folder `{tmp_path / 'no'}`" in done.err

    def test_to_write_over_the_cases(self, tmp_path: Path) -> None:
        path = saved(tmp_path)
        done = batch(path, "-o", path)
        assert (done.code, "TR634" in done.err) == (2, True)
        assert path.read_text("utf-8") == TABLE

    def test_a_workbook_without_its_library(self, tmp_path: Path) -> None:
        with patch.dict(sys.modules, openpyxl=None):
            done = batch(saved(tmp_path), "-o", tmp_path / "list.xlsx")
        assert done.code == 2
        assert "pip install 'telcorules[excel]'" in done.err

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        done = batch(tmp_path / "none.csv")
        assert (done.code, "there is no such file" in done.err) == (2, True)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class TestTheBar:
    def listed(self, folder: Path, stream: StringIO) -> str:
        with (
            patch("sys.stderr", stream),
            patch("sys.stdout", StringIO()),
            patch.dict(os.environ, NO_COLOR="1"),
        ):
            code = batching.batch(str(saved(folder)), as_of="2026-11-21", jobs=1)
        assert code == 0
        return stream.getvalue()

    def test_is_shown_on_a_terminal_and_gone_at_its_end(self, tmp_path: Path) -> None:
        drawn = self.listed(tmp_path, Terminal())
        assert "读入案件" in drawn
        assert drawn.endswith("\x1b[2K")

    def test_is_not_shown_elsewhere(self, tmp_path: Path) -> None:
        assert self.listed(tmp_path, StringIO()) == ""


def peak(folder: Path, count: int) -> int:
    """Return the most bytes of Python objects that a list of so many cases takes."""
    day = date(2026, 10, 8)
    lines = (f"{n},{day - timedelta(n % 60)},not-yet\n" for n in range(count))
    path = saved(folder, HEADER + "".join(lines))
    gc.collect()
    tracemalloc.start()
    done = batch(path, "-o", folder / "list.csv", "--rule", "operator.reply")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert done.code == 0
    assert len((folder / "list.csv").read_text("utf-8").splitlines()) == count + 1
    return most


def test_memory_does_not_grow_with_the_cases(tmp_path: Path) -> None:
    peak(tmp_path, 100)  # what is loaded once
    few, many = peak(tmp_path, 1_000), peak(tmp_path, 8_000)
    assert many < few + 4_000_000
