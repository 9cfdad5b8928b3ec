"""Cases as rows of a table."""

from datetime import date, datetime
from typing import Any

import pytest

from telcorules.errors import CaseError
from telcorules.evaluation.loading import load
from telcorules.language.columns import Columns, column

VOCABULARY = load().program.vocabulary
BY_NAME = {
    "bool": "appeal.accepted",
    "event": "appeal.filed_on",
    "enum": "dispute.nature",
    "region": "respondent.province",
    "money": "installation.fee",
    "list": "report.act_provinces",
}


def read(name: str, cell: Any) -> Any:
    """Return what a cell says of a fact, as it is stated in the case."""
    _, stated = Columns(VOCABULARY, [column(name)]).case([cell])
    return VOCABULARY.case(stated)[name]


def refused(header: list[Any], **options: Any) -> list[str]:
    with pytest.raises(CaseError) as caught:
        Columns(VOCABULARY, header, **options)
    return str(caught.value).splitlines()


def test_every_fact_has_a_column_of_its_own() -> None:
    columns = [column(name) for name in VOCABULARY.by_name]
    assert len(set(columns)) == len(VOCABULARY.facts)
    assert Columns(VOCABULARY, columns).case([""] * len(columns)) == (None, {})


@pytest.mark.parametrize(
    ("name", "cell", "expected"),
    [
        ("bool", "true", True),
        ("bool", " TRUE ", True),
        ("bool", "是", True),
        ("bool", True, True),
        ("bool", "False", False),
        ("bool", "否", False),
        ("bool", False, False),
        ("event", "2026-10-08", date(2026, 10, 8)),
        ("event", "2026/10/8", date(2026, 10, 8)),
        ("event", "2026.10.08", date(2026, 10, 8)),
        ("event", "2026年3月6日", date(2026, 3, 6)),
        ("event", datetime(2026, 10, 8), date(2026, 10, 8)),  # noqa: DTZ001 - a cell
        ("event", date(2026, 10, 8), date(2026, 10, 8)),
        ("event", "not-yet", "not-yet"),
        ("event", "Not yet", "not-yet"),
        ("event", "尚未发生", "not-yet"),
        ("event", "未发生", "not-yet"),
        ("event", "FALSE", "not-yet"),
        ("event", False, "not-yet"),
        ("enum", "charging", "charging"),
        ("region", "广东", "440000"),
        ("region", "440000", "440000"),
        ("region", 440000, "440000"),
        ("region", 440000.0, "440000"),
        ("list", "广东；上海、440000;310000", ("440000", "310000")),
        ("list", "广东；", ("440000",)),
        ("list", 440000, ("440000",)),
    ],
    ids=repr,
)
def test_a_cell_is_read_as_people_write_it(name: str, cell: Any, expected: Any) -> None:
    assert read(BY_NAME[name], cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026/10/8 9:30", "2026-10-08T09:30:00+08:00"),
        ("2026-10-08 09:30:15", "2026-10-08T09:30:15+08:00"),
        ("2026-10-08T09:30:00+09:00", "2026-10-08T08:30:00+08:00"),
        (datetime(2026, 10, 8, 9, 30), "2026-10-08T09:30:00+08:00"),  # noqa: DTZ001
    ],
)
def test_a_time_of_day_is_kept(cell: Any, expected: str) -> None:
    assert read("fault.reported_at", cell).isoformat() == expected


@pytest.mark.parametrize("cell", ["200", 200, "200.0", 200.0, "200.00"], ids=repr)
def test_money_is_what_the_cell_shows(cell: Any) -> None:
    assert str(read(BY_NAME["money"], cell)) == "200"


def test_a_decimal_of_a_spreadsheet_is_the_one_that_was_typed() -> None:
    assert str(read(BY_NAME["money"], 19.9)) == "19.9"


@pytest.mark.parametrize("cell", ["12", 12, 12.0], ids=repr)
def test_whole_numbers(cell: Any) -> None:
    (name,) = [n for n, f in VOCABULARY.by_name.items() if f.type.kind == "int"][:1]
    assert read(name, cell) == 12


@pytest.mark.parametrize("cell", ["", "  ", None])
def test_an_empty_cell_states_nothing(cell: Any) -> None:
    assert Columns(VOCABULARY, ["appeal__accepted"]).case([cell]) == (None, {})


