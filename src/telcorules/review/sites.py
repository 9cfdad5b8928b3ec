"""The trees of a pack, each with what it is called, where it stands, when it is asked.

Conditions and items, rows and what bars them, `when` and `done`, names given by `let`,
conditions of parameters, oddities and caveats: whatever an author wrote as one
expression is one site.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telcorules.errors import Span
from telcorules.language.nodes import If, LastDay, Named, Node, Parameter, walk
from telcorules.language.program import Program, Rule
from telcorules.language.versions import (
    AdmissionVersion,
    AmountVersion,
    ChecklistVersion,
    ChoiceRow,
    ChoiceVersion,
    DutyVersion,
    Version,
    parameters_used,
    readings_in,
)
from telcorules.review.hunts import Setting


@dataclass(frozen=True, slots=True)
class Site:
    """One expression of a pack.

    Attributes:
        name: What it is called in a message, such as ``condition `paid` ``.
        node: The expression.
        setting: When it is asked.
        rule: The rule that it is part of; None where it stands by itself.
        unless_known: Whether it counts as well while it is unknown.
    """

    name: str
    node: Node
    setting: Setting
    rule: Rule | None = None
    unless_known: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.node.span


def sites(program: Program) -> Iterator[Site]:
    """Yield every expression of a pack once, rules first."""
    for rule in program.rules.values():
        for version in rule.versions:
            yield from _of_version(rule, version)
    for parameter in parameters(program):
        for one in parameter.local:
            setting = Setting(one.dated.start, one.dated.until)
            yield from _with_names(
                Site(f"condition of `{parameter.id}`", one.condition, setting)
            )
    for oddity in program.oddities:
        yield from _with_names(Site(f"oddity `{oddity.id}`", oddity.node, Setting()))
    for caveat in program.caveats:
        name, open_ = f"caveat `{caveat.id}`", caveat.unless_known
        yield from _with_names(
            Site(name, caveat.condition, Setting(), unless_known=open_)
        )


def _of_version(rule: Rule, version: Version) -> Iterator[Site]:
    setting = Setting.of(version, rule.governed_by, rule.kind)
    named: dict[int, Site] = {}
    for name, node in expressions(version):
        site = Site(name, node, setting, rule)
        yield site
        named |= {id(one.node): one for one in _inner(site)}
    yield from named.values()


def _with_names(site: Site) -> Iterator[Site]:
    yield site
    yield from {id(one.node): one for one in _inner(site)}.values()


def _inner(site: Site) -> Iterator[Site]:
    """Yield what `let` gives names to in an expression, and what its choices ask."""
    for node in walk(site.node):
        if isinstance(node, Named):
            yield Site(f"`{node.name}`", node.body, site.setting, site.rule)
        elif isinstance(node, If) and not readings_in([node.test]):
            name = f"`{node.test.source}` in {site.name}"
            yield Site(name, node.test, site.setting, site.rule)


def expressions(version: Version) -> Iterator[tuple[str, Node]]:
    """Yield the expressions of a version, each with what it is called."""
    match version:
        case AdmissionVersion(conditions=several) | ChecklistVersion(items=several):
            for one in several:
                what = "item" if one.role == "item" else "condition"
                yield f"{what} `{one.id}`", one.node
                if one.applies is not None:
                    yield f"`when` of `{one.id}`", one.applies
        case ChoiceVersion(rows=rows):
            for number, row in enumerate(rows, 1):
                yield from _of_row(number, row)
        case _:
            yield from _of_limit_or_duty(version)


def _of_limit_or_duty(version: Version) -> Iterator[tuple[str, Node]]:
    when: Node | None = getattr(version, "when", None)
    if when is not None:
        yield "`when`", when
    if isinstance(version, DutyVersion) and version.done is not None:
        yield "`done`", version.done
    if isinstance(version, AmountVersion):
        yield "`value`", version.value


def _of_row(number: int, row: ChoiceRow) -> Iterator[tuple[str, Node]]:
    if row.condition is not None:
        yield f"condition of row {number}", row.condition
    yield f"value of row {number}", row.value
    if row.opens is not None:
        yield f"`opens` of row {number}", row.opens
    if row.closes is not None:
        yield f"`closes` of row {number}", row.closes
    for barrier in row.barriers:
        yield f"bar of row {number}", barrier.condition


def parameters(program: Program) -> tuple[Parameter, ...]:
    """Return the parameters that some expression or limit of a pack names."""
    found: dict[str, Parameter] = {}
    for rule in program.rules.values():
        for version in rule.versions:
            several = (*parameters_used(version), *named_in(version.nodes))
            found |= {one.id: one for one in several}
    remarks = [one.node for one in program.oddities]
    remarks += [one.condition for one in program.caveats]
    found |= {one.id: one for one in named_in(remarks)}
    return tuple(found.values())


def named_in(roots: Iterable[Node]) -> Iterator[Parameter]:
    """Yield the parameters that some expressions name."""
    for node in (inner for root in roots for inner in walk(root)):
        if isinstance(node, LastDay) and isinstance(node.period, Parameter):
            yield node.period
