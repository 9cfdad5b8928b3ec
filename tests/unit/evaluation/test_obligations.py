"""Permissions, duties and amounts."""

from datetime import date
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.grounds import Obligation, Permit
from telcorules.evaluation.rulebook import Rulebook
from tests.unit.evaluation import written

MAY = """
    rule: thing.suspend
    kind: permission
    actor: clerk
    may: {zh: 停, en: suspend}
    versions:
      - from: 2020-01-01
        when: thing.good
        since: thing.begun_on
        after: waiting-time
        done: thing.ended_on
        basis: [act art 1]
"""
WAITING = """
    parameter: waiting-time
    values:
      - {from: 2020-01-01, value: 30 days, basis: [act art 1(1)]}
    where:
      - reading: {local: yes-local}
        if: thing.province == "410000"
        from: 2020-01-01
        value: 20 days
        basis: [act art 1(2)]
"""
LOCAL = """
    readings:
      local:
        label: {zh: 地方, en: local}
        choices:
          national: {label: {zh: 全国, en: national}}
          yes-local: {label: {zh: 地方, en: local}, basis: [act art 1(2)]}
"""
HOURS = """
    rule: thing.enter
    kind: permission
    actor: clerk
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        after: 24 hours
        done: thing.ended_on
        basis: [act art 1]
"""
KEEP = """
    rule: thing.delete
    kind: permission
    actor: clerk
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        after: 5 calendar months
        basis: [act art 1]
"""
COUNTED = """
    rule: thing.counted
    kind: permission
    actor: clerk
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        after: 30 working days
        done: thing.ended_on
        basis: [act art 1]
"""
DUTY = """
    rule: thing.tell
    kind: duty
    actor: clerk
    duty: {zh: 告知, en: tell}
    governed_by: thing.begun_on
    not_at_hand:
      - from: 2019-01-01
        until: 2019-12-31
        basis: [act]
        note: {zh: 未见, en: not seen}
    versions:
      - from: 2020-01-01
        let:
          local: reading.local == "yes-local" and thing.province == "410000"
        when: thing.price > 100 * (3 if local else 5)
        done: thing.fine
        on_miss: {note: {zh: 责令改正, en: correction}, basis: [act art 1(2)]}
        readings: {local: {yes-local: [act art 1(2)]}}
        basis: [act art 1]
"""
ALWAYS = """
    rule: thing.always
    kind: duty
    actor: clerk
    versions:
      - {from: 2020-01-01, basis: [act art 1]}
"""
PAY = """
    rule: thing.pay
    kind: amount
    actor: clerk
    owed: {zh: 违约金, en: penalty}
    governed_by: thing.begun_on
    versions:
      - from: 2020-01-01
        until: 2025-12-31
        let: {late: "days_between(thing.begun_on, thing.ended_on)"}
        when: thing.good
        value: thing.price * 0.01 * late
        basis: [act art 1]
      - from: 2026-01-01
        value: thing.count
        rounding: up
        places: 0
        basis: [act art 1]
      - from: 2027-01-01
        value: thing.price * 0.5
        rounding: down
        places: 1
        basis: [act art 1]
"""
TODAY = date(2026, 11, 21)


@pytest.fixture
def found(tmp_path: Path) -> Rulebook:
    return written.book(
        tmp_path,
        may=MAY,
        waiting=WAITING,
        local=LOCAL,
        hours=HOURS,
        keep=KEEP,
        counted=COUNTED,
        duty=DUTY,
        always=ALWAYS,
        pay=PAY,
    )


def ask(found: Rulebook, rule: str, as_of: Any = TODAY, **facts: Any) -> Any:
    return found.evaluate(rule, {"thing": facts}, as_of=as_of)


