"""What every version of a rule is linked with: its file, its names, its problems.

The kinds of rules (`limit_rules`, `answer_rules`) use it to turn the author's text
into trees, events, periods and citations; what doesn't fit is noted, not raised.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from telcorules.errors import Span
from telcorules.foundation.law import Cited
from telcorules.foundation.periods import Period, Unit
from telcorules.language.forms import SLUG
from telcorules.language.nodes import Node, Parameter
from telcorules.language.rule_schema import Consequence
from telcorules.language.scope import DAYS, Scope, a_kind, nearest
from telcorules.language.sheets import Path, Sheet, Sheets, words
from telcorules.language.versions import Consequence as Linked
from telcorules.language.versions import Version
from telcorules.language.vocabulary import Fact

T = TypeVar("T")
Length = Period | Parameter


@dataclass(frozen=True, slots=True)
class VersionLinker:
    """Links the parts of one version of a rule.

    Attributes:
        sheets: All files, and the list of problems.
        sheet: The file of the rule.
        scope: What names mean in this version.
    """

    sheets: Sheets
    sheet: Sheet
    scope: Scope

    def condition(self, path: Path, text: str) -> Node | None:
        """Return the tree of a condition, None where it is wrong."""
        return self.sheets.condition(self.sheet, path, text, self.scope)

    def maybe_condition(self, path: Path, text: str | None) -> Node | None:
        """Return the tree of a condition, None where there is none or it is wrong."""
        return None if text is None else self.condition(path, text)

    def expression(self, path: Path, text: str) -> Node | None:
        """Return the tree of an expression of any type, None where it is wrong."""
        return self.sheets.expression(self.sheet, path, text, self.scope)

    def day(self, path: Path, text: str | None) -> Node | None:
        """Return the tree of a day, None where there is none or it is no day."""
        node = None if text is None else self.expression(path, text)
        if node is None or node.type.kind in DAYS:
            return node
        what, hint = f"this is {a_kind(node.type)}, not a day", "name an event or a day"
        self.sheets.wrong("TR220", what, node.span, hint)
        return None

    def event(self, path: Path, text: str | None) -> Fact | None:
        """Return the event that is named, None where none is."""
        if text is None:
            return None
        return self.sheets.event(self.sheet, path, text, self.scope)

    def basis(self, path: Path, texts: list[str] | None) -> tuple[Cited, ...]:
        """Return the citations of the ``basis`` at a path."""
        return self.sheets.basis(self.sheet, path, texts or [])

    def cited(self, path: Path, texts: list[str]) -> tuple[Cited, ...]:
        """Return the citations that are listed at a path."""
        return self.sheets.cited(self.sheet, path, texts)

    def consequence(self, path: Path, written: Consequence | None) -> Linked | None:
        """Return what follows where something owed isn't done."""
        if written is None:
            return None
        return Linked(words(written.note), self.basis(path, written.basis))

    def actor(self, path: Path, actor: str) -> None:
        """Note an actor that isn't declared, in a pack that declares any body."""
        known = {*self.sheets.labels, *self.scope.authorities}
        if known:
            self.sheets.check_known("actor", actor, known, self.span(path))

    def length(self, path: Path, text: str) -> Length | None:
        """Return the period or the parameter that is written at a path."""
        parameters = self.scope.parameters
        if (name := text.replace("-", "_")) in parameters:
            return parameters[name]
        if SLUG.match(name.replace("_", "-")):
            known = [one.id for one in parameters.values()]
            hint = f"{nearest(text, known)}; or write a period, such as 15 days"
            what = f"unknown parameter `{text}`"
            self.sheets.wrong("TR222", what, self.span(path), hint)
            return None
        return self.sheets.period(self.sheet, path, text)

    def several(self, path: Path, written: list[T]) -> list[tuple[Path, T]]:
        """Return what is listed at a path with its place, also a lone one unlisted."""
        value = self.sheet.document.value
        for step in path:
            value = value.get(step, {}) if isinstance(value, dict) else value[step]
        if isinstance(value, dict):
            return [(path, one) for one in written]
        return [((*path, index), one) for index, one in enumerate(written)]

    def span(self, path: Path) -> Span:
        """Return the place of what is written at a path."""
        return self.sheet.span(*path)


Linking = Callable[[VersionLinker, Path, Any], Version | None]
"""How a kind of version is linked; None where it can't be."""


def units(length: Length) -> set[Unit]:
    """Return the units in which a period, or each value of a parameter, is counted."""
    return {length.unit} if isinstance(length, Period) else length.units
