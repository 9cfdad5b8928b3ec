"""What can be typed: the options that commands share, and those of one case."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

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


class Paper(StrEnum):
    """How a decision is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    ICS = "ics"


class Required(StrEnum):
    """How sure an answer has to be for the exit code 0."""

    DETERMINED = "determined"
    FIRM = "firm"


class Unannounced(StrEnum):
    """What bounds a day that no holiday notice settles yet."""

    PRINCIPLE = "principle"
    ENVELOPE = "envelope"


def _rules(ctx: typer.Context, incomplete: str) -> list[completing.Offer]:
    return completing.rules(ctx.params, incomplete)


def _readings(ctx: typer.Context, incomplete: str) -> list[completing.Offer]:
    return completing.readings(ctx.params, incomplete)


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
        metavar="CASE",
        help="A case in JSON or YAML, to see the truth of every part.",
        show_default=False,
    ),
]

CaseBegun = Annotated[
    str | None,
    typer.Argument(
        metavar="CASE",
        help="A case in JSON or YAML to go on from; none where left out.",
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

FromDay = Annotated[
    str | None,
    typer.Argument(
        metavar="YEAR|DATE|FROM",
        help="A year, a day, or the first day of a span; this year where left out.",
        show_default=False,
    ),
]

ToDay = Annotated[
    str | None,
    typer.Argument(
        metavar="TO", help="The last day of a span, inclusive.", show_default=False
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
        metavar="NUMBER",
        help="Its number or name, such as 12378; every channel where left out.",
        show_default=False,
        autocompletion=_channels,
    ),
]

SchemaName = Annotated[
    str,
    typer.Argument(metavar="NAME", help="case, pack or decision.", show_default=False),
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
