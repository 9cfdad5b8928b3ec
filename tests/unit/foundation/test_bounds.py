"""The parts of bounding: curves as rises, placements, windows."""

from datetime import date, timedelta

import pytest

from telcorules.foundation.bounds import Bounds, Spans, mirror
from telcorules.foundation.envelope import (
    HISTORY,
    Shifted,
    Shifts,
    Window,
    anchor_day,
    envelope_bounds,
    widened,
)
from telcorules.foundation.holidays import Holiday, rest_blocks
from telcorules.foundation.principle import Group, MakeUps, Placement, make_up_groups

NOTHING = Shifted((), (), ())


def test_certain_days_leave_one_answer() -> None:
    bounds = Bounds([10, 11, 14], NOTHING, NOTHING)
    assert bounds.nth(9, 2) == (11, 11)
    assert bounds.nth(14, -2) == (10, 10)


def test_a_count_past_all_days_is_an_index_error() -> None:
    bounds = Bounds([10, 11, 14], NOTHING, NOTHING)
    for day, n in ((11, 2), (11, -2)):
        with pytest.raises(IndexError):
            bounds.nth(day, n)


def test_the_mirror_runs_backward() -> None:
    assert mirror([10, 11, 14]) == (-14, -11, -10)


def test_spans_are_found_by_the_days_they_touch() -> None:
    early, late = Window((1, 5), 1), Window((8, 9), 1)
    spans = Spans([late, early])
    assert spans.touching(0, 100) == [early, late]
    assert spans.touching(5, 100) == [late]
    assert spans.touching(0, 1) == [early]
    assert Spans([]).touching(0, 100) == []


PLACEMENT = Placement(weekdays=(3,), candidates=(1, 2, 8, 9), make_ups=2)


@pytest.mark.parametrize(
    ("after", "soonest", "latest"),
    [
        (0, [1, 2, 3], [3, 8, 9]),
        (1, [2, 3, 8], [3, 9]),
        (2, [3, 8, 9], [3]),
        (8, [9], []),
        (9, [], []),
    ],
)
def test_an_event_that_cuts_a_block_leaves_fewer_make_up_days(
    after: int, soonest: list[int], latest: list[int]
) -> None:
    assert (PLACEMENT.soonest(after), PLACEMENT.latest(after)) == (soonest, latest)


def test_a_placement_is_mirrored_day_by_day() -> None:
    assert PLACEMENT.mirrored() == Placement((-3,), (-9, -8, -2, -1), 2)


def test_of_two_placements_the_better_or_the_worse_counts_at_each_rise() -> None:
    group = Group((Placement((4,), (9,), 1), Placement((), (1, 8), 1)), 1, 9)
    assert group.soonest(0) == [1, 9]
    assert group.latest(0) == [8]
    assert group.mirrored().mirrored() == group


def test_groups_are_asked_where_they_touch() -> None:
    far = Group((Placement((), (20, 21), 1),), 20, 21)
    near = Group((Placement((), (1, 8), 1),), 1, 8)
    doubt = MakeUps([far, near])
    assert doubt.soonest(0, 5) == [1]
    assert doubt.latest(0, 50) == [8, 21]


def test_make_up_days_lie_on_free_weekends_near_their_block() -> None:
    horizon = range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal())
    spring = make_up_groups(rest_blocks(2027), horizon)[1].placements[0]
    days = " ".join(f"{date.fromordinal(day):%m-%d}" for day in spring.candidates)
    assert days == "01-23 01-24 01-30 01-31 02-13 02-14 02-20 02-21"
    assert spring.make_ups == 2


def test_there_are_always_enough_days_for_the_make_ups() -> None:
    blocks = [block for year in range(2027, 2062) for block in rest_blocks(year)]
    horizon = range(date(2026, 12, 29).toordinal(), date(2062, 2, 1).toordinal())
    short = [
        placement
        for group in make_up_groups(blocks, horizon)
        for placement in group.placements
        if len(placement.candidates) < placement.make_ups
    ]
    assert short == []


def test_days_settled_by_a_notice_are_no_candidates() -> None:
    horizon = range(date(2027, 2, 1).toordinal(), date(2028, 1, 1).toordinal())
    spring = make_up_groups(rest_blocks(2027), horizon)[1].placements[0]
    days = " ".join(f"{date.fromordinal(day):%m-%d}" for day in spring.candidates)
    assert days == "02-13 02-14 02-20 02-21"


def test_overlapping_windows_take_a_day_once_the_one_that_ends_first_first() -> None:
    rests = [Window((2, 3, 4, 5), 2), Window((2, 3), 2)]
    doubt = Shifted((2, 3, 4, 5, 6), rests, ())
    assert doubt.latest(0, 50) == [6]
    assert doubt.latest(2, 50) == [6]
    assert doubt.latest(0, 3) == []


def test_weekdays_in_doubt_are_worked_at_best() -> None:
    doubt = Shifted((2, 3), [Window((2, 3), 1)], [Window((1, 8), 1)])
    assert sorted(doubt.soonest(0, 50)) == [1, 2, 3]
    assert doubt.latest(0, 50) == [3]


def test_widening_allows_farther_and_more() -> None:
    narrow = {Holiday.QINGMING: Shifts(2, -2, 2, 1, -4, 3)}
    assert widened(narrow) == {Holiday.QINGMING: Shifts(3, -5, 5, 2, -7, 6)}


@pytest.mark.parametrize(
    ("holiday", "day"),
    [
        (Holiday.NEW_YEAR, date(2026, 1, 1)),
        (Holiday.SPRING, date(2026, 2, 16)),
        (Holiday.NATIONAL, date(2026, 10, 1)),
    ],
)
def test_shifts_are_measured_from_the_first_day_or_the_eve(
    holiday: Holiday, day: date
) -> None:
    assert anchor_day(holiday, 2026) == day


def test_spring_festival_is_measured_from_its_eve_in_every_version_of_the_law() -> None:
    assert anchor_day(Holiday.SPRING, 2020) == date(2020, 1, 24)


def test_an_envelope_without_shifts_leaves_the_law_alone() -> None:
    horizon = range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal())
    bounds = envelope_bounds([], horizon, range(2027, 2028), {})
    eve = date(2027, 2, 4).toordinal()
    tuesday = (date(2027, 2, 8) + timedelta(days=1)).toordinal()
    assert bounds.nth(eve, 1) == (tuesday, tuesday)
    assert set(HISTORY) == set(Holiday)
