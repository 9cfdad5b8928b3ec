"""What a pack says beside its rules: oddities, caveats, hotlines and channels."""

from dataclasses import replace

from telcorules.foundation.law import Cited, Grade
from telcorules.language import program, schema
from telcorules.language.nodes import Node
from telcorules.language.references import check_globs
from telcorules.language.scope import Scope
from telcorules.language.sheets import Path, Sheets, maybe_words, words
from telcorules.language.versions import Condition

Rules = dict[str, program.Rule]


def oddities(sheets: Sheets, scope: Scope) -> tuple[Condition, ...]:
    """Return what a decision notes about the facts."""
    asked = replace(scope, moments=("as_of",))
    found = []
    for sheet in sheets.of(schema.OdditiesFile):
        for name, written in sheet.written.oddities.items():
            path: Path = ("oddities", name)
            if sheets.taken("oddity", name, sheet.key_span(*path)):
                continue
            node = sheets.condition(sheet, (*path, "if"), written.condition, asked)
            if node is not None:
                note = words(written.note)
                found.append(Condition(name, "note", node, (), message=note))
    return tuple(found)


def caveats(sheets: Sheets, scope: Scope, rules: Rules) -> tuple[program.Caveat, ...]:
    """Return what a decision says of its own limits."""
    asked = replace(scope, moments=("as_of",))
    found = []
    for sheet in sheets.of(schema.CaveatsFile):
        for name, written in sheet.written.caveats.items():
            path: Path = ("caveats", name)
            if sheets.taken("caveat", name, sheet.key_span(*path)):
                continue
            check_globs(sheets, sheet, (*path, "rules"), written.rules, rules)
            node = sheets.condition(sheet, (*path, "if"), written.condition, asked)
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


def channels(sheets: Sheets) -> dict[str, program.Channel]:
    """Return hotlines and other channels by their numbers or names."""
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
