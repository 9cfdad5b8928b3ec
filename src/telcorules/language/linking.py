"""The files of a pack put together: every name, citation and expression resolved."""

from dataclasses import replace

from telcorules.errors import PackError, Problem
from telcorules.foundation.law import Wording
from telcorules.language import program, remarks, schema
from telcorules.language.declarations import Declared, declare
from telcorules.language.references import check_references
from telcorules.language.rule_schema import RuleWritten
from telcorules.language.rules import RuleLinker
from telcorules.language.scope import nearest
from telcorules.language.sheets import Sheet, Sheets, words

DISCLAIMER = Wording(
    "本结论由规则推算得出，不是法律意见；以主管机关的决定为准。",
    "Computed from rules; not legal advice. The competent authority decides.",
)


def link(files: tuple[Sheet, ...], sha256: str) -> program.Program:
    """Return the program that all files make.

    Args:
        files: Those of the base pack first, its ``pack.yaml`` the first of all.
        sha256: The fingerprint of all files.

    Raises:
        PackError: Everything that doesn't fit, in the order of the files.
    """
    sheets = Sheets(files)
    declared = declare(sheets)
    rules = _rules(sheets, declared)
    check_references(sheets, rules, declared.scope.vocabulary)
    linked = _program(sheets, declared, rules, sha256)
    if sheets.problems:
        raise PackError(sorted(sheets.problems, key=_by_place))
    return linked


def _by_place(problem: Problem) -> tuple[str, int, int]:
    return problem.file or "", problem.line or 0, problem.column or 0


def _rules(sheets: Sheets, declared: Declared) -> dict[str, program.Rule]:
    """Return the rules by id; those that override others come after all others."""
    found: dict[str, program.Rule] = {}
    files = sheets.of(RuleWritten)
    for sheet in sorted(files, key=lambda one: one.written.overrides):
        name = sheet.written.rule
        if sheet.written.overrides:
            _check_override(sheets, sheet, found)
        elif sheets.taken("rule", name, sheet.span("rule")):
            continue
        rule = RuleLinker(sheets, declared, sheet).rule()
        before = found.get(name)
        replaced = before and (before.replaced or before)
        found[name] = replace(rule, replaced=replaced)
    return found


def _check_override(
    sheets: Sheets, sheet: Sheet, found: dict[str, program.Rule]
) -> None:
    """Note what can't override: the pack's second, or another kind of rule."""
    name, span = sheet.written.rule, sheet.span("rule")
    if name not in found:
        what = f"there is no rule `{name}` to override"
        sheets.wrong("TR311", what, span, nearest(name, found))
        return
    sheets.taken("overriding rule", name, span, sheet.layer)
    before, kind = found[name].kind, sheet.written.kind
    if before != kind:
        what = f"a rule of the kind `{kind}` can't override one of the kind `{before}`"
        why = "who reads the answer expects that kind"
        hint = "give the rule a name of its own"
        sheets.wrong("TR312", what, sheet.span("kind"), hint, why)


def _program(
    sheets: Sheets,
    declared: Declared,
    rules: dict[str, program.Rule],
    sha256: str,
) -> program.Program:
    packs: list[schema.PackFile] = [one.written for one in sheets.of(schema.PackFile)]
    mains = [pack.main for pack in packs if pack.main]
    stages = [pack.stage for pack in packs if pack.stage]
    said = [pack.disclaimer for pack in packs if pack.disclaimer]
    return program.Program(
        id=packs[0].pack,
        version=packs[0].version,
        title=words(packs[0].title),
        sha256=sha256,
        main=mains[0] if mains else None,
        decide=tuple(glob for pack in packs for glob in pack.decide),
        disclaimer=words(said[0]) if said else DISCLAIMER,
        vocabulary=declared.scope.vocabulary,
        instruments=sheets.instruments,
        readings=declared.readings,
        labels=sheets.labels,
        rules=rules,
        oddities=remarks.oddities(sheets, declared.scope),
        caveats=remarks.caveats(sheets, declared.scope, rules),
        channels=remarks.channels(sheets),
        stage=stages[0] if stages else None,
    )
