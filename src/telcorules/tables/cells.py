"""What the cells of a table say of facts, and which can't be read.

A cell without a value states nothing. One that can't be read states nothing either,
and `Cells.unreadable` names it: an answer that is settled without a fact stays so
whatever the fact is.
"""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from telcorules.errors import Problem, RequestError
from telcorules.foundation.regions import REGIONS
from telcorules.language.columns import column
from telcorules.language.values import NOT_YET
from telcorules.language.vocabulary import Fact, Kind, Vocabulary
from telcorules.tables.days import FIRST, LAST, NEVER, day

_ISO: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_LARGEST: Final = 10**15 - 1
_CODES: Final[Mapping[str, str]] = {
    written: one.code
    for one in REGIONS.values()
    for written in (one.iso, one.iso.lower(), one.short, one.name)
}


class Cells:
    """The facts of a table's columns ``section__fact``.

    Args:
        table: The table.
        vocabulary: The facts that can be stated.

    Raises:
        RequestError: Every column that is nearly a fact, but none.
    """

    def __init__(self, table: ir.Table, vocabulary: Vocabulary) -> None:
        self.table = table
        self._known = {column(name): fact for name, fact in vocabulary.by_name.items()}
        if problems := [*self._misnamed(vocabulary)]:
            raise RequestError(problems)

    def _misnamed(self, vocabulary: Vocabulary) -> Iterable[Problem]:
        for name in self.table.columns:
            section, joined, _ = name.partition("__")
            if not joined or name in self._known:
                continue
            near = get_close_matches(name, self._known, 1, 0.85)
            if near or section in vocabulary.sections:
                hint = f"did you mean `{near[0]}`?" if near else "rename or drop it"
                what = f"the column `{name}` is no fact"
                yield Problem("TR530", what, hint)

    def value(self, fact: Fact) -> ir.Value:
        """Return what the table says of a fact; nothing where it has no such column.

        Raises:
            RequestError: The column is of a type that doesn't tell such a fact.
        """
        cell = self._cell(fact)
        if cell is None:
            return ibis.null(_ABSENT[fact.type.kind])
        return _read(fact, cell)

    def moments(self, fact: Fact) -> tuple[ir.Value, ir.Value]:
        """Return the first and the last moment at which an event can have been.

        A column of dates, or of texts, tells the day alone.
        """
        value, cell = self.value(fact), self._cell(fact)
        if cell is not None and cell.type().is_timestamp():
            moment = ibis.ifelse(value.notnull(), cell, ibis.null("timestamp"))
            return moment, moment
        begins = value.cast("timestamp")
        return begins, begins + ibis.interval(days=1) - ibis.interval(microseconds=1)

    def unreadable(self, facts: Iterable[Fact]) -> ir.ArrayValue:
        """Return the columns of some facts whose cells can't be read, row by row."""
        named = []
        for fact in facts:
            if (cell := self._cell(fact)) is not None:
                stated = cell.notnull()
                if fact.type.item is not None:
                    stated &= cell.length() > 0
                wrong = stated & self.value(fact).isnull()
                named.append(ibis.ifelse(wrong, column(fact.name), ibis.null("string")))
        if not named:
            return ibis.literal([], type="array<string>")
        return ibis.array(named).filter(lambda one: one.notnull())

    def _cell(self, fact: Fact) -> ir.Value | None:
        name = column(fact.name)
        if name not in self.table.columns or self.table[name].type().is_null():
            return None
        return self.table[name]


def _read(fact: Fact, cell: ir.Value) -> ir.Value:
    kind = fact.type.item or fact.type.kind
    reader = _READERS.get(kind)
    type_ = cell.type()
    if fact.type.item is None:
        found = reader(fact, cell, type_) if reader else None
    else:
        found = _list(fact, cell, type_)
    if found is None:
        expected = _EXPECTED.get(kind, "nothing that columns can tell")
        several = "a list of " if fact.type.item else ""
        what = f"the column `{column(fact.name)}` is of the type {type_}"
        hint = f"`{fact.name}` is {fact.type}: give {several}{expected}"
        raise RequestError(Problem("TR641", what, hint, fact=fact.name))
    return found


