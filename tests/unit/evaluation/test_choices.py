from datetime import date
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.grounds import Selection
from telcorules.evaluation.selections import Choice
from telcorules.foundation.regions import REGIONS
from telcorules.language.packs import bundled
from tests.unit.evaluation import written

BOOK = telcorules.load()
TODAY = date(2026, 11, 21)
DECIDED, OPEN = Selection.DECIDED, Selection.UNDETERMINED


def appeal_venue(province: str | None, filed_on: object = "2026-11-02") -> Choice:
    case = {"respondent": {"province": province}, "appeal": {"filed_on": filed_on}}
    result: Choice = BOOK.evaluate("appeal.venue", case, as_of=TODAY)
    return result


def report_venue(*provinces: str, received_on: object = "2026-11-02") -> Choice:
    report = {"act_provinces": list(provinces), "received_on": received_on}
    result: Choice = BOOK.evaluate("report.venue", {"report": report}, as_of=TODAY)
    return result


def values(result: Choice) -> list[str]:
    return [one.value for one in result.candidates]


class TestWhereToAppeal:
    @pytest.mark.parametrize("code", REGIONS)
    def test_is_the_appeal_body_of_the_respondents_province(self, code: str) -> None:
        result = appeal_venue(code)
        body = f"appeal-body-{code}"
        assert (result.outcome, result.value, values(result)) == (DECIDED, body, [body])

    def test_may_be_any_while_the_province_is_unknown(self) -> None:
        result = appeal_venue(None)
        assert (result.outcome, result.value) == (OPEN, None)
        assert values(result) == [f"appeal-body-{code}" for code in REGIONS]

    def test_comes_with_label_reason_and_basis(self) -> None:
        (candidate,) = appeal_venue("广东").to_dict()["candidates"]
        assert candidate["label"] == {
            "zh": "广东省电信用户申诉受理机构",
            "en": "telecommunications user appeal body, Guangdong",
        }
        assert candidate["reason"]["zh"].startswith("由被申诉人所在省")
        assert [one["article"] for one in candidate["basis"]] == ["9"]

    @pytest.mark.parametrize(
        ("filed_on", "outcome"),
        [
            ("2016-07-29", Selection.NOT_IN_FORCE),
            ("2016-07-30", DECIDED),
            ("not-yet", DECIDED),
            (None, DECIDED),
        ],
    )
    def test_needs_a_law_in_force(self, filed_on: object, outcome: Selection) -> None:
        result = appeal_venue("广东", filed_on)
        assert (result.outcome, "law" in result.to_dict()) == (
            outcome,
            outcome is Selection.NOT_IN_FORCE,
        )


class TestWhereAReportGoes:
    def test_is_the_administration_of_the_place_of_the_act(self) -> None:
        result = report_venue("河北")
        assert (result.outcome, result.value) == (DECIDED, "ca-130000")

    def test_the_same_place_twice_is_one_place(self) -> None:
        assert report_venue("河北", "CN-HE").value == "ca-130000"

    def test_may_be_any_of_several_places(self) -> None:
        result = report_venue("河北", "北京")
        assert (result.outcome, result.value) == (OPEN, None)
        assert values(result) == ["ca-130000", "ca-110000"]

    def test_may_be_anywhere_while_no_place_is_stated(self) -> None:
        result = report_venue()
        assert (result.outcome, values(result)) == (
            OPEN,
            [f"ca-{code}" for code in REGIONS],
        )

    def test_has_no_law_before_june_2023(self) -> None:
        outcomes = [
            report_venue("河北", received_on=day).outcome
            for day in ("2023-05-31", "2023-06-01")
        ]
        assert outcomes == [Selection.NOT_IN_FORCE, DECIDED]


