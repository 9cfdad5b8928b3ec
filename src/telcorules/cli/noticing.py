"""`notice`: drafts of an application, an acceptance, a refusal, a forwarding."""

from telcorules.cli import options
from telcorules.cli.inputs import open_book, parse_day, read_case
from telcorules.cli.options import Unannounced
from telcorules.cli.outputs import emit
from telcorules.render import documents
from telcorules.render.documents import NoticeForm


def notice(
    kind: options.Notice,
    case: options.CaseFile,
    *,
    as_of: options.AsOf = None,
    output: options.NoticePaper = NoticeForm.MARKDOWN,
    pack: options.Pack = None,
    extend: options.Extend = None,
    reading: options.Readings = None,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
) -> int:
    """Draft a notice 文书, in Chinese, with blanks for what the case doesn't state.

    One that the case doesn't support, such as an acceptance of what is inadmissible,
    isn't drafted, and the reason is told.

    \b
      telcorules notice application case.yaml > 申诉书.md
      telcorules notice refusal case.yaml --as-of 2026-11-21 --format html
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, reading, notice, unannounced)
    facts, day = read_case(book, case), parse_day(as_of)
    emit(documents.notice(book, kind, facts, as_of=day, form=output))
    return 0
