"""What can be typed of commands that review a pack."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Layout(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class Listed(StrEnum):
    """How what a review found is written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


Findings = Annotated[
    Listed,
    typer.Option(
        "--format",
        help="How to write what was found: for people, as JSON, as SARIF 2.1.0, or as"
        " annotations of GitHub.",
    ),
]

Strict = Annotated[
    bool,
    typer.Option(
        "--strict", "--no-roll", help="Leave a last day on a day of rest where it is."
    ),
]

Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="PACK",
        help="A rule pack's folder; the bundled one where left out.",
        show_default=False,
    ),
]

Folders = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATHS",
        help="Folders with scenarios, or single files; the pack's own where left out.",
        show_default=False,
    ),
]

FailUnder = Annotated[
    float | None,
    typer.Option(
        "--fail-under",
        min=0,
        max=100,
        metavar="PERCENT",
        help="Exit with 1 where it is less.",
    ),
]

Coverage = Annotated[
    bool,
    typer.Option(
        "--coverage",
        help="Show which articles and conditions the scenarios met as true, false and"
        " unknown, instead.",
    ),
]

PagesOut = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FOLDER",
        help="Where to write the pages; other files that are there stay.",
    ),
]

OldPack = Annotated[
    str,
    typer.Argument(
        metavar="OLD",
        help="A pack's folder, or bundled; +FOLDER lays one over it.",
        show_default=False,
    ),
]

NewPack = Annotated[
    str, typer.Argument(metavar="NEW", help="Likewise.", show_default=False)
]

Laid = Annotated[Layout, typer.Option("--format", help="How to write the answer.")]

AlsoText = Annotated[
    bool,
    typer.Option(
        "--strict", help="Exit with 1 where words or citations alone change, too."
    ),
]

VectorsOut = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where to write them; standard output where left out.",
    ),
]

Run = Annotated[
    str | None,
    typer.Option(
        "--run", metavar="COMMAND", help="A program to hold against the vectors."
    ),
]

Stream = Annotated[
    bool,
    typer.Option(
        "--stream", help="Start the program once; it reads and writes JSON lines."
    ),
]

VectorsFrom = Annotated[
    Path | None,
    typer.Option(
        "--from", metavar="FILE", help="Vectors written before; made anew if left out."
    ),
]

Level = Annotated[
    int,
    typer.Option(
        "--level",
        min=1,
        max=4,
        help="Up to which level: 1 outcomes, 2 dates, 3 unknowns,"
        " 4 provisional and contested.",
    ),
]

Respond = Annotated[
    bool,
    typer.Option(
        "--answer", help="Answer the questions on standard input, as a program would."
    ),
]

ShowSchema = Annotated[
    bool, typer.Option("--schema", help="Print the JSON Schema of a file of vectors.")
]

NewFolder = Annotated[
    Path,
    typer.Argument(metavar="PACK", help="The folder to make.", show_default=False),
]

PackName = Annotated[
    str | None,
    typer.Option(
        "--name",
        metavar="NAME",
        help="The pack's name, which its rules begin with; the folder's if left out.",
    ),
]

SignedBy = Annotated[
    str, typer.Option("--by", metavar="NAME", help="Who answers for the rules.")
]

SignedOn = Annotated[
    str | None,
    typer.Option(
        "--day", metavar="DATE", help="On which day; today in China where left out."
    ),
]
