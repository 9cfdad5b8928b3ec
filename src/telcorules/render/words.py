"""Conditions in words: every part of an expression, in Chinese and in English.

The words say what the engine reads, no more: names are written out, readings stand
as they are chosen, and brackets show what belongs together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from telcorules.evaluation.context import Context
from telcorules.evaluation.proof import Walker
from telcorules.foundation.law import Wording
from telcorules.foundation.periods import Period
from telcorules.language import nodes
from telcorules.language.nodes import Node, Parameter
from telcorules.language.vocabulary import Fact, Kind
from telcorules.render.facts import region

_DAYS: Final[Mapping[str, Wording]] = {
    "<": Wording("早于", "is before"),
    "<=": Wording("不晚于", "is not after"),
    ">": Wording("晚于", "is after"),
    ">=": Wording("不早于", "is not before"),
    "==": Wording("就是", "is"),
    "!=": Wording("不是", "is not"),
}
_NUMBERS: Final[Mapping[str, Wording]] = {
    "<": Wording("小于", "is less than"),
    "<=": Wording("不大于", "is at most"),
    ">": Wording("大于", "is more than"),
    ">=": Wording("不小于", "is at least"),
    "==": Wording("等于", "is"),
    "!=": Wording("不等于", "is not"),
}
_WORDS: Final[Mapping[str, Wording]] = {
    "==": Wording("是", "is"),
    "!=": Wording("不是", "is not"),
}
_REVERSE: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_SIGNS: Final[Mapping[str, Wording]] = {
    "+": Wording("加", " plus "),
    "-": Wording("减", " minus "),
    "*": Wording("乘以", " times "),
}
_MOMENTS: Final[Mapping[str, Wording]] = {
    "at": Wording("所问之日", "the day asked about"),
    "as_of": Wording("评估日", "the day of the assessment"),
}
_OPENERS: Final = ("the", "a", "an", "what", "where", "who", "whether", "how")
_COMPOUND: Final = (nodes.All, nodes.AnyOf, nodes.If)


@dataclass(frozen=True, slots=True)
class Phrasing:
    """Puts nodes into words under the readings of a context."""

    context: Context

    def of(self, node: Node) -> Wording:
        """Return the words for a node."""
        return _PHRASES[type(node)](self, node)

    def within(self, node: Node) -> Wording:
        """Return the words for a part, in brackets where it is made of parts."""
        words = self.of(node)
        inner = node.body if isinstance(node, nodes.Named) else node
        return _bracketed(words) if isinstance(inner, _COMPOUND) else words

    def test(self, node: Node) -> Wording:
        """Return the words for a condition after “if”; a choice goes in brackets."""
        inner = node.body if isinstance(node, nodes.Named) else node
        words = self.of(node)
        return _bracketed(words) if isinstance(inner, nodes.If) else words

    def constant(self, node: nodes.Constant) -> Wording:
        """A literal: a yes or no, a region by its name, a number or a text."""
        if isinstance(node.value, bool):
            return Wording("是", "true") if node.value else Wording("否", "false")
        return self._value(node.value, node)

    def fact(self, node: nodes.FactOf) -> Wording:
        """A fact by its label; in English, what isn't a sentence takes an article."""
        return self.named_fact(node.fact)

    def named_fact(self, fact: Fact) -> Wording:
        """Return the label of a fact as a sentence names it."""
        label = fact.label
        if fact.type.kind is Kind.BOOL or label.en.partition(" ")[0] in _OPENERS:
            return label
        return Wording(label.zh, f"the {label.en}")

    def moment(self, node: nodes.Moment) -> Wording:
        """The day asked about."""
        return _MOMENTS[node.name]

    def reading(self, node: nodes.ReadingOf) -> Wording:
        """A reading by what it is about."""
        label = self.context.program.readings[node.reading].label
        return Wording(f"“{label.zh}”", f"“{label.en}”")

    def choice_of(self, reading: str, choice: str) -> Wording:
        """A choice of a reading by its label."""
        choices = self.context.program.readings[reading].choices
        return next(one.label for one in choices if one.id == choice)

    def named(self, node: nodes.Named) -> Wording:
        """What a name stands for."""
        return self.of(node.body)

    def negation(self, node: nodes.Not) -> Wording:
        """A comparison turned round, or that something doesn't hold."""
        if isinstance(node.operand, nodes.Compare):
            return self._compared(node.operand, _REVERSE[node.operand.operator])
        words = self._quoted(node.operand)
        if isinstance(node.operand, nodes.FactOf):
            return Wording(f"并非{words.zh}", f"not {words.en}")
        return Wording(f"并非（{words.zh}）", f"not ({words.en})")

    def conjunction(self, node: nodes.All) -> Wording:
        """Parts that all have to hold."""
        return _joined(map(self.within, node.operands), Wording("，并且", " and "))

    def disjunction(self, node: nodes.AnyOf) -> Wording:
        """Parts of which one has to hold."""
        return _joined(map(self.within, node.operands), Wording("，或者", " or "))

    def choice(self, node: nodes.If) -> Wording:
        """One thing or another."""
        test, then, other = map(self.within, node.parts)
        return Wording(
            f"如果{test.zh}，则{then.zh}；否则{other.zh}",
            f"if {test.en}, then {then.en}; otherwise {other.en}",
        )

    def comparison(self, node: nodes.Compare) -> Wording:
        """Two values compared."""
        return self._compared(node, node.operator)

    def _compared(self, node: nodes.Compare, operator: str) -> Wording:
        left = self._beside(node.left, node.right)
        right = self._beside(node.right, node.left)
        link = _links(node.left)[operator]
        return Wording(
            f"{left.zh}{link.zh}{right.zh}", f"{left.en} {link.en} {right.en}"
        )

    def _beside(self, node: Node, other: Node) -> Wording:
        """Return one side of a comparison; a word as the other side means it."""
        if isinstance(node, nodes.Constant):
            return self._value(node.value, other)
        return self.within(node)

    def _value(self, value: Any, of: Node) -> Wording:
        """Return a word as the fact or the reading that may take it labels it."""
        kinds = (of.type.kind, of.type.item)
        if Kind.REGION in kinds:
            return region(value)
        if Kind.DAY in kinds or Kind.EVENT in kinds:
            day = date.fromordinal(value).isoformat()
            return Wording(day, day)
        labels = (self._labels(part).get(value) for part in nodes.walk(of))
        return next(filter(None, labels), None) or self.name(str(value))

    def _labels(self, node: Node) -> dict[str, Wording]:
        """Return what the words of a fact, or the choices of a reading, are called."""
        if isinstance(node, nodes.FactOf):
            return dict(node.fact.values)
        if isinstance(node, nodes.ReadingOf):
            choices = self.context.program.readings[node.reading].choices
            return {one.id: one.label for one in choices}
        return {}

    def name(self, value: str) -> Wording:
        """Return the name of an authority or body; anything else as it is."""
        return self.context.program.labels.get(value) or Wording(value, value)

    def one_of(self, node: nodes.OneOf) -> Wording:
        """A value among some words."""
        item = self.within(node.item)
        words = [self._value(word, node.item) for word in node.words]
        listed = _joined(words, Wording("、", ", "))
        return Wording(
            f"{item.zh}是{listed.zh}之一", f"{item.en} is one of {listed.en}"
        )

    def holds(self, node: nodes.Holds) -> Wording:
        """A list that has a word in it."""
        items, word = self._quoted(node.items), self._value(node.word, node.items)
        return Wording(f"{items.zh}包括{word.zh}", f"{items.en} includes {word.en}")

    def last_day(self, node: nodes.LastDay) -> Wording:
        """The end of a period, and whether it moves off a day of rest."""
        event, period = self.within(node.event), self.period(node.period)
        rolls = self._rolls(node.roll)
        return Wording(
            f"自{event.zh}起{period.zh}的最后一日（{rolls.zh}）",
            f"the last day of {period.en} from {event.en} ({rolls.en})",
        )

    def _rolls(self, roll: Node) -> Wording:
        if Walker(self.context, (), 0, 0).value(roll) == "roll":
            return Wording("遇休息日顺延", "moved off a day of rest")
        return Wording("不顺延", "never moved")

    def period(self, period: Period | Parameter) -> Wording:
        """Return a period, or the values that a parameter can take."""
        if isinstance(period, Period):
            return Wording(period.zh, str(period))
        local = period.in_play(self.context.readings)
        dated = [*period.values, *(one.dated for one in local)]
        values = dict.fromkeys(self.period(one.value) for one in dated)
        return _joined(values, Wording("或", " or "))

    def shift(self, node: nodes.Shift) -> Wording:
        """A day so long after an event, or before it."""
        event, period = self.within(node.event), self.period(node.period)
        if node.back:
            return Wording(f"{event.zh}前{period.zh}", f"{period.en} before {event.en}")
        return Wording(f"{event.zh}后{period.zh}", f"{period.en} after {event.en}")

    def days_between(self, node: nodes.DaysBetween) -> Wording:
        """How many days lie from one event to another."""
        first, second = self.within(node.first), self.within(node.second)
        return Wording(
            f"自{first.zh}至{second.zh}的天数",
            f"the number of days from {first.en} to {second.en}",
        )

    def happened(self, node: nodes.Happened) -> Wording:
        """Whether an event has a date."""
        event = self._quoted(node.event)
        return Wording(f"{event.zh}已有日期", f"{event.en} has a date")

    def known(self, node: nodes.Known) -> Wording:
        """Whether a fact is stated."""
        fact = self._quoted(node.operand)
        return Wording(f"已说明{fact.zh}", f"{fact.en} is stated")

    def length(self, node: nodes.Length) -> Wording:
        """How many items a list has."""
        items = self._quoted(node.items)
        return Wording(f"{items.zh}的个数", f"the number in {items.en}")

    def item(self, node: nodes.ItemOf) -> Wording:
        """One item of a list."""
        items, number = self._quoted(node.items), node.index + 1
        return Wording(f"{items.zh}的第{number}项", f"item {number} of {items.en}")

    def _quoted(self, node: Node) -> Wording:
        """Return a fact's label in quotes, anything else in its words."""
        if isinstance(node, nodes.FactOf):
            return Wording(f"“{node.fact.label.zh}”", f"“{node.fact.label.en}”")
        return self.of(node)

    def arithmetic(self, node: nodes.Arithmetic) -> Wording:
        """Numbers added, subtracted or multiplied, in brackets."""
        sides = (self.within(node.left), self.within(node.right))
        return _bracketed(_joined(sides, _SIGNS[node.operator]))

    def extreme(self, node: nodes.Extreme) -> Wording:
        """The least or the greatest of some numbers."""
        listed = _joined(map(self.within, node.operands), Wording("、", ", "))
        if node.function == "min":
            return Wording(f"{listed.zh}中最小的", f"the least of {listed.en}")
        return Wording(f"{listed.zh}中最大的", f"the greatest of {listed.en}")

    def appoint(self, node: nodes.Appoint) -> Wording:
        """The authority of a kind for a place."""
        place, kind = self._quoted(node.place), self._authority(node)
        return Wording(f"{place.zh}的{kind.zh}", f"{kind.en} for {place.en}")

    def _authority(self, node: nodes.Appoint) -> Wording:
        """Return the kind of authority, as what all its names have in common."""
        pairs = [*node.table.items()]
        own = (pair for pair in pairs if pair[1] == f"{node.kind}-{pair[0]}")
        code, found = next(own, pairs[0])
        name, place = self.context.program.labels[found], region(code)
        return Wording(
            name.zh.removeprefix(place.zh), name.en.removesuffix(f", {place.en}")
        )


