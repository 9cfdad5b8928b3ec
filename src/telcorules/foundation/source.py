"""YAML text to plain values, each with its place in the file.

A strict subset of YAML, so that no text is silently read as something else than
its author wrote: keys are text and stand once, tags and merge keys are refused,
and a word without quotes means what `telcorules.foundation.words` says.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NoReturn

import yaml

from telcorules.errors import PackError, Problem, Span
from telcorules.foundation.places import Node, Text, part_place, place_of
from telcorules.foundation.words import UnclearError, plain_value

MAX_BYTES = 1024 * 1024
MAX_VALUES = 100_000
MAX_DEPTH = 64
MAX_PROBLEMS = 100

Path = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Control characters, surrogates, line breaks that only YAML 1.1 knows, what turns
# the direction of a text, what can't be seen.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]"
)
_TABS = re.compile(r"\t+")
_INDENTING_TAB = re.compile(r"^ *\t", re.MULTILINE)
_TAG = re.compile(r"![^\s,\[\]{}]*")
_WIDE_COLON = re.compile(r" *(?:- +)?[^\s:\"'#]+：")
# A pattern of what the YAML parser says, our message, our hint. The last row fits
# all; the first three name the place where the trouble began.
_SYNTAX = (
    (
        "end of stream",
        "the quote opened here is never closed",
        "close it; inside single quotes a `'` is written `''`",
    ),
    (
        "simple key",
        "the line has no `: ` after its key",
        "write `key: value`; indent a line that continues a text",
    ),
    (
        "escape",
        "the text in double quotes has a `\\` that begins no escape",
        "use single quotes, where `\\` is like any other character",
    ),
    (
        "mapping values",
        "a `: ` stands where no key can be",
        "quote a text that holds `: `, or indent the line as its neighbours",
    ),
    (
        "start any token|node content",
        "no text without quotes can begin with this character",
        "quote the text",
    ),
    (
        "flow (?:sequence|mapping)",
        "neither a `,` nor the closing bracket stands here",
        "close the bracket, or quote a text that holds `: ` or `,`",
    ),
    (
        "sequence entries",
        "a list can't begin on the line of its key",
        "begin it on the next line, or write `[first, second]`",
    ),
    (
        "block (?:mapping|collection)|document start",
        "this continues nothing that stands above it",
        "indent it as the entries it belongs to; quotes go round a whole value",
    ),
    ("", "this can't be read as YAML", "quote the text, if it is one"),
)
_FROM_THE_START = {row[0] for row in _SYNTAX[:3]}


class _StopReading(Exception):  # noqa: N818
    """Ends the reading where going on would be of no use."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML file says, and where it says it.

    A path names a value from the outside in: ``("articles", "10", "gist")``;
    lists are counted from 0. A path that the file doesn't have stands for its
    nearest ancestor. What stands behind an alias has the place of the anchor.

    Attributes:
        file: The name that places carry.
        value: Dicts, lists, str, int, Decimal, bool, date and None.

    Examples:
        >>> document = read("within: 15 days", "a.yaml")
        >>> document.value
        {'within': '15 days'}
        >>> str(document.span(("within",))), str(document.key_span(("within",)))
        ('a.yaml:1:9', 'a.yaml:1:1')
        >>> str(document.locate(("within",), 3, 4))
        'a.yaml:1:12'
    """

    file: str
    value: Any
    _text: Text = field(repr=False, compare=False)
    _root: Node = field(repr=False, compare=False)

    def span(self, path: Path) -> Span:
        """Return the place of a value: its first line, without the key."""
        return place_of(self._text, self._find(path)[0])

    def key_span(self, path: Path) -> Span:
        """Return the place of the key; of a list's item, that of the item."""
        value, key = self._find(path)
        return place_of(self._text, key or value)

    def locate(self, path: Path, offset: int, width: int) -> Span:
        """Return the place of a part of a text value, as it stands in the file.

        Right for plain, quoted, folded and literal texts, on any of their lines.
        A part that goes on in the next line is cut at the end of its first. The
        end of a text is the place after its last character. A value that isn't
        text is shown whole.

        Args:
            path: The path of the text.
            offset: Characters of the value before the part.
            width: Characters of the part.
        """
        node = self._find(path)[0]
        if not isinstance(node.value, str):
            return place_of(self._text, node)
        return part_place(self._text, node, offset, width)

    def _find(self, path: Path) -> tuple[Node, Node | None]:
        node, key = self._root, None
        for step in path:
            if step not in node.children:
                break
            node, key = node.children[step], node.keys.get(step)
        return node, key


