"""Recorded cases decided again: the same, something else, or not at all."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

import telcorules
from telcorules import Replay, RequestError, replay
from telcorules.foundation.published import published_schedule
from telcorules.language.packs import Layer
from telcorules.review.differences import ABSENT
from telcorules.review.record_form import Record
from telcorules.review.replays import Verdict
from tests.unit.evaluation.test_loading import MORE, NOTICE, TestNotices
from tests.unit.foundation.test_knowledge import grown
from tests.unit.review.recorded import (
    CLAIM,
    SMALL,
    TODAY,
    changed,
    made,
    promise,
    small,
)
from tests.unit.review.test_records import Put

KNOWN = [None, date(2004, 1, 1), date(2019, 3, 21), date(2020, 1, 28), TODAY]


def codes(found: Replay) -> list[str]:
    return [one.code for one in found.missing]


def messages(found: Replay) -> list[str]:
    return [one.message for one in found.missing]


class TestTheSame:
    @pytest.mark.parametrize("known_at", KNOWN, ids=str)
    @pytest.mark.parametrize("embed", [True, False])
    def test_comes_under_the_recorded_knowledge(
        self, known_at: date | None, *, embed: bool
    ) -> None:
        one = made(small(known_at=known_at), embed=embed)
        found = replay(one.text, path=None if embed else SMALL)
        assert (found.verdict, found.missing, found.difference) == (
            Verdict.SAME,
            (),
            None,
        )
        assert found.added == ()

    @pytest.mark.parametrize("embed", [True, False])
    def test_comes_under_the_recorded_readings_and_method(self, *, embed: bool) -> None:
        book = small(readings={"duty-rollover": "strict"}, unannounced="envelope")
        one = made(book, embed=embed)
        found = replay(one, path=SMALL)
        assert found.verdict is Verdict.SAME
        assert found.again is not None
        assert found.again.decision.readings["duty-rollover"] == "strict"
        assert found.again.decision.calendar["unannounced"] == "envelope"

    @pytest.mark.parametrize("embed", [True, False])
    def test_comes_with_packs_laid_over(self, tmp_path: Path, *, embed: bool) -> None:
        folder = promise(tmp_path / "over")
        one = made(small(extend=[folder]), rules="promise.*", embed=embed)
        asked: dict[str, Any] = {} if embed else {"path": SMALL, "extend": [folder]}
        assert replay(one.text, **asked).verdict is Verdict.SAME

    def test_comes_with_a_given_notice(self, tmp_path: Path) -> None:
        notice = TestNotices().notice(tmp_path, NOTICE.format(more=MORE))
        one = made(small(notices=[notice]))
        assert replay(one, path=SMALL, notices=[notice]).verdict is Verdict.SAME

    def test_needs_no_folder_where_all_is_kept(self, tmp_path: Path) -> None:
        folder = copytree(SMALL, tmp_path / "pack")
        notice = TestNotices().notice(tmp_path, NOTICE.format(more=MORE))
        book = telcorules.load(folder, notices=[notice])
        one = telcorules.record(book, CLAIM, as_of=TODAY, embed=True)
        (folder / "pack.yaml").unlink()
        notice.unlink()
        assert replay(one.text).verdict is Verdict.SAME

    def test_needs_no_calendar_package_where_all_is_kept(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = made(embed=True)
        for name in ("evaluation.loading", "review.replays"):
            monkeypatch.delattr(f"telcorules.{name}.published_schedule")
        assert replay(one.text).verdict is Verdict.SAME

    def test_comes_from_tables_that_have_grown(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A record outlives the next year's holidays in the calendar package."""
        older = telcorules.load(SMALL)
        one = made(older)
        monkeypatch.setattr("telcorules.review.replays.published_schedule", grown)
        assert replay(one, path=SMALL).verdict is Verdict.SAME


