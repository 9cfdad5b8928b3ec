import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules import Question, RequestError
from telcorules.evaluation.rulebook import Rulebook
from tests.unit.evaluation import written
from tests.unit.evaluation.test_admission import GOOD

BOOK = telcorules.load()
DAY = date(2026, 10, 20)
RULE = "appeal.admission"


def case(**gaps: Any) -> dict[str, dict[str, Any]]:
    """Return an appeal that lacks nothing, but for some facts of some sections."""
    found = {section: dict(facts) for section, facts in GOOD.items()}
    for section, changes in gaps.items():
        found[section] |= changes
    return found


def asked(facts: object, rule: str = RULE, day: date = DAY, **more: Any) -> list[str]:
    return [one.fact for one in BOOK.questions(rule, facts, as_of=day, **more)]


def one(fact: str, facts: object, rule: str = RULE, day: date = DAY) -> Question:
    found = BOOK.questions(rule, facts, as_of=day)
    return next(question for question in found if question.fact == fact)


class TestAnAdmission:
    def test_that_is_settled_has_none(self) -> None:
        assert asked(case()) == []
        assert asked({"dispute": {"from_telecom_service": False}}) == []

    def test_without_law_has_none(self) -> None:
        assert asked({}, day=date(2010, 1, 1)) == []

    def test_is_asked_about_what_is_missing(self) -> None:
        gap = case(appeal={"request_specific": None})
        assert asked(gap) == ["appeal.request_specific"]

    def test_asks_nothing_that_no_longer_matters(self) -> None:
        gap = case(dispute={"settled": False, "settlement_performed": None})
        assert asked(gap) == []

    def test_asks_for_the_nature_only_where_the_dates_leave_it_open(self) -> None:
        recent = case(dispute={"nature": None, "occurred_on": "2026-09-01"})
        older = case(dispute={"nature": None, "occurred_on": "2026-03-01"})
        assert asked(recent, day=date(2026, 10, 30)) == []
        assert asked(older, day=date(2026, 10, 30)) == ["dispute.nature"]

    def test_asks_first_what_settles_most(self) -> None:
        gap = case(
            complainant={"direct_interest": None},
            dispute={"settled": None, "settlement_performed": None},
        )
        assert asked(gap)[0] == "complainant.direct_interest"

    def test_leaves_out_what_was_declined(self) -> None:
        gap = case(appeal={"request_specific": None, "facts_stated": None})
        declined = ["appeal.request_specific"]
        assert asked(gap, declined=declined) == ["appeal.facts_stated"]

    def test_does_not_ask_what_hangs_on_something_declined(self) -> None:
        gap = case(dispute={"settled": None, "settlement_performed": None})
        left = asked(gap, declined=["dispute.settled"])
        assert left == ["dispute.settlement_performed"]

    def test_waiting_for_a_notice_has_none(self) -> None:
        late = case(
            dispute={"occurred_on": "2031-09-01"},
            operator_complaint={"filed_on": "2031-09-01"},
            appeal={"filed_on": "2032-02-02"},
        )
        result = BOOK.evaluate(RULE, late, as_of=DAY)
        assert result.outcome == "undetermined"
        assert asked(late) == []


