"""Calendars, read back by a library other than the one that wrote them."""

import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from telcorules import RequestError, as_calendar, load
from telcorules.cli.inputs import read_case
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.workdays import WorkCalendar
from tests.unit.evaluation import written
from tests.unit.evaluation.test_chains import FACTS, MAY, deadline
from tests.unit.render import service

DAY = date(2026, 11, 25)
ZONES = ("Asia/Shanghai", "America/Los_Angeles")
SENT = {
    "appeal": {
        "filed_on": "2026-11-21",
        "materials_received_on": "2026-11-23",
        "decided_on": "not-yet",
        "answered_on": "not-yet",
    }
}


def events(text: str) -> dict[str, Any]:
    """Return the events of a calendar by their rules."""
    found = vobject.readOne(text).vevent_list
    return {one.x_telcorules_rule.value: one for one in found}


def decided(facts: Any = SENT, as_of: date = DAY, rules: str = "appeal.*") -> Decision:
    return load().decide(facts, as_of=as_of, rules=[rules])


@cache
def written_for(as_of: date = DAY, lang: str = "en") -> str:
    return as_calendar(decided(as_of=as_of), load(), key="A-17", lang=lang)


def sequence(one: Any) -> int:
    return int(one.sequence.value)


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield ZoneInfo(request.param)
    monkeypatch.undo()
    time.tzset()


class TestDays:
    """A day is a date without a zone, and a reminder a time of its reader's day."""

    def test_are_the_same_in_every_zone(self, zone: ZoneInfo) -> None:
        found = events(as_calendar(decided(), load(), key="A-17"))
        outer = found["appeal.answer-outer"]
        assert type(outer.dtstart.value) is date
        assert outer.dtstart.value == date(2026, 12, 21)
        midnight = datetime.combine(outer.dtstart.value, datetime.min.time(), zone)
        assert midnight.astimezone().date() == date(2026, 12, 21)

    def test_last_one_day(self) -> None:
        for one in events(written_for()).values():
            assert one.dtend.value - one.dtstart.value == timedelta(days=1)

    def test_reminders_are_at_nine_some_working_days_before(
        self, zone: ZoneInfo
    ) -> None:
        outer = events(written_for())["appeal.answer-outer"]
        midnight = datetime.combine(outer.dtstart.value, datetime.min.time(), zone)
        found = [midnight + one.trigger.value for one in outer.valarm_list]
        work = WorkCalendar.china()
        days = [work.add(date(2026, 12, 21), -n) for n in (5, 1)]
        assert [one.date() for one in found] == days
        assert {one.hour for one in found} == {9}
        assert days == [date(2026, 12, 14), date(2026, 12, 18)]

    def test_reminders_can_be_chosen(self) -> None:
        text = as_calendar(decided(), load(), key="A", remind=[3])
        (one,) = events(text)["appeal.answer-outer"].valarm_list
        assert one.trigger.value == timedelta(days=-5, hours=9)

    def test_a_moment_is_the_moment(self) -> None:
        facts = {
            "fault": {
                "reported_at": "2026-10-01T10:00:00+08:00",
                "area": "rural",
                "terminal_cause": False,
                "repaired_at": "not-yet",
            }
        }
        found = decided(facts, date(2026, 10, 2), "service.fault-repair")
        one = events(as_calendar(found, load(), key="A", lang="en"))[
            "service.fault-repair"
        ]
        start = one.dtstart.value
        assert start.astimezone(ZoneInfo("Asia/Shanghai")).isoformat() == (
            "2026-10-04T10:00:00+08:00"
        )
        (reminder, _) = one.valarm_list
        assert (start + reminder.trigger.value).astimezone(
            ZoneInfo("Asia/Shanghai")
        ).isoformat() == "2026-09-23T09:00:00+08:00"


