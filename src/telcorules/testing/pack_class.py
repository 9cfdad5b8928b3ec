"""The properties of a pack as tests, one each, for pytest."""

from collections.abc import Iterable
from typing import ClassVar

from telcorules.evaluation.rulebook import Rulebook
from telcorules.testing.checking import check_pack


class PackProperties:
    """What any rule pack has to satisfy, a test for each property.

    Name a subclass ``Test...`` and give it a rulebook::

        class TestOurPack(PackProperties):
            book = telcorules.load(extend=["policy"])
            rules = "policy.*"

    Attributes:
        book: The rulebook.
        rules: Ids or globs of the rules to look at.
        examples: How many cases are tried for each rule and property.
    """

    book: ClassVar[Rulebook]
    rules: ClassVar[Iterable[str] | str] = "*"
    examples: ClassVar[int] = 50

    def _holds(self, name: str) -> None:
        __tracebackhide__ = True
        check_pack(
            self.book, rules=self.rules, properties=[name], examples=self.examples
        )

    def test_is_total(self) -> None:
        """Every question has an answer, in one of the words there are for it."""
        self._holds("total")

    def test_is_deterministic(self) -> None:
        """The same question has the same answer, whatever was asked in between."""
        self._holds("deterministic")

    def test_is_monotone_in_knowledge(self) -> None:
        """Knowing more settles what was open, and turns nothing that was settled."""
        self._holds("knowledge-monotone")

    def test_does_not_depend_on_order(self) -> None:
        """Neither the order of facts nor that of rules matters, nor which call asks."""
        self._holds("order-independent")

    def test_limits_end_in_time(self) -> None:
        """A limit ends after what sets it running, and no earlier for a later one."""
        self._holds("in-time")

    def test_windows_are_days(self) -> None:
        """The windows of an admission are what asking day by day gives."""
        self._holds("windows-are-days")

    def test_goes_through_json(self) -> None:
        """A case and an answer go through JSON and come back the same."""
        self._holds("round-trip")

    def test_cites_its_basis(self) -> None:
        """Every statement rests on a provision."""
        self._holds("cited")

    def test_is_compiled_as_it_is_walked(self) -> None:
        """The fast evaluator and the plain one see the same."""
        self._holds("compiled-is-walked")
