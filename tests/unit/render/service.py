"""The pack on a service of the fixtures: every kind of rule, shown."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from telcorules.evaluation.context import Context
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.bilingual import Language
from telcorules.render.decisions import decision_page
from telcorules.render.text import as_text

FOLDER = Path(__file__).parents[2] / "fixtures/service"
DAY = date(2026, 11, 21)
ZH, EN = Language.ZH, Language.EN


@cache
def book() -> Rulebook:
    """Load the pack on a service."""
    return load(FOLDER)


def context() -> Context:
    """Return its context."""
    return Context(book().program, book().calendar, dict(book().readings))


def context_of(rulebook: Rulebook, decision: Decision) -> Context:
    """Return what a decision was decided with."""
    readings = dict(decision.readings)
    return Context(rulebook.program, rulebook.calendar, readings)


def decided(
    case: Mapping[str, Any],
    rules: str | list[str] = "*",
    as_of: date = DAY,
    **readings: str,
) -> Decision:
    """Decide a case by some rules, with some readings chosen otherwise."""
    chosen = {name.replace("_", "-"): choice for name, choice in readings.items()}
    return book().under(chosen).decide(case, as_of=as_of, rules=rules)


def lines(
    decision: Decision,
    language: Language = ZH,
    width: int = 120,
    rulebook: Rulebook | None = None,
) -> list[str]:
    """Return a decision as lines of text, without the foot."""
    page = decision_page(decision, context_of(rulebook or book(), decision), language)
    return as_text(page[:-1], width=width, colour=False).splitlines()


def below(found: list[str], title: str, count: int) -> list[str]:
    """Return some lines below a title, or below what begins with it."""
    place = next(n for n, one in enumerate(found) if one.startswith(title))
    return found[place + 1 : place + 1 + count]
