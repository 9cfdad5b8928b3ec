"""Choices of the pack where the law is silent are told, and pinned by scenarios."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/silent-law.md").read_text("utf-8")
PARTS = ("Nearby", "Taken", "The other way", "Rests on it")
COMMENT = re.compile(r"silent-law: ([^\n]*)")


def entries() -> dict[str, str]:
    """Return each entry's text by its id."""
    ids = re.findall(r"^## (S-\d+) ", PAGE, flags=re.MULTILINE)
    texts = re.split(r"^## S-\d+ ", PAGE, flags=re.MULTILINE)[1:]
    return dict(zip(ids, texts, strict=True))


def named() -> set[str]:
    """Return the ids that scenarios name."""
    texts = (path.read_text("utf-8") for path in ROOT.glob("rules/**/*.scenario.yaml"))
    lists = (found for text in texts for found in COMMENT.findall(text))
    return {one for found in lists for one in re.findall(r"S-\w+", found)}


def test_entries_are_numbered_in_order() -> None:
    assert list(entries()) == [f"S-{n}" for n in range(1, len(entries()) + 1)]


def test_every_entry_rests_on_scenarios_and_every_scenario_on_an_entry() -> None:
    assert named() == entries().keys()


def test_every_entry_says_what_is_nearby_taken_and_given_up() -> None:
    for name, text in entries().items():
        assert [part for part in PARTS if f"**{part}" not in text] == [], name
