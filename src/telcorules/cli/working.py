"""Cases worked through in this process, or in several: records in, tasks out."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from telcorules.cli.inputs import open_book
from telcorules.cli.sources import Record
from telcorules.errors import CaseError, Problem
from telcorules.foundation.periods import Period
from telcorules.language.columns import Columns
from telcorules.language.json_text import from_json
from telcorules.language.values import shown
from telcorules.language.vocabulary import Case
from telcorules.review.worklist import Task, WorkList

CHUNK: Final = 250
"""How many records a process is given at once."""

FEW: Final = 4
"""Up to how many chunks aren't worth another process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked of every case, and how the cases are written.

    Attributes:
        pack: The pack's folder; None for the bundled one.
        extend: Packs laid over it.
        reading: Choices of readings, as typed.
        notice: Files with further notices.
        unannounced: What bounds days that no notice settles.
        as_of: The day of the question.
        within: Up to how long a deadline may run to be listed.
        rules: Ids or globs of rules.
        key: The column, or the name in an object of JSON, that tells cases apart.
        skipped: Columns that aren't read.
        header: The names of the columns; None for JSON lines.
    """

    pack: Path | None
    extend: tuple[Path, ...]
    reading: tuple[str, ...]
    notice: tuple[Path, ...]
    unannounced: str
    as_of: date
    within: Period | None
    rules: tuple[str, ...] | None
    key: str
    skipped: tuple[str, ...]
    header: tuple[Any, ...] | None


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of some records: the tasks, and what couldn't be read, by line."""

    count: int
    tasks: list[Task]
    bad: list[tuple[int, tuple[Problem, ...]]]


class Worker:
    """Reads records as cases and picks what is to be done.

    Args:
        order: What is asked.

    Raises:
        CaseError: The header names columns that are no facts.
        TelcoRulesError: The rules can't be loaded, or aren't there.
    """

    def __init__(self, order: Order) -> None:
        self.book = open_book(
            order.pack, order.extend, order.reading, order.notice, order.unannounced
        )
        self.list = WorkList(self.book, order.as_of, order.within, order.rules)
        self._key = order.key
        vocabulary = self.book.program.vocabulary
        self._columns = (
            Columns(vocabulary, order.header, key=order.key, skipped=order.skipped)
            if order.header is not None
            else None
        )

    def work(self, records: Sequence[Record]) -> Worked:
        """Work through some records; a bad one is noted, and the rest goes on."""
        found = Worked(len(records), [], [])
        for line, data in records:
            try:
                name, case = self._read(data)
            except CaseError as error:
                found.bad.append((line, error.problems))
            else:
                found.tasks.extend(self.list.tasks(line, name, case))
        return found

    def _read(self, data: Any) -> tuple[str | None, Case]:
        if isinstance(data, CaseError):
            raise data
        if self._columns is None:
            name, stated = self._keyed(from_json(data))
        else:
            name, stated = self._columns.case(data)
        return name, self.book.case(stated)

    def _keyed(self, stated: object) -> tuple[str | None, object]:
        """Return what tells a case apart, and the rest; a section is never that."""
        known = self.book.program.vocabulary.sections
        if not isinstance(stated, dict) or self._key in known:
            return None, stated
        name = stated.pop(self._key, None)
        if name is None or isinstance(name, str):
            return name, stated
        if type(name) is int:
            return str(name), stated
        what = f"`{shown(name)}` doesn't tell a case apart"
        raise CaseError(Problem("TR511", what, "write a text or a number"))


def worked(
    records: Iterator[Record], order: Order, worker: Worker, jobs: int
) -> Iterator[Worked]:
    """Yield what comes of records, in their order, a chunk at a time.

    Args:
        records: The records.
        order: What is asked of them.
        worker: One that is ready, for what isn't worth further processes.
        jobs: How many processes to use.
    """
    chunks = iter(lambda: list(islice(records, CHUNK)), [])
    first = list(islice(chunks, FEW))
    if jobs == 1 or len(first) < FEW:
        yield from map(worker.work, chain(first, chunks))
        return
    # A fresh interpreter each: a copy of this one could hold a lock of the bar's.
    spawning = get_context("spawn")
    with ProcessPoolExecutor(
        jobs, spawning, initializer=ready, initargs=(order,)
    ) as pool:
        yield from _in_order(pool, chain(first, chunks), 2 * jobs)


def _in_order(
    pool: ProcessPoolExecutor, chunks: Iterable[list[Record]], most: int
) -> Iterator[Worked]:
    """Yield results in the order of their chunks, with so many under way at most."""
    pending: deque[Future[Worked]] = deque()
    for chunk in chunks:
        pending.append(pool.submit(work, chunk))
        if len(pending) >= most:
            yield pending.popleft().result()
    while pending:
        yield pending.popleft().result()


_orders: list[Order] = []


def ready(order: Order) -> None:
    """Tell this process what is asked of every case."""
    _orders[:] = [order]
    _worker.cache_clear()


@cache
def _worker() -> Worker:
    return Worker(_orders[0])


def work(records: list[Record]) -> Worked:
    """Work through some records as this process was told to."""
    return _worker().work(records)
