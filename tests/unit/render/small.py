"""The small pack of the fixtures, and its expressions as trees."""

from functools import cache
from pathlib import Path

from telcorules.errors import Span
from telcorules.evaluation.context import Context
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.expression import parse
from telcorules.language.nodes import Appoint, LastDay, Node, Parameter, walk
from telcorules.language.scope import Scope

FOLDER = Path(__file__).parents[2] / "fixtures/small"


@cache
def book() -> Rulebook:
    """Load the small pack."""
    return load(FOLDER)


def context(**readings: str) -> Context:
    """Return its context, with some readings chosen otherwise."""
    chosen = {name.replace("_", "-"): choice for name, choice in readings.items()}
    rulebook = book().under(chosen)
    return Context(rulebook.program, rulebook.calendar, dict(rulebook.readings))


def tree(text: str) -> Node:
    """Parse an expression over the small pack's names."""
    program = book().program
    found = [
        node
        for rule in program.rules.values()
        for v in rule.versions
        for root in v.nodes
        for node in walk(root)
    ]
    periods = [node.period for node in found if isinstance(node, LastDay)]
    tables = {node.kind: node.table for node in found if isinstance(node, Appoint)}
    scope = Scope(
        program.vocabulary,
        parameters={
            "waiting_time": next(p for p in periods if isinstance(p, Parameter))
        },
        readings={
            name: tuple(c.id for c in one.choices)
            for name, one in program.readings.items()
        },
        authorities={**tables, "court": dict.fromkeys(tables["office"], "centre")},
        moments=("at", "as_of"),
        known=True,
    )
    return parse(
        text, lambda offset, width: Span("rule.yaml", 1, offset + 1, width), scope
    )
