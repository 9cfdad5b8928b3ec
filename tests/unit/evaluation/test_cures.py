import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules import Cures, Option, RequestError
from telcorules.evaluation.cures import Step, StepKind
from tests.unit.evaluation import written
from tests.unit.evaluation.test_questions import case

BOOK = telcorules.load()
DAY = date(2026, 10, 20)
RULE = "appeal.admission"
EARLY = {"filed_on": "2026-10-20"}
NOT_FILED = {"filed_on": "not-yet"}


def cures(day: date = DAY, rule: str = RULE, **changes: Any) -> Cures:
    return BOOK.cures(rule, case(**changes), as_of=day)


def only(found: Cures) -> Option:
    (option,) = found.options
    return option


def steps(option: Option) -> list[tuple[str, str | None, Any]]:
    return [(one.kind.value, one.fact, one.value) for one in option.steps]


def bars(found: Cures) -> list[str]:
    assert found.options == ()
    return [one.id for one in found.barred_by]


class TestWaiting:
    def test_an_appeal_that_is_too_early_waits_for_the_day_it_opens(self) -> None:
        option = only(cures(appeal=EARLY))
        opens = date(2026, 10, 24)
        assert steps(option) == [("wait", "appeal.filed_on", opens)]
        assert (option.from_day, option.who) == (opens, ("complainant",))
        assert option.facts == {"appeal.filed_on": "2026-10-24"}
        assert option.steps[0].cures == ("unsatisfied-or-unanswered",)
        note = option.steps[0].note
        assert note is not None
        assert note.en.startswith("wait for the reply")

    def test_one_whose_day_has_come_since_is_made_anew_today(self) -> None:
        today = date(2026, 11, 21)
        option = only(cures(today, appeal=EARLY))
        assert steps(option) == [("wait", "appeal.filed_on", today)]

    def test_waiting_past_the_time_bar_does_not_help(self) -> None:
        found = cures(dispute={"occurred_on": "2026-05-21"}, appeal=EARLY)
        assert bars(found) == ["unsatisfied-or-unanswered", "time-barred"]

    def test_waiting_for_what_is_not_published_is_no_option(self) -> None:
        late = cures(
            date(2032, 2, 2),
            dispute={"occurred_on": "2031-09-01"},
            operator_complaint={"filed_on": "2031-09-01"},
            appeal={"filed_on": "2032-02-02"},
        )
        assert (late.options, late.barred_by) == ((), ())


class TestActing:
    def test_a_complaint_comes_first_and_its_time_after_it(self) -> None:
        never = {"filed_on": "not-yet", "replied_on": "not-yet"}
        option = only(cures(operator_complaint=never, appeal=NOT_FILED))
        assert steps(option) == [
            ("act", "operator_complaint.filed_on", DAY),
            ("wait", "appeal.filed_on", date(2026, 11, 5)),
        ]
        assert option.steps[0].note is not None
        assert option.steps[0].note.en.startswith("complain to the operator first")

    def test_what_is_lacking_in_the_appeal_is_added(self) -> None:
        option = only(cures(date(2026, 11, 2), appeal={"request_specific": False}))
        assert steps(option) == [("act", "appeal.request_specific", True)]
        assert option.from_day == date(2026, 11, 2)

    def test_it_helps_from_today_on(self) -> None:
        option = only(cures(date(2026, 11, 21), appeal={"request_specific": False}))
        assert option.from_day == date(2026, 11, 21)

    def test_a_bar_is_mended_by_taking_it_away(self) -> None:
        market = {
            "for_private_consumption": True,
            "materials_given": True,
            "materials_false": False,
            "outside_duties": False,
            "handled_elsewhere": False,
            "identity_refused": True,
            "barred_by_other_law": False,
            "knew_on": "2026-06-01",
        }
        facts = {
            "dispute": {"from_telecom_service": False},
            "appeal": {"filed_on": "not-yet"},
            "market": market,
        }
        option = only(BOOK.cures("market.admission", facts, as_of=date(2026, 8, 1)))
        assert steps(option) == [("act", "market.identity_refused", False)]


