"""The walked tree against the compiled functions, on everything a pack can say."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import pytest

import telcorules
from telcorules.evaluation.admission import AdmissionRule
from telcorules.evaluation.context import Context
from telcorules.evaluation.proof import Proof, Walker
from telcorules.evaluation.results import Admission
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language import nodes
from telcorules.language.compile import compile_values
from telcorules.language.nodes import Node
from telcorules.language.scope import DAYS
from telcorules.language.versions import ChecklistVersion, ChoiceVersion
from tests.differential import oracle, random_cases
from tests.differential.random_cases import Maker
from tests.unit.evaluation import written

TODAY = date(2026, 11, 21)
EXPRESSIONS = [
    "thing.good",
    "not thing.good",
    "thing.good and thing.fine",
    "thing.good or thing.fine or thing.begun_on < at",
    "thing.good if thing.fine else not thing.good",
    "thing.good if thing.fine else thing.good",
    "thing.begun_on < at",
    "thing.begun_on <= thing.ended_on",
    "thing.begun_on == thing.ended_on",
    "thing.begun_on != thing.ended_on",
    "thing.begun_on > at",
    "thing.begun_on >= at",
    "(thing.begun_on if thing.good else thing.ended_on) <= at",
    "happened(thing.begun_on)",
    "happened(thing.begun_on) and happened(thing.ended_on)",
    'thing.begun_on + "15 days" < thing.ended_on',
    'thing.begun_on - "1 month" <= thing.ended_on',
    'at > last_day(thing.begun_on, "15 days", roll=reading.duty_rollover)',
    'at <= last_day(thing.begun_on, "30 days", roll=reading.duty_rollover)',
    'at == last_day(thing.begun_on, "30 days", roll=reading.duty_rollover)',
    'at != last_day(thing.begun_on, "30 days", roll=reading.duty_rollover)',
    'at > last_day(thing.begun_on, "5 working days", roll=reading.duty_rollover)',
    (
        'last_day(thing.begun_on, "5 days", roll="strict") >= '
        'last_day(thing.ended_on, "10 days", roll="roll")'
    ),
    (
        'last_day(last_day(thing.begun_on, "30 days", roll="roll"), "10 days", '
        "roll=reading.duty_rollover) < at"
    ),
    'last_day(thing.begun_on, "30 days", roll="roll") + "2 days" < at',
    (
        'at > (last_day(thing.begun_on, "30 days", roll="roll") if thing.good else '
        'last_day(thing.ended_on, "5 working days", roll="roll"))'
    ),
    "at > last_day(thing.begun_on, slow_period, roll=reading.duty_rollover)",
    'reading.duty_rollover == "roll"',
    'thing.good if reading.duty_rollover == "roll" else thing.fine',
    'thing.colour == "red"',
    'thing.colour != "red"',
    'thing.colour in ["red"]',
    'thing.province == "440000"',
    '"440000" in thing.places',
    "len(thing.places) > 1",
    "thing.places[0] == thing.province",
    "thing.days[0] < at",
    "thing.days[1] < thing.begun_on",
    "thing.count + 1 > 3",
    "thing.count * 2 - 1 == 3",
    "min(thing.count, 2) == 2",
    "max(thing.count, 2) == 2",
    'thing.name == "x"',
    "1 < thing.count <= 3",
    "any_of(thing.good, thing.fine)",
    "all_of(thing.good, thing.fine)",
]
SLOW = """
    parameter: slow-period
    label: {zh: 慢, en: slow}
    values:
      - {from: 2020-01-01, value: 20 days, basis: [act art 1]}
    where:
      - reading: {duty-rollover: strict}
        if: thing.province == "440000"
        from: 2021-01-01
        value: 10 working days
        basis: [act art 1]
"""
RULE = """
    rule: thing.all
    kind: admission
    versions:
      - from: 2000-01-01
        let: {twice: thing.good and thing.fine}
        require:
          named: {if: twice, basis: [act art 1]}
