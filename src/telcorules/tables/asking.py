"""Rules asked of a table: every row a case, the answers further columns of it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.asked import named
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.moments import china_day
from telcorules.language.program import Rule
from telcorules.language.values import shown
from telcorules.tables.admissions import AdmissionColumns
from telcorules.tables.choices import ChoiceColumns
from telcorules.tables.deadlines import DeadlineColumns
from telcorules.tables.needs import Needs
from telcorules.tables.sources import opened
from telcorules.tables.stages import Columns, Stages, calendar_of

KINDS: Final[Mapping[str, Callable[[Rule], Columns]]] = {
    "admission": AdmissionColumns,
    "deadline": DeadlineColumns,
    "choice": ChoiceColumns,
}
"""The kinds of rules that have columns."""

_USUAL: Final = ("admission", "deadline")


def decide_table(
    book: Rulebook,
    table: Any,
    *,
    as_of: date | ir.DateValue,
    rules: Iterable[str] | str | None = None,
    unreadable: str | None = None,
) -> ir.Table:
    """Return a table with the answers of rules added to every row.

    Nothing is computed until the result is asked for: it is an expression of Ibis,
    and runs where the table is. Rows have no order of their own.

    Args:
        book: The rules.
        table: An Ibis table; a pandas, Polars or Arrow table; or the name of a Parquet
            or CSV file. A fact is the column ``section__fact``; NULL, or no such
            column, is unknown; an event that hasn't happened is 9999-12-31. Other
            columns are kept.
        as_of: The day of the question, or a column that tells it for each row.
        rules: Ids or globs of admissions, deadlines and choices; left out, the
            admissions and deadlines of the joint decision.
        unreadable: A column to add that lists which columns of facts hold, in a row,
            what can't be read. Such a cell is unknown to the rules.

    Returns:
        The columns ``rule_id__part``: of an admission ``outcome``, each condition and
        ``failed``; of a deadline ``due``, ``status``, ``firm``, ``earliest`` and
        ``latest``; of a choice ``outcome`` and ``value``.

    Raises:
        RequestError: There is no such rule; columns can't express it; a column's name
            or type doesn't fit; the table is none.

    Examples:
        >>> import pyarrow, telcorules
        >>> cases = pyarrow.table({
        ...     "id": [1, 2],
        ...     "operator_complaint__filed_on": [date(2026, 10, 8), None],
        ...     "operator_complaint__replied_on": [date(9999, 12, 31), None],
        ... })
        >>> day, book = date(2026, 11, 21), telcorules.load()
        >>> answers = decide_table(book, cases, as_of=day, rules="operator.reply")
        >>> found = answers.order_by("id").to_pyarrow()
        >>> found["operator_reply__status"].to_pylist()
        ['overdue', 'unknown']
        >>> found["operator_reply__due"].to_pylist()
        [datetime.date(2026, 10, 23), None]
    """
    cases = opened(table)
    kinds = kinds_of(book, rules)
    needs = needs_of(book, kinds)
    _check_new(cases, [*_parts(kinds), *([unreadable] if unreadable else [])])
    stages = Stages(cases, book.program.vocabulary, needs, _day(as_of))
    return stages.answered(kinds, ibis.memtable(calendar_of(needs)), unreadable)


def kinds_of(book: Rulebook, rules: Iterable[str] | str | None) -> list[Columns]:
    """Return what some rules add to a table.

    Raises:
        RequestError: There is no such rule, or its kind has no columns.
    """
    known = book.program.rules
    names = named(book.program, book.program.decide if rules is None else rules)
    if rules is None:
        names = [name for name in names if known[name].kind in _USUAL]
    problems = [_without(known[one]) for one in names if known[one].kind not in KINDS]
    if problems:
        raise RequestError(problems)
    return [KINDS[known[name].kind](known[name]) for name in names]


def needs_of(book: Rulebook, kinds: Iterable[Columns]) -> Needs:
    """Return what some rules need.

    Raises:
        RequestError: Columns can't express something in them.
    """
    needs = Needs(book.readings, book.calendar)
    for one in kinds:
        one.need(needs)
    needs.refused()
    return needs


def _parts(kinds: Iterable[Columns]) -> list[str]:
    return [name for one in kinds for name in one.parts()]


def _without(rule: Rule) -> Problem:
    return Problem(
        "TR640",
        f"`{rule.id}`: a rule of the kind {rule.kind} has no columns",
        f"name {', '.join(KINDS)} rules, one by one where a glob takes in others;"
        " ask for those with book.evaluate_many",
        span=rule.span,
    )


def _check_new(table: ir.Table, names: Iterable[str]) -> None:
    """Refuse a table that already has a column of the answer."""
    there = [name for name in names if name in table.columns]
    if there:
        what = f"the table already has a column `{there[0]}`"
        raise RequestError(Problem("TR643", what, "rename or drop it"))


def _day(as_of: Any) -> Any:
    """Return the day of the question: a date of Python, or one of Ibis."""
    if isinstance(as_of, datetime):
        return china_day(as_of)
    if isinstance(as_of, date | ir.DateValue):
        return as_of
    hint = "write date(2026, 11, 21), or a column of dates of the table"
    raise RequestError(Problem("TR614", f"`{shown(as_of)}` is not a date", hint))
