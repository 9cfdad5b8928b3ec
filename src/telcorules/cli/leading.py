"""What a decision leads to: `window`."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from telcorules.cli import options
from telcorules.cli.inputs import open_book, read_case, required_day
from telcorules.cli.options import Format, Unannounced
from telcorules.cli.outputs import show, show_json
from telcorules.errors import Problem, RequestError
from telcorules.evaluation.context import Context
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.windows import Window
from telcorules.language.vocabulary import Case
from telcorules.render.bilingual import Language
from telcorules.render.windows import Otherwise, windows_page

Windows = tuple[Window, ...]


def window(
    case: options.CaseFile,
    *,
    first: options.From,
    last: options.To,
    rule: options.Rule = None,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
    pack: options.Pack = None,
    extend: options.Extend = None,
    reading: options.Readings = None,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
) -> int:
    """Show from when until when 窗口: the days of each outcome, and what turns it.

    \b
      telcorules window case.yaml --from 2026-01-01 --to 2026-12-31
      telcorules window case.json --from 2026-01-01 --to 2027-12-31 --format json
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, reading, notice, unannounced)
    facts, name = read_case(book, case), rule or _main(book)
    span = {"start": required_day(first), "end": required_day(last)}
    found = book.window(name, facts, **span)
    others = [*_otherwise(book, name, facts, span, found)]
    if output is Format.JSON:
        show_json(_listed(book, name, found, others), book.program.disclaimer)
    else:
        context = Context(book.program, book.calendar, dict(book.readings))
        asked = book.program.rules[name]
        show(windows_page(found, asked, context, lang, others))
    return 0


def _main(book: Rulebook) -> str:
    """Return the rule that is asked where none is named.

    Raises:
        RequestError: The pack has none.
    """
    if book.program.main is not None:
        return book.program.main
    hint = "write --rule ID"
    raise RequestError(Problem("TR615", "this pack has no main rule", hint))


def _otherwise(
    book: Rulebook, rule: str, case: Case, span: dict[str, date], found: Windows
) -> Iterator[Otherwise]:
    """Yield each other choice of a reading under which the windows differ."""
    for reading in book.program.readings.values():
        for choice in reading.choices:
            other = book.under({reading.id: choice.id})
            windows = other.window(rule, case, **span)
            if [one.run for one in windows] != [one.run for one in found]:
                yield Otherwise(reading.id, choice.id, windows)


def _listed(
    book: Rulebook, rule: str, found: Windows, others: list[Otherwise]
) -> dict[str, Any]:
    return {
        "rule": rule,
        "from": found[0].start.isoformat(),
        "to": found[-1].end.isoformat(),
        "readings": dict(book.readings),
        "windows": [one.to_dict() for one in found],
        "contested": [
            {
                "reading": one.reading,
                "choice": one.choice,
                "windows": [each.to_dict() for each in one.windows],
            }
            for one in others
        ],
    }
