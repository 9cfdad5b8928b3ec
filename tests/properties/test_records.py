"""Laws of records: what is recorded comes again, and no changed byte goes unseen."""

import os
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest

import telcorules
from telcorules import Record, RequestError, record, replay, verify
from telcorules.review.replays import Verdict
from tests.differential.random_facts import Maker
from tests.unit.review.recorded import CLAIM, SMALL, TODAY, changed, made, small

DEEP = bool(os.environ.get("TELCORULES_DEEP"))
BUNDLED = telcorules.load()
RULES = list(BUNDLED.program.rules.values())
READINGS = {
    name: [choice.id for choice in one.choices]
    for name, one in BUNDLED.program.readings.items()
}
FIRST, LAST = date(2004, 1, 1), date(2027, 6, 30)


def any_book(random: Random) -> telcorules.Rulebook:
    """A rulebook under any readings, with any knowledge of the calendar."""
    days = random.randrange((LAST - FIRST).days)
    return telcorules.load(
        readings={name: random.choice(ids) for name, ids in READINGS.items()},
        unannounced=random.choice(["principle", "envelope"]),
        known_at=random.choice([None, FIRST + timedelta(days=days)]),
    )


class TestReplaying:
    """A record is whole, and decided again it gives the same."""

    @pytest.mark.parametrize("number", range(400 if DEEP else 40))
    def test_any_case_under_any_reading_and_knowledge(self, number: int) -> None:
        random = Random(f"records {number}")  # noqa: S311 - reproducible, not secret
        rule = random.choice(RULES)
        facts, as_of = Maker(f"records {number}").case(rule, random.random())
        embed = number % 10 == 0
        made = record(
            any_book(random), facts, as_of=as_of, rules=[rule.id], embed=embed
        )
        assert verify(made.text.encode()) == made
        found = replay(made.text)
        assert (found.verdict, found.added) == (Verdict.SAME, ())

    def test_all_rules_at_once(self) -> None:
        facts, as_of = Maker("all at once").case(RULES[0], 0.8)
        assert replay(record(BUNDLED, facts, as_of=as_of)).verdict is Verdict.SAME

    def test_the_answer_under_another_knowledge_is_another_record(self) -> None:
        facts = {"appeal": {"materials_received_on": "2020-01-21"}}
        days = (date(2020, 1, 20), date(2020, 1, 28))
        told = [
            record(telcorules.load(known_at=day), facts, as_of=day, embed=True)
            for day in days
        ]
        due = [
            one.to_dict()["result"]["results"]["appeal.acceptance"]["due"]
            for one in told
        ]
        assert due == ["2020-02-03", "2020-02-05"]
        assert [replay(one).verdict for one in told] == [Verdict.SAME] * 2


def refused(data: bytes) -> bool:
    try:
        verify(data)
    except RequestError:
        return True
    return False


