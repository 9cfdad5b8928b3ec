"""A compliance review of a month of complaints, as a page in Markdown.

    python examples/compliance_review.py examples/review-cases.jsonl 2026-11-30

What a reviewer signs for, and nothing that can't be shown: what was late, on which
basis; what nobody recorded; what another reading would change; which days aren't
settled; and which limits rest on less than a text that was seen.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import telcorules
from telcorules import Deadline, Status

BOOK = telcorules.load()
LATE = (Status.OVERDUE, Status.LATE)
IDLE = (Status.NOT_TRIGGERED, Status.NOT_IN_FORCE)
SEEN = "text"
Found = tuple[str, Deadline]


def deadlines(cases: Mapping[str, Any], day: date) -> list[Found]:
    """Return the deadlines that the cases set running, with the case of each."""
    decided = {name: BOOK.decide(case, as_of=day) for name, case in cases.items()}
    every = ((name, one) for name in cases for one in decided[name].results.values())
    return [
        (name, one)
        for name, one in every
        if isinstance(one, Deadline) and one.due and one.status not in IDLE
    ]


def page(found: list[Found], day: date) -> Iterator[str]:
    """Yield the page, part by part."""
    yield f"# Review of complaints, {day}"
    yield from part("Late", [one for one in found if one[1].status in LATE], basis)
    unknown = [one for one in found if one[1].status == Status.UNKNOWN]
    yield from part("Not recorded whether done", unknown, basis)
    contested = [one for one in found if one[1].contested]
    yield from part("Another reading gives another answer", contested, readings)
    open_days = [one for one in found if not one[1].firm]
    yield from part("Not settled yet", open_days, bounds)
    weak = [one for one in found if all(c.verified != SEEN for c in one[1].basis)]
    yield from part("Resting on less than a text that was seen", weak, basis)
    made = f"rules {BOOK.program.version}; telcorules {telcorules.__version__}"
    yield f"{len(found)} deadlines; {made}."
    yield BOOK.program.disclaimer.en


def part(title: str, found: list[Found], remark: Any) -> Iterator[str]:
    """Yield a part of the page: a row for each deadline, with a remark."""
    yield f"## {title}: {len(found)}"
    head = "| case | rule | status | last day | |\n| --- | --- | --- | --- | --- |"
    rows = [
        f"| {case} | {one.rule} | {one.status} | {one.due} | {remark(one)} |"
        for case, one in found
    ]
    if rows:
        yield "\n".join([head, *rows])


def basis(one: Deadline) -> str:
    """Return what a deadline rests on, with what stands behind it."""
    return "; ".join(f"{cited.text} ({cited.verified})" for cited in one.basis)


def readings(one: Deadline) -> str:
    """Return the other readings, and the answer under each."""
    return "; ".join(
        f"{other.reading}={other.choice}: {other.result.status}, {other.result.due}"
        for other in one.contested
    )


def bounds(one: Deadline) -> str:
    """Return between which days a last day lies, and what will settle it."""
    return f"{one.earliest} to {one.latest}, settled by {one.settled_by}"


def main(file: str, day: str) -> None:
    """Print the review of the cases in a file, as of a day."""
    lines = map(json.loads, Path(file).read_text(encoding="utf-8").splitlines())
    cases = {line.pop("id"): line for line in lines}
    found = deadlines(cases, date.fromisoformat(day))
    print("\n\n".join(page(found, date.fromisoformat(day))))


if __name__ == "__main__":
    main(*sys.argv[1:])
