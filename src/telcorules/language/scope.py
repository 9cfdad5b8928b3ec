"""The names that an expression may use, and the types that its parts have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from telcorules.errors import Problem, RequestError
from telcorules.foundation.periods import Period, Unit
from telcorules.language.nodes import Node, Parameter
from telcorules.language.vocabulary import Kind, Type, Vocabulary

BOOL, DAY, INT = Type(Kind.BOOL), Type(Kind.DAY), Type(Kind.INT)
MONEY, TEXT = Type(Kind.MONEY), Type(Kind.TEXT)
REGION, AUTHORITY = Type(Kind.REGION), Type(Kind.AUTHORITY)
AUTHORITIES = Type(Kind.LIST, item=Kind.AUTHORITY)

DAYS = (Kind.DAY, Kind.EVENT)
NUMBERS = (Kind.INT, Kind.MONEY)
MOMENTS = ("at", "as_of")


def read_period(text: str) -> Period:
    """Read a period in an expression, where hours have no place.

    Raises:
        RequestError: The text is no period, or one of hours.
    """
    period = Period.parse(text)
    if period.unit is not Unit.HOURS:
        return period
    what = f"conditions compare days, and `{text}` runs from a moment"
    hint = "write days; a deadline or permission may take hours"
    raise RequestError(Problem("TR222", what, hint))


@dataclass(frozen=True)
class Scope:
    """The names that an expression may use.

    Attributes:
        vocabulary: The facts.
        parameters: By the name used in expressions.
        readings: The choices of each reading, by its id.
        authorities: For each kind of authority, its id in every province.
        lets: What the rule has named so far.
        moments: Which of ``at`` and ``as_of`` may be used.
        known: Whether ``known(fact)`` may be used.
    """

    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    authorities: Mapping[str, dict[str, str]] = field(default_factory=dict)
    lets: Mapping[str, Node] = field(default_factory=dict)
    moments: tuple[str, ...] = ()
    known: bool = False

    def having(self, name: str, node: Node) -> "Scope":
        """Return the scope with one more name."""
        return replace(self, lets={**self.lets, name: node})


def item_type(type_: Type) -> Type:
    """Return the type of a list's items."""
    assert type_.item is not None
    return Type(type_.item, type_.values)


def common(left: Type, right: Type) -> Type | None:
    """Return the type that holds both, or None."""
    if left.kind in DAYS and right.kind in DAYS:
        return DAY
    if left.kind in NUMBERS and right.kind in NUMBERS:
        return left if left.kind is right.kind else MONEY
    return left if left == right else None


_KINDS = {
    Kind.BOOL: ("a condition", "conditions"),
    Kind.EVENT: ("an event", "events"),
    Kind.ENUM: ("a word of an enum", "words"),
    Kind.REGION: ("a region", "regions"),
    Kind.MONEY: ("an amount of money", "amounts of money"),
    Kind.INT: ("a whole number", "whole numbers"),
    Kind.TEXT: ("a text", "texts"),
    Kind.DAY: ("a day", "days"),
    Kind.AUTHORITY: ("an authority", "authorities"),
}


def a_kind(type_: Type) -> str:
    """Return a type in words: ``a condition``, ``an event``, ``a list of regions``."""
    if type_.item is not None:
        return f"a list of {_KINDS[type_.item][1]}"
    return _KINDS[type_.kind][0]


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the hint that proposes the nearest of the known names."""
    names = sorted(known)
    if found := get_close_matches(name, names, 1):
        return f"did you mean `{found[0]}`?"
    if not names:
        return "none is declared"
    listed = ", ".join(f"`{other}`" for other in names[:12])
    return f"there are {listed}{', ...' if len(names) > 12 else ''}"
