"""Chinese telecom complaint regulations as code: facts in, cited decisions out.

>>> import telcorules
>>> from datetime import date
>>> book = telcorules.load()
>>> case = book.case({"operator_complaint": {"filed_on": "2026-10-08"}})
>>> book.evaluate("operator.reply", case, as_of=date(2026, 11, 21)).due
datetime.date(2026, 10, 23)

Everything public is named in ``__all__`` and imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from telcorules import cases
    from telcorules.errors import (
        CalendarError,
        CaseError,
        PackError,
        Problem,
        RequestError,
        Span,
        TelcoRulesError,
    )
    from telcorules.evaluation.cures import Cures, Option
    from telcorules.evaluation.decisions import Decision
    from telcorules.evaluation.edges import Edge
    from telcorules.evaluation.grounds import Outcome, Presence, Selection, Status
    from telcorules.evaluation.loading import load
    from telcorules.evaluation.projections import Projection
    from telcorules.evaluation.questions import Question
    from telcorules.evaluation.results import Admission, Deadline
    from telcorules.evaluation.rulebook import Rulebook
    from telcorules.evaluation.schemas import json_schema
    from telcorules.evaluation.selections import Checklist, Choice
    from telcorules.evaluation.timelines import TimelineEntry
    from telcorules.evaluation.windows import Window
    from telcorules.foundation.lastdays import DueDate, due
    from telcorules.foundation.periods import Period, Unit
    from telcorules.foundation.workdays import WorkCalendar
    from telcorules.language.vocabulary import Case
    from telcorules.render.documents import (
        as_calendar,
        as_html,
        as_markdown,
        notice,
    )
    from telcorules.review.record_form import Record
    from telcorules.review.records import record, verify
    from telcorules.review.replays import Replay, replay
    from telcorules.version import __version__

_HOMES = {
    "__version__": "version",
    "Admission": "evaluation.results",
    "CalendarError": "errors",
    "Case": "language.vocabulary",
    "CaseError": "errors",
    "Checklist": "evaluation.selections",
    "Choice": "evaluation.selections",
    "Cures": "evaluation.cures",
    "Deadline": "evaluation.results",
    "Decision": "evaluation.decisions",
    "DueDate": "foundation.lastdays",
    "Edge": "evaluation.edges",
    "Option": "evaluation.cures",
    "Outcome": "evaluation.grounds",
    "PackError": "errors",
    "Period": "foundation.periods",
    "Presence": "evaluation.grounds",
    "Problem": "errors",
    "Projection": "evaluation.projections",
    "Question": "evaluation.questions",
    "Record": "review.record_form",
    "Replay": "review.replays",
    "RequestError": "errors",
    "Rulebook": "evaluation.rulebook",
    "Selection": "evaluation.grounds",
    "Span": "errors",
    "Status": "evaluation.grounds",
    "TelcoRulesError": "errors",
    "TimelineEntry": "evaluation.timelines",
    "Unit": "foundation.periods",
    "Window": "evaluation.windows",
    "WorkCalendar": "foundation.workdays",
    "as_calendar": "render.documents",
    "as_html": "render.documents",
    "as_markdown": "render.documents",
    "due": "foundation.lastdays",
    "json_schema": "evaluation.schemas",
    "load": "evaluation.loading",
    "notice": "render.documents",
    "record": "review.records",
    "replay": "review.replays",
    "verify": "review.records",
}

__all__ = [
    "Admission",
    "CalendarError",
    "Case",
    "CaseError",
    "Checklist",
    "Choice",
    "Cures",
    "Deadline",
    "Decision",
    "DueDate",
    "Edge",
    "Option",
    "Outcome",
    "PackError",
    "Period",
    "Presence",
    "Problem",
    "Projection",
    "Question",
    "Record",
    "Replay",
    "RequestError",
    "Rulebook",
    "Selection",
    "Span",
    "Status",
    "TelcoRulesError",
    "TimelineEntry",
    "Unit",
    "Window",
    "WorkCalendar",
    "__version__",
    "as_calendar",
    "as_html",
    "as_markdown",
    "cases",
    "due",
    "json_schema",
    "load",
    "notice",
    "record",
    "replay",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name == "cases":
        return import_module("telcorules.cases")
    if name not in _HOMES:
        raise AttributeError(f"module `telcorules` has no attribute `{name}`")
    value = getattr(import_module(f"telcorules.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
