"""What can't be told yet, for people: each with the facts that would tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telcorules.evaluation.obligations import Permission
from telcorules.evaluation.results import Deadline
from telcorules.render.citations import basis_words, home_of, home_remark
from telcorules.render.page import Block, Piece, Section, Table, Tone, Words
from telcorules.render.views import Standing, View


@dataclass(frozen=True, slots=True)
class UnsettledView(View):
    """Shows answers that hang on facts nobody stated, in a language."""

    def blocks(self, found: Iterable[Standing]) -> Iterator[Block]:
        """Yield them as one table; the law they share is named once."""
        unsettled = list(found)
        if not unsettled:
            return
        home = home_of(one.basis for one in unsettled)
        title = self.language.say("还缺事实的", "Open for want of facts")
        yield Section(title, home_remark(home, self.language))
        rows = tuple(
            (
                Piece("?", Tone.OPEN),
                self._words(one),
                basis_words(one.basis, self.language, home),
            )
            for one in unsettled
        )
        yield Table((), rows, whole=(0,), nodes=tuple(one.rule for one in unsettled))

    def _words(self, one: Standing) -> Words:
        told = [self.language.labelled(*line) for line in self.missing(one)]
        return (self.title(one.rule), *(Piece(f"\n{one}", Tone.OPEN) for one in told))


def is_unsettled(one: Standing) -> bool:
    """Tell whether nothing can be said of an answer, not even a date."""
    dated = isinstance(one, Deadline | Permission) and one.dates is not None
    return one.status == "unknown" and not dated
