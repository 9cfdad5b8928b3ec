"""One rulebook asked by many: threads, tasks, processes."""

import asyncio
import pickle
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from copy import copy, deepcopy
from datetime import date
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

import telcorules
from telcorules.errors import RequestError
from telcorules.evaluation.rulebook import Rulebook
from tests.differential.half_filled import half_filled

SMALL = Path(__file__).parents[1] / "fixtures" / "small"
DAY = date(2026, 11, 21)


@cache
def cases() -> list[dict[str, Any]]:
    return [one.known for one in half_filled(8, "shared")]


def fresh() -> Rulebook:
    """Return a rulebook that nobody has asked yet, so that all is still to be made."""
    return telcorules.load(readings={"duty-rollover": "roll"})


def asked(book: Rulebook, facts: dict[str, Any]) -> str:
    """Return all kinds of answers to a case, as text."""
    days = {"start": date(2026, 9, 1), "end": date(2027, 2, 1)}
    case = book.case(facts)
    decision = book.decide(case, as_of=DAY)
    said = (
        decision.to_json(),
        decision.timeline,
        decision.projections,
        book.window("appeal.admission", case, **days),
        book.questions("appeal.admission", case, as_of=DAY)[:1],
        book.under({"duty-rollover": "strict"}).evaluate(
            "operator.reply", case, as_of=DAY
        ),
    )
    return repr(said)


@cache
def expected() -> list[str]:
    return [asked(telcorules.load(), facts) for facts in cases()]


@pytest.fixture
def impatient() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


class TestThreads:
    """A rulebook holds nothing that a question changes: threads share one."""

    @pytest.mark.usefixtures("impatient")
    def test_each_gets_the_answers_that_one_alone_gets(self) -> None:
        book, start = fresh(), threading.Barrier(4)

        def work(turn: int) -> list[str]:
            start.wait()  # all at once, at a rulebook where nothing is made yet
            order = [*range(turn, len(cases())), *range(turn)]
            found = {place: asked(book, cases()[place]) for place in order}
            return [found[place] for place in range(len(cases()))]

        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(work, (0, 2, 4, 6)))
        assert answers == [expected()] * 4

    @pytest.mark.usefixtures("impatient")
    def test_loading_at_the_same_time_gives_the_same_rules(self) -> None:
        with ThreadPoolExecutor(3) as pool:
            books = list(pool.map(lambda _: telcorules.load(SMALL), range(3)))
        assert len({book.program.sha256 for book in books}) == 1
        assert len({repr(b.decide({}, as_of=DAY).to_json()) for b in books}) == 1


class TestTasks:
    """Under asyncio, in its own thread or in a pool's."""

    def test_tasks_share_a_rulebook(self) -> None:
        book = fresh()

        async def work() -> list[str]:
            tasks = [asyncio.to_thread(asked, book, facts) for facts in cases()[:4]]
            return await asyncio.gather(*tasks)

        assert asyncio.run(work()) == expected()[:4]


class TestProcesses:
    """A rulebook travels as what it is made of."""

    def test_a_pool_of_processes_answers_alike(self) -> None:
        book = telcorules.load().under({"time-bar-rollover": "strict"})
        record = partial(telcorules.record, book, as_of=DAY)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            answers = list(pool.map(record, cases()[:3]))
        assert answers == [record(facts) for facts in cases()[:3]]

    def test_what_arrives_is_made_once(self) -> None:
        sent = pickle.dumps(telcorules.load(SMALL))
        assert pickle.loads(sent) is pickle.loads(sent)  # noqa: S301 - our own

    @pytest.mark.parametrize(
        ("known_at", "on"), [(None, DAY), (date(2020, 1, 27), date(2020, 1, 27))]
    )
    def test_it_keeps_its_readings_and_its_calendar(
        self, known_at: date | None, on: date
    ) -> None:
        readings = {"duty-rollover": "strict"}
        book = telcorules.load(
            SMALL, readings=readings, unannounced="envelope", known_at=known_at
        )
        there = pickle.loads(pickle.dumps(book))  # noqa: S301 - our own
        assert there.readings == book.readings
        assert there.calendar.sha256 == book.calendar.sha256
        assert there.calendar.known_at == known_at
        assert there.decide({}, as_of=on) == book.decide({}, as_of=on)
        assert there.deadline("claim.answer", on, as_of=on).to_dict() == (
            book.deadline("claim.answer", on, as_of=on).to_dict()
        )

    def test_copies_answer_alike(self) -> None:
        book = telcorules.load(SMALL)
        for other in (copy(book), deepcopy(book)):
            assert other.decide({}, as_of=DAY).to_json() == (
                book.decide({}, as_of=DAY).to_json()
            )

    def test_cases_and_errors_travel(self) -> None:
        book = telcorules.load(SMALL)
        case = book.case({"claim": {"filed_on": "2026-10-08T09:30:00+08:00"}})
        there = pickle.loads(pickle.dumps(case))  # noqa: S301 - our own
        assert there == case
        assert there.to_dict() == case.to_dict()
        with pytest.raises(telcorules.CaseError) as caught:
            book.case({"claim": {"filed": 1}})
        error = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
        assert str(error) == str(caught.value)

    def test_a_pack_that_was_changed_meanwhile_is_refused(self, tmp_path: Path) -> None:
        folder = Path(copytree(SMALL, tmp_path / "small"))
        sent = pickle.dumps(telcorules.load(folder))
        head = folder / "pack.yaml"
        head.write_text(head.read_text("utf-8").replace('"1"', '"2"'), "utf-8")
        with pytest.raises(RequestError) as caught:
            pickle.loads(sent)  # noqa: S301 - our own
        assert str(caught.value) == (
            "TR906: a pack was changed after it had been loaded\n"
            "  fix: load it again, then send it"
        )

    def test_one_whose_packs_lie_nowhere_is_refused(self) -> None:
        book = telcorules.load(SMALL)
        nowhere = Rulebook(book.program, book.calendar, book.readings)
        with pytest.raises(RequestError) as caught:
            pickle.dumps(nowhere)
        assert str(caught.value) == (
            "TR620: a rulebook without folders can't be sent to another process\n"
            "  fix: load it there, from its pack"
        )
