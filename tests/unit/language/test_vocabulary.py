import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from pydantic import BaseModel

import telcorules
from telcorules import cases
from telcorules.errors import CaseError, RequestError
from telcorules.foundation.moments import CHINA_TIME
from telcorules.language.packs import load_program
from telcorules.language.vocabulary import NEVER, Case, Kind, Type, Vocabulary
from tests.differential import random_expressions as random

SMALL = Path(__file__).parents[2] / "fixtures" / "small"
BOOK = load_program([SMALL]).vocabulary
FULL: dict[str, dict[str, Any]] = {
    "claim": {
        "paid": True,
        "heard": False,
        "filed_on": "2026-10-08T23:30:00+08:00",
        "answered_on": "not-yet",
        "nature": "contract",
        "province": "410000",
        "amount": "19.9",
        "lines": 3,
        "name": "王五",
    },
    "acts": {
        "provinces": ["440000", "410000"],
        "natures": ["contract"],
        "days": ["2026-10-08", "not-yet"],
        "sums": ["1.5"],
        "counts": [2],
        "names": ["赵六"],
        "flags": [False],
    },
}


def _refusal(data: object) -> list[tuple[str, str]]:
    """Return the codes and hints of what a case is refused for."""
    with pytest.raises(CaseError) as caught:
        BOOK.case(data)
    return [(one.code, one.hint) for one in caught.value.problems]


def test_facts_come_in_the_order_of_the_pack() -> None:
    names = [fact.name for fact in BOOK.facts]
    assert names[:2] == ["acts.provinces", "acts.natures"]
    assert [fact.slot for fact in BOOK.facts] == list(range(len(names)))
    assert list(BOOK.by_name) == names


def test_slots_hold_events_as_ordinals() -> None:
    case = BOOK.case(FULL)
    day = date(2026, 10, 8).toordinal()
    assert case.slots[BOOK.by_name["claim.filed_on"].slot] == day
    assert case.slots[BOOK.by_name["claim.answered_on"].slot] == NEVER
    assert case.slots[BOOK.by_name["acts.days"].slot] == (day, NEVER)


def test_an_unstated_fact_is_unknown_in_slots_and_by_name() -> None:
    case = BOOK.case({"claim": {"paid": None}, "acts": None})
    assert set(case.slots) == {None}
    assert case["claim.paid"] is None
    assert case["acts.days"] is None
    assert case.to_dict() == {}


def test_an_empty_list_is_unknown_and_an_item_counts_once() -> None:
    case = BOOK.case({"acts": {"provinces": [], "counts": [1, 1, 2], "names": None}})
    assert case["acts.provinces"] is None
    assert case["acts.names"] is None
    assert case["acts.counts"] == (1, 2)


def test_the_canonical_form_in_the_order_of_the_vocabulary() -> None:
    shuffled = {
        section: dict(reversed(facts.items())) for section, facts in FULL.items()
    }
    expected = {"acts": FULL["acts"], "claim": FULL["claim"]}
    assert json.dumps(BOOK.case(shuffled).to_dict()) == json.dumps(expected)


class TestCanonicalForm:
    """A case's canonical form says the same as the case, and is its own."""

    @given(random.stated())
    def test_it_reads_back_as_the_same_case(self, facts: dict[str, Any]) -> None:
        case = BOOK.case(facts)
        again = BOOK.case(case.to_dict())
        assert again == case
        assert hash(again) == hash(case)
        assert again.slots == case.slots
        assert json.dumps(again.to_dict()) == json.dumps(case.to_dict())

    @given(random.stated())
    def test_json_says_the_same_as_a_mapping(self, facts: dict[str, Any]) -> None:
        text = json.dumps(facts, ensure_ascii=False)
        assert BOOK.case(text) == BOOK.case(text.encode()) == BOOK.case(facts)


def test_texts_and_bytes_are_read_as_json() -> None:
    texts: list[object] = ["{}", b"{}", bytearray(b"{}"), b"\xef\xbb\xbf{}"]
    assert [BOOK.case(text).to_dict() for text in texts] == [{}] * 4


def test_a_case_of_the_same_vocabulary_is_returned_as_it_is() -> None:
    case = BOOK.case(FULL)
    assert BOOK.case(case) is case


def test_a_case_of_another_vocabulary_is_read_anew() -> None:
    other = load_program([SMALL]).vocabulary
    assert BOOK.case(other.case(FULL)).vocabulary is BOOK