class TestRulebooks:
    def test_of_records_of_one_kind_are_one(self) -> None:
        first, second = (replay(made(embed=True)).again for _ in range(2))
        assert first is not None
        assert second is not None
        assert first.book is second.book

    @pytest.mark.parametrize(
        "asked",
        [
            {"readings": {"duty-rollover": "strict"}},
            {"unannounced": "envelope"},
            {"known_at": TODAY},
        ],
        ids=str,
    )
    def test_of_records_of_other_kinds_are_others(self, asked: dict[str, Any]) -> None:
        first = replay(made(embed=True)).again
        other = replay(made(small(**asked), embed=True)).again
        assert first is not None
        assert other is not None
        assert first.book is not other.book


class TestADifference:
    def forged(self, change: Put, **asked: Any) -> Replay:
        return replay(changed(made(**asked), change), path=SMALL)

    def test_in_a_condition_comes_with_its_proof(self) -> None:
        path = "result/results/claim.admission/conditions/1/value"
        found = self.forged(Put(path, value=True))
        first = found.difference
        assert found.verdict is Verdict.DIFFERS
        assert first is not None
        assert first.to_dict() == {
            "path": '.result.results["claim.admission"].conditions[1].value',
            "recorded": True,
            "now": False,
            "rule": "claim.admission",
            "condition": "waited",
            "basis": first.to_dict()["basis"],
        }
        assert [one["article"] for one in first.basis] == ["1"]
        assert first.proof is not None
        assert first.proof.value is False

    def test_in_an_item_comes_with_its_proof(self) -> None:
        path = "result/results/claim.papers/items/0/state"
        first = self.forged(Put(path, "present")).difference
        assert first is not None
        assert (first.condition, first.recorded, first.now) == (
            "name",
            "present",
            "missing",
        )
        assert first.proof is not None
        assert first.proof.value is False

    def test_in_a_deadline_comes_with_its_basis(self) -> None:
        path = "result/results/claim.answer/due"
        first = self.forged(Put(path, "2026-10-09")).difference
        assert first is not None
        assert (first.path, first.rule, first.condition, first.proof) == (
            '.result.results["claim.answer"].due',
            "claim.answer",
            None,
            None,
        )
        assert [one["text"] for one in first.basis] == ["《小办法》第一条"]

    def test_outside_the_answers_has_no_rule(self) -> None:
        first = self.forged(Put("result/stage", "x")).difference
        assert first is not None
        assert (first.path, first.rule, first.basis) == (".result.stage", None, ())

    def test_is_the_first_of_several(self) -> None:
        one = made()
        for path in ("claim.venue/outcome", "claim.answer/status"):
            one = changed(one, Put(f"result/results/{path}", "x"))
        first = replay(one, path=SMALL).difference
        assert first is not None
        assert first.path == '.result.results["claim.answer"].status'

    def test_is_a_condition_that_was_recorded_and_no_longer_comes(self) -> None:
        def more(data: dict[str, Any]) -> None:
            conditions = data["result"]["results"]["claim.admission"]["conditions"]
            conditions.append({"id": "other", "basis": [{"text": "x"}, 5]})

        first = replay(changed(made(), more), path=SMALL).difference
        assert first is not None
        assert (first.now, first.condition, first.proof) == (ABSENT, None, None)
        assert "now" not in first.to_dict()

    def test_is_a_condition_that_was_not_recorded(self) -> None:
        def less(data: dict[str, Any]) -> None:
            data["result"]["results"]["claim.admission"]["conditions"].pop()

        first = replay(changed(made(), less), path=SMALL).difference
        assert first is not None
        assert (first.recorded, first.condition) == (ABSENT, "late")
        assert "recorded" not in first.to_dict()

    @pytest.mark.parametrize("basis", [5, None, "x", [5, {"text": "y"}]])
    def test_of_a_strange_basis_is_told_without_it(self, basis: object) -> None:
        def strange(data: dict[str, Any]) -> None:
            answer = data["result"]["results"]["claim.answer"]
            answer["basis"] = basis
            answer["more"] = {"basis": basis, "x": 1}

        first = replay(changed(made(), strange), path=SMALL).difference
        assert first is not None
        assert first.rule == "claim.answer"

    def test_of_a_rule_that_is_no_object_is_told(self) -> None:
        first = self.forged(Put("result/results/claim.answer", 5)).difference
        assert first is not None
        assert (first.path, first.recorded) == ('.result.results["claim.answer"]', 5)

    def test_outside_every_version_has_no_proof(self) -> None:
        book = small()
        facts = {"claim": {**CLAIM["claim"], "filed_on": "2010-01-01"}}
        one = telcorules.record(book, facts, as_of=TODAY, rules="claim.admission")
        path = "result/results/claim.admission/conditions"
        forged = changed(one, Put(path, [{"id": "paid", "value": True}]))
        first = replay(forged, path=SMALL).difference
        assert first is not None
        assert (first.rule, first.proof) == ("claim.admission", None)

    def test_is_a_key_that_the_version_of_the_record_says_besides(self) -> None:
        def less(data: dict[str, Any]) -> None:
            del data["result"]["results"]["claim.answer"]["safe_due"]

        found = replay(changed(made(), less), path=SMALL)
        assert found.difference is not None
        assert (found.difference.recorded, found.added) == (ABSENT, ())

    def test_is_no_key_that_another_version_says_besides(self) -> None:
        def older(data: dict[str, Any]) -> None:
            data["library"] = data["result"]["library"] = "0.0.1"
            del data["result"]["disclaimer"]
            del data["result"]["results"]["claim.answer"]["safe_due"]

        found = replay(changed(made(), older), path=SMALL)
        assert found.verdict is Verdict.SAME
        assert sorted(found.added) == [
            ".result.disclaimer",
            '.result.results["claim.answer"].safe_due',
        ]


