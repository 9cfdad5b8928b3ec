"""Words in which the law is written down here, and the days on which it changed."""

from dataclasses import dataclass
from datetime import date

from tests.differential.written_rules import (
    Choice,
    Deadline,
    Duty,
    Expression,
    Permission,
    Row,
    Rule,
)

REGULATIONS = date(2000, 9, 25)  # 电信条例, numbered anew in 2014, the same limits
NORMS = date(2005, 4, 20)  # 电信服务规范, 令36
MOBILE_NORMS = date(2009, 4, 24)  # 第三代移动通信服务规范, whose copy was seen
MESSAGES = date(2015, 6, 30)  # 令31, until 令74
LAST_OF_OLD_MESSAGES = date(2026, 4, 30)
MARKET_62 = date(2014, 3, 15)
MARKET_20, MARKET_121 = date(2020, 1, 1), date(2026, 4, 15)
LAST_OF_20 = date(2026, 4, 14)
CONSUMER_REGULATIONS = date(2024, 7, 1)  # 消法实施条例, 令778
CONSUMER_LAW = date(2014, 3, 15)
PETITIONS = date(2022, 5, 1)
PLATFORM = date(2019, 4, 8)  # on trial, with the ten working days; formal in July
HENAN, CHONGQING = date(2021, 1, 1), date(2018, 7, 26)
PENALTIES = date(2021, 7, 15)  # 行政处罚法, as revised
ZHEJIANG = date(2017, 5, 1)
ANTI_FRAUD = date(2022, 12, 1)
PRIVACY = date(2021, 11, 1)
MEASURES = date(2016, 7, 30)
REPORTS = date(2023, 6, 1)

TODAY: Expression = ("today",)


def fact(name: str) -> Expression:
    return ("fact", name)


def no(inner: Expression) -> Expression:
    return ("not", inner)


def every(*conditions: Expression) -> Expression:
    first, *rest = conditions
    return ("and", first, every(*rest)) if rest else first


def some(*conditions: Expression) -> Expression:
    first, *rest = conditions
    return ("or", first, some(*rest)) if rest else first


def one_of(name: str, *words: str) -> Expression:
    return some(*(("equal", name, word) for word in words))


def event(name: str) -> Expression:
    return ("event", name)


def happened(name: str) -> Expression:
    return ("happened", event(name))


def by(one: str, other: str) -> Expression:
    """Tell whether an event lies on or before another."""
    return ("compare", "<=", event(one), event(other))


def before(one: str, other: str) -> Expression:
    return ("compare", "<", event(one), event(other))


def times(name: str, factor: str) -> Expression:
    return ("*", fact(name), ("literal", factor))


def in_province(code: str) -> Expression:
    return ("equal", "respondent.province", code)


def of_kind(kind: str) -> Expression:
    return ("equal", "service.kind", kind)


def deadline(name: str, *versions: Deadline) -> Rule:
    return Rule(name=name, kind="deadline", versions=versions)


def simple(  # noqa: PLR0913, PLR0917 - the columns of the notes' tables
    name: str,
    start: date,
    since: str,
    limit: str,
    done: str,
    when: Expression | None = None,
    until: date | None = None,
    *,
    back: bool = False,
) -> Rule:
    """Return a deadline of one version and one limit."""
    one = Deadline(
        start=start,
        until=until,
        since=since,
        limits=(limit,),
        done=done,
        when=when,
        back=back,
    )
    return deadline(name, one)


def permission(  # noqa: PLR0913, PLR0917 - the columns of the notes' tables
    name: str,
    start: date,
    since: str,
    after: str,
    done: str,
    when: Expression | None = None,
    until: date | None = None,
) -> Rule:
    one = Permission(
        start=start, until=until, since=since, after=after, done=done, when=when
    )
    return Rule(name=name, kind="permission", versions=(one,))


def duty(  # noqa: PLR0913, PLR0917 - the columns of the notes' tables
    name: str,
    start: date,
    governed_by: str,
    done: Expression,
    when: Expression | None = None,
    until: date | None = None,
) -> Rule:
    one = Duty(start=start, until=until, when=when, done=done)
    return Rule(name=name, kind="duty", governed_by=governed_by, versions=(one,))


def row(value: str, condition: Expression | None = None) -> Row:
    return Row(value=("word", value), basis="", condition=condition)


def choice(
    name: str, start: date, governed_by: str | None, *rows: Row, pick: str = "first"
) -> Rule:
    return Rule(
        name=name,
        kind="choice",
        governed_by=governed_by,
        pick=pick,
        versions=(Choice(start=start, rows=rows),),
    )


@dataclass(frozen=True)
class Admission:
    """What has to hold, and what may not; ``asked`` is the day that is asked about.

    Bars of `newer_bar` came with a later text, on its day.
    """

    name: str
    start: date
    governed_by: str
    require: tuple[Expression, ...]
    bar: tuple[Expression, ...] = ()
    newer_bar: tuple[tuple[date, Expression], ...] = ()
    kind: str = "admission"
