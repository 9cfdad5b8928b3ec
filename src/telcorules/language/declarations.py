"""What a pack declares: instruments, authorities, facts, readings, parameters.

Each is read in turn; what is read later may name what was read before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from telcorules.errors import RequestError, Span
from telcorules.foundation.law import Article, Grade, Instrument, Rank, Wording
from telcorules.foundation.periods import Unit
from telcorules.foundation.regions import REGIONS, parse_region
from telcorules.language import nodes, program, schema
from telcorules.language.nodes import Parameter
from telcorules.language.scope import Scope, nearest
from telcorules.language.sheets import Path, Sheet, Sheets, maybe_words, words
from telcorules.language.vocabulary import Fact, Kind, Type, Vocabulary


@dataclass(frozen=True, slots=True)
class Declared:
    """What the rules of a pack may name.

    Attributes:
        readings: The readings, by id.
        scope: The names for expressions.
    """

    readings: dict[str, program.Reading]
    scope: Scope


def declare(sheets: Sheets) -> Declared:
    """Read all declarations; instruments and labels are left with the sheets."""
    for sheet in sheets.of(schema.InstrumentFile):
        _instrument(sheets, sheet)
    for sheet in sheets.of(schema.InstrumentFile):
        _check_replaced(sheets, sheet)
    authorities = _authorities(sheets)
    _answers(sheets)
    readings = _readings(sheets)
    choices = {one.id: tuple(c.id for c in one.choices) for one in readings.values()}
    vocabulary = _vocabulary(sheets)
    scope = Scope(vocabulary, readings=choices, authorities=authorities)
    return Declared(readings, replace(scope, parameters=_parameters(sheets, scope)))


def _instrument(sheets: Sheets, sheet: Sheet) -> None:
    written: schema.InstrumentFile = sheet.written
    if sheets.taken("instrument", written.instrument, sheet.span("instrument")):
        return
    sheets.instruments[written.instrument] = Instrument(
        id=written.instrument,
        title=words(written.title),
        rank=Rank(written.rank),
        start=written.in_force.start,
        end=written.in_force.until,
        number=written.number,
        replaces=written.replaces,
        amended=tuple(written.amended),
        verified=Grade(written.verified),
        note=maybe_words(written.note),
        articles={name: _article(one) for name, one in written.articles.items()},
        passages={name: _article(one) for name, one in written.passages.items()},
    )


def _article(written: schema.Article) -> Article:
    return Article(
        gist=words(written.gist),
        items=written.items,
        paragraphs=written.paragraphs,
        verified=Grade(written.verified),
        number_verified=written.number_verified,
        formerly=written.formerly,
        not_encoded=maybe_words(written.not_encoded),
    )


def _check_replaced(sheets: Sheets, sheet: Sheet) -> None:
    replaced = sheet.written.replaces
    if replaced is not None and replaced not in sheets.instruments:
        what = f"unknown instrument `{replaced}`"
        hint = nearest(replaced, sheets.instruments)
        sheets.wrong("TR401", what, sheet.span("replaces"), hint)


def _authorities(sheets: Sheets) -> dict[str, dict[str, str]]:
    """Return for each kind of authority the id of the one for every province."""
    files = sheets.of(schema.AuthoritiesFile)
    for sheet in files:
        for body, written in sheet.written.bodies.items():
            if not sheets.taken("body", body, sheet.key_span("bodies", body)):
                sheets.labels[body] = words(written.label)
    kinds: dict[str, dict[str, str]] = {}
    for sheet in files:
        for kind, authority in sheet.written.authorities.items():
            span = sheet.key_span("authorities", kind)
            if not sheets.taken("kind of authority", kind, span):
                kinds[kind] = _authority_table(sheets, sheet, kind, authority)
    return kinds


def _answers(sheets: Sheets) -> None:
    """Add the answers of choices that are no body, and the channels, to the labels."""
    for sheet in sheets.of(schema.AnswersFile):
        for answer, written in sheet.written.answers.items():
            span = sheet.key_span("answers", answer)
            if sheets.taken("answer", answer, span):
                continue
            if answer in sheets.labels:
                what = f"`{answer}` is the name of a body"
                sheets.wrong("TR310", what, span, "give the answer another name")
            sheets.labels[answer] = words(written.label)
    for sheet in sheets.of(schema.ChannelsFile):
        for channel, about in sheet.written.channels.items():
            label = words(about.label)
            if sheets.labels.setdefault(channel, label) != label:
                what = f"`{channel}` is the name of a body or an answer"
                span = sheet.key_span("channels", channel)
                hint = "give the channel another name, or the same label"
                sheets.wrong("TR310", what, span, hint)


def _authority_table(
    sheets: Sheets, sheet: Sheet, kind: str, authority: schema.AuthorityKind
) -> dict[str, str]:
    having = set(REGIONS)
    if authority.provinces != "all":
        having = set(_codes(sheets, sheet, kind, authority.provinces))
    for code in sorted(having):
        if (name := f"{kind}-{code}") in sheets.labels:
            what = f"`{name}` is the name of a body, and of one of the kind `{kind}`"
            span = sheet.key_span("authorities", kind)
            sheets.wrong("TR310", what, span, "give the body another name")
        sheets.labels[name] = Wording(
            REGIONS[code].name + authority.label.zh,
            f"{authority.label.en}, {REGIONS[code].en}",
        )
    other = authority.otherwise or ""
    if authority.otherwise is not None:
        span = sheet.span("authorities", kind, "otherwise")
        sheets.check_known("body", authority.otherwise, sheets.labels, span)
    elif having != set(REGIONS):
        span = sheet.key_span("authorities", kind)
        hint = "add `otherwise:` with the body that stands in"
        sheets.wrong("TR330", f"not every province has a `{kind}`", span, hint)
    return {c: f"{kind}-{c}" if c in having else other for c in REGIONS}


def _codes(sheets: Sheets, sheet: Sheet, kind: str, names: list[str]) -> Iterable[str]:
    for index, name in enumerate(names):
        try:
            yield parse_region(name)
        except RequestError as error:
            span = sheet.span("authorities", kind, "provinces", index)
            sheets.blame(error, span)


def _vocabulary(sheets: Sheets) -> Vocabulary:
    facts: dict[str, Fact] = {}
    sections: dict[str, Wording] = {}
    packs = (sheet.written for sheet in sheets.of(schema.PackFile))
    order = [name for pack in packs for name in pack.sections]
    files = sheets.of(schema.FactsFile)
    for sheet in sorted(files, key=lambda one: _rank(one.written.section, order)):
        section = sheet.written.section
        sections.setdefault(section, words(sheet.written.label))
        for name, written in sheet.written.facts.items():
            full, span = f"{section}.{name}", sheet.key_span("facts", name)
            if not sheets.taken("fact", full, span):
                facts[full] = _fact(full, len(facts), written, span)
    return Vocabulary(facts.values(), sections)


def _rank(section: str, order: list[str]) -> int:
    """Return the place of a section: those that no pack lists come last, as read."""
    return order.index(section) if section in order else len(order)


def _fact(name: str, slot: int, written: schema.FactWritten, span: Span) -> Fact:
    values = written.values or {}
    item = Kind(written.list_of) if written.list_of else None
    kind = Kind(written.type) if written.type else Kind.LIST
    return Fact(
        name=name,
        slot=slot,
        type=Type(kind, tuple(values), item),
        label=maybe_words(written.label) or Wording(name, name),
        ask=maybe_words(written.ask),
        values=tuple((word, words(label)) for word, label in values.items()),
        judgment=written.judgment,
        evidence=tuple(written.evidence),
        span=span,
    )


def _readings(sheets: Sheets) -> dict[str, program.Reading]:
    found: dict[str, program.Reading] = {}
    for sheet in sheets.of(schema.ReadingsFile):
        for name, written in sheet.written.readings.items():
            if not sheets.taken("reading", name, sheet.key_span("readings", name)):
                found[name] = _reading(sheets, sheet, name, written)
    return found


def _reading(
    sheets: Sheets, sheet: Sheet, name: str, written: schema.ReadingWritten
) -> program.Reading:
    choices = []
    for choice, one in written.choices.items():
        path: Path = ("readings", name, "choices", choice)
        basis = sheets.basis(sheet, path, one.basis or [])
        note = maybe_words(one.note)
        choices.append(program.Choice(choice, words(one.label), basis, note))
    return program.Reading(name, words(written.label), tuple(choices))


def _parameters(sheets: Sheets, scope: Scope) -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for sheet in sheets.of(schema.ParameterFile):
        name = sheet.written.parameter
        if not sheets.taken("parameter", name, sheet.span("parameter")):
            found[name.replace("-", "_")] = _parameter(sheets, sheet, scope)
    return found


def _parameter(sheets: Sheets, sheet: Sheet, scope: Scope) -> Parameter:
    written: schema.ParameterFile = sheet.written
    values = [
        _dated(sheets, sheet, ("values", index), one)
        for index, one in enumerate(written.values)
    ]
    local = [
        _local(sheets, sheet, ("where", index), one, scope)
        for index, one in enumerate(written.where)
    ]
    _check_order(sheets, sheet, written.values)
    _check_units(sheets, sheet, [one for one in (*values, *local) if one])
    ordered = sorted((v for v in values if v), key=lambda v: v.start, reverse=True)
    return Parameter(
        written.parameter,
        tuple(ordered),
        tuple(one for one in local if one),
        sheet.span("parameter"),
    )


def _check_units(
    sheets: Sheets, sheet: Sheet, values: list[nodes.DatedValue | nodes.LocalValue]
) -> None:
    """Note hours beside other units: a moment and a day can't stand for each other."""
    dated = (one if isinstance(one, nodes.DatedValue) else one.dated for one in values)
    units = {one.value.unit for one in dated}
    if Unit.HOURS in units and len(units) > 1:
        what = f"`{sheet.written.parameter}` has values in hours and in other units"
        hint = "state all of them in hours, or none"
        sheets.wrong("TR222", what, sheet.span("parameter"), hint)


