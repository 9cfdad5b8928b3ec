"""What a pack declares and nothing uses: facts, parameters, names, answers."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from telcorules.errors import Span
from telcorules.evaluation.limit_terms import events_of
from telcorules.evaluation.parts import may_give
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.nodes import FactOf, Named, Node, walk
from telcorules.language.program import Program, Rule
from telcorules.language.rule_schema import RuleWritten
from telcorules.language.schema import AnswersFile, ParameterFile
from telcorules.language.versions import (
    AdmissionVersion,
    ChoiceVersion,
    Version,
    readings_in,
    readings_used,
)
from telcorules.review.places import Places
from telcorules.review.sites import parameters
from telcorules.review.verdicts import Check, disproven, proven

FACT: Final = "TR851"
PARAMETER: Final = "TR852"
NAME: Final = "TR853"
ANSWER: Final = "TR855"


def unused(book: Rulebook, places: Places) -> Iterator[Check]:
    """Yield whether something uses each fact, parameter, name and answer."""
    program = book.program
    yield from _facts(program)
    named = {one.id for one in parameters(program)}
    for sheet in places.of(ParameterFile):
        name = sheet.written.parameter
        span = sheet.span("parameter")
        yield _told(PARAMETER, span, f"parameter `{name}`", used=name in named)
    yield from _names(program, places)
    given = _given(program)
    for sheet in places.of(AnswersFile):
        for name in sheet.written.answers:
            span = sheet.key_span("answers", name)
            yield _told(ANSWER, span, f"answer `{name}`", used=name in given)


def _told(code: str, span: Span, what: str, *, used: bool) -> Check:
    if used:
        return disproven(code, span, f"{what} is used")
    hint = "delete it, or use it where it was meant to be used"
    return proven(code, span, f"nothing uses the {what}", hint)


def every_rule(program: Program) -> Iterator[Rule]:
    """Yield the rules of a pack, and those that they override."""
    for rule in program.rules.values():
        yield rule
        if rule.replaced is not None:
            yield rule.replaced


def _versions(program: Program) -> Iterator[Version]:
    return (one for rule in every_rule(program) for one in rule.versions)


def _facts(program: Program) -> Iterator[Check]:
    read = {node.fact.name for node in _walked(program) if isinstance(node, FactOf)}
    for rule in every_rule(program):
        read |= {rule.governed_by.name} if rule.governed_by else set()
    for version in _versions(program):
        read |= {fact.name for fact in events_of(version)}
        read |= {name for name in _acts(version) if name}
    for fact in program.vocabulary.facts:
        assert fact.span is not None  # INVARIANT: it was read from a file
        yield _told(FACT, fact.span, f"fact `{fact.name}`", used=fact.name in read)


def _acts(version: Version) -> Iterator[str | None]:
    if isinstance(version, AdmissionVersion):
        yield from (one.cure.act for one in version.conditions if one.cure)


def _walked(program: Program) -> Iterator[Node]:
    """Yield every node of a pack, what parameters hang on included."""
    remarks = [one.node for one in program.oddities]
    remarks += [one.condition for one in program.caveats]
    local = [one.condition for each in parameters(program) for one in each.local]
    inner = (node for version in _versions(program) for node in version.nodes)
    for root in chain(remarks, local, inner):
        yield from walk(root)


def _names(program: Program, places: Places) -> Iterator[Check]:
    """Yield whether each name given by `let` is used, in any version that shares it."""
    told: dict[tuple[Span, str], bool] = {}
    for sheet in places.of(RuleWritten):
        rule = program.rules[sheet.written.rule]
        if sheet is not places.rule(rule.id):
            continue
        for number, written in enumerate(sheet.written.versions):
            used = _named(rule.versions[number].nodes)
            for name in written.let:
                span = sheet.key_span("versions", number, "let", name)
                key = span, name
                told[key] = told.get(key, False) or name in used
    for (span, name), is_used in told.items():
        yield _told(NAME, span, f"name `{name}`", used=is_used)


def _named(roots: Iterable[Node]) -> set[str]:
    inner = (node for root in roots for node in walk(root))
    return {node.name for node in inner if isinstance(node, Named)}


def _given(program: Program) -> set[str]:
    """Return what some row of a choice answers, or names as whose turn it is."""
    found: set[str] = set()
    for version in _versions(program):
        if isinstance(version, ChoiceVersion):
            for row in version.rows:
                found |= {*may_give(row), row.turn}
    return found


def readings_hung_on(program: Program) -> set[str]:
    """Return the readings on which something in a pack hangs."""
    found: set[str] = set()
    for version in _versions(program):
        found |= readings_used(version)
    remarks = [one.node for one in program.oddities]
    remarks += [one.condition for one in program.caveats]
    return found | readings_in(remarks)