def read(text: str | bytes, file: str) -> Document:
    """Read YAML text as plain values that know their places.

    Args:
        text: One document, in UTF-8 where bytes, at most `MAX_BYTES` long.
        file: The name for it in messages.

    Raises:
        PackError: The text isn't in the subset. All that is wrong with it, in the
            order of the file, at most `MAX_PROBLEMS`; bad syntax ends the search.

    Examples:
        >>> read("rolls: yes", "a.yaml")
        Traceback (most recent call last):
        telcorules.errors.PackError: a.yaml:1:8: TR115: some readers of YAML \
take `yes` without quotes for true or false
           1 | rolls: yes
             |        ^^^
          fix: write `true` or `false`, or quote a text: `"yes"`
    """
    plain = _decoded(text, file).removeprefix("\ufeff")
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    shown = _FORBIDDEN.sub("\ufffd", plain).replace("\t", " ")
    source = Text(file, shown, shown.split("\n"))
    bad = islice(_bad_characters(source, plain), MAX_PROBLEMS)
    reader = _Reader(source, [*bad])
    root = None if _INDENTING_TAB.search(plain) else reader.document()
    if reader.problems or root is None:
        ordered = sorted(reader.problems, key=lambda it: (it.line or 0, it.column or 0))
        raise PackError(ordered[:MAX_PROBLEMS])
    return Document(file, root.value, source, root)


def _decoded(text: str | bytes, file: str) -> str:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data)} bytes, more than {MAX_BYTES}"
        raise PackError(Problem("TR103", message, "split it", span=Span(file, 1, 1)))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _not_text(file, data, 0, "the file is UTF-16")
    if b"\x00" in data:
        raise _not_text(file, data, data.index(0), "the file holds a NUL byte")
    try:
        return text if isinstance(text, str) else data.decode()
    except UnicodeDecodeError as error:
        message = f"the byte 0x{data[error.start]:02X} isn't UTF-8 text"
        raise _not_text(file, data, error.start, message) from None


def _not_text(file: str, data: bytes, offset: int, message: str) -> PackError:
    before = data[:offset].decode("utf-8", "replace").removeprefix("\ufeff")
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    hint = "save the file as UTF-8 text; some editors write GBK or UTF-16"
    place = Span(file, len(lines), len(lines[-1]) + 1)
    return PackError(Problem("TR101", message, hint, span=place))


def _bad_characters(source: Text, plain: str) -> Iterator[Problem]:
    for found in _TABS.finditer(plain):
        place = source.at(*found.span())
        yield Problem("TR106", "a tab stands here", "type spaces", span=place)
    for found in _FORBIDDEN.finditer(plain):
        message = f"the character {_named(found[0])} isn't allowed"
        why = "what a reviewer sees must be all that the file says"
        yield Problem("TR107", message, "delete it", why, source.at(*found.span()))


def _named(char: str) -> str:
    name = unicodedata.name(char, "no printable character").lower()
    return f"U+{ord(char):04X} ({name})"


