"""Asked in turn, the questions of every bundled rule settle its answer."""

import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.parts import in_a_word
from tests.differential.random_facts import Facts, Maker, read_by

CASES = 100 if os.environ.get("TELCORULES_DEEP") else 8
BOOK = telcorules.load()
RULES = BOOK.program.rules


@cache
def interviews(rule: str) -> list[tuple[Facts, Facts, list[str], date]]:
    """Return what is known in the end, the whole, what was asked, and the day."""
    return list(_interviews(rule))


def _interviews(name: str) -> Iterator[tuple[Facts, Facts, list[str], date]]:
    rule, maker = RULES[name], Maker(f"interview {name}")
    kept = {rule.governed_by.name} if rule.governed_by else set()
    for _ in range(CASES):
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
