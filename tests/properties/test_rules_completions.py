"""An open answer of the bundled admission is open because completions disagree.

Half-filled cases are completed in every way that can matter, and each completion is
judged by the plain oracle: true or false where all agree, unknown where they don't.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from random import Random
from typing import Any

import telcorules
from tests.differential import oracle, random_cases
from tests.differential.random_cases import CATEGORIES, NATURES, Maker

CASES = 250
READINGS = oracle.ALL_READINGS[0]

Facts = dict[str, dict[str, Any]]

BOOLS = {
    *oracle.REQUIRED.values(),
    *oracle.BARRED.values(),
    "dispute.settled",
    "dispute.settlement_performed",
    "operator_complaint.satisfied",
}
WORDS = {"respondent.category": CATEGORIES, "dispute.nature": NATURES}
EVENTS = (
    "operator_complaint.filed_on",
    "operator_complaint.replied_on",
    "dispute.occurred_on",
)
ALL = sorted({*BOOLS, *WORDS, *EVENTS})


def half_filled() -> Iterator[tuple[Facts, dict[str, Any], int]]:
    """Yield cases with a few gaps, the same read by the oracle, and the day asked."""
    pick = Random("gaps")  # noqa: S311 - reproducible, not secret
    maker = Maker("completions", random_cases.FIRM)
    for _ in range(CASES):
        case, _, _ = maker.question()
        at = pick.randint(random_cases.FIRM[0] + 60, random_cases.FIRM[1] - 60)
        filled = completed(case, pick, at)
        for gap in pick.sample(ALL, pick.choice((1, 2, 3))):
            section, name = gap.split(".")
            del filled[section][name]
        yield filled, oracle.read(filled), at


def completed(case: Facts, pick: Random, at: int) -> Facts:
    """Return the case with every fact of the admission, dated around a day."""
    filled = {section: dict(facts) for section, facts in case.items()}
    good = random_cases.GOOD
    for fact in ALL:
        section, name = fact.split(".")
        facts = filled.setdefault(section, {})
        if fact in BOOLS:
            facts.setdefault(name, pick.random() < 0.9)
            facts[name] = pick.choice((facts[name], good[section][name]))
        elif fact in WORDS:
            facts[name] = facts.get(name) or pick.choice(WORDS[fact])
        else:
            day = at - pick.choice((800, 300, 100, 40, 17, 5, 1, 0, -1))
            facts[name] = pick.choice(("not-yet", *[date.fromordinal(day)] * 5))
            facts[name] = str(facts[name])
    filled.setdefault("appeal", {})["filed_on"] = date.fromordinal(at).isoformat()
    return filled


def completions(facts: Mapping[str, Any], at: int) -> Iterator[dict[str, Any]]:
    """Yield every way to fill the gaps that can make a difference."""
    gaps = [fact for fact in ALL if fact not in facts]
    choices = [ways(gap, facts, at) for gap in gaps]
    for values in product(*choices):
        yield {**facts, **dict(zip(gaps, values, strict=True))}


def ways(gap: str, facts: Mapping[str, Any], at: int) -> tuple[Any, ...]:
    if gap in BOOLS:
        return (True, False)
    if gap in WORDS:
        return WORDS[gap]
    days = {at - 1000, at - 300, at - 40, at - 1, at, at + 1, at + 40}
    for other in EVENTS[:2]:
        known = facts.get(other, oracle.NOT_YET)
        if known < oracle.NOT_YET:
            days |= {known - 40, known, known + 1, known + 40}
    return (*sorted(days), oracle.NOT_YET)


def agreed(values: set[Any]) -> Any:
    return values.pop() if len(values) == 1 else None


def test_the_outcome_is_undetermined_only_where_completions_disagree() -> None:
    book = telcorules.load()
    wrong = []
    for case, facts, at in half_filled():
        outcomes = {
            oracle.outcome_of(oracle.conditions_at(one, at, READINGS))
            for one in completions(facts, at)
        }
        result = book.evaluate("appeal.admission", case, as_of=date.fromordinal(at))
        if result.outcome.value != (agreed(outcomes) or "undetermined"):
            wrong.append((result.outcome, case))
    assert wrong == []


def test_a_condition_is_unknown_only_where_completions_disagree() -> None:
    book = telcorules.load()
    wrong = []
    for case, facts, at in half_filled():
        truths = [
            oracle.conditions_at(one, at, READINGS) for one in completions(facts, at)
        ]
        result = book.evaluate("appeal.admission", case, as_of=date.fromordinal(at))
        for found in result.conditions:
            expected = agreed({one[found.id] for one in truths})
            if found.value is not expected:
                wrong.append((found.id, found.value, expected, case))
    assert wrong == []