class TestPicking:
    ROWS = """
        rule: thing.choice
        kind: choice
        pick: {pick}
        versions:
          - from: 2020-01-01
            rows:
              - {{if: thing.good, value: '"centre"', basis: [act art 1(1)]}}
              - {{if: thing.fine, value: '"clerk"', basis: [act art 1(2)]}}
    """

    def choice(self, folder: Path, pick: str, **facts: Any) -> Choice:
        book = written.book(folder / "pack", choice=self.ROWS.format(pick=pick))
        result: Choice = book.evaluate("thing.choice", {"thing": facts}, as_of=TODAY)
        return result

    @pytest.mark.parametrize(
        ("pick", "good", "fine", "outcome", "value", "candidates"),
        [
            ("one", True, False, DECIDED, "centre", ["centre"]),
            ("one", False, True, DECIDED, "clerk", ["clerk"]),
            ("one", True, True, Selection.CONFLICT, None, ["centre", "clerk"]),
            ("one", False, False, Selection.NONE, None, []),
            ("one", True, None, OPEN, None, ["centre", "clerk"]),
            ("one", None, False, OPEN, None, ["centre"]),
            ("one", None, None, OPEN, None, ["centre", "clerk"]),
            ("first", True, True, DECIDED, "centre", ["centre"]),
            ("first", True, None, DECIDED, "centre", ["centre"]),
            ("first", None, True, OPEN, None, ["centre", "clerk"]),
            ("first", False, None, OPEN, None, ["clerk"]),
            ("first", False, False, Selection.NONE, None, []),
            ("all", True, True, DECIDED, None, ["centre", "clerk"]),
            ("all", True, False, DECIDED, None, ["centre"]),
            ("all", True, None, OPEN, None, ["centre", "clerk"]),
            ("all", False, False, Selection.NONE, None, []),
        ],
    )
    def test_follows_the_rows(  # noqa: PLR0913 - a table has as many columns
        self,
        tmp_path: Path,
        *,
        pick: str,
        good: object,
        fine: object,
        outcome: Selection,
        value: str | None,
        candidates: list[str],
    ) -> None:
        result = self.choice(tmp_path, pick, good=good, fine=fine)
        found = (result.outcome, result.value, values(result))
        assert found == (outcome, value, candidates)

    def test_takes_two_rows_of_one_value_for_one_answer(self, tmp_path: Path) -> None:
        rows = self.ROWS.format(pick="one").replace("clerk", "centre")
        book = written.book(tmp_path / "pack", choice=rows)
        facts = {"thing": {"good": True, "fine": True}}
        result = book.evaluate("thing.choice", facts, as_of=TODAY)
        assert (result.outcome, result.value) == (DECIDED, "centre")

    def test_gives_no_reason_where_the_pack_states_none(self, tmp_path: Path) -> None:
        result = self.choice(tmp_path, "one", good=True, fine=False)
        (candidate,) = result.to_dict()["candidates"]
        assert candidate["reason"] is None


class TestAnAuthorityThatSomeProvincesLack:
    RULE = """
        rule: thing.office
        kind: choice
        versions:
          - from: 2020-01-01
            rows:
              - value: authority("office", thing.province)
                basis: [act art 1]
    """

    @pytest.mark.parametrize(
        ("province", "outcome", "candidates"),
        [
            ("广东", DECIDED, ["office-440000"]),
            ("河南", DECIDED, ["centre"]),
            (None, OPEN, ["centre", "office-440000"]),
        ],
    )
    def test_is_replaced_by_the_body_named_otherwise(
        self,
        tmp_path: Path,
        province: str | None,
        outcome: Selection,
        candidates: list[str],
    ) -> None:
        book = written.book(tmp_path / "pack", office=self.RULE)
        case = {"thing": {"province": province}}
        result = book.evaluate("thing.office", case, as_of=TODAY)
        assert (result.outcome, sorted(values(result))) == (outcome, candidates)


def test_only_so_many_answers_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("telcorules.evaluation.choices._KEPT", 1)
    book = telcorules.load(bundled())
    provinces = ("440000", "410000", "500000")
    cases = [book.case({"respondent": {"province": one}}) for one in provinces * 2]
    found = [
        book.evaluate("appeal.venue", one, as_of=date(2026, 11, 2)) for one in cases
    ]
    assert [one.value for one in found[:3]] == [one.value for one in found[3:]]
    assert found[0] is found[3]
    assert found[1] is not found[4]
