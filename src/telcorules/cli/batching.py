"""`batch`: a work list over many cases."""

import os
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from telcorules.cli import batch_options, options
from telcorules.cli.batch_options import Listing
from telcorules.cli.inputs import named, open_book, parse_day, today
from telcorules.cli.options import Unannounced
from telcorules.cli.outputs import complain_of, progress, show
from telcorules.cli.sinks import Sink, form_of
from telcorules.cli.sources import Source, opened
from telcorules.cli.spilling import Spilling
from telcorules.cli.tabling import decide_file, is_columns
from telcorules.cli.working import Order, Worked, Worker, worked
from telcorules.errors import CaseError, Problem, RequestError
from telcorules.evaluation.grounds import pick
from telcorules.foundation.periods import Period
from telcorules.language.columns import heading
from telcorules.render.bilingual import Language
from telcorules.render.worklist import Tally, WorkListView
from telcorules.review.worklist import Task

BAD_LINES: Final = 1
"""The exit code where a line couldn't be read as a case."""

UNNAMED: Final = "id"
"""What tells cases apart where nothing else was named; it may be missing."""

MOST_ROWS: Final = 200
"""How many rows are shown; all are written to a file."""


def batch(
    cases: batch_options.CasesFile,
    *,
    due_within: batch_options.DueWithin = None,
    as_of: options.AsOf = None,
    rule: options.Rules = None,
    file: batch_options.OutFile = None,
    output: batch_options.ListForm = Listing.TEXT,
    key: batch_options.KeyColumn = UNNAMED,
    skip: batch_options.Skipped = None,
    jobs: batch_options.Jobs = None,
    lang: options.Lang = Language.ZH,
    pack: options.Pack = None,
    extend: options.Extend = None,
    reading: options.Readings = None,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
) -> int:
    """Make a work list 工作清单 over many cases: what is late, what is due soon.

    \b
      telcorules batch cases.csv --due-within "5 working days"
      telcorules batch cases.xlsx -o list.xlsx --id 工单号 --as-of 2026-11-21
      telcorules batch cases.jsonl --format json --rule operator.reply
      telcorules batch cases.parquet -o answers.parquet --rule appeal.admission
    """  # noqa: D301 - \b keeps the lines of the examples
    if is_columns(cases):
        book = open_book(pack, extend, reading, notice, unannounced)
        day = parse_day(as_of) or today()
        return decide_file(book, cases, file, rule, day, skip or (), lang)
    form = _form(file, output, cases)
    with opened(cases) as source, Spilling[Task](_key) as found:
        order = Order(
            pack=pack,
            extend=tuple(extend or ()),
            reading=tuple(reading or ()),
            notice=tuple(notice or ()),
            unannounced=unannounced,
            as_of=parse_day(as_of) or today(),
            within=None if due_within is None else Period.parse(due_within),
            rules=tuple(rule) if rule else None,
            key=key,
            skipped=tuple(skip or ()),
            header=None if source.header is None else tuple(source.header),
        )
        _check_key(order)
        worker = _worker(order, source)
        label = lang.say("读入案件", "reading cases")
        results = worked(iter(source), order, worker, jobs or os.cpu_count() or 1)
        tally = _gathered(results, source, found, label)
        _written(found, tally, worker, form, file, lang)
    return BAD_LINES if tally.bad else 0


def _key(task: Task) -> object:
    return task.key


def _form(file: Path | None, output: Listing, cases: str) -> Listing:
    """Return what is written; a file says so by its name.

    Raises:
        RequestError: A workbook can't be printed, there is no folder for the file, or
            the cases would be overwritten.
    """
    if file is None and output is Listing.EXCEL:
        what, hint = "a workbook is a file", "write -o list.xlsx"
        raise RequestError(Problem("TR632", what, hint))
    if file is None:
        return output
    if not file.parent.is_dir():
        what = f"`{file}` can't be written: there is no folder `{file.parent}`"
        raise RequestError(Problem("TR634", what, "name another file"))
    if file.exists() and Path(cases).exists() and file.samefile(cases):
        what, hint = f"`{file}` holds the cases", "write the list to another file"
        raise RequestError(Problem("TR634", what, hint))
    return form_of(file)


def _check_key(order: Order) -> None:
    """Refuse a column that was named to tell cases apart, and that isn't there."""
    if order.header is not None and order.key != UNNAMED:
        pick(dict.fromkeys(map(heading, order.header)), order.key, "column")


def _worker(order: Order, source: Source) -> Worker:
    try:
        return Worker(order)
    except CaseError as error:
        problems = [named(one, source.shown) for one in error.problems]
        raise CaseError(problems) from None


def _gathered(
    results: Iterable[Worked], source: Source, found: Spilling[Task], label: str
) -> Tally:
    """Put the tasks in order, and say which lines can't be read, as they come."""
    read, bad, tasks = 0, 0, Counter[str]()
    with progress(label) as told:
        for one in results:
            for line, problems in one.bad:
                where = f"{source.shown}, line {line}"
                complain_of([named(each, where) for each in problems])
            found.add(one.tasks)
            read, bad = read + one.count, bad + len(one.bad)
            tasks.update(task.urgency.value for task in one.tasks)
            told(source.fraction, read)
    return Tally(read=read, bad=bad, tasks=tasks)


def _written(  # noqa: PLR0917 - as many as a list is made of
    found: Iterable[Task],
    tally: Tally,
    worker: Worker,
    form: Listing,
    file: Path | None,
    lang: Language,
) -> None:
    """Write the list where it was asked for; a file is told of on the terminal."""
    program, work = worker.book.program, worker.list
    sink = Sink(form, program, lang)
    if file is not None:
        sink.to_file(file, found)
    elif form is not Listing.TEXT:
        sink.to_output(found)
        return
    shown = [] if file else islice(found, MOST_ROWS)
    view = WorkListView(program, lang)
    show(view.page(shown, tally, work.as_of, work.until, str(file) if file else None))
