"""zen-engine: an expression, a table with one reason, every condition, and a trace."""

import json

import zen
from shared import ADMISSIBLE, BARRING, REQUIRED, cases, check, tell, timed

PLACE = {"position": {"x": 0, "y": 0}}
IN = {"id": "in", "name": "in", "type": "inputNode", **PLACE}
OUT = {"id": "out", "name": "out", "type": "outputNode", **PLACE}


def decision(node: dict) -> zen.ZenDecision:
    """Return a graph of one node."""
    ends = (("in", node["id"]), (node["id"], "out"))
    edges = [
        {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"}
        for a, b in ends
    ]
    graph = {"nodes": [IN, node | PLACE, OUT], "edges": edges}
    return zen.ZenEngine().create_decision(json.dumps(graph))


def table() -> dict:
    """Return a table whose first row that fits gives the reason."""
    failing = [(name, f"not ({text})") for name, text in REQUIRED.items()]
    failing += list(BARRING.items())
    rows = [
        {"_id": name, "if": text, "reason": f"'{name}'", "ok": "false"}
        for name, text in failing
    ]
    rows.append({"_id": "else", "if": "", "reason": "''", "ok": "true"})
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": "if", "name": "if"}],
        "outputs": [
            {"id": "reason", "name": "reason", "field": "reason"},
            {"id": "ok", "name": "ok", "field": "ok"},
        ],
        "rules": rows,
    }
    return {"id": "t", "name": "t", "type": "decisionTableNode", "content": content}


def conditions() -> dict:
    """Return every condition, and the outcome made of them."""
    made = {name.replace("-", "_"): text for name, text in (REQUIRED | BARRING).items()}
    required = [f"$.{name.replace('-', '_')}" for name in REQUIRED]
    barring = [f"not $.{name.replace('-', '_')}" for name in BARRING]
    made["ok"] = " and ".join(required + barring)
    written = [{"id": key, "key": key, "value": text} for key, text in made.items()]
    content = {"expressions": written}
    return {"id": "e", "name": "e", "type": "expressionNode", "content": content}


given, expected = cases()
expression = zen.compile_expression(ADMISSIBLE)
by_table, by_condition = decision(table()), decision(conditions())
check("zen-engine", [expression.evaluate(one) for one in given], expected)
for graph in (by_table, by_condition):
    check("zen-engine", [graph.evaluate(x)["result"]["ok"] for x in given], expected)
trace = {"trace": True}
tell(
    [
        ("one expression", timed(expression.evaluate, given), "none"),
        ("a table", timed(by_table.evaluate, given), "one reason"),
        ("every condition", timed(by_condition.evaluate, given), "every condition"),
        (
            "every condition, traced",
            timed(lambda one: by_condition.evaluate(one, trace), given),
            "a trace",
        ),
    ]
)