def _links(left: Node) -> Mapping[str, Wording]:
    match left.type.kind:
        case Kind.DAY | Kind.EVENT:
            return _DAYS
        case Kind.INT | Kind.MONEY:
            return _NUMBERS
        case _:
            return _WORDS


def _joined(parts: Any, link: Wording) -> Wording:
    found = list(parts)
    return Wording(
        link.zh.join(part.zh for part in found), link.en.join(p.en for p in found)
    )


def _bracketed(words: Wording) -> Wording:
    return Wording(f"（{words.zh}）", f"({words.en})")


_PHRASES: Mapping[type[Node], Callable[[Phrasing, Any], Wording]] = {
    nodes.Constant: Phrasing.constant,
    nodes.FactOf: Phrasing.fact,
    nodes.Moment: Phrasing.moment,
    nodes.ReadingOf: Phrasing.reading,
    nodes.Named: Phrasing.named,
    nodes.Not: Phrasing.negation,
    nodes.All: Phrasing.conjunction,
    nodes.AnyOf: Phrasing.disjunction,
    nodes.If: Phrasing.choice,
    nodes.Compare: Phrasing.comparison,
    nodes.OneOf: Phrasing.one_of,
    nodes.Holds: Phrasing.holds,
    nodes.LastDay: Phrasing.last_day,
    nodes.Shift: Phrasing.shift,
    nodes.DaysBetween: Phrasing.days_between,
    nodes.Happened: Phrasing.happened,
    nodes.Known: Phrasing.known,
    nodes.Length: Phrasing.length,
    nodes.ItemOf: Phrasing.item,
    nodes.Arithmetic: Phrasing.arithmetic,
    nodes.Extreme: Phrasing.extreme,
    nodes.Appoint: Phrasing.appoint,
}
