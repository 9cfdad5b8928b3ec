"""The clauses of rules about days: deadlines, and permissions that open."""

from collections.abc import Iterator

from telcorules.foundation.law import Wording
from telcorules.foundation.periods import Unit
from telcorules.language.linkers import units
from telcorules.language.program import Rule
from telcorules.language.versions import (
    DeadlineVersion,
    Exclusion,
    Extension,
    PermissionVersion,
    parameters_used,
)
from telcorules.language.vocabulary import Fact
from telcorules.render.answer_clauses import conditional, consequence
from telcorules.render.clauses import Clause
from telcorules.render.words import Phrasing

_ROLLING = {Unit.DAYS, Unit.MONTHS, Unit.YEARS}
_HOLIDAYS_ROLL = Wording(
    "；末日是节假日的，依该规定自身顺延到节假日后的第一日",
    "; a last day on a holiday moves to the day after it by the text itself",
)


def deadline(
    version: DeadlineVersion, rule: Rule, phrasing: Phrasing
) -> Iterator[Clause]:
    """Yield a limit, what makes it longer, and what follows where it is missed."""
    counted = _counted(version, phrasing)
    words = _done(counted, version.done, "完成", "done", phrasing)
    yield Clause(
        rule.id,
        "deadline",
        rule.title,
        conditional(version.when, words, phrasing),
        version.when,
        version.basis,
        parameters_used(version),
        _rolls(version),
    )
    for place, one in enumerate(version.extensions, 1):
        yield _extension(f"extended_by.{place}", one, phrasing)
    for place, span in enumerate(version.exclusions, 1):
        yield _exclusion(f"excluding.{place}", span, phrasing)
    yield from consequence(version.on_miss)


def _rolls(version: DeadlineVersion) -> str | None:
    """Return the reading by which a last day moves; None where none ever does."""
    moving = any(units(one) & _ROLLING for one in version.limits)
    return version.rolls if moving else None


def _counted(version: DeadlineVersion, phrasing: Phrasing) -> Wording:
    """Return how a limit is counted: from an event or back, one period or several."""
    event = phrasing.named_fact(version.since)
    periods = [phrasing.period(one) for one in version.limits]
    zh = "、".join(one.zh for one in periods)
    en = " or ".join(one.en for one in periods)
    first = Wording("，以先届满的为准", ", whichever ends first")
    if version.back:
        words = Wording(f"最迟在{event.zh}前{zh}", f"at least {en} before {event.en}")
    else:
        words = Wording(f"自{event.zh}起{zh}内", f"within {en} from {event.en}")
    more = [first] if len(periods) > 1 else []
    more += [_HOLIDAYS_ROLL] if version.holidays_roll else []
    return Wording(
        "".join((words.zh, *(one.zh for one in more))),
        "".join((words.en, *(one.en for one in more))),
    )


def _extension(name: str, one: Extension, phrasing: Phrasing) -> Clause:
    event, period = phrasing.named_fact(one.event), phrasing.period(one.period)
    words = Wording(
        f"{event.zh}不晚于期限届满的，延长{period.zh}",
        f"longer by {period.en} where {event.en} is not after its end",
    )
    return Clause(name, "extended_by", None, words, None, one.basis)


def _exclusion(name: str, one: Exclusion, phrasing: Phrasing) -> Clause:
    start, until = phrasing.named_fact(one.start), phrasing.named_fact(one.until)
    words = Wording(
        f"自{start.zh}至{until.zh}的各日不计入，首尾两日也不计入",
        f"the days from {start.en} to {until.en}, both included, don't count",
    )
    return Clause(name, "excluding", None, words, None, one.basis)


def permission(
    version: PermissionVersion, rule: Rule, phrasing: Phrasing
) -> Iterator[Clause]:
    """Yield from when something may be done."""
    since, after = phrasing.named_fact(version.since), phrasing.period(version.after)
    opens = Wording(
        f"自{since.zh}起满{after.zh}以后可以，不顺延",
        f"once {after.en} from {since.en} are over, never moved",
    )
    words = _done(opens, version.done, "实施", "done", phrasing)
    yield Clause(
        rule.id,
        "permission",
        rule.title,
        conditional(version.when, words, phrasing),
        version.when,
        version.basis,
        parameters_used(version),
    )


def _done(
    words: Wording, event: Fact | None, zh: str, en: str, phrasing: Phrasing
) -> Wording:
    """Return words with the event by which something is done, where there is one."""
    if event is None:
        return words
    done = phrasing.named_fact(event)
    return Wording(f"{words.zh}；以{done.zh}为{zh}", f"{words.en}; {en} on {done.en}")
