"""Conditions that can't come out both ways, and parts of them that change nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from telcorules.foundation.truth import Truth
from telcorules.language.nodes import All, AnyOf, Constant, If, Named, Node, walk
from telcorules.language.vocabulary import Kind, Type
from telcorules.review.cells import Cells
from telcorules.review.hunts import Goal, Hunt
from telcorules.review.sites import Site
from telcorules.review.verdicts import Check, disproven, proven, undecided

ALWAYS = "TR831"
NEVER = "TR832"
PART = "TR833"

TOO_MANY = "more cells than are tried; {} of them show nothing else"


def conditions(cells: Cells, site: Site) -> Iterator[Check]:
    """Yield what is to be said of one expression: of the whole, then of its parts."""
    if not isinstance(site.node, Constant):
        whole = list(_whole(cells, site)) if site.node.type.kind is Kind.BOOL else []
        yield from whole
        if not any(one.problem.hint for one in whole):
            yield from _parts(cells, site)


def _whole(cells: Cells, site: Site) -> Iterator[Check]:
    holds = (True, None) if site.unless_known else (True,)
    goals: dict[str, Goal] = {NEVER: partial(_is, truths=holds)}
    goals[ALWAYS] = partial(_is, truths=(False,))
    partly = site.unless_known
    hunt = cells.hunt([site.node], site.setting, goals, partly=partly)
    hunt.exhaustive = hunt.exhaustive and bool(hunt.found)
    yield _verdict(hunt, NEVER, site, "is never true")
    yield _verdict(hunt, ALWAYS, site, "is always true")


def _is(values: tuple[Any, ...], *, truths: tuple[Truth, ...]) -> bool:
    return values[0] in truths


def _verdict(hunt: Hunt[str], code: str, site: Site, what: str) -> Check:
    message = f"{site.name} {what}"
    if code in hunt.found:
        return disproven(code, site.span, f"not so {hunt.found[code]}")
    if not hunt.exhaustive:
        why = TOO_MANY.format(hunt.tried)
        return undecided(code, site.span, f"it isn't decided whether {message}", why)
    return proven(
        code,
        site.span,
        message,
        "correct the comparison, or leave the condition out",
        f"in none of {hunt.tried} boundary cases does it come out otherwise",
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an expression, and the expression without it.

    Attributes:
        node: The part.
        joined: The `and`, the `or` or the choice that it is a part of.
        without: The expression without it.
    """

    node: Node
    joined: Node
    without: Node


def _parts(cells: Cells, site: Site) -> Iterator[Check]:
    parts = list(parts_of(site.node))
    if not parts:
        return
    goals: dict[int, Goal] = {
        number: partial(_differ, number=number) for number in range(1, len(parts) + 1)
    }
    beside = [one.without for one in parts]
    hunt = cells.hunt([site.node], site.setting, goals, partly=True, beside=beside)
    open_ = [part for number, part in enumerate(parts, 1) if number not in hunt.found]
    for number, cell in hunt.found.items():
        span = parts[number - 1].node.span
        yield disproven(PART, span, f"it changes {site.name} {cell}")
    for part in _outermost(open_):
        if hunt.exhaustive:
            yield _changes_nothing(site, part)
        else:
            message = f"it isn't decided whether `{part.node.source}` changes anything"
            why = TOO_MANY.format(hunt.tried)
            yield undecided(PART, part.node.span, message, why)


def _outermost(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield parts, of those joined the last, without what lies in such a part.

    Each of two equal operands could do without the other, but not both.
    """
    inside: set[int] = set()
    last = {id(part.joined): part for part in parts}
    for part in last.values():
        if id(part.node) not in inside:
            inside |= {id(node) for node in walk(part.node)}
            yield part


def _differ(values: tuple[Any, ...], *, number: int) -> bool:
    return bool(values[number] != values[0])


def _changes_nothing(site: Site, part: Part) -> Check:
    return proven(
        PART,
        part.node.span,
        f"`{part.node.source}` changes nothing in {site.name}",
        "leave it out, or correct it",
        "the rest comes out the same with it and without it, known facts or unknown",
    )


def parts_of(node: Node) -> Iterator[Part]:
    """Yield the parts that an expression could do without, outer parts first.

    What a name stands for is an expression of its own.
    """
    if isinstance(node, Named):
        return
    if isinstance(node, All | AnyOf):
        neutral = _constant(node, value=isinstance(node, All))
        for place, operand in enumerate(node.operands):
            several = (*node.operands[:place], neutral, *node.operands[place + 1 :])
            yield Part(operand, node, replace(node, operands=several))
    elif isinstance(node, If):
        yield Part(node.other, node, node.then)
        yield Part(node.then, node, node.other)
    yield from _below(node)


def _below(node: Node) -> Iterator[Part]:
    for name in node.BELOW:
        below = getattr(node, name)
        several = below if isinstance(below, tuple) else (below,)
        for place, child in enumerate(several):
            for part in parts_of(child):
                changed = (*several[:place], part.without, *several[place + 1 :])
                one: Any = changed if isinstance(below, tuple) else changed[0]
                changes: dict[str, Any] = {name: one}
                yield replace(part, without=replace(node, **changes))


def _constant(node: Node, *, value: bool) -> Constant:
    return Constant(type=Type(Kind.BOOL), source="", span=node.span, value=value)
