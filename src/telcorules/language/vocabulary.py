"""What can be said about a case: declared facts, their types, and the case itself.

A fact nobody stated is unknown (``None``), never false. An event is a day or a
moment, or `NOT_YET`; the engine sees it as the ordinal of its day in China.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from telcorules.errors import CaseError, Problem, RequestError, Span
from telcorules.foundation.law import Wording
from telcorules.language import values
from telcorules.language.json_text import from_json
from telcorules.language.misread import Names
from telcorules.language.values import NOT_YET, plain, shown

NEVER = 10_000_000
"""The ordinal of an event that has not happened: after every date there is."""


class Kind(StrEnum):
    """The kinds of value that facts and expressions have."""

    BOOL = "bool"
    EVENT = "event"
    ENUM = "enum"
    REGION = "region"
    MONEY = "money"
    INT = "int"
    TEXT = "text"
    LIST = "list"
    DAY = "day"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a fact or an expression.

    Attributes:
        kind: What it is.
        values: The words an enum may take, in the author's order.
        item: The kind of a list's items.
    """

    kind: Kind
    values: tuple[str, ...] = ()
    item: Kind | None = None

    def __str__(self) -> str:
        return f"list of {self.item}" if self.item else str(self.kind)


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact 事实.

    Attributes:
        name: ``section.fact``.
        slot: Its place in the tuple that compiled rules read.
        type: Its type.
        label: What people call it; its name where the pack gives no label.
        ask: The question that asks for it.
        values: The labels of an enum's words.
        judgment: Whether a human assesses it, rather than reads it off.
        evidence: What shows it.
        span: Where it is declared.
    """

    name: str
    slot: int
    type: Type
    label: Wording
    ask: Wording | None = None
    values: tuple[tuple[str, Wording], ...] = ()
    judgment: bool = False
    evidence: tuple[str, ...] = ()
    span: Span | None = None


class Section(BaseModel):
    """The facts of one section, each ``None`` while nobody stated it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Facts(BaseModel):
    """The facts of a case, section by section."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_TYPES: dict[Kind, Any] = {
    Kind.BOOL: values.Bool,
    Kind.EVENT: values.Event,
    Kind.REGION: values.Region,
    Kind.MONEY: values.Money,
    Kind.INT: values.Int,
    Kind.TEXT: values.Text,
}
_READERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.BOOL: values.read_bool,
    Kind.EVENT: values.read_event,
    Kind.REGION: values.read_region,
    Kind.MONEY: values.read_money,
    Kind.INT: values.read_int,
    Kind.TEXT: values.read_text,
}

_TEXT = (str, bytes, bytearray)
_UNREADABLE = (PydanticCustomError, LookupError, TypeError, AttributeError)


def annotation(type_: Type) -> Any:
    """Return the pydantic type of a fact, `None` included."""
    if type_.item is Kind.REGION:
        return values.Regions
    if type_.item is None and type_.kind is not Kind.ENUM:
        return _TYPES[type_.kind]
    schema: Any = {"type": ["array", "null"]}
    if type_.item is None:
        words = {"enum": list(type_.values), "type": "string"}
        schema = {"anyOf": [words, {"type": "null"}]}
    reader = PlainValidator(reader_of(type_))
    return Annotated[Any, reader, WithJsonSchema(schema), values.AS_JSON]


def reader_of(type_: Type) -> Callable[[Any], Any]:
    """Return what reads the value of a fact, and raises where it can't be read."""
    if type_.item is None:
        words = values.optional_word_of(type_.values)
        return words if type_.kind is Kind.ENUM else _READERS[type_.kind]
    items = values.word_of(type_.values) if type_.values else _READERS[type_.item]
    return values.list_reader(items)


class _Place:
    """Where the value of a fact goes, and how it is read."""

    __slots__ = ("name", "read", "seen", "slot")

    def __init__(self, fact: Fact) -> None:
        self.name, self.slot = fact.name, fact.slot
        self.read = reader_of(fact.type)
        self.seen: Callable[[Any], Any] | None = None
        if fact.type.kind is Kind.EVENT:
            self.seen = ordinal
        elif fact.type.item is Kind.EVENT:
            self.seen = _ordinals


