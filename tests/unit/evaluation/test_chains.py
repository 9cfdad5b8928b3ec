"""Limits that haven't begun, projected from the deadline that precedes them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.projections import Projection
from telcorules.evaluation.rulebook import Rulebook
from tests.unit.evaluation import written

EVENTS = (
    *("asked_on", "taken_on", "heard_on", "told_on", "closed_on", "granted_on"),
    *("paused_on", "resumed_on", "called_at"),
)
FACTS = (
    "section: step\nlabel: {zh: 步骤, en: step}\nfacts:\n"
    + "".join(f"  {n}: {{type: event, label: {{zh: 某日, en: day}}}}\n" for n in EVENTS)
    + "  fit: {type: bool, label: {zh: 合适, en: fit}}\n"
    + "  city: {type: region, label: {zh: 地, en: place}}\n"
)
NOT_YET = "not-yet"
ASKED = date(2026, 3, 2)
TODAY = date(2026, 3, 4)


def deadline(name: str, since: str, within: str, done: str, **more: str) -> str:
    further = "".join(f"    {key}: {value}\n" for key, value in more.items())
    return (
        f"rule: step.{name}\nkind: deadline\nactor: clerk\nversions:\n"
        f"  - from: 2020-01-01\n    since: step.{since}\n    within: {within}\n"
        f"    done: step.{done}\n{further}    basis: [act art 1]\n"
    )


TAKE = deadline("take", "asked_on", "5 days", "taken_on")
HEAR = deadline("hear", "taken_on", "10 days", "heard_on")
TELL = deadline("tell", "heard_on", "3 days", "told_on")
MAY = """
    rule: step.close
    kind: permission
    title: {zh: 可以结案, en: may close}
    actor: clerk
    versions:
      - from: 2020-01-01
        since: step.asked_on
        after: 20 working days
        basis: [act art 1]
"""
EXTENDED = """\
    extended_by:
      event: step.granted_on
      period: 4 days
      basis: [act art 1]
"""
EXCLUDING = """\
    excluding:
      from: step.paused_on
      until: step.resumed_on
      basis: [act art 1]
