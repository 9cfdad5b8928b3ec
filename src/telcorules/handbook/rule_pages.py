"""The page of a rule: a drawing, every clause in words, its law, facts and cases."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from telcorules.foundation.law import Cited
from telcorules.handbook.drawings import drawn
from telcorules.handbook.markdown import (
    code,
    folded,
    listed,
    page,
    picture,
    plain,
    table,
)
from telcorules.handbook.outlines import Outlines
from telcorules.handbook.views import RULES, View, facts_of
from telcorules.language.nodes import DatedValue, FactOf, Node, Parameter, walk
from telcorules.language.program import Rule
from telcorules.language.versions import (
    ChoiceVersion,
    DeadlineVersion,
    PermissionVersion,
    Version,
    parameters_used,
)
from telcorules.language.vocabulary import Fact
from telcorules.render.clauses import Clause
from telcorules.render.in_force import unseen
from telcorules.render.rules import clauses
from telcorules.render.terms import NOTES, ROLES, RULE_KINDS
from telcorules.render.words import Phrasing
from telcorules.review.scenarios import Scenario

_SHOWN: Final = ("outcome", "status", "value", "amount", "complete", "due", "opens")
"""What of an expected result is told in the table of worked cases."""

_PARTS: Final = ("when", "opens", "closes", "barred")
"""What clauses are to a row or an item that they belong to."""

_FEW: Final = 12
"""How many worked cases stand on a page without being folded."""


@dataclass(frozen=True, slots=True)
class RulePage:
    """Makes the page of one rule.

    Attributes:
        rule: The rule.
        view: The pack and the language.
    """

    rule: Rule
    view: View

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the page and its drawings, each with its name."""
        yield f"{RULES}/{self.rule.id}.md", page(self._parts())
        for number, version in enumerate(self.rule.versions, 1):
            yield f"{RULES}/{self._drawing(number)}", drawn(self._outline(version))

    def _drawing(self, number: int) -> str:
        return f"{self.rule.id}.{number}.{self.view.language}.svg"

    def _outline(self, version: Version) -> Any:
        return Outlines(self._phrasing, self.view.language).of(self.rule, version)

    @property
    def _phrasing(self) -> Phrasing:
        return Phrasing(self.view.context)

    def _parts(self) -> Iterator[str]:
        yield f"# {plain(self.view.language.headed(self.rule.title))}"
        yield listed(facts_of(self._about()))
        for number, version in reversed([*enumerate(self.rule.versions, 1)]):
            yield from self._version(number, version)
        yield from self._gaps()
        yield from self._facts()
        yield from self._scenarios()
        yield self.view.foot()

    def _about(self) -> Iterator[tuple[str, str]]:
        """Yield what a reader wants to know of the rule before anything else."""
        say, of, rule = self.view.say, self.view.language.of, self.rule
        yield say("规则", "Rule"), code(rule.id)
        yield say("种类", "Kind"), plain(of(RULE_KINDS[rule.kind]))
        if rule.actor:
            actor = of(self._phrasing.name(rule.actor))
            yield say("由谁", "Whose"), plain(actor)
        if rule.governed_by is not None:
            label = plain(of(rule.governed_by.label))
            whole = say(f"{label}之日的版本适用", f"that of the {label}")
            yield say("适用哪个版本", "Which version applies"), whole
        if rule.under is not None:
            law = self.view.rule(rule.under, RULES)
            yield say("对照的法定规则", "Held against"), law
        yield say("写在", "Written in"), code(f"{rule.span.file}:{rule.span.line}")

    def _version(self, number: int, version: Version) -> Iterator[str]:
        title = self.view.language.headed(self.rule.title)
        yield f"## {self.view.days(version.start, version.until)}"
        yield picture(title, self._drawing(number))
        for clause in clauses(version, self.rule, self.view.context):
            yield from self._clause(clause, version)

    def _clause(self, clause: Clause, version: Version) -> Iterator[str]:
        if clause.id != self.rule.id:  # else it's the whole rule, under its title
            heading, said = self._headed(clause, version)
            level = "####" if clause.role in _PARTS else "###"
            yield f"{level} {plain(heading[:1].upper() + heading[1:])}"
            yield self._named(clause)
            yield plain(said)
        yield plain(self.view.language.of(clause.words))
        yield listed(facts_of(self._details(clause)))

    def _headed(self, clause: Clause, version: Version) -> tuple[str, str]:
        """Return what stands over a clause, and what is said first below it."""
        of, role = self.view.language.of, ROLES.get(clause.role)
        label = of(clause.label) if clause.label else ""
        if isinstance(version, ChoiceVersion) and clause.role == "row":
            value = version.rows[int(clause.id) - 1].value
            return of(self._phrasing.of(value)), label
        if role and (clause.role in _PARTS or not label):
            return of(role), label
        return label or clause.id, ""

    def _named(self, clause: Clause) -> str:
        """Return what a clause is to its rule, and what it's called there."""
        role = ROLES.get(clause.role)
        if clause.role == "row":
            return self.view.say(f"*第{clause.id}行*", f"*row {clause.id}*")
        if role is None or clause.role in _PARTS or clause.label is None:
            return code(clause.id)
        return f"*{plain(self.view.language.of(role))}* · {code(clause.id)}"

    def _details(self, clause: Clause) -> Iterator[tuple[str, str]]:
        say, of = self.view.say, self.view.language.of
        for cited in clause.basis:
            yield say("依据", "Basis"), self._basis(cited)
        for key, note in clause.notes.items():
            yield plain(self.view.language.headed(NOTES[key])), plain(of(note))
        for parameter in clause.parameters:
            for line in self._values(parameter):
                yield say("数值", "Value"), line
        for name in clause.readings:
            yield say("解释", "Reading"), self._reading(name)
        if clause.source:
            yield (
                say("原文", "Source"),
                f"{code(clause.source)} {code(str(clause.place))}",
            )

    def _basis(self, cited: Cited) -> str:
        gist = plain(self.view.language.of(cited.gist)) if cited.gist else ""
        named = self.view.cited(cited)
        return self.view.language.labelled(named, gist) if gist else named

    def _values(self, parameter: Parameter) -> Iterator[str]:
        of = self.view.language.of
        for one in parameter.values:
            yield f"{code(parameter.id)} {self._dated(one)}"
        for local in parameter.local:
            where = plain(of(self._phrasing.of(local.condition)))
            taken = (
                f"{code(f'{local.reading}={local.choice}')} " if local.reading else ""
            )
            yield f"{code(parameter.id)} {taken}{where} {self._dated(local.dated)}"

    def _dated(self, one: DatedValue) -> str:
        days = self.view.days(one.start, one.until)
        period = plain(self.view.language.period(one.value))
        basis = self.view.joined(map(self.view.cited, one.basis))
        return self.view.language.labelled(days, f"**{period}** {basis}".rstrip())

    def _reading(self, name: str) -> str:
        reading, of = self.view.program.readings[name], self.view.language.of
        choices = (f"{code(one.id)} {plain(of(one.label))}" for one in reading.choices)
        about = f"{code(name)} {plain(of(reading.label))}"
        return self.view.language.labelled(about, self.view.joined(choices))

    def _gaps(self) -> Iterator[str]:
        for gap in self.rule.gaps:
            yield f"## {self.view.days(gap.start, gap.until)}"
            yield plain(unseen(gap, self.view.language))

    def _facts(self) -> Iterator[str]:
        """Yield the facts that the rule reads, with the questions that ask for them."""
        say = self.view.say
        facts = [*facts_read(self.rule)]
        if facts:
            yield say("## 用到的事实", "## Facts it reads")
            head = (say("事实", "fact"), say("类型", "type"), say("含义", "meaning"))
            yield table((*head, say("怎么问", "question")), map(self._fact, facts))

    def _fact(self, fact: Fact) -> tuple[str, ...]:
        of = self.view.language.of
        words = (f"{code(word)} {plain(of(label))}" for word, label in fact.values)
        kind = self.view.joined(words) or plain(str(fact.type))
        ask = plain(of(fact.ask)) if fact.ask else ""
        return (code(fact.name), kind, plain(of(fact.label)), ask)

    def _scenarios(self) -> Iterator[str]:
        """Yield the worked cases that say what comes out of the rule."""
        name, say = self.rule.id, self.view.say
        told = [one for one in self.view.scenarios if name in one.expect]
        if not told:
            return
        yield say("## 情景", "## Worked cases")
        columns = (
            say("情景", "case"),
            say("结果", "what comes out"),
            say("写在", "written in"),
        )
        rows = table(columns, map(self._scenario, told))
        count = len(told)
        summary = say(f"全部{count}个情景", f"All {count} worked cases")
        yield rows if count <= _FEW else folded(summary, rows)

    def _scenario(self, one: Scenario) -> tuple[str, ...]:
        title = plain(self.view.language.headed(one.title))
        came = self.view.joined(_came(one.expect[self.rule.id]))
        return (title, came, code(f"{one.span.file}:{one.span.line}"))


def _came(expected: Any) -> Iterator[str]:
    """Yield what a worked case expects of a rule: its outcome, its day."""
    if not isinstance(expected, Mapping):
        yield code(str(expected))
        return
    for key in _SHOWN:
        if expected.get(key) is not None:
            yield f"{key} {code(str(expected[key]))}"


def facts_read(rule: Rule) -> Iterable[Fact]:
    """Return the facts that a rule reads in any version, in the order of the pack."""
    found = {one.name: one for version in rule.versions for one in _read(version)}
    return sorted(found.values(), key=lambda one: one.slot)


def _read(version: Version) -> Iterator[Fact]:
    roots: list[Node] = [*version.nodes]
    for parameter in parameters_used(version):
        roots += [one.condition for one in parameter.local]
    for node in (inner for root in roots for inner in walk(root)):
        if isinstance(node, FactOf):
            yield node.fact
    if isinstance(version, DeadlineVersion | PermissionVersion):
        yield version.since
        yield from [version.done] if version.done else []
    if isinstance(version, DeadlineVersion):
        yield from (one.event for one in version.extensions)
        for span in version.exclusions:
            yield from (span.start, span.until)
