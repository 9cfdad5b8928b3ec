"""`decide`: one case, one day, everything that the rules say of it."""

from collections.abc import Iterable
from typing import assert_never

from telcorules.cli import options
from telcorules.cli.inputs import key_of, open_book, parse_day, read_case, read_small
from telcorules.cli.options import Paper, Required, Unannounced
from telcorules.cli.outputs import emit, show
from telcorules.evaluation.context import Context
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Outcome, Selection
from telcorules.evaluation.obligations import Amount, Duty, Permission
from telcorules.evaluation.results import Admission, AnyResult, Deadline
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.selections import Checklist, Choice
from telcorules.render import documents
from telcorules.render.bilingual import Language
from telcorules.render.decisions import decision_page

CONTESTED = 1
"""The exit code for an answer that another reading would change, where told so."""

OPEN = 4
"""The exit code for an answer that is less sure than was required."""


def decide(
    case: options.CaseFile,
    *,
    as_of: options.AsOf = None,
    rule: options.Rules = None,
    output: options.PaperForm = Paper.TEXT,
    lang: options.Lang = Language.ZH,
    require: options.Require = None,
    strict: options.Uncontested = False,
    pack: options.Pack = None,
    extend: options.Extend = None,
    reading: options.Readings = None,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
    known_at: options.KnownAt = None,
    case_id: options.CaseKey = None,
    remind: options.Remind = None,
    previous: options.Previous = None,
) -> int:
    """Decide a case 评估: is it admissible, who is competent, what is due.

    \b
      telcorules decide case.yaml --as-of 2026-11-21
      telcorules decide case.json --format json --rule 'appeal.*'
      telcorules decide case.yaml --format html > decision.html
      telcorules decide case.yaml --format ics --case-id A-17 > A-17.ics
      echo '{"operator_complaint": {"filed_on": "2026-10-08"}}' |
        telcorules decide - --lang en --require determined
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, reading, notice, unannounced, known_at=known_at)
    facts = read_case(book, case)
    decision = book.decide(facts, as_of=parse_day(as_of), rules=rule or None)
    if output is Paper.ICS:
        key = case_id or key_of(case)
        before = read_small(previous) if previous else None
        days = remind or documents.REMIND
        emit(
            documents.as_calendar(
                decision, book, key=key, lang=lang, remind=days, previous=before
            )
        )
    else:
        _write(decision, book, output, lang)
    if strict and any(map(_is_contested, decision.results.values())):
        return CONTESTED
    asked = _asked(decision, rule)
    return 0 if all(sure(one, require) for one in asked) else OPEN


def _write(
    decision: Decision, book: Rulebook, output: Paper, language: Language
) -> None:
    """Write a decision in the form that was asked for."""
    match output:
        case Paper.JSON:
            emit(f"{decision.to_json()}\n")
        case Paper.TEXT:
            context = Context(book.program, book.calendar, dict(book.readings))
            show(decision_page(decision, context, language))
        case Paper.MARKDOWN:
            emit(documents.as_markdown(decision, book, lang=language))
        case _:
            emit(documents.as_html(decision, book, lang=language))


def _is_contested(result: AnyResult) -> bool:
    """Tell whether another reading would change an answer; of choices none tells."""
    return bool(getattr(result, "contested", ()))


def _asked(decision: Decision, rules: list[str] | None) -> Iterable[AnyResult]:
    """Return the answers that have to be sure: of the rules named, or the main one."""
    main = decision.results.get(decision.main_rule or "")
    return [main] if main and not rules else decision.results.values()


def sure(result: AnyResult, required: Required | None) -> bool:
    """Tell whether an answer is as sure as required.

    Determined is every answer but one that hangs on what nobody stated, or on a
    conflict of rules; firm is a determined one whose date no notice can still move.
    """
    if required is None:
        return True
    match result:
        case Admission():
            return result.outcome is not Outcome.UNDETERMINED
        case Choice():
            open_ = (Selection.UNDETERMINED, Selection.CONFLICT)
            return result.outcome not in open_
        case Checklist():
            return result.complete is not None or not result.in_force
        case Duty() | Amount():
            return result.status != "unknown"
        case Deadline() | Permission():
            enough = required is Required.DETERMINED or _firm(result)
            return result.status != "unknown" and enough
    assert_never(result)


def _firm(result: Deadline | Permission) -> bool:
    """Tell whether no notice, and no fact, can still move a date."""
    if isinstance(result, Deadline):
        return result.firm is not False
    return result.dates is None or result.dates.firm
