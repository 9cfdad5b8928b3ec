"""`cures`: what would make a case admissible, who can do it, and from which day."""

from telcorules.cli import options
from telcorules.cli.inputs import open_book, parse_day, read_case, today
from telcorules.cli.leading import main_rule
from telcorules.cli.options import Format, Unannounced
from telcorules.cli.outputs import show, show_json
from telcorules.evaluation.context import Context
from telcorules.render.bilingual import Language
from telcorules.render.cures import cures_page


def cures(
    case: options.CaseFile,
    *,
    rule: options.Rule = None,
    as_of: options.AsOf = None,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
    pack: options.Pack = None,
    extend: options.Extend = None,
    reading: options.Readings = None,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
) -> int:
    """Show what would make a case admissible 补救, or what bars it.

    \b
      telcorules cures case.yaml --as-of 2026-11-21
      telcorules cures case.json --rule market.admission --format json
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, reading, notice, unannounced)
    facts, name, day = read_case(book, case), rule or main_rule(book), parse_day(as_of)
    day = day or today()
    found = book.cures(name, facts, as_of=day)
    result = book.evaluate(name, facts, as_of=day)
    if output is Format.JSON:
        about = {"rule": name, "as_of": day.isoformat(), **result.summary}
        show_json({**about, **found.to_dict()}, book.program.disclaimer)
    else:
        context = Context(book.program, book.calendar, dict(book.readings))
        show(cures_page(found, result, context, lang))
    return 0
