"""The language of conditions: text to a checked tree, with no guess on the way.

The grammar is a subset of Python's, read with `ast`; nothing is ever run as given.
Every name is looked up in a `Scope`, every operator has its types, and the first
mistake of an expression is raised with the place of the words that make it.
"""

import ast
import re
import warnings
from typing import NoReturn

from telcorules.errors import PackError, Problem, Span
from telcorules.language import nodes
from telcorules.language.comparisons import comparison, constant, fitted
from telcorules.language.functions import call, period
from telcorules.language.nodes import Node
from telcorules.language.parsing import Builder, Locate, Parser, brief
from telcorules.language.scope import (
    BOOL,
    DAY,
    DAYS,
    INT,
    MOMENTS,
    Scope,
    a_kind,
    common,
    item_type,
    nearest,
)
from telcorules.language.vocabulary import Kind, Type

MAX_LENGTH = 4000
"""The longest expression, in characters."""

MAX_NODES = 10_000
"""How many parts an expression may have, with its names written out."""

MAX_LEVELS = 100
"""How deep it may nest, with its names written out."""

_BREAKS = re.compile(r"[\n\r\t\f\v]")
_OUTSIDE_QUOTES = re.compile(r"""("[^"]*"|'[^']*')|([^\x00-\x7f]+)""")

# What authors type that isn't the language: a pattern found where the grammar ends,
# and what to type instead; the last row fits all.
_SLIPS = (
    (r"=[<>]|<>", "write `<=`, `>=` or `!=`"),
    (r"==|[<>]", "write something on both sides: `a <= b`"),
    (r"=", "write `==` to compare"),
    (r"&", "write `and`"),
    (r"\|", "write `or`"),
    (r"!", "write `not`, or `!=` between two values"),
    (r"[\"']", "close the quote, or put a comma or an operator before it"),
    (r"[()\[\]{}]", "give every bracket its partner"),
    (r"(AND|OR|NOT|IN)\b", "write `and`, `or`, `not`, `in` in small letters"),
    (r"[0-9]", "write a number as 15 or 1.50; names don't begin with a digit"),
    (r"[:;]", "write `x if condition else y`; an expression has no `:` or `;`"),
    ("", "write it as in Python: `a <= b and not c`"),
)


def parse(text: str, locate: Locate, scope: Scope) -> Node:
    """Parse an expression into its checked tree.

    Args:
        text: As the author wrote it; line breaks and tabs count as spaces.
        locate: Gives the place of some characters of the text.
        scope: What names mean.

    Raises:
        PackError: The first mistake in it, with its place.
    """
    flat = _BREAKS.sub(" ", text)
    _check_characters(flat, locate)
    tree = _python_tree(flat, locate)
    node = Parser(flat, locate, scope, _BUILDERS).node(tree)
    size, height = nodes.extent(node)
    if size > MAX_NODES or height > MAX_LEVELS:
        what = "with its names written out, the expression is too large"
        hint = f"at most {MAX_NODES:,} parts and {MAX_LEVELS} levels; split the rule"
        raise PackError(Problem("TR230", what, hint, span=node.span))
    return node


def _check_characters(text: str, locate: Locate) -> None:
    if len(text) > MAX_LENGTH:
        what = f"an expression of {len(text):,} characters, more than {MAX_LENGTH:,}"
        _refuse("TR230", what, "give parts of it names with `let:`", locate(0, 1))
    if "#" in text:
        hint = "put remarks on lines of their own, outside the expression"
        span = locate(text.index("#"), 1)
        _refuse("TR202", "an expression can't hold `#`", hint, span)
    for found in _OUTSIDE_QUOTES.finditer(text):
        if found[2]:
            what = f"`{brief(found[2])}` stands outside quotes"
            hint = "type names and signs in ASCII: `(`, `,`, `<=`; quote a text"
            _refuse("TR201", what, hint, locate(found.start(), len(found[2])))


