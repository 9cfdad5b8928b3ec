"""Random well-typed expressions as text, and random half-filled cases for them.

They speak of the pack in ``tests/fixtures/small``; each strategy gives the text of an
expression of one type, at most so many levels deep.
"""

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from telcorules.errors import Span
from telcorules.evaluation.context import Context
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language import packs
from telcorules.language.declarations import declare
from telcorules.language.expression import parse
from telcorules.language.nodes import Node
from telcorules.language.scope import Scope
from telcorules.language.sheets import Sheets
from telcorules.language.vocabulary import Case

SMALL = Path(__file__).parents[1] / "fixtures" / "small"

Texts = st.SearchStrategy[str]

DAYS_BETWEEN = [
    "days_between(claim.filed_on, claim.answered_on)",
    "days_between(claim.answered_on, as_of)",
    'days_between(claim.filed_on, last_day(claim.filed_on, "10 days", roll="roll"))',
    "days_between(due, at)",
]


def place(offset: int, width: int) -> Span:
    """Return a place in an expression that stands in no file."""
    return Span("expression", 1, offset + 1, max(width, 1))


@cache
def scope() -> Scope:
    """Return every name that may stand in an expression, of all kinds of rule."""
    files = packs.rule_files(SMALL)
    sheets = [
        packs._sheet(packs.read_file(path, SMALL), path.relative_to(SMALL).as_posix())
        for path in files
    ]
    declared = declare(Sheets(tuple(sheets)))
    bare = replace(declared.scope, moments=("at", "as_of"))
    return bare.having("paid_late", read(LETS["paid_late"], bare)).having(
        "due", read(LETS["due"], bare)
    )


LETS = {
    "paid_late": "claim.paid and claim.answered_on > claim.filed_on",
    "due": "last_day(claim.filed_on, waiting_time, roll=reading.duty_rollover)",
}


def read(text: str, names: Scope) -> Node:
    """Parse an expression."""
    return parse(text, place, names)


@cache
def contexts() -> tuple[Context, ...]:
    """Return the small pack under every set of readings."""
    program = packs.load_program([SMALL])
    calendar = WorkCalendar.china()
    choices = [[c.id for c in reading.choices] for reading in program.readings.values()]
    return tuple(
        Context(program, calendar, dict(zip(program.readings, chosen, strict=True)))
        for chosen in product(*choices)
    )


def _joined(form: str, *parts: Texts) -> Texts:
    return st.tuples(*parts).map(lambda texts: form.format(*texts))


def _several(form: str, part: Texts, least: int) -> Texts:
    texts = st.lists(part, min_size=least, max_size=4)
    return texts.map(lambda found: form.format(", ".join(found)))


def _in_turn(sign: str, part: Texts) -> Texts:
    texts = st.lists(part, min_size=2, max_size=4)
    return texts.map(lambda found: "(" + f" {sign} ".join(found) + ")")


WORDS = st.sampled_from(['"charging"', '"contract"', '"other"'])
REGIONS = st.sampled_from(['"410000"', '"广东"', '"CN-CQ"', '"四川省"'])
DATES = st.dates(date(2016, 1, 1), date(2030, 12, 31)).map(lambda day: f'"{day}"')
PERIODS = st.sampled_from(
    [
        *('"1 day"', '"15 days"', '"5 working days"', '"30个工作日"', '"5 months"'),
        *('"2 years"', '"300 working days"', '"3000 years"'),
    ]
)
WHOLES = st.integers(0, 9).map(str)
ORDER = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
EQUALITY = st.sampled_from(["==", "!="])
MEMBER = st.sampled_from(["in", "not in"])


@cache
def conditions(depth: int) -> Texts:
    """Return conditions that nest at most so deep."""
    leaves = [
        st.sampled_from(["claim.paid", "claim.heard", "True", "False", "paid_late"]),
        st.sampled_from(["acts.flags[0]", "acts.flags[1]"]),
        _joined('claim.name {} "王五"', EQUALITY),
        _joined('reading.local_regulation {} "local"', EQUALITY),
    ]
    if depth == 0:
        return st.one_of(leaves)
    inner, day, number = conditions(depth - 1), days(depth - 1), numbers(depth - 1)
    word, region = words(depth - 1), regions(depth - 1)
    return st.one_of(
        *leaves,
        _joined("not {}", inner),
        _joined("({} if {} else {})", inner, inner, inner),
        _in_turn("and", inner),
        _in_turn("or", inner),
        _several("any_of({})", inner, 1),
        _several("all_of({})", inner, 1),
        _joined("({} {} {})", day, ORDER, day | DATES),
        _joined("({} {} {} {} {})", day, ORDER, day, ORDER, day),
        _joined("({} {} [{}, {}])", day, MEMBER, DATES, DATES),
        _joined("happened({})", day),
        _joined("({} {} acts.days)", DATES, MEMBER),
        _joined("({} {} {})", number, ORDER, number),
        _joined("({} {} [{}, 1.50])", number, MEMBER, WHOLES),
        _joined("({} {} acts.counts)", WHOLES, MEMBER),
        _joined("({} {} acts.sums)", WHOLES, MEMBER),
        _joined("({} {} {})", word, EQUALITY, word | WORDS),
        _joined("({} {} [{}, {}])", word, MEMBER, WORDS, WORDS),
        _joined("({} {} acts.natures)", WORDS, MEMBER),
        _joined("({} {} {})", region, EQUALITY, region | REGIONS),
        _joined("({} {} [{}])", region, MEMBER, REGIONS),
        _joined("({} {} {})", REGIONS, MEMBER, lists(depth - 1)),
    )


