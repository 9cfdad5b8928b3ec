"""Windows are what asking every day would give, and say what each edge hangs on."""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import chain, combinations, groupby, pairwise, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import telcorules
from telcorules.evaluation.admission import AdmissionRule
from telcorules.evaluation.context import facts_read
from telcorules.evaluation.edges import LAW, Edge, hanging
from telcorules.evaluation.grounds import Outcome
from telcorules.evaluation.windows import Partition, Window
from telcorules.foundation.truth import Truth
from telcorules.language.versions import AdmissionVersion
from telcorules.language.vocabulary import Case
from tests.differential import oracle, random_admissions, random_cases, random_facts
from tests.differential import random_expressions as random

DEEP = bool(os.environ.get("TELCORULES_DEEP"))
CASES = 20_000 if DEEP else 300
CASES_A_RULE = 7 if DEEP else 2
THREE_YEARS = timedelta(days=1095)
BOOK = telcorules.load()
BOOKS = {repr(one): BOOK.under(one) for one in oracle.ALL_READINGS}
RULES = ("appeal.admission", "market.admission", "platform.scope")
GOVERNING = {
    "appeal.admission": "appeal.filed_on",
    "market.admission": "market.complaint_received_on",
    "platform.scope": "platform.complaint_received_on",
}
SPANS = (
    random_cases.FIRM,
    random_cases.AROUND_THE_END,
    # What ends about the Spring Festival of 2027 waits for its notice.
    (date(2027, 1, 25).toordinal(), date(2027, 2, 25).toordinal()),
    random_cases.ESTIMATED,
    random_cases.OLD,
)

Run = tuple[date, date, Outcome]
Standings = dict[str, bool | None]
Asked = Callable[[date], tuple[Outcome, Standings]]
Question = tuple[telcorules.Rulebook, random_facts.Facts, date, date]


def questions(rule: str, count: int) -> Iterator[Question]:
    """Yield rulebooks, cases and spans of three years that hold the days of a case."""
    pick = Random(rule)  # noqa: S311 - reproducible, not secret
    makers = [random_cases.Maker(rule, span) for span in SPANS]
    others = random_facts.Maker(rule)
    for number in range(count):
        if rule == "appeal.admission":
            facts, near, readings = makers[number % len(makers)].question()
            book = BOOKS[repr(readings)]
        else:
            known = (0.95, 0.95, 0.95, 0.7)[number % 4]
            facts, near = others.case(BOOK.program.rules[rule], known)
            facts = mended(rule, facts) if number % 4 < 2 else facts
            book = pick.choice([*BOOKS.values()])
        start = near - timedelta(days=pick.randint(0, THREE_YEARS.days))
        yield book, facts, start, start + THREE_YEARS


def mended(rule: str, facts: random_facts.Facts) -> random_facts.Facts:
    """Let every fact that is true or false be as the rule requires it."""
    found = {section: {**inner} for section, inner in facts.items()}
    for version in BOOK.program.rules[rule].versions:
        assert isinstance(version, AdmissionVersion)
        for condition in version.conditions:
            for name in facts_read(condition.node, {}):
                section, _, fact = name.partition(".")
                if isinstance(found.get(section, {}).get(fact), bool):
                    found[section][fact] = condition.role == "require"
    return found


def well(role: str, value: Truth) -> Truth:
    """Tell whether a condition stands in no way; None while that is unknown."""
    return value if value is None else value is (role == "require")


def days(start: date, end: date) -> Iterator[date]:
    return map(date.fromordinal, range(start.toordinal(), end.toordinal() + 1))


def runs(outcomes: Iterator[tuple[date, Outcome]]) -> list[Run]:
    found = []
    for outcome, group in groupby(outcomes, lambda pair: pair[1]):
        inner = [day for day, _ in group]
        found.append((inner[0], inner[-1], outcome))
    return found


def as_runs(found: tuple[Window, ...]) -> list[Run]:
    return [(one.start, one.end, one.outcome) for one in found]


def without(facts: random_facts.Facts, name: str) -> random_facts.Facts:
    section, _, fact = name.partition(".")
    inner = {key: value for key, value in facts.get(section, {}).items() if key != fact}
    return {**facts, section: inner}


