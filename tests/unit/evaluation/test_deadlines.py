from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.evaluation import counting
from telcorules.evaluation.grounds import Status
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.truth import Truth
from tests.unit.evaluation import written

BOOK = telcorules.load()
ANSWER, MEDIATION = "appeal.answer", "appeal.mediation"
# 30 days from 2 March 2026 end on Wednesday 1 April.
SINCE, LAST, NEXT = date(2026, 3, 2), date(2026, 4, 1), date(2026, 4, 2)
UNDATED = ("nominal", "due", "safe_due", "firm", "earliest", "latest")


def answer(since: object, done: object = None, *, as_of: date = LAST) -> Deadline:
    case = {"appeal": {"materials_completed_on": since, "answered_on": done}}
    result: Deadline = BOOK.evaluate(ANSWER, case, as_of=as_of)
    return result


def mediation(accepted: Truth, since: object) -> Deadline:
    case = {"appeal": {"accepted": accepted, "decided_on": since}}
    result: Deadline = BOOK.evaluate(MEDIATION, case, as_of=LAST)
    return result


class TestStatus:
    @pytest.mark.parametrize(
        ("done", "as_of", "status"),
        [
            ("2026-03-31", LAST, Status.MET),
            ("2026-04-01", LAST, Status.MET),
            ("2026-04-02", LAST, Status.LATE),
            ("2026-04-01T23:59:59", NEXT, Status.MET),
            ("2026-04-01T16:00:00Z", NEXT, Status.LATE),
            ("not-yet", date(2026, 3, 31), Status.RUNNING),
            ("not-yet", LAST, Status.RUNNING),
            ("not-yet", NEXT, Status.OVERDUE),
            (False, NEXT, Status.OVERDUE),
            (None, LAST, Status.RUNNING),
            (None, NEXT, Status.UNKNOWN),
        ],
    )
    def test_is_by_what_was_done_and_the_day(
        self, done: object, as_of: date, status: Status
    ) -> None:
        assert answer("2026-03-02", done, as_of=as_of).status is status

    @pytest.mark.parametrize(
        ("since", "status"),
        [
            (None, Status.UNKNOWN),
            ("not-yet", Status.NOT_TRIGGERED),
            ("2016-07-29", Status.NOT_IN_FORCE),
            ("2016-07-30", Status.UNKNOWN),
        ],
    )
    def test_is_by_the_trigger_first(self, since: object, status: Status) -> None:
        assert answer(since).status is status

    @pytest.mark.parametrize(
        ("accepted", "since", "status"),
        [
            (False, "2026-03-02", Status.NOT_TRIGGERED),
            (False, None, Status.NOT_TRIGGERED),
            (False, "not-yet", Status.NOT_TRIGGERED),
            (None, "not-yet", Status.NOT_TRIGGERED),
            (True, "not-yet", Status.NOT_TRIGGERED),
            (None, None, Status.UNKNOWN),
            (None, "2026-03-02", Status.UNKNOWN),
            (True, None, Status.UNKNOWN),
            (True, "2026-03-02", Status.RUNNING),
            (False, "2016-07-29", Status.NOT_IN_FORCE),
            (None, "2016-07-29", Status.NOT_IN_FORCE),
            (True, "2016-07-29", Status.NOT_IN_FORCE),
        ],
    )
    def test_hangs_on_the_rules_own_condition(
        self, accepted: Truth, since: object, status: Status
    ) -> None:
        assert mediation(accepted, since).status is status

    @pytest.mark.parametrize(
        ("as_of", "done", "status"),
        [
            # 14 February 2027 may be worked, or off and the 15th the last day.
            (date(2027, 2, 14), "not-yet", Status.RUNNING),
            (date(2027, 2, 15), "not-yet", Status.UNKNOWN),
            (date(2027, 2, 16), "not-yet", Status.OVERDUE),
            (date(2027, 2, 14), None, Status.RUNNING),
            (date(2027, 2, 15), None, Status.UNKNOWN),
            (date(2027, 2, 16), None, Status.UNKNOWN),
            (date(2027, 2, 1), "2027-02-14", Status.MET),
            (date(2027, 2, 1), "2027-02-15", Status.UNKNOWN),
            (date(2027, 2, 1), "2027-02-16", Status.LATE),
        ],
    )
    def test_between_the_bounds_is_unknown(
        self, as_of: date, done: object, status: Status
    ) -> None:
        result = answer("2027-01-15", done, as_of=as_of)
        bounds = (result.earliest, result.latest)
        assert bounds == (date(2027, 2, 14), date(2027, 2, 15))
        assert (result.status, result.firm) == (status, False)