class TestAQuestion:
    def test_is_in_the_words_of_the_pack(self) -> None:
        found = one("operator_complaint.satisfied", {})
        assert found.text.en == "Are you satisfied with how the operator dealt with it?"

    def test_is_the_label_where_the_pack_does_not_ask(self, tmp_path: Path) -> None:
        (found,) = small(tmp_path, "thing.good").questions("thing.admission", {})
        assert (found.text.zh, found.text.en) == ("好？", "good?")

    def test_tells_what_each_answer_leaves(self) -> None:
        gap = case(appeal={"request_specific": None})
        found = one("appeal.request_specific", gap)
        assert dict(found.if_answered) == {
            "true": "admissible",
            "false": "inadmissible",
        }

    def test_tells_it_for_every_word_of_an_enum(self) -> None:
        gap = case(dispute={"nature": None, "occurred_on": "2026-03-01"})
        found = one("dispute.nature", gap, day=date(2026, 10, 30))
        assert found.if_answered["charging"] == "inadmissible"
        assert found.if_answered["spam"] == "admissible"
        assert len(found.if_answered) == 7

    def test_tells_it_for_days_in_rows(self) -> None:
        gap = case(operator_complaint={"filed_on": None, "replied_on": "not-yet"})
        found = one("operator_complaint.filed_on", gap)
        assert dict(found.if_answered) == {
            "on or before 2005-04-19": "undetermined",
            "2005-04-20 to 2026-10-15": "admissible",
            "on or after 2026-10-16": "inadmissible",
            "not-yet": "inadmissible",
        }

    def test_goes_to_json(self) -> None:
        gap = case(appeal={"request_specific": None})
        found = one("appeal.request_specific", gap)
        data = json.loads(found.to_json())
        assert data == found.to_dict()
        assert list(data) == ["fact", "text", "if_answered"]

    def test_is_hashable(self) -> None:
        assert len({*BOOK.questions(RULE, {}, as_of=DAY)}) == len(asked({}))


class TestOtherKinds:
    def test_a_deadline_is_asked_for_its_trigger_and_for_what_ends_it(self) -> None:
        assert asked({}, "operator.reply") == [
            "operator_complaint.filed_on",
            "operator_complaint.replied_on",
        ]

    def test_a_deadline_that_runs_can_still_turn_out_to_be_met(self) -> None:
        facts = {"operator_complaint": {"filed_on": "2026-10-08"}}
        found = one("operator_complaint.replied_on", facts, "operator.reply")
        assert dict(found.if_answered) == {
            "on or before 2026-10-23": "met",
            "on or after 2026-10-24": "late",
            "not-yet": "running",
        }

    def test_a_choice_is_asked_for_what_decides_it(self) -> None:
        found = one("respondent.province", {}, "appeal.venue")
        assert found.if_answered["440000"] == "appeal-body-440000"

    def test_the_event_that_only_chooses_the_version_is_not_asked(self) -> None:
        assert asked({}, "appeal.venue") == ["respondent.province"]

    def test_a_choice_of_all_is_asked_row_by_row(self) -> None:
        assert "dispute.from_telecom_service" in asked({}, "route")
        told = {"dispute": {"arbitration_agreed": True}}
        assert "dispute.arbitration_agreed" not in asked(told, "route")

    def test_a_list_of_places_is_asked_for(self) -> None:
        found = one("report.act_provinces", {}, "report.venue")
        assert found.if_answered["110000"] == "ca-110000"

    def test_a_checklist_is_asked_until_something_is_missing(self) -> None:
        assert "complainant.name_given" in asked({}, "appeal.materials")
        lacking = {"complainant": {"name_given": False}}
        assert asked(lacking, "appeal.materials") == []

    def test_an_amount_is_asked_for_what_it_is_reckoned_from(self) -> None:
        facts = {"installation": {"promised_on": "2026-06-01", "operator_fault": True}}
        found = asked(facts, "service.late-installation")
        assert found == ["installation.done_on", "installation.fee"]

    def test_a_number_is_asked_around_what_it_is_compared_with(self) -> None:
        facts = {
            "dispute": {"occurred_on": "2026-06-01"},
            "bill": {"average_before": "30", "abnormal_told": False},
        }
        found = one("bill.month_charge", facts, "service.abnormal-charge")
        assert dict(found.if_answered) == {
            "at most 150": "not-triggered",
            "at least 150.01": "owed",
        }


def small(folder: Path, *conditions: str, kind: str = "admission") -> Rulebook:
    """Load a pack with a rule of some conditions."""
    role = "require" if kind == "admission" else "items"
    body = "\n".join(
        f"          c{n}: {{if: '{one}', basis: [act art 1],"
        f" {'otherwise' if role == 'require' else 'missing'}: {{zh: 缺, en: lacking}}}}"
        for n, one in enumerate(conditions)
    )
    rule = f"""
    rule: thing.admission
    kind: {kind}
    title: {{zh: 受理, en: admission}}
    versions:
      - from: 2020-01-01
        {role}:
{body}
    """
    return written.book(folder, rule=rule)


