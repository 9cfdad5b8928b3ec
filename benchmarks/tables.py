"""Measure rules over columns: ``python -m benchmarks tables``.

A million complete cases on DuckDB, beside SQL written by hand for the same rule, the
row-by-row path, and engines that can do it; then a file into a file, up to ten million.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import duckdb
import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import telcorules
from benchmarks.beside import peers
from benchmarks.cases import as_facts, plain_cases
from benchmarks.timing import per_item, row
from telcorules.tables import NEVER, decide_table

MILLION = 1_000_000
TODAY = date(2026, 11, 21)
RULE = "appeal.admission"
ROUNDS = 7
OFTEN = (
    *("dispute__from_telecom_service", "complainant__direct_interest"),
    *("respondent__identified", "appeal__request_specific", "appeal__facts_stated"),
    "dispute__settlement_performed",
)
SELDOM = (
    *("dispute__settled", "operator_complaint__satisfied"),
    *("appeal__handled_by_appeal_body", "appeal__handled_elsewhere"),
    "appeal__barred_by_other_law",
)
BY_HAND = """
with days as (
  select c.*, reply.works as reply_due, early.works as early, late.works as late
  from cases c
  left join roll reply on reply.day = c.operator_complaint__filed_on + 15
  left join roll early
    on early.day = cast(c.dispute__occurred_on + interval 5 month as date)
  left join roll late
    on late.day = cast(c.dispute__occurred_on + interval 2 year as date)
), told as (
  select *,
    operator_complaint__filed_on <= appeal__filed_on
      or respondent__category = 'hotel-agent' as complained,
    (operator_complaint__replied_on <= appeal__filed_on
      and not operator_complaint__satisfied)
      or (appeal__filed_on > reply_due
        and not operator_complaint__replied_on <= reply_due)
      or (appeal__filed_on > reply_due and not operator_complaint__satisfied)
      or respondent__category = 'hotel-agent' as unanswered,
    case when dispute__nature = 'charging' then appeal__filed_on > early
      else appeal__filed_on > late end as barred,
    dispute__settled and dispute__settlement_performed as settled
  from days
)
select id,
  case when dispute__from_telecom_service and complainant__direct_interest
    and respondent__identified and appeal__request_specific and appeal__facts_stated
    and complained and unanswered and not barred and not settled
    and not appeal__handled_by_appeal_body and not appeal__handled_elsewhere
    and not appeal__barred_by_other_law
    then 'admissible' else 'inadmissible' end as outcome,
  dispute__from_telecom_service as c1, complainant__direct_interest as c2,
  respondent__identified as c3, appeal__request_specific as c4,
  appeal__facts_stated as c5, complained, unanswered, barred, settled,
  appeal__handled_by_appeal_body as c10, appeal__handled_elsewhere as c11,
  appeal__barred_by_other_law as c12, {failed} as failed
