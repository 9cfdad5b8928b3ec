"""What changes between two packs, as frozen values that go to JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from telcorules.evaluation.grounds import iso
from telcorules.review.differences import ABSENT, Parting, jq
from telcorules.review.strictness import Answer, Move


class Verdict(StrEnum):
    """What a rule is to the rule of the same name in another pack."""

    EQUIVALENT = "equivalent"
    STRICTER = "stricter"
    LOOSER = "looser"
    INCOMPARABLE = "incomparable"


class Certainty(StrEnum):
    """How far a verdict was looked into."""

    IDENTICAL = "identical"
    EXHAUSTIVE = "exhaustive"
    SAMPLED = "sampled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A smallest case that both packs answer, and differently.

    Attributes:
        move: Which way the answer moves.
        case: The facts, in JSON types; without any of them the answers don't differ so.
        as_of: The day of the question.
        readings: The choices that differ from the defaults.
        old: What the first pack answers.
        new: What the second answers.
    """

    move: Move
    case: Mapping[str, Mapping[str, Any]]
    as_of: date
    readings: Mapping[str, str]
    old: Answer
    new: Answer

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "move": self.move.value,
            "case": {name: dict(facts) for name, facts in self.case.items()},
            "as_of": iso(self.as_of),
            "readings": dict(self.readings),
            "old": self.old.to_dict(),
            "new": self.new.to_dict(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEffect:
    """What a rule of one pack is to the rule of the same name in another.

    Attributes:
        rule: The rule's id.
        kind: Its kind, in the second pack.
        verdict: What it is.
        certainty: How far that was looked into.
        cells: How many cases were asked of both.
        grounds: Whether a condition comes out otherwise in some case.
        changes: Where what the rules do is written otherwise.
        examples: A smallest case of each difference.
        apart: Facts it reads whose type isn't the same in both packs.
    """

    rule: str
    kind: str
    verdict: Verdict
    certainty: Certainty
    cells: int = 0
    grounds: bool = False
    changes: tuple[Parting, ...] = ()
    examples: tuple[Example, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether it answers otherwise in some case, or on other grounds."""
        return self.verdict is not Verdict.EQUIVALENT or self.grounds

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "rule": self.rule,
            "kind": self.kind,
            "verdict": self.verdict.value,
            "certainty": self.certainty.value,
            "cases": self.cells,
            "grounds": self.grounds,
            "changes": [change_dict(one) for one in self.changes],
            "examples": [one.to_dict() for one in self.examples],
            **({"facts_apart": list(self.apart)} if self.apart else {}),
        }


def change_dict(one: Parting) -> dict[str, Any]:
    """Return where two forms part, in JSON types; a side without it is left out."""
    sides = {"old": one.old, "new": one.new}
    told = {k: v for k, v in sides.items() if not is_absent(v)}
    return {"path": jq(one.path), **told}


def is_absent(value: Any) -> bool:
    """Tell whether a form has nothing in a place."""
    return value is ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What of some sort one pack alone has, and what both have but not the same.

    Attributes:
        sort: ``rules``, ``facts``, ``readings`` and so on.
        added: What the second pack alone has.
        removed: What the first alone has.
        changed: What isn't the same.
        renamed: What is the same under another name: the old one and the new one.
    """

    sort: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.renamed)

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "added": list(self.added),
            "removed": list(self.removed),
            "changed": list(self.changed),
            "renamed": [{"old": old, "new": new} for old, new in self.renamed],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDiff:
    """What changes between two packs.

    Attributes:
        old: The first pack: id, version, hash.
        new: The second.
        rules: What each rule that both have is to the other, those that differ first.
        listed: What one pack alone has, and what changed beside rules.
        words: The rules that differ in their words for people alone, or as well.
        citations: The rules that differ in what they cite.
    """

    old: Mapping[str, str]
    new: Mapping[str, str]
    rules: tuple[RuleEffect, ...]
    listed: tuple[Listed, ...]
    words: tuple[str, ...]
    citations: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """What the second pack as a whole is to the first, over the rules of both."""
        return verdict_of({one.verdict for one in self.rules})

    @property
    def differs(self) -> bool:
        """Whether anything but words and citations changes."""
        return any(one.differs for one in self.rules) or any(self.listed)

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "old": dict(self.old),
            "new": dict(self.new),
            "verdict": self.verdict.value,
            "differs": self.differs,
            "rules": [one.to_dict() for one in self.rules],
            "listed": {one.sort: one.to_dict() for one in self.listed},
            "text_only": {"words": [*self.words], "citations": [*self.citations]},
        }


def verdict_of(verdicts: set[Verdict]) -> Verdict:
    """Return what several verdicts come to together."""
    told = verdicts - {Verdict.EQUIVALENT}
    if not told:
        return Verdict.EQUIVALENT
    return told.pop() if len(told) == 1 else Verdict.INCOMPARABLE