class TestDates:
    @pytest.mark.parametrize(
        "result",
        [
            answer(None),
            answer("not-yet"),
            answer("2016-07-29"),
            mediation(accepted=False, since="2026-03-02"),
            mediation(accepted=None, since="2026-03-02"),
        ],
    )
    def test_are_null_while_nothing_runs(self, result: Deadline) -> None:
        dates = {name: getattr(result, name) for name in UNDATED}
        assert dates == dict.fromkeys(UNDATED)
        assert (result.limit, result.assumption, result.settled_by) == (
            None,
            None,
            None,
        )

    def test_of_a_running_one(self) -> None:
        result = answer("2026-03-02", "2026-03-31")
        assert {name: getattr(result, name) for name in UNDATED} == {
            "nominal": LAST,
            "due": LAST,
            "safe_due": LAST,
            "firm": True,
            "earliest": LAST,
            "latest": LAST,
        }
        assert (str(result.limit), result.trigger, result.done) == (
            "30 days",
            SINCE,
            date(2026, 3, 31),
        )

    def test_of_working_days_have_their_due_day_as_nominal(self) -> None:
        result = mediation(accepted=True, since="2026-09-28")
        assert result.nominal == result.due == date(2026, 11, 13)

    def test_that_are_provisional_name_the_notice(self) -> None:
        result = answer("2027-01-15")
        assert (result.assumption, result.settled_by) == (
            "principle",
            "国务院办公厅关于2027年部分节假日安排的通知",
        )

    def test_past_all_calendars_are_null(self) -> None:
        result = BOOK.evaluate(
            MEDIATION,
            {"appeal": {"accepted": True, "decided_on": "2070-01-01"}},
            as_of=LAST,
        )
        assert (result.status, str(result.limit), result.due) == (
            Status.UNKNOWN,
            "30 working days",
            None,
        )


class TestSafeDue:
    """The day that is safe whichever way the law is read."""

    def test_is_the_earliest_under_every_reading(self) -> None:
        complaint = {"filed_on": "2026-03-06", "replied_on": "not-yet"}
        result = BOOK.evaluate(
            "operator.reply",
            {"operator_complaint": complaint, "respondent": {"province": "河南"}},
            as_of=LAST,
        )
        assert (result.due, result.safe_due) == (date(2026, 3, 23), date(2026, 3, 13))

    def test_is_safe_where_two_readings_differ_at_once(self) -> None:
        # Fifteen working days; national and strict, the 21st, a Saturday.
        local = BOOK.under({"local-regulation": "local"})
        case = {
            "operator_complaint": {"filed_on": "2026-03-06"},
            "respondent": {"province": "重庆"},
        }
        result = local.evaluate("operator.reply", case, as_of=LAST)
        assert (result.due, result.safe_due) == (date(2026, 3, 27), date(2026, 3, 21))

    def test_is_the_lower_bound_where_that_is_earlier(self) -> None:
        result = answer("2027-01-15")
        assert result.safe_due == result.earliest == date(2027, 2, 14)

    def test_is_the_nominal_day_where_the_law_may_not_roll(self) -> None:
        result = answer("2026-09-03")
        assert (result.nominal, result.due, result.safe_due) == (
            date(2026, 10, 3),
            date(2026, 10, 8),
            date(2026, 10, 3),
        )


