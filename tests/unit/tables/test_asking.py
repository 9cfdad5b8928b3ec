"""What decide_table answers, and what it refuses."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import ibis
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import telcorules
import telcorules.tables
from telcorules import RequestError
from telcorules.tables import NEVER, decide_table
from telcorules.tables.cells import Cells
from tests.unit.evaluation import written

BOOK = telcorules.load()
DAY = date(2026, 11, 21)
CASE = {
    "operator_complaint__filed_on": [date(2026, 10, 8)],
    "operator_complaint__replied_on": [NEVER],
}


def answered(columns: Any, rules: str, **options: Any) -> list[dict[str, Any]]:
    if isinstance(columns, pa.Table) and "id" not in columns.column_names:
        columns = columns.append_column("id", [range(columns.num_rows)])
    found = decide_table(BOOK, columns, rules=rules, as_of=DAY, **options)
    if "id" in found.columns:
        found = found.order_by("id")
    return found.to_pyarrow().to_pylist()  # type: ignore[no-any-return]


def refusal(columns: Any, rules: str = "operator.reply", **options: Any) -> str:
    with pytest.raises(RequestError) as caught:
        decide_table(BOOK, columns, **{"rules": rules, "as_of": DAY, **options})
    return str(caught.value)


def test_the_answer_stands_beside_what_was_given() -> None:
    columns = {**CASE, "id": [7]}
    (row,) = answered(pa.table(columns), "operator.reply")
    due = date(2026, 10, 23)
    assert row == {
        "id": 7,
        **{name: value for name, (value,) in CASE.items()},
        "operator_reply__due": due,
        "operator_reply__status": "overdue",
        "operator_reply__firm": True,
        "operator_reply__earliest": due,
        "operator_reply__latest": due,
    }


def test_left_out_rules_are_the_admissions_and_deadlines_of_the_decision() -> None:
    row = decide_table(BOOK, pa.table(CASE), as_of=DAY).columns
    assert "appeal_admission__outcome" in row
    assert "report_disposition__due" in row
    assert "appeal_venue__value" not in row


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_a_file_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"cases{suffix}"
    if suffix == ".csv":
        pd.DataFrame(CASE).to_csv(path, index=False)
    else:
        pq.write_table(pa.table(CASE), path)
    (row,) = answered(str(path), "operator.reply")
    assert row["operator_reply__status"] == "overdue"


def test_texts_tell_days_and_what_has_not_happened() -> None:
    columns = {
        "operator_complaint__filed_on": ["2026-10-08", "2026-10-08", "9999-12-31"],
        "operator_complaint__replied_on": ["not-yet", "8 October", None],
    }
    found = answered(pa.table(columns), "operator.reply", unreadable="bad")
    assert [row["operator_reply__status"] for row in found] == [
        *("overdue", "unknown", "unknown")
    ]
    assert [row["bad"] for row in found] == [
        [],
        ["operator_complaint__replied_on"],
        ["operator_complaint__filed_on"],
    ]


def test_a_moment_counts_by_its_day() -> None:
    columns: dict[str, Any] = dict(CASE)
    columns["operator_complaint__filed_on"] = [datetime(2026, 10, 8, 23, 59)]  # noqa: DTZ001
    (row,) = answered(pa.table(columns), "operator.reply")
    assert row["operator_reply__due"] == date(2026, 10, 23)


def test_an_hour_is_bounded_where_only_the_day_is_known() -> None:
    columns: dict[str, Any] = {"service__kind": ["mobile"]}
    columns["service__resumption_requested_at"] = [date(2026, 3, 2)]
    (row,) = answered(pa.table(columns), "service.mobile-resumption")
    assert row["service_mobile_resumption__earliest"] == datetime(2026, 3, 3)  # noqa: DTZ001
    assert row["service_mobile_resumption__latest"] == datetime(2026, 3, 4)  # noqa: DTZ001
    assert row["service_mobile_resumption__firm"] is False


def test_what_can_not_be_read_is_unknown_and_named() -> None:
    columns = {
        "appeal__filed_on": [date(2026, 3, 2)] * 3,
        "respondent__province": ["广东", "Atlantis", None],
    }
    found = answered(pa.table(columns), "appeal.venue", unreadable="bad")
    values = [row["appeal_venue__value"] for row in found]
    assert values == ["appeal-body-440000", None, None]
    assert [row["bad"] for row in found] == [[], ["respondent__province"], []]


def test_lists_with_a_place_that_is_none_are_unknown() -> None:
    columns = {"report__act_provinces": [["440000", "x"], ["广东", "440000"], []]}
    table = ibis.memtable(pa.table(columns))
    vocabulary = BOOK.program.vocabulary
    fact = vocabulary.by_name["report.act_provinces"]
    reader = Cells(table, vocabulary)
    found = table.select(value=reader.value(fact), bad=reader.unreadable([fact]))
    assert found.to_pyarrow().to_pylist() == [
        {"value": None, "bad": ["report__act_provinces"]},
        {"value": ["440000", "440000"], "bad": []},
        {"value": None, "bad": []},
    ]


def test_a_rule_that_columns_can_not_express_is_named_with_its_place() -> None:
    assert refusal(pa.table(CASE), "report.venue") == (
        "report/venue.yaml:19:16: TR640: `report.venue`: columns can't express "
        '`authority("ca", report.act_provinces)`\n'
        '  19 |         value: authority("ca", report.act_provinces)\n'
        "     |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  why: each item of a list has an authority of its own\n"
        "  fix: ask for it row by row, with book.evaluate_many or a file of JSON lines"
    )


def test_a_kind_without_columns_is_named_with_its_place() -> None:
    told = refusal(pa.table(CASE), "appeal.materials")
    assert (
        "TR640: `appeal.materials`: a rule of the kind checklist has no columns" in told
    )
    assert told.startswith("appeal/materials.yaml:")


def test_days_that_do_not_count_are_refused() -> None:
    assert "`petition.final-review`: columns can't express days that don't count" in (
        refusal(pa.table(CASE), "petition.final-review")
    )
    assert "the earliest of several limits" in refusal(
        pa.table(CASE), "market.mediation"
    )


def test_there_has_to_be_such_a_rule() -> None:
    assert "TR610" in refusal(pa.table(CASE), "operator.rply")


def test_a_column_that_is_nearly_a_fact_is_refused() -> None:
    told = refusal(pa.table({"operator_complaint__fild_on": [None], "a__b": [1]}))
    assert told == (
        "TR530: the column `operator_complaint__fild_on` is no fact\n"
        "  fix: did you mean `operator_complaint__filed_on`?"
    )
    assert "rename or drop it" in refusal(pa.table({"appeal__zzz": [1]}))


@pytest.mark.parametrize(
    ("rule", "name", "value", "type_"),
    [
        ("operator.reply", "operator_complaint__filed_on", 1, "int64"),
        ("appeal.mediation", "appeal__accepted", "yes", "string"),
        ("appeal.admission", "dispute__nature", 1, "int64"),
        ("appeal.venue", "respondent__province", 440000, "int64"),
        ("appeal.admission", "dispute__settled", 1.5, "float64"),
    ],
)
def test_a_column_of_another_type_is_refused(
    rule: str, name: str, value: Any, type_: str
) -> None:
    told = refusal(pa.table({name: [value]}), rule)
    assert f"TR641: the column `{name}` is of the type {type_}" in told


def test_a_zone_is_refused_and_a_column_of_nothing_is_unknown() -> None:
    moment = [datetime(2026, 10, 8, tzinfo=UTC)]
    told = refusal(pa.table({"operator_complaint__filed_on": moment}))
    assert "a timestamp without a zone" in told
    (row,) = answered(
        pa.table({"operator_complaint__filed_on": pa.nulls(1)}), "operator.reply"
    )
    assert row["operator_reply__status"] == "unknown"


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (7, "`int` is not a table"),
        ("cases.txt", "`cases.txt` is no table that is read"),
        ("nowhere.parquet", "there is no such file"),
    ],
)
def test_what_is_no_table_is_refused(table: Any, why: str) -> None:
    assert why in refusal(table)


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.parquet"
    path.write_bytes(b"not Parquet")
    assert "TR642: `cases.parquet` can't be read" in refusal(path)


def test_a_column_of_the_answer_must_not_be_there() -> None:
    columns = {**CASE, "operator_reply__due": [None]}
    assert "already has a column `operator_reply__due`" in refusal(pa.table(columns))
    assert "already has a column `id`" in refusal(
        pa.table({**CASE, "id": [1]}), unreadable="id"
    )


def test_the_day_of_the_question_is_a_day() -> None:
    assert "TR614" in refusal(pa.table(CASE), as_of="2026-11-21")
    table = ibis.memtable(pa.table({**CASE, "day": [date(2026, 10, 23)]}))
    moment = datetime(2026, 10, 22, 17, tzinfo=UTC)  # the 23rd in China
    for as_of in (table.day, moment):
        found = decide_table(BOOK, table, rules="operator.reply", as_of=as_of)
        assert found.to_pyarrow()["operator_reply__status"].to_pylist() == ["running"]


def test_columns_of_any_name_are_kept() -> None:
    table = pa.table({**CASE, "_as_of": [1], "__x": [2]})
    (row,) = answered(table, "operator.reply")
    assert (row["_as_of"], row["__x"]) == (1, 2)


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [n for n in sys.modules if n.startswith("telcorules.tables.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ibis", None)
    with pytest.raises(RequestError) as caught:
        _ = telcorules.tables.decide_table
    assert str(caught.value) == (
        "TR644: tables need the library ibis, which isn't installed\n"
        "  fix: pip install 'telcorules[tables]'"
    )


def test_another_missing_module_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "telcorules.tables.days", None)
    with pytest.raises(ModuleNotFoundError):
        _ = telcorules.tables.NEVER
    with pytest.raises(AttributeError, match="has no attribute `nothing`"):
        _ = telcorules.tables.nothing


RULE = """
    rule: thing.deadline
    kind: deadline
    actor: clerk
    title: {{zh: 期限, en: limit}}
    duty: {{zh: 办, en: do}}
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        within: {within}
        basis: [act art 1]
