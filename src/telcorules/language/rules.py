"""The rules of a pack linked: each version's expressions, events and citations.

Every kind of version has its linker, found by the type of what is written.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from telcorules.errors import Span
from telcorules.foundation.law import Cited, Wording
from telcorules.foundation.periods import Period
from telcorules.language import nodes, program, schema
from telcorules.language.declarations import Declared
from telcorules.language.forms import SLUG
from telcorules.language.nodes import Node, Parameter
from telcorules.language.scope import Scope, nearest
from telcorules.language.sheets import Path, Sheet, Sheets, maybe_words, words
from telcorules.language.vocabulary import Fact, Kind

_ROLLS = {"roll", "strict"}
_DEFAULT_ROLLS = "duty-rollover"
_MOMENTS: dict[type[schema.Version], tuple[str, ...]] = {
    schema.AdmissionVersion: ("at",),
    schema.DeadlineVersion: ("as_of",),
}


class RuleLinker:
    """Links one rule file.

    Args:
        sheets: All files, and the list of problems.
        declared: What rules may name.
        sheet: The file of the rule.
    """

    def __init__(self, sheets: Sheets, declared: Declared, sheet: Sheet) -> None:
        self._sheets = sheets
        self._declared = declared
        self._sheet = sheet
        self._scope = declared.scope

    def rule(self) -> program.Rule:
        """Return the rule; what is wrong with it is noted."""
        written: schema.RuleWritten = self._sheet.written
        return program.Rule(
            id=written.rule,
            kind=written.kind,
            title=_title(written),
            governed_by=self._event(("governed_by",), written.governed_by),
            versions=self._versions(),
            actor=self._actor(),
            pick=getattr(written, "pick", ""),
            span=self._sheet.span("rule"),
        )

    def _event(self, path: Path, text: str | None) -> Fact | None:
        if text is None:
            return None
        return self._sheets.event(self._sheet, path, text, self._scope)

    def _actor(self) -> str:
        actor: str = getattr(self._sheet.written, "actor", "")
        if actor:
            self._check_actor(actor, self._sheet.span("actor"))
        return actor

    def _check_actor(self, actor: str, span: Span) -> None:
        """Note an actor that isn't declared, in a pack that declares any body."""
        known = {*self._sheets.labels, *self._scope.authorities}
        if known:
            self._sheets.check_known("actor", actor, known, span)

    def _versions(self) -> tuple[program.Version, ...]:
        found: list[program.Version] = []
        for index, written in enumerate(self._sheet.written.versions):
            path: Path = ("versions", index)
            self._scope = self._lets(path, written)
            version = _LINKERS[type(written)](self, path, written)
            if version is not None:
                self._follow(found, version, self._sheet.span(*path, "from"))
        return tuple(found)

    def _follow(
        self, found: list[program.Version], version: program.Version, span: Span
    ) -> None:
        """Add a version; the one before ends the day before, unless it says when."""
        if found:
            last = found[-1]
            if last.until is None and last.start < version.start:
                last = replace(last, until=version.start - timedelta(days=1))
                found[-1] = last
            if last.until is None or last.until >= version.start:
                what = f"the version from {last.start} isn't over on {version.start}"
                hint = "order versions by `from`, each after the one before"
                self._sheets.wrong("TR320", what, span, hint)
        found.append(version)

    def _lets(self, path: Path, written: schema.Version) -> Scope:
        scope = replace(
            self._declared.scope,
            moments=_MOMENTS.get(type(written), ()),
            known=isinstance(written, schema.ChecklistVersion),
        )
        for name, text in written.let.items():
            place = (*path, "let", name)
            if name in scope.parameters:
                span = self._sheet.key_span(*place)
                what = f"`{name}` is the name of a parameter"
                self._sheets.wrong("TR310", what, span, "give it another name")
            node = self._sheets.expression(self._sheet, place, text, scope)
            if node is not None:
                scope = scope.having(name, node)
        return scope

    def _condition(self, path: Path, text: str) -> Node | None:
        return self._sheets.condition(self._sheet, path, text, self._scope)

    def _basis(self, path: Path, texts: list[str]) -> tuple[Cited, ...]:
        return self._sheets.basis(self._sheet, path, texts)

    def admission(
        self, path: Path, written: schema.AdmissionVersion
    ) -> program.Version:
        """Return a version of an admission."""
        parts = [("require", written.require), ("bar", written.bar)]
        conditions = [
            self._admission_condition((*path, role, name), one)
            for role, named in parts
            for name, one in named.items()
        ]
        kept = tuple(one for one in conditions if one)
        return program.AdmissionVersion(
            start=written.start,
            until=written.until,
            basis=_bases(kept),
            conditions=kept,
        )

    def _admission_condition(
        self, path: Path, written: schema.ConditionWritten
    ) -> program.Condition | None:
        node = self._condition((*path, "if"), written.condition)
        basis = self._basis(path, written.basis)
        cure = self._cure((*path, "cure"), written.cure)
        if node is None:
            return None
        return program.Condition(
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
        self, path: Path, written: schema.Cure | str | None
    ) -> program.Cure | None:
        if not isinstance(written, schema.Cure):
            return None
        self._check_actor(written.who, self._sheet.span(*path, "who"))
        if written.act is not None:
            place = (*path, "act")
            self._sheets.fact(self._sheet, place, written.act, self._scope)
        return program.Cure(written.who, written.act, words(written.note))

    def deadline(
        self, path: Path, written: schema.DeadlineVersion
    ) -> program.Version | None:
        """Return a version of a deadline, None where it can't be counted."""
        when = None
        if written.when is not None:
            when = self._condition((*path, "when"), written.when)
        since = self._event((*path, "since"), written.since)
        done = self._event((*path, "done"), written.done)
        within = self._within((*path, "within"), written.within)
        rolls = self._rolls(written.rolls, self._sheet.span(*path, "rolls"))
        basis = self._basis(path, written.basis)
        if since is None or within is None:
            return None
        return program.DeadlineVersion(
            start=written.start,
            until=written.until,
            basis=basis,
            when=when,
            since=since,
            within=within,
            done=done,
            rolls=rolls,
        )

    def _within(self, path: Path, text: str) -> Period | Parameter | None:
        parameters = self._scope.parameters
        if (name := text.replace("-", "_")) in parameters:
            return parameters[name]
        if SLUG.match(name.replace("_", "-")):
            span, known = self._sheet.span(*path), [p.id for p in parameters.values()]
            hint = f"{nearest(text, known)}; or write a period, such as 15 days"
            self._sheets.wrong("TR222", f"unknown parameter `{text}`", span, hint)
            return None
        return self._sheets.period(self._sheet, path, text)

    def _rolls(self, rolls: str | None, span: Span) -> str | None:
        """Return the reading that says whether a limit rolls; without one it does."""
        readings = self._scope.readings
        if rolls is None and _DEFAULT_ROLLS not in readings:
            return None
        name = rolls or _DEFAULT_ROLLS
        if not self._sheets.check_known("reading", name, readings, span):
            return None
        if set(readings[name]) != _ROLLS:
            what = f"the reading `{name}` doesn't say whether to roll"
            hint = "name a reading whose choices are `roll` and `strict`"
            self._sheets.wrong("TR226", what, span, hint)
        return name

    def choice(self, path: Path, written: schema.ChoiceVersion) -> program.Version:
        """Return a version of a choice."""
        rows = [
            self._row((*path, "rows", index), row)
            for index, row in enumerate(written.rows)
        ]
        kept = tuple(row for row in rows if row)
        return program.ChoiceVersion(
            start=written.start, until=written.until, basis=_bases(kept), rows=kept
        )

    def _row(self, path: Path, written: schema.Row) -> program.ChoiceRow | None:
        test = None
        if written.condition is not None:
            test = self._condition((*path, "if"), written.condition)
        value = self._answer((*path, "value"), written.value)
        basis = self._basis(path, written.basis)
        if value is None:
            return None
        reason = maybe_words(written.reason)
        return program.ChoiceRow(
            condition=test, value=value, reason=reason, basis=basis
        )

    def _answer(self, path: Path, text: str) -> Node | None:
        """Return the tree of a row's value: authorities, or a declared body."""
        value = self._sheets.expression(self._sheet, path, text, self._scope)
        while isinstance(value, nodes.Named):
            value = value.body
        if value is None or isinstance(value, nodes.Appoint):
            return value
        if isinstance(value, nodes.Constant) and value.type.kind is Kind.TEXT:
            known, body = self._sheets.labels, str(value.value)
            return value if self._is_body(body, known, value.span) else None
        what = "this doesn't name an authority"
        hint = 'write authority("ca", respondent.province), or a body in two quotes'
        self._sheets.wrong("TR220", what, value.span, hint)
        return None

    def _is_body(self, body: str, known: Iterable[str], span: Span) -> bool:
        return self._sheets.check_known("authority or body", body, known, span)

    def checklist(
        self, path: Path, written: schema.ChecklistVersion
    ) -> program.Version:
        """Return a version of a checklist."""
        items = [
            self._item((*path, "items", name), one)
            for name, one in written.items.items()
        ]
        kept = tuple(one for one in items if one)
        return program.ChecklistVersion(
            start=written.start, until=written.until, basis=_bases(kept), items=kept
        )

    def _item(
        self, path: Path, written: schema.ItemWritten
    ) -> program.Condition | None:
        node = self._condition((*path, "if"), written.condition)
        basis = self._basis(path, written.basis)
        if node is None:
            return None
        missing, name = words(written.missing), str(path[-1])
        return program.Condition(name, "item", node, basis, message=missing)


_LINKERS: dict[type[schema.Version], Callable[..., program.Version | None]] = {
    schema.AdmissionVersion: RuleLinker.admission,
    schema.DeadlineVersion: RuleLinker.deadline,
    schema.ChoiceVersion: RuleLinker.choice,
    schema.ChecklistVersion: RuleLinker.checklist,
}


def _title(written: schema.RuleWritten) -> Wording:
    said = written.title or getattr(written, "duty", None)
    return words(said) if said else Wording(written.rule, written.rule)


def _bases(parts: Iterable[Any]) -> tuple[Cited, ...]:
    return tuple(dict.fromkeys(cited for part in parts for cited in part.basis))
