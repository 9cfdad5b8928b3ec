"""Limits that are extended, paused, or the earliest of several."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from telcorules.errors import CalendarError
from telcorules.evaluation.grounds import Status
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.rulebook import Rulebook
from tests.unit.evaluation import written

FACTS = """
    section: claim
    label: {zh: 案, en: claim}
    facts:
      filed_on: {type: event}
      done_on: {type: event}
      granted_on: {type: event}
      again_on: {type: event}
      paused_on: {type: event}
      resumed_on: {type: event}
      tested_on: {type: event}
      tested_until: {type: event}
      province: {type: region}
"""
RULE = """
    rule: claim.answer
    kind: deadline
    actor: clerk
    versions:
      - from: 2020-01-01
        since: claim.filed_on
        done: claim.done_on
        basis: [act art 1]
"""
EXTENDED = """
        within: 15 days
        extended_by:
          - {event: claim.granted_on, period: 15 days, basis: [act art 1(2)]}
          - {event: claim.again_on, period: 5 days}
"""
PAUSED = """
        within_earliest_of: [45 working days, 60 days]
        excluding:
          - {from: claim.paused_on, until: claim.resumed_on, basis: [act art 1(2)]}
          - {from: claim.tested_on, until: claim.tested_until}
"""
NEVER = {"granted_on": "not-yet", "again_on": "not-yet"}
NO_SPAN = {"paused_on": "not-yet", "tested_on": "not-yet"}


def book(folder: Path, keys: str) -> Rulebook:
    return written.book(folder, claim_facts=FACTS, rule=RULE + keys)


def answer(
    folder: Path, keys: str, as_of: Any = date(2026, 11, 21), **facts: Any
) -> Deadline:
    case = {"claim": {"done_on": "not-yet", **facts}}
    result: Deadline = book(folder, keys).evaluate("claim.answer", case, as_of=as_of)
    return result


def bounds(result: Deadline) -> tuple[Any, ...]:
    return result.earliest, result.due, result.latest, result.assumption


class TestAnExtension:
    def test_that_was_not_granted_changes_nothing(self, tmp_path: Path) -> None:
        result = answer(tmp_path, EXTENDED, filed_on="2026-11-10", **NEVER)
        assert (str(result.limit), result.due, result.firm) == (
            "15 days",
            date(2026, 11, 25),
            True,
        )

    def test_is_added_to_the_limit_and_counted_from_the_trigger(
        self, tmp_path: Path
    ) -> None:
        facts = {**NEVER, "granted_on": "2026-11-20"}
        result = answer(tmp_path, EXTENDED, filed_on="2026-11-10", **facts)
        assert (str(result.limit), result.due) == ("30 days", date(2026, 12, 10))
        assert [cited.citation.item for cited in result.basis] == [None, 2]

    @pytest.mark.parametrize(
        ("granted", "due"),
        [("2026-11-25", date(2026, 12, 10)), ("2026-11-26", date(2026, 11, 25))],
    )
    def test_counts_up_to_the_last_day_without_it(
        self, tmp_path: Path, granted: str, due: date
    ) -> None:
        facts = {**NEVER, "granted_on": granted}
        result = answer(tmp_path, EXTENDED, filed_on="2026-11-10", **facts)
        assert result.due == due

    def test_several_add_up(self, tmp_path: Path) -> None:
        facts = {"granted_on": "2026-11-20", "again_on": "2026-11-24"}
        result = answer(tmp_path, EXTENDED, filed_on="2026-11-10", **facts)
        assert (str(result.limit), result.due) == ("35 days", date(2026, 12, 15))

    @pytest.mark.parametrize(
        ("again", "limit"), [("2026-12-10", "35 days"), ("2026-12-11", "30 days")]
    )
    def test_counts_up_to_the_day_that_the_one_before_leaves(
        self, tmp_path: Path, again: str, limit: str
    ) -> None:
        facts = {"granted_on": "2026-11-20", "again_on": again}
        result = answer(tmp_path, EXTENDED, filed_on="2026-11-10", **facts)
        assert str(result.limit) == limit

    def test_that_nobody_told_of_leaves_the_day_bounded(self, tmp_path: Path) -> None:
        facts = {"again_on": "not-yet"}
        result = answer(tmp_path, EXTENDED, filed_on="2026-11-10", **facts)
        assert (result.firm, str(result.limit)) == (False, "15 days")
        assert bounds(result) == (
            date(2026, 11, 25),
            date(2026, 11, 25),
            date(2026, 12, 10),
            "extension-unknown",
        )

    @pytest.mark.parametrize(
        ("as_of", "status"),
        [
            (date(2026, 11, 25), Status.RUNNING),
            (date(2026, 11, 26), Status.UNKNOWN),
            (date(2026, 12, 15), Status.UNKNOWN),
            (date(2026, 12, 16), Status.OVERDUE),
        ],
    )
    def test_that_nobody_told_of_leaves_the_status_open(
        self, tmp_path: Path, as_of: date, status: Status
    ) -> None:
        result = answer(tmp_path, EXTENDED, as_of, filed_on="2026-11-10")
        assert result.status is status

    def test_is_not_taken_up_where_the_days_without_it_are_uncertain(
        self, tmp_path: Path
    ) -> None:
        keys = EXTENDED.replace("15 days", "20 working days").replace(
            "5 days", "5 working days"
        )
        keys = keys.replace("25 working days", "5 working days")
        facts = {"again_on": "not-yet", "granted_on": "2032-02-03"}
        result = answer(tmp_path, keys, filed_on="2032-01-08", **facts)
        assert (result.assumption, result.earliest != result.latest) == (
            "extension-unknown",
            True,
        )

    def test_may_not_have_happened_without_a_case(self, tmp_path: Path) -> None:
        found = book(tmp_path, EXTENDED)
        since = date(2026, 11, 10)
        result = found.deadline("claim.answer", since, as_of=since)
        assert (result.due, result.firm) == (date(2026, 11, 25), True)


class TestTheEarliestOfSeveral:
    @pytest.mark.parametrize(
        ("filed_on", "limit", "due"),
        [
            ("2025-09-15", "60 days", date(2025, 11, 14)),
            ("2025-01-02", "60 days", date(2025, 3, 3)),
            ("2026-03-20", "60 days", date(2026, 5, 19)),
        ],
    )
    def test_is_the_one_that_ends_first(
        self, tmp_path: Path, filed_on: str, limit: str, due: date
    ) -> None:
        result = answer(tmp_path, PAUSED, filed_on=filed_on, **NO_SPAN)
        assert (str(result.limit), result.due, result.firm) == (limit, due, True)

    def test_may_be_the_one_in_working_days(self, tmp_path: Path) -> None:
        keys = PAUSED.replace("45 working", "5 working")
        result = answer(tmp_path, keys, filed_on="2025-09-15", **NO_SPAN)
        assert (str(result.limit), result.due) == ("5 working days", date(2025, 9, 22))

    def test_is_bounded_where_either_is(self, tmp_path: Path) -> None:
        keys = PAUSED.replace("45 working", "41 working")
        result = answer(tmp_path, keys, filed_on="2031-12-20", **NO_SPAN)
        assert result.firm is False
        assert result.earliest is not None
        assert result.latest is not None
        assert result.earliest <= date(2032, 2, 18) <= result.latest
        assert result.settled_by is not None

    def test_is_not_the_one_that_is_suspended(self, tmp_path: Path) -> None:
        keys = PAUSED.replace("60 days", "5 days")
        facts = {**NO_SPAN, "paused_on": "2025-10-09", "resumed_on": "not-yet"}
        result = answer(tmp_path, keys, filed_on="2025-09-15", **facts)
        assert (result.status, result.due) == (Status.OVERDUE, date(2025, 9, 22))

    def test_rests_its_doubt_on_its_own_assumption(self, tmp_path: Path) -> None:
        keys = PAUSED.replace("45 working", "41 working")
        result = answer(tmp_path, keys, filed_on="2031-12-20", **NO_SPAN)
        assert result.assumption == "principle"

    def test_is_unknown_where_one_leaves_the_calendar(self, tmp_path: Path) -> None:
        result = answer(tmp_path, PAUSED, filed_on="2060-12-20", **NO_SPAN)
        assert (result.due, result.status) == (None, Status.UNKNOWN)


class TestASpanThatDoesNotCount:
    def test_makes_the_limit_as_many_days_longer(self, tmp_path: Path) -> None:
        facts = {**NO_SPAN, "paused_on": "2025-09-20", "resumed_on": "2025-09-29"}
        result = answer(tmp_path, PAUSED, filed_on="2025-09-15", **facts)
        assert (str(result.limit), result.due) == ("60 days", date(2025, 11, 24))

    def test_its_days_before_the_event_do_not_matter(self, tmp_path: Path) -> None:
        facts = {**NO_SPAN, "paused_on": "2025-09-01", "resumed_on": "2025-09-16"}
        result = answer(tmp_path, PAUSED, filed_on="2025-09-15", **facts)
        assert result.due == date(2025, 11, 17)  # 15 November is a Saturday

    def test_two_that_overlap_count_once(self, tmp_path: Path) -> None:
        facts = {
            "paused_on": "2025-09-20",
            "resumed_on": "2025-09-29",
            "tested_on": "2025-09-25",
            "tested_until": "2025-09-30",
        }
        result = answer(tmp_path, PAUSED, filed_on="2025-09-15", **facts)
        assert result.due == date(2025, 11, 25)

    def test_one_that_only_the_longer_limit_reaches_counts_too(
        self, tmp_path: Path
    ) -> None:
        facts = {
            "paused_on": "2025-09-20",
            "resumed_on": "2025-09-29",
            "tested_on": "2025-11-20",
            "tested_until": "2025-11-21",
        }
        result = answer(tmp_path, PAUSED, filed_on="2025-09-15", **facts)
        assert result.due == date(2025, 11, 26)

    def test_that_began_after_the_last_day_does_not_matter(
        self, tmp_path: Path
    ) -> None:
        facts = {**NO_SPAN, "paused_on": "2025-12-01"}
        result = answer(tmp_path, PAUSED, filed_on="2025-09-15", **facts)
        assert (result.due, result.firm) == (date(2025, 11, 14), True)

    def test_that_ends_before_it_begins_does_not_count(self, tmp_path: Path) -> None:
        facts = {**NO_SPAN, "paused_on": "2025-09-20", "resumed_on": "2025-09-19"}
        result = answer(tmp_path, PAUSED, filed_on="2025-09-15", **facts)
        assert result.due == date(2025, 11, 14)

    def test_that_is_not_over_stops_the_clock(self, tmp_path: Path) -> None:
        facts = {**NO_SPAN, "paused_on": "2025-09-20", "resumed_on": "not-yet"}
        result = answer(tmp_path, PAUSED, filed_on="2025-09-15", **facts)
        assert (result.status, result.due, result.limit) == (
            Status.SUSPENDED,
            None,
            result.limit,
        )

    @pytest.mark.parametrize(
        ("as_of", "status", "expected"),
        [
            (
                date(2025, 9, 19),
                Status.RUNNING,
                (date(2025, 11, 14), date(2025, 11, 14), None, "exclusion-unknown"),
            ),
            (date(2025, 9, 20), Status.SUSPENDED, (None, None, None, None)),
            (date(2025, 9, 21), Status.SUSPENDED, (None, None, None, None)),
        ],
    )
    def test_that_is_not_over_stops_the_clock_from_its_first_day(
        self, tmp_path: Path, as_of: date, status: Status, expected: tuple[Any, ...]
    ) -> None:
        facts = {**NO_SPAN, "paused_on": "2025-09-20", "resumed_on": "not-yet"}
        result = answer(tmp_path, PAUSED, as_of, filed_on="2025-09-15", **facts)
        assert (result.status, bounds(result)) == (status, expected)

    def test_that_has_not_begun_is_left_out_with_its_end_once_that_is_told(
        self, tmp_path: Path
    ) -> None:
        facts = {**NO_SPAN, "paused_on": "2025-09-20", "resumed_on": "2025-09-29"}
        as_of = date(2025, 9, 16)
        result = answer(tmp_path, PAUSED, as_of, filed_on="2025-09-15", **facts)
        assert (result.due, result.firm) == (date(2025, 11, 24), True)

    def test_that_begins_after_the_last_day_leaves_it_overdue(
        self, tmp_path: Path
    ) -> None:
        facts = {**NO_SPAN, "paused_on": "2025-12-01", "resumed_on": "not-yet"}
        as_of = date(2025, 11, 15)
        result = answer(tmp_path, PAUSED, as_of, filed_on="2025-09-15", **facts)
        assert (result.status, result.due) == (Status.OVERDUE, date(2025, 11, 14))

    @pytest.mark.parametrize("done_on", ["2025-09-18", "2025-09-30", "2025-12-24"])
    def test_that_is_not_over_leaves_what_was_done_in_time(
        self, tmp_path: Path, done_on: str
    ) -> None:
        facts = {**NO_SPAN, "paused_on": "2025-09-20", "resumed_on": "not-yet"}
        result = answer(
            tmp_path, PAUSED, filed_on="2025-09-15", done_on=done_on, **facts
        )
        assert (result.status, result.due) == (Status.MET, None)

    @pytest.mark.parametrize(
        ("paused", "status"),
        [("2026-03-21", Status.SUSPENDED), ("2026-03-22", Status.RUNNING)],
    )
    def test_that_begins_once_the_days_are_counted_out_changes_nothing(
        self, tmp_path: Path, paused: str, status: Status
    ) -> None:
        # The fifteenth day, 21 March, is a Saturday.
        facts = {"paused_on": paused, "resumed_on": "not-yet"}
        result = answer(
            tmp_path, BOTH, date(2026, 3, 23), filed_on="2026-03-06", **NEVER, **facts
        )
        assert result.status is status

    def test_is_cited_where_it_holds_days(self, tmp_path: Path) -> None:
        facts = {**NO_SPAN, "paused_on": "2025-09-20"}
        ends = ("not-yet", "2025-09-29", "2025-09-15", None)
        told = [
            answer(
                tmp_path / str(end),
                PAUSED,
                resumed_on=end,
                filed_on="2025-09-15",
                **facts,
            )
            for end in ends
        ]
        items = [[cited.citation.item for cited in one.basis] for one in told]
        assert items == [[None, 2], [None, 2], [None], [None]]

    @pytest.mark.parametrize(
        "facts",
        [{"tested_on": "not-yet"}, {**NO_SPAN, "paused_on": "2025-09-20"}],
    )
    def test_that_nobody_told_of_leaves_no_latest_day(
        self, tmp_path: Path, facts: dict[str, Any]
    ) -> None:
        result = answer(tmp_path, PAUSED, filed_on="2025-09-15", **facts)
        assert bounds(result)[2:] == (None, "exclusion-unknown")
        assert (result.firm, result.due) == (False, date(2025, 11, 14))

    @pytest.mark.parametrize(
        ("done_on", "as_of", "status"),
        [
            ("not-yet", date(2025, 11, 14), Status.RUNNING),
            ("not-yet", date(2025, 11, 15), Status.UNKNOWN),
            ("2025-11-14", date(2026, 1, 1), Status.MET),
            ("2025-11-15", date(2026, 1, 1), Status.UNKNOWN),
        ],
    )
    def test_that_nobody_told_of_leaves_the_status_open(
        self, tmp_path: Path, done_on: str, as_of: date, status: Status
    ) -> None:
        facts = {"filed_on": "2025-09-15", "done_on": done_on}
        assert answer(tmp_path, PAUSED, as_of, **facts).status is status

    def test_past_the_notices_its_working_days_are_bounded(
        self, tmp_path: Path
    ) -> None:
        keys = PAUSED.replace(
            "within_earliest_of: [45 working days, 60 days]", "within: 30 working days"
        )
        facts = {**NO_SPAN, "paused_on": "2032-01-20", "resumed_on": "2032-02-20"}
        result = answer(tmp_path, keys, filed_on="2032-01-05", **facts)
        plain = answer(tmp_path, keys, filed_on="2032-01-05", **NO_SPAN)
        assert result.earliest is not None
        assert plain.earliest is not None
        assert result.latest is not None
        assert plain.earliest <= result.earliest < result.latest
        assert result.firm is False

    def test_may_lead_out_of_the_calendar(self, tmp_path: Path) -> None:
        keys = PAUSED.replace(
            "within_earliest_of: [45 working days, 60 days]", "within: 30 working days"
        )
        facts = {**NO_SPAN, "paused_on": "2060-01-20", "resumed_on": "2060-12-20"}
        result = answer(tmp_path, keys, filed_on="2060-01-05", **facts)
        assert (result.due, result.status) == (None, Status.UNKNOWN)


BOTH = """
        within: 15 days
        extended_by: {event: claim.granted_on, period: 15 days}
        excluding: {from: claim.paused_on, until: claim.resumed_on}
