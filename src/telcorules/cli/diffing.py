"""`diff`: what an edit of a pack changes in the world."""

from pathlib import Path
from typing import Final

from telcorules.cli import options, pack_options
from telcorules.cli.outputs import emit, show, show_json
from telcorules.cli.pack_options import Layout
from telcorules.errors import Problem, RequestError
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.bilingual import Language
from telcorules.render.effects import diff_page
from telcorules.render.markdown import as_markdown
from telcorules.review.diffing import diff as packs_diff

BUNDLED: Final = "bundled"
DIFFERENT: Final = 1


def diff(
    old: pack_options.OldPack,
    new: pack_options.NewPack,
    *,
    output: pack_options.Laid = Layout.TEXT,
    lang: options.Lang = Language.ZH,
    strict: pack_options.AlsoText = False,
) -> int:
    """Tell what an edit changes 效果对比: outcomes that flip, dates that move.

    \b
      telcorules diff rules-2025 rules-2026
      telcorules diff bundled my-rules --format markdown --lang en
      telcorules diff bundled bundled+my-company

    A pack is a folder, or `bundled`; packs laid over it follow after a +.
    Exit codes: 0 no difference, or of words and citations alone; 1 differences.
    """  # noqa: D301 - \b keeps the lines of the examples
    books = _book(old), _book(new)
    found = packs_diff(*books)
    disclaimer = books[1].program.disclaimer
    told = found.to_dict()
    told["old"]["given"], told["new"]["given"] = old, new
    match output:
        case Layout.JSON:
            show_json(told, disclaimer)
        case Layout.MARKDOWN:
            emit(as_markdown(diff_page(told, lang, disclaimer)))
        case _:
            show(diff_page(told, lang, disclaimer))
    only_text = bool(found.words or found.citations) and strict
    return DIFFERENT if found.differs or only_text else 0


def _book(text: str) -> Rulebook:
    first, *others = text.split("+")
    if not all((first, *others)):
        hint = "write rules, or bundled+my-company"
        raise RequestError(Problem("TR672", f"`{text}` names no pack", hint))
    base = None if first == BUNDLED else Path(first)
    return load(base, extend=[Path(one) for one in others])