class TestSupplying:
    def test_what_is_not_known_has_to_be_so(self) -> None:
        option = only(cures(appeal={"facts_stated": None, "filed_on": "2026-11-02"}))
        assert steps(option) == [("supply", "appeal.facts_stated", True)]
        assert option.steps[0].among[0].spelled == ("true",)
        assert option.who == ("complainant",)

    def test_of_days_all_that_would_do_are_told(self) -> None:
        option = only(cures(operator_complaint={"filed_on": None}))
        assert steps(option) == [
            ("supply", "operator_complaint.filed_on", date(2026, 10, 15))
        ]
        among = [one.spelled for one in option.steps[0].among]
        assert among == [("2005-04-20 to 2026-10-15",)]

    def test_several_ways_stand_side_by_side(self) -> None:
        found = cures(operator_complaint={"replied_on": None}, appeal=EARLY)
        assert [steps(option) for option in found.options] == [
            [
                ("supply", "operator_complaint.replied_on", DAY),
                ("supply", "operator_complaint.satisfied", False),
            ],
            [
                ("supply", "operator_complaint.replied_on", "not-yet"),
                ("wait", "appeal.filed_on", date(2026, 10, 24)),
            ],
            [
                ("supply", "operator_complaint.satisfied", False),
                ("wait", "appeal.filed_on", date(2026, 10, 24)),
            ],
        ]

    def test_an_empty_case_needs_everything(self) -> None:
        found = BOOK.cures(RULE, {}, as_of=DAY)
        assert {len(option.steps) for option in found.options} == {11}


class TestWhatBars:
    def test_nothing_mends_what_the_pack_says_nothing_mends(self) -> None:
        found = cures(dispute={"occurred_on": "2026-01-05"})
        assert bars(found) == ["time-barred"]
        assert (
            found.barred_by[0].basis[0].text
            == "《电信用户申诉处理办法》第十一条第（一）项"
        )

    def test_it_is_told_even_where_something_else_could_be_mended(self) -> None:
        found = cures(
            dispute={"from_telecom_service": False}, appeal={"facts_stated": False}
        )
        assert bars(found) == ["telecom-service-dispute"]

    def test_a_user_who_is_satisfied_has_nothing_to_appeal(self) -> None:
        happy = {"replied_on": "2026-10-12", "satisfied": True}
        assert bars(cures(operator_complaint=happy)) == ["unsatisfied-or-unanswered"]

    def test_a_case_that_is_admissible_needs_nothing(self) -> None:
        assert cures() == Cures((), ())

    def test_where_there_is_no_law_any_more_nothing_is_told(
        self, tmp_path: Path
    ) -> None:
        rule = """
        rule: thing.admission
        kind: admission
        title: {zh: 受理, en: admission}
        versions:
          - from: 2020-01-01
            until: 2024-12-31
            require:
              c: {if: thing.good, basis: [act art 1], cure: none}
        """
        found = written.book(tmp_path, rule=rule).cures(
            "thing.admission", {}, as_of=DAY
        )
        assert found == Cures((), ())

    def test_law_that_is_not_there_yet_is_waited_for(self) -> None:
        option = only(BOOK.cures("platform.scope", {}, as_of=date(2010, 1, 1)))
        assert steps(option) == [
            ("supply", "respondent.category", "internet-service"),
            ("supply", "platform.subject", "personal-information"),
            ("wait", "platform.complaint_received_on", date(2019, 4, 8)),
        ]

    def test_a_day_without_law_waits_for_the_law(self) -> None:
        option = only(cures(date(2016, 7, 1), **OLD))
        assert steps(option) == [("wait", "appeal.filed_on", date(2016, 7, 30))]


OLD: dict[str, Any] = {
    "dispute": {"occurred_on": "2016-06-01"},
    "operator_complaint": {"filed_on": "2016-06-01"},
    "appeal": {"filed_on": "2016-07-01"},
}


class TestJson:
    def test_of_options(self) -> None:
        found = cures(appeal=EARLY)
        data = json.loads(found.to_json())
        assert data == found.to_dict()
        (option,) = data["options"]
        assert list(option) == ["steps", "who", "from_day"]
        (step,) = option["steps"]
        assert list(step) == ["step", "fact", "value", "who", "note", "cures"]

    def test_of_what_is_to_be_supplied(self) -> None:
        found = cures(appeal={"facts_stated": None}).to_dict()
        assert found["options"][0]["steps"][0]["among"] == ["true"]

    def test_of_what_bars(self) -> None:
        found = cures(dispute={"occurred_on": "2026-01-05"}).to_dict()
        assert [one["id"] for one in found["barred_by"]] == ["time-barred"]


