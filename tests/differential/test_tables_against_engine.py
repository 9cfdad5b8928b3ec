"""Rules over columns against the engine row by row, cell by cell.

Every bundled admission, deadline and choice that columns can express, and random
conditions. ``TELCORULES_TABLE_CASES`` says over how many rows; `make deep-tables`
asks a million.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import ibis
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

import telcorules
from telcorules.errors import RequestError, Span
from telcorules.evaluation.context import Context
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.law import Wording
from telcorules.language.columns import column
from telcorules.language.compile import compile_values
from telcorules.language.nodes import Node
from telcorules.language.program import Rule
from telcorules.language.values import NOT_YET
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.language.vocabulary import Kind
from telcorules.tables import NEVER, decide_table
from telcorules.tables.admissions import AdmissionColumns
from telcorules.tables.asking import kinds_of, needs_of
from telcorules.tables.needs import Needs
from telcorules.tables.stages import Stages, calendar_of
from tests.differential import random_expressions as random
from tests.differential.random_tables import ANCHORS, Maker, as_table, expected

DEEP = "TELCORULES_TABLE_CASES" in os.environ
CASES = int(os.environ.get("TELCORULES_TABLE_CASES", "20000"))
AT_ONCE = 50_000
BOOK = telcorules.load()
TOLD = ("admission", "deadline", "choice")
OF_THE_CONTRACT = {
    *("appeal.admission", "operator.reply", "appeal.acceptance", "appeal.answer"),
    *("appeal.answer-outer", "appeal.mediation", "report.disposition", "appeal.venue"),
}
NOT_TOLD = {"market.mediation", "petition.final-review", "report.venue", "route"}


def _is_told(rule: str) -> bool:
    try:
        needs_of(BOOK, kinds_of(BOOK, rule))
    except RequestError:
        return False
    return True


OF_THE_KINDS = [n for n, r in BOOK.program.rules.items() if r.kind in TOLD]
RULES = [name for name in OF_THE_KINDS if _is_told(name)]


def test_columns_express_all_rules_of_their_kinds_but_four() -> None:
    assert set(OF_THE_KINDS) - set(RULES) == NOT_TOLD
    assert len(RULES) == 57


def differences(
    book: Rulebook, rules: Sequence[str], cases: int, seed: str
) -> Iterator[Any]:
    """Yield every cell on which the columns and the engine differ.

    The gate compares the rules of the contract on all rows, others on every eighth.
    """
    maker = Maker(book, rules, seed)
    each = -(-cases // len(ANCHORS))
    rows = [(one, row) for one in ANCHORS for row in maker.rows(each, one)]
    table = as_table([row for _, row in rows], maker.facts)
    asked = ibis.memtable(table.append_column("asked_on", [[day for day, _ in rows]]))
    answered = decide_table(book, asked, rules=rules, as_of=asked.asked_on)
    found = ibis.duckdb.connect().to_pyarrow(answered.order_by("id"))
    first = [name for name in rules if name in OF_THE_CONTRACT]
    for place, ((as_of, row), ours) in enumerate(zip(rows, _rows(found), strict=True)):
        compared = rules if DEEP or place % 8 == 0 else first
        for name, value in expected(book, compared, row, as_of).items():
            if ours[name] != value or type(ours[name]) is not type(value):
                yield name, as_of, row, ours[name], value


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=1000):
        yield from batch.to_pylist()


def test_columns_say_what_the_engine_says() -> None:
    rest, number = CASES, 0
    while rest > 0:
        found = differences(BOOK, RULES, min(rest, AT_ONCE), f"bundled {number}")
        assert next(found, None) is None
        rest, number = rest - AT_ONCE, number + 1


def test_columns_say_so_under_other_readings() -> None:
    readings = {"local-regulation": "local", "duty-rollover": "strict"}
    book = telcorules.load(readings=readings, unannounced="envelope")
    rules = ["appeal.admission", "operator.reply", "service.resumption", "stage"]
    assert next(differences(book, rules, CASES // 20, "readings"), None) is None


TYPES = {
    Kind.BOOL: pa.bool_(),
    Kind.EVENT: pa.timestamp("us"),
    Kind.INT: pa.int64(),
    Kind.LIST: pa.list_(pa.string()),
}
UNTOLD = {"acts.days", "acts.sums", "acts.counts", "acts.flags"}


def _columns(cases: Sequence[dict[str, dict[str, Any]]]) -> pa.Table:
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


def _as_told(facts: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return a case without the last day that columns don't tell."""
    return {
        section: {name: v for name, v in inner.items() if v != "9999-12-30"}
        for section, inner in facts.items()
    }


def _expressible(texts: Sequence[str], context: Context) -> list[Node]:
    found = []
    for text in texts:
        node = random.read(text, random.scope())
        needs = Needs(context.readings, context.calendar)
        needs.reads(node, "x", random.scope().vocabulary.by_name["claim.filed_on"])
        if not needs.problems:
            found.append(node)
    return found


class TestRandomConditions:
    """A condition has one value, whoever reads the tree."""

    @settings(max_examples=max(3, CASES // 5000))
    @given(
        st.lists(random.conditions(3), min_size=20, max_size=30),
        st.lists(random.stated(known=8), min_size=25, max_size=40),
        st.sampled_from(range(4)),
        random.ORDINALS,
    )
    def test_over_columns_as_compiled(
        self,
        texts: list[str],
        facts: list[dict[str, dict[str, Any]]],
        readings: int,
        today: int,
    ) -> None:
        context = random.contexts()[readings]
        nodes, cases = _expressible(texts, context), [*map(_as_told, facts)]
        version = AdmissionVersion(
            start=date(1, 1, 1),
            until=None,
            basis=(),
            conditions=tuple(
                Condition(f"c{place}", "require", node, ())
                for place, node in enumerate(nodes)
            ),
        )
        governed = random.scope().vocabulary.by_name["claim.filed_on"]
        rule = Rule(
            id="x",
            kind="admission",
            title=Wording("x", "x"),
            governed_by=governed,
            versions=(version,),
            span=Span("x", 1, 1),
        )
        needs, kinds = Needs(context.readings, context.calendar), AdmissionColumns(rule)
        kinds.need(needs)
        table = ibis.memtable(_columns(cases))
        stages = Stages(
            table, random.scope().vocabulary, needs, date.fromordinal(today)
        )
        calendar = ibis.memtable(calendar_of(needs))
        answered = stages.answered([kinds], calendar, None).order_by("id").to_pyarrow()
        judge = compile_values(nodes, context.readings, context.calendar)
        for stated, ours in zip(cases, answered.to_pylist(), strict=True):
            slots = random.case(stated).slots
            at = slots[governed.slot]
            day = today if at is None or at > NEVER.toordinal() else at
            theirs = judge(slots, day, today)
            assert [ours[f"x__c{n}"] for n in range(len(nodes))] == [*theirs]
