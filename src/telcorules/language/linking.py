"""The files of a pack put together: every name, citation and expression resolved."""

from dataclasses import replace
from fnmatch import fnmatchcase

from telcorules.errors import PackError, Problem
from telcorules.foundation.law import Cited, Grade, Wording
from telcorules.language import program, schema
from telcorules.language.declarations import Declared, declare
from telcorules.language.nodes import Node
from telcorules.language.rule_schema import RuleWritten
from telcorules.language.rules import RuleLinker
from telcorules.language.scope import nearest
from telcorules.language.sheets import Path, Sheet, Sheets, maybe_words, words
from telcorules.language.versions import Condition

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
        name, span = sheet.written.rule, sheet.span("rule")
        if sheet.written.overrides and name not in found:
            what = f"there is no rule `{name}` to override"
            sheets.wrong("TR311", what, span, nearest(name, found))
        elif not sheet.written.overrides and sheets.taken("rule", name, span):
            continue
        found[name] = RuleLinker(sheets, declared, sheet).rule()
    return found


def _oddities(sheets: Sheets, declared: Declared) -> tuple[Condition, ...]:
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
                found.append(Condition(name, "note", node, (), message=note))
    return tuple(found)


def _caveats(
    sheets: Sheets, declared: Declared, rules: dict[str, program.Rule]
) -> tuple[program.Caveat, ...]:
    scope = replace(declared.scope, moments=("as_of",))
    found = []
    for sheet in sheets.of(schema.CaveatsFile):
        for name, written in sheet.written.caveats.items():
            path: Path = ("caveats", name)
            if sheets.taken("caveat", name, sheet.key_span(*path)):
                continue
            _check_globs(sheets, sheet, (*path, "rules"), written.rules, rules)
            node = sheets.condition(sheet, (*path, "if"), written.condition, scope)
            basis = sheets.basis(sheet, path, written.basis or [])
            if node is not None:
                found.append(_caveat(name, written, node, basis))
    return tuple(found)


def _caveat(
    name: str, written: schema.CaveatWritten, node: Node, basis: tuple[Cited, ...]
) -> program.Caveat:
    return program.Caveat(
        id=name,
        condition=node,
        unless_known=written.unless_known,
        rules=tuple(written.rules),
        counting=written.counting is not None,
        note=words(written.note),
        basis=basis,
    )


def _channels(sheets: Sheets) -> dict[str, program.Channel]:
    found = {}
    for sheet in sheets.of(schema.ChannelsFile):
        for name, written in sheet.written.channels.items():
            if not sheets.taken("channel", name, sheet.key_span("channels", name)):
                found[name] = _channel(name, written)
    return found


def _channel(name: str, written: schema.ChannelWritten) -> program.Channel:
    return program.Channel(
        id=name,
        label=words(written.label),
        authority=words(written.run_by),
        about=words(written.about),
        phone=written.phone,
        url=written.url,
        verified=Grade(written.verified),
        source=words(written.source),
        note=maybe_words(written.note),
    )


def _program(
    sheets: Sheets,
    declared: Declared,
    rules: dict[str, program.Rule],
    sha256: str,
) -> program.Program:
    packs = sheets.of(schema.PackFile)
    _check_under(sheets, rules)
    for sheet in packs:
        _check_names(sheets, sheet, rules)
        _check_sections(sheets, sheet, declared)
    first: schema.PackFile = packs[0].written
    mains = [sheet.written.main for sheet in packs if sheet.written.main]
    stages = [sheet.written.stage for sheet in packs if sheet.written.stage]
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
        oddities=_oddities(sheets, declared),
        caveats=_caveats(sheets, declared, rules),
        channels=_channels(sheets),
        stage=stages[0] if stages else None,
    )


def _check_sections(sheets: Sheets, sheet: Sheet, declared: Declared) -> None:
    """Note a section, in the order of the sections, that no file declares."""
    known = declared.scope.vocabulary.sections
    for index, name in enumerate(sheet.written.sections):
        if name not in known:
            what, hint = f"there is no section `{name}`", nearest(name, known)
            sheets.wrong("TR311", what, sheet.span("sections", index), hint)


def _check_under(sheets: Sheets, rules: dict[str, program.Rule]) -> None:
    """Note a promise that is measured against a rule there isn't."""
    for sheet in sheets.of(RuleWritten):
        under = sheet.written.under
        if under is not None and under not in rules:
            what, hint = f"there is no rule `{under}`", nearest(under, rules)
            sheets.wrong("TR311", what, sheet.span("under"), hint)


def _check_names(sheets: Sheets, sheet: Sheet, rules: dict[str, program.Rule]) -> None:
    """Note a main rule, a rule of stages, or a glob of rules, that no rule bears."""
    for key in ("main", "stage"):
        named = getattr(sheet.written, key)
        if named is not None and named not in rules:
            what, hint = f"there is no rule `{named}`", nearest(named, rules)
            sheets.wrong("TR311", what, sheet.span(key), hint)
    _check_globs(sheets, sheet, ("decide",), sheet.written.decide, rules)


def _check_globs(
    sheets: Sheets,
    sheet: Sheet,
    path: Path,
    globs: list[str],
    rules: dict[str, program.Rule],
) -> None:
    for index, glob in enumerate(globs):
        if not any(fnmatchcase(name, glob) for name in rules):
            what, hint = f"no rule is called `{glob}`", nearest(glob.strip(".*"), rules)
            sheets.wrong("TR311", what, sheet.span(*path, index), hint)