class TestContested:
    def test_lists_status_and_due_under_another_choice(self) -> None:
        result = answer("2026-09-03", "not-yet", as_of=date(2026, 10, 5))
        (contested,) = result.contested
        assert result.status is Status.RUNNING
        assert contested.summary == {"status": "overdue", "due": "2026-10-03"}
        assert (contested.reading, contested.choice) == ("duty-rollover", "strict")

    def test_lists_another_status_of_the_same_due_day(self) -> None:
        result = answer("2027-01-15", "not-yet", as_of=date(2027, 2, 15))
        assert (result.status, result.due) == (Status.UNKNOWN, date(2027, 2, 14))
        assert [(one.choice, one.summary) for one in result.contested] == [
            ("strict", {"status": "overdue", "due": "2027-02-14"})
        ]

    def test_is_empty_where_nothing_runs(self) -> None:
        assert [answer(since).contested for since in (None, "not-yet")] == [(), ()]

    def test_an_unknown_province_leaves_the_local_period_open(self) -> None:
        complaint = {"filed_on": "2026-11-02", "replied_on": "not-yet"}
        result = BOOK.evaluate(
            "operator.reply", {"operator_complaint": complaint}, as_of=LAST
        )
        assert [(one.choice, one.summary) for one in result.contested] == [
            ("local", {"status": "unknown", "due": None})
        ]


