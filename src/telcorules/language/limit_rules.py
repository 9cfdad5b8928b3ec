"""Rules about days linked: deadlines, and permissions that open after a period."""

from telcorules.foundation.periods import Unit
from telcorules.language import rule_schema, versions
from telcorules.language.linkers import Length, VersionLinker, units
from telcorules.language.sheets import Path

_ROLLS = {"roll", "strict"}
_DEFAULT_ROLLS = "duty-rollover"
_COUNTED = {Unit.DAYS, Unit.WORKING_DAYS}


def deadline(
    part: VersionLinker, path: Path, written: rule_schema.DeadlineVersion
) -> versions.DeadlineVersion | None:
    """Return a version of a deadline, None where it can't be counted."""
    since = part.event((*path, "since"), written.since)
    before = part.event((*path, "before"), written.before)
    limits = _limits(part, path, written)
    when = part.maybe_condition((*path, "when"), written.when)
    done = part.event((*path, "done"), written.done)
    rolls = _rolls(part, (*path, "rolls"), written.rolls)
    extensions = _extensions(part, (*path, "extended_by"), written, limits)
    exclusions = _exclusions(part, (*path, "excluding"), written, limits)
    on_miss = part.consequence((*path, "on_miss"), written.on_miss)
    basis = part.basis(path, written.basis)
    trigger = since or before
    if trigger is None or not limits:
        return None
    return versions.DeadlineVersion(
        start=written.start,
        until=written.until,
        basis=basis,
        when=when,
        since=trigger,
        limits=limits,
        done=done,
        rolls=rolls,
        back=before is not None,
        holidays_roll=written.holidays_roll,
        extensions=extensions,
        exclusions=exclusions,
        on_miss=on_miss,
    )


def _limits(
    part: VersionLinker, path: Path, written: rule_schema.DeadlineVersion
) -> tuple[Length, ...]:
    """Return the limits of which the earliest counts; none where one is wrong."""
    if written.within is not None:
        found = [part.length((*path, "within"), written.within)]
    else:
        place = (*path, "within_earliest_of")
        several = written.within_earliest_of or []
        found = [part.length((*place, n), text) for n, text in enumerate(several)]
    kept = tuple(one for one in found if one is not None)
    if len(kept) < len(found):
        return ()
    _check_units(part, path, {unit for one in kept for unit in units(one)})
    _check_back(part, path, written, kept)
    return kept


def _check_units(part: VersionLinker, path: Path, found: set[Unit]) -> None:
    """Note hours beside other units: a moment and a day can't be compared."""
    if Unit.HOURS in found and len(found) > 1:
        what = "hours and other units stand in one limit"
        hint = "count all of them in hours, or none"
        part.sheets.wrong("TR222", what, part.span(path), hint)


def _check_back(
    part: VersionLinker,
    path: Path,
    written: rule_schema.DeadlineVersion,
    limits: tuple[Length, ...],
) -> None:
    months = Unit.CALENDAR_MONTHS
    if written.before is not None and any(months in units(one) for one in limits):
        what = "calendar months aren't counted back"
        hint = "write months, which end on the corresponding day"
        part.sheets.wrong("TR222", what, part.span((*path, "before")), hint)


def _rolls(part: VersionLinker, path: Path, rolls: str | None) -> str | None:
    """Return the reading that says whether a limit rolls; without one it does."""
    readings, span = part.scope.readings, part.span(path)
    if rolls is None and _DEFAULT_ROLLS not in readings:
        return None
    name = rolls or _DEFAULT_ROLLS
    if not part.sheets.check_known("reading", name, readings, span):
        return None
    if set(readings[name]) != _ROLLS:
        what = f"the reading `{name}` doesn't say whether to roll"
        hint = "name a reading whose choices are `roll` and `strict`"
        part.sheets.wrong("TR226", what, span, hint)
    return name


def _extensions(
    part: VersionLinker,
    path: Path,
    written: rule_schema.DeadlineVersion,
    limits: tuple[Length, ...],
) -> tuple[versions.Extension, ...]:
    found = []
    for place, one in part.several(path, written.extended_by):
        event = part.event((*place, "event"), one.event)
        period = part.sheets.period(part.sheet, (*place, "period"), one.period)
        basis = part.basis(place, one.basis)
        if period and any(units(limit) != {period.unit} for limit in limits):
            what = f"`{one.period}` is added to a limit in another unit"
            hint = "state the extension in the unit of `within`"
            part.sheets.wrong("TR222", what, part.span((*place, "period")), hint)
        if event and period:
            found.append(versions.Extension(event, period, basis))
    return tuple(found)


def _exclusions(
    part: VersionLinker,
    path: Path,
    written: rule_schema.DeadlineVersion,
    limits: tuple[Length, ...],
) -> tuple[versions.Exclusion, ...]:
    found = []
    for place, one in part.several(path, written.excluding):
        start = part.event((*place, "from"), one.start)
        until = part.event((*place, "until"), one.until)
        basis = part.basis(place, one.basis)
        if start and until:
            found.append(versions.Exclusion(start, until, basis))
    if found and any(units(limit) - _COUNTED for limit in limits):
        what = "days are excluded from a limit that isn't counted in days"
        hint = "exclude days from a limit in days or working days alone"
        part.sheets.wrong("TR222", what, part.span(path), hint)
    return tuple(found)


def permission(
    part: VersionLinker, path: Path, written: rule_schema.PermissionVersion
) -> versions.PermissionVersion | None:
    """Return a version of a permission, None where it can't be counted."""
    when = part.maybe_condition((*path, "when"), written.when)
    since = part.event((*path, "since"), written.since)
    after = part.length((*path, "after"), written.after)
    done = part.event((*path, "done"), written.done)
    basis = part.basis(path, written.basis)
    if since is None or after is None:
        return None
    return versions.PermissionVersion(
        start=written.start,
        until=written.until,
        basis=basis,
        when=when,
        since=since,
        after=after,
        done=done,
    )
