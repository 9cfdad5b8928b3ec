"""Questions are never idle, and asked in turn they settle the outcome.

The judge of both is `oracle`, which reads neither the rules nor the engine.
``TELCORULES_DEEP=1`` asks about 10,000 cases.
"""

import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import telcorules
from telcorules.evaluation.grounds import Outcome
from tests.differential import oracle
from tests.differential.half_filled import (
    ASKED,
    BOOLS,
    EVENTS,
    WORDS,
    Facts,
    HalfFilled,
    half_filled,
    told,
)
from tests.differential.random_cases import GOOD

CASES = 10_000 if os.environ.get("TELCORULES_DEEP") else 500
RULE = "appeal.admission"
BOOK = telcorules.load()
LOCAL = BOOK.under({"local-regulation": "local"})
READINGS = oracle.ALL_READINGS[0]

GROUPS = (
    {
        "operator_complaint.filed_on",
        "operator_complaint.replied_on",
        "operator_complaint.satisfied",
        "respondent.category",
    },
    {"dispute.occurred_on", "dispute.nature"},
    {"dispute.settled", "dispute.settlement_performed"},
)
"""Facts that conditions read together; every other is read alone."""


@cache
def cases() -> list[HalfFilled]:
    return list(half_filled(CASES, "questions"))


@cache
def interviews() -> list[tuple[HalfFilled, list[tuple[Facts, str]], Facts]]:
    """Return for each case what was asked, at which state, and what is then known."""
    return [(one, *interview(one)) for one in cases()]


def interview(one: HalfFilled) -> tuple[list[tuple[Facts, str]], Facts]:
    known, asked = one.known, []
    while found := BOOK.questions(RULE, known, as_of=one.at):
        fact = found[0].fact
        asked.append((known, fact))
        known = told(known, fact, one.whole)
    return asked, known


def outcome(facts: Facts, at: date) -> Outcome:
    result = BOOK.evaluate(RULE, facts, as_of=at)
    return result.outcome  # type: ignore[no-any-return]


class TestQuestions:
    """While the outcome is open there is one, and each can still change it."""

    def test_settle_the_outcome(self) -> None:
        for one, _, known in interviews():
            assert outcome(known, one.at) is outcome(one.whole, one.at)

    def test_are_there_while_the_outcome_is_open_and_only_then(self) -> None:
        for one in cases():
            asked = BOOK.questions(RULE, one.known, as_of=one.at)
            is_open = outcome(one.known, one.at) is Outcome.UNDETERMINED
            assert bool(asked) is is_open

    def test_are_never_idle(self) -> None:
        for one, asked, _ in interviews():
            for known, fact in asked:
                assert matters(fact, oracle.read(known), one.at.toordinal())

    def test_are_fewer_by_three_tenths_than_in_the_order_of_the_file(self) -> None:
        ours = in_turn = 0
        for one, asked, _ in interviews():
            ours += len(asked)
            in_turn += in_file_order(one)
        assert ours <= 0.7 * in_turn

    def test_never_ask_for_the_day_of_the_appeal(self) -> None:
        for _, asked, _ in interviews():
            assert "appeal.filed_on" not in {fact for _, fact in asked}

    def test_leave_out_what_was_declined(self) -> None:
        for one in cases()[:100]:
            first = BOOK.questions(RULE, one.known, as_of=one.at)[:1]
            declined = [question.fact for question in first]
            others = BOOK.questions(RULE, one.known, as_of=one.at, declined=declined)
            assert not {*declined} & {question.fact for question in others}


def in_file_order(one: HalfFilled) -> int:
    """Return how many of the facts are asked in the pack's order until it's settled."""
    known, count = one.known, 0
    facts = [fact.name for fact in BOOK.program.vocabulary.facts if fact.name in ASKED]
    for fact in facts:
        section, name = fact.split(".")
        if name in known.get(section, {}):
            continue
        if outcome(known, one.at) is not Outcome.UNDETERMINED:
            break
        known, count = told(known, fact, one.whole), count + 1
    return count