class TestOfPacks:
    def test_no_event_governs_so_the_question_is_asked_later(
        self, tmp_path: Path
    ) -> None:
        found = small(
            tmp_path,
            'at > last_day(thing.begun_on, "10 days", roll="strict")',
            {"begun_on": "2026-10-15"},
        )
        option = only(found)
        assert steps(option) == [("wait", None, date(2026, 10, 26))]
        assert (option.facts, option.who) == ({}, ())

    def test_a_word_is_changed_to_one_that_helps(self, tmp_path: Path) -> None:
        cure = "{who: clerk, act: thing.colour, note: {zh: 改, en: change it}}"
        found = small(tmp_path, 'thing.colour == "red"', {"colour": "blue"}, cure)
        assert steps(only(found)) == [("act", "thing.colour", "red")]

    def test_a_number_is_changed_to_one_that_helps(self, tmp_path: Path) -> None:
        cure = "{who: clerk, act: thing.count, note: {zh: 改, en: change it}}"
        found = small(tmp_path, "thing.count * 2 > 60", {"count": 1}, cure)
        ((kind, fact, value),) = steps(only(found))
        assert (kind, fact, value > 30) == ("act", "thing.count", True)

    def test_an_act_that_does_not_help_is_no_option(self, tmp_path: Path) -> None:
        cure = "{who: clerk, act: thing.fine, note: {zh: 改, en: change it}}"
        found = small(tmp_path, "thing.good and thing.fine", {"good": False}, cure)
        assert bars(found) == ["c"]

    def test_an_event_that_has_happened_is_not_made_anew(self, tmp_path: Path) -> None:
        cure = "{who: clerk, act: thing.begun_on, note: {zh: 办, en: do it}}"
        condition = 'thing.begun_on < "2026-01-01"'
        found = small(tmp_path, condition, {"begun_on": "2026-02-01"}, cure)
        assert bars(found) == ["c"]

    def test_what_the_pack_is_silent_about_is_no_act(self, tmp_path: Path) -> None:
        assert bars(small(tmp_path, "thing.good", {"good": False})) == ["c"]

    def test_more_acts_than_sets_of_them_are_tried(self, tmp_path: Path) -> None:
        facts = [f"f{n}" for n in range(10)]
        option = only(many(tmp_path, facts, dict.fromkeys(facts, False)))
        assert steps(option) == [("act", f"many.{name}", True) for name in facts]

    def test_many_facts_at_once_are_supplied(self, tmp_path: Path) -> None:
        condition = "thing.good and thing.fine and thing.count > 3"
        more = ' and thing.colour == "red" or thing.price > 5 and thing.count > 7'
        option = only(small(tmp_path, f'({condition}){more} and thing.name == "a"', {}))
        names = {name for _, name, _ in steps(option)}
        assert names == {"thing.count", "thing.price", "thing.name"}

    def test_more_facts_than_are_tried_at_once_are_thinned(
        self, tmp_path: Path
    ) -> None:
        condition = "thing.good and thing.fine and thing.count > 3"
        more = ' and thing.colour == "red" and (thing.price > 5 or thing.good)'
        option = only(small(tmp_path, condition + more, {}))
        names = {name for _, name, _ in steps(option)}
        assert names == {"thing.good", "thing.fine", "thing.count", "thing.colour"}

    def test_what_no_value_can_mend_is_no_option(self, tmp_path: Path) -> None:
        found = small(tmp_path, "thing.good and not thing.good", {})
        assert (found.options, found.barred_by) == ((), ())


def small(folder: Path, condition: str, facts: dict[str, Any], cure: str = "") -> Cures:
    """Return the cures of a case under a pack with a rule of one condition."""
    mended = f"cure: {cure}" if cure else ""
    rule = f"""
    rule: thing.admission
    kind: admission
    title: {{zh: 受理, en: admission}}
    versions:
      - from: 2020-01-01
        require:
          c:
            if: '{condition}'
            basis: [act art 1]
            otherwise: {{zh: 缺, en: lacking}}
            {mended}
    """
    book = written.book(folder, rule=rule)
    return book.cures("thing.admission", {"thing": facts}, as_of=DAY)


def many(folder: Path, names: list[str], facts: dict[str, Any]) -> Cures:
    """Return the cures of a case under a rule of a condition for each fact."""
    declared = "\n".join(
        f"      {name}: {{type: bool, label: {{zh: 事, en: {name}}}}}" for name in names
    )
    section = f"""
    section: many
    label: {{zh: 许多, en: many}}
    facts:
{declared}
    """
    conditions = "\n".join(
        f"          c{name}: {{if: many.{name}, basis: [act art 1],"
        f" otherwise: {{zh: 缺, en: lacking}},"
        f" cure: {{who: clerk, act: many.{name}, note: {{zh: 补, en: add}}}}}}"
        for name in names
    )
    rule = f"""
    rule: thing.admission
    kind: admission
    title: {{zh: 受理, en: admission}}
    versions:
      - from: 2020-01-01
        require:
{conditions}
    """
    book = written.book(folder, rule=rule, many=section)
    return book.cures("thing.admission", {"many": facts}, as_of=DAY)


def test_only_an_admission_has_cures() -> None:
    with pytest.raises(RequestError, match="of the kind deadline, not an admission"):
        BOOK.cures("operator.reply", {}, as_of=DAY)


def test_steps_are_values() -> None:
    one = Step(StepKind.WAIT, None, DAY, None, None, ())
    assert one == Step(StepKind.WAIT, None, DAY, None, None, ())
