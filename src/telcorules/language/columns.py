"""Cases as rows of a table: the column `section__fact`, and what stands in its cells.

A cell that is empty states nothing. What people and spreadsheets write in cells is
read where it can mean one thing only; the rest goes to the reader of facts, which says
what is wrong with it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from difflib import get_close_matches
from typing import Any, Final

from telcorules.errors import CaseError, Problem
from telcorules.language.values import NOT_YET, shown
from telcorules.language.vocabulary import Fact, Kind, Vocabulary

_TRUTHS: Final[Mapping[str, bool]] = {
    "true": True,
    "是": True,
    "false": False,
    "否": False,
}
_PENDING: Final = frozenset({"not-yet", "not yet", "尚未发生", "未发生"})
_DAY: Final = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
    r"(?:[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?"
)
_BETWEEN: Final = re.compile("[;；、]")


def column(fact: str) -> str:
    """Return the column of a fact.

    Examples:
        >>> column("operator_complaint.filed_on")
        'operator_complaint__filed_on'
    """
    return fact.replace(".", "__")


class Columns:
    """The columns of a table of cases, read from its first row.

    Args:
        vocabulary: The facts that can be stated.
        header: The names of the columns; an empty one names nothing.
        key: The column that tells cases apart, where there is one.
        skipped: Columns that aren't read.

    Raises:
        CaseError: Every column that is no fact, or is there twice.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        header: Sequence[Any],
        *,
        key: str = "id",
        skipped: Iterable[str] = (),
    ) -> None:
        self._facts = {column(name): fact for name, fact in vocabulary.by_name.items()}
        self._key = key
        self._named = [heading(one) for one in header]
        self._skipped = {*skipped, ""}
        if problems := [*self._problems()]:
            raise CaseError(problems)

    def _problems(self) -> Iterable[Problem]:
        known = [*self._facts, self._key]
        seen: set[str] = set()
        for name in self._named:
            if name in self._skipped:
                continue
            if name in seen:
                what = f"the column `{shown(name)}` is there twice"
                yield Problem("TR531", what, "keep the one that is true")
            elif name not in known:
                near = get_close_matches(name.replace(".", "__"), known, 1, 0.8)
                hint = f"did you mean `{near[0]}`? else " if near else ""
                hint += f"leave it out with --skip {shown(name)}"
                yield Problem("TR530", f"the column `{shown(name)}` is no fact", hint)
            seen.add(name)

    def case(self, cells: Sequence[Any]) -> tuple[str | None, dict[str, Any]]:
        """Return what a row tells: what tells the case apart, and its facts.

        Raises:
            CaseError: Something stands in a cell whose column has no name.
        """
        key, facts = None, dict[str, Any]()
        for place, cell in enumerate(cells):
            name = self._named[place] if place < len(self._named) else ""
            value = cell.strip() if isinstance(cell, str) else cell
            if value is None or value == "":
                continue
            if name == "":
                what = f"`{shown(value)}` stands in column {place + 1}, without a name"
                raise CaseError(Problem("TR532", what, "name the column or clear it"))
            if name in self._skipped:
                continue
            if name == self._key:
                key = _text(value)
            else:
                fact = self._facts[name]
                section, _, short = fact.name.partition(".")
                facts.setdefault(section, {})[short] = cell_value(fact, value)
        return key, facts


def heading(header: Any) -> str:
    """Return the name of a column, as it is written in the first row."""
    return "" if header is None else str(header).strip().removeprefix("\ufeff")


def cell_value(fact: Fact, value: Any) -> Any:
    """Return what a cell says of a fact, as the reader of facts takes it.

    Args:
        fact: The fact.
        value: What stands in the cell; not empty.

    Returns:
        Truths for ``true``, ``FALSE``, ``是`` and ``否``; days for ``2026/3/6`` and
        ``2026年3月6日``; numbers of a spreadsheet as they are shown; items between
        ``；``, ``;`` or ``、`` for a list. Anything else as it is.
    """
    kind = fact.type.kind
    if fact.type.item is not None:
        items = _BETWEEN.split(_text(value))
        return [_value(fact.type.item, one.strip()) for one in items if one.strip()]
    return _value(kind, value)


def _value(kind: Kind, value: Any) -> Any:
    match kind:
        case Kind.BOOL:
            return _TRUTHS.get(_text(value).lower(), value)
        case Kind.EVENT:
            return _event(value)
        case Kind.INT:
            text = _text(value)
            return int(text) if re.fullmatch("-?[0-9]{1,15}", text) else value
        case _:
            return value if isinstance(value, bool) else _text(value)


def _text(value: Any) -> str:
    """Return what a cell shows; a whole number without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _event(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if not isinstance(value, str):
        return value
    if value.lower() in _PENDING or value.lower() == "false":
        return NOT_YET
    if found := _DAY.fullmatch(value):
        year, month, day, *clock = found.groups()
        written = f"{year}-{month:0>2}-{day:0>2}"
        hour, minute, second = clock
        return f"{written}T{hour:0>2}:{minute}:{second or '00'}" if hour else written
    return value
