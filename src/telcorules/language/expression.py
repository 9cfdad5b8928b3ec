"""The language of conditions: text to a checked tree, with no guess on the way.

The grammar is a subset of Python's, read with `ast`; nothing is ever run as given.
Every name is looked up in a `Scope`, every operator has its types, and the first
mistake of an expression is raised with the place of the words that make it.
"""

import ast
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NoReturn

from telcorules.errors import PackError, Problem, RequestError, Span
from telcorules.foundation.periods import Period
from telcorules.foundation.regions import parse_region
from telcorules.language import nodes
from telcorules.language.nodes import Node, Parameter
from telcorules.language.vocabulary import Kind, Type, Vocabulary

MAX_DEPTH = 40
"""How deep an expression may nest."""

BOOL, DAY, INT = Type(Kind.BOOL), Type(Kind.DAY), Type(Kind.INT)
MONEY, TEXT = Type(Kind.MONEY), Type(Kind.TEXT)
REGION, AUTHORITY = Type(Kind.REGION), Type(Kind.AUTHORITY)
AUTHORITIES = Type(Kind.LIST, item=Kind.AUTHORITY)

Locate = Callable[[int, int], Span]

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
}
_DAYS = (Kind.DAY, Kind.EVENT)
_NUMBERS = (Kind.INT, Kind.MONEY)


@dataclass(frozen=True)
class Scope:
    """The names that an expression may use.

    Attributes:
        vocabulary: The facts.
        parameters: By the name used in expressions.
        readings: The choices of each reading, by its id.
        authorities: For each kind of authority, its id in every province.
        bodies: The ids of single bodies and channels.
        lets: What the rule has named so far.
        moments: Which of ``at`` and ``as_of`` may be used.
        known: Whether ``known(fact)`` may be used.
    """

    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    authorities: Mapping[str, dict[str, str]] = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()
    lets: Mapping[str, Node] = field(default_factory=dict)
    moments: tuple[str, ...] = ()
    known: bool = False

    def having(self, name: str, node: Node) -> "Scope":
        """Return the scope with one more name."""
        return replace(self, lets={**self.lets, name: node})


def parse(text: str, locate: Locate, scope: Scope) -> Node:
    """Parse an expression into its checked tree.

    Args:
        text: As the author wrote it; line breaks count as spaces.
        locate: Gives the place of some characters of the text.
        scope: What names mean.

    Raises:
        PackError: The first mistake in it, with its place.
    """
    flat = text.replace("\n", " ")
    if "#" in flat:
        problem = Problem(
            "TR202",
            "a condition can't hold `#`",
            "put remarks beside it, in YAML",
            span=locate(flat.index("#"), 1),
        )
        raise PackError(problem)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(flat.strip(), mode="eval").body
    except SyntaxError as error:
        raise PackError(_syntax_problem(flat, error, locate)) from None
    except (RecursionError, MemoryError, ValueError):
        raise PackError(_too_deep(locate(0, 1))) from None
    return _Parser(flat, locate, scope).node(tree, 0)


def _syntax_problem(text: str, error: SyntaxError, locate: Locate) -> Problem:
    start = len(text) - len(text.lstrip())
    offset = start + max((error.offset or 1) - 1, 0)
    offset = min(offset, max(len(text.rstrip()) - 1, 0))
    hint = "conditions are written as in Python: `a <= b and not c`"
    if "=" in text[offset : offset + 1]:
        hint = "write `==` to compare"
    message = f"`{text.strip()[:60]}` is not an expression"
    return Problem("TR201", message, hint, span=locate(offset, 1))


def _too_deep(span: Span) -> Problem:
    hint = "give parts of it names with `let:`"
    return Problem("TR230", "the expression nests too deeply", hint, span=span)


