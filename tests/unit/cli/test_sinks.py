"""A work list as other programs read it."""

import csv
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from itertools import zip_longest
from pathlib import Path

import pytest

from telcorules.cli.batch_options import Listing
from telcorules.cli.excel import rows_of
from telcorules.cli.sinks import FIELDS, Sink, form_of
from telcorules.errors import RequestError
from telcorules.evaluation.loading import load
from telcorules.render.bilingual import Language
from telcorules.review.worklist import Task, WorkList

BOOK = load()
ROW = {
    "urgency": "due",
    "line": 5,
    "id": "=T,1",
    "rule": "operator.reply",
    "title": "time for the operator to reply",
    "actor": "operator",
    "status": "running",
    "as_of": "2026-03-20",
    "trigger": "2026-03-06",
    "due": "2026-03-23",
    "safe_due": "2026-03-21",
    "firm": True,
    "earliest": "2026-03-23",
    "latest": "2026-03-23",
    "settled_by": None,
}


def tasks() -> list[Task]:
    case = BOOK.case(
        {
            "operator_complaint": {"filed_on": "2026-03-06", "replied_on": "not-yet"},
            "respondent": {"province": "广东"},
        }
    )
    listed = WorkList(BOOK, date(2026, 3, 20), None, ["operator.reply"])
    return list(listed.tasks(5, "=T,1", case))


def sink(form: Listing, language: Language = Language.EN) -> Sink:
    return Sink(form, BOOK.program, language)


def printed(write: Callable[[list[Task]], None], found: list[Task]) -> str:
    out = StringIO()
    with redirect_stdout(out):
        write(found)
    return out.getvalue()


class TestForms:
    @pytest.mark.parametrize(
        ("name", "form"),
        [
            ("list.csv", Listing.CSV),
            ("LIST.CSV", Listing.CSV),
            ("list.jsonl", Listing.JSON),
            ("list.json", Listing.JSON),
            ("list.ndjson", Listing.JSON),
            ("list.xlsx", Listing.EXCEL),
        ],
    )
    def test_by_the_name_of_the_file(self, name: str, form: Listing) -> None:
        assert form_of(Path(name)) is form

    @pytest.mark.parametrize("name", ["list", "list.xls", "list.txt"])
    def test_another_name_is_refused(self, name: str) -> None:
        with pytest.raises(RequestError) as caught:
            form_of(Path(name))
        assert [one.code for one in caught.value.problems] == ["TR632"]


class TestRows:
    def test_as_json_with_titles_in_both_languages(self) -> None:
        (line,) = printed(sink(Listing.JSON).to_output, tasks()).splitlines()
        found = json.loads(line)
        assert tuple(found) == FIELDS
        title = {"zh": "经营者答复投诉期限", "en": ROW["title"]}
        assert found == {**ROW, "title": title}

    def test_as_csv(self) -> None:
        header, line = csv.reader(
            printed(sink(Listing.CSV).to_output, tasks()).splitlines()
        )
        assert tuple(header) == FIELDS
        shown = {**ROW, "line": "5", "firm": "true", "settled_by": ""}
        assert dict(zip(header, line, strict=True)) == shown

    def test_of_many_none_is_lost(self) -> None:
        many = tasks() * 1_234
        assert len(printed(sink(Listing.JSON).to_output, many).splitlines()) == 1_234
        assert len(printed(sink(Listing.CSV).to_output, many).splitlines()) == 1_235

    def test_none_leave_a_header_or_nothing(self) -> None:
        assert printed(sink(Listing.CSV).to_output, []) == ",".join(FIELDS) + "\n"
        assert printed(sink(Listing.JSON).to_output, []) == ""


class TestFiles:
    def test_json_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "list.jsonl"
        sink(Listing.JSON).to_file(path, tasks())
        assert path.read_text("utf-8") == printed(sink(Listing.JSON).to_output, tasks())

    def test_csv_with_the_mark_that_excel_looks_for(self, tmp_path: Path) -> None:
        path = tmp_path / "list.csv"
        sink(Listing.CSV, Language.ZH).to_file(path, tasks())
        data = path.read_bytes()
        text = printed(sink(Listing.CSV, Language.ZH).to_output, tasks())
        assert data == b"\xef\xbb\xbf" + text.encode()
        assert "经营者答复投诉期限" in text

    def test_a_workbook(self, tmp_path: Path) -> None:
        path = tmp_path / "list.xlsx"
        sink(Listing.EXCEL).to_file(path, tasks())
        with path.open("rb") as file:
            header, row = rows_of(file, "list.xlsx")
        assert dict(zip_longest(header, row)) == ROW

    @pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
    def test_where_none_can_be_written_it_is_said(
        self, tmp_path: Path, name: str
    ) -> None:
        path = tmp_path / "nowhere" / name
        with pytest.raises(RequestError) as caught:
            sink(form_of(path)).to_file(path, tasks())
        (problem,) = caught.value.problems
        assert problem.message == (
            f"`{path}` can't be written: no such file or directory"
        )
