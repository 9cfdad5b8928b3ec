"""What would make a case admissible, for people: the steps, who takes them, the day."""

from collections.abc import Iterator
from dataclasses import dataclass

from telcorules.evaluation.context import Context
from telcorules.evaluation.cures import Cures, Option, Step, StepKind
from telcorules.evaluation.grounds import Finding, Outcome
from telcorules.evaluation.results import Admission
from telcorules.foundation.law import Wording
from telcorules.render.admissions import FAILED, AdmissionView
from telcorules.render.answers import answer_words, value_words
from telcorules.render.bilingual import Language
from telcorules.render.citations import basis_words
from telcorules.render.page import (
    Block,
    Foot,
    Page,
    Paragraph,
    Piece,
    Point,
    Section,
    Tone,
)
from telcorules.render.views import View


def cures_page(
    found: Cures, result: Admission, context: Context, language: Language
) -> Page:
    """Return what would make a case admissible as a page.

    Args:
        found: The options, or what bars it.
        result: The answer to the case as it is.
        context: The pack, for its labels.
        language: The language of the page.
    """
    return tuple(CuresView(context, language).blocks(found, result))


@dataclass(frozen=True, slots=True)
class CuresView(View):
    """Shows the cures of an admission."""

    def blocks(self, found: Cures, result: Admission) -> Iterator[Block]:
        """Yield the answer as it is, then the options, or what bars it."""
        say = self.language.say
        yield from AdmissionView(self.context, self.language).headline(result)
        if found.options:
            yield Section(say("怎样可以符合受理条件", "What would make it admissible"))
        for option in found.options:
            yield self.option(option)
        if found.barred_by:
            yield Section(say("无法补救", "Nothing can make it admissible"))
        for one in found.barred_by:
            yield self.bar(one)
        if not (found.options or found.barred_by):
            yield Paragraph(self._neither(result))
        yield Foot((self.language.of(self.program.disclaimer),))

    def option(self, option: Option) -> Point:
        """Return a way to make it admissible, with its steps."""
        day = self.language.day(option.from_day)
        words = self.language.say(f"{day}起符合受理条件", f"admissible from {day} on")
        steps = [(self._who(one), self._step(one)) for one in option.steps]
        return Point(Piece("→", Tone.GOOD), words, tuple(steps))

    def _who(self, step: Step) -> str:
        if step.who is not None:
            return self.named(step.who)
        return self.language.say("查明", "find out")

    def _step(self, step: Step) -> str:
        """Return a step: what becomes of the fact, and how, where the pack says."""
        note = [self.language.of(step.note)] if step.note else []
        return self.language.joined([self._change(step), *note])

    def _change(self, step: Step) -> str:
        if step.kind is StepKind.WAIT:
            day = self.language.day(step.value)
            return self.language.say(f"等到{day}", f"wait until {day}")
        fact = self.program.vocabulary.by_name[str(step.fact)]
        value = value_words(fact, step.value, self.language)
        if step.among:
            among = (answer_words(fact, one, self.language) for one in step.among)
            value = self.language.say("或者", " or ").join(among)
        return self.language.labelled(self.language.of(fact.label), value)

    def bar(self, one: Finding) -> Point:
        """Return a condition that bars it whatever is done."""
        label = self.language.of(one.label or Wording(one.id, one.id))
        say = self.language.say
        why = (
            ((say("原因", "why"), self.language.of(one.message)),)
            if one.message
            else ()
        )
        basis = (say("依据", "basis"), basis_words(one.basis, self.language))
        return Point(FAILED, label, (*why, basis))

    def _neither(self, result: Admission) -> str:
        if result.outcome is Outcome.ADMISSIBLE:
            return self.language.say(
                "已经符合受理条件，不需要补救。", "It is admissible as it is."
            )
        return self.language.say(
            "没有可以由当事人补救的：只差尚未公布或者没有收录的规定。",
            "Nobody concerned can do anything: only what isn't published yet, or isn't"
            " in this pack, is missing.",
        )
