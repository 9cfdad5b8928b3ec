"""What the rules on appeals, agents and reports say beside what they decide."""

from datetime import date
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.selections import Choice

BOOK = telcorules.load()
AS_OF = date(2026, 11, 21)


def choice(rule: str, **case: Any) -> Choice:
    result = BOOK.evaluate(rule, BOOK.case(case), as_of=AS_OF)
    assert isinstance(result, Choice)
    return result


class TestAnAgentsDispute:
    @pytest.mark.parametrize("known", [{"through_agent": True}, {}])
    def test_names_the_letter_on_agents_and_the_norms(
        self, known: dict[str, Any]
    ) -> None:
        found = choice(
            "operator.respondent",
            respondent={"category": "basic-operator", **known},
            operator_complaint={"filed_on": "2026-06-01"},
        )
        cited = {
            (one.citation.instrument, one.citation.article)
            for one in found.candidates[0].basis
        }
        assert cited == {
            ("mii-185-2004", "2"),
            ("mii-185-2004", "9"),
            ("mii-185-2004", "10"),
            ("mii-36-2005", "16"),
        }


INTERIM = {
    "appeal.acceptance": "appeal.materials_received_on",
    "appeal.admission": "appeal.filed_on",
    "appeal.answer": "appeal.materials_completed_on",
    "appeal.intake": "appeal.filed_on",
    "appeal.materials": "appeal.filed_on",
    "appeal.next-step": "appeal.decided_on",
    "appeal.notification": "appeal.decided_on",
    "appeal.refusal-reasons": "appeal.decided_on",
    "appeal.venue": "appeal.filed_on",
}
"""Rules whose law of 2001 isn't at hand, and the event that governs each."""


@pytest.mark.parametrize("rule", INTERIM)
@pytest.mark.parametrize(
    ("day", "missing"),
    [
        ("2001-01-10", []),
        ("2001-01-11", ["mii-7-2001"]),
        ("2016-07-29", ["mii-7-2001"]),
        ("2016-07-30", []),
    ],
)
def test_the_interim_measures_are_said_not_to_be_at_hand(
    rule: str, day: str, missing: list[str]
) -> None:
    section, fact = INTERIM[rule].split(".")
    case = BOOK.case({section: {fact: day}})
    said = BOOK.evaluate(rule, case, as_of=AS_OF).to_dict()
    law = [one["basis"][0]["instrument"] for one in said.get("not_at_hand", [])]
    assert law == missing


def test_every_rule_whose_law_of_2001_is_missing_is_asked() -> None:
    told = {name for name, rule in BOOK.program.rules.items() if rule.gaps}
    assert {name for name in told if name.startswith("appeal.")} == set(INTERIM)