def matters(fact: str, known: dict[str, Any], at: int) -> bool:
    """Tell whether two values of a fact leave different outcomes, all else the same."""
    together = next((one for one in GROUPS if fact in one), {fact})
    others = [name for name in together if name not in known and name != fact]
    fine = {name: GOOD[name.split(".")[0]][name.split(".")[1]] for name in BOOLS}
    rest = {**fine, **met(at), **known}
    for name in (*others, fact):
        rest.pop(name, None)
    for values in product(*(ways(name, known, at) for name in others)):
        full = {**rest, **dict(zip(others, values, strict=True))}
        if len({judged({**full, fact: way}, at) for way in ways(fact, full, at)}) > 1:
            return True
    return False


def met(at: int) -> dict[str, Any]:
    """Return dates and words under which the conditions on them are met."""
    return {
        "operator_complaint.filed_on": at - 60,
        "operator_complaint.replied_on": at - 50,
        "dispute.occurred_on": at - 70,
        "respondent.category": "other",
        "dispute.nature": "other",
    }


def judged(facts: dict[str, Any], at: int) -> str:
    return oracle.outcome_of(oracle.conditions_at(facts, at, READINGS))


def ways(fact: str, known: dict[str, Any], at: int) -> tuple[Any, ...]:
    if fact in WORDS:
        return WORDS[fact]
    if fact not in EVENTS:
        return (True, False)
    days = {at - 1000, at - 400, at - 60, at - 16, at - 15, at - 1, at, at + 1}
    for other in EVENTS[:2]:
        day = known.get(other)
        if day is not None and day != oracle.NOT_YET:
            days |= {day + shift for shift in (-40, -16, -15, 0, 1, 15, 16, 17, 25)}
    return (*sorted(days), oracle.NOT_YET)


class TestWhatAnAnswerWouldLeave:
    """Each way to answer leaves what the rule says once that is stated."""

    def test_is_what_it_leaves(self) -> None:
        for one in cases()[:150]:
            for question in BOOK.questions(RULE, one.known, as_of=one.at):
                for value, left in spelled_out(question):
                    facts = with_fact(one.known, question.fact, value)
                    assert outcome(facts, one.at) == left

    def test_covers_every_day_near(self) -> None:
        for one in cases()[:60]:
            for question in BOOK.questions(RULE, one.known, as_of=one.at):
                if question.fact in EVENTS:
                    for back in (*range(-3, 45), *range(145, 165), *range(728, 750)):
                        day = date.fromordinal(one.at.toordinal() - back)
                        facts = with_fact(one.known, question.fact, day)
                        assert outcome(facts, one.at) == leaves(question, day)


def spelled_out(question: telcorules.Question) -> Iterator[tuple[Any, str]]:
    """Yield values that a question's answers name, and what each leaves."""
    for one in question.answers:
        for word in one.words:
            yield {"true": True, "false": False}.get(word, word), one.leaves
        for day in (one.first, one.last):
            if day is not None:
                yield day, one.leaves


def leaves(question: telcorules.Question, day: date) -> str:
    """Return what the answer leaves that holds a day."""
    rows = [one for one in question.answers if not one.words]
    (found,) = (one.leaves for one in rows if one.holds(day))
    return found


def with_fact(known: Facts, fact: str, value: Any) -> Facts:
    section, name = fact.split(".")
    return {**known, section: {**known.get(section, {}), name: value}}


class TestUnderALocalReading:
    """Where a province's own period counts, the province is asked as well."""

    def test_the_province_is_asked_where_it_matters(self) -> None:
        asked = 0
        for one in cases()[:200]:
            known = one.known
            while found := LOCAL.questions(RULE, known, as_of=one.at):
                asked += found[0].fact == "respondent.province"
                known = told(known, found[0].fact, one.whole)
            whole = LOCAL.evaluate(RULE, one.whole, as_of=one.at).outcome
            assert LOCAL.evaluate(RULE, known, as_of=one.at).outcome is whole
        assert asked > 0
