"""What callers of the strategies ask for, checked before anything is drawn."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NoReturn

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.asked import day_of, named
from telcorules.evaluation.grounds import pick
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.values import shown


def a_book(book: object) -> Rulebook:
    """Return a rulebook.

    Raises:
        RequestError: It is something else.
    """
    if isinstance(book, Rulebook):
        return book
    refuse(f"`book` takes a rulebook, not `{shown(book)}`", "write telcorules.load()")


def rule_names(book: Rulebook, rules: Iterable[str] | str | None) -> tuple[str, ...]:
    """Return the rules that are meant, in the order of the pack.

    Args:
        book: The rulebook.
        rules: Ids or globs; None for those of a joint decision, all where it has none.

    Raises:
        RequestError: There is no such rule, or none is named.
    """
    if rules is None:
        decided = book.program.decide
        return tuple(named(book.program, decided) if decided else book.program.rules)
    if found := tuple(named(book.program, rules)):
        return found
    refuse(f"`rules` names no rule: `{shown(rules)}`", 'write rules=["*"]')


def a_day(day: object, name: str) -> date:
    """Return a day, of a moment the one in China.

    Raises:
        RequestError: It is none.
    """
    if isinstance(day, date):
        return day_of(day) if isinstance(day, datetime) else day
    refuse(f"`{name}` takes a date, not `{shown(day)}`", "write date(2026, 11, 21)")


def a_truth(value: object, name: str) -> bool:
    """Return a truth.

    Raises:
        RequestError: It is none.
    """
    if isinstance(value, bool):
        return value
    refuse(f"`{name}` is True or False, not `{shown(value)}`", f"write {name}=True")


def a_count(value: object, name: str, most: int) -> int:
    """Return a count from 1 on.

    Raises:
        RequestError: It is none, or above the most there can be.
    """
    if type(value) is int and 1 <= value <= most:
        return value
    what = f"`{name}` is a number from 1 to {most:,}, not `{shown(value)}`"
    refuse(what, f"write {name}=10")


def some_of(values: Any, name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return words out of those there are, in the order asked; at least one.

    Raises:
        RequestError: There are none, or one is unknown.
    """
    options = {one: one for one in known}
    if isinstance(values, Iterable) and not isinstance(values, str | bytes):
        listed = tuple(dict.fromkeys(map(str, values)))
        if listed:
            return tuple(pick(options, one, f"word of `{name}`") for one in listed)
    first = next(iter(options))
    refuse(f"`{name}` takes a list, not `{shown(values)}`", f"write {name}=[{first!r}]")


def refuse(what: str, hint: str) -> NoReturn:
    """Refuse an argument.

    Raises:
        RequestError: Always.
    """
    raise RequestError(Problem("TR612", what, hint))
