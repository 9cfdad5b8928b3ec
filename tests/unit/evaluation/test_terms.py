"""Where comparisons turn, against asking every day."""

from datetime import date

import pytest

from telcorules.evaluation.terms import FAR_FUTURE, FAR_PAST, Relation, Term, Terms
from telcorules.foundation.periods import Period
from telcorules.language.nodes import Compare, Node
from tests.differential import random_expressions as random

CONTEXT = random.contexts()[0]
TERMS = Terms(CONTEXT)
PERIODS = ("10 days", "5 working days", "1 month", "2 years", "30 working days")
FIRST, LAST = date(2025, 1, 1).toordinal(), date(2028, 3, 1).toordinal()


def node(text: str) -> Node:
    return random.read(text, random.scope())


def moved(period: str, *, roll: bool = True, back: bool = False) -> Term:
    table = TERMS.table(Period.parse(period), roll=roll, back=back)
    return Term("at").moved(table)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("end", [0, 1])
def test_the_least_day_is_the_first_that_comes_to_lie_there(
    period: str, end: int
) -> None:
    term = moved(period)
    for goal in range(FIRST + 800, FIRST + 1130, 7):
        found = term.least(goal, end)
        assert found is not None
        days = range(found - 40, found + 40)
        late = [day for day in days if (term.value(day, end) or 0) >= goal]
        assert late[0] == found


def test_only_so_many_days_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("telcorules.evaluation.terms.KEPT", 1)
    term = moved("10 days", roll=False)
    found = [term.least(FIRST + n, 0) for n in (0, 1, 0)]
    assert found == [FIRST - 10, FIRST - 9, FIRST - 10]


def test_a_day_moved_back_is_found_as_well() -> None:
    term = moved("10 days", roll=False, back=True)
    assert term.least(FIRST, 0) == FIRST + 10


def test_a_day_as_it_is_lies_on_itself() -> None:
    assert Term("at").least(FIRST, 0) == FIRST


def test_no_day_comes_to_lie_past_the_end_of_time() -> None:
    term = moved("10 days", roll=False)
    assert term.least(FAR_FUTURE + 11, 0) is None
    assert term.least(FAR_PAST + 5, 0) == FAR_PAST


def test_what_has_not_happened_stays_so() -> None:
    assert moved("10 days").value(10_000_000, 0) == 10_000_000


def test_working_days_are_told_within_the_calendar_only() -> None:
    term = moved("5 working days")
    first, after = term.edges
    assert term.value(first, 0) is not None
    assert term.value(first - 1, 0) is None
    assert term.value(after - 1, 0) is not None
    assert term.value(after, 0) is None
    assert moved("5 days").edges == ()


def test_hours_are_whole_days() -> None:
    term = moved("49 hours", roll=False)
    assert term.value(FIRST, 0) == FIRST + 3


def turns(text: str, near: date) -> list[date]:
    (relation,) = TERMS.relations([node(text)])
    found = {*relation.turns_of_left(near.toordinal())}
    return [date.fromordinal(day) for day in sorted(found)]


@pytest.mark.parametrize(
    ("sign", "days"),
    [("<", [8]), (">=", [8]), ("<=", [9]), (">", [9]), ("==", [8, 9]), ("!=", [8, 9])],
)
def test_a_sign_turns_where_its_truth_does(sign: str, days: list[int]) -> None:
    found = turns(f"claim.filed_on {sign} at", date(2026, 10, 8))
    assert found == [date(2026, 10, day) for day in days]


@pytest.mark.parametrize(("sign", "days"), [("<", [9]), ("<=", [8]), ("==", [8, 9])])
def test_the_other_side_turns_as_well(sign: str, days: list[int]) -> None:
    (relation,) = TERMS.relations([node(f"at {sign} claim.filed_on")])
    found = {*relation.turns_of_right(date(2026, 10, 8).toordinal())}
    assert sorted(found) == [date(2026, 10, day).toordinal() for day in days]


def test_both_bounds_of_an_uncertain_day_turn() -> None:
    late = 'last_day(claim.filed_on, "5 working days", roll="roll")'
    assert len(turns(f"{late} < at", date(2027, 4, 18))) == 2


def keys(*texts: str) -> list[tuple[object, object]]:
    found = TERMS.relations([node(text) for text in texts])
    return [(one.left.key, one.right.key) for one in found]


def slot(name: str) -> int:
    return CONTEXT.program.vocabulary.by_name[name].slot


def test_a_choice_between_days_compares_each() -> None:
    text = "(claim.filed_on if claim.paid else claim.answered_on) < at"
    filed, answered = slot("claim.filed_on"), slot("claim.answered_on")
    assert keys(text) == [(filed, "at"), (answered, "at")]


def test_a_parameter_turns_where_it_changes() -> None:
    found = TERMS.relations([node("due < at")])
    steps = [one.right.day for one in found if one.right.key is None]
    days = [date.fromordinal(day).isoformat() for day in steps]
    assert days == ["2005-04-20", "2024-01-01"]


def test_a_distance_of_days_turns_at_its_numbers() -> None:
    found = TERMS.relations([node("days_between(claim.filed_on, at) > 3")])
    day = date(2026, 10, 8)
    turned = {d for one in found for d in one.turns_of_left(day.toordinal())}
    near = [date.fromordinal(one).isoformat() for one in sorted(turned)]
    assert near == ["2026-10-05", "2026-10-06", "2026-10-08", "2026-10-09"]


def test_items_of_a_list_are_not_followed() -> None:
    assert keys("acts.days[0] < at") == []


def test_two_periods_of_one_day_cross_where_every_day_is_asked() -> None:
    text = (
        'last_day(at, "10 days", roll="roll")'
        ' > last_day(at, "5 working days", roll="strict")'
    )
    condition = node(text)
    assert isinstance(condition, Compare)
    (relation,) = TERMS.relations([condition])
    start = date(2026, 9, 20).toordinal()
    found = {*relation.turns_near(start)}
    expected = {
        day
        for day in range(start - 44, start + 45)
        if _later(relation, day) != _later(relation, day - 1)
    }
    assert expected <= found


def _later(relation: Relation, day: int) -> bool:
    left, right = relation.left.value(day, 0), relation.right.value(day, 0)
    assert left is not None
    assert right is not None
    return left > right


def test_an_unknown_day_is_not_compared() -> None:
    table = TERMS.table(Period.parse("5 working days"), roll=False)
    relation = Relation(Term("at").moved(table), Term("at"), True, True)  # noqa: FBT003
    assert relation._lies(FAR_PAST) == (None, None, None, None)