def _bool(_: Fact, cell: ir.Value, type_: dt.DataType) -> ir.Value | None:
    return cell if type_.is_boolean() else None


def _event(_: Fact, cell: ir.Value, type_: dt.DataType) -> ir.Value | None:
    if type_.is_date():
        return _within_time(cell)
    if type_.is_timestamp() and type_.timezone is None:
        return _within_time(cell.date())
    if type_.is_string():
        written = ibis.ifelse(cell.re_search(_ISO), cell, ibis.null("string"))
        stated = ibis.ifelse(cell == NOT_YET, ibis.literal(f"{NEVER}"), written)
        dated = stated.try_cast("date")
        # 9999-12-31 as a text isn't taken for "not yet", as in a case.
        return ibis.ifelse(cell == str(NEVER), ibis.null("date"), _within_time(dated))
    return None


def _within_time(cell: ir.Value) -> ir.Value:
    inside = cell.between(day(FIRST), day(LAST)) | (cell == day(NEVER))
    return ibis.ifelse(inside, cell, ibis.null("date"))


def _enum(fact: Fact, cell: ir.Value, type_: dt.DataType) -> ir.Value | None:
    if not type_.is_string():
        return None
    return ibis.ifelse(cell.isin(fact.type.values), cell, ibis.null("string"))


def _region(_: Fact, cell: ir.Value, type_: dt.DataType) -> ir.Value | None:
    return _code(cell) if type_.is_string() else None


def _code(cell: ir.Value) -> ir.Value:
    """Return the code of a province written in any of its forms."""
    known = cell.isin(list(REGIONS))
    written = cell.substitute(dict(_CODES), else_=ibis.null("string"))
    return ibis.ifelse(known, cell, written)


def _int(_: Fact, cell: ir.Value, type_: dt.DataType) -> ir.Value | None:
    if not type_.is_integer():
        return None
    inside = cell.between(-_LARGEST, _LARGEST)
    return ibis.ifelse(inside, cell.cast("int64"), ibis.null("int64"))


def _text(_: Fact, cell: ir.Value, type_: dt.DataType) -> ir.Value | None:
    return cell if type_.is_string() else None


def _list(fact: Fact, cell: ir.Value, type_: dt.DataType) -> ir.Value | None:
    """Return a list of words or regions; an empty one states nothing."""
    if not (type_.is_array() and type_.value_type.is_string()):
        return None
    if fact.type.item is Kind.REGION:
        items = cell.map(_code)
    elif fact.type.item is Kind.ENUM:
        items = cell.map(lambda one: _enum(fact, one, dt.string))
    else:
        assert fact.type.item is Kind.TEXT, "needs refuses lists of anything else"
        items = cell
    whole = items.filter(lambda one: one.isnull()).length() == 0
    return ibis.ifelse(whole & (cell.length() > 0), items, ibis.null(type_))


_READERS: Final[Mapping[Kind, Callable[[Fact, Any, Any], ir.Value | None]]] = {
    Kind.BOOL: _bool,
    Kind.EVENT: _event,
    Kind.ENUM: _enum,
    Kind.REGION: _region,
    Kind.INT: _int,
    Kind.TEXT: _text,
}
_EXPECTED: Final[Mapping[Kind, str]] = {
    Kind.BOOL: "a boolean",
    Kind.EVENT: f"a date ({NEVER} for not yet), a timestamp without a zone, or a text",
    Kind.ENUM: "a text",
    Kind.REGION: "a text, such as 440000",
    Kind.INT: "a whole number",
    Kind.TEXT: "a text",
}
_ABSENT: Final[Mapping[Kind, str]] = {
    Kind.BOOL: "boolean",
    Kind.EVENT: "date",
    Kind.INT: "int64",
    Kind.MONEY: "decimal(38, 8)",
    Kind.LIST: "array<string>",
    Kind.ENUM: "string",
    Kind.REGION: "string",
    Kind.TEXT: "string",
}