class TestAPermission:
    def test_opens_on_the_day_after_the_period(self, found: Rulebook) -> None:
        result = ask(found, "thing.suspend", good=True, begun_on="2026-07-31")
        assert (result.opens, str(result.limit)) == (date(2026, 8, 31), "30 days")
        assert result.to_dict()["firm"] is True

    def test_does_not_roll(self, found: Rulebook) -> None:
        result = ask(found, "thing.suspend", good=True, begun_on="2026-10-01")
        assert result.opens == date(2026, 11, 1)  # 31 October is a Saturday

    @pytest.mark.parametrize(
        ("as_of", "done", "status"),
        [
            (date(2026, 8, 30), "not-yet", Permit.WAITING),
            (date(2026, 8, 31), "not-yet", Permit.OPEN),
            (date(2026, 8, 30), None, Permit.WAITING),
            (date(2026, 8, 31), None, Permit.OPEN),
            (TODAY, "2026-08-30", Permit.PREMATURE),
            (TODAY, "2026-08-31", Permit.EXERCISED),
        ],
    )
    def test_waits_then_is_open(
        self, found: Rulebook, as_of: date, done: str | None, status: Permit
    ) -> None:
        facts = {"good": True, "begun_on": "2026-07-31", "ended_on": done}
        assert ask(found, "thing.suspend", as_of, **facts).status is status

    @pytest.mark.parametrize(
        ("facts", "status"),
        [
            ({"good": False, "begun_on": "2026-07-31"}, Permit.NOT_TRIGGERED),
            ({"good": True, "begun_on": "not-yet"}, Permit.NOT_TRIGGERED),
            ({"begun_on": "2026-07-31"}, Permit.UNKNOWN),
            ({"good": True}, Permit.UNKNOWN),
            ({"good": True, "begun_on": "2019-12-31"}, Permit.NOT_IN_FORCE),
        ],
    )
    def test_has_no_day_where_it_does_not_run(
        self, found: Rulebook, facts: dict[str, Any], status: Permit
    ) -> None:
        result = ask(found, "thing.suspend", **facts)
        assert (result.status, result.opens) == (status, None)

    def test_is_contested_where_a_local_period_differs(self, found: Rulebook) -> None:
        facts = {"good": True, "begun_on": "2026-07-31", "province": "河南"}
        result = ask(found, "thing.suspend", **facts)
        assert [one.to_dict()["result"] for one in result.contested] == [
            {"status": "open", "opens": "2026-08-21"}
        ]

    def test_is_contested_where_a_reading_sets_it_running(self, tmp_path: Path) -> None:
        may = MAY.replace("thing.good", 'reading.local == "yes-local"')
        book = written.book(tmp_path / "own", may=may, waiting=WAITING, local=LOCAL)
        result = ask(book, "thing.suspend", begun_on="2026-07-31", province="广东")
        assert (result.status, [one.summary for one in result.contested]) == (
            Permit.NOT_TRIGGERED,
            [{"status": "open", "opens": "2026-08-31"}],
        )

    def test_is_unknown_where_its_period_is(self, found: Rulebook) -> None:
        local = found.under({"local": "yes-local"})
        facts = {"good": True, "begun_on": "2026-07-31"}
        result = ask(local, "thing.suspend", **facts)
        assert (result.status, result.limit) == (Permit.UNKNOWN, None)

    def test_in_hours_opens_at_a_moment(self, found: Rulebook) -> None:
        facts = {"begun_on": "2026-10-01T10:00:00", "ended_on": "2026-10-02T09:00:00"}
        result = ask(found, "thing.enter", **facts)
        assert (result.status, result.to_dict()["opens"]) == (
            Permit.PREMATURE,
            "2026-10-02T10:00:00+08:00",
        )

    @pytest.mark.parametrize(("day", "status"), [(2, Permit.WAITING), (3, Permit.OPEN)])
    def test_in_hours_a_day_is_asked_at_its_beginning(
        self, found: Rulebook, day: int, status: Permit
    ) -> None:
        facts = {"begun_on": "2026-10-01T10:00:00", "ended_on": "not-yet"}
        result = ask(found, "thing.enter", date(2026, 10, day), **facts)
        assert result.status is status

    def test_in_hours_a_bare_day_is_over_before_the_next_one_begins(
        self, found: Rulebook
    ) -> None:
        facts = {"begun_on": "2026-10-01T00:00:00", "ended_on": "2026-10-01"}
        assert ask(found, "thing.enter", **facts).status is Permit.PREMATURE

    def test_in_hours_from_a_bare_day_may_be_open_or_not(self, found: Rulebook) -> None:
        facts = {"begun_on": "2026-10-01", "ended_on": "2026-10-02"}
        assert ask(found, "thing.enter", **facts).status is Permit.UNKNOWN

    @pytest.mark.parametrize(
        ("begun_on", "opens"),
        [
            ("2026-03-01", date(2026, 9, 1)),
            ("2026-03-31", date(2026, 9, 1)),
            ("2026-09-30", date(2027, 3, 1)),
        ],
    )
    def test_after_calendar_months_opens_on_the_first(
        self, found: Rulebook, begun_on: str, opens: date
    ) -> None:
        assert ask(found, "thing.delete", begun_on=begun_on).opens == opens

    def test_past_the_notices_is_bounded(self, found: Rulebook) -> None:
        facts = {"begun_on": "2031-12-20", "ended_on": "not-yet"}
        result = ask(found, "thing.counted", date(2032, 2, 2), **facts)
        said = result.to_dict()
        assert (said["earliest"], said["opens"], said["latest"]) == (
            "2032-02-01",
            "2032-02-03",
            "2032-02-04",
        )
        assert (result.status, said["assumption"]) == (Permit.UNKNOWN, "principle")

    @pytest.mark.parametrize("begun_on", ["9999-12-01", "9999-12-30"])
    def test_at_the_end_of_time_has_no_day(
        self, found: Rulebook, begun_on: str
    ) -> None:
        result = ask(found, "thing.suspend", good=True, begun_on=begun_on)
        assert (result.status, result.opens) == (Permit.UNKNOWN, None)

    def test_out_of_the_calendar_has_no_day(self, found: Rulebook) -> None:
        result = ask(found, "thing.counted", begun_on="2060-12-20")
        assert (result.status, str(result.limit), result.opens) == (
            Permit.UNKNOWN,
            "30 working days",
            None,
        )