@cache
def days(depth: int) -> Texts:
    """Return events and days."""
    names = ["claim.filed_on", "claim.answered_on", "at", "as_of", "due"]
    leaves = st.sampled_from([*names, "acts.days[0]", "acts.days[3]"])
    if depth == 0:
        return leaves
    inner, length = days(depth - 1), PERIODS | st.just("waiting_time")
    rolls = st.sampled_from(["reading.duty_rollover", '"roll"', '"strict"'])
    return st.one_of(
        leaves,
        _joined("last_day({}, {}, roll={})", inner, length, rolls),
        _joined("({} {} {})", inner, st.sampled_from("+-"), PERIODS),
        _joined("({} if {} else {})", inner, conditions(depth - 1), inner),
    )


@cache
def numbers(depth: int) -> Texts:
    """Return whole numbers and money."""
    names = ["claim.lines", "claim.calls", "claim.amount", "claim.refund"]
    items = ["acts.sums[0]", "acts.counts[1]", "1.50", "0.01", "7"]
    leaves = st.sampled_from([*names, *items])
    if depth == 0:
        return leaves
    inner = numbers(depth - 1)
    return st.one_of(
        leaves,
        _joined("({} {} {})", inner, st.sampled_from("+-*"), inner),
        _joined("-{}", inner),
        _several("min({})", inner, 2),
        _several("max({})", inner, 2),
        st.sampled_from(["len(acts.days)", "len(acts.provinces)"]),
        st.sampled_from(DAYS_BETWEEN),
        _joined("({} if {} else {})", inner, conditions(depth - 1), inner),
    )


@cache
def words(depth: int) -> Texts:
    """Return words of the enum `claim.nature`."""
    leaves = st.sampled_from(["claim.nature", "acts.natures[0]", "acts.natures[1]"])
    if depth == 0:
        return leaves
    inner = words(depth - 1)
    test = conditions(depth - 1)
    return leaves | _joined("({} if {} else {})", inner, test, inner | WORDS)


@cache
def regions(depth: int) -> Texts:
    """Return provinces."""
    leaves = st.sampled_from(["claim.province", "acts.provinces[0]"])
    if depth == 0:
        return leaves
    inner = regions(depth - 1)
    test = conditions(depth - 1)
    return leaves | _joined("({} if {} else {})", inner, test, inner | REGIONS)


@cache
def lists(depth: int) -> Texts:
    """Return lists of provinces."""
    leaves = st.just("acts.provinces")
    if depth == 0:
        return leaves
    test = conditions(depth - 1)
    return leaves | _joined("({} if {} else acts.provinces)", leaves, test)


def answers(depth: int) -> Texts:
    """Return authorities, and whole lists."""
    form = 'authority("office", {})'
    one, several = _joined(form, regions(depth)), _joined(form, lists(depth))
    return one | several | lists(depth) | _joined("{}[0]", several)


def values(depth: int) -> Texts:
    """Return expressions of every type."""
    parts = (conditions, days, numbers, words, regions, answers)
    return st.one_of(*(part(depth) for part in parts))


EVENTS = st.one_of(
    st.just("not-yet"),
    st.dates(date(2016, 1, 1), date(2030, 12, 31)).map(str),
    st.sampled_from(["0001-01-01", "2026-12-31", "2027-01-01", "9999-12-30"]),
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2030, 1, 1)).map(  # noqa: DTZ001
        datetime.isoformat
    ),
)
AMOUNTS = st.integers(-3, 12) | st.sampled_from(["1.50", "-0.01", "99999999999999"])
COUNTS = st.integers(-3, 12)
NATURES = st.sampled_from(["charging", "contract", "other"])
PLACES = st.sampled_from(["410000", "广东", "CN-CQ", "四川省"])
NAMES = st.sampled_from(["王五", "赵六"])
FLAGS = st.booleans()
FACTS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "claim": {
        "paid": FLAGS,
        "heard": FLAGS,
        "filed_on": EVENTS,
        "answered_on": EVENTS,
        "nature": NATURES,
        "province": PLACES,
        "amount": AMOUNTS,
        "refund": AMOUNTS,
        "lines": COUNTS,
        "calls": COUNTS,
        "name": NAMES,
    },
    "acts": {
        "provinces": st.lists(PLACES, max_size=3),
        "natures": st.lists(NATURES, max_size=3),
        "days": st.lists(EVENTS, max_size=4),
        "sums": st.lists(AMOUNTS, max_size=3),
        "counts": st.lists(COUNTS, max_size=3),
        "names": st.lists(NAMES, max_size=2),
        "flags": st.lists(FLAGS, max_size=2),
    },
}


@st.composite
def stated(draw: st.DrawFn, *, known: int = 6) -> dict[str, dict[str, Any]]:
    """Draw the facts of a case; of ten facts about so many are known."""
    return {
        section: {
            name: draw(values)
            for name, values in facts.items()
            if draw(st.integers(0, 9)) < known
        }
        for section, facts in FACTS.items()
    }


def case(facts: dict[str, dict[str, Any]]) -> Case:
    """Read a case of the small pack."""
    return scope().vocabulary.case(facts)


ORDINALS = st.dates(date(2016, 1, 1), date(2030, 12, 31)).map(date.toordinal)
