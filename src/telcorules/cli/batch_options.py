"""What can be typed of commands over many cases."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from telcorules.cli import completing


class Listing(StrEnum):
    """How a work list is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    EXCEL = "xlsx"


def _fact_columns(ctx: typer.Context, incomplete: str) -> list[completing.Offer]:
    return completing.fact_columns(ctx.params, incomplete)


CasesFile = Annotated[
    str,
    typer.Argument(
        metavar="CASES",
        help="Many cases: JSON lines, CSV or Excel; - reads standard input."
        " Parquet is decided row by row into another file.",
        show_default=False,
    ),
]

DueWithin = Annotated[
    str | None,
    typer.Option(
        "--due-within",
        metavar="PERIOD",
        help="Of deadlines that run only those due within so long, such as"
        " '5 working days'; all where left out.",
    ),
]

OutFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write the whole list to a file: .jsonl, .csv or .xlsx;"
        " of Parquet, the answers to .parquet.",
    ),
]

ListForm = Annotated[
    Listing, typer.Option("--format", help="How to write the list to the output.")
]

KeyColumn = Annotated[
    str,
    typer.Option(
        "--id",
        metavar="COLUMN",
        help="The column, or the name in JSON, that tells cases apart.",
    ),
]

Skipped = Annotated[
    list[str] | None,
    typer.Option(
        "--skip",
        metavar="COLUMN",
        help="A column to leave out; may be repeated.",
        autocompletion=_fact_columns,
    ),
]

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        metavar="N",
        help="How many processes to use; one for each processor where left out.",
    ),
]


class Dialect(StrEnum):
    """In whose SQL rules are written."""

    DUCKDB = "duckdb"
    SPARK = "spark"
    POSTGRES = "postgres"


SqlRules = Annotated[
    list[str],
    typer.Argument(
        metavar="RULE",
        help="Admissions, deadlines and choices, or globs that take in no others.",
        show_default=False,
    ),
]

SqlDialect = Annotated[
    Dialect,
    typer.Option("--dialect", help="In whose SQL to write it.", show_default=False),
]

SqlDay = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day of the question; the database's current day where left out,"
        " so that the query can be a view.",
    ),
]

SqlTable = Annotated[
    str,
    typer.Option("--table", metavar="NAME", help="What the table of cases is called."),
]

SqlKey = Annotated[
    str,
    typer.Option("--id", metavar="COLUMN", help="Its column that tells cases apart."),
]

SqlCalendar = Annotated[
    Path | None,
    typer.Option(
        "--calendar",
        metavar="FILE",
        help="Write the calendar that the query joins to a file: .sql or .parquet.",
    ),
]