class TestTampering:
    """No byte of a record can be changed, left out or put in unseen."""

    PLAIN = made(rules="claim.answer").text.encode()
    KEPT = made(small(known_at=date(2020, 1, 28)), embed=True).text.encode()

    def test_any_byte_changed(self) -> None:
        data = self.PLAIN
        unseen = [
            place
            for place in range(len(data))
            for other in (data[place] ^ 1, data[place] ^ 0x20, 0)
            if not refused(data[:place] + bytes([other]) + data[place + 1 :])
        ]
        assert unseen == []

    def test_any_byte_left_out_or_doubled(self) -> None:
        data = self.PLAIN
        unseen = [
            place
            for place in range(len(data))
            for other in (b"", 2 * data[place : place + 1])
            if not refused(data[:place] + other + data[place + 1 :])
        ]
        assert unseen == []

    def test_any_byte_of_what_is_kept(self) -> None:
        data, random = self.KEPT, Random("kept")  # noqa: S311 - reproducible
        places = random.sample(range(len(data)), len(data) if DEEP else 500)
        unseen = [
            place
            for place in places
            if not refused(
                data[:place]
                + bytes([data[place] ^ random.randint(1, 255)])
                + data[place + 1 :]
            )
        ]
        assert unseen == []

    def test_any_line_left_out_or_moved(self) -> None:
        lines = self.PLAIN.split(b"\n")
        unseen = [
            number
            for number in range(len(lines) - 1)
            for other in (
                [*lines[:number], *lines[number + 1 :]],
                [
                    *lines[:number],
                    *lines[number : number + 2][::-1],
                    *lines[number + 2 :],
                ],
            )
            if other != lines and not refused(b"\n".join(other))
        ]
        assert unseen == []


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document at which a plain value stands."""
    inner: Any = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    found = [place for key, one in inner for place in places(one, (*path, key))]
    return found or [path]


class TestForging:
    """An answer changed with its hash made anew is whole, but doesn't come again."""

    RECORD = made()

    def test_any_value_of_the_answer(self) -> None:
        answers = self.RECORD.to_dict()["result"]["results"]
        unseen = []
        for place in places(answers):
            path = ("result", "results", *place)
            change = partial(put, path=path, way="put", value="forged")
            first = replay(changed(self.RECORD, change), path=SMALL).difference
            if first is None or first.recorded != "forged":
                unseen.append(path)
        assert unseen == []

    def test_any_part_left_out(self) -> None:
        result = self.RECORD.to_dict()["result"]
        parts: list[tuple[str, ...]] = [
            *(("result", key) for key in result if key not in STATED),
            *(("result", "results", *member) for member in members(result)),
        ]
        unseen = []
        for path in parts:
            change = partial(put, path=path, way="drop", value=None)
            if replay(changed(self.RECORD, change), path=SMALL).difference is None:
                unseen.append(path)
        assert unseen == []


STATED = ("library", "as_of", "pack", "calendar", "readings", "results")
"""What of an answer stands in the record as well, so that `verify` sees it."""


def members(result: dict[str, Any]) -> list[tuple[str, str]]:
    """Every key of every rule's answer, with the rule."""
    answers = result["results"].items()
    return [(name, key) for name, answer in answers for key in answer]


VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**30, 1.5, "", "x", "受理", [], {}, [None], {"": None}),
    *("2026-11-21", "9999-12-31", "2004..2026", "a" * 64, "2026-01-01..2026-01-03"),
)


class TestAnything:
    """Whatever is put into a record, it is answered or refused, and never fails."""

    @pytest.mark.parametrize("seed", range(100 if DEEP else 10))
    def test_put_in_left_out_or_added(self, seed: int) -> None:
        random = Random(f"anything {seed}")  # noqa: S311 - reproducible
        for embed in (False, True):
            whole = made(small(known_at=date(2020, 1, 28)), embed=embed)
            for path in random.sample(inside(whole.to_dict())[1:-1], 20):
                value, way = random.choice(VALUES), random.choice(("put", "drop"))
                forged = changed(whole, partial(put, path=path, way=way, value=value))
                assert answered(forged) or refused(forged.text.encode())


def put(data: Any, path: tuple[Any, ...], way: str, value: Any) -> None:
    """Put a value at a place, or leave out what stands there."""
    for key in path[:-1]:
        data = data[key]
    if way == "drop":
        del data[path[-1]]
    else:
        data[path[-1]] = value


def answered(forged: Record) -> bool:
    try:
        return replay(forged, path=SMALL).record == forged
    except RequestError:
        return False


def inside(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document; of the lines of files that are kept, a few."""
    if isinstance(value, dict):
        found = [place for key in value for place in inside(value[key], (*path, key))]
    elif isinstance(value, list):
        found = [
            place
            for number, one in enumerate(value[:3])
            for place in inside(one, (*path, number))
        ]
    else:
        found = []
    return [path, *found]


def test_the_claim_of_these_tests_is_one_that_can_be_decided() -> None:
    decision = small().decide(CLAIM, as_of=TODAY)
    assert decision["claim.answer"].status is telcorules.Status.OVERDUE
