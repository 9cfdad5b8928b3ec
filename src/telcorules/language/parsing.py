"""A Python tree being turned into ours: what every builder of nodes needs.

A builder takes the parser and a Python tree and returns a checked node; which builder
is for which tree is told by whoever starts the parser (`expression`).
"""

import ast
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypedDict

from telcorules.errors import PackError, Problem, Span
from telcorules.language.nodes import Node
from telcorules.language.scope import DAYS, NUMBERS, Scope, a_kind
from telcorules.language.vocabulary import Kind

MAX_DEPTH = 40
"""How deep an expression may nest."""

Locate = Callable[[int, int], Span]
Builder = Callable[["Parser", Any], Node]


class Place(TypedDict):
    """Where a node stands: the author's text and its place in the file."""

    source: str
    span: Span


class Parser:
    """Turns Python's tree of one expression into ours.

    Attributes:
        scope: What names mean.

    Args:
        text: The expression, as long as the author's and with no line breaks.
        locate: Gives the place of some characters of the text.
        scope: What names mean.
        builders: For each Python tree that has a place in the language, its builder.
    """

    def __init__(
        self,
        text: str,
        locate: Locate,
        scope: Scope,
        builders: Mapping[type[ast.expr], Builder],
    ) -> None:
        self.scope = scope
        self._text = text
        self._start = len(text) - len(text.lstrip())
        self._bytes = text.strip().encode()
        self._locate = locate
        self._builders = builders
        self._depth = 0

    def place(self, tree: ast.expr) -> Place:
        """Return the author's text of a tree and where it stands."""
        first = self._offset(tree.col_offset)
        last = self._offset(tree.end_col_offset or 0)
        span = self._locate(first, last - first)
        return {"source": self._text[first:last], "span": span}

    def _offset(self, count: int) -> int:
        """Return the place in the text after some bytes of Python's."""
        return self._start + len(self._bytes[:count].decode())

    def refuse(
        self, tree: ast.expr, code: str, message: str, hint: str = "", why: str = ""
    ) -> NoReturn:
        """Raise the problem that a tree has."""
        span = self.place(tree)["span"]
        raise PackError(Problem(code, message, hint, why, span))

    def refuse_form(self, tree: ast.expr, hint: str) -> NoReturn:
        """Raise that a tree is none of the language's."""
        source = brief(self.place(tree)["source"])
        self.refuse(tree, "TR202", f"`{source}` has no place in an expression", hint)

    def node(self, tree: ast.expr) -> Node:
        """Return the checked node of a Python tree."""
        build = self._builders.get(type(tree))
        if build is None:
            hint = "write facts, names, literals, `and or not`, comparisons, `in`, `if`"
            self.refuse_form(tree, hint)
        if self._depth >= MAX_DEPTH:
            hint = "give parts of it names with `let:`"
            self.refuse(tree, "TR230", "the expression nests too deeply", hint)
        self._depth += 1
        built = build(self, tree)
        self._depth -= 1
        return built

    def condition(self, tree: ast.expr) -> Node:
        """Return the node of a tree that has to be a condition."""
        node, hint = self.node(tree), "compare it with something"
        return self._of(tree, node, (Kind.BOOL,), "a condition", hint)

    def day(self, tree: ast.expr, node: Node | None = None) -> Node:
        """Return the node of a tree that has to be an event or a day.

        Args:
            tree: The tree.
            node: Its node, where it is built already.
        """
        node, hint = node or self.node(tree), "name an event, such as appeal.filed_on"
        return self._of(tree, node, DAYS, "an event or a day", hint)

    def items(self, tree: ast.expr) -> Node:
        """Return the node of a tree that has to be a list."""
        node, hint = self.node(tree), "name a fact that is a list"
        return self._of(tree, node, (Kind.LIST,), "a list", hint)

    def number(self, tree: ast.expr, node: Node | None = None) -> Node:
        """Return the node of a tree that has to be a number or money.

        Args:
            tree: The tree.
            node: Its node, where it is built already.
        """
        node, hint = node or self.node(tree), "numbers go with numbers and money"
        return self._of(tree, node, NUMBERS, "a number", hint)

    def _of(
        self,
        tree: ast.expr,
        node: Node,
        kinds: tuple[Kind, ...],
        wanted: str,
        hint: str,
    ) -> Node:
        if node.type.kind not in kinds:
            what = f"`{brief(node.source)}` is {a_kind(node.type)}, not {wanted}"
            self.refuse(tree, "TR220", what, hint)
        return node


def brief(source: str) -> str:
    """Return an author's text as a message quotes it: at most 60 characters."""
    return source if len(source) <= 60 else source[:57] + "..."
