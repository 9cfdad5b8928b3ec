"""What can be typed: the options of every command; the one user of `typer`."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from telcorules.cli import completing
from telcorules.render.bilingual import Language
from telcorules.render.documents import NoticeForm
from telcorules.render.notices import NoticeKind
from telcorules.review.claims import Verdict


class Format(StrEnum):
    """How an answer is written."""

    TEXT = "text"
    JSON = "json"


class Layout(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class Paper(StrEnum):
    """How a decision is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    ICS = "ics"


class Listed(StrEnum):
    """How what a review found is written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class Required(StrEnum):
    """How sure an answer has to be for the exit code 0."""

    DETERMINED = "determined"
    FIRM = "firm"


class Listing(StrEnum):
    """How a work list is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    EXCEL = "xlsx"


class Unannounced(StrEnum):
    """What bounds a day that no holiday notice settles yet."""

    PRINCIPLE = "principle"
    ENVELOPE = "envelope"


def _rules(ctx: typer.Context, incomplete: str) -> list[completing.Offer]:
    return completing.rules(ctx.params, incomplete)


def _readings(ctx: typer.Context, incomplete: str) -> list[completing.Offer]:
    return completing.readings(ctx.params, incomplete)


def _fact_columns(ctx: typer.Context, incomplete: str) -> list[completing.Offer]:
    return completing.fact_columns(ctx.params, incomplete)


def _channels(ctx: typer.Context, incomplete: str) -> list[completing.Offer]:
    return completing.channels(ctx.params, incomplete)


CaseFile = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="A case in JSON or YAML; - reads standard input.",
        show_default=False,
    ),
]
MaybeCaseFile = Annotated[
    str | None,
    typer.Argument(
        metavar="[CASE]",
        help="A case in JSON or YAML, to see the truth of every part.",
        show_default=False,
    ),
]
RuleId = Annotated[
    str,
    typer.Argument(
        metavar="RULE",
        help="Such as appeal.admission.",
        show_default=False,
        autocompletion=_rules,
    ),
]
Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rule",
        metavar="ID",
        help="Only this rule, or a glob such as 'appeal.*'; may be repeated.",
        autocompletion=_rules,
    ),
]
Rule = Annotated[
    str | None,
    typer.Option(
        "--rule",
        metavar="ID",
        help="This rule; the pack's main rule where left out.",
        autocompletion=_rules,
    ),
]
From = Annotated[
    str, typer.Option("--from", metavar="DATE", help="The first day of the span.")
]
To = Annotated[
    str, typer.Option("--to", metavar="DATE", help="Its last day, inclusive.")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day of the question; today in China where left out.",
    ),
]
Pack = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="A rule pack; the bundled one where left out."),
]
Extend = Annotated[
    list[Path] | None,
    typer.Option(metavar="DIR", help="A pack to lay over it; may be repeated."),
]
Readings = Annotated[
    list[str] | None,
    typer.Option(
        "--reading",
        metavar="ID=CHOICE",
        help="How to read a point of law, such as local-regulation=local;"
        " may be repeated.",
        autocompletion=_readings,
    ),
]
Notices = Annotated[
    list[Path] | None,
    typer.Option(
        "--notice", metavar="FILE", help="A holiday notice to add; may be repeated."
    ),
]
Method = Annotated[
    Unannounced,
    typer.Option("--unannounced", help="What bounds days that no notice settles."),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="DATE",
        help="Count with the holiday notices published by that day;"
        " with all that are known where left out.",
    ),
]
Output = Annotated[Format, typer.Option("--format", help="How to write the answer.")]
PaperForm = Annotated[
    Paper,
    typer.Option(
        "--format",
        help="How to write it: for people, for programs, as one file to look at"
        " and print, or as a calendar.",
    ),
]
CaseKey = Annotated[
    str | None,
    typer.Option(
        "--case-id",
        metavar="TEXT",
        help="In a calendar, what tells this case from others; the name of its file"
        " where left out.",
    ),
]
Remind = Annotated[
    list[int] | None,
    typer.Option(
        "--remind",
        metavar="N",
        min=1,
        help="In a calendar, how many working days before a last day to remind;"
        " may be repeated. 5 and 1 where left out.",
    ),
]
Previous = Annotated[
    Path | None,
    typer.Option(
        "--previous",
        metavar="FILE",
        help="The calendar made of this case before: what changed is a revision.",
    ),
]
Notice = Annotated[
    NoticeKind,
    typer.Argument(
        metavar="KIND",
        help="application, acceptance, refusal or forwarding.",
        show_default=False,
    ),
]
NoticePaper = Annotated[
    NoticeForm, typer.Option("--format", help="How to write the draft.")
]
Findings = Annotated[
    Listed,
    typer.Option(
        "--format",
        help="How to write what was found: for people, as JSON, as SARIF 2.1.0, or as"
        " annotations of GitHub.",
    ),
]
Lang = Annotated[Language, typer.Option("--lang", help="The language of a text.")]
Require = Annotated[
    Required | None,
    typer.Option(
        help="Exit with 4 where the answer (of --rule, else of the main rule) is"
        " open, or for firm where it is provisional."
    ),
]
Uncontested = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="Exit with 1 where another reading would change an answer: one of --rule,"
        " else any of the decision.",
    ),
]
Start = Annotated[
    str,
    typer.Argument(
        metavar="START",
        help="The day or moment of the event; it isn't counted.",
        show_default=False,
    ),
]
PeriodText = Annotated[
    str,
    typer.Argument(
        metavar="PERIOD",
        help="Such as '15 days', '5 working days', '3个月', '48 hours'.",
        show_default=False,
    ),
]
Before = Annotated[
    bool, typer.Option("--before", help="Count back, as for a notice given before.")
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict", "--no-roll", help="Leave a last day on a day of rest where it is."
    ),
]
FromDay = Annotated[
    str | None,
    typer.Argument(
        metavar="[YEAR|DATE|FROM]",
        help="A year, a day, or the first day of a span; this year where left out.",
        show_default=False,
    ),
]
ToDay = Annotated[
    str | None,
    typer.Argument(
        metavar="[TO]", help="The last day of a span, inclusive.", show_default=False
    ),
]
Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="[PACK]",
        help="A rule pack's folder; the bundled one where left out.",
        show_default=False,
    ),
]
Folders = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help="Folders with scenarios, or single files; the pack's own where left out.",
        show_default=False,
    ),
]
Sought = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WORDS",
        help="Words that all have to occur, in Chinese or English;"
        " every claim where left out.",
        show_default=False,
    ),
]
OfVerdict = Annotated[
    Verdict | None,
    typer.Option("--verdict", help="Only claims of which this is to be said."),
]
ChannelNumber = Annotated[
    str | None,
    typer.Argument(
        metavar="[NUMBER]",
        help="Its number or name, such as 12378; every channel where left out.",
        show_default=False,
        autocompletion=_channels,
    ),
]
SchemaName = Annotated[
    str,
    typer.Argument(metavar="NAME", help="case, pack or decision.", show_default=False),
]
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

