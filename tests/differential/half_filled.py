"""Random half-filled cases of an appeal, each with the whole truth behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from tests.differential import random_cases
from tests.differential.random_cases import CATEGORIES, GOOD, NATURES, Maker

Facts = dict[str, dict[str, Any]]

BOOLS = sorted(f"{section}.{name}" for section, facts in GOOD.items() for name in facts)
WORDS = {"respondent.category": CATEGORIES, "dispute.nature": NATURES}
EVENTS = (
    "operator_complaint.filed_on",
    "operator_complaint.replied_on",
    "dispute.occurred_on",
)
ASKED = sorted([*BOOLS, *WORDS, *EVENTS])
"""The facts that the admission reads, but for the province, which a reading lets in."""


@dataclass(frozen=True)
class HalfFilled:
    """A case with gaps, the whole case, and the day that is asked about."""

    known: Facts
    whole: Facts
    at: date


def half_filled(count: int, seed: str) -> Iterator[HalfFilled]:
    """Yield so many cases of which about half of the facts are known."""
    pick = Random(seed)  # noqa: S311 - reproducible, not secret
    maker = Maker(seed, random_cases.FIRM)
    first, last = random_cases.FIRM
    for _ in range(count):
        case, _, _ = maker.question()
        at = date.fromordinal(pick.randint(first + 60, last - 60))
        whole = completed(case, pick, at)
        yield HalfFilled(less(whole, pick), whole, at)


def completed(case: Facts, pick: Random, at: date) -> Facts:
    """Return a case with every fact of the admission, dated around a day."""
    province = case.get("respondent", {}).get("province") or "440000"
    whole: Facts = {"respondent": {"province": province}}
    for fact in ASKED:
        section, name = fact.split(".")
        stated = case.get(section, {}).get(name)
        whole.setdefault(section, {})[name] = _value(fact, stated, pick, at)
    whole["appeal"]["filed_on"] = at.isoformat()
    return whole


def _value(fact: str, stated: Any, pick: Random, at: date) -> Any:
    section, name = fact.split(".")
    if fact in BOOLS:
        good = GOOD[section][name]
        return good if stated is None else pick.choice((stated, good))
    if fact in WORDS:
        return stated or pick.choice(WORDS[fact])
    back = pick.choice((800, 300, 152, 151, 100, 40, 17, 16, 15, 5, 1, 0, -1))
    day = date.fromordinal(at.toordinal() - back)
    return pick.choice(("not-yet", *[day.isoformat()] * 5))


def less(whole: Facts, pick: Random) -> Facts:
    """Return a case in which about half of the facts are known."""
    return {
        section: {
            name: value
            for name, value in facts.items()
            if (section, name) == ("appeal", "filed_on") or pick.random() < 0.5
        }
        for section, facts in whole.items()
    }


def told(known: Facts, fact: str, whole: Facts) -> Facts:
    """Return a case in which one more fact is known."""
    section, name = fact.split(".")
    inner = {**known.get(section, {}), name: whole[section][name]}
    return {**known, section: inner}
