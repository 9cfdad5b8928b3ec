"""What every view of an answer has: names, grounds, and what is still to be told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from telcorules.evaluation.context import Context
from telcorules.evaluation.obligations import Amount, Duty, Permission
from telcorules.evaluation.results import Deadline
from telcorules.foundation.law import Cited, Wording
from telcorules.language.program import Program
from telcorules.language.versions import Consequence, Version
from telcorules.language.vocabulary import Case
from telcorules.render.bilingual import Language
from telcorules.render.bounds import bounds
from telcorules.render.citations import basis_words, resting
from telcorules.render.page import Piece, Tone, Words
from telcorules.render.reads import Reading, governing_day
from telcorules.render.terms import TONES

Standing = Deadline | Permission | Duty | Amount
"""An answer that stands somewhere, and bears the case."""

MOST_FACTS = 6
"""How many facts that are missing are named; more are counted."""

Details = Iterator[tuple[str, Words]]
DOT = Piece("·", Tone.QUIET)


def part(rule: str, name: str) -> str:
    """Return the node of a part of a rule, as pages bear it.

    Examples:
        >>> part("appeal.admission", "direct-interest")
        'appeal.admission/direct-interest'
    """
    return f"{rule}/{name}"


@dataclass(frozen=True, slots=True)
class View:
    """Shows answers in a language, with the labels of a program.

    Attributes:
        context: The program, the calendar and the readings taken.
        language: The language.
    """

    context: Context
    language: Language

    @property
    def program(self) -> Program:
        """The pack, for its labels."""
        return self.context.program

    def title(self, rule: str) -> str:
        """Return what a rule is called."""
        return self.language.headed(self.program.rules[rule].title)

    def named(self, body: str) -> str:
        """Return what an actor or an authority is called; else its id."""
        return self.language.of(self.program.labels.get(body) or Wording(body, body))

    def stands(self, status: StrEnum, words: Mapping[Any, Wording]) -> Piece:
        """Return where an answer stands, in its tone."""
        return Piece(self.language.of(words[status]), TONES[status])

    def version(self, one: Standing) -> Version | None:
        """Return the version that an answer rests on; None where there is no case."""
        rule = self.program.rules[one.rule]
        if isinstance(one, Deadline | Permission) and one.trigger is not None:
            return rule.version_on(one.trigger.toordinal())
        if one.case is None:
            return None
        day = governing_day(rule, one.case, one.as_of.toordinal())
        return rule.version_on(day) or rule.versions[-1]

    def grounds(self, basis: Iterable[Cited]) -> Details:
        """Yield what an answer rests on, where anything is said."""
        if words := basis_words(basis, self.language):
            yield self.language.say("依据", "basis"), words

    def follows(self, label: str, consequence: Consequence | None) -> Details:
        """Yield what follows where something owed isn't done, if that is said."""
        if consequence is not None:
            words = self.language.of(consequence.note)
            yield label, resting(words, consequence.basis, self.language)

    def missing(self, one: Standing) -> Iterator[tuple[str, str]]:
        """Yield the facts that nobody stated, and that an open answer hangs on."""
        version, case = self.version(one), one.case
        if one.status == "unknown" and version is not None and case is not None:
            rule, as_of = self.program.rules[one.rule], one.as_of.toordinal()
            day = governing_day(rule, case, as_of)
            reading = Reading(self.context, case, day, as_of)
            yield from self.unsaid(reading.missing_of(version), case)

    def unsaid(self, names: Iterable[str], case: Case) -> Iterator[tuple[str, str]]:
        """Yield which of some facts nobody stated; of many, how many more."""
        by_name = self.program.vocabulary.by_name
        labels = [
            self.language.of(by_name[name].label)
            for name in dict.fromkeys(names)
            if case[name] is None
        ]
        if labels:
            yield self.language.say("缺", "missing"), self.counted(labels)

    def counted(self, labels: Sequence[str]) -> str:
        """Return labels as one line; of many, how many more there are."""
        words = self.language.listed(labels[:MOST_FACTS])
        more = len(labels) - MOST_FACTS
        if more > 0:
            words += self.language.say(f"等{len(labels)}项", f" and {more} more")
        return words

    def provisional(
        self,
        first: date,
        last: date | None,
        settled_by: str | None,
        assumption: str | None,
    ) -> Details:
        """Yield between which days a date lies that isn't firm."""
        words = bounds(first, last, settled_by, assumption, self.language)
        yield self.language.say("暂定", "provisional"), words
