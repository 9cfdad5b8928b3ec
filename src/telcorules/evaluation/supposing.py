"""A case being varied: facts supposed and forgotten again, in place."""

from datetime import date
from typing import Any

from telcorules.evaluation.candidates import Way
from telcorules.language.vocabulary import Case, Fact


class Supposition(Case):
    """A case with facts supposed beside those that are stated.

    It changes in place, so that trying many values costs little; it is for asking
    rules, and never leaves the library.

    Args:
        case: What is stated.
    """

    __slots__ = ("_supposed", "_varied")

    def __init__(self, case: Case) -> None:
        self.vocabulary = case.vocabulary
        self.stated = case.stated
        self._varied: list[Any] = list(case.slots)
        self.slots = self._varied  # type: ignore[assignment]
        self._supposed: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name in self._supposed:
            return self._supposed[name]
        return super().__getitem__(name)

    def way(self, fact: Fact) -> Way:
        """Return what is stated or supposed of a fact."""
        return Way(self._varied[fact.slot], self[fact.name])

    def suppose(self, fact: Fact, way: Way) -> None:
        """Suppose a value of a fact; the one supposed before is gone."""
        self._varied[fact.slot] = way.value
        self._supposed[fact.name] = way.stated

    def on(self, fact: Fact, day: int) -> None:
        """Suppose that an event happens on the day of an ordinal."""
        self.suppose(fact, Way(day, date.fromordinal(day)))