def test_a_static_model_says_the_same_as_a_mapping() -> None:
    book = telcorules.load()
    static = cases.Case(respondent=cases.Respondent(province="广东"))
    assert book.case(static) == book.case({"respondent": {"province": "440000"}})


def test_cases_are_equal_by_what_they_state() -> None:
    case = BOOK.case({"claim": {"province": "广东"}})
    assert case == BOOK.case({"claim": {"province": "440000", "paid": None}})
    assert case != BOOK.case({})
    assert case != {"claim": {"province": "440000"}}
    assert repr(case) == "Case({'claim': {'province': '440000'}})"


def test_a_fact_by_a_name_that_is_not_there() -> None:
    with pytest.raises(RequestError) as caught:
        BOOK.case({})["claim.payd"]
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("TR610", "did you mean `claim.paid`?")


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        ({"claim": {"filled_on": 1}}, "did you mean `claim.filed_on`?"),
        ({"acts": {"paid": True}}, "did you mean `claim.paid`?"),
        ({"claims": {}}, "did you mean `claim`?"),
        ({"zzz": {}}, "the sections are `acts`, `claim`"),
        ({1: {}}, "the sections are `acts`, `claim`"),
        ({"claim.paid": True}, "nest it: {claim: {paid: ...}}"),
        ({"claim": {"claim.paid": True}}, "nest it: {claim: {paid: ...}}"),
        ({"claim": {"acts.days": []}}, "nest it: {acts: {days: ...}}"),
    ],
)
def test_a_name_that_is_not_declared(data: object, hint: str) -> None:
    assert _refusal(data) == [("TR510", hint)]


def test_all_facts_of_a_section_are_proposed_where_none_is_alike() -> None:
    ((code, hint),) = _refusal({"acts": {2: True}})
    assert (code, hint[:40]) == ("TR510", "the facts of `acts` are `acts.provinces`")


@pytest.mark.parametrize("data", [None, 3, [], [("claim", {})], {"claim": 3}])
def test_what_is_no_mapping_of_sections(data: object) -> None:
    assert [code for code, _ in _refusal(data)] == ["TR517"]


def test_a_lone_surrogate_is_no_text() -> None:
    assert [code for code, _ in _refusal({"claim": {"name": "\ud800"}})] == ["TR511"]


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (Type(Kind.ENUM, ("a",)), "enum"),
        (Type(Kind.LIST, item=Kind.REGION), "list of region"),
    ],
)
def test_a_type_in_words(type_: Type, text: str) -> None:
    assert str(type_) == text


def test_a_case_compares_unequal_to_what_is_no_case() -> None:
    assert Case.__eq__(BOOK.case({}), 1) is NotImplemented


def test_every_item_of_a_list_that_is_wrong_is_told() -> None:
    with pytest.raises(CaseError) as caught:
        telcorules.load().case({"report": {"act_provinces": ["广东", "xx", None, 5]}})
    problems = caught.value.problems
    assert [one.code for one in problems] == ["TR501", "TR511", "TR511"]
    assert {one.fact for one in problems} == {"report.act_provinces"}


def test_a_static_case_with_moments_is_read_without_a_warning() -> None:
    moment = datetime(2026, 10, 8, 9, 30, tzinfo=CHINA_TIME)
    typed = cases.Case(
        operator_complaint=cases.OperatorComplaint(
            filed_on=moment, replied_on="not-yet"
        ),
        report=cases.Report(act_provinces=["广东", "CN-HI"]),
    )
    stated = {
        "operator_complaint": {
            "filed_on": "2026-10-08T09:30:00+08:00",
            "replied_on": "not-yet",
        },
        "report": {"act_provinces": ["440000", "460000"]},
    }
    assert telcorules.load().case(typed).to_dict() == stated
    dumped = typed.model_dump(exclude_unset=True)
    assert dumped == stated
    assert json.loads(typed.model_dump_json(exclude_unset=True)) == stated


def test_two_readers_that_disagree_are_a_defect_of_ours() -> None:
    class Anything(BaseModel):
        """A model that takes whatever comes."""

    vocabulary = Vocabulary(BOOK.facts, BOOK.sections)
    vocabulary.model = Anything  # type: ignore[assignment]
    with pytest.raises(AssertionError, match="two readers"):
        vocabulary.case({"no-such": {}})
