"""Random packs of every kind of rule, and random cases for them.

Dates crowd around the days on which an answer turns; the same seed makes the same
packs and cases.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from tests.differential import written_rules as written
from tests.differential.oracle_days import CHINA, split
from tests.differential.oracle_facts import READINGS, SIGNS
from tests.differential.written_rules import Expression

EVENTS = (
    *("begun_on", "ended_on", "granted_on", "again_on"),
    *("paused_on", "resumed_on", "tested_on", "tested_until"),
)
BOOLS = ("good", "fine", "odd")
PLACES = ("440000", "410000", "110000")
COLOURS = ("red", "blue", "green")
FIRST = date(2000, 1, 1)

HEAD: dict[str, dict[str, Any]] = {
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
        "in_force": {"from": FIRST},
        "articles": {
            str(n): {"gist": {"zh": "条", "en": "article"}, "verified": "text"}
            for n in range(1, 41)
        },
    },
    "authorities.yaml": {
        "authorities": {
            "office": {
                "label": {"zh": "局", "en": "office"},
                "provinces": ["440000"],
                "otherwise": "centre",
            }
        },
        "bodies": {
            name: {"label": {"zh": name, "en": name}}
            for name in ("centre", "clerk", "court")
        },
    },
    "readings.yaml": {
        "readings": {
            name: {
                "label": {"zh": name, "en": name},
                "choices": {
                    one: {"label": {"zh": one, "en": one}, "basis": "act art 40"}
                    for one in choices
                },
            }
            for name, choices in READINGS.items()
        }
    },
    "facts.yaml": {
        "section": "thing",
        "label": {"zh": "事", "en": "thing"},
        "facts": {
            **{name: {"type": "event"} for name in EVENTS},
            **{name: {"type": "bool"} for name in BOOLS},
            "province": {"type": "region"},
            "places": {"list of": "region"},
            "price": {"type": "money"},
            "count": {"type": "int"},
            "colour": {
                "type": "enum",
                "values": {word: {"zh": word, "en": word} for word in COLOURS},
            },
        },
    },
}


@dataclass(frozen=True)
class Pack:
    """Rules and parameters, as plain values."""

    rules: tuple[written.Rule, ...]
    parameters: dict[str, written.Parameter]

    def save(self, folder: Path) -> Path:
        """Write the pack to a folder."""
        folder.mkdir(exist_ok=True)
        files = {**HEAD}
        files |= {f"{one.name}.yaml": one.written() for one in self.rules}
        files |= {f"{n}.yaml": one.written() for n, one in self.parameters.items()}
        for name, text in files.items():
            (folder / name).write_text(written.file(text), encoding="utf-8")
        return folder


class Author:
    """Writes random rules."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - reproducible, not secret
        self._articles = 0
        self._moments: tuple[Expression, ...] = ()
        self._named: tuple[str, ...] = ()

    def pack(self) -> Pack:
        """Return rules of every kind, and the parameters that they name."""
        self._moments, self._named = (), ()
        self._parameters = {
            "some-days": self._parameter("some-days", self._period),
            "some-hours": self._parameter("some-hours", self._hours),
        }
        self._named = ("some-days",)
        made = [
            self._rule(f"{name}.n{number}", name, self._kinds[name])
            for name, many in MANY.items()
            for number in range(many)
        ]
        return Pack(tuple(made), self._parameters)

    @cached_property
    def _kinds(self) -> dict[str, Callable[..., Any]]:
        return {
            "deadline": self._deadline,
            "hours": self._deadline_in_hours,
            "permission": self._permission,
            "duty": self._duty,
            "amount": self._amount,
            "choice": self._choice,
            "checklist": self._checklist,
        }

    def _rule(self, name: str, made: str, version: Callable[..., Any]) -> written.Rule:
        pick, kind = self._random, "deadline" if made == "hours" else made
        self._since = pick.choice(("begun_on", "begun_on", "ended_on"))
        self._moments = () if kind == "checklist" else (("today",),)
        starts = sorted(pick.sample(STARTS, pick.choice((1, 1, 2))))
        versions = [version(start=start) for start in starts]
        if pick.random() < 0.1:
            last = date(2026, 4, 14)
            versions[-1] = replace(versions[-1], until=last)
        governed = kind not in ("deadline", "permission") and pick.random() < 0.5
        return written.Rule(
            name=name,
            kind=kind,
            versions=tuple(versions),
            governed_by="begun_on" if governed else None,
            pick=pick.choice(("one", "first", "all")) if kind == "choice" else None,
        )

    def _basis(self) -> str:
        self._articles = self._articles % 39 + 1
        return f"act art {self._articles}"

    def _maybe(self, make: Callable[[], Any], chance: float = 0.5) -> Any:
        return make() if self._random.random() < chance else None

    # Periods

    def _parameter(self, name: str, period: Callable[[], str]) -> written.Parameter:
        pick = self._random
        starts = sorted(pick.sample(STARTS, pick.choice((1, 2))))
        values = [
            written.Value(start=one, period=period(), basis=self._basis())
            for one in starts
        ]
        values = [
            replace(one, until=other.start - timedelta(days=1))
            for one, other in pairwise(values)
        ] + values[-1:]
        local = [
            written.Value(
                start=pick.choice(STARTS),
                period=pick.choice((period(), values[-1].period)),
                basis=self._basis(),
                condition=self._condition(1),
                reading=pick.choice((None, ("local", "own"))),
            )
            for _ in range(pick.choice((0, 1, 2)))
        ]
        return written.Parameter(name, tuple(values), tuple(local))

    def _period(self) -> str:
        unit = self._random.choice(("days", "days", "working days", "months"))
        count = self._random.choice((1, 2, 3, 5, 15, 20, 30, 45))
        if unit == "months":
            count = self._random.choice((1, 3, 5, 12))
        return f"{count} {unit}"

    def _hours(self) -> str:
        return f"{self._random.choice((1, 24, 48, 72, 100))} hours"

    # Kinds

    def _deadline(self, start: date) -> written.Deadline:
        pick = self._random
        back = pick.random() < 0.15
        limits = self._limits()
        extensions, exclusions = self._longer(limits)
        special = bool(extensions or exclusions)
        return written.Deadline(
            start=start,
            basis=(self._basis(),),
            since=self._since,
            limits=limits,
            back=back and not special and limits != ("3 calendar months",),
            when=self._maybe(lambda: self._condition(1), 0.4),
            done=self._maybe(self._done, 0.8),
            rolls=self._maybe(lambda: "other-rollover", 0.3),
            holidays_roll=not back and pick.random() < 0.2,
            extensions=extensions,
            exclusions=exclusions,
            on_miss=pick.random() < 0.5,
        )

    def _done(self) -> str:
        return "begun_on" if self._since == "ended_on" else "ended_on"

    def _limits(self) -> tuple[str, ...]:
        pick = self._random
        if pick.random() < 0.25:
            return self._period(), self._period()
        if pick.random() < 0.3:
            return ("some-days",)
        return (pick.choice((self._period(), "3 calendar months")),)

    def _longer(
        self, limits: tuple[str, ...]
    ) -> tuple[tuple[written.Extension, ...], tuple[written.Exclusion, ...]]:
        units = {split(one)[1] for one in limits if " " in one}
        if "some-days" in limits:
            return (), ()
        extensions = exclusions = 0
        if len(units) == 1:
            extensions = self._random.choice((0, 0, 1, 2))
        if units <= {"days", "working days"}:
            exclusions = self._random.choice((0, 0, 1, 2))
        spans = (("paused_on", "resumed_on"), ("tested_on", "tested_until"))
        return self._extensions(units, extensions), tuple(
            written.Exclusion(*names, self._basis()) for names in spans[:exclusions]
        )

    def _extensions(self, units: set[str], many: int) -> tuple[written.Extension, ...]:
        (unit,) = units if many else ("",)
        counts = (1, 2) if "months" in unit else (1, 7, 15)
        return tuple(
            written.Extension(
                name, f"{self._random.choice(counts)} {unit}", self._basis()
            )
            for name in ("granted_on", "again_on")[:many]
        )

    def _deadline_in_hours(self, start: date) -> written.Deadline:
        pick = self._random
        several = pick.random() < 0.2
        limits = (self._hours(), self._hours()) if several else (self._hours(),)
        limits = ("some-hours",) if pick.random() < 0.3 else limits
        extended = limits != ("some-hours",) and pick.random() < 0.3
        return written.Deadline(
            start=start,
            basis=(self._basis(),),
            since=self._since,
            limits=limits,
            back=not extended and pick.random() < 0.3,
            done=self._done(),
            extensions=self._extensions({"hours"}, 1) if extended else (),
        )

    def _permission(self, start: date) -> written.Permission:
        pick = self._random
        after = pick.choice((self._period(), self._hours(), "some-days", "some-hours"))
        return written.Permission(
            start=start,
            basis=(self._basis(),),
            since=self._since,
            after=pick.choice((after, "5 calendar months")),
            when=self._maybe(lambda: self._condition(1), 0.4),
            done=self._maybe(lambda: "granted_on", 0.8),
        )

    def _duty(self, start: date) -> written.Duty:
        local: Expression = ("and", ("reading", "local", "own"), self._condition(0))
        return written.Duty(
            start=start,
            basis=(self._basis(),),
            when=("or", local, self._condition(1)),
            done=self._maybe(lambda: self._condition(1), 0.8),
            on_miss=self._random.random() < 0.5,
            under=(("local", "own", self._basis()),),
        )

    def _amount(self, start: date) -> written.Amount:
        return written.Amount(
            start=start,
            basis=(self._basis(),),
            when=self._maybe(lambda: self._condition(1)),
            value=self._money(2),
            rounding=self._random.choice(("half-up", "up", "down")),
            places=self._random.choice((0, 1, 2, 2, 4)),
        )

    def _choice(self, start: date) -> written.Choice:
        rows = tuple(self._row() for _ in range(self._random.choice((1, 2, 3, 4))))
        return written.Choice(start=start, rows=rows)

    def _row(self) -> written.Row:
        pick, number = self._random, self._basis()
        condition = self._maybe(lambda: self._condition(1), 0.8)
        opens, closes = (self._maybe(lambda: self._day(1), 0.3) for _ in range(2))
        barred = tuple(
            written.Barrier(self._condition(1), f"barred {n} {number}", self._basis())
            for n in range(pick.choice((0, 0, 0, 1, 2)))
        )
        otherwise = condition and self._maybe(lambda: f"otherwise {number}")
        return written.Row(
            value=pick.choice(VALUES),
            condition=condition,
            reason=f"reason {number}",
            needs=self._maybe(lambda: f"needs {number}"),
            otherwise=otherwise,
            opens=opens,
            premature=opens and self._maybe(lambda: f"premature {number}"),
            closes=closes,
            late=closes and self._maybe(lambda: f"late {number}"),
            barred=barred,
            turn=self._maybe(lambda: "clerk", 0.3),
            basis=number,
        )

    def _checklist(self, start: date) -> written.Checklist:
        items = tuple(
            written.Item(
                f"item-{n}",
                self._condition(1),
                self._maybe(lambda: self._condition(1)),
                self._basis(),
            )
            for n in range(3)
        )
        return written.Checklist(start=start, items=items)

    # Expressions

    def _condition(self, depth: int) -> Expression:
        pick = self._random
        if depth and pick.random() < 0.5:
            left, right = self._condition(depth - 1), self._condition(depth - 1)
            return pick.choice(
                (
                    ("not", left),
                    ("and", left, right),
                    ("or", left, right),
                    ("if", self._condition(0), left, right),
                )
            )
        sign = pick.choice(tuple(SIGNS))
        leaves: list[Callable[[], Expression]] = [
            lambda: ("fact", pick.choice(BOOLS)),
            lambda: ("fact", pick.choice(BOOLS)),
            lambda: ("equal", "colour", pick.choice(COLOURS)),
            lambda: ("equal", "province", pick.choice(PLACES)),
            lambda: ("happened", self._day(0)),
            lambda: ("compare", sign, self._day(1), self._day(1)),
            lambda: ("compare", sign, ("fact", "price"), self._money(1)),
            lambda: ("reading", "local", pick.choice(READINGS["local"])),
        ]
        return pick.choice(leaves)()

    def _day(self, depth: int) -> Expression:
        pick = self._random
        if depth and pick.random() < 0.6:
            inner = self._day(depth - 1)
            roll = pick.choice(("roll", "strict", "duty-rollover", "other-rollover"))
            period = pick.choice((self._period(), *self._named))
            return pick.choice(
                (
                    ("last", inner, period, roll),
                    ("moved", ("last", inner, self._period(), roll), "+", "1 day"),
                    ("moved", inner, "-", self._period()),
                )
            )
        if self._moments and pick.random() < 0.2:
            return pick.choice(self._moments)
        return ("event", pick.choice(EVENTS[:4]))

    def _money(self, depth: int) -> Expression:
        pick = self._random
        if not depth:
            leaves: list[Expression] = [
                ("fact", "price"),
                ("fact", "count"),
                ("literal", pick.choice(("0.01", "0.005", "3", "100", "1.50"))),
                ("between", ("event", "begun_on"), ("event", "ended_on")),
            ]
            return pick.choice(leaves)
        sign = pick.choice(("+", "-", "*", "*", "min", "max", "if"))
        left, right = self._money(depth - 1), self._money(depth - 1)
        return (sign, *([self._condition(0)] if sign == "if" else []), left, right)


