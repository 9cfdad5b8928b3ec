"""Rules that answer linked: admissions, choices, checklists, duties, amounts."""

from collections.abc import Iterable
from typing import Any

from telcorules.foundation.law import Cited
from telcorules.language import nodes, rule_schema, versions
from telcorules.language.linkers import VersionLinker
from telcorules.language.nodes import Node
from telcorules.language.scope import NUMBERS, a_kind
from telcorules.language.sheets import Path, maybe_words, words
from telcorules.language.vocabulary import Kind


def admission(
    part: VersionLinker, path: Path, written: rule_schema.AdmissionVersion
) -> versions.AdmissionVersion:
    """Return a version of an admission."""
    roles = [("require", written.require), ("bar", written.bar)]
    conditions = [
        _condition(part, (*path, role, name), one)
        for role, named in roles
        for name, one in named.items()
    ]
    kept = tuple(one for one in conditions if one)
    return versions.AdmissionVersion(
        start=written.start,
        until=written.until,
        basis=_bases(kept),
        conditions=kept,
    )


def _condition(
    part: VersionLinker, path: Path, written: rule_schema.ConditionWritten
) -> versions.Condition | None:
    node = part.condition((*path, "if"), written.condition)
    basis = part.basis(path, written.basis)
    cure = _cure(part, (*path, "cure"), written.cure)
    if node is None:
        return None
    return versions.Condition(
        id=str(path[-1]),
        role=str(path[-2]),
        node=node,
        basis=basis,
        label=maybe_words(written.label),
        message=maybe_words(written.otherwise),
        cure=cure,
        curable=written.cure != "none",
    )


def _cure(
    part: VersionLinker, path: Path, written: rule_schema.Cure | str | None
) -> versions.Cure | None:
    if not isinstance(written, rule_schema.Cure):
        return None
    part.actor((*path, "who"), written.who)
    if written.act is not None:
        part.sheets.fact(part.sheet, (*path, "act"), written.act, part.scope)
    return versions.Cure(written.who, written.act, words(written.note))


def choice(
    part: VersionLinker, path: Path, written: rule_schema.ChoiceVersion
) -> versions.ChoiceVersion:
    """Return a version of a choice."""
    rows = [
        _row(part, (*path, "rows", index), row)
        for index, row in enumerate(written.rows)
    ]
    kept = tuple(row for row in rows if row)
    return versions.ChoiceVersion(
        start=written.start, until=written.until, basis=_bases(kept), rows=kept
    )


def _row(
    part: VersionLinker, path: Path, written: rule_schema.Row
) -> versions.ChoiceRow | None:
    condition = part.maybe_condition((*path, "if"), written.condition)
    value = _answer(part, (*path, "value"), written.value)
    opens = part.day((*path, "opens"), written.opens)
    closes = part.day((*path, "closes"), written.closes)
    barriers = _barriers(part, (*path, "barred"), written.barred)
    basis = part.basis(path, written.basis)
    if written.turn is not None:
        part.actor((*path, "turn"), written.turn)
    if value is None:
        return None
    return versions.ChoiceRow(
        condition=condition,
        value=value,
        reason=maybe_words(written.reason),
        needs=maybe_words(written.needs),
        otherwise=maybe_words(written.otherwise),
        opens=opens,
        premature=maybe_words(written.premature),
        closes=closes,
        late=maybe_words(written.late),
        barriers=barriers,
        turn=written.turn or "",
        basis=basis,
    )


def _barriers(
    part: VersionLinker, path: Path, written: list[rule_schema.Barrier]
) -> tuple[versions.Barrier, ...]:
    found = []
    for place, one in part.several(path, written):
        node = part.condition((*place, "if"), one.condition)
        basis = part.basis(place, one.basis)
        if node is not None:
            reason = words(one.reason)
            found.append(versions.Barrier(condition=node, reason=reason, basis=basis))
    return tuple(found)


