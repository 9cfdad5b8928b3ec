"""Decisions as documents: what the public face offers of all that is rendered."""

from typing import Final

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.law import Wording
from telcorules.render import html, markdown
from telcorules.render.bilingual import Language
from telcorules.render.sheets import decision_sheet

TITLE: Final = Wording("评估结论", "Assessment")


def as_markdown(decision: Decision, book: Rulebook, *, lang: str = "zh") -> str:
    r"""Return a decision as Markdown, with what to do next and the proof.

    Args:
        decision: What was decided.
        book: The rulebook that it was decided with.
        lang: ``zh`` or ``en``.

    Raises:
        RequestError: There is no such language.

    Examples:
        >>> from datetime import date
        >>> from telcorules import load
        >>> book = load()
        >>> decision = book.decide({}, as_of=date(2026, 11, 21))
        >>> print(as_markdown(decision, book, lang="en").partition("\n")[0])
        # Not determined yet
    """
    return markdown.as_markdown(decision_sheet(decision, book, language_of(lang)))


def as_html(decision: Decision, book: Rulebook, *, lang: str = "zh") -> str:
    """Return a decision as an HTML page that needs no other file and no network.

    The outcome, what to do next, the grounds, a picture of the days and a proof that
    folds. What is said bears the node of the proof that it tells of, in the attribute
    ``data-node``: a rule, ``rule/part``, or a ``fact:``, ``reading:``, ``caveat:`` or
    ``note:``.

    Args:
        decision: What was decided.
        book: The rulebook that it was decided with.
        lang: ``zh`` or ``en``.

    Raises:
        RequestError: There is no such language, or the extra ``html`` isn't
            installed.
    """
    language = language_of(lang)
    sheet = decision_sheet(decision, book, language)
    return html.as_html(sheet, language, language.of(TITLE))


def language_of(lang: str) -> Language:
    """Return a language by its code.

    Raises:
        RequestError: There is no such language.
    """
    if lang in tuple(Language):
        return Language(lang)
    what = f"there is no language `{lang}`"
    raise RequestError(Problem("TR651", what, "take zh or en"))
