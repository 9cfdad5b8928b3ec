"""What a projected day promises, held against every day on which its base can end."""

from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

import telcorules
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.projections import Projection, moment
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.vocabulary import Kind
from tests.unit.evaluation import written
from tests.unit.evaluation.test_chains import EXCLUDING, EXTENDED, FACTS

NOT_YET = "not-yet"
LIMITS = ["1 day", "9 days", "5 working days", "40 working days", "2 months"]
BUNDLED = [
    ["appeal.acceptance", "appeal.mediation", "local.chongqing-mediation"],
    ["local.zhejiang-metering-contest", "local.zhejiang-metering-check"],
    ["market.mediation", "market.mediation-notice"],
    ["petition.review-request", "petition.review"],
    ["petition.final-review-request", "petition.final-review"],
]


def version(start: date, until: date | None, limit: str, more: str) -> str:
    last = f"\n    until: {until}" if until else ""
    return (
        f"  - from: {start}{last}\n    since: step.taken_on\n    within: {limit}\n"
        f"    done: step.heard_on\n{more}    basis: [act art 1]\n"
    )


CHANGES = date(2026, 4, 15)


@cache
def book(base: str, older: str, newer: str, more: str) -> Rulebook:
    """Load two links; the law of the second changes on a day."""
    unit = newer.partition(" ")[2].removesuffix("s") + "s"
    more = more.replace("4 days", f"4 {unit}") if "day" in unit else ""
    head = "rule: step.hear\nkind: deadline\nactor: clerk\nversions:\n"
    hear = version(date(2020, 1, 1), CHANGES - timedelta(1), older, "")
    hear += version(CHANGES, None, newer, more)
    take = (
        "rule: step.take\nkind: deadline\nactor: clerk\nversions:\n"
        f"  - from: 2020-01-01\n    since: step.asked_on\n    within: {base}\n"
        "    done: step.taken_on\n    basis: [act art 1]\n"
    )
    with TemporaryDirectory() as folder:
        return written.book(Path(folder), steps=FACTS, take=take, hear=head + hear)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def completions(case: dict[str, Any], unknown: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the case with the unknown facts stated, in every way that matters."""
    found = []
    by_name = telcorules.load().program.vocabulary.by_name
    regions = [by_name[name].type.kind is Kind.REGION for name in unknown]
    options = [["500000", "440000"] if one else [True, False] for one in regions]
    for values in product(*options):
        whole = {section: dict(facts) for section, facts in case.items()}
        for name, value in zip(unknown, values, strict=True):
            section, _, fact = name.partition(".")
            whole.setdefault(section, {})[fact] = value
        found.append(whole)
    return found


def really(
    rulebook: Rulebook, decision: Decision, found: Projection, day: date
) -> list[Any]:
    """Return what the rule answers where its event happened on a day."""
    section, _, fact = found.event.partition(".")
    answers = []
    for case in completions(decision.case.to_dict(), found.unknown):
        case.setdefault(section, {})[fact] = day
        answers.append(rulebook.evaluate(found.rule, case, as_of=decision.as_of))
    return [one for one in answers if one.dates is not None]


def first_day(decision: Decision, found: Projection) -> date:
    """Return the first day on which the event can still happen."""
    told = decision.case[found.event] == NOT_YET
    trigger: date | None = decision[found.base].trigger
    return decision.as_of if told or trigger is None else trigger


def check(rulebook: Rulebook, decision: Decision) -> int:
    """Hold every projection against each day of its base; return how many."""
    held = 0
    for found in decision.projections:
        own = decision[found.rule]
        assert own.trigger is None
        assert own.dates is None
        base: Any = decision[found.base]
        if base.dates is None:
            (base,) = [p for p in decision.projections if p.rule == found.base]
        assert found.base_due == base.due
        if found.past:
            assert base.latest is not None
            assert base.latest < decision.as_of
            continue
        held += 1
        assert found.due is not None
        on_the_last = really(rulebook, decision, found, found.base_due)
        assert on_the_last != []
        assert all(moment(one.due) <= moment(found.due) for one in on_the_last)
        last = base.latest or found.base_due
        for day in days(first_day(decision, found), last):
            for one in really(rulebook, decision, found, day):
                if day <= found.base_due:
                    assert moment(one.due) <= moment(found.due)
                if found.latest is not None:
                    assert one.latest is not None
                    assert moment(one.latest) <= moment(found.latest)
        if found.firm:
            assert found.due == found.latest
        if base.firm is False or not all(one.firm for one in on_the_last):
            assert found.firm is False
    return held


class TestAProjectedDay:
    """A projected day is an upper end.

    Where the base is done on its last day, what follows ends on the projected day or
    before it; done on any earlier day, it doesn't end later. Nor can any notice still
    to come move it past `latest`. It is firm only where both base and rule are.
    """

    @given(data=st.data())
    def test_of_written_rules(self, data: st.DataObject) -> None:
        limits = st.sampled_from(LIMITS)
        rulebook = book(
            data.draw(limits),
            data.draw(limits),
            data.draw(limits),
            data.draw(st.sampled_from(["", EXTENDED, EXCLUDING, EXTENDED + EXCLUDING])),
        )
        around = st.dates(CHANGES - timedelta(20), CHANGES + timedelta(5))
        asked = data.draw(around | st.dates(date(2025, 6, 1), date(2027, 6, 1)))
        near = st.integers(0, 120).map(lambda n: (asked + timedelta(n)).isoformat())
        event = st.one_of(near, st.just(NOT_YET), st.none())
        facts = {
            "asked_on": asked.isoformat(),
            "taken_on": data.draw(st.sampled_from([NOT_YET, None])),
            "granted_on": data.draw(event),
            "paused_on": data.draw(event),
            "resumed_on": data.draw(event),
        }
        as_of = asked + timedelta(data.draw(st.integers(0, 30)))
        decision = rulebook.decide({"step": facts}, as_of=as_of, rules=["step.*"])
        check(rulebook, decision)

    @given(data=st.data())
    def test_of_bundled_rules(self, data: st.DataObject) -> None:
        rulebook = telcorules.load()
        rules = data.draw(st.sampled_from(BUNDLED))
        first = rulebook.program.rules[rules[0]].versions[-1]
        asked = data.draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
        case: dict[str, Any] = {}
        for event, day in ((first.since, asked.isoformat()), (first.done, NOT_YET)):  # type: ignore[attr-defined]
            section, _, fact = event.name.partition(".")
            case.setdefault(section, {})[fact] = day
        as_of = asked + timedelta(data.draw(st.integers(0, 20)))
        decision = rulebook.decide(case, as_of=as_of, rules=rules)
        held = check(rulebook, decision)
        assume(held)


def test_projections_are_held_at_all() -> None:
    rulebook = book("9 days", "2 months", "9 days", EXTENDED + EXCLUDING)
    facts = {"asked_on": "2026-04-10", "taken_on": NOT_YET}
    decision = rulebook.decide({"step": facts}, as_of=CHANGES, rules=["step.*"])
    assert check(rulebook, decision) == 1
