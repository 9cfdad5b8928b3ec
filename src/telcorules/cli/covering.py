"""`test --coverage`: how much of the law the scenarios test."""

from collections.abc import Sequence
from typing import Any

from telcorules.cli.options import Format
from telcorules.cli.outputs import show, show_json
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.bilingual import Language
from telcorules.render.law_coverage import Tested, law_coverage_page
from telcorules.review.law_coverage import (
    WORDS,
    Article,
    Covered,
    by_article,
    cover,
    share,
)
from telcorules.review.scenarios import Scenario


def show_coverage(
    book: Rulebook,
    scenarios: Sequence[Scenario],
    fail_under: float | None,
    output: Format,
    lang: Language,
) -> int:
    """Show which articles and conditions some scenarios test; return the exit code."""
    covered = cover(book, scenarios)
    articles, percent = by_article(covered), share(covered)
    if output is Format.JSON:
        show_json(_listed(articles, covered, percent), book.program.disclaimer)
    else:
        told = [(one.cited, [_tested(c) for c in one.covered]) for one in articles]
        show(law_coverage_page(told, percent, lang, book.program.disclaimer))
    return int(fail_under is not None and percent < fail_under)


def _tested(covered: Covered) -> Tested:
    return Tested(
        rule=covered.point.rule.id,
        since=covered.point.version.start.isoformat(),
        point=covered.point.name,
        counts={WORDS[truth]: len(names) for truth, names in covered.met.items()},
        missing=covered.missing,
    )


def _listed(
    articles: Sequence[Article], covered: Sequence[Covered], percent: float
) -> dict[str, Any]:
    return {
        "share": round(percent, 2),
        "conditions": len(covered),
        "complete": sum(not one.missing for one in covered),
        "articles": [
            {
                "instrument": one.instrument,
                "article": one.number,
                "conditions": [each.to_dict() for each in one.covered],
            }
            for one in articles
        ],
    }
