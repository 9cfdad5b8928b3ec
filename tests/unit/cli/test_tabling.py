"""`sql`, and `batch` of a file of columns, as typed."""

import shlex
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import telcorules
import telcorules.tables
from telcorules.tables.days import NEVER
from tests.unit.cli.typing_in import Done, typed

DAY = ("--as-of", "2026-11-21")
RULE = ("--rule", "operator.reply")
FILED, REPLIED = "operator_complaint__filed_on", "operator_complaint__replied_on"
CASES: dict[str, list[Any]] = {
    "id": ["A", "B", "C"],
    FILED: [date(2026, 10, 8), date(2026, 11, 9), None],
    REPLIED: [NEVER, NEVER, None],
    "respondent__province": ["广东", "440000", "CN-GD"],
}


def saved(folder: Path, **columns: Any) -> Path:
    path = folder / "cases.parquet"
    pq.write_table(pa.table({**CASES, **columns}), path)
    return path


def batch(*words: object) -> Done:
    return typed("batch", *words, *DAY, *RULE, "--lang", "en")


def examples(command: str) -> list[list[str]]:
    """Return the words of the examples in a command's help."""
    lines = [line.strip() for line in typed(command, "--help").out.splitlines()]
    prompt = f"telcorules {command} "
    return [shlex.split(one)[1:] for one in lines if one.startswith(prompt)]


class TestBatch:
    def test_the_example_of_its_help_runs(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        pq.write_table(pa.table({"id": ["A"]}), tmp_path / "cases.parquet")
        (line,) = [one for one in examples("batch") if "cases.parquet" in one]
        assert typed(*line).code == 0

    def test_writes_the_answers_beside_the_cases(self, tmp_path: Path) -> None:
        target = tmp_path / "answers.parquet"
        done = batch(saved(tmp_path), "-o", target, "--skip", "respondent__province")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"3 rows written to {target}, ")
        found = pq.read_table(target).sort_by("id")
        assert found.column_names == [
            *("id", FILED, REPLIED),
            *("operator_reply__due", "operator_reply__status", "operator_reply__firm"),
            *("operator_reply__earliest", "operator_reply__latest"),
        ]
        statuses = found["operator_reply__status"].to_pylist()
        assert statuses == ["overdue", "running", "unknown"]

    def test_puts_rows_that_cannot_be_read_aside_with_the_reason(
        self, tmp_path: Path
    ) -> None:
        past = date(9999, 12, 30)
        filed = ["2026-10-08", "8 October", "9999-12-30"]
        columns: dict[str, Any] = {FILED: filed, REPLIED: [past, NEVER, None]}
        path = saved(tmp_path, **columns)
        done = batch(path, "-o", tmp_path / "answers.parquet")
        assert done.code == 1
        assert "0 rows written" in done.out
        aside = tmp_path / "answers.unreadable.parquet"
        assert done.err == (
            f"telcorules: 3 rows can't be read: see {aside}, each with the reason\n"
        )
        found = pq.read_table(aside).sort_by("id")["unreadable"].to_pylist()
        end = "the last day that a table tells; 9999-12-31 says not yet"
        assert found == [
            f"operator_complaint.replied_on: `9999-12-30` is past 9999-12-29, {end}",
            "operator_complaint.filed_on: `8 October` is not an event",
            f"operator_complaint.filed_on: `9999-12-30` is past 9999-12-29, {end}",
        ]

    def test_tells_what_a_list_can_not_be(self, tmp_path: Path) -> None:
        places = [["440000"], ["Atlantis", "440000"], None]
        path = saved(tmp_path, report__act_provinces=places)
        target = tmp_path / "answers.parquet"
        words = ("-o", target, "--rule", "report.triage", "--rule", "report.answer*")
        assert typed("batch", path, *words, *DAY).code == 2  # a duty has no columns
        done = typed("batch", path, "-o", target, "--rule", "report.triage", *DAY)
        assert done.code == 0

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            ([], "TR632: the answers for a file of columns are one themselves"),
            (["-o", "list.csv"], "TR632"),
            (["-o", "cases.parquet"], "TR634: `cases.parquet` holds the cases"),
            (
                ["-o", "nowhere/x.parquet"],
                "TR634: `nowhere/x.parquet` can't be written",
            ),
        ],
    )
    def test_refuses_what_it_can_not_write(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        words: list[str],
        why: str,
    ) -> None:
        saved(tmp_path)
        monkeypatch.chdir(tmp_path)
        done = batch("cases.parquet", *words)
        assert done.code == 2
        assert why in done.err

    def test_refuses_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        done = batch(tmp_path / "none.parquet", "-o", tmp_path / "answers.parquet")
        assert done.code == 2
        assert "there is no such file" in done.err


