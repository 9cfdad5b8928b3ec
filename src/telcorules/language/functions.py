"""The functions of the language, and the periods they take."""

import ast

from telcorules.errors import RequestError
from telcorules.foundation.periods import Period, Unit
from telcorules.language import nodes
from telcorules.language.comparisons import as_region
from telcorules.language.nodes import Node, Parameter
from telcorules.language.parsing import Builder, Parser, brief
from telcorules.language.scope import (
    AUTHORITIES,
    AUTHORITY,
    BOOL,
    DAY,
    INT,
    MONEY,
    a_kind,
    nearest,
    read_period,
)
from telcorules.language.vocabulary import Kind


def call(parser: Parser, tree: ast.Call) -> Node:
    """Build the call of one of the functions of the language."""
    name = parser.place(tree.func)["source"]
    if name not in _FUNCTIONS:
        hint = nearest(name, _FUNCTIONS)
        parser.refuse(tree, "TR212", f"unknown function `{brief(name)}`", hint)
    build, least, most, use = _FUNCTIONS[name]
    keywords = [one.arg for one in tree.keywords]
    starred = any(isinstance(one, ast.Starred) for one in tree.args)
    if starred or keywords not in ([], ["roll"] if name == "last_day" else []):
        what = f"`{name}` doesn't take these arguments"
        parser.refuse(tree, "TR213", what, f"write {use}")
    if not least <= len(tree.args) <= most:
        count = str(least) if least == most else f"at least {least}"
        what = f"`{name}` takes {count} of them, not {len(tree.args)}"
        parser.refuse(tree, "TR213", what, f"write {use}")
    return build(parser, tree)


def _last_day(parser: Parser, tree: ast.Call) -> Node:
    """Build ``last_day(event, period, roll=reading.duty_rollover)``."""
    event, length = tree.args
    if not tree.keywords:
        hint = 'write roll=reading.duty_rollover, or roll="strict"'
        why = "whether a last day on a rest day moves is a point of law"
        parser.refuse(tree, "TR213", "`last_day` needs `roll`", hint, why)
    return nodes.LastDay(
        type=DAY,
        event=parser.day(event),
        period=_period_or_parameter(parser, length),
        roll=_roll(parser, tree.keywords[0].value),
        **parser.place(tree),
    )


def _roll(parser: Parser, tree: ast.expr) -> nodes.Constant | nodes.ReadingOf:
    roll = parser.node(tree)
    words = {*roll.type.values}
    if isinstance(roll, nodes.Constant):
        words = {str(roll.value)}
    says = bool(words) and words <= {"roll", "strict"}
    if says and isinstance(roll, nodes.Constant | nodes.ReadingOf):
        return roll
    what = f"`{brief(roll.source)}` doesn't say whether to roll"
    hint = 'write a reading whose choices are `roll` and `strict`, or "strict"'
    parser.refuse(tree, "TR220", what, hint)


def _period_or_parameter(parser: Parser, tree: ast.expr) -> Period | Parameter:
    if isinstance(tree, ast.Name) and tree.id in parser.scope.parameters:
        return _in_days(parser, tree, parser.scope.parameters[tree.id])
    return period(parser, tree)


def _in_days(parser: Parser, tree: ast.expr, parameter: Parameter) -> Parameter:
    """Refuse a parameter in hours: a last day is a day, and hours end in a moment."""
    if Unit.HOURS in parameter.units:
        what = f"the parameter `{parameter.id}` is counted in hours"
        parser.refuse(tree, "TR222", what, "compare days; a deadline may take hours")
    return parameter


def period(parser: Parser, tree: ast.expr) -> Period:
    """Return the period that a text in quotes states."""
    source, parameters = parser.place(tree)["source"], parser.scope.parameters
    if source in parameters:
        what = f"the parameter `{source}` isn't added to a day"
        hint = f"write last_day(event, {source}, roll=...)"
        parser.refuse(tree, "TR222", what, hint)
    if not isinstance(tree, ast.Constant) or not isinstance(tree.value, str):
        hint = f'write "15 days", or a parameter; {nearest(source, parameters)}'
        what = f"`{brief(source)}` is neither a period nor a parameter"
        parser.refuse(tree, "TR222", what, hint)
    try:
        return read_period(tree.value)
    except RequestError as error:
        problem = error.problems[0]
        parser.refuse(tree, "TR222", problem.message, problem.hint)


