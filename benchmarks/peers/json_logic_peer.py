"""JSON logic (panzi-json-logic): one rule as data, true or false."""

import ast

from json_logic import jsonLogic
from shared import ADMISSIBLE, cases, check, tell, timed, tree

SIGNS = {ast.LtE: "<=", ast.Gt: ">", ast.Eq: "=="}


def logic(node: ast.expr) -> object:
    """Return an expression as JSON logic."""
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return {"and": [logic(one) for one in parts]}
        case ast.BoolOp(values=parts):
            return {"or": [logic(one) for one in parts]}
        case ast.UnaryOp(operand=inner):
            return {"!": [logic(inner)]}
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            return {SIGNS[type(sign)]: [logic(left), logic(right)]}
        case ast.Name(id=name):
            return {"var": name}
        case ast.Constant(value=value):
            return value
    raise AssertionError(ast.dump(node))


given, expected = cases()
rule = logic(tree(ADMISSIBLE))
check("json-logic", [bool(jsonLogic(rule, one)) for one in given], expected)
tell([("one rule", timed(lambda one: jsonLogic(rule, one), given), "none")])