def small_asked(book: Rulebook, facts: dict[str, Any]) -> list[str]:
    found = book.questions("thing.admission", {"thing": facts}, as_of=DAY)
    return [question.fact for question in found]


class TestOfPacks:
    def test_a_stated_fact_is_asked_for_where_a_checklist_wants_it(
        self, tmp_path: Path
    ) -> None:
        book = small(tmp_path, "known(thing.name)", kind="checklist")
        assert small_asked(book, {}) == ["thing.name"]
        assert small_asked(book, {"name": "a"}) == []
        declined = ["thing.name"]
        assert book.questions("thing.admission", {}, as_of=DAY, declined=declined) == ()

    def test_a_text_is_asked_by_the_words_it_is_compared_with(
        self, tmp_path: Path
    ) -> None:
        book = small(tmp_path, 'thing.name == "a"')
        (found,) = book.questions("thing.admission", {}, as_of=DAY)
        assert dict(found.if_answered) == {"a": "admissible", "…": "inadmissible"}

    def test_a_count_is_asked_by_the_number_it_is_compared_with(
        self, tmp_path: Path
    ) -> None:
        book = small(tmp_path, "thing.count * 2 >= 10")
        (found,) = book.questions("thing.admission", {}, as_of=DAY)
        assert dict(found.if_answered) == {
            "at most 4": "inadmissible",
            "at least 5": "admissible",
        }

    def test_a_list_of_days_is_asked_for(self, tmp_path: Path) -> None:
        book = small(tmp_path, "happened(thing.days[0])")
        assert small_asked(book, {}) == ["thing.days"]

    def test_a_list_is_asked_by_its_length(self, tmp_path: Path) -> None:
        book = small(tmp_path, "len(thing.places) < 3")
        assert small_asked(book, {}) == ["thing.places"]

    def test_what_all_completions_agree_on_is_asked_while_it_is_not_seen(
        self, tmp_path: Path
    ) -> None:
        book = small(tmp_path, "thing.good or not thing.good", "thing.fine")
        assert small_asked(book, {}) == ["thing.fine"]
        assert small_asked(book, {"fine": True}) == ["thing.good"]
        assert small_asked(book, {"fine": True, "good": False}) == []

    def test_what_can_never_hold_hides_everything_else(self, tmp_path: Path) -> None:
        book = small(tmp_path, "thing.good and not thing.good", "thing.fine")
        assert small_asked(book, {}) == ["thing.good"]

    def test_conditions_that_share_a_fact_are_looked_at_together(
        self, tmp_path: Path
    ) -> None:
        book = small(tmp_path, "thing.good", "not thing.good", "thing.fine")
        assert small_asked(book, {}) == ["thing.good"]

    def test_so_many_unknown_facts_that_not_all_can_be_tried(
        self, tmp_path: Path
    ) -> None:
        days = "thing.begun_on < thing.ended_on and thing.count > 3"
        more = 'thing.price > 5 and thing.province != "440000"'
        book = small(
            tmp_path,
            f"{days} and {more} and thing.good and thing.fine",
            'thing.colour == "red" and (thing.good or thing.name == "a")',
        )
        known: dict[str, Any] = {}
        while found := small_asked(book, known):
            name = found[0].partition(".")[2]
            known[name] = MANY[name]
        result = book.evaluate("thing.admission", {"thing": known}, as_of=DAY)
        assert (result.outcome, set(known)) == ("admissible", {*MANY} - {"name"})

    def test_more_completions_than_are_tried(self, tmp_path: Path) -> None:
        numbers = " and ".join(
            f"(thing.count > {n} or thing.price > {n})" for n in (3, 30, 300, 3000)
        )
        book = small(
            tmp_path,
            f"{numbers} and thing.begun_on < thing.ended_on and thing.good",
            'thing.colour == "red" and (thing.good or thing.name == "a")',
            'thing.fine and (thing.good or thing.province == "440000")',
        )
        known: dict[str, Any] = {}
        while found := small_asked(book, known):
            name = found[0].partition(".")[2]
            known[name] = {**MANY, "count": 4000}[name]
        result = book.evaluate("thing.admission", {"thing": known}, as_of=DAY)
        assert result.outcome == "admissible"

    def test_a_word_that_a_list_may_hold(self, tmp_path: Path) -> None:
        book = small(tmp_path, '"440000" in thing.places')
        (found,) = book.questions("thing.admission", {}, as_of=DAY)
        assert found.if_answered["440000"] == "admissible"
        assert found.if_answered["110000"] == "inadmissible"


