"""What mutation found, for a pack's author: the score, survivors, cases to paste."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from telcorules.foundation.law import Wording
from telcorules.render.bilingual import Language
from telcorules.render.page import (
    Block,
    Foot,
    Headline,
    Page,
    Paragraph,
    Piece,
    Point,
    Tone,
    Verbatim,
)

_MARKS: Final[Mapping[str, Piece]] = MappingProxyType(
    {
        "killable": Piece("✗", Tone.BAD),
        "no-case-found": Piece("?", Tone.OPEN),
        "equivalent": Piece("=", Tone.QUIET),
    }
)
_SAID: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        "killable": Wording("下面的案件可以发现", "the case below would notice it"),
        "no-case-found": Wording("没有找到案件", "no case found"),
        "equivalent": Wording("等价（已证明）", "equivalent (proven)"),
    }
)
CONFIRM: Final = Wording(
    "预期结果由引擎算出，还没有人确认：对照法条核对后，删去 unconfirmed: true 一行。",
    "What is expected is what the engine answered, and nobody has confirmed it:"
    " check it against the law, then delete the line `unconfirmed: true`.",
)


@dataclass(frozen=True, slots=True)
class Survival:
    """A slip that no scenario notices, as a page shows it.

    Attributes:
        owner: The rule, or the parameter, that it stands in.
        place: Where.
        was: What is written.
        now: What would be.
        verdict: ``killable``, ``equivalent`` or ``no-case-found``.
        scenario: A case that would notice it, in YAML; empty where there is none.
    """

    owner: str
    place: str
    was: str
    now: str
    verdict: str
    scenario: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """How many slips there were, how many were noticed, how many can't be."""

    count: int
    killed: int
    equivalent: int
    percent: float


def mutation_page(
    score: Score,
    survivors: Sequence[Survival],
    language: Language,
    disclaimer: Wording,
) -> Page:
    """Return how many slips the scenarios notice, and those that they don't."""
    blocks = [block for one in survivors for block in _survivor(one, language)]
    noted: tuple[Block, ...] = ()
    if any(one.scenario for one in survivors):
        noted = (Paragraph(Piece(language.of(CONFIRM), Tone.QUIET)),)
    foot = Foot((language.of(disclaimer),))
    return (_headline(score, language), *blocks, *noted, foot)


def _headline(score: Score, language: Language) -> Headline:
    percent = in_percent(score.percent)
    count, killed, equivalent = score.count, score.killed, score.equivalent
    words = language.say(
        f"{count}处变异，发现{killed}处，等价{equivalent}处：{percent}",
        f"{count} mutants, {killed} noticed, {equivalent} equivalent: {percent}",
    )
    whole = killed + equivalent == count
    return Headline(Piece(words, Tone.GOOD if whole else Tone.BAD))


def in_percent(share: float) -> str:
    """Return a share cut to a tenth, so that only what is whole reads as 100 %."""
    return f"{int(share * 10) / 10:g} %"


def _survivor(survivor: Survival, language: Language) -> Iterator[Block]:
    """Yield a survivor, and the scenario that would notice it."""
    words = (survivor.owner, Piece(f"  {survivor.place}", Tone.QUIET))
    details = (
        (language.say("原为", "written"), survivor.was),
        (language.say("变为", "mutant"), survivor.now),
        (language.say("结论", "verdict"), language.of(_SAID[survivor.verdict])),
    )
    yield Point(_MARKS[survivor.verdict], words, details)
    if survivor.scenario:
        lines = survivor.scenario.rstrip("\n").split("\n")
        yield Verbatim(("", *lines, ""))