class TestWithoutACase:
    def test_runs_from_the_day_given(self) -> None:
        result = BOOK.deadline(ANSWER, SINCE, as_of=LAST)
        assert (result.status, result.due, result.case) == (Status.RUNNING, LAST, None)

    def test_takes_the_day_in_china_of_a_moment(self) -> None:
        moment = datetime(2026, 3, 1, 16, tzinfo=UTC)
        assert BOOK.deadline(ANSWER, moment, as_of=LAST).trigger == SINCE

    def test_is_not_known_to_be_done(self) -> None:
        result = BOOK.deadline(ANSWER, SINCE, as_of=NEXT)
        assert (result.status, result.done) == (Status.UNKNOWN, None)

    @pytest.mark.parametrize(
        ("when", "status"),
        [
            (True, Status.RUNNING),
            (False, Status.NOT_TRIGGERED),
            (None, Status.UNKNOWN),
        ],
    )
    def test_takes_the_rules_condition_as_told(
        self, when: Truth, status: Status
    ) -> None:
        result = BOOK.deadline(MEDIATION, SINCE, as_of=LAST, when=when)
        assert (result.status, result.contested) == (status, ())

    def test_may_lie_before_the_law(self) -> None:
        result = BOOK.deadline(ANSWER, date(2016, 7, 29), as_of=LAST)
        assert (result.status, result.trigger) == (
            Status.NOT_IN_FORCE,
            date(2016, 7, 29),
        )
        assert [one["from"] for one in result.to_dict()["law"]] == ["2016-07-30"]

    def test_is_contested_all_the_same(self) -> None:
        result = BOOK.deadline(ANSWER, date(2026, 9, 3), as_of=LAST)
        assert [(one.choice, one.result.rule) for one in result.contested] == [
            ("strict", ANSWER)
        ]

    def test_is_the_same_where_nothing_more_is_remembered(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(counting, "KEPT", 0)
        fresh = Rulebook(BOOK.program, BOOK.calendar, BOOK.readings)
        told = [fresh.deadline(ANSWER, SINCE, as_of=LAST) for _ in range(2)]
        assert told == [BOOK.deadline(ANSWER, SINCE, as_of=LAST)] * 2

    def test_needs_the_province_where_its_reading_asks_for_it(self) -> None:
        local = BOOK.under({"local-regulation": "local"})
        result = local.deadline("operator.reply", SINCE, as_of=LAST)
        assert (result.status, result.limit) == (Status.UNKNOWN, None)


class TestTheReplyPeriod:
    @pytest.mark.parametrize(
        ("province", "filed_on", "limit"),
        [
            ("河南", "2020-12-31", "15 days"),
            ("河南", "2021-01-01", "5 working days"),
            ("重庆", "2018-07-25", "15 days"),
            ("重庆", "2018-07-26", "15 working days"),
            ("广东", "2026-01-05", "15 days"),
            (None, "2018-07-25", "15 days"),
            (None, "2018-07-26", None),
        ],
    )
    def test_is_local_from_the_day_of_the_local_law(
        self, province: str | None, filed_on: str, limit: str | None
    ) -> None:
        local = BOOK.under({"local-regulation": "local"})
        case = {
            "respondent": {"province": province},
            "operator_complaint": {"filed_on": filed_on},
        }
        result = local.evaluate("operator.reply", case, as_of=LAST)
        assert (None if result.limit is None else str(result.limit)) == limit

    def test_cites_the_provision_it_comes_from(self) -> None:
        case = {"operator_complaint": {"filed_on": "2026-01-05"}}
        result = BOOK.evaluate("operator.reply", case, as_of=LAST)
        assert [one.citation.instrument for one in result.basis] == [
            "mii-36-2005",
            "miit-35-2016",
        ]

    def test_cites_the_local_provision_where_that_replaces_it(self) -> None:
        local = BOOK.under({"local-regulation": "local"})
        case = {
            "respondent": {"province": "河南"},
            "operator_complaint": {"filed_on": "2026-01-05"},
        }
        result = local.evaluate("operator.reply", case, as_of=LAST)
        assert [one.citation.instrument for one in result.basis] == [
            "mii-36-2005",
            "miit-35-2016",
            "henan-telecom-2020",
        ]

    @pytest.mark.parametrize(
        ("filed_on", "status"),
        [("2005-04-19", Status.NOT_IN_FORCE), ("2005-04-20", Status.UNKNOWN)],
    )
    def test_starts_with_the_law(self, filed_on: str, status: Status) -> None:
        case = {"operator_complaint": {"filed_on": filed_on}}
        result = BOOK.evaluate("operator.reply", case, as_of=LAST)
        assert result.status is status


class TestARuleWithTwoTriggers:
    """Each version runs from its own event; that of a dated trigger governs."""

    RULE = """
        rule: thing.limit
        kind: deadline
        actor: clerk
        versions:
          - from: 2020-01-01
            until: 2020-12-31
            since: thing.begun_on
            within: 10 days
            basis: [act art 1]
          - from: 2021-01-01
            since: thing.ended_on
            within: 20 days
            basis: [act art 1]
    """

    def limit(self, folder: Path, as_of: date, **facts: Any) -> Deadline:
        book = written.book(folder / "pack", limit=self.RULE)
        result: Deadline = book.evaluate("thing.limit", {"thing": facts}, as_of=as_of)
        return result

    def test_runs_from_the_trigger_of_its_version(self, tmp_path: Path) -> None:
        result = self.limit(tmp_path, LAST, begun_on="2020-05-06")
        assert (str(result.limit), result.nominal) == ("10 days", date(2020, 5, 16))

    def test_a_later_version_has_its_own(self, tmp_path: Path) -> None:
        facts = {"begun_on": "2021-05-06", "ended_on": "2021-06-01"}
        result = self.limit(tmp_path, LAST, **facts)
        assert (str(result.limit), result.nominal) == ("20 days", date(2021, 6, 21))

    def test_a_trigger_outside_every_version_has_no_law(self, tmp_path: Path) -> None:
        facts = {"begun_on": "2021-05-06", "ended_on": "2020-06-01"}
        result = self.limit(tmp_path, LAST, **facts)
        assert (result.status, result.trigger) == (
            Status.NOT_IN_FORCE,
            date(2021, 5, 6),
        )

    @pytest.mark.parametrize(
        ("as_of", "begun_on", "ended_on", "status"),
        [
            (date(2020, 5, 6), "not-yet", None, Status.UNKNOWN),
            (date(2020, 5, 6), None, "not-yet", Status.UNKNOWN),
            (date(2021, 5, 6), "not-yet", "not-yet", Status.NOT_TRIGGERED),
            (date(2019, 5, 6), None, "not-yet", Status.UNKNOWN),
            (date(2021, 5, 6), "2021-05-06", None, Status.UNKNOWN),
            (date(2021, 5, 6), "2021-05-06", "not-yet", Status.NOT_TRIGGERED),
        ],
    )
    def test_a_trigger_that_is_not_known_may_lie_on_any_day(
        self,
        tmp_path: Path,
        as_of: date,
        begun_on: object,
        ended_on: object,
        status: Status,
    ) -> None:
        result = self.limit(tmp_path, as_of, begun_on=begun_on, ended_on=ended_on)
        assert result.status is status

    def test_nothing_says_when_it_is_done(self, tmp_path: Path) -> None:
        result = self.limit(tmp_path, LAST, begun_on="2020-05-06")
        assert (result.status, result.done) == (Status.UNKNOWN, None)
