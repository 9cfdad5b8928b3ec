"""Choices whose answers close: premature, barred, not competent."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from telcorules.evaluation.grounds import Availability, Selection
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.selections import Choice, Closed
from tests.unit.evaluation import written

ROUTE = """
    rule: thing.route
    kind: choice
    pick: all
    versions:
      - from: 2020-01-01
        rows:
          - value: '"centre"'
            reason: {zh: 先, en: first}
            basis: [act art 1]
          - if: thing.good
            value: authority("office", thing.province)
            needs: {zh: 材料, en: papers}
            otherwise: {zh: 不管, en: not its task}
            opens: >-
              last_day(thing.begun_on, "15 days", roll=reading.duty_rollover) + "1 day"
            premature: {zh: 还早, en: too early}
            closes: last_day(thing.begun_on, "5 months", roll=reading.duty_rollover)
            late: {zh: 已晚, en: too late}
            barred:
              if: thing.fine
              reason: {zh: 已办, en: done already}
              basis: [act art 1(2)]
            basis: [act art 1(1)]
          - if: thing.colour == "red"
            value: '"clerk"'
            opens: thing.ended_on
            needs: {zh: 结束, en: the end}
            barred:
              - {if: thing.count > 5, reason: {zh: 太多, en: too many}, basis: [act]}
              - {if: thing.count < 0, reason: {zh: 太少, en: too few}, basis: [act]}
            basis: [act art 1]
"""
STAGE = """
    rule: stage
    kind: choice
    pick: first
    versions:
      - from: 2020-01-01
        rows:
          - {if: happened(thing.ended_on), value: '"over"', basis: [act]}
          - {if: happened(thing.begun_on), value: '"begun"', turn: clerk, basis: [act]}
          - {value: '"idle"', turn: centre, basis: [act]}
"""
ANSWERS = """
    answers:
      over: {label: {zh: 结束, en: over}}
      begun: {label: {zh: 开始, en: begun}}
      idle: {label: {zh: 闲, en: idle}}
"""
LIMIT = """
    rule: thing.limit
    kind: deadline
    actor: clerk
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        within: 15 days
        done: thing.ended_on
        basis: [act art 1]
"""
STAGED = written.PACK + '    stage: stage\n    decide: ["thing.*"]\n'
CHANNELS = """
    channels:
      "12345":
        label: {zh: 热线, en: hotline}
        run_by: {zh: 政府, en: government}
        about: {zh: 各事, en: all things}
        phone: "12345"
        verified: text
        source: {zh: 见, en: seen}
