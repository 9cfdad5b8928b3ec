"""Limits in hours: moments, bare days, and limits counted back from an event."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from telcorules.evaluation.grounds import Status
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.rulebook import Rulebook
from tests.unit.evaluation import written

REPAIR = """
    rule: thing.repair
    kind: deadline
    actor: clerk
    versions:
      - from: 2020-01-01
        when: thing.good
        since: thing.begun_on
        within: repair-time
        done: thing.ended_on
        on_miss: {note: {zh: 免租, en: no rent}, basis: [act art 1(2)]}
        basis: [act art 1]
"""
TIMES = """
    parameter: repair-time
    values:
      - {from: 2020-01-01, value: 72 hours, basis: [act art 1]}
    where:
      - if: thing.colour == "red"
        from: 2020-01-01
        value: 48 hours
        basis: [act art 1(1)]
"""
NOTICE = """
    rule: thing.notice
    kind: deadline
    actor: clerk
    versions:
      - from: 2020-01-01
        before: thing.begun_on
        within: 72 hours
        done: thing.ended_on
        basis: [act art 1]
      - from: 2026-12-20
        before: thing.begun_on
        within: 30 days
        done: thing.ended_on
        basis: [act art 1]
"""
AT_TEN = "2026-10-01T10:00:00+08:00"
TODAY = date(2026, 11, 21)


@pytest.fixture
def found(tmp_path: Path) -> Rulebook:
    return written.book(tmp_path, repair=REPAIR, times=TIMES, notice=NOTICE)


def repair(found: Rulebook, as_of: Any = TODAY, **facts: Any) -> Deadline:
    thing = {"good": True, "colour": "red", "begun_on": AT_TEN, **facts}
    result: Deadline = found.evaluate("thing.repair", {"thing": thing}, as_of=as_of)
    return result


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+08:00")


class TestHoursFromAMoment:
    def test_run_through_nights_and_holidays(self, found: Rulebook) -> None:
        result = repair(found)
        assert (result.due, result.firm) == (moment("2026-10-03T10:00"), True)

    def test_are_told_with_their_moments(self, found: Rulebook) -> None:
        said = repair(found).to_dict()
        assert [said[key] for key in ("trigger", "due", "limit")] == [
            AT_TEN,
            "2026-10-03T10:00:00+08:00",
            "48 hours",
        ]

    def test_are_moments_in_china(self, found: Rulebook) -> None:
        result = repair(found, begun_on="2026-10-01T02:00:00Z")
        assert result.due == moment("2026-10-03T10:00")

    @pytest.mark.parametrize(
        ("colour", "limit"), [("red", "48 hours"), ("blue", "72 hours"), (None, None)]
    )
    def test_hang_on_a_fact(
        self, found: Rulebook, colour: str | None, limit: str | None
    ) -> None:
        assert repair(found, colour=colour).to_dict()["limit"] == limit

    @pytest.mark.parametrize(
        ("as_of", "status"),
        [
            (date(2026, 10, 3), Status.RUNNING),
            (date(2026, 10, 4), Status.OVERDUE),
        ],
    )
    def test_run_on_the_day_on_which_they_end(
        self, found: Rulebook, as_of: date, status: Status
    ) -> None:
        assert repair(found, as_of, ended_on="not-yet").status is status

    def test_that_end_at_midnight_are_over_on_the_next_day(
        self, found: Rulebook
    ) -> None:
        facts = {"begun_on": "2026-10-01T00:00:00", "ended_on": "not-yet"}
        told = [repair(found, date(2026, 10, d), **facts).status for d in (2, 3)]
        assert told == [Status.RUNNING, Status.OVERDUE]

    @pytest.mark.parametrize(
        ("ended_on", "status"),
        [
            ("2026-10-03T09:59:59", Status.MET),
            ("2026-10-03T10:00:00", Status.MET),
            ("2026-10-03T10:00:01", Status.LATE),
            ("2026-10-02", Status.MET),
            ("2026-10-03", Status.UNKNOWN),
            ("2026-10-04", Status.LATE),
        ],
    )
    def test_are_met_to_the_second(
        self, found: Rulebook, ended_on: str, status: Status
    ) -> None:
        assert repair(found, ended_on=ended_on).status is status

    def test_say_what_follows_where_they_are_missed(self, found: Rulebook) -> None:
        late = repair(found, ended_on="2026-10-09").to_dict()
        assert late["on_miss"]["en"] == "no rent"
        met = repair(found, ended_on="2026-10-02")
        assert "on_miss" not in met.to_dict()
        assert met.on_miss is not None

    def test_do_not_run_where_the_rule_does_not_apply(self, found: Rulebook) -> None:
        assert repair(found, good=False).status is Status.NOT_TRIGGERED


class TestHoursFromABareDay:
    def test_lie_between_its_beginning_and_its_end(self, found: Rulebook) -> None:
        result = repair(found, begun_on="2026-10-01")
        assert (result.firm, result.assumption) == (False, "time-of-day-unknown")
        assert (result.earliest, result.latest) == (
            moment("2026-10-03T00:00"),
            moment("2026-10-04T00:00"),
        )

    @pytest.mark.parametrize(
        ("day", "status"),
        [(2, Status.RUNNING), (3, Status.UNKNOWN), (4, Status.OVERDUE)],
    )
    def test_leave_the_status_open_between(
        self, found: Rulebook, day: int, status: Status
    ) -> None:
        facts = {"begun_on": "2026-10-01", "ended_on": "not-yet"}
        assert repair(found, date(2026, 10, day), **facts).status is status


class TestWithoutACase:
    def test_a_moment_counts_by_itself(self, found: Rulebook) -> None:
        since = datetime(2026, 12, 20, 2, tzinfo=UTC)
        result = found.deadline("thing.notice", moment("2026-12-05T08:00"), as_of=TODAY)
        assert (result.due, result.trigger) == (
            moment("2026-12-02T08:00"),
            moment("2026-12-05T08:00"),
        )
        later = found.deadline("thing.notice", since, as_of=TODAY)
        assert later.trigger == date(2026, 12, 20)


class TestCountedBack:
    def notice(self, found: Rulebook, **facts: Any) -> Deadline:
        case = {"thing": facts}
        result: Deadline = found.evaluate("thing.notice", case, as_of=TODAY)
        return result

    @pytest.mark.parametrize(
        ("ended_on", "status"),
        [
            ("2026-12-02T08:00:00", Status.MET),
            ("2026-12-02T08:00:01", Status.LATE),
            ("not-yet", Status.RUNNING),
        ],
    )
    def test_is_the_last_moment_in_time(
        self, found: Rulebook, ended_on: str, status: Status
    ) -> None:
        begun = "2026-12-05T08:00:00"
        result = self.notice(found, begun_on=begun, ended_on=ended_on)
        assert (result.due, result.status) == (moment("2026-12-02T08:00"), status)

    def test_in_days_moves_to_the_working_day_before(self, found: Rulebook) -> None:
        result = self.notice(found, begun_on="2027-01-05", ended_on="not-yet")
        assert (result.nominal, result.due) == (date(2026, 12, 6), date(2026, 12, 4))

    def test_an_event_that_has_not_happened_sets_nothing_running(
        self, found: Rulebook
    ) -> None:
        result = self.notice(found, begun_on="not-yet")
        assert (result.status, result.due) == (Status.NOT_TRIGGERED, None)


EXTENDED = """
    rule: thing.longer
    kind: deadline
    actor: clerk
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        within: 24 hours
        done: thing.ended_on
        extended_by: {event: thing.granted_at, period: 24 hours, basis: [act art 1(2)]}
        basis: [act art 1]
"""
GRANTED = (
    "section: thing\nlabel: {zh: 事, en: thing}\nfacts:\n  granted_at: {type: event}"
)


@pytest.mark.parametrize(
    ("granted_at", "limit", "firm"),
    [
        ("2026-10-02T10:00:00", "48 hours", True),
        ("2026-10-02T10:00:01", "24 hours", True),
        ("2026-10-01", "48 hours", True),
        ("2026-10-02", "24 hours", False),
        ("2026-10-03", "24 hours", True),
    ],
)
def test_an_extension_counts_by_its_moment(
    tmp_path: Path,
    granted_at: str,
    limit: str,
    firm: bool,  # noqa: FBT001 - a case
) -> None:
    book = written.book(tmp_path, longer=EXTENDED, more=GRANTED)
    case = {"thing": {"begun_on": AT_TEN, "granted_at": granted_at}}
    result = book.evaluate("thing.longer", case, as_of=TODAY)
    assert (str(result.limit), result.firm) == (limit, firm)


def test_a_parameter_needs_no_reading_to_hang_on_a_fact(found: Rulebook) -> None:
    assert repair(found).contested == ()