class TestSql:
    def test_answers_in_the_database(self, tmp_path: Path) -> None:
        calendar = tmp_path / "calendar.sql"
        words = ("--dialect", "duckdb", "--calendar", calendar, *DAY)
        rules = ("operator.reply", "local.hotline-answer")  # the latter in working days
        done = typed("sql", *rules, *words, "--table", "complaints")
        connection = duckdb.connect()
        connection.execute(calendar.read_text(encoding="utf-8"))
        columns = telcorules.tables.RulesInSql(
            telcorules.load(), rules, "duckdb"
        ).columns
        unknown = {name: [None] * 3 for name in columns}
        connection.register("complaints", pa.table({**unknown, **CASES}))
        found = connection.sql(done.out.rstrip(";\n")).order("id")
        due = (date(2026, 10, 23), date(2026, 11, 24), None)
        wanted = "id, operator_reply__due, operator_reply__status"
        assert found.select(wanted).fetchall() == [
            ("A", due[0], "overdue"),
            ("B", due[1], "running"),
            ("C", due[2], "unknown"),
        ]

    def test_a_calendar_is_not_loaded_twice(self, tmp_path: Path) -> None:
        calendar = tmp_path / "calendar.sql"
        words = ("--dialect", "postgres", "--calendar", calendar)
        assert typed("sql", "operator.reply", *words).code == 0
        rows = calendar.read_text(encoding="utf-8").partition(");\n")[2]
        connection = duckdb.connect()
        connection.execute(calendar.read_text(encoding="utf-8"))
        with pytest.raises(duckdb.ConstraintException):
            connection.execute(rows)

    def test_a_calendar_for_spark_has_no_key(self, tmp_path: Path) -> None:
        calendar = tmp_path / "calendar.sql"
        words = ("--dialect", "spark", "--calendar", calendar)
        assert typed("sql", "operator.reply", *words).code == 0
        assert "KEY" not in calendar.read_text(encoding="utf-8")

    def test_the_examples_of_its_help_run(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        for line in examples("sql"):
            assert typed(*line).code == 0

    def test_without_a_day_it_asks_on_the_current_one(self) -> None:
        for dialect in ("duckdb", "spark", "postgres"):
            done = typed("sql", "operator.reply", "--dialect", dialect)
            assert "CURRENT_DATE" in done.out
            assert "telcorules_calendar" in done.out
            assert done.out.endswith(";\n")

    def test_the_calendar_may_be_parquet(self, tmp_path: Path) -> None:
        path = tmp_path / "calendar.parquet"
        words = ("--dialect", "spark", "--calendar", path)
        assert typed("sql", "appeal.acceptance", *words).code == 0
        assert pq.read_table(path).column_names == [
            "day",
            *(
                f"after_5_working_days_{p}"
                for p in ("due", "firm", "earliest", "latest")
            ),
        ]

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (("--calendar", "days.txt"), "TR632"),
            (("--calendar", "nowhere/days.sql"), "TR634"),
        ],
    )
    def test_refuses_a_calendar_it_can_not_write(
        self, words: tuple[str, str], why: str
    ) -> None:
        done = typed("sql", "operator.reply", "--dialect", "duckdb", *words)
        assert done.code == 2
        assert why in done.err

    def test_refuses_what_columns_can_not_express(self) -> None:
        done = typed("sql", "route", "--dialect", "duckdb")
        assert done.code == 2
        assert done.err.startswith("telcorules: channels/route.yaml:")

    def test_asks_moments_of_rules_in_hours_and_lists_of_places(self) -> None:
        done = typed("sql", "service.mobile-resumption", "--dialect", "postgres")
        assert "INTERVAL '24 HOUR'" in done.out
