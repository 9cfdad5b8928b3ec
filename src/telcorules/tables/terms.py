"""Conditions over columns: the third reader of the checked tree.

`language.compile` makes a function of it, `evaluation.proof` says why; here it becomes
a value of SQL. Unknown is NULL, whose logic is the language's own; a day that isn't
certain has an earliest and a latest, and is compared where both agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from telcorules.language import nodes
from telcorules.language.nodes import Node
from telcorules.language.vocabulary import Fact, Kind
from telcorules.tables import truths
from telcorules.tables.calendars import Count
from telcorules.tables.days import day, happened
from telcorules.tables.lastdays import Days, Lookup, pushed
from telcorules.tables.likeness import likeness
from telcorules.tables.naming import result
from telcorules.tables.needs import Event, Needs, roll_of
from telcorules.tables.truths import negated

_COMPARING: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "==": eq,
    "!=": ne,
}
_RECKONING: Final = {"+": add, "-": sub, "*": mul}


@dataclass(frozen=True, slots=True)
class Terms:
    """Reads trees over the columns of a table.

    Attributes:
        needs: What was looked up, and for which readings.
        lookup: The columns in which it is.
        governed: The event that gives the day asked about; None for that of the
            question.
        memo: What was read already, by what it says.
        prefix: What the names of columns begin with that aren't part of the answer.
    """

    needs: Needs
    lookup: Lookup
    governed: Fact | None
    memo: dict[Any, Any]
    prefix: str

    def of(self, governed: Fact | None) -> "Terms":
        """Return the same for a rule that an event governs."""
        return replace(self, governed=governed)

    @property
    def as_of(self) -> Any:
        """The day of the question."""
        return self.lookup.event(Event(None))

    @property
    def at(self) -> Any:
        """The day asked about."""
        return self.lookup.event(Event(self.governed, asked=bool(self.governed)))

    def inner(self, rule: str, part: str) -> str:
        """Return the name of a column that isn't part of the answer."""
        return self.prefix + result(rule, part)

    def truth(self, node: Node) -> ir.BooleanValue:
        """Return the truth of a condition."""
        return _column(self.value(node))

    def days(self, node: Node) -> Days:
        """Return between which days a day lies."""
        found = self.value(node)
        return found if isinstance(found, Days) else Days(found, found)

    def value(self, node: Node) -> Any:
        """Return the value of a node: of SQL, constant, or a day's bounds."""
        key = (self.governed, likeness(node))
        if key not in self.memo:
            self.memo[key] = _READERS[type(node)](self, node)
        return self.memo[key]

    def local(self, period: Any) -> list[tuple[nodes.DatedValue, Any]]:
        """Return the local values that the readings let in, with their truths."""
        if not isinstance(period, nodes.Parameter):
            return []
        in_play = period.in_play(self.needs.readings)
        return [(one.dated, self.truth(one.condition)) for one in in_play]


def _constant(_: Terms, node: nodes.Constant) -> Any:
    if node.type.kind in (Kind.DAY, Kind.EVENT):
        return day(date.fromordinal(int(node.value)))
    return node.value


def _fact(terms: Terms, node: nodes.FactOf) -> Any:
    return terms.lookup.event(Event(node.fact))


def _moment(terms: Terms, node: nodes.Moment) -> Any:
    event = terms.needs.event(node, terms.governed)
    assert event is not None
    return terms.lookup.event(event)


def _reading(terms: Terms, node: nodes.ReadingOf) -> str:
    return terms.needs.readings[node.reading]


def _named(terms: Terms, node: nodes.Named) -> Any:
    return terms.value(node.body)


def _negation(terms: Terms, node: nodes.Not) -> Any:
    operand = terms.value(node.operand)
    return not operand if isinstance(operand, bool) else negated(operand)


def _conjunction(terms: Terms, node: nodes.All) -> Any:
    return _joined(terms, node.operands, and_, settling=False)


def _disjunction(terms: Terms, node: nodes.AnyOf) -> Any:
    return _joined(terms, node.operands, or_, settling=True)


def _joined(
    terms: Terms,
    operands: tuple[Node, ...],
    join: Callable[[Any, Any], Any],
    *,
    settling: bool,
) -> Any:
    values = [terms.value(one) for one in operands]
    if any(one is settling for one in values):
        return settling
    open_ = [one for one in values if not isinstance(one, bool)]
    return reduce(join, open_) if open_ else not settling


def _choice(terms: Terms, node: nodes.If) -> Any:
    test = terms.value(node.test)
    if isinstance(test, bool):
        return terms.value(node.then if test else node.other)
    if node.type.kind in (Kind.DAY, Kind.EVENT):
        then, other = terms.days(node.then), terms.days(node.other)
        agree = (then.low == other.low) & (then.high == other.high)
        low = _chosen(test, then.low, other.low, agree)
        if then.exact and other.exact:
            return low
        return Days(low, _chosen(test, then.high, other.high, agree))
    then, other = (_column(terms.value(one)) for one in (node.then, node.other))
    return _chosen(test, then, other, _comparable(then) == _comparable(other))


