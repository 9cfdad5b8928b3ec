"""A decision for people: the answer, why, who, by when, and what is still open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from telcorules.evaluation.context import Context
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.obligations import Amount, Duty, Permission
from telcorules.evaluation.results import Admission, AnyResult, Deadline
from telcorules.evaluation.selections import Checklist, Choice
from telcorules.language.versions import ChoiceVersion
from telcorules.render.admissions import AdmissionView
from telcorules.render.bilingual import Language
from telcorules.render.checklists import ChecklistView
from telcorules.render.choices import Asked, ChoiceView
from telcorules.render.closing import ClosingView, has_closing
from telcorules.render.contested import ContestedView
from telcorules.render.deadlines import DeadlineView
from telcorules.render.duties import AmountView, DutyView
from telcorules.render.lawless import LawlessView, is_lawless
from telcorules.render.page import Block, Figure, Foot, Page
from telcorules.render.permissions import PermissionView
from telcorules.render.progress import ProgressView
from telcorules.render.reads import Reading, governing_day
from telcorules.render.relevance import case_of, relevance
from telcorules.render.remarks import RemarksView
from telcorules.render.timelines import TimelineView
from telcorules.render.unsettled import UnsettledView, is_unsettled
from telcorules.render.views import Standing, View

A = TypeVar("A", bound=AnyResult)


@dataclass(frozen=True, slots=True)
class Extras:
    """What a page for the eye has beside the words of a decision.

    Attributes:
        steps: What to do next; stands below the outcome.
        figure: The picture of the days.
        reasons: How every answer came about; stands at the end.
    """

    steps: tuple[Block, ...] = ()
    figure: Figure | None = None
    reasons: tuple[Block, ...] = ()


NO_EXTRAS: Final = Extras()


def decision_page(
    decision: Decision,
    context: Context,
    language: Language,
    extras: Extras = NO_EXTRAS,
) -> Page:
    """Return a decision as a page.

    Args:
        decision: What was decided.
        context: The pack it was decided with, the calendar and the readings.
        language: The language of the page.
        extras: What it has beside the words of the decision.
    """
    return tuple(DecisionView(context, language).blocks(decision, extras))


@dataclass(frozen=True, slots=True)
class DecisionView(View):
    """Shows a decision in a language, with the labels of a program."""

    def blocks(self, decision: Decision, extras: Extras = NO_EXTRAS) -> Iterator[Block]:
        """Yield everything that the decision says, the outcome first.

        Choices whose answers close have a section each, after the deadlines.
        """
        found = relevance(decision, self.program)
        results = found.shown.values()
        yield from self._outcomes(_of(Admission, results), decision, extras.steps)
        told = [one for one in results if not is_lawless(one)]
        asked = self._choices(_of(Choice, told), decision)
        plain = [one for one in asked if not has_closing(one.choice)]
        yield from ChoiceView(*self._with).blocks(plain)
        yield from self._standing(told)
        yield from TimelineView(*self._with).blocks(decision, extras.figure)
        for one in asked:
            if has_closing(one.choice):
                yield from ClosingView(*self._with).blocks(one)
        yield from ContestedView(*self._with).blocks(found.shown)
        for checklist in _of(Checklist, told):
            yield from ChecklistView(*self._with).blocks(checklist)
        lawless = [one for one in results if is_lawless(one)]
        others = [one for one in lawless if not isinstance(one, Admission)]
        yield from LawlessView(*self._with).blocks(others, decision)
        yield from RemarksView(*self._with).blocks(decision, found)
        yield from extras.reasons
        yield self._foot(decision)

    @property
    def _with(self) -> tuple[Context, Language]:
        """What every view of a part is made with."""
        return self.context, self.language

    def _outcomes(
        self, found: list[Admission], decision: Decision, steps: tuple[Block, ...]
    ) -> Iterator[Block]:
        """Yield the admissions, with stage and steps below the first headline."""
        view, stage = AdmissionView(*self._with), ProgressView(*self._with)
        if not found:
            yield from (*stage.blocks(decision), *steps)
        for number, one in enumerate(found):
            yield from view.headline(one)
            yield from (*stage.blocks(decision), *steps) if number == 0 else ()
            yield from view.conditions(one)

    def _choices(self, found: list[Choice], decision: Decision) -> list[Asked]:
        """Return the choices; the stage stands at the top, so it isn't told again."""
        return [
            self._asked(one, decision)
            for one in found
            if one.rule != self.program.stage or len(decision.results) == 1
        ]

    def _asked(self, one: Choice, decision: Decision) -> Asked:
        """Return a choice with what of the case is stated, where that is at hand."""
        rule, case = self.program.rules[one.rule], case_of(decision)
        if case is None:
            return Asked(one, None, None)
        as_of = decision.as_of.toordinal()
        day = governing_day(rule, case, as_of)
        version = rule.version_on(day)
        assert isinstance(version, ChoiceVersion)
        return Asked(one, version, Reading(self.context, case, as_of, as_of))

    def _standing(self, results: list[AnyResult]) -> Iterator[Block]:
        """Yield what is due, what is allowed, what is owed, and what can't be told."""
        found = [one for one in results if isinstance(one, Standing)]
        settled = [one for one in found if not is_unsettled(one)]
        yield from DeadlineView(*self._with).blocks(_of(Deadline, settled))
        yield from PermissionView(*self._with).blocks(_of(Permission, settled))
        yield from DutyView(*self._with).blocks(_of(Duty, settled))
        yield from AmountView(*self._with).blocks(_of(Amount, settled))
        unsettled = [one for one in found if is_unsettled(one)]
        yield from UnsettledView(*self._with).blocks(unsettled)

    def _foot(self, decision: Decision) -> Foot:
        pack, firm = decision.pack, decision.calendar["firm_through"]
        name = f"{pack['id']} {pack['version']}"
        sha256, library = pack["sha256"][:12], decision.library
        known = self._known_at(decision.calendar.get("known_at"))
        line = self.language.say(
            f"评估日 {decision.as_of} · 规则包 {name}（{sha256}） · "
            f"日历确定至 {firm}{known} · telcorules {library}",
            f"assessed {decision.as_of} · pack {name} ({sha256}) · "
            f"calendar firm through {firm}{known} · telcorules {library}",
        )
        return Foot((line, self.language.of(decision.disclaimer)))

    def _known_at(self, day: str | None) -> str:
        """Return on which day no more notices were known, where that was asked for."""
        say = self.language.say
        return say(f"（按 {day} 所知）", f" as known on {day}") if day else ""


def _of(kind: type[A], results: Iterable[AnyResult]) -> list[A]:
    return [one for one in results if isinstance(one, kind)]
