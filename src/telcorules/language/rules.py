"""The rules of a pack linked: what all versions share, and each by its kind."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from telcorules.errors import Span
from telcorules.foundation.law import Wording
from telcorules.language import answer_rules, limit_rules, program, rule_schema
from telcorules.language.declarations import Declared
from telcorules.language.linkers import Linking, VersionLinker
from telcorules.language.scope import Scope
from telcorules.language.sheets import Path, Sheet, Sheets, words
from telcorules.language.versions import Version

_MOMENTS: Mapping[type[rule_schema.Version], tuple[str, ...]] = MappingProxyType(
    {
        rule_schema.AdmissionVersion: ("at",),
        rule_schema.DeadlineVersion: ("as_of",),
        rule_schema.ChoiceVersion: ("as_of",),
        rule_schema.PermissionVersion: ("as_of",),
        rule_schema.AmountVersion: ("as_of",),
        rule_schema.DutyVersion: ("as_of",),
    }
)
_LINKINGS: Mapping[type[rule_schema.Version], Linking] = MappingProxyType(
    {
        rule_schema.AdmissionVersion: answer_rules.admission,
        rule_schema.DeadlineVersion: limit_rules.deadline,
        rule_schema.ChoiceVersion: answer_rules.choice,
        rule_schema.ChecklistVersion: answer_rules.checklist,
        rule_schema.PermissionVersion: limit_rules.permission,
        rule_schema.AmountVersion: answer_rules.amount,
        rule_schema.DutyVersion: answer_rules.duty,
    }
)
_CALLED = ("title", "duty", "may", "owed")


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

    def rule(self) -> program.Rule:
        """Return the rule; what is wrong with it is noted."""
        written: Any = self._sheet.written
        whole = VersionLinker(self._sheets, self._sheet, self._declared.scope)
        actor: str = getattr(written, "actor", "")
        if actor:
            whole.actor(("actor",), actor)
        versions = self._versions()
        return program.Rule(
            id=written.rule,
            kind=written.kind,
            title=_title(written),
            governed_by=whole.event(("governed_by",), written.governed_by),
            versions=versions,
            actor=actor,
            pick=getattr(written, "pick", ""),
            gaps=self._gaps(whole, written.not_at_hand, versions),
            under=written.under,
            span=self._sheet.span("rule"),
        )

    def _gaps(
        self,
        whole: VersionLinker,
        written: list[rule_schema.GapWritten],
        versions: tuple[Version, ...],
    ) -> tuple[program.Gap, ...]:
        found = []
        for index, one in enumerate(written):
            basis = whole.basis(("not_at_hand", index), one.basis)
            gap = program.Gap(one.start, one.until, basis, words(one.note))
            found.append(gap)
            if version := next((v for v in versions if _overlap(v, gap)), None):
                what = f"the version from {version.start} holds on days of this gap"
                hint = "end it before the gap begins, or correct the days of the gap"
                span = whole.span(("not_at_hand", index, "from"))
                self._sheets.wrong("TR320", what, span, hint)
        return tuple(found)

    def _versions(self) -> tuple[Version, ...]:
        found: list[Version] = []
        for index, written in enumerate(self._sheet.written.versions):
            path: Path = ("versions", index)
            scope = self._lets(path, written)
            part = VersionLinker(self._sheets, self._sheet, scope)
            version = _LINKINGS[type(written)](part, path, written)
            if version is not None:
                self._follow(found, version, self._sheet.span(*path, "from"))
        return tuple(found)

    def _follow(self, found: list[Version], version: Version, span: Span) -> None:
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

    def _lets(self, path: Path, written: rule_schema.Version) -> Scope:
        scope = replace(
            self._declared.scope,
            moments=_MOMENTS.get(type(written), ()),
            known=isinstance(written, rule_schema.ChecklistVersion),
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


def _overlap(one: Version, other: program.Gap) -> bool:
    """Tell whether some day is one of both."""
    return not (_ended(one, other.start) or _ended(other, one.start))


def _ended(days: Version | program.Gap, before: date) -> bool:
    return days.until is not None and days.until < before


def _title(written: Any) -> Wording:
    said = (getattr(written, name, None) for name in _CALLED)
    first = next((one for one in said if one), None)
    return words(first) if first else Wording(written.rule, written.rule)