MANY = {
    "deadline": 5,
    "hours": 2,
    "permission": 2,
    "duty": 1,
    "amount": 2,
    "choice": 3,
    "checklist": 1,
}
STARTS = (date(2004, 6, 1), date(2016, 7, 30), date(2021, 1, 1), date(2026, 3, 20))
VALUES: tuple[Expression, ...] = (
    ("word", "centre"),
    ("word", "clerk"),
    ("word", "court"),
    ("authority", "province"),
    ("authority", "places"),
)


class CaseMaker:
    """Makes random cases around a day.

    Args:
        seed: The same makes the same cases.
        span: The ordinals between which the days of the question lie.
    """

    def __init__(self, seed: str, span: tuple[int, int]) -> None:
        self._random = Random(seed)  # noqa: S311 - reproducible, not secret
        self._span = span

    def question(self) -> tuple[dict[str, Any], date, dict[str, str]]:
        """Return the facts, the day of the question, and the readings."""
        pick = self._random
        today = pick.randint(*self._span)
        if pick.random() < 0.15:
            today = pick.choice(STARTS).toordinal() + pick.randint(-5, 50)
        known = pick.choice((1.0, 0.95, 0.7, 0.4))
        facts = {
            name: value
            for name, value in self._facts(today).items()
            if pick.random() < known
        }
        readings = {n: pick.choice(choices) for n, choices in READINGS.items()}
        return facts, date.fromordinal(today), readings

    def _facts(self, today: int) -> dict[str, Any]:
        pick = self._random
        begun = today - pick.choice((0, 1, 5, 15, 16, 20, 30, 45, 62, 92, 153))
        begun += pick.choice((0, 0, 1, -1, 3))
        events = {
            "begun_on": begun,
            "ended_on": pick.choice((today, begun, begun + 15)) + pick.randint(-3, 3),
            "granted_on": begun + pick.choice((0, 1, 5, 15, 20, 30, 45)),
            "again_on": begun + pick.choice((3, 16, 25, 33, 48)),
            "paused_on": begun + pick.choice((-5, 0, 1, 5, 14, 15, 16, 29)),
            "tested_on": begun + pick.choice((-20, 2, 9, 17, 30, 44)),
        }
        events["resumed_on"] = events["paused_on"] + pick.choice((-1, 0, 2, 7, 30))
        events["tested_until"] = events["tested_on"] + pick.choice((0, 1, 6, 20))
        return {
            **{name: self._event(day) for name, day in events.items()},
            **{name: pick.random() < 0.5 for name in BOOLS},
            "province": pick.choice(PLACES),
            "places": tuple(pick.sample(PLACES, pick.choice((1, 2)))),
            "price": pick.choice(("0", "0.5", "19.99", "100", "33333.335", "-4")),
            "count": pick.choice((0, 1, 3, 7, -2, 100)),
            "colour": pick.choice(COLOURS),
        }

    def _event(self, day: int) -> Any:
        pick = self._random
        if pick.random() < 0.15:
            return "not-yet"
        on = date.fromordinal(day)
        if pick.random() < 0.6:
            return on
        hour = pick.choice((0, 0, 9, 10, 23))
        return datetime(on.year, on.month, on.day, hour, tzinfo=CHINA)
