"""The picture of a case: where its days and limits stand."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telcorules.evaluation.context import Context
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.workdays import WorkCalendar
from telcorules.render.bilingual import Language
from telcorules.render.drawing import drawn
from telcorules.render.page import EDGE, Extent, Figure, Lane, Shape, Tone
from telcorules.render.pictures import WIDEST_LINE, PictureView, columns
from tests.unit.evaluation import written
from tests.unit.evaluation.test_chains import FACTS, MAY, deadline
from tests.unit.render.test_ics import SENT

EN = Language.EN
TAKE = deadline("take", "asked_on", "5 days", "taken_on")
PAUSED = """\
    excluding:
      from: step.paused_on
      until: step.resumed_on
      basis: [act art 1]
"""
BEFORE = """
    rule: step.tell
    kind: deadline
    title: {zh: 提前告知, en: tell before}
    actor: clerk
    versions:
      - from: 2020-01-01
        within: 5 days
        before: step.heard_on
        done: step.told_on
        basis: [act art 1]
"""


def figure_of(
    book: Rulebook,
    facts: Any,
    as_of: date,
    language: Language = EN,
    rules: str = "*",
) -> Figure:
    named = [rules] if book.program.rules else []
    decision = book.decide(facts, as_of=as_of, rules=named)
    context = Context(book.program, book.calendar, dict(book.readings))
    found = PictureView(context, language).figure(decision)
    assert found is not None
    return found


def steps(folder: Path, facts: dict[str, str], as_of: date, **rules: str) -> Figure:
    book = written.book(folder, steps=FACTS, **rules)
    return figure_of(book, {"step": facts}, as_of)


def lane(figure: Figure, node: str) -> Lane:
    (found,) = [one for one in figure.lanes if one.node == node]
    return found


def days_of(figure: Figure, first: date, last: date) -> float:
    """Return how wide a day is, known from two days with events."""
    places = [
        one.extent.start
        for one in figure.lanes
        if one.about[:10] in (f"{first}", f"{last}")
    ]
    return (places[-1] - places[0]) / (last - first).days


def test_nothing_but_the_question_is_no_picture() -> None:
    decision = load().decide({}, as_of=date(2026, 11, 21))
    context = Context(load().program, load().calendar, dict(load().readings))
    assert PictureView(context, EN).figure(decision) is None


class TestLanes:
    """A limit runs from the day after its event to the end of its last day."""

    FACTS: Final = {
        "asked_on": "2026-11-02",
        "heard_on": "2026-11-22",
        "taken_on": "not-yet",
    }

    def test_a_limit(self, tmp_path: Path) -> None:
        found = steps(tmp_path, self.FACTS, date(2026, 11, 4), take=TAKE)
        day = days_of(found, date(2026, 11, 2), date(2026, 11, 22))
        asked, take = lane(found, "fact:step.asked_on"), lane(found, "step.take")
        assert asked.extent.width == 0
        assert take.extent.start == pytest.approx(
            asked.extent.start + day / 2, abs=0.01
        )
        # From the third to the ninth, as the seventh is a Saturday: seven days.
        assert take.extent.width == pytest.approx(7 * day, abs=0.01)
        assert (take.tone, take.shape) == (Tone.PLAIN, Shape.SPAN)
        assert take.about == "2026-11-09 Mon · running"
        assert take.overrun is None

    def test_a_missed_one_is_drawn_on_to_the_day_of_the_question(
        self, tmp_path: Path
    ) -> None:
        found = steps(tmp_path, self.FACTS, date(2026, 11, 12), take=TAKE)
        take = lane(found, "step.take")
        assert take.tone is Tone.BAD
        assert take.overrun == Extent(take.extent.end, found.question.place)

    def test_one_done_late_is_drawn_on_to_the_day_it_was_done(
        self, tmp_path: Path
    ) -> None:
        facts = {**self.FACTS, "taken_on": "2026-11-15"}
        found = steps(tmp_path, facts, date(2026, 11, 30), take=TAKE)
        done = lane(found, "fact:step.taken_on")
        assert lane(found, "step.take").overrun == Extent(
            lane(found, "step.take").extent.end, done.extent.start
        )

    def test_events_of_one_day_share_a_lane(self, tmp_path: Path) -> None:
        facts = {**self.FACTS, "told_on": "2026-11-02"}
        found = steps(tmp_path, facts, date(2026, 11, 4), take=TAKE)
        shared = lane(found, "fact:step.asked_on fact:step.told_on")
        assert shared.title == ("Day",)

    def test_what_begins_first_is_on_top(self, tmp_path: Path) -> None:
        facts = {**self.FACTS, "taken_on": "2026-11-09"}
        found = steps(tmp_path, facts, date(2026, 11, 10), take=TAKE)
        assert [one.node for one in found.lanes] == [
            "fact:step.asked_on",
            "step.take",
            "fact:step.taken_on",
            "fact:step.heard_on",
        ]

    def test_one_that_may_be_paused_has_no_end(self, tmp_path: Path) -> None:
        found = steps(tmp_path, self.FACTS, date(2026, 11, 4), take=f"{TAKE}{PAUSED}")
        take = lane(found, "step.take")
        assert take.open_ended
        assert take.doubt is not None
        assert take.doubt.end == 100

    def test_one_counted_back_ends_with_its_event(self, tmp_path: Path) -> None:
        facts = {"heard_on": "2026-11-22", "told_on": "not-yet"}
        found = steps(tmp_path, facts, date(2026, 11, 4), tell=BEFORE)
        tell, heard = lane(found, "step.tell"), lane(found, "fact:step.heard_on")
        assert tell.extent.start < heard.extent.start < tell.extent.end

    def test_a_permission_is_open_to_the_edge(self, tmp_path: Path) -> None:
        found = steps(tmp_path, self.FACTS, date(2026, 11, 4), may=MAY)
        may = lane(found, "step.close")
        assert (may.shape, may.extent.end) == (Shape.OPENING, 100)
        assert may.about == "2026-12-01 Tue · not yet"

    def test_a_provisional_permission_has_bounds(self, tmp_path: Path) -> None:
        facts = {"asked_on": "2027-01-08"}
        found = steps(tmp_path, facts, date(2027, 1, 9), may=MAY)
        may = lane(found, "step.close")
        assert may.about.endswith("provisional")
        assert may.doubt is not None
        assert may.doubt.start < may.extent.start < may.doubt.end

    def test_a_moment_stands_at_its_hour(self, tmp_path: Path) -> None:
        facts = {"called_at": "2026-11-02T06:00:00+08:00", "asked_on": "2026-11-04"}
        rule = deadline("call", "called_at", "48 hours", "taken_on")
        found = steps(tmp_path, facts, date(2026, 11, 3), call=rule)
        day = days_of(found, date(2026, 11, 2), date(2026, 11, 4)) * 2 / 2.25
        call = lane(found, "step.call")
        assert call.extent.width == pytest.approx(2 * day, abs=0.01)
        assert call.about == "2026-11-04 06:00 · running"


class TestDoubt:
    """A day that isn't firm is drawn between its bounds."""

    def test_a_provisional_limit(self) -> None:
        facts = {"report": {"received_on": "2026-12-15", "disposed_on": "not-yet"}}
        found = figure_of(load(), facts, date(2026, 12, 16), rules="report.disposition")
        report = lane(found, "report.disposition")
        due = load().evaluate("report.disposition", facts, as_of=date(2026, 12, 16))
        assert (due.latest - due.earliest).days == 2
        assert report.doubt is not None
        day = report.doubt.width / 2
        assert report.extent.end == report.doubt.start
        whole = (due.earliest - date(2026, 12, 15)).days
        assert report.extent.width == pytest.approx(whole * day, rel=0.01)
        assert found.key == ("days of rest", "provisional: may end here", "")

    def test_a_projected_one(self) -> None:
        found = figure_of(load(), SENT, date(2026, 11, 25), rules="appeal.*")
        mediation = lane(found, "appeal.mediation")
        assert mediation.shape is Shape.PROJECTED
        assert mediation.extent.start == lane(found, "appeal.acceptance").extent.end
        assert mediation.about == "2027-01-12 Tue · at the latest, provisional"
        assert found.key[2] == "projected, not running yet"

    def test_a_projected_one_that_is_firm(self, tmp_path: Path) -> None:
        hear = deadline("hear", "taken_on", "10 days", "heard_on")
        facts = {"asked_on": "2026-03-02", "taken_on": "not-yet", "heard_on": "not-yet"}
        found = steps(tmp_path, facts, date(2026, 3, 4), take=TAKE, hear=hear)
        assert lane(found, "step.hear").tone is Tone.QUIET
        assert lane(found, "step.hear").doubt is None