"""


@pytest.fixture
def found(tmp_path: Path) -> Rulebook:
    files = {"route": ROUTE, "stage": STAGE, "answers": ANSWERS, "limit": LIMIT}
    return written.book(tmp_path, **files, pack=STAGED, channels=CHANNELS)


def route(found: Rulebook, as_of: Any = date(2026, 3, 20), **facts: Any) -> Choice:
    thing = {"good": True, "province": "广东", "begun_on": "2026-03-02", **facts}
    result: Choice = found.evaluate("thing.route", {"thing": thing}, as_of=as_of)
    return result


def shut(result: Choice, value: str) -> Closed:
    assert result.closed is not None
    return next(one for one in result.closed if one.value == value)


def states(result: Choice) -> dict[str, Availability | None]:
    closed = {one.value: one.state for one in result.closed or ()}
    return {**{one.value: one.state for one in result.candidates}, **closed}


OFFICE = "office-440000"


class TestAnAnswerThatCloses:
    @pytest.mark.parametrize(
        ("as_of", "fine", "state"),
        [
            (date(2026, 3, 17), False, Availability.PREMATURE),
            (date(2026, 3, 18), False, Availability.OPEN),
            (date(2026, 8, 3), False, Availability.OPEN),
            (date(2026, 8, 4), False, Availability.BARRED),
            (date(2026, 3, 20), True, Availability.BARRED),
            (date(2026, 3, 17), True, Availability.BARRED),
            (date(2026, 3, 20), None, Availability.POSSIBLE),
        ],
    )
    def test_is_open_between_its_days(
        self,
        found: Rulebook,
        as_of: date,
        fine: bool | None,  # noqa: FBT001 - a case
        state: Availability,
    ) -> None:
        assert states(route(found, as_of, fine=fine))[OFFICE] is state

    def test_says_from_which_day_it_is_open(self, found: Rulebook) -> None:
        one = shut(route(found, date(2026, 3, 10), fine=False), OFFICE)
        assert (
            one.opens,
            one.reason and one.reason.en,
            one.needs and one.needs.en,
        ) == (
            date(2026, 3, 18),
            "too early",
            "papers",
        )

    def test_says_that_it_is_too_late(self, found: Rulebook) -> None:
        one = shut(route(found, date(2026, 8, 4), fine=False), OFFICE)
        assert (one.reason and one.reason.en, one.needs) == ("too late", None)

    def test_has_no_day_while_its_event_has_not_happened(self, found: Rulebook) -> None:
        one = shut(route(found, begun_on="not-yet"), OFFICE)
        assert (one.state, one.opens) == (Availability.PREMATURE, None)

    def test_says_why_it_is_not_competent(self, found: Rulebook) -> None:
        one = shut(route(found, good=False), OFFICE)
        assert one.reason is not None
        assert (one.state, one.reason.en, one.to_dict()["opens"]) == (
            Availability.NOT_COMPETENT,
            "not its task",
            None,
        )

    def test_says_what_bars_it_and_on_what(self, found: Rulebook) -> None:
        one = shut(route(found, fine=True), OFFICE)
        assert one.reason is not None
        assert (one.reason.en, str(one.basis[0].citation)) == (
            "done already",
            "act art 1(2)",
        )

    def test_may_be_any_office_while_the_province_is_unknown(
        self, found: Rulebook
    ) -> None:
        result = route(found, province=None, good=False)
        assert OFFICE not in states(result)

    @pytest.mark.parametrize("facts", [{"good": None}, {"begun_on": None}])
    def test_is_possible_while_that_is_unknown(
        self, found: Rulebook, facts: dict[str, Any]
    ) -> None:
        result = route(found, **{"fine": False, **facts})
        assert states(result)[OFFICE] is Availability.POSSIBLE
        assert result.outcome is Selection.UNDETERMINED

    @pytest.mark.parametrize(
        ("count", "state"),
        [(6, Availability.BARRED), (-1, Availability.BARRED), (3, Availability.OPEN)],
    )
    def test_may_be_barred_by_either_of_several(
        self, found: Rulebook, count: int, state: Availability
    ) -> None:
        facts = {"colour": "red", "ended_on": "2026-03-10", "count": count}
        assert states(route(found, **facts))["clerk"] is state

    def test_opens_with_an_event(self, found: Rulebook) -> None:
        facts = {"colour": "red", "ended_on": "2026-04-01", "count": 1}
        one = shut(route(found, **facts), "clerk")
        assert (one.opens, one.reason) == (date(2026, 4, 1), one.needs)

    def test_is_left_out_where_nothing_is_said_of_its_not_applying(
        self, found: Rulebook
    ) -> None:
        assert "clerk" not in states(route(found, colour="blue"))

    def test_waits_for_a_notice_where_its_first_day_does(self, found: Rulebook) -> None:
        facts = {"fine": False, "begun_on": "2032-01-16"}
        told = route(found, date(2032, 1, 20), **facts)
        assert shut(told, OFFICE).opens is None
        later = route(found, date(2032, 2, 2), **facts)
        assert states(later)[OFFICE] is Availability.POSSIBLE

    def test_stands_beside_answers_that_do_not(self, found: Rulebook) -> None:
        said = route(found, fine=True, colour="blue").to_dict()
        assert (said["outcome"], [one["value"] for one in said["candidates"]]) == (
            "decided",
            ["centre"],
        )
        assert said["candidates"][0]["state"] == "open"
        assert [one["state"] for one in said["closed"]] == ["barred"]

    def test_says_what_it_needs_and_whether_it_is_open(self, found: Rulebook) -> None:
        said = route(found, fine=False, colour="blue").to_dict()["candidates"][1]
        assert (said["state"], said["needs"]["en"]) == ("open", "papers")


TWICE = """
    rule: thing.twice
    kind: choice
    pick: {pick}
    versions:
      - from: 2020-01-01
        rows:
          - if: thing.good
            value: authority("office", thing.places)
            reason: {{zh: 甲, en: one}}
            otherwise: {{zh: 不管, en: not its task}}
            basis: [act art 1]
          - if: thing.fine
            value: '"centre"'
            reason: {{zh: 乙, en: two}}
            basis: [act art 1]