def _refuse(code: str, what: str, hint: str, span: Span) -> NoReturn:
    raise PackError(Problem(code, what, hint, span=span))


def _python_tree(text: str, locate: Locate) -> ast.expr:
    if not text.strip():
        _refuse("TR201", "the expression is empty", "write a condition", locate(0, 1))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        if "too many nested" not in error.msg:
            _refuse_syntax(text, error, locate)
    except (RecursionError, MemoryError):
        pass  # the refusal below
    except ValueError:
        what = "the expression holds characters that can't be read"
        _refuse("TR201", what, "type it anew", locate(0, 1))
    hint = "give parts of it names with `let:`"
    _refuse("TR230", "the expression nests too deeply", hint, locate(0, 1))


def _refuse_syntax(text: str, error: SyntaxError, locate: Locate) -> NoReturn:
    stripped = text.strip()
    start = len(text) - len(text.lstrip())
    offset, hint = (error.offset or 0) - 1, "write what comes after this"
    if 0 <= offset < len(stripped):
        rest = stripped[offset:]
        hint = next(hint for pattern, hint in _SLIPS if re.match(pattern, rest))
    else:
        offset = len(stripped) - 1
    what = f"`{brief(stripped)}` is not an expression"
    _refuse("TR201", what, hint, locate(start + offset, 1))


def _name(parser: Parser, tree: ast.Name) -> Node:
    """Build a day asked about or a name that the rule gave."""
    name, scope, place = tree.id, parser.scope, parser.place(tree)
    if name in scope.moments:
        return nodes.Moment(type=DAY, name=name, **place)
    if name in scope.lets:
        body = scope.lets[name]
        size = nodes.extent(body)
        return nodes.Named(type=body.type, name=name, body=body, extent=size, **place)
    if name in MOMENTS:
        here = " and ".join(f"`{one}`" for one in scope.moments)
        hint = f"this rule is asked about {here}" if here else "compare two events"
        parser.refuse(tree, "TR227", f"`{name}` isn't known here", hint)
    if name in scope.parameters:
        hint = f"write last_day(event, {name}, roll=reading.duty_rollover)"
        parser.refuse(tree, "TR220", f"`{name}` is a period, not a value", hint)
    parser.refuse(tree, "TR211", f"unknown name `{name}`", _name_hint(name, scope))


def _name_hint(name: str, scope: Scope) -> str:
    if name.lower() in ("true", "false"):
        return f"write `{name.capitalize()}`"
    if full := [one for one in scope.vocabulary.by_name if one.endswith(f".{name}")]:
        return f"did you mean `{full[0]}`?"
    return nearest(name, [*scope.lets, *scope.parameters, *scope.vocabulary.by_name])


def _attribute(parser: Parser, tree: ast.Attribute) -> Node:
    """Build a fact, ``section.fact``, or the choice of a reading, ``reading.name``."""
    if not isinstance(tree.value, ast.Name):
        parser.refuse_form(tree, "write a fact as two names: section.fact")
    if tree.value.id == "reading":
        return _reading(parser, tree)
    name = f"{tree.value.id}.{tree.attr}"
    fact = parser.scope.vocabulary.by_name.get(name)
    if fact is None:
        _refuse_fact(parser, tree, name)
    return nodes.FactOf(type=fact.type, fact=fact, **parser.place(tree))


def _refuse_fact(parser: Parser, tree: ast.expr, name: str) -> NoReturn:
    vocabulary, home = parser.scope.vocabulary, f"facts/{name.partition('.')[0]}.yaml"
    if not vocabulary.sections:
        hint = (
            f"lay the pack over one that has it, with --extend, or declare it in {home}"
        )
    else:
        near = vocabulary.names.nearest(name)
        near = near if near.endswith("?") else f"{near};"
        hint = f"{near} else declare it in {home}"
    why = (
        "an undeclared fact would always read as unknown,"
        " and the condition could never hold"
    )
    parser.refuse(tree, "TR210", f"unknown fact `{name}`", hint, why)