class TestSure:
    """What is firm is confirmed; what isn't is tentative."""

    def test_a_firm_day(self) -> None:
        one = events(written_for())["appeal.acceptance"]
        assert (one.status.value, one.transp.value) == ("CONFIRMED", "TRANSPARENT")
        assert one.summary.value == "Time to decide whether to accept: last day"

    def test_a_provisional_day_counts_reminders_from_its_earliest(self) -> None:
        facts = {"report": {"received_on": "2026-12-15", "disposed_on": "not-yet"}}
        decision = decided(facts, date(2026, 12, 16), "report.disposition")
        due = decision["report.disposition"]
        assert due.earliest < due.due
        text = as_calendar(decision, load(), key="A", lang="en")
        one = events(text)["report.disposition"]
        assert one.status.value == "TENTATIVE"
        assert one.summary.value.endswith("last day (provisional)")
        assert "settled by" in one.description.value
        reminded = due.due + one.valarm_list[-1].trigger.value
        assert reminded == WorkCalendar.china().add(due.earliest, -1)

    def test_a_projected_day_is_tentative_and_reminds_nobody(self) -> None:
        one = events(written_for())["appeal.mediation"]
        assert one.status.value == "TENTATIVE"
        assert "projected" in one.summary.value
        assert "at the latest" in one.description.value
        assert not hasattr(one, "valarm_list")

    def test_what_is_over_reminds_nobody(self) -> None:
        text = as_calendar(decided(as_of=date(2027, 1, 4)), load(), key="A-17")
        one = events(text)["appeal.answer-outer"]
        assert "已逾期" in one.description.value
        assert not hasattr(one, "valarm_list")

    def test_the_basis_and_the_notice_are_told(self) -> None:
        text = events(written_for())["appeal.acceptance"].description.value
        assert text.splitlines()[:4] == [
            "status: running",
            "who: appeal body",
            "from: 2026-11-23",
            "within: 5 working days",
        ]
        assert "basis: Measures on Handling Appeals" in text
        assert "[content checked]" in text
        assert "not legal advice" in text


class TestPermissions:
    """The first day of a permission stands in the calendar too."""

    def test_says_that_it_opens(self, tmp_path: Path) -> None:
        book = written.book(tmp_path, steps=FACTS, may=MAY)
        facts = {"step": {"asked_on": "2026-11-20"}}
        decision = book.decide(facts, as_of=DAY, rules=["step.*"])
        text = as_calendar(decision, book, key="A", lang="en")
        one = events(text)["step.close"]
        assert one.summary.value == "May close: open from today"
        assert "status: not yet" in one.description.value


class TestRevisions:
    """The same event has the same name; what changed has a higher number."""

    def test_the_same_case_gives_the_same_bytes(self) -> None:
        assert as_calendar(decided(), load(), key="A-17", lang="en") == written_for()

    def test_a_name_hangs_on_case_and_rule(self) -> None:
        other = as_calendar(decided(), load(), key="A-18")
        names = [one.uid.value for one in events(written_for()).values()]
        assert len(set(names)) == len(names)
        assert not {one.uid.value for one in events(other).values()} & set(names)

    @pytest.mark.parametrize("form", [str.encode, str])
    def test_what_is_the_same_stays_byte_for_byte(self, form: Any) -> None:
        later = decided(as_of=date(2026, 11, 26))
        text = as_calendar(
            later, load(), key="A-17", lang="en", previous=form(written_for())
        )
        assert text == written_for()

    def test_what_changed_is_revised(self) -> None:
        facts = {"appeal": {**SENT["appeal"], "filed_on": "2026-11-24"}}
        text = as_calendar(
            decided(facts, date(2026, 11, 26)),
            load(),
            key="A-17",
            lang="en",
            previous=written_for(),
        )
        before, after = events(written_for()), events(text)
        outer, accepted = after["appeal.answer-outer"], after["appeal.acceptance"]
        assert outer.uid.value == before["appeal.answer-outer"].uid.value
        assert outer.dtstart.value == date(2026, 12, 24)
        assert (sequence(outer), sequence(accepted)) == (1, 0)
        assert outer.dtstamp.value.date() == date(2026, 11, 26)
        again = as_calendar(
            decided(facts, date(2026, 11, 26)),
            load(),
            key="A-17",
            lang="en",
            previous=text,
        )
        assert again == text

    def test_reminders_that_changed_are_a_revision(self) -> None:
        text = as_calendar(
            decided(), load(), key="A-17", lang="en", remind=[2], previous=written_for()
        )
        assert sequence(events(text)["appeal.answer-outer"]) == 1

    def test_what_is_gone_is_cancelled_once(self) -> None:
        facts = {"appeal": {"filed_on": "2026-11-21", "answered_on": "not-yet"}}
        later = decided(facts, date(2026, 11, 27))
        text = as_calendar(later, load(), key="A-17", lang="en", previous=written_for())
        gone = events(text)["appeal.acceptance"]
        assert (gone.status.value, sequence(gone)) == ("CANCELLED", 1)
        assert not hasattr(gone, "valarm_list")
        again = as_calendar(later, load(), key="A-17", lang="en", previous=text)
        assert again == text

    def test_what_comes_back_is_no_longer_cancelled(self) -> None:
        facts = {"appeal": {"filed_on": "2026-11-21", "answered_on": "not-yet"}}
        gone = as_calendar(
            decided(facts), load(), key="A-17", lang="en", previous=written_for()
        )
        text = as_calendar(decided(), load(), key="A-17", lang="en", previous=gone)
        back = events(text)["appeal.acceptance"]
        assert (back.status.value, sequence(back)) == ("CONFIRMED", 2)


