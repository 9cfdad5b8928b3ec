"""The properties of a pack searched for a case that breaks them, the smallest told."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, NoSuchExample

from telcorules.errors import Span
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.program import Rule
from telcorules.language.vocabulary import Case
from telcorules.testing.asked import a_book, a_count, rule_names, some_of
from telcorules.testing.case_strategies import known_and_less
from telcorules.testing.properties import (
    PROPERTIES,
    Question,
    Subject,
    turned_round,
)

Several = st.SearchStrategy[tuple[Case, Case, date]]

MOST: Final = 100_000
"""The greatest number of examples."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A property that a rule breaks, with the smallest case that was found.

    Attributes:
        property: Its name.
        rule: The rule's id.
        span: Where the rule is written.
        what: What is wrong.
        question: The case, the same with less known, and the day.
    """

    property: str
    rule: str
    span: Span
    what: str
    question: Question

    def __str__(self) -> str:
        says = PROPERTIES[self.property].__doc__ or ""
        lines = [
            f"{self.span}: `{self.rule}` breaks `{self.property}`: {self.what}",
            f"  property: {says}",
            f"  as_of: {self.question.as_of}",
            f"  case: {_flow(self.question.case)}",
        ]
        if self.property == "knowledge-monotone":
            lines.append(f"  with less known: {_flow(self.question.less)}")
        return "\n".join(lines)


def _flow(case: Case) -> str:
    """Return a case in one line, as a scenario may hold it."""
    return json.dumps(case.to_dict(), ensure_ascii=False)


class PropertyError(AssertionError):
    """Rules of a pack break properties that any pack has.

    Attributes:
        broken: Each property that a rule breaks, in the order of the pack.
    """

    def __init__(self, broken: Iterable[Broken]) -> None:
        self.broken = tuple(broken)
        super().__init__("\n".join(map(str, self.broken)))


def check_pack(
    book: Rulebook,
    *,
    rules: Iterable[str] | str = "*",
    properties: Iterable[str] = tuple(PROPERTIES),
    examples: int = 50,
) -> None:
    """Search for cases that break a property which any rule pack has.

    The same pack is searched in the same way each time.

    Args:
        book: The rulebook.
        rules: Ids or globs of the rules to look at; all where they are left out.
        properties: The names of the properties, out of `PROPERTIES`.
        examples: How many cases are tried for each rule; more find more.

    Raises:
        PropertyError: A rule breaks one; all of them, each with the smallest case
            found and the rule's place.
        RequestError: There is no such rule or property, or no such number.
    """
    __tracebackhide__ = True
    names = rule_names(a_book(book), rules)
    wanted = some_of(properties, "properties", PROPERTIES)
    count = a_count(examples, "examples", MOST)
    other = turned_round(book)
    subjects = [Subject(book, book.program.rules[name], other) for name in names]
    broken = [one for each in subjects for one in _broken(each, wanted, count)]
    if broken:
        raise PropertyError(broken)


def _broken(
    subject: Subject, names: tuple[str, ...], examples: int
) -> Iterator[Broken]:
    """Yield what a rule breaks: the first property found, then what else there is."""
    left = list(names)
    asked = _questions(subject.book, subject.rule)
    while left and (found := _counterexample(subject, asked, left, examples)):
        name, what, question = found
        span = subject.rule.span
        yield Broken(name, subject.rule.id, span, what, question)
        left.remove(name)


def _counterexample(
    subject: Subject,
    asked: st.SearchStrategy[Question],
    names: list[str],
    examples: int,
) -> tuple[str, str, Question] | None:
    """Return the smallest question that was found to break one of some properties."""
    search = settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    seen: list[tuple[str, str, Question]] = []

    def is_broken(question: Question) -> bool:
        if found := _first(subject, names, question):
            seen.append((*found, question))
        return found is not None

    try:
        find(asked, is_broken, settings=search)
    except NoSuchExample:
        return None
    except Flaky:  # it came and went: an engine that isn't deterministic
        pass
    return seen[-1]


def _first(
    subject: Subject, names: list[str], question: Question
) -> tuple[str, str] | None:
    """Return the first property that a question breaks, and how."""
    for name in names:
        if what := _complaint(subject, name, question):
            return name, what
    return None


def _complaint(subject: Subject, name: str, question: Question) -> str | None:
    try:
        return PROPERTIES[name](subject, question)
    except Exception as error:  # noqa: BLE001 - whatever is raised breaks it
        return f"it raises {type(error).__name__}: {error}"


@st.composite
def _asked(draw: st.DrawFn, book: Rulebook, several: Several, kept: str) -> Question:
    case, less, as_of = draw(several)
    if kept and case[kept] is not None:
        section, _, name = kept.partition(".")
        facts = less.to_dict()
        facts.setdefault(section, {})[name] = case[kept]
        less = book.case(facts)
    later = draw(st.integers(1, 9) | st.integers(10, 400))
    return Question(case, less, as_of, later)


def _questions(book: Rulebook, rule: Rule) -> st.SearchStrategy[Question]:
    several = known_and_less(book, rules=[rule.id])
    return _asked(book, several, rule.governed_by.name if rule.governed_by else "")