class Vocabulary:
    """The facts that a pack declares, in its order, and the reader of its cases.

    Attributes:
        facts: Every fact; its index is its slot.
        by_name: The same by ``section.fact``.
        sections: The label of each section.
        by_section: The facts of each section, by their short names.
    """

    def __init__(self, facts: Iterable[Fact], sections: Mapping[str, Wording]) -> None:
        self.facts = tuple(facts)
        self.by_name = {fact.name: fact for fact in self.facts}
        self.sections = dict(sections)
        self.by_section: dict[str, dict[str, Fact]] = {name: {} for name in sections}
        for fact in self.facts:
            section, _, name = fact.name.partition(".")
            self.by_section[section][name] = fact
        self._places = {
            section: {name: _Place(fact) for name, fact in inner.items()}
            for section, inner in self.by_section.items()
        }

    def __reduce__(self) -> tuple[Any, ...]:
        return _vocabulary, (self.facts, tuple(self.sections.items()))

    @cached_property
    def names(self) -> Names:
        """The names that cases may use, to tell what one gets wrong."""
        words = {fact.name: fact.type.values for fact in self.facts}
        return Names(words, self.sections)

    @cached_property
    def model(self) -> type[Facts]:
        """The pydantic model of a case."""
        parts: dict[str, Any] = {}
        for section, inner in self.by_section.items():
            fields: dict[str, Any] = {
                name: (annotation(fact.type), None) for name, fact in inner.items()
            }
            model = create_model(section, __base__=Section, **fields)
            parts[section] = (model | None, None)
        return create_model("Case", __base__=Facts, **parts)

    def case(self, data: object) -> "Case":
        """Read a case from a mapping, from JSON text or bytes, or from a model.

        Raises:
            CaseError: Every fact that can't be read, at once; at most a hundred.
        """
        if isinstance(data, Case) and data.vocabulary is self:
            return data
        sections = from_json(data) if isinstance(data, _TEXT) else data
        if type(sections) is dict:
            try:
                return Case(self, *self._read(sections))
            except _UNREADABLE:
                pass  # read again below, where also models and odd keys are taken
        return self._careful(_mapping(sections))

    def _careful(self, sections: dict[str, Any]) -> "Case":
        try:
            return Case(self, *self._read(sections))
        except _UNREADABLE:
            raise CaseError(self._misread(sections)) from None

    def _read(self, sections: dict[str, Any]) -> tuple[dict[str, Any], tuple[Any, ...]]:
        """Return what is stated, by name and by slot; what can't be read raises.

        The model reads alike and finds all that is wrong, at a multiple of the time.
        """
        stated: dict[str, Any] = {}
        slots: list[Any] = [None] * len(self.facts)
        for section, inner in sections.items():
            places = self._places[section]
            for short, given in inner.items() if inner is not None else ():
                place = places[short]
                if (value := place.read(given)) is not None:
                    stated[place.name] = value
                    slots[place.slot] = place.seen(value) if place.seen else value
        return stated, tuple(slots)

    def _misread(self, stated: dict[str, Any]) -> list[Problem]:
        """Return what is wrong with a case that couldn't be read, a hundred at most."""
        try:
            self.model.model_validate(stated)
        except ValidationError as error:
            return self.names.problems(error)
        raise AssertionError("two readers of one case disagree")


@lru_cache(maxsize=4)
def _vocabulary(
    facts: tuple[Fact, ...], sections: tuple[tuple[str, Wording], ...]
) -> Vocabulary:
    return Vocabulary(facts, dict(sections))


def _mapping(data: object) -> dict[str, Any]:
    if isinstance(data, Case):
        return data.to_dict()
    if isinstance(data, BaseModel):
        data = {name: part for name, part in data if part is not None}
    if not isinstance(data, Mapping):
        what = f"a case is a mapping of sections, not `{shown(data)}`"
        raise CaseError(Problem("TR517", what, "write {section: {fact: value}}"))
    return {
        key if isinstance(key, str) else repr(key): _section(inner)
        for key, inner in data.items()
    }


def _section(inner: object) -> object:
    if isinstance(inner, BaseModel):
        return dict(inner)
    if not isinstance(inner, Mapping):
        return inner
    return {key if isinstance(key, str) else repr(key): inner[key] for key in inner}


class Case:
    """What is known about one dispute 案件: facts; what nobody stated is unknown.

    Args:
        vocabulary: The facts that could be stated.
        stated: The facts that are, by ``section.fact``.
        slots: The same as compiled rules read them, in the vocabulary's order: an
            event as the ordinal of its day in China (`NEVER` for "not yet"), the rest
            as they are, ``None`` for unknown.
    """

    __slots__ = ("slots", "stated", "vocabulary")

    def __init__(
        self, vocabulary: Vocabulary, stated: Mapping[str, Any], slots: tuple[Any, ...]
    ) -> None:
        self.vocabulary = vocabulary
        self.stated = stated
        self.slots = slots

    @property
    def facts(self) -> Facts:
        """The pydantic model, section by section: ``case.facts.appeal.filed_on``."""
        return self.vocabulary.model.model_validate(self._nested())

    def _nested(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for fact in self.vocabulary.facts:
            if (value := self.stated.get(fact.name)) is not None:
                section, _, name = fact.name.partition(".")
                found.setdefault(section, {})[name] = value
        return found

    def __getitem__(self, name: str) -> Any:
        """Return the value of ``section.fact`` as stated, ``None`` if unknown.

        Raises:
            RequestError: There is no such fact.
        """
        if (value := self.stated.get(name)) is not None:
            return value
        if name not in self.vocabulary.by_name:
            what = f"there is no fact `{shown(name)}`"
            hint = self.vocabulary.names.nearest(name)
            raise RequestError(Problem("TR610", what, hint, fact=shown(name)))
        return None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Case):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash(self.slots)

    def __repr__(self) -> str:
        return f"Case({self.to_dict()})"

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """Return the stated facts in canonical form: JSON types, unknown ones left out.

        Sections and facts come in the vocabulary's order, regions as codes, days as
        ``2026-10-08``, moments with ``+08:00``, money as text.
        """
        return {
            section: {name: plain(value) for name, value in inner.items()}
            for section, inner in self._nested().items()
        }


def ordinal(value: Any) -> int:
    """Return an event as compiled rules see it: the ordinal of its day in China."""
    if value == NOT_YET:
        return NEVER
    return value.toordinal()  # type: ignore[no-any-return]


def _ordinals(values: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(map(ordinal, values))
