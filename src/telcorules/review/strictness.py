"""Stricter 更严 or looser 更宽: what one answer is to another of the same rule.

Each kind of rule has one way to be stricter, told in ``docs/diff.md``: an admission
lets fewer in, a deadline ends earlier or runs where none did, a permission opens
later, more is owed, a checklist asks for more, fewer channels are open. What is
neither is *other*.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from telcorules.evaluation.grounds import Availability, iso
from telcorules.evaluation.obligations import Amount, Duty, Permission
from telcorules.evaluation.parts import in_a_word
from telcorules.evaluation.results import Admission, Deadline
from telcorules.evaluation.selections import Checklist, Choice, Closed
from telcorules.language.values import plain


class Move(StrEnum):
    """Which way an answer moves."""

    STRICTER = "stricter"
    LOOSER = "looser"
    OPEN = "open"  # less is known, or more
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Answer:
    """What of a rule's answer counts as its effect.

    Attributes:
        kind: The kind of its rule.
        word: Its outcome or status; of a choice the value.
        parts: What else tells it from other answers: dates, an amount, values.
    """

    kind: str
    word: str
    parts: tuple[Any, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types, its parts by their names."""
        names = PARTS[self.kind]
        told = dict(zip(names, self.parts, strict=True))
        return {"answer": self.word, **{key: _json(one) for key, one in told.items()}}


PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "admission": (),
    "checklist": ("missing",),
    "deadline": ("due", "earliest", "latest"),
    "permission": ("opens", "earliest", "latest"),
    "duty": (),
    "amount": ("value",),
    "choice": ("candidates", "closed", "turn"),
}
"""What the parts of an answer are, by the kind of the rule."""


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return iso(value)
    return plain(sorted(value) if isinstance(value, frozenset) else value)


def answer_of(result: Any) -> Answer:
    """Return what of a rule's answer counts as its effect."""
    word = str(in_a_word(result))
    match result:
        case Admission():
            return Answer("admission", word)
        case Checklist():
            missing = frozenset(i.id for i in result.items if i.state == "missing")
            return Answer("checklist", word, (missing,))
        case Deadline():
            dates = (result.due, result.earliest, result.latest)
            return Answer("deadline", word, dates)
        case Permission():
            dates = (result.opens, result.earliest, result.latest)
            return Answer("permission", word, dates)
        case Duty():
            return Answer("duty", word)
        case Amount():
            return Answer("amount", word, (result.value,))
        case _:
            assert isinstance(result, Choice)
            return _choice(word, result)


def _choice(word: str, result: Choice) -> Answer:
    open_ = tuple(
        one.value
        for one in result.candidates
        if one.state is None or one.state is Availability.OPEN
    )
    possible = tuple(one.value for one in result.candidates if one.value not in open_)
    closed = tuple(_closed(one) for one in result.closed or ())
    listed = (*open_, *(f"{one} (possible)" for one in possible))
    return Answer("choice", word, (listed, closed, result.turn))


def _closed(one: Closed) -> str:
    opens = f", opens {one.opens}" if one.opens else ""
    return f"{one.value} ({one.state}{opens})"


def moved(old: Answer, new: Answer) -> Move | None:
    """Tell which way an answer moves; None where it is the same."""
    return None if old == new else _BY_KIND[old.kind](old, new)


_Order = Callable[[Answer, Answer], Move]
_ADMITTING: Final = ("inadmissible", "undetermined", "admissible")
_COMPLETE: Final = ("incomplete", "unknown", "complete")
_OWED: Final = ("not-triggered", "none", "met", "owed")
_MISSED: Final = ("met", "running", "overdue", "late")
_OPEN: Final = frozenset(("unknown", "undetermined"))
_NEITHER: Final = ("unknown", "not-in-force")


def _towards(old: Any, new: Any) -> Move:
    """Return that it is stricter where the new one is less."""
    return Move.STRICTER if new < old else Move.LOOSER


def _ranked(words: tuple[str, ...], old: Answer, new: Answer) -> Move:
    """Return where a word has moved to, the first of some being the strictest."""
    if old.word not in words or new.word not in words:
        return _unordered(old, new)
    return _towards(words.index(old.word), words.index(new.word))


def _unordered(old: Answer, new: Answer) -> Move:
    open_ = not _OPEN.isdisjoint((old.word, new.word))
    return Move.OPEN if open_ else Move.OTHER


def _admission(old: Answer, new: Answer) -> Move:
    return _ranked(_ADMITTING, old, new)


def _checklist(old: Answer, new: Answer) -> Move:
    if old.word != new.word:
        return _ranked(_COMPLETE, old, new)
    return _sets(new.parts[0], old.parts[0])


def _sets(fewer: Any, more: Any) -> Move:
    """Return that it is stricter where the one is more than the other."""
    if fewer > more:
        return Move.STRICTER
    return Move.LOOSER if fewer < more else Move.OTHER


def _deadline(old: Answer, new: Answer) -> Move:
    if old.parts == new.parts:
        return _ranked(tuple(reversed(_MISSED)), old, new)
    return _dates(old, new, idle=date.max)


def _permission(old: Answer, new: Answer) -> Move:
    if old.parts == new.parts:
        return Move.OTHER
    turned = {Move.STRICTER: Move.LOOSER, Move.LOOSER: Move.STRICTER}
    found = _dates(old, new, idle=date.max)
    return turned.get(found, found)


def _dates(old: Answer, new: Answer, *, idle: date) -> Move:
    """Return that it is stricter where no date is later; idle is what never comes."""
    if old.word in _NEITHER or new.word in _NEITHER:
        both = old.parts[0] is not None and new.parts[0] is not None
        if not both:
            return _unordered(old, new)
    before, after = ([one or idle for one in each.parts] for each in (old, new))
    pairs = list(zip(map(_stamp, before), map(_stamp, after), strict=True))
    if all(b <= a for a, b in pairs):
        return Move.STRICTER
    return Move.LOOSER if all(b >= a for a, b in pairs) else Move.OTHER


def _stamp(day: date) -> str:
    return day.isoformat()


def _owed(old: Answer, new: Answer) -> Move:
    return _ranked(tuple(reversed(_OWED)), old, new)


def _amount(old: Answer, new: Answer) -> Move:
    before, after = old.parts[0], new.parts[0]
    if before is None or after is None:
        return _owed(old, new)
    return _towards(-before, -after)


def _choice_moved(old: Answer, new: Answer) -> Move:
    """Return that it is stricter where fewer of the same answers are open."""
    before, after = frozenset(old.parts[0]), frozenset(new.parts[0])
    unsettled = {old.word, new.word} & {*_OPEN, "conflict", "not-in-force"}
    if unsettled or not (len(before) > 1 or len(after) > 1):
        return _unordered(old, new)
    return _sets(before, after)


_BY_KIND: Final[Mapping[str, _Order]] = {
    "admission": _admission,
    "checklist": _checklist,
    "deadline": _deadline,
    "permission": _permission,
    "duty": _owed,
    "amount": _amount,
    "choice": _choice_moved,
}
