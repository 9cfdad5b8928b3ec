import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules import Outcome, Window
from telcorules.evaluation.edges import Threshold, hanging
from telcorules.foundation.law import Wording
from telcorules.foundation.moments import CHINA_TIME
from telcorules.foundation.periods import Period
from tests.unit.evaluation import written
from tests.unit.evaluation.test_admission import GOOD

BOOK = telcorules.load()
SPAN = (date(2026, 10, 1), date(2026, 12, 31))
NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
CHANGED = """
    rule: thing.admission
    kind: admission
    title: {zh: 受理, en: admission}
    not_at_hand:
      - {from: 2027-01-01, basis: [act], note: {zh: 没有见到, en: it was not seen}}
    versions:
      - from: 2026-10-10
        until: 2026-10-31
        require:
          good: {if: thing.good, basis: [act art 1]}
          dropped: {if: thing.fine, basis: [act art 1]}
      - from: 2026-11-01
        until: 2026-11-30
        require:
          good: {if: thing.good, basis: [act art 1(2)]}
      - from: 2026-12-10
        until: 2026-12-31
        bar:
          good:
            if: thing.good
            label: {zh: 好, en: good}
            basis: [act art 1]
            otherwise: {zh: 太好了, en: too good}
"""
LOCAL = """
    parameter: wait
    values:
      - {from: 2020-01-01, value: 10 days, basis: [act art 1]}
    where:
      - {if: 'thing.province == "440000"', from: 2020-01-01, value: 3 days,
         basis: [act art 1(2)]}
"""


def windows(
    start: date = SPAN[0], end: date = SPAN[1], **changes: dict[str, Any]
) -> tuple[Window, ...]:
    """Return the windows of an appeal whose complaint was made on 8 October 2026."""
    case = {name: {**one, **changes.get(name, {})} for name, one in GOOD.items()}
    return BOOK.window("appeal.admission", case, start=start, end=end)


def shown(found: tuple[Window, ...]) -> list[str]:
    return [f"{one.start} {one.end} {one.outcome}" for one in found]


def asked(
    folder: Path, rule: str, end: date = SPAN[1], **facts: Any
) -> tuple[Window, ...]:
    """Return the windows of a rule of the small pack."""
    book = written.book(folder, rule=rule, local=LOCAL)
    return book.window("thing.admission", {"thing": facts}, start=SPAN[0], end=end)


