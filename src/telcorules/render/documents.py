"""Decisions as documents: what the public face offers of all that is rendered."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.context import Context
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.law import Wording
from telcorules.render import html, ics, markdown
from telcorules.render.agenda import AgendaView
from telcorules.render.bilingual import Language
from telcorules.render.notices import TITLES, NoticeKind, notice_page
from telcorules.render.sheets import decision_sheet

REMIND: Final = (5, 1)
"""How many working days before a last day it is reminded of."""

E = TypeVar("E", bound=StrEnum)


class NoticeForm(StrEnum):
    """How a notice is written."""

    MARKDOWN = "markdown"
    HTML = "html"


TITLE: Final = Wording("评估结论", "Assessment")


def as_markdown(decision: Decision, book: Rulebook, *, lang: str = "zh") -> str:
    r"""Return a decision as Markdown, with what to do next and the proof.

    Args:
        decision: What was decided.
        book: The rulebook that it was decided with.
        lang: ``zh`` or ``en``.

    Raises:
        RequestError: There is no such language, or the decision was made with other
            rules, readings or holidays than the book has.

    Examples:
        >>> from datetime import date
        >>> from telcorules import load
        >>> book = load()
        >>> decision = book.decide({}, as_of=date(2026, 11, 21))
        >>> print(as_markdown(decision, book, lang="en").partition("\n")[0])
        # Not determined yet
    """
    language = language_of(lang)
    _check(decision, book)
    return markdown.as_markdown(decision_sheet(decision, book, language))


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
        RequestError: There is no such language, the decision was made with others
            than the book's rules, or the extra ``html`` isn't installed.
    """
    language = language_of(lang)
    _check(decision, book)
    sheet = decision_sheet(decision, book, language)
    return html.as_html(sheet, language, language.of(TITLE))


def as_calendar(  # noqa: PLR0913 - what a calendar is made of
    decision: Decision,
    book: Rulebook,
    *,
    key: str,
    lang: str = "zh",
    remind: Iterable[int] = REMIND,
    previous: str | bytes | None = None,
) -> str:
    """Return the days of a decision as an iCalendar file, ``.ics``.

    A day is a date without a zone: the same day in Shanghai and in Los Angeles. A day
    that isn't firm, or is only projected, is ``TENTATIVE``.

    Args:
        decision: What was decided.
        book: The rulebook that it was decided with.
        key: What tells the case from others, such as its number: the same case has to
            have the same key each time, as the names of its events hang on it.
        lang: ``zh`` or ``en``.
        remind: How many working days before a last day to remind of it.
        previous: The file made of the case before; what changed since is a revision,
            what is gone is cancelled.

    Raises:
        RequestError: There is no such language, a reminder isn't a positive number,
            the key is no line of words, `previous` is no calendar or another case's,
            no rule names a day, the decision was made with other rules than the
            book's, or the extra ``ics`` isn't installed.
    """
    language, ahead = language_of(lang), _positive(remind)
    _check(decision, book)
    if not _is_line(key):
        what, hint = "a calendar needs a key for its case", "give the case's number"
        raise RequestError(Problem("TR655", what, hint))
    context = Context(book.program, book.calendar, dict(book.readings))
    found = AgendaView(context, language).appointments(decision, ahead)
    sheet = ics.Sheet(
        key=key,
        pack=book.program.id,
        as_of=decision.as_of,
        language=language,
        appointments=tuple(found),
    )
    return ics.as_ics(sheet, previous)


def notice(
    book: Rulebook,
    kind: str,
    case: object,
    *,
    as_of: date | None = None,
    form: str = "markdown",
) -> str:
    """Return the draft of a notice, in Chinese, for a clerk to finish.

    Nothing is invented: what the case doesn't state is a blank, 【待填：…】.

    Args:
        book: The rules.
        kind: ``application``, ``acceptance``, ``refusal`` or ``forwarding``.
        case: The case, or what `Rulebook.case` reads.
        as_of: The day of the question; today in China where it is left out.
        form: ``markdown`` or ``html``.

    Raises:
        RequestError: The case doesn't support it, such as an acceptance of what is
            inadmissible; there is no such kind or form; or ``html`` isn't installed.
        CaseError: The case can't be read.
    """
    known = _one_of(kind, NoticeKind, "notice")
    _check_rulebook(book)
    made = notice_page(known, case, book, as_of)
    if _one_of(form, NoticeForm, "form of a notice") is NoticeForm.HTML:
        return html.as_html(made, Language.ZH, TITLES[known], letter=True)
    return markdown.as_markdown(made)


def _one_of(word: object, known: type[E], what: str) -> E:
    """Return a word as what it stands for, or say which there are."""
    if isinstance(word, str) and word in tuple(known):
        return known(word)
    hint = f"take {', '.join(known)}"
    raise RequestError(Problem("TR651", f"there is no {what} `{word}`", hint))


def _check(decision: object, book: Rulebook) -> None:
    """Refuse a decision that wasn't made with a rulebook."""
    _check_rulebook(book)
    if not isinstance(decision, Decision):
        what = f"`{type(decision).__name__}` is no decision"
        raise RequestError(Problem("TR612", what, "give what book.decide returned"))
    calendar = decision.calendar["sha256"], decision.calendar["unannounced"]
    made = decision.pack["sha256"], dict(decision.readings), *calendar
    own = book.calendar.sha256, book.calendar.unannounced
    if made != (book.program.sha256, dict(book.readings), *own):
        what = "the decision was made with other rules, readings or holidays"
        hint = "give the rulebook that decided it"
        raise RequestError(Problem("TR658", what, hint))


def _is_line(key: object) -> bool:
    """Tell whether something is one line of words."""
    return isinstance(key, str) and key.isprintable() and key.strip() == key != ""


def _check_rulebook(book: object) -> None:
    if not isinstance(book, Rulebook):
        what = f"`{type(book).__name__}` is no rulebook"
        raise RequestError(
            Problem("TR612", what, "give what telcorules.load() returned")
        )


def _positive(numbers: Iterable[int]) -> list[int]:
    """Return numbers of working days, all of them at least 1."""
    found = list(numbers)
    for one in found:
        if type(one) is not int or one < 1:
            what = f"`{one}` isn't a number of working days before a last day"
            raise RequestError(Problem("TR656", what, "take 1 or more"))
    return found


def language_of(lang: str) -> Language:
    """Return a language by its code.

    Raises:
        RequestError: There is no such language.
    """
    return _one_of(lang, Language, "language")
