"""Random packs for Hypothesis: a few rules over a small vocabulary, always valid."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from hypothesis import strategies as st

from telcorules.testing.asked import a_count, some_of
from telcorules.testing.expressions import EVENTS, PERIODS, condition, day, number
from telcorules.testing.pack_text import WrittenPack, written

_STARTS: Final = (date(2016, 7, 30), date(2004, 6, 1), date(2021, 1, 1))
_MOST: Final = 50
_BODIES: Final = ("clerk", "court")
_ARTICLES: Final = 9

HEAD: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "pack.yaml": {
            "pack": "random",
            "version": "1",
            "title": {"zh": "随机", "en": "random"},
            "licence": "Apache-2.0",
            "jurisdiction": "CN",
            "decide": ["*"],
        },
        "law.yaml": {
            "instrument": "act",
            "title": {"zh": "某法", "en": "Some Act"},
            "rank": "law",
            "in_force": {"from": date(2000, 1, 1)},
            "articles": {
                str(number): {
                    "gist": {"zh": "条", "en": "article"},
                    "verified": "text",
                }
                for number in range(1, _ARTICLES + 1)
            },
        },
        "facts.yaml": {
            "section": "thing",
            "label": {"zh": "事", "en": "thing"},
            "facts": {
                "begun_on": {"type": "event"},
                "ended_on": {"type": "event"},
                "answered_on": {"type": "event"},
                "good": {"type": "bool"},
                "fine": {"type": "bool"},
                "colour": {
                    "type": "enum",
                    "values": {
                        "red": {"zh": "红", "en": "red"},
                        "green": {"zh": "绿", "en": "green"},
                    },
                },
                "province": {"type": "region"},
                "price": {"type": "money"},
                "count": {"type": "int"},
            },
        },
        "bodies.yaml": {
            "bodies": {
                one: {"label": {"zh": one, "en": one}} for one in ("centre", *_BODIES)
            }
        },
        "authorities.yaml": {
            "authorities": {
                "office": {
                    "label": {"zh": "局", "en": "office"},
                    "provinces": ["440000"],
                    "otherwise": "centre",
                }
            }
        },
        "readings.yaml": {
            "readings": {
                "duty-rollover": {
                    "label": {"zh": "是否顺延", "en": "whether it rolls"},
                    "choices": {
                        "roll": {"label": {"zh": "顺延", "en": "it does"}},
                        "strict": {"label": {"zh": "不顺延", "en": "it doesn't"}},
                    },
                }
            }
        },
        "waiting.yaml": {
            "parameter": "waiting-time",
            "values": [
                {
                    "from": date(2004, 6, 1),
                    "until": date(2019, 12, 31),
                    "value": "15 days",
                    "basis": ["act art 1"],
                },
                {
                    "from": date(2020, 1, 1),
                    "value": "10 working days",
                    "basis": ["act art 2"],
                },
            ],
        },
    }
)
"""What every random pack has: a law, facts, bodies, a reading, a parameter."""


def packs(
    *, kinds: Iterable[str] | None = None, most_rules: int = 3
) -> st.SearchStrategy[WrittenPack]:
    """Return small valid packs with rules of every kind.

    Each has the same law, facts, bodies, reading and parameter, and from one rule to
    `most_rules`. They shrink towards one rule with one short condition.

    Args:
        kinds: The kinds of rules, such as ``["deadline"]``; every kind where left out.
        most_rules: How many rules there are at most.

    Raises:
        RequestError: There is no such kind, or no such number.

    Examples:
        >>> from hypothesis import find, settings
        >>> quickly = settings(max_examples=20, database=None)
        >>> found = find(packs(kinds=["duty"]), lambda _: True, settings=quickly)
        >>> print(found.files["rule-1.yaml"])
        rule: duty.n1
        kind: duty
        title:
          zh: "义务"
          en: duty
        actor: clerk
        versions:
          - from: 2016-07-30
            when: thing.good
            basis: ["act art 1"]
        <BLANKLINE>
    """
    named = some_of(KINDS if kinds is None else kinds, "kinds", KINDS)
    most = a_count(most_rules, "most_rules", _MOST)
    rules = st.lists(st.sampled_from(named).flatmap(_rules), min_size=1, max_size=most)
    return rules.map(_pack)


def _pack(rules: list[dict[str, Any]]) -> WrittenPack:
    numbered = {
        f"rule-{number}.yaml": {**rule, "rule": f"{rule['kind']}.n{number}"}
        for number, rule in enumerate(rules, 1)
    }
    return written({**HEAD, **numbered})


@st.composite
def _rules(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    title, version = KINDS[kind]
    starts = sorted(draw(st.sets(st.sampled_from(_STARTS), min_size=1, max_size=2)))
    limited = kind in ("deadline", "permission")
    governed = not limited and draw(st.booleans())
    return {
        "rule": kind,
        "kind": kind,
        "title": {"zh": title, "en": kind},
        **({"actor": "clerk"} if kind in _ACTING else {}),
        **({"pick": draw(st.sampled_from(_PICKS))} if kind == "choice" else {}),
        **({"governed_by": EVENTS[0]} if governed else {}),
        "versions": [{"from": start, **version(draw)} for start in starts],
    }


def _basis(draw: st.DrawFn) -> list[str]:
    return [f"act art {draw(st.integers(1, _ARTICLES))}"]


def _when(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a condition under which a rule applies, or none."""
    return {"when": condition(draw, "as_of")} if draw(st.booleans()) else {}


