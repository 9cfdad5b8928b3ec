"""What could stand in a rule instead: a condition written otherwise in one place.

Each change is a slip that an author could make and a reader overlook: a limit off by
a day, `<=` for `<`, `or` for `and`, a forgotten `not`, another word of an enum.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from telcorules.errors import Span
from telcorules.foundation.periods import Period, Unit
from telcorules.foundation.regions import REGIONS
from telcorules.language import nodes
from telcorules.language.nodes import Node
from telcorules.language.vocabulary import Kind

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """One thing in a rule written otherwise.

    Attributes:
        sort: What kind of slip it is: ``limit``, ``unit``, ``comparison``, ...
        target: The part of the rule that is replaced, found by its identity.
        instead: What stands there instead.
        was: What is written.
        now: What would be.
        span: Where it stands; None where only its path is known.
        path: The way to it in its file, while the place isn't known.
    """

    sort: str
    target: Any
    instead: Any
    was: str
    now: str
    span: Span | None = None
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The names that can be mistaken for one another.

    Attributes:
        readings: The choices of each reading.
        authorities: The table of each kind of authority.
        values: The answers of choices, in the order of the rule.
    """

    readings: Mapping[str, tuple[str, ...]]
    authorities: Mapping[str, dict[str, str]]
    values: tuple[str, ...] = ()

    def other_reading(self, name: str) -> str | None:
        """Return another reading with the same choices, None where there is none."""
        choices = self.readings[name]
        others = (one for one, same in self.readings.items() if same == choices)
        return next((one for one in others if one != name), None)


def of_condition(root: Node, names: Names, seen: set[int]) -> Iterator[Change]:
    """Yield the changes of an expression, each part once.

    Args:
        root: The expression.
        names: What names could be mistaken.
        seen: The parts that were looked at before; it grows.
    """
    if id(root) in seen:
        return
    seen.add(id(root))
    for sort, instead, now in _instead_of(root, names):
        yield Change(sort, root, instead, root.source, now, root.span)
    for part in root.parts:
        yield from of_condition(part, names, seen)


Instead = Iterator[tuple[str, Any, str]]

_ORDER: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "<": ("<=", ">"),
        "<=": ("<", ">="),
        ">": (">=", "<"),
        ">=": (">", "<="),
        "==": ("!=",),
        "!=": ("==",),
    }
)
_SIGNS: Final = MappingProxyType({"+": ("-",), "-": ("+",), "*": ("+",)})


def _instead_of(node: Node, names: Names) -> Instead:
    """Yield the sort, the replacement and the text of each change of one part."""
    match node:
        case nodes.Constant():
            for sort, value, said in _of_constant(node, names):
                yield sort, replace(node, value=value), said
        case nodes.Not():
            yield "not", node.operand, node.operand.source
        case nodes.All() | nodes.AnyOf():
            yield from _of_logic(node)
        case nodes.If():
            yield from _of_branches(node)
        case nodes.Compare() | nodes.Arithmetic() | nodes.Extreme():
            yield from _of_operator(node)
        case nodes.LastDay() | nodes.Shift():
            yield from _of_period(node)
        case _:
            yield from _of_names(node, names)


def _of_names(node: Node, names: Names) -> Instead:
    """Yield other readings, words and authorities."""
    match node:
        case nodes.ReadingOf():
            if (other := names.other_reading(node.reading)) is not None:
                said = f"reading.{other.replace('-', '_')}"
                yield "reading", replace(node, reading=other), said
        case nodes.OneOf():
            yield from _of_words(node)
        case nodes.Holds():
            if (word := _next(node.word, _words(node.items))) is not None:
                said = f'"{word}" in {node.items.source}'
                yield "word", replace(node, word=word), said
        case nodes.Appoint():
            yield from _of_authority(node, names)
        case _:
            pass


def _of_constant(node: nodes.Constant, names: Names) -> Instead:
    value = node.value
    match node.type.kind:
        case Kind.BOOL:
            yield "word", not value, str(not value)
        case Kind.INT:
            for number in (int(value) - 1, int(value) + 1):
                yield "number", number, str(number)
        case Kind.MONEY:
            for step in (Decimal("-0.01"), Decimal("0.01")):
                amount = Decimal(value) + step
                yield "number", amount, str(amount)
        case Kind.DAY:
            for day in (int(value) - 1, int(value) + 1):
                yield "date", day, f'"{date.fromordinal(day)}"'
        case Kind.TEXT:
            yield from _of_text(str(value), names)
        case _:
            if (word := _next(value, _words(node))) is not None:
                yield "word", word, f'"{word}"'