class TestARun:
    """A run is as long as its outcome lasts, and the span ends it too."""

    def test_opens_the_day_after_a_period_without_a_reply(self) -> None:
        assert shown(windows()) == [
            "2026-10-01 2026-10-23 inadmissible",
            "2026-10-24 2026-12-31 admissible",
        ]

    def test_closes_with_the_last_day_of_the_time_bar(self) -> None:
        found = windows(dispute={"occurred_on": "2026-05-29"})
        assert shown(found) == [
            "2026-10-01 2026-10-23 inadmissible",
            "2026-10-24 2026-10-29 admissible",
            "2026-10-30 2026-12-31 inadmissible",
        ]

    def test_does_not_hang_on_the_day_of_the_appeal(self) -> None:
        for day in (None, "not-yet", "2019-01-01", "2026-12-31"):
            assert windows(appeal={"filed_on": day}) == windows()

    def test_may_be_a_day(self) -> None:
        day = date(2026, 10, 24)
        assert shown(windows(day, day)) == ["2026-10-24 2026-10-24 admissible"]

    def test_may_hold_all_days_there_are(self) -> None:
        assert (
            shown(windows(date.min, date.max))[-1]
            == "2027-02-02 9999-12-31 inadmissible"
        )

    def test_takes_moments_by_their_day_in_china(self) -> None:
        start = datetime(2026, 10, 1, tzinfo=CHINA_TIME)
        found = BOOK.window("appeal.admission", GOOD, start=start, end=SPAN[1])
        assert found == windows()

    def test_is_undetermined_between_the_bounds_of_a_day(self) -> None:
        end = date(2027, 12, 31)
        found = windows(end=end, dispute={"occurred_on": "2026-09-13"})
        assert shown(found)[2:] == [
            "2027-02-14 2027-02-15 undetermined",
            "2027-02-16 2027-12-31 inadmissible",
        ]
        assert (found[2].waits_for, found[2].unknown) == ((NOTICE,), ())
        assert [one.waits_for for one in found if one is not found[2]] == [()] * 3

    def test_names_the_facts_that_keep_it_undetermined(self) -> None:
        found = windows(dispute={"nature": None, "occurred_on": "2026-06-01"})
        assert shown(found)[2:] == ["2026-11-03 2026-12-31 undetermined"]
        assert [one.unknown for one in found] == [(), (), ("dispute.nature",)]

    def test_names_what_is_in_the_way(self) -> None:
        found = windows(dispute={"occurred_on": "2026-05-29", "settled": None})
        assert [one.grounds for one in found] == [
            ("complained-first", "unsatisfied-or-unanswered"),
            ("settled-and-performed",),
            ("time-barred",),
        ]

    def test_names_the_events_taken_not_to_happen(self) -> None:
        (one, other) = windows()
        assert one.assuming == other.assuming == ("operator_complaint.replied_on",)

    def test_names_no_event_that_governs_it(self, tmp_path: Path) -> None:
        rule = written.admission(
            "happened(thing.begun_on)", "governed_by: thing.begun_on"
        )
        (one,) = asked(tmp_path, rule, begun_on="not-yet", ended_on="not-yet")
        assert (one.outcome, one.assuming) == (Outcome.ADMISSIBLE, ())

    def test_does_not_take_the_event_that_governs_it_for_unknown(
        self, tmp_path: Path
    ) -> None:
        rule = written.admission(
            "thing.begun_on > thing.ended_on", "governed_by: thing.begun_on"
        )
        (one,) = asked(tmp_path, rule)
        assert (one.outcome, one.unknown) == (
            Outcome.UNDETERMINED,
            ("thing.ended_on",),
        )

    def test_names_lists_in_which_an_event_has_not_happened(
        self, tmp_path: Path
    ) -> None:
        rule = written.admission("at > thing.days[0] or thing.count > 3")
        facts = {"days": ["2026-11-01", "not-yet"], "count": 10_000_000}
        (one,) = asked(tmp_path, rule, SPAN[1], **facts)
        assert one.assuming == ("thing.days",)


class TestTheLaw:
    """Days without law are runs of their own; a change of law is told."""

    def test_changes_within_the_span(self, tmp_path: Path) -> None:
        found = asked(tmp_path, CHANGED, date(2027, 1, 31), good=True, fine=False)
        assert shown(found) == [
            "2026-10-01 2026-10-09 not-in-force",
            "2026-10-10 2026-10-31 inadmissible",
            "2026-11-01 2026-11-30 admissible",
            "2026-12-01 2026-12-09 not-in-force",
            "2026-12-10 2026-12-31 inadmissible",
            "2027-01-01 2027-01-31 not-in-force",
        ]
        edges = [[(e.role, e.value) for e in one.opened_by] for one in found]
        assert edges == [
            [],
            [("law", True)],
            [("law", True)],
            [("law", False)],
            [("law", True)],
            [("law", False)],
        ]

    def test_is_named_by_its_instrument(self, tmp_path: Path) -> None:
        found = asked(tmp_path, CHANGED, date(2027, 1, 31), good=True, fine=False)
        edge, last = found[1].opened_by[0], found[-1].opened_by[0]
        assert (edge.condition, edge.label, edge.message) == (
            None,
            Wording("某法", "Some Act"),
            None,
        )
        assert [one.text for one in edge.basis] == ["《某法》"]
        assert last.message == Wording("没有见到", "it was not seen")

    def test_that_does_not_turn_the_outcome_is_no_edge(self, tmp_path: Path) -> None:
        found = asked(tmp_path, CHANGED, date(2026, 11, 30), good=False, fine=False)
        assert shown(found) == [
            "2026-10-01 2026-10-09 not-in-force",
            "2026-10-10 2026-11-30 inadmissible",
        ]
        assert found[1].grounds == ("good", "dropped")

    def test_is_named_with_the_conditions_that_turn_that_day(
        self, tmp_path: Path
    ) -> None:
        rule = CHANGED.replace("until: 2026-11-30", "until: 2026-12-09")
        found = asked(tmp_path, rule, good=True, fine=True)
        (law, good) = found[-1].opened_by
        assert (law.role, law.value) == ("law", True)
        assert (good.condition, good.role, good.value) == ("good", "bar", True)
        assert good.message == Wording("太好了", "too good")
        assert good.thresholds == ()