"""


class TestExtendedAndPaused:
    def test_an_extension_counts_up_to_the_paused_last_day(
        self, tmp_path: Path
    ) -> None:
        facts = {"paused_on": "2026-03-04", "resumed_on": "2026-03-13"}
        result = answer(
            tmp_path, BOTH, filed_on="2026-03-03", granted_on="2026-03-28", **facts
        )
        assert result.due == date(2026, 4, 13)  # the 12th is a Sunday

    def test_a_pause_that_is_not_over_stops_the_clock(self, tmp_path: Path) -> None:
        facts = {"paused_on": "2026-03-04", "resumed_on": "not-yet"}
        result = answer(tmp_path, BOTH, filed_on="2026-03-03", **facts)
        assert result.status is Status.SUSPENDED

    def test_a_pause_that_only_the_extension_reaches_leaves_no_latest_day(
        self, tmp_path: Path
    ) -> None:
        facts = {"paused_on": "2026-03-25", "resumed_on": "not-yet"}
        result = answer(tmp_path, BOTH, filed_on="2026-03-03", **facts)
        assert bounds(result)[1:] == (date(2026, 3, 18), None, "exclusion-unknown")


def test_a_pause_longer_than_any_period_is_no_error(tmp_path: Path) -> None:
    facts = {"paused_on": "2026-03-04", "resumed_on": "9999-01-01", **NEVER}
    result = answer(tmp_path, BOTH, filed_on="2026-03-03", **facts)
    assert (result.status, str(result.limit), result.due) == (
        Status.UNKNOWN,
        "15 days",
        None,
    )


def test_a_period_outside_the_calendar_is_no_error(tmp_path: Path) -> None:
    result = answer(tmp_path, EXTENDED, filed_on="9999-12-20", **NEVER)
    assert (str(result.limit), result.due) == ("15 days", None)


def test_the_calendar_itself_refuses_it(tmp_path: Path) -> None:
    found = book(tmp_path, EXTENDED)
    with pytest.raises(CalendarError):
        found.calendar.add(date(2060, 12, 20), 45)