def _comparison(terms: Terms, node: nodes.Compare) -> Any:
    holds = _COMPARING[node.operator]
    if node.left.type.kind not in (Kind.DAY, Kind.EVENT):
        return holds(*(_comparable(terms.value(one)) for one in node.parts))
    left, right = terms.days(node.left), terms.days(node.right)
    if left.exact and right.exact:
        return holds(left.low, right.low)
    return compared(node.operator, left, right)


def _one_of(terms: Terms, node: nodes.OneOf) -> Any:
    return _column(terms.value(node.item)).isin(node.words)


def _holds(terms: Terms, node: nodes.Holds) -> Any:
    return terms.value(node.items).contains(node.word)


def _last_day(terms: Terms, node: nodes.LastDay) -> Any:
    event = terms.needs.event(node.event, terms.governed)
    assert event is not None
    roll = roll_of(node, terms.needs.readings)
    return terms.lookup.runs(
        event,
        node.period,
        lambda period: Count(period, roll),
        terms.local(node.period),
    )


def _shift(terms: Terms, node: nodes.Shift) -> Any:
    event = terms.needs.event(node.event, terms.governed)
    if event is None:
        return pushed(terms.days(node.event), node.period.count)
    return terms.lookup.moves(event, Count(node.period, roll=False, back=node.back))


def _happened(terms: Terms, node: nodes.Happened) -> Any:
    return happened(terms.days(node.event).low)


def _known(terms: Terms, node: nodes.Known) -> Any:
    return _column(terms.value(node.operand)).notnull()


def _length(terms: Terms, node: nodes.Length) -> Any:
    return terms.value(node.items).unique().length()


def _item(terms: Terms, node: nodes.ItemOf) -> Any:
    return terms.value(node.items)[node.index]


def _arithmetic(terms: Terms, node: nodes.Arithmetic) -> Any:
    reckon = _RECKONING[node.operator]
    return reckon(terms.value(node.left), terms.value(node.right))


def _extreme(terms: Terms, node: nodes.Extreme) -> Any:
    values = [_column(terms.value(one)) for one in node.operands]
    known = reduce(and_, (one.notnull() for one in values))
    pick = ibis.least if node.function == "min" else ibis.greatest
    return ibis.ifelse(known, pick(*values), ibis.null("int64"))


def _appoint(terms: Terms, node: nodes.Appoint) -> Any:
    place = _column(terms.value(node.place))
    return place.substitute(node.table, else_=ibis.null("string"))


def _comparable(value: Any) -> Any:
    """Return a value as an operand of a comparison; constants stay what they are."""
    is_truth = isinstance(value, ir.BooleanColumn | ir.BooleanScalar)
    return truths.compared(value) if is_truth else value


def _column(value: Any) -> Any:
    if isinstance(value, bool | int | str | Decimal):
        return ibis.literal(value)
    return value


def _chosen(test: Any, then: Any, other: Any, agree: Any) -> Any:
    """Return one or the other; what both agree on while the test is unknown."""
    return ibis.cases((test, then), (negated(test), other), (agree, then))


def compared(operator: str, left: Days, right: Days) -> ir.BooleanValue:
    """Compare days where all their bounds agree; else it is unknown."""
    apart = (left.high < right.low) | (right.high < left.low)
    match operator:
        case "==" | "!=":
            sure = (left.low == left.high) & (left.high == right.low)
            same = sure & (right.low == right.high)
            equal = operator == "=="
            return ibis.cases((apart, not equal), (same, equal))
        case "<" | "<=":
            yes = _COMPARING[operator](left.high, right.low)
            no = _COMPARING[operator](left.low, right.high)
        case _:
            yes = _COMPARING[operator](left.low, right.high)
            no = _COMPARING[operator](left.high, right.low)
    return ibis.cases((yes, True), (negated(no), False))


_READERS: Final[Mapping[type[Node], Callable[[Terms, Any], Any]]] = {
    nodes.Constant: _constant,
    nodes.FactOf: _fact,
    nodes.Moment: _moment,
    nodes.ReadingOf: _reading,
    nodes.Named: _named,
    nodes.Not: _negation,
    nodes.All: _conjunction,
    nodes.AnyOf: _disjunction,
    nodes.If: _choice,
    nodes.Compare: _comparison,
    nodes.OneOf: _one_of,
    nodes.Holds: _holds,
    nodes.LastDay: _last_day,
    nodes.Shift: _shift,
    nodes.Happened: _happened,
    nodes.Known: _known,
    nodes.Length: _length,
    nodes.ItemOf: _item,
    nodes.Arithmetic: _arithmetic,
    nodes.Extreme: _extreme,
    nodes.Appoint: _appoint,
}