class TestForm:
    """RFC 5545: lines end with CR LF and have at most 75 octets."""

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_lines(self, lang: str) -> None:
        text = written_for(lang=lang)
        assert text.startswith("BEGIN:VCALENDAR\r\n")
        assert text.endswith("END:VCALENDAR\r\n")
        assert "\n" not in text.replace("\r\n", "")
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))

    def test_of_every_kind_of_rule(self) -> None:
        for decision, book in _service():
            text = as_calendar(decision, book, key="A")
            named = {one.rule for one in decision.timeline if one.rule}
            assert set(events(text)) == named

    def test_a_day_outside_the_calendar_reminds_nobody(self, tmp_path: Path) -> None:
        rule = deadline("take", "asked_on", "5 days", "taken_on")
        book = written.book(tmp_path, steps=FACTS, take=rule)
        facts = {"step": {"asked_on": "2990-01-01", "taken_on": "not-yet"}}
        decision = book.decide(facts, as_of=DAY, rules=["step.*"])
        one = events(as_calendar(decision, book, key="A"))["step.take"]
        assert not hasattr(one, "valarm_list")


def _service() -> Iterator[tuple[Decision, Rulebook]]:
    for name in ("service-late", "service-early"):
        path = Path(__file__).parents[2] / f"golden/{name}.yaml"
        case = read_case(service.book(), str(path))
        yield service.book().decide(case, as_of=service.DAY, rules="*"), service.book()


class TestRefusals:
    """What can't be a calendar is refused, and how to mend it is said."""

    def refused(self, **how: Any) -> str:
        with pytest.raises(RequestError) as caught:
            as_calendar(decided(), load(), **{"key": "A", **how})
        return str(caught.value)

    def test_an_unknown_language(self) -> None:
        assert self.refused(lang="fr") == (
            "TR651: there is no language `fr`\n  fix: take zh, en"
        )

    @pytest.mark.parametrize("number", [0, -1, True, "5", 1.5])
    def test_a_strange_reminder(self, number: Any) -> None:
        assert self.refused(remind=[number]).startswith(f"TR656: `{number}` isn't")

    def test_the_calendar_of_another_case(self) -> None:
        assert self.refused(previous=written_for()) == (
            "TR653: the previous calendar is of the case `A-17`, not `A`\n"
            "  fix: give the one made of this case"
        )

    @pytest.mark.parametrize("key", ["a,b;c:d\\n", "编号 ✓", "A" * 200])
    def test_a_key_stays_words(self, key: str) -> None:
        text = as_calendar(decided(), load(), key=key)
        assert len(events(text)) == 3
        assert as_calendar(decided(), load(), key=key, previous=text) == text

    @pytest.mark.parametrize(
        "key", ["", " ", " A", "A\r\nEND:VCALENDAR", "\0", None, 7]
    )
    def test_what_is_no_key(self, key: Any) -> None:
        assert self.refused(key=key).startswith("TR655: a calendar needs a key")

    @settings(max_examples=40)
    @given(st.integers(0, 3_000), st.binary(max_size=6))
    def test_a_calendar_that_was_broken(self, place: int, junk: bytes) -> None:
        text = written_for().encode()
        broken = text[:place] + junk + text[place + len(junk) + 1 :]
        try:
            made = as_calendar(
                decided(), load(), key="A-17", lang="en", previous=broken
            )
        except RequestError as error:
            assert str(error).startswith("TR653")  # noqa: PT017 - either is right
        else:
            assert set(events(written_for())) <= set(events(made))

    @pytest.mark.parametrize(
        "previous",
        [
            "",
            "hello",
            b"\xff\xfe",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            "BEGIN:VEVENT\r\nUID:1\r\nSEQUENCE:x\r\nEND:VEVENT\r\n",
        ],
    )
    def test_what_is_no_calendar(self, previous: str | bytes) -> None:
        assert self.refused(previous=previous).startswith("TR653: the previous")

    def test_a_decision_without_days(self) -> None:
        with pytest.raises(RequestError) as caught:
            as_calendar(load().decide({}, as_of=DAY), load(), key="A")
        assert str(caught.value).startswith("TR654: no rule of this decision")

    def test_no_library(self) -> None:
        with patch.dict(sys.modules, icalendar=None):
            assert self.refused() == (
                "TR652: calendars need one more package: pip install 'telcorules[ics]'"
            )
