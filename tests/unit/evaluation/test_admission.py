from datetime import date
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.admission import AdmissionRule
from telcorules.evaluation.grounds import Outcome
from telcorules.evaluation.proof import Proof
from telcorules.evaluation.results import Admission
from telcorules.foundation.law import Wording
from tests.unit.evaluation import written

BOOK = telcorules.load()
TODAY = date(2026, 11, 21)
GOOD: dict[str, dict[str, Any]] = {
    "complainant": {"direct_interest": True},
    "respondent": {
        "identified": True,
        "category": "basic-operator",
        "province": "440000",
    },
    "dispute": {
        "from_telecom_service": True,
        "nature": "charging",
        "occurred_on": "2026-09-01",
        "settled": False,
    },
    "operator_complaint": {"filed_on": "2026-10-08", "replied_on": "not-yet"},
    "appeal": {
        "filed_on": "2026-11-02",
        "request_specific": True,
        "facts_stated": True,
        "handled_by_appeal_body": False,
        "handled_elsewhere": False,
        "barred_by_other_law": False,
    },
}


def decided(as_of: Any = TODAY, **changes: Any) -> Admission:
    case = {
        section: {**facts, **changes.get(section, {})}
        for section, facts in GOOD.items()
    }
    result: Admission = BOOK.evaluate("appeal.admission", case, as_of=as_of)
    return result


def proofs(result: Admission) -> dict[str, Proof]:
    origin = result._origin
    assert isinstance(origin, AdmissionRule)
    return origin.proofs(result)


def test_all_that_is_required_and_nothing_barring_is_admissible() -> None:
    result = decided()
    assert (result.outcome, result.failed, result.unknown) == (
        Outcome.ADMISSIBLE,
        (),
        (),
    )


@pytest.mark.parametrize(
    ("condition", "section", "fact", "value"),
    [
        ("telecom-service-dispute", "dispute", "from_telecom_service", False),
        ("direct-interest", "complainant", "direct_interest", False),
        ("respondent-identified", "respondent", "identified", False),
        ("specific-request", "appeal", "request_specific", False),
        ("factual-basis", "appeal", "facts_stated", False),
        ("time-barred", "dispute", "occurred_on", "2026-05-29"),
        ("already-before-appeal-body", "appeal", "handled_by_appeal_body", True),
        ("already-before-other-body", "appeal", "handled_elsewhere", True),
        ("barred-by-other-law", "appeal", "barred_by_other_law", True),
    ],
)
def test_one_condition_against_it_is_enough(
    condition: str, section: str, fact: str, value: object
) -> None:
    result = decided(**{section: {fact: value}})
    assert (result.outcome, result.failed) == (Outcome.INADMISSIBLE, (condition,))


@pytest.mark.parametrize(
    ("condition", "section", "fact"),
    [
        ("telecom-service-dispute", "dispute", "from_telecom_service"),
        ("direct-interest", "complainant", "direct_interest"),
        ("time-barred", "dispute", "occurred_on"),
        ("barred-by-other-law", "appeal", "barred_by_other_law"),
    ],
)
def test_one_condition_unknown_leaves_it_undetermined(
    condition: str, section: str, fact: str
) -> None:
    result = decided(**{section: {fact: None}})
    assert (result.outcome, result.unknown) == (Outcome.UNDETERMINED, (condition,))


def test_what_is_false_decides_whatever_else_is_unknown() -> None:
    result = decided(
        complainant={"direct_interest": None}, respondent={"identified": False}
    )
    assert result.outcome is Outcome.INADMISSIBLE


class TestTheDayAskedAbout:
    def test_is_the_day_of_the_appeal(self) -> None:
        result = decided()
        assert (result.at, result.hypothetical) == (date(2026, 11, 2), False)

    @pytest.mark.parametrize("filed_on", [None, "not-yet", False])
    def test_is_the_day_of_the_question_while_nothing_is_filed(
        self, filed_on: object
    ) -> None:
        result = decided(appeal={"filed_on": filed_on})
        assert (result.at, result.hypothetical) == (TODAY, True)

    def test_is_the_day_in_china_of_a_moment(self) -> None:
        result = decided(appeal={"filed_on": "2026-11-02T23:30:00-05:00"})
        assert result.at == date(2026, 11, 3)

    def test_may_lie_after_the_day_of_the_question(self) -> None:
        result = decided(appeal={"filed_on": "2026-11-30"})
        assert (result.at, result.hypothetical) == (date(2026, 11, 30), False)


