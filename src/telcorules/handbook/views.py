"""What every page of a handbook needs: the pack, its worked cases, the language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from telcorules.evaluation.context import Context
from telcorules.foundation.law import Cited
from telcorules.handbook.markdown import link, plain
from telcorules.language.program import Program
from telcorules.render.bilingual import Language
from telcorules.render.citations import provision
from telcorules.render.terms import GRADES
from telcorules.review.scenarios import Scenario

RULES: Final = "rules"
LAW: Final = "law"
"""The folders of a handbook: pages of rules, pages of instruments."""


@dataclass(frozen=True, slots=True)
class View:
    """A pack with its worked cases, shown in a language.

    Attributes:
        context: The program, the calendar and the readings taken.
        scenarios: The worked cases.
        language: The language of the pages.
    """

    context: Context
    scenarios: Sequence[Scenario]
    language: Language

    @property
    def program(self) -> Program:
        """The pack."""
        return self.context.program

    def say(self, zh: str, en: str) -> str:
        """Return one of two texts."""
        return self.language.say(zh, en)

    def rule(self, name: str, home: str) -> str:
        """Return a link to the page of a rule, from a page of the folder ``home``."""
        title = self.language.headed(self.program.rules[name].title)
        return link(plain(title), f"{_way(home, RULES)}{name}.md")

    def cited(self, cited: Cited) -> str:
        """Return a provision, linked from the page of a rule, with its grade."""
        citation = cited.citation
        place = anchor(citation.article, citation.passage)
        page = f"{_way(RULES, LAW)}{citation.instrument}.md{place and f'#{place}'}"
        grade = plain(self.language.of(GRADES[cited.verified]))
        named = link(plain(provision(cited, self.language)), page)
        return self.say(f"{named}〔{grade}〕", f"{named} ({grade})")

    def foot(self) -> str:
        """Return what stands below every page: the pack, and the notice."""
        pack = plain(f"{self.program.id} {self.program.version}")
        made = self.say(f"由规则包 {pack} 生成。", f"Made from the pack {pack}.")
        return f"---\n\n*{made} {plain(self.language.of(self.program.disclaimer))}*"

    def days(self, first: object, last: object) -> str:
        """Return some days, both inclusive; without a last one, from the first."""
        if last is None:
            return self.say(f"{first}起", f"from {first}")
        return self.say(f"{first}至{last}", f"{first} to {last}")

    def joined(self, parts: Iterable[str]) -> str:
        """Return parts of a cell after one another."""
        return self.say("；", "; ").join(parts)


def anchor(article: str | None, passage: str | None) -> str:
    """Return where a provision stands on its page; empty for the whole text."""
    if article:
        return f"art-{article}"
    return f"passage-{passage}" if passage else ""


def _way(home: str, folder: str) -> str:
    """Return the way from a page of one folder to those of another."""
    return "" if home == folder else f"../{folder}/" if home else f"{folder}/"


def facts_of(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what is said of something, each after its label, where there is any."""
    return (f"**{label}** {words}" for label, words in lines if words)
