"""A decision for the eye: its words, what to do next, the picture, and the proof."""

from telcorules.evaluation.context import Context
from telcorules.evaluation.cures import Cures
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Outcome
from telcorules.evaluation.questions import Question
from telcorules.evaluation.results import Admission
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.bilingual import Language
from telcorules.render.decisions import Extras, decision_page
from telcorules.render.page import Page
from telcorules.render.pictures import PictureView
from telcorules.render.reasons import ReasonsView
from telcorules.render.relevance import relevance
from telcorules.render.steps import StepsView


def decision_sheet(decision: Decision, book: Rulebook, language: Language) -> Page:
    """Return a decision as a page with everything that a file can hold.

    Args:
        decision: What was decided.
        book: The rules that it was decided with.
        language: The language of the page.
    """
    context = Context(book.program, book.calendar, dict(book.readings))
    asked, mended = _next(decision, book)
    steps = StepsView(context, language).blocks(decision, asked, mended)
    extras = Extras(
        steps=tuple(steps),
        figure=PictureView(context, language).figure(decision),
        reasons=tuple(ReasonsView(context, language).blocks(decision)),
    )
    return decision_page(decision, context, language, extras)


def _next(
    decision: Decision, book: Rulebook
) -> tuple[tuple[Question, ...], Cures | None]:
    """Return what to ask where the main answer is open, what mends it where it isn't.

    Nothing where the main rule wasn't asked, or the facts have nothing to do with it.
    """
    rule, day = decision.main_rule, decision.as_of
    main = relevance(decision, book.program).shown.get(rule or "")
    if not isinstance(main, Admission):
        return (), None
    if main.outcome is Outcome.UNDETERMINED:
        return book.questions(main.rule, decision.case, as_of=day), None
    if main.outcome is Outcome.INADMISSIBLE:
        return (), book.cures(main.rule, decision.case, as_of=day)
    return (), None
