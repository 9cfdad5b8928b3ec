"""Tables: `sql`, and a file of columns for `batch`."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from telcorules import tables
from telcorules.cli import batch_options, options
from telcorules.cli.inputs import open_book, parse_day
from telcorules.cli.options import Unannounced
from telcorules.cli.outputs import complain, emit, progress
from telcorules.errors import Problem, RequestError
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.bilingual import Language

SUFFIX: Final = ".parquet"
"""What the name of a file of columns ends in."""

BAD_ROWS: Final = 1
"""The exit code where a row couldn't be read as a case."""


def sql(
    rule: batch_options.SqlRules,
    *,
    dialect: batch_options.SqlDialect,
    as_of: batch_options.SqlDay = None,
    table: batch_options.SqlTable = "cases",
    key: batch_options.SqlKey = "id",
    calendar: batch_options.SqlCalendar = None,
    pack: options.Pack = None,
    extend: options.Extend = None,
    reading: options.Readings = None,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
) -> int:
    """Print rules as SQL 规则的SQL, over a table of cases and the calendar's table.

    \b
      telcorules sql operator.reply --dialect duckdb
      telcorules sql appeal.admission --dialect postgres --calendar calendar.sql
      telcorules sql appeal.admission appeal.venue --dialect spark --table open
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, reading, notice, unannounced)
    rules = tables.RulesInSql(book, rule, dialect.value)
    if calendar is not None:
        rules.write_calendar(calendar)
    emit(rules.query(as_of=parse_day(as_of), table=table, key=key) + ";\n")
    return 0


def is_columns(cases: str) -> bool:
    """Tell whether a file of cases is one of columns."""
    return cases.lower().endswith(SUFFIX)


def decide_file(  # noqa: PLR0917 - as many as there is to say
    book: Rulebook,
    cases: str,
    target: Path | None,
    rules: Iterable[str] | None,
    as_of: date,
    skipped: Iterable[str],
    lang: Language,
) -> int:
    """Decide a file of columns into another, and say what came of it.

    Raises:
        RequestError: There is no file to write, or columns can't express a rule.
    """
    written = _to_be_written(target, cases)
    with progress(lang.say("推算案件", "deciding cases")) as told:
        done = tables.answer_file(
            book,
            Path(cases),
            written,
            as_of=as_of,
            rules=rules,
            skipped=skipped,
            told=told,
        )
    return _told(done, written, lang)


def _to_be_written(target: Path | None, cases: str) -> Path:
    if target is None or target.suffix.lower() != SUFFIX:
        what = "the answers for a file of columns are one themselves"
        raise RequestError(Problem("TR632", what, "write -o answers.parquet"))
    if target.exists() and Path(cases).exists() and target.samefile(cases):
        what, hint = f"`{target}` holds the cases", "write to another file"
        raise RequestError(Problem("TR634", what, hint))
    return target


def _told(done: "tables.Answered", target: Path, lang: Language) -> int:
    """Say what came of a file, and return the exit code."""
    rate = f"{done.rows / max(done.seconds, 1e-9):,.0f}"
    zh = f"{done.rows:,} 行已写入 {target}，每秒 {rate} 行。"
    en = f"{_rows(done.rows)} written to {target}, {rate} rows a second."
    emit(lang.say(zh, en) + "\n")
    if done.aside is None:
        return 0
    zh = f"{done.bad:,} 行无法读懂，连同原因写入 {done.aside}"
    en = f"{_rows(done.bad)} can't be read: see {done.aside}, each with the reason"
    complain(lang.say(zh, en))
    return BAD_ROWS


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
