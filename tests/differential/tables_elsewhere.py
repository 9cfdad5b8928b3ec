"""The rules over columns where DuckDB isn't: on Spark, and as SQL in PostgreSQL.

Run by ``make deep-spark`` and ``make deep-postgres``; neither is part of the gate,
which has no Java and no server.
"""

import csv
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import ibis
import pyarrow.parquet as pq

import telcorules
from telcorules.errors import RequestError
from telcorules.language.columns import column
from telcorules.tables import RulesInSql, decide_table
from telcorules.tables.asking import kinds_of, needs_of
from tests.differential.random_tables import ANCHORS, Maker, Row, as_table, expected

BOOK: Final = telcorules.load()
CASES: Final = int(os.environ.get("TELCORULES_TABLE_CASES", "100000"))
AT_ONCE: Final = 25_000
SCHEMA: Final = "telcorules_try"


def is_told(rule: str) -> bool:
    try:
        needs_of(BOOK, kinds_of(BOOK, rule))
    except RequestError:
        return False
    return True


RULES: Final = [name for name in BOOK.program.rules if is_told(name)]


def on_spark() -> Iterator[Any]:
    """Yield every cell on which Spark, in local mode, differs from the engine."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - of its own environment

    zone, quiet = "spark.sql.session.timeZone", "spark.ui.enabled"
    builder = SparkSession.builder.master("local[2]").config(zone, "Asia/Shanghai")
    builder = builder.config("spark.sql.timestampType", "TIMESTAMP_NTZ")
    builder = builder.config("spark.driver.memory", "3g").config(quiet, "false")
    spark = builder.config("spark.sql.parquet.inferTimestampNTZ.enabled", "true")
    connection = ibis.pyspark.connect(spark.getOrCreate())
    for number in range(-(-CASES // AT_ONCE)):
        maker = Maker(BOOK, RULES, f"spark {number}")
        each = min(CASES, AT_ONCE) // len(ANCHORS) + 1
        rows = [(one, row) for one in ANCHORS for row in maker.rows(each, one)]
        with TemporaryDirectory() as folder:
            path = Path(folder) / "cases.parquet"
            table = as_table([row for _, row in rows], maker.facts)
            days = [[day for day, _ in rows]]
            pq.write_table(table.append_column("asked_on", days), path)
            cases = connection.read_parquet(path)
            answered = decide_table(BOOK, cases, rules=RULES, as_of=cases.asked_on)
            target = Path(folder) / "answers.parquet"
            connection.to_parquet(answered, target)
            found = pq.read_table(target).sort_by("id").to_pylist()
        yield from compared(rows, found)


def compared(
    rows: Sequence[tuple[date, Row]], found: Iterable[dict[str, Any]]
) -> Iterator[Any]:
    for (as_of, row), ours in zip(rows, found, strict=True):
        for name, value in expected(BOOK, RULES, row, as_of).items():
            if ours[name] != value:
                yield name, as_of, row, ours[name], value


def in_postgres() -> Iterator[Any]:
    """Yield every cell on which a PostgreSQL server differs from the engine.

    ``psql`` finds the server by its own variables, such as ``PGHOST``.
    """
    sql = RulesInSql(BOOK, RULES, "postgres")
    with TemporaryDirectory() as folder:
        calendar = Path(folder) / "calendar.sql"
        sql.write_calendar(calendar)
        psql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA};")
        psql(calendar.read_text(encoding="utf-8"))
    for as_of in ANCHORS:
        maker = Maker(BOOK, RULES, f"postgres {as_of}")
        rows = maker.rows(-(-CASES // len(ANCHORS)), as_of)
        psql(_loading(rows, sql.columns))
        query = sql.query(as_of=as_of)
        answer = psql(f"COPY ({query}) TO STDOUT WITH CSV HEADER NULL '\\N';")
        found = sorted(csv.DictReader(StringIO(answer)), key=lambda one: int(one["id"]))
        for row, ours in zip(rows, found, strict=True):
            for name, value in expected(BOOK, RULES, row, as_of).items():
                if ours[name] != written(value):
                    yield name, as_of, row, ours[name], value


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
        f"DROP TABLE IF EXISTS cases; CREATE TABLE cases ({listed});\n"
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


def main() -> None:
    """Print the first differences, and fail where there are any."""
    ways = {"spark": on_spark, "postgres": in_postgres}
    found = [*islice(ways[sys.argv[1]](), 5)]
    for name, as_of, row, ours, theirs in found:
        stated = {fact: value for fact, value in row.items() if value is not None}
        sys.stdout.write(f"{name} on {as_of}: {ours} for {theirs}\n  {stated}\n")
    sys.stdout.write(f"{CASES:,} cases, {len(RULES)} rules: ")
    sys.stdout.write("differences\n" if found else "no difference\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
