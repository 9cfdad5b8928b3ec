"""What any rule pack has to satisfy, whatever it says: a function a property.

Each takes a rule and a question, and returns what is wrong, or None.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

from telcorules.evaluation.context import Context
from telcorules.evaluation.proof import Walker
from telcorules.evaluation.results import Admission
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.moments import china_day
from telcorules.foundation.periods import Unit
from telcorules.language.compile import Values, compile_values
from telcorules.language.nodes import Known, Node, Parameter, walk
from telcorules.language.program import Rule
from telcorules.language.scope import DAYS
from telcorules.language.versions import (
    AdmissionVersion,
    ChecklistVersion,
    ChoiceVersion,
    DeadlineVersion,
    Version,
)
from telcorules.language.vocabulary import Case
from telcorules.testing.knowing import turned

SPAN: Final = timedelta(days=45)
"""How many days a window is held against asking day by day."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a property asks a rule.

    Attributes:
        case: The case.
        less: The same with some facts forgotten; not the one that governs the rule.
        as_of: The day of the question.
        later: How many days later something happens as well.
    """

    case: Case
    less: Case
    as_of: date
    later: int


class Subject:
    """A rule of a rulebook, with what its properties are looked at with.

    Attributes:
        book: The rulebook.
        rule: The rule.
        turned_round: The same rulebook with its rules in the opposite order.
    """

    def __init__(self, book: Rulebook, rule: Rule, turned_round: Rulebook) -> None:
        self.book = book
        self.rule = rule
        self.turned_round = turned_round
        self._context = Context(book.program, book.calendar, dict(book.readings))

    def ask(self, case: object, as_of: date) -> Any:
        """Return the rule's answer."""
        return self.book.evaluate(self.rule.id, case, as_of=as_of)

    def walker(self, case: Case, at: int, as_of: date) -> Walker:
        """Return what walks the trees of the rule over a case."""
        return Walker(self._context, case.slots, at, as_of.toordinal())

    @cached_property
    def compiled(self) -> Mapping[date, Values]:
        """The expressions of each version as one function, by its first day."""
        readings, calendar = self._context.readings, self._context.calendar
        return {
            one.start: compile_values(one.nodes, readings, calendar)
            for one in self.rule.versions
        }


Property = Callable[[Subject, Question], str | None]


def total(subject: Subject, question: Question) -> str | None:
    """Every question has an answer, in one of the words there are for it."""
    for case in (question.case, question.less):
        result = subject.ask(case, question.as_of)
        word = getattr(result, "status", None) or getattr(
            result, "outcome", "checklist"
        )
        if word != "checklist" and not isinstance(word, StrEnum):
            return f"its answer is `{word}`"
        result.to_json()
    return None


def deterministic(subject: Subject, question: Question) -> str | None:
    """The same question has the same answer, whatever was asked in between."""
    first = subject.ask(question.case, question.as_of).to_json()
    subject.ask(question.less, question.as_of)
    return _parting(first, subject.ask(question.case, question.as_of).to_json())


def knowledge_monotone(subject: Subject, question: Question) -> str | None:
    """Knowing more settles what was open, and turns nothing that was settled."""
    before = subject.ask(question.less, question.as_of)
    after = subject.ask(question.case, question.as_of)
    return turned(before, after, set(_asking_what_is_known(subject.rule)))


def _asking_what_is_known(rule: Rule) -> Iterator[str]:
    """Yield the items that ask whether a fact is stated: they turn when it is."""
    for version in rule.versions:
        for one in version.items if isinstance(version, ChecklistVersion) else ():
            if any(isinstance(node, Known) for node in walk(one.node)):
                yield one.id


