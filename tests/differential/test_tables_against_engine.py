"""Rules over columns against the engine row by row, cell by cell.

Every bundled admission, deadline and choice that columns can express, and random
conditions. `make deep-tables` asks a million rows, of all of them at once.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import telcorules
from telcorules.evaluation.rulebook import Rulebook
from telcorules.tables import decide_table
from tests.differential import random_expressions as random
from tests.differential.over_columns import as_compiled, by_columns, refused
from tests.differential.random_tables import ANCHORS, Maker, as_table, expected, is_told

CASES = 20_000
PHASES = (Phase.explicit, Phase.generate)  # to shrink thirty conditions takes minutes
BOOK = telcorules.load()
TOLD = ("admission", "deadline", "choice")
OF_THE_CONTRACT = [
    *("appeal.admission", "operator.reply", "appeal.acceptance", "appeal.answer"),
    *("appeal.answer-outer", "appeal.mediation", "report.disposition", "appeal.venue"),
]
NOT_TOLD = {
    *("appeal.remedies", "market.mediation", "petition.final-review"),
    *("report.venue", "route"),
}


OF_THE_KINDS = [n for n, r in BOOK.program.rules.items() if r.kind in TOLD]
RULES = [name for name in OF_THE_KINDS if is_told(BOOK, name)]


def test_columns_express_all_rules_of_their_kinds_but_five() -> None:
    assert set(OF_THE_KINDS) - set(RULES) == NOT_TOLD
    assert len(RULES) == 56


def differences(
    book: Rulebook, rules: Sequence[str], cases: int, seed: str
) -> Iterator[Any]:
    """Yield every cell on which the columns and the engine differ."""
    maker = Maker(book, rules, seed)
    each = -(-cases // len(ANCHORS))
    rows = [(one, row) for one in ANCHORS for row in maker.rows(each, one)]
    table = as_table([row for _, row in rows], maker.facts)
    asked = ibis.memtable(table.append_column("asked_on", [[day for day, _ in rows]]))
    answered = decide_table(book, asked, rules=rules, as_of=asked.asked_on)
    added = [name for name in answered.columns if name not in asked.columns]
    query = answered.order_by("id").select(*added)
    found = ibis.duckdb.connect().to_pyarrow(query)
    for (as_of, row), ours in zip(rows, _rows(found), strict=True):
        for name, value in expected(book, rules, row, as_of).items():
            if ours[name] != value or type(ours[name]) is not type(value):
                yield name, as_of, row, ours[name], value


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=1000):
        yield from batch.to_pylist()


@pytest.mark.parametrize(
    ("rules", "cases"),
    [
        (["appeal.admission"], CASES),
        (OF_THE_CONTRACT, CASES // 5),
        (RULES, CASES // 40),
    ],
    ids=["the admission", "of the contract", "all"],
)
def test_columns_say_what_the_engine_says(rules: list[str], cases: int) -> None:
    assert next(differences(BOOK, rules, cases, "bundled"), None) is None


def test_columns_say_so_under_other_readings() -> None:
    readings = {"local-regulation": "local", "duty-rollover": "strict"}
    book = telcorules.load(readings=readings, unannounced="envelope")
    rules = ["appeal.admission", "operator.reply", "service.resumption", "stage"]
    assert next(differences(book, rules, CASES // 40, "readings"), None) is None


def _as_told(facts: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return a case without the last day that columns don't tell."""
    return {
        section: {name: v for name, v in inner.items() if v != "9999-12-30"}
        for section, inner in facts.items()
    }


class TestRandomConditions:
    """A condition has one value, whoever reads the tree."""

    @settings(max_examples=4, phases=PHASES)
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
        read = [random.read(text, random.scope()) for text in texts]
        nodes = [node for node in read if not refused(node, context)]
        asked = nodes, [*map(_as_told, facts)], context, date.fromordinal(today)
        assert by_columns(*asked) == as_compiled(*asked)