@pytest.mark.parametrize("rule", RULES)
class TestBundledRules:
    """Each day of the span is asked as if the rule's event were that day, whatever
    the case says of it."""

    def test_windows_are_asking_every_day(self, rule: str) -> None:
        for book, facts, start, end in questions(rule, CASES):
            case = book.case(without(facts, GOVERNING[rule]))
            daily = (
                (day, book.evaluate(rule, case, as_of=day).outcome)
                for day in days(start, end)
            )
            found = book.window(rule, facts, start=start, end=end)
            assert as_runs(found) == runs(daily), (facts, start)

    def test_windows_keep_the_laws(self, rule: str) -> None:
        for book, facts, start, end in questions(rule, CASES // 3):
            case = book.case(without(facts, GOVERNING[rule]))

            @cache
            def asked(day: date) -> tuple[Outcome, Standings]:
                answer = book.evaluate(rule, case, as_of=day)  # noqa: B023
                found = answer.conditions
                return answer.outcome, {c.id: well(c.role, c.value) for c in found}

            found = book.window(rule, facts, start=start, end=end)
            check_laws(found, asked, start, end)


@st.composite
def random_questions(
    draw: st.DrawFn,
) -> tuple[AdmissionRule, list[Case], date]:
    start = draw(st.dates(date(2015, 6, 1), date(2028, 6, 1)))
    context = draw(st.sampled_from(random.contexts()))
    rule = draw(random_admissions.rules(context, start))
    facts = st.lists(
        random.stated(known=9), min_size=CASES_A_RULE, max_size=CASES_A_RULE
    )
    return rule, [random.case(one) for one in draw(facts)], start


class TestRandomRules:
    """The same holds for every rule that can be written, whatever the day stands in."""

    @given(random_questions())
    def test_windows_are_asking_every_day(
        self, question: tuple[AdmissionRule, list[Case], date]
    ) -> None:
        rule, cases, start = question
        end = start + THREE_YEARS
        partition = Partition(rule)
        for case in cases:
            asked = asking(rule, case)
            daily = ((day, asked(day)[0]) for day in days(start, end))
            found = partition.windows(case, start, end)
            assert as_runs(found) == runs(daily)
            check_laws(found, asked, start, end)


def asking(rule: AdmissionRule, case: Case) -> Asked:
    """Return what asks a rule for one day: its event is that day, if it has one."""
    governed = rule.rule.governed_by

    def asked(day: date) -> tuple[Outcome, Standings]:
        on = day.toordinal()
        slots = [*case.slots]
        if governed is not None:
            slots[governed.slot] = on
        for version, (start, until, judge) in zip(
            rule.versions, rule.judges, strict=True
        ):
            if start <= on <= until:
                outcome, truths = judge(tuple(slots), on, on)
                pairs = zip(version.conditions, truths, strict=True)
                return outcome, {c.id: well(c.role, truth) for c, truth in pairs}
        return Outcome.NOT_IN_FORCE, {}

    return asked


def check_laws(found: tuple[Window, ...], asked: Asked, start: date, end: date) -> None:
    one_day = timedelta(days=1)
    assert (found[0].start, found[-1].end) == (start, end)
    assert (found[0].opened_by, found[-1].closed_by) == ((), ())
    for one, other in pairwise(found):
        assert one.end + one_day == other.start
        assert one.outcome is not other.outcome
        assert one.closed_by == other.opened_by != ()
        check_edges(other.opened_by, asked(one.end), asked(other.start))


def check_edges(
    edges: tuple[Edge, ...],
    before: tuple[Outcome, Standings],
    after: tuple[Outcome, Standings],
) -> None:
    for edge in edges:
        if edge.role == LAW:
            continue
        assert edge.condition is not None
        now = well(edge.role, edge.value)
        assert now is after[1][edge.condition]
        assert now is not before[1].get(edge.condition, True)
    if Outcome.NOT_IN_FORCE in (before[0], after[0]):
        assert [edge.role for edge in edges] == [LAW]


VALUES = (True, False, None)


def outcome_of(standings: dict[str, bool | None]) -> Outcome:
    values = {*standings.values()}
    if False in values:
        return Outcome.INADMISSIBLE
    return Outcome.UNDETERMINED if None in values else Outcome.ADMISSIBLE


def smallest(before: Standings, after: Standings, outcome: Outcome) -> list[set[str]]:
    """Return the smallest sets of changes that alone give an outcome."""
    turned = [name for name in before if before[name] is not after[name]]
    subsets = chain.from_iterable(
        combinations(turned, count) for count in range(len(turned) + 1)
    )
    found: list[set[str]] = []
    for chosen in map(set, subsets):
        mixed = {n: after[n] if n in chosen else before[n] for n in before}
        enough = outcome_of(mixed) is outcome
        if enough and not any(one <= chosen for one in found):
            found.append(chosen)
    return found


def test_an_outcome_hangs_on_what_a_smallest_set_of_changes_holds() -> None:
    names = "abcd"
    for values in product(VALUES, repeat=8):
        before = dict(zip(names, values[:4], strict=True))
        after = dict(zip(names, values[4:], strict=True))
        outcome = outcome_of(after)
        if outcome is not outcome_of(before):
            found = set().union(*smallest(before, after, outcome))
            assert hanging(before, after, outcome) == found, (before, after)