class _Reader:
    """Reads one document from the events of the YAML parser."""

    def __init__(self, source: Text, problems: list[Problem]) -> None:
        self.problems = problems
        self._source = source
        self._events = yaml.parse(source.text, Loader=_LOADER)
        self._anchors: dict[str, Node] = {}
        self._values = 0

    def document(self) -> Node | None:
        """Return the document's value, or None where the reading had to end."""
        with suppress(_StopReading):
            return self._document()
        return None

    def _document(self) -> Node:
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            self._stop("TR102", "the file says nothing", start)
        if start.version or start.tags:
            self._problem("TR105", "a line of `%` instructions", start, "delete it")
        root = self._node(self._next(), 1)
        if root.start == root.end:
            self._stop("TR102", "the file says nothing", start)
        self._next()
        end = self._next()
        if not isinstance(end, yaml.StreamEndEvent):
            hint = "put every document into a file of its own"
            self._stop("TR105", "a second document begins here", end, hint)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        self._limit(event, 1, depth)
        self._refuse_tag(event)
        if isinstance(event, yaml.ScalarEvent):
            node = Node(event, self._scalar(event))
        elif isinstance(event, yaml.MappingStartEvent):
            node = self._mapping(event, depth)
        else:
            node = self._sequence(event, depth)
        self._anchor(event, node)
        return node

    def _scalar(self, event: Any) -> Any:
        if event.style:
            if event.style == '"' and (bad := _FORBIDDEN.search(event.value)):
                message = f"an escape stands for the character {_named(bad[0])}"
                self._problem("TR107", message, event, "delete it")
            return event.value
        try:
            return plain_value(event.value)
        except UnclearError as error:
            code, message, hint = error.args
            self._problem(code, message, event, hint)

    def _sequence(self, event: Any, depth: int) -> Node:
        node = Node(event, [])
        while not isinstance(item := self._next(), yaml.SequenceEndEvent):
            child = self._node(item, depth + 1)
            node.adopt(len(node.value), child)
            node.value.append(child.value)
        node.close(item)
        return node

    def _mapping(self, event: Any, depth: int) -> Node:
        node = Node(event, {})
        while not isinstance(item := self._next(), yaml.MappingEndEvent):
            key = self._key(item, depth)
            child = self._node(self._next(), depth + 1)
            if key is None:
                continue
            if key.value in node.value:
                self._duplicate(item, node.keys[key.value])
                continue
            node.adopt(key.value, child)
            node.keys[key.value] = key
            node.value[key.value] = child.value
        node.close(item)
        return node

    def _key(self, event: Any, depth: int) -> Node | None:
        if not isinstance(event, yaml.ScalarEvent):
            self._problem("TR109", "a key that isn't a text", event, "write a word")
            self._node(event, depth + 1)
            return None
        self._refuse_tag(event)
        node = Node(event, event.value)
        self._anchor(event, node)
        return node if event.style or self._is_plain_key(event) else None

    def _is_plain_key(self, event: Any) -> bool:
        if event.value == "<<":
            hint = "write the entries out"
            self._problem("TR110", "the merge key `<<` isn't allowed", event, hint)
            return False
        with suppress(UnclearError):
            if isinstance(plain_value(event.value), str):
                return True
        hint = f'quote it: `"{event.value}":`'
        self._problem(
            "TR109", f"the key `{event.value}` isn't text without quotes", event, hint
        )
        return False

    def _duplicate(self, event: Any, first: Node) -> None:
        place = self._source.at(first.start, first.end)
        where = f"line {place.line}, column {place.column}"
        message = f"the key `{event.value}` stands here and at {where}"
        self._problem("TR108", message, event, "keep one of them")

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is None:
            return
        tag = _TAG.findall(self._source.text, event.start_mark.index)[0]
        hint = "leave it out; quote a text that begins with `!`"
        self._problem("TR111", f"the tag `{tag}` isn't allowed", event, hint)

    def _anchor(self, event: Any, node: Node) -> None:
        if event.anchor in self._anchors:
            message = f"the anchor `&{event.anchor}` is given a second time"
            self._problem("TR112", message, event, "give it another name")
        elif event.anchor is not None:
            self._anchors[event.anchor] = node

    def _alias(self, event: Any, depth: int) -> Node:
        node = self._anchors.get(event.anchor)
        if node is None:
            message = f"no anchor `&{event.anchor}` ends before `*{event.anchor}`"
            self._problem("TR112", message, event, "write the value out")
            return Node(event, None)
        self._limit(event, node.size, depth + node.height)
        return node

    def _limit(self, event: Any, size: int, depth: int) -> None:
        self._values += size
        if self._values > MAX_VALUES:
            message = f"the file holds more than {MAX_VALUES} values, aliases followed"
            self._stop("TR113", message, event, "split it, or use fewer aliases")
        if depth > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} levels, one inside the other"
            self._stop("TR114", message, event, "nest less deeply")

    def _next(self) -> Any:
        try:
            return next(self._events)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            self._syntax(error)

    def _syntax(self, error: Exception) -> NoReturn:
        said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
        pattern, message, hint = next(it for it in _SYNTAX if re.search(it[0], said))
        which = "context_mark" if pattern in _FROM_THE_START else "problem_mark"
        index = getattr(getattr(error, which, None), "index", 0)
        place = self._source.at(index, index + 1)
        near = self._source.lines[max(place.line - 2, 0) : place.line]
        if any(_WIDE_COLON.match(line) for line in near):
            hint = "type `: ` after a key, not `：`"
        self.problems.append(Problem("TR104", message, hint, span=place))
        raise _StopReading

    def _stop(self, code: str, message: str, event: Any, hint: str = "") -> NoReturn:
        self._problem(code, message, event, hint)
        raise _StopReading

    def _problem(self, code: str, message: str, event: Any, hint: str) -> None:
        place = self._source.at(event.start_mark.index, event.end_mark.index)
        self.problems.append(Problem(code, message, hint, span=place))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _StopReading
