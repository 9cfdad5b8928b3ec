from datetime import date

import pytest

import telcorules
from telcorules.evaluation.grounds import Presence
from telcorules.evaluation.selections import Checklist
from telcorules.foundation.truth import Truth

BOOK = telcorules.load()
TODAY = date(2026, 11, 21)
GIVEN = {
    "complainant": ("name_given", "address_given", "phone_given", "postcode_given"),
    "respondent": ("name_given", "address_given"),
    "appeal": ("request_specific", "facts_stated", "in_writing", "dated"),
}


def materials(*, dated: Truth = True, filed_on: object = "2026-11-02") -> Checklist:
    case = {section: dict.fromkeys(names, True) for section, names in GIVEN.items()}
    appeal = {**case["appeal"], "dated": dated, "filed_on": filed_on}
    result: Checklist = BOOK.evaluate(
        "appeal.materials", {**case, "appeal": appeal}, as_of=TODAY
    )
    return result


@pytest.mark.parametrize(
    ("dated", "complete", "state"),
    [
        (True, True, Presence.PRESENT),
        (False, False, Presence.MISSING),
        (None, None, Presence.UNKNOWN),
    ],
)
def test_an_item_is_present_missing_or_unknown(
    dated: Truth, complete: Truth, state: Presence
) -> None:
    result = materials(dated=dated)
    assert (result.complete, result.item("dated").state) == (complete, state)


def test_one_missing_item_decides_whatever_else_is_unknown() -> None:
    case = {"appeal": {"dated": False}}
    assert BOOK.evaluate("appeal.materials", case, as_of=TODAY).complete is False


def test_an_item_says_what_is_missing_and_why() -> None:
    assert materials(dated=False).item("dated").to_dict() == {
        "id": "dated",
        "state": "missing",
        "basis": [
            {
                "instrument": "miit-35-2016",
                "article": "12",
                "item": "4",
                "text": "《电信用户申诉处理办法》第十二条第（四）项",
                "verified": "text",
            }
        ],
        "facts": {"appeal.dated": False},
        "message": {"zh": "申诉日期", "en": "the date of the appeal"},
    }


def test_an_item_is_asked_for_by_its_name() -> None:
    with pytest.raises(telcorules.RequestError) as caught:
        materials().item("date")
    assert str(caught.value) == (
        "TR610: there is no item `date`\n  fix: did you mean `dated`?"
    )


@pytest.mark.parametrize(
    ("filed_on", "in_force"),
    [("2016-07-29", False), ("2016-07-30", True), ("not-yet", True), (None, True)],
)
def test_there_has_to_be_a_law(filed_on: object, in_force: object) -> None:
    assert materials(filed_on=filed_on).in_force is in_force


def test_without_law_there_are_no_items() -> None:
    result = materials(filed_on="2016-07-29")
    said = result.to_dict()
    assert (result.complete, result.items) == (None, ())
    assert (said["outcome"], said["law"][0]["from"]) == ("not-in-force", "2016-07-30")


def test_with_law_there_is_no_outcome_to_tell() -> None:
    assert list(materials().to_dict()) == ["kind", "complete", "items"]
