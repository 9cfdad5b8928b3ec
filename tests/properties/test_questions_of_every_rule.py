"""Asked in turn, the questions of every bundled rule settle its answer."""

import json
import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from random import Random
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.parts import in_a_word
from telcorules.language.vocabulary import Kind
from tests.differential.random_facts import Facts, Maker, read_by

CASES = 100 if os.environ.get("TELCORULES_DEEP") else 8
FEW = CASES // 4
SLOW = ("market.mediation",)
"""Days that don't count are counted one by one for every completion."""

BOOK = telcorules.load()
RULES = BOOK.program.rules


@cache
def interviews(rule: str) -> list[tuple[Facts, Facts, list[str], date]]:
    """Return what is known in the end, the whole, what was asked, and the day."""
    return list(_interviews(rule))


def _interviews(name: str) -> Iterator[tuple[Facts, Facts, list[str], date]]:
    rule, maker = RULES[name], Maker(f"interview {name}")
    kept = {rule.governed_by.name} if rule.governed_by else set()
    for _ in range(FEW if name in SLOW else CASES):
        whole, as_of = maker.case(rule, known=1.0)
        known, asked = maker.less(whole, kept), []
        while found := BOOK.questions(name, known, as_of=as_of):
            fact = found[0].fact
            asked.append(fact)
            known = told(known, fact, whole)
        yield known, whole, asked, as_of


def told(known: Facts, fact: str, whole: Facts) -> Facts:
    section, _, name = fact.partition(".")
    value = whole[section][name]
    return {**known, section: {**known.get(section, {}), name: value}}


def answer(rule: str, facts: Facts, as_of: date) -> Any:
    return in_a_word(BOOK.evaluate(rule, facts, as_of=as_of))


@pytest.mark.parametrize("rule", RULES)
class TestEveryRule:
    def test_is_settled_by_its_questions(self, rule: str) -> None:
        for known, whole, _, as_of in interviews(rule):
            assert answer(rule, known, as_of) == answer(rule, whole, as_of)

    def test_asks_each_fact_once_and_none_that_it_does_not_read(
        self, rule: str
    ) -> None:
        read = {fact.name for fact in read_by(RULES[rule])}
        for _, _, asked, _ in interviews(rule):
            assert len(asked) == len({*asked})
            assert {*asked} <= read

    def test_says_what_each_answer_leaves(self, rule: str) -> None:
        whole, as_of = Maker(rule).case(RULES[rule], known=0.5)
        for question in BOOK.questions(rule, whole, as_of=as_of):
            assert question.if_answered
            assert question.text.zh

    def test_answers_at_the_ends_of_time(self, rule: str) -> None:
        for facts, as_of in at_the_ends(rule):
            found = BOOK.questions(rule, facts, as_of=as_of)
            told = [question.to_dict() for question in found]
            assert json.loads(json.dumps(told)) == told
            if RULES[rule].kind == "admission":
                cures = BOOK.cures(rule, facts, as_of=as_of)
                assert json.loads(cures.to_json()) == cures.to_dict()


ENDS = ("0001-01-01", "1899-12-31", "2003-12-31", "2061-01-01", "9999-12-30")
DAYS = (date.min, date(2003, 12, 1), date(2061, 1, 5), date.max)


def at_the_ends(name: str) -> Iterator[tuple[Facts, date]]:
    """Yield half-filled cases of which some events lie where calendars end."""
    rule, maker = RULES[name], Maker(f"ends {name}")
    pick = Random(name)  # noqa: S311 - reproducible, not secret
    for _ in range(4):
        facts, as_of = maker.case(rule, known=0.6)
        for fact in read_by(rule):
            if fact.type.kind is Kind.EVENT and pick.random() < 0.4:
                section, _, short = fact.name.partition(".")
                facts.setdefault(section, {})[short] = pick.choice(ENDS)
        yield facts, pick.choice((as_of, *DAYS))