"""


@pytest.mark.parametrize("length", ["100 years", "200 years"])
def test_a_period_of_centuries_is_refused(tmp_path: Path, length: str) -> None:
    book = written.book(tmp_path, rule=RULE.format(within=length))
    table = pa.table({"thing__begun_on": [date(2026, 1, 5)]})
    if length == "100 years":
        found = decide_table(book, table, as_of=DAY, rules="thing.deadline")
        assert found.to_pyarrow()["thing_deadline__due"].to_pylist() == [
            book.deadline("thing.deadline", date(2026, 1, 5), as_of=DAY).due
        ]
        return
    with pytest.raises(RequestError, match="longer than a hundred years"):
        decide_table(book, table, as_of=DAY, rules="thing.deadline")


VERSIONS = """
    rule: thing.deadline
    kind: deadline
    actor: clerk
    title: {{zh: 期限, en: limit}}
    duty: {{zh: 办, en: do}}
    versions:
      - from: 2020-01-01
        until: 2020-12-31
        since: thing.begun_on
        within: 5 days
        basis: [act art 1]
      - from: 2022-01-01
        since: thing.begun_on
        basis: [act art 1]
{more}
"""
EXTENDED = """\
        extended_by: {event: thing.ended_on, period: 2 hours, basis: [act art 1]}
