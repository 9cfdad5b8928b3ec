"""What a search for cases on which two rules differ comes upon."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from telcorules.evaluation.candidates import Way
from telcorules.review.sides import Assignment, Pair
from telcorules.review.strictness import Answer, Move, moved


@dataclass(frozen=True, slots=True)
class Met:
    """A case that two rules answer differently."""

    stated: Mapping[str, Way]
    as_of: int
    old: Answer
    new: Answer
    move: Move

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes another difference of it: which way, from what, to what."""
        return self.move.value, self.old.word, self.new.word


@dataclass(slots=True)
class Finds:
    """What a search came upon.

    Attributes:
        met: The first case of each difference.
        cells: How many cases were asked.
        whole: Whether every cell was.
        grounds: Whether a condition comes out otherwise, whatever the outcome does.
    """

    met: dict[tuple[str, str, str], Met] = field(default_factory=dict)
    cells: int = 0
    whole: bool = True
    grounds: bool = False

    def note(self, pair: Pair, stated: Assignment, as_of: int) -> None:
        """Ask both rules on the case as it is supposed, and keep a difference."""
        self.cells += 1
        if (found := _met(pair, stated, as_of)) is not None:
            self.met.setdefault(found.key, found)


def _met(pair: Pair, stated: Assignment, as_of: int) -> Met | None:
    old, new = pair.answers(as_of)
    move = moved(old, new)
    return None if move is None else Met(dict(stated), as_of, old, new, move)


def met_in(pair: Pair, stated: Assignment, as_of: int) -> Met | None:
    """Return how two rules part in a case that states these facts and no other."""
    pair.state(stated)
    return _met(pair, stated, as_of)