def order_independent(subject: Subject, question: Question) -> str | None:
    """Neither the order of facts nor that of rules matters, nor which call asks."""
    rule, as_of = subject.rule.id, question.as_of
    plain = subject.ask(question.case, as_of).to_json()
    facts = question.case.to_dict()
    shuffled = {
        section: dict(reversed(inner.items()))
        for section, inner in reversed(facts.items())
    }
    joint = subject.book.decide(question.case, as_of=as_of, rules=[rule])
    others = {
        "with its facts in another order": subject.ask(shuffled, as_of),
        "with its rules in another order": subject.turned_round.evaluate(
            rule, question.case, as_of=as_of
        ),
        "as a joint decision": joint[rule],
    }
    for how, other in others.items():
        if found := _parting(plain, other.to_json()):
            return f"{how}, {found}"
    return None


def in_time(subject: Subject, question: Question) -> str | None:
    """A limit ends after what sets it running, and no earlier for a later one."""
    result = subject.ask(question.case, question.as_of)
    trigger, dates = getattr(result, "trigger", None), getattr(result, "dates", None)
    if trigger is None or dates is None:
        return None
    version = subject.rule.version_on(china_day(trigger).toordinal())
    back = isinstance(version, DeadlineVersion) and version.back
    for day in (dates.earliest, dates.due, dates.latest):
        if not _follows(trigger, day, result.limit, back=back):
            where = "before" if back else "after"
            return f"it runs from {trigger}, and {day} doesn't lie {where} that"
    return _growing(subject, question, version, china_day(trigger))


def _follows(trigger: date, day: date, limit: Any, *, back: bool) -> bool:
    first, second = china_day(trigger), china_day(day)
    if back:
        first, second = second, first
    return first <= second if _in_hours(limit) else first < second


def _in_hours(limit: Any) -> bool:
    return limit is not None and limit.unit is Unit.HOURS


def _growing(
    subject: Subject, question: Question, version: Version | None, day: date
) -> str | None:
    later = day + timedelta(days=min(question.later, (date.max - day).days))
    if not isinstance(version, DeadlineVersion) or not _is_steady(version, day, later):
        return None
    days = [
        subject.book.deadline(subject.rule.id, since=one, as_of=question.as_of).due
        for one in (day, later)
    ]
    if None in days or days[0] <= days[1]:  # type: ignore[operator]
        return None
    return f"from {day} it ends on {days[0]}, from {later} earlier, on {days[1]}"


def _is_steady(version: DeadlineVersion, day: date, later: date) -> bool:
    """Tell whether the same law, and the same period, runs from each of two days."""
    first, last = day.toordinal(), later.toordinal()
    return version.holds_on(last) and not any(
        isinstance(one, Parameter) and one.changes(first, last)
        for one in version.limits
    )


def windows_are_days(subject: Subject, question: Question) -> str | None:
    """The windows of an admission are what asking day by day gives."""
    if subject.rule.kind != "admission":
        return None
    start = min(question.as_of, date.max - SPAN)
    days = [start + timedelta(days=step) for step in range(SPAN.days)]
    daily = [
        (next(group)[0], outcome)
        for outcome, group in groupby(
            ((day, _on(subject, question.case, day)) for day in days),
            key=lambda pair: pair[1],
        )
    ]
    found = subject.book.window(
        subject.rule.id, question.case, start=start, end=days[-1]
    )
    runs = [(one.start, one.outcome) for one in found]
    for one, other in zip(runs, daily, strict=False):
        if one != other:
            return (
                f"the window that begins on {one[0]} is {one[1]},"
                f" and day by day it is {other[1]} from {other[0]}"
            )
    if len(runs) != len(daily):
        return f"there are {len(runs)} windows, and day by day {len(daily)}"
    return None


def _on(subject: Subject, case: Case, day: date) -> Any:
    """Return the outcome as if what governs the rule happened on a day."""
    governed, facts = subject.rule.governed_by, case.to_dict()
    if governed is not None:
        section, _, name = governed.name.partition(".")
        facts.setdefault(section, {})[name] = day
    return subject.ask(facts, day).outcome


def round_trip(subject: Subject, question: Question) -> str | None:
    """A case and an answer go through JSON and come back the same."""
    again = subject.book.case(json.dumps(question.case.to_dict()))
    if again != question.case:
        return f"the case comes back as {again.to_dict()}"
    result = subject.ask(question.case, question.as_of)
    told = result.to_json()
    if json.loads(told) != result.to_dict():
        return "what its answer holds isn't what its JSON says"
    return _parting(told, subject.ask(again, question.as_of).to_json())


