"""Every limit of the bundled pack moved by a day, every part dropped: diff finds it.

A few of each are tried in every run, chosen evenly; all of them in a deep one.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language import packs
from telcorules.language.packs import Layer, program_of
from telcorules.language.versions import Version
from telcorules.review.diffing import diff
from telcorules.review.effects import Verdict

BOOK = telcorules.load()
(LAYER,) = packs.load_layers([packs.bundled()])
LIMIT = re.compile(
    r"(?P<before>(?:within|after|value|period): |\")(?P<count>[0-9]+)"
    r"(?P<unit> (?:working )?(?:hour|day|month|year)s?)"
)
DEEP = bool(os.environ.get("TELCORULES_DEEP"))


def limits() -> list[tuple[str, int]]:
    """Return every limit written in the rules: its file, and where in it."""
    return [
        (name, found.start())
        for name, text in LAYER.files.items()
        if not name.startswith(("law/", "policy/"))
        for found in LIMIT.finditer(text)
    ]


def moved(name: str, start: int) -> Rulebook:
    """Return the bundled pack with one limit a day longer, or an hour, or a month."""
    text = LAYER.files[name]
    found = LIMIT.match(text, start)
    assert found
    unit = found["unit"].rstrip("s")
    longer = f"{found['before']}{int(found['count']) + 1}{unit}s"
    edited = text[:start] + longer + text[found.end() :]
    layer = Layer(LAYER.id, LAYER.version, {**LAYER.files, name: edited})
    return Rulebook(program_of([layer]), BOOK.calendar, BOOK.readings)


def dropped() -> Iterator[tuple[str, int, str, Version]]:
    """Yield each version of a rule without one of its parts."""
    for name, rule in BOOK.program.rules.items():
        for place, version in enumerate(rule.versions):
            for key in ("conditions", "items", "rows"):
                parts = getattr(version, key, ())
                for n in range(len(parts) if len(parts) > 1 else 0):
                    rest = (*parts[:n], *parts[n + 1 :])
                    yield name, place, f"{key} {n}", _with(version, key, rest)
            if getattr(version, "when", None) is not None:
                yield name, place, "when", _with(version, "when", None)


def _with(version: Version, key: str, value: Any) -> Version:
    return replace(version, **{key: value})


def without(name: str, place: int, version: Version) -> Rulebook:
    """Return the bundled pack with another version of a rule."""
    program = BOOK.program
    rule = program.rules[name]
    versions = (*rule.versions[:place], version, *rule.versions[place + 1 :])
    rules = {**program.rules, name: replace(rule, versions=versions)}
    return Rulebook(replace(program, rules=rules), BOOK.calendar, BOOK.readings)


def some(every: list[Any], count: int) -> list[Any]:
    """Return a few of many, spread evenly; all of them in a deep run."""
    return every if DEEP else every[:: max(len(every) // count, 1)][:count]


@pytest.mark.parametrize(("name", "start"), some(limits(), 3))
def test_a_limit_moved_by_a_day_is_found(name: str, start: int) -> None:
    found = diff(BOOK, moved(name, start))
    assert found.differs
    if name.endswith("caveats.yaml"):  # they are told as changed, and asked of no case
        assert [(one.sort, len(one.changed)) for one in found.listed] == [
            ("caveats", 1)
        ]
    else:
        assert any(one.examples for one in found.rules)


def of_the_past() -> list[tuple[str, int]]:
    """Return the limits that show on one day alone of a version long over."""
    name = "service/fault-notice.yaml"
    found = re.finditer(r'as_of > [a-z_.]+ \+ (?=")', LAYER.files[name])
    return [(name, one.end()) for one in found][:2]


@pytest.mark.parametrize(("name", "start"), of_the_past())
def test_a_limit_of_a_version_long_over_is_found(name: str, start: int) -> None:
    (changed,) = [one for one in diff(BOOK, moved(name, start)).rules if one.differs]
    assert changed.verdict is Verdict.LOOSER
    assert all(one.as_of.year < 2015 for one in changed.examples)


COVERED = {("stage", 1, "rows 0"), ("stage", 1, "rows 2")}
"""Rows that a wider one follows, which says the same on another basis."""

PARTS = [one for one in dropped() if one[:3] not in COVERED]
QUICK = [one for one in PARTS if DEEP or one[0] not in {"route", "stage"}]


@pytest.mark.parametrize(
    ("name", "place", "part", "version"),
    [pytest.param(*one, id=" ".join(map(str, one[:3]))) for one in some(QUICK, 7)],
)
def test_a_part_dropped_is_found(
    name: str, place: int, part: str, version: Version
) -> None:
    found = diff(BOOK, without(name, place, version))
    changed = [one for one in found.rules if one.differs]
    assert [one.rule for one in changed] == [name], part
    assert changed[0].verdict is not Verdict.EQUIVALENT or changed[0].grounds


def test_a_row_that_a_wider_one_covers_changes_no_answer() -> None:
    covered = [one for one in dropped() if one[:3] in COVERED]
    for name, place, _, version in covered:
        found = diff(BOOK, without(name, place, version))
        (written,) = [one for one in found.rules if one.changes]
        assert (written.rule, written.differs) == (name, False)
    assert len(covered) == len(COVERED)


def test_the_bundled_pack_is_equivalent_to_itself() -> None:
    found = diff(BOOK, BOOK)
    assert not found.differs
    assert (found.words, found.citations, found.listed) == ((), (), ())
