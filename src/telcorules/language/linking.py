"""The files of a pack put together: every name, citation and expression resolved.

All problems of all files are collected before any is raised; what one file gets
wrong doesn't hide what the next one does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

from telcorules.errors import PackError, Problem, RequestError, Span
from telcorules.foundation.law import (
    Article,
    Citation,
    Cited,
    Grade,
    Instrument,
    Rank,
    Wording,
    resolve,
)
from telcorules.foundation.periods import Period
from telcorules.foundation.regions import REGIONS, parse_region
from telcorules.foundation.source import Document
from telcorules.language import nodes, program, schema
from telcorules.language.expression import Scope, parse
from telcorules.language.nodes import Node, Parameter
from telcorules.language.vocabulary import Fact, Kind, Type, Vocabulary

Path = tuple[str | int, ...]

DISCLAIMER = Wording(
    "本结论由规则推算得出，不是法律意见；以主管机关的决定为准。",
    "Computed from rules; not legal advice. The competent authority decides.",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: its text with places, and its checked shape."""

    document: Document
    written: Any

    def span(self, *path: str | int) -> Span:
        """Return the place of a value."""
        return self.document.span(path)


@dataclass
class Linker:
    """Puts sheets together, and keeps a list of what doesn't fit."""

    sheets: tuple[Sheet, ...]
    problems: list[Problem] = field(default_factory=list)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    labels: dict[str, Wording] = field(default_factory=dict)
    readings: dict[str, program.Reading] = field(default_factory=dict)
    rules: dict[str, program.Rule] = field(default_factory=dict)
    oddities: dict[str, program.Condition] = field(default_factory=dict)

    def link(self, sha256: str) -> program.Program:
        """Return the program that all sheets make.

        Raises:
            PackError: Everything that doesn't fit, in the order of the files.
        """
        for sheet in self._of(schema.InstrumentFile):
            self._instrument(sheet)
        self._scope = self._named_things()
        for sheet in self._of(schema.ReadingsFile):
            self._reading_file(sheet)
        choices = {r.id: tuple(c.id for c in r.choices) for r in self.readings.values()}
        self._scope = replace(self._scope, readings=choices)
        self._parameters()
        for sheet in self._of(schema.RuleWritten):
            self._rule(sheet)
        for sheet in self._of(schema.OdditiesFile):
            self._oddity_file(sheet)
        linked = self._program(sha256)
        if self.problems:
            raise PackError(sorted(self.problems, key=_by_place))
        assert linked is not None
        return linked

    def _of(self, model: type[Any]) -> list[Sheet]:
        return [one for one in self.sheets if isinstance(one.written, model)]

    def _wrong(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self.problems.append(Problem(code, message, hint, span=span))

    def _taken(self, name: str, known: Mapping[str, Any], span: Span) -> bool:
        if name not in known:
            return False
        self._wrong("TR310", f"`{name}` is declared twice", span, "rename one of them")
        return True

    def _instrument(self, sheet: Sheet) -> None:
        written: schema.InstrumentFile = sheet.written
        if self._taken(written.instrument, self.instruments, sheet.span("instrument")):
            return
        self.instruments[written.instrument] = Instrument(
            id=written.instrument,
            title=_words(written.title),
            rank=Rank(written.rank),
            start=written.in_force.start,
            end=written.in_force.until,
            number=written.number,
            replaces=written.replaces,
            amended=tuple(written.amended),
            verified=Grade(written.verified),
            note=written.note and _words(written.note),
            articles={name: _article(one) for name, one in written.articles.items()},
            passages={name: _article(one) for name, one in written.passages.items()},
        )

    def _named_things(self) -> Scope:
        vocabulary = self._vocabulary()
        kinds: dict[str, dict[str, str]] = {}
        bodies: set[str] = set()
        for sheet in self._of(schema.AuthoritiesFile):
            for kind, authority in sheet.written.authorities.items():
                kinds[kind] = self._authority_table(sheet, kind, authority)
            for body, one in sheet.written.bodies.items():
                bodies.add(body)
                self.labels[body] = _words(one.label)
        return Scope(vocabulary, authorities=kinds, bodies=frozenset(bodies))

    def _authority_table(
        self, sheet: Sheet, kind: str, authority: schema.AuthorityKind
    ) -> dict[str, str]:
        having = set(REGIONS)
        if authority.provinces != "all":
            having = {code for code in self._codes(sheet, kind, authority.provinces)}
        for code in having:
            name = f"{kind}-{code}"
            self.labels[name] = Wording(
                REGIONS[code].name + authority.label.zh,
                f"{authority.label.en}, {REGIONS[code].en}",
            )
        if authority.otherwise is None and having != set(REGIONS):
            span = sheet.span("authorities", kind)
            hint = "add `otherwise:` with the body that stands in"
            self._wrong("TR330", f"not every province has a `{kind}`", span, hint)
        other = str(authority.otherwise)
        return {c: f"{kind}-{c}" if c in having else other for c in REGIONS}

    def _codes(self, sheet: Sheet, kind: str, names: list[str]) -> Iterable[str]:
        for index, name in enumerate(names):
            try:
                yield parse_region(name)
            except RequestError as error:
                span = sheet.span("authorities", kind, "provinces", index)
                self._at(error, span)

    def _vocabulary(self) -> Vocabulary:
        facts: dict[str, Fact] = {}
        sections: dict[str, Wording] = {}
        for sheet in self._of(schema.FactsFile):
            section = sheet.written.section
            sections.setdefault(section, _words(sheet.written.label))
            for name, written in sheet.written.facts.items():
                full, span = f"{section}.{name}", sheet.document.key_span(("facts", name))
                if not self._taken(full, facts, span):
                    facts[full] = _fact(full, len(facts), written, span)
        return Vocabulary(facts.values(), sections)

    def _reading_file(self, sheet: Sheet) -> None:
        for name, written in sheet.written.readings.items():
            path: Path = ("readings", name)
            if self._taken(name, self.readings, sheet.document.key_span(path)):
                continue
            choices = tuple(
                program.Choice(
                    id=choice,
                    label=_words(one.label),
                    basis=self._basis(sheet, (*path, "choices", choice), one.basis or []),
                    note=one.note and _words(one.note),
                )
                for choice, one in written.choices.items()
            )
            label = _words(written.label)
            self.readings[name] = program.Reading(name, label, choices)

    def _basis(self, sheet: Sheet, path: Path, texts: list[str]) -> tuple[Cited, ...]:
        found = []
        for index, text in enumerate(texts):
            try:
                found.append(resolve(Citation.parse(text), self.instruments))
            except RequestError as error:
                self._at(error, sheet.span(*path, "basis", index))
        return tuple(found)

    def _at(self, error: RequestError, span: Span) -> None:
        self.problems += [replace(one, span=span) for one in error.problems]

    def _expression(
        self, sheet: Sheet, path: Path, text: str, scope: Scope, kind: Kind | None
    ) -> Node | None:
        def locate(offset: int, width: int) -> Span:
            return sheet.document.locate(path, offset, width)

        try:
            node = parse(text, locate, scope)
        except PackError as error:
            self.problems += error.problems
            return None
        if kind not in (None, node.type.kind):
            what = f"`{node.source[:60]}` is not a condition"
            self._wrong("TR220", what, node.span, "compare it with something")
            return None
        return node

    def _parameters(self) -> None:
        found: dict[str, Parameter] = {}
        for sheet in self._of(schema.ParameterFile):
            name = sheet.written.parameter.replace("-", "_")
            if not self._taken(name, found, sheet.span("parameter")):
                found[name] = self._parameter(sheet)
        self._scope = replace(self._scope, parameters=found)

    def _parameter(self, sheet: Sheet) -> Parameter:
        written: schema.ParameterFile = sheet.written
        values = [
            self._dated(sheet, ("values", index), one)
            for index, one in enumerate(written.values)
        ]
        local = [
            self._local(sheet, ("where", index), one)
            for index, one in enumerate(written.where)
        ]
        return Parameter(
            written.parameter,
            tuple(sorted((v for v in values if v), key=lambda v: v.start, reverse=True)),
            tuple(one for one in local if one),
        )

    def _dated(
        self, sheet: Sheet, path: Path, written: schema.ParameterValue
    ) -> nodes.DatedValue | None:
        basis = self._basis(sheet, path, written.basis)
        period = self._period(sheet, (*path, "value"), str(written.value))
        if period is None:
            return None
        return nodes.DatedValue(written.start, written.until, period, basis)

    def _period(self, sheet: Sheet, path: Path, text: str) -> Period | None:
        try:
            return Period.parse(text)
        except RequestError as error:
            self._at(error, sheet.span(*path))
            return None

    def _local(
        self, sheet: Sheet, path: Path, written: schema.ParameterCase
    ) -> nodes.LocalValue | None:
        ((reading, choice),) = written.reading.items()
        self._check_choice(reading, choice, sheet.span(*path, "reading", reading))
        scope = self._scope
        node = self._expression(
            sheet, (*path, "if"), written.condition, scope, Kind.BOOL
        )
        dated = self._dated(sheet, path, written)
        if node is None or dated is None:
            return None
        return nodes.LocalValue(reading, choice, node, dated)

    def _check_choice(self, reading: str, choice: str, span: Span) -> None:
        known = {r.id: [c.id for c in r.choices] for r in self.readings.values()}
        if reading not in known:
            self._wrong("TR226", f"unknown reading `{reading}`", span, near(reading, known))
        elif choice not in known[reading]:
            what = f"`{choice}` is not a choice of the reading `{reading}`"
            self._wrong("TR226", what, span, near(choice, known[reading]))

    def _event(self, sheet: Sheet, path: Path, name: str) -> Fact | None:
        node = self._expression(sheet, path, name, self._scope, None)
        if isinstance(node, nodes.FactOf) and node.fact.type.kind is Kind.EVENT:
            return node.fact
        if node is not None:
            hint = "name one event, such as appeal.filed_on"
            self._wrong("TR220", f"`{name[:60]}` is not an event", node.span, hint)
        return None

    def _rule(self, sheet: Sheet) -> None:
        written: schema.RuleWritten = sheet.written
        span = sheet.span("rule")
        if written.overrides:
            if written.rule not in self.rules:
                hint = near(written.rule, self.rules)
                what = f"there is no rule `{written.rule}` to override"
                self._wrong("TR311", what, span, hint)
        elif self._taken(written.rule, self.rules, span):
            return
        governed = written.governed_by
        self.rules[written.rule] = program.Rule(
            id=written.rule,
            kind=getattr(written, "kind"),
            title=_title(written),
            governed_by=self._event(sheet, ("governed_by",), governed)
            if governed
            else None,
            versions=self._versions(sheet),
            actor=self._actor(sheet),
            pick=getattr(written, "pick", ""),
            span=span,
        )

    def _actor(self, sheet: Sheet) -> str:
        actor: str = getattr(sheet.written, "actor", "")
        if actor and actor not in self.labels and self.labels:
            hint = near(actor, self.labels)
            self._wrong("TR225", f"unknown actor `{actor}`", sheet.span("actor"), hint)
        return actor

    def _versions(self, sheet: Sheet) -> tuple[program.Version, ...]:
        found: list[program.Version] = []
        for index, written in enumerate(sheet.written.versions):
            path: Path = ("versions", index)
            scope = self._lets(sheet, path, written)
            build = _VERSIONS[type(written)]
            version = build(self, sheet, path, written, scope)
            if version is not None:
                self._follow(found, version, sheet.span(*path, "from"))
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
                hint = "order versions by `from`, each after the one before"
                self._wrong("TR320", "two versions hold on the same day", span, hint)
        found.append(version)

    def _lets(self, sheet: Sheet, path: Path, written: schema.Version) -> Scope:
        moments = {
            schema.AdmissionVersion: ("at",),
            schema.DeadlineVersion: ("as_of",),
        }.get(type(written), ())
        known = isinstance(written, schema.ChecklistVersion)
        scope = replace(self._scope, moments=moments, known=known)
        for name, text in written.let.items():
            place = (*path, "let", name)
            node = self._expression(sheet, place, text, scope, None)
            if node is not None:
                scope = scope.having(name, node)
        return scope

    def _admission(
        self, sheet: Sheet, path: Path, written: schema.AdmissionVersion, scope: Scope
    ) -> program.Version:
        conditions = [
            self._condition(sheet, (*path, role, name), role, name, one, scope)
            for role in ("require", "bar")
            for name, one in getattr(written, role).items()
        ]
        kept = tuple(one for one in conditions if one)
        return program.AdmissionVersion(
            start=written.start,
            until=written.until,
            basis=_bases(kept),
            conditions=kept,
        )

    def _condition(
        self,
        sheet: Sheet,
        path: Path,
        role: str,
        name: str,
        written: schema.ConditionWritten,
        scope: Scope,
    ) -> program.Condition | None:
        node = self._expression(
            sheet, (*path, "if"), written.condition, scope, Kind.BOOL
        )
        basis = self._basis(sheet, path, written.basis)
        cure = written.cure if isinstance(written.cure, schema.Cure) else None
        if cure is not None and cure.act is not None:
            self._expression(sheet, (*path, "cure", "act"), cure.act, scope, None)
        if node is None:
            return None
        return program.Condition(
            id=name,
            role=role,
            node=node,
            basis=basis,
            label=written.label and _words(written.label),
            message=written.otherwise and _words(written.otherwise),
            cure=cure and program.Cure(cure.who, cure.act, _words(cure.note)),
            curable=written.cure != "none",
        )

    def _deadline(
        self, sheet: Sheet, path: Path, written: schema.DeadlineVersion, scope: Scope
    ) -> program.Version | None:
        when = None
        if written.when is not None:
            place = (*path, "when")
            when = self._expression(sheet, place, written.when, scope, Kind.BOOL)
        since = self._event(sheet, (*path, "since"), written.since)
        done = written.done and self._event(sheet, (*path, "done"), written.done)
        within = self._within(sheet, (*path, "within"), written.within)
        self._check_rolls(written.rolls, sheet.span(*path, "rolls"))
        basis = self._basis(sheet, path, written.basis)
        if since is None or within is None:
            return None
        return program.DeadlineVersion(
            start=written.start,
            until=written.until,
            basis=basis,
            when=when,
            since=since,
            within=within,
            done=done or None,
            rolls=written.rolls,
        )

    def _within(self, sheet: Sheet, path: Path, text: str) -> Period | Parameter | None:
        parameters = self._scope.parameters
        if text.replace("-", "_") in parameters:
            return parameters[text.replace("-", "_")]
        return self._period(sheet, path, text)

    def _check_rolls(self, rolls: str, span: Span) -> None:
        if rolls not in self.readings:
            self._wrong("TR226", f"unknown reading `{rolls}`", span, near(rolls, self.readings))
        elif {c.id for c in self.readings[rolls].choices} != {"roll", "strict"}:
            what = f"the reading `{rolls}` doesn't say whether to roll"
            self._wrong("TR226", what, span, "name a reading of `roll` and `strict`")

    def _choice(
        self, sheet: Sheet, path: Path, written: schema.ChoiceVersion, scope: Scope
    ) -> program.Version:
        rows = [
            self._row(sheet, (*path, "rows", index), row, scope)
            for index, row in enumerate(written.rows)
        ]
        kept = tuple(row for row in rows if row)
        return program.ChoiceVersion(
            start=written.start, until=written.until, basis=_bases(kept), rows=kept
        )

    def _row(
        self, sheet: Sheet, path: Path, written: schema.Row, scope: Scope
    ) -> program.ChoiceRow | None:
        test = None
        if written.condition is not None:
            place = (*path, "if")
            test = self._expression(sheet, place, written.condition, scope, Kind.BOOL)
        value = self._expression(sheet, (*path, "value"), written.value, scope, None)
        basis = self._basis(sheet, path, written.basis)
        if value is None or not self._is_answer(value):
            return None
        reason = written.reason and _words(written.reason)
        return program.ChoiceRow(
            condition=test, value=value, reason=reason, basis=basis
        )

    def _is_answer(self, value: Node) -> bool:
        """Tell whether a row's value names authorities or a declared body."""
        if Kind.AUTHORITY in (value.type.kind, value.type.item):
            return True
        if isinstance(value, nodes.Constant) and value.type.kind is Kind.TEXT:
            if str(value.value) in self.labels:
                return True
            hint = near(str(value.value), self.labels)
            what = f"unknown authority or body `{value.value}`"
            self._wrong("TR225", what, value.span, hint)
            return False
        hint = 'write authority("ca", ...) or a body in quotes'
        what = f"`{value.source[:60]}` doesn't name an authority"
        self._wrong("TR220", what, value.span, hint)
        return False

    def _checklist(
        self, sheet: Sheet, path: Path, written: schema.ChecklistVersion, scope: Scope
    ) -> program.Version:
        items = [
            self._item(sheet, (*path, "items", name), name, one, scope)
            for name, one in written.items.items()
        ]
        kept = tuple(one for one in items if one)
        return program.ChecklistVersion(
            start=written.start, until=written.until, basis=_bases(kept), items=kept
        )

    def _item(
        self,
        sheet: Sheet,
        path: Path,
        name: str,
        written: schema.ItemWritten,
        scope: Scope,
    ) -> program.Condition | None:
        node = self._expression(
            sheet, (*path, "if"), written.condition, scope, Kind.BOOL
        )
        basis = self._basis(sheet, path, written.basis)
        if node is None:
            return None
        missing = _words(written.missing)
        return program.Condition(name, "item", node, basis, message=missing)

    def _oddity_file(self, sheet: Sheet) -> None:
        scope = replace(self._scope, moments=("as_of",))
        for name, written in sheet.written.oddities.items():
            path: Path = ("oddities", name)
            if self._taken(name, self.oddities, sheet.document.key_span(path)):
                continue
            place = (*path, "if")
            node = self._expression(sheet, place, written.condition, scope, Kind.BOOL)
            if node is not None:
                note = _words(written.note)
                one = program.Condition(name, "note", node, (), message=note)
                self.oddities[name] = one

    def _program(self, sha256: str) -> program.Program | None:
        packs = self._of(schema.PackFile)
        pack: schema.PackFile = packs[0].written
        for sheet in packs:
            if sheet.written.main not in (None, *self.rules):
                hint = near(sheet.written.main, self.rules)
                what = f"there is no rule `{sheet.written.main}`"
                self._wrong("TR311", what, sheet.span("main"), hint)
        mains = [sheet.written.main for sheet in packs if sheet.written.main]
        said = next((s.written.disclaimer for s in packs if s.written.disclaimer), None)
        return program.Program(
            id=pack.pack,
            version=pack.version,
            title=_words(pack.title),
            sha256=sha256,
            main=mains[0] if mains else None,
            decide=tuple(glob for sheet in packs for glob in sheet.written.decide),
            disclaimer=_words(said) if said else DISCLAIMER,
            vocabulary=self._scope.vocabulary,
            instruments=self.instruments,
            readings=self.readings,
            labels=self.labels,
            rules=self.rules,
            oddities=tuple(self.oddities.values()),
        )


_VERSIONS: dict[type[Any], Any] = {
    schema.AdmissionVersion: Linker._admission,
    schema.DeadlineVersion: Linker._deadline,
    schema.ChoiceVersion: Linker._choice,
    schema.ChecklistVersion: Linker._checklist,
}


def near(name: str, known: Iterable[str]) -> str:
    """Return the hint that proposes the nearest of the known names."""
    names = sorted(known)
    if found := get_close_matches(name, names, 1):
        return f"did you mean `{found[0]}`?"
    return f"there are: {', '.join(names[:12])}" if names else "none is declared"


def _by_place(problem: Problem) -> tuple[str, int, int]:
    return problem.file or "", problem.line or 0, problem.column or 0


def _words(written: schema.Bilingual) -> Wording:
    return Wording(written.zh, written.en)


def _title(written: schema.RuleWritten) -> Wording:
    if written.title is not None:
        return _words(written.title)
    duty = getattr(written, "duty", None)
    return _words(duty) if duty else Wording(written.rule, written.rule)


def _article(written: schema.Article) -> Article:
    return Article(
        gist=_words(written.gist),
        items=written.items,
        paragraphs=written.paragraphs,
        verified=Grade(written.verified),
        number_verified=written.number_verified,
    )


def _fact(name: str, slot: int, written: schema.FactWritten, span: Span) -> Fact:
    words = tuple(written.values or {})
    item = Kind(written.list_of) if written.list_of else None
    kind = Kind(written.type) if written.type else Kind.LIST
    return Fact(
        name=name,
        slot=slot,
        type=Type(kind, words, item),
        label=_words(written.label),
        ask=written.ask and _words(written.ask),
        values=tuple((w, _words(t)) for w, t in (written.values or {}).items()),
        judgment=written.judgment,
        evidence=tuple(written.evidence),
        span=span,
    )


def _bases(parts: Iterable[Any]) -> tuple[Cited, ...]:
    return tuple(dict.fromkeys(cited for part in parts for cited in part.basis))
