"""One record from each released version is kept, and replays as it was made.

A record is made with the version that is released, and is never made again::

    telcorules record examples/unanswered-charge.yaml --as-of 2026-11-21 --embed \
        -o tests/records/VERSION/unanswered-charge.json
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from telcorules import Record, replay, verify
from telcorules.review.record_form import canonical
from telcorules.review.replays import Verdict

HERE = Path(__file__).parent
KEPT = sorted(HERE.glob("*/*.json"))
CHANGES = (HERE.parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASED = re.findall(r"^## \[([0-9.]+)\]", CHANGES, re.MULTILINE)
FIRST = "0.1.0"
"""Version 0.1.0 made no records."""


@pytest.fixture(autouse=True)
def later_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replay as a later version does, which may say more."""
    monkeypatch.setattr("telcorules.review.replays.__version__", "later")


def only(value: Any, like: Any) -> Any:
    """Return a value without the keys that another lacks."""
    if isinstance(value, dict) and isinstance(like, dict):
        return {key: only(one, like[key]) for key, one in value.items() if key in like}
    if isinstance(value, list) and isinstance(like, list):
        return [only(*pair) for pair in zip(value, like, strict=True)]
    return value


@pytest.mark.parametrize("version", [one for one in RELEASED if one != FIRST])
def test_a_record_of_every_released_version_is_kept(version: str) -> None:
    assert (HERE / version / "unanswered-charge.json").is_file()


@pytest.mark.parametrize(
    "path", KEPT, ids=lambda path: f"{path.parent.name} {path.stem}"
)
class TestEachRecord:
    def test_is_whole_to_the_byte(self, path: Path) -> None:
        data = path.read_bytes()
        record = verify(data)
        assert isinstance(record, Record)
        assert record.to_json().encode() == data
        assert record.to_dict()["library"] == path.parent.name

    def test_gives_the_same_when_it_is_decided_again(self, path: Path) -> None:
        found = replay(path.read_bytes())
        assert (found.verdict, found.missing, found.difference) == (
            Verdict.SAME,
            (),
            None,
        )

    def test_is_written_again_with_the_same_bytes(self, path: Path) -> None:
        recorded = json.loads(path.read_bytes())["result"]
        found = replay(path.read_bytes())
        assert found.again is not None
        now = only(found.again.decision.to_dict(), recorded)
        assert canonical({**now, "library": recorded["library"]}) == canonical(recorded)


def test_what_was_told_before_the_extension_of_2020_is_kept() -> None:
    path = HERE / "0.2.0/before-the-extension.json"
    record = verify(path.read_bytes()).to_dict()
    answer = record["result"]["results"]["claim.answer"]
    assert (record["calendar"]["known_at"], answer["due"]) == (
        "2020-01-20",
        "2020-01-31",
    )
