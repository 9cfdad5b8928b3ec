"""The rules over many rows: on DuckDB, on Spark, and as SQL in PostgreSQL.

Run by ``make deep-tables``, ``make deep-spark`` and ``make deep-postgres``. None is
part of the gate, which asks fewer rows of DuckDB and has no Java and no server.
"""

import csv
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from io import StringIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

import telcorules
from telcorules.language.columns import column
from telcorules.tables import RulesInSql, decide_table
from tests.differential.random_tables import (
    ANCHORS,
    Maker,
    Row,
    as_table,
    expected,
    is_told,
)

BOOK: Final = telcorules.load()
DEFAULTS: Final = {"duckdb": 1_000_000, "spark": 100_000, "postgres": 100_000}
AT_ONCE: Final = 25_000
SCHEMA: Final = "telcorules_try"


RULES: Final = [name for name in BOOK.program.rules if is_told(BOOK, name)]


def on_duckdb(cases: int) -> Iterator[Any]:
    """Yield cells on which DuckDB differs from the engine, a process a processor."""
    numbers = range(-(-cases // AT_ONCE))
    with ProcessPoolExecutor() as pool:
        for number, found in enumerate(pool.map(_some_on_duckdb, numbers), 1):
            told(number * AT_ONCE)
            yield from found


def _some_on_duckdb(number: int) -> list[Any]:
    """Return the first cells that differ in some of the rows."""
    rows, table = made(f"duckdb {number}", AT_ONCE)
    cases = ibis.memtable(table)
    answered = decide_table(BOOK, cases, rules=RULES, as_of=cases.asked_on)
    added = [name for name in answered.columns if name not in cases.columns]
    query = answered.order_by("id").select(*added)
    found = ibis.duckdb.connect().to_pyarrow(query).to_batches(max_chunksize=1000)
    ours = (row for batch in found for row in batch.to_pylist())
    return [*islice(compared(rows, ours), 5)]


def made(seed: str, count: int) -> tuple[list[tuple[date, Row]], pa.Table]:
    """Return rows with the day that each is asked about, and the table of them."""
    maker = Maker(BOOK, RULES, seed)
    each = -(-count // len(ANCHORS))
    rows = [(one, row) for one in ANCHORS for row in maker.rows(each, one)][:count]
    table = as_table([row for _, row in rows], maker.facts)
    return rows, table.append_column("asked_on", [[day for day, _ in rows]])


def told(rows: int) -> None:
    """Say how far it is."""
    sys.stderr.write(f"\r{rows:,} rows")
    sys.stderr.flush()


def on_spark(cases: int) -> Iterator[Any]:
    """Yield every cell on which Spark, in local mode, differs from the engine."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - of its own environment

    zone, quiet = "spark.sql.session.timeZone", "spark.ui.enabled"
    builder = SparkSession.builder.master("local[2]").config(zone, "Asia/Shanghai")
    builder = builder.config("spark.sql.timestampType", "TIMESTAMP_NTZ")
    builder = builder.config("spark.driver.memory", "3g").config(quiet, "false")
    spark = builder.config("spark.sql.parquet.inferTimestampNTZ.enabled", "true")
    connection = ibis.pyspark.connect(spark.getOrCreate())
    for number in range(-(-cases // AT_ONCE)):
        rows, table = made(f"spark {number}", min(cases, AT_ONCE))
        with TemporaryDirectory() as folder:
            path, target = Path(folder) / "cases.parquet", Path(folder) / "answers"
            pq.write_table(table, path)
            asked = connection.read_parquet(path)
            answered = decide_table(BOOK, asked, rules=RULES, as_of=asked.asked_on)
            connection.to_parquet(answered, target)
            found = pq.read_table(target).sort_by("id").to_pylist()
        yield from compared(rows, found)
        told((number + 1) * AT_ONCE)


def compared(
    rows: Sequence[tuple[date, Row]], found: Iterable[dict[str, Any]]
) -> Iterator[Any]:
    for (as_of, row), ours in zip(rows, found, strict=True):
        for name, value in expected(BOOK, RULES, row, as_of).items():
            if ours[name] != value or type(ours[name]) is not type(value):
                yield name, as_of, row, ours[name], value


def in_postgres(cases: int) -> Iterator[Any]:
    """Yield every cell on which a view in PostgreSQL differs from the engine.

    ``psql`` finds the server by its own variables, such as ``PGHOST``.
    """
    sql = RulesInSql(BOOK, RULES, "postgres")
    with TemporaryDirectory() as folder:
        calendar = Path(folder) / "calendar.sql"
        sql.write_calendar(calendar)
        psql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA};")
        psql(calendar.read_text(encoding="utf-8"))
    for number, as_of in enumerate(ANCHORS):
        maker = Maker(BOOK, RULES, f"postgres {as_of}")
        rows = maker.rows(-(-cases // len(ANCHORS)), as_of)
        psql(_loading(rows, sql.columns))
        psql(f"CREATE VIEW answers AS {sql.query(as_of=as_of)}")
        answer = psql("COPY (TABLE answers) TO STDOUT WITH CSV HEADER NULL '\\N';")
        found = sorted(csv.DictReader(StringIO(answer)), key=lambda one: int(one["id"]))
        for row, ours in zip(rows, found, strict=True):
            for name, value in expected(BOOK, RULES, row, as_of).items():
                if ours[name] != written(value):
                    yield name, as_of, row, ours[name], value
        told((number + 1) * len(rows))


def _loading(rows: Sequence[Row], types: dict[str, str]) -> str:
    columns = {"id": "text"} | {name: _TYPES[type_] for name, type_ in types.items()}
    listed = ", ".join(f"{name} {type_}" for name, type_ in columns.items())
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    for number, row in enumerate(rows):
        facts = {column(name): value for name, value in row.items()}
        cells = [facts.get(name) for name in types]
        writer.writerow([number, *map(written, cells)])
    return (
        f"DROP TABLE IF EXISTS cases CASCADE; CREATE TABLE cases ({listed});\n"
        f"COPY cases FROM STDIN WITH CSV NULL '\\N';\n{lines.getvalue()}\\.\n"
    )


_TYPES: Final = {
    "boolean": "boolean",
    "date": "date",
    "timestamp": "timestamp",
    "int64": "bigint",
    "string": "text",
    "array<string>": "text[]",
}


def written(value: Any) -> str:
    """Return a value as PostgreSQL writes it in CSV."""
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list):
        return "{" + ",".join(value) + "}"
    return str(value)


def psql(script: str) -> str:
    """Run a script, and return what it prints."""
    environment = {**os.environ, "PGOPTIONS": f"-c search_path={SCHEMA}"}
    command = ["psql", "-qAt", "-v", "ON_ERROR_STOP=1", "-f", "-"]
    done = subprocess.run(  # noqa: S603 - our own command
        command,
        input=script,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def main(engine: str, cases: str | None = None) -> None:
    """Print the first differences, and fail where there are any."""
    ways = {"duckdb": on_duckdb, "spark": on_spark, "postgres": in_postgres}
    count = int(cases or DEFAULTS[engine])
    found = [*islice(ways[engine](count), 5)]
    for name, as_of, row, ours, theirs in found:
        stated = {fact: value for fact, value in row.items() if value is not None}
        sys.stdout.write(f"{name} on {as_of}: {ours} for {theirs}\n  {stated}\n")
    sys.stdout.write(f"\n{count:,} cases, {len(RULES)} rules: ")
    sys.stdout.write("differences\n" if found else "no difference\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