class TestTheLawInForce:
    @pytest.mark.parametrize(
        ("filed_on", "outcome"),
        [
            ("2016-07-29", Outcome.NOT_IN_FORCE),
            ("2016-07-30", Outcome.UNDETERMINED),
            ("2016-07-31", Outcome.UNDETERMINED),
        ],
    )
    def test_is_that_of_the_day_of_the_appeal(
        self, filed_on: str, outcome: Outcome
    ) -> None:
        case = {"appeal": {"filed_on": filed_on}}
        result = BOOK.evaluate("appeal.admission", case, as_of=TODAY)
        assert result.outcome is outcome

    def test_is_said_where_there_is_none(self) -> None:
        result = decided(date(2016, 7, 29), appeal={"filed_on": "not-yet"})
        said = result.to_dict()
        assert (result.conditions, result.contested) == ((), ())
        assert (said["outcome"], said["conditions"]) == ("not-in-force", [])
        assert [(one["instrument"], one["from"]) for one in said["law"]] == [
            (name, "2016-07-30")
            for name in dict.fromkeys(one["instrument"] for one in said["law"])
        ]
        assert result.law[0].instrument == "miit-35-2016"
        assert result.law[0].to_dict() == {
            "instrument": "miit-35-2016",
            "title": {
                "zh": "电信用户申诉处理办法",
                "en": ("Measures on Handling Appeals of Telecommunications Users"),
            },
            "from": "2016-07-30",
            "until": None,
        }

    def test_isnt_said_where_there_is_one(self) -> None:
        assert "law" not in decided().to_dict()

    def test_has_no_proofs_where_there_is_none(self) -> None:
        result = decided(appeal={"filed_on": "2016-07-29"})
        assert proofs(result) == {}


class TestAFinding:
    def test_holds_every_fact_it_read(self) -> None:
        found = decided().condition("unsatisfied-or-unanswered")
        assert dict(found.facts) == {
            "operator_complaint.filed_on": "2026-10-08",
            "operator_complaint.replied_on": "not-yet",
            "operator_complaint.satisfied": None,
            "respondent.category": "basic-operator",
        }

    def test_holds_the_province_where_a_reading_lets_it_in(self) -> None:
        local = BOOK.under({"local-regulation": "local"})
        result = local.evaluate("appeal.admission", GOOD, as_of=TODAY)
        found = result.condition("unsatisfied-or-unanswered")
        assert found.facts["respondent.province"] == "440000"

    def test_cites_what_it_rests_on(self) -> None:
        found = decided().condition("direct-interest")
        assert [one.text for one in found.basis] == [
            "《电信用户申诉处理办法》第十条第（一）项"
        ]

    def test_says_nothing_where_it_is_as_it_should_be(self) -> None:
        result = decided()
        assert {one.message for one in result.conditions} == {None}

    @pytest.mark.parametrize(
        ("changes", "condition"),
        [
            ({"respondent": {"identified": False}}, "respondent-identified"),
            ({"appeal": {"handled_elsewhere": True}}, "already-before-other-body"),
        ],
    )
    def test_says_what_stands_in_the_way(
        self, changes: dict[str, dict[str, Any]], condition: str
    ) -> None:
        found = decided(**changes).condition(condition)
        program = BOOK.program.rules["appeal.admission"].versions[0]
        messages = {one.id: one.message for one in program.conditions}  # type: ignore[attr-defined]
        assert (found.failed, found.message) == (True, messages[condition])

    def test_says_which_facts_are_not_known(self) -> None:
        found = decided(respondent={"identified": None}).condition(
            "respondent-identified"
        )
        assert found.message == Wording(
            "尚不清楚：有明确的被申诉人（是否）",
            "not known: the respondent is definite (yes or no)",
        )

    def test_says_when_neither_a_fact_nor_a_notice_is_wanting(self) -> None:
        complaint = {"filed_on": "2005-04-19"}
        found = decided(operator_complaint={**complaint, "satisfied": True}).condition(
            "unsatisfied-or-unanswered"
        )
        assert (found.value, found.waits_for) == (None, ())
        assert found.message == Wording(
            "当时的规定或者当年的放假安排不在掌握之中",
            "the law of that time, or the calendar of that year, is not known here",
        )

    def test_is_asked_for_by_its_name(self) -> None:
        with pytest.raises(telcorules.RequestError) as caught:
            decided().condition("time-bared")
        assert str(caught.value) == (
            "TR610: there is no condition `time-bared`\n"
            "  fix: did you mean `time-barred`?"
        )


