"""Records worked through in this process, or in several."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from telcorules.cli import working
from telcorules.cli.sources import Record
from telcorules.cli.working import CHUNK, FEW, Order, Worked, Worker, worked
from telcorules.errors import CaseError, Problem
from tests.unit.evaluation import written

TODAY = date(2026, 11, 21)
LATE = {"operator_complaint": {"filed_on": "2026-10-08", "replied_on": "not-yet"}}
COLUMNS = ("id", "operator_complaint__filed_on", "operator_complaint__replied_on")


def order(**other: Any) -> Order:
    asked = {
        "pack": None,
        "extend": (),
        "reading": (),
        "notice": (),
        "unannounced": "principle",
        "as_of": TODAY,
        "within": None,
        "rules": ("operator.reply",),
        "key": "id",
        "skipped": (),
        "header": None,
    }
    return Order(**{**asked, **other})


def jsonl(*cases: Any) -> list[Record]:
    return [Record(n, json.dumps(one).encode()) for n, one in enumerate(cases, 1)]


def told(found: Worked) -> list[tuple[int, str | None, str]]:
    return [(one.line, one.case, one.urgency.value) for one in found.tasks]


def codes(found: Worked) -> list[tuple[int, list[str]]]:
    return [(line, [one.code for one in problems]) for line, problems in found.bad]


class TestWorker:
    def test_lines_of_json(self) -> None:
        found = Worker(order()).work(
            jsonl({"id": "A", **LATE}, LATE, {"id": 7, **LATE})
        )
        expected = [(1, "A", "overdue"), (2, None, "overdue"), (3, "7", "overdue")]
        assert (told(found), found.count, found.bad) == (expected, 3, [])

    def test_rows(self) -> None:
        rows = [Record(2, ["A", "2026/10/8", "尚未发生"]), Record(3, ["B", "", ""])]
        found = Worker(order(header=COLUMNS)).work(rows)
        assert (told(found), found.count) == ([(2, "A", "overdue")], 2)

    def test_a_bad_record_is_noted_and_the_rest_goes_on(self) -> None:
        records = [
            *jsonl({"operator_complaint": {"filed_on": "soon", "replied": 1}}),
            Record(2, b'{"id": "B"'),
            Record(3, b"\xff\n"),
            Record(4, b"[]"),
            Record(5, CaseError(Problem("TR532", "not CSV"))),
            Record(6, json.dumps({"id": "F", **LATE}).encode()),
        ]
        found = Worker(order()).work(records)
        assert told(found) == [(6, "F", "overdue")]
        assert codes(found) == [
            *((1, ["TR513", "TR510"]), (2, ["TR515"]), (3, ["TR515"])),
            *((4, ["TR517"]), (5, ["TR532"])),
        ]
        assert found.count == 6

    @pytest.mark.parametrize("name", [True, 1.5, ["A"], {}], ids=repr)
    def test_what_tells_no_case_apart(self, name: Any) -> None:
        found = Worker(order()).work(jsonl({"id": name, **LATE}))
        assert codes(found) == [(1, ["TR511"])]

    def test_it_may_be_called_otherwise_or_be_left_out(self) -> None:
        worker = Worker(order(key="ticket"))
        found = worker.work(jsonl({"ticket": "A", **LATE}, {"ticket": None, **LATE}))
        assert [name for _, name, _ in told(found)] == ["A", None]

    def test_a_section_of_that_name_stays_a_section(self, tmp_path: Path) -> None:
        facts = written.FACTS.replace("section: thing", "section: id")
        reply = (
            "rule: id.reply\nkind: deadline\nactor: clerk\nversions:\n"
            "  - from: 2020-01-01\n    since: id.begun_on\n    within: 5 days\n"
            "    done: id.ended_on\n    basis: [act art 1]\n"
        )
        folder = written.pack(tmp_path, facts=facts, reply=reply)
        worker = Worker(order(pack=folder, rules=("id.reply",)))
        stated = {"id": {"begun_on": "2026-10-08", "ended_on": "not-yet"}}
        assert told(worker.work(jsonl(stated))) == [(1, None, "overdue")]

    def test_a_bad_header_is_refused_at_once(self) -> None:
        with pytest.raises(CaseError):
            Worker(order(header=("filed",)))


class TestSeveralProcesses:
    def test_give_the_same_in_the_same_order(self) -> None:
        days = [date.fromordinal(TODAY.toordinal() - n % 40) for n in range(1, 1_500)]
        cases: list[Any] = [
            {"id": n, "operator_complaint": {"filed_on": str(day)}}
            for n, day in enumerate(days)
        ]
        cases[700] = {"operator_complaint": {"filed_on": "soon"}}
        records, asked = jsonl(*cases), order()
        assert len(records) > CHUNK * FEW
        alone = list(worked(iter(records), asked, Worker(asked), 1))
        together = list(worked(iter(records), asked, Worker(asked), 2))
        assert together == alone
        assert [one.count for one in alone] == [CHUNK] * 5 + [249]

    def test_a_few_records_are_not_worth_them(self) -> None:
        asked = order()
        (found,) = worked(iter(jsonl(LATE)), asked, Worker(asked), 8)
        assert told(found) == [(1, None, "overdue")]

    def test_none_give_nothing(self) -> None:
        assert list(worked(iter([]), order(), Worker(order()), 1)) == []

    def test_each_process_works_as_it_was_told_last(self) -> None:
        working.ready(order())
        assert len(working.work(jsonl(LATE)).tasks) == 1
        working.ready(order(as_of=date(2026, 10, 9)))
        assert told(working.work(jsonl(LATE))) == [(1, None, "due")]
        working.ready(order(rules=("report.disposition",)))
        assert working.work(jsonl(LATE)).tasks == []