def _done(draw: st.DrawFn, event: str) -> dict[str, Any]:
    return {"done": event} if draw(st.booleans()) else {}


def _admission(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = {"require": {}}
    for place in range(draw(st.integers(1, 3))):
        bars = place and draw(st.booleans())
        found.setdefault("bar" if bars else "require", {})[f"c{place}"] = {
            "if": condition(draw, "at"),
            "basis": _basis(draw),
        }
    return found


def _deadline(draw: st.DrawFn) -> dict[str, Any]:
    back = draw(st.booleans())
    return {
        **_when(draw),
        "before" if back else "since": EVENTS[0],
        **draw(st.sampled_from(_WITHIN)),
        **_done(draw, EVENTS[1]),
        **({"holidays_roll": True} if not back and draw(st.booleans()) else {}),
        "basis": _basis(draw),
    }


def _permission(draw: st.DrawFn) -> dict[str, Any]:
    return {
        **_when(draw),
        "since": EVENTS[0],
        "after": draw(st.sampled_from((*PERIODS, "waiting-time", "24 hours"))),
        **_done(draw, EVENTS[2]),
        "basis": _basis(draw),
    }


def _duty(draw: st.DrawFn) -> dict[str, Any]:
    done = {"done": condition(draw, "as_of")} if draw(st.booleans()) else {}
    return {"when": condition(draw, "as_of"), **done, "basis": _basis(draw)}


def _amount(draw: st.DrawFn) -> dict[str, Any]:
    return {**_when(draw), "value": number(draw), "basis": _basis(draw)}


def _choice(draw: st.DrawFn) -> dict[str, Any]:
    return {"rows": [_row(draw) for _ in range(draw(st.integers(1, 3)))]}


def _row(draw: st.DrawFn) -> dict[str, Any]:
    closing = {
        key: day(draw, "as_of") for key in ("opens", "closes") if draw(st.booleans())
    }
    return {
        **({"if": condition(draw, "as_of")} if draw(st.booleans()) else {}),
        "value": draw(st.sampled_from(_ANSWERS)),
        **closing,
        "basis": _basis(draw),
    }


def _checklist(draw: st.DrawFn) -> dict[str, Any]:
    items = {
        f"i{place}": {
            **({"when": condition(draw, None)} if draw(st.booleans()) else {}),
            "if": condition(draw, None),
            "basis": _basis(draw),
            "missing": {"zh": "一项", "en": "an item"},
        }
        for place in range(draw(st.integers(1, 2)))
    }
    return {"items": items}


_PICKS: Final = ("one", "first", "all")
_ANSWERS: Final = (
    *(f'"{one}"' for one in _BODIES),
    'authority("office", thing.province)',
)
_WITHIN: Final[tuple[dict[str, Any], ...]] = (
    *({"within": one} for one in (*PERIODS, "waiting-time", "48 hours")),
    {"within_earliest_of": ["60 days", "45 working days"]},
)
_ACTING: Final = ("deadline", "permission", "duty", "amount")
KINDS: Final[Mapping[str, tuple[str, Callable[[st.DrawFn], dict[str, Any]]]]] = (
    MappingProxyType(
        {
            "admission": ("受理", _admission),
            "deadline": ("期限", _deadline),
            "permission": ("可以", _permission),
            "duty": ("义务", _duty),
            "amount": ("金额", _amount),
            "choice": ("选择", _choice),
            "checklist": ("清单", _checklist),
        }
    )
)
"""For each kind its title, and what draws a version of it."""
