"""Which channels are open, against what admission says of the same case and day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import telcorules
from telcorules.evaluation.grounds import Availability, Outcome, Selection
from telcorules.evaluation.results import Admission
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.selections import Candidate, Choice, Closed
from tests.differential import oracle, random_cases
from tests.differential.random_cases import Maker

CASES = 900
Facts = dict[str, dict[str, Any]]
RECENT = (date(2023, 6, 10).toordinal(), date(2026, 12, 10).toordinal())
ONE_DAY = timedelta(days=1)
BOOKS = [telcorules.load().under(choices) for choices in oracle.ALL_READINGS]
TIMELY = ("complained-first", "unsatisfied-or-unanswered")
DECISIVE = ("telecom-service-dispute", *TIMELY)
ASIDE: dict[tuple[str, str], tuple[Any, ...]] = {
    ("channel", "beyond_telecom"): ("nothing", "trade", "content", "fraud", "postal"),
    ("channel", "unlawful_act"): (True, False),
    ("dispute", "arbitration_agreed"): (True, False),
    ("number", "for_fraud_risk"): (True, False),
    ("petition", "own_procedure"): (True, False),
    ("platform", "subject"): ("service-function", "trade", "finance", "other"),
}
"""Facts of the channels beside the appeal, and some of the words they take."""


@dataclass(frozen=True)
class Asked:
    """A case before its appeal, and what route and admission say of it on a day."""

    case: Facts
    as_of: date
    book: Rulebook
    route: Choice
    admission: Admission

    @property
    def state(self) -> Availability:
        """The state of the appeal, wherever it lies."""
        (state,) = {s for value, s in states(self) if known(value) == "appeal-body"}
        return state

    @property
    def parts(self) -> list[Candidate | Closed]:
        """All that route says, open or not."""
        return [*self.route.candidates, *(self.route.closed or ())]

    @property
    def opens(self) -> date | None:
        """The day on which the appeal opens, where route tells one."""
        days = (c.opens for c in self.route.closed or () if "appeal-body" in c.value)
        return next(days, None)


def drawn(seed: str) -> Iterator[tuple[Facts, date]]:
    """Yield cases before their appeal, each with the day asked about."""
    pick = Random(seed)  # noqa: S311 - reproducible, not secret
    for span in (RECENT, random_cases.AROUND_THE_END):
        maker = Maker(seed, span)
        for _ in range(CASES):
            case, as_of, _ = maker.question()
            case.setdefault("appeal", {})["filed_on"] = "not-yet"
            for (section, name), words in ASIDE.items():
                if pick.random() < 0.7:
                    case.setdefault(section, {})[name] = pick.choice(words)
            yield case, as_of


def ask(case: Facts, as_of: date, book: Rulebook) -> Asked:
    route = book.evaluate("route", case, as_of=as_of)
    admission = book.evaluate("appeal.admission", case, as_of=as_of)
    return Asked(case, as_of, book, route, admission)


@cache
def answers() -> list[Asked]:
    pick = Random("route")  # noqa: S311 - reproducible, not secret
    asked = (ask(case, on, pick.choice(BOOKS)) for case, on in drawn("route"))
    return [one for one in asked if one.route.outcome is not Selection.NOT_IN_FORCE]


def truths(admission: Admission) -> dict[str, bool | None]:
    return {one.id: one.value for one in admission.conditions}


def favourable(admission: Admission) -> bool:
    """Tell whether it's a telecom dispute, the time has come, and nothing bars it."""
    bars = [one.value for one in admission.conditions if one.role == "bar"]
    held = truths(admission)
    return all(held[name] is True for name in DECISIVE) and not any(
        value is not False for value in bars
    )


def placed(case: Facts) -> bool:
    return case.get("respondent", {}).get("province") is not None


