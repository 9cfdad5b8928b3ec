from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from telcorules.evaluation.context import Context
from telcorules.evaluation.turning_days import Moving, TurningDays
from telcorules.foundation.lastdays import due
from telcorules.foundation.workdays import WorkCalendar
from tests.unit.render import small

AT = Moving(frozenset(["at"]))
START, END = date(2026, 1, 1), date(2026, 12, 31)
NEXT_YEAR = (date(2027, 1, 1), date(2027, 12, 31))
FIFTEEN = "15 working days"
EVERY = "every day"


def turning(
    text: str,
    facts: dict[str, Any] | None = None,
    moving: Moving = AT,
    span: tuple[date, date] = (START, END),
    context: Context | None = None,
) -> list[str] | str:
    """Return the days after the first of a span on which a condition can turn."""
    days = TurningDays([small.tree(text)], moving, context or small.context())
    slots = small.book().case({"claim": {}, "acts": {}, **(facts or {})}).slots
    first, last = (day.toordinal() for day in span)
    asked = date(2026, 6, 30).toordinal()
    found = days.within(slots, first, last, at=asked, as_of=asked)
    assert found[0] == first
    return EVERY if len(found) == last - first + 1 else shown(found[1:])


def shown(days: Iterable[int]) -> list[str]:
    return [f"{date.fromordinal(day):%m-%d}" for day in days]


def claim(**facts: Any) -> dict[str, dict[str, Any]]:
    return {"claim": facts}


def slot(name: str) -> int:
    return small.book().program.vocabulary.by_name[name].slot


class TestADayThatStandsAlone:
    """It can turn a comparison on the known day, and on the day after."""

    @pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "==", "!="])
    def test_beside_an_event(self, sign: str) -> None:
        facts = claim(answered_on="2026-03-10")
        expected = ["03-10", "03-11"]
        assert turning(f"at {sign} claim.answered_on", facts) == expected
        assert turning(f"claim.answered_on {sign} at", facts) == expected

    def test_beside_the_end_of_a_period(self) -> None:
        text = 'at > last_day(claim.answered_on, "15 days", roll="roll")'
        facts = claim(answered_on="2026-03-06")  # 21 March is a Saturday
        assert turning(text, facts) == ["03-23", "03-24"]

    def test_beside_a_day_that_no_notice_settles(self) -> None:
        text = 'at > last_day(claim.answered_on, "15 working days", roll="roll")'
        facts = claim(answered_on="2027-01-15")  # it ends from 3 to 15 February
        found = turning(text, facts, span=NEXT_YEAR)
        assert found == ["02-03", "02-04", "02-15", "02-16"]

    @pytest.mark.parametrize("value", [None, "not-yet", "2025-12-30", "2027-01-01"])
    def test_beside_what_the_span_does_not_hold(self, value: str | None) -> None:
        facts = claim(answered_on=value)
        assert turning("at > claim.answered_on", facts) == []

    def test_in_a_list_of_days(self) -> None:
        text = 'at in ["2026-02-01", "2026-05-05"]'
        assert turning(text) == ["02-01", "02-02", "05-05", "05-06"]

    def test_in_several_conditions(self) -> None:
        text = 'claim.paid and at < "2026-02-01" or not at < "2026-05-05"'
        assert turning(text) == ["02-01", "02-02", "05-05", "05-06"]

    def test_behind_a_name_and_a_choice(self) -> None:
        text = (
            "at > (claim.answered_on if claim.paid else claim.filed_on)"
            " if claim.heard else claim.filed_on < claim.answered_on"
        )
        facts = claim(answered_on="2026-02-01", filed_on="2026-05-05", paid=True)
        assert turning(text, facts) == ["02-01", "02-02"]


class TestADayWithinAChoice:
    """Each branch that can be taken is looked at, and whether both are the same."""

    def test_in_the_test(self) -> None:
        text = '(claim.answered_on if at > "2026-02-01" else claim.filed_on) < at'
        facts = claim(answered_on="2026-04-01", filed_on="2026-05-05")
        days = ["02-01", "02-02", "04-01", "04-02", "05-05", "05-06"]
        assert turning(text, facts) == days

    def test_in_a_branch(self) -> None:
        text = '(at if claim.paid else claim.filed_on) < "2026-05-05"'
        facts = claim(filed_on="2026-02-01")
        assert turning(text, facts) == ["02-01", "02-02", "05-05", "05-06"]

    def test_that_chooses_a_word(self) -> None:
        text = 'claim.nature == (acts.natures[0] if at > "2026-02-01" else "other")'
        assert turning(text) == ["02-01", "02-02"]

    def test_that_chooses_the_list_whose_length_counts(self) -> None:
        text = (
            'len(acts.provinces if at > "2026-02-01" else acts.provinces) > claim.lines'
        )
        assert turning(text) == ["02-01", "02-02"]

    def test_that_chooses_among_several_numbers(self) -> None:
        text = 'min(claim.lines if at > "2026-02-01" else claim.calls, 3) > 1'
        assert turning(text) == ["02-01", "02-02"]

    def test_on_too_many_ways_is_asked_every_day(self) -> None:
        one = '(claim.lines if at > "2026-02-01" else claim.calls)'
        assert turning(" + ".join([one] * 6) + " > 1") == ["02-01", "02-02"]
        assert turning(" + ".join([one] * 7) + " > 1") == EVERY


