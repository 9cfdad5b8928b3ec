"""How a limit was counted, where that takes words: moved, extended, paused, bounded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from telcorules.evaluation.results import Deadline
from telcorules.foundation.periods import Period
from telcorules.language.nodes import Parameter
from telcorules.language.program import Choice
from telcorules.language.versions import DeadlineVersion, Exclusion, Extension
from telcorules.language.vocabulary import NEVER, Case
from telcorules.render.citations import basis_words
from telcorules.render.page import Words
from telcorules.render.views import Details, View


@dataclass(frozen=True, slots=True)
class CountedView(View):
    """Says how a last day came about."""

    def details(self, one: Deadline) -> Details:
        """Yield what made a deadline's last day other than its limit alone would."""
        version, say = self.version(one), self.language.say
        assert isinstance(version, DeadlineVersion)
        if len(version.limits) > 1:
            yield say("先到", "earliest of"), self._limits(one, version)
        if one.case is not None:
            for extension in version.extensions:
                yield from self._extension(one, extension, one.case)
            for exclusion in version.exclusions:
                yield from self._exclusion(one, exclusion, one.case)
        if one.nominal != one.due and one.nominal:
            label = say("提前", "moved") if version.back else say("顺延", "moved")
            yield label, self._moved(one.nominal, version)
        if one.firm is False and one.earliest is not None:
            bounds = one.earliest, one.latest, one.settled_by, one.assumption
            yield from self.provisional(*bounds)
        if one.safe_due != one.due and one.safe_due:
            yield say("稳妥", "safe"), self._safe(one.safe_due)

    def _limits(self, one: Deadline, version: DeadlineVersion) -> str:
        assert one.trigger is not None
        day = one.trigger.toordinal()
        found = (self._length(limit, day) for limit in version.limits)
        return self.language.listed(found)

    def _length(self, limit: Period | Parameter, day: int) -> str:
        """Return a limit; of a parameter, the general value of the day."""
        if isinstance(limit, Period):
            return self.language.period(limit)
        values = (one.value for one in limit.values if one.holds_on(day))
        value = next(values, None)
        return self.language.period(value) if value else limit.id

    def _extension(
        self, one: Deadline, extension: Extension, case: Case
    ) -> Iterator[tuple[str, Words]]:
        """Yield an extension that was granted, and whether it was in time."""
        granted, say = _day(case.slots[extension.event.slot]), self.language.say
        if granted is None or one.earliest is None:
            return
        what = f"{self.language.of(extension.event.label)} {granted}"
        if granted.toordinal() > one.earliest.toordinal():
            late = say(
                "已在期限届满之后，不计", "after the time was over, doesn't count"
            )
            yield say("延长", "extended"), say(f"{what}，{late}", f"{what}: {late}")
            return
        period = self.language.period(extension.period)
        words = say(f"{what}，延长{period}", f"{what}: by {period}")
        basis = basis_words(extension.basis, self.language)
        link = say("，依据", ", resting on ") if basis else ""
        yield say("延长", "extended"), (words, link, *basis)

    def _exclusion(
        self, one: Deadline, exclusion: Exclusion, case: Case
    ) -> Iterator[tuple[str, Words]]:
        """Yield a span that doesn't count, where it lies within the limit."""
        assert one.trigger is not None
        first = _day(case.slots[exclusion.start.slot])
        last: int | None = case.slots[exclusion.until.slot]
        over = one.dates.latest if one.dates else date.max
        if first is None or first.toordinal() > over.toordinal():
            return
        if last is not None and last <= one.trigger.toordinal():
            return
        began = f"{self.language.of(exclusion.start.label)} {first}"
        words = self.language.joined([began, self._until(exclusion, last)])
        basis = basis_words(exclusion.basis, self.language)
        link = self.language.say("，依据", ", resting on ") if basis else ""
        yield self.language.say("不计入", "not counted"), (words, link, *basis)

    def _until(self, exclusion: Exclusion, last: int | None) -> str:
        label, say = self.language.of(exclusion.until.label), self.language.say
        if last is None:
            return say(f"{label}不清楚", f"{label} unknown")
        if last == NEVER:
            return say("尚未结束", "not over yet")
        return f"{label} {date.fromordinal(last)}"

    def _moved(self, nominal: date, version: DeadlineVersion) -> Words:
        """Return why a last day moved: by which reading, and what that rests on."""
        day, say = self.language.day(nominal), self.language.say
        rest = say(
            f"名义末日 {day} 是休息日", f"the nominal day {day} is a day of rest"
        )
        taken = self._rolling(version)
        weekend = ""
        if version.holidays_roll:
            own = say("节假日依该规定自身顺延", "a holiday moves it by the text itself")
            rest = say(f"{rest}，{own}", f"{rest}; {own}")
            weekend = say("普通周末", " a weekend")
        if taken is None or taken.id != "roll":
            return rest
        label = self.language.of(taken.label)
        basis = basis_words(taken.basis, self.language)
        link = say("，依据", ", resting on ") if basis else ""
        read = say(f"{weekend}按“{label}”的解释", f"{weekend} as read: {label}")
        return (say(f"{rest}，{read}{link}", f"{rest},{read}{link}"), *basis)

    def _rolling(self, version: DeadlineVersion) -> Choice | None:
        """Return the choice taken for whether a last day moves; None without one."""
        if version.rolls is None:
            return None
        taken = self.context.readings[version.rolls]
        choices = self.program.readings[version.rolls].choices
        return next(one for one in choices if one.id == taken)

    def _safe(self, day: date) -> str:
        shown = self.language.day(day)
        return self.language.say(
            f"按已收录的各种解释，在 {shown}（含当日）以前完成均属按期",
            f"done by {shown}, that day included, it is in time under every reading"
            " in this pack",
        )

    def paused(self, one: Deadline) -> Details:
        """Yield why a limit is suspended: its length, and what isn't over."""
        version = self.version(one)
        assert isinstance(version, DeadlineVersion)
        # INVARIANT: what a limit is suspended by is stated in a case.
        assert one.limit is not None
        assert one.case is not None
        yield self.language.say("期间", "within"), self.language.period(one.limit)
        for exclusion in version.exclusions:
            yield from self._exclusion(one, exclusion, one.case)


def _day(ordinal: int | None) -> date | None:
    return None if ordinal in (None, NEVER) else date.fromordinal(ordinal)
