"""What of many cases is late, or will be due soon."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from telcorules.errors import RequestError
from telcorules.evaluation.grounds import Status
from telcorules.evaluation.loading import load
from telcorules.evaluation.results import Deadline
from telcorules.foundation.periods import Period
from telcorules.review.worklist import Task, Urgency, WorkList
from tests.differential.random_cases import Maker
from tests.unit.evaluation import written
from tests.unit.evaluation.test_chains import EXCLUDING, FACTS, TAKE, deadline

BOOK = load()
TODAY = date(2026, 11, 18)
FIVE = Period.parse("5 working days")


def tasks(
    case: Any,
    as_of: date = TODAY,
    within: Period | None = FIVE,
    rules: Any = ("operator.reply",),
) -> list[Task]:
    found = WorkList(BOOK, as_of, within, rules)
    return list(found.tasks(3, "T-1", BOOK.case(case)))


def complaint(filed: str, replied: str | None = "not-yet") -> dict[str, Any]:
    facts = {"filed_on": filed, "replied_on": replied}
    # of the one province whose own period is another, so that nothing is contested
    return {"operator_complaint": facts, "respondent": {"province": "广东"}}


def urgencies(case: Any, **asked: Any) -> list[str]:
    return [one.urgency.value for one in tasks(case, **asked)]


class TestWhatIsListed:
    @pytest.mark.parametrize(
        ("filed", "expected"),
        [
            ("2026-11-02", ["overdue"]),  # the 17th, yesterday
            ("2026-11-03", ["due"]),  # the 18th, today
            ("2026-11-10", ["due"]),  # the 25th, the fifth working day
            ("2026-11-11", []),  # the 26th
        ],
    )
    def test_by_the_last_day(self, filed: str, expected: list[str]) -> None:
        assert urgencies(complaint(filed)) == expected

    def test_without_a_span_all_that_runs(self) -> None:
        assert urgencies(complaint("2026-11-17"), within=None) == ["due"]

    @pytest.mark.parametrize(
        ("filed", "replied", "expected"),
        [
            ("2026-11-02", None, ["unclear"]),
            ("2026-11-03", None, ["due"]),
            ("2026-11-02", "2026-11-17", []),  # met
            ("2026-11-02", "2026-11-18", []),  # late, but done
        ],
    )
    def test_by_what_is_known_of_its_being_done(
        self, filed: str, replied: str | None, expected: list[str]
    ) -> None:
        assert urgencies(complaint(filed, replied)) == expected

    @pytest.mark.parametrize(
        "case", [{}, complaint("not-yet"), complaint("2001-01-01")]
    )
    def test_not_what_does_not_run(self, case: Any) -> None:
        assert tasks(case) == []

    @pytest.mark.parametrize(
        ("as_of", "within", "expected"),
        [
            (date(2032, 1, 20), "8 working days", []),  # to the 30th
            (date(2032, 1, 20), "9 working days", ["provisional"]),
            (date(2032, 1, 31), "1 day", ["provisional"]),  # its earliest end
            (date(2032, 2, 3), "1 day", ["provisional"]),  # its latest
            (date(2032, 2, 4), "1 day", ["overdue"]),
        ],
    )
    def test_a_last_day_that_is_not_settled(
        self, as_of: date, within: str, expected: list[str]
    ) -> None:
        case = {
            "appeal": {"decided_on": "2031-12-20", "accepted": True},
            "mediation": {"concluded_on": "not-yet"},
        }
        found = tasks(case, as_of, Period.parse(within), ["appeal.mediation"])
        assert [one.urgency.value for one in found] == expected

    def test_one_that_was_done_between_its_bounds_is_done(self) -> None:
        case = {
            "appeal": {"decided_on": "2031-12-20", "accepted": True},
            "mediation": {"concluded_on": "2032-02-02"},
        }
        (result,) = [BOOK.evaluate("appeal.mediation", case, as_of=date(2032, 2, 9))]
        assert result.status.value == "unknown"
        assert tasks(case, date(2032, 2, 9), FIVE, ["appeal.mediation"]) == []

    def test_one_without_an_end_is_never_over_for_certain(self, tmp_path: Path) -> None:
        take = TAKE.replace("    basis", f"{EXCLUDING}    basis", 1)
        book = written.book(tmp_path, steps=FACTS, take=take)
        case = book.case({"step": {"asked_on": "2026-03-02", "taken_on": "not-yet"}})
        (task,) = WorkList(book, TODAY, None, ["step.take"]).tasks(1, None, case)
        assert (task.urgency, task.latest) == (Urgency.PROVISIONAL, None)

    def test_in_hours_by_the_moment(self, tmp_path: Path) -> None:
        fetch = deadline("fetch", "called_at", "24 hours", "taken_on")
        book = written.book(tmp_path, steps=FACTS, fetch=fetch)
        case = book.case({"step": {"called_at": "2026-11-17T00:00:00+08:00"}})
        day = Period.parse("1 day")
        found = [
            [one.urgency.value for one in listed.tasks(1, None, case)]
            for listed in (
                WorkList(book, date(2026, 11, 16), day, ["step.*"]),
                WorkList(book, date(2026, 11, 17), day, ["step.*"]),
                WorkList(book, date(2026, 11, 18), day, ["step.*"]),
            )
        ]
        assert found == [[], ["due"], ["unclear"]]


class TestTasks:
    def test_in_json(self) -> None:
        (task,) = tasks(complaint("2026-03-06"), date(2026, 3, 20))
        assert task.to_dict() == {
            "line": 3,
            "id": "T-1",
            "urgency": "due",
            "rule": "operator.reply",
            "actor": "operator",
            "status": "running",
            "as_of": "2026-03-20",
            "trigger": "2026-03-06",
            "due": "2026-03-23",
            "safe_due": "2026-03-21",
            "firm": True,
            "earliest": "2026-03-23",
            "latest": "2026-03-23",
            "settled_by": None,
        }

    def test_in_order_of_urgency_then_last_day_then_line(self) -> None:
        listed = WorkList(BOOK, TODAY, FIVE, ["operator.reply", "report.disposition"])
        filed = ["2026-11-09", "2026-11-02", "2026-11-04", "2026-11-04"]
        found = [
            task
            for line, day in enumerate(filed, 1)
            for task in listed.tasks(line, None, BOOK.case(complaint(day)))
        ]
        ordered = [one.line for one in sorted(found, key=lambda one: one.key)]
        assert ordered == [2, 3, 4, 1]

    def test_of_one_case_in_the_order_of_the_rules(self) -> None:
        listed = WorkList(BOOK, TODAY, None, ["appeal.answer*"])
        case = BOOK.case(
            {
                "appeal": {
                    "filed_on": "2026-11-02",
                    "materials_completed_on": "2026-11-02",
                }
            }
        )
        found = sorted(listed.tasks(1, None, case), key=lambda one: one.key)
        assert [one.rule for one in found] == list(listed.rules)


class TestRules:
    def test_those_of_the_decision_where_none_are_named(self) -> None:
        found = WorkList(BOOK, TODAY).rules
        assert "operator.reply" in found
        assert "appeal.venue" not in found
        assert "service.resumption" not in found

    def test_by_glob(self) -> None:
        found = WorkList(BOOK, TODAY, rules=["service.*resumption"]).rules
        assert set(found) == {"service.mobile-resumption", "service.resumption"}

    def test_an_unknown_one_is_refused(self) -> None:
        with pytest.raises(RequestError) as caught:
            WorkList(BOOK, TODAY, rules=["operator.replay"])
        assert str(caught.value).endswith("did you mean `operator.reply`?")

    def test_so_is_a_question_that_has_no_last_day(self) -> None:
        with pytest.raises(RequestError) as caught:
            WorkList(BOOK, TODAY, rules=["appeal.admission"])
        assert [one.code for one in caught.value.problems] == ["TR631"]

    def test_a_span_in_hours_is_refused(self) -> None:
        with pytest.raises(RequestError) as caught:
            WorkList(BOOK, TODAY, Period.parse("48 hours"))
        assert [one.code for one in caught.value.problems] == ["TR630"]


def test_nothing_is_passed_over_that_belongs_on_the_list() -> None:
    # every deadline is evaluated here, also those that can't run
    span = (date(2024, 1, 1).toordinal(), date(2032, 1, 1).toordinal())
    maker = Maker("worklist", span)
    listed = 0
    for _ in range(300):
        facts, as_of, _ = maker.question()
        case = BOOK.case(facts)
        found = WorkList(BOOK, as_of, None, ["*"])
        tasks_of = [one.rule for one in found.tasks(1, None, case)]
        results = [BOOK.evaluate(rule, case, as_of=as_of) for rule in found.rules]
        open_ = [one.rule for one in results if is_open(one)]
        assert tasks_of == open_
        listed += len(open_)
    assert listed > 200


def is_open(one: Deadline) -> bool:
    if one.dates is None or one.done is not None:
        return False
    return one.status in (Status.OVERDUE, Status.RUNNING, Status.UNKNOWN)