class TestGround:
    """Days of rest are shaded, months are marked, the question is a line."""

    def test_every_day_of_rest_is_shaded_and_no_other(self, tmp_path: Path) -> None:
        facts = {"asked_on": "2026-09-21", "heard_on": "2026-10-19"}
        found = steps(tmp_path, facts, date(2026, 9, 22))
        day = days_of(found, date(2026, 9, 21), date(2026, 10, 19))
        work, first = WorkCalendar.china(), found.lanes[0].extent.start
        for number in range(29):
            at = first + number * day
            shaded = any(r.extent.start < at < r.extent.end for r in found.rests)
            worked = work.is_working_day(date(2026, 9, 21) + timedelta(days=number))
            assert shaded is not worked
        assert {one.estimated for one in found.rests} == {False}

    def test_days_no_notice_settles_are_shaded_as_estimates(
        self, tmp_path: Path
    ) -> None:
        facts = {"asked_on": "2028-09-21", "heard_on": "2028-10-19"}
        found = steps(tmp_path, facts, date(2028, 9, 22))
        assert {one.estimated for one in found.rests} == {True}

    @pytest.mark.parametrize(
        ("until", "labels"),
        [
            ("2026-09-29", ("09-21", "09-28")),
            ("2026-12-20", ("10", "11", "12")),
            ("2027-08-20", ("11", "2027-01", "03", "05", "07")),
            ("2028-04-20", ("2027-01", "05", "09", "2028-01", "05")),
            ("2031-04-20", ("2027", "2028", "2029", "2030", "2031")),
            ("2046-04-20", ("2028", "2032", "2036", "2040", "2044")),
        ],
    )
    def test_ticks_are_few(
        self, until: str, labels: tuple[str, ...], tmp_path: Path
    ) -> None:
        facts = {"asked_on": "2026-09-21", "heard_on": until}
        found = steps(tmp_path, facts, date(2026, 9, 22))
        assert tuple(one.label for one in found.ticks) == labels

    def test_a_very_long_span_isn_t_shaded(self, tmp_path: Path) -> None:
        facts = {"asked_on": "2020-09-21", "heard_on": "2026-10-19"}
        found = steps(tmp_path, facts, date(2026, 9, 22))
        assert (found.rests, found.key) == ((), ("", "", ""))

    @pytest.mark.parametrize("day", [date.min, date(9999, 12, 30)])
    def test_the_ends_of_time(self, day: date, tmp_path: Path) -> None:
        facts = {"asked_on": "2026-09-21", "heard_on": day.isoformat()}
        found = steps(tmp_path, facts, date(2026, 9, 22))
        assert len(found.ticks) < 10
        assert all(0 <= one.extent.start <= 100 for one in found.lanes)

    def test_months_are_told_in_chinese(self, tmp_path: Path) -> None:
        book = written.book(tmp_path, steps=FACTS)
        facts = {"step": {"asked_on": "2026-09-21", "heard_on": "2026-11-20"}}
        found = figure_of(book, facts, date(2026, 9, 22), Language.ZH)
        assert [one.label for one in found.ticks] == ["10月", "11月"]
        assert found.question.label == "评估日 09-22"

    def test_it_is_told_in_words_too(self, tmp_path: Path) -> None:
        facts = {"asked_on": "2026-11-02", "taken_on": "not-yet"}
        found = steps(tmp_path, facts, date(2026, 11, 4), take=TAKE)
        assert found.description == (
            "1 days and 1 limits; assessed 2026-11-04. Day 2026-11-02 Mon;"
            " step.take 2026-11-09 Mon · running"
        )


