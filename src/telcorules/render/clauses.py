"""The clauses of a rule as they are written: what a lawyer checks against the law.

A clause is one condition, one row, one item, or the whole of a deadline, with its
source and place, its words in both languages, and what it rests on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from telcorules.errors import Span
from telcorules.evaluation.context import Context
from telcorules.evaluation.proof import Proof, Walker
from telcorules.foundation.law import Cited, Wording
from telcorules.language.nodes import LastDay, Node, Parameter, ReadingOf, walk
from telcorules.language.program import Rule
from telcorules.language.versions import (
    AdmissionVersion,
    ChecklistVersion,
    ChoiceVersion,
    Condition,
    DeadlineVersion,
    Version,
    parameters_used,
)
from telcorules.language.vocabulary import NEVER, Case
from telcorules.render.words import Phrasing


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a rule, in words.

    Attributes:
        id: Its name in the rule, or its number.
        role: ``require``, ``bar``, ``item``, ``row`` or ``deadline``.
        label: What it is about; None where the pack doesn't say.
        words: The clause in words.
        node: The condition; None where it always applies.
        basis: What it rests on.
        limits: The dated parameters that a limit runs for.
        rolls: The reading that tells whether a deadline's last day moves.
    """

    id: str
    role: str
    label: Wording | None
    words: Wording
    node: Node | None
    basis: tuple[Cited, ...]
    limits: tuple[Parameter, ...] = ()
    rolls: str | None = None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The dated values that it counts with."""
        periods = (one.period for one in self._inner if isinstance(one, LastDay))
        named = [period for period in periods if isinstance(period, Parameter)]
        named += self.limits
        return tuple({one.id: one for one in named}.values())

    @property
    def readings(self) -> tuple[str, ...]:
        """The ids of the readings that it hangs on."""
        names = [one.reading for one in self._inner if isinstance(one, ReadingOf)]
        names += [self.rolls] if self.rolls else []
        local = (one for parameter in self.parameters for one in parameter.local)
        names += [one.reading for one in local if one.reading]
        return tuple(dict.fromkeys(names))

    @property
    def _inner(self) -> tuple[Node, ...]:
        return tuple(walk(self.node)) if self.node else ()

    @property
    def source(self) -> str:
        """The author's text of the condition, empty where there is none."""
        return " ".join(self.node.source.split()) if self.node else ""

    @property
    def place(self) -> Span | None:
        """Where the condition is written."""
        return self.node.span if self.node else None

    def to_dict(self) -> dict[str, Any]:
        """Return the clause in JSON types."""
        return {
            "id": self.id,
            "role": self.role,
            "label": self.label and self.label.to_dict(),
            "words": self.words.to_dict(),
            "source": self.source or None,
            "place": str(self.place) if self.place else None,
            "basis": [_cited(one) for one in self.basis],
            "parameters": [_dated(one) for one in self.parameters],
            "readings": list(self.readings),
        }


def clauses(version: Version, rule: Rule, context: Context) -> tuple[Clause, ...]:
    """Return the clauses of a version of a rule, in the author's order."""
    phrasing = Phrasing(context)
    match version:
        case AdmissionVersion():
            return tuple(_condition(one, phrasing) for one in version.conditions)
        case ChecklistVersion():
            return tuple(_condition(one, phrasing) for one in version.items)
        case ChoiceVersion():
            return tuple(_rows(version, phrasing))
        case _:
            assert isinstance(version, DeadlineVersion)
            return (_deadline(version, rule, phrasing),)


def _condition(one: Condition, phrasing: Phrasing) -> Clause:
    label = one.message if one.role == "item" else one.label
    return Clause(one.id, one.role, label, phrasing.of(one.node), one.node, one.basis)


def _rows(version: ChoiceVersion, phrasing: Phrasing) -> Iterator[Clause]:
    for number, row in enumerate(version.rows, 1):
        words = _conditional(row.condition, phrasing.of(row.value), phrasing)
        node = row.condition or row.value
        yield Clause(str(number), "row", row.reason, words, node, row.basis)


def _deadline(version: DeadlineVersion, rule: Rule, phrasing: Phrasing) -> Clause:
    since, within = (
        phrasing.named_fact(version.since),
        phrasing.period(version.limits[0]),
    )
    zh, en = f"自{since.zh}起{within.zh}内", f"within {within.en} from {since.en}"
    if version.done is not None:
        done = phrasing.named_fact(version.done)
        zh, en = f"{zh}；以{done.zh}为完成", f"{en}; done on {done.en}"
    return Clause(
        rule.id,
        "deadline",
        rule.title,
        _conditional(version.when, Wording(zh, en), phrasing),
        version.when,
        version.basis,
        parameters_used(version),
        version.rolls,
    )


def _conditional(test: Node | None, words: Wording, phrasing: Phrasing) -> Wording:
    if test is None:
        return words
    when = phrasing.of(test)
    return Wording(f"如果{when.zh}：{words.zh}", f"if {when.en}: {words.en}")


def proofs(
    rule: Rule, case: Case, day: int, as_of: int, context: Context
) -> dict[str, Proof]:
    """Return the proof of every clause that has a condition, by the clause's id.

    Args:
        rule: The rule.
        case: The facts.
        day: The ordinal of the day that governs the rule, see `governing_day`.
        as_of: The ordinal of the day of the question.
        context: The program, the calendar and the readings taken.

    Returns:
        Nothing where no version is in force on the day.
    """
    version = rule.version_on(day)
    if version is None:
        return {}
    walker = Walker(context, case.slots, day, as_of)
    found = clauses(version, rule, context)
    return {one.id: walker.prove(one.node) for one in found if one.node is not None}


def governing_day(rule: Rule, case: Case, as_of: int) -> int:
    """Return the day whose version applies: of the event that governs, or ``as_of``."""
    deadlines = (v for v in rule.versions if isinstance(v, DeadlineVersion))
    events = [version.since for version in deadlines]
    fact = rule.governed_by or (events[0] if events else None)
    day = case.slots[fact.slot] if fact else None
    return as_of if day is None or day == NEVER else int(day)


def _cited(cited: Cited) -> dict[str, Any]:
    return {**cited.to_dict(), "gist": cited.gist and cited.gist.to_dict()}


def _dated(parameter: Parameter) -> dict[str, Any]:
    return {
        "id": parameter.id,
        "values": [_value(one) for one in parameter.values],
        "local": [
            {
                "reading": one.reading,
                "choice": one.choice,
                "if": one.condition.source,
                **_value(one.dated),
            }
            for one in parameter.local
        ],
    }


def _value(dated: Any) -> dict[str, Any]:
    return {
        "from": dated.start.isoformat(),
        "until": dated.until.isoformat() if dated.until else None,
        "value": str(dated.value),
        "basis": [_cited(one) for one in dated.basis],
    }