"""


@cache
def book(choice: str) -> Rulebook:
    conditions = "".join(
        f"          c{number}:\n"
        f"            if: >-\n"
        f"              {text}\n"
        f"            basis: [act art 1]\n"
        for number, text in enumerate(EXPRESSIONS)
    )
    with TemporaryDirectory() as folder:
        return written.book(
            Path(folder) / "pack", slow=SLOW, all=RULE + conditions
        ).under({"duty-rollover": choice})


def things(seed: str) -> Iterator[dict[str, dict[str, Any]]]:
    """Yield cases of the small pack, dates about the end of the known calendar."""
    pick = Random(seed)  # noqa: S311 - reproducible, not secret
    base = date(2026, 12, 10).toordinal()

    def event() -> Any:
        day = base + pick.choice((0, 5, 7, 10, 20, 25, 30, 35, 40, 60, 13_000))
        return pick.choice((None, "not-yet", date.fromordinal(day).isoformat()))

    while True:
        yield {
            "thing": {
                "begun_on": event(),
                "ended_on": event(),
                "good": pick.choice((None, True, False)),
                "fine": pick.choice((None, True, False)),
                "province": pick.choice((None, "440000", "410000")),
                "places": pick.choice((None, ["410000"], ["410000", "440000"])),
                "days": [one for one in (event(), event()) if one],
                "count": pick.choice((None, 1, 2, 3)),
                "price": pick.choice((None, "1.50")),
                "name": pick.choice((None, "x", "y")),
                "colour": pick.choice((None, "red", "blue")),
            }
        }


def proofs(result: Admission) -> dict[str, Proof]:
    origin = result._origin
    assert isinstance(origin, AdmissionRule)
    return origin.proofs(result)


@pytest.mark.parametrize("choice", ["roll", "strict"])
def test_walked_and_compiled_conditions_agree(choice: str) -> None:
    cases = things(choice)
    wrong = []
    for day in range(60):
        as_of = date.fromordinal(date(2026, 12, 28).toordinal() + day)
        for _ in range(4):
            case = next(cases)
            result = book(choice).evaluate("thing.all", case, as_of=as_of)
            walked = [one.value for one in proofs(result).values()]
            wrong += [
                (one.id, one.value, value, case)
                for one, value in zip(result.conditions, walked, strict=True)
                if one.value is not value
            ]
    assert wrong == []


def test_every_expression_comes_out_both_ways() -> None:
    seen: dict[str, set[Any]] = {}
    for choice in ("roll", "strict"):
        cases = things("both ways")
        for day in range(0, 2000, 5):
            as_of = date.fromordinal(date(2026, 12, 12).toordinal() + day % 60)
            result = book(choice).evaluate("thing.all", next(cases), as_of=as_of)
            for one in result.conditions:
                seen.setdefault(one.id, set()).add(one.value)
    assert [name for name, values in seen.items() if not {True, False} <= values] == []


@pytest.mark.parametrize("readings", oracle.ALL_READINGS)
def test_bundled_conditions_are_proved_as_they_are_decided(
    readings: dict[str, str],
) -> None:
    bundled = telcorules.load(readings=readings)
    wrong = []
    for span in (random_cases.FIRM, random_cases.AROUND_THE_END):
        maker = Maker(str(readings), span)
        for _ in range(100):
            case, as_of, _ = maker.question()
            result = bundled.evaluate("appeal.admission", case, as_of=as_of)
            walked = tuple(one.value for one in proofs(result).values())
            if walked != result.truths:
                wrong.append((case, as_of, walked, result.truths))
    assert wrong == []


def as_walked(node: Node, value: Any) -> Any:
    """Return a compiled value as the walker writes it: a day is a pair of ordinals."""
    is_pair = isinstance(value, tuple)
    return (value, value) if node.type.kind in DAYS and not is_pair else value


class TestOtherRules:
    """Rows of choices and items of checklists are walked as they are compiled."""

    def test_bundled_values_agree(self) -> None:
        bundled = telcorules.load()
        context = Context(bundled.program, bundled.calendar, dict(bundled.readings))
        roots = [
            node
            for one in bundled.program.rules.values()
            for version in one.versions
            if isinstance(version, ChoiceVersion | ChecklistVersion)
            for node in version.nodes
        ]
        compiled = compile_values(roots, bundled.readings, bundled.calendar)
        maker = Maker("values", random_cases.FIRM)
        for _ in range(200):
            case, as_of, _ = maker.question()
            slots, day = bundled.case(case).slots, as_of.toordinal()
            walker = Walker(context, slots, day, day)
            walked = tuple(walker.value(root) for root in roots)
            pairs = zip(roots, compiled(slots, day, day), strict=True)
            assert walked == tuple(as_walked(*pair) for pair in pairs)

    def test_known_tells_what_is_stated(self, tmp_path: Path) -> None:
        checklist = """
            rule: thing.list
            kind: checklist
            versions:
              - from: 2020-01-01
                items:
                  day:
                    if: known(thing.begun_on)
                    basis: [act art 1]
                    missing: {zh: 日期, en: the day}
        """
        small = written.book(tmp_path / "pack", list=checklist)
        context = Context(small.program, small.calendar, dict(small.readings))
        (version,) = small.program.rules["thing.list"].versions
        (root,) = version.nodes
        told = []
        for stated in (None, "not-yet", "2026-01-05"):
            slots = small.case({"thing": {"begun_on": stated}}).slots
            value = Walker(context, slots, 1, 1).value(root)
            item = small.evaluate(
                "thing.list", small.case({"thing": {"begun_on": stated}})
            )
            told.append((value, item.items[0].state.value))
        assert told == [(False, "missing"), (True, "present"), (True, "present")]


class TestWaiting:
    """Only a notice that can still change the answer is waited for."""

    RULE = """
        rule: thing.waits
        kind: admission
        versions:
          - from: 2020-01-01
            require:
              asked:
                if: {expression}
                basis: [act art 1]
    """
    # Thirty days from here end about Spring Festival of 2027.
    FACTS: ClassVar[dict[str, Any]] = {"begun_on": "2027-01-06"}
    NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"

    def waits_for(self, folder: Path, expression: str, **facts: Any) -> Any:
        text = self.RULE.format(expression=expression)
        case = {"thing": {**self.FACTS, **facts}}
        result = written.book(folder / "pack", waits=text).evaluate(
            "thing.waits", case, as_of=date(2027, 2, 14)
        )
        (found,) = result.conditions
        return found.value, found.waits_for

    @pytest.mark.parametrize(
        ("good", "fine", "waits"),
        [
            (True, None, True),
            (None, None, True),
            (False, None, False),
            (None, True, True),
        ],
    )
    def test_a_branch_not_taken_is_not_waited_for(
        self, tmp_path: Path, good: object, fine: object, waits: object
    ) -> None:
        expression = (
            'at > last_day(thing.begun_on, "30 days", roll="roll") '
            "if thing.good else thing.fine"
        )
        told = self.waits_for(tmp_path, expression, good=good, fine=fine)
        assert told == (None, (self.NOTICE,) if waits else ())

    def test_of_a_day_chosen_the_other_is_not_waited_for(self, tmp_path: Path) -> None:
        expression = (
            'at > (last_day(thing.begun_on, "30 days", roll="roll") if thing.good '
            'else last_day(thing.ended_on, "10 days", roll="roll"))'
        )
        # The other one hangs on the notice for 2028.
        facts = {"good": True, "ended_on": "2028-01-12"}
        told = self.waits_for(tmp_path, expression, **facts)
        assert told == (None, (self.NOTICE,))

    def test_an_unknown_fact_beside_it_leaves_the_notice(self, tmp_path: Path) -> None:
        expression = (
            'thing.fine or at > last_day(thing.begun_on, "30 days", roll="roll")'
        )
        assert self.waits_for(tmp_path, expression) == (None, (self.NOTICE,))
        assert self.waits_for(tmp_path, expression, fine=True) == (True, ())

    def test_a_day_that_hangs_on_an_unknown_one_waits_for_nothing(
        self, tmp_path: Path
    ) -> None:
        expression = 'last_day(thing.begun_on, "30 days", roll="roll") < thing.ended_on'
        assert self.waits_for(tmp_path, expression) == (None, ())


class TestAProof:
    def test_holds_its_parts_with_their_values(self) -> None:
        case = {"dispute": {"settled": True, "settlement_performed": False}}
        result = telcorules.load().evaluate("appeal.admission", case, as_of=TODAY)
        proof = proofs(result)["settled-and-performed"]
        assert isinstance(proof.node, nodes.All)
        assert (proof.value, [(one.node.source, one.value) for one in proof.parts]) == (
            False,
            [("dispute.settled", True), ("dispute.settlement_performed", False)],
        )

    def test_shows_a_day_as_its_bounds(self) -> None:
        case = {"dispute": {"occurred_on": "2026-09-14", "nature": "charging"}}
        result = telcorules.load().evaluate(
            "appeal.admission", case, as_of=date(2027, 2, 15)
        )
        charging = proofs(result)["time-barred"].parts[1]
        days = [date.fromordinal(day) for day in charging.parts[1].value]
        assert days == [date(2027, 2, 14), date(2027, 2, 15)]
        assert charging.parts[1].settled_by == (
            "国务院办公厅关于2027年部分节假日安排的通知"
        )
