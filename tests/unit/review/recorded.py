"""Records of small packs, for tests: made, and changed so that the hash still fits."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import telcorules
from telcorules.review.record_form import Record, sealed

SMALL = Path(__file__).parents[2] / "fixtures/small"
TODAY = date(2026, 11, 21)
CLAIM = {
    "claim": {
        "filed_on": "2026-10-08",
        "paid": True,
        "answered_on": "not-yet",
        "province": "广东",
    }
}
PROMISE = {
    "pack": """\
pack: promise
version: "2"
title: {zh: 承诺, en: promise}
licence: Apache-2.0
jurisdiction: CN
""",
    "faster": """\
rule: promise.answer
kind: deadline
actor: centre
versions:
  - from: 2016-07-30
    since: claim.filed_on
    within: 3 working days
    done: claim.answered_on
    basis: [small-act art 1]
""",
}


def small(**asked: Any) -> telcorules.Rulebook:
    """Load the small pack."""
    return telcorules.load(SMALL, **asked)


def made(book: telcorules.Rulebook | None = None, **asked: Any) -> Record:
    """Record the claim."""
    return telcorules.record(book or small(), CLAIM, as_of=TODAY, **asked)


def changed(record: Record, change: Callable[[dict[str, Any]], object]) -> Record:
    """Change a record and make its hash anew, as a forger would."""
    data = record.to_dict()
    del data["sha256"]
    change(data)
    return sealed(data)


def promise(folder: Path, **files: str) -> Path:
    """Write a pack to be laid over the small one."""
    folder.mkdir()
    for name, text in {**PROMISE, **files}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
