"""Laws that rules of every kind keep, whatever a pack's author writes.

Random packs and cases, those of the differential tests; nothing here knows what the
right answer is.
"""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.grounds import Availability, Obligation, Permit, Status
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.program import Rule
from tests.differential.random_packs import Author, CaseMaker, Pack

DEEP = os.environ.get("TELCORULES_DEEP") == "1"
PACKS, CASES = (40, 60) if DEEP else (5, 12)
SPAN = (date(2015, 1, 1).toordinal(), date(2028, 1, 1).toordinal())
FINAL: frozenset[Any] = frozenset(
    {
        *(Status.MET, Status.LATE, Status.OVERDUE, Status.NOT_IN_FORCE),
        *(Permit.PREMATURE, Permit.EXERCISED, Permit.NOT_IN_FORCE),
        *(Obligation.OWED, Obligation.MET, Obligation.NONE, Obligation.NOT_IN_FORCE),
    }
)
"""What no further fact changes, where the day that governs stays as it is."""

Question = tuple[dict[str, Any], date, dict[str, str]]


@cache
def pack(number: int) -> tuple[Pack, Rulebook]:
    made = Author(f"law {number}").pack()
    with TemporaryDirectory() as folder:
        return made, telcorules.load(made.save(Path(folder) / "pack"))


@cache
def questions(number: int) -> list[Question]:
    maker = CaseMaker(f"law {number}", SPAN)
    return [maker.question() for _ in range(CASES)]


def every(number: int) -> Iterator[tuple[Rulebook, Question, Random]]:
    """Yield each question to a pack, and a source of chance."""
    chance = Random(f"chance {number}")  # noqa: S311 - reproducible, not secret
    for question in questions(number):
        yield pack(number)[1].under(question[2]), question, chance


@pytest.mark.parametrize("number", range(PACKS))
class TestKnowingMore:
    """Further facts settle what was open, and turn nothing that was settled."""

    def pairs(self, number: int) -> Iterator[tuple[Rule, Any, Any]]:
        for book, (facts, as_of, _), chance in every(number):
            for rule in book.program.rules.values():
                kept = {rule.governed_by.name} if rule.governed_by else set()
                less = {
                    name: value
                    for name, value in facts.items()
                    if f"thing.{name}" in kept or chance.random() < 0.7
                }
                asked = ({"thing": less}, {"thing": facts})
                before, after = (
                    book.evaluate(rule.id, case, as_of=as_of) for case in asked
                )
                yield rule, before, after

    def test_keeps_what_is_settled(self, number: int) -> None:
        turned = [
            (before, after)
            for _, before, after in self.pairs(number)
            if (status := getattr(before, "status", None)) in FINAL
            and after.status is not status
        ]
        assert turned == []

    def test_narrows_the_bounds(self, number: int) -> None:
        for rule, before, after in self.pairs(number):
            if rule.kind in ("deadline", "permission") and before.dates and after.dates:
                assert before.dates.earliest <= after.dates.earliest
                if not getattr(before, "open_ended", False):
                    assert not getattr(after, "open_ended", False)
                    assert after.dates.latest <= before.dates.latest

    def test_drops_candidates_and_adds_none(self, number: int) -> None:
        for rule, before, after in self.pairs(number):
            if rule.kind == "choice":
                assert values(after) <= values(before)
                if before.value is not None:
                    assert after.value == before.value

    def test_keeps_open_what_was_open(self, number: int) -> None:
        """A choice that takes the first row may still decide for one before."""
        for rule, before, after in self.pairs(number):
            if rule.kind == "choice" and rule.pick != "first":
                assert open_(before) <= open_(after)

    def test_keeps_the_value_of_an_amount(self, number: int) -> None:
        for rule, before, after in self.pairs(number):
            if rule.kind == "amount" and before.value is not None:
                assert after.value == before.value


def values(result: Any) -> set[str]:
    return {one.value for one in result.candidates}


def open_(result: Any) -> set[str]:
    return {one.value for one in result.candidates if one.state is Availability.OPEN}


@pytest.mark.parametrize("number", range(PACKS))
class TestTheSameQuestion:
    """Has the same answer: in whatever order, by whichever call, in every thread."""

    def test_in_another_order_of_facts(self, number: int) -> None:
        for book, (facts, as_of, _), chance in every(number):
            names = chance.sample(list(facts), len(facts))
            shuffled = {name: facts[name] for name in names}
            texts = [
                book.decide({"thing": each}, as_of=as_of).to_json()
                for each in (facts, shuffled)
            ]
            assert texts[0] == texts[1]

    def test_asked_of_one_rule_or_of_all(self, number: int) -> None:
        for book, (facts, as_of, _), _chance in every(number):
            decision = book.decide({"thing": facts}, as_of=as_of)
            alone = {
                name: book.evaluate(name, {"thing": facts}, as_of=as_of)
                for name in decision
            }
            assert dict(decision.results) == alone

    def test_after_a_round_trip_of_the_case(self, number: int) -> None:
        for book, (facts, as_of, _), _chance in every(number):
            case = book.case({"thing": facts})
            again = book.case(json.dumps(case.to_dict()))
            texts = [book.decide(one, as_of=as_of).to_json() for one in (case, again)]
            assert texts[0] == texts[1]
            assert json.loads(texts[0]) == book.decide(case, as_of=as_of).to_dict()

    def test_of_a_pack_whose_rules_stand_in_another_order(
        self, number: int, tmp_path: Path
    ) -> None:
        made, book = pack(number)
        folder = made.save(tmp_path / "pack")
        for path in sorted(folder.glob("*.n*.yaml")):
            path.rename(folder / f"z-{len(path.name)}-{path.name[::-1]}.yaml")
        other = telcorules.load(folder)
        assert list(other.program.rules) != list(book.program.rules)
        for facts, as_of, _ in questions(number):
            decisions = [
                each.decide({"thing": facts}, as_of=as_of).to_dict()["results"]
                for each in (book, other)
            ]
            assert decisions[0] == decisions[1]

    def test_in_many_threads(self, number: int, tmp_path: Path) -> None:
        made, book = pack(number)
        expected = [asked(book, question) for question in questions(number)]
        fresh = telcorules.load(made.save(tmp_path / "pack"))
        several = [question for question in questions(number) for _ in range(4)]
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda one: asked(fresh, one), several))
        assert found == [text for text in expected for _ in range(4)]


def asked(book: Rulebook, question: Question) -> str:
    facts, as_of, _ = question
    results = book.decide({"thing": facts}, as_of=as_of).to_dict()["results"]
    return json.dumps(results, ensure_ascii=False)