class TestAnEdge:
    """It names the conditions that the outcome hangs on, and the days they pass."""

    def test_is_shared_by_the_runs_on_both_sides(self) -> None:
        one, other = windows()
        assert one.closed_by == other.opened_by != ()
        assert (one.opened_by, other.closed_by) == ((), ())

    def test_names_the_condition_that_turns(self) -> None:
        (edge,) = windows()[1].opened_by
        assert (edge.condition, edge.role, edge.value) == (
            "unsatisfied-or-unanswered",
            "require",
            True,
        )
        assert edge.label is not None
        assert edge.label.zh == "对答复不满意，或者期限届满仍未获答复"
        assert edge.basis[0].text == "《电信用户申诉处理办法》第十条第（四）项"
        assert (edge.message, edge.waits_for) == (None, ())

    def test_says_what_stands_in_the_way_from_then_on(self) -> None:
        (edge,) = windows(dispute={"occurred_on": "2026-05-29"})[2].opened_by
        assert (edge.condition, edge.value) == ("time-barred", True)
        assert edge.message is not None
        assert edge.message.zh.startswith(
            "从申诉事项发生到申诉，收费争议已经超过五个月"
        )

    def test_says_what_is_not_known_from_then_on(self) -> None:
        (edge,) = windows(operator_complaint={"replied_on": "2026-10-12"})[1].opened_by
        assert edge.value is None
        assert edge.message == Wording(
            "尚不清楚：对处理结果满意（是否）",
            "not known: the user is satisfied with the result (yes or no)",
        )

    def test_names_the_end_of_a_period(self) -> None:
        (edge,) = windows()[1].opened_by
        assert edge.thresholds == (
            Threshold(
                event="operator_complaint.filed_on",
                since=date(2026, 10, 8),
                period=Period.parse("15 days"),
                before=False,
                earliest=date(2026, 10, 23),
                latest=date(2026, 10, 23),
            ),
        )

    def test_names_an_event(self) -> None:
        (edge,) = windows(operator_complaint={"replied_on": "2026-10-12"})[1].opened_by
        day = date(2026, 10, 12)
        assert edge.thresholds == (
            Threshold(
                event="operator_complaint.replied_on",
                since=day,
                period=None,
                before=False,
                earliest=day,
                latest=day,
            ),
        )

    def test_names_the_notice_that_can_move_it(self) -> None:
        end = date(2027, 12, 31)
        found = windows(end=end, dispute={"occurred_on": "2026-09-13"})
        edges = [edge for one in found for edge in one.opened_by]
        assert [one.waits_for for one in edges] == [(), (NOTICE,), (NOTICE,)]
        bounds = [(t.earliest, t.latest) for one in edges[1:] for t in one.thresholds]
        assert bounds == [(date(2027, 2, 13), date(2027, 2, 15))] * 2

    @pytest.mark.parametrize(
        ("condition", "threshold"),
        [
            ("at > thing.begun_on", "thing.begun_on 2026-10-20 None: 2026-10-20"),
            ('at > "2026-10-20"', "None None None: 2026-10-20"),
            ("at > thing.days[0]", "None None None: 2026-10-21"),
            (
                'at > thing.begun_on + "9 days"',
                "thing.begun_on 2026-10-20 9 days: 2026-10-29",
            ),
            ('at > thing.days[0] + "9 days"', "None 2026-10-21 9 days: 2026-10-30"),
            (
                "at > (thing.begun_on if thing.good else thing.ended_on)",
                "thing.begun_on 2026-10-20 None: 2026-10-20",
            ),
            (
                "at > (thing.days[0] if thing.fine else thing.days[0])",
                "None None None: 2026-10-21",
            ),
            (
                '(thing.begun_on if at < "2026-11-05" else at) < thing.ended_on',
                "None None None: 2026-11-05",
            ),
            (
                'at + "9 days" > thing.begun_on',
                "thing.begun_on 2026-10-20 None: 2026-10-20",
            ),
            (
                'at > last_day(thing.begun_on + "3 days", "5 days", roll="roll")',
                "None 2026-10-23 5 days: 2026-10-28",
            ),
        ],
    )
    def test_names_the_day_whatever_it_comes_from(
        self, tmp_path: Path, condition: str, threshold: str
    ) -> None:
        facts = {"begun_on": "2026-10-20", "ended_on": "2026-11-01", "good": True}
        case = {**facts, "days": ["2026-10-21"]}
        found = asked(tmp_path, written.admission(condition), SPAN[1], **case)
        (one,) = found[1].opened_by[0].thresholds
        shown = f"{one.event} {one.since} {one.period}: {one.earliest}"
        assert (shown, one.earliest, one.before) == (threshold, one.latest, False)

    def test_names_no_day_of_a_branch_that_is_not_taken(self, tmp_path: Path) -> None:
        rule = written.admission(
            "at > thing.begun_on if thing.good else at > thing.ended_on"
        )
        facts = {"begun_on": "2026-10-20", "ended_on": "2026-10-20", "good": True}
        (edge,) = asked(tmp_path, rule, SPAN[1], **facts)[1].opened_by
        assert [one.event for one in edge.thresholds] == ["thing.begun_on"]

    def test_names_a_day_counted_back_to(self, tmp_path: Path) -> None:
        rule = written.admission('at > thing.begun_on - "9 days"')
        (edge,) = asked(tmp_path, rule, begun_on="2026-10-20")[1].opened_by
        (one,) = edge.thresholds
        assert (one.before, one.latest) == (True, date(2026, 10, 11))

    def test_names_a_day_that_runs_from_an_uncertain_one(self, tmp_path: Path) -> None:
        due = 'last_day(thing.begun_on, "15 working days", roll="roll")'
        rule = written.admission(f'at > last_day({due}, "1 day", roll="strict")')
        found = asked(tmp_path, rule, date(2027, 3, 31), begun_on="2027-01-15")
        (one,) = found[1].opened_by[0].thresholds
        assert (one.event, one.since, str(one.period)) == (None, None, "1 day")
        assert (one.earliest, one.latest) == (date(2027, 2, 4), date(2027, 2, 16))

    def test_names_no_day_where_days_are_counted(self, tmp_path: Path) -> None:
        rule = written.admission("days_between(thing.begun_on, at) > 30")
        found = asked(tmp_path, rule, begun_on="2026-10-20")
        (edge,) = found[1].opened_by
        assert (found[1].start, edge.thresholds) == (date(2026, 11, 20), ())

    def test_names_the_length_that_the_case_has(self, tmp_path: Path) -> None:
        rule = written.admission(
            "at > last_day(thing.begun_on, wait, roll=reading.duty_rollover)"
        )
        facts = {"begun_on": "2026-10-20", "province": "广东"}
        (edge,) = asked(tmp_path, rule, SPAN[1], **facts)[1].opened_by
        assert [str(one.period) for one in edge.thresholds] == ["3 days"]
        assert [one.text for one in edge.basis] == [
            "《某法》第一条",
            "《某法》第一条第（二）项",
        ]

    def test_goes_to_json(self) -> None:
        one, other = windows()
        assert json.loads(other.to_json()) == other.to_dict()
        (edge,) = other.to_dict().pop("opened_by")
        basis = edge.pop("basis")
        assert basis == [cited.to_dict() for cited in other.opened_by[0].basis]
        assert edge == {
            "condition": "unsatisfied-or-unanswered",
            "role": "require",
            "value": True,
            "label": {
                "zh": "对答复不满意，或者期限届满仍未获答复",
                "en": "unsatisfied, or unanswered when the period ended",
            },
            "message": None,
            "thresholds": [
                {
                    "event": "operator_complaint.filed_on",
                    "since": "2026-10-08",
                    "period": "15 days",
                    "earliest": "2026-10-23",
                    "latest": "2026-10-23",
                }
            ],
        }
        assert one.to_dict() == {
            "start": "2026-10-01",
            "end": "2026-10-23",
            "outcome": "inadmissible",
            "opened_by": [],
            "closed_by": other.to_dict()["opened_by"],
            "assuming": ["operator_complaint.replied_on"],
            "grounds": ["complained-first", "unsatisfied-or-unanswered"],
            "unknown": [],
        }

    def test_tells_notices_and_counting_back_in_json(self, tmp_path: Path) -> None:
        end = date(2027, 12, 31)
        run = windows(end=end, dispute={"occurred_on": "2026-09-13"})[2].to_dict()
        assert run["waits_for"] == run["opened_by"][0]["waits_for"] == [NOTICE]
        rule = written.admission('at > thing.begun_on - "9 days"')
        (_, found) = asked(tmp_path, rule, begun_on="2026-10-20")
        (edge,) = found.to_dict()["opened_by"]
        assert edge["label"] is None
        assert edge["thresholds"][0]["before"] is True