class _Parser:
    """Turns Python's tree of one expression into ours."""

    def __init__(self, text: str, locate: Locate, scope: Scope) -> None:
        self._text = text
        self._start = len(text) - len(text.lstrip())
        self._bytes = text.strip().encode()
        self._locate = locate
        self._scope = scope
        self._depth = 0

    def _place(self, tree: ast.AST) -> tuple[str, Span]:
        first = len(self._bytes[: tree.col_offset].decode())  # type: ignore[attr-defined]
        last = len(self._bytes[: tree.end_col_offset].decode())  # type: ignore[attr-defined]
        first, last = self._start + first, self._start + last
        return self._text[first:last], self._locate(first, last - first)

    def _refuse(
        self, tree: ast.AST, code: str, message: str, hint: str = "", why: str = ""
    ) -> NoReturn:
        span = self._place(tree)[1]
        raise PackError(Problem(code, message, hint, why, span))

    def node(self, tree: ast.AST, depth: int) -> Node:
        """Return the checked node of a Python tree."""
        if depth > MAX_DEPTH:
            raise PackError(_too_deep(self._place(tree)[1]))
        build = _BUILDERS.get(type(tree))
        if build is None:
            hint = "allowed: facts, names, literals, and or not, comparisons, in, if"
            text = self._place(tree)[0]
            self._refuse(tree, "TR202", f"`{text[:60]}` has no place here", hint)
        source, span = self._place(tree)
        return build(self, tree, depth + 1, {"source": source, "span": span})

    def _condition(self, tree: ast.AST, depth: int) -> Node:
        node = self.node(tree, depth)
        if node.type.kind is not Kind.BOOL:
            what = f"`{node.source}` is {_article(node.type)}, not a condition"
            self._refuse(tree, "TR220", what, "compare it with something")
        return node

    def _day(self, tree: ast.AST, depth: int) -> Node:
        node = self.node(tree, depth)
        if node.type.kind not in _DAYS:
            what = f"`{node.source}` is {_article(node.type)}, not an event or a day"
            self._refuse(tree, "TR220", what, "name an event, such as appeal.filed_on")
        return node

    def _list(self, tree: ast.AST, depth: int) -> Node:
        node = self.node(tree, depth)
        if node.type.kind is not Kind.LIST:
            what = f"`{node.source}` is {_article(node.type)}, not a list"
            self._refuse(tree, "TR220", what, "name a fact that is a list")
        return node

    def _number(self, tree: ast.AST, depth: int) -> Node:
        node = self.node(tree, depth)
        if node.type.kind not in _NUMBERS:
            what = f"`{node.source}` is {_article(node.type)}, not a number"
            self._refuse(tree, "TR220", what, "numbers go with numbers and money")
        return node

    def constant(self, tree: ast.Constant, _depth: int, at: Any) -> Node:
        """A literal: true or false, a number, a text in quotes."""
        match tree.value:
            case bool():
                return nodes.Constant(type=BOOL, value=tree.value, **at)
            case int():
                return nodes.Constant(type=INT, value=tree.value, **at)
            case float():
                return self._decimal(tree, at)
            case str():
                return nodes.Constant(type=TEXT, value=tree.value, **at)
        hint = "literals are numbers and texts in quotes"
        self._refuse(tree, "TR202", f"`{at['source']}` has no place here", hint)

    def _decimal(self, tree: ast.Constant, at: Any) -> Node:
        try:
            value = Decimal(at["source"])
        except ArithmeticError:
            self._refuse(tree, "TR202", f"`{at['source']}` is no number", "write 1.50")
        return nodes.Constant(type=MONEY, value=value, **at)

    def name(self, tree: ast.Name, _depth: int, at: Any) -> Node:
        """A day asked about, a name that the rule gave, or a parameter misplaced."""
        name, scope = tree.id, self._scope
        if name in scope.moments:
            return nodes.Moment(type=DAY, name=name, **at)
        if name in scope.lets:
            body = scope.lets[name]
            return nodes.Named(type=body.type, name=name, body=body, **at)
        if name in ("at", "as_of"):
            here = " and ".join(f"`{one}`" for one in scope.moments) or "no day"
            self._refuse(
                tree, "TR227", f"`{name}` isn't known here", f"this rule is asked {here}"
            )
        if name in scope.parameters:
            hint = f"write last_day(event, {name}, roll=reading.duty_rollover)"
            self._refuse(tree, "TR220", f"`{name}` is a period, not a value", hint)
        known = [*scope.lets, *scope.parameters, *scope.vocabulary.by_name]
        self._refuse(tree, "TR211", f"unknown name `{name}`", _near(name, known))

    def attribute(self, tree: ast.Attribute, _depth: int, at: Any) -> Node:
        """A fact, ``section.fact``, or the choice of a reading, ``reading.name``."""
        if not isinstance(tree.value, ast.Name):
            hint = "a fact has two parts: section.fact"
            self._refuse(tree, "TR202", f"`{at['source']}` has no place here", hint)
        if tree.value.id == "reading":
            return self._reading(tree, at)
        name = f"{tree.value.id}.{tree.attr}"
        fact = self._scope.vocabulary.by_name.get(name)
        if fact is None:
            self._unknown_fact(tree, name)
        return nodes.FactOf(type=fact.type, fact=fact, **at)

    def _unknown_fact(self, tree: ast.AST, name: str) -> NoReturn:
        near = get_close_matches(name, self._scope.vocabulary.by_name, 1)
        section = name.partition(".")[0]
        declare = f"declare it in facts/{section}.yaml"
        hint = f"did you mean `{near[0]}`? else {declare}" if near else declare
        why = (
            "an undeclared fact would always read as unknown,"
            " and the condition could never hold"
        )
        self._refuse(tree, "TR210", f"unknown fact `{name}`", hint, why)

    def _reading(self, tree: ast.Attribute, at: Any) -> Node:
        names = {name.replace("-", "_"): name for name in self._scope.readings}
        if tree.attr not in names:
            hint = _near(tree.attr, names)
            self._refuse(tree, "TR226", f"unknown reading `{tree.attr}`", hint)
        reading = names[tree.attr]
        choices = Type(Kind.ENUM, values=self._scope.readings[reading])
        return nodes.ReadingOf(type=choices, reading=reading, **at)

    def logic(self, tree: ast.BoolOp, depth: int, at: Any) -> Node:
        """Conditions joined by ``and`` or ``or``."""
        operands = tuple(self._condition(one, depth) for one in tree.values)
        kind = nodes.All if isinstance(tree.op, ast.And) else nodes.Any_
        return kind(type=BOOL, operands=operands, **at)

    def unary(self, tree: ast.UnaryOp, depth: int, at: Any) -> Node:
        """``not`` before a condition, ``-`` before a number."""
        if isinstance(tree.op, ast.Not):
            operand = self._condition(tree.operand, depth)
            return nodes.Not(type=BOOL, operand=operand, **at)
        if isinstance(tree.op, ast.USub):
            number = self._number(tree.operand, depth)
            zero = nodes.Constant(type=number.type, value=0, **at)
            return nodes.Arithmetic(
                type=number.type, operator="-", left=zero, right=number, **at
            )
        hint = "`not` goes before a condition, `-` before a number"
        self._refuse(tree, "TR202", f"`{at['source']}` has no place here", hint)

    def choice(self, tree: ast.IfExp, depth: int, at: Any) -> Node:
        """``a if test else b``."""
        test = self._condition(tree.test, depth)
        then, other = self.node(tree.body, depth), self.node(tree.orelse, depth)
        kind = _common(then.type, other.type)
        if kind is None:
            what = f"the branches are {_article(then.type)} and {_article(other.type)}"
            self._refuse(tree, "TR220", what, "let both be of one type")
        return nodes.If(type=kind, test=test, then=then, other=other, **at)

    def comparison(self, tree: ast.Compare, depth: int, at: Any) -> Node:
        """One comparison, or a chain of them that all have to hold."""
        sides = [tree.left, *tree.comparators]
        links = [
            self._link(tree, operator, pair, depth, at)
            for operator, pair in zip(
                tree.ops, zip(sides, sides[1:], strict=False), strict=True
            )
        ]
        if len(links) == 1:
            return links[0]
        return nodes.All(type=BOOL, operands=tuple(links), **at)

    def _link(
        self,
        tree: ast.Compare,
        operator: ast.cmpop,
        pair: tuple[ast.expr, ast.expr],
        depth: int,
        at: Any,
    ) -> Node:
        if isinstance(operator, ast.In | ast.NotIn):
            member = self._membership(pair, depth, at)
            if isinstance(operator, ast.In):
                return member
            return nodes.Not(type=BOOL, operand=member, **at)
        if type(operator) not in _COMPARISONS:
            self._refuse(tree, "TR202", "`is` has no place here", "write `==`")
        left, right = (self.node(one, depth) for one in pair)
        left, right = self._fitted(left, right, pair[0]), right
        right = self._fitted(right, left, pair[1])
        sign = _COMPARISONS[type(operator)]
        self._check_comparison(tree, sign, left, right)
        return nodes.Compare(type=BOOL, operator=sign, left=left, right=right, **at)

    def _check_comparison(
        self, tree: ast.AST, sign: str, left: Node, right: Node
    ) -> None:
        kind = _common(left.type, right.type)
        if kind is None:
            what = f"{_article(left.type)} can't be compared with {_article(right.type)}"
            self._refuse(tree, "TR220", what, _comparison_hint(left, right))
        if kind.kind is Kind.BOOL:
            hint = "write the condition itself, or `not` before it"
            self._refuse(tree, "TR224", "a condition needs no comparison", hint)
        if sign not in ("==", "!=") and kind.kind not in (*_DAYS, *_NUMBERS):
            what = f"{_article(kind)} has no order"
            self._refuse(tree, "TR220", what, "compare it with `==` or `!=`")

    def _membership(
        self, pair: tuple[ast.expr, ast.expr], depth: int, at: Any
    ) -> Node:
        if isinstance(pair[1], ast.List | ast.Tuple | ast.Set):
            item = self.node(pair[0], depth)
            words = tuple(
                self._word(self.node(one, depth), item, one) for one in pair[1].elts
            )
            return nodes.OneOf(type=BOOL, item=item, words=words, **at)
        items = self._list(pair[1], depth)
        assert items.type.item is not None
        one_item = replace(items, type=replace(items.type, kind=items.type.item))
        word = self._word(self.node(pair[0], depth), one_item, pair[0])
        return nodes.Holds(type=BOOL, items=items, word=word, **at)

    def _word(self, node: Node, like: Node, tree: ast.AST) -> Any:
        fitted = self._fitted(node, like, tree)
        fits = _common(fitted.type, like.type) is not None
        if not isinstance(fitted, nodes.Constant) or not fits:
            what = f"`{node.source}` is not a literal {like.type}"
            self._refuse(tree, "TR220", what, "list words, such as [\"charging\"]")
        return fitted.value

    def _fitted(self, node: Node, like: Node, tree: ast.AST) -> Node:
        """Return a text literal as a value of the type it stands beside."""
        if not isinstance(node, nodes.Constant) or node.type.kind is not Kind.TEXT:
            return node
        text = str(node.value)
        if like.type.kind is Kind.ENUM:
            return self._enum_word(node, like, tree)
        if like.type.kind is Kind.REGION:
            try:
                return replace(node, type=REGION, value=parse_region(text))
            except RequestError as error:
                problem = error.problems[0]
                self._refuse(tree, "TR223", problem.message, problem.hint)
        if like.type.kind in _DAYS:
            return self._date(node, tree)
        return node

    def _enum_word(self, node: nodes.Constant, like: Node, tree: ast.AST) -> Node:
        words = like.type.values
        if node.value in words:
            return replace(node, type=like.type)
        what = f"`{node.value}` is not a value of `{like.source}`"
        hint = _near(str(node.value), words)
        why = "the comparison could never hold"
        self._refuse(tree, "TR221", what, hint, why)

    def _date(self, node: nodes.Constant, tree: ast.AST) -> Node:
        try:
            day = date.fromisoformat(str(node.value))
        except ValueError:
            hint = 'write a date as "2026-10-08"; a period needs last_day(event, ...)'
            self._refuse(tree, "TR229", f"`{node.value}` is not a date", hint)
        return replace(node, type=DAY, value=day.toordinal())

    def arithmetic(self, tree: ast.BinOp, depth: int, at: Any) -> Node:
        """Numbers added, or a day moved by a period."""
        sign = _OPERATORS.get(type(tree.op))
        if sign is None:
            hint = "`+`, `-` and `*` are there"
            self._refuse(tree, "TR202", f"`{at['source']}` has no place here", hint)
        left = self.node(tree.left, depth)
        if left.type.kind in _DAYS and sign != "*":
            period = self._period(tree.right)
            return nodes.Shift(
                type=DAY, event=left, period=period, back=sign == "-", **at
            )
        left, right = self._number(tree.left, depth), self._number(tree.right, depth)
        kind = _common(left.type, right.type)
        assert kind is not None
        return nodes.Arithmetic(type=kind, operator=sign, left=left, right=right, **at)

    def index(self, tree: ast.Subscript, depth: int, at: Any) -> Node:
        """An item of a list by its place, counted from 0."""
        items = self._list(tree.value, depth)
        place = tree.slice.value if isinstance(tree.slice, ast.Constant) else None
        if type(place) is not int:
            hint = "write a place counted from 0, such as [0]"
            self._refuse(tree, "TR202", f"`{at['source']}` has no place here", hint)
        assert items.type.item is not None
        item = Type(items.type.item, values=items.type.values)
        return nodes.ItemOf(type=item, items=items, index=place, **at)

    def call(self, tree: ast.Call, depth: int, at: Any) -> Node:
        """One of the functions of the language."""
        name = tree.func.id if isinstance(tree.func, ast.Name) else at["source"]
        build = _FUNCTIONS.get(name)
        if build is None:
            hint = _near(name, _FUNCTIONS)
            self._refuse(tree, "TR212", f"unknown function `{name[:60]}`", hint)
        extra = [one.arg for one in tree.keywords if (name, one.arg) != _ROLL]
        if extra or any(isinstance(one, ast.Starred) for one in tree.args):
            self._refuse(tree, "TR213", f"`{name}` doesn't take that", _USES[name])
        return build(self, tree, depth, at)

    def _arguments(self, tree: ast.Call, count: int) -> list[ast.expr]:
        if len(tree.args) != count:
            assert isinstance(tree.func, ast.Name)
            what = f"`{tree.func.id}` takes {count}, not {len(tree.args)}"
            self._refuse(tree, "TR213", what, _USES[tree.func.id])
        return tree.args

    def last_day(self, tree: ast.Call, depth: int, at: Any) -> Node:
        """``last_day(event, period, roll=reading.duty_rollover)``."""
        event, period = self._arguments(tree, 2)
        if not tree.keywords:
            hint = "write roll=reading.duty_rollover, or roll=\"strict\""
            why = "whether a last day on a rest day moves is a point of law"
            self._refuse(tree, "TR213", "`last_day` needs `roll`", hint, why)
        return nodes.LastDay(
            type=DAY,
            event=self._day(event, depth),
            period=self._period(period),
            roll=self._roll(tree.keywords[0].value, depth),
            **at,
        )

    def _roll(self, tree: ast.expr, depth: int) -> Node:
        roll = self.node(tree, depth)
        words = {roll.value} if isinstance(roll, nodes.Constant) else {*roll.type.values}
        if words and words <= {"roll", "strict"}:
            return roll
        what = f"`{roll.source}` doesn't say whether to roll"
        self._refuse(tree, "TR220", what, "name a reading of `roll` and `strict`")

    def _period(self, tree: ast.expr) -> Period | Parameter:
        source = self._place(tree)[0]
        if isinstance(tree, ast.Name) and tree.id in self._scope.parameters:
            return self._scope.parameters[tree.id]
        if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
            try:
                return Period.parse(tree.value)
            except RequestError as error:
                problem = error.problems[0]
                self._refuse(tree, "TR222", problem.message, problem.hint)
        hint = _near(source, self._scope.parameters)
        self._refuse(tree, "TR222", f"`{source[:60]}` is not a period", hint)

    def happened(self, tree: ast.Call, depth: int, at: Any) -> Node:
        """``happened(event)``."""
        (event,) = self._arguments(tree, 1)
        return nodes.Happened(type=BOOL, event=self._day(event, depth), **at)

    def known(self, tree: ast.Call, depth: int, at: Any) -> Node:
        """``known(fact)``, in checklists alone."""
        (operand,) = self._arguments(tree, 1)
        if not self._scope.known:
            why = "an answer could turn when more is known"
            hint = "let the condition read the fact itself"
            what = "`known` has no place in a condition"
            self._refuse(tree, "TR228", what, hint, why)
        return nodes.Known(type=BOOL, operand=self.node(operand, depth), **at)

    def length(self, tree: ast.Call, depth: int, at: Any) -> Node:
        """``len(list)``."""
        (items,) = self._arguments(tree, 1)
        return nodes.Length(type=INT, items=self._list(items, depth), **at)

    def several(self, tree: ast.Call, depth: int, at: Any) -> Node:
        """``any_of(a, b, ...)`` and ``all_of(a, b, ...)``."""
        assert isinstance(tree.func, ast.Name)
        kind = nodes.Any_ if tree.func.id == "any_of" else nodes.All
        if not tree.args:
            self._arguments(tree, 1)
        operands = tuple(self._condition(one, depth) for one in tree.args)
        return kind(type=BOOL, operands=operands, **at)

    def extreme(self, tree: ast.Call, depth: int, at: Any) -> Node:
        """``min(a, b, ...)`` and ``max(a, b, ...)``."""
        assert isinstance(tree.func, ast.Name)
        if len(tree.args) < 2:
            self._arguments(tree, 2)
        operands = tuple(self._number(one, depth) for one in tree.args)
        kinds = {one.type.kind for one in operands}
        kind = MONEY if Kind.MONEY in kinds else INT
        return nodes.Extreme(
            type=kind, function=tree.func.id, operands=operands, **at
        )

    def authority(self, tree: ast.Call, depth: int, at: Any) -> Node:
        """``authority("kind", region or list of regions)``."""
        kind_tree, place_tree = self._arguments(tree, 2)
        kind = kind_tree.value if isinstance(kind_tree, ast.Constant) else None
        table = self._scope.authorities.get(str(kind))
        if table is None:
            hint = _near(str(kind), self._scope.authorities)
            source = self._place(kind_tree)[0]
            self._refuse(tree, "TR225", f"unknown kind of authority {source}", hint)
        place = self.node(place_tree, depth)
        if Kind.REGION not in (place.type.kind, place.type.item):
            what = f"`{place.source}` is {_article(place.type)}, not a region"
            self._refuse(tree, "TR220", what, _USES["authority"])
        kind_of = AUTHORITIES if place.type.item else AUTHORITY
        return nodes.Appoint(
            type=kind_of, kind=str(kind), table=table, place=place, **at
        )


