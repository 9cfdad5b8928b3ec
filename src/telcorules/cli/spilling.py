"""More items put in order than memory should hold: sorted runs in scratch files."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from heapq import merge
from itertools import islice
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Final, Generic, TypeVar

RUN: Final = 4_096
"""How many items are held in memory."""

FAN: Final = 64
"""How many runs are merged into one of the next level."""

BLOCK: Final = 64
"""How many items of a run are written, and read back, at once."""

T = TypeVar("T")


class Spilling(AbstractContextManager["Spilling[T]"], Generic[T]):
    """Takes items in any order and gives them back sorted.

    Args:
        key: What puts the items in order; no two have the same.
        run: How many are held in memory.
        fan: How many runs are merged into one.

    Examples:
        >>> with Spilling(lambda number: -number, run=2) as numbers:
        ...     numbers.add([3, 1, 2, 5, 4])
        ...     list(numbers)
        [5, 4, 3, 2, 1]
    """

    def __init__(
        self, key: Callable[[T], Any], *, run: int = RUN, fan: int = FAN
    ) -> None:
        self._key, self._run, self._fan = key, run, fan
        self._held: list[T] = []
        self._levels: list[list[IO[bytes]]] = []
        self._files = ExitStack()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.close()

    def add(self, items: Iterable[T]) -> None:
        """Take some items."""
        for item in items:
            self._held.append(item)
            if len(self._held) >= self._run:
                self._keep(sorted(self._held, key=self._key), 0)
                self._held = []

    def __iter__(self) -> Iterator[T]:
        runs = [_items(file) for level in self._levels for file in level]
        return merge(*runs, sorted(self._held, key=self._key), key=self._key)

    def _keep(self, items: Iterable[T], level: int) -> None:
        """Write a sorted run; where a level is full, merge it into the next."""
        file = self._files.enter_context(TemporaryFile())  # noqa: SIM115 - is one
        items = iter(items)
        while block := list(islice(items, BLOCK)):
            pickle.dump(block, file, pickle.HIGHEST_PROTOCOL)
        self._levels += [[]] * (level >= len(self._levels))
        self._levels[level].append(file)
        if len(self._levels[level]) >= self._fan:
            full, self._levels[level] = self._levels[level], []
            self._keep(merge(*map(_items, full), key=self._key), level + 1)
            for one in full:
                one.close()


def _items(file: IO[bytes]) -> Iterator[Any]:
    """Yield the items of a run, from its beginning."""
    file.seek(0)
    while True:
        try:
            yield from pickle.load(file)  # noqa: S301 - our own scratch file
        except EOFError:
            return
