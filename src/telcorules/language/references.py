"""Names of rules and sections that a pack mentions: each has to be there, and to fit.

What is checked here needs all rules of all packs: which rule is the main one, which
tells the stage of a case, which a promise is measured against.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from telcorules.language import schema
from telcorules.language.program import Rule
from telcorules.language.rule_schema import RuleWritten
from telcorules.language.scope import nearest
from telcorules.language.sheets import Path, Sheet, Sheets
from telcorules.language.vocabulary import Vocabulary

Rules = Mapping[str, Rule]


def check_references(sheets: Sheets, rules: Rules, vocabulary: Vocabulary) -> None:
    """Note every mention of a rule or a section that isn't there or doesn't fit."""
    for sheet in sheets.of(RuleWritten):
        _check_under(sheets, sheet, rules)
    for sheet in sheets.of(schema.PackFile):
        _is_rule(sheets, sheet, "main", rules)
        _check_stage(sheets, sheet, rules)
        check_globs(sheets, sheet, ("decide",), sheet.written.decide, rules)
        _check_sections(sheets, sheet, vocabulary)


def check_globs(
    sheets: Sheets, sheet: Sheet, path: Path, globs: list[str], rules: Rules
) -> None:
    """Note each id or glob, of a list at a path, that no rule bears."""
    for index, glob in enumerate(globs):
        if not any(fnmatchcase(name, glob) for name in rules):
            what, hint = f"no rule is called `{glob}`", nearest(glob.strip(".*"), rules)
            sheets.wrong("TR311", what, sheet.span(*path, index), hint)


def _is_rule(sheets: Sheets, sheet: Sheet, key: str, rules: Rules) -> bool:
    """Tell whether a key names a rule, and note it where it names none that is."""
    named = getattr(sheet.written, key)
    if named is None or named in rules:
        return named is not None
    what, hint = f"there is no rule `{named}`", nearest(named, rules)
    sheets.wrong("TR311", what, sheet.span(key), hint)
    return False


def _check_stage(sheets: Sheets, sheet: Sheet, rules: Rules) -> None:
    """Note a rule of stages that can't give one: a stage is one answer of a choice."""
    if not _is_rule(sheets, sheet, "stage", rules):
        return
    named = rules[sheet.written.stage]
    if named.kind == "choice" and named.pick != "all":
        return
    kind = "`pick: all`" if named.kind == "choice" else f"the kind `{named.kind}`"
    what = f"`{named.id}` is of {kind}, and can't tell the stage of a case"
    hint = "name a choice with `pick: first` or `pick: one`"
    sheets.wrong("TR312", what, sheet.span("stage"), hint)


def _check_under(sheets: Sheets, sheet: Sheet, rules: Rules) -> None:
    """Note a promise that can't be measured: a deadline needs another deadline."""
    if not _is_rule(sheets, sheet, "under", rules):
        return
    written, span = sheet.written, sheet.span("under")
    if written.under == written.rule:
        what = "a promise isn't measured against itself"
        sheets.wrong("TR312", what, span, "name the rule of law that binds it")
        return
    law = rules[written.under]
    if law.under is not None:
        what = f"`{law.id}` is itself measured, against `{law.under}`"
        sheets.wrong("TR312", what, span, "name the rule of law that binds both")
    if written.kind == "deadline" != law.kind:
        what = f"`{law.id}` is of the kind `{law.kind}`, and has no last day"
        hint = "measure a deadline against a deadline"
        sheets.wrong("TR312", what, span, hint)


def _check_sections(sheets: Sheets, sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Note a section, in the order of the sections, that no file declares."""
    known = vocabulary.sections
    for index, name in enumerate(sheet.written.sections):
        if name not in known:
            what, hint = f"there is no section `{name}`", nearest(name, known)
            sheets.wrong("TR311", what, sheet.span("sections", index), hint)