"""


def book(folder: Path, **rules: str) -> Rulebook:
    return written.book(folder, steps=FACTS, **rules)


def decide(rulebook: Rulebook, as_of: date = TODAY, **facts: Any) -> Decision:
    return rulebook.decide({"step": facts}, as_of=as_of, rules=["step.*"])


def only(decision: Decision) -> Projection:
    (found,) = decision.projections
    return found


class TestOneLink:
    @pytest.mark.parametrize("taken", [{"taken_on": NOT_YET}, {}])
    def test_a_limit_is_counted_from_the_last_day_of_what_precedes(
        self, tmp_path: Path, taken: dict[str, Any]
    ) -> None:
        rulebook = book(tmp_path, take=TAKE, hear=HEAR)
        decision = decide(rulebook, asked_on=ASKED, **taken)
        found = only(decision)
        assert (found.rule, found.base, found.base_due, found.event) == (
            *("step.hear", "step.take", date(2026, 3, 9)),  # the 7th is a Saturday
            "step.taken_on",
        )
        assert (found.due, found.latest, found.firm, found.past) == (
            *(date(2026, 3, 19), date(2026, 3, 19)),
            *(True, False),
        )
        assert (found.assumption, found.settled_by) == (None, None)
        assert (found.when, found.unknown, found.kind) == (True, (), "deadline")

    def test_the_deadline_itself_keeps_no_dates(self, tmp_path: Path) -> None:
        rulebook = book(tmp_path, take=TAKE, hear=HEAR)
        hear = decide(rulebook, asked_on=ASKED, taken_on=NOT_YET)["step.hear"]
        assert (hear.status, hear.due, hear.latest, hear.trigger) == (
            *("not-triggered", None, None, None),
        )

    @pytest.mark.parametrize(
        "facts",
        [
            {"asked_on": ASKED, "taken_on": "2026-03-03"},  # runs by itself
            {"asked_on": NOT_YET, "taken_on": NOT_YET},  # nothing runs
            {"taken_on": NOT_YET},
            {},
            {"asked_on": ASKED, "heard_on": "2026-03-03"},  # is done already
        ],
    )
    def test_nothing_is_projected_where_nothing_has_to_come(
        self, tmp_path: Path, facts: dict[str, Any]
    ) -> None:
        rulebook = book(tmp_path, take=TAKE, hear=HEAR)
        assert decide(rulebook, **facts).projections == ()

    def test_what_precedes_has_to_be_in_the_decision(self, tmp_path: Path) -> None:
        rulebook = book(tmp_path, take=TAKE, hear=HEAR)
        facts = {"step": {"asked_on": ASKED}}
        asked = rulebook.decide(facts, as_of=TODAY, rules=["step.hear"])
        assert asked.projections == ()

    def test_a_permission_is_projected_to_its_first_day(self, tmp_path: Path) -> None:
        may = (
            "rule: step.close\nkind: permission\nactor: clerk\nversions:\n"
            "  - from: 2020-01-01\n    since: step.taken_on\n    after: 10 days\n"
            "    done: step.closed_on\n    basis: [act art 1]\n"
        )
        found = only(decide(book(tmp_path, take=TAKE, may=may), asked_on=ASKED))
        assert (found.kind, found.due, found.latest) == (
            *("permission", date(2026, 3, 20), date(2026, 3, 20)),
        )

    def test_a_permission_precedes_nothing(self, tmp_path: Path) -> None:
        may = (
            "rule: step.close\nkind: permission\nactor: clerk\nversions:\n"
            "  - from: 2020-01-01\n    since: step.asked_on\n    after: 10 days\n"
            "    done: step.taken_on\n    basis: [act art 1]\n"
        )
        rulebook = book(tmp_path, may=may, hear=HEAR)
        assert decide(rulebook, asked_on=ASKED).projections == ()

    def test_a_limit_counted_back_ends_before_what_precedes(
        self, tmp_path: Path
    ) -> None:
        warn = deadline("warn", "taken_on", "2 days", "told_on")
        warn = warn.replace("since:", "before:")
        found = only(decide(book(tmp_path, take=TAKE, warn=warn), asked_on=ASKED))
        assert found.due == date(2026, 3, 6)  # the 7th is a Saturday

    def test_a_deadline_that_nothing_ends_precedes_nothing(
        self, tmp_path: Path
    ) -> None:
        endless = TAKE.replace("    done: step.taken_on\n", "")
        rulebook = book(tmp_path, take=endless, hear=HEAR)
        assert decide(rulebook, asked_on=ASKED).projections == ()

    def test_other_kinds_of_rules_are_passed_over(self, tmp_path: Path) -> None:
        owed = (
            "rule: step.owed\nkind: duty\nactor: clerk\nduty: {zh: 某, en: it}\n"
            "versions:\n  - from: 2020-01-01\n    when: step.fit\n"
            "    basis: [act art 1]\n"
        )
        rulebook = book(tmp_path, take=TAKE, hear=HEAR, owed=owed)
        assert only(decide(rulebook, asked_on=ASKED)).rule == "step.hear"


class TestItsOwnCondition:
    FIT = deadline("hear", "taken_on", "10 days", "heard_on", when="step.fit")

    @pytest.mark.parametrize(
        ("fit", "expected"),
        [
            ({}, [(None, ("step.fit",))]),
            ({"fit": True}, [(True, ())]),
            ({"fit": False}, []),
        ],
    )
    def test_an_unknown_one_is_said_and_a_false_one_ends_it(
        self, tmp_path: Path, fit: dict[str, Any], expected: list[Any]
    ) -> None:
        rulebook = book(tmp_path, take=TAKE, hear=self.FIT)
        found = decide(rulebook, asked_on=ASKED, **fit).projections
        assert [(one.when, one.unknown) for one in found] == expected

    def test_it_is_asked_as_if_the_event_had_happened(self, tmp_path: Path) -> None:
        happened = self.FIT.replace("step.fit", "happened(step.taken_on)")
        rulebook = book(tmp_path, take=TAKE, hear=happened)
        found = only(decide(rulebook, asked_on=ASKED, taken_on=NOT_YET))
        assert (found.when, found.due) == (True, date(2026, 3, 19))


class TestSeveralLinks:
    def test_each_is_counted_from_the_one_before(self, tmp_path: Path) -> None:
        # named so that the last link comes first in the decision
        rulebook = book(tmp_path, a=TELL, b=HEAR, c=TAKE)
        found = decide(rulebook, asked_on=ASKED).projections
        assert [(one.rule, one.base, one.base_due, one.due) for one in found] == [
            ("step.tell", "step.hear", date(2026, 3, 19), date(2026, 3, 23)),
            ("step.hear", "step.take", date(2026, 3, 9), date(2026, 3, 19)),
        ]

    def test_a_circle_ends(self, tmp_path: Path) -> None:
        again = deadline("again", "heard_on", "3 days", "taken_on")
        rulebook = book(tmp_path, again=again, hear=HEAR, take=TAKE)
        found = decide(rulebook, asked_on=ASKED).projections
        assert [(one.rule, one.base) for one in found] == [
            ("step.again", "step.hear"),
            ("step.hear", "step.take"),
        ]

    def test_a_circle_that_nothing_enters_gives_nothing(self, tmp_path: Path) -> None:
        again = deadline("again", "heard_on", "3 days", "taken_on")
        rulebook = book(tmp_path, again=again, hear=HEAR)
        assert decide(rulebook, fit=True).projections == ()

    def test_of_two_that_precede_the_first_to_end_counts(self, tmp_path: Path) -> None:
        slow = deadline("slow", "asked_on", "20 days", "taken_on")
        rulebook = book(tmp_path, a=slow, b=TAKE, hear=HEAR)
        assert only(decide(rulebook, asked_on=ASKED)).base == "step.take"

    def test_the_version_in_force_says_what_ends_a_deadline(
        self, tmp_path: Path
    ) -> None:
        older = (
            "  - from: 2020-01-01\n    until: 2025-12-31\n    since: step.asked_on\n"
            "    within: 5 days\n    done: step.heard_on\n    basis: [act art 1]\n"
        )
        take = TAKE.replace("2020-01-01", "2026-01-01")
        take = take.replace("versions:\n", f"versions:\n{older}")
        rulebook = book(tmp_path, take=take, hear=HEAR, tell=TELL)
        found = decide(rulebook, as_of=date(2025, 3, 4), asked_on="2025-03-03")
        assert [one.rule for one in found.projections] == ["step.tell"]


class TestWhatIsOver:
    @pytest.mark.parametrize(
        ("taken", "as_of", "past"),
        [
            ({"taken_on": NOT_YET}, date(2026, 3, 9), False),
            ({"taken_on": NOT_YET}, date(2026, 3, 10), True),
            ({}, date(2026, 3, 9), False),
            ({}, date(2026, 3, 10), True),
        ],
    )
    def test_a_day_that_is_past_is_said_and_no_date_given(
        self, tmp_path: Path, taken: dict[str, Any], as_of: date, *, past: bool
    ) -> None:
        rulebook = book(tmp_path, take=TAKE, hear=HEAR, tell=TELL)
        found = decide(rulebook, as_of, asked_on=ASKED, **taken).projections
        told = [(one.rule, one.past, one.due is None) for one in found]
        after = [("step.hear", True, True)]
        assert told == (
            after
            if past
            else [("step.hear", False, False), ("step.tell", False, False)]
        )

    def test_nothing_is_told_of_it_where_the_condition_is_false(
        self, tmp_path: Path
    ) -> None:
        rulebook = book(tmp_path, take=TAKE, hear=TestItsOwnCondition.FIT)
        late = decide(rulebook, date(2026, 4, 1), asked_on=ASKED, fit=False)
        assert late.projections == ()

    def test_one_that_still_runs_is_preferred(self, tmp_path: Path) -> None:
        slow = deadline("slow", "asked_on", "20 days", "taken_on")
        rulebook = book(tmp_path, slow=slow, take=TAKE, hear=HEAR)
        found = only(decide(rulebook, date(2026, 3, 12), asked_on=ASKED))
        assert (found.base, found.past) == ("step.slow", False)

    def test_a_projected_day_before_the_question_precedes_nothing(
        self, tmp_path: Path
    ) -> None:
        warn = deadline("warn", "taken_on", "20 days", "heard_on")
        warn = warn.replace("since:", "before:")
        rulebook = book(tmp_path, take=TAKE, warn=warn, tell=TELL)
        found = decide(rulebook, asked_on=ASKED).projections
        assert [(one.rule, one.past) for one in found] == [
            ("step.tell", True),
            ("step.warn", False),
        ]

    def test_in_hours_the_moment_counts(self, tmp_path: Path) -> None:
        fetch = deadline("fetch", "called_at", "24 hours", "taken_on")
        rulebook = book(tmp_path, fetch=fetch, hear=HEAR)
        facts = {"called_at": "2026-03-03T00:00:00+08:00"}
        before = decide(rulebook, date(2026, 3, 3), **facts)
        after = decide(rulebook, date(2026, 3, 4), **facts)
        assert [only(one).past for one in (before, after)] == [False, True]
        assert only(before).base_due.isoformat() == "2026-03-04T00:00:00+08:00"
        assert only(before).due == date(2026, 3, 16)  # the 14th is a Saturday


class TestBounds:
    def test_hours_from_a_day_are_bounded(self, tmp_path: Path) -> None:
        call = deadline("call", "taken_on", "2 hours", "called_at")
        found = only(decide(book(tmp_path, take=TAKE, call=call), asked_on=ASKED))
        assert str(found.latest) == "2026-03-10 02:00:00+08:00"
        assert (found.firm, found.assumption) == (False, "time-of-day-unknown")

    def test_what_waits_for_notices_is_provisional(self, tmp_path: Path) -> None:
        take = deadline("take", "asked_on", "20 working days", "taken_on")
        hear = deadline("hear", "taken_on", "250 working days", "heard_on")
        asked = date(2030, 12, 20)
        facts = {"asked_on": asked}
        found = only(decide(book(tmp_path, take=take, hear=hear), asked, **facts))
        assert found.firm is False
        assert found.due is not None
        assert found.latest is not None
        assert found.due < found.latest
        assert (found.assumption, found.settled_by) == (
            "principle",
            "；".join(
                f"国务院办公厅关于{year}年部分节假日安排的通知"
                for year in (2030, 2031, 2032)
            ),
        )

    def test_a_firm_limit_from_a_provisional_day_is_provisional(
        self, tmp_path: Path
    ) -> None:
        take = TAKE.replace("    basis", f"{EXTENDED}    basis", 1)
        found = only(decide(book(tmp_path, take=take, hear=HEAR), asked_on=ASKED))
        assert (found.base_due, found.due, found.latest, found.firm) == (
            *(date(2026, 3, 9), date(2026, 3, 19), date(2026, 3, 23), False),
        )
        assert found.assumption == "extension-unknown"

    def test_where_the_base_has_no_end_the_projection_has_none(
        self, tmp_path: Path
    ) -> None:
        take = TAKE.replace("    basis", f"{EXCLUDING}    basis", 1)
        rulebook = book(tmp_path, take=take, hear=HEAR)
        found = only(decide(rulebook, date(2026, 12, 1), asked_on=ASKED))
        assert (found.due, found.latest, found.firm, found.past) == (
            *(date(2026, 3, 19), None, False, False),
        )

    def test_where_the_rule_has_no_end_the_projection_has_none(
        self, tmp_path: Path
    ) -> None:
        hear = HEAR.replace("    basis", f"{EXCLUDING}    basis", 1)
        found = only(decide(book(tmp_path, take=TAKE, hear=hear), asked_on=ASKED))
        assert (found.due, found.latest, found.firm) == (date(2026, 3, 19), None, False)

    def test_an_unknown_limit_is_not_projected(self, tmp_path: Path) -> None:
        hearing = (
            "parameter: hearing-time\nvalues:\n"
            "  - {from: 2020-01-01, value: 10 days, basis: [act art 1]}\n"
            'where:\n  - {if: step.city == "410000", from: 2020-01-01,'
            " value: 2 days, basis: [act art 1]}\n"
        )
        hear = HEAR.replace("10 days", "hearing-time")
        rulebook = book(tmp_path, take=TAKE, hear=hear, hearing=hearing)
        assert decide(rulebook, asked_on=ASKED).projections == ()
        known = only(decide(rulebook, asked_on=ASKED, city="440000"))
        assert known.due == date(2026, 3, 19)

    def test_a_base_at_the_end_of_all_days_gives_nothing(self, tmp_path: Path) -> None:
        take = deadline("take", "asked_on", "7978 years", "taken_on")
        warn = deadline("warn", "taken_on", "2 days", "heard_on")
        warn = warn.replace("since:", "before:")
        rulebook = book(tmp_path, take=take, warn=warn)
        last = decide(rulebook, asked_on="2021-12-20")
        assert last["step.take"].due == date(9999, 12, 20)
        assert last.projections == ()
        assert only(decide(rulebook, asked_on="2020-12-20")).due == date(9998, 12, 18)


OLD_AND_NEW = """
    rule: step.hear
    kind: deadline
    actor: clerk
    versions:
      - from: 2020-01-01
        until: 2026-03-05
        since: step.taken_on
        within: 60 days
        done: step.heard_on
        basis: [act art 1]
      - from: 2026-03-06
        since: step.taken_on
        within: 10 days
        done: step.heard_on
        basis: [act art 1]