PagesOut = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FOLDER",
        help="Where to write the pages; other files that are there stay.",
    ),
]

RecordFile = Annotated[
    str,
    typer.Argument(
        metavar="RECORD",
        help="A record; - reads standard input.",
        show_default=False,
    ),
]
RecordOut = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where to write it; standard output where left out.",
    ),
]
Embed = Annotated[
    bool,
    typer.Option(
        "--embed",
        help="Keep the rules and the holidays in it,"
        " so that it can be replayed after any upgrade.",
    ),
]

CaseOut = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where to write the case, in YAML; shown in the end where left out.",
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
        metavar="RULE...",
        help="Admissions, deadlines and choices, or globs such as 'appeal.*'.",
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

Command = Callable[..., int]


def application(
    commands: Mapping[str, Command], about: str, version: str
) -> Callable[..., None]:
    """Return the program made of some commands.

    Args:
        commands: By the word that is typed; each returns its exit code.
        about: What ``--help`` says of the program.
        version: What ``--version`` prints.
    """
    program = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    def print_version(wanted: bool) -> None:  # noqa: FBT001 - typer's signature
        if wanted:
            typer.echo(version)
            raise typer.Exit

    @program.callback(help=about)
    def _root(
        *,
        _version: Annotated[
            bool,
            typer.Option(
                "--version", callback=print_version, is_eager=True, help="The version."
            ),
        ] = False,
    ) -> None:
        pass

    for word, command in commands.items():
        program.command(word)(_exiting(command))
    return program


def _exiting(command: Command) -> Callable[..., None]:
    @wraps(command)
    def run(**typed: Any) -> None:
        raise typer.Exit(command(**typed))

    return run