def _happened(parser: Parser, tree: ast.Call) -> Node:
    """Build ``happened(event)``."""
    event = parser.day(tree.args[0])
    return nodes.Happened(type=BOOL, event=event, **parser.place(tree))


def _days_between(parser: Parser, tree: ast.Call) -> Node:
    """Build ``days_between(event, event)``."""
    first, second = map(parser.day, tree.args)
    place = parser.place(tree)
    return nodes.DaysBetween(type=INT, first=first, second=second, **place)


def _known(parser: Parser, tree: ast.Call) -> Node:
    """Build ``known(fact)``, in checklists alone."""
    if not parser.scope.known:
        what, hint = "`known` belongs in checklists alone", "write the fact itself"
        why = "an answer could turn when more is known"
        parser.refuse(tree, "TR228", what, hint, why)
    operand = parser.node(tree.args[0])
    if not isinstance(operand, nodes.FactOf):
        what = f"`{brief(operand.source)}` is not a fact"
        parser.refuse(tree.args[0], "TR220", what, "write known(section.fact)")
    return nodes.Known(type=BOOL, operand=operand, **parser.place(tree))


def _length(parser: Parser, tree: ast.Call) -> Node:
    """Build ``len(list)``."""
    items = parser.items(tree.args[0])
    return nodes.Length(type=INT, items=items, **parser.place(tree))


def _any_of(parser: Parser, tree: ast.Call) -> Node:
    """Build ``any_of(a, b, ...)``."""
    operands = tuple(map(parser.condition, tree.args))
    return nodes.AnyOf(type=BOOL, operands=operands, **parser.place(tree))


def _all_of(parser: Parser, tree: ast.Call) -> Node:
    """Build ``all_of(a, b, ...)``."""
    operands = tuple(map(parser.condition, tree.args))
    return nodes.All(type=BOOL, operands=operands, **parser.place(tree))


def _extreme(parser: Parser, tree: ast.Call) -> Node:
    """Build ``min(a, b, ...)`` and ``max(a, b, ...)``."""
    operands = tuple(map(parser.number, tree.args))
    kinds = {one.type.kind for one in operands}
    return nodes.Extreme(
        type=MONEY if Kind.MONEY in kinds else INT,
        function=parser.place(tree.func)["source"],
        operands=operands,
        **parser.place(tree),
    )


def _authority(parser: Parser, tree: ast.Call) -> Node:
    """Build ``authority("kind", region or list of regions)``."""
    kind_tree, place_tree = tree.args
    kind = kind_tree.value if isinstance(kind_tree, ast.Constant) else None
    table = parser.scope.authorities.get(str(kind))
    if table is None:
        hint = nearest(str(kind), parser.scope.authorities)
        source = brief(parser.place(kind_tree)["source"])
        parser.refuse(kind_tree, "TR225", f"unknown kind of authority {source}", hint)
    place = parser.node(place_tree)
    if isinstance(place, nodes.Constant) and place.type.kind is Kind.TEXT:
        place = as_region(parser, place_tree, place)
    if Kind.REGION not in (place.type.kind, place.type.item):
        what = f"`{brief(place.source)}` is {a_kind(place.type)}, not a region"
        hint = 'write authority("ca", respondent.province)'
        parser.refuse(place_tree, "TR220", what, hint)
    return nodes.Appoint(
        type=AUTHORITIES if place.type.item else AUTHORITY,
        kind=str(kind),
        table=table,
        place=place,
        **parser.place(tree),
    )


_LAST_DAY = 'last_day(event, "15 days", roll=reading.duty_rollover)'
_FUNCTIONS: dict[str, tuple[Builder, int, int, str]] = {
    "last_day": (_last_day, 2, 2, _LAST_DAY),
    "happened": (_happened, 1, 1, "happened(event)"),
    "days_between": (_days_between, 2, 2, "days_between(event, event)"),
    "known": (_known, 1, 1, "known(section.fact)"),
    "len": (_length, 1, 1, "len(list)"),
    "any_of": (_any_of, 1, 1000, "any_of(condition, condition)"),
    "all_of": (_all_of, 1, 1000, "all_of(condition, condition)"),
    "min": (_extreme, 2, 1000, "min(number, number)"),
    "max": (_extreme, 2, 1000, "max(number, number)"),
    "authority": (_authority, 2, 2, 'authority("ca", respondent.province)'),
}
"""For each function its builder, the fewest and the most arguments, and its use."""