def _answer(part: VersionLinker, path: Path, text: str) -> Node | None:
    """Return the tree of a row's value: authorities, or a declared body or answer."""
    value = part.expression(path, text)
    while isinstance(value, nodes.Named):
        value = value.body
    if value is None or isinstance(value, nodes.Appoint):
        return value
    if isinstance(value, nodes.Constant) and value.type.kind is Kind.TEXT:
        known, body = part.sheets.labels, str(value.value)
        kind = "authority, body or answer"
        is_body = part.sheets.check_known(kind, body, known, value.span)
        return value if is_body else None
    what = "this names no authority, body or answer"
    hint = 'write authority("ca", respondent.province), or a body in two quotes'
    part.sheets.wrong("TR220", what, value.span, hint)
    return None


def checklist(
    part: VersionLinker, path: Path, written: rule_schema.ChecklistVersion
) -> versions.ChecklistVersion:
    """Return a version of a checklist."""
    items = [
        _item(part, (*path, "items", name), one) for name, one in written.items.items()
    ]
    kept = tuple(one for one in items if one)
    return versions.ChecklistVersion(
        start=written.start, until=written.until, basis=_bases(kept), items=kept
    )


def _item(
    part: VersionLinker, path: Path, written: rule_schema.ItemWritten
) -> versions.Condition | None:
    node = part.condition((*path, "if"), written.condition)
    applies = part.maybe_condition((*path, "when"), written.when)
    basis = part.basis(path, written.basis)
    if node is None:
        return None
    missing, name = words(written.missing), str(path[-1])
    return versions.Condition(
        name, "item", node, basis, message=missing, applies=applies
    )


def duty(
    part: VersionLinker, path: Path, written: rule_schema.DutyVersion
) -> versions.DutyVersion:
    """Return a version of a duty."""
    version = versions.DutyVersion(
        start=written.start,
        until=written.until,
        when=part.maybe_condition((*path, "when"), written.when),
        done=part.maybe_condition((*path, "done"), written.done),
        on_miss=part.consequence((*path, "on_miss"), written.on_miss),
        basis=part.basis(path, written.basis),
        under=_under(part, (*path, "readings"), written),
    )
    _check_hanging(part, (*path, "readings"), version)
    return version


def _check_hanging(
    part: VersionLinker, path: Path, version: versions.OwedVersion
) -> None:
    """Note a reading with a basis of its own here, on which nothing here hangs."""
    used = versions.readings_used(version)
    for name in dict.fromkeys(one.reading for one in version.under):
        if name not in used:
            what = f"nothing here hangs on the reading `{name}`"
            hint = f"leave it out, or write reading.{name.replace('-', '_')} == ..."
            part.sheets.wrong("TR226", what, part.sheet.key_span(*path, name), hint)


def _under(
    part: VersionLinker, path: Path, written: rule_schema.OwedVersion
) -> tuple[versions.ReadingBasis, ...]:
    """Return what choices of readings rest on in this rule."""
    found = []
    for reading, choices in written.readings.items():
        known = part.scope.readings
        span = part.sheet.key_span(*path, reading)
        if not part.sheets.check_known("reading", reading, known, span):
            continue
        for choice, texts in choices.items():
            place = part.sheet.key_span(*path, reading, choice)
            kind = f"choice of `{reading}`"
            if part.sheets.check_known(kind, choice, known[reading], place):
                basis = part.cited((*path, reading, choice), texts)
                found.append(versions.ReadingBasis(reading, choice, basis))
    return tuple(found)


def amount(
    part: VersionLinker, path: Path, written: rule_schema.AmountVersion
) -> versions.AmountVersion | None:
    """Return a version of an amount, None where its value is no number."""
    when = part.maybe_condition((*path, "when"), written.when)
    value = part.expression((*path, "value"), written.value)
    basis = part.basis(path, written.basis)
    if value is None:
        return None
    if value.type.kind not in NUMBERS:
        what = f"this is {a_kind(value.type)}, not an amount of money"
        hint = "reckon it from money and numbers"
        part.sheets.wrong("TR220", what, value.span, hint)
        return None
    version = versions.AmountVersion(
        start=written.start,
        until=written.until,
        basis=basis,
        when=when,
        value=value,
        rounding=written.rounding,
        places=written.places,
        under=_under(part, (*path, "readings"), written),
    )
    _check_hanging(part, (*path, "readings"), version)
    return version


def _bases(parts: Iterable[Any]) -> tuple[Cited, ...]:
    return tuple(dict.fromkeys(cited for part in parts for cited in part.basis))