MANY = {
    "begun_on": "2026-01-01",
    "ended_on": "2026-02-01",
    "count": 4,
    "price": 6,
    "province": "410000",
    "good": True,
    "fine": True,
    "colour": "red",
    "name": "b",
}


class TestChoicesOfPacks:
    def test_many_facts_of_which_all_have_to_be_right(self, tmp_path: Path) -> None:
        book = choosing(tmp_path, "first", NEEDLE)
        assert len(choices_asked(book, {})) == 9

    def test_facts_that_matter_in_few_completions_are_found_by_trying_harder(
        self, tmp_path: Path
    ) -> None:
        more = f"{NEEDLE} and thing.count != 7 and thing.price != 9"
        book = choosing(tmp_path, "first", f"{more} and thing.count > 6")
        assert len(choices_asked(book, {})) == 9

    def test_the_event_that_chooses_the_version_is_asked_where_it_is_read(
        self, tmp_path: Path
    ) -> None:
        governed = "governed_by: thing.begun_on"
        read = choosing(tmp_path / "a", "all", "happened(thing.begun_on)", governed)
        unread = choosing(tmp_path / "b", "all", "thing.good", governed)
        assert choices_asked(read, {}) == ["thing.begun_on"]
        assert choices_asked(read, {"begun_on": "2026-01-01"}) == []
        assert choices_asked(unread, {}) == ["thing.good"]
        assert choices_asked(unread, {"begun_on": "2026-01-01"}) == ["thing.good"]

    def test_rows_that_give_the_same_are_one(self, tmp_path: Path) -> None:
        condition = "thing.good"
        book = choosing(tmp_path, "all", condition, "", "thing.good or thing.fine")
        assert choices_asked(book, {}) == ["thing.good", "thing.fine"]
        # the value is sure, and the rule doesn't see it while one of its rows is open
        assert choices_asked(book, {"fine": True}) == ["thing.good"]
        assert choices_asked(book, {"fine": True, "good": False}) == []


NEEDLE = (
    'thing.good and thing.fine and thing.colour == "red" and thing.count > 3'
    ' and thing.price > 5 and thing.province == "440000" and thing.name == "a"'
    ' and thing.begun_on < "2026-01-01" and thing.ended_on < "2026-01-01"'
)


def choosing(
    folder: Path, pick: str, condition: str, governed: str = "", *others: str
) -> Rulebook:
    """Load a pack with a choice of some rows, all of one answer."""
    rows = "\n".join(
        f"          - {{if: '{one}', value: '\"centre\"', basis: [act art 1]}}"
        for one in (condition, *others)
    )
    rule = f"""
    rule: thing.choice
    kind: choice
    pick: {pick}
    {governed}
    versions:
      - from: 2020-01-01
        rows:
{rows}
    """
    return written.book(folder, rule=rule)


def choices_asked(book: Rulebook, facts: dict[str, Any]) -> list[str]:
    found = book.questions("thing.choice", {"thing": facts}, as_of=DAY)
    return [question.fact for question in found]


class TestWhatIsRefused:
    def test_a_rule_that_is_not_there(self) -> None:
        with pytest.raises(RequestError, match="there is no rule"):
            BOOK.questions("appeal.admision", {})

    def test_a_fact_that_is_not_there(self) -> None:
        with pytest.raises(RequestError, match="there is no fact"):
            BOOK.questions(RULE, {}, declined=["x.y"])

    def test_a_text_for_a_list(self) -> None:
        with pytest.raises(RequestError, match="`declined` takes a list"):
            BOOK.questions(RULE, {}, declined="appeal.dated")

    def test_no_day(self) -> None:
        with pytest.raises(RequestError, match="is not a date"):
            BOOK.questions(RULE, {}, as_of="2026-10-20")  # type: ignore[arg-type]
