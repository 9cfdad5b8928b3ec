"""What the limits of rules compare: last days, with what is done and the day asked."""

from collections.abc import Iterable, Iterator

from telcorules.evaluation.context import Context
from telcorules.evaluation.terms import Relation, Term, Terms
from telcorules.language.versions import (
    ChoiceRow,
    DeadlineVersion,
    PermissionVersion,
    Version,
)
from telcorules.language.vocabulary import Fact


def events_of(version: Version) -> Iterator[Fact]:
    """Yield the events that a limit reads beside its conditions."""
    if isinstance(version, DeadlineVersion | PermissionVersion):
        yield version.since
        yield from [version.done] if version.done else []
    if isinstance(version, DeadlineVersion):
        yield from (one.event for one in version.extensions)
        for one in version.exclusions:
            yield from (one.start, one.until)


def limits_of(version: Version, terms: Terms, context: Context) -> list[Relation]:
    """Return what the limits of a version compare."""
    if isinstance(version, DeadlineVersion | PermissionVersion):
        return _limit(version, terms, context)
    return list(closing(getattr(version, "rows", ()), terms))


def closing(rows: Iterable[ChoiceRow], terms: Terms) -> Iterator[Relation]:
    """Yield what the first and last days of rows are compared with: the day asked."""
    for row in rows:
        for node in (row.opens, row.closes):
            for term in terms.of(node) if node else ():
                yield _both(term, Term("as_of"))


def _limit(
    version: DeadlineVersion | PermissionVersion, terms: Terms, context: Context
) -> list[Relation]:
    event = Term(version.since.slot)
    others = [Term("as_of"), *(Term(fact.slot) for fact in events_of(version))]
    found = []
    for moved in _last_days(version, event, terms, context):
        found += [_both(moved, other) for other in others if other.key != event.key]
    lengths = (
        version.limits if isinstance(version, DeadlineVersion) else (version.after,)
    )
    for length in lengths:
        found += terms.steps(event, length)
    if isinstance(version, DeadlineVersion):
        spans = (Term(one.start.slot) for one in version.exclusions)
        found += [_both(start, Term("as_of")) for start in spans]
    return found


def _last_days(
    version: DeadlineVersion | PermissionVersion,
    event: Term,
    terms: Terms,
    context: Context,
) -> Iterator[Term]:
    """Yield where a limit may end, extended or not."""
    if isinstance(version, PermissionVersion):
        for period in terms.lengths(version.after):
            yield event.moved(terms.table(period, roll=False))
        return
    rolls = context.readings[version.rolls] if version.rolls else "roll"
    longer = [0]
    for one in version.extensions:
        longer += [more + one.period.count for more in longer]
    for length in version.limits:
        for period in terms.lengths(length):
            for more in longer:
                table = terms.table(
                    type(period)(period.count + more, period.unit),
                    roll=rolls == "roll",
                    back=version.back,
                    off_holidays=version.holidays_roll,
                )
                yield event.moved(table)


def _both(left: Term, right: Term) -> Relation:
    return Relation(left, right, reaching=True, passing=True)
