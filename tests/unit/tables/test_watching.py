"""How far a query has come is told while it runs."""

from threading import Event
from typing import Any

import pytest

from telcorules.tables import files


class Halfway:
    """A connection whose query has come halfway."""

    @staticmethod
    def query_progress() -> float:
        return 50.0


def test_progress_is_told_until_the_query_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_SECONDS", 0.001)
    told: list[tuple[float, int]] = []
    was_told = Event()

    def tell(*told_now: Any) -> None:
        told.append(told_now)
        was_told.set()

    with files._watched(Halfway(), 10, tell):
        assert was_told.wait(30)
    assert told[0] == (0.5, 5)
