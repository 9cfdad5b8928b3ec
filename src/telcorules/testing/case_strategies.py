"""Random cases for Hypothesis, crowded where the rules of a pack turn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from telcorules.evaluation.candidates import words_of
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.values import NOT_YET
from telcorules.language.vocabulary import Case, Fact, Kind, ordinal
from telcorules.testing.asked import a_book, a_day, a_truth, rule_names
from telcorules.testing.event_strategies import HOURS, any_day, at_hour
from telcorules.testing.thresholds import Thresholds

Dated = tuple[Case, date]
"""A case and the day of the question."""

_ALL = 10
_OFTEN = 8
_SHARES = (8, 10, 5, 10, 3)
_WAYS = ("not-yet", "near", "edge", "turning", "turning", "turning", "turning")
_STEPS = (0, -1, 1)
_MOST_ITEMS = 3
_DEAREST = Decimal(1_000_000)


def cases(
    book: Rulebook,
    *,
    rules: Iterable[str] | str | None = None,
    half_filled: bool = True,
    as_of: date | None = None,
) -> st.SearchStrategy[Case]:
    """Return cases of a pack, each fact of the type that the pack declares.

    Events lie where the rules' own limits end, the day before and the day after, seen
    from other events and from the day of the question; numbers and words are those
    that the rules compare with. Cases shrink towards the one that states nothing, or
    with `half_filled=False` towards the simplest value of every fact.

    Args:
        book: The rulebook.
        rules: Ids or globs of the rules whose facts are stated; those of a joint
            decision where they are left out.
        half_filled: Whether facts are left out, a few or most of them.
        as_of: The day around which events lie; a random one where it is left out.

    Raises:
        RequestError: There is no such rule, or an argument is of the wrong kind.

    Examples:
        >>> from hypothesis import find
        >>> from telcorules import load
        >>> several = cases(load(), rules="report.venue")
        >>> find(several, lambda case: case["report.act_provinces"])
        Case({'report': {'act_provinces': ['110000']}})
    """
    dated = dated_cases(book, rules=rules, half_filled=half_filled, as_of=as_of)
    return dated.map(lambda one: one[0])


def dated_cases(
    book: Rulebook,
    *,
    rules: Iterable[str] | str | None = None,
    half_filled: bool = True,
    as_of: date | None = None,
) -> st.SearchStrategy[Dated]:
    """Return pairs of a case and the day of the question, as `cases` makes them.

    Raises:
        RequestError: There is no such rule, or an argument is of the wrong kind.
    """
    several = known_and_less(book, rules=rules, half_filled=half_filled, as_of=as_of)
    return several.map(lambda one: (one[0], one[2]))


def known_and_less(
    book: Rulebook,
    *,
    rules: Iterable[str] | str | None = None,
    half_filled: bool = True,
    as_of: date | None = None,
) -> st.SearchStrategy[tuple[Case, Case, date]]:
    """Return a case, the same with some facts forgotten, and the day of the question.

    The fact that governs a rule, or any other, may be among those forgotten.

    Raises:
        RequestError: There is no such rule, or an argument is of the wrong kind.
    """
    names = rule_names(a_book(book), rules)
    thresholds = Thresholds(book, names)
    days = _days(thresholds) if as_of is None else st.just(a_day(as_of, "as_of"))
    partly = a_truth(half_filled, "half_filled")
    values = {fact.name: _values(fact, thresholds) for fact in thresholds.facts}
    return _drawn(_Making(book, thresholds, values, partly), days)


def _days(thresholds: Thresholds) -> st.SearchStrategy[date]:
    """Return days of the question: any, or about one on which the law changes."""
    plain = any_day(*thresholds.span)
    if not thresholds.edges:
        return plain
    near = st.builds(_moved, st.sampled_from(thresholds.edges), st.integers(0, 40))
    return plain | near


def _moved(day: date, step: int) -> date:
    return day + timedelta(days=min(step, (date.max - day).days))


@dataclass(frozen=True, slots=True)
class _Making:
    """What cases are made of."""

    book: Rulebook
    thresholds: Thresholds
    values: dict[str, st.SearchStrategy[Any]]
    half_filled: bool


@st.composite
def _drawn(
    draw: st.DrawFn, making: _Making, days: st.SearchStrategy[date]
) -> tuple[Case, Case, date]:
    as_of = draw(days)
    share = draw(st.sampled_from(_SHARES)) if making.half_filled else _ALL
    facts: dict[str, dict[str, Any]] = {}
    less: dict[str, dict[str, Any]] = {}
    known: dict[Any, int] = {"at": as_of.toordinal(), "as_of": as_of.toordinal()}
    for fact in making.thresholds.facts:
        # One number says whether a fact is stated, and whether it's forgotten again:
        # so the shrinker can drop a fact with its value, which stands beside it.
        lot = draw(st.integers(0, _ALL)) if making.half_filled else 1
        if not 1 <= lot <= share:
            continue
        value = _value(draw, fact, making, known)
        section, _, name = fact.name.partition(".")
        facts.setdefault(section, {})[name] = value
        if lot % 2:
            less.setdefault(section, {})[name] = value
    return making.book.case(facts), making.book.case(less), as_of


def _value(draw: st.DrawFn, fact: Fact, making: _Making, known: dict[Any, int]) -> Any:
    if fact.type.kind is Kind.EVENT:
        return _event(draw, fact, making.thresholds, known)
    return draw(making.values[fact.name])


def _event(
    draw: st.DrawFn, fact: Fact, thresholds: Thresholds, known: dict[Any, int]
) -> Any:
    """Draw an event, and note where it lies."""
    way = draw(st.sampled_from(_WAYS))
    if way == "not-yet":
        known[fact.slot] = ordinal(NOT_YET)
        return NOT_YET
    day = _day(draw, fact, thresholds, known, way)
    known[fact.slot] = day
    hour = draw(st.none() | HOURS)
    found = date.fromordinal(day)
    return found if hour is None else at_hour(found, hour)


def _day(
    draw: st.DrawFn,
    fact: Fact,
    thresholds: Thresholds,
    known: dict[Any, int],
    way: str,
) -> int:
    """Draw a day on which something turns, on which the law changes, or any day."""
    about, turns = known["as_of"], thresholds.turns[fact.slot]
    dated = way == "edge"
    fitting = [one for one in turns if (one.other.key is None) is dated]
    if way == "near" or not fitting:
        about += draw(st.integers(-20, 20) | st.integers(-800, 400))
    elif days := draw(st.sampled_from(fitting)).days(known, about):
        about = draw(st.sampled_from(days)) + draw(st.sampled_from(_STEPS))
    return min(max(about, 1), date.max.toordinal() - 1)


def _values(fact: Fact, thresholds: Thresholds) -> st.SearchStrategy[Any]:
    """Return the values of a fact; of an event in a list, any days."""
    if fact.type.item is None:
        return _KINDS[fact.type.kind](fact, thresholds)
    inner = _KINDS[fact.type.item](fact, thresholds)
    return st.lists(inner, min_size=1, max_size=_MOST_ITEMS, unique=True)


def _truths(fact: Fact, thresholds: Thresholds) -> st.SearchStrategy[Any]:
    """Return truths; nine times in ten what a rule would have them be."""
    wanted = thresholds.favourable.get(fact.name)
    several = [] if wanted is None else [wanted] * _OFTEN
    return st.sampled_from([False, True, *several])


def _dates(_fact: Fact, thresholds: Thresholds) -> st.SearchStrategy[Any]:
    return any_day(*thresholds.span)


def _words(fact: Fact, thresholds: Thresholds) -> st.SearchStrategy[Any]:
    every = st.sampled_from(words_of(fact.type))
    return st.sampled_from(thresholds.words(fact)) | every


def _whole(fact: Fact, thresholds: Thresholds) -> st.SearchStrategy[Any]:
    return _or(thresholds.numbers(fact), st.integers(0, 1_000))


def _money(fact: Fact, thresholds: Thresholds) -> st.SearchStrategy[Any]:
    return _or(thresholds.numbers(fact), st.decimals(0, _DEAREST, places=2))


def _texts(fact: Fact, thresholds: Thresholds) -> st.SearchStrategy[Any]:
    return _or(thresholds.texts(fact), st.text(max_size=20))


def _or(named: list[Any], others: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from(named) | others if named else others


_KINDS: dict[Kind, Callable[[Fact, Thresholds], st.SearchStrategy[Any]]] = {
    Kind.BOOL: _truths,
    Kind.EVENT: _dates,
    Kind.ENUM: _words,
    Kind.REGION: _words,
    Kind.INT: _whole,
    Kind.MONEY: _money,
    Kind.TEXT: _texts,
}