"""
TWICE = """\
        within: 5 days
        extended_by:
          - {event: thing.ended_on, period: 5 days, basis: [act art 1]}
          - {event: thing.begun_on, period: 5 days, basis: [act art 1]}"""


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (TWICE, "more than one extension"),
        ("        within: 48 hours", "not all counted in hours"),
        ("        within: 5 days\n        done: thing.ended_on", "by other events"),
    ],
)
def test_what_a_deadline_can_not_be_is_refused(
    tmp_path: Path, more: str, why: str
) -> None:
    book = written.book(tmp_path, rule=VERSIONS.format(more=more))
    with pytest.raises(RequestError, match=why):
        decide_table(book, pa.table(CASE), as_of=DAY, rules="thing.deadline")


def test_hours_that_are_extended_are_refused(tmp_path: Path) -> None:
    text = RULE.format(within="48 hours").rstrip(" ") + EXTENDED
    book = written.book(tmp_path, rule=text)
    with pytest.raises(RequestError, match="an extension of hours"):
        decide_table(book, pa.table(CASE), as_of=DAY, rules="thing.deadline")


def test_versions_that_say_the_same_may_lie_apart(tmp_path: Path) -> None:
    text = VERSIONS.format(more="        within: 5 days")
    book = written.book(tmp_path, rule=text)
    days = [date(2020, 12, 31), date(2021, 1, 1), date(2022, 1, 1), None]
    table = pa.table({"id": range(4), "thing__begun_on": days})
    found = decide_table(book, table, as_of=date(2020, 1, 1), rules="thing.deadline")
    assert found.order_by("id").to_pyarrow()["thing_deadline__status"].to_pylist() == [
        *("running", "not-in-force", "running", "unknown")
    ]
