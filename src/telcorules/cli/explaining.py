"""`explain`: a rule in words beside its source, and why a case meets it or not."""

from datetime import date
from typing import Any

from telcorules.cli import options
from telcorules.cli.inputs import open_book, parse_day, read_case, today
from telcorules.cli.options import Format, Unannounced
from telcorules.cli.outputs import show, show_json
from telcorules.evaluation.context import Context
from telcorules.evaluation.grounds import NotAtHand, pick
from telcorules.language.program import Gap, Rule
from telcorules.render.bilingual import Language
from telcorules.render.explanations import Question, explanation_page
from telcorules.render.proofs import proof_dict
from telcorules.render.reads import governing_day
from telcorules.render.rules import clauses, proofs
from telcorules.render.words import Phrasing


def explain(
    rule: options.RuleId,
    case: options.MaybeCaseFile = None,
    *,
    as_of: options.AsOf = None,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
    pack: options.Pack = None,
    extend: options.Extend = None,
    reading: options.Readings = None,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
    known_at: options.KnownAt = None,
) -> int:
    """Explain a rule in words 解释, beside its source; with a case, why.

    \b
      telcorules explain appeal.admission
      telcorules explain appeal.admission case.yaml --as-of 2026-11-21 --lang en
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, reading, notice, unannounced, known_at=known_at)
    known = pick(book.program.rules, rule, "rule")
    context = Context(book.program, book.calendar, dict(book.readings))
    question = None
    if case is not None:
        facts, day = read_case(book, case), parse_day(as_of) or today()
        asked = governing_day(known, facts, day.toordinal())
        found = proofs(known, facts, asked, day.toordinal(), context)
        question = Question(asked, found)
    if output is Format.JSON:
        show_json(explained(known, context, question), book.program.disclaimer)
    else:
        show(explanation_page(known, context, lang, question))
    return 0


def explained(
    rule: Rule, context: Context, question: Question | None
) -> dict[str, Any]:
    """Return a rule's explanation in JSON types."""
    return {
        "rule": rule.id,
        "kind": rule.kind,
        "title": rule.title.to_dict(),
        "governed_by": rule.governed_by and rule.governed_by.name,
        "under": rule.under,
        "readings": context.readings,
        "asked_on": question and date.fromordinal(question.day).isoformat(),
        "versions": [
            {
                "from": version.start.isoformat(),
                "until": version.until and version.until.isoformat(),
                "clauses": [one.to_dict() for one in clauses(version, rule, context)],
            }
            for version in rule.versions
        ],
        "not_at_hand": [_gap(one) for one in rule.gaps],
        "proofs": {
            name: proof_dict(proof, Phrasing(context))
            for name, proof in (question.proofs if question else {}).items()
        },
    }


def _gap(gap: Gap) -> dict[str, Any]:
    """Return days for which there is law whose text isn't at hand, in JSON types."""
    return NotAtHand(gap.start, gap.until, gap.basis, gap.note).to_dict()
