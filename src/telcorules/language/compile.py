"""A rule as one Python function: the truth of every condition, in microseconds.

The checked tree is turned into Python's own (`ast`), readings folded in, so that
each set of choices has its own function. Short templates, parsed once, are filled
with trees; no text of a pack ever reaches the compiler.
"""

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from telcorules.foundation.money import ARITHMETIC
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language import nodes
from telcorules.language.limits import BEYOND, LastDays, Limit, spanned
from telcorules.language.nodes import Node
from telcorules.language.templates import expression, statements
from telcorules.language.vocabulary import NEVER, Kind

Values = Callable[[tuple[Any, ...], int, int], tuple[Any, ...]]
Judge = Callable[[tuple[Any, ...], int, int], tuple[Any, tuple[bool | None, ...]]]

_ORDER = {
    "<": "True if AH < BL else False if AL >= BH else None",
    "<=": "True if AH <= BL else False if AL > BH else None",
    ">": "True if AL > BH else False if AH <= BL else None",
    ">=": "True if AL >= BH else False if AH < BL else None",
    "==": "False if AH < BL or BH < AL else True if AL == AH == BL == BH else None",
    "!=": "True if AH < BL or BH < AL else False if AL == AH == BL == BH else None",
}


@dataclass(frozen=True, slots=True)
class _Operand:
    """Where a value is: its tree, and for an uncertain day its upper bound too."""

    low: ast.expr
    high: ast.expr
    sure: bool = False

    @property
    def exact(self) -> bool:
        return self.low is self.high

    @property
    def constant(self) -> bool:
        return self.exact and isinstance(self.low, ast.Constant)


def compile_values(
    roots: Iterable[Node], readings: Mapping[str, str], calendar: WorkCalendar
) -> Values:
    """Return a function of (slots, at, as_of) that gives the value of each tree.

    A condition is True, False or None; an uncertain day a pair of ordinals.
    """
    writer = _Writer(dict(readings), calendar)
    results = [_result(writer.value(root)) for root in roots]
    answer = ast.Tuple(results, ast.Load())
    return writer.function(answer)  # type: ignore[no-any-return]


def compile_admission(
    required: Iterable[Node],
    barring: Iterable[Node],
    outcomes: tuple[Any, Any, Any],
    readings: Mapping[str, str],
    calendar: WorkCalendar,
) -> Judge:
    """Return a function of (slots, at, as_of) that gives outcome and truths.

    Args:
        required: What has to hold.
        barring: What must not hold.
        outcomes: What stands for admissible, inadmissible and undetermined.
        readings: The choice taken for each reading.
        calendar: Reckons last days.
    """
    writer = _Writer(dict(readings), calendar)
    needs = [_result(writer.value(root)) for root in required]
    bars = [_result(writer.value(root)) for root in barring]
    yes = [*needs, *(expression("X is False", X=one) for one in bars)]
    no = [*(expression("X is False", X=one) for one in needs), *bars]
    outcome = expression(
        "GOOD if YES else BAD if NO else OPEN",
        YES=ast.BoolOp(ast.And(), [ast.Constant(value=True), *yes]),
        NO=ast.BoolOp(ast.Or(), [ast.Constant(value=False), *no]),
    )
    writer.constants |= dict(zip(("GOOD", "BAD", "OPEN"), outcomes, strict=True))
    truths = ast.Tuple([*needs, *bars], ast.Load())
    return writer.function(ast.Tuple([outcome, truths], ast.Load()))  # type: ignore[no-any-return]


def _result(operand: _Operand) -> ast.expr:
    if operand.exact:
        return operand.low
    return ast.Tuple([operand.low, operand.high], ast.Load())


