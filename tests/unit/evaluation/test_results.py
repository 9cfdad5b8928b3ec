import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import as_json
from telcorules.evaluation.results import AnyResult

BOOK = telcorules.load()
TODAY = date(2026, 11, 21)
CASE: dict[str, dict[str, Any]] = {
    "complainant": {"direct_interest": True},
    "respondent": {"province": "河南", "category": "basic-operator"},
    "dispute": {"nature": "charging", "occurred_on": "2026-09-14"},
    "operator_complaint": {"filed_on": "2026-10-08", "replied_on": "not-yet"},
    "appeal": {"filed_on": "2026-10-20", "materials_completed_on": "2026-12-05"},
    "report": {"act_provinces": ["广东", "上海"], "received_on": "2026-10-08"},
}
DECISION = BOOK.decide(CASE, as_of=TODAY)
KINDS = {
    "appeal.admission": "admission",
    "operator.reply": "deadline",
    "report.venue": "choice",
    "appeal.materials": "checklist",
}


def every_part(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from every_part(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from every_part(inner)


class TestJson:
    def test_of_a_decision_has_the_contracts_keys_in_order(self) -> None:
        said = DECISION.to_dict()
        assert list(said) == [
            *("schema", "library", "as_of", "pack", "calendar", "readings"),
            *("stage", "progress", "notes", "caveats", "judgments", "disclaimer"),
            "results",
        ]
        assert [list(said[part]) for part in ("pack", "calendar", "readings")] == [
            ["id", "version", "sha256"],
            ["sha256", "firm_through", "unannounced"],
            ["duty-rollover", "time-bar-rollover", "local-regulation"],
        ]

    def test_of_a_decision_says_by_what_it_was_made(self) -> None:
        said = DECISION.to_dict()
        assert (said["schema"], said["library"], said["as_of"]) == (
            1,
            telcorules.__version__,
            "2026-11-21",
        )
        assert (said["pack"]["id"], said["calendar"]["firm_through"]) == (
            "cn-telecom",
            "2026-12-28",
        )

    def test_of_an_admission_has_the_contracts_keys_in_order(self) -> None:
        said = DECISION.main.to_dict()
        assert list(said) == [
            *("kind", "outcome", "at", "hypothetical", "conditions", "contested")
        ]
        assert list(said["conditions"][0]) == [
            *("id", "role", "value", "basis", "facts", "message")
        ]

    def test_of_a_deadline_has_the_contracts_keys_in_order(self) -> None:
        assert list(DECISION["operator.reply"].to_dict()) == [
            *("kind", "status", "actor", "trigger", "limit", "nominal", "due"),
            *("safe_due", "firm", "earliest", "latest", "assumption", "settled_by"),
            *("contested", "basis"),
        ]

    def test_of_a_choice_has_its_keys_in_order(self) -> None:
        said = DECISION["report.venue"].to_dict()
        assert list(said) == ["kind", "outcome", "value", "candidates"]
        assert list(said["candidates"][0]) == ["value", "label", "reason", "basis"]

    def test_is_the_contracts_example(self) -> None:
        said = DECISION.to_dict()["results"]
        admission, reply = said["appeal.admission"], said["operator.reply"]
        unanswered = admission["conditions"][6]
        assert unanswered["id"] == "unsatisfied-or-unanswered"
        assert unanswered["basis"][0] == {
            "instrument": "miit-35-2016",
            "article": "10",
            "item": "4",
            "text": "《电信用户申诉处理办法》第十条第（四）项",
            "verified": "text",
        }
        assert unanswered["facts"] == {
            "operator_complaint.filed_on": "2026-10-08",
            "operator_complaint.replied_on": "not-yet",
            "operator_complaint.satisfied": None,
            "respondent.category": "basic-operator",
        }
        assert (admission["outcome"], admission["at"], admission["hypothetical"]) == (
            "inadmissible",
            "2026-10-20",
            False,
        )
        dates = dict.fromkeys(("nominal", "due", "earliest", "latest"), "2026-10-23")
        expected = {
            "kind": "deadline",
            "status": "overdue",
            "actor": "operator",
            "trigger": "2026-10-08",
            "limit": "15 days",
            **dates,
            "safe_due": "2026-10-14",
            "firm": True,
            "assumption": None,
            "settled_by": None,
        }
        assert {key: reply[key] for key in expected} == expected

    @pytest.mark.parametrize(("rule", "kind"), KINDS.items())
    def test_tells_the_kind(self, rule: str, kind: str) -> None:
        assert DECISION[rule].to_dict()["kind"] == kind

    def test_holds_json_types_only(self) -> None:
        types = {type(part) for part in every_part(DECISION.to_dict())}
        assert types == {dict, list, str, bool, int, type(None)}

    @pytest.mark.parametrize("result", [DECISION, *DECISION.results.values()])
    def test_comes_back_as_it_went(self, result: Decision | AnyResult) -> None:
        assert json.loads(result.to_json()) == result.to_dict()
        assert as_json(json.loads(result.to_json())) == result.to_json()

    def test_is_one_line_with_chinese_as_it_is(self) -> None:
        text = DECISION.to_json()
        assert ("\n" in text, "申诉" in text, "\\u" in text) == (False, True, False)


class TestTheSameEverywhere:
    """The same case, pack, day and readings give the same decision, byte for byte."""

    ASK = (
        "import json, sys, telcorules; from datetime import date;"
        "case = json.loads(sys.argv[1]);"
        "said = telcorules.load().decide(case, as_of=date(2026, 11, 21));"
        "sys.stdout.buffer.write(said.to_json().encode())"
    )

    @pytest.mark.parametrize(
        ("seed", "locale", "zone"),
        [("1", "C", "America/Los_Angeles"), ("4711", "zh_CN.GB18030", "Asia/Tokyo")],
    )
    def test_whatever_the_environment(
        self, tmp_path: Path, seed: str, locale: str, zone: str
    ) -> None:
        source = Path(telcorules.__file__).parents[1]
        environment = {
            **os.environ,
            "PYTHONPATH": str(source),
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "TZ": zone,
        }
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-c", self.ASK, json.dumps(CASE)],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode() == DECISION.to_json()


class TestFrozen:
    @pytest.mark.parametrize("rule", KINDS)
    def test_a_result_cant_be_changed(self, rule: str) -> None:
        with pytest.raises((AttributeError, dataclasses.FrozenInstanceError)):
            DECISION[rule].rule = "other"

    @pytest.mark.parametrize("name", ["outcome", "new"])
    def test_an_admission_says_so(self, name: str) -> None:
        with pytest.raises(AttributeError) as caught:
            setattr(DECISION.main, name, 1)
        assert str(caught.value) == f"a result is frozen: `{name}` can't be set"

    def test_nothing_of_an_admission_can_be_deleted(self) -> None:
        with pytest.raises(AttributeError) as caught:
            del DECISION.main.outcome
        assert str(caught.value) == "a result is frozen: `outcome` can't be deleted"

    @pytest.mark.parametrize("rule", KINDS)
    def test_a_result_has_slots(self, rule: str) -> None:
        assert hasattr(DECISION[rule], "__dict__") is False

    def test_the_facts_of_a_finding_cant_be_changed(self) -> None:
        facts: Any = DECISION.main.conditions[0].facts
        with pytest.raises(TypeError):
            facts["dispute.from_telecom_service"] = True

    def test_the_facts_of_an_item_cant_be_changed(self) -> None:
        facts: Any = DECISION["appeal.materials"].items[0].facts
        with pytest.raises(TypeError):
            facts["complainant.name_given"] = True


class TestEquality:
    @pytest.mark.parametrize("rule", KINDS)
    def test_the_same_question_has_an_equal_answer(self, rule: str) -> None:
        again = BOOK.evaluate(rule, CASE, as_of=TODAY)
        assert again == DECISION[rule]

    @pytest.mark.parametrize("rule", ["appeal.admission", "operator.reply"])
    def test_another_day_has_another(self, rule: str) -> None:
        other = BOOK.evaluate(rule, CASE, as_of=date(2026, 11, 22))
        assert other != DECISION[rule]

    @pytest.mark.parametrize(
        "rule", ["appeal.admission", "operator.reply", "report.venue"]
    )
    def test_equal_answers_have_one_hash(self, rule: str) -> None:
        again = BOOK.evaluate(rule, CASE, as_of=TODAY)
        assert len({again, DECISION[rule]}) == 1

    def test_an_admission_is_nothing_else(self) -> None:
        assert (DECISION.main == "inadmissible") is False

    def test_a_decision_equals_its_like(self) -> None:
        assert BOOK.decide(CASE, as_of=TODAY) == DECISION


def test_an_admission_shows_what_it_says() -> None:
    shown = "Admission(appeal.admission: inadmissible at 2026-10-20)"
    assert repr(DECISION.main) == shown


def test_a_decision_names_its_rules() -> None:
    assert list(DECISION) == list(DECISION.results)


def test_a_decision_has_only_the_rules_asked() -> None:
    with pytest.raises(telcorules.RequestError) as caught:
        DECISION["operator.reply "]
    assert str(caught.value) == (
        "TR610: there is no rule in this decision `operator.reply `\n"
        "  fix: did you mean `operator.reply`?"
    )
