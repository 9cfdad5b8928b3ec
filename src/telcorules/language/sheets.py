"""The files of a pack being put together, and the list of what doesn't fit.

All problems of all files are collected before any is raised; what one file gets
wrong doesn't hide what the next one does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from telcorules.errors import PackError, Problem, RequestError, Span
from telcorules.foundation.law import Citation, Cited, Instrument, Wording, resolve
from telcorules.foundation.periods import Period
from telcorules.foundation.source import Document
from telcorules.language.expression import parse
from telcorules.language.forms import Bilingual
from telcorules.language.nodes import FactOf, Node
from telcorules.language.scope import Scope, a_kind, nearest
from telcorules.language.vocabulary import Fact, Kind

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: its text with places, and its checked shape.

    Attributes:
        document: Its text.
        written: What it says, as its model.
        layer: How many packs lie below the one that it is in.
    """

    document: Document
    written: Any
    layer: int = 0

    def span(self, *path: str | int) -> Span:
        """Return the place of a value."""
        return self.document.span(path)

    def key_span(self, *path: str | int) -> Span:
        """Return the place of a key."""
        return self.document.key_span(path)


@dataclass
class Sheets:
    """All sheets of all packs, and what is wrong with them so far.

    Attributes:
        sheets: In the order of the packs.
        problems: What doesn't fit.
        instruments: The legal instruments that citations name.
        labels: The names of authorities, bodies and actors, by id.
    """

    sheets: tuple[Sheet, ...]
    problems: list[Problem] = field(default_factory=list)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    labels: dict[str, Wording] = field(default_factory=dict)
    _places: dict[tuple[str, str, int], Span] = field(default_factory=dict)

    def of(self, model: type[Any]) -> list[Sheet]:
        """Return the sheets of one kind."""
        return [one for one in self.sheets if isinstance(one.written, model)]

    def wrong(
        self, code: str, message: str, span: Span, hint: str = "", why: str = ""
    ) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, message, hint, why, span))

    def blame(self, error: RequestError, span: Span) -> None:
        """Note what a reader of values found, with the place of the value."""
        self.problems += [replace(one, span=span) for one in error.problems]

    def taken(self, kind: str, name: str, span: Span, layer: int = 0) -> bool:
        """Tell whether a name of a kind is declared already, and note it if so.

        What each pack may declare once is asked with the layer of the pack.
        """
        first = self._places.setdefault((kind, name, layer), span)
        if first is span:
            return False
        what = f"the {kind} `{name}` is declared here and at {first}"
        self.wrong("TR310", what, span, "rename one of them, or delete it")
        return True

    def check_known(
        self, kind: str, name: str, known: Iterable[str], span: Span
    ) -> bool:
        """Tell whether a name of a kind is declared, and note it if it isn't."""
        if name in known:
            return True
        code = "TR226" if "reading" in kind or "choice" in kind else "TR225"
        self.wrong(code, f"unknown {kind} `{name}`", span, nearest(name, known))
        return False

    def basis(self, sheet: Sheet, path: Path, texts: list[str]) -> tuple[Cited, ...]:
        """Return the citations of the ``basis`` at a path."""
        return self.cited(sheet, (*path, "basis"), texts)

    def cited(self, sheet: Sheet, path: Path, texts: list[str]) -> tuple[Cited, ...]:
        """Return the citations that are listed at a path."""
        found, wrong = cite(sheet.document, path, texts, self.instruments)
        self.problems += wrong
        return found

    def period(self, sheet: Sheet, path: Path, text: str) -> Period | None:
        """Return the period written at a path, None where it can't be read."""
        try:
            return Period.parse(text)
        except RequestError as error:
            self.blame(error, sheet.span(*path))
            return None

    def expression(
        self, sheet: Sheet, path: Path, text: str, scope: Scope
    ) -> Node | None:
        """Return the checked tree of what is written at a path, None if it is wrong."""

        def locate(offset: int, width: int) -> Span:
            return sheet.document.locate(path, offset, width)

        try:
            return parse(text, locate, scope)
        except PackError as error:
            self.problems += error.problems
            return None

    def condition(
        self, sheet: Sheet, path: Path, text: str, scope: Scope
    ) -> Node | None:
        """Return the tree of a condition, None where it is wrong or is none."""
        node = self.expression(sheet, path, text, scope)
        if node is None or node.type.kind is Kind.BOOL:
            return node
        what = f"this is {a_kind(node.type)}, not a condition"
        self.wrong("TR220", what, node.span, "compare it with something")
        return None

    def fact(self, sheet: Sheet, path: Path, text: str, scope: Scope) -> Fact | None:
        """Return the one fact that is named at a path, None where none is."""
        node = self.expression(sheet, path, text, scope)
        if isinstance(node, FactOf):
            return node.fact
        if node is not None:
            what, hint = "this names no fact", "write one fact: section.fact"
            self.wrong("TR220", what, node.span, hint)
        return None

    def event(self, sheet: Sheet, path: Path, text: str, scope: Scope) -> Fact | None:
        """Return the one event that is named at a path, None where none is."""
        fact = self.fact(sheet, path, text, scope)
        if fact is None or fact.type.kind is Kind.EVENT:
            return fact
        what = f"`{fact.name}` is not an event"
        hint = "name a fact of the type event, such as appeal.filed_on"
        self.wrong("TR220", what, sheet.span(*path), hint)
        return None


def words(written: Bilingual) -> Wording:
    """Return what an author wrote in both languages."""
    return Wording(written.zh, written.en)


def maybe_words(written: Bilingual | None) -> Wording | None:
    """Return what an author wrote in both languages, None where nothing is."""
    return words(written) if written else None


def cite(
    document: Document,
    path: Path,
    texts: Iterable[str],
    instruments: Mapping[str, Instrument],
) -> tuple[tuple[Cited, ...], list[Problem]]:
    """Return the provisions that a list cites, and what is wrong with the others."""
    found: list[Cited] = []
    problems: list[Problem] = []
    for index, text in enumerate(texts):
        try:
            found.append(resolve(Citation.parse(text), instruments))
        except RequestError as error:
            span = document.span((*path, index))
            problems += [replace(one, span=span) for one in error.problems]
    return tuple(found), problems