class TestItCannot:
    def test_under_another_pack(self, tmp_path: Path) -> None:
        folder = copytree(SMALL, tmp_path / "pack")
        pack = folder / "pack.yaml"
        pack.write_text(pack.read_text("utf-8").replace('"1"', '"2"'), "utf-8")
        found = replay(made(), path=folder)
        there, here = small().program.sha256, telcorules.load(folder).program.sha256
        assert found.verdict is Verdict.CANNOT
        assert (codes(found), found.again) == (["TR911"], None)
        said = "the rules of the record aren't here: `small 1` with sha256"
        (message,) = messages(found)
        assert message == f"{said} {there}; here is `small 2` with sha256 {here}"

    def test_without_a_pack_laid_over(self, tmp_path: Path) -> None:
        one = made(small(extend=[promise(tmp_path / "over")]), rules="promise.*")
        found = replay(one, path=SMALL)
        assert codes(found) == ["TR911"]
        assert ", with `promise 2` with sha256 " in messages(found)[0]

    def test_without_a_notice(self, tmp_path: Path) -> None:
        notice = TestNotices().notice(tmp_path, NOTICE.format(more=MORE))
        found = replay(made(small(notices=[notice])), path=SMALL)
        assert codes(found) == ["TR912"]
        assert messages(found) == [
            "the notice `国办发明电〔2026〕9号` for 2027 isn't here"
        ]

    def test_where_a_notice_says_something_else(self, tmp_path: Path) -> None:
        text = NOTICE.format(more=MORE)
        notice = TestNotices().notice(tmp_path, text)
        one = made(small(notices=[notice]))
        notice.write_text(
            notice.read_text("utf-8").replace("2027-02-14", "2027-02-21"), "utf-8"
        )
        found = replay(one, path=SMALL, notices=[notice])
        assert messages(found) == [
            "the notice `国办发明电〔2026〕9号` for 2027 says something else here"
        ]

    def test_lacking_several_things_tells_them_all(self, tmp_path: Path) -> None:
        notice = TestNotices().notice(tmp_path, NOTICE.format(more=MORE))
        found = replay(made(small(notices=[notice])))
        assert codes(found) == ["TR911", "TR912"]

    def test_with_tables_that_lack_a_year(self) -> None:
        one = made(small(known_at=date(2026, 12, 31)))
        forged = changed(one, Put("calendar/tables", ["2004..2005", "2027"]))
        assert codes(replay(forged, path=SMALL)) == ["TR720"]

    def test_with_tables_that_tell_other_days(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tables = published_schedule()
        fewer = replace(tables, make_up_days=tables.make_up_days - {date(2026, 2, 28)})
        one = made()
        monkeypatch.setattr(
            "telcorules.review.replays.published_schedule", lambda: fewer
        )
        found = replay(one, path=SMALL)
        assert codes(found) == ["TR913"]
        assert messages(found) == [
            "the calendar package tells the days of 2004..2026 otherwise than then"
        ]

    def test_where_it_cant_read_the_rules_that_are_kept(self) -> None:
        """As a record made by a later version, whose language has grown."""
        found = replay(_keeping({"pack.yaml": "edition: 1"}))
        assert codes(found) == ["TR914"]
        assert found.missing[0].why.startswith("pack.yaml:1: TR302: ")

    def test_where_no_pack_is_kept(self) -> None:
        found = replay(_keeping({}))
        assert codes(found) == ["TR914"]
        assert found.missing[0].why == "pack:1: TR341: holds no pack.yaml"

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            (Put("facts", {"claim": {"paid": "perhaps"}}), "TR511"),
            (Put("facts", {"claim": 5}), "TR517"),
        ],
        ids=str,
    )
    def test_with_facts_that_cant_be_read(self, change: Put, code: str) -> None:
        assert codes(replay(changed(made(), change), path=SMALL)) == [code]

    def test_with_a_reading_that_isnt_there(self) -> None:
        def strange(data: dict[str, Any]) -> None:
            data["readings"] = data["result"]["readings"] = {"x": "y"}

        assert codes(replay(changed(made(), strange), path=SMALL)) == ["TR610"]

    def test_with_a_rule_that_isnt_there(self) -> None:
        def strange(data: dict[str, Any]) -> None:
            data["rules"] = ["claim.other"]
            data["result"]["results"] = {"claim.other": {}}

        assert codes(replay(changed(made(), strange), path=SMALL)) == ["TR610"]


