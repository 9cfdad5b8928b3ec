"""Python's trees made from short templates: names in them are holes to be filled."""

import ast
from collections.abc import Mapping
from functools import cache
from typing import Any


@cache
def _parsed(template: str) -> list[ast.stmt]:
    return ast.parse(template).body


def _filled(tree: Any, holes: Mapping[str, ast.expr]) -> Any:
    """Return a copy of a template's tree with its names filled in."""
    if isinstance(tree, ast.Name):
        hole = holes.get(tree.id, tree)
        return ast.Name(hole.id, tree.ctx) if isinstance(hole, ast.Name) else hole
    if isinstance(tree, list):
        return [_filled(one, holes) for one in tree]
    if isinstance(tree, ast.AST):
        return type(tree)(*(_filled(getattr(tree, f), holes) for f in tree._fields))
    return tree


def statements(template: str, **holes: ast.expr) -> list[ast.stmt]:
    """Return the statements of a template with its holes filled.

    Examples:
        >>> (one,) = statements("V = X", V=ast.Name("v1"), X=ast.Constant(15))
        >>> ast.unparse(ast.fix_missing_locations(one))
        'v1 = 15'
    """
    return _filled(_parsed(template), holes)  # type: ignore[no-any-return]


def expression(template: str, **holes: ast.expr) -> ast.expr:
    """Return the one expression of a template with its holes filled."""
    (statement,) = statements(template, **holes)
    assert isinstance(statement, ast.Expr)
    return statement.value