class TestADuty:
    @pytest.mark.parametrize(
        ("price", "fine", "status"),
        [
            ("500", None, Obligation.NOT_TRIGGERED),
            ("500.01", False, Obligation.OWED),
            ("501", True, Obligation.MET),
            ("501", None, Obligation.UNKNOWN),
            (None, None, Obligation.UNKNOWN),
            (None, True, Obligation.UNKNOWN),
        ],
    )
    def test_is_owed_where_its_condition_holds(
        self,
        found: Rulebook,
        price: str | None,
        fine: bool | None,  # noqa: FBT001 - a case
        status: Obligation,
    ) -> None:
        facts = {"begun_on": "2026-01-01", "price": price, "fine": fine}
        assert ask(found, "thing.tell", **facts).status is status

    def test_says_what_follows_while_it_is_owed(self, found: Rulebook) -> None:
        facts = {"begun_on": "2026-01-01", "price": 501}
        owed = ask(found, "thing.tell", **facts, fine=False).to_dict()
        met = ask(found, "thing.tell", **facts, fine=True).to_dict()
        assert (owed["on_miss"]["en"], "on_miss" in met) == ("correction", False)

    def test_tells_the_facts_it_read(self, found: Rulebook) -> None:
        facts = {"begun_on": "2026-01-01", "price": "501.50"}
        assert ask(found, "thing.tell", **facts).to_dict()["facts"] == {
            "thing.fine": None,
            "thing.price": "501.5",
            "thing.province": None,
        }

    def test_is_contested_where_local_law_asks_for_more(self, found: Rulebook) -> None:
        facts = {"begun_on": "2026-01-01", "price": 400, "province": "河南"}
        result = ask(found, "thing.tell", **facts, fine=False)
        assert (result.status, [one.summary for one in result.contested]) == (
            Obligation.NOT_TRIGGERED,
            [{"status": "owed"}],
        )

    def test_rests_under_a_reading_on_what_it_rests_on_here(
        self, found: Rulebook
    ) -> None:
        local = found.under({"local": "yes-local"})
        told = [ask(one, "thing.tell", begun_on="2026-01-01") for one in (found, local)]
        assert [[c.citation.item for c in one.basis] for one in told] == [
            [None],
            [None, 2],
        ]

    def test_before_its_law_says_what_is_not_at_hand(self, found: Rulebook) -> None:
        result = ask(found, "thing.tell", begun_on="2019-06-01", price=501)
        said = result.to_dict()
        assert (said["status"], said["not_at_hand"][0]["en"], said["facts"]) == (
            "not-in-force",
            "not seen",
            {},
        )
        assert result.contested == ()

    def test_on_days_without_any_law_says_no_more(self, found: Rulebook) -> None:
        said = ask(found, "thing.tell", begun_on="2018-06-01").to_dict()
        assert (said["status"], "not_at_hand" in said) == ("not-in-force", False)

    def test_without_a_condition_is_always_owed(self, found: Rulebook) -> None:
        result = ask(found, "thing.always")
        assert (result.status, result.on_miss) == (Obligation.OWED, None)


