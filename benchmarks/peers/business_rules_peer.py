"""business-rules: conditions as data over variables written in Python."""

import ast

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.variables import BaseVariables, boolean_rule_variable
from shared import ADMISSIBLE, cases, check, tell, timed, tree


def leaf(text: str) -> object:
    """Return a variable that gives the truth of one comparison."""
    code = compile(text, "<leaf>", "eval")
    return boolean_rule_variable(lambda self: bool(eval(code, {}, self.case)))  # noqa: S307


def condition(node: ast.expr, leaves: dict[str, str]) -> dict:
    """Return an expression as the engine's data; what it can't say is a variable."""
    match node:
        case ast.BoolOp(op=op, values=parts):
            key = "all" if isinstance(op, ast.And) else "any"
            return {key: [condition(one, leaves) for one in parts]}
    text = ast.unparse(node)
    name = leaves.setdefault(text, f"leaf_{len(leaves)}")
    return {"name": name, "operator": "is_true", "value": True}


class Case(BaseVariables):
    """A case."""

    def __init__(self, case: dict) -> None:
        self.case = case


class Admit(BaseActions):
    """What follows."""

    @rule_action()
    def admit(self) -> None:
        """Admit it: the engine tells by its answer that it did."""


given, expected = cases()
names: dict[str, str] = {}
rules = [
    {"conditions": condition(tree(ADMISSIBLE), names), "actions": [{"name": "admit"}]}
]
for text, name in names.items():
    made = leaf(text)
    made.__name__ = name
    setattr(Case, name, made)


def decide(one: dict) -> bool:
    """Tell whether the rule fires."""
    return run_all(rules, Case(one), Admit(), stop_on_first_trigger=True)


few = given[:2_000]
check("business-rules", [decide(one) for one in few], expected[:2_000])
tell([("one rule", timed(decide, few), "none")])