class TestADayThatAPeriodRunsFrom:
    """The later it is, the later the period ends; so where that is passed is found."""

    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ('at + "30 days" > claim.answered_on', ["03-01", "03-02"]),
            ('at - "1 month" > claim.answered_on', ["04-30", "05-01"]),
            ('claim.answered_on == at + "1 month"', ["03-01"]),
        ],
    )
    def test_and_never_rolls(self, text: str, days: list[str]) -> None:
        facts = claim(answered_on="2026-03-31")
        assert turning(text, facts) == days

    def test_and_rolls(self) -> None:
        text = 'last_day(at, "15 days", roll="roll") >= claim.answered_on'
        facts = claim(answered_on="2026-03-23")  # a Monday
        assert turning(text, facts) == ["03-06", "03-09"]

    def test_in_working_days(self) -> None:
        text = 'claim.answered_on > last_day(at, "5 working days", roll="roll")'
        facts = claim(answered_on="2026-03-23")
        assert turning(text, facts) == ["03-16", "03-17"]

    def test_and_another_period_from_there(self) -> None:
        text = 'last_day(at + "1 month", "15 days", roll="roll") > claim.answered_on'
        facts = claim(answered_on="2026-03-23")
        assert turning(text, facts) == ["02-06", "02-09"]

    def test_that_waits_for_a_notice(self) -> None:
        text = 'last_day(at, "15 working days", roll="roll") > claim.answered_on'
        facts = claim(answered_on="2027-02-10")
        days = [date(2027, 1, 1) + timedelta(days=n) for n in range(60)]
        late = [one for one in days if due(one, FIFTEEN).latest > date(2027, 2, 10)]
        sure = [one for one in days if due(one, FIFTEEN).earliest > date(2027, 2, 10)]
        found = turning(text, facts, span=NEXT_YEAR)
        assert found == [f"{late[0]:%m-%d}", f"{sure[0]:%m-%d}"]

    def test_while_one_value_of_a_parameter_holds(self) -> None:
        text = "last_day(at, waiting_time, roll=reading.duty_rollover) > claim.filed_on"
        facts = claim(filed_on="2026-03-20")
        assert turning(text, facts) == ["03-10", "03-11"]

    def test_while_a_parameter_changes_is_asked_every_day(self) -> None:
        text = 'last_day(at, waiting_time, roll="strict") > claim.filed_on'
        span = (date(2023, 12, 1), date(2024, 1, 31))
        assert turning(text, claim(filed_on="2023-12-31"), span=span) == EVERY

    def test_of_an_unknown_length_is_asked_every_day(self) -> None:
        text = "last_day(at, waiting_time, roll=reading.duty_rollover) > claim.filed_on"
        context = small.context(local_regulation="local")
        facts = claim(filed_on="2026-03-20")
        assert turning(text, facts, context=context) == EVERY

    def test_at_the_ends_of_the_calendar_is_asked_every_day(self) -> None:
        due = 'last_day(at, "5 working days", roll="roll")'
        calendar = WorkCalendar.china()
        for day in (calendar.first, calendar.last):
            span = (day.replace(day=1), day.replace(day=31))
            assert turning(f"{due} > claim.filed_on", span=span) == EVERY
            assert turning(f"happened({due})", span=span) == EVERY

    def test_past_all_days_is_still_a_day(self) -> None:
        text = 'last_day(at, "9000 years", roll="strict") > claim.filed_on'
        assert turning(text, claim(filed_on="2026-03-20")) == []

    def test_whether_it_happened_does_not_turn(self) -> None:
        assert turning('happened(last_day(at, "15 days", roll="roll"))') == []

    def test_beside_what_is_unknown_does_not_turn(self) -> None:
        assert turning('at + "30 days" > claim.filed_on') == []

    def test_on_a_condition_about_the_day_is_asked_every_day(self) -> None:
        text = 'last_day(claim.filed_on, waiting_time, roll="roll") < claim.answered_on'
        paid = Moving(slots=frozenset([slot("claim.paid")]))
        days = {"filed_on": "2026-03-20", "answered_on": "2026-03-30"}
        facts = claim(province="440000", **days)
        context = small.context(local_regulation="local")
        assert turning(text, facts, paid, context=context) == EVERY


