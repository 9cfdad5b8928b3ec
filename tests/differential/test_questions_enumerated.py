"""Questions of random rules, against every completion tried one by one.

Events are tried on every day near the day asked about; what turns farther away is
taken from the engine, and judged all the same.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import Any

from hypothesis import assume, event, example, given, note
from hypothesis import strategies as st

from telcorules.errors import Span
from telcorules.evaluation.admission import AdmissionRule
from telcorules.evaluation.completions import CONDITIONS
from telcorules.evaluation.curing import cure
from telcorules.evaluation.inquiries import Inquiry
from telcorules.evaluation.questions import ask
from telcorules.foundation.law import Wording
from telcorules.language.program import Rule
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.language.vocabulary import Case, Fact, Kind
from tests.differential import random_expressions as random
from tests.differential.random_expressions import Texts, _in_turn, _joined

NEAR = 20
Facts = dict[str, Any]
FACTS = (
    *("claim.paid", "claim.heard", "claim.nature", "claim.province"),
    *("claim.filed_on", "claim.answered_on"),
)
CONTEXT = random.contexts()[0]
BY_NAME = CONTEXT.program.vocabulary.by_name

DAYS = st.sampled_from(
    [
        *("at", "claim.filed_on", "claim.answered_on", "due"),
        *('(claim.filed_on + "3 days")', '(claim.answered_on - "4 days")'),
        'last_day(claim.filed_on, "10 days", roll="roll")',
        'last_day(claim.answered_on, "5 working days", roll="strict")',
        'last_day(claim.filed_on + "2 days", "7 days", roll="roll")',
    ]
)
LEAVES = st.one_of(
    st.sampled_from(["claim.paid", "claim.heard", "happened(claim.filed_on)"]),
    _joined("claim.nature {} {}", random.EQUALITY, random.WORDS),
    _joined("claim.nature in [{}, {}]", random.WORDS, random.WORDS),
    _joined("claim.province {} {}", random.EQUALITY, st.just('"410000"')),
    _joined("({} {} {})", DAYS, random.ORDER, DAYS),
    _joined("days_between(claim.filed_on, at) {} {}", random.ORDER, random.WHOLES),
)


def conditions(depth: int) -> Texts:
    if depth == 0:
        return LEAVES
    inner = conditions(depth - 1)
    return st.one_of(
        LEAVES,
        _joined("not {}", inner),
        _joined("({} if {} else {})", inner, inner, inner),
        _in_turn("and", inner),
        _in_turn("or", inner),
    )


ROLES = st.sampled_from(["require", "bar"])


@st.composite
def rules(draw: st.DrawFn) -> AdmissionRule:
    """Draw an admission of a few conditions."""
    several = st.lists(st.tuples(ROLES, conditions(2)), min_size=1, max_size=3)
    return admission(draw(several))


def admission(several: Sequence[tuple[str, str]]) -> AdmissionRule:
    """Return an admission of some conditions."""
    made = tuple(
        Condition(f"c{number}", role, random.read(text, random.scope()), ())
        for number, (role, text) in enumerate(several)
    )
    ordered = tuple(sorted(made, key=lambda one: one.role, reverse=True))
    version = AdmissionVersion(
        start=date(1900, 1, 1), until=None, basis=(), conditions=ordered
    )
    title = Wording("规则", "a rule")
    span = Span("rule", 1, 1)
    rule = Rule(
        id="random",
        kind="admission",
        title=title,
        governed_by=None,
        versions=(version,),
        span=span,
    )
    return AdmissionRule(rule, CONTEXT)


@st.composite
def half_filled(draw: st.DrawFn) -> tuple[Facts, date]:
    """Draw what is known of the facts, and a day."""
    at = draw(st.dates(date(2018, 1, 1), date(2028, 1, 1)))
    known = draw(st.lists(st.sampled_from(FACTS), unique=True, max_size=4))
    values = {
        "claim.paid": st.booleans(),
        "claim.heard": st.booleans(),
        "claim.nature": random.NATURES,
        "claim.province": st.sampled_from(["410000", "440000"]),
        "claim.filed_on": near(at),
        "claim.answered_on": near(at),
    }
    return {name: draw(values[name]) for name in known}, at


def near(at: date) -> st.SearchStrategy[Any]:
    days = st.integers(-14, 6).map(lambda n: at + timedelta(days=n))
    return st.one_of(days, st.just("not-yet"))


def conditions_of(rule: AdmissionRule) -> tuple[Condition, ...]:
    (version,) = rule.rule.versions
    assert isinstance(version, AdmissionVersion)
    return version.conditions


def mattering(
    rule: AdmissionRule, asked: dict[Fact, list[Any]], case: Case, at: date
) -> tuple[set[str], set[str]]:
    """Return the facts of which two values lead apart, and all outcomes there are."""
    slots, day = list(case.slots), at.toordinal()
    ((_, _, judge),) = rule.judges
    outcomes: dict[tuple[Any, ...], str] = {}
    for values in product(*asked.values()):
        for fact, value in zip(asked, values, strict=True):
            slots[fact.slot] = value
        outcomes[values] = judge(slots, day, day)[0]  # type: ignore[arg-type]
    found = set()
    for place, fact in enumerate(asked):
        seen: dict[tuple[Any, ...], str] = {}
        for values, outcome in outcomes.items():
            others = (*values[:place], *values[place + 1 :])
            if seen.setdefault(others, outcome) != outcome:
                found.add(fact.name)
                break
    return found, set(outcomes.values())


class TestQuestionsOfRandomRules:
    """Just the facts are asked of which two values lead apart, all else the same.

    What was declined stays unknown. Where every completion leads to one outcome and
    the rule doesn't see it, something is asked; where all wait for a notice, or for
    what was declined, nothing is.
    """

    @given(rules(), half_filled(), st.sets(st.sampled_from(FACTS), max_size=2))
    def test_are_those_of_every_completion(
        self, rule: AdmissionRule, given_facts: tuple[Facts, date], declined: set[str]
    ) -> None:
        facts, at = given_facts
        note([f"{one.role} {one.node.source}" for one in conditions_of(rule)])
        case, inquiry = read(facts), Inquiry(rule)
        asked = {one.fact for one in ask(inquiry, case, at, declined)}
        outcome = rule.evaluate(case, at).outcome
        if outcome != "undetermined":
            assert asked == set()
            return
        tried = to_be_tried(inquiry, facts, declined, at)
        expected, outcomes = mattering(rule, tried, case, at)
        event("apart" if expected else "together")
        if len(outcomes) > 1:
            assert asked == expected
        else:
            assert bool(asked) is (outcomes != {"undetermined"})


JANUARY = date(2018, 1, 1)
IDLE_WAITING = [
    ("require", "at < claim.filed_on"),
    ("bar", "claim.paid"),
    (
        "bar",
        (
            'claim.heard if (claim.heard if claim.nature == "charging" else (at >'
            ' last_day(claim.answered_on, "5 working days", roll="strict"))) else'
            ' (happened(claim.filed_on) if claim.paid else claim.province == "410000")'
        ),
    ),
]
"""Once told to wait for a day on which nothing new is open."""

TEN_DAYS = 'last_day(claim.filed_on, "10 days", roll="roll")'
SAME_DAYS = [
    ("require", 'claim.nature == "contract"'),
    (
        "require",
        f"claim.paid if ({TEN_DAYS} < {TEN_DAYS}) else happened(claim.filed_on)",
    ),
]
"""Once tried only with days before the calendar, on which nothing is certain."""


class TestCuresOfRandomRules:
    """An option keeps its promise; where a completion is admissible, there is one."""

    @given(rules(), half_filled())
    @example(admission(IDLE_WAITING), ({"claim.answered_on": JANUARY}, JANUARY))
    @example(admission(SAME_DAYS), ({}, JANUARY))
    def test_hold_and_are_found(
        self, rule: AdmissionRule, given_facts: tuple[Facts, date]
    ) -> None:
        facts, at = given_facts
        note([f"{one.role} {one.node.source}" for one in conditions_of(rule)])
        case, inquiry = read(facts), Inquiry(rule)
        found = cure(inquiry, case, at)
        for option in found.options:
            cured = read({**facts, **option.facts})
            assert rule.evaluate(cured, option.from_day).outcome == "admissible"
            for step in option.steps:
                less = {n: v for n, v in option.facts.items() if n != step.fact}
                day = at if step.fact is None else option.from_day
                without = rule.evaluate(read({**facts, **less}), day)
                assert without.outcome != "admissible"
        if rule.evaluate(case, at).outcome == "undetermined":
            tried = to_be_tried(inquiry, facts, set(), at)
            _, outcomes = mattering(rule, tried, case, at)
            if "admissible" in outcomes:
                assert found.options


def read(facts: Facts) -> Case:
    short = {name.partition(".")[2]: value for name, value in facts.items()}
    return CONTEXT.program.vocabulary.case({"claim": short})


def to_be_tried(
    inquiry: Inquiry, facts: Facts, declined: set[str], at: date
) -> dict[Fact, list[Any]]:
    """Return the values of every unknown fact that is read; of a few facts only."""
    names = [name for name in FACTS if name not in facts and name not in declined]
    unknown = [BY_NAME[name] for name in names if BY_NAME[name] in inquiry.read]
    day = at.toordinal()
    ways = inquiry.ways(unknown, read(facts), (day, day))
    assume(prod(len(ways[fact.name]) for fact in unknown) <= CONDITIONS.few)
    near_by = [day + n for n in range(-NEAR, NEAR)]
    return {
        fact: [way.value for way in ways[fact.name]]
        + (near_by if fact.type.kind is Kind.EVENT else [])
        for fact in unknown
    }