"""


class TestChangingLaw:
    def test_the_older_law_may_leave_more_time(self, tmp_path: Path) -> None:
        rulebook = book(tmp_path, take=TAKE, hear=OLD_AND_NEW)
        found = only(decide(rulebook, asked_on=ASKED, taken_on=NOT_YET))
        assert (found.due, found.latest, found.firm) == (
            *(date(2026, 5, 6), date(2026, 5, 6), True),  # 60 days from 5 March, rolled
        )

    def test_not_where_it_ended_before_the_question(self, tmp_path: Path) -> None:
        rulebook = book(tmp_path, take=TAKE, hear=OLD_AND_NEW)
        found = only(
            decide(rulebook, date(2026, 3, 6), asked_on=ASKED, taken_on=NOT_YET)
        )
        assert found.due == date(2026, 3, 19)

    def test_but_where_the_event_may_have_happened_before(self, tmp_path: Path) -> None:
        rulebook = book(tmp_path, take=TAKE, hear=OLD_AND_NEW)
        found = only(decide(rulebook, date(2026, 3, 6), asked_on=ASKED))
        assert found.due == date(2026, 5, 6)

    def test_a_period_may_change_as_well(self, tmp_path: Path) -> None:
        hearing = (
            "parameter: hearing-time\nvalues:\n"
            "  - {from: 2020-01-01, until: 2026-03-05, value: 60 days,"
            " basis: [act art 1]}\n"
            "  - {from: 2026-03-06, value: 10 days, basis: [act art 1]}\n"
            'where:\n  - {if: step.city == "410000", from: 2026-03-05,'
            " value: 90 days, basis: [act art 1]}\n"
        )
        hear = HEAR.replace("10 days", "hearing-time")
        rulebook = book(tmp_path, take=TAKE, hear=hear, hearing=hearing)
        facts: dict[str, Any] = {"asked_on": ASKED, "taken_on": NOT_YET}
        here = only(decide(rulebook, **facts, city="440000"))
        there = only(decide(rulebook, **facts, city="410000"))
        assert here.due == date(2026, 5, 6)
        assert there.due == date(2026, 6, 8)  # 90 days from 9 March, rolled

    def test_an_older_law_may_have_run_from_another_event(self, tmp_path: Path) -> None:
        older = (
            "  - from: 2020-01-01\n    until: 2025-12-31\n    since: step.asked_on\n"
            "    within: 5 days\n    done: step.heard_on\n    basis: [act art 1]\n"
        )
        hear = HEAR.replace("2020-01-01", "2026-01-01")
        hear = hear.replace("versions:\n", f"versions:\n{older}")
        rulebook = book(tmp_path, take=TAKE, hear=hear)
        assert only(decide(rulebook, asked_on=ASKED)).due == date(2026, 3, 19)
        before = decide(rulebook, date(2025, 3, 4), asked_on="2025-03-03")
        assert before["step.hear"].due == date(2025, 3, 10)
        assert before.projections == ()

    def test_without_law_on_the_last_day_nothing_is_projected(
        self, tmp_path: Path
    ) -> None:
        ended = HEAR.replace("2020-01-01\n", "2020-01-01\n    until: 2026-03-08\n")
        rulebook = book(tmp_path, take=TAKE, hear=ended)
        assert decide(rulebook, asked_on=ASKED).projections == ()

    def test_without_law_on_the_latest_day_the_rest_counts(
        self, tmp_path: Path
    ) -> None:
        take = TAKE.replace("    basis", f"{EXTENDED}    basis", 1)
        ended = HEAR.replace("2020-01-01\n", "2020-01-01\n    until: 2026-03-10\n")
        found = only(decide(book(tmp_path, take=take, hear=ended), asked_on=ASKED))
        assert (found.due, found.latest) == (date(2026, 3, 19), date(2026, 3, 20))


SENT_IN = {
    "appeal": {"materials_received_on": "2026-11-23", "decided_on": NOT_YET},
    "mediation": {"concluded_on": NOT_YET},
}


class TestBundled:
    def test_mediation_follows_acceptance(self) -> None:
        decision = telcorules.load().decide(SENT_IN, as_of=date(2026, 11, 25))
        found = only(decision)
        assert (found.rule, found.base, found.base_due, found.due) == (
            *("appeal.mediation", "appeal.acceptance"),
            *(date(2026, 11, 30), date(2027, 1, 12)),
        )
        assert found.unknown == ("appeal.accepted",)

    def test_json_holds_it(self) -> None:
        decision = telcorules.load().decide(SENT_IN, as_of=date(2026, 11, 25))
        (told,) = decision.to_dict()["projections"]
        assert told == only(decision).to_dict()
        assert {key: told[key] for key in ("rule", "base_due", "due", "limit")} == {
            "rule": "appeal.mediation",
            "base_due": "2026-11-30",
            "due": "2027-01-12",
            "limit": "30 working days",
        }

    def test_json_has_no_key_for_it_where_there_is_none(self) -> None:
        decision = telcorules.load().decide({}, as_of=date(2026, 11, 25))
        assert "projections" not in decision.to_dict()