from told
"""
FAILED = {
    "telecom-service-dispute": "not dispute__from_telecom_service",
    "direct-interest": "not complainant__direct_interest",
    "respondent-identified": "not respondent__identified",
    "specific-request": "not appeal__request_specific",
    "factual-basis": "not appeal__facts_stated",
    "complained-first": "not complained",
    "unsatisfied-or-unanswered": "not unanswered",
    "time-barred": "barred",
    "settled-and-performed": "settled",
    "already-before-appeal-body": "appeal__handled_by_appeal_body",
    "already-before-other-body": "appeal__handled_elsewhere",
    "barred-by-other-law": "appeal__barred_by_other_law",
}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        cases = Path(folder) / "cases.parquet"
        pq.write_table(complete(MILLION), cases)
        on_duckdb(cases)
        row_by_row()
        peers({"openfisca-core": 100_000, "zen-engine": 10_000})
        files(Path(folder))


def complete(count: int, seed: int = 2026) -> pa.Table:
    """Return so many complete cases like those of `benchmarks.cases`, as columns."""
    random = np.random.default_rng(seed)
    occurred = np.datetime64("2022-06-01") + random.integers(0, 400, count)
    filed = occurred + random.integers(0, 60, count)
    soon = filed + random.integers(0, 30, count)
    words = np.array(["basic-operator", "hotel-agent", "other"])
    natures = np.array(["charging", "service-quality"])
    replied = np.where(random.random(count) < 0.5, soon, np.datetime64(NEVER))
    return pa.table(
        {
            "id": np.arange(count),
            **{name: random.random(count) < 0.95 for name in OFTEN},
            **{name: random.random(count) < 0.05 for name in SELDOM},
            "respondent__category": words[random.integers(0, 3, count)],
            "dispute__nature": natures[random.integers(0, 2, count)],
            "dispute__occurred_on": occurred,
            "operator_complaint__filed_on": filed,
            "operator_complaint__replied_on": replied,
            "appeal__filed_on": filed + random.integers(0, 200, count),
        }
    )


def on_duckdb(cases: Path) -> None:
    """Measure goal 8: our SQL beside the one by hand, in turns, on loaded columns."""
    connection = ibis.duckdb.connect()
    raw = connection.con
    raw.execute(f"create table cases as from '{cases}'")
    raw.register("rolled", _rolled())
    raw.execute("create table roll as from rolled")
    answers = decide_table(
        telcorules.load(), connection.table("cases"), rules=RULE, as_of=TODAY
    )
    parts = [name for name in answers.columns if name.startswith("appeal_admission__")]
    connection._register_in_memory_tables(answers)  # noqa: SLF001 - the calendar
    failed = ", ".join(f"case when {t} then '{n}' end" for n, t in FAILED.items())
    failed = f"list_filter([{failed}], lambda x: x is not null)"
    outcome_only = [name for name in parts if not name.endswith("__failed")]
    for name, by_hand, ours in (
        ("outcome, 12 truths", BY_HAND.format(failed="null"), outcome_only),
        (
            "outcome, 12 truths, list of what failed",
            BY_HAND.format(failed=failed),
            parts,
        ),
    ):
        query = connection.compile(answers.select("id", *ours))
        assert _outcomes(raw, by_hand) == _outcomes(raw, query)
        hand, own = _in_turns(raw, by_hand, query)
        row(f"DuckDB by hand: {name}", f"{hand * 1000:,.0f} ms", _rate(hand))
        row(f"decide_table: {name}", f"{own * 1000:,.0f} ms", _rate(own))
        row("  ratio", f"{own / hand:.2f}", "goal: at most 1.5")


def _rate(seconds: float, count: int = MILLION) -> str:
    return f"{count / seconds / 1e6:.2f} million rows a second"


def _rolled() -> pa.Table:
    calendar = telcorules.WorkCalendar.china()
    days = [date(2004, 1, 1) + timedelta(n) for n in range(8_000)]
    return pa.table({"day": days, "works": [calendar.roll(one) for one in days]})


def _outcomes(raw: duckdb.DuckDBPyConnection, query: str) -> Any:
    column = "outcome" if "with days" in query else "appeal_admission__outcome"
    return (
        raw.sql(query).aggregate(f"{column}, count(*), sum(id)").order("1").fetchall()
    )


def _in_turns(raw: duckdb.DuckDBPyConnection, *queries: str) -> list[float]:
    """Return the median time of each query, run in turns into a table."""
    times: list[list[float]] = [[] for _ in queries]
    for _ in range(ROUNDS):
        for own, query in zip(times, queries, strict=True):
            start = perf_counter()
            raw.execute(f"create or replace temp table answers as {query}")
            own.append(perf_counter() - start)
    return [median(one) for one in times]


def row_by_row() -> None:
    """Measure the same rule by the compiled function, from cases and from mappings."""
    book = telcorules.load()
    facts = [as_facts(one) for one in plain_cases(20_000)]
    cases = [book.case(one) for one in facts]
    for name, given in (("validated cases", cases), ("mappings", facts)):
        each = per_item(lambda one: book.evaluate(RULE, one, as_of=TODAY).truths, given)
        row(f"row by row, from {name}", f"{each:.2f} µs", _rate(each / 1e6, 1))


def files(folder: Path) -> None:
    """Measure a Parquet file into a Parquet file: rows a second, and memory."""
    for millions in (1, 3, 10):
        cases, target = folder / "cases.parquet", folder / "answers.parquet"
        _write(cases, millions)
        seconds, megabytes = _batch([str(cases), "-o", str(target), "--rule", RULE])
        note = f"{millions * MILLION / seconds:,.0f} rows a second, start included"
        name = f"batch of a Parquet file of {millions} million rows"
        row(name, f"{seconds:.1f} s", f"{note}; {megabytes:.0f} MB")


def _write(path: Path, millions: int) -> None:
    schema = complete(1).schema
    with pq.ParquetWriter(path, schema) as writer:
        for seed in range(millions):
            writer.write_table(complete(MILLION, seed))


def _batch(words: Sequence[str]) -> tuple[float, float]:
    """Return the seconds and the most megabytes that `batch` takes."""
    code = (
        "import resource, sys; from telcorules.cli.program import run;"
        "run(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    command = [sys.executable, "-c", code, "batch", *words, "--as-of", str(TODAY)]
    start = perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return perf_counter() - start, int(done.stdout.split()[-1]) / 1024