class TestCountedDays:
    """As many days as lie up to a day, or from it, only grow, or only shrink."""

    @pytest.mark.parametrize(
        "text",
        [
            "days_between(claim.filed_on, at) > 30",
            "days_between(claim.filed_on, at) * -2 < -60",
            "min(days_between(claim.filed_on, at), 90) >= 30.50",
            "claim.lines - days_between(claim.filed_on, at) < 0 - 30",
        ],
    )
    def test_up_to_it(self, text: str) -> None:
        found = turning(text, claim(filed_on="2026-03-01", lines=0))
        assert isinstance(found, list)
        assert "04-01" in found
        assert {*found} <= {"03-31", "04-01"}

    def test_from_it(self) -> None:
        found = turning(
            "days_between(at, claim.filed_on) == 30", claim(filed_on="2026-03-31")
        )
        assert found == ["03-01", "03-02"]

    def test_from_the_end_of_a_strict_period(self) -> None:
        text = 'days_between(claim.filed_on, at + "10 days") > 30'
        assert turning(text, claim(filed_on="2026-03-11")) == ["03-31", "04-01"]

    @pytest.mark.parametrize("value", [None, "not-yet"])
    def test_from_no_day_do_not_turn(self, value: str | None) -> None:
        text = "days_between(claim.filed_on, at) > 30"
        assert turning(text, claim(filed_on=value)) == []

    def test_from_a_day_that_notices_can_move_are_asked_every_day(self) -> None:
        text = 'days_between(claim.filed_on, last_day(at, "9 days", roll="roll")) > 3'
        assert turning(text, claim(filed_on="2026-03-11")) == EVERY

    def test_that_run_out_of_time_are_asked_every_day(self) -> None:
        text = 'days_between(claim.filed_on, (at + "7973 years") + "30 days") > 3'
        assert turning(text, claim(filed_on="2026-03-11")) == EVERY

    def test_in_a_list_are_asked_every_day(self) -> None:
        assert turning("days_between(claim.filed_on, at) in [1, 2]") == EVERY

    def test_where_none_is_the_moving_one_do_not_turn(self) -> None:
        assert turning("claim.lines in [1, 2]") == []


class TestWhatIsAskedEveryDay:
    """Where the day stands on both sides, nothing is solved."""

    @pytest.mark.parametrize(
        "text",
        [
            'at > last_day(at, "5 working days", roll="roll")',
            "days_between(claim.filed_on, at) > days_between(at, claim.answered_on)",
            "max(days_between(claim.filed_on, at), days_between(at, at)) > 3",
        ],
    )
    def test_it(self, text: str) -> None:
        assert turning(text) == EVERY


class TestAnotherDay:
    """Any day can be the one that moves: that of an event as well."""

    def test_of_an_event(self) -> None:
        text = "at > last_day(claim.filed_on, waiting_time, roll=reading.duty_rollover)"
        filed = Moving(slots=frozenset([slot("claim.filed_on")]))
        assert turning(text, moving=filed) == ["06-20", "06-21"]

    def test_of_the_question(self) -> None:
        asked = Moving(frozenset(["as_of"]))
        assert turning('as_of > "2026-03-01" or at > "2026-05-05"', moving=asked) == [
            "03-01",
            "03-02",
        ]
        assert turning('as_of + "1 day" > at', moving=asked) == ["06-29", "06-30"]

    def test_that_a_list_holds_too(self) -> None:
        filed = Moving(slots=frozenset([slot("claim.filed_on")]))
        text = "claim.filed_on > acts.days[0]"
        facts = {"acts": {"days": ["2026-03-01"]}}
        assert turning(text, facts, moving=filed) == ["03-01", "03-02"]

    def test_behind_a_name(self) -> None:
        rule = small.book().program.rules["claim.admission"]
        filed = Moving(slots=frozenset([slot("claim.filed_on")]))
        days = TurningDays(rule.versions[1].nodes, filed, small.context())
        slots = small.book().case({}).slots
        first, last, at = (one.toordinal() for one in (*NEXT_YEAR, date(2027, 6, 30)))
        found = days.within(slots, first, last, at=at, as_of=at)
        assert shown(found[1:]) == ["06-20", "06-21"]