class TestHanging:
    """An outcome hangs on the changes that a smallest set giving it holds."""

    def test_admissible_needs_every_change(self) -> None:
        before = {"a": False, "b": None, "c": True}
        after = {"a": True, "b": True, "c": True}
        assert hanging(before, after, Outcome.ADMISSIBLE) == {"a", "b"}

    def test_one_failure_makes_inadmissible(self) -> None:
        before = {"a": True, "b": True, "c": None}
        after = {"a": False, "b": None, "c": True}
        assert hanging(before, after, Outcome.INADMISSIBLE) == {"a"}

    def test_undetermined_needs_every_failure_gone(self) -> None:
        before = {"a": False, "b": None, "c": True}
        after = {"a": True, "b": None, "c": None}
        assert hanging(before, after, Outcome.UNDETERMINED) == {"a"}

    def test_undetermined_needs_something_unknown(self) -> None:
        before = {"a": False, "b": True}
        after = {"a": True, "b": None}
        assert hanging(before, after, Outcome.UNDETERMINED) == {"a", "b"}

    def test_what_was_not_there_stood_in_no_way(self) -> None:
        before = {"a": False}
        after = {"b": False}
        assert hanging(before, after, Outcome.INADMISSIBLE) == {"b"}


class TestRefusal:
    """What can't be asked is refused with what to do instead."""

    @pytest.mark.parametrize(
        ("rule", "start", "end", "code", "message"),
        [
            (
                "operator.reply",
                *SPAN,
                "TR613",
                "`operator.reply` is a rule of the kind deadline, not an admission",
            ),
            ("appeal.admision", *SPAN, "TR610", "there is no rule `appeal.admision`"),
            (
                "appeal.admission",
                *SPAN[::-1],
                "TR605",
                "the span ends on 2026-10-01, before it starts on 2026-12-31",
            ),
            (
                "appeal.admission",
                "2026-10-01",
                SPAN[1],
                "TR614",
                "`2026-10-01` is not a date",
            ),
            ("appeal.admission", SPAN[0], None, "TR614", "`None` is not a date"),
        ],
    )
    def test_names_what_is_wrong(
        self, rule: str, start: Any, end: Any, code: str, message: str
    ) -> None:
        with pytest.raises(telcorules.RequestError) as caught:
            BOOK.window(rule, GOOD, start=start, end=end)
        (problem,) = caught.value.problems
        assert (problem.code, problem.message) == (code, message)

    def test_of_a_case_that_can_not_be_read(self) -> None:
        with pytest.raises(telcorules.CaseError):
            BOOK.window("appeal.admission", {"x": {}}, start=SPAN[0], end=SPAN[1])


def test_a_run_in_short() -> None:
    assert [one.run for one in windows()] == [
        (SPAN[0], date(2026, 10, 23), Outcome.INADMISSIBLE),
        (date(2026, 10, 24), SPAN[1], Outcome.ADMISSIBLE),
    ]


def test_windows_are_frozen_and_hashable() -> None:
    one, other = windows()
    with pytest.raises(AttributeError):
        one.end = other.end  # type: ignore[misc]
    assert len({*windows(), one, other}) == 2
