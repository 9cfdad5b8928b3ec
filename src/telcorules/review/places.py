"""Where in the files of a pack something stands, found by what it is called."""

from collections.abc import Iterator, Sequence
from typing import Any

from telcorules.errors import Span
from telcorules.language.rule_schema import RuleWritten
from telcorules.language.sheets import Sheet


class Places:
    """The files of packs laid over one another, with the places in them.

    Args:
        sheets: The files, the base pack's first.
    """

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = tuple(sheets)
        self._rules: dict[str, Sheet] = {
            one.written.rule: one for one in self.of(RuleWritten)
        }

    def of(self, model: type[Any]) -> Iterator[Sheet]:
        """Yield the files of one kind, in their order."""
        return (one for one in self.sheets if isinstance(one.written, model))

    def rule(self, name: str) -> Sheet:
        """Return the file of a rule: of those that override one another the last."""
        return self._rules[name]

    def of_rule(self, name: str, *path: str | int) -> Span:
        """Return the place of a key of a rule, or of an item of a list in it."""
        return self._rules[name].key_span(*path)

    def value_of_rule(self, name: str, *path: str | int) -> Span:
        """Return the place of a value of a rule."""
        return self._rules[name].span(*path)