def _keeping(files: dict[str, str]) -> Record:
    """A record that keeps other files, with all its hashes made anew."""
    sha256 = Layer("small", "1", files).sha256

    def change(data: dict[str, Any]) -> None:
        kept = {name: text.split("\n") for name, text in files.items()}
        data["embedded"]["packs"][0]["files"] = kept
        data["pack"]["sha256"] = data["result"]["pack"]["sha256"] = sha256

    return changed(made(embed=True), change)


class TestRequests:
    def test_of_a_bad_record_are_refused(self) -> None:
        with pytest.raises(RequestError) as caught:
            replay(made().text[:-1])
        assert [one.code for one in caught.value.problems] == ["TR902"]

    def test_of_a_folder_that_isnt_there_are_refused(self) -> None:
        with pytest.raises(telcorules.PackError):
            replay(made(), path="nowhere")

    def test_of_what_are_no_notices_are_refused(self) -> None:
        with pytest.raises(RequestError) as caught:
            replay(made(), path=SMALL, notices="2027.yaml")
        assert caught.value.problems[0].code == "TR612"

    def test_are_answered_in_json_types(self) -> None:
        one = made()
        assert replay(one, path=SMALL).to_dict() == {
            "verdict": "same",
            "sha256": one.sha256,
            "library": telcorules.__version__,
            "missing": [],
            "difference": None,
            "added": [],
        }
        (missing,) = replay(one).to_dict()["missing"]
        assert list(missing) == ["code", "message", "hint"]
