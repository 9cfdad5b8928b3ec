"""Conditions of the small pack over a table of its cases, and as compiled."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import ibis
import pyarrow as pa

from telcorules.errors import Span
from telcorules.evaluation.context import Context
from telcorules.foundation.law import Wording
from telcorules.language.columns import column
from telcorules.language.compile import compile_values
from telcorules.language.nodes import Node
from telcorules.language.program import Rule
from telcorules.language.values import NOT_YET
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.language.vocabulary import Kind
from telcorules.tables.admissions import AdmissionColumns
from telcorules.tables.days import NEVER
from telcorules.tables.needs import Needs
from telcorules.tables.stages import Stages, calendar_of
from tests.differential import random_expressions as random

Facts = dict[str, dict[str, Any]]
Truths = list[list[bool | None]]

TYPES = {
    Kind.BOOL: pa.bool_(),
    Kind.EVENT: pa.timestamp("us"),
    Kind.INT: pa.int64(),
    Kind.LIST: pa.list_(pa.string()),
}
UNTOLD = {"acts.days", "acts.sums", "acts.counts", "acts.flags"}
GOVERNED = random.scope().vocabulary.by_name["claim.filed_on"]


def refused(node: Node, context: Context) -> list[str]:
    """Return what columns can't express in a condition."""
    needs = Needs(context.readings, context.calendar)
    needs.reads(node, "x", GOVERNED)
    return [f"{one.message}: {one.why}" for one in needs.problems]


def by_columns(
    nodes: Sequence[Node], cases: Sequence[Facts], context: Context, today: date
) -> Truths:
    """Return the truths of conditions for each case, over a table of them."""
    kind = AdmissionColumns(_rule(nodes))
    needs = Needs(context.readings, context.calendar)
    kind.need(needs)
    stages = Stages(
        ibis.memtable(_table(cases)), random.scope().vocabulary, needs, today
    )
    answered = stages.answered([kind], ibis.memtable(calendar_of(needs)), None)
    rows = answered.order_by("id").to_pyarrow().to_pylist()
    return [[row[f"x__c{place}"] for place in range(len(nodes))] for row in rows]


def as_compiled(
    nodes: Sequence[Node], cases: Sequence[Facts], context: Context, today: date
) -> Truths:
    """Return the same from the compiled function, case by case."""
    judge = compile_values(nodes, context.readings, context.calendar)
    found = []
    for stated in cases:
        slots = random.case(stated).slots
        filed = slots[GOVERNED.slot]
        at = filed if filed and filed < NEVER.toordinal() else today.toordinal()
        found.append([*judge(slots, at, today.toordinal())])
    return found


def _rule(nodes: Sequence[Node]) -> Rule:
    conditions = tuple(
        Condition(f"c{place}", "require", node, ()) for place, node in enumerate(nodes)
    )
    version = AdmissionVersion(
        start=date(1, 1, 1), until=None, basis=(), conditions=conditions
    )
    return Rule(
        id="x",
        kind="admission",
        title=Wording("x", "x"),
        governed_by=GOVERNED,
        versions=(version,),
        span=Span("x", 1, 1),
    )


def _table(cases: Sequence[Facts]) -> pa.Table:
    columns: dict[str, Any] = {"id": pa.array(range(len(cases)))}
    for fact in random.scope().vocabulary.facts:
        if fact.name not in UNTOLD and fact.type.kind is not Kind.MONEY:
            section, _, name = fact.name.partition(".")
            stated = [one.get(section, {}).get(name) for one in cases]
            if fact.type.kind is Kind.EVENT:
                stated = [one and _moment(one) for one in stated]
            type_ = TYPES.get(fact.type.kind, pa.string())
            columns[column(fact.name)] = pa.array(stated, type_)
    return pa.table(columns)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(str(NEVER) if text == NOT_YET else text)