class TestWaitingForANotice:
    NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"

    def waiting(self, **changes: Any) -> Admission:
        dispute = {"occurred_on": "2026-09-14", **changes}
        complaint = {"filed_on": "2026-10-08"}
        return decided(
            date(2027, 2, 15),
            dispute=dispute,
            operator_complaint=complaint,
            appeal={"filed_on": "2027-02-15"},
        )

    def test_the_condition_names_the_notice(self) -> None:
        found = self.waiting().condition("time-barred")
        assert (found.value, found.waits_for) == (None, (self.NOTICE,))
        assert found.to_dict()["waits_for"] == [self.NOTICE]
        assert found.message == Wording(
            f"要等{self.NOTICE}公布", f"waits for {self.NOTICE}"
        )

    def test_what_is_known_already_has_nothing_to_wait_for(self) -> None:
        found = decided().condition("time-barred")
        assert (found.waits_for, "waits_for" in found.to_dict()) == ((), False)

    def test_an_unknown_fact_is_named_beside_the_notice(self) -> None:
        found = self.waiting(nature=None).condition("time-barred")
        assert found.message == Wording(
            f"尚不清楚：争议的性质；要等{self.NOTICE}公布",
            f"not known: nature of the dispute; waits for {self.NOTICE}",
        )

    def test_a_comparison_that_no_longer_matters_is_not_waited_for(self) -> None:
        # The reply period ends about Spring Festival, but the reply satisfied.
        result = decided(
            date(2027, 2, 15),
            respondent={"category": None},
            operator_complaint={
                "filed_on": "2027-01-30",
                "replied_on": "2027-02-01",
                "satisfied": True,
            },
            appeal={"filed_on": "2027-02-15"},
        )
        found = result.condition("unsatisfied-or-unanswered")
        assert (found.value, found.waits_for) == (None, ())


class TestContested:
    def saturday(self, filed_on: str) -> Admission:
        return decided(
            date(2026, 3, 23),
            dispute={"occurred_on": "2026-01-05"},
            operator_complaint={"filed_on": "2026-03-06"},
            appeal={"filed_on": filed_on},
        )

    def test_lists_another_choice_with_its_result_and_basis(self) -> None:
        (contested,) = self.saturday("2026-03-23").contested
        assert contested.to_dict() == {
            "reading": "duty-rollover",
            "choice": "strict",
            "result": {"outcome": "admissible"},
            "basis": [one.to_dict() for one in contested.basis],
        }
        (basis,) = contested.basis
        assert str(basis.citation) == "civil-code-2020 art 203"

    @pytest.mark.parametrize("filed_on", ["2026-03-20", "2026-03-24"])
    def test_is_empty_where_the_choice_makes_no_difference(self, filed_on: str) -> None:
        assert self.saturday(filed_on).contested == ()


class TestAnAdmissionWithoutAGoverningEvent:
    RULE = """
        rule: thing.ok
        kind: admission
        versions:
          - from: 2020-01-01
            until: 2020-12-31
            bar:
              bad: {if: not thing.good, basis: [act art 1(1)]}
    """

    def test_is_asked_on_the_day_of_the_question(self, tmp_path: Path) -> None:
        book = written.book(tmp_path / "pack", ok=self.RULE)
        result = book.evaluate("thing.ok", {}, as_of=date(2020, 12, 31))
        assert (result.at, result.hypothetical) == (date(2020, 12, 31), True)
        assert (result.outcome, result.failed) == (Outcome.UNDETERMINED, ())

    def test_is_not_in_force_after_its_last_day(self, tmp_path: Path) -> None:
        book = written.book(tmp_path / "pack", ok=self.RULE)
        result = book.evaluate("thing.ok", {}, as_of=date(2021, 1, 1))
        assert result.outcome is Outcome.NOT_IN_FORCE
        assert [one.until for one in result.law] == [date(2020, 12, 31)]

    def test_without_a_wording_a_failure_has_no_message(self, tmp_path: Path) -> None:
        book = written.book(tmp_path / "pack", ok=self.RULE)
        case = {"thing": {"good": False}}
        result = book.evaluate("thing.ok", case, as_of=date(2020, 6, 1))
        assert result.condition("bad").to_dict() == {
            "id": "bad",
            "role": "bar",
            "value": True,
            "basis": [one.to_dict() for one in result.condition("bad").basis],
            "facts": {"thing.good": False},
            "message": None,
        }
