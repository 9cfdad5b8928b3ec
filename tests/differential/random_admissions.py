"""Random admissions that hang on the day asked about in every way there is."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from telcorules.errors import Span
from telcorules.evaluation.admission import AdmissionRule
from telcorules.evaluation.context import Context
from telcorules.foundation.law import Wording
from telcorules.language.program import Rule
from telcorules.language.versions import AdmissionVersion, Condition, Version
from tests.differential import random_expressions as random
from tests.differential.random_expressions import Texts, _joined

ROLLS = st.sampled_from(["reading.duty_rollover", '"roll"', '"strict"'])
LENGTHS = st.sampled_from(
    [
        *('"1 day"', '"15 days"', '"5 working days"', '"5 months"', '"2 years"'),
        *('"3000 years"', '"20000 working days"', "waiting_time", "waiting_time"),
    ]
)
PERIODS = LENGTHS.filter(lambda text: text != "waiting_time")
DAYS_COUNTED = st.sampled_from(["0", "1", "30", "365", "30.50"])
GOVERNING = st.sampled_from(["", "claim.filed_on", "claim.answered_on"])
SPAN = Span("expression", 1, 1)


def _asking_at(texts: Texts) -> Texts:
    """Let `as_of`, which no admission may read, be the day asked about."""
    return texts.map(lambda text: text.replace("as_of", "at"))


def _moving() -> Texts:
    """Return days that run from the day asked about."""
    step = st.just("at")
    once = _joined("last_day({}, {}, roll={})", step, LENGTHS, ROLLS) | _joined(
        "({} {} {})", step, st.sampled_from("+-"), PERIODS
    )
    twice = _joined("last_day({}, {}, roll={})", once, LENGTHS, ROLLS)
    return step | once | twice


def _counted() -> Texts:
    """Return numbers that grow or shrink with the day asked about."""
    day = _asking_at(random.days(1))
    one = _joined("days_between({}, {})", day, _moving()) | _joined(
        "days_between({}, {})", _moving(), day
    )
    other = _asking_at(random.numbers(1))
    return one | st.one_of(
        _joined("({} {} {})", one, st.sampled_from("+-*"), other),
        _joined("min({}, {})", one, other),
        _joined("max({}, {})", other, one),
    )


def conditions() -> Texts:
    """Return conditions, most of which turn as the day asked about goes on."""
    day, test = _asking_at(random.days(2)), _asking_at(random.conditions(1))
    turning = st.one_of(
        _joined("(at {} {})", random.ORDER, day),
        _joined("({} {} at)", day, random.ORDER),
        _joined("({} {} {})", _moving(), random.ORDER, day),
        _joined("({} {} {})", _counted(), random.ORDER, DAYS_COUNTED),
        _joined("({} in [0, 7, 30])", _counted()),
        _joined("happened({})", _moving()),
        _joined("happened({} if {} else {})", day, test, day),
        _joined("(({} if {} else {}) {} {})", day, test, _moving(), random.ORDER, day),
        _joined(
            "(claim.nature == (acts.natures[0] if at > {} else {}))", day, random.WORDS
        ),
    )
    return turning | st.one_of(
        _joined("({} and {})", turning, test),
        _joined("({} or not {})", turning, turning),
        _joined("({} if {} else {})", turning, test, turning),
        _asking_at(random.conditions(2)),
    )


@st.composite
def rules(draw: st.DrawFn, context: Context, first: date) -> AdmissionRule:
    """Draw an admission whose law may change in the three years from a day."""
    start = first.toordinal()
    days = st.integers(start - 400, start + 1200)
    edges = sorted(draw(st.sets(days, min_size=1, max_size=5)))
    ends = [*(day - draw(st.sampled_from([1, 1, 30])) for day in edges[1:]), None]
    versions = [
        draw(_versions(context, day, end))
        for day, end in zip(edges, ends, strict=True)
        if end is None or end >= day
    ]
    events = random.scope().vocabulary.by_name
    return AdmissionRule(
        Rule(
            id="claim.random",
            kind="admission",
            title=Wording("随机", "random"),
            governed_by=events.get(draw(GOVERNING)),
            versions=tuple(versions),
            span=SPAN,
        ),
        context,
    )


@st.composite
def _versions(
    draw: st.DrawFn, context: Context, start: int, until: int | None
) -> Version:
    texts = draw(st.lists(conditions(), min_size=1, max_size=3))
    model: Any = context.program.rules["claim.admission"].versions[0]
    scope = random.scope()
    parts = [
        Condition(
            f"c{number}",
            draw(st.sampled_from(["require", "bar"])),
            random.read(text, scope),
            model.basis,
        )
        for number, text in enumerate(texts)
    ]
    return AdmissionVersion(
        start=date.fromordinal(start),
        until=date.fromordinal(until) if until else None,
        basis=model.basis,
        conditions=tuple(sorted(parts, key=lambda one: one.role != "require")),
    )
