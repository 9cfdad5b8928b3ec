"""`docs`: a page for every rule and instrument of a pack, written to a folder."""

from collections.abc import Mapping
from pathlib import Path

from telcorules.cli import options, pack_options
from telcorules.cli.inputs import open_book
from telcorules.cli.options import Unannounced
from telcorules.cli.outputs import show
from telcorules.errors import Problem, RequestError
from telcorules.evaluation.context import Context
from telcorules.evaluation.rulebook import Rulebook
from telcorules.handbook.pages import handbook
from telcorules.language.packs import scenario_files
from telcorules.render.bilingual import Language
from telcorules.render.page import Foot, Headline, Piece, Tone
from telcorules.review.scenarios import Scenario, read_scenarios


def docs(
    folder: pack_options.Folder = None,
    *,
    output: pack_options.PagesOut,
    lang: options.Lang = Language.ZH,
    extend: options.Extend = None,
    reading: options.Readings = None,
) -> int:
    """Write the handbook 规则手册 of a pack: a page a rule and a law, with drawings.

    \b
      telcorules docs -o handbook
      telcorules docs my-pack -o handbook --lang en
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(folder, extend, reading, None, Unannounced.PRINCIPLE)
    pages = bound(book, lang)
    _write(output, pages)
    count, notice = len(pages), book.program.disclaimer
    written = lang.say(f"写了{count}个文件", f"Files written: {count}")
    title = Headline(Piece(written, Tone.GOOD), f"{output / 'index.md'}")
    show((title, Foot((lang.of(notice),))))
    return 0


def bound(book: Rulebook, language: Language) -> Mapping[str, str]:
    """Return the pages of a book's packs, by the names of their files.

    Raises:
        PackError: A worked case beside the rules can't be read.
    """
    context = Context(book.program, book.calendar, dict(book.readings))
    return handbook(context, _scenarios(book), language)


def _scenarios(book: Rulebook) -> list[Scenario]:
    return [
        one
        for folder in book.folders
        for path in scenario_files(folder)
        for one in read_scenarios(path, folder)
    ]


def _write(folder: Path, pages: Mapping[str, str]) -> None:
    """Write pages below a folder; others that are there already stay.

    Raises:
        RequestError: One can't be written.
    """
    for name, text in pages.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            what = f"`{path}` can't be written: {why}"
            raise RequestError(Problem("TR634", what, "name another folder")) from None