_BUILDERS: dict[type[ast.AST], Any] = {
    ast.Constant: _Parser.constant,
    ast.Name: _Parser.name,
    ast.Attribute: _Parser.attribute,
    ast.BoolOp: _Parser.logic,
    ast.UnaryOp: _Parser.unary,
    ast.IfExp: _Parser.choice,
    ast.Compare: _Parser.comparison,
    ast.BinOp: _Parser.arithmetic,
    ast.Subscript: _Parser.index,
    ast.Call: _Parser.call,
}
_FUNCTIONS: dict[str, Any] = {
    "last_day": _Parser.last_day,
    "happened": _Parser.happened,
    "known": _Parser.known,
    "len": _Parser.length,
    "any_of": _Parser.several,
    "all_of": _Parser.several,
    "min": _Parser.extreme,
    "max": _Parser.extreme,
    "authority": _Parser.authority,
}
_USES = {
    "last_day": 'write last_day(event, "15 days", roll=reading.duty_rollover)',
    "happened": "write happened(event)",
    "known": "write known(section.fact)",
    "len": "write len(list)",
    "any_of": "write any_of(condition, condition)",
    "all_of": "write all_of(condition, condition)",
    "min": "write min(number, number)",
    "max": "write max(number, number)",
    "authority": 'write authority("ca", respondent.province)',
}
_ROLL = ("last_day", "roll")


def _near(name: str, known: Any) -> str:
    near = get_close_matches(name, list(known), 1)
    if near:
        return f"did you mean `{near[0]}`?"
    listed = ", ".join(sorted(known)[:12])
    return f"there are: {listed}" if listed else "none is declared"


def _article(type_: Type) -> str:
    word = "condition" if type_.kind is Kind.BOOL else str(type_)
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _comparison_hint(left: Node, right: Node) -> str:
    kinds = {left.type.kind, right.type.kind}
    if kinds & {*_DAYS}:
        return 'compare days: last_day(event, "15 days", roll=...), or "2026-10-08"'
    return "compare values of one type"


def _common(left: Type, right: Type) -> Type | None:
    """Return the type that holds both, or None."""
    if left.kind in _DAYS and right.kind in _DAYS:
        return DAY
    if left.kind in _NUMBERS and right.kind in _NUMBERS:
        return left if left.kind is right.kind else MONEY
    return left if left == right else None
