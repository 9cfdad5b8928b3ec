"""Where a pack has no rule for a day: which days it has some for, and what isn't known.

Three things are kept apart: law whose text isn't at hand, law that was replaced and
isn't encoded, and the days for which there are rules.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from telcorules.evaluation.grounds import InForce, NotAtHand
from telcorules.language.program import Gap, Program
from telcorules.render.bilingual import Language
from telcorules.render.citations import provision
from telcorules.render.page import Block, Paragraph
from telcorules.render.views import View


def in_force(  # noqa: PLR0913, PLR0917 - what is said, and where it stands
    law: Iterable[InForce],
    missing: Iterable[NotAtHand],
    day: date | None,
    view: View,
    indent: int = 2,
    node: str = "",
) -> Iterator[Block]:
    """Yield what isn't at hand, and the days that the pack has rules for.

    Args:
        law: Those days; none where the question could be answered.
        missing: The law of the day whose text isn't at hand.
        day: The day that governs the question; None where it isn't known. What was
            in force on it and was replaced since goes first, as it isn't encoded.
        view: The pack, for its instruments, and the language to say it in.
        indent: How far the lines are indented.
        node: What the lines tell of.
    """
    program, language = view.program, view.language
    found, absent = list(law), list(missing)
    for one in absent:
        yield Paragraph(unseen(one, language), indent, node)
    told = {cited.citation.instrument for one in absent for cited in one.basis}
    rest = [one for one in found if _replaced(one, program) not in told]
    for words in _not_encoded(rest, day, program, language):
        yield Paragraph(words, indent, node)
    for known in found:
        title = language.say(f"《{known.title.zh}》", known.title.en)
        days = span_of(known.start, known.until, language)
        words = language.say(f"{days}：{title}", f"{days}: {title}")
        yield Paragraph(words, indent, node)


def span_of(start: date, until: date | None, language: Language) -> str:
    """Return days in force, both inclusive; without a last one, until today."""
    last = until.isoformat() if until else language.say("今", "today")
    return language.say(f"{start}至{last}", f"{start} to {last}")


def unseen(one: NotAtHand | Gap, language: Language) -> str:
    """Return what is said of law whose text isn't at hand, and its name."""
    note = language.of(one.note)
    named = language.listed(provision(cited, language) for cited in one.basis)
    return language.say(f"{note}（{named}）", f"{note} ({named})")


def _not_encoded(
    law: list[InForce], day: date | None, program: Program, language: Language
) -> Iterator[str]:
    """Yield the law of that day that was replaced and isn't encoded."""
    replaced = (_replaced(one, program) for one in law)
    for name in dict.fromkeys(name for name in replaced if name):
        old = program.instruments[name]
        if day and old.in_force_on(day):
            yield language.say(
                f"当时施行的《{old.title.zh}》没有编码",
                f"in force that day, and not encoded: {old.title.en}",
            )


def _replaced(one: InForce, program: Program) -> str | None:
    return program.instruments[one.instrument].replaces
