"""Literals and comparisons: which values may stand beside which.

A text in quotes takes the type of what it stands beside: a word of an enum, a
region in any of its names, a date.
"""

import ast
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from telcorules.errors import RequestError
from telcorules.foundation.regions import parse_region
from telcorules.language import nodes
from telcorules.language.nodes import Node
from telcorules.language.parsing import Parser, Place
from telcorules.language.scope import (
    BOOL,
    DAY,
    DAYS,
    INT,
    MONEY,
    NUMBERS,
    REGION,
    TEXT,
    a_kind,
    common,
    item_type,
    nearest,
)
from telcorules.language.vocabulary import Kind, Type

_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_WHOLE = re.compile(r"[0-9]{1,15}")
_DECIMAL = re.compile(r"[0-9]{1,15}\.[0-9]{1,8}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def constant(parser: Parser, tree: ast.Constant) -> Node:
    """Build a literal: True or False, a number, a text in quotes."""
    place = parser.place(tree)
    source, value = place["source"], tree.value
    if isinstance(value, bool):
        return nodes.Constant(type=BOOL, value=value, **place)
    if isinstance(value, str):
        if source[1:-1] != value or "\\" in value:
            hint = "write a text plainly between two quotes, with no prefix or `\\`"
            parser.refuse_form(tree, hint)
        return nodes.Constant(type=TEXT, value=value, **place)
    if _WHOLE.fullmatch(source):
        return nodes.Constant(type=INT, value=int(source), **place)
    if _DECIMAL.fullmatch(source):
        return nodes.Constant(type=MONEY, value=Decimal(source), **place)
    if value is None:
        hint = "leave it out: a fact that nobody stated makes the condition unknown"
        parser.refuse_form(tree, hint)
    hint = "write 15 or 1.50, with at most 15 digits before the point and 8 after it"
    parser.refuse_form(tree, hint)


def comparison(parser: Parser, tree: ast.Compare) -> Node:
    """Build one comparison, or a chain of them that all have to hold."""
    place = parser.place(tree)
    sides = [tree.left, *tree.comparators]
    links = tuple(
        _link(parser, tree, operator, *pair)
        for operator, pair in zip(tree.ops, pairwise(sides), strict=True)
    )
    if len(links) == 1:
        return links[0]
    return nodes.All(type=BOOL, operands=links, **place)


def _link(
    parser: Parser,
    tree: ast.Compare,
    operator: ast.cmpop,
    first: ast.expr,
    second: ast.expr,
) -> Node:
    if isinstance(operator, ast.Is | ast.IsNot):
        parser.refuse_form(tree, "write `==`; a condition stands by itself")
    if isinstance(operator, ast.In):
        return _membership(parser, tree, first, second)
    if isinstance(operator, ast.NotIn):
        member = _membership(parser, tree, first, second)
        return nodes.Not(type=BOOL, operand=member, **parser.place(tree))
    left, right = parser.node(first), parser.node(second)
    left, right = (
        fitted(parser, first, left, right),
        fitted(parser, second, right, left),
    )
    sign = _SIGNS[type(operator)]
    _check(parser, tree, sign, left, right)
    place = parser.place(tree)
    return nodes.Compare(type=BOOL, operator=sign, left=left, right=right, **place)


def _check(
    parser: Parser, tree: ast.Compare, sign: str, left: Node, right: Node
) -> None:
    kind = common(left.type, right.type)
    if kind is None:
        what = f"{a_kind(left.type)} can't be compared with {a_kind(right.type)}"
        parser.refuse(tree, "TR220", what, _comparison_hint(left.type, right.type))
    if kind.kind is Kind.BOOL:
        hint = "write the condition itself, or `not` before it"
        parser.refuse(tree, "TR224", "a condition needs no comparison", hint)
    if sign not in ("==", "!=") and kind.kind not in (*DAYS, *NUMBERS):
        what = f"{a_kind(kind)} comes neither before nor after another"
        parser.refuse(tree, "TR220", what, "compare it with `==` or `!=`")


def _comparison_hint(left: Type, right: Type) -> str:
    kinds = {left.kind, right.kind}
    if left.kind is right.kind:
        return "compare facts whose values are the same words"
    if kinds & {*DAYS}:
        return 'compare days: last_day(event, "15 days", roll=...), or "2026-10-08"'
    if Kind.LIST in kinds:
        return "write `value in list`, or take one item: list[0]"
    return "compare values of one type"


def _membership(
    parser: Parser, tree: ast.Compare, first: ast.expr, second: ast.expr
) -> Node:
    if isinstance(second, ast.List | ast.Tuple | ast.Set):
        return _one_of(parser, tree, first, second.elts)
    place, items = parser.place(tree), parser.items(second)
    item = replace(items, type=item_type(items.type))
    word = _literal(parser, first, item)
    return nodes.Holds(type=BOOL, items=items, word=word.value, **place)


def _one_of(
    parser: Parser, tree: ast.Compare, first: ast.expr, listed: Iterable[ast.expr]
) -> Node:
    place, item = parser.place(tree), parser.node(first)
    words = [_literal(parser, one, item) for one in listed]
    if not words or item.type.kind is Kind.BOOL:
        hint = 'list words that the value may be, such as ["charging", "contract"]'
        parser.refuse_form(tree, hint)
    if item.type.kind in DAYS:
        return _one_of_days(item, words, place)
    values = tuple(word.value for word in words)
    return nodes.OneOf(type=BOOL, item=item, words=values, **place)


def _one_of_days(item: Node, days: list[nodes.Constant], place: Place) -> Node:
    """Build `day in [...]`: the day may be uncertain, so each is compared with it."""
    operands = tuple(
        nodes.Compare(type=BOOL, operator="==", left=item, right=day, **place)
        for day in days
    )
    return nodes.AnyOf(type=BOOL, operands=operands, **place)


def _literal(parser: Parser, tree: ast.expr, like: Node) -> nodes.Constant:
    node = fitted(parser, tree, parser.node(tree), like)
    fits = common(node.type, like.type) is not None
    if isinstance(node, nodes.Constant) and fits:
        return node
    what = f"`{node.source}` is not {a_kind(like.type)}, written out"
    hint = "write the value itself; compare facts with `==`"
    parser.refuse(tree, "TR220", what, hint)


def fitted(parser: Parser, tree: ast.expr, node: Node, like: Node) -> Node:
    """Return a text literal as a value of the type it stands beside."""
    if not isinstance(node, nodes.Constant) or node.type.kind is not Kind.TEXT:
        return node
    text = str(node.value)
    match like.type.kind:
        case Kind.ENUM:
            return _word(parser, tree, node, like)
        case Kind.REGION:
            return as_region(parser, tree, node)
        case Kind.DAY | Kind.EVENT:
            day = _day(parser, tree, text)
            return replace(node, type=DAY, value=day.toordinal())
        case _:
            return node


def _word(parser: Parser, tree: ast.expr, node: nodes.Constant, like: Node) -> Node:
    words = like.type.values
    if node.value in words:
        return replace(node, type=like.type)
    what = f"`{node.value}` is not a value of `{like.source}`"
    hint = nearest(str(node.value), words)
    parser.refuse(tree, "TR221", what, hint, "the comparison could never hold")


def as_region(parser: Parser, tree: ast.expr, node: nodes.Constant) -> Node:
    """Return a text literal as the code of a province."""
    try:
        code = parse_region(str(node.value))
    except RequestError as error:
        problem = error.problems[0]
        parser.refuse(tree, "TR223", problem.message, problem.hint)
    return replace(node, type=REGION, value=code)


def _day(parser: Parser, tree: ast.expr, text: str) -> date:
    hint = 'write a date as "2026-10-08", a period as last_day(event, "15 days", ...)'
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        hint = "check the month and the day"
    parser.refuse(tree, "TR229", f"`{text}` is not a date", hint)