class TestAnAmount:
    def pay(self, found: Rulebook, **facts: Any) -> Any:
        return ask(found, "thing.pay", **{"good": True, **facts})

    @pytest.mark.parametrize(
        ("price", "ended_on", "value"),
        [
            (200, "2025-03-05", "8.00"),
            (0, "2025-03-05", "0.00"),
            ("0.5", "2025-03-02", "0.01"),
            ("0.49", "2025-03-02", "0.00"),
            (200, "2025-03-01", "0.00"),
            (200, "2025-02-01", "0.00"),
        ],
    )
    def test_is_exact_and_rounded_half_up(
        self, found: Rulebook, price: Any, ended_on: str, value: str
    ) -> None:
        facts = {"price": price, "begun_on": "2025-03-01", "ended_on": ended_on}
        said = self.pay(found, **facts).to_dict()
        assert (said["value"], said["currency"]) == (value, "CNY")
        assert said["status"] == ("none" if value == "0.00" else "owed")

    @pytest.mark.parametrize(
        ("begun_on", "facts", "value"),
        [
            ("2026-03-01", {"count": 3}, Decimal(3)),
            ("2027-03-01", {"price": "0.59"}, Decimal("0.2")),
        ],
    )
    def test_is_rounded_as_the_version_says(
        self, found: Rulebook, begun_on: str, facts: dict[str, Any], value: Decimal
    ) -> None:
        assert self.pay(found, begun_on=begun_on, **facts).value == value

    @pytest.mark.parametrize(
        ("facts", "status"),
        [
            ({"good": False}, Obligation.NOT_TRIGGERED),
            ({"good": None}, Obligation.UNKNOWN),
            ({"price": None}, Obligation.UNKNOWN),
            ({"ended_on": "not-yet"}, Obligation.UNKNOWN),
            ({"ended_on": None}, Obligation.UNKNOWN),
            ({"begun_on": "2019-12-31"}, Obligation.NOT_IN_FORCE),
        ],
    )
    def test_has_no_value_where_it_is_not_owed_or_not_known(
        self, found: Rulebook, facts: dict[str, Any], status: Obligation
    ) -> None:
        given = {"price": 200, "begun_on": "2025-03-01", "ended_on": "2025-03-05"}
        result = self.pay(found, **{**given, **facts})
        assert (result.status, result.value) == (status, None)
        assert result.to_dict()["value"] is None

    def test_is_never_below_zero(self, found: Rulebook) -> None:
        said = self.pay(found, begun_on="2026-03-01", count=-3).to_dict()
        assert (said["status"], said["value"]) == ("none", "0")

    def test_keeps_every_digit_whatever_the_caller_reckons_with(
        self, found: Rulebook
    ) -> None:
        facts = {"begun_on": "2025-03-01", "ended_on": "2025-12-26"}
        with localcontext() as context:
            context.prec = 5
            result = self.pay(found, price="999999999999999.99999999", **facts)
        assert str(result.value) == "3000000000000000.00"

    def test_is_never_a_float(self, found: Rulebook) -> None:
        facts = {"price": 200, "begun_on": "2025-03-01", "ended_on": "2025-03-05"}
        result = self.pay(found, **facts)
        assert (type(result.value), result.contested) == (Decimal, ())


class TestLocalLawThatIsContested:
    """Of a reading that names several local laws, the one that applies is cited."""

    @pytest.mark.parametrize(
        ("rule", "case", "cited"),
        [
            (
                "operator.reply",
                {"operator_complaint": {"filed_on": "2026-03-02"}},
                "henan-telecom-2020 art 38",
            ),
            (
                "service.abnormal-charge",
                {
                    "bill": {"month_charge": 151, "average_before": 50},
                    "dispute": {"occurred_on": "2026-03-02"},
                },
                "henan-telecom-2020 art 41",
            ),
        ],
    )
    def test_is_cited_before_the_law_on_conflicts(
        self, rule: str, case: dict[str, Any], cited: str
    ) -> None:
        data = {**case, "respondent": {"province": "河南"}}
        result = telcorules.load().evaluate(rule, data, as_of=TODAY)
        (contested,) = result.contested
        assert [str(one.citation) for one in contested.basis] == [
            cited,
            "legislation-law-2023 art 106",
        ]