def _of_text(value: str, names: Names) -> Instead:
    """Yield another answer of the choice, or that a last day doesn't move."""
    if value in ("roll", "strict"):
        other = "strict" if value == "roll" else "roll"
        yield "rolling", other, f'"{other}"'
    elif (word := _next(value, names.values)) is not None:
        yield "authority", word, f'"{word}"'


def _words(node: Node) -> tuple[Any, ...]:
    if Kind.REGION in (node.type.kind, node.type.item):
        return tuple(REGIONS)
    return node.type.values


def _next(word: Any, words: tuple[Any, ...]) -> Any:
    """Return the word after one, the first after the last; None without another."""
    if word not in words or len(words) < 2:
        return None
    return words[(words.index(word) + 1) % len(words)]


def _of_logic(node: nodes.All | nodes.AnyOf) -> Instead:
    both, operands = isinstance(node, nodes.All), node.operands
    other: type[Any] = nodes.AnyOf if both else nodes.All
    place: Any = {"type": node.type, "source": node.source, "span": node.span}
    said, sign = [one.source for one in operands], " or " if both else " and "
    yield "logic", other(operands=operands, **place), sign.join(said)
    for index in range(len(operands)):
        rest = operands[:index] + operands[index + 1 :]
        made = rest[0] if len(rest) == 1 else replace(node, operands=rest)
        kept = (" and " if both else " or ").join(one.source for one in rest)
        yield "operand", made, kept


def _of_branches(node: nodes.If) -> Instead:
    swapped = replace(node, then=node.other, other=node.then)
    said = f"{node.other.source} if {node.test.source} else {node.then.source}"
    yield "branch", swapped, said
    for branch in (node.then, node.other):
        yield "branch", branch, branch.source


def _of_operator(node: nodes.Compare | nodes.Arithmetic | nodes.Extreme) -> Instead:
    if isinstance(node, nodes.Extreme):
        other = "max" if node.function == "min" else "min"
        operands = ", ".join(one.source for one in node.operands)
        yield "operator", replace(node, function=other), f"{other}({operands})"
        return
    compared = isinstance(node, nodes.Compare)
    signs = _ORDER if compared else _SIGNS
    for sign in signs[node.operator]:
        said = f"{node.left.source} {sign} {node.right.source}"
        sort = "comparison" if compared else "operator"
        yield sort, replace(node, operator=sign), said


def _of_words(node: nodes.OneOf) -> Instead:
    words = node.words
    for index in range(len(words)):
        rest = words[:index] + words[index + 1 :]
        said = f"{node.item.source} in {list(rest)}"
        yield "word", replace(node, words=rest), said


def _of_period(node: nodes.LastDay | nodes.Shift) -> Instead:
    if isinstance(node.period, Period):
        for sort, period in other_periods(node.period):
            yield sort, replace(node, period=period), f'"{period}"'
    if isinstance(node, nodes.Shift):
        sign = "+" if node.back else "-"
        said = f'{node.event.source} {sign} "{node.period}"'
        yield "operator", replace(node, back=not node.back), said


def _of_authority(node: nodes.Appoint, names: Names) -> Instead:
    others = [kind for kind in names.authorities if kind != node.kind]
    for kind in others[:1]:
        made = replace(node, kind=kind, table=names.authorities[kind])
        yield "authority", made, f'authority("{kind}", {node.place.source})'


_DAYS_OF: Final = MappingProxyType(
    {Unit.MONTHS: 30, Unit.CALENDAR_MONTHS: 30, Unit.YEARS: 365}
)
_HOURS: Final = 24


def other_periods(period: Period) -> Iterator[tuple[str, Period]]:
    """Yield what a period could be mistaken for: one more, one less, another unit."""
    if period.count > 1:
        yield "limit", Period(period.count - 1, period.unit)
    yield "limit", Period(period.count + 1, period.unit)
    match period.unit:
        case Unit.DAYS:
            yield "unit", Period(period.count, Unit.WORKING_DAYS)
        case Unit.WORKING_DAYS:
            yield "unit", Period(period.count, Unit.DAYS)
        case Unit.HOURS:
            yield "unit", Period(-(-period.count // _HOURS), Unit.DAYS)
        case _:
            yield "unit", Period(period.count * _DAYS_OF[period.unit], Unit.DAYS)


def near_days(day: date) -> tuple[date, date]:
    """Return the day before and the day after."""
    return day - timedelta(days=1), day + timedelta(days=1)