@pytest.mark.parametrize(
    ("name", "cell", "code"),
    [
        ("bool", "yes", "TR511"),
        ("bool", 1, "TR511"),
        ("event", "8 October", "TR513"),
        ("event", "2026/13/1", "TR513"),
        ("event", 46000, "TR513"),
        ("enum", "billing", "TR512"),
        ("enum", True, "TR512"),
        ("region", "Narnia", "TR501"),
        ("money", "1e3", "TR511"),
        ("money", True, "TR511"),
    ],
)
def test_what_means_nothing_is_refused_by_the_reader_of_facts(
    name: str, cell: Any, code: str
) -> None:
    with pytest.raises(CaseError) as caught:
        read(BY_NAME[name], cell)
    assert [one.code for one in caught.value.problems] == [code]


def test_a_number_with_decimals_is_no_whole_number() -> None:
    (name,) = [n for n, f in VOCABULARY.by_name.items() if f.type.kind == "int"][:1]
    with pytest.raises(CaseError):
        read(name, 1.5)


class TestWhatTellsCasesApart:
    @pytest.mark.parametrize(("cell", "name"), [(" T-01 ", "T-01"), (7.0, "7")])
    def test_it_is_a_column_of_its_own(self, cell: Any, name: str) -> None:
        columns = Columns(VOCABULARY, ["id", "appeal__accepted"])
        stated = {"appeal": {"accepted": True}}
        assert columns.case([cell, "true"]) == (name, stated)

    def test_it_can_be_called_otherwise(self) -> None:
        columns = Columns(VOCABULARY, ["工单号", "appeal__accepted"], key="工单号")
        assert columns.case(["A1", ""]) == ("A1", {})


class TestHeaders:
    def test_a_column_that_is_no_fact_is_refused_with_the_nearest(self) -> None:
        what, fix = refused(["appeal__filled_on"])
        assert what == "TR530: the column `appeal__filled_on` is no fact"
        assert fix == (
            "  fix: did you mean `appeal__filed_on`?"
            " else leave it out with --skip appeal__filled_on"
        )

    def test_a_dot_or_one_line_is_understood(self) -> None:
        assert "`appeal__filed_on`" in refused(["appeal.filed_on"])[1]
        assert "`appeal__filed_on`" in refused(["appeal_filed_on"])[1]

    def test_where_nothing_is_near_it_can_be_left_out(self) -> None:
        assert refused(["客户姓名"])[1] == "  fix: leave it out with --skip 客户姓名"
        columns = Columns(VOCABULARY, ["客户姓名", "id"], skipped=["客户姓名"])
        assert columns.case(["某", "1"]) == ("1", {})

    def test_a_fact_can_be_left_out_too(self) -> None:
        header = ["appeal__accepted"]
        assert Columns(VOCABULARY, header, skipped=header).case(["x"]) == (None, {})

    def test_all_that_is_wrong_is_told_at_once(self) -> None:
        header = ["one", "appeal__accepted", "appeal__accepted", "two"]
        codes = [line[:5] for line in refused(header) if line.startswith("TR")]
        assert codes == ["TR530", "TR531", "TR530"]

    def test_an_empty_name_names_nothing(self) -> None:
        columns = Columns(VOCABULARY, ["\ufeffappeal__accepted", None, " "])
        assert columns.case(["是", None, ""]) == (None, {"appeal": {"accepted": True}})

    @pytest.mark.parametrize(
        ("cells", "place"), [(["是", "x"], 2), (["是", "", "x"], 3)]
    )
    def test_what_stands_below_no_name_is_refused(
        self, cells: list[str], place: int
    ) -> None:
        columns = Columns(VOCABULARY, ["appeal__accepted", None])
        with pytest.raises(CaseError) as caught:
            columns.case(cells)
        (problem,) = caught.value.problems
        assert (problem.code, problem.message) == (
            "TR532",
            f"`x` stands in column {place}, without a name",
        )

    def test_a_short_row_leaves_the_rest_unknown(self) -> None:
        columns = Columns(VOCABULARY, ["appeal__accepted", "appeal__filed_on"])
        assert columns.case(["是"]) == (None, {"appeal": {"accepted": True}})