def _reading(parser: Parser, tree: ast.Attribute) -> Node:
    names = {name.replace("-", "_"): name for name in parser.scope.readings}
    if tree.attr not in names:
        hint = nearest(tree.attr, names)
        parser.refuse(tree, "TR226", f"unknown reading `{tree.attr}`", hint)
    reading = names[tree.attr]
    choices = Type(Kind.ENUM, parser.scope.readings[reading])
    return nodes.ReadingOf(type=choices, reading=reading, **parser.place(tree))


def _logic(parser: Parser, tree: ast.BoolOp) -> Node:
    """Build conditions joined by ``and`` or ``or``."""
    operands = tuple(map(parser.condition, tree.values))
    build = nodes.All if isinstance(tree.op, ast.And) else nodes.AnyOf
    return build(type=BOOL, operands=operands, **parser.place(tree))


def _unary(parser: Parser, tree: ast.UnaryOp) -> Node:
    """Build ``not`` before a condition, ``-`` before a number."""
    place = parser.place(tree)
    if isinstance(tree.op, ast.Not):
        operand = parser.condition(tree.operand)
        return nodes.Not(type=BOOL, operand=operand, **place)
    if not isinstance(tree.op, ast.USub):
        parser.refuse_form(tree, "`not` goes before a condition, `-` before a number")
    number = parser.number(tree.operand)
    zero = nodes.Constant(type=number.type, value=0, **place)
    return nodes.Arithmetic(
        type=number.type, operator="-", left=zero, right=number, **place
    )


def _choice(parser: Parser, tree: ast.IfExp) -> Node:
    """Build ``a if test else b``."""
    test, then = parser.condition(tree.test), parser.node(tree.body)
    other = parser.node(tree.orelse)
    then = fitted(parser, tree.body, then, other)
    other = fitted(parser, tree.orelse, other, then)
    kind = common(then.type, other.type)
    if kind is None:
        what = f"the branches are {a_kind(then.type)} and {a_kind(other.type)}"
        parser.refuse(tree, "TR220", what, "let both be of one type")
    place = parser.place(tree)
    return nodes.If(type=kind, test=test, then=then, other=other, **place)


_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}


def _arithmetic(parser: Parser, tree: ast.BinOp) -> Node:
    """Build numbers added, subtracted or multiplied, or a day moved by a period."""
    sign = _SIGNS.get(type(tree.op))
    if sign is None:
        parser.refuse_form(tree, "write `+`, `-` or `*`; join conditions by `and`")
    place, left = parser.place(tree), parser.node(tree.left)
    length = tree.right.value if isinstance(tree.right, ast.Constant) else None
    if sign != "*" and (isinstance(length, str) or left.type.kind in DAYS):
        return nodes.Shift(
            type=DAY,
            event=parser.day(tree.left, left),
            period=period(parser, tree.right),
            back=sign == "-",
            **place,
        )
    left, right = parser.number(tree.left, left), parser.number(tree.right)
    kind = common(left.type, right.type)
    assert kind is not None
    return nodes.Arithmetic(type=kind, operator=sign, left=left, right=right, **place)


def _index(parser: Parser, tree: ast.Subscript) -> Node:
    """Build an item of a list by its place, counted from 0."""
    items, index = parser.items(tree.value), parser.node(tree.slice)
    if not isinstance(index, nodes.Constant) or index.type != INT:
        parser.refuse_form(tree, "write a place counted from 0, such as [0]")
    kind, at = item_type(items.type), int(index.value)
    return nodes.ItemOf(type=kind, items=items, index=at, **parser.place(tree))


_BUILDERS: dict[type[ast.expr], Builder] = {
    ast.Constant: constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.BoolOp: _logic,
    ast.UnaryOp: _unary,
    ast.IfExp: _choice,
    ast.Compare: comparison,
    ast.BinOp: _arithmetic,
    ast.Subscript: _index,
    ast.Call: call,
}