def _check_order(
    sheets: Sheets, sheet: Sheet, values: list[schema.ParameterValue]
) -> None:
    """Note values of which two hold on one day; an open end yields to the next."""
    for index, (one, other) in enumerate(pairwise(values), 1):
        if (one.until or one.start) >= other.start:
            span = sheet.span("values", index, "from")
            what = f"the value from {one.start} isn't over on {other.start}"
            hint = "order values by `from`, each after the one before"
            sheets.wrong("TR320", what, span, hint)


def _dated(
    sheets: Sheets, sheet: Sheet, path: Path, written: schema.ParameterValue
) -> nodes.DatedValue | None:
    basis = sheets.basis(sheet, path, written.basis)
    period = sheets.period(sheet, (*path, "value"), str(written.value))
    if period is None:
        return None
    return nodes.DatedValue(written.start, written.until, period, basis)


def _local(
    sheets: Sheets,
    sheet: Sheet,
    path: Path,
    written: schema.ParameterCase,
    scope: Scope,
) -> nodes.LocalValue | None:
    reading, choice = next(iter(written.reading.items()), (None, None))
    if reading is not None and choice is not None:
        _check_choice(sheets, sheet, (*path, "reading", reading), choice, scope)
    node = sheets.condition(sheet, (*path, "if"), written.condition, scope)
    dated = _dated(sheets, sheet, path, written)
    if node is None or dated is None:
        return None
    return nodes.LocalValue(reading, choice, node, dated)


def _check_choice(
    sheets: Sheets, sheet: Sheet, path: Path, choice: str, scope: Scope
) -> None:
    reading, span = str(path[-1]), sheet.key_span(*path)
    if not sheets.check_known("reading", reading, scope.readings, span):
        return
    known = scope.readings[reading]
    if choice not in known:
        what = f"`{choice}` is not a choice of the reading `{reading}`"
        sheets.wrong("TR226", what, sheet.span(*path), nearest(choice, known))