"""


class TestAnAnswerOfTwoRows:
    """It is as sure as the surer of them, and bears the words of that one."""

    def ask(self, folder: Path, pick: str, **facts: Any) -> Choice:
        book = written.book(folder, twice=TWICE.format(pick=pick))
        case = {"thing": facts}
        result: Choice = book.evaluate("thing.twice", case, as_of=date(2026, 3, 1))
        return result

    @pytest.mark.parametrize("pick", ["one", "first", "all"])
    def test_is_decided_where_one_of_them_is_open(
        self, tmp_path: Path, pick: str
    ) -> None:
        result = self.ask(tmp_path, pick, places=["河南"], fine=True)
        (one,) = result.candidates
        assert (result.outcome, one.value, one.state, one.reason and one.reason.en) == (
            Selection.DECIDED,
            "centre",
            Availability.OPEN,
            "two",
        )

    def test_is_no_conflict_whether_named_once_or_twice(self, tmp_path: Path) -> None:
        facts = {"places": ["河南", "北京"], "good": True, "fine": True}
        result = self.ask(tmp_path, "one", **facts)
        assert (result.outcome, result.value) == (Selection.DECIDED, "centre")

    def test_that_is_closed_is_named_though_it_is_all_there_is(
        self, tmp_path: Path
    ) -> None:
        facts = {"places": ["广东", "河南"], "good": False, "fine": False}
        result = self.ask(tmp_path, "all", **facts)
        assert states(result) == {
            "office-440000": Availability.NOT_COMPETENT,
            "centre": Availability.NOT_COMPETENT,
        }


class TestTheStage:
    @pytest.mark.parametrize(
        ("facts", "stage", "turn"),
        [
            ({"begun_on": "2026-03-02", "ended_on": "2026-03-03"}, "over", None),
            ({"begun_on": "2026-03-02", "ended_on": "not-yet"}, "begun", "clerk"),
            ({"begun_on": "not-yet", "ended_on": "not-yet"}, "idle", "centre"),
            ({"begun_on": "2026-03-02"}, None, None),
        ],
    )
    def test_comes_from_the_events(
        self,
        found: Rulebook,
        facts: dict[str, Any],
        stage: str | None,
        turn: str | None,
    ) -> None:
        decision = found.decide({"thing": facts}, as_of=date(2026, 3, 20))
        assert decision.progress is not None
        assert (decision.stage, decision.progress.turn) == (stage, turn)

    @pytest.mark.parametrize(
        ("ended_on", "as_of", "running", "late"),
        [
            ("not-yet", date(2026, 3, 17), ("thing.limit",), ()),
            ("not-yet", date(2026, 3, 18), (), ("thing.limit",)),
            ("2026-03-18", date(2026, 3, 20), (), ("thing.limit",)),
            ("2026-03-17", date(2026, 3, 20), (), ()),
        ],
    )
    def test_says_what_runs_and_what_is_late(
        self,
        found: Rulebook,
        ended_on: str,
        as_of: date,
        running: tuple[str, ...],
        late: tuple[str, ...],
    ) -> None:
        case = {"thing": {"begun_on": "2026-03-02", "ended_on": ended_on}}
        progress = found.decide(case, as_of=as_of).progress
        assert progress is not None
        assert (progress.running, progress.late) == (running, late)

    def test_is_a_word_in_json_with_its_progress_beside_it(
        self, found: Rulebook
    ) -> None:
        case = {"thing": {"begun_on": "2026-03-02", "ended_on": "not-yet"}}
        said = found.decide(case, as_of=date(2026, 3, 10)).to_dict()
        assert (said["stage"], said["progress"]) == (
            "begun",
            {
                "turn": "clerk",
                "possible": [{"stage": "begun", "zh": "开始", "en": "begun"}],
                "running": ["thing.limit"],
                "late": [],
            },
        )

    def test_is_none_in_a_pack_without_stages(self, tmp_path: Path) -> None:
        decision = written.book(tmp_path, limit=LIMIT).decide({}, rules="thing.*")
        assert (decision.stage, decision.progress) == (None, None)
        assert "progress" not in decision.to_dict()


def test_a_channel_is_found_by_its_number(found: Rulebook) -> None:
    channel = found.channel("12345")
    assert (channel.authority.en, channel.phone, channel.note) == (
        "government",
        "12345",
        None,
    )
