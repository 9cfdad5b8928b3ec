"""The files of a pack put together: every name, citation and expression resolved."""

from dataclasses import replace
from fnmatch import fnmatchcase

from telcorules.errors import PackError, Problem
from telcorules.foundation.law import Wording
from telcorules.language import program, schema
from telcorules.language.declarations import Declared, declare
from telcorules.language.rules import RuleLinker
from telcorules.language.scope import nearest
from telcorules.language.sheets import Path, Sheet, Sheets, words

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
    oddities = _oddities(sheets, declared)
    linked = _program(sheets, declared, rules, oddities, sha256)
    if sheets.problems:
        raise PackError(sorted(sheets.problems, key=_by_place))
    return linked


def _by_place(problem: Problem) -> tuple[str, int, int]:
    return problem.file or "", problem.line or 0, problem.column or 0


def _rules(sheets: Sheets, declared: Declared) -> dict[str, program.Rule]:
    """Return the rules by id; those that override others come after all others."""
    found: dict[str, program.Rule] = {}
    files = sheets.of(schema.RuleWritten)
    for sheet in sorted(files, key=lambda one: one.written.overrides):
        name, span = sheet.written.rule, sheet.span("rule")
        if sheet.written.overrides and name not in found:
            what = f"there is no rule `{name}` to override"
            sheets.wrong("TR311", what, span, nearest(name, found))
        elif not sheet.written.overrides and sheets.taken("rule", name, span):
            continue
        found[name] = RuleLinker(sheets, declared, sheet).rule()
    return found


def _oddities(sheets: Sheets, declared: Declared) -> tuple[program.Condition, ...]:
    scope = replace(declared.scope, moments=("as_of",))
    found = []
    for sheet in sheets.of(schema.OdditiesFile):
        for name, written in sheet.written.oddities.items():
            path: Path = ("oddities", name)
            if sheets.taken("oddity", name, sheet.key_span(*path)):
                continue
            node = sheets.condition(sheet, (*path, "if"), written.condition, scope)
            if node is not None:
                note = words(written.note)
                found.append(program.Condition(name, "note", node, (), message=note))
    return tuple(found)


def _program(
    sheets: Sheets,
    declared: Declared,
    rules: dict[str, program.Rule],
    oddities: tuple[program.Condition, ...],
    sha256: str,
) -> program.Program:
    packs = sheets.of(schema.PackFile)
    for sheet in packs:
        _check_names(sheets, sheet, rules)
        _check_sections(sheets, sheet, declared)
    first: schema.PackFile = packs[0].written
    mains = [sheet.written.main for sheet in packs if sheet.written.main]
    said = [sheet.written.disclaimer for sheet in packs if sheet.written.disclaimer]
    return program.Program(
        id=first.pack,
        version=first.version,
        title=words(first.title),
        sha256=sha256,
        main=mains[0] if mains else None,
        decide=tuple(glob for sheet in packs for glob in sheet.written.decide),
        disclaimer=words(said[0]) if said else DISCLAIMER,
        vocabulary=declared.scope.vocabulary,
        instruments=sheets.instruments,
        readings=declared.readings,
        labels=sheets.labels,
        rules=rules,
        oddities=oddities,
    )


def _check_sections(sheets: Sheets, sheet: Sheet, declared: Declared) -> None:
    """Note a section, in the order of the sections, that no file declares."""
    known = declared.scope.vocabulary.sections
    for index, name in enumerate(sheet.written.sections):
        if name not in known:
            what, hint = f"there is no section `{name}`", nearest(name, known)
            sheets.wrong("TR311", what, sheet.span("sections", index), hint)


def _check_names(sheets: Sheets, sheet: Sheet, rules: dict[str, program.Rule]) -> None:
    """Note a main rule, or a glob of rules to decide, that no rule bears."""
    main = sheet.written.main
    if main is not None and main not in rules:
        what, hint = f"there is no rule `{main}`", nearest(main, rules)
        sheets.wrong("TR311", what, sheet.span("main"), hint)
    for index, glob in enumerate(sheet.written.decide):
        if not any(fnmatchcase(name, glob) for name in rules):
            what, hint = f"no rule is called `{glob}`", nearest(glob.strip(".*"), rules)
            sheets.wrong("TR311", what, sheet.span("decide", index), hint)
