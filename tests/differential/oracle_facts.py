"""Expressions answered once more from docs/language.md: three values, exact numbers.

A day is the pair of days between which it lies, an event that hasn't happened the
day `NOT_YET`, a number a fraction, and what is unknown None.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

from tests.differential.oracle import NOT_YET, Truth, both, either, opposite
from tests.differential.oracle_days import How, Span, between, last_day
from tests.differential.written_rules import Expression, Parameter, Value, Version

READINGS = {
    "duty-rollover": ("roll", "strict"),
    "other-rollover": ("strict", "roll"),
    "local": ("national", "own"),
}
ALL = [dict(zip(READINGS, each, strict=True)) for each in product(*READINGS.values())]


@dataclass(frozen=True)
class Asked:
    """A case, the day of the question, and the choice taken for each reading."""

    facts: Mapping[str, Any]
    as_of: date
    readings: Mapping[str, str]
    parameters: Mapping[str, Parameter]

    @property
    def today(self) -> int:
        return self.as_of.toordinal()

    def event(self, name: str | None) -> Any:
        """Return an event as stated: a day, a moment in China, or that it hasn't."""
        return None if name is None else self.facts.get(name)

    def day(self, name: str | None) -> int | None:
        """Return the ordinal of an event's day."""
        stated = self.event(name)
        return stated.toordinal() if isinstance(stated, date) else stated and NOT_YET

    def under(self, reading: str, choice: str) -> "Asked":
        return replace(self, readings={**self.readings, reading: choice})


def value(one: Expression | None, asked: Asked) -> Any:
    """Return what an expression comes to; None is true."""
    if one is None:
        return True
    head, *parts = one
    return VALUES[head](asked, *parts)


def truth(one: Expression | None, asked: Asked) -> Truth:
    found: Truth = value(one, asked)
    return found


def number(one: Expression, asked: Asked) -> Fraction | None:
    found = value(one, asked)
    return None if found is None else Fraction(found)


def days(one: Expression, asked: Asked) -> Span | None:
    found: Span | None = value(one, asked)
    return found


def stated(asked: Asked, name: str) -> Any:
    found = asked.facts.get(name)
    return found if found is None or isinstance(found, bool) else Fraction(found)


def event(asked: Asked, name: str) -> Span | None:
    day = asked.day(name)
    return None if day is None else (day, day)


def choice(asked: Asked, test: Expression, then: Expression, other: Expression) -> Any:
    """Return what both branches agree on while the test is unknown."""
    holds, one, two = truth(test, asked), value(then, asked), value(other, asked)
    if holds is None:
        return one if one == two else None
    return one if holds else two


def equal(asked: Asked, name: str, word: str) -> Truth:
    found = asked.facts.get(name)
    return None if found is None else found == word


def happened(asked: Asked, day: Expression) -> Truth:
    pair = days(day, asked)
    return None if pair is None else pair[0] != NOT_YET


SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def compare(asked: Asked, sign: str, left: Expression, right: Expression) -> Truth:
    """Compare numbers, or days: decided where every day that they can be agrees."""
    one, other = value(left, asked), value(right, asked)
    if one is None or other is None:
        return None
    if not isinstance(one, tuple):
        return SIGNS[sign](Fraction(one), Fraction(other))
    found = {SIGNS[sign](a, b) for a in between(one) for b in between(other)}
    return found.pop() if len(found) == 1 else None


def last(asked: Asked, inner: Expression, length: str, roll: str) -> Span | None:
    how = How(roll=asked.readings.get(roll, roll) == "roll")
    return reached(days(inner, asked), length, asked, how)


def moved(asked: Asked, inner: Expression, sign: str, period: str) -> Span | None:
    return reached(days(inner, asked), period, asked, How(back=sign == "-"))


def reached(pair: Span | None, length: str, asked: Asked, how: How) -> Span | None:
    """Return between which days a period ends that runs from an uncertain day."""
    if pair is None or pair[0] == NOT_YET:
        return pair
    periods = {period_of(length, day, asked) for day in pair}
    if len(periods) > 1 or None in periods:
        return None
    ((period, _),) = (one for one in periods if one is not None)
    first, second = (last_day(day, period, how) for day in pair)
    return None if first is None or second is None else (first.earliest, second.latest)


def days_between(asked: Asked, left: Expression, right: Expression) -> int | None:
    """Return whole days from one event to the other; 0 where it isn't later."""
    one, other = days(left, asked), days(right, asked)
    if one is None or other is None or NOT_YET in (*one, *other):
        return None
    if one[0] != one[1] or other[0] != other[1]:
        return None
    return max(0, other[0] - one[0])


def reckoned(
    reckon: Callable[[Fraction, Fraction], Fraction],
) -> Callable[[Asked, Expression, Expression], Fraction | None]:
    def found(asked: Asked, left: Expression, right: Expression) -> Fraction | None:
        one, other = number(left, asked), number(right, asked)
        return None if one is None or other is None else reckon(one, other)

    return found


VALUES: Mapping[str, Callable[..., Any]] = {
    "fact": stated,
    "event": event,
    "today": lambda asked: (asked.today, asked.today),
    "literal": lambda _, written: Fraction(written),
    "not": lambda asked, inner: opposite(truth(inner, asked)),
    "and": lambda asked, a, b: both(truth(a, asked), truth(b, asked)),
    "or": lambda asked, a, b: either(truth(a, asked), truth(b, asked)),
    "if": choice,
    "equal": equal,
    "reading": lambda asked, name, word: asked.readings[name] == word,
    "happened": happened,
    "compare": compare,
    "last": last,
    "moved": moved,
    "between": days_between,
    "+": reckoned(lambda a, b: a + b),
    "-": reckoned(lambda a, b: a - b),
    "*": reckoned(lambda a, b: a * b),
    "min": reckoned(min),
    "max": reckoned(max),
}


def period_of(
    length: str, day: int, asked: Asked
) -> tuple[str, tuple[str, ...]] | None:
    """Return the period from an event on a day, with what a parameter's rests on."""
    if " " in length:
        return length, ()
    parameter = asked.parameters[length]
    candidates: list[Value | None] = []
    for one in (each for each in parameter.local if let_in(each, asked)):
        applies = truth(one.condition, asked) if holds_on(one, day) else False
        candidates += [one] if applies is not False else []
        if applies:
            break
    else:
        general = (one for one in parameter.values if holds_on(one, day))
        candidates.append(next(general, None))
    found = [one for one in candidates if one is not None]
    if len(found) < len(candidates) or len({one.period for one in found}) > 1:
        return None
    return found[-1].period, (found[-1].basis,)


def let_in(one: Value, asked: Asked) -> bool:
    return one.reading is None or asked.readings[one.reading[0]] == one.reading[1]


def holds_on(one: Value | Version, day: int) -> bool:
    after = one.until is not None and day > one.until.toordinal()
    return one.start.toordinal() <= day and not after


def every_period(length: str, asked: Asked) -> list[str]:
    """Return the periods that a limit may turn out to be."""
    if " " in length:
        return [length]
    parameter = asked.parameters[length]
    return [one.period for one in (*parameter.values, *parameter.local)]
