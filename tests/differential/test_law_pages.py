"""The bundled rules against `law`, the same law transcribed a second time.

``TELCORULES_DEEP=1`` asks more than the gate; ``python -m
tests.differential.test_law_pages CASES SEED`` asks as many as one likes.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.rulebook import Rulebook
from tests.differential import oracle, oracle_kinds
from tests.differential.law import pages
from tests.differential.law.words import Admission
from tests.differential.oracle import NOT_YET, both, opposite
from tests.differential.oracle_days import Doubtful
from tests.differential.oracle_facts import Asked, truth
from tests.differential.oracle_limits import permit, standing
from tests.differential.random_facts import Maker, read_by
from tests.differential.written_rules import Rule

OF_THE_CONTRACT = (
    "appeal.admission",
    "appeal.materials",
    "appeal.venue",
    "report.venue",
)
CASES = 3_000 if os.environ.get("TELCORULES_DEEP") == "1" else 40
READINGS = [
    {"duty-rollover": roll, "time-bar-rollover": "roll", "local-regulation": local}
    for roll in ("roll", "strict")
    for local in ("national", "local")
]


@cache
def rulebook(number: int) -> Rulebook:
    return telcorules.load().under(READINGS[number])


def by_the_pages(rule: Rule | Admission, asked: Asked) -> dict[str, Any]:
    """Return what the transcription answers; days as ordinals, moments as they are."""
    if isinstance(rule, Admission):
        return {"outcome": admitted(rule, asked)}
    if rule.kind in ("deadline", "permission"):
        found = (standing if rule.kind == "deadline" else permit)(rule, asked)
        told = found.told()
        kept = ("status", "earliest", "latest", "firm")
        return {name: told[name] for name in kept} | {"due": found.summary[1]}
    if rule.kind == "amount":
        owed = oracle_kinds.payable(rule, asked)
        return {"status": owed.status, "value": owed.value}
    if rule.kind == "choice":
        chosen = oracle_kinds.choice(rule, asked)
        return {"outcome": chosen["outcome"], "value": chosen["value"]}
    if rule.kind == "checklist":
        return {"complete": oracle_kinds.checklist(rule, asked)["complete"]}
    return {"status": oracle_kinds.owed(rule, asked).status}


def admitted(rule: Admission, asked: Asked) -> str:
    """Return the outcome on the day that governs; as_of where that is none."""
    day = asked.day(rule.governed_by)
    on = asked.as_of if day in (None, NOT_YET) else date.fromordinal(day or 0)
    if on < rule.start:
        return "not-in-force"
    there = replace(asked, facts={**asked.facts, "asked": on})
    holding = [truth(one, there) for one in rule.require]
    newer = (one for start, one in rule.newer_bar if on >= start)
    holding += [opposite(truth(one, there)) for one in (*rule.bar, *newer)]
    words = {True: "admissible", False: "inadmissible", None: "undetermined"}
    return words[both(*holding)]


def by_the_engine(kind: str, result: Any) -> dict[str, Any]:
    if kind in ("deadline", "permission"):
        due = result.due if kind == "deadline" else result.opens
        days = {"earliest": result.earliest, "latest": result.latest, "due": due}
        return {
            "status": result.status.value,
            "firm": result.firm,
            **{name: _plain(day) for name, day in days.items()},
        }
    if kind == "amount":
        value = None if result.value is None else str(result.value)
        return {"status": result.status.value, "value": value}
    if kind == "checklist":
        return {"complete": result.complete}
    if kind == "admission":
        return {"outcome": result.outcome.value}
    if kind == "choice":
        return {"outcome": result.outcome.value, "value": result.value}
    return {"status": result.status.value}


def _plain(day: date | None) -> Any:
    return day.toordinal() if type(day) is date else day


def asked_of(case: telcorules.Case, as_of: date, number: int) -> Asked:
    """Return a case as the oracle takes it: every fact by its whole name."""
    facts = {one.name: _stated(case[one.name]) for one in case.vocabulary.facts}
    stated = {name: value for name, value in facts.items() if value is not None}
    return Asked(stated, as_of, READINGS[number], pages.PARAMETERS)


def _stated(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def differences(rule: Rule | Admission, cases: int, seed: str = "") -> Iterator[Any]:
    """Yield every question about a rule on which the engine and the pages differ."""
    maker, random = Maker(f"{rule.name}{seed}"), Random(seed)  # noqa: S311
    bundled = telcorules.load().program.rules[rule.name]
    assert read_by(bundled)
    for _ in range(cases):
        number = random.randrange(len(READINGS))
        book = rulebook(number)
        facts, as_of = maker.case(bundled, random.choice((1.0, 0.95, 0.8, 0.5)))
        case = book.case(facts)
        try:
            theirs = by_the_pages(rule, asked_of(case, as_of, number))
        except Doubtful:
            continue
        result = book.evaluate(rule.name, case, as_of=as_of)
        ours = by_the_engine(rule.kind, result)
        if ours != theirs:
            yield facts, as_of, READINGS[number], ours, theirs


UNTRANSCRIBED = {
    "evidence",  # advice on what to bring, of the commissioning documents
    "route",  # ways and their order, ditto; `test_route` has its laws
    "stage",  # ours: where a case stands; `test_stage`
    "appeal.next-step",  # what follows of several rules at once
    "appeal.remedies",  # whether conduct can be challenged is the caller's to say
    "local.hotline-limit",  # words for `local.hotline-answer`
    "operator.agent-complaint",  # letter 185: who answers for whom, no day
    "operator.respondent",  # ditto
    "service.disputed-records",  # the other side of `service.records-deletion`
    "service.fault-notice",  # follow `service.fault-repair` by an hour that only
    "service.fault-rent-waiver",  # the caller knows
}


def test_every_rule_is_transcribed_or_known_not_to_be() -> None:
    by_contract = {*oracle.DEADLINES, *OF_THE_CONTRACT}
    transcribed = {one.name for one in pages.RULES} | by_contract
    assert {*telcorules.load().program.rules} - transcribed == UNTRANSCRIBED


@pytest.mark.parametrize("rule", pages.RULES, ids=lambda rule: str(rule.name))
def test_the_engine_agrees_with_the_pages_of_the_law(rule: Rule | Admission) -> None:
    assert next(differences(rule, CASES), None) is None


def main(cases: int, seed: str) -> None:
    """Ask about every rule, print what differs and how many were asked."""
    each = -(-cases // len(pages.RULES))
    for rule in pages.RULES:
        found = next(differences(rule, each, seed), None)
        print(f"{rule.name}: {each:,} cases, {found or 'no difference'}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