class TestWords:
    """A lane's words stand near it, and fit on a telephone."""

    @pytest.mark.parametrize("language", list(Language))
    def test_they_fit(self, language: Language) -> None:
        facts = {
            "appeal": {**SENT["appeal"], "materials_completed_on": "2026-11-24"},
            "operator_complaint": {"filed_on": "2026-10-08", "replied_on": "not-yet"},
        }
        found = figure_of(load(), facts, date(2026, 11, 25), language, "appeal.*")
        for one in found.lanes:
            lines = [*one.title, one.about]
            for place, whole in zip(one.places, (570, 284), strict=True):
                wide = max(map(columns, lines)) * 8 * 100 / whole
                before = {"start": 0, "middle": wide / 2, "end": wide}[place.anchor]
                assert place.at - before >= -0.01
                assert place.at - before + wide <= 100.01 or place is EDGE

    def test_no_line_is_too_long(self) -> None:
        found = figure_of(load(), SENT, date(2026, 11, 25), rules="appeal.*")
        lines = [line for one in found.lanes for line in one.title]
        assert max(map(columns, lines)) <= WIDEST_LINE
        assert any(len(one.title) > 1 for one in found.lanes)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_lanes_are_laid_below_one_another(heights: list[int]) -> None:
    lanes = tuple(
        Lane(
            node="n",
            title=("t",) * height,
            about="a",
            tone=Tone.PLAIN,
            shape=Shape.EVENT,
            extent=Extent(0, 0),
            inline=height == 1,
        )
        for height in heights
    )
    base = figure_of(load(), SENT, date(2026, 11, 25), rules="appeal.*")
    drawing = drawn(
        Figure(
            title="",
            description="",
            lanes=lanes,
            rests=(),
            ticks=(),
            question=base.question,
            key=(),
        )
    )
    places = [y for row in drawing.rows for y in (*row.lines, row.about, row.bar)]
    assert all(a <= b for a, b in pairwise(places))
    assert all(
        above.bar + drawing.bar < below.lines[0] - 12
        for above, below in pairwise(drawing.rows)
    )
    assert drawing.height > drawing.rows[-1].bar + drawing.bar


def test_an_empty_picture_has_a_head_only() -> None:
    base = figure_of(load(), SENT, date(2026, 11, 25), rules="appeal.*")
    empty = Figure(
        title="",
        description="",
        lanes=(),
        rests=(),
        ticks=(),
        question=base.question,
        key=(),
    )
    assert drawn(empty).height == drawn(empty).top