def cited(subject: Subject, question: Question) -> str | None:
    """Every statement rests on a provision."""
    for version in subject.rule.versions:
        for name, basis in _bases(version):
            if not basis:
                return f"{name} of the version from {version.start} cites nothing"
    answer = subject.ask(question.case, question.as_of).to_dict()
    for part in ("conditions", "items", "candidates", "closed"):
        for one in answer.get(part) or ():
            if not one["basis"]:
                name = one.get("id") or one.get("value")
                return f"`{name}` among its {part} cites nothing"
    return None


def _bases(version: Version) -> Iterator[tuple[str, Iterable[Any]]]:
    match version:
        case AdmissionVersion():
            yield from ((f"`{one.id}`", one.basis) for one in version.conditions)
        case ChecklistVersion():
            yield from ((f"`{one.id}`", one.basis) for one in version.items)
        case ChoiceVersion():
            for number, row in enumerate(version.rows, 1):
                yield f"row {number}", row.basis
        case _:
            yield "the limit", version.basis


def compiled_is_walked(subject: Subject, question: Question) -> str | None:
    """The fast evaluator and the plain one see the same."""
    at = _day_asked(subject, question)
    walker = subject.walker(question.case, at, question.as_of)
    for version in subject.rule.versions:
        judge = subject.compiled[version.start]
        values = judge(question.case.slots, at, question.as_of.toordinal())
        for node, value in zip(version.nodes, values, strict=True):
            if (walked := walker.value(node)) != _as_walked(node, value):
                return f"`{node.source}` is {value} compiled, {walked} walked"
    result = subject.ask(question.case, question.as_of)
    return _as_answered(subject, result, walker)


def _day_asked(subject: Subject, question: Question) -> int:
    governed, as_of = subject.rule.governed_by, question.as_of.toordinal()
    day = question.case.slots[governed.slot] if governed else None
    return as_of if day is None or day >= date.max.toordinal() else int(day)


def _as_walked(node: Node, value: Any) -> Any:
    """Return a compiled value as the walker writes it: a day is a pair of ordinals."""
    is_day = node.type.kind in DAYS and not isinstance(value, tuple)
    return (value, value) if is_day else value


def _as_answered(subject: Subject, result: Any, walker: Walker) -> str | None:
    """Hold the conditions of an admission against the trees walked."""
    if not isinstance(result, Admission):
        return None
    version = subject.rule.version_on(result.at.toordinal())
    conditions = version.conditions if isinstance(version, AdmissionVersion) else ()
    for one, value in zip(conditions, result.truths, strict=True):
        if (walked := walker.value(one.node)) is not value:
            return f"`{one.id}` is {value} in the answer, {walked} walked"
    return None


def _parting(one: str, other: str) -> str | None:
    """Return where two answers part, None where they are the same."""
    if one == other:
        return None
    first, second = json.loads(one), json.loads(other)
    keys = [key for key in first if first[key] != second.get(key)]
    key = keys[0] if keys else next(iter(first))
    return f"its {key} is {second.get(key)!r} instead of {first[key]!r}"


PROPERTIES: Final[Mapping[str, Property]] = MappingProxyType(
    {
        "total": total,
        "deterministic": deterministic,
        "knowledge-monotone": knowledge_monotone,
        "order-independent": order_independent,
        "in-time": in_time,
        "windows-are-days": windows_are_days,
        "round-trip": round_trip,
        "cited": cited,
        "compiled-is-walked": compiled_is_walked,
    }
)
"""What any pack has to satisfy, by name; the docstring of each says it."""


def turned_round(book: Rulebook) -> Rulebook:
    """Return a rulebook whose rules stand in the opposite order."""
    rules = MappingProxyType(dict(reversed([*book.program.rules.items()])))
    program = replace(book.program, rules=rules)
    return type(book)(program, book.calendar, book.readings, book.folders)