class _Writer:
    """Writes the body of one function, statement by statement."""

    def __init__(self, readings: dict[str, str], calendar: WorkCalendar) -> None:
        self.constants: dict[str, Any] = {}
        self._readings = readings
        self._calendar = calendar
        self._loads: list[ast.stmt] = []
        self._opening: list[ast.stmt] = []
        self._block: list[ast.stmt] = []
        self._named: dict[int, _Operand] = {}
        self._facts: dict[int, _Operand] = {}
        self._names = 0

    def function(self, answer: ast.expr) -> Any:
        """Return the function that runs what was written and gives the answer."""
        (shell,) = statements("def judge(slots, at, as_of): pass")
        assert isinstance(shell, ast.FunctionDef)
        shell.body = [*self._loads, *self._opening, *self._block, ast.Return(answer)]
        module = ast.fix_missing_locations(ast.Module([shell], []))
        space = dict(self.constants)
        code = compile(module, "<rule>", "exec")
        exec(code, space)  # noqa: S102 - trees of our own templates only
        return space["judge"]

    def value(self, node: Node) -> _Operand:
        """Write what computes a node and return where its value is."""
        return _WRITERS[type(node)](self, node)

    def _name(self) -> ast.Name:
        self._names += 1
        return ast.Name(f"v{self._names}", ast.Load())

    def _store(self, expression: ast.expr) -> _Operand:
        name = self._name()
        self._block += statements("V = E", V=name, E=expression)
        return _Operand(name, name)

    def _given(self, value: Any) -> ast.Name:
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return ast.Name(name, ast.Load())

    def _constant(self, value: Any) -> _Operand:
        tree = ast.Constant(value)
        return _Operand(tree, tree, sure=value is not None)

    def constant(self, node: nodes.Constant) -> _Operand:
        if isinstance(node.value, bool | int | str):
            return self._constant(node.value)
        name = self._given(node.value)
        return _Operand(name, name, sure=True)

    def fact(self, node: nodes.FactOf) -> _Operand:
        slot = node.fact.slot
        if slot not in self._facts:
            name = ast.Name(f"f{slot}", ast.Load())
            place = ast.Constant(slot)
            self._loads += statements("V = slots[N]", V=name, N=place)
            self._facts[slot] = _Operand(name, name)
        return self._facts[slot]

    def moment(self, node: nodes.Moment) -> _Operand:
        name = ast.Name(node.name, ast.Load())
        return _Operand(name, name, sure=True)

    def reading(self, node: nodes.ReadingOf) -> _Operand:
        return self._constant(self._readings[node.reading])

    def named(self, node: nodes.Named) -> _Operand:
        key = id(node.body)
        if key not in self._named:
            outer, self._block = self._block, []
            self._named[key] = self.value(node.body)
            self._opening += self._block
            self._block = outer
        return self._named[key]

    def negation(self, node: nodes.Not) -> _Operand:
        operand = self.value(node.operand).low
        return self._store(expression("None if X is None else not X", X=operand))

    def conjunction(self, node: nodes.All) -> _Operand:
        return self._joined(node.operands, settled=False)

    def disjunction(self, node: nodes.AnyOf) -> _Operand:
        return self._joined(node.operands, settled=True)

    def _joined(self, operands: tuple[Node, ...], *, settled: bool) -> _Operand:
        """Write operands in turn, each behind a gate that the settling value shuts."""
        holes: dict[str, ast.expr] = {"V": self._name(), "END": ast.Constant(settled)}
        self._block += statements("V = not END", **holes)
        outer = self._block
        for operand in operands:
            (gate,) = statements("if V is not END: pass", **holes)
            assert isinstance(gate, ast.If)
            outer.append(gate)
            self._block = gate.body
            holes["X"] = self.value(operand).low
            self._block += statements(
                "if X is END:\n    V = END\nelif X is None:\n    V = None", **holes
            )
        self._block = outer
        return _Operand(holes["V"], holes["V"])

    def choice(self, node: nodes.If) -> _Operand:
        test = self.value(node.test)
        if test.constant:
            assert isinstance(test.low, ast.Constant)
            return self.value(node.then if test.low.value else node.other)
        then, other = self.value(node.then), self.value(node.other)
        if then.exact and other.exact:
            agreed = "A if T else B if T is False else A if A == B else None"
            return self._store(expression(agreed, T=test.low, A=then.low, B=other.low))
        low, high = self._name(), self._name()
        template = (
            "L, H = (A, C) if T else (B, D) if T is False"
            " else (A, C) if A == B and C == D else (None, None)"
        )
        holes = {"A": then.low, "B": other.low, "C": then.high, "D": other.high}
        self._block += statements(template, L=low, H=high, T=test.low, **holes)
        return _Operand(low, high)

    def comparison(self, node: nodes.Compare) -> _Operand:
        left, right = self.value(node.left), self.value(node.right)
        holes = {"AL": left.low, "AH": left.high, "BL": right.low, "BH": right.high}
        if left.exact and right.exact:
            bare = expression(f"AL {node.operator} BL", **holes)
            if left.constant and right.constant:
                return self._constant(_folded(bare))
        else:
            bare = expression(_ORDER[node.operator], **holes)
        return self._store(_guarded(bare, left, right))

    def one_of(self, node: nodes.OneOf) -> _Operand:
        item = self.value(node.item)
        words = self._given(frozenset(node.words))
        return self._store(_guarded(expression("X in W", X=item.low, W=words), item))

    def holds(self, node: nodes.Holds) -> _Operand:
        items = self.value(node.items)
        word = self._given(node.word)
        bare = expression("W in X", X=items.low, W=word)
        return self._store(_guarded(bare, items))

    def last_day(self, node: nodes.LastDay) -> _Operand:
        roll = self.value(node.roll).low
        assert isinstance(roll, ast.Constant)
        limit = Limit(
            node.period,
            self._calendar,
            readings=self._readings,
            roll=roll.value == "roll",
        )
        return self._looked_up(limit, self.value(node.event))

    def shift(self, node: nodes.Shift) -> _Operand:
        limit = Limit(
            node.period, self._calendar, readings={}, roll=False, back=node.back
        )
        return self._looked_up(limit, self.value(node.event))

    def _looked_up(self, limit: Limit, event: _Operand) -> _Operand:
        table = self._given(LastDays(limit))
        truths = [self.value(one.condition).low for one in limit.local]
        first, last = (
            ast.Tuple([day, *truths], ast.Load()) if truths else day
            for day in (event.low, event.high)
        )
        holes = {"L": self._name(), "H": self._name(), "T": table, "A": first}
        if event.exact:
            self._block += statements("L, H = T[A]", **holes)
        else:
            holes |= {"B": last, "F": self._given(spanned)}
            self._block += statements("L, H = F(T, A, B)", **holes)
        return _Operand(holes["L"], holes["H"])

    def happened(self, node: nodes.Happened) -> _Operand:
        event = self.value(node.event)
        never = ast.Constant(NEVER)
        return self._store(_guarded(expression("X != N", X=event.low, N=never), event))

    def days_between(self, node: nodes.DaysBetween) -> _Operand:
        first, second = self.value(node.first), self.value(node.second)
        holes = {"AL": first.low, "AH": first.high, "BL": second.low, "BH": second.high}
        sure = "AL == AH and BL == BH and AL < N and BL < N"
        text = f"(BL - AL if AL < BL else 0) if {sure} else None"
        bare = expression(text, N=ast.Constant(BEYOND), **holes)
        return self._store(_guarded(bare, first, second))

    def known(self, node: nodes.Known) -> _Operand:
        return self._store(expression("X is not None", X=self.value(node.operand).low))

    def length(self, node: nodes.Length) -> _Operand:
        items = self.value(node.items)
        size = self._given(len)
        return self._store(_guarded(expression("F(X)", F=size, X=items.low), items))

    def item(self, node: nodes.ItemOf) -> _Operand:
        items = self.value(node.items)
        pick = self._given(_item)
        index = ast.Constant(node.index)
        return self._store(expression("F(X, N)", F=pick, X=items.low, N=index))

    def arithmetic(self, node: nodes.Arithmetic) -> _Operand:
        left, right = self.value(node.left), self.value(node.right)
        holes: dict[str, ast.expr] = {"A": left.low, "B": right.low}
        bare = expression(f"A {node.operator} B", **holes)
        if node.type.kind is Kind.MONEY:
            exact = self._given(ARITHMETIC[node.operator])
            bare = expression("F(A, B)", F=exact, **holes)
        return self._store(_guarded(bare, left, right))

    def extreme(self, node: nodes.Extreme) -> _Operand:
        operands = [self.value(one) for one in node.operands]
        pick = self._given(min if node.function == "min" else max)
        bare = ast.Call(pick, [one.low for one in operands], [])
        return self._store(_guarded(bare, *operands))

    def appoint(self, node: nodes.Appoint) -> _Operand:
        place = self.value(node.place)
        table = self._given(node.table)
        template = "T[X]"
        if node.type.item:
            template = "tuple([T[x] for x in X])"
        bare = expression(template, T=table, X=place.low)
        return self._store(_guarded(bare, place))