class TestTheAppeal:
    """It is open from when its conditions hold until it is barred, and only then."""

    def test_is_met_in_every_state(self) -> None:
        assert {one.state for one in answers()} == set(Availability)

    def test_is_open_only_with_the_operator_complained_to_and_in_time(self) -> None:
        wrong = [
            one
            for one in answers()
            if one.state is Availability.OPEN and not favourable(one.admission)
        ]
        assert wrong == []

    def test_is_open_whenever_its_conditions_hold(self) -> None:
        wrong = [
            one
            for one in answers()
            if favourable(one.admission)
            and placed(one.case)
            and one.state is not Availability.OPEN
        ]
        assert wrong == []

    def test_is_barred_or_premature_only_where_it_would_be_refused(self) -> None:
        closed = (Availability.BARRED, Availability.PREMATURE)
        wrong = [
            one
            for one in answers()
            if one.state in closed and one.admission.outcome is not Outcome.INADMISSIBLE
        ]
        assert wrong == []

    def test_is_premature_only_before_its_time(self) -> None:
        wrong = [
            one
            for one in answers()
            if one.state is Availability.PREMATURE
            and all(truths(one.admission)[name] is not False for name in TIMELY)
        ]
        assert wrong == []

    def test_opens_on_the_day_told_and_not_a_day_before(self) -> None:
        told = [(one, one.opens) for one in answers() if one.opens]
        wrong = [
            (one, day)
            for one, day in told
            if not may_be_ripe(one, day) or may_be_ripe(one, day - ONE_DAY)
        ]
        assert (len(told) > 50, wrong) == (True, [])


def may_be_ripe(one: Asked, day: date) -> bool:
    """Tell whether, on a day, neither condition on the operator fails."""
    admission = one.book.evaluate("appeal.admission", one.case, as_of=day)
    return all(truths(admission)[name] is not False for name in TIMELY)


class TestAnyChannel:
    """It is told with a reason, once, in the same order, and knowing more keeps it."""

    def test_comes_with_a_reason_and_a_basis(self) -> None:
        bare = [
            part
            for one in answers()
            for part in one.parts
            if not (part.reason and part.basis and part.state)
        ]
        assert bare == []

    def test_is_listed_once(self) -> None:
        twice = [one for one in answers() if len(set(listed(one))) != len(listed(one))]
        assert twice == []

    def test_keeps_its_place(self) -> None:
        order = book_order()
        moved = [
            one
            for one in answers()
            if (
                places := [order.index(known(value)) for value in open_or_possible(one)]
            )
            != sorted(places)
        ]
        assert moved == []

    def test_is_decided_where_nothing_is_merely_possible(self) -> None:
        wrong = [
            one
            for one in answers()
            if (one.route.outcome is Selection.DECIDED)
            != all(c.state is Availability.OPEN for c in one.route.candidates)
        ]
        assert wrong == []

    def test_stays_open_or_closed_when_more_is_known(self) -> None:
        pick = Random("less")  # noqa: S311 - reproducible, not secret
        wrong = [
            (one.case, one.as_of, value)
            for one in answers()
            for value, less in states(ask(without(one.case, pick), one.as_of, one.book))
            for value_more, more in states(one)
            if value == value_more and not still(less, more)
        ]
        assert wrong == []


def listed(one: Asked) -> list[str]:
    return [part.value for part in one.parts]


def open_or_possible(one: Asked) -> list[str]:
    return [c.value for c in one.route.candidates]


def known(value: str) -> str:
    return "appeal-body" if value.startswith("appeal-body") else value


@cache
def book_order() -> list[str]:
    """The order of the channels in which a case without facts lists them."""
    candidates = BOOKS[0].evaluate("route", {}, as_of=date(2026, 11, 21)).candidates
    return list(dict.fromkeys(known(one.value) for one in candidates))


def without(case: Facts, pick: Random) -> Facts:
    kept = {
        section: {name: v for name, v in facts.items() if pick.random() < 0.7}
        for section, facts in case.items()
    }
    kept["appeal"] = {**kept["appeal"], "filed_on": "not-yet"}
    return kept


def states(one: Asked) -> list[tuple[str, Availability]]:
    return [(part.value, part.state) for part in one.parts if part.state]


def still(less: Availability, more: Availability) -> bool:
    """Tell whether more knowledge may turn one state into the other."""
    if less is Availability.POSSIBLE:
        return True
    if less is Availability.OPEN:
        return more is Availability.OPEN
    return more not in (Availability.OPEN, Availability.POSSIBLE)