def _folded(comparison: ast.expr) -> bool:
    tree = ast.fix_missing_locations(ast.Expression(comparison))
    return bool(eval(compile(tree, "<reading>", "eval"), {}))  # noqa: S307 - constants


def _guarded(bare: ast.expr, *operands: _Operand) -> ast.expr:
    """Return an expression that is None where an operand is."""
    tests = [expression("X is None", X=o.low) for o in operands if not o.sure]
    if not tests:
        return bare
    test = tests[0] if len(tests) == 1 else ast.BoolOp(ast.Or(), tests)
    return ast.IfExp(test, ast.Constant(None), bare)


def _item(items: tuple[Any, ...] | None, index: int) -> Any:
    if items is None or not -len(items) <= index < len(items):
        return None
    return items[index]


_WRITERS: dict[type[Node], Callable[[_Writer, Any], _Operand]] = {
    nodes.Constant: _Writer.constant,
    nodes.FactOf: _Writer.fact,
    nodes.Moment: _Writer.moment,
    nodes.ReadingOf: _Writer.reading,
    nodes.Named: _Writer.named,
    nodes.Not: _Writer.negation,
    nodes.All: _Writer.conjunction,
    nodes.AnyOf: _Writer.disjunction,
    nodes.If: _Writer.choice,
    nodes.Compare: _Writer.comparison,
    nodes.OneOf: _Writer.one_of,
    nodes.Holds: _Writer.holds,
    nodes.LastDay: _Writer.last_day,
    nodes.Shift: _Writer.shift,
    nodes.Happened: _Writer.happened,
    nodes.DaysBetween: _Writer.days_between,
    nodes.Known: _Writer.known,
    nodes.Length: _Writer.length,
    nodes.ItemOf: _Writer.item,
    nodes.Arithmetic: _Writer.arithmetic,
    nodes.Extreme: _Writer.extreme,
    nodes.Appoint: _Writer.appoint,
}
